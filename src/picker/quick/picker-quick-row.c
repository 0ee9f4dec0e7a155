/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-quick-row.h"

#include "picker-asset-text.h"
#include "picker-check-text.h"
#include "picker-thumbnail.h"

#include <glib/gi18n.h>

#define PICTURE_PX 48

struct _PickerQuickRow
{
  GtkWidget parent_instance;

  /* Template children. */
  PickerThumbnail *thumbnail;
  GtkWidget *warning;
  GtkLabel *name;
  GtkLabel *facts;
  GtkLabel *outcome;

  /* Owned. */
  EngineSession *session; /* (nullable) */
  PickerQuickItem *item;  /* (nullable) */
  GSignalGroup *signals;  /* of @item */
  DeliveryPreset *preset; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (PickerQuickRow, picker_quick_row, GTK_TYPE_WIDGET)

static void
append_part (GString *text, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

/* What the history knows of an asset of which nothing else is known yet. */
static char *
dup_facts_of_pick (EnginePick *pick)
{
  const JournalPick *record = engine_pick_get_record (pick);
  g_autofree char *pixels = record->width_px > 0 && record->height_px > 0
                                ? picker_asset_text_dup_pixels (record->width_px, record->height_px)
                                : NULL;
  g_autofree char *size = record->size_bytes > 0 ? g_format_size (record->size_bytes) : NULL;
  GString *text = g_string_new (NULL);

  append_part (text, pixels);
  append_part (text, size);

  return g_string_free (text, FALSE);
}

/* Of what came in a list, what is not said is not known: its status least of all. */
static char *
dup_facts (PickerQuickItem *item)
{
  CantoAsset *asset = picker_quick_item_get_asset (item);
  EnginePick *pick = picker_quick_item_get_pick (item);
  g_autofree char *dimensions = NULL;
  g_autofree char *size = NULL;
  GString *text;

  if (picker_quick_item_get_is_gone (item))
    return g_strdup (_ ("No longer there"));
  if (canto_asset_get_is_complete (asset))
    return picker_asset_text_dup_facts (asset);

  dimensions = picker_asset_text_dup_dimensions (asset);
  size = picker_asset_text_dup_size (asset);
  if (dimensions == NULL && size == NULL && pick != NULL)
    return dup_facts_of_pick (pick);

  text = g_string_new (NULL);
  append_part (text, dimensions);
  append_part (text, size);
  append_part (text, picker_asset_text_get_scheme (asset));

  return g_string_free (text, FALSE);
}

char *
picker_quick_row_dup_description (PickerQuickItem *item)
{
  g_autofree char *facts = NULL;

  g_return_val_if_fail (PICKER_IS_QUICK_ITEM (item), NULL);

  facts = dup_facts (item);

  return g_strdup_printf ("%s, %s", canto_asset_get_name (picker_quick_item_get_asset (item)),
                          facts);
}

/* "1200 × 800 JPEG", as far as that is known. */
static char *
dup_outcome (PickerQuickRow *self, CantoAsset *asset)
{
  DeliveryRecipe *recipe = delivery_preset_get_recipe (self->preset);
  g_autoptr (EngineLinkResult) made = NULL;

  if (!canto_asset_get_is_complete (asset))
    return delivery_recipe_dup_title (recipe);

  made = engine_link_result_new (engine_session_get_account (self->session), asset, recipe);
  if (made->link == NULL)
    /* Translators: of an asset of which no link can be copied */
    return g_strdup (_ ("No link"));

  return picker_check_text_dup_facts (made->link, NULL);
}

static void
update_outcome (PickerQuickRow *self)
{
  g_autofree char *text = NULL;

  if (self->item == NULL || self->preset == NULL || self->session == NULL)
    return;

  text = picker_quick_item_get_is_gone (self->item)
             ? g_strdup ("")
             : dup_outcome (self, picker_quick_item_get_asset (self->item));
  gtk_label_set_text (self->outcome, text);
}

static void
update (PickerQuickRow *self)
{
  CantoAsset *asset = picker_quick_item_get_asset (self->item);
  const char *name = canto_asset_get_name (asset);
  g_autofree char *facts = dup_facts (self->item);
  g_autofree char *description = picker_quick_row_dup_description (self->item);
  gboolean is_gone = picker_quick_item_get_is_gone (self->item);
  gboolean needs_care =
      canto_asset_get_is_complete (asset) && picker_asset_text_get_badge (asset) != NULL;

  picker_thumbnail_set_asset (self->thumbnail, asset);
  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->facts, facts);
  gtk_widget_set_visible (self->warning, is_gone || needs_care);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, description,
                                  -1);
  update_outcome (self);
}

