/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is chosen beside the picture: the shape of the crop, the size and the format. */

#include "descant-config.h"

#include "picker-crop-window-private.h"

#include "picker-spin.h"
#include "picker-wrap-layout.h"

#include <glib/gi18n.h>

#define SPACING_PX 6

/* Of the longest side; the last one of the row is another one. */
static const guint sizes_px[] = { 0, 2000, 1600, 1200, 800, 400 };

/* Shapes */

/* The frame keeps the shape from now on. What the smart crop has left is not known, so that the
 * frame begins where it was before. */
static void
keep_shape (PickerCropWindow *self)
{
  DeliveryCropFrame frame = *picker_crop_view_get_frame (self->view);
  guint width, height;

  picker_crop_plan_set_template (&self->plan, NULL);
  picker_crop_plan_get_shape (&self->plan, &width, &height);
  delivery_crop_frame_set_shape (&frame, width, height);
  picker_crop_view_set_frame (self->view, &frame);
  picker_crop_view_set_has_frame (self->view, TRUE);
  delivery_crop_frame_get_cut (&frame, engine_session_get_master_px (self->session),
                               &self->plan.part);
  picker_crop_window_update (self);
}

static void
shape_toggled (PickerCropWindow *self, GtkToggleButton *toggle)
{
  if (self->is_showing)
    return;

  for (guint i = 0; i < PICKER_CROP_N_SHAPES; i++)
    {
      if (self->shape_toggles[i] == toggle)
        self->plan.shape = (PickerCropShape) i;
    }
  /* Also of the one that goes off: the person has pressed what was chosen already. */
  keep_shape (self);
}

static void
exact_changed (PickerCropWindow *self)
{
  if (self->is_showing)
    return;

  self->plan.exact_width_px = (guint) gtk_spin_button_get_value_as_int (self->exact_width);
  self->plan.exact_height_px = (guint) gtk_spin_button_get_value_as_int (self->exact_height);
  keep_shape (self);
}

static void
add_shapes (PickerCropWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (box, picker_wrap_layout_new (SPACING_PX));
  for (guint i = 0; i < PICKER_CROP_N_SHAPES; i++)
    {
      GtkWidget *toggle =
          gtk_toggle_button_new_with_label (picker_crop_shape_get_title ((PickerCropShape) i));

      g_signal_connect_swapped (toggle, "toggled", G_CALLBACK (shape_toggled), self);
      gtk_box_append (GTK_BOX (box), toggle);
      self->shape_toggles[i] = GTK_TOGGLE_BUTTON (toggle);
    }
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->shape_toggles[PICKER_CROP_EXACT]),
                               _ ("So many pixels, no more and no fewer"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Shape"),
                                  -1);
  adw_bin_set_child (self->shapes_bin, box);
}

/* Size */

static gboolean
is_other_size (PickerCropWindow *self)
{
  return adw_combo_row_get_selected (self->size_row) == G_N_ELEMENTS (sizes_px);
}

static void
size_selected (PickerCropWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->size_row);

  if (self->is_showing || selected > G_N_ELEMENTS (sizes_px))
    return;

  self->plan.box_px = is_other_size (self)
                          ? (guint) gtk_spin_button_get_value_as_int (self->other_size)
                          : sizes_px[selected];
  gtk_widget_set_visible (self->other_size_row, is_other_size (self));
  picker_crop_window_update (self);
}

static void
other_size_changed (PickerCropWindow *self)
{
  if (self->is_showing || !is_other_size (self))
    return;

  self->plan.box_px = (guint) gtk_spin_button_get_value_as_int (self->other_size);
  picker_crop_window_update (self);
}

static void
add_sizes (PickerCropWindow *self)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes_px); i++)
    {
      g_autofree char *title = sizes_px[i] > 0 ? g_strdup_printf (_ ("%u px"), sizes_px[i])
                                               /* Translators: a size: all pixels that there are */
                                               : g_strdup (_ ("As Large as There Is"));

      gtk_string_list_append (list, title);
    }
  /* Translators: another size than those of a list */
  gtk_string_list_append (list, _ ("Other"));
  adw_combo_row_set_model (self->size_row, G_LIST_MODEL (list));
  g_object_unref (list);
}

