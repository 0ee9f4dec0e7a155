/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-player.h"

#include "media-gstreamer.h"
#include "picker-compat.h"
#include "picker-error.h"

#include <glib/gi18n.h>
#include <string.h>

struct _PickerPlayer
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkStack *stack;
  GtkButton *play_button;
  GtkLabel *progress_label;
  GtkProgressBar *progress_bar;
  GtkButton *cancel_button;
  GtkBox *playing_box;
  GtkPicture *picture;
  GtkMediaControls *controls;
  GtkLabel *failure_label;
  GtkButton *again_button;
  GtkButton *web_button;

  /* Owned. */
  EngineSession *session;    /* (nullable) */
  CantoAsset *asset;         /* (nullable) */
  GCancellable *cancellable; /* (nullable): of what is loaded */
  CantoProgress *progress;   /* (nullable): of it */
  MediaFile *file;           /* (nullable): what is played, which may open it once more */
  GtkMediaStream *stream;    /* (nullable) */
  GSignalGroup *stream_signals;

  /* State. */
  guint tick_id; /* non-0 while progress is shown */
};

G_DEFINE_FINAL_TYPE (PickerPlayer, picker_player, GTK_TYPE_WIDGET)

/* What there is to play covers the preview; what is only offered leaves it to the pointer. */
static void
show_page (PickerPlayer *self, const char *name)
{
  GtkAlign align = g_str_equal (name, "playing") ? GTK_ALIGN_FILL : GTK_ALIGN_CENTER;

  gtk_widget_set_halign (GTK_WIDGET (self), align);
  gtk_widget_set_valign (GTK_WIDGET (self), align);
  gtk_stack_set_visible_child_name (self->stack, name);
}

/* Progress */

static gboolean
progress_due (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  PickerPlayer *self = PICKER_PLAYER (widget);
  guint64 n_bytes = canto_progress_get_n_bytes (self->progress);
  guint64 total_bytes = canto_progress_get_total_bytes (self->progress);
  g_autofree char *size = g_format_size (n_bytes);
  g_autofree char *total = g_format_size (total_bytes);
  g_autofree char *text = NULL;

  if (total_bytes > 0)
    {
      /* Translators: how much has been loaded, as in "1.2 MB of 8.4 MB" */
      text = g_strdup_printf (_ ("%s of %s"), size, total);
      gtk_progress_bar_set_fraction (self->progress_bar,
                                     CLAMP ((double) n_bytes / (double) total_bytes, 0, 1));
    }
  else
    text = n_bytes > 0 ? g_strdup (size) : g_strdup (_ ("Loading…"));
  if (g_strcmp0 (text, gtk_label_get_text (self->progress_label)) != 0)
    gtk_label_set_text (self->progress_label, text);

  return G_SOURCE_CONTINUE;
}

static void
show_progress (PickerPlayer *self)
{
  gtk_label_set_text (self->progress_label, _ ("Loading…"));
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), progress_due, NULL, NULL);
  show_page (self, "loading");
}

static void
hide_progress (PickerPlayer *self)
{
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
}

/* Stopping, and beginning again */

static void
stop (PickerPlayer *self)
{
  hide_progress (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->progress, canto_progress_unref);
  g_signal_group_set_target (self->stream_signals, NULL);
  gtk_media_controls_set_media_stream (self->controls, NULL);
  gtk_picture_set_paintable (self->picture, NULL);
  if (self->stream != NULL)
    {
      gtk_media_stream_pause (self->stream);
      gtk_media_file_clear (GTK_MEDIA_FILE (self->stream));
    }
  g_clear_object (&self->stream);
  g_clear_pointer (&self->file, media_file_unref);
}

static void
offer (PickerPlayer *self)
{
  stop (self);
  show_page (self, "offer");
}

static void
fail (PickerPlayer *self, const char *text, gboolean may_help_again)
{
  g_autofree char *uri = engine_session_dup_web_uri (self->session, self->asset);

  stop (self);
  gtk_label_set_text (self->failure_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->again_button), may_help_again);
  gtk_widget_set_visible (GTK_WIDGET (self->web_button), uri != NULL);
  show_page (self, "failed");
}

/* Playing */

/* Its kind, as a person says it: "WEBM". */
static char *
dup_kind (PickerPlayer *self)
{
  const char *dot = strrchr (canto_asset_get_name (self->asset), '.');

  return dot != NULL && dot[1] != '\0' ? g_utf8_strup (dot + 1, -1) : NULL;
}

