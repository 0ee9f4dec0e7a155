/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-preferences-window.h"

#include "delivery-size.h"
#include "picker-clear-history.h"
#include "picker-compat.h"
#include "picker-field-names.h"
#include "picker-links-page.h"
#include "picker-preset.h"
#include "picker-presets-page.h"
#include "picker-quick-group.h"

#include <glib/gi18n.h>

struct _PickerPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  /* Template children. */
  AdwPreferencesPage *general_page;
  GtkWidget *end_group;
  AdwActionRow *end_row;
  GtkSwitch *approved_switch;
  AdwComboRow *size_row;
  AdwComboRow *format_row;
  GtkSwitch *remember_switch;
  AdwActionRow *history_row;
  GtkButton *clear_history_button;
  AdwComboRow *tile_row;
  AdwComboRow *cache_row;
  AdwActionRow *used_row;
  GtkButton *clear_button;
  PickerPresetsPage *presets_page;
  PickerLinksPage *links_page;

  /* Owned. */
  GSettings *settings;
  EngineSession *session;   /* (nullable) */
  EngineAccountFile *file;  /* (nullable): of its account */
  PickerFieldNames *fields; /* (nullable): of its account */
  GCancellable *cancellable;

  /* State. */
  gboolean is_showing; /* what is set now was not chosen by the person */
};

G_DEFINE_FINAL_TYPE (PickerPreferencesWindow,
                     picker_preferences_window,
                     ADW_TYPE_PREFERENCES_WINDOW)

typedef enum
{
  PROP_SETTINGS = 1,
  PROP_SESSION,
  PROP_FILE,
  N_PROPS,
} PickerPreferencesWindowProperty;

static GParamSpec *props[N_PROPS];

/* What a row offers, in the order of its model, for a key that is a number. */
typedef struct
{
  const guint *values;
  guint n_values;
} Choices;

static const guint cache_sizes[] = { 128, 256, 512, 1024, 2048, 4096 }; /* in MB */
static const guint tile_sizes[] = { 120, 160, 200, 260, 320 };          /* in px */
static const Choices cache_choices = { cache_sizes, G_N_ELEMENTS (cache_sizes) };
static const Choices tile_choices = { tile_sizes, G_N_ELEMENTS (tile_sizes) };

/* The account */

static void
show_end (PickerPreferencesWindow *self)
{
  g_autoptr (GDateTime) end = self->session != NULL ? engine_session_dup_end (self->session) : NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->end_group, end != NULL);
  if (end == NULL)
    return;

  /* Translators: a day, as g_date_time_format() writes it: 3 Mar 2026 */
  text = g_date_time_format (end, _ ("%-d %b %Y"));
  adw_action_row_set_subtitle (self->end_row, text);
}

/* Keys with a number */

/* The smallest that is enough: the key may have been set to anything by hand. */
static gboolean
number_to_selected (GValue *value, GVariant *variant, gpointer user_data)
{
  const Choices *choices = user_data;
  guint number = g_variant_is_of_type (variant, G_VARIANT_TYPE_UINT32)
                     ? g_variant_get_uint32 (variant)
                     : (guint) g_variant_get_int32 (variant);
  guint i = 0;

  while (i + 1 < choices->n_values && choices->values[i] < number)
    i++;
  g_value_set_uint (value, i);

  return TRUE;
}

static GVariant *
selected_to_number (const GValue *value, const GVariantType *type, gpointer user_data)
{
  const Choices *choices = user_data;
  guint selected = g_value_get_uint (value);

  if (selected >= choices->n_values)
    return NULL;

  return g_variant_type_equal (type, G_VARIANT_TYPE_UINT32)
             ? g_variant_new_uint32 (choices->values[selected])
             : g_variant_new_int32 ((gint32) choices->values[selected]);
}

static void
bind_number (PickerPreferencesWindow *self,
             const char *key,
             AdwComboRow *row,
             const Choices *choices)
{
  g_settings_bind_with_mapping (self->settings, key, row, "selected", G_SETTINGS_BIND_DEFAULT,
                                number_to_selected, selected_to_number, (gpointer) choices, NULL);
}

