/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An edit as text, for the journal: GVariant's own, which a person can read and GLib checks. */

#include "engine-edit-private.h"

#include "canto-asset-change.h"
#include "canto-error.h"

#include <string.h>

#define CHANGE_TYPE "(ssubs)"
#define NODE_TYPE   "(sssss)"
#define ASSET_TYPE  "(ssssbaas)"

/* Writing */

/* GVariant has no empty pointer in a text. */
static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static void
add_text (GVariantDict *dict, const char *name, const char *text)
{
  if (text != NULL)
    g_variant_dict_insert (dict, name, "s", text);
}

static GVariant *
write_changes (EngineEdit *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a" CHANGE_TYPE));
  for (guint i = 0; i < self->changes->len; i++)
    {
      const CantoEdit *change = &g_array_index (self->changes, CantoEdit, i);

      g_variant_builder_add (&builder, CHANGE_TYPE, change->property_id, change->value,
                             (guint32) change->action, change->is_custom_field,
                             or_empty (change->field_name));
    }

  return g_variant_builder_end (&builder);
}

/* What it had of each property that is changed: so it can be compared and put back later. */
static GVariant *
write_values (EngineEdit *self, CantoAsset *asset)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aas"));
  for (guint i = 0; self->changes != NULL && i < self->changes->len; i++)
    {
      g_auto (GStrv) values =
          canto_asset_dup_values (asset, &g_array_index (self->changes, CantoEdit, i));

      g_variant_builder_add (&builder, "@as",
                             g_variant_new_strv ((const char *const *) values, -1));
    }

  return g_variant_builder_end (&builder);
}

static GVariant *
write_assets (EngineEdit *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a" ASSET_TYPE));
  for (guint i = 0; i < self->assets->len; i++)
    {
      CantoAsset *asset = self->assets->pdata[i];

      g_variant_builder_add (&builder, "(ssssb@aas)", canto_asset_get_scheme_word (asset),
                             canto_asset_get_id (asset), canto_asset_get_name (asset),
                             or_empty (canto_asset_get_time (asset)),
                             engine_edit_is_done_in (self, asset), write_values (self, asset));
    }

  return g_variant_builder_end (&builder);
}

static void
write_node (EngineEdit *self, GVariantDict *dict)
{
  g_variant_dict_insert (dict, "node", NODE_TYPE,
                         canto_scheme_to_word (canto_node_get_scheme (self->node)),
                         canto_node_get_id (self->node), canto_node_get_name (self->node),
                         or_empty (canto_node_get_id_path (self->node)),
                         or_empty (canto_node_get_name_path (self->node)));
}

/* What may not be done twice, and is on its way now. */
static gboolean
is_sent_once (EngineEdit *self)
{
  return self->state == ENGINE_EDIT_SENDING && !engine_edit_is_repeatable (self);
}

JournalEntry *
engine_edit_to_entry (EngineEdit *self)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GVariant) variant = NULL;
  g_autofree char *body = NULL;
  JournalEntry *entry;

  g_variant_dict_insert (&dict, "kind", "u", (guint32) self->kind);
  add_text (&dict, "text", self->text);
  add_text (&dict, "description", self->description);
  add_text (&dict, "version", self->version_id);
  add_text (&dict, "old-comment", self->old_comment);
  add_text (&dict, "parent", self->parent_id);
  add_text (&dict, "user", self->user_id);
  g_variant_dict_insert (&dict, "is-there", "b", self->is_there);
  g_variant_dict_insert (&dict, "overwrites", "b", self->overwrites);
  if (self->is_undone)
    g_variant_dict_insert (&dict, "undone", "b", TRUE);
  if (self->changes != NULL)
    g_variant_dict_insert_value (&dict, "changes", write_changes (self));
  if (self->node != NULL)
    write_node (self, &dict);
  g_variant_dict_insert_value (&dict, "assets", write_assets (self));
  if (self->had != NULL)
    g_variant_dict_insert (&dict, "had", "^as", self->had);
  if (self->state == ENGINE_EDIT_REFUSED && self->error != NULL)
    g_variant_dict_insert (&dict, "refused", "(us)", (guint32) self->error->code,
                           self->error->message);
  variant = g_variant_ref_sink (g_variant_dict_end (&dict));
  body = g_variant_print (variant, TRUE);

  entry = journal_entry_new (ENGINE_EDIT_ENTRY, body);
  entry->id = self->id;
  entry->made_at_unix_s = self->made_at_unix_s;
  entry->n_attempts = self->n_attempts;
  if (self->state == ENGINE_EDIT_REFUSED)
    entry->state = JOURNAL_HELD;
  else
    entry->state = self->is_asked_first || is_sent_once (self) ? JOURNAL_SENT : JOURNAL_WAITING;

  return entry;
}

