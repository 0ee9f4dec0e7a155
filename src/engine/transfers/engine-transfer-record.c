/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An upload as text, for the journal: GVariant's own, as an edit is. */

#include "engine-transfer-private.h"

#include "canto-asset-change.h"
#include "canto-error.h"

#define VERSION_TYPE "(sss)"

static void
add_text (GVariantDict *dict, const char *name, const char *text)
{
  if (text != NULL)
    g_variant_dict_insert (dict, name, "s", text);
}

/* One that the service surely has not got goes on after a restart; what it refused waits for the
 * person. */
static JournalState
get_entry_state (EngineTransfer *self)
{
  if (self->is_unclear || self->is_sent)
    return JOURNAL_SENT;
  if (self->state != ENGINE_TRANSFER_FAILED
      || g_error_matches (self->error, CANTO_ERROR, CANTO_ERROR_OFFLINE)
      || g_error_matches (self->error, CANTO_ERROR, CANTO_ERROR_SIGNED_OUT))
    return JOURNAL_WAITING;

  return JOURNAL_HELD;
}

JournalEntry *
engine_transfer_to_entry (EngineTransfer *self)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GVariant) variant = NULL;
  g_autofree char *uri = g_file_get_uri (self->file);
  g_autofree char *body = NULL;
  JournalEntry *entry;

  add_text (&dict, "uri", uri);
  add_text (&dict, "name", self->name);
  add_text (&dict, "album", self->album_id);
  add_text (&dict, "mark", self->mark);
  add_text (&dict, "md5", self->md5);
  add_text (&dict, "user", self->user_id);
  if (self->version_of != NULL)
    g_variant_dict_insert (
        &dict, "version-of", VERSION_TYPE, canto_asset_get_scheme_word (self->version_of),
        canto_asset_get_id (self->version_of), canto_asset_get_name (self->version_of));
  g_variant_dict_insert (&dict, "file-bytes", "t", self->file_bytes);
  g_variant_dict_insert (&dict, "file-time-us", "x", self->file_time_us);
  g_variant_dict_insert (&dict, "started", "x", self->started_unix_s);
  g_variant_dict_insert (&dict, "owns-file", "b", self->owns_file);
  if (self->state == ENGINE_TRANSFER_FAILED)
    g_variant_dict_insert (&dict, "error", "(sus)", g_quark_to_string (self->error->domain),
                           (guint32) self->error->code, self->error->message);
  variant = g_variant_ref_sink (g_variant_dict_end (&dict));
  body = g_variant_print (variant, TRUE);

  entry = journal_entry_new (ENGINE_TRANSFER_ENTRY, body);
  entry->id = self->entry_id;
  entry->made_at_unix_s = self->made_at_unix_s;
  entry->state = get_entry_state (self);

  return entry;
}

static char *
read_text (GVariantDict *dict, const char *name)
{
  char *text = NULL;

  g_variant_dict_lookup (dict, name, "s", &text);

  return text;
}

static EngineTransfer *
read_what (GVariantDict *dict)
{
  g_autofree char *uri = read_text (dict, "uri");
  g_autofree char *name = read_text (dict, "name");
  g_autofree char *album = read_text (dict, "album");
  g_autoptr (GFile) file = NULL;
  g_autoptr (CantoAsset) version_of = NULL;
  const char *word, *id, *asset_name;
  EngineTransfer *self;

  if (uri == NULL || name == NULL)
    return NULL;
  file = g_file_new_for_uri (uri);
  if (g_variant_dict_lookup (dict, "version-of", "(&s&s&s)", &word, &id, &asset_name))
    version_of = canto_asset_new (word, id, asset_name, NULL);
  self = engine_transfer_new (file, album, version_of);
  g_free (self->name);
  self->name = g_steal_pointer (&name);

  return self;
}

static void
read_state (EngineTransfer *self, const JournalEntry *entry, GVariantDict *dict)
{
  const char *domain, *message;
  guint32 code;

  self->is_restored = TRUE;
  self->is_unclear = entry->state == JOURNAL_SENT;
  self->state = ENGINE_TRANSFER_QUEUED;
  if (entry->state == JOURNAL_HELD
      && g_variant_dict_lookup (dict, "error", "(&su&s)", &domain, &code, &message))
    {
      self->state = ENGINE_TRANSFER_FAILED;
      self->error = g_error_new_literal (g_quark_from_string (domain), (int) code, message);
    }
}

EngineTransfer *
engine_transfer_from_entry (const JournalEntry *entry)
{
  g_autoptr (GVariant) variant = NULL;
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  EngineTransfer *self;

  if (g_strcmp0 (entry->kind, ENGINE_TRANSFER_ENTRY) != 0 || entry->body == NULL)
    return NULL;
  /* Of a damaged file; GLib takes it for granted. */
  if (g_utf8_validate (entry->body, -1, NULL))
    variant = g_variant_parse (G_VARIANT_TYPE_VARDICT, entry->body, NULL, NULL, NULL);
  if (variant != NULL)
    g_variant_dict_init (&dict, variant);
  self = variant != NULL ? read_what (&dict) : NULL;
  if (self == NULL)
    {
      /* It stays in the file: whoever can read it may come. */
      g_warning ("An upload of the journal cannot be read.");
      return NULL;
    }

  self->entry_id = entry->id;
  self->made_at_unix_s = entry->made_at_unix_s;
  self->mark = read_text (&dict, "mark");
  self->md5 = read_text (&dict, "md5");
  self->user_id = read_text (&dict, "user");
  g_variant_dict_lookup (&dict, "file-bytes", "t", &self->file_bytes);
  g_variant_dict_lookup (&dict, "file-time-us", "x", &self->file_time_us);
  g_variant_dict_lookup (&dict, "started", "x", &self->started_unix_s);
  g_variant_dict_lookup (&dict, "owns-file", "b", &self->owns_file);
  read_state (self, entry, &dict);

  return self;
}
