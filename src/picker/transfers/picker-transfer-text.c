/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-transfer-text.h"

#include "canto-error.h"

#include <glib/gi18n.h>

/* The words for what a file refuses. (nullable) */
static const char *
get_file_words (const GError *error)
{
  static const struct
  {
    int code;
    const char *words;
  } all[] = {
    { G_IO_ERROR_NOT_FOUND, N_ ("The file is not there any more.") },
    { G_IO_ERROR_IS_DIRECTORY, N_ ("Folders cannot be uploaded. Choose the files in it instead.") },
    { G_IO_ERROR_PERMISSION_DENIED, N_ ("You may not read this file.") },
    { G_IO_ERROR_WRONG_ETAG,
      N_ ("The file was changed since you chose it. Try again to upload it as it is now.") },
    { G_IO_ERROR_FAILED, N_ ("The file was changed while it was being sent. Try again.") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      if (g_error_matches (error, G_IO_ERROR, all[i].code))
        return _ (all[i].words);
    }

  return NULL;
}

/* (nullable) */
static const char *
get_service_words (const GError *error)
{
  static const struct
  {
    int code;
    const char *words;
  } all[] = {
    { CANTO_ERROR_NOT_ALLOWED,
      N_ ("Your Canto account may not upload files. An administrator can change that.") },
    { CANTO_ERROR_SIGNED_OUT, N_ ("You are signed out. Sign in, then try again.") },
    { CANTO_ERROR_RATE_LIMITED,
      N_ ("Your company's Canto account has reached its limit of requests. Wait a minute, then try "
          "again.") },
    { CANTO_ERROR_TIMED_OUT,
      N_ ("The file has arrived, but Canto is still at work on it. Try again to see whether it is "
          "done.") },
    { CANTO_ERROR_INSECURE,
      N_ ("Canto wants the file sent to a place that is not known, so nothing was sent. Tell your "
          "administrator.") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      if (g_error_matches (error, CANTO_ERROR, all[i].code))
        return _ (all[i].words);
    }

  return NULL;
}

/* With why it is lost if the program ends before it is sent. */
static char *
dup_waiting (EngineTransfer *transfer, const char *text)
{
  const GError *keep_error = engine_transfer_get_keep_error (transfer);

  return keep_error != NULL ? g_strdup_printf ("%s. %s", text, keep_error->message)
                            : g_strdup (text);
}

static char *
dup_failure (EngineTransfer *transfer)
{
  const GError *error = engine_transfer_get_error (transfer);
  gboolean is_offline = g_error_matches (error, CANTO_ERROR, CANTO_ERROR_OFFLINE);
  const char *words;

  if (engine_transfer_get_is_waiting (transfer))
    return dup_waiting (transfer, _ ("Waiting for the network"));
  if (engine_transfer_get_is_doubtful (transfer))
    return g_strdup (
        _ ("Canto has a file of this name. Say that it is this one, or try again to send it."));
  if (is_offline && engine_transfer_get_is_unclear (transfer))
    return g_strdup (_ ("The connection was lost at the very end, so the file may have arrived. "
                        "Try again to look for it."));
  words = get_file_words (error);
  if (words == NULL)
    words = get_service_words (error);

  return g_strdup (words != NULL ? words : error->message);
}

static char *
dup_progress (EngineTransfer *transfer)
{
  g_autofree char *done = NULL;
  g_autofree char *total = NULL;

  if (engine_transfer_get_total_bytes (transfer) == 0)
    return g_strdup (_ ("Starting"));
  done = g_format_size (engine_transfer_get_n_bytes (transfer));
  total = g_format_size (engine_transfer_get_total_bytes (transfer));

  /* Translators: how much of a file was uploaded, as "1.2 MB of 4.0 MB" */
  return g_strdup_printf (_ ("%s of %s"), done, total);
}

char *
picker_transfer_text_dup (EngineTransfer *transfer)
{
  switch (engine_transfer_get_state (transfer))
    {
    case ENGINE_TRANSFER_SAVING:
      if (engine_transfer_get_keep_error (transfer) != NULL)
        return dup_waiting (transfer, _ ("Not sent yet"));
      /* Translators: of a file that is to be uploaded: it is noted on the disk */
      return g_strdup (_ ("Saving"));

    case ENGINE_TRANSFER_QUEUED:
      /* Translators: of a file that is to be uploaded after others */
      return g_strdup (_ ("Waiting"));

    case ENGINE_TRANSFER_SENDING:
      return dup_progress (transfer);

    case ENGINE_TRANSFER_PROCESSING:
      return g_strdup (_ ("Canto is at work on it"));

    case ENGINE_TRANSFER_DONE:
      /* Translators: of a file */
      return g_strdup (_ ("Uploaded"));

    case ENGINE_TRANSFER_CANCELLED:
      /* Translators: of an upload */
      return g_strdup (_ ("Cancelled"));

    case ENGINE_TRANSFER_FAILED:
    default:
      return dup_failure (transfer);
    }
}
