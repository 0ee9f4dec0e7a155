/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-preset-rows.h"

#include "delivery-link.h"
#include "picker-preset.h"
#include "picker-rendition-row.h"
#include "picker-rendition-text.h"

#include <glib/gi18n.h>

struct _PickerPresetRows
{
  GtkWidget parent_instance;

  /* Borrowed: children. */
  GPtrArray *rows; /* (element-type GtkCheckButton): by position */

  /* Owned. */
  EngineSession *session;
  EnginePresets *presets;
  DeliveryPreset *used; /* (nullable) */
  CantoAsset *asset;    /* (nullable) */

  /* State. */
  gboolean is_showing; /* what is set now was not chosen by the person */
};

G_DEFINE_FINAL_TYPE (PickerPresetRows, picker_preset_rows, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SESSION = 1,
  N_PROPS,
} PickerPresetRowsProperty;

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void
radio_toggled (PickerPresetRows *self, GtkCheckButton *radio)
{
  guint position;

  if (self->is_showing || !gtk_check_button_get_active (radio)
      || !g_ptr_array_find (self->rows, radio, &position))
    return;

  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0,
                 engine_presets_get_preset (self->presets, position));
}

static void
add_row (PickerPresetRows *self, guint position)
{
  DeliveryPreset *preset = engine_presets_get_preset (self->presets, position);
  g_autofree char *title = delivery_preset_dup_title (preset);
  g_autofree char *key = picker_preset_dup_key_label (position);
  GtkWidget *row = picker_rendition_row_new (title, key);

  if (position > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (row), self->rows->pdata[0]);
  g_signal_connect_swapped (row, "toggled", G_CALLBACK (radio_toggled), self);
  gtk_widget_set_parent (row, GTK_WIDGET (self));
  g_ptr_array_add (self->rows, row);
}

static void
show_row (PickerPresetRows *self, guint position)
{
  DeliveryRecipe *recipe =
      delivery_preset_get_recipe (engine_presets_get_preset (self->presets, position));
  GtkWidget *row = self->rows->pdata[position];
  g_autoptr (DeliveryLink) link = NULL;
  g_autofree char *remark = NULL;
  gboolean can_be_had = TRUE;

  if (self->asset != NULL)
    {
      link = engine_session_make_link (self->session, self->asset, recipe, NULL);
      remark = picker_rendition_text_dup_remark (link, recipe, &can_be_had);
    }
  picker_rendition_row_set_remark (row, remark, can_be_had);
}

static void
show (PickerPresetRows *self)
{
  guint used = G_MAXUINT;

  if (self->used != NULL)
    engine_presets_find (self->presets, self->used, &used);
  self->is_showing = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      gtk_check_button_set_active (self->rows->pdata[i], i == used);
      show_row (self, i);
    }
  self->is_showing = FALSE;
}

/* Few, and they change seldom. */
static void
make_rows (PickerPresetRows *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_unparent (self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < engine_presets_get_n_presets (self->presets); i++)
    add_row (self, i);
  show (self);
}

static void
picker_preset_rows_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  PickerPresetRows *self = PICKER_PRESET_ROWS (object);

  switch ((PickerPresetRowsProperty) prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      self->presets = g_object_ref (engine_session_get_presets (self->session));
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
picker_preset_rows_constructed (GObject *object)
{
  PickerPresetRows *self = PICKER_PRESET_ROWS (object);

  G_OBJECT_CLASS (picker_preset_rows_parent_class)->constructed (object);

  g_signal_connect_object (self->presets, "items-changed", G_CALLBACK (make_rows), self,
                           G_CONNECT_SWAPPED);
  make_rows (self);
}

static void
picker_preset_rows_dispose (GObject *object)
{
  PickerPresetRows *self = PICKER_PRESET_ROWS (object);

  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_unparent (self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_object (&self->presets);
  g_clear_object (&self->session);
  g_clear_pointer (&self->used, delivery_preset_unref);
  g_clear_pointer (&self->asset, canto_asset_unref);

  G_OBJECT_CLASS (picker_preset_rows_parent_class)->dispose (object);
}

static void
picker_preset_rows_finalize (GObject *object)
{
  g_ptr_array_unref (PICKER_PRESET_ROWS (object)->rows);

  G_OBJECT_CLASS (picker_preset_rows_parent_class)->finalize (object);
}

static void
picker_preset_rows_class_init (PickerPresetRowsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = picker_preset_rows_constructed;
  object_class->set_property = picker_preset_rows_set_property;
  object_class->dispose = picker_preset_rows_dispose;
  object_class->finalize = picker_preset_rows_finalize;

  props[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, ENGINE_TYPE_SESSION,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * PickerPresetRows::chosen:
   * @preset: (type DeliveryPreset)
   */
  signals[SIGNAL_CHOSEN] =
      g_signal_new ("chosen", PICKER_TYPE_PRESET_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, DELIVERY_TYPE_PRESET | G_SIGNAL_TYPE_STATIC_SCOPE);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
picker_preset_rows_init (PickerPresetRows *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->rows = g_ptr_array_new ();
}

GtkWidget *
picker_preset_rows_new (EngineSession *session)
{
  GtkWidget *self;

  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);

  self = g_object_new (PICKER_TYPE_PRESET_ROWS, "session", session, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Presets"), -1);

  return self;
}

void
picker_preset_rows_show (PickerPresetRows *self, DeliveryPreset *used, CantoAsset *asset)
{
  g_return_if_fail (PICKER_IS_PRESET_ROWS (self));
  g_return_if_fail (used != NULL);

  delivery_preset_ref (used);
  g_clear_pointer (&self->used, delivery_preset_unref);
  self->used = used;
  if (asset != NULL)
    canto_asset_ref (asset);
  g_clear_pointer (&self->asset, canto_asset_unref);
  self->asset = asset;
  show (self);
}

GtkWidget *
picker_preset_rows_get_used_row (PickerPresetRows *self)
{
  g_return_val_if_fail (PICKER_IS_PRESET_ROWS (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      if (gtk_check_button_get_active (self->rows->pdata[i])
          && gtk_widget_is_sensitive (self->rows->pdata[i]))
        return self->rows->pdata[i];
    }

  return NULL;
}
