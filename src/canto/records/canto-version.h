/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CANTO_TYPE_VERSION (canto_version_get_type ())

/* 1.10 */
#define CANTO_CURRENT_VERSION_ID "bGF0ZXN0X3ZlcnNpb25fdGFn"

/**
 * CantoVersion:
 *
 * One version of an asset (7.25): immutable, atomically counted. Getters of text are %NULL where the reply had
 * nothing.
 */
typedef struct _CantoVersion CantoVersion;

GType         canto_version_get_type (void) G_GNUC_CONST;
CantoVersion *canto_version_ref (CantoVersion *self);
void          canto_version_unref (CantoVersion *self);
const char   *canto_version_get_id (CantoVersion *self);     /* never NULL */
const char   *canto_version_get_number (CantoVersion *self); /* as the service counts them */
const char   *canto_version_get_owner_name (CantoVersion *self);
const char   *canto_version_get_time (CantoVersion *self); /* 17 digits (1.12) */
const char   *canto_version_get_comment (CantoVersion *self);
const char   *canto_version_get_preview_uri (CantoVersion *self);  /* token, counts (10.6) */
const char   *canto_version_get_download_uri (CantoVersion *self); /* token, counts */
gboolean      canto_version_get_is_current (CantoVersion *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantoVersion, canto_version_unref)

G_END_DECLS
