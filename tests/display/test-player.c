/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Video and sound play, in the panel and in the viewer, and stop when nobody sees them. */

#include "picker-details-panel.h"
#include "picker-player.h"
#include "picker-preview.h"
#include "picker-viewer.h"
#include "test-library.h"
#include "test-session.h"
#include "test-wait.h"
#include "test-widget.h"

#include <string.h>

enum
{
  SOUND,
  NOISE,
  TORN,
  A_LAW,
  PICTURE,
  N_ASSETS,
};

#define FILE_PATH "/api_binary/v1/audio/"
#define RATE_HZ   8000
#define SECONDS   20

static void
put (GByteArray *bytes, guint32 number, guint n_bytes)
{
  guint32 little = GUINT32_TO_LE (number);

  g_byte_array_append (bytes, (const guint8 *) &little, n_bytes);
}

/* Of one byte a sample; the formats are those of WAV. */
enum
{
  FORMAT_PCM = 1,
  FORMAT_A_LAW = 6,
};

/* Silence, or nearly. */
static GBytes *
make_wav (guint32 format)
{
  GByteArray *bytes = g_byte_array_new ();
  guint n_data = RATE_HZ * SECONDS;

  g_byte_array_append (bytes, (const guint8 *) "RIFF", 4);
  put (bytes, 36 + n_data, 4);
  g_byte_array_append (bytes, (const guint8 *) "WAVEfmt ", 8);
  put (bytes, 16, 4);
  put (bytes, format, 2);
  put (bytes, 1, 2);
  put (bytes, RATE_HZ, 4);
  put (bytes, RATE_HZ, 4);
  put (bytes, 1, 2);
  put (bytes, 8, 2);
  g_byte_array_append (bytes, (const guint8 *) "data", 4);
  put (bytes, n_data, 4);
  g_byte_array_set_size (bytes, bytes->len + n_data);
  memset (bytes->data + bytes->len - n_data, 0x80, n_data);

  return g_byte_array_free_to_bytes (bytes);
}

static void
add_sound (TestLibrary *library, const char *id, const char *name, GBytes *bytes)
{
  const char *base = test_service_get_base (library->service);
  g_autofree char *path = g_strconcat (FILE_PATH, id, NULL);
  g_autofree char *details = g_strdup_printf (
      "\"url\": {\"download\": \"%s%s\", \"detail\": \"%s/smartalbum/audio\"}", base, path, base);

  test_service_add_asset (library->service, "audio", id, name, "\"approvalStatus\": \"Approved\"",
                          details);
  test_service_set_bytes (library->service, path, "audio/wav", bytes);
}

static void
set_up (TestLibrary *library, gconstpointer data)
{
  g_autoptr (GBytes) wav = make_wav (FORMAT_PCM);
  g_autoptr (GBytes) a_law = make_wav (FORMAT_A_LAW);
  g_autoptr (GBytes) torn = g_bytes_new_from_bytes (wav, 0, 30);
  g_autoptr (GBytes) noise = g_bytes_new_static ("<html>Sign in, please</html>", 28);

  test_library_set_up (library, data);
  add_sound (library, "a0", "silence.wav", wav);
  add_sound (library, "a1", "noise.wav", noise);
  add_sound (library, "a2", "torn.wav", torn);
  add_sound (library, "a3", "a-law.wav", a_law);
  test_service_add_asset (library->service, "image", "i0", "picture.jpg", "", "");
  test_library_show (library);
  test_library_wait_items (library, N_ASSETS);
  test_library_wait_page (library, "grid");
  gtk_widget_activate_action (GTK_WIDGET (library->library), "details.toggle", NULL);
}

/* What the installation has; nothing plays without it. */
static gboolean
has_backend (void)
{
  g_autoptr (GtkMediaStream) stream = gtk_media_file_new ();

  return !g_str_equal (G_OBJECT_TYPE_NAME (stream), "GtkNoMediaFile");
}

static gboolean
skips (void)
{
  if (!has_backend ())
    g_test_skip ("GTK has nothing to play with here");

  return !has_backend ();
}

static PickerPlayer *
get_player (gpointer owner)
{
  return test_widget_get_child (test_widget_find (owner, PICKER_TYPE_PREVIEW), "player");
}

static PickerPlayer *
get_panel_player (TestLibrary *library)
{
  return get_player (test_widget_find (library->library, PICKER_TYPE_DETAILS_PANEL));
}

static const char *
get_page (PickerPlayer *player)
{
  return test_widget_get_page (test_widget_get_child (player, "stack"));
}

static gboolean
is_offered (gpointer player)
{
  return gtk_widget_get_mapped (player) && g_str_equal (get_page (player), "offer");
}

static gboolean
is_playing (gpointer player)
{
  GtkMediaStream *stream = picker_player_get_stream (player);

  return g_str_equal (get_page (player), "playing") && gtk_media_stream_get_playing (stream)
         && gtk_media_stream_get_timestamp (stream) > 0;
}

