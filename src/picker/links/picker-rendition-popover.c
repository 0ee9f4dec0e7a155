/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-rendition-popover.h"

#include "delivery-link.h"
#include "engine-session.h"
#include "picker-asset-text.h"
#include "picker-preset.h"
#include "picker-rendition-text.h"

#include <glib/gi18n.h>

/* One size; borrowed from the template's box. */
typedef struct
{
  GtkWidget *radio;
  GtkLabel *remark;
} SizeRow;

struct _PickerRenditionPopover
{
  GtkPopover parent_instance;

  /* Template children. */
  GtkWidget *note_box;
  GtkLabel *note;
  GtkBox *formats;
  GtkBox *sizes;
  GtkButton *copy_button;

  /* Borrowed: children made in code. */
  SizeRow rows[DELIVERY_N_SIZES];
  GtkWidget *toggles[DELIVERY_N_PRESET_FORMATS];

  /* Owned. */
  GSettings *settings;
  CantoAsset *asset;  /* (nullable) */
  GPtrArray *several; /* (nullable) (element-type CantoAsset): what is known of several */

  /* State. */
  guint n_selected;
  gboolean is_showing; /* what is set now was not chosen by the person */
};

G_DEFINE_FINAL_TYPE (PickerRenditionPopover, picker_rendition_popover, GTK_TYPE_POPOVER)

typedef enum
{
  PROP_SETTINGS = 1,
  N_PROPS,
} PickerRenditionPopoverProperty;

static GParamSpec *props[N_PROPS];

/* What can be had */

/* The details of one asset tell exactly; of several, or before they are here, all is offered. */
static gboolean
knows_asset (PickerRenditionPopover *self)
{
  return self->asset != NULL && self->n_selected == 1 && canto_asset_get_is_complete (self->asset);
}

static DeliveryLink *
make_link (PickerRenditionPopover *self, const DeliveryPreset *preset)
{
  g_autoptr (DeliveryRendition) rendition = delivery_preset_make_rendition (preset);

  return delivery_link_new (self->asset, rendition, NULL);
}

/* "1200 × 800", or why there is none. (transfer full) */
static char *
dup_remark (DeliveryLink *link, DeliverySize size, gboolean *can_be_had)
{
  guint width = link != NULL ? delivery_link_get_width_px (link) : 0;
  guint height = link != NULL ? delivery_link_get_height_px (link) : 0;
  g_autofree char *pixels = picker_asset_text_dup_pixels (width, height);

  *can_be_had = FALSE;
  if (link == NULL)
    /* Translators: there is no link of this size */
    return g_strdup (_ ("No link"));
  if (!delivery_link_get_is_picture (link) && size != DELIVERY_SIZE_ORIGINAL)
    return g_strdup (_ ("Pictures only"));
  if (delivery_link_get_lost_crop (link))
    return g_strdup (_ ("Needs the delivery network"));

  *can_be_had = TRUE;
  if (width == 0 || height == 0)
    return g_strdup ("");
  if (delivery_link_get_upscaled (link))
    /* Translators: a picture is smaller than was asked for: "only 600 × 400 there is" */
    return g_strdup_printf (_ ("only %s there is"), pixels);

  return g_steal_pointer (&pixels);
}

static void
show_row (PickerRenditionPopover *self, const DeliveryPreset *preset)
{
  SizeRow *row = &self->rows[preset->size];
  g_autofree char *remark = NULL;
  gboolean can_be_had = TRUE;

  if (knows_asset (self))
    {
      g_autoptr (DeliveryLink) link = make_link (self, preset);

      remark = dup_remark (link, preset->size, &can_be_had);
    }
  gtk_label_set_text (row->remark, remark != NULL ? remark : "");
  gtk_widget_set_sensitive (row->radio, can_be_had);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->radio), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  remark != NULL ? remark : "", -1);
}

/* (transfer full) (nullable) */
static char *
dup_note (PickerRenditionPopover *self, DeliveryLink *link, const DeliveryPreset *preset)
{
  if (self->n_selected > 1 && self->several != NULL)
    return picker_rendition_text_dup_several (self->several, self->n_selected, preset);
  if (knows_asset (self))
    return g_strdup (picker_rendition_text_get_note (self->asset, link, preset));

  return NULL;
}

