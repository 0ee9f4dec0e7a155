/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "delivery-rendition.h"

G_BEGIN_DECLS

/**
 * DeliverySize:
 * @DELIVERY_SIZE_ORIGINAL: the file itself, in its own format
 * @DELIVERY_SIZE_2000: the longest side has at most so many pixels
 * @DELIVERY_SIZE_SQUARE: as the tenant crops squares, at most 800 px
 * @DELIVERY_SIZE_LANDSCAPE: as the tenant crops landscapes, as large as the master has it
 * @DELIVERY_SIZE_PORTRAIT: as the tenant crops portraits
 */
typedef enum
{
  DELIVERY_SIZE_ORIGINAL,
  DELIVERY_SIZE_2000,
  DELIVERY_SIZE_1200,
  DELIVERY_SIZE_400,
  DELIVERY_SIZE_SQUARE,
  DELIVERY_SIZE_LANDSCAPE,
  DELIVERY_SIZE_PORTRAIT,
  DELIVERY_N_SIZES,
} DeliverySize;

/* The formats that presets offer: JPEG, PNG, WebP. */
#define DELIVERY_N_PRESET_FORMATS (DELIVERY_FORMAT_WEBP + 1)

/**
 * DeliveryPreset:
 * @size: what is made of a picture
 * @format: in which format; the original keeps its own, and this waits for the next size
 *
 * What a person chooses of all that the delivery network can make. It has a text, "1200/jpg", that
 * never changes: it is kept in settings.
 */
typedef struct
{
  DeliverySize size;
  DeliveryFormat format;
} DeliveryPreset;

/* %FALSE if @text is none, which leaves @preset alone. */
gboolean delivery_preset_from_text (const char *text, DeliveryPreset *preset);
char    *delivery_preset_to_text (const DeliveryPreset *preset); /* (transfer full) */

/* "1200 px JPEG" in the person's language. (transfer full) */
char *delivery_preset_dup_title (const DeliveryPreset *preset);

/* The ops for it: template, then box, then format (11.6). %NULL for the original, which has none.
 * (transfer full) (nullable) */
DeliveryRendition *delivery_preset_make_rendition (const DeliveryPreset *preset);

const char *delivery_size_get_title (DeliverySize size);       /* "1200 px" */
gboolean    delivery_size_get_crops (DeliverySize size);       /* so it wants the delivery network */
guint       delivery_size_get_longest_px (DeliverySize size);  /* 0: as large as there is */
const char *delivery_format_get_title (DeliveryFormat format); /* "JPEG": a name, not translated */

G_END_DECLS
