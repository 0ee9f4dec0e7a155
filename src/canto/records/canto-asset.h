/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "canto-scheme.h"
#include "canto-version.h"

G_BEGIN_DECLS

/* 7.8, 16.4: an absent status is unknown, a word that we do not know is other; neither is approved. */
typedef enum
{
  CANTO_APPROVAL_UNKNOWN,
  CANTO_APPROVAL_APPROVED,
  CANTO_APPROVAL_PENDING,
  CANTO_APPROVAL_RESTRICTED,
  CANTO_APPROVAL_EXPIRED,
  CANTO_APPROVAL_OTHER,
} CantoApproval;

/* 7.26: the links of an asset. */
typedef enum
{
  CANTO_LINK_PREVIEW,             /* token, counts */
  CANTO_LINK_DOWNLOAD,            /* token, counts */
  CANTO_LINK_DETAIL,              /* the web page for people */
  CANTO_LINK_DIRECT_PREVIEW,      /* no token, counts; ends in the size (10.11) */
  CANTO_LINK_DIRECT_ORIGINAL,     /* no token, counts */
  CANTO_LINK_DIRECT_PREVIEW_PLAY, /* video only */
  CANTO_LINK_PREVIEW_URI_240,     /* signed, expires, does not count: never store it */
  CANTO_LINK_PREVIEW_URI_320,
  CANTO_N_LINKS,
} CantoLink;

#define CANTO_TYPE_ASSET (canto_asset_get_type ())

/**
 * CantoAsset:
 *
 * What one reply said about one asset (section 7): immutable, atomically counted, for any thread.
 * Text getters are %NULL where the reply had nothing; sizes are 0 where it had none or no number.
 */
typedef struct _CantoAsset CantoAsset;

GType       canto_asset_get_type (void) G_GNUC_CONST;
CantoAsset *canto_asset_ref (CantoAsset *self);
void        canto_asset_unref (CantoAsset *self);

const char        *canto_asset_get_id (CantoAsset *self);
CantoScheme        canto_asset_get_scheme (CantoAsset *self);
const char        *canto_asset_get_scheme_word (CantoAsset *self); /* also one that we do not know */
const char        *canto_asset_get_key (CantoAsset *self);         /* "scheme/id" (1.6) */
const char        *canto_asset_get_name (CantoAsset *self);        /* never NULL; the id if nameless */
const char        *canto_asset_get_description (CantoAsset *self);
guint              canto_asset_get_width_px (CantoAsset *self);
guint              canto_asset_get_height_px (CantoAsset *self);
guint              canto_asset_get_dpi (CantoAsset *self);
guint64            canto_asset_get_size_bytes (CantoAsset *self);
const char        *canto_asset_get_owner_name (CantoAsset *self);
const char        *canto_asset_get_editor (CantoAsset *self); /* who made the last change, for people */
const char        *canto_asset_get_time (CantoAsset *self); /* 17 digits (1.12), last change */
const char        *canto_asset_get_created (CantoAsset *self);
const char        *canto_asset_get_last_uploaded (CantoAsset *self);
CantoApproval      canto_asset_get_approval (CantoAsset *self);
const char        *canto_asset_get_approval_word (CantoAsset *self);
const char *const *canto_asset_get_tags (CantoAsset *self); /* never NULL; without `Untagged` */
const char *const *canto_asset_get_keywords (CantoAsset *self);
const char *const *canto_asset_get_smart_tags (CantoAsset *self);
const char        *canto_asset_get_md5 (CantoAsset *self);
const char        *canto_asset_get_copyright (CantoAsset *self);
const char        *canto_asset_get_terms (CantoAsset *self);
const char        *canto_asset_get_content_type (CantoAsset *self);
const char        *canto_asset_get_duration (CantoAsset *self); /* as the service words it */
const char        *canto_asset_get_file_date (CantoAsset *self); /* when the picture was taken; 1.11 */
guint              canto_asset_get_n_pages (CantoAsset *self);   /* 0 if it has or tells none */
const char        *canto_asset_get_link (CantoAsset *self, CantoLink link);

/* Custom fields (7.16, 7.23) in the order of the reply; a field that is not set has no values. */
const char *const *canto_asset_get_field_names (CantoAsset *self);
const char *const *canto_asset_get_field_values (CantoAsset *self, const char *name);

/* Albums (7.18, 7.24): parallel arrays of ids, of paths of ids (C18), and of paths for people. */
const char *const *canto_asset_get_album_ids (CantoAsset *self);
const char *const *canto_asset_get_album_id_paths (CantoAsset *self);
const char *const *canto_asset_get_album_paths (CantoAsset *self);

/* (nullable) (element-type CantoVersion): in the order of the reply (7.25); NULL where it had none, as in lists (6.10) */
GPtrArray *canto_asset_get_versions (CantoAsset *self);

/* Whether both are the same version of the same asset, however much each knows of it. (nullable) both */
gboolean canto_asset_is_same_version (CantoAsset *a, CantoAsset *b);

/* FALSE for what came in a list, unless that had metadata: ask for the details before relying on what is absent (6.10). */
gboolean canto_asset_get_is_complete (CantoAsset *self);

/* When the service was asked for its details, by canto_client_get_now_us(); 0 for what came in a list. */
gint64 canto_asset_get_read_at_us (CantoAsset *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantoAsset, canto_asset_unref)

G_END_DECLS
