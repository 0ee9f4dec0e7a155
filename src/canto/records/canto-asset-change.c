/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-asset-change.h"

#include "canto-records-private.h"

#include <string.h>

/* Copying */

static GHashTable *
copy_fields (GHashTable *fields)
{
  GHashTable *copy =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  GHashTableIter iter;
  gpointer name, values;

  if (fields == NULL)
    return copy;
  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &name, &values))
    g_hash_table_insert (copy, g_strdup (name), g_strdupv (values));

  return copy;
}

static void
copy_texts (CantoAsset *copy, CantoAsset *self)
{
  copy->id = g_strdup (self->id);
  copy->scheme_word = g_strdup (self->scheme_word);
  copy->key = g_strdup (self->key);
  copy->name = g_strdup (self->name);
  copy->description = g_strdup (self->description);
  copy->owner_name = g_strdup (self->owner_name);
  copy->editor = g_strdup (self->editor);
  copy->time = g_strdup (self->time);
  copy->created = g_strdup (self->created);
  copy->last_uploaded = g_strdup (self->last_uploaded);
  copy->approval_word = g_strdup (self->approval_word);
  copy->md5 = g_strdup (self->md5);
  copy->copyright = g_strdup (self->copyright);
  copy->terms = g_strdup (self->terms);
  copy->content_type = g_strdup (self->content_type);
  copy->duration = g_strdup (self->duration);
  copy->file_date = g_strdup (self->file_date);
  for (guint i = 0; i < CANTO_N_LINKS; i++)
    copy->links[i] = g_strdup (self->links[i]);
}

static CantoAsset *
copy_asset (CantoAsset *self)
{
  CantoAsset *copy = canto_asset_alloc ();

  /* Counts and numbers; all that is owned is copied over it. */
  *copy = *self;
  copy_texts (copy, self);
  copy->tags = g_strdupv (self->tags);
  copy->keywords = g_strdupv (self->keywords);
  copy->smart_tags = g_strdupv (self->smart_tags);
  copy->field_names = g_strdupv (self->field_names);
  copy->album_ids = g_strdupv (self->album_ids);
  copy->album_id_paths = g_strdupv (self->album_id_paths);
  copy->album_paths = g_strdupv (self->album_paths);
  copy->fields = copy_fields (self->fields);
  copy->versions = self->versions != NULL ? g_ptr_array_ref (self->versions) : NULL;

  return copy;
}

CantoAsset *
canto_asset_new (const char *scheme_word, const char *id, const char *name, const char *time)
{
  CantoAsset *self;

  g_return_val_if_fail (scheme_word != NULL && id != NULL, NULL);

  self = canto_asset_alloc ();
  self->scheme = canto_scheme_from_word (scheme_word);
  self->scheme_word = g_strdup (scheme_word);
  self->id = g_strdup (id);
  self->key = g_strconcat (scheme_word, "/", id, NULL);
  self->name = g_strdup (name != NULL && *name != '\0' ? name : id);
  self->time = g_strdup (time);
  self->tags = g_new0 (char *, 1);
  self->keywords = g_new0 (char *, 1);
  self->smart_tags = g_new0 (char *, 1);
  self->field_names = g_new0 (char *, 1);
  self->album_ids = g_new0 (char *, 1);
  self->album_id_paths = g_new0 (char *, 1);
  self->album_paths = g_new0 (char *, 1);

  return self;
}

/* Lists of words */

static void
add_text (char ***texts, const char *text)
{
  guint n_texts = g_strv_length (*texts);

  *texts = g_renew (char *, *texts, n_texts + 2);
  (*texts)[n_texts] = g_strdup (text);
  (*texts)[n_texts + 1] = NULL;
}

static void
remove_at (char **texts, guint index)
{
  g_free (texts[index]);
  for (; texts[index] != NULL; index++)
    texts[index] = texts[index + 1];
}

static int
find_text (char **texts, const char *text)
{
  for (guint i = 0; texts[i] != NULL; i++)
    {
      if (g_str_equal (texts[i], text))
        return (int) i;
    }

  return -1;
}

static void
put_text (char ***texts, const char *text, gboolean is_there)
{
  int index = find_text (*texts, text);

  if (is_there && index < 0)
    add_text (texts, text);
  else if (!is_there && index >= 0)
    remove_at (*texts, (guint) index);
}

/* Metadata */

/* The member of the record that @edit is about; NULL for a custom field and for what is not known.
 */
static char **
find_member (CantoAsset *self, const CantoEdit *edit)
{
  if (edit->is_custom_field)
    return NULL;
  if (g_str_equal (edit->property_id, "name"))
    return &self->name;
  if (g_str_equal (edit->property_id, "description"))
    return &self->description;
  if (g_str_equal (edit->property_id, "copyright"))
    return &self->copyright;
  if (g_str_equal (edit->property_id, "termsAndConditions"))
    return &self->terms;

  return NULL;
}

