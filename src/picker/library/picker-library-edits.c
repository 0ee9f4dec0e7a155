/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the person changes: what is said of it, how it is taken back, and what she is asked. */

#include "descant-config.h"

#include "picker-library-private.h"

#include "canto-error.h"
#include "picker-compat.h"
#include "picker-delete-dialog.h"
#include "picker-edit-question.h"
#include "picker-edit-text.h"
#include "picker-error.h"
#include "picker-words-field.h"

#include <glib/gi18n.h>

#define MAX_UNDO 50

static EngineEdits *
get_edits (PickerLibrary *self)
{
  return engine_session_get_edits (self->session);
}

/* Undo */

/* What cannot be undone any more is none. */
static EngineEdit *
take_last (PickerLibrary *self)
{
  while (self->undo->len > 0)
    {
      g_autoptr (EngineEdit) edit = g_ptr_array_steal_index (self->undo, self->undo->len - 1);

      if (engine_edits_can_undo (get_edits (self), edit))
        return g_steal_pointer (&edit);
    }

  return NULL;
}

static void
update_undo (PickerLibrary *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "edit.undo", self->undo->len > 0);
}

static void
dismiss_undo_toast (PickerLibrary *self)
{
  if (self->undo_toast != NULL)
    adw_toast_dismiss (self->undo_toast);
  g_clear_weak_pointer (&self->undo_toast);
}

static void
edit_undo (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerLibrary *self = PICKER_LIBRARY (widget);
  g_autoptr (EngineEdit) edit = take_last (self);
  g_autofree char *done = NULL;
  g_autofree char *text = NULL;

  dismiss_undo_toast (self);
  update_undo (self);
  if (edit == NULL)
    return;

  done = picker_edit_text_dup_done (edit);
  engine_edits_undo (get_edits (self), edit);
  /* Translators: what was done and is taken back, as "Description changed" */
  text = g_strdup_printf (_ ("Undone: %s"), done);
  picker_library_say (self, text);
}

/* Where a tag or keyword is typed next: what was typed before is an edit already. */
static gboolean
is_between_words (GtkWidget *focus)
{
  return GTK_IS_TEXT (focus) && *gtk_editable_get_text (GTK_EDITABLE (focus)) == '\0'
         && gtk_widget_get_ancestor (focus, PICKER_TYPE_WORDS_FIELD) != NULL;
}

/* An entry keeps Ctrl+Z to itself, also where it has nothing to undo: who types does not want to
 * undo something else. */
static gboolean
undo_pressed (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  gboolean is_typing = GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus);

  if (!is_typing || is_between_words (focus))
    gtk_widget_activate_action (widget, "edit.undo", NULL);

  return GDK_EVENT_STOP;
}

static void
keep_for_undo (PickerLibrary *self, EngineEdit *edit)
{
  g_ptr_array_add (self->undo, g_object_ref (edit));
  if (self->undo->len > MAX_UNDO)
    g_ptr_array_remove_index (self->undo, 0);
  update_undo (self);
}

void
picker_library_say_made (PickerLibrary *self, EngineEdit *edit)
{
  g_autofree char *text = picker_edit_text_dup_done (edit);
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);
  gboolean can_undo = engine_edits_can_undo (get_edits (self), edit)
                      && engine_edit_get_kind (edit) != ENGINE_EDIT_DELETE_ASSETS;

  dismiss_undo_toast (self);
  if (can_undo)
    {
      keep_for_undo (self, edit);
      adw_toast_set_button_label (toast, _ ("_Undo"));
      adw_toast_set_action_name (toast, "edit.undo");
      g_set_weak_pointer (&self->undo_toast, toast);
    }
  picker_library_add_toast (self, toast);
}

/* What the service says, and what the person has to say something about */

typedef struct
{
  PickerLibrary *library; /* borrowed: the toast is inside it */
  EngineEdit *edit;
} Review;

static void
review_free (gpointer data, GClosure *closure)
{
  Review *review = data;

  g_object_unref (review->edit);
  g_free (review);
}

static void
review_clicked (AdwToast *toast, Review *review)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (review->library)));

  picker_edit_question_ask (window, get_edits (review->library), review->edit);
}

/* It may be answered elsewhere, too. */
static void
review_changed (AdwToast *toast, GParamSpec *pspec, EngineEdit *edit)
{
  if (!picker_edit_question_has (edit))
    adw_toast_dismiss (toast);
}

/* It stays until it is answered or taken away: of a folder or album that was not made, nothing else
 * tells. */
