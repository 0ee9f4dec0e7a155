/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-error.h"
#include "canto-parse.h"

#include <string.h>

static GPtrArray *
parse_tree (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  GPtrArray *nodes = canto_parse_tree (bytes, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (nodes);

  return nodes;
}

/* A tree whose one branch is @n_levels folders deep. */
static GBytes *
make_deep_tree (guint n_levels)
{
  GString *text = g_string_new ("{\"results\":[");
  gsize length;

  for (guint i = 0; i < n_levels; i++)
    g_string_append_printf (text, "{\"id\":\"F%u\",\"scheme\":\"folder\",\"children\":[", i);
  for (guint i = 0; i < n_levels; i++)
    g_string_append (text, "]}");
  g_string_append (text, "]}");
  length = text->len;

  return g_bytes_new_take (g_string_free (text, FALSE), length);
}

static void
test_nodes (void)
{
  g_autoptr (GPtrArray) nodes =
      parse_tree ("{\"results\":[{\"id\":\"G4ZDM\",\"idPath\":\"G4ZDM\",\"name\":\"Travel\","
                  "\"scheme\":\"folder\","
                  "\"size\":2,\"children\":[{\"id\":\"VDGAJ\",\"idPath\":\"G4ZDM/"
                  "VDGAJ\",\"name\":\"A/B \U0001f30a\","
                  "\"namePath\":\"Travel/A/B \U0001f30a\",\"scheme\":\"album\",\"size\":\"12\"}]},"
                  "{\"id\":\"AAAAA\",\"scheme\":\"album\",\"size\":null},null,7,"
                  "{\"id\":\"k9p3\",\"scheme\":\"image\"},{\"scheme\":\"folder\"},"
                  "{\"id\":\"a/b\",\"scheme\":\"folder\"},{\"id\":\"BBBBB\",\"scheme\":\"folder\","
                  "\"name\":[],\"children\":\"none\"}]}");
  CantoNode *travel = g_ptr_array_index (nodes, 0);
  CantoNode *album;

  g_assert_cmpuint (nodes->len, ==, 3);
  g_assert_cmpint (canto_node_get_scheme (travel), ==, CANTO_SCHEME_FOLDER);
  g_assert_cmpuint (canto_node_get_size (travel), ==, 2);
  g_assert_cmpuint (canto_node_get_children (travel)->len, ==, 1);
  album = g_ptr_array_index (canto_node_get_children (travel), 0);
  g_assert_cmpint (canto_node_get_scheme (album), ==, CANTO_SCHEME_ALBUM);
  g_assert_cmpuint (canto_node_get_size (album), ==, 12);
  /* C18: the name has a "/" of its own, which only idPath tells apart. */
  g_assert_cmpstr (canto_node_get_name (album), ==, "A/B \U0001f30a");
  g_assert_cmpstr (canto_node_get_id_path (album), ==, "G4ZDM/VDGAJ");
  g_assert_cmpstr (canto_node_get_name_path (album), ==, "Travel/A/B \U0001f30a");
  g_assert_null (canto_node_get_children (album));
  g_assert_cmpstr (canto_node_get_name (g_ptr_array_index (nodes, 1)), ==, "AAAAA");
  g_assert_null (canto_node_get_children (g_ptr_array_index (nodes, 2)));
}

static void
test_empty (void)
{
  static const char *const texts[] = { "{}", "{\"results\":null}", "{\"results\":[]}" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) nodes = parse_tree (texts[i]);

      g_assert_cmpuint (nodes->len, ==, 0);
    }
}

static void
test_deep (void)
{
  g_autoptr (GBytes) allowed = make_deep_tree (499);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) nodes = canto_parse_tree (allowed, NULL, &error);
  GPtrArray *level = nodes;
  guint depth = 0;

  g_assert_no_error (error);
  while (level != NULL && level->len > 0)
    {
      depth++;
      level = canto_node_get_children (g_ptr_array_index (level, 0));
    }
  g_assert_cmpuint (depth, ==, 499);
}

static void
test_too_deep (void)
{
  static const guint depths[] = { 500, 10000, 1000000 };

  for (gsize i = 0; i < G_N_ELEMENTS (depths); i++)
    {
      g_autoptr (GBytes) bytes = make_deep_tree (depths[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (canto_parse_tree (bytes, NULL, &error));
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
    }
}

/* Brackets in text are no levels, and text that never ends is no way past the count. */
static void
test_brackets_in_text (void)
{
  g_autoptr (GString) text = g_string_new ("{\"results\":[{\"id\":\"F1\",\"scheme\":\"folder\","
                                           "\"name\":\"\\\\\\\"");
  g_autoptr (GPtrArray) nodes = NULL;
  const char *name;

  for (guint i = 0; i < 5000; i++)
    g_string_append (text, "[{");
  g_string_append (text, "\"}]}");
  nodes = parse_tree (text->str);
  name = canto_node_get_name (g_ptr_array_index (nodes, 0));
  g_assert_cmpuint (strlen (name), ==, 2 + 10000);
}

static void
test_cycle (void)
{
  g_autoptr (GPtrArray) nodes = parse_tree (
      "{\"results\":[{\"id\":\"A\",\"scheme\":\"folder\",\"idPath\":\"A/B/A\",\"children\":["
      "{\"id\":\"B\",\"scheme\":\"folder\",\"children\":["
      "{\"id\":\"A\",\"scheme\":\"folder\",\"children\":[{\"id\":\"C\",\"scheme\":\"album\"}]},"
      "{\"id\":\"B\",\"scheme\":\"folder\"},{\"id\":\"D\",\"scheme\":\"album\"}]}]}]}");
  CantoNode *a = g_ptr_array_index (nodes, 0);
  CantoNode *b = g_ptr_array_index (canto_node_get_children (a), 0);

  g_assert_cmpuint (nodes->len, ==, 1);
  g_assert_cmpstr (canto_node_get_id (b), ==, "B");
  g_assert_cmpuint (canto_node_get_children (b)->len, ==, 1);
  g_assert_cmpstr (canto_node_get_id (g_ptr_array_index (canto_node_get_children (b), 0)), ==, "D");
}

static void
test_node (void)
{
  static const char *const bad[] = { "{}", "{\"id\":\"A\",\"scheme\":\"image\"}", "{\"id\":\"A\"}",
                                     "{\"results\":[]}" };
  static const char text[] = "{\"id\":\"VDGAJ\",\"scheme\":\"ALBUM\",\"name\":\"Harbours\"}";
  g_autoptr (GBytes) good = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoNode) node = canto_parse_node (good, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (canto_node_get_name (node), ==, "Harbours");
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (bad[i], strlen (bad[i]));

      g_assert_null (canto_parse_node (bytes, &error));
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY);
      g_clear_error (&error);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/C18/nodes", test_nodes);
  g_test_add_func ("/C19/deep", test_deep);
  g_test_add_func ("/C19/too-deep", test_too_deep);
  g_test_add_func ("/C19/brackets-in-text", test_brackets_in_text);
  g_test_add_func ("/C19/cycle", test_cycle);
  g_test_add_func ("/tree/empty", test_empty);
  g_test_add_func ("/tree/node", test_node);

  return g_test_run ();
}
