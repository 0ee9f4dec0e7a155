/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Copying the links of what is selected:
 *
 *   positions → assets → links → consent → clipboard
 *
 * Each arrow may wait, and none of them blocks. */

#include "descant-config.h"

#include "picker-library-private.h"

#include "picker-concern-popover.h"
#include "picker-copy-text.h"
#include "picker-error.h"
#include "picker-link-provider.h"
#include "picker-preset.h"

#include <glib/gi18n.h>

#define PROGRESS_DELAY_MS 300 /* so that a quick answer does not flicker */

/* One copy, step by step. */
typedef struct
{
  PickerLibrary *library; /* (nullable): weak; it cancels when it goes */
  DeliveryPreset preset;
  GCancellable *cancellable;
  GPtrArray *results; /* (nullable) (element-type EngineLinkResult): when they are made */
  AdwToast *progress; /* (nullable): weak */
  guint progress_id;
  guint n_asked;
  guint n_gone; /* of those asked for: nothing stands there any more */
} CopyJob;

static void
stop_progress (CopyJob *job)
{
  g_clear_handle_id (&job->progress_id, g_source_remove);
  if (job->progress != NULL)
    adw_toast_dismiss (job->progress);
  g_clear_weak_pointer (&job->progress);
}

static void
copy_job_free (CopyJob *job)
{
  stop_progress (job);
  g_clear_weak_pointer (&job->library);
  g_object_unref (job->cancellable);
  g_clear_pointer (&job->results, g_ptr_array_unref);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopyJob, copy_job_free)

static void
free_job_of_closure (gpointer data, GClosure *closure)
{
  copy_job_free (data);
}

/* Saying what happened */

static void
show_details (PickerLibrary *self, const char *heading, const char *text)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *dialog = adw_message_dialog_new (window, heading, text);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What a toast has no room for. */
typedef struct
{
  PickerLibrary *library; /* borrowed: the toast is inside it */
  char *heading;
  char *text;
} Details;

static void
details_free (gpointer data, GClosure *closure)
{
  Details *details = data;

  g_free (details->heading);
  g_free (details->text);
  g_free (details);
}

static void
details_clicked (AdwToast *toast, Details *details)
{
  show_details (details->library, details->heading, details->text);
}

void
picker_library_say_details (PickerLibrary *self, const char *title, const char *text)
{
  g_autofree char *markup = g_markup_escape_text (title, -1);
  AdwToast *toast = adw_toast_new (markup);
  Details *details = g_new0 (Details, 1);

  details->library = self;
  details->heading = g_strdup (title);
  details->text = g_strdup (text);
  adw_toast_set_button_label (toast, _ ("_Details"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (details_clicked), details,
                         details_free, 0);
  picker_library_add_toast (self, toast);
}

void
picker_library_say_error (PickerLibrary *self, const GError *error)
{
  g_autofree char *text = NULL;

  /* The banner says that, and offers the sign-in. */
  if (picker_error_get_remedy (error) == PICKER_REMEDY_SIGN_IN)
    return;

  text = picker_error_dup_text (error);
  picker_library_say_details (self, picker_error_get_title (error), text);
}

static void
say_copied (CopyJob *job, GPtrArray *links)
{
  guint n_failed = job->n_gone;
  g_autofree char *title = NULL;
  g_autofree char *failures = NULL;

  for (guint i = 0; i < job->results->len; i++)
    n_failed += ((EngineLinkResult *) job->results->pdata[i])->link == NULL ? 1 : 0;

  if (n_failed > 0)
    {
      title = picker_copy_text_dup_partly (links->len, n_failed);
      failures = picker_copy_text_dup_failures (job->results, job->n_gone);
      picker_library_say_details (job->library, title, failures);
      return;
    }

  title = job->n_asked == 1 ? picker_copy_text_dup_link (links->pdata[0])
                            : picker_copy_text_dup_links (links, &job->preset);
  picker_library_say (job->library, title);
}

/* The clipboard */

static gboolean
has_concerns (CopyJob *job, EngineLinkResult *made)
{
  return engine_session_get_concerns (job->library->session, made->asset, &job->preset)
         != DELIVERY_CONCERN_NONE;
}

/* What there is a link of and nothing to be asked about, in its order. */
static void
copy_agreed (CopyJob *job)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (job->library));
  g_autoptr (GPtrArray) links = g_ptr_array_new ();
  g_autoptr (GdkContentProvider) provider = NULL;

  for (guint i = 0; i < job->results->len; i++)
    {
      EngineLinkResult *made = job->results->pdata[i];

      if (made->link != NULL && !has_concerns (job, made))
        g_ptr_array_add (links, made->link);
    }
  if (links->len > 0)
    {
      provider = picker_link_provider_new_for_clipboard (links);
      gdk_clipboard_set_content (clipboard, provider);
    }
  say_copied (job, links);
}

