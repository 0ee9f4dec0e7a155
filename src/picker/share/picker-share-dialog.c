/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-share-dialog.h"

#include "canto-containers.h"
#include "canto-error.h"
#include "picker-error.h"
#include "picker-fit-window.h"

#include <glib/gi18n.h>

#define WIDTH_PX 440

/* In the order of the UI file. */
typedef enum
{
  LIFE_DAY,
  LIFE_WEEK,
  LIFE_MONTH,
  LIFE_DATE,
  LIFE_FOR_EVER,
} Life;

struct _PickerShareDialog
{
  AdwWindow parent_instance;

  /* Template children. */
  AdwWindowTitle *title;
  GtkButton *cancel_button;
  GtkStack *button_stack;
  GtkButton *create_button;
  GtkSpinner *spinner;
  GtkButton *done_button;
  GtkStack *stack;
  GtkLabel *error_label;
  AdwComboRow *expiry_row;
  AdwActionRow *date_row;
  GtkMenuButton *date_button;
  GtkCalendar *calendar;
  GtkSwitch *original_switch;
  GtkSwitch *presets_switch;
  GtkSwitch *crop_switch;
  GtkSwitch *metadata_switch;
  GtkSwitch *name_switch;
  AdwPreferencesGroup *link_group;
  GtkLabel *link_label;
  GtkButton *copy_button;

  /* Owned. */
  EngineSession *session;
  GPtrArray *assets; /* (element-type CantoAsset) */
  GCancellable *cancellable;

  /* State. */
  gint64 expires_unix_s; /* of the link that is made; 0 is never */
};

G_DEFINE_FINAL_TYPE (PickerShareDialog, picker_share_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_REFUSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* How long it works */

static Life
get_life (PickerShareDialog *self)
{
  return (Life) adw_combo_row_get_selected (self->expiry_row);
}

/* The end of the chosen day, where the person is. (transfer full) */
static GDateTime *
dup_end_of_day (PickerShareDialog *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);

  return g_date_time_new_local (g_date_time_get_year (day), g_date_time_get_month (day),
                                g_date_time_get_day_of_month (day), 23, 59, 59);
}

static gint64
get_expiry_unix_s (PickerShareDialog *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) end = NULL;

  switch (get_life (self))
    {
    case LIFE_DAY:
      end = g_date_time_add_days (now, 1);
      break;
    case LIFE_WEEK:
      end = g_date_time_add_weeks (now, 1);
      break;
    case LIFE_MONTH:
      end = g_date_time_add_days (now, 30);
      break;
    case LIFE_DATE:
      end = dup_end_of_day (self);
      break;
    case LIFE_FOR_EVER:
    default:
      return 0;
    }

  return g_date_time_to_unix (end);
}

/* A link that is over before it is made is of no use to anybody. */
static void
update_expiry (PickerShareDialog *self)
{
  g_autoptr (GDateTime) end = dup_end_of_day (self);
  /* Translators: a day, as g_date_time_format() writes it: 3 Mar 2026 */
  g_autofree char *day = g_date_time_format (end, _ ("%-d %b %Y"));
  gboolean is_date = get_life (self) == LIFE_DATE;
  gboolean is_over = is_date && g_date_time_to_unix (end) < g_get_real_time () / G_USEC_PER_SEC;

  gtk_widget_set_visible (GTK_WIDGET (self->date_row), is_date);
  gtk_menu_button_set_label (self->date_button, day);
  adw_action_row_set_subtitle (self->date_row, is_over ? _ ("This day has passed") : "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->create_button), !is_over);
}

static void
day_selected (PickerShareDialog *self)
{
  update_expiry (self);
  gtk_menu_button_popdown (self->date_button);
}

/* The link */

static void
copy_link (PickerShareDialog *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_label_get_text (self->link_label));
}

static void
describe_life (PickerShareDialog *self)
{
  g_autoptr (GDateTime) end = NULL;
  g_autofree char *day = NULL;
  g_autofree char *text = NULL;

  if (self->expires_unix_s == 0)
    {
      adw_preferences_group_set_description (self->link_group,
                                             _ ("It works until somebody takes it back in Canto."));
      return;
    }

  end = g_date_time_new_from_unix_local (self->expires_unix_s);
  /* Translators: a day and a time, as g_date_time_format() writes them: 3 Mar 2026, 14:05 */
  day = g_date_time_format (end, _ ("%-d %b %Y, %H:%M"));
  /* Translators: a day and the time of day */
  text = g_strdup_printf (_ ("It works until %s."), day);
  adw_preferences_group_set_description (self->link_group, text);
}

static void
show_link (PickerShareDialog *self, const char *link)
{
  gtk_label_set_text (self->link_label, link);
  describe_life (self);
  copy_link (self);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel_button), FALSE);
  gtk_stack_set_visible_child_name (self->stack, "link");
  gtk_stack_set_visible_child_name (self->button_stack, "link");
  /* A link needs less room than its options. */
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH_PX, -1);
  picker_fit_window (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->done_button));
}

/* After a lost connection the link may have been made: nobody has it, so it does no harm. */
static void
show_error (PickerShareDialog *self, const GError *error)
{
  g_autofree char *meaning = picker_error_dup_text (error);
  g_autofree char *text = g_strdup_printf ("%s\n%s", picker_error_get_title (error), meaning);

  gtk_label_set_text (self->error_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
  gtk_stack_set_visible_child_name (self->button_stack, "options");
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->create_button));
}

