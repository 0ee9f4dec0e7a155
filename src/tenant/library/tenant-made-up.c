/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-made-up.h"

#include "tenant-containers.h"
#include "tenant-original.h"
#include "tenant-picture.h"
#include "tenant-random-private.h"
#include "tenant-stems.h"

#include <string.h>

#define ID_LENGTH      26
#define HALF_LENGTH    13
#define FEISTEL_ROUNDS 4
/* The newest asset was changed then: 2026-06-30 UTC. A library that does not change with the
 * calendar makes tests and screenshots that do not either. */
#define NEWEST_MS G_GINT64_CONSTANT (1782777600000)
#define SPAN_MS   (G_GINT64_CONSTANT (3) * 365 * 24 * 3600 * 1000)
#define MINUTE_MS G_GINT64_CONSTANT (60000)

struct _TenantMadeUp
{
  TenantLibrary parent_instance;

  guint64 n_assets;
  guint64 seed;
  guint n_digits;
  GArray *stems;
  guint first_stems[TENANT_N_MOTIFS];
  guint n_stems[TENANT_N_MOTIFS];
  TenantTree *tree;
};

G_DEFINE_FINAL_TYPE (TenantMadeUp, tenant_made_up, TENANT_TYPE_LIBRARY)

static const char *const keywords[TENANT_N_KEYWORDS] = {
  "", "Travel", "Catalogue", "Web", "Print", "Campaign 2026", "Social media", "Archive",
};

static const char *const authors[TENANT_N_AUTHORS] = {
  "A. Reed", "J. Núñez", "Studio Nord", "M. Sørensen", "K. Tanaka", "P. Okafor",
};

static const char *const channel_values[] = { "Web", "Print", "Social", NULL };
static const char *const rights_values[] = {
  "Unlimited", "Editorial only", "Europe only", "Ask first", NULL,
};
static const char *const label_values[] = { "Red", "Yellow", "Green", "Blue", NULL };
static const char *const rating_values[] = { "1", "2", "3", "4", "5", NULL };
static const char *const product_words[] = { "CHR", "LMP", "CUP", "SHO" };

enum
{
  FIELD_ARTICLE_NUMBER,
  FIELD_RIGHTS,
  FIELD_USAGE_UNTIL,
  FIELD_CHANNELS,
  FIELD_CREDIT,
  FIELD_CAPTION,
  FIELD_MODEL_YEAR,
  FIELD_PRODUCT_PAGE,
  FIELD_LABEL,
  FIELD_RATING,
  N_FIELDS,
};

static const TenantField fields[N_FIELDS] = {
  [FIELD_ARTICLE_NUMBER] = { "meta_text_0", "Article number", NULL },
  [FIELD_RIGHTS] = { "meta_choice_0", "Usage rights", rights_values },
  [FIELD_USAGE_UNTIL] = { "meta_date_0", "Usage until", NULL },
  [FIELD_CHANNELS] = { "meta_multichoice_0", "Channels", channel_values },
  [FIELD_CREDIT] = { "meta_text_1", "Credit", NULL },
  [FIELD_CAPTION] = { "meta_text_2", "**EN** Caption / alt text", NULL },
  [FIELD_MODEL_YEAR] = { "meta_number_0", "Model year", NULL },
  [FIELD_PRODUCT_PAGE] = { "meta_url_0", "Product page", NULL },
  [FIELD_LABEL] = { "meta_label_0", "Label", label_values },
  [FIELD_RATING] = { "meta_rating_0", "Rating", rating_values },
};

static void
tenant_made_up_finalize (GObject *object)
{
  TenantMadeUp *self = TENANT_MADE_UP (object);

  g_clear_pointer (&self->stems, g_array_unref);
  g_clear_pointer (&self->tree, tenant_tree_free);

  G_OBJECT_CLASS (tenant_made_up_parent_class)->finalize (object);
}