static void
copy_all (CopyJob *job)
{
  for (guint i = 0; i < job->results->len; i++)
    engine_session_accept_concerns (
        job->library->session, ((EngineLinkResult *) job->results->pdata[i])->asset, &job->preset);
  copy_agreed (job);
}

/* Consent */

static void
concerns_accepted (PickerConcernPopover *popover, CopyJob *job)
{
  copy_all (job);
}

static void
ask_about_one (CopyJob *job)
{
  PickerLibrary *self = job->library;
  GtkWidget *tile = picker_grid_get_selected_tile (self->grid);
  GtkWidget *anchor = picker_library_is_viewing (self) ? picker_viewer_get_anchor (self->viewer)
                      : tile != NULL                   ? tile
                                     : picker_selection_bar_get_copy_button (self->selection_bar);
  CantoAsset *asset = ((EngineLinkResult *) job->results->pdata[0])->asset;
  DeliveryConcerns concerns = engine_session_get_concerns (self->session, asset, &job->preset);
  PickerConcernPopover *popover =
      picker_concern_popover_show (anchor, canto_asset_get_name (asset), concerns);

  g_signal_connect_data (popover, "accepted", G_CALLBACK (concerns_accepted), job,
                         free_job_of_closure, 0);
}

static void
consent_answered (AdwMessageDialog *dialog, const char *response, CopyJob *job)
{
  /* The dialog is a window of its own, and may outlive what it asks for. */
  if (job->library == NULL)
    return;

  if (g_str_equal (response, "all"))
    copy_all (job);
  else if (g_str_equal (response, "agreed"))
    copy_agreed (job);
}

/* @concerned: (element-type EngineLinkResult) */
static void
ask_about_many (CopyJob *job, GPtrArray *concerned, guint n_agreed)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (job->library)));
  g_autofree char *heading = g_strdup_printf (
      /* Translators: how many of how many selected assets */
      ngettext ("Use %u of %u Assets?", "Use %u of %u Assets?", concerned->len), concerned->len,
      job->n_asked);
  g_autofree char *text =
      picker_copy_text_dup_concerns (concerned, job->library->session, &job->preset);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (window, heading, text));

  adw_message_dialog_add_response (dialog, "cancel", _ ("_Cancel"));
  if (n_agreed > 0)
    {
      g_autofree char *label = g_strdup_printf (
          /* Translators: how many assets are approved and published */
          ngettext ("Copy the _%u Without Concerns", "Copy the _%u Without Concerns", n_agreed),
          n_agreed);

      adw_message_dialog_add_response (dialog, "agreed", label);
    }
  adw_message_dialog_add_response (dialog, "all", _ ("Copy _All"));
  adw_message_dialog_set_default_response (dialog, n_agreed > 0 ? "agreed" : "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (consent_answered), job,
                         free_job_of_closure, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
ask_or_copy (CopyJob *owned)
{
  g_autoptr (CopyJob) job = owned;
  g_autoptr (GPtrArray) concerned = g_ptr_array_new ();
  guint n_agreed = 0;

  for (guint i = 0; i < job->results->len; i++)
    {
      EngineLinkResult *made = job->results->pdata[i];

      if (made->link == NULL)
        continue;
      if (has_concerns (job, made))
        g_ptr_array_add (concerned, made);
      else
        n_agreed++;
    }

  if (concerned->len == 0)
    copy_agreed (job);
  else if (job->n_asked == 1)
    ask_about_one (g_steal_pointer (&job));
  else
    ask_about_many (g_steal_pointer (&job), concerned, n_agreed);
}

/* From positions to links */

static void
say_failed (CopyJob *job, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    picker_library_say_error (job->library, error);
}

static void
links_made (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CopyJob) job = user_data;
  g_autoptr (GError) error = NULL;
  EngineLinkResult *first;

  stop_progress (job);
  job->results = engine_session_make_links_finish (ENGINE_SESSION (object), result, &error);
  if (job->results == NULL)
    {
      say_failed (job, error);
      return;
    }

  first = job->results->len > 0 ? job->results->pdata[0] : NULL;
  if (job->n_asked == 1 && first != NULL && first->error != NULL)
    {
      picker_library_say_error (job->library, first->error);
      return;
    }
  /* Of many, what is on screen learns for itself. */
  if (job->n_asked == 1 && first != NULL)
    catalog_asset_list_learn (picker_grid_get_list (job->library->grid), first->asset);
  ask_or_copy (g_steal_pointer (&job));
}

