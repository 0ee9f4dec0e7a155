/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-presets-page-private.h"

#include "picker-fit-window.h"
#include "picker-preset-dialog.h"
#include "picker-preset-list-row.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (PickerPresetsPage, picker_presets_page, ADW_TYPE_PREFERENCES_PAGE)

/* Saying what happened */

GtkWindow *
picker_presets_page_get_window (PickerPresetsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
undo_clicked (AdwToast *toast, PickerPresetsPage *self)
{
  engine_presets_set_own (self->presets, g_object_get_data (G_OBJECT (toast), "undo"));
}

void
picker_presets_page_say (PickerPresetsPage *self, const char *text, GPtrArray *undo)
{
  GtkWindow *window = picker_presets_page_get_window (self);
  g_autofree char *markup = g_markup_escape_text (text, -1);
  g_autoptr (AdwToast) toast = adw_toast_new (markup);

  if (undo != NULL)
    {
      g_object_set_data_full (G_OBJECT (toast), "undo", undo, (GDestroyNotify) g_ptr_array_unref);
      adw_toast_set_button_label (toast, _ ("_Undo"));
      g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_clicked), self, 0);
    }
  if (ADW_IS_PREFERENCES_WINDOW (window))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (window), g_steal_pointer (&toast));
}

void
picker_presets_page_explain (PickerPresetsPage *self, const char *heading, const char *text)
{
  GtkWidget *dialog = adw_message_dialog_new (picker_presets_page_get_window (self), heading, NULL);

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), text);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What a person does */