TenantLibrary *
tenant_made_up_new (guint64 n_assets, guint64 seed, guint n_albums)
{
  TenantMadeUp *self = g_object_new (TENANT_TYPE_MADE_UP, NULL);

  self->n_assets = n_assets;
  self->seed = seed;
  self->n_digits = 4;
  for (guint64 i = 10000; i < n_assets; i *= 10)
    self->n_digits++;
  self->stems = tenant_stems_new ();
  for (guint motif = 0; motif < TENANT_N_MOTIFS; motif++)
    tenant_stems_find_motif (self->stems, (TenantMotif) motif, &self->first_stems[motif],
                             &self->n_stems[motif]);
  self->tree = tenant_containers_new (seed, n_albums, NEWEST_MS - SPAN_MS, SPAN_MS);

  return TENANT_LIBRARY (self);
}

static guint64
get_n_assets (TenantLibrary *library)
{
  return TENANT_MADE_UP (library)->n_assets;
}

GArray *
tenant_made_up_get_stems (TenantMadeUp *self)
{
  return self->stems;
}

guint
tenant_made_up_get_n_digits (TenantMadeUp *self)
{
  return self->n_digits;
}

const char *
tenant_made_up_get_keyword (guint keyword)
{
  return keywords[keyword];
}

const char *
tenant_made_up_get_author (guint author)
{
  return authors[author];
}

guint
tenant_made_up_choose_author (guint64 hash)
{
  return (hash >> 20) % TENANT_N_AUTHORS;
}

guint
tenant_made_up_choose_n_tags (guint64 hash)
{
  return tenant_random_below (&hash, 5);
}

/* Facts */

static TenantScheme
choose_scheme (guint percent)
{
  return percent < 72   ? TENANT_SCHEME_IMAGE
         : percent < 80 ? TENANT_SCHEME_VIDEO
         : percent < 84 ? TENANT_SCHEME_AUDIO
         : percent < 92 ? TENANT_SCHEME_DOCUMENT
         : percent < 97 ? TENANT_SCHEME_PRESENTATION
                        : TENANT_SCHEME_OTHER;
}

static TenantFormat
choose_format (TenantScheme scheme, guint percent)
{
  switch (scheme)
    {
    case TENANT_SCHEME_IMAGE:
      return percent < 84   ? TENANT_FORMAT_JPEG
             : percent < 95 ? TENANT_FORMAT_PNG
                            : TENANT_FORMAT_TIFF;
    case TENANT_SCHEME_VIDEO:
      return TENANT_FORMAT_WEBM;
    case TENANT_SCHEME_AUDIO:
      return TENANT_FORMAT_WAV;
    case TENANT_SCHEME_DOCUMENT:
    case TENANT_SCHEME_PRESENTATION:
      return TENANT_FORMAT_PDF;
    case TENANT_SCHEME_OTHER:
    case TENANT_N_SCHEMES:
    default:
      return TENANT_FORMAT_CSV;
    }
}

static TenantApproval
choose_approval (guint percent)
{
  return percent < 80   ? TENANT_APPROVAL_APPROVED
         : percent < 86 ? TENANT_APPROVAL_PENDING
         : percent < 91 ? TENANT_APPROVAL_RESTRICTED
         : percent < 96 ? TENANT_APPROVAL_EXPIRED
                        : TENANT_APPROVAL_CUSTOM;
}

