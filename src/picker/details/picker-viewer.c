/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-asset-text.h"
#include "picker-toasts.h"
#include "picker-viewer-private.h"

#include <glib/gi18n.h>

#define PAN_PART   0.1
#define N_SEARCHED 201  /* around where an asset stood */
#define PICTURE_PX 2000 /* the largest preview that there is (10.11) */

struct _PickerViewer
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkLabel *name;
  GtkLabel *status;
  GtkLabel *place;
  GtkButton *previous_button;
  GtkButton *next_button;
  GtkButton *fullscreen_button;
  GtkButton *close_button;
  PickerToasts *toasts;
  GtkStack *stack;
  AdwBin *preview_bin;

  /* Borrowed: a child made in code. */
  PickerPreview *preview;

  /* Owned. */
  EngineSession *session;
  PickerGrid *grid;
  CatalogSlot *slot;          /* (nullable): where we are; NULL while closed */
  GSignalGroup *slot_signals; /* its asset may come later */
  CantoAsset *asset;          /* (nullable): that is shown */
  GCancellable *search;       /* (nullable): of where the asset stands now */

  /* State. */
  gboolean is_astray;       /* another asset stands where we are, or nothing any more */
  guint search_start;       /* the first of the positions that are searched */
  gboolean made_fullscreen; /* the window was none before */
};

G_DEFINE_FINAL_TYPE (PickerViewer, picker_viewer, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SESSION = 1,
  PROP_GRID,
  N_PROPS,
} PickerViewerProperty;

enum
{
  SIGNAL_CLOSED,
  SIGNAL_PREPARE_DRAG,
  SIGNAL_BEGIN_DRAG,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void
stop_search (PickerViewer *self)
{
  g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
  self->is_astray = FALSE;
}

static void
show_asset (PickerViewer *self, CantoAsset *asset)
{
  const char *badge = asset != NULL ? picker_asset_text_get_badge (asset) : NULL;

  stop_search (self);
  if (asset != NULL)
    canto_asset_ref (asset);
  g_clear_pointer (&self->asset, canto_asset_unref);
  self->asset = asset;
  gtk_label_set_text (self->name, asset != NULL ? canto_asset_get_name (asset) : "");
  gtk_label_set_text (self->status, badge != NULL ? badge : "");
  gtk_widget_set_visible (GTK_WIDGET (self->status), badge != NULL);
  gtk_stack_set_visible_child_name (self->stack, asset != NULL ? "asset" : "loading");
  picker_preview_set_asset (self->preview, asset);
  picker_preview_load (self->preview);
}

/* Position */

static guint
get_n_items (PickerViewer *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (picker_grid_get_list (self->grid)));
}

static void
show_place (PickerViewer *self)
{
  guint position = catalog_slot_get_position (self->slot);
  guint n_items = get_n_items (self);
  /* Translators: "12 of 3,401", the place of an asset among all that were found */
  g_autofree char *place = g_strdup_printf (_ ("%'u of %'u"), position + 1, n_items);

  gtk_label_set_text (self->place, place);
  gtk_widget_set_sensitive (GTK_WIDGET (self->previous_button), position > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->next_button), position + 1 < n_items);
}

static void
show_position (PickerViewer *self, guint position)
{
  CatalogAssetList *list = picker_grid_get_list (self->grid);

  g_clear_object (&self->slot);
  self->slot = g_list_model_get_item (G_LIST_MODEL (list), position);
  g_signal_group_set_target (self->slot_signals, self->slot);
  /* The only one on screen now. */
  catalog_asset_list_set_visible (list, position, 1);
  show_place (self);
  show_asset (self, catalog_slot_get_asset (self->slot));
}

/* A list that came anew */

static void
move_to (PickerViewer *self, guint position)
{
  picker_grid_select_only (self->grid, position);
  show_position (self, position);
}

/* It is gone, or far away: what stands in its place is shown. */
static void
miss_asset (PickerViewer *self)
{
  g_autofree char *text = g_strdup_printf (
      /* Translators: the name of an asset that is gone; it may be cut off */
      _ ("No longer here: “%s”"), canto_asset_get_name (self->asset));
  g_autofree char *markup = g_markup_escape_text (text, -1);

  picker_viewer_add_toast (self, adw_toast_new (markup));
  move_to (self, MIN (catalog_slot_get_position (self->slot), get_n_items (self) - 1));
}