static void
set_field (CantoAsset *self, const CantoEdit *edit)
{
  char **old = g_hash_table_lookup (self->fields, edit->field_name);
  g_auto (GStrv) values =
      old != NULL && edit->action != CANTO_EDIT_SET ? g_strdupv (old) : g_new0 (char *, 1);

  if (*edit->value != '\0')
    put_text (&values, edit->value, edit->action != CANTO_EDIT_REMOVE);
  if (find_text (self->field_names, edit->field_name) < 0)
    add_text (&self->field_names, edit->field_name);
  g_hash_table_replace (self->fields, g_strdup (edit->field_name), g_steal_pointer (&values));
}

static void
set_member (char **member, const CantoEdit *edit)
{
  gboolean is_gone =
      *edit->value == '\0'
      || (edit->action == CANTO_EDIT_REMOVE && g_strcmp0 (*member, edit->value) == 0);

  if (edit->action == CANTO_EDIT_REMOVE && !is_gone)
    return;

  g_free (*member);
  *member = is_gone ? NULL : g_strdup (edit->value);
}

CantoAsset *
canto_asset_with_edits (CantoAsset *self, const CantoEdit *edits, guint n_edits)
{
  CantoAsset *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = copy_asset (self);
  for (guint i = 0; i < n_edits; i++)
    {
      char **member = find_member (copy, &edits[i]);

      if (member != NULL)
        set_member (member, &edits[i]);
      else if (edits[i].is_custom_field && edits[i].field_name != NULL)
        set_field (copy, &edits[i]);
    }
  if (copy->name == NULL)
    copy->name = g_strdup (copy->id);

  return copy;
}

char **
canto_asset_dup_values (CantoAsset *self, const CantoEdit *edit)
{
  char **member;
  const char *const *values = NULL;
  char **one;

  g_return_val_if_fail (self != NULL && edit != NULL, NULL);

  if (edit->is_custom_field)
    {
      values =
          edit->field_name != NULL ? canto_asset_get_field_values (self, edit->field_name) : NULL;
      return values != NULL ? g_strdupv ((char **) values) : g_new0 (char *, 1);
    }

  member = find_member (self, edit);
  one = g_new0 (char *, 2);
  if (member != NULL && *member != NULL && **member != '\0')
    one[0] = g_strdup (*member);

  return one;
}

/* Words, name, albums */

CantoAsset *
canto_asset_with_word (CantoAsset *self, CantoWordKind kind, const char *word, gboolean is_there)
{
  CantoAsset *copy;

  g_return_val_if_fail (self != NULL && word != NULL, NULL);

  copy = copy_asset (self);
  put_text (kind == CANTO_WORD_TAG ? &copy->tags : &copy->keywords, word, is_there);

  return copy;
}

gboolean
canto_asset_has_word (CantoAsset *self, CantoWordKind kind, const char *word)
{
  g_return_val_if_fail (self != NULL && word != NULL, FALSE);

  return find_text (kind == CANTO_WORD_TAG ? self->tags : self->keywords, word) >= 0;
}

CantoAsset *
canto_asset_with_name (CantoAsset *self, const char *name)
{
  CantoAsset *copy;

  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  copy = copy_asset (self);
  g_free (copy->name);
  copy->name = g_strdup (name);

  return copy;
}

CantoAsset *
canto_asset_with_status (CantoAsset *self, const char *word)
{
  CantoAsset *copy;

  g_return_val_if_fail (self != NULL && word != NULL, NULL);

  copy = copy_asset (self);
  g_free (copy->approval_word);
  copy->approval_word = g_strdup (word);
  copy->approval = CANTO_APPROVAL_OTHER;

  return copy;
}

CantoAsset *
canto_asset_with_album (CantoAsset *self, CantoNode *album, gboolean is_in)
{
  const char *path;
  CantoAsset *copy;
  int index;

  g_return_val_if_fail (self != NULL && album != NULL, NULL);

  copy = copy_asset (self);
  index = find_text (copy->album_ids, album->id);
  path = album->name_path != NULL ? album->name_path : album->name;
  if (is_in && index < 0)
    {
      add_text (&copy->album_ids, album->id);
      add_text (&copy->album_id_paths, album->id_path != NULL ? album->id_path : album->id);
      add_text (&copy->album_paths, path);
    }
  else if (!is_in && index >= 0)
    {
      remove_at (copy->album_ids, (guint) index);
      remove_at (copy->album_id_paths, (guint) index);
      remove_at (copy->album_paths, (guint) index);
    }

  return copy;
}

gboolean
canto_asset_is_in_album (CantoAsset *self, const char *album_id)
{
  g_return_val_if_fail (self != NULL && album_id != NULL, FALSE);

  return find_text (self->album_ids, album_id) >= 0;
}
