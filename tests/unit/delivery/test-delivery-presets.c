/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "delivery-concerns.h"
#include "delivery-presets.h"
#include "delivery-template.h"

#include <string.h>

static GPtrArray *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return delivery_presets_parse (bytes, error);
}

static const char *
get_name (GPtrArray *presets, guint i)
{
  return delivery_preset_get_name (presets->pdata[i]);
}

static void
assert_preset (GPtrArray *presets, guint i, const char *name, const char *recipe, DeliveryForm form)
{
  g_autofree char *text = NULL;

  g_assert_cmpuint (i, <, presets->len);
  text = delivery_recipe_to_text (delivery_preset_get_recipe (presets->pdata[i]));
  g_assert_cmpstr (get_name (presets, i), ==, name);
  g_assert_cmpstr (text, ==, recipe);
  g_assert_cmpint (delivery_preset_get_form (presets->pdata[i]), ==, form);
}

static void
assert_equal (GPtrArray *presets, GPtrArray *others)
{
  g_assert_cmpuint (presets->len, ==, others->len);
  for (guint i = 0; i < presets->len; i++)
    g_assert_true (delivery_preset_equal (presets->pdata[i], others->pdata[i]));
}

/* Each can be made and written, no two are called the same, and the first nine fit on keys. */
static void
test_defaults (void)
{
  g_autoptr (GPtrArray) presets = delivery_presets_new_defaults ();
  g_autoptr (GBytes) bytes = delivery_presets_write (presets);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) again = delivery_presets_parse (bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (presets->len, >, 9);
  assert_equal (presets, again);
  for (guint i = 0; i < presets->len; i++)
    {
      DeliveryRecipe *recipe = delivery_preset_get_recipe (presets->pdata[i]);
      DeliveryCut cut = delivery_recipe_get_cut (recipe);
      g_autofree char *name =
          delivery_presets_dup_name (presets, presets->pdata[i], get_name (presets, i), NULL);

      /* The cut is of the shape of what is asked for, so that all of it is filled. */
      if (cut.kind == DELIVERY_CUT_SHAPE)
        g_assert_cmpuint (cut.shape_width * delivery_recipe_get_height_px (recipe), ==,
                          cut.shape_height * delivery_recipe_get_width_px (recipe));
      g_assert_cmpstr (name, !=, get_name (presets, i));
    }
}

static void
test_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) presets =
      parse ("{\"version\": 1, \"comment\": \"ours\", \"presets\": ["
             "{\"name\": \"Post\", \"rendition\": \"16:9/1600x900/jpg\", \"colour\": {\"a\": []}},"
             "{\"name\": \" Post\\n\", \"rendition\": \"original\", \"form\": \"csv\"},"
             "{\"rendition\": \"1200/webp\", \"form\": \"markdown\"},"
             "{\"name\": \"Mine\", \"rendition\": \"jpg\", \"form\": \"template\","
             " \"template\": \"{url|html}\\n\"}]}",
             &error);

  g_assert_no_error (error);
  g_assert_cmpuint (presets->len, ==, 4);
  assert_preset (presets, 0, "Post", "16:9/1600x900/jpg", DELIVERY_FORM_URL);
  assert_preset (presets, 1, "Post (2)", "original", DELIVERY_FORM_CSV);
  assert_preset (presets, 2, "1200 px WebP, Markdown", "1200/webp", DELIVERY_FORM_MARKDOWN);
  assert_preset (presets, 3, "Mine", "jpg", DELIVERY_FORM_TEMPLATE);
  g_assert_cmpstr (delivery_preset_get_template_text (presets->pdata[3]), ==, "{url|html}\n");
}

/* A list without any is one, too. */
static void
test_empty (void)
{
  g_autoptr (GPtrArray) none = delivery_presets_new ();
  g_autoptr (GBytes) bytes = delivery_presets_write (none);
  g_autoptr (GPtrArray) again = delivery_presets_parse (bytes, NULL);

  g_assert_cmpuint (again->len, ==, 0);
}

#define ROW(row) "{\"presets\": [{\"name\": \"Good\", \"rendition\": \"jpg\"}, " row "]}"

