/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-smart-crops.h"

#include "delivery-size.h"
#include "picker-texture.h"

#include <glib/gi18n.h>

#define PICTURE_PX 84 /* of the longer side */
#define ICON_PX    32

/* What every tenant has (11.2). */
static const char *const names[] = { "landscape", "portrait", "square" };

/* One of them. */
typedef struct
{
  PickerSmartCrops *crops; /* borrowed: NULL when it is gone */
  char *name;
  GtkToggleButton *button; /* borrowed: a child, like the picture in it */
  GtkPicture *picture;
  GtkWidget *missing;        /* what stands for it if it cannot be had */
  GCancellable *cancellable; /* (nullable) */
} Choice;

struct _PickerSmartCrops
{
  GtkWidget parent_instance;

  /* Owned. */
  EngineSession *session;
  CantoAsset *asset;  /* (nullable) */
  GPtrArray *choices; /* (element-type Choice) */

  /* State. */
  gboolean is_showing; /* what is set now was not chosen by the person */
};

G_DEFINE_FINAL_TYPE (PickerSmartCrops, picker_smart_crops, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
stop (Choice *choice)
{
  g_cancellable_cancel (choice->cancellable);
  g_clear_object (&choice->cancellable);
}

static void
choice_clear (gpointer data)
{
  g_free (((Choice *) data)->name);
}

static void
choice_unref (gpointer choice)
{
  g_rc_box_release_full (choice, choice_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choice, choice_unref)

/* The pictures */

/* (nullable): there is no such crop of it */
static MediaRequest *
make_request (Choice *choice)
{
  guint size_px = PICTURE_PX * (guint) gtk_widget_get_scale_factor (GTK_WIDGET (choice->picture));
  const DeliveryCut cut = { DELIVERY_CUT_NAMED, choice->name, 0, 0, 0, 0, 0, 0 };
  CantoAsset *asset = choice->crops->asset;
  g_autoptr (DeliveryRecipe) recipe =
      delivery_recipe_new (&cut, size_px, size_px, DELIVERY_FORMAT_JPG);
  g_autoptr (DeliveryLink) link = delivery_link_new (
      asset, recipe, engine_session_get_master_px (choice->crops->session), NULL);
  const char *time = canto_asset_get_time (asset);
  g_autofree char *key = NULL;
  MediaRequest *request;

  if (link == NULL || delivery_link_get_is_direct (link))
    return NULL;

  key = g_strdup_printf ("%s#T%s@%s", canto_asset_get_key (asset), choice->name,
                         time != NULL ? time : "");
  request = media_request_new (key, size_px);
  media_request_add_place (request, delivery_link_get_uri (link), CANTO_FETCH_FREE);

  return request;
}

/* @picture: (nullable)
 * @is_missing: there will be none */
static void
show_picture (Choice *choice, MediaPicture *picture, gboolean is_missing)
{
  g_autoptr (GdkTexture) texture = picture != NULL ? picker_texture_new (picture) : NULL;

  gtk_picture_set_paintable (choice->picture, GDK_PAINTABLE (texture));
  gtk_widget_set_visible (GTK_WIDGET (choice->picture), !is_missing);
  gtk_widget_set_visible (choice->missing, is_missing);
  gtk_widget_set_tooltip_text (GTK_WIDGET (choice->button),
                               is_missing ? _ ("Its picture could not be loaded") : NULL);
}

static void
picture_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Choice) choice = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaPicture) picture =
      media_previews_load_finish (MEDIA_PREVIEWS (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (picture == NULL)
    g_debug ("No smart crop: %s", error->message);
  if (choice->crops != NULL)
    show_picture (choice, picture, picture == NULL);
}

static void
load (Choice *choice)
{
  PickerSmartCrops *self = choice->crops;
  g_autoptr (MediaRequest) request = NULL;

  stop (choice);
  show_picture (choice, NULL, FALSE);
  if (self->asset == NULL)
    return;

  request = make_request (choice);
  gtk_widget_set_sensitive (GTK_WIDGET (choice->button), request != NULL);
  if (request == NULL)
    return;

  choice->cancellable = g_cancellable_new ();
  media_previews_load_async (engine_session_get_previews (self->session), request,
                             choice->cancellable, picture_loaded, g_rc_box_acquire (choice));
}

/* The choices */

static void
toggled (GtkToggleButton *button, Choice *choice)
{
  PickerSmartCrops *self = choice->crops;

  if (self->is_showing)
    return;

  /* What is used stays so: something else is chosen instead of it. */
  if (gtk_toggle_button_get_active (button))
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, choice->name);
  else
    picker_smart_crops_set_used (self, choice->name);
}