static void
assets_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CopyJob) job = user_data;
  g_autoptr (GPtrArray) assets = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) loaded =
      catalog_asset_list_load_assets_finish (CATALOG_ASSET_LIST (object), result, &error);

  if (loaded == NULL)
    {
      say_failed (job, error);
      return;
    }

  for (guint i = 0; i < loaded->len; i++)
    {
      if (loaded->pdata[i] != NULL)
        g_ptr_array_add (assets, loaded->pdata[i]);
    }
  job->n_gone = loaded->len - assets->len;
  engine_session_make_links_async (job->library->session, assets, &job->preset, job->cancellable,
                                   links_made, job);
  g_steal_pointer (&job);
}

static void
progress_cancelled (AdwToast *toast, GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

static gboolean
show_progress (gpointer user_data)
{
  CopyJob *job = user_data;
  g_autofree char *title = NULL;

  job->progress_id = 0;
  /* The library has gone, and that it was cancelled is not yet answered. */
  if (job->library == NULL)
    return G_SOURCE_REMOVE;

  title = g_strdup_printf (ngettext ("Getting %u link…", "Getting %u links…", job->n_asked),
                           job->n_asked);
  g_set_weak_pointer (&job->progress, adw_toast_new (title));
  /* After what is said already: with a higher priority it would push that back into the queue, and
   * libadwaita 1.2 aborts if it is taken away before the other one has faded. */
  adw_toast_set_timeout (job->progress, 0);
  adw_toast_set_button_label (job->progress, _ ("_Cancel"));
  g_signal_connect_object (job->progress, "button-clicked", G_CALLBACK (progress_cancelled),
                           job->cancellable, 0);
  picker_library_add_toast (job->library, job->progress);

  return G_SOURCE_REMOVE;
}

GArray *
picker_library_list_positions (GtkBitset *positions, guint max)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint));
  GtkBitsetIter iter;
  guint position;

  for (gboolean is_valid = gtk_bitset_iter_init_first (&iter, positions, &position);
       is_valid && list->len < max; is_valid = gtk_bitset_iter_next (&iter, &position))
    g_array_append_val (list, position);

  return list;
}

/* The first of what is selected, at most ENGINE_MAX_LINKS. */
static void
copy_selected (PickerLibrary *self, const DeliveryPreset *preset)
{
  g_autoptr (GtkBitset) selected = picker_grid_dup_selected (self->grid);
  g_autoptr (GArray) positions = picker_library_list_positions (selected, ENGINE_MAX_LINKS);
  CopyJob *job = g_new0 (CopyJob, 1);

  /* Only what was asked for last ends on the clipboard. */
  g_cancellable_cancel (self->copy_cancellable);
  g_clear_object (&self->copy_cancellable);
  self->copy_cancellable = g_cancellable_new ();

  g_set_weak_pointer (&job->library, self);
  job->preset = *preset;
  job->cancellable = g_object_ref (self->copy_cancellable);
  job->n_asked = positions->len;
  job->progress_id = g_timeout_add (PROGRESS_DELAY_MS, show_progress, job);
  catalog_asset_list_load_assets_async (picker_grid_get_list (self->grid),
                                        (const guint *) positions->data, positions->len,
                                        job->cancellable, assets_loaded, job);
}

