/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Previews: what is not too large to decode becomes a picture that is not larger than it may be. */

#include "fuzz.h"

#include "media-decoder.h"
#include "media-orientation.h"

#define SIZE_PX 240

/* gdk-pixbuf's loader of GIF complains to the log of some broken pictures, and goes on: that is its
 * own matter. */
static void
ignore (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
}

static gboolean
is_fatal (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  return g_strcmp0 (domain, "GdkPixbuf") != 0;
}

/* Both: what may be fatal is no harm, but its text alone would end a test in TAP. */
static void
leave_gdk_pixbuf_alone (void)
{
  static gboolean is_done;

  if (is_done)
    return;

  g_test_log_set_fatal_handler (is_fatal, NULL);
  g_log_set_handler ("GdkPixbuf", G_LOG_LEVEL_CRITICAL | G_LOG_FLAG_FATAL, ignore, NULL);
  is_done = TRUE;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaPicture) picture = NULL;
  guint orientation;

  leave_gdk_pixbuf_alone ();
  picture = media_decoder_decode (bytes, SIZE_PX, &error);
  orientation = media_orientation_read (data, size);

  g_assert_true ((picture == NULL) == (error != NULL));
  g_assert_cmpuint (orientation, >=, 1);
  g_assert_cmpuint (orientation, <=, 8);

  return 0;
}
