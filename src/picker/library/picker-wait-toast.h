/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "picker-library-private.h"

G_BEGIN_DECLS

/**
 * PickerWaitToast:
 *
 * Says that something takes long, when it does, with a button that cancels it.
 */
typedef struct _PickerWaitToast PickerWaitToast;

/* @title: what is waited for. (transfer full) */
PickerWaitToast *picker_wait_toast_start (PickerLibrary *library,
                                          const char *title,
                                          GCancellable *cancellable);
/* It has come. Takes @self. */
void             picker_wait_toast_stop (PickerWaitToast *self);

G_END_DECLS