static gboolean
has_failed (gpointer player)
{
  return g_str_equal (get_page (player), "failed");
}

static gboolean
has_error (gpointer player)
{
  GtkMediaStream *stream = picker_player_get_stream (player);

  return has_failed (player) || (stream != NULL && gtk_media_stream_get_error (stream) != NULL);
}

static gboolean
has_nothing (gpointer player)
{
  return g_str_equal (get_page (player), "offer") && picker_player_get_stream (player) == NULL;
}

static void
click (PickerPlayer *player, const char *button)
{
  g_signal_emit_by_name (test_widget_get_child (player, button), "clicked");
}

static PickerPlayer *
select_sound (TestLibrary *library, guint position)
{
  PickerPlayer *player = get_panel_player (library);

  test_library_select (library, position);
  test_wait_until (is_offered, player, "Play");

  return player;
}

static void
play (PickerPlayer *player)
{
  click (player, "play_button");
  test_wait_until (is_playing, player, "the sound");
}

/* Fetched when it is played, and not before; what plays knows no address. */
static void
test_sound (TestLibrary *library, gconstpointer data)
{
  PickerPlayer *player = select_sound (library, SOUND);
  g_autofree char *path = NULL;

  if (skips ())
    return;
  g_assert_cmpuint (test_service_count (library->service, FILE_PATH), ==, 0);
  play (player);
  g_assert_cmpuint (test_service_count (library->service, FILE_PATH), ==, 1);
  path = g_file_get_path (
      gtk_media_file_get_file (GTK_MEDIA_FILE (picker_player_get_stream (player))));
  g_assert_true (g_str_has_prefix (path, "/proc/self/fd/"));
  g_assert_true (gtk_media_stream_has_audio (picker_player_get_stream (player)));
}

static void
test_other_asset (TestLibrary *library, gconstpointer data)
{
  PickerPlayer *player = select_sound (library, SOUND);

  if (skips ())
    return;
  play (player);
  test_library_select (library, PICTURE);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (player)));
  g_assert_true (has_nothing (player));
}

static void
test_hidden (TestLibrary *library, gconstpointer data)
{
  PickerPlayer *player = select_sound (library, SOUND);

  if (skips ())
    return;
  play (player);
  gtk_widget_activate_action (GTK_WIDGET (library->library), "details.toggle", NULL);
  test_wait_until (has_nothing, player, "the sound to stop");
}

/* The viewer lies over the panel, and plays for itself. */
static void
test_viewer (TestLibrary *library, gconstpointer data)
{
  PickerPlayer *player = select_sound (library, SOUND);
  PickerViewer *viewer;

  if (skips ())
    return;
  play (player);
  gtk_widget_activate_action (GTK_WIDGET (library->library), "viewer.open", NULL);
  viewer = test_widget_find (library->library, PICKER_TYPE_VIEWER);
  test_wait_until (has_nothing, player, "the sound in the panel to stop");
  test_wait_until (is_offered, get_player (viewer), "Play in the viewer");
  play (get_player (viewer));
  picker_viewer_close (viewer);
  test_wait_until (has_nothing, get_player (viewer), "the sound in the viewer to stop");
}

static const char *
get_failure (PickerPlayer *player)
{
  return gtk_label_get_text (test_widget_get_child (player, "failure_label"));
}

static void
assert_fails (TestLibrary *library, guint position, const char *part)
{
  PickerPlayer *player = select_sound (library, position);

  click (player, "play_button");
  test_wait_until (has_failed, player, "that it cannot be played");
  g_assert_nonnull (
      strstr (get_failure (player), has_backend () ? part : "GTK's GStreamer module"));
  g_assert_false (gtk_widget_get_visible (test_widget_get_child (player, "again_button")));
  g_assert_true (gtk_widget_get_visible (test_widget_get_child (player, "web_button")));
  test_library_select (library, SOUND);
  g_assert_true (has_nothing (player));
}

/* What came is no sound: trying again would not help, but Canto may play it. */
static void
test_broken (TestLibrary *library, gconstpointer data)
{
  assert_fails (library, NOISE, "This WAV file is broken");
  assert_fails (library, TORN, "This WAV file is broken");
}

/* The file is well. */
static void
test_no_decoder (TestLibrary *library, gconstpointer data)
{
  assert_fails (library, A_LAW, "This computer has no “A-Law decoder”. Install");
}

/* Another asset is chosen while we look for what is wrong. */
static void
test_left_while_diagnosed (TestLibrary *library, gconstpointer data)
{
  PickerPlayer *player = select_sound (library, A_LAW);

  if (skips ())
    return;
  click (player, "play_button");
  test_wait_until (has_error, player, "that it cannot be played");
  select_sound (library, SOUND);
  g_assert_true (has_nothing (player));
  play (player);
}

