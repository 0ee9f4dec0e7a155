/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-selection-bar.h"

#include "picker-asset-text.h"
#include "picker-compat.h"
#include "picker-copy-label.h"
#include "picker-preset.h"
#include "picker-rendition-popover.h"

#include <adwaita.h>

#include <glib/gi18n.h>

struct _PickerSelectionBar
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkRevealer *revealer;
  GtkLabel *name;
  GtkLabel *summary;
  AdwSplitButton *copy_button;
  GtkLabel *copy_label;
  GtkLabel *short_copy_label;
  GtkMenuButton *more_button;
  GtkButton *clear_button;

  /* Borrowed: a child made in code. */
  PickerRenditionPopover *menu;

  /* Owned. */
  GSettings *settings;
  EngineSession *session;

  /* Borrowed: weak. */
  PickerGrid *grid;
};

G_DEFINE_FINAL_TYPE (PickerSelectionBar, picker_selection_bar, GTK_TYPE_WIDGET)

/* What the button copies */

static void
set_label (GtkWidget *widget, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

/* A split button tells its two buttons nothing of its own name. */
static void
set_split_labels (AdwSplitButton *split, const char *label, const char *menu_label)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (split));
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (split));

  set_label (GTK_WIDGET (split), label);
  set_label (first, label);
  set_label (last, menu_label);
  set_label (gtk_widget_get_first_child (last), menu_label);
}

/* Whether there may be a picture among several: what is not known yet may be one. */
static gboolean
has_pictures (PickerSelectionBar *self, guint n_selected)
{
  GListModel *list = G_LIST_MODEL (picker_grid_get_list (self->grid));
  g_autoptr (GtkBitset) selected = picker_grid_dup_selected (self->grid);

  for (guint i = 0; i < MIN (n_selected, ENGINE_MAX_LINKS); i++)
    {
      g_autoptr (CatalogSlot) slot = g_list_model_get_item (list, gtk_bitset_get_nth (selected, i));
      CantoAsset *asset = slot != NULL ? catalog_slot_get_asset (slot) : NULL;

      if (asset == NULL || canto_asset_get_scheme (asset) == CANTO_SCHEME_IMAGE)
        return TRUE;
    }

  return FALSE;
}

/* @asset: (nullable): the only one that is selected */
static void
show_copy (PickerSelectionBar *self, CantoAsset *asset, guint n_selected)
{
  g_autoptr (DeliveryPreset) preset = picker_preset_load (self->settings);
  g_autofree char *label = NULL;
  g_autofree char *what = NULL;
  g_autofree char *tooltip = NULL;
  PickerCopyLabel copied;

  if (asset != NULL)
    picker_copy_label_init (&copied, self->session, asset, preset);
  else
    picker_copy_label_init_several (&copied, n_selected,
                                    n_selected == 0 || has_pictures (self, n_selected), preset);
  label = picker_copy_label_dup_whole (&copied, preset);
  what = picker_copy_label_dup_plain (&copied);
  /* Translators: what the button does, as "Copy Link · 1200 px JPEG", and its key */
  tooltip = g_strdup_printf (_ ("%s (Ctrl+C)"), label);

  gtk_label_set_text (self->copy_label, label);
  gtk_label_set_text (self->short_copy_label, what);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->copy_button), tooltip);
  set_split_labels (self->copy_button, label, _ ("Preset, size, format and form"));
}

/* (transfer none) (nullable) */
static CantoAsset *
get_only_asset (PickerSelectionBar *self)
{
  return picker_grid_get_n_selected (self->grid) == 1 ? picker_grid_get_selected_asset (self->grid)
                                                      : NULL;
}

static void
preset_changed (PickerSelectionBar *self)
{
  if (self->grid != NULL)
    show_copy (self, get_only_asset (self), picker_grid_get_n_selected (self->grid));
}

/* What is selected */

static void
show_one (PickerSelectionBar *self, CantoAsset *asset)
{
  g_autofree char *facts = picker_asset_text_dup_facts (asset);

  gtk_label_set_text (self->name, canto_asset_get_name (asset));
  gtk_label_set_ellipsize (self->name, PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), canto_asset_get_name (asset));
  gtk_label_set_text (self->summary, facts);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->summary), facts);
}

/* How large they are together is not said: most of them have never been seen. */
static void
show_many (PickerSelectionBar *self, guint n_selected)
{
  g_autofree char *count =
      g_strdup_printf (ngettext ("%'u selected", "%'u selected", n_selected), n_selected);

  gtk_label_set_text (self->name, count);
  /* The number is what counts. */
  gtk_label_set_ellipsize (self->name, PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), NULL);
}

/* What is known of the first of them, without asking. */
static void
tell_menu (PickerSelectionBar *self)
{
  GListModel *list = G_LIST_MODEL (picker_grid_get_list (self->grid));
  g_autoptr (GtkBitset) selected = picker_grid_dup_selected (self->grid);
  g_autoptr (GPtrArray) assets =
      g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  guint n = (guint) MIN (gtk_bitset_get_size (selected), ENGINE_MAX_LINKS);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CatalogSlot) slot = g_list_model_get_item (list, gtk_bitset_get_nth (selected, i));

      if (slot != NULL && catalog_slot_get_asset (slot) != NULL)
        g_ptr_array_add (assets, canto_asset_ref (catalog_slot_get_asset (slot)));
    }
  picker_rendition_popover_set_several (self->menu, assets);
}

