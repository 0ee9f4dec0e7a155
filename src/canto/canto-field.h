/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantoField, canto_field_unref)

G_END_DECLS
