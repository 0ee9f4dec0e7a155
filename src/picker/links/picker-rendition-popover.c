/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-rendition-popover.h"

#include "delivery-link.h"
#include "delivery-size.h"
#include "engine-session.h"
#include "picker-copy-label.h"
#include "picker-crop-text.h"
#include "picker-form-row.h"
#include "picker-link-check-line.h"
#include "picker-preset-rows.h"
#include "picker-preset.h"
#include "picker-rendition-row.h"
#include "picker-rendition-text.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* What stands around the menu, and what the choices need in any case. */
#define WIDTH_PX      320
#define AROUND_PX     72
#define MIN_HEIGHT_PX 160
#define MAX_HEIGHT_PX 560

struct _PickerRenditionPopover
{
  GtkPopover parent_instance;

  /* Template children. */
  GtkWidget *note_box;
  GtkLabel *note;
  GtkScrolledWindow *scroller;
  AdwBin *presets_bin;
  GtkWidget *presets_separator;
  GtkBox *formats;
  GtkBox *sizes;
  PickerLinkCheckLine *check_line;
  AdwBin *form_bin;
  GtkButton *copy_button;
  GtkWidget *crop_button;

  /* Borrowed: children made in code. */
  PickerPresetRows *preset_rows; /* NULL until it is first shown */
  GtkWidget *rows[DELIVERY_N_SIZES];
  GtkWidget *toggles[DELIVERY_N_OFFERED_FORMATS];

  /* Owned. */
  GSettings *settings;
  EngineSession *session;
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
  PROP_SESSION,
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

static void
show_row (PickerRenditionPopover *self, DeliverySize size, DeliveryFormat format)
{
  g_autofree char *remark = NULL;
  gboolean can_be_had = TRUE;

  if (knows_asset (self))
    {
      g_autoptr (DeliveryRecipe) recipe = delivery_size_make_recipe (size, format);
      g_autoptr (DeliveryLink) link =
          engine_session_make_link (self->session, self->asset, recipe, NULL);

      remark = picker_rendition_text_dup_remark (link, recipe, &can_be_had);
    }
  picker_rendition_row_set_remark (self->rows[size], remark, can_be_had);
}

/* (transfer full) (nullable) */
static char *
dup_note (PickerRenditionPopover *self, DeliveryLink *link, DeliveryPreset *preset)
{
  if (self->n_selected > 1 && self->several != NULL)
    return picker_rendition_text_dup_several (self->session, self->several, self->n_selected,
                                              preset);
  if (knows_asset (self))
    return picker_rendition_text_dup_note (self->asset, link, preset);

  return NULL;
}

/* Of several, those that are known tell whether there is a picture. */
static gboolean
has_pictures (PickerRenditionPopover *self)
{
  if (self->several == NULL || self->several->len < MIN (self->n_selected, ENGINE_MAX_LINKS))
    return TRUE;

  for (guint i = 0; i < self->several->len; i++)
    {
      if (canto_asset_get_scheme (self->several->pdata[i]) == CANTO_SCHEME_IMAGE)
        return TRUE;
    }

  return FALSE;
}

static void
show_copy_label (PickerRenditionPopover *self, DeliveryPreset *preset)
{
  g_autofree char *text = NULL;
  PickerCopyLabel label;

  if (self->asset != NULL && self->n_selected == 1)
    picker_copy_label_init (&label, self->session, self->asset, preset);
  else
    picker_copy_label_init_several (&label, self->n_selected, has_pictures (self), preset);
  text = picker_copy_label_dup_action (&label);
  gtk_button_set_label (self->copy_button, text);
}

/* The action itself is told by whoever has it; here is why it cannot be had. */
static void
show_crop (PickerRenditionPopover *self)
{
  const char *obstacle = self->asset != NULL && self->n_selected == 1
                             ? picker_crop_text_get_obstacle (self->asset)
                             : NULL;

  gtk_widget_set_tooltip_text (
      self->crop_button,
      obstacle != NULL ? obstacle : _ ("Choose a part of the picture, and see it made (Ctrl+K)"));
}

/* What the delivery network alone can do is not offered without it. */
static void
show_delivery (PickerRenditionPopover *self, DeliveryPreset *preset)
{
  DeliveryRecipe *recipe = delivery_preset_get_recipe (preset);
  g_autoptr (DeliveryLink) link =
      knows_asset (self) ? engine_session_make_link (self->session, self->asset, recipe, NULL)
                         : NULL;
  g_autofree char *note = dup_note (self, link, preset);
  gboolean is_direct = link != NULL && delivery_link_get_is_direct (link);
  gboolean is_picture = link == NULL || delivery_link_get_is_picture (link);

  show_crop (self);
  picker_link_check_line_set_link (self->check_line, link);
  show_copy_label (self, preset);
  gtk_label_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (self->note_box, note != NULL);
  for (guint i = 0; i < DELIVERY_N_OFFERED_FORMATS; i++)
    gtk_widget_set_sensitive (self->toggles[i], is_picture
                                                    && !delivery_recipe_get_is_original (recipe)
                                                    && (!is_direct || i == DELIVERY_FORMAT_JPG));
}

static DeliveryFormat
get_format (PickerRenditionPopover *self)
{
  for (guint i = 0; i < DELIVERY_N_OFFERED_FORMATS; i++)
    {
      if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->toggles[i])))
        return (DeliveryFormat) i;
    }

  return DELIVERY_FORMAT_JPG;
}

