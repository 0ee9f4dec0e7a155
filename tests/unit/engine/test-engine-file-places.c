/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-parse.h"
#include "engine-file-places.h"
#include "media-document.h"

#include <string.h>

#define DOWNLOAD "https://acme.canto.com/api_binary/v1/video/k9"
#define PLAY     "https://acme.canto.com/direct/video/k9/token/play"
#define ORIGINAL "https://acme.canto.com/direct/video/k9/other/original"
#define URLS                                                                                       \
  "\"download\":\"" DOWNLOAD "\",\"directUrlOriginal\":\"" ORIGINAL                                \
  "\",\"directUrlPreviewPlay\":\"" PLAY "\""

static CantoAsset *
make_asset (const char *scheme, const char *name, const char *more, const char *urls)
{
  g_autofree char *json = g_strdup_printf (
      "{\"id\":\"k9\",\"scheme\":\"%s\",\"name\":\"%s\",%s\"url\":{%s}}", scheme, name, more, urls);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  CantoAsset *asset = canto_parse_asset (bytes, &error);

  g_assert_no_error (error);

  return asset;
}

/* "how uri" for each place, in their order. */
static void
check_places (CantoAsset *asset, EngineFileUse use, const char *expected)
{
  static const char *const words[] = { "free", "counted", "signed" };
  g_autoptr (MediaRequest) request = engine_file_places_new (asset, use);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; request != NULL && i < media_request_get_n_places (request); i++)
    g_string_append_printf (text, "%s%s %s", i > 0 ? "\n" : "",
                            words[media_request_get_how (request, i)],
                            media_request_get_uri (request, i));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_video (void)
{
  g_autoptr (CantoAsset) asset = make_asset ("video", "a.webm", "\"size\":\"1000\",", URLS);
  g_autoptr (CantoAsset) huge = make_asset ("video", "a.webm", "\"size\":\"9000000000\",", URLS);
  g_autoptr (CantoAsset) bare = make_asset ("video", "a.webm", "", "");

  check_places (asset, ENGINE_FILE_PLAY,
                "counted " PLAY "\nsigned " DOWNLOAD "\ncounted " ORIGINAL);
  check_places (huge, ENGINE_FILE_PLAY, "counted " PLAY);
  check_places (bare, ENGINE_FILE_PLAY, "");
  check_places (asset, ENGINE_FILE_PAGES, "");
}

static void
test_audio (void)
{
  g_autoptr (CantoAsset) asset = make_asset ("audio", "a.wav", "", "\"download\":\"" DOWNLOAD "\"");
  g_autoptr (CantoAsset) huge =
      make_asset ("audio", "a.wav", "\"size\":9000000000,", "\"download\":\"" DOWNLOAD "\"");

  check_places (asset, ENGINE_FILE_PLAY, "signed " DOWNLOAD);
  check_places (huge, ENGINE_FILE_PLAY, "");
}

static void
test_documents (void)
{
  static const struct
  {
    const char *scheme, *name, *more;
    gboolean turns;
  } cases[] = {
    { "document", "a.pdf", "", TRUE },
    { "document", "A.PDF", "\"default\":{\"Pages\":\"3\"},", TRUE },
    { "presentation", "a.pptx", "\"default\":{\"Content Type\":\"application/pdf\"},", TRUE },
    { "document", "a.pdf", "\"default\":{\"Pages\":\"1\"},", FALSE },
    { "document", "a.docx", "", FALSE },
    { "document", "a.pdf", "\"default\":{\"Content Type\":\"text/plain\"},", FALSE },
    { "document", "a.pdf", "\"size\":\"900000000\",", FALSE },
    { "image", "a.jpg", "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CantoAsset) asset =
          make_asset (cases[i].scheme, cases[i].name, cases[i].more, URLS);

      g_test_message ("%" G_GSIZE_FORMAT, i);
      check_places (asset, ENGINE_FILE_PAGES,
                    cases[i].turns && media_document_is_supported () ? "signed " DOWNLOAD
                                                                       "\ncounted " ORIGINAL
                                                                     : "");
      check_places (asset, ENGINE_FILE_PLAY, "");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/file-places/video", test_video);
  g_test_add_func ("/engine/file-places/audio", test_audio);
  g_test_add_func ("/engine/file-places/documents", test_documents);

  return g_test_run ();
}
