/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "delivery-recipe.h"

#include "delivery-concerns.h"
#include "delivery-size.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_SIDE_PX 100000
#define MAX_SHAPE   10000

struct _DeliveryRecipe
{
  gboolean is_original;
  DeliveryCut cut;
  char *name; /* (nullable): of the cut, which borrows it */
  guint width_px;
  guint height_px;
  DeliveryFormat format;
};

G_DEFINE_BOXED_TYPE (DeliveryRecipe, delivery_recipe, delivery_recipe_ref, delivery_recipe_unref)

/* By DeliveryFormat. */
static const struct
{
  const char *word;
  const char *title;
} formats[] = {
  { "jpg", "JPEG" }, { "png", "PNG" }, { "webp", "WebP" },
  { "tif", "TIFF" }, { "gif", "GIF" }, { "jp2", "JPEG 2000" },
};

/* Making */

DeliveryRecipe *
delivery_recipe_new_original (void)
{
  DeliveryRecipe *self = g_atomic_rc_box_new0 (DeliveryRecipe);

  self->is_original = TRUE;

  return self;
}

static gboolean
is_cut (const DeliveryCut *cut)
{
  switch (cut->kind)
    {
    case DELIVERY_CUT_NONE:
      return TRUE;

    case DELIVERY_CUT_NAMED:
      return delivery_rendition_is_template_name (cut->name);

    case DELIVERY_CUT_SHAPE:
      return cut->shape_width > 0 && cut->shape_width <= MAX_SHAPE && cut->shape_height > 0
             && cut->shape_height <= MAX_SHAPE;

    case DELIVERY_CUT_PART:
      return cut->width > 0 && cut->height > 0 && cut->left < DELIVERY_WHOLE
             && cut->top < DELIVERY_WHOLE && cut->width <= DELIVERY_WHOLE - cut->left
             && cut->height <= DELIVERY_WHOLE - cut->top;

    default:
      return FALSE;
    }
}

DeliveryRecipe *
delivery_recipe_new (const DeliveryCut *cut, guint width_px, guint height_px, DeliveryFormat format)
{
  DeliveryRecipe *self;

  g_return_val_if_fail (cut == NULL || is_cut (cut), NULL);
  g_return_val_if_fail (width_px <= MAX_SIDE_PX && height_px <= MAX_SIDE_PX, NULL);
  g_return_val_if_fail (width_px > 0 || height_px == 0, NULL);
  g_return_val_if_fail (format < G_N_ELEMENTS (formats), NULL);

  self = g_atomic_rc_box_new0 (DeliveryRecipe);
  if (cut != NULL)
    self->cut = *cut;
  if (self->cut.kind == DELIVERY_CUT_NAMED)
    self->name = g_strdup (cut->name);
  self->cut.name = self->name;
  self->width_px = width_px;
  self->height_px = height_px;
  self->format = format;

  return self;
}

DeliveryRecipe *
delivery_recipe_with_format (DeliveryRecipe *self, DeliveryFormat format)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->is_original)
    return delivery_recipe_ref (self);

  return delivery_recipe_new (&self->cut, self->width_px, self->height_px, format);
}

