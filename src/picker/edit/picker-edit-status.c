/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-edit-status.h"

#include "picker-edit-question.h"
#include "picker-edit-text.h"

#include <glib/gi18n.h>

struct _PickerEditStatus
{
  GtkWidget parent_instance;

  /* Borrowed: children. */
  GtkSpinner *spinner;
  GtkImage *icon;
  GtkLabel *label;
  GtkButton *button;

  /* Owned. */
  EngineEdits *edits;
  GHashTable *keys;  /* (element-type utf8): of the assets */
  EngineEdit *shown; /* (nullable): the state of which is shown */
};

G_DEFINE_FINAL_TYPE (PickerEditStatus, picker_edit_status, GTK_TYPE_WIDGET)

/* What the person has to know first. */
static const EngineEditState order[] = {
  ENGINE_EDIT_CONFLICT, ENGINE_EDIT_UNKNOWN, ENGINE_EDIT_REFUSED,
  ENGINE_EDIT_WAITING,  ENGINE_EDIT_SENDING, ENGINE_EDIT_SAVING,
};

static guint
get_rank (EngineEdit *edit)
{
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      if (engine_edit_get_state (edit) == order[i])
        return i;
    }

  return G_N_ELEMENTS (order);
}

static gboolean
is_about (PickerEditStatus *self, EngineEdit *edit)
{
  GPtrArray *assets = engine_edit_get_assets (edit);

  for (guint i = 0; i < assets->len; i++)
    {
      if (g_hash_table_contains (self->keys, canto_asset_get_key (assets->pdata[i])))
        return TRUE;
    }

  return FALSE;
}

/* (transfer full) (nullable) */
static EngineEdit *
find_first (PickerEditStatus *self)
{
  g_autoptr (EngineEdit) first = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->edits)); i++)
    {
      g_autoptr (EngineEdit) edit = g_list_model_get_item (G_LIST_MODEL (self->edits), i);

      if (is_about (self, edit) && (first == NULL || get_rank (edit) < get_rank (first)))
        g_set_object (&first, edit);
    }

  return g_steal_pointer (&first);
}

static void
show_icon (PickerEditStatus *self, EngineEditState state)
{
  gboolean is_busy = state == ENGINE_EDIT_SAVING || state == ENGINE_EDIT_SENDING;
  const char *icon_name = state == ENGINE_EDIT_SAVED     ? "object-select-symbolic"
                          : state == ENGINE_EDIT_WAITING ? "document-open-recent-symbolic"
                                                         : "dialog-warning-symbolic";

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_busy);
  gtk_spinner_set_spinning (self->spinner, is_busy);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !is_busy);
  gtk_image_set_from_icon_name (self->icon, icon_name);
}

static void
show_edit (PickerEditStatus *self, EngineEdit *edit)
{
  EngineEditState state = engine_edit_get_state (edit);
  g_autofree char *text = picker_edit_text_dup_state (edit);
  gboolean is_unkept = picker_edit_text_get_keep_error (edit) != NULL;

  gtk_label_set_text (self->label, text != NULL ? text : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), text);
  show_icon (self, is_unkept ? ENGINE_EDIT_REFUSED : state);
  gtk_widget_set_visible (GTK_WIDGET (self->button), picker_edit_question_has (edit));
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
}

/* What was saved is said until something else is looked at. */
static void
update (PickerEditStatus *self)
{
  g_autoptr (EngineEdit) edit = find_first (self);

  if (edit != NULL)
    g_set_object (&self->shown, edit);
  if (self->shown != NULL)
    show_edit (self, self->shown);
  else
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
button_clicked (PickerEditStatus *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  if (self->shown != NULL)
    picker_edit_question_ask (window, self->edits, self->shown);
}

static void
items_changed (PickerEditStatus *self, guint position, guint n_removed, guint n_added)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (EngineEdit) edit = g_list_model_get_item (G_LIST_MODEL (self->edits), i);

      g_signal_handlers_disconnect_by_func (edit, update, self);
      g_signal_connect_object (edit, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (edit, "notify::error", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (edit, "notify::keep-error", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
    }
  update (self);
}

/* GObject */

static void
picker_edit_status_dispose (GObject *object)
{
  PickerEditStatus *self = PICKER_EDIT_STATUS (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->shown);
  g_clear_object (&self->edits);

  G_OBJECT_CLASS (picker_edit_status_parent_class)->dispose (object);
}

static void
picker_edit_status_finalize (GObject *object)
{
  g_hash_table_unref (PICKER_EDIT_STATUS (object)->keys);

  G_OBJECT_CLASS (picker_edit_status_parent_class)->finalize (object);
}

static void
picker_edit_status_class_init (PickerEditStatusClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = picker_edit_status_dispose;
  object_class->finalize = picker_edit_status_finalize;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "edit-status");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
picker_edit_status_init (PickerEditStatus *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  self->icon = GTK_IMAGE (gtk_image_new ());
  self->label = GTK_LABEL (gtk_label_new (NULL));
  self->button = GTK_BUTTON (gtk_button_new_with_mnemonic (_ ("_Review…")));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_widget_set_parent (GTK_WIDGET (self->spinner), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->icon), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (button_clicked), self);
}

GtkWidget *
picker_edit_status_new (EngineEdits *edits)
{
  PickerEditStatus *self;

  g_return_val_if_fail (ENGINE_IS_EDITS (edits), NULL);

  self = g_object_new (PICKER_TYPE_EDIT_STATUS, NULL);
  self->edits = g_object_ref (edits);
  g_signal_connect_object (edits, "items-changed", G_CALLBACK (items_changed), self,
                           G_CONNECT_SWAPPED);
  items_changed (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (edits)));

  return GTK_WIDGET (self);
}

static gboolean
are_known (PickerEditStatus *self, GPtrArray *assets)
{
  if (g_hash_table_size (self->keys) != (assets != NULL ? assets->len : 0))
    return FALSE;
  for (guint i = 0; assets != NULL && i < assets->len; i++)
    {
      if (!g_hash_table_contains (self->keys, canto_asset_get_key (assets->pdata[i])))
        return FALSE;
    }

  return TRUE;
}

void
picker_edit_status_set_assets (PickerEditStatus *self, GPtrArray *assets)
{
  g_return_if_fail (PICKER_IS_EDIT_STATUS (self));

  if (are_known (self, assets))
    return;

  g_hash_table_remove_all (self->keys);
  for (guint i = 0; assets != NULL && i < assets->len; i++)
    g_hash_table_add (self->keys, g_strdup (canto_asset_get_key (assets->pdata[i])));
  g_clear_object (&self->shown);
  update (self);
}

const char *
picker_edit_status_get_text (PickerEditStatus *self)
{
  g_return_val_if_fail (PICKER_IS_EDIT_STATUS (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self)) ? gtk_label_get_text (self->label) : "";
}
