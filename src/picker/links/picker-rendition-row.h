/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A choice of the menu of renditions: a radio button with a title, a remark and, if it has one, its key. */

/* (transfer floating) */
GtkWidget *picker_rendition_row_new (const char *title, const char *key);

/* @remark: (nullable): what the choice gives, or why it cannot be had */
void picker_rendition_row_set_remark (gpointer row, const char *remark, gboolean can_be_had);

G_END_DECLS