static void
searched (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerViewer) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) assets =
      catalog_asset_list_load_assets_finish (CATALOG_ASSET_LIST (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->search);
  /* What is shown stays, until the list can be asked again. */
  if (assets == NULL)
    return;

  for (guint i = 0; i < assets->len; i++)
    {
      CantoAsset *asset = assets->pdata[i];

      if (asset == NULL
          || !g_str_equal (canto_asset_get_key (asset), canto_asset_get_key (self->asset)))
        continue;
      move_to (self, self->search_start + i);
      return;
    }
  miss_asset (self);
}

static void
find_asset (PickerViewer *self)
{
  guint positions[N_SEARCHED];
  guint middle = MIN (catalog_slot_get_position (self->slot), get_n_items (self) - 1);
  guint n_positions;

  stop_search (self);
  self->is_astray = TRUE;
  self->search_start = middle - MIN (middle, N_SEARCHED / 2);
  n_positions = MIN (N_SEARCHED, get_n_items (self) - self->search_start);
  self->search = g_cancellable_new ();
  for (guint i = 0; i < n_positions; i++)
    positions[i] = self->search_start + i;
  catalog_asset_list_load_assets_async (picker_grid_get_list (self->grid), positions, n_positions,
                                        self->search, searched, g_object_ref (self));
}

/* More is known of what is shown; or the list came anew, and it stands somewhere else. */
static void
slot_changed (PickerViewer *self)
{
  CantoAsset *asset = catalog_slot_get_asset (self->slot);

  if (self->asset == NULL
      || (asset != NULL
          && g_str_equal (canto_asset_get_key (asset), canto_asset_get_key (self->asset))))
    show_asset (self, asset);
  else if (asset != NULL)
    find_asset (self);
}

static void
list_changed (PickerViewer *self)
{
  gboolean is_beyond;

  if (self->slot == NULL)
    return;

  if (get_n_items (self) == 0)
    {
      picker_viewer_close (self);
      return;
    }
  is_beyond = catalog_slot_get_position (self->slot) >= get_n_items (self);
  if (!is_beyond)
    show_place (self);
  if (self->asset != NULL && (is_beyond || self->search != NULL))
    find_asset (self);
  else if (is_beyond)
    move_to (self, get_n_items (self) - 1);
}

static void
go_to (PickerViewer *self, gint64 position)
{
  if (self->slot == NULL || position < 0 || position >= get_n_items (self)
      || position == catalog_slot_get_position (self->slot))
    return;

  if (!self->is_astray)
    move_to (self, (guint) position);
  else if (self->search == NULL)
    find_asset (self);
}

static void
go_previous (PickerViewer *self)
{
  if (self->slot != NULL)
    go_to (self, (gint64) catalog_slot_get_position (self->slot) - 1);
}

static void
go_next (PickerViewer *self)
{
  if (self->slot != NULL)
    go_to (self, (gint64) catalog_slot_get_position (self->slot) + 1);
}

/* The whole screen */

static void
set_fullscreen (PickerViewer *self, gboolean is_wanted)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!GTK_IS_WINDOW (root) || gtk_window_is_fullscreen (GTK_WINDOW (root)) == is_wanted)
    return;

  if (is_wanted)
    gtk_window_fullscreen (GTK_WINDOW (root));
  else
    gtk_window_unfullscreen (GTK_WINDOW (root));
  self->made_fullscreen = is_wanted;
}

static void
toggle_fullscreen (PickerViewer *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  set_fullscreen (self, !gtk_window_is_fullscreen (GTK_WINDOW (root)));
}

static void
fullscreen_changed (PickerViewer *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gboolean is_full = GTK_IS_WINDOW (root) && gtk_window_is_fullscreen (GTK_WINDOW (root));
  const char *label = is_full ? _ ("Leave full screen") : _ ("Full screen");

  gtk_button_set_icon_name (self->fullscreen_button,
                            is_full ? "view-restore-symbolic" : "view-fullscreen-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->fullscreen_button),
                               is_full ? _ ("Leave full screen (F11)") : _ ("Full screen (F11)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->fullscreen_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
picker_viewer_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (picker_viewer_parent_class)->root (widget);
  g_signal_connect_object (gtk_widget_get_root (widget), "notify::fullscreened",
                           G_CALLBACK (fullscreen_changed), widget, G_CONNECT_SWAPPED);
}

static void
picker_viewer_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), fullscreen_changed, widget);
  GTK_WIDGET_CLASS (picker_viewer_parent_class)->unroot (widget);
}

