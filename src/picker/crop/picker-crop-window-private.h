/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "picker-crop-plan.h"
#include "picker-crop-result.h"
#include "picker-crop-view.h"
#include "picker-crop-window.h"
#include "picker-smart-crops.h"

G_BEGIN_DECLS

struct _PickerCropWindow
{
  AdwWindow parent_instance;

  /* Template children. */
  AdwWindowTitle *title;
  GtkButton *copy_button;
  GtkStack *stack;
  AdwStatusPage *error_page;
  GtkWidget *retry_button;
  AdwToastOverlay *toasts;
  PickerCropView *view;
  GtkLabel *part_label;
  GtkWidget *previous_button;
  GtkWidget *next_button;
  GtkWidget *whole_button;
  PickerCropResult *result;
  GtkWidget *several_box;
  GtkLabel *several_note;
  AdwBin *shapes_bin;
  GtkWidget *exact_group;
  GtkSpinButton *exact_width;
  GtkSpinButton *exact_height;
  AdwBin *smart_bin;
  AdwComboRow *size_row;
  GtkWidget *other_size_row;
  GtkSpinButton *other_size;
  GtkBox *formats;
  GtkLabel *form_label;
  GtkLabel *link_label;
  GtkWidget *preset_button;

  /* Borrowed: children made in code. */
  GtkToggleButton *shape_toggles[PICKER_CROP_N_SHAPES];
  GtkToggleButton *format_toggles[DELIVERY_N_OFFERED_FORMATS];
  PickerSmartCrops *smart_crops;

  /* Owned. */
  EngineSession *session;
  GSettings *settings;
  GPtrArray *assets;   /* (element-type CantoAsset): all that it is for; with their details when these are here */
  GPtrArray *pictures; /* (element-type CantoAsset): those of them that can be cropped */
  GCancellable *cancellable;         /* of the details */
  GCancellable *picture_cancellable; /* (nullable): of the picture that is looked at */
  PickerCropPlan plan;

  /* State. */
  guint shown;         /* among the pictures */
  guint several_id;    /* non-0 while it is to be counted for how many the plan holds */
  gboolean is_showing; /* what is set now was not chosen by the person */
};

/* What was planned has changed: shows all that follows from it. */
void picker_crop_window_update (PickerCropWindow *self);
/* (transfer none) (nullable): that is looked at */
CantoAsset *picker_crop_window_get_asset (PickerCropWindow *self);

/* picker-crop-window-choices.c: shapes, size, format */
void picker_crop_window_make_choices (PickerCropWindow *self);
/* As they are planned. */
void picker_crop_window_show_choices (PickerCropWindow *self);

/* picker-crop-window-assets.c: asks for the details, then shows the first picture, or why there is none */
void picker_crop_window_load (PickerCropWindow *self);
/* @step: to the next, or back with -1 */
void picker_crop_window_turn (PickerCropWindow *self, int step);

/* picker-crop-window-preset.c: "Save as Preset…" */
void picker_crop_window_connect_preset (PickerCropWindow *self);

G_END_DECLS
