/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picker-drag-icon.h"

#define DRAG_ICON_PX 112.0

/* Small: what the link is dropped on has to be seen. */
static GdkPaintable *
make_small (GdkPaintable *paintable)
{
  double width = gdk_paintable_get_intrinsic_width (paintable);
  double height = gdk_paintable_get_intrinsic_height (paintable);
  double factor = MIN (1, DRAG_ICON_PX / MAX (1, MAX (width, height)));
  const graphene_size_t size = GRAPHENE_SIZE_INIT (width * factor, height * factor);
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, size.width, size.height);

  return gtk_snapshot_free_to_paintable (snapshot, &size);
}

/* @icon with what it is on it. */
static GtkWidget *
add_label (GtkWidget *icon, const char *label)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *count = gtk_label_new (label);

  gtk_widget_set_halign (count, GTK_ALIGN_END);
  gtk_widget_set_valign (count, GTK_ALIGN_END);
  gtk_widget_add_css_class (count, "count");
  gtk_overlay_set_child (GTK_OVERLAY (overlay), icon);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), count);

  return overlay;
}

void
picker_drag_icon_set (GdkDrag *drag,
                      GdkPaintable *paintable,
                      const char *icon_name,
                      const char *label)
{
  GtkWidget *icon;

  if (paintable != NULL)
    {
      g_autoptr (GdkPaintable) small = make_small (paintable);

      icon = gtk_picture_new_for_paintable (small);
    }
  else
    {
      icon = gtk_image_new_from_icon_name (icon_name);
      gtk_image_set_icon_size (GTK_IMAGE (icon), GTK_ICON_SIZE_LARGE);
      /* There is room for the words below it. */
      gtk_widget_set_size_request (icon, (int) DRAG_ICON_PX * 3 / 4, (int) DRAG_ICON_PX * 3 / 4);
    }
  icon = add_label (icon, label);
  /* Opaque, or it is black where there is no compositor. */
  gtk_widget_add_css_class (icon, "drag-icon");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), icon);
}