static void
fill_cache_row (PickerPreferencesWindow *self)
{
  g_autoptr (GtkStringList) sizes = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cache_sizes); i++)
    gtk_string_list_take (sizes, g_format_size ((guint64) cache_sizes[i] * 1000 * 1000));
  adw_combo_row_set_model (self->cache_row, G_LIST_MODEL (sizes));
}

/* The rendition */

static void
fill_rendition_rows (PickerPreferencesWindow *self)
{
  g_autoptr (GtkStringList) sizes = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) formats = gtk_string_list_new (NULL);

  for (guint i = 0; i < DELIVERY_N_SIZES; i++)
    gtk_string_list_append (sizes, delivery_size_get_title (i));
  for (guint i = 0; i < DELIVERY_N_OFFERED_FORMATS; i++)
    gtk_string_list_append (formats, delivery_format_get_title (i));
  adw_combo_row_set_model (self->size_row, G_LIST_MODEL (sizes));
  adw_combo_row_set_model (self->format_row, G_LIST_MODEL (formats));
}

/* Behind what is offered @n_offered of, @title alone. @title: (nullable) */
static void
set_other (AdwComboRow *row, guint n_offered, const char *title)
{
  GListModel *model = adw_combo_row_get_model (row);
  const char *const titles[] = { title, NULL };

  gtk_string_list_splice (GTK_STRING_LIST (model), n_offered,
                          g_list_model_get_n_items (model) - n_offered, titles);
}

/* Of what is no plain size, the name that it has. (transfer full) */
static char *
dup_name (DeliveryPreset *preset)
{
  const char *name = delivery_preset_get_name (preset);

  return name != NULL ? g_strdup (name)
                      : delivery_recipe_dup_title (delivery_preset_get_recipe (preset));
}

/* What is in use may be none of what is offered: then it stands there, too, as long as it is. */
static void
show_rendition (PickerPreferencesWindow *self)
{
  g_autoptr (DeliveryPreset) preset = picker_preset_load (self->settings);
  DeliveryRecipe *recipe = delivery_preset_get_recipe (preset);
  DeliveryFormat format = delivery_recipe_get_format (recipe);
  gboolean is_original = delivery_recipe_get_is_original (recipe);
  DeliverySize size = DELIVERY_N_SIZES;
  g_autofree char *name = dup_name (preset);

  self->is_showing = TRUE;
  set_other (self->size_row, DELIVERY_N_SIZES,
             delivery_size_from_recipe (recipe, &size) ? NULL : name);
  adw_combo_row_set_selected (self->size_row, size);
  /* The original keeps its own, and what was chosen waits. */
  if (!is_original)
    {
      gboolean is_offered = format < DELIVERY_N_OFFERED_FORMATS;

      set_other (self->format_row, DELIVERY_N_OFFERED_FORMATS,
                 is_offered ? NULL : delivery_format_get_title (format));
      adw_combo_row_set_selected (self->format_row,
                                  is_offered ? format : DELIVERY_N_OFFERED_FORMATS);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->format_row), !is_original);
  self->is_showing = FALSE;
}

static void
size_chosen (PickerPreferencesWindow *self)
{
  guint size = adw_combo_row_get_selected (self->size_row);
  guint format = adw_combo_row_get_selected (self->format_row);
  g_autoptr (DeliveryRecipe) recipe = NULL;

  if (self->is_showing || size >= DELIVERY_N_SIZES)
    return;

  recipe = delivery_size_make_recipe ((DeliverySize) size, format < DELIVERY_N_OFFERED_FORMATS
                                                               ? (DeliveryFormat) format
                                                               : DELIVERY_FORMAT_JPG);
  picker_preset_save_recipe (self->settings, recipe);
}

static void
format_chosen (PickerPreferencesWindow *self)
{
  g_autoptr (DeliveryPreset) used = picker_preset_load (self->settings);
  guint format = adw_combo_row_get_selected (self->format_row);
  g_autoptr (DeliveryRecipe) recipe = NULL;

  if (self->is_showing || format >= DELIVERY_N_OFFERED_FORMATS)
    return;

  recipe = delivery_recipe_with_format (delivery_preset_get_recipe (used), (DeliveryFormat) format);
  picker_preset_save_recipe (self->settings, recipe);
}

