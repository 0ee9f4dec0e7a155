/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-account.h"

G_BEGIN_DECLS

/* What stands in answers and becomes no record of its own: read where it is asked for, and by the fuzzer. All of it
 * runs on a worker; what cannot be read is %CANTO_ERROR_BAD_REPLY. */

/* canto-upload-item.c: the uploads of 4.29; what is no upload is left out.
 * (element-type CantoUploadItem) (transfer full) */
GPtrArray *canto_answer_read_uploads (GBytes *json, GError **error);
/* canto-containers.c: the ids of what 4.18 has not deleted. (transfer full) */
char     **canto_answer_read_left (GBytes *json, GError **error);
/* canto-containers.c: the share link of 4.25: a web address, and nothing else. (transfer full) */
char      *canto_answer_read_share (GBytes *text, GError **error);
/* canto-links.c: the links of 4.30, without the addresses that nothing may be fetched from.
 * (element-type CantoDirectLink) (transfer full) */
GPtrArray *canto_answer_read_direct_links (CantoAccount *account, GBytes *json, GError **error);

G_END_DECLS
