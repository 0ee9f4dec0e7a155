/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-version-list.h"

#include "picker-asset-text.h"
#include "picker-error.h"
#include "picker-texture.h"
#include "picker-version-row.h"

#include <glib/gi18n.h>

#define PICTURE_PX 800 /* there are no others (10.6) */

struct _PickerVersionList
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkStack *stack;
  GtkSpinner *spinner;
  GtkImage *icon;
  GtkLabel *none_label;
  GtkPicture *picture;
  GtkListBox *list;

  /* Owned. */
  EngineSession *session;
  CantoAsset *asset;         /* (nullable) */
  CantoVersion *shown;       /* (nullable): whose picture it is */
  GCancellable *cancellable; /* (nullable): of the picture */
};

G_DEFINE_FINAL_TYPE (PickerVersionList, picker_version_list, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_COPIED,
  SIGNAL_COMMENTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The picture */

static void
show_page (PickerVersionList *self, const char *page)
{
  gtk_spinner_set_spinning (self->spinner, g_str_equal (page, "loading"));
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
show_none (PickerVersionList *self, const char *why)
{
  gtk_label_set_text (self->none_label, why);
  show_page (self, "none");
}

static void
show_picture (PickerVersionList *self, MediaPicture *picture)
{
  g_autoptr (GdkTexture) texture = picker_texture_new (picture);

  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  show_page (self, "picture");
}

static void
picture_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerVersionList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaPicture) picture =
      media_previews_load_finish (MEDIA_PREVIEWS (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (picture != NULL)
    show_picture (self, picture);
  else
    show_none (self, picker_error_get_title (error));
}

static void
stop_loading (PickerVersionList *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
load_picture (PickerVersionList *self)
{
  MediaPreviews *previews = engine_session_get_previews (self->session);
  g_autoptr (MediaRequest) request =
      engine_session_make_version_request (self->session, self->asset, self->shown, PICTURE_PX);
  g_autoptr (MediaPicture) known = NULL;

  stop_loading (self);
  if (request == NULL)
    {
      show_none (self, _ ("There is no picture of this version"));
      return;
    }
  known = media_previews_lookup (previews, request);
  if (known != NULL)
    {
      show_picture (self, known);
      return;
    }

  show_page (self, "loading");
  self->cancellable = g_cancellable_new ();
  media_previews_load_async (previews, request, self->cancellable, picture_loaded,
                             g_object_ref (self));
}

static gboolean
is_same (CantoVersion *a, CantoVersion *b)
{
  return a != NULL && g_str_equal (canto_version_get_id (a), canto_version_get_id (b))
         && g_strcmp0 (canto_version_get_time (a), canto_version_get_time (b)) == 0;
}

static void
row_selected (PickerVersionList *self, GtkListBoxRow *row)
{
  CantoVersion *version;
  gboolean goes_on;

  if (row == NULL)
    return;

  version = picker_version_row_get_version (PICKER_VERSION_ROW (row));
  goes_on = is_same (self->shown, version);
  canto_version_ref (version);
  g_clear_pointer (&self->shown, canto_version_unref);
  self->shown = version;
  if (!goes_on)
    load_picture (self);
}

/* The rows */

static void
row_copied (PickerVersionList *self)
{
  g_signal_emit (self, signals[SIGNAL_COPIED], 0);
}

static void
row_commented (PickerVersionList *self, const char *comment, PickerVersionRow *row)
{
  g_signal_emit (self, signals[SIGNAL_COMMENTED], 0, self->asset,
                 picker_version_row_get_version (row), comment);
}

static GtkListBoxRow *
add_row (PickerVersionList *self, CantoVersion *version)
{
  GtkWidget *row = picker_version_row_new (
      self->session, version,
      engine_edits_may (engine_session_get_edits (self->session), ENGINE_EDIT_COMMENT));

  g_signal_connect_object (row, "copied", G_CALLBACK (row_copied), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "commented", G_CALLBACK (row_commented), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, row);

  return GTK_LIST_BOX_ROW (row);
}

/* The one that was looked at is chosen, or the newest. */
static void
fill (PickerVersionList *self, GPtrArray *versions)
{
  GtkListBoxRow *chosen = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < versions->len; i++)
    {
      GtkListBoxRow *row = add_row (self, versions->pdata[i]);

      if (chosen == NULL || is_same (self->shown, versions->pdata[i]))
        chosen = row;
    }
  gtk_list_box_select_row (self->list, chosen);
}

/* GObject */

static void
picker_version_list_dispose (GObject *object)
{
  PickerVersionList *self = PICKER_VERSION_LIST (object);
  GtkWidget *child;

  stop_loading (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->shown, canto_version_unref);
  g_clear_pointer (&self->asset, canto_asset_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (picker_version_list_parent_class)->dispose (object);
}

static void
picker_version_list_class_init (PickerVersionListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_version_list_dispose;

  /**
   * PickerVersionList::copied:
   *
   * The link of a version is on the clipboard.
   */
  signals[SIGNAL_COPIED] = g_signal_new ("copied", PICKER_TYPE_VERSION_LIST, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * PickerVersionList::commented:
   * @asset: that is shown
   * @version: of it
   * @comment: what the person wants to have said of it
   */
  signals[SIGNAL_COMMENTED] =
      g_signal_new ("commented", PICKER_TYPE_VERSION_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, CANTO_TYPE_ASSET, CANTO_TYPE_VERSION, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-version-list.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerVersionList, stack);
  gtk_widget_class_bind_template_child (widget_class, PickerVersionList, spinner);
  gtk_widget_class_bind_template_child (widget_class, PickerVersionList, icon);
  gtk_widget_class_bind_template_child (widget_class, PickerVersionList, none_label);
  gtk_widget_class_bind_template_child (widget_class, PickerVersionList, picture);
  gtk_widget_class_bind_template_child (widget_class, PickerVersionList, list);
}

static void
picker_version_list_init (PickerVersionList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (row_selected), self);
}

GtkWidget *
picker_version_list_new (EngineSession *session)
{
  PickerVersionList *self;

  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);

  self = g_object_new (PICKER_TYPE_VERSION_LIST, NULL);
  self->session = g_object_ref (session);

  return GTK_WIDGET (self);
}

/* Older tenants give them in an order of their own (7.25). */
static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const char *left = canto_version_get_number (*(CantoVersion *const *) a);
  const char *right = canto_version_get_number (*(CantoVersion *const *) b);
  gint64 left_no = left != NULL ? g_ascii_strtoll (left, NULL, 10) : 0;
  gint64 right_no = right != NULL ? g_ascii_strtoll (right, NULL, 10) : 0;

  return left_no < right_no ? 1 : left_no > right_no ? -1 : 0;
}

void
picker_version_list_set_asset (PickerVersionList *self, CantoAsset *asset)
{
  GPtrArray *versions = canto_asset_get_versions (asset);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  g_return_if_fail (PICKER_IS_VERSION_LIST (self));

  if (self->asset == NULL
      || !g_str_equal (canto_asset_get_key (asset), canto_asset_get_key (self->asset)))
    g_clear_pointer (&self->shown, canto_version_unref);
  canto_asset_ref (asset);
  g_clear_pointer (&self->asset, canto_asset_unref);
  self->asset = asset;

  gtk_image_set_from_icon_name (self->icon, picker_asset_text_get_icon_name (asset));
  for (guint i = 0; versions != NULL && i < versions->len; i++)
    g_ptr_array_add (sorted, versions->pdata[i]);
  g_ptr_array_sort (sorted, compare_numbers);
  fill (self, sorted);
}