static void
connect_rendition (PickerPreferencesWindow *self)
{
  fill_rendition_rows (self);
  show_rendition (self);
  g_signal_connect_swapped (self->size_row, "notify::selected", G_CALLBACK (size_chosen), self);
  g_signal_connect_swapped (self->format_row, "notify::selected", G_CALLBACK (format_chosen), self);
  g_signal_connect_object (self->settings, "changed::" PICKER_PRESET_KEY,
                           G_CALLBACK (show_rendition), self, G_CONNECT_SWAPPED);
}

/* Previews on the disk */

static void
cache_measured (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerPreferencesWindow) self = user_data;
  g_autofree char *text = NULL;
  guint64 n_bytes;

  if (!media_previews_measure_cache_finish (MEDIA_PREVIEWS (object), result, &n_bytes, NULL))
    return;

  text = g_format_size (n_bytes);
  adw_action_row_set_subtitle (self->used_row, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->clear_button), n_bytes > 0);
}

static void
measure_cache (PickerPreferencesWindow *self)
{
  media_previews_measure_cache_async (engine_session_get_previews (self->session),
                                      self->cancellable, cache_measured, g_object_ref (self));
}

static void
cache_cleared (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerPreferencesWindow) self = user_data;

  if (media_previews_clear_cache_finish (MEDIA_PREVIEWS (object), result, NULL))
    measure_cache (self);
}

static void
clear_clicked (PickerPreferencesWindow *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->clear_button), FALSE);
  media_previews_clear_cache_async (engine_session_get_previews (self->session), self->cancellable,
                                    cache_cleared, g_object_ref (self));
}

/* What was picked */

static void
show_history (PickerPreferencesWindow *self)
{
  GListModel *history = G_LIST_MODEL (engine_session_get_history (self->session));
  guint n_picks = g_list_model_get_n_items (history);
  g_autofree char *text = g_strdup_printf (
      /* Translators: links that were copied or dragged */
      ngettext ("%u link", "%u links", n_picks), n_picks);

  adw_action_row_set_subtitle (self->history_row, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->clear_history_button), n_picks > 0);
}

static void
clear_history_clicked (PickerPreferencesWindow *self)
{
  picker_clear_history_ask (GTK_WINDOW (self), engine_session_get_history (self->session));
}

