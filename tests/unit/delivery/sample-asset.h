/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-account.h"
#include "canto-asset.h"

G_BEGIN_DECLS

/* The tenant and the asset of canto-api.md section 7. */
#define SAMPLE_DELIVERY                                                                            \
  "https://d111111abcdef8.cloudfront.net/image/112233445566/image_k9p346n3d25rq4f5r37e3p3e28"
#define SAMPLE_ORIGINAL                                                                            \
  "https://d111111abcdef8.cloudfront.net/asset/112233445566/image_k9p346n3d25rq4f5r37e3p3e28"
#define SAMPLE_DIRECT                                                                              \
  "https://acme.canto.com/direct/image/k9p346n3d25rq4f5r37e3p3e28/tlifxqsNyCzxIJnRwtQKuZToQQw/m800"
#define SAMPLE_UNPUBLISHED "Rendition-is-not-published-to-MDC"

/*
 * An asset as a reply says it, read by the parser of the client. A field that is NULL is left out of
 * the reply.
 */
typedef struct
{
  const char *scheme;      /* NULL: image */
  const char *name;        /* JSON text; NULL: harbour-dawn.jpg */
  const char *description; /* JSON text */
  const char *status;
  const char *copyright; /* JSON text */
  const char *credit;    /* JSON text: the field "Photo: Credit" */
  const char *plain_credit; /* JSON text: the field "Credit" */
  const char *alt;       /* JSON text: the field "Alt text" */
  const char *width;
  const char *height;
  const char *mdc_image;
  const char *mdc_asset;
  const char *direct_preview;
  const char *direct_original;
  gboolean is_list_item; /* without metadata (6.10) */
} Sample;

CantoAsset *sample_asset_new (const Sample *sample);

G_END_DECLS
