/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an answer of the delivery network means, and what the details of the asset say of it. */

#include "engine-link-check.h"

#include "canto-error.h"
#include "canto-parse.h"

#include <string.h>

#define MARKER "Rendition-is-not-published-to-MDC"

static EngineLinkCheck *
make (guint status, const char *type, EngineLinkTarget target)
{
  const CantoProbe probe = { status, (char *) type, 1234, FALSE };

  return engine_link_check_new (&probe, target);
}

static void
test_states (void)
{
  static const struct
  {
    guint status;
    const char *type;
    EngineLinkTarget target;
    EngineLinkState state;
    const char *format_name;
  } cases[] = {
    { 200, "image/jpeg", ENGINE_LINK_TO_PICTURE, ENGINE_LINK_WORKS, "JPEG" },
    { 200, "image/webp", ENGINE_LINK_TO_PICTURE, ENGINE_LINK_WORKS, "WebP" },
    { 200, "image/x-new", ENGINE_LINK_TO_PICTURE, ENGINE_LINK_WORKS, NULL },
    { 200, NULL, ENGINE_LINK_TO_PICTURE, ENGINE_LINK_WORKS, NULL },
    { 200, "binary/octet-stream", ENGINE_LINK_TO_PICTURE, ENGINE_LINK_WORKS, NULL },
    { 200, "text/html", ENGINE_LINK_TO_PICTURE, ENGINE_LINK_SIGN_IN_PAGE, "HTML" },
    { 200, "application/xhtml+xml", ENGINE_LINK_TO_PICTURE, ENGINE_LINK_SIGN_IN_PAGE, NULL },
    { 200, "application/json", ENGINE_LINK_TO_PICTURE, ENGINE_LINK_OTHER_CONTENT, NULL },
    { 200, "application/pdf", ENGINE_LINK_TO_FILE, ENGINE_LINK_WORKS, "PDF" },
    { 200, "text/plain", ENGINE_LINK_TO_FILE, ENGINE_LINK_WORKS, NULL },
    { 200, "text/html", ENGINE_LINK_TO_FILE, ENGINE_LINK_SIGN_IN_PAGE, "HTML" },
    { 200, "text/html", ENGINE_LINK_TO_WEB_PAGE, ENGINE_LINK_WORKS, "HTML" },
    { 204, NULL, ENGINE_LINK_TO_PICTURE, ENGINE_LINK_TROUBLE, NULL },
    { 304, NULL, ENGINE_LINK_TO_PICTURE, ENGINE_LINK_TROUBLE, NULL },
    { 401, "text/html", ENGINE_LINK_TO_PICTURE, ENGINE_LINK_REFUSED, "HTML" },
    { 403, "application/xml", ENGINE_LINK_TO_PICTURE, ENGINE_LINK_REFUSED, NULL },
    { 404, "text/html", ENGINE_LINK_TO_PICTURE, ENGINE_LINK_NOT_FOUND, "HTML" },
    { 410, NULL, ENGINE_LINK_TO_PICTURE, ENGINE_LINK_WITHDRAWN, NULL },
    { 429, NULL, ENGINE_LINK_TO_PICTURE, ENGINE_LINK_BUSY, NULL },
    { 500, "image/jpeg", ENGINE_LINK_TO_PICTURE, ENGINE_LINK_TROUBLE, "JPEG" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EngineLinkCheck) check = make (cases[i].status, cases[i].type, cases[i].target);

      g_test_message ("%u %s", cases[i].status, cases[i].type);
      g_assert_cmpint (check->state, ==, cases[i].state);
      g_assert_cmpuint (check->status, ==, cases[i].status);
      g_assert_cmpstr (check->format_name, ==, cases[i].format_name);
      g_assert_cmpuint (check->n_bytes, ==, check->state == ENGINE_LINK_WORKS ? 1234 : 0);
      g_assert_null (check->error);
    }
}

static void
test_unreachable (void)
{
  g_autoptr (GError) error = g_error_new_literal (CANTO_ERROR, CANTO_ERROR_OFFLINE, "Nobody");
  g_autoptr (EngineLinkCheck) check = engine_link_check_new_unreachable (error);
  g_autoptr (EngineLinkCheck) same = engine_link_check_explain (check, NULL, NULL);

  g_assert_cmpint (check->state, ==, ENGINE_LINK_UNREACHABLE);
  g_assert_error (check->error, CANTO_ERROR, CANTO_ERROR_OFFLINE);
  /* That tells nothing of the asset. */
  g_assert_true (same == check);
}

static CantoAsset *
make_asset (const char *status, const char *image, const char *original)
{
  g_autofree char *json = g_strdup_printf (
      "{\"scheme\":\"image\",\"id\":\"i1\",\"name\":\"a.jpg\",\"approvalStatus\":\"%s\","
      "\"metadata\":{\"a\":\"b\"},"
      "\"additional\":{\"MDC Image URL\":\"%s\",\"MDC Asset URL\":\"%s\"}}",
      status, image, original);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  CantoAsset *asset = canto_parse_asset (bytes, &error);

  g_assert_no_error (error);

  return asset;
}

static void
test_reasons (void)
{
  static const struct
  {
    const char *status; /* NULL: the asset is gone */
    const char *image;
    const char *original;
    const char *recipe; /* NULL: not on the delivery network */
    EngineLinkState state;
  } cases[] = {
    { NULL, NULL, NULL, "400/jpg", ENGINE_LINK_GONE },
    { "Approved", "https://c.example/", "", "400/jpg", ENGINE_LINK_NOT_FOUND },
    { "Approved", MARKER, "", "400/jpg", ENGINE_LINK_NOT_PUBLISHED },
    { "Approved", MARKER, "", "original", ENGINE_LINK_NOT_FOUND },
    { "Approved", "", MARKER, "original", ENGINE_LINK_NOT_PUBLISHED },
    { "Approved", MARKER, MARKER, NULL, ENGINE_LINK_NOT_FOUND },
    { "Expired", MARKER, "", "400/jpg", ENGINE_LINK_EXPIRED },
    { "Restricted", "", "", NULL, ENGINE_LINK_WITHDRAWN },
    { "Pending", "", "", "400/jpg", ENGINE_LINK_WITHDRAWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CantoAsset) asset =
          cases[i].status != NULL ? make_asset (cases[i].status, cases[i].image, cases[i].original)
                                  : NULL;
      g_autoptr (DeliveryRecipe) recipe =
          cases[i].recipe != NULL ? delivery_recipe_parse (cases[i].recipe, NULL) : NULL;
      g_autoptr (EngineLinkCheck) failed = make (404, NULL, ENGINE_LINK_TO_PICTURE);
      g_autoptr (EngineLinkCheck) good = make (200, "image/png", ENGINE_LINK_TO_PICTURE);
      g_autoptr (EngineLinkCheck) reason = engine_link_check_explain (failed, asset, recipe);
      g_autoptr (EngineLinkCheck) same = engine_link_check_explain (good, asset, recipe);

      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_cmpint (reason->state, ==, cases[i].state);
      g_assert_cmpuint (reason->status, ==, 404);
      g_assert_true (same == good);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/link-check/states", test_states);
  g_test_add_func ("/engine/link-check/unreachable", test_unreachable);
  g_test_add_func ("/11.3/link-check-reasons", test_reasons);

  return g_test_run ();
}
