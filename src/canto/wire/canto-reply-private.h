/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-http.h"

G_BEGIN_DECLS

/* NULL for a 2xx; else what the status means (canto-api.md section 14), with the service's own words. */
GError *canto_reply_to_error (CantoHttpReply *reply);

/* The first of the keys of 14.9 that is a string: plain, one line, 200 characters. (nullable) */
char *canto_reply_dup_message (CantoHttpReply *reply);

/* What a service says, as a person may be shown it: valid UTF-8, one line, 200 characters.
 * (transfer full) */
char *canto_reply_clean_text (const char *text);

/* When to try again after a 429 (13.4): the header as seconds or as a date, else by @attempt. A date counts from what
 * the service's own clock says; without that, one that is over by ours tells nothing. @now_unix_us: by ours
 * @date_unix_s: by the service's; 0 if it did not say */
gint64 canto_reply_get_retry_delay_us (const char *retry_after, guint attempt, gint64 now_unix_us, gint64 date_unix_s);

G_END_DECLS
