/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "delivery-concerns.h"
#include "delivery-template.h"
#include "sample-asset.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define RENDITION SAMPLE_DELIVERY "/-B1200-FJPG"

static const Sample picture = {
  .description = "Harbour at dawn",
  .width = "6000",
  .height = "4000",
  .mdc_image = SAMPLE_DELIVERY "/-FJPG",
};

static const Sample document = {
  .scheme = "document",
  .name = "Price list.pdf",
  .mdc_asset = SAMPLE_ORIGINAL "?a=(b)&c=%20",
};

/* As JSON text, and as it is in one line. Whoever uploads an asset may have written it. */
static const struct
{
  const char *json;
  const char *line;
} texts[] = {
  { "plain", "plain" },
  { "say \\\"hi\\\" it's", "say \"hi\" it's" },
  { "<script>alert(1)</script> & <!-- ]]> -->", "<script>alert(1)</script> & <!-- ]]> -->" },
  { "one\\ntwo\\r\\nthree\\tfour", "one two  three four" },
  { "a\\\\b `c` *d* _e_ [f](g) #h $i$ ~j~ ^k {l} %m |n|",
    "a\\b `c` *d* _e_ [f](g) #h $i$ ~j~ ^k {l} %m |n|" },
  { "🛶 自由 ñ", "🛶 自由 ñ" },
  { "מפרש \\u202Eלבן", "מפרש \xe2\x80\xaeלבן" },
  { "=1+1", "=1+1" },
  { "a;b,c", "a;b,c" },
  { " outer ", " outer " },
};

static DeliveryLink *
make_link (const Sample *sample)
{
  g_autoptr (CantoAsset) asset = sample_asset_new (sample);
  g_autoptr (DeliveryRendition) rendition = delivery_rendition_new_box (1200, DELIVERY_FORMAT_JPG);
  g_autoptr (GError) error = NULL;
  DeliveryLink *link =
      delivery_link_new_for_rendition (asset, rendition, CANTO_ACCOUNT_DEFAULT_MASTER_PX, &error);

  g_assert_no_error (error);

  return link;
}

/* @other: (nullable) */
static char *
write_form (DeliveryForm form,
            const Sample *sample,
            const Sample *other,
            const DeliveryFormOptions *options)
{
  g_autoptr (GPtrArray) links =
      g_ptr_array_new_with_free_func ((GDestroyNotify) delivery_link_unref);

  g_ptr_array_add (links, make_link (sample));
  if (other != NULL)
    g_ptr_array_add (links, make_link (other));

  return delivery_form_write (form, links, options);
}