/* Too many */

static void
narrow_answered (AdwMessageDialog *dialog, const char *response, PickerLibrary *self)
{
  const DeliveryPreset preset = picker_preset_load (self->settings);

  if (g_str_equal (response, "first"))
    copy_selected (self, &preset);
  else if (g_str_equal (response, "narrow"))
    gtk_widget_activate_action (GTK_WIDGET (self), "search.focus", NULL);
}

static void
offer_to_narrow (PickerLibrary *self, guint n_selected)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autofree char *heading = g_strdup_printf (
      ngettext ("%'u Asset Selected", "%'u Assets Selected", n_selected), n_selected);
  g_autofree char *text =
      g_strdup_printf (_ ("At most %u links can be copied at once. Search or filter for fewer, or "
                          "copy those that come first."),
                       ENGINE_MAX_LINKS);
  g_autofree char *first = g_strdup_printf (_ ("Copy the _First %u"), ENGINE_MAX_LINKS);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (window, heading, text));

  adw_message_dialog_add_response (dialog, "cancel", _ ("_Cancel"));
  adw_message_dialog_add_response (dialog, "first", first);
  /* Translators: go to the search, to select fewer assets */
  adw_message_dialog_add_response (dialog, "narrow", _ ("_Narrow"));
  adw_message_dialog_set_default_response (dialog, "narrow");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (narrow_answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Actions */

static void
link_copy (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerLibrary *self = PICKER_LIBRARY (widget);
  const DeliveryPreset preset = picker_preset_load (self->settings);
  guint n_selected = picker_grid_get_n_selected (self->grid);

  picker_selection_bar_close_menu (self->selection_bar);
  if (n_selected > ENGINE_MAX_LINKS)
    offer_to_narrow (self, n_selected);
  else if (n_selected > 0)
    copy_selected (self, &preset);
}

/* In a rendition that is the last used from now on. */
static void
link_copy_as (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerLibrary *self = PICKER_LIBRARY (widget);
  DeliveryPreset preset;

  if (!delivery_preset_from_text (g_variant_get_string (parameter, NULL), &preset))
    return;

  picker_preset_save (self->settings, &preset);
  link_copy (widget, action_name, NULL);
}

/* In a size, by its key; the format stays. */
static void
link_copy_size (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerLibrary *self = PICKER_LIBRARY (widget);
  DeliveryPreset preset = picker_preset_load (self->settings);

  preset.size = (DeliverySize) MIN (g_variant_get_uint32 (parameter), DELIVERY_N_SIZES - 1);
  picker_preset_save (self->settings, &preset);
  link_copy (widget, action_name, NULL);
}

static void
link_choose (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerLibrary *self = PICKER_LIBRARY (widget);

  if (picker_grid_get_n_selected (self->grid) > 0)
    picker_selection_bar_open_menu (self->selection_bar);
}

void
picker_library_install_copy (GtkWidgetClass *widget_class)
{
  const GdkModifierType choose_mask = GDK_CONTROL_MASK | GDK_SHIFT_MASK;

  gtk_widget_class_install_action (widget_class, "link.copy", NULL, link_copy);
  gtk_widget_class_install_action (widget_class, "link.copy-as", "s", link_copy_as);
  gtk_widget_class_install_action (widget_class, "link.copy-size", "u", link_copy_size);
  gtk_widget_class_install_action (widget_class, "link.choose", NULL, link_choose);
  /* Wherever the focus is; what has something of its own to copy has the key first. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "link.copy",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "link.choose", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, choose_mask, "link.choose", NULL);
  picker_preset_add_keys (widget_class);
}

void
picker_library_update_copy (PickerLibrary *self)
{
  gboolean has_any = picker_grid_get_n_selected (self->grid) > 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "link.copy", has_any);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "link.copy-as", has_any);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "link.copy-size", has_any);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "link.choose", has_any);
}
