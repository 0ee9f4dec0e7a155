/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-account-button.h"

#include "picker-account-row.h"
#include "picker-compat.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _PickerAccountButton
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkMenuButton *button;
  AdwAvatar *avatar;
  GtkPopover *popover;
  GtkWidget *scrolled;
  GtkWidget *separator;
  GtkListBox *list;
  GtkWidget *add_button;
  GtkWidget *add_hint;
  GtkWidget *sign_out_button;
  GtkWidget *remove_button;

  /* Owned. */
  EngineAccounts *accounts;
  EngineAccountFile *shown; /* (nullable) */
  char *chosen;             /* (nullable): which she goes to */

  /* State. */
  guint chosen_id; /* non-0 while she is on her way */
};

G_DEFINE_FINAL_TYPE (PickerAccountButton, picker_account_button, GTK_TYPE_WIDGET)

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  PickerAccountButton *self = user_data;

  return picker_account_row_new (item, item == self->shown);
}

static void
update_name (PickerAccountButton *self)
{
  g_autofree char *address = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  gboolean has_name = self->shown != NULL && engine_account_file_get_account (self->shown) != NULL;

  if (has_name)
    {
      name = picker_account_dup_name (self->shown, &address);
      text = address != NULL ? g_strdup_printf (
                 /* Translators: a person, and the address of her Canto */
                 _ ("Account: %s, %s"), name, address)
                             : g_strdup_printf (_ ("Account: %s"), name);
    }
  else
    text = g_strdup (_ ("Accounts"));

  adw_avatar_set_text (self->avatar, has_name ? name : "");
  adw_avatar_set_show_initials (self->avatar, has_name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

/* What can be done: there may be nothing to leave or to remove. */
static void
update_actions (PickerAccountButton *self)
{
  guint n_accounts = g_list_model_get_n_items (G_LIST_MODEL (self->accounts));
  gboolean can_add = engine_accounts_can_add (self->accounts);

  gtk_widget_set_visible (self->scrolled, n_accounts > 0);
  gtk_widget_set_visible (self->separator, n_accounts > 0);
  gtk_widget_set_visible (self->add_hint, !can_add);
  /* Where she is not signed in, its action is off. */
  gtk_widget_set_visible (self->sign_out_button, gtk_widget_is_sensitive (self->sign_out_button));
  gtk_widget_set_visible (self->remove_button,
                          self->shown != NULL && engine_account_file_is_own (self->shown));
}

static void
update (PickerAccountButton *self)
{
  update_name (self);
  update_actions (self);
}

/* The row, its popover and all that is around them may be gone after that. */
static gboolean
show_chosen (gpointer user_data)
{
  PickerAccountButton *self = user_data;
  g_autofree char *name = g_steal_pointer (&self->chosen);

  self->chosen_id = 0;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-account", "s", name);

  return G_SOURCE_REMOVE;
}

static void
row_activated (PickerAccountButton *self, PickerAccountRow *row)
{
  const char *name = engine_account_file_get_name (picker_account_row_get_file (row));

  picker_compat_close_popovers (GTK_WIDGET (self));
  g_free (self->chosen);
  self->chosen = g_strdup (name != NULL ? name : "");
  if (self->chosen_id == 0)
    self->chosen_id = g_idle_add_full (G_PRIORITY_LOW, show_chosen, self, NULL);
}

static void
popover_shown (PickerAccountButton *self)
{
  GtkListBoxRow *row;

  gtk_widget_set_visible (self->sign_out_button, TRUE);
  update (self);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      if (picker_account_row_get_file (PICKER_ACCOUNT_ROW (row)) == self->shown)
        gtk_widget_grab_focus (GTK_WIDGET (row));
    }
}

/* GObject */

static void
picker_account_button_dispose (GObject *object)
{
  PickerAccountButton *self = PICKER_ACCOUNT_BUTTON (object);
  GtkWidget *child;

  g_clear_handle_id (&self->chosen_id, g_source_remove);
  g_clear_pointer (&self->chosen, g_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->accounts);
  g_clear_object (&self->shown);

  G_OBJECT_CLASS (picker_account_button_parent_class)->dispose (object);
}

static void
picker_account_button_class_init (PickerAccountButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_account_button_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-account-button.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerAccountButton, button);
  gtk_widget_class_bind_template_child (widget_class, PickerAccountButton, avatar);
  gtk_widget_class_bind_template_child (widget_class, PickerAccountButton, popover);
  gtk_widget_class_bind_template_child (widget_class, PickerAccountButton, scrolled);
  gtk_widget_class_bind_template_child (widget_class, PickerAccountButton, separator);
  gtk_widget_class_bind_template_child (widget_class, PickerAccountButton, list);
  gtk_widget_class_bind_template_child (widget_class, PickerAccountButton, add_button);
  gtk_widget_class_bind_template_child (widget_class, PickerAccountButton, add_hint);
  gtk_widget_class_bind_template_child (widget_class, PickerAccountButton, sign_out_button);
  gtk_widget_class_bind_template_child (widget_class, PickerAccountButton, remove_button);
}

static void
picker_account_button_init (PickerAccountButton *self)
{
  GtkWidget *buttons[3];

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated), self);
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (popover_shown), self);

  buttons[0] = self->add_button;
  buttons[1] = self->sign_out_button;
  buttons[2] = self->remove_button;
  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    g_signal_connect_swapped (buttons[i], "clicked", G_CALLBACK (picker_compat_close_popovers),
                              self);
}

GtkWidget *
picker_account_button_new (EngineAccounts *accounts, EngineAccountFile *shown)
{
  PickerAccountButton *self;

  g_return_val_if_fail (ENGINE_IS_ACCOUNTS (accounts), NULL);
  g_return_val_if_fail (shown == NULL || ENGINE_IS_ACCOUNT_FILE (shown), NULL);

  self = g_object_new (PICKER_TYPE_ACCOUNT_BUTTON, NULL);
  self->accounts = g_object_ref (accounts);
  g_set_object (&self->shown, shown);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (accounts), make_row, self, NULL);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  if (shown != NULL)
    g_signal_connect_object (shown, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
