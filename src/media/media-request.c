/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "media-request.h"

typedef struct
{
  char *uri;
  CantoFetch how;
} Place;

struct _MediaRequest
{
  char *key;
  guint size_px;
  GArray *places; /* of Place */
};

G_DEFINE_BOXED_TYPE (MediaRequest, media_request, media_request_ref, media_request_unref)

static void
place_clear (gpointer data)
{
  g_free (((Place *) data)->uri);
}

MediaRequest *
media_request_new (const char *key, guint size_px)
{
  MediaRequest *self;

  g_return_val_if_fail (key != NULL, NULL);

  self = g_atomic_rc_box_new0 (MediaRequest);
  self->key = g_strdup (key);
  self->size_px = size_px;
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_array_set_clear_func (self->places, place_clear);

  return self;
}

void
media_request_add_place (MediaRequest *self, const char *uri, CantoFetch how)
{
  Place place = { g_strdup (uri), how };

  g_array_append_val (self->places, place);
}

MediaRequest *
media_request_ref (MediaRequest *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
request_clear (gpointer data)
{
  MediaRequest *self = data;

  g_free (self->key);
  g_array_unref (self->places);
}

void
media_request_unref (MediaRequest *self)
{
  g_atomic_rc_box_release_full (self, request_clear);
}

const char *
media_request_get_key (MediaRequest *self)
{
  return self->key;
}

guint
media_request_get_size_px (MediaRequest *self)
{
  return self->size_px;
}

guint
media_request_get_n_places (MediaRequest *self)
{
  return self->places->len;
}

const char *
media_request_get_uri (MediaRequest *self, guint place)
{
  g_return_val_if_fail (place < self->places->len, NULL);

  return g_array_index (self->places, Place, place).uri;
}

CantoFetch
media_request_get_how (MediaRequest *self, guint place)
{
  g_return_val_if_fail (place < self->places->len, CANTO_FETCH_FREE);

  return g_array_index (self->places, Place, place).how;
}
