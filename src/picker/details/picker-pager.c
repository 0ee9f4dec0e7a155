/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-pager.h"

#include "media-document.h"
#include "picker-error.h"

#include <glib/gi18n.h>

struct _PickerPager
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkButton *previous_button;
  GtkButton *next_button;
  GtkLabel *place;
  GtkSpinner *spinner;
  GtkLabel *error_label;

  /* Owned. */
  EngineSession *session;     /* (nullable) */
  CantoAsset *asset;          /* (nullable) */
  MediaDocument *document;    /* (nullable): once it has been fetched */
  GCancellable *cancellable;  /* (nullable): of what is asked about the asset */
  GCancellable *page_drawing; /* (nullable): of the page that is on its way */

  /* State. */
  guint size_px;
  guint page;   /* that is shown, from 0 */
  guint wanted; /* that is on its way; the same as page if none is */
};

G_DEFINE_FINAL_TYPE (PickerPager, picker_pager, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_SHOWN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* 0 if nobody knows yet. */
static guint
get_n_pages (PickerPager *self)
{
  guint n_pages = self->document != NULL ? media_document_get_n_pages (self->document) : 0;

  return n_pages > 0 ? n_pages : canto_asset_get_n_pages (self->asset);
}

static void
update (PickerPager *self)
{
  gboolean has_pages = self->asset != NULL
                       && engine_session_has_file (self->session, self->asset, ENGINE_FILE_PAGES)
                       && get_n_pages (self) != 1;
  guint n_pages = has_pages ? get_n_pages (self) : 0;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), has_pages);
  if (!has_pages)
    return;

  /* Translators: "Page 2", of a document whose number of pages nobody knows yet */
  text = n_pages == 0 ? g_strdup_printf (_ ("Page %u"), self->wanted + 1)
                      /* Translators: "Page 2 of 12" */
                      : g_strdup_printf (_ ("Page %u of %u"), self->wanted + 1, n_pages);
  gtk_label_set_text (self->place, text);
  gtk_spinner_set_spinning (self->spinner, self->wanted != self->page);
  gtk_widget_set_sensitive (GTK_WIDGET (self->previous_button), self->wanted > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->next_button),
                            n_pages == 0 || self->wanted + 1 < n_pages);
}

static void
show_error (PickerPager *self, const char *text)
{
  gtk_label_set_text (self->error_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), text != NULL);
}