static void
check (DeliveryForm form,
       const Sample *sample,
       const DeliveryFormOptions *options,
       const char *expected)
{
  g_autofree char *text = write_form (form, sample, NULL, options);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_plain (void)
{
  static const struct
  {
    DeliveryForm form;
    const char *picture, *document;
  } cases[] = {
    { DELIVERY_FORM_URL, RENDITION, SAMPLE_ORIGINAL "?a=(b)&c=%20" },
    { DELIVERY_FORM_IMAGE,
      "<img src=\"" RENDITION
      "\" alt=\"Harbour at dawn\" width=\"1200\" height=\"800\" loading=\"lazy\">",
      "<a href=\"" SAMPLE_ORIGINAL "?a=(b)&amp;c=%20\">Price list.pdf</a>" },
    { DELIVERY_FORM_LINK, "<a href=\"" RENDITION "\">harbour-dawn.jpg</a>",
      "<a href=\"" SAMPLE_ORIGINAL "?a=(b)&amp;c=%20\">Price list.pdf</a>" },
    { DELIVERY_FORM_MARKDOWN, "![Harbour at dawn](" RENDITION ")",
      "[Price list.pdf](" SAMPLE_ORIGINAL "?a=%28b%29&c=%20)" },
    { DELIVERY_FORM_BBCODE, "[img]" RENDITION "[/img]",
      "[url=" SAMPLE_ORIGINAL "?a=%28b%29&c=%20]Price list.pdf[/url]" },
    { DELIVERY_FORM_CSS, "url(\"" RENDITION "\")", "url(\"" SAMPLE_ORIGINAL "?a=(b)&c=%20\")" },
    { DELIVERY_FORM_CSV, RENDITION ",harbour-dawn.jpg,Harbour at dawn,1200,800,JPEG,",
      SAMPLE_ORIGINAL "?a=(b)&c=%20,Price list.pdf,Price list,,,PDF," },
    { DELIVERY_FORM_TYPST, "#link(\"" RENDITION "\")[Harbour at dawn]",
      "#link(\"" SAMPLE_ORIGINAL "?a=(b)&c=%20\")[Price list.pdf]" },
    { DELIVERY_FORM_LATEX, "\\href{" RENDITION "}{Harbour at dawn}",
      "\\href{" SAMPLE_ORIGINAL "?a=\\%28b\\%29&c=\\%20}{Price list.pdf}" },
    { DELIVERY_FORM_TEMPLATE, RENDITION, SAMPLE_ORIGINAL "?a=(b)&c=%20" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      check (cases[i].form, &picture, NULL, cases[i].picture);
      check (cases[i].form, &document, NULL, cases[i].document);
    }
}

static void
keep_text (GMarkupParseContext *context,
           const char *text,
           gsize length,
           gpointer user_data,
           GError **error)
{
  g_string_append_len (user_data, text, (gssize) length);
}

static void
keep_alt (GMarkupParseContext *context,
          const char *element,
          const char **names,
          const char **values,
          gpointer user_data,
          GError **error)
{
  for (; *names != NULL; names++, values++)
    {
      if (g_str_equal (*names, "alt"))
        g_string_append (user_data, *values);
    }
}

/* Whatever an asset says, a reader of the form reads it and nothing else. HTML is read as XML here:
 * an img that has no end is given one. */
static void
test_html_is_read_back (void)
{
  static const GMarkupParser parser = { .start_element = keep_alt, .text = keep_text };
  Sample sample = picture;
  Sample linked = document;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GMarkupParseContext) context = NULL;
      g_autoptr (GString) read = g_string_new (NULL);
      g_autoptr (GString) html = NULL;
      g_autofree char *img = NULL;
      g_autofree char *anchor = NULL;
      g_autofree char *expected = g_strconcat (texts[i].line, texts[i].line, NULL);
      g_autoptr (GError) error = NULL;

      sample.description = linked.name = texts[i].json;
      img = write_form (DELIVERY_FORM_IMAGE, &sample, NULL, NULL);
      anchor = write_form (DELIVERY_FORM_LINK, &linked, NULL, NULL);
      html = g_string_new (img);
      g_string_replace (html, "loading=\"lazy\">", "/>", 0);
      g_string_append (html, anchor);
      g_string_prepend (html, "<p>");
      g_string_append (html, "</p>");
      context = g_markup_parse_context_new (&parser, 0, read, NULL);
      g_markup_parse_context_parse (context, html->str, (gssize) html->len, &error);
      g_assert_no_error (error);
      g_markup_parse_context_end_parse (context, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (read->str, ==, expected);
    }
}

static void
test_json_is_read_back (void)
{
  Sample sample = picture;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *json = NULL;
      g_autoptr (JsonNode) node = NULL;
      g_autoptr (GError) error = NULL;

      sample.description = texts[i].json;
      json = write_form (DELIVERY_FORM_JSON, &sample, &document, NULL);
      g_assert_null (strpbrk (json, "<>&"));
      node = json_from_string (json, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 2);
      g_assert_cmpstr (json_object_get_string_member (
                           json_array_get_object_element (json_node_get_array (node), 0), "alt"),
                       ==, texts[i].line);
    }
}

