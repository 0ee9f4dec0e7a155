/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The records of what is selected, for what is done with them. */

#include "descant-config.h"

#include "picker-library-private.h"

#include <glib/gi18n.h>

typedef struct
{
  PickerLibrary *library; /* (nullable): weak; it cancels when it goes */
  PickerLibraryAssetsFunc func;
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  g_clear_weak_pointer (&wanted->library);
  g_free (wanted);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wanted, wanted_free)

static void
assets_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wanted) wanted = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) assets =
      catalog_asset_list_load_assets_finish (CATALOG_ASSET_LIST (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || wanted->library == NULL)
    return;
  if (assets == NULL)
    {
      picker_library_say_error (wanted->library, error);
      return;
    }

  catalog_asset_list_drop_gone (assets);
  if (assets->len > 0)
    wanted->func (wanted->library, assets);
  else
    picker_library_say (wanted->library, _ ("What was selected is gone"));
}

/* The first of what is selected, at most CATALOG_MAX_LOADED. */
static void
load_first (PickerLibrary *self, PickerLibraryAssetsFunc func)
{
  g_autoptr (GtkBitset) selected = picker_grid_dup_selected (self->grid);
  g_autoptr (GArray) positions = picker_library_list_positions (selected, CATALOG_MAX_LOADED);
  Wanted *wanted;

  if (positions->len == 0)
    return;

  g_cancellable_cancel (self->selected_cancellable);
  g_clear_object (&self->selected_cancellable);
  self->selected_cancellable = g_cancellable_new ();
  wanted = g_new0 (Wanted, 1);
  g_set_weak_pointer (&wanted->library, self);
  wanted->func = func;
  catalog_asset_list_load_assets_async (picker_grid_get_list (self->grid),
                                        (const guint *) positions->data, positions->len,
                                        self->selected_cancellable, assets_loaded, wanted);
}

/* Too many */

static void
narrow_answered (AdwMessageDialog *dialog, const char *response, Wanted *wanted)
{
  if (wanted->library == NULL)
    return;

  if (g_str_equal (response, "first"))
    load_first (wanted->library, wanted->func);
  else if (g_str_equal (response, "narrow"))
    gtk_widget_activate_action (GTK_WIDGET (wanted->library), "search.focus", NULL);
}

static void
free_wanted_of_closure (gpointer data, GClosure *closure)
{
  wanted_free (data);
}

static void
offer_to_narrow (PickerLibrary *self, PickerLibraryAssetsFunc func, guint n_selected)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autofree char *heading = g_strdup_printf (
      ngettext ("%'u Asset Selected", "%'u Assets Selected", n_selected), n_selected);
  g_autofree char *text =
      g_strdup_printf (_ ("This can be done with at most %u assets at once. Search or filter for "
                          "fewer, or take those that come first."),
                       CATALOG_MAX_LOADED);
  g_autofree char *first = g_strdup_printf (_ ("Take the _First %u"), CATALOG_MAX_LOADED);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (window, heading, text));
  Wanted *wanted = g_new0 (Wanted, 1);

  g_set_weak_pointer (&wanted->library, self);
  wanted->func = func;
  adw_message_dialog_add_response (dialog, "cancel", _ ("_Cancel"));
  adw_message_dialog_add_response (dialog, "first", first);
  /* Translators: go to the search, to select fewer assets */
  adw_message_dialog_add_response (dialog, "narrow", _ ("_Narrow"));
  adw_message_dialog_set_default_response (dialog, "narrow");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (narrow_answered), wanted,
                         free_wanted_of_closure, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
picker_library_with_selected (PickerLibrary *self, PickerLibraryAssetsFunc func)
{
  guint n_selected = picker_grid_get_n_selected (self->grid);

  if (n_selected > CATALOG_MAX_LOADED)
    offer_to_narrow (self, func, n_selected);
  else
    load_first (self, func);
}
