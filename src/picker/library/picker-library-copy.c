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
#include "picker-wait-toast.h"

#include <glib/gi18n.h>

/* One copy, step by step. */
typedef struct
{
  PickerLibrary *library; /* (nullable): weak; it cancels when it goes */
  DeliveryPreset *preset;
  GCancellable *cancellable;
  GPtrArray *results;        /* (nullable) (element-type EngineLinkResult): when they are made */
  PickerWaitToast *progress; /* (nullable) */
  guint n_asked;
  guint n_gone;      /* of those asked for: nothing stands there any more */
  gboolean as_image; /* the picture itself, of one */
} CopyJob;

static void
stop_progress (CopyJob *job)
{
  g_clear_pointer (&job->progress, picker_wait_toast_stop);
}

static void
copy_job_free (CopyJob *job)
{
  stop_progress (job);
  g_clear_weak_pointer (&job->library);
  delivery_preset_unref (job->preset);
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
      picker_library_check_quietly (job->library, links);
      return;
    }

  if (job->n_asked > 1)
    title = picker_copy_text_dup_links (links, job->preset);
  picker_library_say_copied (job->library, links, title);
}

/* The clipboard */

void
picker_library_put_on_clipboard (PickerLibrary *self, DeliveryPreset *preset, GPtrArray *links)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  g_autoptr (GdkContentProvider) provider =
      picker_link_provider_new_for_clipboard (self->session, preset, links);

  gdk_clipboard_set_content (clipboard, provider);
  engine_session_note_picks (self->session, links, delivery_preset_get_form (preset),
                             JOURNAL_PICK_COPY);
}

static gboolean
has_concerns (CopyJob *job, EngineLinkResult *made)
{
  return engine_session_get_concerns (job->library->session, made->asset,
                                      delivery_preset_get_recipe (job->preset))
         != DELIVERY_CONCERN_NONE;
}

/* What there is a link of and nothing to be asked about, in its order. */
static void
copy_agreed (CopyJob *job)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new ();

  for (guint i = 0; i < job->results->len; i++)
    {
      EngineLinkResult *made = job->results->pdata[i];

      if (made->link != NULL && !has_concerns (job, made))
        g_ptr_array_add (links, made->link);
    }
  if (job->as_image && links->len > 0)
    {
      picker_library_copy_image (job->library, links->pdata[0], job->cancellable);
      return;
    }
  if (links->len > 0)
    picker_library_put_on_clipboard (job->library, job->preset, links);
  say_copied (job, links);
}

static void
copy_all (CopyJob *job)
{
  for (guint i = 0; i < job->results->len; i++)
    engine_session_accept_concerns (job->library->session,
                                    ((EngineLinkResult *) job->results->pdata[i])->asset,
                                    delivery_preset_get_recipe (job->preset));
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
  DeliveryConcerns concerns =
      engine_session_get_concerns (self->session, asset, delivery_preset_get_recipe (job->preset));
  PickerConcernPopover *popover =
      picker_concern_popover_show (anchor, canto_asset_get_name (asset), concerns);

  picker_concern_popover_tell_rights (popover, asset);
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

/* Where the answers have no room beside each other, others take their places, and GTK gives the
 * keyboard to the first of these. */
static void
focus_default (GtkWindow *dialog)
{
  GtkWidget *button = gtk_window_get_default_widget (dialog);

  if (button != NULL)
    gtk_widget_grab_focus (button);
}

/* @concerned: (element-type EngineLinkResult) */
static void
ask_about_many (CopyJob *job, GPtrArray *concerned, guint n_agreed)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (job->library)));
  g_autofree char *heading = g_strdup_printf (
      /* Translators: what follows tells of those that are expired, restricted… */
      ngettext ("Copy the Link of %u Asset?", "Copy the Links of All %u Assets?", job->n_asked),
      job->n_asked);
  g_autofree char *text =
      picker_copy_text_dup_concerns (concerned, job->library->session, job->preset);
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
  g_signal_connect (dialog, "notify::default-widget", G_CALLBACK (focus_default), NULL);
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

/* @job: (transfer full) */
static void
make_links (CopyJob *job, GPtrArray *assets)
{
  engine_session_make_links_async (job->library->session, assets,
                                   delivery_preset_get_recipe (job->preset), job->cancellable,
                                   links_made, job);
}

static void
assets_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CopyJob) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) assets =
      catalog_asset_list_load_assets_finish (CATALOG_ASSET_LIST (object), result, &error);

  if (assets == NULL)
    {
      say_failed (job, error);
      return;
    }

  job->n_gone = catalog_asset_list_drop_gone (assets);
  make_links (g_steal_pointer (&job), assets);
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

/* Only what was asked for last ends on the clipboard. */
static CopyJob *
copy_job_new (PickerLibrary *self, DeliveryPreset *preset, guint n_asked)
{
  CopyJob *job = g_new0 (CopyJob, 1);
  g_autofree char *progress =
      g_strdup_printf (ngettext ("Getting %u link…", "Getting %u links…", n_asked), n_asked);

  g_cancellable_cancel (self->copy_cancellable);
  g_clear_object (&self->copy_cancellable);
  self->copy_cancellable = g_cancellable_new ();

  g_set_weak_pointer (&job->library, self);
  job->preset = delivery_preset_ref (preset);
  job->cancellable = g_object_ref (self->copy_cancellable);
  job->n_asked = n_asked;
  job->progress = picker_wait_toast_start (self, progress, job->cancellable);

  return job;
}

