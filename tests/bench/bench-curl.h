/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The peer: one thread that fetches @uris with the multi interface of libcurl, @n_connections at a time,
 * decodes each with bench_jpeg_decode_bare() for @size_px, and writes it into @folder. A server that closes
 * each connection after one answer is to be met with %FALSE for @reuses.
 * (element-type utf8) */
void bench_curl_fetch (
    GPtrArray *uris, guint n_connections, gboolean reuses, guint size_px, const char *folder);

G_END_DECLS
