/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-editor.h"

#include "canto-asset-change.h"
#include "canto-error.h"
#include "catalog-overlay.h"
#include "picker-checks-field.h"
#include "picker-choice-field.h"
#include "picker-details-text.h"
#include "picker-edit-text.h"
#include "picker-error.h"
#include "picker-field-head.h"
#include "picker-long-field.h"
#include "picker-text-field.h"
#include "picker-words-field.h"

#include <glib/gi18n.h>

/* A field, and what of an asset it is. */
typedef struct
{
  PickerField *field; /* borrowed: a child */
  char *property_id;
  char *field_name; /* (nullable): of a custom field */
  gboolean is_name;
} Property;

struct _PickerEditor
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkStack *stack;
  GtkSpinner *spinner;
  GtkLabel *error_label;
  GtkButton *retry_button;
  GtkWidget *known_box; /* says that not all can be edited now */
  GtkLabel *known_label;
  GtkButton *load_button;
  GtkBox *fields_box;

  /* Borrowed: children made in code, once the custom fields are known. */
  PickerWordsField *tags; /* NULL until then */
  PickerWordsField *keywords;

  /* Owned. */
  EngineSession *session;
  PickerVocabulary *vocabulary;
  GPtrArray *properties; /* (element-type Property) */
  GPtrArray *assets;     /* (element-type CantoAsset): as the service says they are */
  GPtrArray *fields;     /* (nullable) (element-type CantoField) */
  GCancellable *cancellable;

  /* State. */
  gboolean has_custom;  /* the custom fields are among its fields */
  gboolean wants_focus; /* for its first field, when there is one */
};

G_DEFINE_FINAL_TYPE (PickerEditor, picker_editor, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_MADE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
property_free (gpointer data)
{
  Property *property = data;

  g_free (property->property_id);
  g_free (property->field_name);
  g_free (property);
}

static EngineEdits *
get_edits (PickerEditor *self)
{
  return engine_session_get_edits (self->session);
}

static CantoEdit
get_edit (const Property *property, CantoEditAction action, const char *value)
{
  return (CantoEdit){
    .property_id = property->property_id,
    .value = value,
    .action = action,
    .is_custom_field = property->field_name != NULL,
    .field_name = property->field_name,
  };
}

/* What is shown */

/* As they are with all that was edited. (transfer full) (element-type CantoAsset) */
static GPtrArray *
dup_shown (PickerEditor *self)
{
  GPtrArray *shown = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);

  for (guint i = 0; i < self->assets->len; i++)
    g_ptr_array_add (shown, catalog_overlay_show_asset (CATALOG_OVERLAY (get_edits (self)),
                                                        self->assets->pdata[i]));

  return shown;
}

static gboolean
are_complete (PickerEditor *self)
{
  for (guint i = 0; i < self->assets->len; i++)
    {
      if (!canto_asset_get_is_complete (self->assets->pdata[i]))
        return FALSE;
    }

  return TRUE;
}

/* A list tells names, tags and keywords. Who changed the rest without having seen it would
 * overwrite it. */
static void
show_property (const Property *property, GPtrArray *shown, gboolean is_known)
{
  const CantoEdit edit = get_edit (property, CANTO_EDIT_SET, "");
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < shown->len; i++)
    g_ptr_array_add (values, canto_asset_dup_values (shown->pdata[i], &edit));
  gtk_widget_set_visible (GTK_WIDGET (property->field),
                          property->is_name ? shown->len == 1 : is_known);
  if (!property->is_name || shown->len == 1)
    picker_field_show_values (property->field, values);
}

static void
show_words (PickerWordsField *field,
            GPtrArray *shown,
            const char *const *(*get_words) (CantoAsset *asset))
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < shown->len; i++)
    g_ptr_array_add (words, g_strdupv ((char **) get_words (shown->pdata[i])));
  picker_words_field_show_words (field, words);
}

/* A field that the service has refused to take is there to be read. */
static void
update_may (PickerEditor *self, GtkWidget *field, EngineEditKind kind)
{
  gboolean may = engine_edits_may (get_edits (self), kind);

  gtk_widget_set_sensitive (field, may);
  gtk_widget_set_tooltip_text (field, may ? NULL : picker_edit_text_get_refusal (kind));
}

