/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "engine-session.h"

G_BEGIN_DECLS

/**
 * PickerPlayer:
 *
 * Lies over the preview of an asset and plays it, if it is video or sound; hidden for every other. The
 * file is fetched when the person presses Play, and not before, by the account's own client: GStreamer gets a
 * file without a name, and neither address nor token.
 *
 * It stops when it is no longer seen, or covered.
 */
#define PICKER_TYPE_PLAYER (picker_player_get_type ())
G_DECLARE_FINAL_TYPE (PickerPlayer, picker_player, PICKER, PLAYER, GtkWidget)

/* @asset: (nullable): the same as before with more details plays on */
void picker_player_set_asset (PickerPlayer *self, EngineSession *session, CantoAsset *asset);

/* (transfer none) (nullable): what is played, once it has been fetched */
GtkMediaStream *picker_player_get_stream (PickerPlayer *self);

G_END_DECLS
