/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-cropper.h"

#include "picker-crop-result.h"
#include "picker-crop-window.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>

/* With its details. (transfer full) */
CantoAsset *
test_cropper_get_details (TestDesk *desk, guint position)
{
  g_autoptr (CantoAsset) asset = test_desk_dup_asset (desk, position);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CantoClient *client = engine_session_get_client (desk->library.session);
  CantoAsset *complete;

  canto_client_get_asset_async (client, canto_asset_get_scheme (asset), canto_asset_get_id (asset),
                                CANTO_PRIORITY_INTERACTIVE, NULL, test_keep_result, &result);
  complete = canto_client_get_asset_finish (client, test_wait_result (&result), &error);
  g_assert_no_error (error);

  return complete;
}

/* The first picture from @after on of which there is just @concerns. */
guint
test_cropper_find_picture (TestDesk *desk, guint after, DeliveryConcerns concerns)
{
  g_autoptr (DeliveryRecipe) recipe = delivery_recipe_parse ("1200/jpg", NULL);

  for (guint i = after; i < TEST_DESK_ASSETS; i++)
    {
      g_autoptr (CantoAsset) asset = test_desk_dup_asset (desk, i);
      g_autoptr (CantoAsset) details = NULL;

      if (canto_asset_get_scheme (asset) != CANTO_SCHEME_IMAGE)
        continue;
      details = test_cropper_get_details (desk, i);
      if (delivery_get_concerns (details, recipe) == concerns)
        return i;
    }
  g_error ("The library has no such asset.");
}

guint
test_cropper_find_other (TestDesk *desk, CantoScheme scheme)
{
  for (guint i = 0; i < TEST_DESK_ASSETS; i++)
    {
      g_autoptr (CantoAsset) asset = test_desk_dup_asset (desk, i);

      if (canto_asset_get_scheme (asset) == scheme
          && canto_asset_get_approval (asset) == CANTO_APPROVAL_APPROVED)
        return i;
    }
  g_error ("The library has no such asset.");
}

/* The window */

gpointer
test_cropper_find_window (GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *node = windows; node != NULL; node = node->next)
    {
      if (G_TYPE_CHECK_INSTANCE_TYPE (node->data, type) && gtk_widget_get_mapped (node->data))
        return node->data;
    }

  return NULL;
}

static gboolean
has_window (gpointer type)
{
  return test_cropper_find_window (*(GType *) type) != NULL;
}

gpointer
test_cropper_wait_window (GType type)
{
  test_wait_until (has_window, &type, "the window");

  return test_cropper_find_window (type);
}

static gboolean
has_no_window (gpointer type)
{
  return !has_window (type);
}

void
test_cropper_wait_closed (void)
{
  GType type = PICKER_TYPE_CROP_WINDOW;

  test_wait_until (has_no_window, &type, "the window to be closed");
}

static gboolean
is_on_editor (gpointer window)
{
  return g_str_equal (test_widget_get_page (test_widget_get_child (window, "stack")), "editor");
}

GtkWidget *
test_cropper_wait (void)
{
  GtkWidget *window = test_cropper_wait_window (PICKER_TYPE_CROP_WINDOW);

  test_wait_until (is_on_editor, window, "the editor");
  test_widget_wait_frames (window, 4);

  return window;
}

GtkWidget *
test_cropper_open (TestDesk *desk, guint position)
{
  test_library_select (&desk->library, position);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->library.grid), "link.crop", NULL));

  return test_cropper_wait ();
}

PickerCropView *
test_cropper_get_view (gpointer window)
{
  return test_widget_get_child (window, "view");
}

const DeliveryCrop *
test_cropper_get_crop (gpointer window)
{
  return &picker_crop_view_get_frame (test_cropper_get_view (window))->crop;
}

const char *
test_cropper_get_link (gpointer window)
{
  return gtk_label_get_text (test_widget_get_child (window, "link_label"));
}

