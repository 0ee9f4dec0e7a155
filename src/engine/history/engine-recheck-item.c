/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "engine-recheck-item.h"

#include "delivery-address.h"

#include <glib/gi18n-lib.h>

struct _EngineRecheckItem
{
  GObject parent_instance;

  /* Owned. */
  EnginePick *pick;
  char *new_address; /* (nullable) */

  /* State. */
  EngineOutcome outcome;
};

G_DEFINE_FINAL_TYPE (EngineRecheckItem, engine_recheck_item, G_TYPE_OBJECT)

static const struct
{
  const char *title;
  const char *advice;
} texts[ENGINE_N_OUTCOMES] = {
  [ENGINE_OUTCOME_GONE] = {
    /* Translators: what has become of a link */
    N_ ("Gone"),
    N_ ("The asset was deleted, or is not shown to you any more. Use another one."),
  },
  [ENGINE_OUTCOME_EXPIRED] = {
    /* Translators: what has become of a link */
    N_ ("Expired"),
    N_ ("The asset may not be used any more. Take it off where you used it."),
  },
  [ENGINE_OUTCOME_WITHDRAWN] = {
    /* Translators: what has become of a link */
    N_ ("Not approved"),
    N_ ("The asset is restricted or waits for approval. Ask before you go on using it."),
  },
  [ENGINE_OUTCOME_NOT_PUBLISHED] = {
    /* Translators: what has become of a link */
    N_ ("Not published"),
    N_ ("The asset was taken off the delivery network. Ask for it to be published again."),
  },
  [ENGINE_OUTCOME_BROKEN] = {
    /* Translators: what has become of a link */
    N_ ("Does not work"),
    N_ ("The link does not lead to the asset. Copy it anew."),
  },
  [ENGINE_OUTCOME_MOVED] = {
    /* Translators: what has become of a link */
    N_ ("Moved"),
    N_ ("The asset has another address now. Copy the link anew."),
  },
  [ENGINE_OUTCOME_NEW_VERSION] = {
    /* Translators: what has become of a link */
    N_ ("New version"),
    N_ ("The link works, but shows another file than when you took it. Look whether it still fits."),
  },
  [ENGINE_OUTCOME_NOT_CHECKED] = {
    /* Translators: what has become of a link */
    N_ ("Not checked"),
    N_ ("There was no answer. Check again later."),
  },
  [ENGINE_OUTCOME_FINE] = {
    /* Translators: what has become of a link */
    N_ ("Fine"),
    N_ ("The link works, and shows what it showed."),
  },
};

const char *
engine_outcome_get_title (EngineOutcome outcome)
{
  g_return_val_if_fail (outcome < ENGINE_N_OUTCOMES, NULL);

  return _ (texts[outcome].title);
}

const char *
engine_outcome_get_advice (EngineOutcome outcome)
{
  g_return_val_if_fail (outcome < ENGINE_N_OUTCOMES, NULL);

  return _ (texts[outcome].advice);
}

static void
engine_recheck_item_finalize (GObject *object)
{
  EngineRecheckItem *self = ENGINE_RECHECK_ITEM (object);

  g_clear_object (&self->pick);
  g_clear_pointer (&self->new_address, g_free);

  G_OBJECT_CLASS (engine_recheck_item_parent_class)->finalize (object);
}

static void
engine_recheck_item_class_init (EngineRecheckItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = engine_recheck_item_finalize;
}

static void
engine_recheck_item_init (EngineRecheckItem *self)
{
}

EngineRecheckItem *
engine_recheck_item_new (EnginePick *pick, EngineOutcome outcome, const char *new_address)
{
  EngineRecheckItem *self;

  g_return_val_if_fail (ENGINE_IS_PICK (pick), NULL);
  g_return_val_if_fail (outcome < ENGINE_N_OUTCOMES, NULL);

  self = g_object_new (ENGINE_TYPE_RECHECK_ITEM, NULL);
  self->pick = g_object_ref (pick);
  self->outcome = outcome;
  self->new_address = g_strdup (new_address);

  return self;
}

EnginePick *
engine_recheck_item_get_pick (EngineRecheckItem *self)
{
  g_return_val_if_fail (ENGINE_IS_RECHECK_ITEM (self), NULL);

  return self->pick;
}

EngineOutcome
engine_recheck_item_get_outcome (EngineRecheckItem *self)
{
  g_return_val_if_fail (ENGINE_IS_RECHECK_ITEM (self), ENGINE_OUTCOME_NOT_CHECKED);

  return self->outcome;
}

const char *
engine_recheck_item_get_new_address (EngineRecheckItem *self)
{
  g_return_val_if_fail (ENGINE_IS_RECHECK_ITEM (self), NULL);

  return self->new_address;
}

/* Judging */

static gboolean
has_digest (const char *uri, const char *address)
{
  g_autofree char *digest = uri != NULL ? engine_pick_dup_digest_of (uri) : NULL;

  return digest != NULL && g_str_equal (digest, address);
}

/* The direct link of @asset that @address is the digest of: it was not kept. (transfer full)
 * (nullable) */
