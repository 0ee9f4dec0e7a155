/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "delivery-link.h"
#include "media-picture.h"

G_BEGIN_DECLS

#define ENGINE_TYPE_RENDITION (engine_rendition_get_type ())

/**
 * EngineRendition:
 * @picture: (nullable): with all of its pixels; %NULL: it is one, of a format that this computer cannot show
 * @n_bytes: how much the file is
 * @is_stand_in: the picture is that of another link, which stands in for a format that cannot be shown; @n_bytes are
 *   those of the link itself
 *
 * What is really at the end of a link to a picture: immutable, atomically counted.
 */
typedef struct
{
  MediaPicture *picture;
  gsize n_bytes;
  gboolean is_stand_in;
} EngineRendition;

GType            engine_rendition_get_type (void) G_GNUC_CONST;
EngineRendition *engine_rendition_ref (EngineRendition *self);
void             engine_rendition_unref (EngineRendition *self);

/* Decodes @bytes, on a worker. %CANTO_ERROR_BAD_REPLY if they are no picture, or one that is too large. (transfer full) */
EngineRendition *engine_rendition_new (GBytes *bytes, GError **error);

/* @self, shown by the picture of @other. (transfer full) */
EngineRendition *engine_rendition_with_stand_in (EngineRendition *self, EngineRendition *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EngineRendition, engine_rendition_unref)

G_END_DECLS