static void
choose_size (TenantFacts *facts, guint64 *random)
{
  static const guint photo_sizes[][2] = {
    { 6000, 4000 }, { 4000, 6000 }, { 4032, 3024 }, { 3840, 2160 },
    { 5472, 3648 }, { 3000, 3000 }, { 3024, 4032 }, { 800, 600 },
  };
  static const guint graphic_sizes[][2] = { { 1600, 900 }, { 1200, 1200 }, { 900, 1350 } };
  const guint *size = photo_sizes[tenant_random_below (random, G_N_ELEMENTS (photo_sizes))];

  if (facts->format == TENANT_FORMAT_PNG || facts->format == TENANT_FORMAT_TIFF)
    size = graphic_sizes[tenant_random_below (random, G_N_ELEMENTS (graphic_sizes))];
  if (facts->scheme == TENANT_SCHEME_IMAGE)
    {
      facts->width_px = size[0];
      facts->height_px = size[1];
    }
  else if (facts->scheme == TENANT_SCHEME_VIDEO)
    {
      facts->width_px = 640;
      facts->height_px = 360;
    }
  else if (facts->format == TENANT_FORMAT_PDF)
    {
      gboolean is_slide = facts->scheme == TENANT_SCHEME_PRESENTATION;

      facts->width_px = is_slide ? 960 : 595;
      facts->height_px = is_slide ? 540 : 842;
      facts->pages = 1 + tenant_random_below (random, 8);
    }

  if (facts->scheme == TENANT_SCHEME_VIDEO)
    facts->duration_ms = 2000 + 200 * tenant_random_below (random, 11);
  else if (facts->scheme == TENANT_SCHEME_AUDIO)
    facts->duration_ms = 1000 * (3 + tenant_random_below (random, 25));
}

/* Strictly growing with the number, so that sorting by time takes no index. */
static gint64
make_modified_ms (TenantMadeUp *self, guint64 number, guint64 hash)
{
  gint64 step_ms = MAX (2, SPAN_MS / (gint64) self->n_assets);

  return NEWEST_MS - SPAN_MS + (gint64) number * step_ms + (gint64) (hash % (guint64) step_ms);
}

static void
get_facts (TenantLibrary *library, guint64 number, TenantFacts *facts)
{
  TenantMadeUp *self = TENANT_MADE_UP (library);
  guint64 random = tenant_mix (number ^ tenant_mix (self->seed));
  guint64 least;

  memset (facts, 0, sizeof *facts);
  facts->number = number;
  facts->hash = tenant_random (&random);
  facts->scheme = choose_scheme (tenant_random_below (&random, 100));
  facts->format = choose_format (facts->scheme, tenant_random_below (&random, 100));
  facts->motif = tenant_stems_get_motif (
      facts->scheme, tenant_random_below (&random, tenant_stems_get_n_motifs (facts->scheme)));
  facts->stem =
      self->first_stems[facts->motif] + tenant_random_below (&random, self->n_stems[facts->motif]);
  facts->approval = choose_approval (tenant_random_below (&random, 100));
  facts->owner = tenant_random_below (&random, 2);
  facts->keyword = tenant_random_below (&random, G_N_ELEMENTS (keywords));
  facts->frozen = tenant_random_below (&random, 100) == 0;
  facts->albums = tenant_containers_choose_albums (facts->scheme, facts->motif, facts->hash);
  facts->filed = tenant_containers_choose_filed (self->tree, facts->hash);
  facts->modified_ms = make_modified_ms (self, number, facts->hash);
  facts->uploaded_ms = facts->modified_ms - MINUTE_MS * (gint64) (facts->hash % 100000);
  facts->dpi = facts->scheme == TENANT_SCHEME_IMAGE ? ((facts->hash >> 8) % 2 ? 300 : 72) : 0;
  choose_size (facts, &random);
  least = tenant_original_get_least_size (facts->format, facts->width_px, facts->height_px,
                                          facts->duration_ms, facts->pages);
  facts->size_bytes = least + tenant_random (&random) % (least / 2);
}

/* Ids: a Feistel network mixes the number, so that ids look random and are still unique. */

static guint32
mix_half (guint32 half, guint round, guint64 seed)
{
  return (guint32) tenant_mix (seed + half + ((guint64) (round + 1) << 40));
}

static guint64
mix_number (TenantMadeUp *self, guint64 number)
{
  guint32 left = (guint32) (number >> 32);
  guint32 right = (guint32) number;

  for (guint round = 0; round < FEISTEL_ROUNDS; round++)
    {
      guint32 next = left ^ mix_half (right, round, self->seed);

      left = right;
      right = next;
    }

  return ((guint64) left << 32) | right;
}