void
picker_library_copy_assets (PickerLibrary *self, GPtrArray *assets, DeliveryPreset *preset)
{
  make_links (copy_job_new (self, preset, assets->len), assets);
}

/* The first of what is selected, at most ENGINE_MAX_LINKS. */
static void
copy_selected (PickerLibrary *self, DeliveryPreset *preset, gboolean as_image)
{
  g_autoptr (GtkBitset) selected = picker_grid_dup_selected (self->grid);
  g_autoptr (GArray) positions = picker_library_list_positions (selected, ENGINE_MAX_LINKS);
  CopyJob *job = copy_job_new (self, preset, positions->len);

  job->as_image = as_image;
  catalog_asset_list_load_assets_async (picker_grid_get_list (self->grid),
                                        (const guint *) positions->data, positions->len,
                                        job->cancellable, assets_loaded, job);
}

/* Too many */

static void
narrow_answered (AdwMessageDialog *dialog, const char *response, PickerLibrary *self)
{
  g_autoptr (DeliveryPreset) preset = picker_preset_load (self->settings);

  if (g_str_equal (response, "first"))
    copy_selected (self, preset, FALSE);
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
  g_autoptr (DeliveryPreset) preset = picker_preset_load (self->settings);
  guint n_selected = picker_grid_get_n_selected (self->grid);

  picker_selection_bar_close_menu (self->selection_bar);
  if (n_selected > ENGINE_MAX_LINKS)
    offer_to_narrow (self, n_selected);
  else if (n_selected > 0)
    copy_selected (self, preset, FALSE);
}

/* Of one alone: programs take one picture at a time. */
static void
link_copy_image (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerLibrary *self = PICKER_LIBRARY (widget);
  g_autoptr (DeliveryPreset) preset = picker_preset_load (self->settings);

  picker_selection_bar_close_menu (self->selection_bar);
  copy_selected (self, preset, TRUE);
}

/* In a rendition that is the last used from now on. */
static void
link_copy_as (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerLibrary *self = PICKER_LIBRARY (widget);
  g_autoptr (DeliveryRecipe) recipe =
      delivery_recipe_parse (g_variant_get_string (parameter, NULL), NULL);

  if (recipe == NULL)
    return;

  picker_preset_save_recipe (self->settings, recipe);
  link_copy (widget, action_name, NULL);
}

/* By its key. */
static void
link_copy_preset (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerLibrary *self = PICKER_LIBRARY (widget);
  DeliveryPreset *preset = engine_presets_get_preset (engine_session_get_presets (self->session),
                                                      g_variant_get_uint32 (parameter));

  if (preset == NULL)
    return;

  picker_preset_save (self->settings, preset);
  link_copy (widget, action_name, NULL);
}

/* In a form, by its word; what is made stays. */
static void
link_copy_form (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerLibrary *self = PICKER_LIBRARY (widget);
  DeliveryForm form;

  if (!delivery_form_from_word (g_variant_get_string (parameter, NULL), &form))
    return;

  picker_preset_save_form (self->settings, form);
  link_copy (widget, action_name, NULL);
}

/* Wherever the keyboard is, as on the button of the list; not below what covers them. */
static gboolean
select_all_pressed (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  PickerLibrary *self = PICKER_LIBRARY (widget);

  if (self->grid == NULL || picker_library_is_viewing (self))
    return GDK_EVENT_PROPAGATE;

  gtk_selection_model_select_all (picker_grid_get_selection (self->grid));

  return GDK_EVENT_STOP;
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
  gtk_widget_class_install_action (widget_class, "link.copy-preset", "u", link_copy_preset);
  gtk_widget_class_install_action (widget_class, "link.copy-form", "s", link_copy_form);
  gtk_widget_class_install_action (widget_class, "link.copy-image", NULL, link_copy_image);
  gtk_widget_class_install_action (widget_class, "link.choose", NULL, link_choose);
  /* Wherever the focus is; what has something of its own to copy has the key first. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "link.copy",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_i, GDK_CONTROL_MASK, "link.copy-image",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "link.choose", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, choose_mask, "link.choose", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_a, GDK_CONTROL_MASK, select_all_pressed,
                                NULL);
  picker_preset_add_keys (widget_class);
}

void
picker_library_update_copy (PickerLibrary *self)
{
  gboolean has_any = picker_grid_get_n_selected (self->grid) > 0;
  CantoAsset *only = picker_grid_get_n_selected (self->grid) == 1
                         ? picker_grid_get_selected_asset (self->grid)
                         : NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "link.copy", has_any);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "link.copy-as", has_any);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "link.copy-preset", has_any);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "link.copy-form", has_any);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "link.choose", has_any);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "link.copy-image",
                                 only != NULL
                                     && canto_asset_get_scheme (only) == CANTO_SCHEME_IMAGE);
  picker_library_update_crop (self);
  picker_library_update_share (self);
  picker_library_update_edits (self);
}
