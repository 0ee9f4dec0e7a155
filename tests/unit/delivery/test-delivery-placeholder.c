/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-account.h"
#include "delivery-placeholder.h"
#include "delivery-sample.h"
#include "delivery-template.h"

#include <string.h>

static const char *const fields[] = { "Article Number", "Größe (cm)", NULL };

static char *
write_template (const char *text, const char *const *names)
{
  g_autoptr (DeliveryRecipe) recipe = delivery_recipe_parse ("16:9/1600x900/jpg", NULL);
  g_autoptr (DeliveryLink) link = delivery_sample_make_link (
      recipe, "media.acme.com", "99", CANTO_ACCOUNT_DEFAULT_MASTER_PX, names);
  GString *written = g_string_new (NULL);

  delivery_template_write (text, written, link, NULL);

  return g_string_free (written, FALSE);
}

/* What is listed is what a template knows: each has a meaning, and a value of the sample. */
static void
test_list (void)
{
  for (const char *const *at = delivery_placeholder_list (); *at != NULL; at++)
    {
      g_autofree char *text = g_strdup_printf ("{%s}", *at);
      g_autofree char *written = write_template (text, NULL);
      g_auto (GStrv) unknown = delivery_placeholder_list_unknown (text, NULL);

      g_test_message ("%s → %s", text, written);
      g_assert_cmpstr (delivery_placeholder_get_meaning (*at), !=, NULL);
      g_assert_cmpstr (written, !=, "");
      g_assert_cmpuint (g_strv_length (unknown), ==, 0);
    }
  g_assert_null (delivery_placeholder_get_meaning ("article_number"));
}

static void
test_languages (void)
{
  const char *const *languages = delivery_placeholder_list_languages ();

  for (guint i = 0; languages[i] != NULL; i++)
    {
      g_autofree char *text = g_strdup_printf ("{alt|%s}", languages[i]);
      g_autoptr (GError) error = NULL;

      g_assert_true (delivery_template_check (text, &error));
      g_assert_no_error (error);
    }
  g_assert_cmpuint (g_strv_length ((char **) languages), ==, 8);
}

static void
test_fields (void)
{
  for (const char *const *at = fields; *at != NULL; at++)
    {
      g_autofree char *placeholder = delivery_placeholder_dup_of_field (*at);
      g_autofree char *text = g_strdup_printf ("{%s}", placeholder);
      g_autofree char *written = write_template (text, fields);
      g_autofree char *expected = g_strdup_printf ("‹%s›", *at);

      g_assert_true (delivery_placeholder_is_of_field (placeholder, *at));
      g_assert_cmpstr (written, ==, expected);
    }
  g_assert_false (delivery_placeholder_is_of_field ("article_numbe", "Article Number"));
  g_assert_false (delivery_placeholder_is_of_field ("article_number_", "Article Number"));
  g_assert_false (delivery_placeholder_is_of_field ("Article_Number", "Article Number"));
}

static void
test_unknown (void)
{
  static const struct
  {
    const char *text;
    const char *unknown;
  } cases[] = {
    { "no placeholder", "" },
    { "{url} {article_number} {größe__cm_|html}", "" },
    { "{colour} {url} {colour|html} {size}", "colour size" },
    { "{{colour}} {name}", "" },
    { "{{{colour}}}", "colour" },
    { "{colour", "" },
    { "{} {|html} {a{url}}", "" },
    { "{two\nlines}", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) unknown = delivery_placeholder_list_unknown (cases[i].text, fields);
      g_autofree char *words = g_strjoinv (" ", unknown);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (words, ==, cases[i].unknown);
    }
}

/* The example is of the account's own network, and one that makes no address is left out of it. */
static void
test_sample (void)
{
  g_autoptr (DeliveryRecipe) recipe = delivery_recipe_parse ("1200/jpg", NULL);
  g_autoptr (DeliveryLink) own =
      delivery_sample_make_link (recipe, "media.acme.com", "99", 2048, NULL);
  g_autoptr (DeliveryLink) other = delivery_sample_make_link (recipe, NULL, NULL, 1000, NULL);
  g_autoptr (DeliveryLink) broken = delivery_sample_make_link (recipe, "..", "1", 2048, fields);

  g_assert_true (
      g_str_has_prefix (delivery_link_get_uri (own), "https://media.acme.com/image/99/image_"));
  g_assert_cmpuint (delivery_link_get_width_px (own), ==, 1200);
  g_assert_cmpuint (delivery_link_get_height_px (own), ==, 800);
  g_assert_cmpuint (delivery_link_get_width_px (other), ==, 1000);
  g_assert_true (delivery_link_get_upscaled (other));
  g_assert_nonnull (broken);
  g_assert_false (delivery_link_get_is_direct (broken));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/delivery/placeholder/list", test_list);
  g_test_add_func ("/delivery/placeholder/languages", test_languages);
  g_test_add_func ("/delivery/placeholder/fields", test_fields);
  g_test_add_func ("/delivery/placeholder/unknown", test_unknown);
  g_test_add_func ("/delivery/placeholder/sample", test_sample);

  return g_test_run ();
}
