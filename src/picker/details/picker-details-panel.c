/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-details-panel-private.h"

#include "picker-compat.h"
#include "picker-crop-text.h"
#include "picker-error.h"

#include <glib/gi18n.h>

#define REST_MS    150 /* arrows lead past many assets, and each question counts against the limit */
#define PICTURE_PX 400 /* with a scale of 1: the width of the panel */

G_DEFINE_FINAL_TYPE (PickerDetailsPanel, picker_details_panel, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SESSION = 1,
  N_PROPS,
} PickerDetailsPanelProperty;

enum
{
  SIGNAL_LEARNED,
  SIGNAL_TAG_CHOSEN,
  SIGNAL_KEYWORD_CHOSEN,
  SIGNAL_ALBUM_CHOSEN,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

/* Words */

void
picker_details_panel_say (PickerDetailsPanel *self, const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);

  adw_toast_set_timeout (toast, 2);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
say_copied (PickerDetailsPanel *self)
{
  picker_details_panel_say (self, _ ("Copied"));
}

static PickerDetailsRow *
add_row (PickerDetailsPanel *self, GtkBox *box, const char *title)
{
  GtkWidget *row = picker_details_row_new (title);

  g_signal_connect_object (row, "copied", G_CALLBACK (say_copied), self, G_CONNECT_SWAPPED);
  gtk_box_append (box, row);

  return PICKER_DETAILS_ROW (row);
}

static void
update_status (PickerDetailsPanel *self)
{
  GtkWidget *label = picker_details_row_get_label (self->rows[PICKER_DETAIL_STATUS]);
  CantoApproval approval = canto_asset_get_approval (self->shown);

  gtk_widget_remove_css_class (label, "success");
  gtk_widget_remove_css_class (label, "warning");
  gtk_widget_remove_css_class (label, "error");
  gtk_widget_add_css_class (label, approval == CANTO_APPROVAL_APPROVED  ? "success"
                                   : approval == CANTO_APPROVAL_EXPIRED ? "error"
                                                                        : "warning");
}

/* A day that has passed is told in words, too: a colour alone is not seen by everybody. */
static void
update_expiry (PickerDetailsPanel *self)
{
  PickerDetailsRow *row = self->rows[PICKER_DETAIL_EXPIRY];
  GtkWidget *label = picker_details_row_get_label (row);
  g_autofree char *text = NULL;

  gtk_widget_remove_css_class (label, "error");
  if (!picker_details_text_has_expired (self->shown, engine_session_get_account (self->session)))
    return;

  /* Translators: a day that has passed, as in "3 Mar 2026: expired" */
  text = g_strdup_printf (_ ("%s: expired"), picker_details_row_get_value (row));
  picker_details_row_set_value (row, text);
  gtk_widget_add_css_class (label, "error");
}

static void
update_size (PickerDetailsPanel *self)
{
  guint64 n_bytes = canto_asset_get_size_bytes (self->shown);
  g_autofree char *text = g_format_size_full (n_bytes, G_FORMAT_SIZE_LONG_FORMAT);

  gtk_widget_set_tooltip_text (picker_details_row_get_label (self->rows[PICKER_DETAIL_SIZE]), text);
}

static void
update_fields (PickerDetailsPanel *self)
{
  CantoAccount *account = engine_session_get_account (self->session);
  const char *const *names = canto_asset_get_field_names (self->shown);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->fields_box))) != NULL)
    gtk_box_remove (self->fields_box, child);
  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *const *values = canto_asset_get_field_values (self->shown, names[i]);
      g_autofree char *text = g_strjoinv (", ", (char **) values);

      if (*text != '\0' && picker_details_text_is_field_shown (names[i], account))
        picker_details_row_set_value (add_row (self, self->fields_box, names[i]), text);
    }
}

static void
update_web_button (PickerDetailsPanel *self)
{
  g_autofree char *uri = engine_session_dup_web_uri (self->session, self->shown);

  gtk_widget_set_sensitive (GTK_WIDGET (self->web_button), uri != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->web_button),
                               uri != NULL ? _ ("Show this asset in the web browser")
                                           : _ ("Canto gave no link to a page of its own"));
}

static void
update_crop_button (PickerDetailsPanel *self)
{
  const char *obstacle = picker_crop_text_get_obstacle (self->shown);

  gtk_widget_set_tooltip_text (
      self->crop_button,
      obstacle != NULL ? obstacle : _ ("Choose a part of the picture, and its size (Ctrl+K)"));
}