static char *
dup_copy_label (guint n_selected, gboolean is_direct)
{
  if (n_selected > ENGINE_MAX_LINKS)
    return g_strdup (_ ("_Copy Links"));
  if (n_selected > 1)
    return g_strdup_printf (ngettext ("_Copy %'u Link", "_Copy %'u Links", n_selected), n_selected);

  return g_strdup (is_direct ? _ ("_Copy Direct Link") : _ ("_Copy Link"));
}

/* What the delivery network alone can do is not offered without it. */
static void
show_delivery (PickerRenditionPopover *self, const DeliveryPreset *preset)
{
  g_autoptr (DeliveryLink) link = knows_asset (self) ? make_link (self, preset) : NULL;
  g_autofree char *note = dup_note (self, link, preset);
  gboolean is_direct = link != NULL && delivery_link_get_is_direct (link);
  gboolean is_picture = link == NULL || delivery_link_get_is_picture (link);
  g_autofree char *label = dup_copy_label (self->n_selected, is_direct);

  gtk_button_set_label (self->copy_button, label);
  gtk_label_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (self->note_box, note != NULL);
  for (guint i = 0; i < DELIVERY_N_PRESET_FORMATS; i++)
    gtk_widget_set_sensitive (self->toggles[i], is_picture && preset->size != DELIVERY_SIZE_ORIGINAL
                                                    && (!is_direct || i == DELIVERY_FORMAT_JPG));
}

static void
show (PickerRenditionPopover *self)
{
  const DeliveryPreset preset = picker_preset_load (self->settings);

  self->is_showing = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->rows[preset.size].radio), TRUE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->toggles[preset.format]), TRUE);
  self->is_showing = FALSE;

  show_delivery (self, &preset);
  for (guint size = 0; size < DELIVERY_N_SIZES; size++)
    {
      const DeliveryPreset of_row = { (DeliverySize) size, preset.format };

      show_row (self, &of_row);
    }
}

/* Choosing */

static void
chosen (PickerRenditionPopover *self)
{
  DeliveryPreset preset = picker_preset_load (self->settings);

  if (self->is_showing)
    return;

  for (guint i = 0; i < DELIVERY_N_SIZES; i++)
    {
      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->rows[i].radio)))
        preset.size = (DeliverySize) i;
    }
  for (guint i = 0; i < DELIVERY_N_PRESET_FORMATS; i++)
    {
      if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->toggles[i])))
        preset.format = (DeliveryFormat) i;
    }
  picker_preset_save (self->settings, &preset);
}

/* Of a group, one goes off and one goes on: the second tells. */
static void
radio_toggled (PickerRenditionPopover *self, GtkCheckButton *radio)
{
  if (gtk_check_button_get_active (radio))
    chosen (self);
}

static void
format_toggled (PickerRenditionPopover *self, GtkToggleButton *toggle)
{
  if (gtk_toggle_button_get_active (toggle))
    chosen (self);
}

/* Of the sizes, before GTK, for which Enter only chooses what is chosen already. */
static gboolean
size_key_pressed (PickerRenditionPopover *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return GDK_EVENT_PROPAGATE;

  return gtk_widget_activate (GTK_WIDGET (self->copy_button));
}

/* Making */

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, style);

  return label;
}

static void
watch_keys (PickerRenditionPopover *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (size_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->sizes), keys);
}

/* The keys begin at the size that is used, or at the first that can be had. */
static void
picker_rendition_popover_show (GtkWidget *widget)
{
  PickerRenditionPopover *self = PICKER_RENDITION_POPOVER (widget);
  const DeliveryPreset preset = picker_preset_load (self->settings);

  GTK_WIDGET_CLASS (picker_rendition_popover_parent_class)->show (widget);

  if (gtk_widget_is_sensitive (self->rows[preset.size].radio))
    gtk_widget_grab_focus (self->rows[preset.size].radio);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->sizes), GTK_DIR_TAB_FORWARD);
}

