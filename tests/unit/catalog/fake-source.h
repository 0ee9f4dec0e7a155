/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-error.h"
#include "catalog-source.h"

G_BEGIN_DECLS

/**
 * FakeSource:
 *
 * A #CatalogSource that keeps what it is asked until the test answers: in any order, late, or never.
 * It does not look at cancellables, so an answer may come after it was given up.
 */
#define FAKE_TYPE_SOURCE (fake_source_get_type ())
G_DECLARE_FINAL_TYPE (FakeSource, fake_source, FAKE, SOURCE, GObject)

/* One question. */
typedef struct
{
  CantoQuery *query;         /* of a range */
  guint start, length;       /* of a range */
  GPtrArray *assets;         /* of details */
  char *folder_id;           /* of children or a tree; NULL for the top */
  gboolean is_tree;
  GCancellable *cancellable; /* (nullable) */
  GTask *task;               /* NULL when it is answered */
} FakeCall;

FakeSource *fake_source_new (guint range_size);

/* How deep its lists go, from now on (6.13). */
void fake_source_set_depth (FakeSource *self, guint depth);
/* What lies on it; before a list is made of it. */
void fake_source_set_overlay (FakeSource *self, CatalogOverlay *overlay);

/* What was asked, oldest first, as text: "0+10" for a range, "details 3", "children ID", "tree ID"; a question
 * that was given up ends in "!". */
char *fake_source_describe (FakeSource *self);

/* The question at @index since fake_source_forget(). */
FakeCall *fake_source_get (FakeSource *self, guint index);
guint     fake_source_get_n_calls (FakeSource *self);
void      fake_source_forget (FakeSource *self); /* those that are answered */

/* Answers, and lets all happen that follows without waiting. */

/* @n_assets named "@prefix0" and so on by their position; @found: or CANTO_PAGE_FOUND_UNKNOWN */
void fake_source_give_page (FakeSource *self, guint index, const char *prefix, guint n_assets, gint64 found);
void fake_source_give_json (FakeSource *self, guint index, const char *json);
/* The details of all that was asked for, but for those whose name is @missing (nullable). */
void fake_source_give_details (FakeSource *self, guint index, const char *missing);
void fake_source_give_children (FakeSource *self, guint index, const char *json);
void fake_source_fail (FakeSource *self, guint index, CantoError code);

/* At the end of a test: what was not answered is called cancelled. */
void fake_source_close (FakeSource *self);

/* An asset as a list has it, or with details. */
CantoAsset *fake_asset_new (const char *name, const char *time, gboolean is_complete);

void fake_run_pending (void);

G_END_DECLS
