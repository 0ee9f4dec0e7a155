/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-preset-list-row.h"

#include "picker-drag-icon.h"
#include "picker-preset.h"

#include <glib/gi18n.h>

struct _PickerPresetListRow
{
  AdwActionRow parent_instance;

  /* State. */
  guint position;
  guint last;
  gboolean is_locked;
};

G_DEFINE_FINAL_TYPE (PickerPresetListRow, picker_preset_list_row, ADW_TYPE_ACTION_ROW)

enum
{
  SIGNAL_ASKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
ask (PickerPresetListRow *self, PickerPresetVerb verb, guint to)
{
  g_signal_emit (self, signals[SIGNAL_ASKED], 0, (guint) verb, to);
}

static void
preset_edit (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  ask (PICKER_PRESET_LIST_ROW (widget), PICKER_PRESET_EDIT, 0);
}

static void
preset_duplicate (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  ask (PICKER_PRESET_LIST_ROW (widget), PICKER_PRESET_DUPLICATE, 0);
}

static void
preset_remove (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  ask (PICKER_PRESET_LIST_ROW (widget), PICKER_PRESET_REMOVE, 0);
}

/* Above the first there may be some that are locked: then nothing moves. */
static void
preset_move_up (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerPresetListRow *self = PICKER_PRESET_LIST_ROW (widget);

  if (self->position > 0)
    ask (self, PICKER_PRESET_MOVE, self->position - 1);
}

static void
preset_move_down (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerPresetListRow *self = PICKER_PRESET_LIST_ROW (widget);

  if (self->position < self->last)
    ask (self, PICKER_PRESET_MOVE, self->position + 1);
}

static void
activated (PickerPresetListRow *self)
{
  ask (self, PICKER_PRESET_EDIT, 0);
}

/* Dragging */

static GdkContentProvider *
drag_prepared (GtkDragSource *source, double x, double y, PickerPresetListRow *self)
{
  return gdk_content_provider_new_typed (PICKER_TYPE_PRESET_LIST_ROW, self);
}

static void
drag_began (PickerPresetListRow *self, GdkDrag *drag)
{
  picker_drag_icon_set (drag, NULL, "list-drag-handle-symbolic",
                        adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)));
}

static gboolean
dropped (PickerPresetListRow *self, const GValue *value)
{
  PickerPresetListRow *other = g_value_get_object (value);

  if (other == NULL || other == self
      || gtk_widget_get_parent (GTK_WIDGET (other)) != gtk_widget_get_parent (GTK_WIDGET (self)))
    return FALSE;

  ask (other, PICKER_PRESET_MOVE, self->position);

  return TRUE;
}

static void
make_movable (PickerPresetListRow *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (PICKER_TYPE_PRESET_LIST_ROW, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (drag_prepared), self);
  g_signal_connect_swapped (source, "drag-begin", G_CALLBACK (drag_began), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
  g_signal_connect_swapped (target, "drop", G_CALLBACK (dropped), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* What stands in it */

static void
add_image (PickerPresetListRow *self, const char *icon_name, const char *meaning)
{
  GtkWidget *image = gtk_image_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (image, "dim-label");
  gtk_widget_set_tooltip_text (image, meaning);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, meaning,
                                  -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), image);
}

static void
add_key (PickerPresetListRow *self)
{
  g_autofree char *key = picker_preset_dup_key_label (self->position);
  GtkWidget *label = gtk_label_new (key);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_visible (label, *key != '\0');
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), label);
}

static GMenu *
make_menu (PickerPresetListRow *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) places = g_menu_new ();
  g_autoptr (GMenu) end = g_menu_new ();

  if (!self->is_locked)
    g_menu_append (menu, _ ("_Edit…"), "preset.edit");
  g_menu_append (menu, _ ("D_uplicate"), "preset.duplicate");
  if (self->is_locked)
    return menu;

  g_menu_append (places, _ ("Move _Up"), "preset.move-up");
  g_menu_append (places, _ ("Move _Down"), "preset.move-down");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (places));
  g_menu_append (end, _ ("_Remove"), "preset.remove");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (end));

  return menu;
}