static const char *
get_words (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return _ ("The document is locked with a password: its pages cannot be turned here.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return _ ("This page takes too much time or memory to be drawn.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    return _ ("This document cannot be read: its pages cannot be turned here.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    return _ ("This installation cannot turn pages.");

  return picker_error_get_title (error);
}

static void
stop_drawing (PickerPager *self)
{
  g_cancellable_cancel (self->page_drawing);
  g_clear_object (&self->page_drawing);
}

static void
show_page (PickerPager *self, guint page, MediaPicture *picture)
{
  stop_drawing (self);
  self->page = page;
  self->wanted = page;
  g_signal_emit (self, signals[SIGNAL_SHOWN], 0, page, picture);
  update (self);
}

/* The page that was shown before stays. */
static void
fail (PickerPager *self, const GError *error)
{
  self->wanted = self->page;
  show_error (self, get_words (error));
  update (self);
}

static void turn_to (PickerPager *self, guint page);

static void
page_drawn (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerPager) self = user_data;
  MediaDocument *document = MEDIA_DOCUMENT (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaPicture) picture = media_document_draw_finish (document, result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (picture != NULL)
    show_page (self, self->wanted, picture);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    /* Fewer than was said, but now it is known how many. */
    turn_to (self, media_document_get_n_pages (document) - 1);
  else
    fail (self, error);
}

static void
draw_wanted (PickerPager *self)
{
  stop_drawing (self);
  self->page_drawing = g_cancellable_new ();
  media_document_draw_async (self->document, self->wanted, self->size_px, self->page_drawing,
                             page_drawn, g_object_ref (self));
}

static void
document_fetched (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerPager) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaFile) file =
      engine_session_fetch_file_finish (ENGINE_SESSION (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (file == NULL)
    {
      fail (self, error);
      return;
    }

  self->document = media_document_new (file, NULL);
  /* Meanwhile she may have turned back. */
  if (self->wanted != self->page)
    draw_wanted (self);
}

static void
turn_to (PickerPager *self, guint page)
{
  show_error (self, NULL);
  if (page == 0)
    {
      show_page (self, 0, NULL);
      return;
    }

  self->wanted = page;
  update (self);
  if (self->document != NULL)
    draw_wanted (self);
  else if (self->cancellable == NULL)
    {
      self->cancellable = g_cancellable_new ();
      engine_session_fetch_file_async (self->session, self->asset, ENGINE_FILE_PAGES, NULL,
                                       self->cancellable, document_fetched, g_object_ref (self));
    }
}

gboolean
picker_pager_turn (PickerPager *self, int n_pages)
{
  guint last;
  gint64 page;

  g_return_val_if_fail (PICKER_IS_PAGER (self), FALSE);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;

  last = get_n_pages (self) > 0 ? get_n_pages (self) - 1 : G_MAXINT;
  page = CLAMP ((gint64) self->wanted + n_pages, 0, (gint64) last);
  if (page != self->wanted)
    turn_to (self, (guint) page);

  return TRUE;
}

static void
previous_clicked (PickerPager *self)
{
  picker_pager_turn (self, -1);
}

static void
next_clicked (PickerPager *self)
{
  picker_pager_turn (self, 1);
}

static gboolean
key_turns (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  return picker_pager_turn (PICKER_PAGER (widget), g_variant_get_int32 (arguments));
}

/* GObject */

static void
clear (PickerPager *self)
{
  stop_drawing (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->document);
  g_clear_pointer (&self->asset, canto_asset_unref);
  self->page = 0;
  self->wanted = 0;
}

static void
picker_pager_dispose (GObject *object)
{
  PickerPager *self = PICKER_PAGER (object);
  GtkWidget *child;

  clear (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (picker_pager_parent_class)->dispose (object);
}

static void
picker_pager_class_init (PickerPagerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_pager_dispose;

  /**
   * PickerPager::shown:
   * @page: from 0
   * @picture: (nullable): of the page; %NULL: of the first one, for which the preview stands
   */
  signals[SIGNAL_SHOWN] =
      g_signal_new ("shown", PICKER_TYPE_PAGER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                    2, G_TYPE_UINT, MEDIA_TYPE_PICTURE);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/descant/Descant/ui/picker-pager.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerPager, previous_button);
  gtk_widget_class_bind_template_child (widget_class, PickerPager, next_button);
  gtk_widget_class_bind_template_child (widget_class, PickerPager, place);
  gtk_widget_class_bind_template_child (widget_class, PickerPager, spinner);
  gtk_widget_class_bind_template_child (widget_class, PickerPager, error_label);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Up, 0, key_turns, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Page_Up, 0, key_turns, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Down, 0, key_turns, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Page_Down, 0, key_turns, "i", 1);
}

static void
picker_pager_init (PickerPager *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->previous_button, "clicked", G_CALLBACK (previous_clicked), self);
  g_signal_connect_swapped (self->next_button, "clicked", G_CALLBACK (next_clicked), self);
}

void
picker_pager_set_asset (PickerPager *self, EngineSession *session, CantoAsset *asset, guint size_px)
{
  g_return_if_fail (PICKER_IS_PAGER (self));
  g_return_if_fail (ENGINE_IS_SESSION (session));

  if (!canto_asset_is_same_version (self->asset, asset))
    {
      clear (self);
      show_error (self, NULL);
    }
  g_set_object (&self->session, session);
  if (asset != NULL)
    canto_asset_ref (asset);
  g_clear_pointer (&self->asset, canto_asset_unref);
  self->asset = asset;
  self->size_px = size_px;
  update (self);
}