static void
update_all_may (PickerEditor *self)
{
  if (self->tags == NULL)
    return;

  for (guint i = 0; i < self->properties->len; i++)
    {
      const Property *property = self->properties->pdata[i];

      update_may (self, GTK_WIDGET (property->field),
                  property->is_name ? ENGINE_EDIT_RENAME : ENGINE_EDIT_METADATA);
    }
  update_may (self, GTK_WIDGET (self->tags), ENGINE_EDIT_TAG);
  update_may (self, GTK_WIDGET (self->keywords), ENGINE_EDIT_KEYWORD);
}

static void
refresh (PickerEditor *self)
{
  const gboolean is_known = are_complete (self);
  g_autoptr (GPtrArray) shown = NULL;

  if (self->tags == NULL || self->assets->len == 0)
    return;

  shown = dup_shown (self);
  for (guint i = 0; i < self->properties->len; i++)
    show_property (self->properties->pdata[i], shown, is_known);
  show_words (self->tags, shown, canto_asset_get_tags);
  show_words (self->keywords, shown, canto_asset_get_keywords);
}

/* What is edited */

static void
made (PickerEditor *self, EngineEdit *edit)
{
  g_signal_emit (self, signals[SIGNAL_MADE], 0, edit);
}

static void
field_edited (PickerEditor *self, int action, const char *value, PickerField *field)
{
  g_autoptr (GPtrArray) shown = dup_shown (self);
  g_autoptr (EngineEdit) edit = NULL;

  /* The last one that has the focus may tell after the end. */
  if (shown->len == 0)
    return;

  for (guint i = 0; i < self->properties->len && edit == NULL; i++)
    {
      const Property *property = self->properties->pdata[i];
      const CantoEdit change = get_edit (property, (CantoEditAction) action, value);

      if (property->field != field)
        continue;
      edit = property->is_name ? engine_edits_rename (get_edits (self), shown->pdata[0], value)
                               : engine_edits_change (get_edits (self), shown, &change, 1);
    }
  if (edit != NULL)
    made (self, edit);
}

static void
word_edited (PickerEditor *self, const char *word, gboolean is_there, PickerWordsField *field)
{
  g_autoptr (GPtrArray) shown = dup_shown (self);
  CantoWordKind kind = field == self->tags ? CANTO_WORD_TAG : CANTO_WORD_KEYWORD;
  g_autoptr (GPtrArray) concerned =
      g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  g_autoptr (EngineEdit) edit = NULL;

  for (guint i = 0; i < shown->len; i++)
    {
      if (canto_asset_has_word (shown->pdata[i], kind, word) != is_there)
        g_ptr_array_add (concerned, canto_asset_ref (shown->pdata[i]));
    }
  if (concerned->len == 0)
    return;

  edit = engine_edits_put_word (get_edits (self), concerned, kind, word, is_there);
  made (self, edit);
}

/* The fields */

static GtkWidget *
make_custom (CantoField *field)
{
  const char *name = canto_field_get_name (field);
  const char *const *values = canto_field_get_values (field);
  CantoFieldKind kind = canto_field_get_kind (field);

  switch (kind)
    {
    case CANTO_FIELD_CHOICE:
      return picker_choice_field_new (name, values);
    case CANTO_FIELD_CHOICES:
      return picker_checks_field_new (name, values);
    case CANTO_FIELD_LONG_TEXT:
      return picker_long_field_new (name);
    case CANTO_FIELD_TEXT:
    case CANTO_FIELD_NUMBER:
    case CANTO_FIELD_DATE:
    default:
      return picker_text_field_new (name, kind, TRUE);
    }
}

static void
add_property (PickerEditor *self, GtkWidget *field, const char *property_id, const char *field_name)
{
  Property *property = g_new0 (Property, 1);

  property->field = PICKER_FIELD (field);
  property->property_id = g_strdup (property_id);
  property->field_name = g_strdup (field_name);
  property->is_name = field_name == NULL && g_str_equal (property_id, "name");
  g_ptr_array_add (self->properties, property);
  g_signal_connect_object (field, "edited", G_CALLBACK (field_edited), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->fields_box, field);
}

static PickerWordsField *
add_words (PickerEditor *self, const char *title, PickerFilter kind)
{
  GtkWidget *field = picker_words_field_new (title, kind, self->vocabulary);

  g_signal_connect_object (field, "edited", G_CALLBACK (word_edited), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->fields_box, field);

  return PICKER_WORDS_FIELD (field);
}

