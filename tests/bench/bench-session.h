/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "engine-session.h"
#include "test-tenant.h"

G_BEGIN_DECLS

/* So many calls a minute that no limit is felt: not the limit is measured. */
#define BENCH_CALLS_PER_MINUTE 1000000

/* A tenant of a million assets in a process of its own. */
TestTenant *bench_session_start_tenant (guint latency_ms);

/* An account of @tenant, and the token that it gives for it. */
CantoAccount *bench_session_make_account (TestTenant *tenant);
CantoToken *bench_session_make_token (TestTenant *tenant, CantoAccount *account);

/* @cache_dir: (nullable) */
EngineSession *bench_session_new (TestTenant *tenant, const char *cache_dir);

/* The first @n_assets of the library that are images. (element-type CantoAsset) (transfer full) */
GPtrArray *bench_session_list_images (EngineSession *session, guint n_assets);

/* A JPEG of the image, @size_px in its larger side; %NULL if it is not published. (transfer full)
 */
GBytes *bench_session_fetch_preview (EngineSession *session, CantoAsset *asset, guint size_px);

G_END_DECLS