static void
shared (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerShareDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *link = canto_client_share_finish (CANTO_CLIENT (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_spinner_set_spinning (self->spinner, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), TRUE);
  if (link != NULL)
    {
      show_link (self, link);
      return;
    }

  show_error (self, error);
  if (g_error_matches (error, CANTO_ERROR, CANTO_ERROR_NOT_ALLOWED))
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self->create_button), FALSE);
      g_signal_emit (self, signals[SIGNAL_REFUSED], 0);
    }
}

static void
create_clicked (PickerShareDialog *self)
{
  CantoShare share = {
    .hide_sharer = !gtk_switch_get_active (self->name_switch),
    .allow_original = gtk_switch_get_active (self->original_switch),
    .allow_crop_and_resize = gtk_switch_get_active (self->crop_switch),
    .show_metadata = gtk_switch_get_active (self->metadata_switch),
    .allow_presets = gtk_switch_get_active (self->presets_switch),
  };

  self->expires_unix_s = share.expires_unix_s = get_expiry_unix_s (self);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), FALSE);
  gtk_stack_set_visible_child_name (self->button_stack, "making");
  gtk_spinner_set_spinning (self->spinner, TRUE);
  canto_client_share_async (engine_session_get_client (self->session), self->assets, &share,
                            CANTO_PRIORITY_INTERACTIVE, self->cancellable, shared,
                            g_object_ref (self));
}

/* GObject */

static void
picker_share_dialog_dispose (GObject *object)
{
  PickerShareDialog *self = PICKER_SHARE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->assets, g_ptr_array_unref);

  G_OBJECT_CLASS (picker_share_dialog_parent_class)->dispose (object);
}

static void
picker_share_dialog_finalize (GObject *object)
{
  g_object_unref (PICKER_SHARE_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (picker_share_dialog_parent_class)->finalize (object);
}

/* It is closed while the answer is waited for: nobody wants it any more. */
static gboolean
picker_share_dialog_close_request (GtkWindow *window)
{
  g_cancellable_cancel (PICKER_SHARE_DIALOG (window)->cancellable);

  return GTK_WINDOW_CLASS (picker_share_dialog_parent_class)->close_request (window);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-share-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerShareDialog, title);
  gtk_widget_class_bind_template_child (widget_class, PickerShareDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, PickerShareDialog, button_stack);
  gtk_widget_class_bind_template_child (widget_class, PickerShareDialog, create_button);
  gtk_widget_class_bind_template_child (widget_class, PickerShareDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, PickerShareDialog, done_button);
  gtk_widget_class_bind_template_child (widget_class, PickerShareDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PickerShareDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, PickerShareDialog, expiry_row);
  gtk_widget_class_bind_template_child (widget_class, PickerShareDialog, date_row);
  gtk_widget_class_bind_template_child (widget_class, PickerShareDialog, date_button);
  gtk_widget_class_bind_template_child (widget_class, PickerShareDialog, calendar);
  gtk_widget_class_bind_template_child (widget_class, PickerShareDialog, original_switch);
  gtk_widget_class_bind_template_child (widget_class, PickerShareDialog, presets_switch);
  gtk_widget_class_bind_template_child (widget_class, PickerShareDialog, crop_switch);
  gtk_widget_class_bind_template_child (widget_class, PickerShareDialog, metadata_switch);
  gtk_widget_class_bind_template_child (widget_class, PickerShareDialog, name_switch);
  gtk_widget_class_bind_template_child (widget_class, PickerShareDialog, link_group);
  gtk_widget_class_bind_template_child (widget_class, PickerShareDialog, link_label);
  gtk_widget_class_bind_template_child (widget_class, PickerShareDialog, copy_button);
}

static void
picker_share_dialog_class_init (PickerShareDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = picker_share_dialog_dispose;
  object_class->finalize = picker_share_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = picker_share_dialog_close_request;

  signals[SIGNAL_REFUSED] = g_signal_new ("refused", PICKER_TYPE_SHARE_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  bind_template (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
picker_share_dialog_init (PickerShareDialog *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) later = g_date_time_add_days (now, 30);

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_calendar_select_day (self->calendar, later);
  g_signal_connect_swapped (self->expiry_row, "notify::selected", G_CALLBACK (update_expiry), self);
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (day_selected), self);
  /* The same day of another month is not “selected” anew. */
  g_signal_connect_swapped (self->calendar, "notify::month", G_CALLBACK (update_expiry), self);
  g_signal_connect_swapped (self->calendar, "notify::year", G_CALLBACK (update_expiry), self);
  g_signal_connect_swapped (self->create_button, "clicked", G_CALLBACK (create_clicked), self);
  g_signal_connect_swapped (self->copy_button, "clicked", G_CALLBACK (copy_link), self);
  adw_combo_row_set_selected (self->expiry_row, LIFE_MONTH);
  update_expiry (self);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->expiry_row));
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->create_button));
}

static void
name_assets (PickerShareDialog *self)
{
  g_autofree char *text =
      self->assets->len == 1
          ? g_strdup (canto_asset_get_name (self->assets->pdata[0]))
          : g_strdup_printf (ngettext ("%'u asset", "%'u assets", self->assets->len),
                             self->assets->len);

  adw_window_title_set_subtitle (self->title, text);
}

GtkWidget *
picker_share_dialog_new (EngineSession *session, GtkWindow *parent, GPtrArray *assets)
{
  PickerShareDialog *self;

  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);
  g_return_val_if_fail (assets != NULL && assets->len > 0, NULL);

  self = g_object_new (PICKER_TYPE_SHARE_DIALOG, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  self->assets = g_ptr_array_ref (assets);
  name_assets (self);
  picker_fit_window (GTK_WINDOW (self));

  return GTK_WIDGET (self);
}