static void
connect_history (PickerPreferencesWindow *self)
{
  g_settings_bind (self->settings, "remember-picks", self->remember_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  gtk_widget_set_visible (GTK_WIDGET (self->history_row), self->session != NULL);
  if (self->session == NULL)
    return;

  g_signal_connect_object (engine_session_get_history (self->session), "items-changed",
                           G_CALLBACK (show_history), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->clear_history_button, "clicked",
                            G_CALLBACK (clear_history_clicked), self);
  show_history (self);
}

/* Presets and links */

/* What belongs to an account has no page before there is one. */
static void
show_pages (PickerPreferencesWindow *self)
{
  if (self->session == NULL)
    {
      adw_preferences_window_remove (ADW_PREFERENCES_WINDOW (self),
                                     ADW_PREFERENCES_PAGE (self->presets_page));
      adw_preferences_window_remove (ADW_PREFERENCES_WINDOW (self),
                                     ADW_PREFERENCES_PAGE (self->links_page));
      return;
    }

  self->fields = picker_field_names_new (self->session);
  picker_presets_page_set_session (self->presets_page, self->session, self->settings, self->fields);
  picker_links_page_set_session (self->links_page, self->session, self->settings, self->fields,
                                 self->file);
}

/* GObject */

static void
picker_preferences_window_set_property (GObject *object,
                                        guint prop_id,
                                        const GValue *value,
                                        GParamSpec *pspec)
{
  PickerPreferencesWindow *self = PICKER_PREFERENCES_WINDOW (object);

  switch ((PickerPreferencesWindowProperty) prop_id)
    {
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;

    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;

    case PROP_FILE:
      self->file = g_value_dup_object (value);
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
picker_preferences_window_constructed (GObject *object)
{
  PickerPreferencesWindow *self = PICKER_PREFERENCES_WINDOW (object);

  G_OBJECT_CLASS (picker_preferences_window_parent_class)->constructed (object);

  show_end (self);
  fill_cache_row (self);
  g_settings_bind (self->settings, "approved-only", self->approved_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  bind_number (self, "cache-size", self->cache_row, &cache_choices);
  bind_number (self, "tile-size", self->tile_row, &tile_choices);
  connect_rendition (self);
  connect_history (self);
  show_pages (self);
  gtk_widget_set_visible (GTK_WIDGET (self->used_row), self->session != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->clear_button), FALSE);
  if (self->session != NULL)
    measure_cache (self);
}

static void
picker_preferences_window_unmap (GtkWidget *widget)
{
  picker_compat_close_popovers (widget);

  GTK_WIDGET_CLASS (picker_preferences_window_parent_class)->unmap (widget);
}

static void
picker_preferences_window_dispose (GObject *object)
{
  PickerPreferencesWindow *self = PICKER_PREFERENCES_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->fields);
  g_clear_object (&self->file);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (picker_preferences_window_parent_class)->dispose (object);
}

static void
picker_preferences_window_class_init (PickerPreferencesWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->set_property = picker_preferences_window_set_property;
  object_class->constructed = picker_preferences_window_constructed;
  object_class->dispose = picker_preferences_window_dispose;
  widget_class->unmap = picker_preferences_window_unmap;

  props[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, flags);
  props[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, ENGINE_TYPE_SESSION, flags);
  props[PROP_FILE] = g_param_spec_object ("file", NULL, NULL, ENGINE_TYPE_ACCOUNT_FILE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (PICKER_TYPE_LINKS_PAGE);
  g_type_ensure (PICKER_TYPE_PRESETS_PAGE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerPreferencesWindow, general_page);
  gtk_widget_class_bind_template_child (widget_class, PickerPreferencesWindow, end_group);
  gtk_widget_class_bind_template_child (widget_class, PickerPreferencesWindow, end_row);
  gtk_widget_class_bind_template_child (widget_class, PickerPreferencesWindow, approved_switch);
  gtk_widget_class_bind_template_child (widget_class, PickerPreferencesWindow, size_row);
  gtk_widget_class_bind_template_child (widget_class, PickerPreferencesWindow, format_row);
  gtk_widget_class_bind_template_child (widget_class, PickerPreferencesWindow, remember_switch);
  gtk_widget_class_bind_template_child (widget_class, PickerPreferencesWindow, history_row);
  gtk_widget_class_bind_template_child (widget_class, PickerPreferencesWindow,
                                        clear_history_button);
  gtk_widget_class_bind_template_child (widget_class, PickerPreferencesWindow, tile_row);
  gtk_widget_class_bind_template_child (widget_class, PickerPreferencesWindow, cache_row);
  gtk_widget_class_bind_template_child (widget_class, PickerPreferencesWindow, used_row);
  gtk_widget_class_bind_template_child (widget_class, PickerPreferencesWindow, clear_button);
  gtk_widget_class_bind_template_child (widget_class, PickerPreferencesWindow, presets_page);
  gtk_widget_class_bind_template_child (widget_class, PickerPreferencesWindow, links_page);
}

static void
picker_preferences_window_init (PickerPreferencesWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->clear_button, "clicked", G_CALLBACK (clear_clicked), self);
}

GtkWidget *
picker_preferences_window_new (GtkWindow *parent,
                               GSettings *settings,
                               EngineSession *session,
                               EngineAccountFile *file)
{
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (session == NULL || ENGINE_IS_SESSION (session), NULL);

  return g_object_new (PICKER_TYPE_PREFERENCES_WINDOW, "transient-for", parent, "settings",
                       settings, "session", session, "file", file, NULL);
}

void
picker_preferences_window_add_quick (PickerPreferencesWindow *self, PickerGlobalShortcut *shortcut)
{
  GtkWindow *parent;
  GtkWidget *group;

  g_return_if_fail (PICKER_IS_PREFERENCES_WINDOW (self));

  group = picker_quick_group_new (self->settings, shortcut);
  parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  /* A window that is over another one has none of the actions of the program. */
  if (parent != NULL && gtk_window_get_application (parent) != NULL)
    gtk_widget_insert_action_group (group, "app",
                                    G_ACTION_GROUP (gtk_window_get_application (parent)));
  adw_preferences_page_add (self->general_page, ADW_PREFERENCES_GROUP (group));
}