static guint64
unmix_id (TenantMadeUp *self, guint64 mixed)
{
  guint32 left = (guint32) (mixed >> 32);
  guint32 right = (guint32) mixed;

  for (int round = FEISTEL_ROUNDS - 1; round >= 0; round--)
    {
      guint32 previous = right ^ mix_half (left, (guint) round, self->seed);

      right = left;
      left = previous;
    }

  return ((guint64) left << 32) | right;
}

/* 1.7: digits of base 32, of which "0-9a-v" keeps the order. */
static void
write_half (char *text, guint64 value)
{
  for (int i = HALF_LENGTH - 1; i >= 0; i--)
    {
      text[i] = "0123456789abcdefghijklmnopqrstuv"[value & 31];
      value >>= 5;
    }
}

static void
write_id (TenantMadeUp *self, guint64 number, char id[ID_LENGTH + 1])
{
  guint64 order = mix_number (self, number);

  write_half (id, order);
  write_half (id + HALF_LENGTH, tenant_mix (order ^ self->seed));
  id[ID_LENGTH] = '\0';
}

/* Of the 13 digits that it makes up, the last does not count. */
static guint64
get_id_order (TenantLibrary *library, guint64 number)
{
  return mix_number (TENANT_MADE_UP (library), number) >> 5;
}

static gboolean
find (TenantLibrary *library, TenantScheme scheme, const char *id, guint64 *number)
{
  TenantMadeUp *self = TENANT_MADE_UP (library);
  char expected[ID_LENGTH + 1];
  guint64 order = 0;
  TenantFacts facts;

  if (strlen (id) != ID_LENGTH)
    return FALSE;
  for (guint i = 0; i < HALF_LENGTH; i++)
    order =
        (order << 5) | (guint64) (g_ascii_isdigit (id[i]) ? id[i] - '0' : (id[i] - 'a' + 10) & 31);

  *number = unmix_id (self, order);
  if (*number >= self->n_assets)
    return FALSE;

  write_id (self, *number, expected);
  get_facts (library, *number, &facts);

  return g_str_equal (id, expected) && facts.scheme == scheme;
}

/* Texts */

static char **
make_tags (TenantMotif motif, guint n_tags)
{
  const char *const *words = tenant_stems_get_tags (motif);
  g_autoptr (GStrvBuilder) tags = g_strv_builder_new ();

  for (guint i = 0; i < n_tags; i++)
    g_strv_builder_add (tags, words[i]);
  if (n_tags == 0)
    g_strv_builder_add (tags, TENANT_UNTAGGED);

  return g_strv_builder_end (tags);
}

static void
fill_texts (TenantMadeUp *self, TenantAsset *asset, guint keyword)
{
  const TenantStem *stem = &g_array_index (self->stems, TenantStem, asset->stem);
  guint64 random = asset->hash;

  tenant_random (&random); /* which chose the tags */
  asset->name = g_strdup_printf ("%s%0*" G_GUINT64_FORMAT ".%s", stem->text, (int) self->n_digits,
                                 asset->number, tenant_format_to_suffix (asset->format));
  asset->description = g_strdup (stem->description);
  asset->author = g_strdup (tenant_made_up_get_author (tenant_made_up_choose_author (asset->hash)));
  asset->tags = make_tags (asset->motif, tenant_made_up_choose_n_tags (asset->hash));
  asset->smart_tags = g_strdupv ((char **) tenant_stems_get_tags (asset->motif));
  asset->keywords = g_new0 (char *, 2);
  if (keyword > 0)
    asset->keywords[0] = g_strdup (keywords[keyword]);
  if (tenant_random_below (&random, 3) == 0)
    asset->copyright = g_strdup_printf ("© 2026 %s", asset->author);
  if (tenant_random_below (&random, 6) == 0)
    asset->terms = g_strdup ("Editorial use only. Name the author.");
}

