/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-exchange.h"
#include "tenant-records.h"

G_BEGIN_DECLS

/* What answers the requests of section 4. The lock is held: for writing by those whose method is not GET,
 * but for tenant_post_batch(). */

#define TENANT_FIRST_PART 2 /* after "api" and "v1" */

/* tenant-lists.c */
void tenant_get_search (TenantExchange *exchange);
void tenant_get_scheme (TenantExchange *exchange);
void tenant_get_content (TenantExchange *exchange);
void tenant_get_bare_album (TenantExchange *exchange);
void tenant_get_collection (TenantExchange *exchange);

/* tenant-branches.c */
void tenant_get_tree (TenantExchange *exchange);
void tenant_get_branch (TenantExchange *exchange);
void tenant_get_info (TenantExchange *exchange);

/* tenant-details.c */
void tenant_get_asset (TenantExchange *exchange);
void tenant_post_batch (TenantExchange *exchange);

/* tenant-account.c */
void tenant_get_user (TenantExchange *exchange);
void tenant_get_fields (TenantExchange *exchange);

/* tenant-edits.c */
void tenant_put_tag (TenantExchange *exchange);
void tenant_delete_tag (TenantExchange *exchange);
void tenant_put_keyword (TenantExchange *exchange);
void tenant_delete_keyword (TenantExchange *exchange);
void tenant_post_keyword (TenantExchange *exchange);
void tenant_put_name (TenantExchange *exchange);
void tenant_delete_batch (TenantExchange *exchange);
void tenant_post_comment (TenantExchange *exchange);

/* tenant-batch-edit.c */
void tenant_put_batch_edit (TenantExchange *exchange);

/* tenant-shares.c */
void tenant_put_share (TenantExchange *exchange);

/* tenant-uploads.c */
void tenant_get_upload_setting (TenantExchange *exchange);
void tenant_get_upload_status (TenantExchange *exchange);

/* tenant-albums.c */
void tenant_post_container (TenantExchange *exchange);
void tenant_put_container_name (TenantExchange *exchange);
void tenant_delete_containers (TenantExchange *exchange);
void tenant_post_album_batch (TenantExchange *exchange);
void tenant_delete_album_batch (TenantExchange *exchange);

/* Shared */

/* @default_direction: what sortDirection is without a word */
TenantTreeOrder tenant_answers_read_tree_order (TenantExchange *exchange, const char *default_direction);
const char     *tenant_answers_get_order_word (TenantTreeOrder order);
/* (nullable) */
const TenantContainer *tenant_answers_find_container (TenantExchange *exchange, const char *id, gboolean is_album);

/* What the person whose request this is changes, now. (transfer full) */
TenantChange *tenant_answers_start_change (TenantExchange *exchange);
/* Commits; 500 is answered if that fails. @change: (transfer full) */
gboolean      tenant_answers_commit (TenantExchange *exchange, TenantChange *change);
/* The same, and 200 with @word if it does not. */
void          tenant_answers_finish_change (TenantExchange *exchange, TenantChange *change, const char *word);

G_END_DECLS
