/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-direct-link.h"

#include "canto-records-private.h"

G_DEFINE_BOXED_TYPE (CantoDirectLink,
                     canto_direct_link,
                     canto_direct_link_ref,
                     canto_direct_link_unref)

CantoDirectLink *
canto_direct_link_alloc (void)
{
  return g_atomic_rc_box_new0 (CantoDirectLink);
}

CantoDirectLink *
canto_direct_link_ref (CantoDirectLink *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
canto_direct_link_clear (gpointer data)
{
  CantoDirectLink *self = data;

  g_free (self->key);
  g_free (self->original_uri);
  g_free (self->preview_uri);
  g_free (self->name);
}

void
canto_direct_link_unref (CantoDirectLink *self)
{
  g_atomic_rc_box_release_full (self, canto_direct_link_clear);
}

const char *
canto_direct_link_get_original_uri (CantoDirectLink *self)
{
  return self->original_uri;
}

const char *
canto_direct_link_get_preview_uri (CantoDirectLink *self)
{
  return self->preview_uri;
}

const char *
canto_direct_link_get_name (CantoDirectLink *self)
{
  return self->name;
}

guint64
canto_direct_link_get_size_bytes (CantoDirectLink *self)
{
  return self->size_bytes;
}