/* What the window shows is the link of @recipe, as anybody else would make it. */
void
test_cropper_assert_link (gpointer window, CantoAsset *asset, const char *recipe_text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DeliveryRecipe) recipe = delivery_recipe_parse (recipe_text, &error);
  g_autoptr (DeliveryLink) link = NULL;

  g_assert_no_error (error);
  link = delivery_link_new (asset, recipe, CANTO_ACCOUNT_DEFAULT_MASTER_PX, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (test_cropper_get_link (window), ==, delivery_link_get_uri (link));
}

/* Left, top, width and height of the frame, as a recipe has them. (transfer full) */
char *
test_cropper_dup_part (gpointer window)
{
  DeliveryCut cut;
  g_autoptr (DeliveryRecipe) recipe = NULL;

  delivery_crop_frame_get_cut (picker_crop_view_get_frame (test_cropper_get_view (window)),
                               CANTO_ACCOUNT_DEFAULT_MASTER_PX, &cut);
  recipe = delivery_recipe_new (&cut, 0, 0, DELIVERY_FORMAT_JPG);

  return delivery_recipe_to_text (recipe);
}

GtkWidget *
test_cropper_get_shape (gpointer window, guint shape)
{
  GtkWidget *box = adw_bin_get_child (test_widget_get_child (window, "shapes_bin"));
  GtkWidget *toggle = gtk_widget_get_first_child (box);

  for (guint i = 0; i < shape; i++)
    toggle = gtk_widget_get_next_sibling (toggle);

  return toggle;
}

void
test_cropper_choose_shape (gpointer window, guint shape)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (test_cropper_get_shape (window, shape)), TRUE);
}

void
test_cropper_choose_format (gpointer window, DeliveryFormat format)
{
  GtkWidget *toggle = gtk_widget_get_first_child (test_widget_get_child (window, "formats"));

  for (guint i = 0; i < format; i++)
    toggle = gtk_widget_get_next_sibling (toggle);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
}

/* In the order of the list: as large as there is, 2000, 1600, 1200, 800, 400, another one. */
void
test_cropper_choose_size (gpointer window, guint index)
{
  adw_combo_row_set_selected (test_widget_get_child (window, "size_row"), index);
}

void
test_cropper_click (gpointer window, const char *name)
{
  g_signal_emit_by_name (test_widget_get_child (window, name), "clicked");
}

/* What the network makes */

const char *
test_cropper_get_result_text (gpointer window, const char *name)
{
  return gtk_label_get_text (
      test_widget_get_child (test_widget_get_child (window, "result"), name));
}

typedef struct
{
  gpointer window;
  const char *text;
} Facts;

static gboolean
says_facts (gpointer user_data)
{
  Facts *facts = user_data;

  return g_str_equal (test_cropper_get_result_text (facts->window, "facts"), facts->text);
}

void
test_cropper_wait_facts (gpointer window, const char *text)
{
  Facts facts = { window, text };

  test_wait_until (says_facts, &facts, text);
}

/* Waits until the window says of the link that it shows what a browser gets there. */
void
test_cropper_wait_result (gpointer window, const char *format)
{
  g_autoptr (TestReply) reply = test_http_get (test_cropper_get_link (window), NULL);
  GtkPicture *picture = test_widget_get_child (test_widget_get_child (window, "result"), "picture");
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *weight = NULL;
  g_autofree char *text = NULL;

  for (guint hop = 0; hop < 3 && reply->status == 302; hop++)
    {
      g_autofree char *location = g_strdup (reply->location);

      test_reply_free (reply);
      reply = test_http_get (location, NULL);
    }
  g_assert_cmpuint (reply->status, ==, 200);
  texture = gdk_texture_new_from_bytes (reply->body, NULL);
  g_assert_nonnull (texture);
  weight = g_format_size (g_bytes_get_size (reply->body));
  text = g_strdup_printf ("%d × %d %s, %s", gdk_texture_get_width (texture),
                          gdk_texture_get_height (texture), format, weight);
  test_cropper_wait_facts (window, text);
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (gtk_picture_get_paintable (picture)), ==,
                   gdk_texture_get_width (texture));
  g_assert_cmpint (gdk_paintable_get_intrinsic_height (gtk_picture_get_paintable (picture)), ==,
                   gdk_texture_get_height (texture));
}