static void
test_json (void)
{
  check (DELIVERY_FORM_JSON, &picture, NULL,
         "{\"url\": \"" RENDITION
         "\", \"id\": \"k9p346n3d25rq4f5r37e3p3e28\", \"scheme\": \"image\","
         " \"name\": \"harbour-dawn.jpg\", \"alt\": \"Harbour at dawn\", \"width\": 1200, "
         "\"height\": 800,"
         " \"format\": \"JPEG\"}");
}

/* The cells of a row (RFC 4180). */
static GPtrArray *
read_row (const char *row)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) cell = g_string_new (NULL);
  gboolean is_quoted = FALSE;

  for (; *row != '\0'; row++)
    {
      if (*row == '"' && is_quoted && row[1] == '"')
        g_string_append_c (cell, *row++);
      else if (*row == '"')
        is_quoted = !is_quoted;
      else if (*row == ',' && !is_quoted)
        {
          g_ptr_array_add (cells, g_strdup (cell->str));
          g_string_truncate (cell, 0);
        }
      else
        g_string_append_c (cell, *row);
    }
  g_ptr_array_add (cells, g_strdup (cell->str));

  return cells;
}

static void
test_csv_is_read_back (void)
{
  Sample sample = picture;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *row = NULL;
      g_autofree char *expected = NULL;
      g_autoptr (GPtrArray) cells = NULL;

      sample.description = texts[i].json;
      row = write_form (DELIVERY_FORM_CSV, &sample, NULL, NULL);
      cells = read_row (row);
      /* A spreadsheet would count it. */
      expected = g_strconcat (*texts[i].line == '=' ? "'" : "", texts[i].line, NULL);
      g_assert_cmpuint (cells->len, ==, 7);
      g_assert_cmpstr (cells->pdata[2], ==, expected);
    }
}

/* None of them has a reader among our libraries: as their descriptions have it. */
static void
test_markup_escapes (void)
{
  Sample sample = picture;

  sample.description = texts[4].json;
  check (DELIVERY_FORM_MARKDOWN, &sample, NULL,
         "![a\\\\b \\`c\\` \\*d\\* \\_e\\_ \\[f\\](g) #h $i$ \\~j\\~ ^k {l} %m \\|n\\|](" RENDITION
         ")");
  check (DELIVERY_FORM_TYPST, &sample, NULL,
         "#link(\"" RENDITION
         "\")[a\\\\b \\`c\\` \\*d\\* \\_e\\_ \\[f\\](g) \\#h \\$i\\$ \\~j\\~ ^k {l} %m |n|]");
  check (DELIVERY_FORM_LATEX, &sample, NULL,
         "\\href{" RENDITION
         "}{a\\textbackslash{}b `c` *d* \\_e\\_ [f](g) \\#h \\$i\\$ \\textasciitilde{}j"
         "\\textasciitilde{} \\textasciicircum{}k \\{l\\} \\%m |n|}");

  sample.description = texts[2].json;
  check (DELIVERY_FORM_MARKDOWN, &sample, NULL,
         "![\\<script\\>alert(1)\\</script\\> \\& \\<\\!-- \\]\\]\\> --\\>](" RENDITION ")");
  sample.description = texts[3].json;
  check (DELIVERY_FORM_MARKDOWN, &sample, NULL, "![one two  three four](" RENDITION ")");

  sample = document;
  sample.name = "a[/url][b].pdf";
  sample.mdc_asset = SAMPLE_ORIGINAL;
  check (DELIVERY_FORM_BBCODE, &sample, NULL, "[url=" SAMPLE_ORIGINAL "]a(/url)(b).pdf[/url]");
}

