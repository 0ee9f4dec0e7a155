/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "engine-rendition.h"

#include "canto-error.h"
#include "engine-file-name.h"
#include "media-decoder.h"

#include <glib/gi18n-lib.h>

#define ALL_PX G_MAXINT16 /* no side is longer: nothing is scaled down */

G_DEFINE_BOXED_TYPE (EngineRendition,
                     engine_rendition,
                     engine_rendition_ref,
                     engine_rendition_unref)

EngineRendition *
engine_rendition_ref (EngineRendition *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
rendition_clear (gpointer data)
{
  g_clear_pointer (&((EngineRendition *) data)->picture, media_picture_unref);
}

void
engine_rendition_unref (EngineRendition *self)
{
  g_atomic_rc_box_release_full (self, rendition_clear);
}

EngineRendition *
engine_rendition_new (GBytes *bytes, GError **error)
{
  gsize n_bytes;
  const void *data = g_bytes_get_data (bytes, &n_bytes);
  g_autoptr (MediaPicture) picture = NULL;
  g_autoptr (GError) local_error = NULL;
  EngineRendition *self;

  if (engine_file_name_is_page (data, MIN (n_bytes, ENGINE_FILE_NAME_HEAD_BYTES)))
    {
      g_set_error_literal (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY,
                           _ ("A web page came in place of the picture."));
      return NULL;
    }

  picture = media_decoder_decode (bytes, ALL_PX, &local_error);
  if (picture == NULL && !engine_file_name_is_picture (data, n_bytes))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  self = g_atomic_rc_box_new0 (EngineRendition);
  self->picture = g_steal_pointer (&picture);
  self->n_bytes = n_bytes;

  return self;
}

EngineRendition *
engine_rendition_with_stand_in (EngineRendition *self, EngineRendition *other)
{
  EngineRendition *shown;

  g_return_val_if_fail (self != NULL && other != NULL, NULL);

  if (other->picture == NULL)
    return engine_rendition_ref (self);

  shown = g_atomic_rc_box_new0 (EngineRendition);
  shown->picture = media_picture_ref (other->picture);
  shown->n_bytes = self->n_bytes;
  shown->is_stand_in = TRUE;

  return shown;
}
