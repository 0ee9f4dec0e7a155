/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "delivery-presets.h"

#include "canto-json.h"
#include "delivery-concerns.h"
#include "delivery-template.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define VERSION        1
#define MAX_WORD_BYTES 200 /* so that a message need not show more */

/* The sizes are those that the networks name themselves, as of 2026. The first nine have keys. */
static const struct
{
  const char *name;
  const char *recipe;
  DeliveryForm form;
} defaults[] = {
  /* Translators: these are names of presets: what the picture is for */
  { N_ ("Web, large"), "2000/jpg", DELIVERY_FORM_URL },
  { N_ ("Web, medium"), "1200/jpg", DELIVERY_FORM_URL },
  { N_ ("E-mail"), "600x/jpg", DELIVERY_FORM_IMAGE },
  { N_ ("Print, original"), "original", DELIVERY_FORM_URL },
  { N_ ("Instagram post"), "4:5/1080x1350/jpg", DELIVERY_FORM_URL },
  { N_ ("Story or reel"), "9:16/1080x1920/jpg", DELIVERY_FORM_URL },
  { N_ ("Facebook, LinkedIn"), "40:21/1200x630/jpg", DELIVERY_FORM_URL },
  { N_ ("Post on X"), "16:9/1600x900/jpg", DELIVERY_FORM_URL },
  { N_ ("Markdown, 1200 px"), "1200/jpg", DELIVERY_FORM_MARKDOWN },
  { N_ ("YouTube thumbnail"), "16:9/1280x720/jpg", DELIVERY_FORM_URL },
  { N_ ("Responsive image"), "2000/jpg", DELIVERY_FORM_RESPONSIVE },
};

GPtrArray *
delivery_presets_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) delivery_preset_unref);
}

GPtrArray *
delivery_presets_new_defaults (void)
{
  GPtrArray *presets = delivery_presets_new ();

  for (guint i = 0; i < G_N_ELEMENTS (defaults); i++)
    {
      g_autoptr (DeliveryRecipe) recipe = delivery_recipe_parse (defaults[i].recipe, NULL);

      g_ptr_array_add (presets,
                       delivery_preset_new (_ (defaults[i].name), recipe, defaults[i].form, NULL));
    }

  return presets;
}

/* Names */

#define NUMBER_CHARS 12 /* what tells two of one name apart has room */

/* In one line, and not too long. (transfer full) */
static char *
tidy_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  GString *text = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      g_string_append_unichar (text, g_unichar_iscntrl (c) || g_unichar_isspace (c) ? ' ' : c);
    }
  g_strstrip (text->str);
  text->len = strlen (text->str);
  if (g_utf8_strlen (text->str, -1) > DELIVERY_MAX_NAME_CHARS)
    {
      g_string_truncate (text, g_utf8_offset_to_pointer (text->str, DELIVERY_MAX_NAME_CHARS - 1)
                                   - text->str);
      g_string_append (text, "…");
    }

  return g_string_free (text, FALSE);
}

