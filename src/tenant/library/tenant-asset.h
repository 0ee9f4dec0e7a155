/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TENANT_SCHEME_IMAGE,
  TENANT_SCHEME_VIDEO,
  TENANT_SCHEME_AUDIO,
  TENANT_SCHEME_DOCUMENT,
  TENANT_SCHEME_PRESENTATION,
  TENANT_SCHEME_OTHER,
  TENANT_N_SCHEMES,
} TenantScheme;

typedef enum
{
  TENANT_APPROVAL_APPROVED,
  TENANT_APPROVAL_PENDING,
  TENANT_APPROVAL_RESTRICTED,
  TENANT_APPROVAL_EXPIRED,
  TENANT_APPROVAL_CUSTOM, /* a word of the tenant's own: "In review" (7.8, 16.2) */
  TENANT_N_APPROVALS,
} TenantApproval;

/* What the original really is. */
typedef enum
{
  TENANT_FORMAT_JPEG,
  TENANT_FORMAT_PNG,
  TENANT_FORMAT_TIFF,
  TENANT_FORMAT_PDF,  /* documents; presentations are PDF slides too */
  TENANT_FORMAT_WAV,
  TENANT_FORMAT_WEBM,
  TENANT_FORMAT_CSV, /* scheme other */
  TENANT_N_FORMATS,
  TENANT_FORMAT_FILE = TENANT_N_FORMATS, /* what a person's own file is: its content type says it */
} TenantFormat;

/* What the drawn picture shows: chosen together with name and tags, so that they agree. */
typedef enum
{
  TENANT_MOTIF_HARBOUR,
  TENANT_MOTIF_MOUNTAINS,
  TENANT_MOTIF_FOREST,
  TENANT_MOTIF_CITY,
  TENANT_MOTIF_BEACH,
  TENANT_MOTIF_FIELD,
  TENANT_MOTIF_NIGHT_SKY,
  TENANT_MOTIF_PRODUCT_CHAIR,
  TENANT_MOTIF_PRODUCT_LAMP,
  TENANT_MOTIF_PRODUCT_CUP,
  TENANT_MOTIF_PRODUCT_SHOE,
  TENANT_MOTIF_PORTRAIT,
  TENANT_MOTIF_FLOWERS,
  TENANT_MOTIF_ABSTRACT,
  TENANT_MOTIF_CHART,
  TENANT_MOTIF_LETTER,
  TENANT_N_MOTIFS,
} TenantMotif;

typedef struct _TenantUpload TenantUpload;

/**
 * TenantAsset:
 *
 * All that is said of one asset, put together when somebody asks.
 */
typedef struct
{
  guint64 number;
  guint64 hash; /* random bits of this asset alone: whoever needs more draws from these */
  guint stem;   /* index of what its name begins with */
  char id[27];
  TenantScheme scheme;
  TenantFormat format;
  TenantMotif motif;
  char *name; /* with extension */
  const char *content_type;
  guint width_px;  /* 0 for what has no picture */
  guint height_px;
  guint dpi;
  guint64 size_bytes; /* of the original, to the byte */
  guint duration_ms;  /* video and audio */
  guint pages;        /* document and presentation */
  char *description;  /* (nullable) */
  char *author;       /* (nullable) */
  char *copyright;    /* (nullable) */
  char *terms;        /* (nullable) */
  char *comment;      /* (nullable) */
  char *taken;        /* (nullable): "2026-02-18 06:11:09", as the file has it (1.11) */
  char *tool;         /* (nullable): the program that made the file */
  char *gps;          /* (nullable) */
  const char *color;  /* (nullable): "RGB" */
  char **labels;      /* (nullable): embedded metadata: a label, its value, the next label… (7.17) */
  char **tags;
  char **keywords;
  char **smart_tags;
  TenantApproval approval;
  guint owner; /* index of a user */
  guint editor; /* index of the user who changed it last */
  gboolean master_published;   /* as picture on the delivery network */
  gboolean original_published; /* as file there */
  gboolean frozen;             /* cold storage (10.15) */
  gboolean has_preview;
  gboolean has_conversions; /* HighJPG, LowJPG, PNG (10.5) */
  gint64 created_ms; /* Unix time in ms */
  gint64 uploaded_ms;
  gint64 modified_ms;
  guint n_versions;
  GPtrArray *uploads; /* (nullable) (element-type TenantUpload): the last of its versions, if they came from
                       * outside; never changed, only replaced */
  GPtrArray *comments; /* (nullable): of each version, from the first on; each (nullable) */
  guint64 albums; /* 1 << number, for each album that it is in (1.8) */
  guint filed;    /* number of one more, or TENANT_NO_ALBUM */
  GArray *more_albums; /* (nullable) (element-type guint): numbers of all others */
} TenantAsset;

/* Sets all texts free; those that are const are not the asset's. */
void tenant_asset_clear (TenantAsset *asset);
/* @copy gets texts of its own. */
void tenant_asset_copy (const TenantAsset *asset, TenantAsset *copy);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TenantAsset, tenant_asset_clear)

/* The id of version @no, which counts from 1. (transfer full) */
char       *tenant_asset_make_version_id (const TenantAsset *asset, guint no);
/* 0 if it has no such version. */
guint       tenant_asset_find_version (const TenantAsset *asset, const char *id);
/* The bytes of version @no, if they came from outside; else its library has them. (nullable) (transfer none) */
TenantUpload *tenant_asset_get_upload (const TenantAsset *asset, guint no);
/* (nullable): what was said of version @no */
const char *tenant_asset_get_comment (const TenantAsset *asset, guint no);

/* The order of ids, as numbers: the first twelve of their 26 digits. */
guint64     tenant_asset_read_id_order (const char *id);

const char *tenant_scheme_to_word (TenantScheme scheme);
const char *tenant_format_to_content_type (TenantFormat format);
const char *tenant_format_to_suffix (TenantFormat format); /* "jpg" */
gboolean    tenant_scheme_from_word (const char *word, TenantScheme *scheme);
const char *tenant_approval_to_word (TenantApproval approval); /* "Approved", … "In review" */

G_END_DECLS
