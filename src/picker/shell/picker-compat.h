/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What differs between the toolkits of Debian 12 (GTK 4.8, libadwaita 1.2) and of later ones.
 * picker-compat.c and picker-compat-mends.c alone are compiled without a ceiling of versions.
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

/* In a handler of "closed" that has given the keyboard to something: lets it stay there. After that signal GTK 4.18
 * gives it to what the popover belongs to. */
void picker_compat_keep_focus (GtkPopover *popover);

/* libadwaita gives the button of an AdwPasswordEntryRow that shows what is typed no name. */
void picker_compat_name_peek_button (GtkWidget *row, const char *name);

/* Once a program: lets the headings of message dialogs be measured as libadwaita does so, and a toast be
 * dismissed while it comes in. */
void picker_compat_mend_libadwaita (void);

/* Once a program, before its first widget: lets GTK 4.18 tell screen readers where things are in a window, and what the
 * items of a menu are called. */
void picker_compat_mend_tree (void);

/* Shows @uri in the program that the person has for it. */
void     picker_compat_open_uri_async (GtkWindow *parent,
                                       const char *uri,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean picker_compat_open_uri_finish (GtkWindow *parent, GAsyncResult *result, GError **error);

/* Lets the person choose files, or just one unless there may be @many. @title: of the window. If she chooses none it is %G_IO_ERROR_CANCELLED.
 * Returns: (of finish) (transfer container) (element-type GFile) */
void       picker_compat_choose_files_async (GtkWindow *parent,
                                             const char *title,
                                             gboolean many,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
GPtrArray *picker_compat_choose_files_finish (GtkWindow *parent, GAsyncResult *result, GError **error);

/* Lets her say where a file is to be written, @name at first; she is asked if there is one. @title: of the window. If
 * she does not it is %G_IO_ERROR_CANCELLED. Returns: (of finish) (transfer full) */
void   picker_compat_save_file_async (GtkWindow *parent,
                                      const char *title,
                                      const char *name,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GFile *picker_compat_save_file_finish (GtkWindow *parent, GAsyncResult *result, GError **error);

G_END_DECLS