static void
test_bad (void)
{
  static const struct
  {
    const char *text;
    const char *part;
  } cases[] = {
    { "", "no file of presets" },
    { "{\"presets\": ", "no file of presets" },
    { "[]", "no file of presets" },
    { "{\"presets\": {}}", "no file of presets" },
    { "{\"version\": 2, \"presets\": []}", "later version" },
    { ROW ("7"), "Preset 2: It is no object" },
    { ROW ("{\"name\": \"Odd\"}"), "Preset 2, “Odd”: It has no rendition" },
    { ROW ("{\"name\": \"Odd\", \"rendition\": \"1200/bmp\"}"), "Preset 2, “Odd”: “1200/bmp”" },
    { ROW ("{\"rendition\": \"0:9/jpg\"}"), "Preset 2: “0:9/jpg”" },
    { ROW ("{\"rendition\": \"1:1/600/9/jpg\"}"), "Preset 2: “1:1/600/9/jpg”" },
    { ROW ("{\"rendition\": \"jpg\", \"form\": \"rtf\"}"), "Preset 2: There is no form “rtf”" },
    { ROW ("{\"rendition\": \"jpg\", \"form\": \"template\"}"),
      "Preset 2: Its form is a template" },
    { ROW ("{\"rendition\": \"jpg\", \"form\": \"template\", \"template\": \"{url\"}"),
      "Preset 2: “{url”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) presets = parse (cases[i].text, &error);

      g_assert_null (presets);
      g_assert_error (error, DELIVERY_ERROR, DELIVERY_ERROR_BAD_PRESETS);
      g_assert_nonnull (strstr (error->message, cases[i].part));
    }
}

static void
test_bounds (void)
{
  g_autoptr (GString) many = g_string_new ("{\"presets\": [");
  g_autofree char *long_name = g_strnfill (1000, 'n');
  g_autofree char *named =
      g_strdup_printf ("{\"presets\": [{\"rendition\": \"jpg\", \"name\": \"%s\"}]}", long_name);
  g_autofree char *huge = g_strnfill (DELIVERY_PRESETS_MAX_BYTES + 1, ' ');
  g_autoptr (GPtrArray) presets = parse (named, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_utf8_strlen (get_name (presets, 0), -1), ==, DELIVERY_MAX_NAME_CHARS);

  for (guint i = 0; i <= DELIVERY_MAX_PRESETS; i++)
    g_string_append_printf (many, "%s{\"rendition\": \"jpg\"}", i > 0 ? "," : "");
  g_string_append (many, "]}");
  g_assert_null (parse (many->str, &error));
  g_assert_error (error, DELIVERY_ERROR, DELIVERY_ERROR_BAD_PRESETS);
  g_clear_error (&error);
  memcpy (huge, "{\"presets\": []}", 15);
  g_assert_null (parse (huge, &error));
  g_assert_error (error, DELIVERY_ERROR, DELIVERY_ERROR_BAD_PRESETS);
}

/* By what it makes; of several, the one that is called so. */
static void
test_find (void)
{
  g_autoptr (GPtrArray) presets =
      parse ("{\"presets\": [{\"name\": \"A\", \"rendition\": \"jpg\"}, {\"name\": \"B\", "
             "\"rendition\": \"jpg\"}, {\"name\": \"C\", \"rendition\": \"png\"}]}",
             NULL);
  g_autoptr (DeliveryPreset) nameless = delivery_preset_with_name (presets->pdata[1], NULL);
  g_autoptr (DeliveryPreset) other =
      delivery_preset_with_form (nameless, DELIVERY_FORM_MARKDOWN, NULL);
  guint position = 7;

  g_assert_true (delivery_presets_find (presets, presets->pdata[1], &position));
  g_assert_cmpuint (position, ==, 1);
  g_assert_true (delivery_presets_find (presets, nameless, &position));
  g_assert_cmpuint (position, ==, 0);
  g_assert_false (delivery_presets_find (presets, other, &position));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/delivery/presets/defaults", test_defaults);
  g_test_add_func ("/delivery/presets/read", test_read);
  g_test_add_func ("/delivery/presets/empty", test_empty);
  g_test_add_func ("/delivery/presets/bad", test_bad);
  g_test_add_func ("/delivery/presets/bounds", test_bounds);
  g_test_add_func ("/delivery/presets/find", test_find);

  return g_test_run ();
}
