/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CantoFieldKind:
 * @CANTO_FIELD_TEXT: also URL
 * @CANTO_FIELD_LONG_TEXT: of several lines
 * @CANTO_FIELD_NUMBER: as text
 * @CANTO_FIELD_DATE: `yyyy-MM-dd`, of which nothing was seen: we send it so
 * @CANTO_FIELD_CHOICE: one of the values, or none; also Label and Rating
 * @CANTO_FIELD_CHOICES: any of the values
 *
 * What is to be put into a field (9.3).
 */
typedef enum
{
  CANTO_FIELD_TEXT,
  CANTO_FIELD_LONG_TEXT,
  CANTO_FIELD_NUMBER,
  CANTO_FIELD_DATE,
  CANTO_FIELD_CHOICE,
  CANTO_FIELD_CHOICES,
} CantoFieldKind;

#define CANTO_TYPE_FIELD (canto_field_get_type ())

/**
 * CantoField:
 *
 * A custom field of the account (9.3, 9.4): immutable, atomically counted.
 */
typedef struct _CantoField CantoField;

GType              canto_field_get_type (void) G_GNUC_CONST;
CantoField        *canto_field_ref (CantoField *self);
void               canto_field_unref (CantoField *self);
const char        *canto_field_get_id (CantoField *self);
const char        *canto_field_get_name (CantoField *self); /* the key in canto_asset_get_field_names() */
const char *const *canto_field_get_values (CantoField *self); /* never NULL; empty for what is no choice */

/* Nothing says it but whether there are values, and the id, of which one sample was seen (9.4): what the other ids
 * look like is a guess, and a text takes all. */
CantoFieldKind canto_field_get_kind (CantoField *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantoField, canto_field_unref)

G_END_DECLS
