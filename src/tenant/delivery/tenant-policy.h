/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tenant-exchange.h"
#include "tenant-form.h"

G_BEGIN_DECLS

/* What an upload setting (12.1) allows: the fields that it gives out, and whether a form has them. It is all
 * in the policy, which is signed: nothing of it is kept here. */

/* @is_over: it ends before it begins; @refers: 12.4 */
void tenant_policy_write_setting (TenantWorld *world, TenantWriter *writer, guint user, gboolean is_over, gboolean refers);

/* FALSE, and the answer that S3 would give, if the fields of @form are not those of a setting, in their order
 * (12.3), or if that is over. @setting: (out) (transfer full): which setting; @user: (out) */
gboolean tenant_policy_check (TenantExchange *exchange, TenantForm *form, char **setting, guint *user);

/* S3's own form of an error. */
void tenant_policy_refuse (TenantExchange *exchange, guint status, const char *code, const char *message);

G_END_DECLS
