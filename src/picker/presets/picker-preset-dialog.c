/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-preset-dialog.h"

#include "picker-compat.h"
#include "picker-form-row.h"
#include "picker-link-example.h"
#include "picker-preset.h"
#include "picker-recipe-group.h"
#include "picker-template-editor.h"

#include <glib/gi18n.h>

#define FIRST_TEMPLATE "{name}: {url}"

struct _PickerPresetDialog
{
  AdwWindow parent_instance;

  /* Template children. */
  GtkWidget *save_button;
  AdwPreferencesGroup *name_group;
  GtkEditable *name_row;
  PickerRecipeGroup *recipe_group;
  AdwComboRow *form_row;
  GtkWidget *template_group;
  PickerTemplateEditor *template_editor;
  AdwPreferencesGroup *preview_group;
  GtkLabel *preview;

  /* Owned. */
  EngineSession *session;
  GSettings *settings;
  DeliveryPreset *preset;   /* (nullable): that is changed */
  PickerFieldNames *fields; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (PickerPresetDialog, picker_preset_dialog, ADW_TYPE_WINDOW)

static EnginePresets *
get_presets (PickerPresetDialog *self)
{
  return engine_session_get_presets (self->session);
}

/* What stands in it. (transfer full) (nullable): it is no preset */
static DeliveryPreset *
dup_preset (PickerPresetDialog *self)
{
  g_autoptr (DeliveryRecipe) recipe = picker_recipe_group_dup_recipe (self->recipe_group);
  DeliveryForm form = (DeliveryForm) adw_combo_row_get_selected (self->form_row);
  g_autofree char *template_text = NULL;
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));

  if (recipe == NULL || form >= DELIVERY_N_FORMS)
    return NULL;
  if (form == DELIVERY_FORM_TEMPLATE)
    {
      if (!picker_template_editor_is_right (self->template_editor))
        return NULL;
      template_text = picker_template_editor_dup_text (self->template_editor);
    }

  return delivery_preset_new (*name != '\0' ? name : NULL, recipe, form, template_text);
}

/* Another preset is called so. */
static gboolean
is_taken (PickerPresetDialog *self, const char *name)
{
  EnginePresets *presets = get_presets (self);

  for (guint i = 0; i < engine_presets_get_n_presets (presets); i++)
    {
      DeliveryPreset *other = engine_presets_get_preset (presets, i);

      if (other != self->preset && g_strcmp0 (delivery_preset_get_name (other), name) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Without a name it gets one by itself: which, is said. */
static gboolean
show_name (PickerPresetDialog *self, DeliveryPreset *preset)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));
  g_autofree char *title = preset != NULL ? delivery_preset_dup_title (preset) : NULL;
  g_autofree char *text = NULL;
  gboolean is_right = TRUE;

  if (*name == '\0' && title != NULL)
    /* Translators: what a preset is called that was given no name, as "1200 px JPEG" */
    text = g_strdup_printf (_ ("Without a name it is called “%s”."), title);
  else if (is_taken (self, name))
    text = g_strdup (_ ("Another preset is called so already."));
  else if (g_utf8_strlen (name, -1) > DELIVERY_MAX_NAME_CHARS)
    text = g_strdup_printf (_ ("A name has at most %d characters."), DELIVERY_MAX_NAME_CHARS);

  is_right = *name == '\0' || text == NULL;
  adw_preferences_group_set_description (self->name_group, text);
  if (is_right)
    gtk_widget_remove_css_class (GTK_WIDGET (self->name_row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->name_row), "error");

  return is_right;
}

static void
show_example (PickerPresetDialog *self, DeliveryPreset *preset)
{
  g_autofree char *facts = NULL;
  g_autofree char *text = NULL;

  if (preset != NULL)
    text = picker_link_example_dup_text (
        self->session, preset, self->fields != NULL ? picker_field_names_get (self->fields) : NULL,
        &facts);
  adw_preferences_group_set_description (self->preview_group, facts);
  gtk_label_set_text (self->preview, text != NULL ? text : "—");
}

static void
update (PickerPresetDialog *self)
{
  g_autoptr (DeliveryPreset) preset = dup_preset (self);
  gboolean name_is_right = show_name (self, preset);

  gtk_widget_set_visible (self->template_group,
                          adw_combo_row_get_selected (self->form_row) == DELIVERY_FORM_TEMPLATE);
  show_example (self, preset);
  gtk_widget_set_sensitive (self->save_button,
                            preset != NULL && name_is_right
                                && engine_presets_get_can_edit (get_presets (self)));
}

/* Somebody may have moved or removed it meanwhile: then what is saved is a new one. */
static gboolean
find_own (PickerPresetDialog *self, guint *position)
{
  EnginePresets *presets = get_presets (self);

  for (guint i = engine_presets_get_n_locked (presets); i < engine_presets_get_n_presets (presets);
       i++)
    {
      if (self->preset != NULL
          && delivery_preset_equal (engine_presets_get_preset (presets, i), self->preset))
        {
          *position = i;
          return TRUE;
        }
    }

  return FALSE;
}