static void
add_custom (PickerEditor *self)
{
  CantoAccount *account = engine_session_get_account (self->session);
  const char *expiry = canto_account_get_expiry_field (account);

  if (self->has_custom || self->fields == NULL)
    return;

  self->has_custom = TRUE;
  for (guint i = 0; i < self->fields->len; i++)
    {
      CantoField *field = self->fields->pdata[i];
      const char *name = canto_field_get_name (field);

      /* Links for delivery are made by the service. */
      if (picker_details_text_is_field_shown (name, account) || g_strcmp0 (name, expiry) == 0)
        add_property (self, make_custom (field), canto_field_get_id (field), name);
    }
}

/* The custom ones when it is known which there are. */
static void
make_fields (PickerEditor *self)
{
  if (self->tags != NULL)
    {
      add_custom (self);
      return;
    }

  add_property (self, picker_text_field_new (_ ("Name"), CANTO_FIELD_TEXT, FALSE), "name", NULL);
  add_property (self, picker_long_field_new (_ ("Description")), "description", NULL);
  self->tags = add_words (self, _ ("Tags"), PICKER_FILTER_TAG);
  self->keywords = add_words (self, _ ("Keywords"), PICKER_FILTER_KEYWORD);
  add_property (self, picker_text_field_new (_ ("Copyright"), CANTO_FIELD_TEXT, TRUE), "copyright",
                NULL);
  add_property (self, picker_long_field_new (_ ("Terms and conditions")), "termsAndConditions",
                NULL);
  add_custom (self);
}

/* What must be known first */

static void
show_page (PickerEditor *self, const char *page)
{
  gtk_spinner_set_spinning (self->spinner, g_str_equal (page, "loading"));
  gtk_stack_set_visible_child_name (self->stack, page);
}

/* Where something can be typed or chosen: with the focus on “Clear”, the next Enter would empty a
 * field of all assets. */
static gboolean
focus_field (GtkWidget *field)
{
  for (GtkWidget *child = gtk_widget_get_first_child (field); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!PICKER_IS_FIELD_HEAD (child) && gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD))
        return TRUE;
    }

  return FALSE;
}

/* One after the other: from one to the next the toolkit goes by where they stand (GTK 4.18), and
 * what is new stands nowhere before the next layout. */
static gboolean
focus_first (PickerEditor *self)
{
  for (GtkWidget *field = gtk_widget_get_first_child (GTK_WIDGET (self->fields_box)); field != NULL;
       field = gtk_widget_get_next_sibling (field))
    {
      if (gtk_widget_get_visible (field) && focus_field (field))
        return TRUE;
    }

  return FALSE;
}

static void
take_focus (PickerEditor *self)
{
  if (self->wants_focus && gtk_widget_get_mapped (GTK_WIDGET (self->fields_box))
      && focus_first (self))
    self->wants_focus = FALSE;
}

/* @hint: (nullable): what is missing */
static void
show_fields (PickerEditor *self, const char *hint)
{
  if (self->assets->len == 0)
    return;

  gtk_label_set_text (self->known_label, hint != NULL ? hint : "");
  gtk_widget_set_visible (self->known_box, hint != NULL);
  make_fields (self);
  refresh (self);
  update_all_may (self);
  show_page (self, "fields");
  take_focus (self);
}

/* What is edited while Canto cannot be reached waits, and so nobody else has to. */
static void
show_known (PickerEditor *self)
{
  show_fields (
      self,
      are_complete (self)
          ? _ ("Canto cannot be reached: the fields of your company are missing here. What you "
               "change waits on this computer.")
          : _ ("Canto cannot be reached: only what is known is here. What you change waits on "
               "this computer."));
}

static void
show_error (PickerEditor *self, const GError *error)
{
  g_autofree char *meaning = picker_error_dup_text (error);
  g_autofree char *text = g_strdup_printf ("%s\n\n%s", picker_error_get_title (error), meaning);

  if (g_error_matches (error, CANTO_ERROR, CANTO_ERROR_OFFLINE))
    {
      show_known (self);
      return;
    }

  gtk_label_set_text (self->error_label, text);
  show_page (self, "failed");
}

static void load (PickerEditor *self);

