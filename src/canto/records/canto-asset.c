/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-asset.h"

#include "canto-records-private.h"

G_DEFINE_BOXED_TYPE (CantoAsset, canto_asset, canto_asset_ref, canto_asset_unref)

CantoAsset *
canto_asset_alloc (void)
{
  return g_atomic_rc_box_new0 (CantoAsset);
}

CantoAsset *
canto_asset_ref (CantoAsset *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
canto_asset_clear (gpointer data)
{
  CantoAsset *self = data;

  g_free (self->id);
  g_free (self->scheme_word);
  g_free (self->key);
  g_free (self->name);
  g_free (self->description);
  g_free (self->owner_name);
  g_free (self->editor);
  g_free (self->time);
  g_free (self->created);
  g_free (self->last_uploaded);
  g_free (self->approval_word);
  g_strfreev (self->tags);
  g_strfreev (self->keywords);
  g_strfreev (self->smart_tags);
  g_free (self->md5);
  g_free (self->copyright);
  g_free (self->terms);
  g_free (self->content_type);
  g_free (self->duration);
  g_free (self->file_date);
  for (guint i = 0; i < CANTO_N_LINKS; i++)
    g_free (self->links[i]);
  g_strfreev (self->field_names);
  g_strfreev (self->album_ids);
  g_strfreev (self->album_id_paths);
  g_strfreev (self->album_paths);
  g_clear_pointer (&self->fields, g_hash_table_unref);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
}

void
canto_asset_unref (CantoAsset *self)
{
  g_atomic_rc_box_release_full (self, canto_asset_clear);
}

const char *
canto_asset_get_id (CantoAsset *self)
{
  return self->id;
}

CantoScheme
canto_asset_get_scheme (CantoAsset *self)
{
  return self->scheme;
}

const char *
canto_asset_get_scheme_word (CantoAsset *self)
{
  return self->scheme_word;
}

const char *
canto_asset_get_key (CantoAsset *self)
{
  return self->key;
}

const char *
canto_asset_get_name (CantoAsset *self)
{
  return self->name;
}

const char *
canto_asset_get_description (CantoAsset *self)
{
  return self->description;
}

guint
canto_asset_get_width_px (CantoAsset *self)
{
  return self->width_px;
}

guint
canto_asset_get_height_px (CantoAsset *self)
{
  return self->height_px;
}

guint
canto_asset_get_dpi (CantoAsset *self)
{
  return self->dpi;
}

guint64
canto_asset_get_size_bytes (CantoAsset *self)
{
  return self->size_bytes;
}

const char *
canto_asset_get_owner_name (CantoAsset *self)
{
  return self->owner_name;
}

const char *
canto_asset_get_editor (CantoAsset *self)
{
  return self->editor;
}

const char *
canto_asset_get_time (CantoAsset *self)
{
  return self->time;
}

const char *
canto_asset_get_created (CantoAsset *self)
{
  return self->created;
}

const char *
canto_asset_get_last_uploaded (CantoAsset *self)
{
  return self->last_uploaded;
}

CantoApproval
canto_asset_get_approval (CantoAsset *self)
{
  return self->approval;
}

const char *
canto_asset_get_approval_word (CantoAsset *self)
{
  return self->approval_word;
}

const char *const *
canto_asset_get_tags (CantoAsset *self)
{
  return (const char *const *) self->tags;
}

const char *const *
canto_asset_get_keywords (CantoAsset *self)
{
  return (const char *const *) self->keywords;
}

const char *const *
canto_asset_get_smart_tags (CantoAsset *self)
{
  return (const char *const *) self->smart_tags;
}

const char *
canto_asset_get_md5 (CantoAsset *self)
{
  return self->md5;
}

const char *
canto_asset_get_copyright (CantoAsset *self)
{
  return self->copyright;
}

const char *
canto_asset_get_terms (CantoAsset *self)
{
  return self->terms;
}

const char *
canto_asset_get_content_type (CantoAsset *self)
{
  return self->content_type;
}

const char *
canto_asset_get_duration (CantoAsset *self)
{
  return self->duration;
}

const char *
canto_asset_get_file_date (CantoAsset *self)
{
  return self->file_date;
}

guint
canto_asset_get_n_pages (CantoAsset *self)
{
  return self->pages;
}

const char *
canto_asset_get_link (CantoAsset *self, CantoLink link)
{
  g_return_val_if_fail (link < CANTO_N_LINKS, NULL);

  return self->links[link];
}

const char *const *
canto_asset_get_field_names (CantoAsset *self)
{
  return (const char *const *) self->field_names;
}

const char *const *
canto_asset_get_field_values (CantoAsset *self, const char *name)
{
  static const char *const none[] = { NULL };
  char **values = self->fields != NULL ? g_hash_table_lookup (self->fields, name) : NULL;

  return values != NULL ? (const char *const *) values : none;
}

const char *const *
canto_asset_get_album_ids (CantoAsset *self)
{
  return (const char *const *) self->album_ids;
}

const char *const *
canto_asset_get_album_id_paths (CantoAsset *self)
{
  return (const char *const *) self->album_id_paths;
}

const char *const *
canto_asset_get_album_paths (CantoAsset *self)
{
  return (const char *const *) self->album_paths;
}

gboolean
canto_asset_get_is_complete (CantoAsset *self)
{
  return self->is_complete;
}

gint64
canto_asset_get_read_at_us (CantoAsset *self)
{
  return self->read_at_us;
}

gboolean
canto_asset_is_same_version (CantoAsset *a, CantoAsset *b)
{
  return a != NULL && b != NULL && g_str_equal (a->key, b->key)
         && g_strcmp0 (a->time, b->time) == 0;
}

GPtrArray *
canto_asset_get_versions (CantoAsset *self)
{
  return self->versions;
}