/* What she copies by habit follows what she has made of it. */
static gboolean
replace (PickerPresetDialog *self, guint position, DeliveryPreset *preset)
{
  g_autoptr (DeliveryPreset) used = picker_preset_load (self->settings);

  if (!engine_presets_replace (get_presets (self), position, preset))
    return FALSE;
  if (delivery_preset_equal (used, self->preset))
    picker_preset_save (self->settings, engine_presets_get_preset (get_presets (self), position));

  return TRUE;
}

static void
save_clicked (PickerPresetDialog *self)
{
  g_autoptr (DeliveryPreset) preset = dup_preset (self);
  guint position;
  gboolean is_saved;

  /* Enter comes here, too. */
  if (preset == NULL || !gtk_widget_get_sensitive (self->save_button))
    return;

  is_saved = find_own (self, &position) ? replace (self, position, preset)
                                        : engine_presets_append (get_presets (self), preset);
  if (is_saved)
    gtk_window_close (GTK_WINDOW (self));
  else
    adw_preferences_group_set_description (
        self->name_group, _ ("It was not saved: there are too many presets, or they are locked."));
}

static void
fields_changed (PickerPresetDialog *self)
{
  /* Not known is not the same as none. */
  if (picker_field_names_get_error (self->fields) == NULL)
    picker_template_editor_set_fields (self->template_editor,
                                       picker_field_names_get (self->fields));
  update (self);
}

static void
show_preset (PickerPresetDialog *self)
{
  g_autoptr (DeliveryRecipe) recipe = NULL;
  const char *name = self->preset != NULL ? delivery_preset_get_name (self->preset) : NULL;
  const char *text = self->preset != NULL ? delivery_preset_get_template_text (self->preset) : NULL;

  recipe = self->preset != NULL ? delivery_recipe_ref (delivery_preset_get_recipe (self->preset))
                                : delivery_recipe_parse ("1200/jpg", NULL);
  gtk_window_set_title (GTK_WINDOW (self),
                        self->preset != NULL ? _ ("Edit Preset") : _ ("New Preset"));
  gtk_editable_set_text (self->name_row, name != NULL ? name : "");
  picker_recipe_group_set_recipe (self->recipe_group, recipe);
  adw_combo_row_set_selected (self->form_row, self->preset != NULL
                                                  ? delivery_preset_get_form (self->preset)
                                                  : DELIVERY_FORM_URL);
  picker_template_editor_set_text (self->template_editor, text != NULL ? text : FIRST_TEMPLATE);
}

/* GObject */

static void
picker_preset_dialog_unmap (GtkWidget *widget)
{
  picker_compat_close_popovers (widget);

  GTK_WIDGET_CLASS (picker_preset_dialog_parent_class)->unmap (widget);
}

static void
picker_preset_dialog_dispose (GObject *object)
{
  PickerPresetDialog *self = PICKER_PRESET_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_object (&self->fields);
  g_clear_pointer (&self->preset, delivery_preset_unref);

  G_OBJECT_CLASS (picker_preset_dialog_parent_class)->dispose (object);
}

static void
picker_preset_dialog_class_init (PickerPresetDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_preset_dialog_dispose;
  widget_class->unmap = picker_preset_dialog_unmap;

  g_type_ensure (PICKER_TYPE_RECIPE_GROUP);
  g_type_ensure (PICKER_TYPE_TEMPLATE_EDITOR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-preset-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerPresetDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, PickerPresetDialog, name_group);
  gtk_widget_class_bind_template_child (widget_class, PickerPresetDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, PickerPresetDialog, recipe_group);
  gtk_widget_class_bind_template_child (widget_class, PickerPresetDialog, form_row);
  gtk_widget_class_bind_template_child (widget_class, PickerPresetDialog, template_group);
  gtk_widget_class_bind_template_child (widget_class, PickerPresetDialog, template_editor);
  gtk_widget_class_bind_template_child (widget_class, PickerPresetDialog, preview_group);
  gtk_widget_class_bind_template_child (widget_class, PickerPresetDialog, preview);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
picker_preset_dialog_init (PickerPresetDialog *self)
{
  g_autoptr (GListModel) forms = picker_form_row_make_model (TRUE);

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->form_row, forms);
}

/* When all stands there: before, nobody has chosen anything. */
static void
connect_children (PickerPresetDialog *self)
{
  g_signal_connect_swapped (self->name_row, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->name_row, "entry-activated", G_CALLBACK (save_clicked), self);
  g_signal_connect_swapped (self->recipe_group, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->form_row, "notify::selected", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->template_editor, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->save_button, "clicked", G_CALLBACK (save_clicked), self);
  if (self->fields == NULL)
    return;

  g_signal_connect_object (self->fields, "changed", G_CALLBACK (fields_changed), self,
                           G_CONNECT_SWAPPED);
  if (*picker_field_names_get (self->fields) != NULL)
    fields_changed (self);
}

GtkWidget *
picker_preset_dialog_new (GtkWindow *parent,
                          EngineSession *session,
                          GSettings *settings,
                          DeliveryPreset *preset,
                          PickerFieldNames *fields)
{
  PickerPresetDialog *self;

  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (PICKER_TYPE_PRESET_DIALOG, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  self->preset = preset != NULL ? delivery_preset_ref (preset) : NULL;
  g_set_object (&self->fields, fields);
  show_preset (self);
  connect_children (self);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));

  return GTK_WIDGET (self);
}