static void
fields_got (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) fields =
      canto_client_get_fields_finish (CANTO_CLIENT (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (fields == NULL)
    {
      show_error (self, error);
      return;
    }

  self->fields = g_steal_pointer (&fields);
  load (self);
}

/* Of @asset: an answer that was on its way while an edit was sent tells what was before it.
 * (transfer full) */
static CantoAsset *
dup_newer (PickerEditor *self, CantoAsset *asset)
{
  for (guint i = 0; i < self->assets->len; i++)
    {
      CantoAsset *known = self->assets->pdata[i];

      if (g_str_equal (canto_asset_get_key (known), canto_asset_get_key (asset))
          && canto_asset_get_read_at_us (known) > canto_asset_get_read_at_us (asset))
        return canto_asset_ref (known);
    }

  return canto_asset_ref (asset);
}

/* What was given may have edits in it that the service does not want in the end. Those that are
 * gone are left out. */
static void
assets_got (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) assets =
      canto_client_get_assets_finish (CANTO_CLIENT (object), result, &error);
  g_autoptr (GPtrArray) newest = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (assets == NULL)
    {
      /* What is known can be edited all the same. */
      if (!are_complete (self))
        show_error (self, error);
      return;
    }

  newest = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  for (guint i = 0; i < assets->len; i++)
    {
      if (assets->pdata[i] != NULL)
        g_ptr_array_add (newest, dup_newer (self, assets->pdata[i]));
    }
  g_ptr_array_unref (self->assets);
  self->assets = g_steal_pointer (&newest);
  show_fields (self, NULL);
}

static void
load (PickerEditor *self)
{
  CantoClient *client = engine_session_get_client (self->session);

  if (self->fields == NULL)
    {
      canto_client_get_fields_async (client, CANTO_PRIORITY_INTERACTIVE, self->cancellable,
                                     fields_got, g_object_ref (self));
      return;
    }

  if (are_complete (self))
    show_fields (self, NULL);
  canto_client_get_assets_async (client, self->assets, CANTO_PRIORITY_INTERACTIVE,
                                 self->cancellable, assets_got, g_object_ref (self));
}

static void
start_loading (PickerEditor *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (self->fields == NULL || !are_complete (self))
    show_page (self, "loading");
  load (self);
}

/* Canto is there again: what is typed meanwhile stays. */
static void
online_changed (PickerEditor *self)
{
  if (self->assets->len > 0 && gtk_widget_get_visible (self->known_box)
      && canto_client_get_online (engine_session_get_client (self->session)))
    load (self);
}

/* The service has told of @assets. */
static void
learned (PickerEditor *self, GPtrArray *assets)
{
  for (guint i = 0; i < assets->len; i++)
    {
      for (guint j = 0; j < self->assets->len; j++)
        {
          if (!g_str_equal (canto_asset_get_key (assets->pdata[i]),
                            canto_asset_get_key (self->assets->pdata[j])))
            continue;
          canto_asset_unref (self->assets->pdata[j]);
          self->assets->pdata[j] = canto_asset_ref (assets->pdata[i]);
        }
    }
  refresh (self);
}

static gboolean
picker_editor_grab_focus (GtkWidget *widget)
{
  PickerEditor *self = PICKER_EDITOR (widget);

  self->wants_focus = TRUE;
  take_focus (self);

  return !self->wants_focus;
}

static void
picker_editor_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (picker_editor_parent_class)->map (widget);
  take_focus (PICKER_EDITOR (widget));
}

/* GObject */

static void
picker_editor_dispose (GObject *object)
{
  PickerEditor *self = PICKER_EDITOR (object);
  GtkWidget *child;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->tags = NULL;
  g_ptr_array_set_size (self->properties, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->vocabulary);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (picker_editor_parent_class)->dispose (object);
}

static void
picker_editor_finalize (GObject *object)
{
  PickerEditor *self = PICKER_EDITOR (object);

  g_ptr_array_unref (self->properties);
  g_ptr_array_unref (self->assets);
  g_clear_pointer (&self->fields, g_ptr_array_unref);

  G_OBJECT_CLASS (picker_editor_parent_class)->finalize (object);
}