static void
open_dialog (PickerPresetsPage *self, DeliveryPreset *preset)
{
  GtkWidget *dialog = picker_preset_dialog_new (
      picker_presets_page_get_window (self), self->session, self->settings, preset, self->fields);

  picker_fit_window (GTK_WINDOW (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Behind the original, or where hers begin. */
static void
duplicate (PickerPresetsPage *self, guint position)
{
  DeliveryPreset *preset = engine_presets_get_preset (self->presets, position);
  guint to = MAX (position + 1, engine_presets_get_n_locked (self->presets));

  self->focused = to;
  if (!engine_presets_insert (self->presets, to, preset))
    picker_presets_page_say (self, _ ("There is no room for more presets"), NULL);
}

static void
remove_preset (PickerPresetsPage *self, guint position)
{
  g_autoptr (DeliveryPreset) preset =
      delivery_preset_ref (engine_presets_get_preset (self->presets, position));
  g_autofree char *title = delivery_preset_dup_title (preset);
  g_autofree char *text = NULL;
  GPtrArray *before = engine_presets_dup_own (self->presets);

  self->focused = position;
  if (!engine_presets_remove (self->presets, position))
    {
      g_ptr_array_unref (before);
      return;
    }

  /* Translators: the name of a preset */
  text = g_strdup_printf (_ ("“%s” removed"), title);
  picker_presets_page_say (self, text, before);
}

static void
row_asked (PickerPresetsPage *self, guint verb, guint to, PickerPresetListRow *row)
{
  guint position = picker_preset_list_row_get_position (row);

  switch ((PickerPresetVerb) verb)
    {
    case PICKER_PRESET_EDIT:
      self->focused = position;
      open_dialog (self, engine_presets_get_preset (self->presets, position));
      break;

    case PICKER_PRESET_DUPLICATE:
      duplicate (self, position);
      break;

    case PICKER_PRESET_REMOVE:
      remove_preset (self, position);
      break;

    case PICKER_PRESET_MOVE:
      self->focused = to;
      if (to >= engine_presets_get_n_locked (self->presets))
        engine_presets_move (self->presets, position, to);
      break;

    default:
      break;
    }
}

static void
presets_add (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerPresetsPage *self = PICKER_PRESETS_PAGE (widget);

  self->focused = engine_presets_get_n_presets (self->presets);
  open_dialog (self, NULL);
}

static void
presets_import (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  picker_presets_page_choose_import (PICKER_PRESETS_PAGE (widget));
}

static void
presets_export (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  picker_presets_page_choose_export (PICKER_PRESETS_PAGE (widget));
}

static void
reset_answered (AdwMessageDialog *dialog, const char *response, PickerPresetsPage *self)
{
  g_autoptr (GPtrArray) defaults = NULL;
  GPtrArray *before;

  if (!g_str_equal (response, "reset"))
    return;

  defaults = delivery_presets_new_defaults ();
  before = engine_presets_dup_own (self->presets);
  if (engine_presets_set_own (self->presets, defaults))
    picker_presets_page_say (self, _ ("Presets are the defaults again"), before);
  else
    g_ptr_array_unref (before);
}

static void
presets_reset (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerPresetsPage *self = PICKER_PRESETS_PAGE (widget);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
      picker_presets_page_get_window (self), _ ("Reset Your Presets?"),
      _ ("The presets that you have made, changed or imported give way to those that Descant comes "
         "with.")));

  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "reset", _ ("_Reset"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "reset", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (reset_answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What is shown */

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

/* A list that has the focus has it again. */
static gboolean
has_focus (PickerPresetsPage *self)
{
  GtkWindow *window = picker_presets_page_get_window (self);
  GtkWidget *focus = window != NULL ? gtk_window_get_focus (window) : NULL;

  return focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

static void
add_rows (PickerPresetsPage *self)
{
  gboolean can_edit = engine_presets_get_can_edit (self->presets);
  guint n_locked = engine_presets_get_n_locked (self->presets);
  guint n_presets = engine_presets_get_n_presets (self->presets);
  gboolean allows_own = engine_presets_get_allows_own (self->presets);

  for (guint i = 0; i < n_presets; i++)
    {
      gboolean is_locked = i < n_locked || !allows_own;
      GtkWidget *row = picker_preset_list_row_new (engine_presets_get_preset (self->presets, i), i,
                                                   n_presets - 1, is_locked, can_edit);

      g_signal_connect_object (row, "asked", G_CALLBACK (row_asked), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (is_locked ? self->locked_list : self->own_list, row);
    }
}

/* The last one, if there are not so many any more. (nullable) */
static GtkWidget *
find_row (PickerPresetsPage *self, guint position)
{
  guint n_presets = engine_presets_get_n_presets (self->presets);
  guint n_locked = engine_presets_get_n_locked (self->presets);

  if (n_presets == 0)
    return NULL;
  position = MIN (position, n_presets - 1);
  if (position < n_locked || !engine_presets_get_allows_own (self->presets))
    return GTK_WIDGET (gtk_list_box_get_row_at_index (self->locked_list, (int) position));

  return GTK_WIDGET (gtk_list_box_get_row_at_index (self->own_list, (int) (position - n_locked)));
}

/* Few, and they change seldom. */
static void
make_rows (PickerPresetsPage *self)
{
  gboolean had_focus = has_focus (self);
  GtkWidget *row;

  clear_list (self->locked_list);
  clear_list (self->own_list);
  add_rows (self);
  row = self->focused != G_MAXUINT ? find_row (self, self->focused) : NULL;
  if (row != NULL && had_focus)
    gtk_widget_grab_focus (row);
  self->focused = G_MAXUINT;
}

static void
show_state (PickerPresetsPage *self)
{
  const GError *error = engine_presets_get_error (self->presets);
  gboolean can_edit = engine_presets_get_can_edit (self->presets);
  gboolean allows_own = engine_presets_get_allows_own (self->presets);
  guint n_own =
      engine_presets_get_n_presets (self->presets) - engine_presets_get_n_locked (self->presets);

  gtk_widget_set_visible (self->state_group, error != NULL);
  adw_action_row_set_subtitle (self->state_row, error != NULL ? error->message : "");
  gtk_widget_set_visible (self->again_button, can_edit);
  gtk_widget_set_visible (GTK_WIDGET (self->own_group), allows_own);
  gtk_widget_set_visible (GTK_WIDGET (self->locked_group),
                          !allows_own || engine_presets_get_n_locked (self->presets) > 0);
  adw_preferences_group_set_description (
      self->locked_group, allows_own
                              ? _ ("They stand first and cannot be changed here.")
                              : _ ("Your administrator has set which presets there are. They "
                                   "cannot be changed here."));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "presets.add",
                                 can_edit && n_own < DELIVERY_MAX_PRESETS);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "presets.import", can_edit);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "presets.reset", can_edit);
}

static void
presets_changed (PickerPresetsPage *self)
{
  make_rows (self);
  show_state (self);
}

static void
again_clicked (PickerPresetsPage *self)
{
  engine_presets_save (self->presets);
}

/* GObject */

static void
picker_presets_page_dispose (GObject *object)
{
  PickerPresetsPage *self = PICKER_PRESETS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->presets);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_object (&self->fields);

  G_OBJECT_CLASS (picker_presets_page_parent_class)->dispose (object);
}

static void
picker_presets_page_class_init (PickerPresetsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_presets_page_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-presets-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerPresetsPage, state_group);
  gtk_widget_class_bind_template_child (widget_class, PickerPresetsPage, state_row);
  gtk_widget_class_bind_template_child (widget_class, PickerPresetsPage, again_button);
  gtk_widget_class_bind_template_child (widget_class, PickerPresetsPage, locked_group);
  gtk_widget_class_bind_template_child (widget_class, PickerPresetsPage, locked_list);
  gtk_widget_class_bind_template_child (widget_class, PickerPresetsPage, own_group);
  gtk_widget_class_bind_template_child (widget_class, PickerPresetsPage, own_list);
  gtk_widget_class_bind_template_child (widget_class, PickerPresetsPage, add_button);
  gtk_widget_class_install_action (widget_class, "presets.add", NULL, presets_add);
  gtk_widget_class_install_action (widget_class, "presets.import", NULL, presets_import);
  gtk_widget_class_install_action (widget_class, "presets.export", NULL, presets_export);
  gtk_widget_class_install_action (widget_class, "presets.reset", NULL, presets_reset);
}

static void
picker_presets_page_init (PickerPresetsPage *self)
{
  self->focused = G_MAXUINT;
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->again_button, "clicked", G_CALLBACK (again_clicked), self);
}

void
picker_presets_page_set_session (PickerPresetsPage *self,
                                 EngineSession *session,
                                 GSettings *settings,
                                 PickerFieldNames *fields)
{
  g_return_if_fail (PICKER_IS_PRESETS_PAGE (self));
  g_return_if_fail (ENGINE_IS_SESSION (session));
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  self->presets = g_object_ref (engine_session_get_presets (session));
  g_set_object (&self->fields, fields);
  g_signal_connect_object (self->presets, "items-changed", G_CALLBACK (presets_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->presets, "notify::can-edit", G_CALLBACK (presets_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->presets, "notify::error", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  presets_changed (self);
}
