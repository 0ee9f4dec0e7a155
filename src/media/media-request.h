/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "canto-client.h"
#include "media-picture.h"

G_BEGIN_DECLS

/**
 * MediaRequest:
 *
 * One picture, or whole file, that somebody wants: under which name it is kept, how large it will be
 * shown (0: a file), and where it can be had, best place first. Immutable once handed over, atomically counted.
 */
typedef struct _MediaRequest MediaRequest;

#define MEDIA_TYPE_REQUEST (media_request_get_type ())

GType         media_request_get_type (void) G_GNUC_CONST;
/* @key: stable name of the picture's version, as "image/ID@TIME"; never an address (10.13) */
MediaRequest *media_request_new (const char *key, guint size_px);
void          media_request_add_place (MediaRequest *self, const char *uri, CantoFetch how);
MediaRequest *media_request_ref (MediaRequest *self);
void          media_request_unref (MediaRequest *self);
const char   *media_request_get_key (MediaRequest *self);
guint         media_request_get_size_px (MediaRequest *self);
guint         media_request_get_n_places (MediaRequest *self);
const char   *media_request_get_uri (MediaRequest *self, guint place);
CantoFetch    media_request_get_how (MediaRequest *self, guint place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaRequest, media_request_unref)

G_END_DECLS
