/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-album-dialog.h"

#include "picker-fit-window.h"
#include "picker-folder-list.h"

#include <glib/gi18n.h>

struct _PickerAlbumDialog
{
  AdwWindow parent_instance;

  /* Template children. */
  AdwWindowTitle *title;
  GtkButton *add_button;
  GtkSearchEntry *entry;
  PickerFolderList *list;
  GtkButton *new_button;
  GtkLabel *new_label;

  /* State. */
  gboolean may_create;
};

G_DEFINE_FINAL_TYPE (PickerAlbumDialog, picker_album_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_NAMED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
dup_typed (PickerAlbumDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

static void
update_add_button (PickerAlbumDialog *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button),
                            picker_folder_list_get_selected (self->list) != NULL);
}

static void
text_changed (PickerAlbumDialog *self)
{
  g_autofree char *typed = dup_typed (self);
  /* Translators: the name of a new album */
  g_autofree char *label = g_strdup_printf (_ ("Add to New Album “%s”"), typed);

  picker_folder_list_find (self->list, typed);
  update_add_button (self);
  gtk_label_set_text (self->new_label, label);
  gtk_widget_set_visible (GTK_WIDGET (self->new_button), self->may_create && *typed != '\0');
}

static void
add (PickerAlbumDialog *self)
{
  CatalogBranch *branch = picker_folder_list_get_selected (self->list);

  if (branch == NULL)
    return;
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, catalog_branch_get_node (branch));
  gtk_window_close (GTK_WINDOW (self));
}

static void
add_new (PickerAlbumDialog *self)
{
  g_autofree char *typed = dup_typed (self);

  if (*typed == '\0')
    return;
  g_signal_emit (self, signals[SIGNAL_NAMED], 0, typed);
  gtk_window_close (GTK_WINDOW (self));
}

static void
enter_list (PickerAlbumDialog *self)
{
  picker_folder_list_enter (self->list);
}

static gboolean
key_pressed (PickerAlbumDialog *self, guint keyval)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  enter_list (self);

  return GDK_EVENT_STOP;
}

static void
stop_search (PickerAlbumDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
picker_album_dialog_class_init (PickerAlbumDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /**
   * PickerAlbumDialog::chosen:
   * @node: #CantoNode: the album
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", PICKER_TYPE_ALBUM_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, CANTO_TYPE_NODE);
  /**
   * PickerAlbumDialog::named:
   * @name: of a new album
   */
  signals[SIGNAL_NAMED] = g_signal_new ("named", PICKER_TYPE_ALBUM_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (PICKER_TYPE_FOLDER_LIST);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-album-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerAlbumDialog, title);
  gtk_widget_class_bind_template_child (widget_class, PickerAlbumDialog, add_button);
  gtk_widget_class_bind_template_child (widget_class, PickerAlbumDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, PickerAlbumDialog, list);
  gtk_widget_class_bind_template_child (widget_class, PickerAlbumDialog, new_button);
  gtk_widget_class_bind_template_child (widget_class, PickerAlbumDialog, new_label);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
picker_album_dialog_init (PickerAlbumDialog *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (text_changed), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (enter_list), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (stop_search), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_swapped (self->list, "chosen", G_CALLBACK (update_add_button), self);
  g_signal_connect_swapped (self->list, "activated", G_CALLBACK (add), self);
  g_signal_connect_swapped (self->add_button, "clicked", G_CALLBACK (add), self);
  g_signal_connect_swapped (self->new_button, "clicked", G_CALLBACK (add_new), self);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->entry));
}

GtkWidget *
picker_album_dialog_new (EngineSession *session, GtkWindow *parent, guint n_assets)
{
  PickerAlbumDialog *self;
  g_autofree char *subtitle =
      g_strdup_printf (ngettext ("%'u asset", "%'u assets", n_assets), n_assets);

  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);

  self = g_object_new (PICKER_TYPE_ALBUM_DIALOG, "transient-for", parent, NULL);
  self->may_create =
      engine_edits_may (engine_session_get_edits (session), ENGINE_EDIT_CREATE_ALBUM);
  adw_window_title_set_subtitle (self->title, subtitle);
  picker_folder_list_set_scheme (self->list, CANTO_SCHEME_ALBUM);
  picker_folder_list_set_root (self->list, engine_session_get_source (session),
                               engine_session_get_root_folder (session));
  picker_folder_list_find (self->list, "");
  picker_fit_window (GTK_WINDOW (self));

  return GTK_WIDGET (self);
}