static void
add_menu (PickerPresetListRow *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = make_menu (self);
  g_autofree char *text = g_strdup_printf (
      /* Translators: the name of a preset */
      _ ("What to do with “%s”"), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)));

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
}

/* GObject */

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } bindings[] = {
    /* A menu shows the last one. */
    { GDK_KEY_KP_Up, GDK_ALT_MASK, "preset.move-up" },
    { GDK_KEY_Up, GDK_ALT_MASK, "preset.move-up" },
    { GDK_KEY_KP_Down, GDK_ALT_MASK, "preset.move-down" },
    { GDK_KEY_Down, GDK_ALT_MASK, "preset.move-down" },
    { GDK_KEY_KP_Delete, 0, "preset.remove" },
    { GDK_KEY_Delete, 0, "preset.remove" },
    { GDK_KEY_F2, 0, "preset.edit" },
    { GDK_KEY_d, GDK_CONTROL_MASK, "preset.duplicate" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bindings); i++)
    gtk_widget_class_add_binding_action (widget_class, bindings[i].key, bindings[i].modifiers,
                                         bindings[i].action, NULL);
}

static void
picker_preset_list_row_class_init (PickerPresetListRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /**
   * PickerPresetListRow::asked:
   * @verb: a #PickerPresetVerb
   * @to: of %PICKER_PRESET_MOVE: the place among all presets
   */
  signals[SIGNAL_ASKED] = g_signal_new ("asked", PICKER_TYPE_PRESET_LIST_ROW, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);

  gtk_widget_class_install_action (widget_class, "preset.edit", NULL, preset_edit);
  gtk_widget_class_install_action (widget_class, "preset.duplicate", NULL, preset_duplicate);
  gtk_widget_class_install_action (widget_class, "preset.remove", NULL, preset_remove);
  gtk_widget_class_install_action (widget_class, "preset.move-up", NULL, preset_move_up);
  gtk_widget_class_install_action (widget_class, "preset.move-down", NULL, preset_move_down);
  add_keys (widget_class);
}

static void
picker_preset_list_row_init (PickerPresetListRow *self)
{
}

/* "16:9, 1600 × 900 px JPEG · Markdown". (transfer full) */
static char *
dup_summary (DeliveryPreset *preset)
{
  g_autofree char *recipe = delivery_recipe_dup_title (delivery_preset_get_recipe (preset));
  const char *form = delivery_form_get_title (delivery_preset_get_form (preset));

  return g_strdup_printf ("%s · %s", recipe, form);
}

GtkWidget *
picker_preset_list_row_new (DeliveryPreset *preset,
                            guint position,
                            guint last,
                            gboolean is_locked,
                            gboolean can_edit)
{
  PickerPresetListRow *self;
  g_autofree char *title = NULL;
  g_autofree char *summary = NULL;

  g_return_val_if_fail (preset != NULL, NULL);

  title = delivery_preset_dup_title (preset);
  summary = dup_summary (preset);
  self = g_object_new (PICKER_TYPE_PRESET_LIST_ROW, "use-markup", FALSE, "title", title, "subtitle",
                       summary, "title-lines", 0, "subtitle-lines", 0, NULL);
  self->position = position;
  self->last = last;
  self->is_locked = is_locked;
  add_key (self);
  if (is_locked)
    add_image (self, "changes-prevent-symbolic", _ ("Your administrator has set this."));
  if (can_edit)
    add_menu (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preset.duplicate", can_edit);
  for (guint i = 0; i < 4; i++)
    {
      static const char *const own[] = { "preset.edit", "preset.remove", "preset.move-up",
                                         "preset.move-down" };

      gtk_widget_action_set_enabled (GTK_WIDGET (self), own[i], can_edit && !is_locked);
    }
  if (can_edit && !is_locked)
    {
      add_image (self, "list-drag-handle-symbolic", _ ("Drag to another place"));
      make_movable (self);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
      g_signal_connect (self, "activated", G_CALLBACK (activated), NULL);
    }

  return GTK_WIDGET (self);
}

guint
picker_preset_list_row_get_position (PickerPresetListRow *self)
{
  g_return_val_if_fail (PICKER_IS_PRESET_LIST_ROW (self), 0);

  return self->position;
}