/* Reading */

static char *
read_text (GVariantDict *dict, const char *name)
{
  char *text = NULL;

  g_variant_dict_lookup (dict, name, "s", &text);

  return text;
}

static void
read_changes (EngineEdit *self, GVariantDict *dict)
{
  g_autoptr (GVariant) changes =
      g_variant_dict_lookup_value (dict, "changes", G_VARIANT_TYPE ("a" CHANGE_TYPE));
  gsize n_changes = changes != NULL ? g_variant_n_children (changes) : 0;

  for (gsize i = 0; i < n_changes; i++)
    {
      CantoEdit change;
      guint32 action;

      g_variant_get_child (changes, i, "(&s&sub&s)", &change.property_id, &change.value, &action,
                           &change.is_custom_field, &change.field_name);
      change.action = (CantoEditAction) MIN (action, (guint32) CANTO_EDIT_REMOVE);
      if (*change.field_name == '\0')
        change.field_name = NULL;
      engine_edit_add_changes (self, &change, 1);
    }
}

/* @path up to its last part, which is @last, or NULL if there is nothing before. (transfer full)
 * (nullable) */
static char *
cut_path (const char *path, const char *last)
{
  gsize length = strlen (path);
  gsize last_length = strlen (last);

  return length > last_length + 1 ? g_strndup (path, length - last_length - 1) : NULL;
}

static void
read_node (EngineEdit *self, GVariantDict *dict)
{
  const char *word, *id, *name, *id_path, *name_path;
  g_autofree char *id_parent = NULL;
  g_autofree char *name_parent = NULL;

  if (!g_variant_dict_lookup (dict, "node", "(&s&s&s&s&s)", &word, &id, &name, &id_path, &name_path)
      || !canto_scheme_is_container (canto_scheme_from_word (word)))
    return;

  id_parent = cut_path (id_path, id);
  name_parent = cut_path (name_path, name);
  self->node = canto_node_new (canto_scheme_from_word (word), id, name, id_parent, name_parent);
}

static void
give_values (CantoAsset **asset, const CantoEdit *change, GVariant *values)
{
  for (gsize i = 0; i < g_variant_n_children (values); i++)
    {
      CantoAsset *before = *asset;
      CantoEdit old = *change;

      old.action = i == 0 ? CANTO_EDIT_SET : CANTO_EDIT_ADD;
      g_variant_get_child (values, i, "&s", &old.value);
      *asset = canto_asset_with_edits (before, &old, 1);
      canto_asset_unref (before);
    }
}

/* Whether it had the word, or was in the album: an undo leaves it then. @asset: (transfer full) */
static CantoAsset *
give_place (EngineEdit *self, CantoAsset *asset, gboolean was_done)
{
  g_autoptr (CantoAsset) bare = asset;

  if ((self->kind == ENGINE_EDIT_TAG || self->kind == ENGINE_EDIT_KEYWORD)
      && self->is_there == was_done)
    return canto_asset_with_word (bare, engine_edit_get_word_kind (self), self->text, TRUE);
  if ((self->kind == ENGINE_EDIT_ASSIGN && was_done)
      || (self->kind == ENGINE_EDIT_UNASSIGN && !was_done))
    return canto_asset_with_album (bare, self->node, TRUE);

  return canto_asset_ref (bare);
}

static void
read_asset (EngineEdit *self, GVariant *record)
{
  const char *word, *id, *name, *time;
  gboolean was_done;
  g_autoptr (GVariant) values = NULL;
  CantoAsset *asset;

  g_variant_get (record, "(&s&s&s&sb@aas)", &word, &id, &name, &time, &was_done, &values);
  asset = canto_asset_new (word, id, name, *time != '\0' ? time : NULL);
  for (gsize i = 0; self->changes != NULL && i < g_variant_n_children (values); i++)
    {
      g_autoptr (GVariant) one = g_variant_get_child_value (values, i);

      if (i < self->changes->len)
        give_values (&asset, &g_array_index (self->changes, CantoEdit, i), one);
    }
  g_ptr_array_add (self->assets, give_place (self, asset, was_done));
}

static void
read_assets (EngineEdit *self, GVariantDict *dict)
{
  g_autoptr (GVariant) assets =
      g_variant_dict_lookup_value (dict, "assets", G_VARIANT_TYPE ("a" ASSET_TYPE));

  for (gsize i = 0; assets != NULL && i < g_variant_n_children (assets); i++)
    {
      g_autoptr (GVariant) record = g_variant_get_child_value (assets, i);

      read_asset (self, record);
    }
}

