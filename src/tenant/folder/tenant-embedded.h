/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "tenant-asset.h"

G_BEGIN_DECLS

/**
 * TenantEmbedded:
 *
 * What stands in a file about itself. What a file does not say, or this build cannot read, is zero.
 */
typedef struct
{
  guint width_px; /* as it is seen: turned as EXIF says */
  guint height_px;
  guint dpi;
  guint duration_ms;
  guint pages;
  gboolean has_picture; /* that this build can draw */
  const char *color;
  char *description;
  char *author;
  char *copyright;
  char *terms;
  char *taken; /* 2026-02-18 06:11:09 */
  char *tool;
  char *gps;
  char *credit;
  char *headline;
  char *camera;
  char *city;
  char *country;
  char *rating;     /* "1" to "5" */
  char **keywords;  /* never NULL, as the next */
  char **labels;    /* a label, its value, the next label… */
} TenantEmbedded;

/* Reads no more of a file than it has to. It may take milliseconds: for workers. Safe for any thread. */
TenantEmbedded *tenant_embedded_read (const char *path, const char *content_type, TenantScheme scheme);
void            tenant_embedded_free (TenantEmbedded *embedded);

/* Texts out of EXIF, IPTC and XMP; FALSE without gexiv2. @turned is set if EXIF has the picture lie on
 * its side. */
gboolean tenant_texts_read (const char *path, TenantEmbedded *embedded, gboolean *turned);
/* How long a film or a piece of music is, and how large a film's picture. */
void     tenant_lengths_read (const char *path, TenantEmbedded *embedded);

G_END_DECLS