DeliveryRecipe *
delivery_recipe_ref (DeliveryRecipe *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
recipe_clear (gpointer data)
{
  g_free (((DeliveryRecipe *) data)->name);
}

void
delivery_recipe_unref (DeliveryRecipe *self)
{
  g_atomic_rc_box_release_full (self, recipe_clear);
}

gboolean
delivery_recipe_equal (DeliveryRecipe *self, DeliveryRecipe *other)
{
  g_autofree char *text = delivery_recipe_to_text (self);
  g_autofree char *other_text = delivery_recipe_to_text (other);

  return g_str_equal (text, other_text);
}

/* Its text */

/* Reads a number of at most @max and moves behind it. */
static gboolean
read_number (const char **text, guint max, guint *number)
{
  guint64 value = 0;
  const char *digit = *text;

  for (; g_ascii_isdigit (*digit) && value <= max; digit++)
    value = value * 10 + g_ascii_digit_value (*digit);
  if (digit == *text || value > max)
    return FALSE;

  *text = digit;
  *number = (guint) value;

  return TRUE;
}

/* "1200", "600x", "1200x630" */
static gboolean
read_size (const char *word, guint *width_px, guint *height_px)
{
  guint width;
  guint height;

  if (!read_number (&word, MAX_SIDE_PX, &width) || width == 0)
    return FALSE;

  if (*word == '\0')
    height = width;
  else if (*word++ != 'x')
    return FALSE;
  else if (*word == '\0')
    height = 0;
  else if (!read_number (&word, MAX_SIDE_PX, &height) || height == 0 || *word != '\0')
    return FALSE;

  *width_px = width;
  *height_px = height;

  return TRUE;
}

/* "16:9", "0,250000,1000000,500000", "square", "=800" */
static gboolean
read_cut (const char *word, DeliveryCut *cut)
{
  const char *behind = word;

  memset (cut, 0, sizeof *cut);
  if (read_number (&behind, MAX_SHAPE, &cut->shape_width) && *behind++ == ':'
      && read_number (&behind, MAX_SHAPE, &cut->shape_height) && *behind == '\0')
    {
      cut->kind = DELIVERY_CUT_SHAPE;
      return is_cut (cut);
    }

  behind = word;
  if (read_number (&behind, DELIVERY_WHOLE, &cut->left) && *behind++ == ','
      && read_number (&behind, DELIVERY_WHOLE, &cut->top) && *behind++ == ','
      && read_number (&behind, DELIVERY_WHOLE, &cut->width) && *behind++ == ','
      && read_number (&behind, DELIVERY_WHOLE, &cut->height) && *behind == '\0')
    {
      cut->kind = DELIVERY_CUT_PART;
      return is_cut (cut);
    }

  cut->kind = DELIVERY_CUT_NAMED;
  cut->name = *word == '=' ? word + 1 : word;

  return !g_ascii_isdigit (*word) && is_cut (cut);
}

static gboolean
read_format (const char *word, DeliveryFormat *format)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (g_str_equal (formats[i].word, word))
        {
          *format = (DeliveryFormat) i;
          return TRUE;
        }
    }

  return FALSE;
}

/* @words: its last one is the format, and left out */
static DeliveryRecipe *
read_steps (char **words, guint n_words, DeliveryFormat format)
{
  DeliveryCut cut = { DELIVERY_CUT_NONE };
  guint width_px = 0;
  guint height_px = 0;
  gboolean has_size = n_words > 0 && read_size (words[n_words - 1], &width_px, &height_px);
  guint n_cuts = n_words - (has_size ? 1 : 0);

  if (n_cuts > 1 || (n_cuts == 1 && !read_cut (words[0], &cut)))
    return NULL;

  return delivery_recipe_new (&cut, width_px, height_px, format);
}

DeliveryRecipe *
delivery_recipe_parse (const char *text, GError **error)
{
  g_auto (GStrv) words = NULL;
  guint n_words;
  DeliveryFormat format;
  DeliveryRecipe *self;

  g_return_val_if_fail (text != NULL, NULL);

  if (g_str_equal (text, "original"))
    return delivery_recipe_new_original ();

  words = g_strsplit (text, "/", -1);
  n_words = g_strv_length (words);
  if (n_words == 0 || !read_format (words[n_words - 1], &format))
    {
      g_set_error (error, DELIVERY_ERROR, DELIVERY_ERROR_BAD_RECIPE,
                   /* Translators: {formats} are words of the text, not to be translated */
                   _ ("“%s” does not end in a format: jpg, png, webp, tif, gif or jp2."), text);
      return NULL;
    }

  self = read_steps (words, n_words - 1, format);
  if (self == NULL)
    g_set_error (error, DELIVERY_ERROR, DELIVERY_ERROR_BAD_RECIPE,
                 _ ("“%s” is no crop, size and format, as “16:9/1600x900/jpg” is."), text);

  return self;
}

