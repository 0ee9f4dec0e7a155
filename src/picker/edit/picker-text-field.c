/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-text-field.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

struct _PickerTextField
{
  PickerTypedField parent_instance;

  /* Borrowed: children. */
  GtkEntry *entry;
  GtkMenuButton *day_button; /* (nullable) */
  GtkCalendar *calendar;     /* (nullable): made when it is first opened */

  /* State. */
  CantoFieldKind kind;
  gboolean may_be_empty;
};

G_DEFINE_FINAL_TYPE (PickerTextField, picker_text_field, PICKER_TYPE_TYPED_FIELD)

static const char *
get_text (PickerTextField *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/* What can be a value */

/* As the service reads it: no "nan", "inf" or "0x10", which C takes for numbers. */
static gboolean
is_number (const char *text)
{
  char *end;
  double number;

  if (text[strspn (text, "0123456789+-.eE")] != '\0')
    return FALSE;
  number = g_ascii_strtod (text, &end);

  return end != text && *end == '\0' && isfinite (number);
}

/* yyyy-MM-dd. (transfer full) (nullable) */
static GDateTime *
read_day (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", 3);
  guint64 numbers[3];

  if (g_strv_length (parts) != 3)
    return NULL;
  for (guint i = 0; i < 3; i++)
    {
      if (!g_ascii_string_to_unsigned (parts[i], 10, 1, 9999, &numbers[i], NULL))
        return NULL;
    }

  return g_date_time_new_utc ((int) numbers[0], (int) numbers[1], (int) numbers[2], 12, 0, 0);
}

/* (nullable): NULL if it can be one */
static const char *
picker_text_field_find_problem (PickerTypedField *field, const char *text)
{
  PickerTextField *self = PICKER_TEXT_FIELD (field);
  g_autoptr (GDateTime) day = NULL;

  if (*text == '\0')
    return self->may_be_empty ? NULL : _ ("Cannot be empty");
  if (self->kind == CANTO_FIELD_NUMBER)
    return is_number (text) ? NULL : _ ("Not a number");
  if (self->kind != CANTO_FIELD_DATE)
    return NULL;
  day = read_day (text);

  /* Translators: how a day is typed: year, month, day */
  return day != NULL ? NULL : _ ("Not a day: YYYY-MM-DD");
}

/* The calendar */

static void
day_selected (PickerTextField *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

  picker_field_set_entry_text (self->entry, text);
  gtk_menu_button_popdown (self->day_button);
  picker_typed_field_commit (PICKER_TYPED_FIELD (self));
}

/* The calendar says nothing of a click on the day that it has: today, or the day of the month
 * before that was turned over. */
static void
clicked (PickerTextField *self, int n_press, double x, double y)
{
  GtkWidget *label = gtk_widget_pick (GTK_WIDGET (self->calendar), x, y, GTK_PICK_DEFAULT);

  if (label != NULL && gtk_widget_has_css_class (label, "day-number")
      && (gtk_widget_get_state_flags (label) & GTK_STATE_FLAG_SELECTED) != 0
      && gtk_widget_get_visible (GTK_WIDGET (gtk_menu_button_get_popover (self->day_button))))
    day_selected (self);
}

static gboolean
key_pressed (PickerTextField *self, guint keyval)
{
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter)
    return GDK_EVENT_PROPAGATE;

  day_selected (self);

  return GDK_EVENT_STOP;
}

static void
make_calendar (PickerTextField *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *calendar = gtk_calendar_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (click, "released", G_CALLBACK (clicked), self);
  gtk_widget_add_controller (calendar, GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (calendar, keys);
  self->calendar = GTK_CALENDAR (calendar);
  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_menu_button_set_popover (self->day_button, popover);
  g_signal_connect_swapped (calendar, "day-selected", G_CALLBACK (day_selected), self);
}

/* It opens at the day that is set. */
static void
open_calendar (GtkMenuButton *button, gpointer user_data)
{
  PickerTextField *self = user_data;
  g_autoptr (GDateTime) day = read_day (get_text (self));

  if (self->calendar == NULL)
    make_calendar (self);
  if (day == NULL)
    return;
  g_signal_handlers_block_by_func (self->calendar, day_selected, self);
  gtk_calendar_select_day (self->calendar, day);
  g_signal_handlers_unblock_by_func (self->calendar, day_selected, self);
}

static void
add_day_button (PickerTextField *self, GtkWidget *box)
{
  GtkWidget *button = gtk_menu_button_new ();

  self->day_button = GTK_MENU_BUTTON (button);
  gtk_menu_button_set_icon_name (self->day_button, "x-office-calendar-symbolic");
  gtk_menu_button_set_create_popup_func (self->day_button, open_calendar, self, NULL);
  gtk_widget_set_tooltip_text (button, _ ("Choose a day"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Choose a day"), -1);
  gtk_box_append (GTK_BOX (box), button);
}

/* PickerTypedField */

static char *
picker_text_field_dup_text (PickerTypedField *field)
{
  return g_strdup (get_text (PICKER_TEXT_FIELD (field)));
}

/* The caret is where one goes on typing. */
static void
picker_text_field_set_text (PickerTypedField *field, const char *text)
{
  PickerTextField *self = PICKER_TEXT_FIELD (field);

  picker_field_set_entry_text (self->entry, text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static void
picker_text_field_class_init (PickerTextFieldClass *klass)
{
  PickerTypedFieldClass *field_class = PICKER_TYPED_FIELD_CLASS (klass);

  field_class->dup_text = picker_text_field_dup_text;
  field_class->set_text = picker_text_field_set_text;
  field_class->find_problem = picker_text_field_find_problem;
}

static void
picker_text_field_init (PickerTextField *self)
{
  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 8);
  gtk_widget_set_hexpand (GTK_WIDGET (self->entry), TRUE);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (picker_typed_field_commit), self);
}

GtkWidget *
picker_text_field_new (const char *title, CantoFieldKind kind, gboolean may_be_empty)
{
  PickerTextField *self = g_object_new (PICKER_TYPE_TEXT_FIELD, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->kind = kind;
  self->may_be_empty = may_be_empty;
  gtk_widget_add_css_class (box, "linked");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  if (kind == CANTO_FIELD_DATE)
    add_day_button (self, box);
  picker_typed_field_set_up (PICKER_TYPED_FIELD (self), title, GTK_WIDGET (self->entry), box,
                             may_be_empty);

  return GTK_WIDGET (self);
}
