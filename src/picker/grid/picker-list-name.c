/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-list-name.h"

#include "picker-thumbnail.h"

#include <glib/gi18n.h>

#define PICTURE_PX 40
#define SPACING_PX 8

struct _PickerListName
{
  GtkWidget parent_instance;

  /* Borrowed: children made in code. */
  PickerThumbnail *thumbnail;
  GtkLabel *name;

  /* Owned. */
  CatalogSlot *slot;
  GSignalGroup *slot_signals;
};

static void picker_list_name_cell_init (PickerCellInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PickerListName,
                               picker_list_name,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (PICKER_TYPE_CELL, picker_list_name_cell_init))

static void
update (PickerListName *self)
{
  CantoAsset *asset = self->slot != NULL ? catalog_slot_get_asset (self->slot) : NULL;
  gboolean failed = asset == NULL && self->slot != NULL && catalog_slot_get_failed (self->slot);
  const char *name = "";

  if (asset != NULL)
    name = canto_asset_get_name (asset);
  else if (failed)
    name = _ ("Could not be loaded: press Enter or double-click to try again");

  gtk_label_set_text (self->name, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), name);
  picker_thumbnail_set_asset (self->thumbnail, asset);
  if (asset == NULL)
    picker_thumbnail_set_failed (self->thumbnail, failed);
}

/* A name that can be read whole is not said again. */
static gboolean
query_tooltip (GtkLabel *name, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (name)))
    return FALSE;

  gtk_tooltip_set_text (tooltip, gtk_label_get_text (name));

  return TRUE;
}

/* PickerCell */

static CatalogSlot *
picker_list_name_cell_get_slot (PickerCell *cell)
{
  return PICKER_LIST_NAME (cell)->slot;
}

static void
picker_list_name_cell_set_on_screen (PickerCell *cell, gboolean on_screen)
{
  picker_thumbnail_set_on_screen (PICKER_LIST_NAME (cell)->thumbnail, on_screen);
}

static GdkPaintable *
picker_list_name_cell_get_paintable (PickerCell *cell)
{
  return picker_thumbnail_get_paintable (PICKER_LIST_NAME (cell)->thumbnail);
}

static gboolean
picker_list_name_cell_contains (PickerCell *cell, double x, double y)
{
  return gtk_widget_contains (GTK_WIDGET (cell), x, y);
}

static gboolean
picker_list_name_cell_has_failed (PickerCell *cell)
{
  return picker_thumbnail_get_state (PICKER_LIST_NAME (cell)->thumbnail) == PICKER_THUMBNAIL_FAILED;
}

static void
picker_list_name_cell_retry (PickerCell *cell)
{
  picker_thumbnail_retry (PICKER_LIST_NAME (cell)->thumbnail);
}

static void
picker_list_name_cell_init (PickerCellInterface *iface)
{
  iface->get_slot = picker_list_name_cell_get_slot;
  iface->set_on_screen = picker_list_name_cell_set_on_screen;
  iface->get_paintable = picker_list_name_cell_get_paintable;
  iface->contains = picker_list_name_cell_contains;
  iface->has_failed = picker_list_name_cell_has_failed;
  iface->retry = picker_list_name_cell_retry;
}

/* GObject */

static void
picker_list_name_dispose (GObject *object)
{
  PickerListName *self = PICKER_LIST_NAME (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->slot_signals);
  g_clear_object (&self->slot);

  G_OBJECT_CLASS (picker_list_name_parent_class)->dispose (object);
}

static void
picker_list_name_class_init (PickerListNameClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_list_name_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
picker_list_name_init (PickerListName *self)
{
  GtkWidget *thumbnail = g_object_new (PICKER_TYPE_THUMBNAIL, NULL);
  GtkWidget *name = gtk_label_new (NULL);

  self->thumbnail = PICKER_THUMBNAIL (thumbnail);
  self->name = GTK_LABEL (name);
  picker_thumbnail_set_size_px (self->thumbnail, PICTURE_PX);
  gtk_widget_set_size_request (thumbnail, PICTURE_PX, PICTURE_PX);
  gtk_widget_set_parent (thumbnail, GTK_WIDGET (self));
  gtk_label_set_xalign (self->name, 0);
  gtk_label_set_ellipsize (self->name, PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (name, TRUE);
  g_signal_connect (name, "query-tooltip", G_CALLBACK (query_tooltip), NULL);
  gtk_widget_set_parent (name, GTK_WIDGET (self));
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              SPACING_PX);

  self->slot_signals = g_signal_group_new (CATALOG_TYPE_SLOT);
  g_signal_group_connect_swapped (self->slot_signals, "notify::asset", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->slot_signals, "notify::failed", G_CALLBACK (update), self);
}

GtkWidget *
picker_list_name_new (EngineSession *session)
{
  PickerListName *self;

  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);

  self = g_object_new (PICKER_TYPE_LIST_NAME, NULL);
  picker_thumbnail_set_session (self->thumbnail, session);

  return GTK_WIDGET (self);
}

void
picker_list_name_set_slot (PickerListName *self, CatalogSlot *slot)
{
  g_return_if_fail (PICKER_IS_LIST_NAME (self));

  picker_thumbnail_set_on_screen (self->thumbnail, FALSE);
  g_set_object (&self->slot, slot);
  g_signal_group_set_target (self->slot_signals, slot);
  update (self);
}
