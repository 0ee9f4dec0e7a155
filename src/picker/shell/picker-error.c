/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-error.h"

#include "canto-error.h"
#include "delivery-concerns.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

/* The words for each code: title, meaning, icon, remedy. */
typedef struct
{
  int code;
  const char *title;
  const char *meaning; /* NULL: the message of the error says all */
  const char *icon_name;
  PickerRemedy remedy;
} ErrorWords;

static const ErrorWords canto_words[] = {
  { CANTO_ERROR_SIGNED_OUT, N_ ("You Are Signed Out"),
    N_ ("Canto no longer accepts your sign-in. Sign in again to go on."),
    "dialog-password-symbolic", PICKER_REMEDY_SIGN_IN },
  { CANTO_ERROR_NOT_ALLOWED, N_ ("Not Allowed"),
    N_ ("Your Canto account may not do this. An administrator can change that."),
    "action-unavailable-symbolic", PICKER_REMEDY_RETRY },
  { CANTO_ERROR_NOT_FOUND, N_ ("Not Found"),
    N_ ("It was deleted, or you may no longer see it. Choose something else, or try again."),
    "edit-find-symbolic", PICKER_REMEDY_RETRY },
  { CANTO_ERROR_NOT_AVAILABLE, N_ ("Not Available Now"),
    N_ ("It lies in cold storage. Ask for it in Canto first."), "weather-snow-symbolic",
    PICKER_REMEDY_NONE },
  { CANTO_ERROR_RATE_LIMITED, N_ ("Too Many Requests"),
    N_ ("Your company's Canto account has reached its limit of requests a minute. "
        "Wait a minute, then try again."),
    "preferences-system-time-symbolic", PICKER_REMEDY_RETRY },
  { CANTO_ERROR_OFFLINE, N_ ("Canto Cannot Be Reached"),
    N_ ("Check your network connection, then try again."), "network-offline-symbolic",
    PICKER_REMEDY_RETRY },
  { CANTO_ERROR_SERVICE, N_ ("Canto Has a Problem"),
    N_ ("The service answered with an error. Try again in a while."), "network-error-symbolic",
    PICKER_REMEDY_RETRY },
  { CANTO_ERROR_BAD_REQUEST, N_ ("Canto Refused the Question"),
    N_ ("Canto does not take what Descant asked for. Try other words or filters; if it stays so, "
        "tell your administrator."),
    "dialog-warning-symbolic", PICKER_REMEDY_RETRY },
  { CANTO_ERROR_TOO_DEEP, N_ ("Too Far Down the List"),
    N_ ("Search, filter or choose an album to find it; or sort the other way."),
    "edit-find-symbolic", PICKER_REMEDY_NONE },
  { CANTO_ERROR_BAD_REPLY, N_ ("Canto's Answer Cannot Be Read"),
    N_ ("Perhaps something on the way answers in Canto's place, or Canto has changed. Try again; "
        "if "
        "it stays so, tell your administrator."),
    "dialog-warning-symbolic", PICKER_REMEDY_RETRY },
  { CANTO_ERROR_DENIED, N_ ("Sign-In Was Refused"),
    N_ ("The sign-in page said no. Try again and choose Allow."), "dialog-password-symbolic",
    PICKER_REMEDY_RETRY },
  { CANTO_ERROR_WRONG_KEY, N_ ("Wrong App ID or App Secret"),
    N_ ("Check both against the API key in Canto's settings."), "dialog-password-symbolic",
    PICKER_REMEDY_RETRY },
  { CANTO_ERROR_PORT_TAKEN, N_ ("The Browser Cannot Come Back"),
    N_ ("Another program uses the port of the redirect URL. Close it; or register another URL "
        "and write it into accounts.conf in the folder descant of your configuration folder."),
    "network-error-symbolic", PICKER_REMEDY_RETRY },
  { CANTO_ERROR_TIMED_OUT, N_ ("Sign-In Took Too Long"),
    N_ ("The browser did not come back. Try again; if its page never came or did not know the app, "
        "check the address, its region and the App ID first."),
    "preferences-system-time-symbolic", PICKER_REMEDY_RETRY },
  { CANTO_ERROR_KEYRING, N_ ("The Keyring Cannot Be Used"),
    N_ ("Your sign-in is kept in the system keyring. Unlock it, or set one up, and try again."),
    "dialog-password-symbolic", PICKER_REMEDY_RETRY },
  { CANTO_ERROR_INSECURE, N_ ("Stopped to Protect Your Sign-In"),
    N_ ("Going on would have sent data to a place that is not your company's Canto. Check the "
        "address and your network, which may get in between; if it stays so, tell your "
        "administrator."),
    "security-low-symbolic", PICKER_REMEDY_NONE },
  { CANTO_ERROR_INVALID_ACCOUNT, N_ ("Check the Account"), NULL, "dialog-warning-symbolic",
    PICKER_REMEDY_NONE },
};

