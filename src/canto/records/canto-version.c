/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-version.h"

#include "canto-records-private.h"

G_DEFINE_BOXED_TYPE (CantoVersion, canto_version, canto_version_ref, canto_version_unref)

CantoVersion *
canto_version_alloc (void)
{
  return g_atomic_rc_box_new0 (CantoVersion);
}

CantoVersion *
canto_version_ref (CantoVersion *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
canto_version_clear (gpointer data)
{
  CantoVersion *self = data;

  g_free (self->id);
  g_free (self->number);
  g_free (self->owner_name);
  g_free (self->time);
  g_free (self->comment);
  g_free (self->preview_uri);
  g_free (self->download_uri);
}

void
canto_version_unref (CantoVersion *self)
{
  g_atomic_rc_box_release_full (self, canto_version_clear);
}

const char *
canto_version_get_id (CantoVersion *self)
{
  return self->id;
}

const char *
canto_version_get_number (CantoVersion *self)
{
  return self->number;
}

const char *
canto_version_get_owner_name (CantoVersion *self)
{
  return self->owner_name;
}

const char *
canto_version_get_time (CantoVersion *self)
{
  return self->time;
}

const char *
canto_version_get_comment (CantoVersion *self)
{
  return self->comment;
}

const char *
canto_version_get_preview_uri (CantoVersion *self)
{
  return self->preview_uri;
}

const char *
canto_version_get_download_uri (CantoVersion *self)
{
  return self->download_uri;
}

gboolean
canto_version_get_is_current (CantoVersion *self)
{
  return self->is_current;
}
