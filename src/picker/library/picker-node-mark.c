/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-node-mark.h"

#include "picker-edit-text.h"

struct _PickerNodeMark
{
  GtkWidget parent_instance;

  /* Borrowed: a child. */
  GtkImage *icon;

  /* Owned. */
  EngineEdits *edits; /* (nullable) */
  GSignalGroup *edit_signals;
  char *id; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (PickerNodeMark, picker_node_mark, GTK_TYPE_WIDGET)

/* (nullable): what is on its way, and has met nothing, is there before anybody has read that. */
static const char *
get_icon_name (EngineEdit *edit)
{
  if (picker_edit_text_get_keep_error (edit) != NULL)
    return "dialog-warning-symbolic";

  switch (engine_edit_get_state (edit))
    {
    case ENGINE_EDIT_WAITING:
      return engine_edit_get_error (edit) != NULL ? "document-open-recent-symbolic" : NULL;
    case ENGINE_EDIT_REFUSED:
    case ENGINE_EDIT_CONFLICT:
    case ENGINE_EDIT_UNKNOWN:
      return "dialog-warning-symbolic";
    case ENGINE_EDIT_SAVING:
    case ENGINE_EDIT_SENDING:
    case ENGINE_EDIT_SAVED:
    case ENGINE_EDIT_WITHDRAWN:
    default:
      return NULL;
    }
}

static void
show_edit (PickerNodeMark *self)
{
  g_autoptr (EngineEdit) edit = g_signal_group_dup_target (self->edit_signals);
  const char *icon_name = edit != NULL ? get_icon_name (edit) : NULL;
  g_autofree char *text = icon_name != NULL ? picker_edit_text_dup_state (edit) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), icon_name != NULL);
  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text != NULL ? text : "", -1);
}

static void
update (PickerNodeMark *self)
{
  EngineEdit *edit = self->edits != NULL && self->id != NULL
                         ? engine_edits_find_of_node (self->edits, self->id)
                         : NULL;

  g_signal_group_set_target (self->edit_signals, edit);
  show_edit (self);
}

static void
picker_node_mark_dispose (GObject *object)
{
  PickerNodeMark *self = PICKER_NODE_MARK (object);

  g_clear_object (&self->edit_signals);
  g_clear_object (&self->edits);
  g_clear_pointer ((GtkWidget **) &self->icon, gtk_widget_unparent);

  G_OBJECT_CLASS (picker_node_mark_parent_class)->dispose (object);
}

static void
picker_node_mark_finalize (GObject *object)
{
  g_free (PICKER_NODE_MARK (object)->id);

  G_OBJECT_CLASS (picker_node_mark_parent_class)->finalize (object);
}

static void
picker_node_mark_class_init (PickerNodeMarkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = picker_node_mark_dispose;
  G_OBJECT_CLASS (klass)->finalize = picker_node_mark_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
picker_node_mark_init (PickerNodeMark *self)
{
  self->icon = GTK_IMAGE (gtk_image_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->icon), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->edit_signals = g_signal_group_new (ENGINE_TYPE_EDIT);
  g_signal_group_connect_swapped (self->edit_signals, "notify::state", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->edit_signals, "notify::error", G_CALLBACK (show_edit),
                                  self);
  g_signal_group_connect_swapped (self->edit_signals, "notify::keep-error", G_CALLBACK (show_edit),
                                  self);
}

void
picker_node_mark_set_edits (PickerNodeMark *self, EngineEdits *edits)
{
  g_return_if_fail (PICKER_IS_NODE_MARK (self));
  g_return_if_fail (ENGINE_IS_EDITS (edits) && self->edits == NULL);

  self->edits = g_object_ref (edits);
  g_signal_connect_object (edits, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

void
picker_node_mark_set_id (PickerNodeMark *self, const char *id)
{
  g_return_if_fail (PICKER_IS_NODE_MARK (self));

  g_free (self->id);
  self->id = g_strdup (id);
  update (self);
}