static gboolean
has_name (GPtrArray *presets, const char *name, DeliveryPreset *except)
{
  for (guint i = 0; i < presets->len; i++)
    {
      if (presets->pdata[i] != except
          && g_strcmp0 (delivery_preset_get_name (presets->pdata[i]), name) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Without the number that makes it another one, which @number has then: "A (2)" is the second of
 * "A". (transfer full) */
static char *
dup_stem (const char *name, guint *number)
{
  g_autoptr (GRegex) regex = g_regex_new ("^(.+) \\(([1-9][0-9]?)\\)$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *digits = NULL;

  *number = 1;
  if (!g_regex_match (regex, name, 0, &match))
    return g_strdup (name);

  digits = g_match_info_fetch (match, 2);
  *number = (guint) g_ascii_strtoull (digits, NULL, 10);

  return g_match_info_fetch (match, 1);
}

char *
delivery_presets_dup_name (GPtrArray *presets,
                           DeliveryPreset *preset,
                           const char *name,
                           DeliveryPreset *except)
{
  g_autofree char *tidy = NULL;
  g_autofree char *stem = NULL;
  char *numbered;
  guint number;

  g_return_val_if_fail (presets != NULL && preset != NULL, NULL);

  tidy = tidy_name (name != NULL ? name : "");
  if (*tidy == '\0')
    {
      g_autoptr (DeliveryPreset) nameless = delivery_preset_with_name (preset, NULL);

      g_autofree char *title = delivery_preset_dup_title (nameless);

      g_free (tidy);
      tidy = tidy_name (title);
    }
  stem = dup_stem (tidy, &number);
  numbered = g_strdup (tidy);
  while (has_name (presets, numbered, except))
    {
      g_autofree char *start = g_utf8_substring (
          stem, 0, MIN (g_utf8_strlen (stem, -1), DELIVERY_MAX_NAME_CHARS - NUMBER_CHARS));

      g_free (numbered);
      /* Translators: the name of a preset that there is already, and which one this is */
      numbered = g_strdup_printf (_ ("%s (%u)"), start, ++number);
    }

  return numbered;
}

/* A template counts where it is used. */
static gboolean
makes_same (DeliveryPreset *preset, DeliveryPreset *other)
{
  DeliveryForm form = delivery_preset_get_form (preset);

  return delivery_preset_get_form (other) == form
         && delivery_recipe_equal (delivery_preset_get_recipe (other),
                                   delivery_preset_get_recipe (preset))
         && (form != DELIVERY_FORM_TEMPLATE
             || g_strcmp0 (delivery_preset_get_template_text (other),
                           delivery_preset_get_template_text (preset))
                    == 0);
}

gboolean
delivery_presets_find (GPtrArray *presets, DeliveryPreset *preset, guint *position)
{
  gboolean is_found = FALSE;

  g_return_val_if_fail (presets != NULL && preset != NULL, FALSE);

  for (guint i = 0; i < presets->len; i++)
    {
      if (!makes_same (preset, presets->pdata[i]))
        continue;
      if (!is_found)
        *position = i;
      is_found = TRUE;
      if (g_strcmp0 (delivery_preset_get_name (preset),
                     delivery_preset_get_name (presets->pdata[i]))
          == 0)
        {
          *position = i;
          break;
        }
    }

  return is_found;
}

/* Reading */

G_GNUC_PRINTF (2, 3)
static void
set_bad (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (DELIVERY_ERROR, DELIVERY_ERROR_BAD_PRESETS, format, args);
  va_end (args);
}

/* @error: of something else, in its words. */
static void
take_bad (GError **error, GError *reason)
{
  set_bad (error, "%s", reason->message);
  g_error_free (reason);
}

static gboolean
check_form (DeliveryForm form, const char *template_text, GError **error)
{
  GError *reason = NULL;

  if (form != DELIVERY_FORM_TEMPLATE)
    return TRUE;
  if (template_text == NULL || *template_text == '\0')
    {
      set_bad (error, _ ("Its form is a template of one's own, but there is none."));
      return FALSE;
    }
  if (g_utf8_strlen (template_text, -1) > DELIVERY_MAX_TEMPLATE_CHARS)
    {
      set_bad (error, _ ("Its template has more than %d characters."), DELIVERY_MAX_TEMPLATE_CHARS);
      return FALSE;
    }
  if (!delivery_template_check (template_text, &reason))
    {
      take_bad (error, reason);
      return FALSE;
    }

  return TRUE;
}

/* (transfer full) (nullable) */
static DeliveryPreset *
read_preset (JsonObject *object, GPtrArray *before, GError **error)
{
  g_autofree char *name = canto_json_dup_string (object, "name");
  g_autofree char *rendition = canto_json_dup_string (object, "rendition");
  g_autofree char *word = canto_json_dup_string (object, "form");
  g_autofree char *template_text = canto_json_dup_string (object, "template");
  g_autoptr (DeliveryRecipe) recipe = NULL;
  g_autoptr (DeliveryPreset) nameless = NULL;
  g_autofree char *own_name = NULL;
  DeliveryForm form = DELIVERY_FORM_URL;
  GError *reason = NULL;

  if (rendition == NULL)
    {
      set_bad (error, _ ("It has no rendition."));
      return NULL;
    }
  if (strlen (rendition) > MAX_WORD_BYTES || (word != NULL && strlen (word) > MAX_WORD_BYTES))
    {
      set_bad (error, _ ("Its rendition or its form is too long."));
      return NULL;
    }
  recipe = delivery_recipe_parse (rendition, &reason);
  if (recipe == NULL)
    {
      take_bad (error, reason);
      return NULL;
    }
  if (word != NULL && !delivery_form_from_word (word, &form))
    {
      set_bad (error, _ ("There is no form “%s”."), word);
      return NULL;
    }
  if (!check_form (form, template_text, error))
    return NULL;

  nameless = delivery_preset_new (NULL, recipe, form,
                                  form == DELIVERY_FORM_TEMPLATE ? template_text : NULL);
  own_name = delivery_presets_dup_name (before, nameless, name, NULL);

  return delivery_preset_with_name (nameless, own_name);
}

/* Says which one is wrong, by its place and its name. */
static void
prefix_place (GError **error, guint i, JsonObject *object)
{
  g_autofree char *name = object != NULL ? canto_json_dup_string (object, "name") : NULL;
  g_autofree char *tidy = name != NULL ? tidy_name (name) : NULL;

  if (tidy != NULL && *tidy != '\0')
    /* Translators: a preset of a file, by its place and its name; what is wrong with it follows */
    g_prefix_error (error, _ ("Preset %u, “%s”: "), i + 1, tidy);
  else
    /* Translators: a preset of a file, by its place; what is wrong with it follows */
    g_prefix_error (error, _ ("Preset %u: "), i + 1);
}

static GPtrArray *
read_rows (JsonArray *rows, GError **error)
{
  g_autoptr (GPtrArray) presets = delivery_presets_new ();

  if (json_array_get_length (rows) > DELIVERY_MAX_PRESETS)
    {
      set_bad (error, _ ("There are more than %d presets in it."), DELIVERY_MAX_PRESETS);
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonNode *node = json_array_get_element (rows, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      DeliveryPreset *preset = NULL;

      if (object == NULL)
        set_bad (error, _ ("It is no object."));
      else
        preset = read_preset (object, presets, error);
      if (preset == NULL)
        {
          prefix_place (error, i, object);
          return NULL;
        }
      g_ptr_array_add (presets, preset);
    }

  return g_steal_pointer (&presets);
}

GPtrArray *
delivery_presets_parse (GBytes *bytes, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;
  JsonArray *rows;
  guint64 version;

  g_return_val_if_fail (bytes != NULL, NULL);

  root = g_bytes_get_size (bytes) <= DELIVERY_PRESETS_MAX_BYTES ? canto_json_parse (bytes, NULL)
                                                                : NULL;
  object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  rows = object != NULL ? canto_json_get_array (object, "presets") : NULL;
  if (rows == NULL)
    {
      set_bad (error, _ ("This is no file of presets."));
      return NULL;
    }
  version = canto_json_get_number (object, "version", VERSION);
  if (version != VERSION)
    {
      set_bad (error, _ ("This file of presets is of a later version of Descant."));
      return NULL;
    }

  return read_rows (rows, error);
}

/* Writing */

static void
add_member (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_preset (JsonBuilder *builder, DeliveryPreset *preset)
{
  g_autofree char *name = delivery_preset_dup_title (preset);
  g_autofree char *recipe = delivery_recipe_to_text (delivery_preset_get_recipe (preset));
  const char *template_text = delivery_preset_get_template_text (preset);

  json_builder_begin_object (builder);
  add_member (builder, "name", name);
  add_member (builder, "rendition", recipe);
  add_member (builder, "form", delivery_form_get_word (delivery_preset_get_form (preset)));
  if (template_text != NULL)
    add_member (builder, "template", template_text);
  json_builder_end_object (builder);
}

GBytes *
delivery_presets_write (GPtrArray *presets)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  char *text;
  gsize length;

  g_return_val_if_fail (presets != NULL, NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, VERSION);
  json_builder_set_member_name (builder, "presets");
  json_builder_begin_array (builder);
  for (guint i = 0; i < presets->len; i++)
    add_preset (builder, presets->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  json_generator_set_pretty (generator, TRUE);
  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, &length);

  return g_bytes_new_take (text, length);
}
