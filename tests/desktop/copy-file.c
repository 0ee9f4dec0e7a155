/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Copies files as a file manager does, and stays until somebody else copies: copy-file FILE… It
 * says "copied" on its standard output then. */

#include <gtk/gtk.h>

static void
clipboard_changed (GdkClipboard *clipboard, gboolean *is_ours)
{
  *is_ours = gdk_clipboard_is_local (clipboard);
  g_main_context_wakeup (NULL);
}

int
main (int argc, char **argv)
{
  GdkFileList *files;
  GSList *list = NULL;
  GdkClipboard *clipboard;
  gboolean is_ours = TRUE;

  if (argc < 2 || !gtk_init_check ())
    {
      g_printerr ("copy-file: no file, or no display\n");
      return 2;
    }

  for (int i = argc - 1; i > 0; i--)
    list = g_slist_prepend (list, g_file_new_for_commandline_arg (argv[i]));
  files = gdk_file_list_new_from_list (list);
  g_slist_free_full (list, g_object_unref);

  clipboard = gdk_display_get_clipboard (gdk_display_get_default ());
  gdk_clipboard_set (clipboard, GDK_TYPE_FILE_LIST, files);
  g_boxed_free (GDK_TYPE_FILE_LIST, files);
  g_signal_connect (clipboard, "changed", G_CALLBACK (clipboard_changed), &is_ours);
  gdk_display_sync (gdk_display_get_default ());
  g_print ("copied\n");
  while (is_ours)
    g_main_context_iteration (NULL, TRUE);

  return 0;
}
