/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "canto-account.h"

G_BEGIN_DECLS

/* What a form says of the file, in its x-amz-meta fields (12.4). */
typedef struct
{
  const char *name;
  const char *tags;     /* (nullable): with commas */
  const char *album_id; /* (nullable) */
  const char *scheme;   /* (nullable): of the asset of which it is a new version */
  const char *id;       /* (nullable): the same */
} CantoUploadMeta;

/**
 * CantoUploadForm:
 *
 * What is made of an upload setting (12.1), in either of its forms: where to post, and what stands before and
 * behind the bytes of the file. Immutable.
 */
typedef struct
{
  char *uri;
  char *content_type;
  GBytes *head;
  GBytes *tail;
} CantoUploadForm;

/* @setting: the answer of 4.28. An address that uploads may not go to (12.7) is %CANTO_ERROR_INSECURE, a setting
 * that lacks something %CANTO_ERROR_BAD_REPLY. */
CantoUploadForm *canto_upload_form_new (CantoAccount *account, GBytes *setting, const CantoUploadMeta *meta, GError **error);
void             canto_upload_form_free (CantoUploadForm *form);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CantoUploadForm, canto_upload_form_free)

G_END_DECLS