static char *
find_direct_uri (CantoAsset *asset, const char *address)
{
  static const guint sizes_px[] = { 100, 240, 320, 500, 640, 800, 2000 }; /* 10.11 */
  const char *original = canto_asset_get_link (asset, CANTO_LINK_DIRECT_ORIGINAL);

  if (has_digest (original, address))
    return g_strdup (original);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes_px); i++)
    {
      g_autofree char *uri = delivery_link_dup_direct_preview_uri (asset, sizes_px[i]);

      if (has_digest (uri, address))
        return g_steal_pointer (&uri);
    }

  return NULL;
}

/* The same but for the file name at the end, which may be any (11.13). */
static gboolean
is_same_place (const char *one, const char *other)
{
  g_autoptr (DeliveryAddress) a = delivery_address_parse (one, NULL);
  g_autoptr (DeliveryAddress) b = delivery_address_parse (other, NULL);
  g_autofree char *ops_a = NULL;
  g_autofree char *ops_b = NULL;

  if (a == NULL || b == NULL)
    return g_str_equal (one, other);

  ops_a = a->rendition != NULL ? delivery_rendition_to_ops (a->rendition) : NULL;
  ops_b = b->rendition != NULL ? delivery_rendition_to_ops (b->rendition) : NULL;

  return g_str_equal (a->base, b->base) && g_strcmp0 (ops_a, ops_b) == 0;
}

static gboolean
has_new_file (const JournalPick *record, CantoAsset *asset)
{
  const char *version = engine_pick_get_version_of (asset);

  return *record->version != '\0' && *version != '\0' && !g_str_equal (record->version, version);
}

/* Where the link leads that would be taken now. */
static EngineOutcome
judge_place (EnginePick *pick, CantoAsset *asset, char **uri, char **new_address)
{
  const JournalPick *record = engine_pick_get_record (pick);
  g_autoptr (DeliveryRendition) rendition = engine_pick_make_rendition (pick);
  g_autoptr (DeliveryLink) link =
      delivery_link_new_for_rendition (asset, rendition, engine_pick_get_master_px (pick), NULL);
  gboolean is_published = link != NULL && !delivery_link_get_is_direct (link);
  g_autofree char *address = is_published ? engine_pick_dup_address_of (link) : NULL;

  if (engine_pick_get_is_direct (pick))
    {
      *uri = find_direct_uri (asset, record->address);
      if (*uri != NULL)
        return ENGINE_OUTCOME_FINE;
      *new_address = g_steal_pointer (&address);
      return link != NULL ? ENGINE_OUTCOME_MOVED : ENGINE_OUTCOME_NOT_PUBLISHED;
    }

  if (!is_published)
    return ENGINE_OUTCOME_NOT_PUBLISHED;
  if (!is_same_place (address, record->address))
    {
      *new_address = g_steal_pointer (&address);
      return ENGINE_OUTCOME_MOVED;
    }
  *uri = g_strdup (record->address);

  return ENGINE_OUTCOME_FINE;
}

EngineOutcome
engine_recheck_judge (EnginePick *pick, CantoAsset *asset, char **uri, char **new_address)
{
  EngineOutcome outcome;

  g_return_val_if_fail (ENGINE_IS_PICK (pick), ENGINE_OUTCOME_NOT_CHECKED);

  *uri = NULL;
  *new_address = NULL;
  if (asset == NULL)
    return ENGINE_OUTCOME_GONE;
  if (canto_asset_get_approval (asset) == CANTO_APPROVAL_EXPIRED)
    return ENGINE_OUTCOME_EXPIRED;
  if (canto_asset_get_approval (asset) == CANTO_APPROVAL_RESTRICTED
      || canto_asset_get_approval (asset) == CANTO_APPROVAL_PENDING)
    return ENGINE_OUTCOME_WITHDRAWN;

  outcome = judge_place (pick, asset, uri, new_address);
  if (outcome == ENGINE_OUTCOME_FINE && has_new_file (engine_pick_get_record (pick), asset))
    return ENGINE_OUTCOME_NEW_VERSION;

  return outcome;
}

EngineOutcome
engine_recheck_conclude (EngineOutcome judged, EngineLinkCheck *check)
{
  switch (check->state)
    {
    case ENGINE_LINK_WORKS:
      return judged;
    case ENGINE_LINK_NOT_PUBLISHED:
      return ENGINE_OUTCOME_NOT_PUBLISHED;
    case ENGINE_LINK_EXPIRED:
      return ENGINE_OUTCOME_EXPIRED;
    case ENGINE_LINK_WITHDRAWN:
      return ENGINE_OUTCOME_WITHDRAWN;
    case ENGINE_LINK_GONE:
      return ENGINE_OUTCOME_GONE;
    case ENGINE_LINK_NOT_FOUND:
    case ENGINE_LINK_REFUSED:
    case ENGINE_LINK_SIGN_IN_PAGE:
    case ENGINE_LINK_OTHER_CONTENT:
      return ENGINE_OUTCOME_BROKEN;
    case ENGINE_LINK_BUSY:
    case ENGINE_LINK_TROUBLE:
    case ENGINE_LINK_UNREACHABLE:
    case ENGINE_N_LINK_STATES:
    default:
      return ENGINE_OUTCOME_NOT_CHECKED;
    }
}
