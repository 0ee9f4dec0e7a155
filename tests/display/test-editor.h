/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "picker-details-panel.h"
#include "picker-editor.h"
#include "test-desk.h"

G_BEGIN_DECLS

/* The editor of a desk: what is in it, what is typed there, and what the tenant has afterwards. */

EngineEdits        *test_editor_get_edits (TestDesk *desk);
PickerDetailsPanel *test_editor_get_panel (TestDesk *desk);
PickerEditor       *test_editor_get_editor (TestDesk *desk); /* (nullable) */

/* Opens it for @n_assets from @first on, and waits until it has its fields. */
void     test_editor_open (TestDesk *desk, guint first, guint n_assets);
gboolean test_editor_has_fields (gpointer desk);

/* The field of that title. */
gpointer test_editor_find_field (TestDesk *desk, const char *title);
/* What is said beside the title; empty if nothing. */
const char    *test_editor_get_hint (gpointer field);
GtkEditable   *test_editor_get_entry (gpointer field);
GtkTextBuffer *test_editor_get_buffer (gpointer field);
/* (nullable) */
GtkWidget *test_editor_find_button (gpointer root, const char *tooltip_part);

/* Types @text, and says that it counts. */
void  test_editor_type (gpointer field, const char *text);
void  test_editor_type_long (gpointer field, const char *text);
char *test_editor_dup_long_text (gpointer field); /* (transfer full) */
/* Presses Ctrl+Z in the entry of @field, and leaves it. */
void     test_editor_press_undo (TestDesk *desk, gpointer field);
gboolean test_editor_has_focus (gpointer widget);

gboolean test_editor_is_idle (gpointer desk);
void     test_editor_wait_saved (TestDesk *desk);

/* What the tenant says of @asset. (transfer full) (nullable) */
char *test_editor_dup_member (TestDesk *desk, CantoAsset *asset, const char *name);
void  test_editor_assert_member (TestDesk *desk, CantoAsset *asset, const char *name, const char *expected);
/* A custom field, or a list of words: with bars between them. (transfer full) */
char *test_editor_dup_list (TestDesk *desk, CantoAsset *asset, const char *name);
void  test_editor_assert_list (TestDesk *desk, CantoAsset *asset, const char *name, const char *expected);

G_END_DECLS
