/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What differs between the toolkits of Debian 12 (GTK 4.8, libadwaita 1.2) and of later ones. This file
 * alone is compiled without a ceiling of versions.
 */

/* A sidebar beside its content, over it when the window is narrow. */
GtkWidget *picker_compat_split_new (GtkWidget *sidebar, GtkWidget *content);
/* A panel at the right end of its content, over it when the window is narrow. */
GtkWidget *picker_compat_split_new_end (GtkWidget *panel, GtkWidget *content);
/* While there is room, the panel is shown as @key says, which keeps what the person chooses; where it
 * would cover the content it begins hidden. */
void       picker_compat_split_bind_habit (GtkWidget *split, GSettings *settings, const char *key);
gboolean   picker_compat_split_get_folded (GtkWidget *split);
/* Calls @callback with @object, swapped, when it is folded and when it is not any more; in the middle of a
 * layout. */
void       picker_compat_split_watch_folded (GtkWidget *split, GCallback callback, gpointer object);
gboolean   picker_compat_split_get_show_sidebar (GtkWidget *split);
void       picker_compat_split_set_show_sidebar (GtkWidget *split, gboolean show);
/* Keeps @toggle and the sidebar in step. */
void       picker_compat_split_bind_toggle (GtkWidget *split, GtkToggleButton *toggle);

/* Closes what is open below @widget, before it is unmapped: an open popover that goes with its window keeps
 * the keyboard for ever (GTK 4.8). */
void picker_compat_close_popovers (GtkWidget *widget);

/* libadwaita gives the button of an AdwPasswordEntryRow that shows what is typed no name. */
void picker_compat_name_peek_button (GtkWidget *row, const char *name);

/* Shows @uri in the program that the person has for it. */
void     picker_compat_open_uri_async (GtkWindow *parent,
                                       const char *uri,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean picker_compat_open_uri_finish (GtkWindow *parent, GAsyncResult *result, GError **error);

G_END_DECLS