static void
get_asset (TenantLibrary *library, guint64 number, TenantAsset *asset)
{
  TenantMadeUp *self = TENANT_MADE_UP (library);
  TenantFacts facts;

  get_facts (library, number, &facts);
  memset (asset, 0, sizeof *asset);
  asset->number = number;
  asset->hash = facts.hash;
  write_id (self, number, asset->id);
  asset->scheme = facts.scheme;
  asset->format = facts.format;
  asset->motif = facts.motif;
  asset->stem = facts.stem;
  asset->content_type = tenant_format_to_content_type (facts.format);
  asset->width_px = facts.width_px;
  asset->height_px = facts.height_px;
  asset->dpi = facts.dpi;
  asset->size_bytes = facts.size_bytes;
  asset->duration_ms = facts.duration_ms;
  asset->pages = facts.pages;
  asset->approval = facts.approval;
  asset->owner = facts.owner;
  asset->editor = facts.owner;
  asset->frozen = facts.frozen;
  asset->albums = facts.albums;
  asset->filed = facts.filed;
  asset->modified_ms = facts.modified_ms;
  asset->uploaded_ms = facts.uploaded_ms;
  asset->created_ms = asset->uploaded_ms;
  asset->n_versions = (facts.hash >> 16) % 8 == 0 ? 2 : 1;
  asset->original_published = (facts.hash >> 32) % 20 != 0;
  asset->master_published = facts.scheme == TENANT_SCHEME_IMAGE && (facts.hash >> 40) % 12 != 0;
  asset->color = facts.scheme == TENANT_SCHEME_IMAGE ? "RGB" : NULL;
  asset->has_conversions = facts.scheme == TENANT_SCHEME_IMAGE;
  asset->has_preview = facts.scheme != TENANT_SCHEME_OTHER && (facts.hash >> 48) % 50 != 0;
  fill_texts (self, asset, facts.keyword);
}

/* Containers and fields */

static TenantTree *
get_tree (TenantLibrary *library)
{
  return TENANT_MADE_UP (library)->tree;
}

static guint
get_n_fields (TenantLibrary *library)
{
  return N_FIELDS;
}

static const TenantField *
get_field (TenantLibrary *library, guint index)
{
  return &fields[index];
}

static char **
one_value (char *value)
{
  char **values = g_new0 (char *, 2);

  values[0] = value;

  return values;
}

static char **
choose_channels (guint64 *random)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  guint bits = tenant_random_below (random, 8);

  if (bits == 0)
    return NULL;
  for (guint i = 0; channel_values[i] != NULL; i++)
    {
      if ((bits & (1u << i)) != 0)
        g_strv_builder_add (values, channel_values[i]);
    }

  return g_strv_builder_end (values);
}

static gboolean
is_product (const TenantFacts *facts)
{
  return facts->motif >= TENANT_MOTIF_PRODUCT_CHAIR && facts->motif <= TENANT_MOTIF_PRODUCT_SHOE;
}

/* @random: as the draw of the article number left it */
static char *
make_article_number (const TenantFacts *facts, guint64 *random)
{
  return g_strdup_printf ("%s-%05u", product_words[facts->motif - TENANT_MOTIF_PRODUCT_CHAIR],
                          10000 + tenant_random_below (random, 400));
}

static char *
make_usage_end (const TenantFacts *facts, guint percent, guint64 *random)
{
  if (facts->approval == TENANT_APPROVAL_EXPIRED)
    return g_strdup_printf ("2026-0%u-01", 1 + tenant_random_below (random, 5));

  return percent < 20 ? g_strdup_printf ("202%u-12-31", 7 + tenant_random_below (random, 3)) : NULL;
}