static void
add_row (PickerRenditionPopover *self, DeliverySize size)
{
  g_autofree char *key = gtk_accelerator_get_label (GDK_KEY_1 + size, GDK_CONTROL_MASK);
  GtkWidget *radio = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (delivery_size_get_title (size));
  GtkWidget *remark = make_label ("", "dim-label");
  GtkWidget *accelerator = make_label (key, "dim-label");

  gtk_widget_set_hexpand (remark, TRUE);
  gtk_label_set_xalign (GTK_LABEL (remark), 1);
  gtk_widget_add_css_class (remark, "numeric");
  gtk_widget_add_css_class (accelerator, "caption");
  gtk_widget_add_css_class (remark, "caption");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), remark);
  gtk_box_append (GTK_BOX (box), accelerator);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (radio), box);
  if (size > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (radio), GTK_CHECK_BUTTON (self->rows[0].radio));
  gtk_accessible_update_property (GTK_ACCESSIBLE (radio), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  delivery_size_get_title (size), -1);
  g_signal_connect_swapped (radio, "toggled", G_CALLBACK (radio_toggled), self);
  gtk_box_append (self->sizes, radio);

  self->rows[size].radio = radio;
  self->rows[size].remark = GTK_LABEL (remark);
}

static void
add_format (PickerRenditionPopover *self, DeliveryFormat format)
{
  GtkWidget *toggle = gtk_toggle_button_new_with_label (delivery_format_get_title (format));

  if (format > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (toggle), GTK_TOGGLE_BUTTON (self->toggles[0]));
  g_signal_connect_swapped (toggle, "toggled", G_CALLBACK (format_toggled), self);
  gtk_box_append (self->formats, toggle);
  self->toggles[format] = toggle;
}

/* GObject */

static void
picker_rendition_popover_set_property (GObject *object,
                                       guint prop_id,
                                       const GValue *value,
                                       GParamSpec *pspec)
{
  PickerRenditionPopover *self = PICKER_RENDITION_POPOVER (object);

  switch ((PickerRenditionPopoverProperty) prop_id)
    {
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
picker_rendition_popover_constructed (GObject *object)
{
  PickerRenditionPopover *self = PICKER_RENDITION_POPOVER (object);

  G_OBJECT_CLASS (picker_rendition_popover_parent_class)->constructed (object);

  g_signal_connect_object (self->settings, "changed::" PICKER_PRESET_KEY, G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  show (self);
}

static void
picker_rendition_popover_dispose (GObject *object)
{
  PickerRenditionPopover *self = PICKER_RENDITION_POPOVER (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->asset, canto_asset_unref);
  g_clear_pointer (&self->several, g_ptr_array_unref);

  G_OBJECT_CLASS (picker_rendition_popover_parent_class)->dispose (object);
}

static void
picker_rendition_popover_class_init (PickerRenditionPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = picker_rendition_popover_constructed;
  object_class->set_property = picker_rendition_popover_set_property;
  object_class->dispose = picker_rendition_popover_dispose;
  widget_class->show = picker_rendition_popover_show;

  props[PROP_SETTINGS] =
      g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-rendition-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerRenditionPopover, note_box);
  gtk_widget_class_bind_template_child (widget_class, PickerRenditionPopover, note);
  gtk_widget_class_bind_template_child (widget_class, PickerRenditionPopover, formats);
  gtk_widget_class_bind_template_child (widget_class, PickerRenditionPopover, sizes);
  gtk_widget_class_bind_template_child (widget_class, PickerRenditionPopover, copy_button);
  picker_preset_add_keys (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "link.copy",
                                       NULL);
}

static void
picker_rendition_popover_init (PickerRenditionPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint size = 0; size < DELIVERY_N_SIZES; size++)
    add_row (self, (DeliverySize) size);
  for (guint format = 0; format < DELIVERY_N_PRESET_FORMATS; format++)
    add_format (self, (DeliveryFormat) format);
  watch_keys (self);
}

GtkWidget *
picker_rendition_popover_new (GSettings *settings)
{
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  return g_object_new (PICKER_TYPE_RENDITION_POPOVER, "settings", settings, NULL);
}

void
picker_rendition_popover_set_selected (PickerRenditionPopover *self,
                                       CantoAsset *asset,
                                       guint n_selected)
{
  g_return_if_fail (PICKER_IS_RENDITION_POPOVER (self));

  g_clear_pointer (&self->asset, canto_asset_unref);
  self->asset = asset != NULL ? canto_asset_ref (asset) : NULL;
  self->n_selected = n_selected;
  g_clear_pointer (&self->several, g_ptr_array_unref);
  show (self);
}

void
picker_rendition_popover_set_several (PickerRenditionPopover *self, GPtrArray *assets)
{
  g_return_if_fail (PICKER_IS_RENDITION_POPOVER (self));
  g_return_if_fail (assets != NULL);

  g_clear_pointer (&self->several, g_ptr_array_unref);
  self->several = g_ptr_array_ref (assets);
  show (self);
}
