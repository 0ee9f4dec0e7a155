/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-library-private.h"

#include "picker-asset-text.h"
#include "picker-concern-popover.h"
#include "picker-error.h"
#include "picker-link-provider.h"

#include <glib/gi18n.h>

/* A link that waits for the person's consent. */
typedef struct
{
  PickerLibrary *library; /* borrowed: the popover is inside it */
  CantoAsset *asset;
  DeliveryLink *link;
} PendingCopy;

static void
pending_copy_free (gpointer data, GClosure *closure)
{
  PendingCopy *pending = data;

  canto_asset_unref (pending->asset);
  delivery_link_unref (pending->link);
  g_free (pending);
}

static void
say_error (PickerLibrary *self, const GError *error)
{
  /* The banner says that, and offers the sign-in. */
  if (picker_error_get_remedy (error) == PICKER_REMEDY_SIGN_IN)
    return;

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (picker_error_get_title (error)));
}

static void
copy_link (PickerLibrary *self, DeliveryLink *link)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  g_autoptr (GPtrArray) links = g_ptr_array_new ();
  g_autoptr (GdkContentProvider) provider = NULL;
  g_autofree char *text = picker_asset_text_dup_copied (link);

  g_ptr_array_add (links, link);
  provider = picker_link_provider_new_for_clipboard (links);
  gdk_clipboard_set_content (clipboard, provider);
  picker_library_say (self, text);
}

static void
copy_accepted (PickerConcernPopover *popover, PendingCopy *pending)
{
  engine_session_accept_concerns (pending->library->session, pending->asset);
  copy_link (pending->library, pending->link);
}

static void
ask_before_copy (PickerLibrary *self,
                 CantoAsset *asset,
                 DeliveryLink *link,
                 DeliveryConcerns concerns)
{
  GtkWidget *tile = picker_grid_get_selected_tile (self->grid);
  GtkWidget *anchor =
      tile != NULL ? tile : picker_selection_bar_get_copy_button (self->selection_bar);
  PickerConcernPopover *popover =
      picker_concern_popover_show (anchor, canto_asset_get_name (asset), concerns);
  PendingCopy *pending = g_new0 (PendingCopy, 1);

  pending->library = self;
  pending->asset = canto_asset_ref (asset);
  pending->link = delivery_link_ref (link);
  g_signal_connect_data (popover, "accepted", G_CALLBACK (copy_accepted), pending,
                         pending_copy_free, 0);
}

static void
link_made (GObject *object, GAsyncResult *result, gpointer user_data)
{
  EngineSession *session = ENGINE_SESSION (object);
  g_autoptr (PickerLibrary) self = user_data;
  g_autoptr (CantoAsset) asset = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DeliveryLink) link = engine_session_make_link_finish (session, result, &asset, &error);
  DeliveryConcerns concerns;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (link == NULL)
    {
      say_error (self, error);
      return;
    }

  catalog_asset_list_learn (picker_grid_get_list (self->grid), asset);
  concerns = engine_session_get_concerns (session, asset);
  if (concerns != DELIVERY_CONCERN_NONE)
    ask_before_copy (self, asset, link, concerns);
  else
    copy_link (self, link);
}

static void
copy_asset (PickerLibrary *self, CantoAsset *asset)
{
  const DeliveryPreset preset = { DELIVERY_SIZE_1200, DELIVERY_FORMAT_JPG };

  /* Only the last one that was asked for ends on the clipboard. */
  g_cancellable_cancel (self->copy_cancellable);
  g_clear_object (&self->copy_cancellable);
  self->copy_cancellable = g_cancellable_new ();
  engine_session_make_link_async (self->session, asset, &preset, self->copy_cancellable, link_made,
                                  g_object_ref (self));
}

static void
link_copy (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerLibrary *self = PICKER_LIBRARY (widget);
  CantoAsset *asset = picker_grid_get_selected_asset (self->grid);

  if (asset != NULL)
    copy_asset (self, asset);
}

void
picker_library_install_copy (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "link.copy", NULL, link_copy);
}

void
picker_library_link_refused (PickerLibrary *self, CantoAsset *asset, const GError *error)
{
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      say_error (self, error);
      return;
    }

  /* The list learns it, so that the next drag asks first. */
  catalog_asset_list_learn (picker_grid_get_list (self->grid), asset);
  /* Translators: the name of an asset that was dropped but needs the person's consent */
  text = g_strdup_printf (_ ("“%s” was not dropped: drag it once more to see why"),
                          canto_asset_get_name (asset));
  picker_library_say (self, text);
}
