/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-sort-button.h"

struct _PickerSortButton
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkMenuButton *button;

  /* Owned. */
  GSettings *settings;
  GSimpleActionGroup *actions;
};

G_DEFINE_FINAL_TYPE (PickerSortButton, picker_sort_button, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_order (PickerSortButton *self)
{
  g_autofree char *sort = g_settings_get_string (self->settings, "sort");
  gboolean descending = g_settings_get_boolean (self->settings, "sort-descending");
  GActionMap *map = G_ACTION_MAP (self->actions);

  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "by")),
                             g_variant_new_string (sort));
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "descending")),
                             g_variant_new_boolean (descending));
  gtk_menu_button_set_icon_name (self->button, descending ? "view-sort-descending-symbolic"
                                                          : "view-sort-ascending-symbolic");
}

/* Names are wanted from A on, but the newest and the largest first. */
static void
sort_by (GSimpleAction *action, GVariant *sort, gpointer user_data)
{
  const char *word = g_variant_get_string (sort, NULL);

  picker_sort_button_choose (PICKER_SORT_BUTTON (user_data), word, !g_str_equal (word, "name"));
}

static void
sort_descending (GSimpleAction *action, GVariant *descending, gpointer user_data)
{
  PickerSortButton *self = PICKER_SORT_BUTTON (user_data);
  g_autofree char *sort = g_settings_get_string (self->settings, "sort");

  picker_sort_button_choose (self, sort, g_variant_get_boolean (descending));
}

static void
picker_sort_button_dispose (GObject *object)
{
  PickerSortButton *self = PICKER_SORT_BUTTON (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->actions);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (picker_sort_button_parent_class)->dispose (object);
}

static void
picker_sort_button_class_init (PickerSortButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_sort_button_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PICKER_TYPE_SORT_BUTTON, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-sort-button.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerSortButton, button);
}

static void
picker_sort_button_init (PickerSortButton *self)
{
  static const GActionEntry entries[] = {
    { .name = "by", .activate = sort_by, .parameter_type = "s", .state = "'time'" },
    { .name = "descending", .activate = sort_descending, .parameter_type = "b", .state = "true" },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "sort", G_ACTION_GROUP (self->actions));
}

GtkWidget *
picker_sort_button_new (GSettings *settings)
{
  PickerSortButton *self = g_object_new (PICKER_TYPE_SORT_BUTTON, NULL);

  self->settings = g_object_ref (settings);
  show_order (self);

  return GTK_WIDGET (self);
}

CantoQuery *
picker_sort_button_apply (PickerSortButton *self, CantoQuery *query)
{
  g_return_val_if_fail (PICKER_IS_SORT_BUTTON (self), query);

  return canto_query_with_sort (query, (CantoSort) g_settings_get_enum (self->settings, "sort"),
                                g_settings_get_boolean (self->settings, "sort-descending"));
}

void
picker_sort_button_choose (PickerSortButton *self, const char *sort, gboolean descending)
{
  g_return_if_fail (PICKER_IS_SORT_BUTTON (self));
  g_return_if_fail (sort != NULL);

  g_settings_set_string (self->settings, "sort", sort);
  g_settings_set_boolean (self->settings, "sort-descending", descending);
  show_order (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
picker_sort_button_reverse (PickerSortButton *self)
{
  g_autofree char *sort = NULL;

  g_return_if_fail (PICKER_IS_SORT_BUTTON (self));

  sort = g_settings_get_string (self->settings, "sort");
  picker_sort_button_choose (self, sort,
                             !g_settings_get_boolean (self->settings, "sort-descending"));
}
