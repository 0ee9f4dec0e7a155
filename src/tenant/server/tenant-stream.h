/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * tenant_stream_send:
 * @file: (transfer full): a descriptor; read from its start
 *
 * Sends a file as the body of a 200, or the one range of it that was asked for as a 206. A piece at a
 * time: a film may be larger than all memory. Main thread; a piece is read from the disk there. If the
 * file gets shorter meanwhile, the connection is closed, so that nobody takes what came for all of it.
 */
void tenant_stream_send (SoupServerMessage *message, int file);

G_END_DECLS