static void
append_cut (GString *text, const DeliveryCut *cut)
{
  switch (cut->kind)
    {
    case DELIVERY_CUT_NAMED:
      if (g_ascii_isdigit (*cut->name))
        g_string_append_c (text, '=');
      g_string_append_printf (text, "%s/", cut->name);
      break;

    case DELIVERY_CUT_SHAPE:
      g_string_append_printf (text, "%u:%u/", cut->shape_width, cut->shape_height);
      break;

    case DELIVERY_CUT_PART:
      g_string_append_printf (text, "%u,%u,%u,%u/", cut->left, cut->top, cut->width, cut->height);
      break;

    case DELIVERY_CUT_NONE:
    default:
      break;
    }
}

char *
delivery_recipe_to_text (DeliveryRecipe *self)
{
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->is_original)
    return g_strdup ("original");

  text = g_string_new (NULL);
  append_cut (text, &self->cut);
  if (self->width_px > 0 && self->width_px == self->height_px)
    g_string_append_printf (text, "%u/", self->width_px);
  else if (self->height_px > 0)
    g_string_append_printf (text, "%ux%u/", self->width_px, self->height_px);
  else if (self->width_px > 0)
    g_string_append_printf (text, "%ux/", self->width_px);
  g_string_append (text, formats[self->format].word);

  return g_string_free (text, FALSE);
}

/* For people */

/* (transfer full) (nullable) */
static char *
dup_cut_title (const DeliveryCut *cut)
{
  switch (cut->kind)
    {
    case DELIVERY_CUT_NAMED:
      return g_strdup (delivery_template_get_title (cut->name));

    case DELIVERY_CUT_SHAPE:
      return g_strdup_printf ("%u:%u", cut->shape_width, cut->shape_height);

    case DELIVERY_CUT_PART:
      /* Translators: a part of a picture, that was chosen by hand */
      return g_strdup (_ ("Crop"));

    case DELIVERY_CUT_NONE:
    default:
      return NULL;
    }
}

/* (transfer full) (nullable) */
static char *
dup_size_title (DeliveryRecipe *self)
{
  if (self->width_px == 0)
    return NULL;
  if (self->height_px == 0)
    /* Translators: a picture by its width */
    return g_strdup_printf (_ ("%u px wide"), self->width_px);
  if (self->width_px == self->height_px)
    /* Translators: a picture by its longest side */
    return g_strdup_printf (_ ("%u px"), self->width_px);

  return g_strdup_printf ("%u × %u", self->width_px, self->height_px);
}

char *
delivery_recipe_dup_title (DeliveryRecipe *self)
{
  g_autofree char *cut = NULL;
  g_autofree char *size = NULL;
  g_autoptr (GPtrArray) parts = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->is_original)
    return g_strdup (delivery_size_get_title (DELIVERY_SIZE_ORIGINAL));

  cut = dup_cut_title (&self->cut);
  size = dup_size_title (self);
  parts = g_ptr_array_new ();
  if (cut != NULL)
    g_ptr_array_add (parts, cut);
  if (size != NULL)
    g_ptr_array_add (parts, size);
  g_ptr_array_add (parts, (gpointer) formats[self->format].title);
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" ", (char **) parts->pdata);
}

/* What it is */

gboolean
delivery_recipe_get_is_original (DeliveryRecipe *self)
{
  return self->is_original;
}

DeliveryCut
delivery_recipe_get_cut (DeliveryRecipe *self)
{
  return self->cut;
}

guint
delivery_recipe_get_width_px (DeliveryRecipe *self)
{
  return self->width_px;
}

guint
delivery_recipe_get_height_px (DeliveryRecipe *self)
{
  return self->height_px;
}

DeliveryFormat
delivery_recipe_get_format (DeliveryRecipe *self)
{
  return self->format;
}

gboolean
delivery_recipe_get_crops (DeliveryRecipe *self)
{
  return self->cut.kind != DELIVERY_CUT_NONE;
}