static void
test_responsive (void)
{
  Sample small = picture;

  check (
      DELIVERY_FORM_RESPONSIVE, &picture, NULL,
      "<picture><source type=\"image/webp\" srcset=\"" SAMPLE_DELIVERY
      "/-S400-FWEBP 400w, " SAMPLE_DELIVERY "/-S800-FWEBP 800w, " SAMPLE_DELIVERY
      "/-S1200-FWEBP 1200w\" sizes=\"100vw\"><img src=\"" RENDITION "\" srcset=\"" SAMPLE_DELIVERY
      "/-S400-FJPG 400w, " SAMPLE_DELIVERY "/-S800-FJPG 800w, " SAMPLE_DELIVERY
      "/-S1200-FJPG 1200w\" sizes=\"100vw\" alt=\"Harbour at dawn\" width=\"1200\" height=\"800\""
      " loading=\"lazy\"></picture>");

  /* Nothing is enlarged. */
  small.width = "500";
  small.height = "300";
  {
    g_autofree char *html = write_form (DELIVERY_FORM_RESPONSIVE, &small, NULL, NULL);

    g_assert_nonnull (strstr (html, "/-S400-FJPG 400w, " SAMPLE_DELIVERY "/-S500-FJPG 500w\""));
    g_assert_null (strstr (html, "800w"));
  }

  /* What is of one size is that. */
  check (DELIVERY_FORM_RESPONSIVE, &document, NULL,
         "<a href=\"" SAMPLE_ORIGINAL "?a=(b)&amp;c=%20\">Price list.pdf</a>");
}

static void
test_texts_of_fields (void)
{
  const DeliveryFormOptions options = { .alt_field = "Alt text",
                                        .credit_field = "Photo: Credit",
                                        .with_credit = TRUE };
  Sample sample = picture;

  sample.alt = "Boats <in> fog";
  sample.credit = "Ada Martin";
  sample.copyright = "© Acme";
  check (DELIVERY_FORM_IMAGE, &sample, &options,
         "<figure><img src=\"" RENDITION
         "\" alt=\"Boats &lt;in&gt; fog\" width=\"1200\" height=\"800\""
         " loading=\"lazy\"><figcaption>Ada Martin, © Acme</figcaption></figure>");
  check (DELIVERY_FORM_MARKDOWN, &sample, &options,
         "![Boats \\<in\\> fog](" RENDITION " \"Ada Martin, © Acme\")");
  check (DELIVERY_FORM_LATEX, &sample, &options,
         "\\href{" RENDITION "}{Boats \\textless{}in\\textgreater{} fog (Ada Martin, © Acme)}");

  /* What is not there is not said. */
  sample.alt = "  ";
  sample.credit = NULL;
  sample.copyright = NULL;
  check (DELIVERY_FORM_MARKDOWN, &sample, &options, "![Harbour at dawn](" RENDITION ")");
}

/* Nobody has chosen a field. */
static void
test_automatic_credit (void)
{
  const DeliveryFormOptions options = { .with_credit = TRUE };
  Sample sample = picture;

  sample.plain_credit = "Photo: K. Tanaka";
  check (DELIVERY_FORM_MARKDOWN, &sample, &options,
         "![Harbour at dawn](" RENDITION " \"Photo: K. Tanaka\")");
  sample.copyright = "© Acme";
  check (DELIVERY_FORM_MARKDOWN, &sample, &options,
         "![Harbour at dawn](" RENDITION " \"Photo: K. Tanaka, © Acme\")");
  sample.plain_credit = " ";
  check (DELIVERY_FORM_MARKDOWN, &sample, &options, "![Harbour at dawn](" RENDITION " \"© Acme\")");
}

static void
test_template (void)
{
  const DeliveryFormOptions options = {
    .credit_field = "Photo: Credit",
    .template_text =
        "{{{name|html}}} {width}x{height} [{photo__credit|json}] {no_such_field}{alt|uri}",
  };
  Sample sample = picture;

  sample.name = "a<b>.jpg";
  sample.credit = "Ada \\\"A\\\" Martin";
  check (DELIVERY_FORM_TEMPLATE, &sample, &options,
         "{a&lt;b&gt;.jpg} 1200x800 [\"Ada \\\"A\\\" Martin\"] Harbour%20at%20dawn");
}