static void
update_versions_button (PickerDetailsPanel *self)
{
  GPtrArray *versions = canto_asset_get_versions (self->shown);
  guint n_versions = versions != NULL ? versions->len : 0;
  g_autofree char *label =
      g_strdup_printf (ngettext ("%u _Version", "%u _Versions", n_versions), n_versions);

  gtk_button_set_label (self->versions_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->versions_button), n_versions > 0);
}

static void
update_words (PickerDetailsPanel *self)
{
  CantoAccount *account = engine_session_get_account (self->session);

  for (guint i = 0; i < PICKER_N_DETAILS; i++)
    {
      g_autofree char *value =
          picker_details_text_dup_value ((PickerDetail) i, self->shown, account);

      picker_details_row_set_value (self->rows[i], value);
    }
  update_status (self);
  update_expiry (self);
  update_size (self);
  picker_details_chips_set_words (self->tags, canto_asset_get_tags (self->shown));
  picker_details_chips_set_words (self->keywords, canto_asset_get_keywords (self->shown));
  picker_details_chips_set_words (self->albums, canto_asset_get_album_paths (self->shown));
  update_fields (self);
  update_versions_button (self);
  update_web_button (self);
  update_crop_button (self);
}

/* Details */

static void
details_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerDetailsPanel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) assets =
      catalog_source_load_details_finish (CATALOG_SOURCE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (assets == NULL)
    {
      gtk_label_set_text (self->error_label, picker_error_get_title (error));
      gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
      return;
    }
  /* Whoever holds the list makes it known there, and it comes back from there. */
  if (assets->len > 0 && assets->pdata[0] != NULL)
    g_signal_emit (self, signals[SIGNAL_LEARNED], 0, assets->pdata[0]);
}

void
picker_details_panel_reload (PickerDetailsPanel *self, CantoAsset *asset)
{
  g_autoptr (GPtrArray) assets = g_ptr_array_new ();

  g_ptr_array_add (assets, asset);
  catalog_source_load_details_async (engine_session_get_source (self->session), assets,
                                     self->cancellable, details_loaded, g_object_ref (self));
}

static gboolean
selection_rested (gpointer user_data)
{
  PickerDetailsPanel *self = user_data;

  self->rest_id = 0;
  picker_preview_load (self->preview);
  if (!canto_asset_get_is_complete (self->shown))
    picker_details_panel_reload (self, self->shown);

  return G_SOURCE_REMOVE;
}

/* Nothing is asked about what nobody can see. */
static void
ask (PickerDetailsPanel *self)
{
  if (self->shown == NULL || self->cancellable != NULL
      || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->cancellable = g_cancellable_new ();
  self->rest_id = g_timeout_add (REST_MS, selection_rested, self);
}

static void
stop_asking (PickerDetailsPanel *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* Where the person goes from here */

static void
tag_chosen (PickerDetailsPanel *self, guint index)
{
  g_signal_emit (self, signals[SIGNAL_TAG_CHOSEN], 0, canto_asset_get_tags (self->shown)[index]);
}

static void
keyword_chosen (PickerDetailsPanel *self, guint index)
{
  g_signal_emit (self, signals[SIGNAL_KEYWORD_CHOSEN], 0,
                 canto_asset_get_keywords (self->shown)[index]);
}

static void
album_chosen (PickerDetailsPanel *self, guint index)
{
  g_signal_emit (self, signals[SIGNAL_ALBUM_CHOSEN], 0,
                 canto_asset_get_album_ids (self->shown)[index]);
}

static void
copy_address (PickerDetailsPanel *self, AdwToast *toast)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          g_object_get_data (G_OBJECT (toast), "uri"));
}

/* Where no browser opens here, another one may. */
static void
offer_address (PickerDetailsPanel *self)
{
  AdwToast *toast = adw_toast_new (_ ("No web browser could be opened"));
  char *uri = self->shown != NULL ? engine_session_dup_web_uri (self->session, self->shown) : NULL;

  if (uri != NULL)
    {
      adw_toast_set_button_label (toast, _ ("_Copy Address"));
      g_object_set_data_full (G_OBJECT (toast), "uri", uri, g_free);
      g_signal_connect_object (toast, "button-clicked", G_CALLBACK (copy_address), self,
                               G_CONNECT_SWAPPED);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
page_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerDetailsPanel) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!picker_compat_open_uri_finish (GTK_WINDOW (object), result, &error))
    offer_address (self);
}

