/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-links-page.h"

#include "delivery-size.h"
#include "picker-delivery-group.h"
#include "picker-error.h"
#include "picker-form-options.h"
#include "picker-form-row.h"
#include "picker-link-example.h"
#include "picker-preset.h"

#include <glib/gi18n.h>

struct _PickerLinksPage
{
  AdwPreferencesPage parent_instance;

  /* Template children. */
  AdwPreferencesGroup *texts_group;
  AdwComboRow *alt_row;
  AdwComboRow *credit_row;
  GtkSwitch *credit_switch;
  GtkEditable *sizes_row;
  AdwPreferencesGroup *example_group;
  AdwComboRow *form_row;
  GtkLabel *example;
  PickerDeliveryGroup *delivery_group;

  /* Owned. */
  EngineSession *session;
  GSettings *settings;
  GSettings *account_settings; /* (nullable): nothing is kept of the account */
  PickerFieldNames *fields;

  /* State. */
  gboolean is_showing; /* what is set now was not chosen by the person */
};

G_DEFINE_FINAL_TYPE (PickerLinksPage, picker_links_page, ADW_TYPE_PREFERENCES_PAGE)

/* The example */

static void
show_example (PickerLinksPage *self)
{
  g_autoptr (DeliveryRecipe) recipe =
      delivery_size_make_recipe (DELIVERY_SIZE_1200, DELIVERY_FORMAT_JPG);
  DeliveryForm form = (DeliveryForm) adw_combo_row_get_selected (self->form_row);
  g_autoptr (DeliveryPreset) preset = NULL;
  g_autofree char *facts = NULL;
  g_autofree char *text = NULL;

  if (self->session == NULL || form >= DELIVERY_N_FORMS)
    return;

  preset = delivery_preset_new (NULL, recipe, form, NULL);
  text = picker_link_example_dup_text (self->session, preset, picker_field_names_get (self->fields),
                                       &facts);
  adw_preferences_group_set_description (self->example_group, facts);
  gtk_label_set_text (self->example, text);
}

/* The fields */

/* "Automatic", the fields of the account, and the one that is set, if it is none of them (any
 * more). (transfer full) */
static GListModel *
make_model (PickerLinksPage *self, const char *used)
{
  const char *const *names = picker_field_names_get (self->fields);
  GtkStringList *model = gtk_string_list_new (NULL);

  /* Translators: what a text of a link is taken from, where nobody has chosen a field */
  gtk_string_list_append (model, _ ("Automatic"));
  for (guint i = 0; names[i] != NULL; i++)
    gtk_string_list_append (model, names[i]);
  if (*used != '\0' && !g_strv_contains (names, used))
    gtk_string_list_append (model, used);

  return G_LIST_MODEL (model);
}

static guint
find_name (GListModel *model, const char *name)
{
  for (guint i = 1; i < g_list_model_get_n_items (model); i++)
    {
      if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), i), name))
        return i;
    }

  return 0;
}

static void
show_field (PickerLinksPage *self, AdwComboRow *row, const char *key)
{
  g_autofree char *used = self->account_settings != NULL
                              ? g_settings_get_string (self->account_settings, key)
                              : g_strdup ("");
  g_autoptr (GListModel) model = make_model (self, used);

  adw_combo_row_set_model (row, model);
  adw_combo_row_set_selected (row, find_name (model, used));
  gtk_widget_set_sensitive (GTK_WIDGET (row), self->account_settings != NULL);
}

/* What is wrong with the fields is no reason to forget which was chosen. */
static void
show_fields (PickerLinksPage *self)
{
  const GError *error = picker_field_names_get_error (self->fields);
  g_autofree char *reason = error != NULL ? picker_error_dup_text (error) : NULL;
  g_autofree char *text =
      reason != NULL
          ? g_strdup_printf ("%s %s", _ ("The fields of your account could not be had."), reason)
          : NULL;

  self->is_showing = TRUE;
  show_field (self, self->alt_row, PICKER_ALT_FIELD_KEY);
  show_field (self, self->credit_row, PICKER_CREDIT_FIELD_KEY);
  adw_preferences_group_set_description (
      self->texts_group, text != NULL ? text
                                      : _ ("Fields of your account that texts are taken from. The "
                                           "alternative text is for those who do "
                                           "not see the picture: where its field is empty, it is "
                                           "the description, or the name."));
  self->is_showing = FALSE;
  show_example (self);
}