/* Keys: before the buttons take the space for themselves */

/* Moves what is cut by a part of the window. */
static gboolean
pan (PickerViewer *self, double x, double y)
{
  picker_zoom_pan (picker_preview_get_zoom (self->preview), x * PAN_PART, y * PAN_PART);

  return GDK_EVENT_STOP;
}

static gboolean
control_key_pressed (PickerViewer *self, guint keyval)
{
  PickerZoom *zoom = picker_preview_get_zoom (self->preview);

  switch (keyval)
    {
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      picker_zoom_step (zoom, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      picker_zoom_step (zoom, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      picker_zoom_fit (zoom);
      return GDK_EVENT_STOP;
    case GDK_KEY_Left:
      return pan (self, -1, 0);
    case GDK_KEY_Right:
      return pan (self, 1, 0);
    case GDK_KEY_Up:
      return pan (self, 0, -1);
    case GDK_KEY_Down:
      return pan (self, 0, 1);
    default:
      /* What is selected is not what is shown: it must not be copied. */
      return self->is_astray ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
    }
}

static gboolean
plain_key_pressed (PickerViewer *self, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_space:
    case GDK_KEY_Escape:
      picker_viewer_close (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Left:
      go_previous (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
      go_next (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      return picker_preview_turn_page (self->preview, -1);
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      return picker_preview_turn_page (self->preview, 1);
    case GDK_KEY_Home:
      go_to (self, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_End:
      go_to (self, (gint64) get_n_items (self) - 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_F11:
      toggle_fullscreen (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
key_pressed (PickerViewer *self, guint keyval, guint keycode, GdkModifierType state)
{
  GdkModifierType mods = state & gtk_accelerator_get_default_mod_mask ();
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  /* A question, or the volume, has its own. */
  if (focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
    return GDK_EVENT_PROPAGATE;
  if (mods == 0)
    return plain_key_pressed (self, keyval);

  /* Some layouts have the plus on Shift. */
  return (mods & ~GDK_SHIFT_MASK) == GDK_CONTROL_MASK ? control_key_pressed (self, keyval)
                                                      : GDK_EVENT_PROPAGATE;
}

static void
watch_keys (PickerViewer *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* GObject */

static void
picker_viewer_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PickerViewer *self = PICKER_VIEWER (object);

  switch ((PickerViewerProperty) prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;

    case PROP_GRID:
      self->grid = g_value_dup_object (value);
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
picker_viewer_constructed (GObject *object)
{
  PickerViewer *self = PICKER_VIEWER (object);

  G_OBJECT_CLASS (picker_viewer_parent_class)->constructed (object);

  self->preview = PICKER_PREVIEW (picker_preview_new (self->session, PICTURE_PX));
  adw_bin_set_child (self->preview_bin, GTK_WIDGET (self->preview));
  picker_zoom_set_is_zoomable (picker_preview_get_zoom (self->preview), TRUE);
  picker_viewer_add_drag_source (self, self->preview);
  g_signal_connect_object (picker_grid_get_list (self->grid), "items-changed",
                           G_CALLBACK (list_changed), self, G_CONNECT_SWAPPED);
}

/* A question that is still open: a label does not let go of what it does not know. */
static void
drop_questions (PickerViewer *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_last_child (GTK_WIDGET (self->name))) != NULL
         && GTK_IS_POPOVER (child))
    gtk_widget_unparent (child);
}

static void
picker_viewer_dispose (GObject *object)
{
  PickerViewer *self = PICKER_VIEWER (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  if (child != NULL)
    {
      drop_questions (self);
      gtk_widget_unparent (child);
    }
  stop_search (self);
  g_clear_object (&self->slot_signals);
  g_clear_object (&self->slot);
  g_clear_pointer (&self->asset, canto_asset_unref);
  g_clear_object (&self->grid);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (picker_viewer_parent_class)->dispose (object);
}

static void
picker_viewer_class_init (PickerViewerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = picker_viewer_constructed;
  object_class->set_property = picker_viewer_set_property;
  object_class->dispose = picker_viewer_dispose;
  widget_class->root = picker_viewer_root;
  widget_class->unroot = picker_viewer_unroot;

  props[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, ENGINE_TYPE_SESSION, flags);
  props[PROP_GRID] = g_param_spec_object ("grid", NULL, NULL, PICKER_TYPE_GRID, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * PickerViewer::closed:
   *
   * It is hidden again.
   */
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", PICKER_TYPE_VIEWER, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);

  /**
   * PickerViewer::prepare-drag:
   *
   * As PickerGrid::prepare-drag.
   */
  signals[SIGNAL_PREPARE_DRAG] = g_signal_new (
      "prepare-drag", PICKER_TYPE_VIEWER, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_first_wins,
      NULL, NULL, GDK_TYPE_CONTENT_PROVIDER, 2, GTK_TYPE_BITSET, GTK_TYPE_WIDGET);

  /**
   * PickerViewer::begin-drag:
   *
   * As PickerGrid::begin-drag.
   */
  signals[SIGNAL_BEGIN_DRAG] =
      g_signal_new ("begin-drag", PICKER_TYPE_VIEWER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 4, GDK_TYPE_DRAG, GDK_TYPE_PAINTABLE, G_TYPE_STRING, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/descant/Descant/ui/picker-viewer.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerViewer, name);
  gtk_widget_class_bind_template_child (widget_class, PickerViewer, status);
  gtk_widget_class_bind_template_child (widget_class, PickerViewer, place);
  gtk_widget_class_bind_template_child (widget_class, PickerViewer, previous_button);
  gtk_widget_class_bind_template_child (widget_class, PickerViewer, next_button);
  gtk_widget_class_bind_template_child (widget_class, PickerViewer, fullscreen_button);
  gtk_widget_class_bind_template_child (widget_class, PickerViewer, close_button);
  gtk_widget_class_bind_template_child (widget_class, PickerViewer, toasts);
  gtk_widget_class_bind_template_child (widget_class, PickerViewer, stack);
  gtk_widget_class_bind_template_child (widget_class, PickerViewer, preview_bin);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "link.copy",
                                       NULL);
}

static void
picker_viewer_init (PickerViewer *self)
{
  g_type_ensure (PICKER_TYPE_TOASTS);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->slot_signals = g_signal_group_new (CATALOG_TYPE_SLOT);
  g_signal_group_connect_swapped (self->slot_signals, "notify::asset", G_CALLBACK (slot_changed),
                                  self);
  g_signal_connect_swapped (self->previous_button, "clicked", G_CALLBACK (go_previous), self);
  g_signal_connect_swapped (self->next_button, "clicked", G_CALLBACK (go_next), self);
  g_signal_connect_swapped (self->fullscreen_button, "clicked", G_CALLBACK (toggle_fullscreen),
                            self);
  g_signal_connect_swapped (self->close_button, "clicked", G_CALLBACK (picker_viewer_close), self);
  watch_keys (self);
}

GtkWidget *
picker_viewer_new (EngineSession *session, PickerGrid *grid)
{
  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);
  g_return_val_if_fail (PICKER_IS_GRID (grid), NULL);

  return g_object_new (PICKER_TYPE_VIEWER, "session", session, "grid", grid, NULL);
}

gboolean
picker_viewer_open (PickerViewer *self)
{
  g_autoptr (GtkBitset) selected = NULL;

  g_return_val_if_fail (PICKER_IS_VIEWER (self), FALSE);

  selected = picker_grid_dup_selected (self->grid);
  if (gtk_bitset_is_empty (selected))
    return FALSE;

  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  show_position (self, gtk_bitset_get_minimum (selected));
  gtk_widget_grab_focus (GTK_WIDGET (self->close_button));

  return TRUE;
}

void
picker_viewer_close (PickerViewer *self)
{
  g_return_if_fail (PICKER_IS_VIEWER (self));

  if (self->slot == NULL)
    return;

  if (self->made_fullscreen)
    set_fullscreen (self, FALSE);
  g_signal_group_set_target (self->slot_signals, NULL);
  g_clear_object (&self->slot);
  show_asset (self, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

void
picker_viewer_add_toast (PickerViewer *self, AdwToast *toast)
{
  g_return_if_fail (PICKER_IS_VIEWER (self));

  picker_toasts_add (self->toasts, toast);
}

GtkWidget *
picker_viewer_get_anchor (PickerViewer *self)
{
  g_return_val_if_fail (PICKER_IS_VIEWER (self), NULL);

  return GTK_WIDGET (self->name);
}

CatalogSlot *
picker_viewer_get_slot (PickerViewer *self)
{
  return self->is_astray ? NULL : self->slot;
}