static void
web_clicked (PickerDetailsPanel *self)
{
  g_autofree char *uri = engine_session_dup_web_uri (self->session, self->shown);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (uri != NULL)
    picker_compat_open_uri_async (GTK_WINDOW (root), uri, NULL, page_opened, g_object_ref (self));
}

static void
picture_pressed (PickerDetailsPanel *self, int n_press)
{
  if (n_press == 2)
    gtk_widget_activate_action (GTK_WIDGET (self), "viewer.open", NULL);
}

/* GObject */

static void
picker_details_panel_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (picker_details_panel_parent_class)->map (widget);
  ask (PICKER_DETAILS_PANEL (widget));
}

/* What is typed counts, wherever the person goes. */
static void
picker_details_panel_unmap (GtkWidget *widget)
{
  PickerDetailsPanel *self = PICKER_DETAILS_PANEL (widget);

  if (self->editor != NULL)
    picker_editor_flush (self->editor);
  GTK_WIDGET_CLASS (picker_details_panel_parent_class)->unmap (widget);
}

static void
picker_details_panel_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  PickerDetailsPanel *self = PICKER_DETAILS_PANEL (object);

  switch ((PickerDetailsPanelProperty) prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
picker_details_panel_constructed (GObject *object)
{
  PickerDetailsPanel *self = PICKER_DETAILS_PANEL (object);
  GtkGesture *click = gtk_gesture_click_new ();

  G_OBJECT_CLASS (picker_details_panel_parent_class)->constructed (object);

  self->preview = PICKER_PREVIEW (picker_preview_new (self->session, PICTURE_PX));
  adw_bin_set_child (self->preview_bin, GTK_WIDGET (self->preview));
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (picture_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->preview), GTK_EVENT_CONTROLLER (click));
  picker_details_panel_connect_edits (self);
}

