/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CantoError:
 * @CANTO_ERROR_SIGNED_OUT: there is no token that works: sign in again (14.1, 14.2)
 * @CANTO_ERROR_NOT_ALLOWED: the signed-in person may not do this (14.3)
 * @CANTO_ERROR_NOT_FOUND: the asset, album or folder is not there (14.4)
 * @CANTO_ERROR_NOT_AVAILABLE: it is there but cannot be had now, as in cold storage (10.15)
 * @CANTO_ERROR_RATE_LIMITED: too many calls, and waiting did not help: try later (13.4)
 * @CANTO_ERROR_OFFLINE: the host could not be reached, or the connection broke
 * @CANTO_ERROR_SERVICE: the service is in trouble (5xx)
 * @CANTO_ERROR_BAD_REQUEST: the service refused the parameters: a bug of ours (14.5)
 * @CANTO_ERROR_TOO_DEEP: the list is longer, but the service gives no more of it (6.13): see
 *   canto_client_get_list_depth()
 * @CANTO_ERROR_BAD_REPLY: the answer cannot be read (14.7, 14.8)
 * @CANTO_ERROR_DENIED: the person, or the service, said no on the sign-in page (3.8)
 * @CANTO_ERROR_WRONG_KEY: App ID or App Secret were refused (3.32)
 * @CANTO_ERROR_PORT_TAKEN: another program listens on the port of the redirect URL (3.25)
 * @CANTO_ERROR_TIMED_OUT: nobody finished the sign-in in time, or the service its work on an upload
 * @CANTO_ERROR_KEYRING: the keyring is absent, locked or refused
 * @CANTO_ERROR_INSECURE: going on would send data where it must not go (2.10, 10.12)
 * @CANTO_ERROR_INVALID_ACCOUNT: address, region or another value of the account is wrong (2.9)
 *
 * What went wrong, in terms of what a person can do about it.
 */
typedef enum
{
  CANTO_ERROR_SIGNED_OUT,
  CANTO_ERROR_NOT_ALLOWED,
  CANTO_ERROR_NOT_FOUND,
  CANTO_ERROR_NOT_AVAILABLE,
  CANTO_ERROR_RATE_LIMITED,
  CANTO_ERROR_OFFLINE,
  CANTO_ERROR_SERVICE,
  CANTO_ERROR_BAD_REQUEST,
  CANTO_ERROR_TOO_DEEP,
  CANTO_ERROR_BAD_REPLY,
  CANTO_ERROR_DENIED,
  CANTO_ERROR_WRONG_KEY,
  CANTO_ERROR_PORT_TAKEN,
  CANTO_ERROR_TIMED_OUT,
  CANTO_ERROR_KEYRING,
  CANTO_ERROR_INSECURE,
  CANTO_ERROR_INVALID_ACCOUNT,
} CantoError;

#define CANTO_ERROR (canto_error_quark ())
GQuark canto_error_quark (void);

G_END_DECLS