static gboolean
is_whole (EngineEdit *self)
{
  switch (self->kind)
    {
    case ENGINE_EDIT_METADATA:
      return self->assets->len > 0 && self->changes != NULL;

    case ENGINE_EDIT_TAG:
    case ENGINE_EDIT_KEYWORD:
    case ENGINE_EDIT_RENAME:
      return self->assets->len > 0 && self->text != NULL && *self->text != '\0';

    case ENGINE_EDIT_COMMENT:
      return self->assets->len > 0 && self->text != NULL && self->version_id != NULL;

    case ENGINE_EDIT_ASSIGN:
    case ENGINE_EDIT_UNASSIGN:
      return self->assets->len > 0 && self->node != NULL;

    case ENGINE_EDIT_DELETE_ASSETS:
      return self->assets->len > 0;

    case ENGINE_EDIT_CREATE_FOLDER:
    case ENGINE_EDIT_CREATE_ALBUM:
    case ENGINE_EDIT_RENAME_NODE:
      return self->node != NULL && self->text != NULL && *self->text != '\0';

    case ENGINE_EDIT_DELETE_NODE:
      return self->node != NULL;

    case ENGINE_EDIT_CREATE_KEYWORD:
      return self->text != NULL && self->description != NULL;

    case ENGINE_N_EDIT_KINDS:
    default:
      return FALSE;
    }
}

static void
read_state (EngineEdit *self, const JournalEntry *entry, GVariantDict *dict)
{
  const char *message;
  guint32 code;

  self->is_asked_first = entry->state == JOURNAL_SENT && !engine_edit_is_repeatable (self);
  self->state = ENGINE_EDIT_WAITING;
  if (entry->state == JOURNAL_HELD
      && g_variant_dict_lookup (dict, "refused", "(u&s)", &code, &message))
    {
      self->state = ENGINE_EDIT_REFUSED;
      self->error = g_error_new_literal (CANTO_ERROR, (int) code, message);
    }
}

EngineEdit *
engine_edit_from_entry (const JournalEntry *entry)
{
  g_autoptr (GVariant) variant = NULL;
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (EngineEdit) self = NULL;
  guint32 kind = ENGINE_N_EDIT_KINDS;

  if (g_strcmp0 (entry->kind, ENGINE_EDIT_ENTRY) != 0 || entry->body == NULL)
    return NULL;

  /* Of a damaged file; GLib takes it for granted. */
  if (g_utf8_validate (entry->body, -1, NULL))
    variant = g_variant_parse (G_VARIANT_TYPE_VARDICT, entry->body, NULL, NULL, NULL);
  if (variant == NULL)
    return NULL;

  g_variant_dict_init (&dict, variant);
  g_variant_dict_lookup (&dict, "kind", "u", &kind);
  self = engine_edit_new ((EngineEditKind) MIN (kind, (guint32) ENGINE_N_EDIT_KINDS));
  self->text = read_text (&dict, "text");
  self->description = read_text (&dict, "description");
  self->version_id = read_text (&dict, "version");
  self->old_comment = read_text (&dict, "old-comment");
  self->parent_id = read_text (&dict, "parent");
  self->user_id = read_text (&dict, "user");
  g_variant_dict_lookup (&dict, "is-there", "b", &self->is_there);
  g_variant_dict_lookup (&dict, "overwrites", "b", &self->overwrites);
  g_variant_dict_lookup (&dict, "undone", "b", &self->is_undone);
  g_variant_dict_lookup (&dict, "had", "^as", &self->had);
  read_changes (self, &dict);
  read_node (self, &dict);
  if ((self->kind == ENGINE_EDIT_ASSIGN || self->kind == ENGINE_EDIT_UNASSIGN)
      && self->node == NULL)
    return NULL;
  if ((self->kind == ENGINE_EDIT_TAG || self->kind == ENGINE_EDIT_KEYWORD
       || self->kind == ENGINE_EDIT_RENAME)
      && self->text == NULL)
    return NULL;
  read_assets (self, &dict);
  if (!is_whole (self))
    return NULL;

  self->id = entry->id;
  self->made_at_unix_s = entry->made_at_unix_s;
  self->n_attempts = entry->n_attempts;
  self->is_restored = TRUE;
  self->is_kept = TRUE;
  read_state (self, entry, &dict);

  return g_steal_pointer (&self);
}