static void
picker_details_panel_dispose (GObject *object)
{
  PickerDetailsPanel *self = PICKER_DETAILS_PANEL (object);
  GtkWidget *child;

  stop_asking (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->editor = NULL;
  self->status = NULL;
  g_clear_pointer (&self->shown, canto_asset_unref);
  g_clear_object (&self->list);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (picker_details_panel_parent_class)->dispose (object);
}

static void
install_signals (void)
{
  /**
   * PickerDetailsPanel::learned:
   * @asset: with its details
   */
  signals[SIGNAL_LEARNED] = g_signal_new ("learned", PICKER_TYPE_DETAILS_PANEL, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, CANTO_TYPE_ASSET);
  /**
   * PickerDetailsPanel::tag-chosen:
   * @tag: whose assets the person wants to see
   */
  signals[SIGNAL_TAG_CHOSEN] =
      g_signal_new ("tag-chosen", PICKER_TYPE_DETAILS_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * PickerDetailsPanel::keyword-chosen:
   * @keyword: whose assets the person wants to see
   */
  signals[SIGNAL_KEYWORD_CHOSEN] =
      g_signal_new ("keyword-chosen", PICKER_TYPE_DETAILS_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * PickerDetailsPanel::album-chosen:
   * @id: of the album where the person wants to go
   */
  signals[SIGNAL_ALBUM_CHOSEN] =
      g_signal_new ("album-chosen", PICKER_TYPE_DETAILS_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
picker_details_panel_class_init (PickerDetailsPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = picker_details_panel_constructed;
  object_class->set_property = picker_details_panel_set_property;
  object_class->dispose = picker_details_panel_dispose;
  widget_class->map = picker_details_panel_map;
  widget_class->unmap = picker_details_panel_unmap;

  props[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, ENGINE_TYPE_SESSION,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  install_signals ();
  picker_details_panel_install_edit ();

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-details-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerDetailsPanel, toasts);
  gtk_widget_class_bind_template_child (widget_class, PickerDetailsPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, PickerDetailsPanel, hint);
  gtk_widget_class_bind_template_child (widget_class, PickerDetailsPanel, preview_bin);
  gtk_widget_class_bind_template_child (widget_class, PickerDetailsPanel, error_label);
  gtk_widget_class_bind_template_child (widget_class, PickerDetailsPanel, web_button);
  gtk_widget_class_bind_template_child (widget_class, PickerDetailsPanel, crop_button);
  gtk_widget_class_bind_template_child (widget_class, PickerDetailsPanel, details_box);
  gtk_widget_class_bind_template_child (widget_class, PickerDetailsPanel, fields_box);
  gtk_widget_class_bind_template_child (widget_class, PickerDetailsPanel, back_button);
  gtk_widget_class_bind_template_child (widget_class, PickerDetailsPanel, bar_title);
  gtk_widget_class_bind_template_child (widget_class, PickerDetailsPanel, versions_button);
  gtk_widget_class_bind_template_child (widget_class, PickerDetailsPanel, versions_bin);
  gtk_widget_class_bind_template_child (widget_class, PickerDetailsPanel, status_bin);
  gtk_widget_class_bind_template_child (widget_class, PickerDetailsPanel, editor_bin);
  gtk_widget_class_bind_template_child (widget_class, PickerDetailsPanel, edit_button);
  gtk_widget_class_bind_template_child (widget_class, PickerDetailsPanel, edit_many_button);
  picker_details_panel_install_pages (widget_class);
}

static PickerDetailsChips *
add_chips (PickerDetailsPanel *self, const char *title, GCallback chosen)
{
  GtkWidget *chips = picker_details_chips_new (title);

  g_signal_connect_object (chips, "chosen", chosen, self, G_CONNECT_SWAPPED);
  gtk_box_append (self->details_box, chips);

  return PICKER_DETAILS_CHIPS (chips);
}

static void
picker_details_panel_init (PickerDetailsPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < PICKER_N_DETAILS; i++)
    self->rows[i] =
        add_row (self, self->details_box, picker_details_text_get_title ((PickerDetail) i));
  self->tags = add_chips (self, _ ("Tags"), G_CALLBACK (tag_chosen));
  self->keywords = add_chips (self, _ ("Keywords"), G_CALLBACK (keyword_chosen));
  self->albums = add_chips (self, _ ("Albums"), G_CALLBACK (album_chosen));
  g_signal_connect_swapped (self->web_button, "clicked", G_CALLBACK (web_clicked), self);
  picker_details_panel_add_pages (self);
}

GtkWidget *
picker_details_panel_new (EngineSession *session)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);

  return g_object_new (PICKER_TYPE_DETAILS_PANEL, "session", session, NULL);
}

static void
show_hint (PickerDetailsPanel *self, guint n_selected, const char *summary)
{
  g_autofree char *text = g_strdup_printf (
      ngettext ("%'u asset selected", "%'u assets selected", n_selected), n_selected);

  adw_status_page_set_title (self->hint, n_selected > 0 ? text : _ ("Nothing Selected"));
  adw_status_page_set_description (
      self->hint, n_selected == 0 ? _ ("Select an asset to see what is known about it.") : summary);
  gtk_widget_set_visible (GTK_WIDGET (self->edit_many_button), n_selected > 1);
  /* More than can be edited at once it does not promise. */
  gtk_button_set_label (self->edit_many_button,
                        n_selected > CATALOG_MAX_LOADED ? _ ("_Edit…") : _ ("_Edit All…"));
  picker_details_panel_leave_page (self);
  gtk_stack_set_visible_child_name (self->stack, "hint");
  picker_details_panel_update_edit (self);
}

static void
show_asset (PickerDetailsPanel *self, CantoAsset *asset)
{
  gboolean is_same = canto_asset_is_same_version (self->shown, asset);
  gboolean is_other =
      self->shown == NULL
      || !g_str_equal (canto_asset_get_key (self->shown), canto_asset_get_key (asset));

  canto_asset_ref (asset);
  g_clear_pointer (&self->shown, canto_asset_unref);
  self->shown = asset;
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);
  update_words (self);
  if (!is_same)
    stop_asking (self);
  picker_preview_set_asset (self->preview, asset);
  if (is_other)
    picker_details_panel_leave_page (self);
  if (picker_details_panel_is_on_page (self))
    picker_details_panel_update_page (self);
  else
    gtk_stack_set_visible_child_name (self->stack, "asset");
  picker_details_panel_update_edit (self);
  ask (self);
}

void
picker_details_panel_set_selection (PickerDetailsPanel *self,
                                    CantoAsset *asset,
                                    guint n_selected,
                                    const char *summary)
{
  g_return_if_fail (PICKER_IS_DETAILS_PANEL (self));

  if (asset != NULL && n_selected == 1)
    {
      show_asset (self, asset);
      return;
    }

  /* Something was learned of one of those that are edited, as by an edit. */
  if (n_selected > 1 && picker_details_panel_is_editing (self, asset, n_selected))
    return;

  stop_asking (self);
  g_clear_pointer (&self->shown, canto_asset_unref);
  picker_preview_set_asset (self->preview, NULL);
  show_hint (self, n_selected, summary);
}