/* With the keyboard in it, twice before the next frame: nothing of it stays. */
static void
test_left_twice (TestLibrary *library, gconstpointer data)
{
  PickerPlayer *player = select_sound (library, SOUND);

  if (skips ())
    return;
  test_service_hold (library->service, FILE_PATH);
  click (player, "play_button");
  g_assert_true (
      gtk_widget_is_focus (GTK_WIDGET (test_widget_get_child (player, "cancel_button"))));
  test_library_select (library, PICTURE);
  test_library_select (library, SOUND);
  test_library_select (library, PICTURE);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (player)));
}

static void
test_refused (TestLibrary *library, gconstpointer data)
{
  PickerPlayer *player = select_sound (library, SOUND);

  test_service_refuse (library->service, FILE_PATH, 404, "{}");
  click (player, "play_button");
  test_wait_until (has_failed, player, "that it was not found");
  g_assert_cmpstr (get_failure (player), ==, "Not Found");
  test_service_refuse (library->service, FILE_PATH, 0, NULL);
  g_assert_true (gtk_widget_get_visible (test_widget_get_child (player, "again_button")));
  if (skips ())
    return;
  click (player, "again_button");
  test_wait_until (is_playing, player, "the sound");
}

static gboolean
is_held (gpointer service)
{
  return test_service_count_held (service) > 0;
}

static void
test_cancelled (TestLibrary *library, gconstpointer data)
{
  PickerPlayer *player = select_sound (library, SOUND);

  test_service_hold (library->service, FILE_PATH);
  click (player, "play_button");
  g_assert_cmpstr (get_page (player), ==, "loading");
  test_wait_until (is_held, library->service, "the sound to be asked for");
  click (player, "cancel_button");
  g_assert_true (has_nothing (player));
  test_service_release (library->service);
  if (skips ())
    return;
  play (player);
}

/* Every control has a name: GTK gives those of its own none. */
static void
test_names (TestLibrary *library, gconstpointer data)
{
  PickerPlayer *player = get_panel_player (library);
  g_autoptr (GPtrArray) buttons =
      test_widget_find_all (test_widget_get_child (player, "controls"), GTK_TYPE_BUTTON);

  g_assert_cmpuint (buttons->len, >=, 2);
  for (guint i = 0; i < buttons->len; i++)
    g_assert_true (
        gtk_test_accessible_has_property (buttons->pdata[i], GTK_ACCESSIBLE_PROPERTY_LABEL));
}

/* A film of the stand-in tenant */

static CantoAsset *
find_film (EngineSession *session)
{
  CantoClient *client = engine_session_get_client (session);
  g_autoptr (CantoQuery) query =
      canto_query_with_schemes (canto_query_new (), 1 << CANTO_SCHEME_VIDEO);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoPage) page = NULL;

  canto_client_list_async (client, query, 0, 1, CANTO_PRIORITY_INTERACTIVE, NULL,
                           (GAsyncReadyCallback) test_keep_result, &result);
  page = canto_client_list_finish (client, test_wait_result (&result), &error);
  g_assert_no_error (error);

  return canto_asset_ref (canto_page_get_asset (page, 0));
}

static void
test_film (void)
{
  TestTenant *tenant = test_tenant_start ("--assets=100", NULL);
  EngineSession *session = test_session_new (tenant, 6000);
  g_autoptr (CantoAsset) film = find_film (session);
  GtkWidget *preview = picker_preview_new (session, 400);
  GtkWidget *window = test_widget_show (preview, 400, 400);
  PickerPlayer *player = test_widget_get_child (preview, "player");

  picker_preview_set_asset (PICKER_PREVIEW (preview), film);
  test_wait_until (is_offered, player, "Play");
  if (!skips ())
    {
      play (player);
      g_assert_true (gtk_media_stream_has_video (picker_player_get_stream (player)));
    }
  test_widget_close (window);
  test_session_free (session);
  g_free (test_tenant_stop (tenant));
}

#define ADD(path, test) g_test_add (path, TestLibrary, NULL, set_up, test, test_library_tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  /* As where no plugin plays this. */
  g_setenv ("GST_PLUGIN_FEATURE_RANK", "alawdec:NONE,avdec_pcm_alaw:NONE", TRUE);
  test_widget_init (&argc, &argv);

  ADD ("/player/sound", test_sound);
  g_test_add_func ("/player/film", test_film);
  ADD ("/player/other-asset", test_other_asset);
  ADD ("/player/hidden", test_hidden);
  ADD ("/player/viewer", test_viewer);
  ADD ("/player/anywhere/broken", test_broken);
  ADD ("/player/anywhere/no-decoder", test_no_decoder);
  ADD ("/player/left-while-diagnosed", test_left_while_diagnosed);
  ADD ("/player/left-twice", test_left_twice);
  ADD ("/player/refused", test_refused);
  ADD ("/player/cancelled", test_cancelled);
  ADD ("/player/anywhere/names", test_names);

  return g_test_run ();
}