/* One that is of the list stays "other" while the person types it. */
static void
show_size (PickerCropWindow *self)
{
  guint selected = G_N_ELEMENTS (sizes_px);
  gboolean is_typed =
      gtk_widget_get_visible (self->other_size_row)
      && gtk_spin_button_get_value_as_int (self->other_size) == (int) self->plan.box_px;

  for (guint i = 0; i < G_N_ELEMENTS (sizes_px) && !is_typed; i++)
    {
      if (sizes_px[i] == self->plan.box_px)
        selected = i;
    }
  adw_combo_row_set_selected (self->size_row, selected);
  if (self->plan.box_px > 0)
    gtk_spin_button_set_value (self->other_size, self->plan.box_px);
  gtk_widget_set_visible (self->other_size_row, is_other_size (self));
}

/* Format */

static void
format_toggled (PickerCropWindow *self, GtkToggleButton *toggle)
{
  if (self->is_showing || !gtk_toggle_button_get_active (toggle))
    return;

  for (guint i = 0; i < DELIVERY_N_OFFERED_FORMATS; i++)
    {
      if (self->format_toggles[i] == toggle)
        self->plan.format = (DeliveryFormat) i;
    }
  picker_crop_window_update (self);
}

static void
add_formats (PickerCropWindow *self)
{
  for (guint i = 0; i < DELIVERY_N_OFFERED_FORMATS; i++)
    {
      GtkWidget *toggle =
          gtk_toggle_button_new_with_label (delivery_format_get_title ((DeliveryFormat) i));

      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (toggle), self->format_toggles[0]);
      g_signal_connect_swapped (toggle, "toggled", G_CALLBACK (format_toggled), self);
      gtk_box_append (self->formats, toggle);
      self->format_toggles[i] = GTK_TOGGLE_BUTTON (toggle);
    }
}

void
picker_crop_window_make_choices (PickerCropWindow *self)
{
  GtkSpinButton *const spins[] = { self->exact_width, self->exact_height, self->other_size };

  add_shapes (self);
  self->is_showing = TRUE;
  add_sizes (self);
  add_formats (self);
  for (gsize i = 0; i < G_N_ELEMENTS (spins); i++)
    {
      picker_spin_keep_number (spins[i]);
      gtk_spin_button_set_range (spins[i], 1, PICKER_CROP_MAX_PX);
    }
  gtk_spin_button_set_value (self->other_size, 1000);
  self->is_showing = FALSE;
  g_signal_connect_swapped (self->exact_width, "value-changed", G_CALLBACK (exact_changed), self);
  g_signal_connect_swapped (self->exact_height, "value-changed", G_CALLBACK (exact_changed), self);
  g_signal_connect_swapped (self->size_row, "notify::selected", G_CALLBACK (size_selected), self);
  g_signal_connect_swapped (self->other_size, "value-changed", G_CALLBACK (other_size_changed),
                            self);
}

void
picker_crop_window_show_choices (PickerCropWindow *self)
{
  const PickerCropPlan *plan = &self->plan;
  gboolean is_smart = plan->template_name != NULL;
  gboolean is_exact = plan->shape == PICKER_CROP_EXACT && !is_smart;

  self->is_showing = TRUE;
  for (guint i = 0; i < PICKER_CROP_N_SHAPES; i++)
    gtk_toggle_button_set_active (self->shape_toggles[i], i == plan->shape && !is_smart);
  gtk_toggle_button_set_active (self->format_toggles[plan->format], TRUE);
  gtk_widget_set_visible (self->exact_group, is_exact);
  gtk_spin_button_set_value (self->exact_width, plan->exact_width_px);
  gtk_spin_button_set_value (self->exact_height, plan->exact_height_px);
  /* Its pixels are the size already. */
  gtk_widget_set_visible (GTK_WIDGET (self->size_row), !is_exact);
  show_size (self);
  if (is_exact)
    gtk_widget_set_visible (self->other_size_row, FALSE);
  self->is_showing = FALSE;
}
