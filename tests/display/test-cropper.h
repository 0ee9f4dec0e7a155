/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "picker-crop-view.h"
#include "test-desk.h"

G_BEGIN_DECLS

/* The crop and size editor, for tests of it. */

/* What stands at @position, with its details. (transfer full) */
CantoAsset *test_cropper_get_details (TestDesk *desk, guint position);

/* The first picture from @after on of which there are just @concerns. */
guint test_cropper_find_picture (TestDesk *desk, guint after, DeliveryConcerns concerns);

/* The first that is approved, of a scheme. */
guint test_cropper_find_other (TestDesk *desk, CantoScheme scheme);

/* A window of @type on the screen; (nullable) */
gpointer test_cropper_find_window (GType type);
gpointer test_cropper_wait_window (GType type);

/* Until the editor is closed. */
void test_cropper_wait_closed (void);

/* The editor, once it shows a picture. */
GtkWidget *test_cropper_wait (void);

/* The same, for what stands at @position. */
GtkWidget *test_cropper_open (TestDesk *desk, guint position);

/* Parts of it. */
PickerCropView *test_cropper_get_view (gpointer window);
const DeliveryCrop *test_cropper_get_crop (gpointer window);
const char *test_cropper_get_link (gpointer window);

/* What the window shows is the link of a recipe, as anybody else would make it. */
void test_cropper_assert_link (gpointer window, CantoAsset *asset, const char *recipe_text);

/* Left, top, width and height of the frame, as a recipe has them. (transfer full) */
char *test_cropper_dup_part (gpointer window);

/* Choices: shapes and formats in the order of the toggles, sizes in that of the list: as large as there is, 2000, 1600,
 * 1200, 800, 400, another one. */
GtkWidget *test_cropper_get_shape (gpointer window, guint shape);
void test_cropper_choose_shape (gpointer window, guint shape);
void test_cropper_choose_format (gpointer window, DeliveryFormat format);
void test_cropper_choose_size (gpointer window, guint index);
void test_cropper_click (gpointer window, const char *name);

/* What is said of what the network makes: "facts", "note". */
const char *test_cropper_get_result_text (gpointer window, const char *name);
void test_cropper_wait_facts (gpointer window, const char *text);

/* Until the window shows of its link what a browser gets there. */
void test_cropper_wait_result (gpointer window, const char *format);

G_END_DECLS