static void
keep_field (PickerLinksPage *self, AdwComboRow *row, const char *key)
{
  guint selected = adw_combo_row_get_selected (row);
  GListModel *model = adw_combo_row_get_model (row);
  const char *name = selected > 0 && selected != GTK_INVALID_LIST_POSITION
                         ? gtk_string_list_get_string (GTK_STRING_LIST (model), selected)
                         : "";

  if (!self->is_showing && self->account_settings != NULL)
    g_settings_set_string (self->account_settings, key, name);
}

static void
alt_chosen (PickerLinksPage *self)
{
  keep_field (self, self->alt_row, PICKER_ALT_FIELD_KEY);
}

static void
credit_chosen (PickerLinksPage *self)
{
  keep_field (self, self->credit_row, PICKER_CREDIT_FIELD_KEY);
}

/* GObject */

static void
picker_links_page_dispose (GObject *object)
{
  PickerLinksPage *self = PICKER_LINKS_PAGE (object);

  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_object (&self->account_settings);
  g_clear_object (&self->fields);

  G_OBJECT_CLASS (picker_links_page_parent_class)->dispose (object);
}

static void
picker_links_page_class_init (PickerLinksPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_links_page_dispose;

  g_type_ensure (PICKER_TYPE_DELIVERY_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-links-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerLinksPage, texts_group);
  gtk_widget_class_bind_template_child (widget_class, PickerLinksPage, alt_row);
  gtk_widget_class_bind_template_child (widget_class, PickerLinksPage, credit_row);
  gtk_widget_class_bind_template_child (widget_class, PickerLinksPage, credit_switch);
  gtk_widget_class_bind_template_child (widget_class, PickerLinksPage, sizes_row);
  gtk_widget_class_bind_template_child (widget_class, PickerLinksPage, example_group);
  gtk_widget_class_bind_template_child (widget_class, PickerLinksPage, form_row);
  gtk_widget_class_bind_template_child (widget_class, PickerLinksPage, example);
  gtk_widget_class_bind_template_child (widget_class, PickerLinksPage, delivery_group);
}

static void
picker_links_page_init (PickerLinksPage *self)
{
  g_autoptr (GListModel) forms = picker_form_row_make_model (FALSE);

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->form_row, forms);
  /* All that is set here shows in it. */
  adw_combo_row_set_selected (self->form_row, DELIVERY_FORM_RESPONSIVE);
}

static void
connect_children (PickerLinksPage *self)
{
  g_settings_bind (self->settings, PICKER_WITH_CREDIT_KEY, self->credit_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, PICKER_PICTURE_SIZES_KEY, self->sizes_row, "text",
                   G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_swapped (self->alt_row, "notify::selected", G_CALLBACK (alt_chosen), self);
  g_signal_connect_swapped (self->credit_row, "notify::selected", G_CALLBACK (credit_chosen), self);
  g_signal_connect_swapped (self->form_row, "notify::selected", G_CALLBACK (show_example), self);
  g_signal_connect_swapped (self->delivery_group, "changed", G_CALLBACK (show_example), self);
  g_signal_connect_object (self->fields, "changed", G_CALLBACK (show_fields), self,
                           G_CONNECT_SWAPPED);
  /* After the session, which followed them before. */
  g_signal_connect_object (self->settings, "changed", G_CALLBACK (show_example), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  if (self->account_settings != NULL)
    g_signal_connect_object (self->account_settings, "changed", G_CALLBACK (show_example), self,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

void
picker_links_page_set_session (PickerLinksPage *self,
                               EngineSession *session,
                               GSettings *settings,
                               PickerFieldNames *fields,
                               EngineAccountFile *file)
{
  g_return_if_fail (PICKER_IS_LINKS_PAGE (self));
  g_return_if_fail (ENGINE_IS_SESSION (session));
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (PICKER_IS_FIELD_NAMES (fields));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  self->fields = g_object_ref (fields);
  g_set_object (&self->account_settings, picker_form_options_get_account_settings (session));
  picker_delivery_group_set_file (self->delivery_group, session, file);
  connect_children (self);
  show_fields (self);
}