const char *
delivery_format_get_title (DeliveryFormat format)
{
  g_return_val_if_fail (format < G_N_ELEMENTS (formats), NULL);

  return formats[format].title;
}

/* For one picture */

static void
measure_shape (const DeliveryCut *cut, guint width_px, guint height_px, DeliveryCrop *crop)
{
  guint64 by_height = (guint64) height_px * cut->shape_width / cut->shape_height;

  if (by_height <= width_px)
    {
      crop->width_px = MAX (1, (guint) by_height);
      crop->height_px = height_px;
    }
  else
    {
      crop->width_px = width_px;
      crop->height_px =
          MAX (1, (guint) ((guint64) width_px * cut->shape_height / cut->shape_width));
    }
  crop->left_px = (width_px - crop->width_px) / 2;
  crop->top_px = (height_px - crop->height_px) / 2;
}

static guint
get_share (guint share, guint side_px)
{
  return (guint) (((guint64) share * side_px + DELIVERY_WHOLE / 2) / DELIVERY_WHOLE);
}

void
delivery_cut_measure (const DeliveryCut *cut,
                      guint source_width_px,
                      guint source_height_px,
                      DeliveryCrop *crop)
{
  g_return_if_fail (cut->kind == DELIVERY_CUT_SHAPE || cut->kind == DELIVERY_CUT_PART);
  g_return_if_fail (source_width_px > 0 && source_height_px > 0);

  if (cut->kind == DELIVERY_CUT_SHAPE)
    {
      measure_shape (cut, source_width_px, source_height_px, crop);
      return;
    }

  crop->left_px = MIN (get_share (cut->left, source_width_px), source_width_px - 1);
  crop->top_px = MIN (get_share (cut->top, source_height_px), source_height_px - 1);
  crop->width_px =
      CLAMP (get_share (cut->width, source_width_px), 1, source_width_px - crop->left_px);
  crop->height_px =
      CLAMP (get_share (cut->height, source_height_px), 1, source_height_px - crop->top_px);
}

static void
append_crop (GString *ops,
             const DeliveryCut *cut,
             guint source_width_px,
             guint source_height_px,
             guint master_px,
             gboolean *lost_crop)
{
  DeliveryCrop crop;

  if (cut->kind == DELIVERY_CUT_NAMED)
    g_string_append_printf (ops, "-T%s", cut->name);
  else if (cut->kind != DELIVERY_CUT_NONE && source_width_px > 0 && source_height_px > 0)
    {
      delivery_cut_measure (cut, source_width_px, source_height_px, &crop);
      delivery_crop_to_master (&crop, source_width_px, source_height_px, master_px);
      g_string_append_printf (ops, "-C%ux%u,%u,%u", crop.width_px, crop.height_px, crop.left_px,
                              crop.top_px);
    }
  else if (lost_crop != NULL)
    *lost_crop = cut->kind != DELIVERY_CUT_NONE;
}

DeliveryRendition *
delivery_recipe_make_rendition (DeliveryRecipe *self,
                                guint source_width_px,
                                guint source_height_px,
                                guint master_px,
                                gboolean *lost_crop)
{
  g_autoptr (GString) ops = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (master_px > 0, NULL);

  if (lost_crop != NULL)
    *lost_crop = FALSE;
  if (self->is_original)
    return NULL;

  append_crop (ops, &self->cut, source_width_px, source_height_px, master_px, lost_crop);
  if (self->width_px > 0 && self->width_px == self->height_px)
    g_string_append_printf (ops, "-B%u", self->width_px);
  else if (self->height_px > 0)
    g_string_append_printf (ops, "-S%ux%u", self->width_px, self->height_px);
  else if (self->width_px > 0)
    g_string_append_printf (ops, "-S%u", self->width_px);
  g_string_append_printf (ops, "-F%s", delivery_format_get_op (self->format));

  return delivery_rendition_parse (ops->str, NULL);
}
