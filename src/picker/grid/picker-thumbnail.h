/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "engine-session.h"

G_BEGIN_DECLS

/* What a #PickerThumbnail shows. */
typedef enum
{
  PICKER_THUMBNAIL_BLANK,   /* nothing yet */
  PICKER_THUMBNAIL_PICTURE,
  PICKER_THUMBNAIL_ICON,    /* there is no preview: an icon of what it is */
  PICKER_THUMBNAIL_FAILED,  /* the preview, or the asset itself, could not be had */
} PickerThumbnailState;

/**
 * PickerThumbnail:
 *
 * The preview of an asset, in its own shape, as large as there is room. It is fetched only while it is
 * on screen. Where it could not be had, and there is room, a button tries again; if it is the asset
 * that is missing, the button activates page.retry.
 */
#define PICKER_TYPE_THUMBNAIL (picker_thumbnail_get_type ())
G_DECLARE_FINAL_TYPE (PickerThumbnail, picker_thumbnail, PICKER, THUMBNAIL, GtkWidget)

void picker_thumbnail_set_session (PickerThumbnail *self, EngineSession *session);
/* How large it is shown, before scaling: what is asked for is to look well then. */
void picker_thumbnail_set_size_px (PickerThumbnail *self, guint size_px);
void picker_thumbnail_set_asset (PickerThumbnail *self, CantoAsset *asset); /* (nullable) */
/* Without an asset: it is not on its way. */
void picker_thumbnail_set_failed (PickerThumbnail *self, gboolean failed);
void picker_thumbnail_set_on_screen (PickerThumbnail *self, gboolean on_screen);

/* If it failed. */
void picker_thumbnail_retry (PickerThumbnail *self);

PickerThumbnailState picker_thumbnail_get_state (PickerThumbnail *self);
GdkPaintable        *picker_thumbnail_get_paintable (PickerThumbnail *self); /* (transfer none) (nullable) */
/* Where the picture stands in it; all of it before it is here. */
void                 picker_thumbnail_get_place (PickerThumbnail *self, GdkRectangle *place);
/* Whether the picture, or what stands for it, is at this place. */
gboolean             picker_thumbnail_contains (PickerThumbnail *self, double x, double y);

G_END_DECLS
