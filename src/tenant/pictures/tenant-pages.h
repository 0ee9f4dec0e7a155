/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The pages of the sign-in. All text is escaped here. All are (transfer full). */

/* @failed: whether the last try was wrong */
char *tenant_pages_make_login (const char *user, gboolean failed);
/* @ticket: what proves that the login came before */
char *tenant_pages_make_consent (const char *user_name, const char *ticket);
char *tenant_pages_make_end (const char *title, const char *text);
/* @list: markup */
char *tenant_pages_make_share (const char *by, const char *list);

G_END_DECLS
