/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "engine-pick.h"

#include "canto-account.h"
#include "canto-asset-change.h"
#include "engine-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DIGEST_PREFIX "sha256:"

struct _EnginePick
{
  GObject parent_instance;

  /* Owned. */
  JournalPick *record;
  char *key;
  char *identity;
  guint master_px;
  char *words; /* (nullable): what is known of it, to be searched: made when somebody does */
};

G_DEFINE_FINAL_TYPE (EnginePick, engine_pick, G_TYPE_OBJECT)

static void
engine_pick_finalize (GObject *object)
{
  EnginePick *self = ENGINE_PICK (object);

  g_clear_pointer (&self->record, journal_pick_free);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->identity, g_free);
  g_clear_pointer (&self->words, g_free);

  G_OBJECT_CLASS (engine_pick_parent_class)->finalize (object);
}

static void
engine_pick_class_init (EnginePickClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = engine_pick_finalize;
}

static void
engine_pick_init (EnginePick *self)
{
}

EnginePick *
engine_pick_new (JournalPick *record, guint master_px)
{
  EnginePick *self;

  g_return_val_if_fail (record != NULL, NULL);

  self = g_object_new (ENGINE_TYPE_PICK, NULL);
  self->record = record;
  self->master_px = master_px;
  self->key = g_strconcat (record->scheme, "/", record->id, NULL);
  self->identity = g_strjoin ("\n", self->key, record->ops, record->form, NULL);

  return self;
}

/* A link */

/* Not the md5 (7.12): not each answer has it. */
const char *
engine_pick_get_version_of (CantoAsset *asset)
{
  const char *uploaded = canto_asset_get_last_uploaded (asset);

  return uploaded != NULL ? uploaded : "";
}

char *
engine_pick_dup_digest_of (const char *uri)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, uri, -1);

  return g_strconcat (DIGEST_PREFIX, digest, NULL);
}

char *
engine_pick_dup_address_of (DeliveryLink *link)
{
  const char *uri = delivery_link_get_uri (link);

  /* What stands behind the question mark is for the browser (11.4), or a signature. */
  if (!delivery_link_get_is_direct (link))
    return g_strndup (uri, strcspn (uri, "?#"));

  return engine_pick_dup_digest_of (uri);
}

static void
set_text (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value != NULL ? value : "");
}

EnginePick *
engine_pick_new_for_link (DeliveryLink *link,
                          DeliveryForm form,
                          JournalPickKind kind,
                          gint64 picked_at_us)
{
  CantoAsset *asset = delivery_link_get_asset (link);
  DeliveryRendition *rendition = delivery_link_get_rendition (link);
  JournalPick *record = journal_pick_new ();

  set_text (&record->scheme, canto_asset_get_scheme_word (asset));
  set_text (&record->id, canto_asset_get_id (asset));
  set_text (&record->name, canto_asset_get_name (asset));
  set_text (&record->form, delivery_form_get_word (form));
  set_text (&record->asset_time, canto_asset_get_time (asset));
  set_text (&record->version, engine_pick_get_version_of (asset));
  g_free (record->address);
  record->address = engine_pick_dup_address_of (link);
  if (rendition != NULL)
    {
      g_free (record->ops);
      record->ops = delivery_rendition_to_ops (rendition);
    }
  record->kind = kind;
  record->width_px = canto_asset_get_width_px (asset);
  record->height_px = canto_asset_get_height_px (asset);
  record->size_bytes = canto_asset_get_size_bytes (asset);
  record->picked_at_us = picked_at_us;

  return engine_pick_new (record, delivery_link_get_master_px (link));
}

const JournalPick *
engine_pick_get_record (EnginePick *self)
{
  g_return_val_if_fail (ENGINE_IS_PICK (self), NULL);

  return self->record;
}

const char *
engine_pick_get_key (EnginePick *self)
{
  g_return_val_if_fail (ENGINE_IS_PICK (self), NULL);

  return self->key;
}

const char *
engine_pick_get_identity (EnginePick *self)
{
  g_return_val_if_fail (ENGINE_IS_PICK (self), NULL);

  return self->identity;
}

gboolean
engine_pick_get_is_direct (EnginePick *self)
{
  g_return_val_if_fail (ENGINE_IS_PICK (self), FALSE);

  return g_str_has_prefix (self->record->address, DIGEST_PREFIX);
}

/* What it was */

CantoAsset *
engine_pick_make_asset (EnginePick *self)
{
  g_return_val_if_fail (ENGINE_IS_PICK (self), NULL);

  return canto_asset_new (self->record->scheme, self->record->id, self->record->name,
                          *self->record->asset_time != '\0' ? self->record->asset_time : NULL);
}