/* What is wrong, and what to do. (transfer full) */
static char *
dup_fault_text (PickerPlayer *self, MediaFault fault, const char *decoder)
{
  g_autofree char *kind = dup_kind (self);

  if (fault == MEDIA_FAULT_NO_DECODER)
    /* Translators: what is not installed, as "H.265 decoder" */
    return g_strdup_printf (_ ("This computer has no “%s”. Install the GStreamer plugin that "
                               "brings it, and start Descant again."),
                            decoder);
  if (fault == MEDIA_FAULT_BROKEN && kind != NULL)
    /* Translators: an ending of file names, as "WEBM" */
    return g_strdup_printf (_ ("This %s file is broken, or has nothing in it to play. Ask whoever "
                               "uploaded it for a good one."),
                            kind);
  if (fault == MEDIA_FAULT_BROKEN)
    return g_strdup (
        _ ("This file is broken, or has nothing in it to play. Ask whoever uploaded it "
           "for a good one."));
  if (kind != NULL)
    /* Translators: an ending of file names, as "WEBM" */
    return g_strdup_printf (_ ("This computer has no player for %s files, or the file is broken."),
                            kind);

  return g_strdup (_ ("This computer has no player for this file, or the file is broken."));
}

static void
file_diagnosed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerPlayer) self = user_data;
  g_autofree char *decoder = NULL;
  g_autofree char *text = NULL;
  MediaFault fault;

  if (!media_gstreamer_diagnose_finish (result, &fault, &decoder, NULL))
    return;

  text = dup_fault_text (self, fault, decoder);
  fail (self, text, FALSE);
}

static void
stream_failed (PickerPlayer *self)
{
  const GError *error = gtk_media_stream_get_error (self->stream);

  g_debug ("Not played: %s", error->message);
  g_signal_group_set_target (self->stream_signals, NULL);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    fail (self,
          _ ("Descant plays with GTK's GStreamer module, which this computer does not have. "
             "Install it, and start Descant again."),
          FALSE);
  else
    media_gstreamer_diagnose_async (self->file, self->cancellable, file_diagnosed,
                                    g_object_ref (self));
}

/* Sound lies over the picture that stands for it. */
static void
stream_prepared (PickerPlayer *self)
{
  gboolean has_video;

  if (!gtk_media_stream_is_prepared (self->stream)
      || gtk_media_stream_get_error (self->stream) != NULL)
    return;

  has_video = gtk_media_stream_has_video (self->stream);
  if (has_video)
    gtk_widget_add_css_class (GTK_WIDGET (self->playing_box), "video");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->playing_box), "video");
  gtk_widget_set_opacity (GTK_WIDGET (self->picture), has_video ? 1 : 0);
  hide_progress (self);
  show_page (self, "playing");
}

static void
start_stream (PickerPlayer *self)
{
  g_autofree char *path = media_file_dup_path (self->file);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  self->stream = gtk_media_file_new_for_file (file);
  if (gtk_media_stream_get_error (self->stream) != NULL)
    {
      stream_failed (self);
      return;
    }

  g_signal_group_set_target (self->stream_signals, self->stream);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (self->stream));
  gtk_media_controls_set_media_stream (self->controls, self->stream);
  gtk_media_stream_play (self->stream);
}

static void
gstreamer_prepared (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerPlayer) self = user_data;

  if (media_gstreamer_prepare_finish (result, NULL))
    start_stream (self);
}

static void
file_fetched (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerPlayer) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaFile) file =
      engine_session_fetch_file_finish (ENGINE_SESSION (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (file == NULL)
    {
      fail (self, picker_error_get_title (error),
            picker_error_get_remedy (error) == PICKER_REMEDY_RETRY);
      return;
    }

  self->file = g_steal_pointer (&file);
  hide_progress (self);
  gtk_progress_bar_set_fraction (self->progress_bar, 1);
  /* Translators: all of a film is there, and about to be played */
  gtk_label_set_text (self->progress_label, _ ("Getting ready…"));
  media_gstreamer_prepare_async (self->cancellable, gstreamer_prepared, g_object_ref (self));
}

static void
play (PickerPlayer *self)
{
  stop (self);
  self->cancellable = g_cancellable_new ();
  self->progress = canto_progress_new ();
  show_progress (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
  engine_session_fetch_file_async (self->session, self->asset, ENGINE_FILE_PLAY, self->progress,
                                   self->cancellable, file_fetched, g_object_ref (self));
}

static void
cancelled (PickerPlayer *self)
{
  offer (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->play_button));
}

static void
page_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerPlayer) self = user_data;

  if (!picker_compat_open_uri_finish (GTK_WINDOW (object), result, NULL))
    gtk_label_set_text (self->failure_label, _ ("No web browser could be opened"));
}

static void
web_clicked (PickerPlayer *self)
{
  g_autofree char *uri = engine_session_dup_web_uri (self->session, self->asset);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (uri != NULL)
    picker_compat_open_uri_async (GTK_WINDOW (root), uri, NULL, page_opened, g_object_ref (self));
}

/* GObject */

/* Nobody sees it any more. */
static void
picker_player_unmap (GtkWidget *widget)
{
  PickerPlayer *self = PICKER_PLAYER (widget);

  GTK_WIDGET_CLASS (picker_player_parent_class)->unmap (widget);
  if (gtk_widget_get_first_child (widget) != NULL)
    offer (self);
}

