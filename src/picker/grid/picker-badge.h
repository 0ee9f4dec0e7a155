/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is drawn upon a picture, and where something is still to come. */

/**
 * picker_badge_snapshot:
 * @widget: that draws
 * @corner: of @picture where it stands: the first at the top, or the last at the bottom
 * @picture: in the coordinates of @widget
 * @icon_name: (nullable): of a symbolic icon before the words
 * @words: (nullable): are made narrower if there is no room
 */
void picker_badge_snapshot (GtkWidget *widget,
                            GtkSnapshot *snapshot,
                            GtkCornerType corner,
                            const GdkRectangle *picture,
                            const char *icon_name,
                            PangoLayout *words);

/* A bar with round ends. */
void picker_badge_snapshot_bar (GtkSnapshot *snapshot,
                                const graphene_rect_t *place,
                                const GdkRGBA *color);

G_END_DECLS