DeliveryRendition *
engine_pick_make_rendition (EnginePick *self)
{
  g_return_val_if_fail (ENGINE_IS_PICK (self), NULL);

  return *self->record->ops != '\0' ? delivery_rendition_parse (self->record->ops, NULL) : NULL;
}

guint
engine_pick_get_master_px (EnginePick *self)
{
  g_return_val_if_fail (ENGINE_IS_PICK (self), CANTO_ACCOUNT_DEFAULT_MASTER_PX);

  return self->master_px;
}

static char *
dup_plain_title (EnginePick *self)
{
  const JournalPick *record = self->record;
  g_autoptr (DeliveryRendition) rendition = NULL;
  const char *format;
  guint master_px;
  guint width_px;
  guint height_px;

  if (*record->ops == '\0')
    /* Translators: the file itself, not a rendition of it */
    return g_strdup (_ ("Original"));

  rendition = engine_pick_make_rendition (self);
  if (rendition == NULL)
    return g_strdup (record->ops);

  format = delivery_format_get_title (delivery_rendition_get_format (rendition));
  /* Direct previews are not made of the master. */
  master_px = engine_pick_get_is_direct (self) ? G_MAXINT16 : self->master_px;
  if (!delivery_rendition_measure (rendition, record->width_px, record->height_px, master_px,
                                   &width_px, &height_px, NULL))
    /* Translators: a format, as JPEG, of a picture of which a part is shown */
    return delivery_rendition_get_crops (rendition) ? g_strdup_printf (_ ("%s, cropped"), format)
                                                    : g_strdup (format);

  /* Translators: width and height of a picture in pixels, and its format */
  return g_strdup_printf (_ ("%u × %u %s"), width_px, height_px, format);
}

char *
engine_pick_dup_rendition_title (EnginePick *self)
{
  g_autofree char *title = NULL;

  g_return_val_if_fail (ENGINE_IS_PICK (self), NULL);

  title = dup_plain_title (self);

  /* Translators: a rendition, as "1200 × 800 JPEG", that is not on the delivery network */
  return engine_pick_get_is_direct (self) ? g_strdup_printf (_ ("%s, direct link"), title)
                                          : g_steal_pointer (&title);
}

char *
engine_pick_dup_title (EnginePick *self)
{
  g_autofree char *rendition = NULL;
  DeliveryForm form = DELIVERY_FORM_URL;

  g_return_val_if_fail (ENGINE_IS_PICK (self), NULL);

  rendition = engine_pick_dup_rendition_title (self);
  /* A later version may know other forms. */
  if (!delivery_form_from_word (self->record->form, &form) || form == DELIVERY_FORM_URL)
    return g_steal_pointer (&rendition);

  /* Translators: a rendition, and the form of its link, as "1200 × 800 JPEG, Markdown" */
  return g_strdup_printf (_ ("%s, %s"), rendition, delivery_form_get_title (form));
}

GDateTime *
engine_pick_dup_time (EnginePick *self)
{
  g_autoptr (GDateTime) utc = NULL;

  g_return_val_if_fail (ENGINE_IS_PICK (self), NULL);

  utc = g_date_time_new_from_unix_utc (self->record->picked_at_us / G_USEC_PER_SEC);
  /* Somebody may have written anything into the file. */
  if (utc == NULL)
    utc = g_date_time_new_from_unix_utc (0);

  return g_date_time_to_local (utc);
}

/* Searching */

static char *
make_words (EnginePick *self)
{
  const JournalPick *record = self->record;
  g_autofree char *rendition = engine_pick_dup_rendition_title (self);
  g_autoptr (GDateTime) time = engine_pick_dup_time (self);
  g_autofree char *day = g_date_time_format (time, "%Y-%m-%d %x");
  DeliveryForm form = DELIVERY_FORM_URL;
  g_autofree char *text = NULL;

  delivery_form_from_word (record->form, &form);
  /* One a line, so that no word is found across two of them. */
  text = g_strjoin ("\n", record->name, record->id, record->scheme, record->ops, rendition,
                    record->form, delivery_form_get_title (form), day, NULL);

  return engine_words_fold (text);
}

void
engine_pick_prepare (EnginePick *self)
{
  g_return_if_fail (ENGINE_IS_PICK (self));

  if (self->words == NULL)
    self->words = make_words (self);
}

gboolean
engine_pick_matches (EnginePick *self, const char *const *words)
{
  g_return_val_if_fail (ENGINE_IS_PICK (self), FALSE);
  g_return_val_if_fail (words != NULL, FALSE);

  if (words[0] == NULL)
    return TRUE;

  engine_pick_prepare (self);

  return engine_words_match (self->words, words);
}
