/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "delivery-rendition.h"

#include "delivery-concerns.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

typedef enum
{
  OP_SCALE, /* width, height (0: by width) */
  OP_BOX,   /* width */
  OP_CROP,  /* width, height, left, top */
  OP_TEMPLATE,
  OP_FORMAT,
  OP_UNKNOWN,
} OpKind;

/* One op, as it was read, and what it means. */
typedef struct
{
  OpKind kind;
  guint numbers[4];
  DeliveryFormat format;
  char *text;
} Op;

struct _DeliveryRendition
{
  GArray *ops; /* of Op */
};

G_DEFINE_BOXED_TYPE (DeliveryRendition,
                     delivery_rendition,
                     delivery_rendition_ref,
                     delivery_rendition_unref)

/* Indexed by DeliveryFormat. */
static const char *const format_words[] = { "JPG", "PNG", "WEBP", "TIF", "GIF", "JP2" };

static void
op_clear (gpointer data)
{
  g_free (((Op *) data)->text);
}

static DeliveryRendition *
rendition_new (void)
{
  DeliveryRendition *self = g_atomic_rc_box_new0 (DeliveryRendition);

  self->ops = g_array_new (FALSE, TRUE, sizeof (Op));
  g_array_set_clear_func (self->ops, op_clear);

  return self;
}