static void
ask_for_review (PickerLibrary *self, EngineEdit *edit, const char *title)
{
  g_autofree char *markup = g_markup_escape_text (title, -1);
  AdwToast *toast = adw_toast_new (markup);
  Review *review = g_new0 (Review, 1);

  review->library = self;
  review->edit = g_object_ref (edit);
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_button_label (toast, _ ("_Review…"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (review_clicked), review, review_free,
                         0);
  g_signal_connect_object (edit, "notify::state", G_CALLBACK (review_changed), toast,
                           G_CONNECT_SWAPPED);
  dismiss_undo_toast (self);
  picker_library_add_toast (self, toast);
}

/* (transfer full) */
static char *
dup_refusal (EngineEdit *edit, const GError *error)
{
  g_autofree char *not_done = picker_edit_text_dup_not_done (edit);

  /* Translators: what was not done, and why: "Description was not changed: Not Allowed" */
  return g_strdup_printf (_ ("%s: %s"), not_done, picker_edit_text_get_reason (error));
}

/* What will never be allowed is forgotten; all else can be tried again. */
static void
edit_refused (PickerLibrary *self, EngineEdit *edit, const GError *error)
{
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  if (picker_error_get_remedy (error) == PICKER_REMEDY_SIGN_IN)
    return;

  title = dup_refusal (edit, error);
  if (!g_error_matches (error, CANTO_ERROR, CANTO_ERROR_NOT_ALLOWED))
    {
      ask_for_review (self, edit, title);
      return;
    }

  dismiss_undo_toast (self);
  text = picker_error_dup_text (error);
  picker_library_say_details (self, title, text);
  engine_edits_discard (get_edits (self), edit);
}

static void
state_changed (PickerLibrary *self, GParamSpec *pspec, EngineEdit *edit)
{
  EngineEditState state = engine_edit_get_state (edit);
  g_autofree char *done = NULL;
  g_autofree char *how = NULL;
  g_autofree char *title = NULL;

  if (state != ENGINE_EDIT_CONFLICT && state != ENGINE_EDIT_UNKNOWN)
    return;

  done = picker_edit_text_dup_done (edit);
  how = picker_edit_text_dup_state (edit);
  /* Translators: what was done, and what became of it: "Description changed: Perhaps saved" */
  title = g_strdup_printf (_ ("%s: %s"), done, how);
  ask_for_review (self, edit, title);
}

/* One that was refused before, and is not answered yet. */
static void
ask_again (PickerLibrary *self, EngineEdit *edit)
{
  const GError *error = engine_edit_get_error (edit);
  g_autofree char *title = error != NULL ? dup_refusal (edit, error) : NULL;

  if (title != NULL)
    ask_for_review (self, edit, title);
}

/* Also those of an earlier run. */
static void
edits_changed (PickerLibrary *self, guint position, guint n_removed, guint n_added)
{
  GListModel *edits = G_LIST_MODEL (get_edits (self));

  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (EngineEdit) edit = g_list_model_get_item (edits, i);

      g_signal_connect_object (edit, "notify::state", G_CALLBACK (state_changed), self,
                               G_CONNECT_SWAPPED);
      state_changed (self, NULL, edit);
      if (engine_edit_get_state (edit) == ENGINE_EDIT_REFUSED)
        ask_again (self, edit);
    }
}

void
picker_library_connect_edits (PickerLibrary *self)
{
  EngineEdits *edits = get_edits (self);

  g_signal_connect_object (edits, "refused", G_CALLBACK (edit_refused), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (edits, "allowed-changed", G_CALLBACK (picker_library_update_edits), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (edits, "items-changed", G_CALLBACK (edits_changed), self,
                           G_CONNECT_SWAPPED);
  edits_changed (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (edits)));
  update_undo (self);
}

void
picker_library_dispose_edits (PickerLibrary *self)
{
  g_clear_weak_pointer (&self->undo_toast);
}

/* Editing and deleting */

static void
open_editor (PickerLibrary *self, GPtrArray *assets)
{
  picker_compat_split_set_show_sidebar (self->details_split, TRUE);
  picker_details_panel_edit (self->details, assets);
}

void
picker_library_flush_edits (PickerLibrary *self)
{
  g_return_if_fail (PICKER_IS_LIBRARY (self));

  picker_details_panel_flush (self->details);
}

static void
assets_edit (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  picker_library_with_selected (PICKER_LIBRARY (widget), open_editor);
}

static void
deletion_confirmed (PickerLibrary *self, GPtrArray *assets)
{
  g_autoptr (EngineEdit) edit = engine_edits_delete_assets (get_edits (self), assets);

  picker_library_say_made (self, edit);
}

static void
ask_before_deletion (PickerLibrary *self, GPtrArray *assets)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *dialog = picker_delete_dialog_new_for_assets (window, assets);

  g_signal_connect_object (dialog, "confirmed", G_CALLBACK (deletion_confirmed), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
assets_delete (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  picker_library_with_selected (PICKER_LIBRARY (widget), ask_before_deletion);
}

static gboolean
may_edit (EngineEdits *edits)
{
  return engine_edits_may (edits, ENGINE_EDIT_METADATA) || engine_edits_may (edits, ENGINE_EDIT_TAG)
         || engine_edits_may (edits, ENGINE_EDIT_KEYWORD)
         || engine_edits_may (edits, ENGINE_EDIT_RENAME);
}

void
picker_library_update_edits (PickerLibrary *self)
{
  EngineEdits *edits = get_edits (self);
  gboolean has_any = picker_grid_get_n_selected (self->grid) > 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "assets.edit", has_any && may_edit (edits));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "assets.delete",
                                 has_any && engine_edits_may (edits, ENGINE_EDIT_DELETE_ASSETS));
  picker_library_update_albums (self);
}

void
picker_library_install_edits (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "assets.edit", NULL, assets_edit);
  gtk_widget_class_install_action (widget_class, "assets.delete", NULL, assets_delete);
  gtk_widget_class_install_action (widget_class, "edit.undo", NULL, edit_undo);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "assets.edit",
                                       NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, undo_pressed, NULL);
}
