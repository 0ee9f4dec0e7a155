/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "engine-session.h"

G_BEGIN_DECLS

/**
 * PickerCopyLabel:
 * @n_assets: of how many
 * @form: as which it is written, which may be other than that of the preset
 * @is_rendition: in a size and format, or several of whatever kind; else as it is, or it has no link
 *
 * What a button that copies says of what it copies: the same wherever there is one. A plain value.
 */
typedef struct
{
  guint n_assets;
  DeliveryForm form;
  gboolean is_rendition;
  gboolean is_direct;
  gboolean is_uncropped; /* although the preset crops */
} PickerCopyLabel;

/* Of @asset by @preset, as far as it is known. */
void picker_copy_label_init (PickerCopyLabel *self,
                             EngineSession *session,
                             CantoAsset *asset,
                             DeliveryPreset *preset);

/* Of several. @has_pictures: whether one of them may be a picture */
void picker_copy_label_init_several (PickerCopyLabel *self,
                                     guint n_assets,
                                     gboolean has_pictures,
                                     DeliveryPreset *preset);

/* "_Copy Link", "_Copy 5 as Markdown", with the line of its key. (transfer full) */
char *picker_copy_label_dup_action (const PickerCopyLabel *self);

/* The same without one, for a label that is none of a button. (transfer full) */
char *picker_copy_label_dup_plain (const PickerCopyLabel *self);

/* "Copy Link · 1200 px JPEG": what is made of it, too, each once. (transfer full) */
char *picker_copy_label_dup_whole (const PickerCopyLabel *self, DeliveryPreset *preset);

G_END_DECLS