DeliveryRendition *
delivery_rendition_ref (DeliveryRendition *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
rendition_clear (gpointer data)
{
  g_array_unref (((DeliveryRendition *) data)->ops);
}

void
delivery_rendition_unref (DeliveryRendition *self)
{
  g_atomic_rc_box_release_full (self, rendition_clear);
}

/* Reads a number of at most nine digits and moves behind it. */
static gboolean
read_number (const char **text, guint *number)
{
  const char *digit = *text;

  *number = 0;
  while (g_ascii_isdigit (*digit) && digit - *text < 9)
    *number = *number * 10 + g_ascii_digit_value (*digit++);
  if (digit == *text || g_ascii_isdigit (*digit))
    return FALSE;

  *text = digit;

  return TRUE;
}

/* Numbers with the given separators between them, and nothing after the last. */
static gboolean
read_numbers (const char *text, const char *separators, guint *numbers)
{
  if (!read_number (&text, numbers++))
    return FALSE;

  for (; *separators != '\0'; separators++)
    {
      if (*text++ != *separators || !read_number (&text, numbers++))
        return FALSE;
    }

  return *text == '\0';
}

const char *
delivery_format_get_op (DeliveryFormat format)
{
  g_return_val_if_fail (format < G_N_ELEMENTS (format_words), NULL);

  return format_words[format];
}

gboolean
delivery_rendition_is_template_name (const char *name)
{
  g_return_val_if_fail (name != NULL, FALSE);

  if (*name == '\0')
    return FALSE;

  for (; *name != '\0'; name++)
    {
      if (!g_ascii_isalnum (*name) && *name != '_')
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_format (const char *word, DeliveryFormat *format)
{
  for (gsize i = 0; i < G_N_ELEMENTS (format_words); i++)
    {
      if (g_str_equal (word, format_words[i]))
        {
          *format = (DeliveryFormat) i;
          return TRUE;
        }
    }

  return FALSE;
}

/* What an op means, its value decoded (11.12). One that breaks the grammar is unknown, and stays.
 */
static OpKind
read_op (Op *op, char letter, const char *value)
{
  switch (letter)
    {
    case 'S':
      if (read_numbers (value, "x", op->numbers))
        return OP_SCALE;
      op->numbers[1] = 0;
      return read_numbers (value, "", op->numbers) ? OP_SCALE : OP_UNKNOWN;

    case 'B':
      return read_numbers (value, "", op->numbers) ? OP_BOX : OP_UNKNOWN;

    case 'C':
      return read_numbers (value, "x,,", op->numbers) ? OP_CROP : OP_UNKNOWN;

    case 'T':
      return delivery_rendition_is_template_name (value) ? OP_TEMPLATE : OP_UNKNOWN;

    case 'F':
      return read_format (value, &op->format) ? OP_FORMAT : OP_UNKNOWN;

    default:
      return OP_UNKNOWN;
    }
}

static void
append_op (DeliveryRendition *self, const char *text, gsize length)
{
  Op op = { .text = g_strndup (text, length) };
  g_autofree char *decoded = g_uri_unescape_string (op.text, NULL);

  op.kind = decoded != NULL ? read_op (&op, decoded[1], decoded + 2) : OP_UNKNOWN;
  g_array_append_val (self->ops, op);
}

DeliveryRendition *
delivery_rendition_parse (const char *ops, GError **error)
{
  g_autoptr (DeliveryRendition) self = NULL;

  g_return_val_if_fail (ops != NULL, NULL);

  self = rendition_new ();
  while (ops[0] == '-' && ops[1] != '\0' && ops[1] != '-')
    {
      const char *end = ops + 1 + strcspn (ops + 1, "-");

      append_op (self, ops, end - ops);
      ops = end;
    }

  if (self->ops->len == 0 || *ops != '\0')
    {
      g_set_error (error, DELIVERY_ERROR, DELIVERY_ERROR_BAD_LINK,
                   _ ("“%s” is no list of delivery operations."), ops);
      return NULL;
    }

  return g_steal_pointer (&self);
}

char *
delivery_rendition_to_ops (DeliveryRendition *self)
{
  GString *ops = g_string_new (NULL);

  for (guint i = 0; i < self->ops->len; i++)
    g_string_append (ops, g_array_index (self->ops, Op, i).text);

  return g_string_free (ops, FALSE);
}

DeliveryRendition *
delivery_rendition_new_box (guint box_px, DeliveryFormat format)
{
  g_autofree char *ops = g_strdup_printf ("-B%u-F%s", box_px, format_words[format]);

  g_return_val_if_fail (box_px > 0, NULL);

  return delivery_rendition_parse (ops, NULL);
}

/* 11.9: a number of pixels of the source in pixels of the master, cut and not rounded. In integers,
 * for 2215 × (2048 / 2215) is less than 2048. */
static guint
to_master (guint64 number_px, guint source_width_px, guint source_height_px, guint master_px)
{
  guint longest_px = MAX (source_width_px, source_height_px);

  return (guint) (longest_px > master_px ? number_px * master_px / longest_px : number_px);
}

void
delivery_crop_to_master (DeliveryCrop *crop,
                         guint source_width_px,
                         guint source_height_px,
                         guint master_px)
{
  guint width_px =
      MAX (1, to_master (source_width_px, source_width_px, source_height_px, master_px));
  guint height_px =
      MAX (1, to_master (source_height_px, source_width_px, source_height_px, master_px));

  g_return_if_fail (crop != NULL);
  g_return_if_fail (source_width_px > 0 && source_height_px > 0 && master_px > 0);

  crop->width_px = to_master (crop->width_px, source_width_px, source_height_px, master_px);
  crop->height_px = to_master (crop->height_px, source_width_px, source_height_px, master_px);
  crop->left_px = to_master (crop->left_px, source_width_px, source_height_px, master_px);
  crop->top_px = to_master (crop->top_px, source_width_px, source_height_px, master_px);

  crop->left_px = MIN (crop->left_px, width_px - 1);
  crop->top_px = MIN (crop->top_px, height_px - 1);
  crop->width_px = CLAMP (crop->width_px, 1, width_px - crop->left_px);
  crop->height_px = CLAMP (crop->height_px, 1, height_px - crop->top_px);
}

DeliveryRendition *
delivery_rendition_new_crop (guint crop_width_px,
                             guint crop_height_px,
                             guint crop_left_px,
                             guint crop_top_px,
                             guint scale_width_px,
                             guint scale_height_px,
                             DeliveryFormat format)
{
  g_autoptr (GString) ops = g_string_new (NULL);

  if (crop_width_px > 0 && crop_height_px > 0)
    g_string_append_printf (ops, "-C%ux%u,%u,%u", crop_width_px, crop_height_px, crop_left_px,
                            crop_top_px);
  if (scale_width_px > 0 && scale_height_px > 0)
    g_string_append_printf (ops, "-S%ux%u", scale_width_px, scale_height_px);
  g_string_append_printf (ops, "-F%s", format_words[format]);

  return delivery_rendition_parse (ops->str, NULL);
}

DeliveryFormat
delivery_rendition_get_format (DeliveryRendition *self)
{
  DeliveryFormat format = DELIVERY_FORMAT_JPG; /* 11.7 */

  for (guint i = 0; i < self->ops->len; i++)
    {
      const Op *op = &g_array_index (self->ops, Op, i);

      if (op->kind == OP_FORMAT)
        format = op->format;
    }

  return format;
}

static gboolean
is_crop (const Op *op)
{
  return op->kind == OP_CROP || op->kind == OP_TEMPLATE;
}

gboolean
delivery_rendition_get_crops (DeliveryRendition *self)
{
  for (guint i = 0; i < self->ops->len; i++)
    {
      if (is_crop (&g_array_index (self->ops, Op, i)))
        return TRUE;
    }

  return FALSE;
}

DeliveryRendition *
delivery_rendition_with_width (DeliveryRendition *self, guint width_px, DeliveryFormat format)
{
  g_autoptr (GString) ops = g_string_new (NULL);
  gboolean is_scaled = FALSE;

  g_return_val_if_fail (self != NULL && width_px > 0, NULL);

  for (guint i = 0; i < self->ops->len; i++)
    {
      const Op *op = &g_array_index (self->ops, Op, i);

      if (op->kind == OP_UNKNOWN || (is_scaled && is_crop (op)))
        return NULL;
      if (is_crop (op))
        g_string_append (ops, op->text);
      is_scaled = is_scaled || op->kind == OP_SCALE || op->kind == OP_BOX;
    }
  g_string_append_printf (ops, "-S%u-F%s", width_px, format_words[format]);

  return delivery_rendition_parse (ops->str, NULL);
}

static void
scale (double factor, double *width, double *height, gboolean *upscaled)
{
  *upscaled = *upscaled || factor > 1;
  factor = MIN (factor, 1);
  *width = MAX (1, round (*width * factor));
  *height = MAX (1, round (*height * factor));
}

static gboolean
measure_op (const Op *op, double *width, double *height, gboolean *upscaled)
{
  switch (op->kind)
    {
    case OP_SCALE:
      scale (op->numbers[1] > 0 ? MIN (op->numbers[0] / *width, op->numbers[1] / *height)
                                : op->numbers[0] / *width,
             width, height, upscaled);
      return TRUE;

    case OP_BOX:
      scale (op->numbers[0] / MAX (*width, *height), width, height, upscaled);
      return TRUE;

    case OP_CROP:
      if (op->numbers[0] == 0 || op->numbers[1] == 0
          || (double) op->numbers[2] + op->numbers[0] > *width
          || (double) op->numbers[3] + op->numbers[1] > *height)
        return FALSE;
      *width = op->numbers[0];
      *height = op->numbers[1];
      return TRUE;

    case OP_FORMAT:
      return TRUE;

    case OP_TEMPLATE:
      if (!g_str_equal (op->text, "-Tsquare"))
        return FALSE;
      *width = *height = MIN (*width, *height);
      return TRUE;

    case OP_UNKNOWN:
    default:
      return FALSE;
    }
}

static gboolean
measure (DeliveryRendition *self,
         gboolean with_crops,
         guint source_width_px,
         guint source_height_px,
         guint master_px,
         guint *width_px,
         guint *height_px,
         gboolean *upscaled)
{
  gboolean is_upscaled = FALSE;
  double width;
  double height;

  if (source_width_px == 0 || source_height_px == 0)
    return FALSE;

  width = MAX (1, to_master (source_width_px, source_width_px, source_height_px, master_px));
  height = MAX (1, to_master (source_height_px, source_width_px, source_height_px, master_px));

  for (guint i = 0; i < self->ops->len; i++)
    {
      const Op *op = &g_array_index (self->ops, Op, i);

      if (!with_crops && is_crop (op))
        continue;
      if (!measure_op (op, &width, &height, &is_upscaled))
        return FALSE;
    }

  *width_px = (guint) width;
  *height_px = (guint) height;
  if (upscaled != NULL)
    *upscaled = is_upscaled;

  return TRUE;
}

gboolean
delivery_rendition_measure (DeliveryRendition *self,
                            guint source_width_px,
                            guint source_height_px,
                            guint master_px,
                            guint *width_px,
                            guint *height_px,
                            gboolean *upscaled)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return measure (self, TRUE, source_width_px, source_height_px, master_px, width_px, height_px,
                  upscaled);
}

gboolean
delivery_rendition_measure_uncropped (DeliveryRendition *self,
                                      guint source_width_px,
                                      guint source_height_px,
                                      guint master_px,
                                      guint *width_px,
                                      guint *height_px,
                                      gboolean *upscaled)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return measure (self, FALSE, source_width_px, source_height_px, master_px, width_px, height_px,
                  upscaled);
}