static void
show (PickerRenditionPopover *self)
{
  g_autoptr (DeliveryPreset) preset = picker_preset_load (self->settings);
  DeliveryRecipe *recipe = delivery_preset_get_recipe (preset);
  DeliveryFormat format = delivery_recipe_get_format (recipe);
  DeliverySize used = DELIVERY_N_SIZES;

  /* One that is not offered here leaves all of them off. */
  delivery_size_from_recipe (recipe, &used);
  self->is_showing = TRUE;
  for (guint size = 0; size < DELIVERY_N_SIZES; size++)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->rows[size]), size == used);
  /* The original keeps its own, and this waits for the next size. */
  if (!delivery_recipe_get_is_original (recipe) && format < DELIVERY_N_OFFERED_FORMATS)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->toggles[format]), TRUE);
  self->is_showing = FALSE;

  if (self->preset_rows != NULL)
    picker_preset_rows_show (self->preset_rows, preset, knows_asset (self) ? self->asset : NULL);
  show_delivery (self, preset);
  for (guint size = 0; size < DELIVERY_N_SIZES; size++)
    show_row (self, (DeliverySize) size, get_format (self));
}

/* Choosing */

static void
preset_chosen (PickerRenditionPopover *self, DeliveryPreset *preset)
{
  picker_preset_save (self->settings, preset);
}

/* Of a group, one goes off and one goes on: the second tells. */
static void
radio_toggled (PickerRenditionPopover *self, GtkCheckButton *radio)
{
  if (self->is_showing || !gtk_check_button_get_active (radio))
    return;

  for (guint i = 0; i < DELIVERY_N_SIZES; i++)
    {
      g_autoptr (DeliveryRecipe) recipe = NULL;

      if (self->rows[i] != GTK_WIDGET (radio))
        continue;
      recipe = delivery_size_make_recipe ((DeliverySize) i, get_format (self));
      picker_preset_save_recipe (self->settings, recipe);
    }
}

/* Of what is made, whether it is one of the sizes here or not. */
static void
format_toggled (PickerRenditionPopover *self, GtkToggleButton *toggle)
{
  g_autoptr (DeliveryPreset) used = NULL;
  g_autoptr (DeliveryRecipe) recipe = NULL;

  if (self->is_showing || !gtk_toggle_button_get_active (toggle))
    return;

  used = picker_preset_load (self->settings);
  recipe = delivery_recipe_with_format (delivery_preset_get_recipe (used), get_format (self));
  picker_preset_save_recipe (self->settings, recipe);
}

/* Of presets and sizes, before GTK, for which Enter only chooses what is chosen already. */
static gboolean
choice_key_pressed (PickerRenditionPopover *self,
                    guint keyval,
                    guint keycode,
                    GdkModifierType state)
{
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return GDK_EVENT_PROPAGATE;

  return gtk_widget_activate (GTK_WIDGET (self->copy_button));
}

/* Making */

static void
watch_keys (PickerRenditionPopover *self, gpointer choices)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (choice_key_pressed), self);
  gtk_widget_add_controller (choices, keys);
}

static void
presets_changed (PickerRenditionPopover *self)
{
  gboolean has_any = engine_presets_get_n_presets (engine_session_get_presets (self->session)) > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->presets_bin), has_any);
  gtk_widget_set_visible (self->presets_separator, has_any);
}

/* Whoever never opens the menu need not wait for it at the start. */
static void
make_choices (PickerRenditionPopover *self)
{
  GtkWidget *rows;

  if (self->preset_rows != NULL)
    return;

  rows = picker_preset_rows_new (self->session);
  self->preset_rows = PICKER_PRESET_ROWS (rows);
  g_signal_connect_swapped (rows, "chosen", G_CALLBACK (preset_chosen), self);
  watch_keys (self, rows);
  adw_bin_set_child (self->presets_bin, rows);
  adw_bin_set_child (self->form_bin, picker_form_row_new (self->settings));
  presets_changed (self);
}

static int
measure_height (GtkWidget *widget)
{
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, WIDTH_PX, NULL, &height, NULL, NULL);

  return height;
}