static GtkWidget *
make_button (Choice *choice)
{
  const char *title = delivery_template_get_title (choice->name);
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *picture = gtk_picture_new ();
  GtkWidget *label = gtk_label_new (title);

  gtk_widget_set_size_request (picture, -1, PICTURE_PX);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  choice->missing = gtk_image_new_from_icon_name ("image-missing-symbolic");
  gtk_image_set_pixel_size (GTK_IMAGE (choice->missing), ICON_PX);
  gtk_widget_set_size_request (choice->missing, -1, PICTURE_PX);
  gtk_widget_set_visible (choice->missing, FALSE);
  gtk_widget_add_css_class (choice->missing, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), choice->missing);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "smart-crop");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  choice->button = GTK_TOGGLE_BUTTON (button);
  choice->picture = GTK_PICTURE (picture);

  return button;
}

static void
add (PickerSmartCrops *self, const char *name)
{
  Choice *choice = g_rc_box_new0 (Choice);
  GtkWidget *button;

  choice->crops = self;
  choice->name = g_strdup (name);
  button = make_button (choice);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled), choice);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  g_ptr_array_add (self->choices, choice);
  if (self->asset != NULL)
    load (choice);
}

/* GObject */

static void
picker_smart_crops_dispose (GObject *object)
{
  PickerSmartCrops *self = PICKER_SMART_CROPS (object);
  GtkWidget *child;

  for (guint i = 0; i < self->choices->len; i++)
    {
      Choice *choice = self->choices->pdata[i];

      stop (choice);
      g_signal_handlers_disconnect_by_data (choice->button, choice);
      choice->crops = NULL;
    }
  g_ptr_array_set_size (self->choices, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->asset, canto_asset_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (picker_smart_crops_parent_class)->dispose (object);
}

static void
picker_smart_crops_finalize (GObject *object)
{
  g_ptr_array_unref (PICKER_SMART_CROPS (object)->choices);

  G_OBJECT_CLASS (picker_smart_crops_parent_class)->finalize (object);
}

static void
picker_smart_crops_class_init (PickerSmartCropsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_smart_crops_dispose;
  G_OBJECT_CLASS (klass)->finalize = picker_smart_crops_finalize;

  /**
   * PickerSmartCrops::chosen:
   * @name: of the template (11.4)
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", PICKER_TYPE_SMART_CROPS, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
picker_smart_crops_init (PickerSmartCrops *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_box_layout_set_homogeneous (layout, TRUE);
  gtk_box_layout_set_spacing (layout, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Smart crops"), -1);
  self->choices = g_ptr_array_new_with_free_func (choice_unref);
}

GtkWidget *
picker_smart_crops_new (EngineSession *session)
{
  PickerSmartCrops *self;

  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);

  self = g_object_new (PICKER_TYPE_SMART_CROPS, NULL);
  self->session = g_object_ref (session);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    add (self, names[i]);

  return GTK_WIDGET (self);
}

void
picker_smart_crops_set_asset (PickerSmartCrops *self, CantoAsset *asset)
{
  g_return_if_fail (PICKER_IS_SMART_CROPS (self));

  if (asset != NULL)
    canto_asset_ref (asset);
  g_clear_pointer (&self->asset, canto_asset_unref);
  self->asset = asset;
  for (guint i = 0; i < self->choices->len; i++)
    load (self->choices->pdata[i]);
}

static gboolean
has_choice (PickerSmartCrops *self, const char *name)
{
  for (guint i = 0; i < self->choices->len; i++)
    {
      if (g_str_equal (((Choice *) self->choices->pdata[i])->name, name))
        return TRUE;
    }

  return FALSE;
}

void
picker_smart_crops_set_used (PickerSmartCrops *self, const char *name)
{
  g_return_if_fail (PICKER_IS_SMART_CROPS (self));

  if (name != NULL && !has_choice (self, name))
    add (self, name);
  self->is_showing = TRUE;
  for (guint i = 0; i < self->choices->len; i++)
    {
      Choice *choice = self->choices->pdata[i];

      gtk_toggle_button_set_active (choice->button, g_strcmp0 (choice->name, name) == 0);
    }
  self->is_showing = FALSE;
}
