/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-stems.h"

#include <string.h>

#define N_NOUNS 4
#define N_TAGS  4

/* The vocabulary of one motif. A stem ends in what sorts before every letter, as "-" does. */
typedef struct
{
  const char *nouns[N_NOUNS];
  const char *tags[N_TAGS + 1];
  const char *const *qualifiers;
  const char *foreign[3]; /* names in other scripts and manners, whole */
} MotifWords;

static const char *const outdoor[] = {
  "dawn", "dusk", "winter", "summer", "aerial", "panorama", "close-up", "in-fog", NULL,
};
static const char *const product[] = {
  "front", "side", "detail", "studio", "packshot", "in-use", "on-white", NULL,
};
static const char *const people[] = {
  "smiling", "at-work", "outdoors", "studio", "team-day", NULL,
};
static const char *const graphic[] = {
  "blue", "warm", "dark", "light", "wide", NULL,
};
static const char *const office[] = {
  "2024", "2025", "2026", "draft", "final", "en", "de", NULL,
};

static const MotifWords words[TENANT_N_MOTIFS] = {
  [TENANT_MOTIF_HARBOUR] = { { "harbour", "marina", "sailing-boats", "lighthouse" },
                             { "Harbour", "Sea", "Boat", "Sky" },
                             outdoor,
                             { "Hafen-im-Nebel-", "港の朝-", "Λιμάνι-" } },
  [TENANT_MOTIF_MOUNTAINS] = { { "mountain", "alpine-lake", "summit", "glacier" },
                               { "Mountain", "Snow", "Landscape", "Sky" },
                               outdoor,
                               { "Горы-зимой-", "山岳-", "IMG_" } },
  [TENANT_MOTIF_FOREST] = { { "forest", "pine-wood", "trail", "clearing" },
                            { "Forest", "Tree", "Green", "Nature" },
                            outdoor,
                            { "Wald-in-Österreich-", "숲속-", "DSC_" } },
  [TENANT_MOTIF_CITY] = { { "city", "skyline", "old-town", "bridge" },
                          { "City", "Building", "Street", "Architecture" },
                          outdoor,
                          { "مدينة-", "城市夜景-", "DJI_" } },
  [TENANT_MOTIF_BEACH] = { { "beach", "coast", "island", "lagoon" },
                           { "Beach", "Sea", "Sand", "Holiday" },
                           outdoor,
                           { "Plage-d’été-", "חוף-", "IMG_E" } },
  [TENANT_MOTIF_FIELD] = { { "field", "meadow", "vineyard", "farm" },
                           { "Field", "Nature", "Hill", "Country" },
                           outdoor,
                           { "Поле-", "Wiese-&-Hügel-",
                             "A very long name that somebody pasted from a briefing document, "
                             "with the whole sentence about the rolling hills north of the town "
                             "as seen from the observation deck on the first warm day of the "
                             "year, second selection, colour corrected-" } },
  [TENANT_MOTIF_NIGHT_SKY] = { { "night-sky", "milky-way", "moonrise", "aurora" },
                               { "Night", "Star", "Moon", "Sky" },
                               outdoor,
                               { "星空-", "Nachthimmel-", "चाँदनी-रात-" } },
  [TENANT_MOTIF_PRODUCT_CHAIR] = { { "chair", "armchair", "stool", "lounge-chair" },
                                   { "Chair", "Furniture", "Product", "Wood" },
                                   product,
                                   { "Stuhl-Größe-M-", "椅子-", "fauteuil-côté-" } },
  [TENANT_MOTIF_PRODUCT_LAMP] = { { "lamp", "desk-lamp", "pendant-light", "floor-lamp" },
                                  { "Lamp", "Light", "Product", "Interior" },
                                  product,
                                  { "Лампа-", "lampe-à-poser-", "Leuchte-\"Oslo\"-" } },
  [TENANT_MOTIF_PRODUCT_CUP] = { { "cup", "mug", "tea-set", "espresso-cup" },
                                 { "Cup", "Coffee", "Product", "Ceramic" },
                                 product,
                                 { "Tasse-mit-Untertasse-", "كوب-", "コーヒーカップ-" } },
  [TENANT_MOTIF_PRODUCT_SHOE] = { { "shoe", "sneaker", "running-shoe", "trainer" },
                                  { "Shoe", "Sport", "Product", "Fashion" },
                                  product,
                                  { "Schuh-", "운동화-", "zapatilla-niño-" } },
  [TENANT_MOTIF_PORTRAIT] = { { "portrait", "employee", "speaker", "customer" },
                              { "Portrait", "People", "Face", "Team" },
                              people,
                              { "Αννα-Παππά-", "Łukasz-Żak-", "José-Núñez-" } },
  [TENANT_MOTIF_FLOWERS] = { { "flowers", "bouquet", "tulips", "wildflowers" },
                             { "Flower", "Garden", "Colour", "Spring" },
                             outdoor,
                             { "Blumenwiese-", "花-", "цветы-" } },
  [TENANT_MOTIF_ABSTRACT] = { { "background", "pattern", "wave", "texture" },
                              { "Abstract", "Background", "Pattern", "Colour" },
                              graphic,
                              { "Hintergrund-", "背景-", "fond-dégradé-" } },
  [TENANT_MOTIF_CHART] = { { "results", "market-review", "roadmap", "sales-deck" },
                           { "Chart", "Business", "Report", "Figures" },
                           office,
                           { "Umsätze-", "年度報告-", "отчёт-" } },
  [TENANT_MOTIF_LETTER] = { { "brochure", "data-sheet", "price-list", "press-release" },
                            { "Document", "Text", "Paper", "Information" },
                            office,
                            { "Datenblatt-", "説明書-", "كتيب-" } },
};

