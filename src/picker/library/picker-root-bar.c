/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-root-bar.h"

#include <glib/gi18n.h>

struct _PickerRootBar
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkLabel *label;
  GtkButton *button;

  /* Owned. */
  EngineSession *session;
  GCancellable *cancellable; /* of the name that is asked for */
};

G_DEFINE_FINAL_TYPE (PickerRootBar, picker_root_bar, GTK_TYPE_WIDGET)

/* Without its name it is one folder all the same; why there is none is told where its contents are.
 */
static void
got_folder (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerRootBar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoNode) node = canto_client_get_node_finish (CANTO_CLIENT (object), result, &error);
  g_autofree char *text = NULL;

  if (node == NULL)
    {
      g_debug ("No name of the root folder: %s", error->message);
      return;
    }

  /* Translators: the name of the only folder that is shown */
  text = g_strdup_printf (_ ("Only “%s”"), canto_node_get_name (node));
  gtk_label_set_text (self->label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), text);
}

static void
cancel (PickerRootBar *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
update (PickerRootBar *self)
{
  const char *folder_id = engine_session_get_root_folder (self->session);

  cancel (self);
  gtk_widget_set_visible (GTK_WIDGET (self), folder_id != NULL);
  if (folder_id == NULL)
    return;

  gtk_label_set_text (self->label, _ ("Only one folder"));
  self->cancellable = g_cancellable_new ();
  canto_client_get_node_async (engine_session_get_client (self->session), CANTO_SCHEME_FOLDER,
                               folder_id, CANTO_PRIORITY_INTERACTIVE, self->cancellable, got_folder,
                               g_object_ref (self));
}

static void
clicked (PickerRootBar *self)
{
  engine_session_set_root_folder (self->session, NULL);
}

static void
picker_root_bar_dispose (GObject *object)
{
  PickerRootBar *self = PICKER_ROOT_BAR (object);
  GtkWidget *child;

  cancel (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (picker_root_bar_parent_class)->dispose (object);
}

static void
picker_root_bar_class_init (PickerRootBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_root_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/descant/Descant/ui/picker-root-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerRootBar, label);
  gtk_widget_class_bind_template_child (widget_class, PickerRootBar, button);
}

static void
picker_root_bar_init (PickerRootBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked), self);
}

GtkWidget *
picker_root_bar_new (EngineSession *session)
{
  PickerRootBar *self = g_object_new (PICKER_TYPE_ROOT_BAR, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::root-folder", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