/* In a small window the choices scroll, so that what is below them can be seen. */
static void
limit_height (PickerRenditionPopover *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *contents = gtk_popover_get_child (GTK_POPOVER (self));
  int height = root != NULL ? gtk_widget_get_height (GTK_WIDGET (root)) : 0;

  height -= measure_height (contents) - measure_height (GTK_WIDGET (self->scroller)) + AROUND_PX;
  gtk_scrolled_window_set_max_content_height (self->scroller,
                                              CLAMP (height, MIN_HEIGHT_PX, MAX_HEIGHT_PX));
}

/* The keys begin at the preset or the size that is used, or at the first that can be had. */
static void
picker_rendition_popover_show (GtkWidget *widget)
{
  PickerRenditionPopover *self = PICKER_RENDITION_POPOVER (widget);
  g_autoptr (DeliveryPreset) preset = picker_preset_load (self->settings);
  GtkWidget *row;
  DeliverySize size;

  make_choices (self);
  show (self);
  limit_height (self);

  GTK_WIDGET_CLASS (picker_rendition_popover_parent_class)->show (widget);

  row = picker_preset_rows_get_used_row (self->preset_rows);
  if (row == NULL && delivery_size_from_recipe (delivery_preset_get_recipe (preset), &size)
      && gtk_widget_is_sensitive (self->rows[size]))
    row = self->rows[size];
  if (row != NULL)
    gtk_widget_grab_focus (row);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->scroller), GTK_DIR_TAB_FORWARD);
}

static void
add_row (PickerRenditionPopover *self, DeliverySize size)
{
  GtkWidget *row = picker_rendition_row_new (delivery_size_get_title (size), "");

  if (size > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (row), GTK_CHECK_BUTTON (self->rows[0]));
  g_signal_connect_swapped (row, "toggled", G_CALLBACK (radio_toggled), self);
  gtk_box_append (self->sizes, row);
  self->rows[size] = row;
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

    case PROP_SESSION:
      self->session = g_value_dup_object (value);
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
  picker_link_check_line_set_checker (self->check_line,
                                      engine_session_get_link_checker (self->session));
  g_signal_connect_object (engine_session_get_presets (self->session), "items-changed",
                           G_CALLBACK (presets_changed), self, G_CONNECT_SWAPPED);
  show (self);
}

static void
picker_rendition_popover_dispose (GObject *object)
{
  PickerRenditionPopover *self = PICKER_RENDITION_POPOVER (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->session);
  g_clear_pointer (&self->asset, canto_asset_unref);
  g_clear_pointer (&self->several, g_ptr_array_unref);

  G_OBJECT_CLASS (picker_rendition_popover_parent_class)->dispose (object);
}

static void
picker_rendition_popover_class_init (PickerRenditionPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = picker_rendition_popover_constructed;
  object_class->set_property = picker_rendition_popover_set_property;
  object_class->dispose = picker_rendition_popover_dispose;
  widget_class->show = picker_rendition_popover_show;

  props[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, flags);
  props[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, ENGINE_TYPE_SESSION, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (PICKER_TYPE_LINK_CHECK_LINE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-rendition-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerRenditionPopover, note_box);
  gtk_widget_class_bind_template_child (widget_class, PickerRenditionPopover, note);
  gtk_widget_class_bind_template_child (widget_class, PickerRenditionPopover, formats);
  gtk_widget_class_bind_template_child (widget_class, PickerRenditionPopover, scroller);
  gtk_widget_class_bind_template_child (widget_class, PickerRenditionPopover, presets_bin);
  gtk_widget_class_bind_template_child (widget_class, PickerRenditionPopover, presets_separator);
  gtk_widget_class_bind_template_child (widget_class, PickerRenditionPopover, sizes);
  gtk_widget_class_bind_template_child (widget_class, PickerRenditionPopover, check_line);
  gtk_widget_class_bind_template_child (widget_class, PickerRenditionPopover, form_bin);
  gtk_widget_class_bind_template_child (widget_class, PickerRenditionPopover, copy_button);
  gtk_widget_class_bind_template_child (widget_class, PickerRenditionPopover, crop_button);
  picker_preset_add_keys (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "link.copy",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_i, GDK_CONTROL_MASK, "link.copy-image",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, GDK_CONTROL_MASK,
                                       "link.crop-or-say", NULL);
}

static void
picker_rendition_popover_init (PickerRenditionPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint size = 0; size < DELIVERY_N_SIZES; size++)
    add_row (self, (DeliverySize) size);
  for (guint format = 0; format < DELIVERY_N_OFFERED_FORMATS; format++)
    add_format (self, (DeliveryFormat) format);
  watch_keys (self, self->sizes);
}

GtkWidget *
picker_rendition_popover_new (GSettings *settings, EngineSession *session)
{
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);

  return g_object_new (PICKER_TYPE_RENDITION_POPOVER, "settings", settings, "session", session,
                       NULL);
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