static void
test_bad_templates (void)
{
  static const struct
  {
    const char *text, *part;
  } cases[] = {
    { "a {url", "“{url”" },          { "a } b", "“} b”" },     { "{}", "“{}”" },
    { "{alt|klingon} x", "“{alt|" }, { "{a{b}}", "“{a{b}}”" }, { "{a\nb}", "“{a" },
  };
  g_autoptr (GError) good = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const DeliveryFormOptions options = { .template_text = cases[i].text };
      g_autofree char *written = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_false (delivery_template_check (cases[i].text, &error));
      g_assert_error (error, DELIVERY_ERROR, DELIVERY_ERROR_BAD_TEMPLATE);
      g_assert_nonnull (strstr (error->message, cases[i].part));
      written = write_form (DELIVERY_FORM_TEMPLATE, &picture, NULL, &options);
      g_assert_nonnull (written);
    }
  g_assert_true (delivery_template_check ("{{}} {url} {alt|html}\n", &good));
  g_assert_no_error (good);
}

/* Each of them has a word that means it again, and a title. */
static void
test_words (void)
{
  for (guint i = 0; i < DELIVERY_N_FORMS; i++)
    {
      DeliveryForm form = DELIVERY_N_FORMS;

      g_assert_true (delivery_form_from_word (delivery_form_get_word ((DeliveryForm) i), &form));
      g_assert_cmpint (form, ==, i);
      g_assert_cmpuint (strlen (delivery_form_get_title ((DeliveryForm) i)), >, 2);
    }
  {
    DeliveryForm form = DELIVERY_FORM_CSS;

    g_assert_false (delivery_form_from_word ("Markdown", &form));
    g_assert_cmpint (form, ==, DELIVERY_FORM_CSS);
  }
}

/* What stands there in place of an image, where there is none to be had. */
static void
test_written (void)
{
  const Sample direct = { .direct_preview = SAMPLE_DIRECT "/800" };
  const Sample *const samples[] = { &picture, &direct, &document };
  static const DeliveryForm written[][3] = {
    { DELIVERY_FORM_IMAGE, DELIVERY_FORM_RESPONSIVE, DELIVERY_FORM_CSS },
    { DELIVERY_FORM_IMAGE, DELIVERY_FORM_IMAGE, DELIVERY_FORM_CSS },
    { DELIVERY_FORM_LINK, DELIVERY_FORM_LINK, DELIVERY_FORM_CSS },
  };
  static const DeliveryFormOptions options = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (DeliveryLink) link = make_link (samples[i]);

      for (guint j = 0; j < 3; j++)
        {
          DeliveryForm form = delivery_form_get_written (written[0][j], link);
          g_autofree char *text = write_form (written[0][j], samples[i], NULL, &options);
          g_autofree char *same = write_form (form, samples[i], NULL, &options);

          g_assert_cmpint (form, ==, written[i][j]);
          g_assert_cmpstr (text, ==, same);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/delivery/form/plain", test_plain);
  g_test_add_func ("/delivery/form/written", test_written);
  g_test_add_func ("/delivery/form/html-is-read-back", test_html_is_read_back);
  g_test_add_func ("/delivery/form/json", test_json);
  g_test_add_func ("/delivery/form/json-is-read-back", test_json_is_read_back);
  g_test_add_func ("/delivery/form/csv-is-read-back", test_csv_is_read_back);
  g_test_add_func ("/delivery/form/markup-escapes", test_markup_escapes);
  g_test_add_func ("/delivery/form/responsive", test_responsive);
  g_test_add_func ("/delivery/form/texts-of-fields", test_texts_of_fields);
  g_test_add_func ("/delivery/form/automatic-credit", test_automatic_credit);
  g_test_add_func ("/delivery/form/template", test_template);
  g_test_add_func ("/delivery/form/bad-templates", test_bad_templates);
  g_test_add_func ("/delivery/form/words", test_words);

  return g_test_run ();
}