/* Something else lies over it. */
static void
picker_player_state_flags_changed (GtkWidget *widget, GtkStateFlags before)
{
  if (gtk_widget_get_first_child (widget) != NULL && !gtk_widget_is_sensitive (widget)
      && (before & GTK_STATE_FLAG_INSENSITIVE) == 0)
    offer (PICKER_PLAYER (widget));
}

static void
picker_player_dispose (GObject *object)
{
  PickerPlayer *self = PICKER_PLAYER (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  if (child != NULL)
    {
      stop (self);
      gtk_widget_unparent (child);
    }
  g_clear_object (&self->stream_signals);
  g_clear_pointer (&self->asset, canto_asset_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (picker_player_parent_class)->dispose (object);
}

static void
picker_player_class_init (PickerPlayerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_player_dispose;
  widget_class->unmap = picker_player_unmap;
  widget_class->state_flags_changed = picker_player_state_flags_changed;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/descant/Descant/ui/picker-player.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerPlayer, stack);
  gtk_widget_class_bind_template_child (widget_class, PickerPlayer, play_button);
  gtk_widget_class_bind_template_child (widget_class, PickerPlayer, progress_label);
  gtk_widget_class_bind_template_child (widget_class, PickerPlayer, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, PickerPlayer, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, PickerPlayer, playing_box);
  gtk_widget_class_bind_template_child (widget_class, PickerPlayer, picture);
  gtk_widget_class_bind_template_child (widget_class, PickerPlayer, controls);
  gtk_widget_class_bind_template_child (widget_class, PickerPlayer, failure_label);
  gtk_widget_class_bind_template_child (widget_class, PickerPlayer, again_button);
  gtk_widget_class_bind_template_child (widget_class, PickerPlayer, web_button);
}

/* GTK gives its controls no names. */

static void
set_name (gpointer widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
name_volume (GtkWidget *volume)
{
  set_name (volume, _ ("Volume"));
  set_name (gtk_widget_get_first_child (volume), _ ("Volume"));
  set_name (gtk_scale_button_get_plus_button (GTK_SCALE_BUTTON (volume)), _ ("Louder"));
  set_name (gtk_scale_button_get_minus_button (GTK_SCALE_BUTTON (volume)), _ ("Quieter"));
}

static void
name_controls (GtkWidget *widget)
{
  if (GTK_IS_SCALE_BUTTON (widget))
    {
      name_volume (widget);
      return;
    }

  if (GTK_IS_SCALE (widget))
    /* Translators: in a film or a piece of music */
    set_name (widget, _ ("Position"));
  else if (GTK_IS_BUTTON (widget))
    set_name (widget, _ ("Play or pause"));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_controls (child);
}

static void
picker_player_init (PickerPlayer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->stream_signals = g_signal_group_new (GTK_TYPE_MEDIA_STREAM);
  g_signal_group_connect_swapped (self->stream_signals, "notify::error", G_CALLBACK (stream_failed),
                                  self);
  g_signal_group_connect_swapped (self->stream_signals, "notify::prepared",
                                  G_CALLBACK (stream_prepared), self);
  g_signal_connect_swapped (self->play_button, "clicked", G_CALLBACK (play), self);
  g_signal_connect_swapped (self->again_button, "clicked", G_CALLBACK (play), self);
  g_signal_connect_swapped (self->cancel_button, "clicked", G_CALLBACK (cancelled), self);
  g_signal_connect_swapped (self->web_button, "clicked", G_CALLBACK (web_clicked), self);
  name_controls (GTK_WIDGET (self->controls));
  show_page (self, "offer");
}

/* Before it is hidden. GTK up to 4.22 keeps what is hidden with the keyboard in it, and for ever if
 * that happens twice before the next frame: here with the session. */
static void
give_keyboard_away (PickerPlayer *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_root_set_focus (root, NULL);
}

void
picker_player_set_asset (PickerPlayer *self, EngineSession *session, CantoAsset *asset)
{
  g_return_if_fail (PICKER_IS_PLAYER (self));
  g_return_if_fail (ENGINE_IS_SESSION (session));

  if (!canto_asset_is_same_version (self->asset, asset))
    {
      give_keyboard_away (self);
      offer (self);
    }
  g_set_object (&self->session, session);
  if (asset != NULL)
    canto_asset_ref (asset);
  g_clear_pointer (&self->asset, canto_asset_unref);
  self->asset = asset;
  gtk_widget_set_visible (GTK_WIDGET (self),
                          asset != NULL
                              && engine_session_has_file (session, asset, ENGINE_FILE_PLAY));
}

GtkMediaStream *
picker_player_get_stream (PickerPlayer *self)
{
  g_return_val_if_fail (PICKER_IS_PLAYER (self), NULL);

  return self->stream;
}