/* The words stay while the bar slides out. */
static void
update (PickerSelectionBar *self)
{
  guint n_selected = picker_grid_get_n_selected (self->grid);
  CantoAsset *asset = get_only_asset (self);

  if (asset != NULL)
    show_one (self, asset);
  else if (n_selected > 0)
    show_many (self, n_selected);
  if (n_selected > 0)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->summary), asset != NULL);
      show_copy (self, asset, n_selected);
    }
  else
    picker_selection_bar_close_menu (self);
  picker_rendition_popover_set_selected (self->menu, asset, n_selected);
  if (n_selected > 1 && gtk_widget_get_visible (GTK_WIDGET (self->menu)))
    tell_menu (self);
  gtk_revealer_set_reveal_child (self->revealer, n_selected > 0);
}

static void
clear_clicked (PickerSelectionBar *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->grid), "selection.clear", NULL);
}

static void
picker_selection_bar_dispose (GObject *object)
{
  GtkWidget *child;

  g_clear_weak_pointer (&PICKER_SELECTION_BAR (object)->grid);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&PICKER_SELECTION_BAR (object)->settings);
  g_clear_object (&PICKER_SELECTION_BAR (object)->session);

  G_OBJECT_CLASS (picker_selection_bar_parent_class)->dispose (object);
}

static void
picker_selection_bar_class_init (PickerSelectionBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_selection_bar_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-selection-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerSelectionBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, PickerSelectionBar, name);
  gtk_widget_class_bind_template_child (widget_class, PickerSelectionBar, summary);
  gtk_widget_class_bind_template_child (widget_class, PickerSelectionBar, copy_button);
  gtk_widget_class_bind_template_child (widget_class, PickerSelectionBar, copy_label);
  gtk_widget_class_bind_template_child (widget_class, PickerSelectionBar, short_copy_label);
  gtk_widget_class_bind_template_child (widget_class, PickerSelectionBar, more_button);
  gtk_widget_class_bind_template_child (widget_class, PickerSelectionBar, clear_button);
}

static void
picker_selection_bar_init (PickerSelectionBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->clear_button, "clicked", G_CALLBACK (clear_clicked), self);
}

/* The keys are for what was chosen, whichever way the menu was opened. */
static void
menu_closed (PickerSelectionBar *self)
{
  if (self->grid == NULL)
    return;

  picker_grid_focus (self->grid);
  picker_compat_keep_focus (GTK_POPOVER (self->menu));
}

/* The menu is made when it is first wanted. */
static void
make_more_menu (GtkMenuButton *button, gpointer user_data)
{
  PickerSelectionBar *self = user_data;
  GtkPopover *popover = gtk_menu_button_get_popover (button);

  if (popover != NULL || self->grid == NULL)
    return;
  gtk_menu_button_set_menu_model (button, picker_grid_get_asset_menu (self->grid));
}

static void
add_menu (PickerSelectionBar *self, GSettings *settings, EngineSession *session)
{
  GtkWidget *menu = picker_rendition_popover_new (settings, session);

  self->menu = PICKER_RENDITION_POPOVER (menu);
  adw_split_button_set_popover (self->copy_button, GTK_POPOVER (menu));
  g_signal_connect_object (menu, "show", G_CALLBACK (tell_menu), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (menu, "closed", G_CALLBACK (menu_closed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::" PICKER_PRESET_KEY, G_CALLBACK (preset_changed),
                           self, G_CONNECT_SWAPPED);
  show_copy (self, NULL, 0);
}

void
picker_selection_bar_set_grid (PickerSelectionBar *self,
                               PickerGrid *grid,
                               GSettings *settings,
                               EngineSession *session)
{
  g_return_if_fail (PICKER_IS_SELECTION_BAR (self));
  g_return_if_fail (PICKER_IS_GRID (grid));
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (ENGINE_IS_SESSION (session));
  g_return_if_fail (self->grid == NULL);

  self->settings = g_object_ref (settings);
  self->session = g_object_ref (session);
  add_menu (self, settings, session);
  gtk_menu_button_set_create_popup_func (self->more_button, make_more_menu, self, NULL);
  g_set_weak_pointer (&self->grid, grid);
  g_signal_connect_object (grid, "notify::n-selected", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (grid, "notify::selected-asset", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

GtkWidget *
picker_selection_bar_get_copy_button (PickerSelectionBar *self)
{
  g_return_val_if_fail (PICKER_IS_SELECTION_BAR (self), NULL);

  return GTK_WIDGET (self->copy_button);
}

void
picker_selection_bar_open_menu (PickerSelectionBar *self)
{
  g_return_if_fail (PICKER_IS_SELECTION_BAR (self));

  adw_split_button_popup (self->copy_button);
}

void
picker_selection_bar_close_menu (PickerSelectionBar *self)
{
  g_return_if_fail (PICKER_IS_SELECTION_BAR (self));

  adw_split_button_popdown (self->copy_button);
}