static const ErrorWords delivery_words[] = {
  { DELIVERY_ERROR_NO_LINK, N_ ("There Is No Link"),
    N_ ("The asset is not published for delivery and has no direct link. Whoever looks after it in "
        "Canto can publish it."),
    "action-unavailable-symbolic", PICKER_REMEDY_NONE },
  { DELIVERY_ERROR_BAD_LINK, N_ ("The Link Cannot Be Used"),
    N_ ("Canto gave a delivery link of an unknown form. Tell your administrator."),
    "dialog-warning-symbolic", PICKER_REMEDY_NONE },
};

/* What becomes of large files. */
static const ErrorWords io_words[] = {
  { G_IO_ERROR_NO_SPACE, N_ ("The Disk Is Full"), N_ ("Make room on it, then try again."),
    "drive-harddisk-symbolic", PICKER_REMEDY_RETRY },
  { G_IO_ERROR_MESSAGE_TOO_LARGE, N_ ("It Is Too Large to Be Shown Here"),
    N_ ("Open it in Canto instead."), "dialog-warning-symbolic", PICKER_REMEDY_NONE },
};

static const ErrorWords file_words = { 0, N_ ("The Account File Cannot Be Read"),
                                       N_ ("Mend it with a text editor; or sign in anew, and it is "
                                           "kept beside the new one as accounts.conf~."),
                                       "dialog-warning-symbolic", PICKER_REMEDY_NONE };

static const ErrorWords other_words = {
  0, N_ ("Something Went Wrong"),
  N_ ("Try again. If it stays so, tell your administrator what it says here."),
  "dialog-warning-symbolic", PICKER_REMEDY_RETRY
};

static const ErrorWords *
find_words (const GError *error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (canto_words); i++)
    {
      if (g_error_matches (error, CANTO_ERROR, canto_words[i].code))
        return &canto_words[i];
    }
  for (gsize i = 0; i < G_N_ELEMENTS (delivery_words); i++)
    {
      if (g_error_matches (error, DELIVERY_ERROR, delivery_words[i].code))
        return &delivery_words[i];
    }

  for (gsize i = 0; i < G_N_ELEMENTS (io_words); i++)
    {
      if (g_error_matches (error, G_IO_ERROR, io_words[i].code))
        return &io_words[i];
    }

  return error->domain == G_KEY_FILE_ERROR ? &file_words : &other_words;
}

const char *
picker_error_get_title (const GError *error)
{
  return _ (find_words (error)->title);
}

char *
picker_error_dup_text (const GError *error)
{
  const ErrorWords *words = find_words (error);

  if (words->meaning == NULL)
    return g_strdup (error->message);

  return g_strdup_printf ("%s\n\n%s", _ (words->meaning), error->message);
}

const char *
picker_error_get_icon_name (const GError *error)
{
  return find_words (error)->icon_name;
}

PickerRemedy
picker_error_get_remedy (const GError *error)
{
  return find_words (error)->remedy;
}