void
picker_quick_row_set_item (PickerQuickRow *self, EngineSession *session, PickerQuickItem *item)
{
  g_return_if_fail (PICKER_IS_QUICK_ROW (self));

  if (session != NULL && g_set_object (&self->session, session))
    picker_thumbnail_set_session (self->thumbnail, session);
  g_set_object (&self->item, item);
  g_signal_group_set_target (self->signals, item);
  if (item != NULL)
    update (self);
  else
    picker_thumbnail_set_asset (self->thumbnail, NULL);
}

PickerQuickItem *
picker_quick_row_get_item (PickerQuickRow *self)
{
  g_return_val_if_fail (PICKER_IS_QUICK_ROW (self), NULL);

  return self->item;
}

void
picker_quick_row_set_preset (PickerQuickRow *self, DeliveryPreset *preset)
{
  g_return_if_fail (PICKER_IS_QUICK_ROW (self));
  g_return_if_fail (preset != NULL);

  if (self->preset == preset)
    return;

  g_clear_pointer (&self->preset, delivery_preset_unref);
  self->preset = delivery_preset_ref (preset);
  update_outcome (self);
}

void
picker_quick_row_set_on_screen (PickerQuickRow *self, gboolean on_screen)
{
  g_return_if_fail (PICKER_IS_QUICK_ROW (self));

  picker_thumbnail_set_on_screen (self->thumbnail, on_screen);
}

/* Only of what is cut: the window may open below the pointer. */
static gboolean
picker_quick_row_query_tooltip (GtkWidget *widget,
                                int x,
                                int y,
                                gboolean keyboard_mode,
                                GtkTooltip *tooltip)
{
  PickerQuickRow *self = PICKER_QUICK_ROW (widget);
  g_autofree char *description = NULL;

  if (self->item == NULL
      || (!pango_layout_is_ellipsized (gtk_label_get_layout (self->name))
          && !pango_layout_is_ellipsized (gtk_label_get_layout (self->facts))))
    return FALSE;

  description = picker_quick_row_dup_description (self->item);
  gtk_tooltip_set_text (tooltip, description);

  return TRUE;
}

/* GObject */

static void
picker_quick_row_dispose (GObject *object)
{
  PickerQuickRow *self = PICKER_QUICK_ROW (object);
  GtkWidget *child;

  if (self->signals != NULL)
    g_signal_group_set_target (self->signals, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->signals);
  g_clear_object (&self->item);
  g_clear_object (&self->session);
  g_clear_pointer (&self->preset, delivery_preset_unref);

  G_OBJECT_CLASS (picker_quick_row_parent_class)->dispose (object);
}

static void
picker_quick_row_class_init (PickerQuickRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_quick_row_dispose;
  widget_class->query_tooltip = picker_quick_row_query_tooltip;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/descant/Descant/ui/picker-quick-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerQuickRow, thumbnail);
  gtk_widget_class_bind_template_child (widget_class, PickerQuickRow, warning);
  gtk_widget_class_bind_template_child (widget_class, PickerQuickRow, name);
  gtk_widget_class_bind_template_child (widget_class, PickerQuickRow, facts);
  gtk_widget_class_bind_template_child (widget_class, PickerQuickRow, outcome);
}

static void
picker_quick_row_init (PickerQuickRow *self)
{
  g_type_ensure (PICKER_TYPE_THUMBNAIL);
  gtk_widget_init_template (GTK_WIDGET (self));
  picker_thumbnail_set_size_px (self->thumbnail, PICTURE_PX);
  self->signals = g_signal_group_new (PICKER_TYPE_QUICK_ITEM);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (update), self);
}

GtkWidget *
picker_quick_row_new (void)
{
  return g_object_new (PICKER_TYPE_QUICK_ROW, NULL);
}
