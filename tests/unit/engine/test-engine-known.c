/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is found without the service. */

#include "canto-asset-change.h"
#include "engine-known.h"
#include "engine-words.h"
#include "test-wait.h"

typedef struct
{
  EngineHistory *history;
  EngineKnown *known;
  guint n_changed;
} Fixture;

static void
count_change (Fixture *fixture)
{
  fixture->n_changed++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->history = engine_history_new ();
  fixture->known = engine_known_new (fixture->history);
  g_signal_connect_swapped (fixture->known, "changed", G_CALLBACK (count_change), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_assert_last_unref (fixture->known);
  test_assert_last_unref (fixture->history);
}

static void
set_text (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static EnginePick *
make_pick (const char *id, const char *name, const char *ops)
{
  JournalPick *record = journal_pick_new ();

  set_text (&record->scheme, "image");
  set_text (&record->id, id);
  set_text (&record->name, name);
  set_text (&record->ops, ops);
  set_text (&record->form, "url");

  return engine_pick_new (record, CANTO_ACCOUNT_DEFAULT_MASTER_PX);
}

static void
note (Fixture *fixture, const char *id, const char *name, const char *ops)
{
  g_autoptr (GPtrArray) picks = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (picks, make_pick (id, name, ops));
  engine_history_note (fixture->history, picks);
}

static gboolean
is_idle (gpointer known)
{
  return !engine_known_get_is_busy (known);
}

static void
learn (Fixture *fixture, GPtrArray *assets)
{
  engine_known_learn (fixture->known, assets);
  test_wait_until (is_idle, fixture->known, "the assets to be made ready");
}

/* @time: of the last change */
static void
learn_one (Fixture *fixture, const char *id, const char *name, const char *time)
{
  g_autoptr (GPtrArray) assets =
      g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);

  g_ptr_array_add (assets, canto_asset_new ("image", id, name, time));
  learn (fixture, assets);
}

/* @ids: what is found, in its order, with spaces between */
static void
assert_found (Fixture *fixture, const char *text, const char *ids)
{
  g_autoptr (GPtrArray) hits = engine_known_find (fixture->known, text, 100);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < hits->len; i++)
    g_string_append_printf (found, "%s%s", i > 0 ? " " : "",
                            canto_asset_get_id (((EngineKnownHit *) hits->pdata[i])->asset));
  g_assert_cmpstr (found->str, ==, ids);
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  assert_found (fixture, "", "");
  assert_found (fixture, "anything", "");
}

/* Without words there are the picks alone, each asset once. */
static void
test_picks (Fixture *fixture, gconstpointer data)
{
  note (fixture, "a", "Harbour at dawn.jpg", "-B1200");
  note (fixture, "b", "Forest.jpg", "-B1200");
  note (fixture, "a", "Harbour at dawn.jpg", "-B600");
  learn_one (fixture, "c", "Harbour wall.jpg", "1");

  assert_found (fixture, "", "a b");
  assert_found (fixture, "  ", "a b");
  assert_found (fixture, "forest", "b");
}

/* What was picked comes before what was loaded, and each asset stands there once. */
static void
test_both (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) hits = NULL;
  EngineKnownHit *hit;

  learn_one (fixture, "c", "Harbour wall.jpg", "1");
  learn_one (fixture, "a", "Harbour at dawn.jpg", "1");
  note (fixture, "a", "Harbour at dawn.jpg", "-B1200");

  assert_found (fixture, "harbour", "a c");
  assert_found (fixture, "HARBOUR dawn", "a");
  assert_found (fixture, "wall harb", "c");
  assert_found (fixture, "harbourat", "");

  hits = engine_known_find (fixture->known, "dawn", 1);
  hit = hits->pdata[0];
  g_assert_nonnull (hit->pick);
  g_assert_true (hit->asset == engine_known_lookup (fixture->known, "image/a"));
}

/* However a letter is encoded, and whatever its case. */
static void
test_folding (Fixture *fixture, gconstpointer data)
{
  learn_one (fixture, "a", "\xc3\x89t\xc3\xa9 \xc3\xa0 la mer.jpg", "1");
  learn_one (fixture, "b", "STRASSE.jpg", "1");

  assert_found (fixture, "e\xcc\x81t\xc3\x89", "a");
  assert_found (fixture,
                "stra\xc3\x9f"
                "e",
                "b");
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  learn_one (fixture, "a", "Old name.jpg", "1");
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  /* The same once more is no news. */
  learn_one (fixture, "a", "Old name.jpg", "1");
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  learn_one (fixture, "a", "New name.jpg", "2");
  g_assert_cmpuint (fixture->n_changed, ==, 2);

  assert_found (fixture, "old", "");
  assert_found (fixture, "new", "a");
}

static void
test_forgotten (Fixture *fixture, gconstpointer data)
{
  learn_one (fixture, "a", "Harbour.jpg", "1");
  note (fixture, "b", "Harbour at night.jpg", "");
  engine_known_forget (fixture->known, "image/a");
  engine_known_forget (fixture->known, "image/b");
  assert_found (fixture, "harbour", "");
  assert_found (fixture, "", "");

  /* It is back. */
  learn_one (fixture, "a", "Harbour.jpg", "2");
  assert_found (fixture, "harbour", "a");
}

static void
unref_asset (gpointer asset)
{
  g_clear_pointer ((CantoAsset **) &asset, canto_asset_unref);
}

/* The oldest go; places where nothing stands do no harm. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) assets = g_ptr_array_new_with_free_func (unref_asset);
  g_autoptr (GPtrArray) hits = NULL;

  for (guint i = 0; i < ENGINE_MAX_KNOWN + 10; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      g_autofree char *name = g_strdup_printf ("Picture no%uend.jpg", i);

      g_ptr_array_add (assets, canto_asset_new ("image", id, name, "1"));
      if (i % 100 == 50)
        g_ptr_array_add (assets, NULL);
    }
  learn (fixture, assets);

  assert_found (fixture, "no9end", "");
  assert_found (fixture, "no10end", "10");
  g_assert_null (engine_known_lookup (fixture->known, "image/9"));
  hits = engine_known_find (fixture->known, "picture", 50);
  g_assert_cmpuint (hits->len, ==, 50);
}

static gboolean
is_gone (gpointer pointer)
{
  return *(gpointer *) pointer == NULL;
}

/* Nobody waits for it any more. */
static void
test_gone_early (Fixture *fixture, gconstpointer data)
{
  EngineKnown *known = engine_known_new (fixture->history);
  gpointer pointer = NULL;
  g_autoptr (GPtrArray) assets =
      g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);

  g_ptr_array_add (assets, canto_asset_new ("image", "a", "A.jpg", "1"));
  engine_known_learn (known, assets);
  g_set_weak_pointer (&pointer, known);
  g_object_unref (known);
  test_wait_until (is_gone, &pointer, "it to be gone");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/known/nothing", Fixture, NULL, set_up, test_nothing, tear_down);
  g_test_add ("/known/picks", Fixture, NULL, set_up, test_picks, tear_down);
  g_test_add ("/known/both", Fixture, NULL, set_up, test_both, tear_down);
  g_test_add ("/known/folding", Fixture, NULL, set_up, test_folding, tear_down);
  g_test_add ("/known/newer", Fixture, NULL, set_up, test_newer, tear_down);
  g_test_add ("/known/forgotten", Fixture, NULL, set_up, test_forgotten, tear_down);
  g_test_add ("/known/many", Fixture, NULL, set_up, test_many, tear_down);
  g_test_add ("/known/gone-early", Fixture, NULL, set_up, test_gone_early, tear_down);

  return g_test_run ();
}