static void
picker_editor_class_init (PickerEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = picker_editor_dispose;
  object_class->finalize = picker_editor_finalize;
  widget_class->grab_focus = picker_editor_grab_focus;
  widget_class->map = picker_editor_map;

  /**
   * PickerEditor::made:
   * @edit: #EngineEdit
   */
  signals[SIGNAL_MADE] = g_signal_new ("made", PICKER_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, ENGINE_TYPE_EDIT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/descant/Descant/ui/picker-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerEditor, stack);
  gtk_widget_class_bind_template_child (widget_class, PickerEditor, spinner);
  gtk_widget_class_bind_template_child (widget_class, PickerEditor, error_label);
  gtk_widget_class_bind_template_child (widget_class, PickerEditor, retry_button);
  gtk_widget_class_bind_template_child (widget_class, PickerEditor, known_box);
  gtk_widget_class_bind_template_child (widget_class, PickerEditor, known_label);
  gtk_widget_class_bind_template_child (widget_class, PickerEditor, load_button);
  gtk_widget_class_bind_template_child (widget_class, PickerEditor, fields_box);
}

static void
picker_editor_init (PickerEditor *self)
{
  self->properties = g_ptr_array_new_with_free_func (property_free);
  self->assets = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->retry_button, "clicked", G_CALLBACK (start_loading), self);
  g_signal_connect_swapped (self->load_button, "clicked", G_CALLBACK (load), self);
}

GtkWidget *
picker_editor_new (EngineSession *session, PickerVocabulary *vocabulary)
{
  PickerEditor *self;
  EngineEdits *edits;

  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);
  g_return_val_if_fail (PICKER_IS_VOCABULARY (vocabulary), NULL);

  self = g_object_new (PICKER_TYPE_EDITOR, NULL);
  self->session = g_object_ref (session);
  self->vocabulary = g_object_ref (vocabulary);
  edits = get_edits (self);
  g_signal_connect_object (engine_session_get_client (session), "notify::online",
                           G_CALLBACK (online_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (edits, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (edits, "learned", G_CALLBACK (learned), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (edits, "allowed-changed", G_CALLBACK (update_all_may), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

void
picker_editor_flush (PickerEditor *self)
{
  g_return_if_fail (PICKER_IS_EDITOR (self));

  if (self->tags == NULL || self->assets->len == 0)
    return;

  for (guint i = 0; i < self->properties->len; i++)
    picker_field_flush (((Property *) self->properties->pdata[i])->field);
  picker_words_field_flush (self->tags);
  picker_words_field_flush (self->keywords);
}

static gboolean
are_shown (PickerEditor *self, GPtrArray *assets)
{
  if (self->assets->len != assets->len)
    return FALSE;
  for (guint i = 0; i < assets->len; i++)
    {
      if (!g_str_equal (canto_asset_get_key (assets->pdata[i]),
                        canto_asset_get_key (self->assets->pdata[i])))
        return FALSE;
    }

  return TRUE;
}

void
picker_editor_set_assets (PickerEditor *self, GPtrArray *assets)
{
  g_return_if_fail (PICKER_IS_EDITOR (self));
  g_return_if_fail (assets != NULL && assets->len > 0);

  /* What is learned of them comes by itself. */
  if (are_shown (self, assets))
    return;

  picker_editor_flush (self);
  for (guint i = 0; i < self->properties->len; i++)
    picker_field_reset (((Property *) self->properties->pdata[i])->field);
  if (self->tags != NULL)
    {
      picker_words_field_reset (self->tags);
      picker_words_field_reset (self->keywords);
    }
  g_ptr_array_set_size (self->assets, 0);
  for (guint i = 0; i < assets->len; i++)
    g_ptr_array_add (self->assets, canto_asset_ref (assets->pdata[i]));
  start_loading (self);
}

void
picker_editor_finish (PickerEditor *self)
{
  g_return_if_fail (PICKER_IS_EDITOR (self));

  picker_editor_flush (self);
  g_ptr_array_set_size (self->assets, 0);
  self->wants_focus = FALSE;
  gtk_stack_set_visible_child_name (self->stack, "loading");
}

GPtrArray *
picker_editor_dup_assets (PickerEditor *self)
{
  GPtrArray *assets = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);

  g_return_val_if_fail (PICKER_IS_EDITOR (self), assets);

  for (guint i = 0; i < self->assets->len; i++)
    g_ptr_array_add (assets, canto_asset_ref (self->assets->pdata[i]));

  return assets;
}
