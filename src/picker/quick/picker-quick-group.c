/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-quick-group.h"

#include <glib/gi18n.h>

#define KEY "quick-shortcut"

struct _PickerQuickGroup
{
  AdwPreferencesGroup parent_instance;

  /* Template children. */
  AdwActionRow *key_row;
  GtkSwitch *key_switch;

  /* Owned. */
  PickerGlobalShortcut *shortcut;
};

G_DEFINE_FINAL_TYPE (PickerQuickGroup, picker_quick_group, ADW_TYPE_PREFERENCES_GROUP)

/* What a person binds a key to by hand. */
static const char *
get_command (void)
{
  return g_getenv ("FLATPAK_ID") != NULL ? "flatpak run " DESCANT_APP_ID " --quick"
                                         : "descant --quick";
}

/* (transfer full) */
static char *
dup_text (PickerQuickGroup *self)
{
  const char *trigger = picker_global_shortcut_get_trigger (self->shortcut);
  const GError *error = picker_global_shortcut_get_error (self->shortcut);

  switch (picker_global_shortcut_get_state (self->shortcut))
    {
    case PICKER_SHORTCUT_ASKING:
      return g_strdup (_ ("The desktop is asked for a key…"));

    case PICKER_SHORTCUT_BOUND:
      if (trigger == NULL)
        return g_strdup (_ ("The desktop has not given it a key yet: choose one in the desktop's "
                            "keyboard settings."));
      /* Translators: a key, as the desktop words it: “Press Ctrl+Alt+P” */
      return g_strdup_printf (_ ("%s. Descant stays ready for it when its windows are closed; "
                                 "Ctrl+Q in one of them ends it."),
                              trigger);

    case PICKER_SHORTCUT_MISSING:
      return g_strdup_printf (
          /* Translators: a command that opens the quick picker */
          _ ("This desktop gives programs no shortcuts. In its keyboard settings, let a key run "
             "the command: %s"),
          get_command ());

    case PICKER_SHORTCUT_DENIED:
      return g_strdup_printf (
          /* Translators: a command that opens the quick picker */
          _ ("The desktop was told not to. Switch this off and on to ask once more, or let a key "
             "run the command: %s"),
          get_command ());

    case PICKER_SHORTCUT_FAILED:
      return g_strdup_printf (
          /* Translators: a command that opens the quick picker, and why there is no shortcut */
          _ ("The desktop could not be asked. Switch this off and on to try again, or let a key "
             "run the command: %s (%s)"),
          get_command (), error->message);

    case PICKER_SHORTCUT_OFF:
    default:
      return g_strdup (_ ("A key that opens it from any program. The desktop may ask you."));
    }
}

static void
update (PickerQuickGroup *self)
{
  g_autofree char *text = dup_text (self);
  g_autofree char *markup = g_markup_escape_text (text, -1);
  gboolean is_missing =
      picker_global_shortcut_get_state (self->shortcut) == PICKER_SHORTCUT_MISSING;

  adw_action_row_set_subtitle (self->key_row, markup);
  gtk_widget_set_visible (GTK_WIDGET (self->key_switch), !is_missing);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->key_row), !is_missing);
}

static void
picker_quick_group_dispose (GObject *object)
{
  g_clear_object (&PICKER_QUICK_GROUP (object)->shortcut);

  G_OBJECT_CLASS (picker_quick_group_parent_class)->dispose (object);
}

static void
picker_quick_group_class_init (PickerQuickGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_quick_group_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-quick-group.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerQuickGroup, key_row);
  gtk_widget_class_bind_template_child (widget_class, PickerQuickGroup, key_switch);
}

static void
picker_quick_group_init (PickerQuickGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
picker_quick_group_new (GSettings *settings, PickerGlobalShortcut *shortcut)
{
  PickerQuickGroup *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (PICKER_IS_GLOBAL_SHORTCUT (shortcut), NULL);

  self = g_object_new (PICKER_TYPE_QUICK_GROUP, NULL);
  self->shortcut = g_object_ref (shortcut);
  g_settings_bind (settings, KEY, self->key_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (shortcut, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (shortcut, "notify::trigger", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  picker_global_shortcut_look (shortcut);
  update (self);

  return GTK_WIDGET (self);
}
