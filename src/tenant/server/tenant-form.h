/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where the bytes of the file go: called when it begins, with all fields before it known. The descriptor stays
 * the caller's; -1: nobody wants them. */
typedef int (*TenantFormOpen) (gpointer user_data);

/**
 * TenantForm:
 *
 * A form of multipart/form-data as it comes in, piece by piece: what its fields say is kept, what its file says
 * is written on. One thread at a time.
 */
typedef struct _TenantForm TenantForm;

/* @content_type: as the header says it, with the boundary. (nullable): NULL if that is no such form */
TenantForm *tenant_form_new (const char *content_type, TenantFormOpen open, gpointer user_data);
void        tenant_form_free (TenantForm *form);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TenantForm, tenant_form_free)

void tenant_form_feed (TenantForm *form, const void *bytes, gsize n_bytes);

/* NULL if it has come to its end, with one file and nothing after it; else why not, in words. */
const char *tenant_form_get_fault (TenantForm *form);

/* The fields, in their order. */
guint       tenant_form_get_n_fields (TenantForm *form);
const char *tenant_form_get_name (TenantForm *form, guint i);
const char *tenant_form_get_value (TenantForm *form, guint i);
/* The value of the field of that name; NULL if there is none. */
const char *tenant_form_find (TenantForm *form, const char *name);

guint64     tenant_form_get_file_bytes (TenantForm *form);

G_END_DECLS