static void
append_stem (GArray *stems, TenantMotif motif, char *text, char *description)
{
  TenantStem stem = {
    .text = text,
    .fold = g_utf8_strdown (text, -1),
    .description = description,
    .motif = motif,
  };

  g_array_append_val (stems, stem);
}

/* "sailing-boats", "in-fog" → "Sailing boats, in fog" */
static char *
make_description (const char *noun, const char *qualifier)
{
  char *text = g_strdup_printf ("%s, %s", noun, qualifier);

  g_strdelimit (text, "-", ' ');
  *text = g_ascii_toupper (*text);

  return text;
}

static void
append_motif (GArray *stems, TenantMotif motif)
{
  const MotifWords *motif_words = &words[motif];

  for (guint i = 0; i < N_NOUNS; i++)
    {
      for (guint j = 0; motif_words->qualifiers[j] != NULL; j++)
        append_stem (stems, motif,
                     g_strdup_printf ("%s-%s-", motif_words->nouns[i], motif_words->qualifiers[j]),
                     make_description (motif_words->nouns[i], motif_words->qualifiers[j]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (motif_words->foreign); i++)
    append_stem (stems, motif, g_strdup (motif_words->foreign[i]), NULL);
}

static int
compare_folds (gconstpointer a, gconstpointer b)
{
  const TenantStem *const *left = a;
  const TenantStem *const *right = b;

  return strcmp ((*left)->fold, (*right)->fold);
}

static void
clear_stem (gpointer data)
{
  TenantStem *stem = data;

  g_free (stem->text);
  g_free (stem->fold);
  g_free (stem->description);
}

GArray *
tenant_stems_new (void)
{
  GArray *stems = g_array_new (FALSE, FALSE, sizeof (TenantStem));
  g_autoptr (GPtrArray) order = g_ptr_array_new ();

  g_array_set_clear_func (stems, clear_stem);
  for (guint motif = 0; motif < TENANT_N_MOTIFS; motif++)
    append_motif (stems, (TenantMotif) motif);

  for (guint i = 0; i < stems->len; i++)
    g_ptr_array_add (order, &g_array_index (stems, TenantStem, i));
  g_ptr_array_sort (order, compare_folds);
  for (guint i = 0; i < order->len; i++)
    ((TenantStem *) order->pdata[i])->rank = i;

  return stems;
}

void
tenant_stems_find_motif (GArray *stems, TenantMotif motif, guint *first, guint *n)
{
  *first = 0;
  while (g_array_index (stems, TenantStem, *first).motif != motif)
    (*first)++;
  *n = 0;
  while (*first + *n < stems->len && g_array_index (stems, TenantStem, *first + *n).motif == motif)
    (*n)++;
}

const char *const *
tenant_stems_get_tags (TenantMotif motif)
{
  return words[motif].tags;
}

static const struct
{
  guint first;
  guint n;
} motifs_of_schemes[TENANT_N_SCHEMES] = {
  [TENANT_SCHEME_IMAGE] = { TENANT_MOTIF_HARBOUR, TENANT_MOTIF_ABSTRACT + 1 },
  [TENANT_SCHEME_VIDEO] = { TENANT_MOTIF_HARBOUR, TENANT_MOTIF_NIGHT_SKY + 1 },
  [TENANT_SCHEME_AUDIO] = { TENANT_MOTIF_ABSTRACT, 1 },
  [TENANT_SCHEME_DOCUMENT] = { TENANT_MOTIF_LETTER, 1 },
  [TENANT_SCHEME_PRESENTATION] = { TENANT_MOTIF_CHART, 1 },
  [TENANT_SCHEME_OTHER] = { TENANT_MOTIF_CHART, 2 },
};

guint
tenant_stems_get_n_motifs (TenantScheme scheme)
{
  return motifs_of_schemes[scheme].n;
}

TenantMotif
tenant_stems_get_motif (TenantScheme scheme, guint i)
{
  return (TenantMotif) (motifs_of_schemes[scheme].first + i);
}
