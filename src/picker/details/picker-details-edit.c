/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-details-panel-private.h"

#include "picker-edit-text.h"

#include <glib/gi18n.h>

enum
{
  SIGNAL_MADE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

void
picker_details_panel_install_edit (void)
{
  /**
   * PickerDetailsPanel::made:
   * @edit: #EngineEdit
   */
  signals[SIGNAL_MADE] = g_signal_new ("made", PICKER_TYPE_DETAILS_PANEL, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, ENGINE_TYPE_EDIT);
}

void
picker_details_panel_emit_made (PickerDetailsPanel *self, EngineEdit *edit)
{
  g_signal_emit (self, signals[SIGNAL_MADE], 0, edit);
}

/* How far it is */

/* (transfer full) */
static GPtrArray *
dup_looked_at (PickerDetailsPanel *self)
{
  GPtrArray *assets = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);

  if (self->shown != NULL)
    g_ptr_array_add (assets, canto_asset_ref (self->shown));

  return assets;
}

void
picker_details_panel_update_edit (PickerDetailsPanel *self)
{
  g_autoptr (GPtrArray) assets = NULL;

  /* Those of the editor are told by who opens it. */
  if (self->status == NULL || g_str_equal (gtk_stack_get_visible_child_name (self->stack), "edit"))
    return;

  assets = dup_looked_at (self);
  picker_edit_status_set_assets (self->status, assets);
}

/* Most people edit nothing. */
static void
edits_changed (PickerDetailsPanel *self)
{
  EngineEdits *edits = engine_session_get_edits (self->session);

  if (self->status != NULL || g_list_model_get_n_items (G_LIST_MODEL (edits)) == 0)
    return;

  self->status = PICKER_EDIT_STATUS (picker_edit_status_new (edits));
  adw_bin_set_child (self->status_bin, GTK_WIDGET (self->status));
  if (self->editor != NULL)
    {
      g_autoptr (GPtrArray) assets = picker_editor_dup_assets (self->editor);

      picker_edit_status_set_assets (self->status, assets);
    }
  picker_details_panel_update_edit (self);
}

static void
update_may (PickerDetailsPanel *self)
{
  EngineEdits *edits = engine_session_get_edits (self->session);
  const EngineEditKind kinds[] = { ENGINE_EDIT_METADATA, ENGINE_EDIT_TAG, ENGINE_EDIT_KEYWORD,
                                   ENGINE_EDIT_RENAME };
  gboolean may = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    may |= engine_edits_may (edits, kinds[i]);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->edit_button),
                               may ? _ ("Change name, description, tags and more (Ctrl+E)")
                                   : picker_edit_text_get_refusal (ENGINE_EDIT_METADATA));
}

void
picker_details_panel_connect_edits (PickerDetailsPanel *self)
{
  EngineEdits *edits = engine_session_get_edits (self->session);

  g_signal_connect_object (edits, "items-changed", G_CALLBACK (edits_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (edits, "allowed-changed", G_CALLBACK (update_may), self,
                           G_CONNECT_SWAPPED);
  edits_changed (self);
  update_may (self);
}

/* The editor */

/* A letter begins no search while something is edited, which would end that: neither on a chip or a
 * check, nor while the editor still waits for its fields. */
static gboolean
key_pressed (PickerDetailsPanel *self, guint keyval, guint keycode, GdkModifierType state)
{
  const GdkModifierType mods = GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK;

  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "edit") && (state & mods) == 0
      && g_unichar_isgraph (gdk_keyval_to_unicode (keyval)))
    return GDK_EVENT_STOP;

  return GDK_EVENT_PROPAGATE;
}

static void
make_editor (PickerDetailsPanel *self)
{
  g_autoptr (PickerVocabulary) vocabulary = picker_vocabulary_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  if (self->list != NULL)
    {
      g_autoptr (GPtrArray) held = catalog_asset_list_dup_held (self->list);

      picker_vocabulary_learn (vocabulary, held);
    }
  self->editor = PICKER_EDITOR (picker_editor_new (self->session, vocabulary));
  adw_bin_set_child (self->editor_bin, GTK_WIDGET (self->editor));
  g_signal_connect_object (self->editor, "made", G_CALLBACK (picker_details_panel_emit_made), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

gboolean
picker_details_panel_is_editing (PickerDetailsPanel *self, CantoAsset *asset, guint n_assets)
{
  g_autoptr (GPtrArray) assets = NULL;

  if (asset == NULL || !g_str_equal (gtk_stack_get_visible_child_name (self->stack), "edit"))
    return FALSE;

  assets = picker_editor_dup_assets (self->editor);
  for (guint i = 0; i < assets->len; i++)
    {
      if (g_str_equal (canto_asset_get_key (assets->pdata[i]), canto_asset_get_key (asset)))
        return assets->len == n_assets;
    }

  return FALSE;
}

static char *
dup_title (GPtrArray *assets)
{
  if (assets->len == 1)
    return g_strdup (_ ("Edit"));

  return g_strdup_printf (ngettext ("Edit %'u Asset", "Edit %'u Assets", assets->len), assets->len);
}

void
picker_details_panel_edit (PickerDetailsPanel *self, GPtrArray *assets)
{
  g_autofree char *title = NULL;

  g_return_if_fail (PICKER_IS_DETAILS_PANEL (self));
  g_return_if_fail (assets != NULL && assets->len > 0);

  if (self->editor == NULL)
    make_editor (self);
  picker_editor_set_assets (self->editor, assets);
  if (self->status != NULL)
    picker_edit_status_set_assets (self->status, assets);
  title = dup_title (assets);
  picker_details_panel_show_page (self, "edit", title);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

void
picker_details_panel_flush (PickerDetailsPanel *self)
{
  g_return_if_fail (PICKER_IS_DETAILS_PANEL (self));

  if (self->editor != NULL)
    picker_editor_flush (self->editor);
}

void
picker_details_panel_set_list (PickerDetailsPanel *self, CatalogAssetList *list)
{
  g_return_if_fail (PICKER_IS_DETAILS_PANEL (self));

  g_set_object (&self->list, list);
}
