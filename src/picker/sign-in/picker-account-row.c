/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-account-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _PickerAccountRow
{
  GtkListBoxRow parent_instance;

  /* Template children. */
  AdwAvatar *avatar;
  GtkLabel *name_label;
  GtkLabel *address_label;
  GtkWidget *check;

  /* Owned. */
  EngineAccountFile *file;

  /* State. */
  gboolean is_shown;
};

G_DEFINE_FINAL_TYPE (PickerAccountRow, picker_account_row, GTK_TYPE_LIST_BOX_ROW)

char *
picker_account_dup_name (EngineAccountFile *file, char **address)
{
  CantoAccount *account = engine_account_file_get_account (file);
  const char *user = engine_account_file_get_user_name (file);
  const char *host = account != NULL ? canto_account_get_tenant_host (account) : NULL;

  if (address != NULL)
    *address = g_strdup (user != NULL ? host : NULL);
  if (user != NULL)
    return g_strdup (user);
  if (host != NULL)
    return g_strdup (host);

  /* It could not be read, and is called what the file is called. */
  return g_path_get_basename (
      engine_account_file_get_name (file) != NULL ? engine_account_file_get_name (file) : "");
}

static void
update (PickerAccountRow *self)
{
  g_autofree char *address = NULL;
  g_autofree char *name = picker_account_dup_name (self->file, &address);
  g_autofree char *label = NULL;

  if (engine_account_file_get_error (self->file) != NULL)
    {
      g_free (address);
      /* Translators: of an account's file */
      address = g_strdup (_ ("Cannot be read"));
    }

  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_text (self->name_label, name);
  /* Of an address both ends tell. */
  gtk_label_set_ellipsize (self->name_label, engine_account_file_get_user_name (self->file) != NULL
                                                 ? PANGO_ELLIPSIZE_END
                                                 : PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_text (self->address_label, address != NULL ? address : "");
  gtk_widget_set_visible (GTK_WIDGET (self->address_label), address != NULL);
  /* Not hidden: the rows are one below the other. */
  gtk_widget_set_opacity (self->check, self->is_shown ? 1 : 0);

  label = address != NULL ? g_strdup_printf ("%s, %s", name, address) : g_strdup (name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_CHECKED,
      self->is_shown ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

/* GObject */

static void
picker_account_row_dispose (GObject *object)
{
  PickerAccountRow *self = PICKER_ACCOUNT_ROW (object);

  g_clear_object (&self->file);

  G_OBJECT_CLASS (picker_account_row_parent_class)->dispose (object);
}

static void
picker_account_row_class_init (PickerAccountRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_account_row_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-account-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerAccountRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, PickerAccountRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, PickerAccountRow, address_label);
  gtk_widget_class_bind_template_child (widget_class, PickerAccountRow, check);
}

static void
picker_account_row_init (PickerAccountRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
picker_account_row_new (EngineAccountFile *file, gboolean is_shown)
{
  PickerAccountRow *self;

  g_return_val_if_fail (ENGINE_IS_ACCOUNT_FILE (file), NULL);

  self = g_object_new (PICKER_TYPE_ACCOUNT_ROW, NULL);
  self->file = g_object_ref (file);
  self->is_shown = is_shown;
  g_signal_connect_object (file, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

EngineAccountFile *
picker_account_row_get_file (PickerAccountRow *self)
{
  g_return_val_if_fail (PICKER_IS_ACCOUNT_ROW (self), NULL);

  return self->file;
}