/* The value of a field that has but one. */
static char *
make_value (TenantMadeUp *self, const TenantFacts *facts, guint field, guint64 random)
{
  const char *description = g_array_index (self->stems, TenantStem, facts->stem).description;
  guint percent = tenant_random_below (&random, 100);

  switch (field)
    {
    case FIELD_ARTICLE_NUMBER:
      return is_product (facts) ? make_article_number (facts, &random) : NULL;

    case FIELD_RIGHTS:
      return percent < 60 ? g_strdup (rights_values[tenant_random_below (&random, 4)]) : NULL;

    case FIELD_USAGE_UNTIL:
      return make_usage_end (facts, percent, &random);

    case FIELD_CREDIT:
      return percent < 50
                 ? g_strdup_printf ("Photo: %s", tenant_made_up_get_author (
                                                     tenant_made_up_choose_author (facts->hash)))
                 : NULL;

    case FIELD_CAPTION:
      return percent < 30 ? g_strdup (description) : NULL;

    case FIELD_MODEL_YEAR:
      return is_product (facts) ? g_strdup_printf ("%u", 2019 + tenant_random_below (&random, 8))
                                : NULL;

    case FIELD_PRODUCT_PAGE:
      return is_product (facts) && percent < 70 ? g_strdup_printf (
                 "https://www.acme.example/products/%u", 10000 + tenant_random_below (&random, 400))
                                                : NULL;

    case FIELD_LABEL:
      return percent < 25 ? g_strdup (label_values[tenant_random_below (&random, 4)]) : NULL;

    case FIELD_RATING:
    default:
      return percent < 40 ? g_strdup (rating_values[tenant_random_below (&random, 5)]) : NULL;
    }
}

static char **
dup_field_values (TenantLibrary *library, const TenantFacts *facts, guint field)
{
  guint64 random = facts->hash ^ (field + 1);
  char *value;

  if (field == FIELD_CHANNELS)
    {
      tenant_random (&random); /* which the other fields use up as well */
      return choose_channels (&random);
    }
  value = make_value (TENANT_MADE_UP (library), facts, field, random);

  return value != NULL ? one_value (value) : NULL;
}

static gboolean
get_name_order (TenantLibrary *library, const TenantFacts *facts, guint64 *order)
{
  TenantMadeUp *self = TENANT_MADE_UP (library);

  *order =
      ((guint64) g_array_index (self->stems, TenantStem, facts->stem).rank << 32) | facts->number;

  return TRUE;
}

static TenantTexts *
new_texts (TenantLibrary *library, const TenantQuery *query)
{
  return tenant_made_up_texts_new (TENANT_MADE_UP (library), query);
}

/* Pictures */

static void
get_picture_size (TenantLibrary *library,
                  const TenantAsset *asset,
                  guint *width_px,
                  guint *height_px)
{
  tenant_picture_get_size (asset, width_px, height_px);
}

static cairo_surface_t *
draw (TenantLibrary *library, const TenantAsset *asset, const TenantView *view, GError **error)
{
  return tenant_picture_draw (asset, view->full_width_px, view->full_height_px, view->left_px,
                              view->top_px, view->width_px, view->height_px);
}

static GBytes *
make_original (TenantLibrary *library, const TenantAsset *asset, GError **error)
{
  return tenant_original_make (asset, error);
}

static void
tenant_made_up_class_init (TenantMadeUpClass *klass)
{
  TenantLibraryClass *library_class = TENANT_LIBRARY_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tenant_made_up_finalize;
  library_class->get_n_assets = get_n_assets;
  library_class->get_tree = get_tree;
  library_class->get_facts = get_facts;
  library_class->get_asset = get_asset;
  library_class->get_id_order = get_id_order;
  library_class->get_name_order = get_name_order;
  library_class->find = find;
  library_class->new_texts = new_texts;
  library_class->get_n_fields = get_n_fields;
  library_class->get_field = get_field;
  library_class->dup_field_values = dup_field_values;
  library_class->get_picture_size = get_picture_size;
  library_class->draw = draw;
  library_class->make_original = make_original;
}

static void
tenant_made_up_init (TenantMadeUp *self)
{
}
