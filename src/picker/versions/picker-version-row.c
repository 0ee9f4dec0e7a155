/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-version-row.h"

#include "picker-comment-popover.h"
#include "picker-details-text.h"

#include <glib/gi18n.h>

struct _PickerVersionRow
{
  GtkListBoxRow parent_instance;

  /* Template children. */
  GtkLabel *title;
  GtkLabel *current_label;
  GtkLabel *facts;
  GtkLabel *comment;
  GtkMenuButton *comment_button;
  GtkButton *copy_button;

  /* Owned. */
  CantoVersion *version;
  char *uri; /* (nullable): that is copied */
};

G_DEFINE_FINAL_TYPE (PickerVersionRow, picker_version_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  SIGNAL_COPIED,
  SIGNAL_COMMENTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
copy_clicked (PickerVersionRow *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->uri);
  g_signal_emit (self, signals[SIGNAL_COPIED], 0);
}

static void
comment_given (PickerVersionRow *self, const char *comment)
{
  g_signal_emit (self, signals[SIGNAL_COMMENTED], 0, comment);
}

/* The popover is made when it is first wanted. */
static void
make_popover (GtkMenuButton *button, gpointer user_data)
{
  PickerVersionRow *self = user_data;
  GtkPopover *popover = gtk_menu_button_get_popover (button);

  if (popover != NULL)
    return;
  popover = GTK_POPOVER (picker_comment_popover_new (canto_version_get_comment (self->version)));
  g_signal_connect_object (popover, "given", G_CALLBACK (comment_given), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, GTK_WIDGET (popover));
}

/* What it says */

static char *
dup_facts (CantoVersion *version, CantoAccount *account)
{
  const char *owner = canto_version_get_owner_name (version);
  const char *time = canto_version_get_time (version);
  g_autofree char *day = time != NULL ? picker_details_text_dup_day (time, account) : NULL;

  if (day != NULL && owner != NULL)
    /* Translators: a day, and who brought the version then */
    return g_strdup_printf (_ ("%s · %s"), day, owner);
  if (day != NULL)
    return g_steal_pointer (&day);

  return g_strdup (owner);
}

static void
show_version (PickerVersionRow *self, EngineSession *session)
{
  const char *number = canto_version_get_number (self->version);
  const char *comment = canto_version_get_comment (self->version);
  g_autofree char *facts = dup_facts (self->version, engine_session_get_account (session));
  g_autofree char *title =
      /* Translators: its number, as the service counts them */
      number != NULL ? g_strdup_printf (_ ("Version %s"), number) : g_strdup (_ ("A version"));
  gboolean has_comment = comment != NULL && *comment != '\0';

  gtk_label_set_text (self->title, title);
  gtk_widget_set_visible (GTK_WIDGET (self->current_label),
                          canto_version_get_is_current (self->version));
  gtk_label_set_text (self->facts, facts != NULL ? facts : "");
  gtk_widget_set_visible (GTK_WIDGET (self->facts), facts != NULL);
  gtk_label_set_text (self->comment, has_comment ? comment : "");
  gtk_widget_set_visible (GTK_WIDGET (self->comment), has_comment);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, facts != NULL ? facts : "",
                                  -1);
}

static void
show_link (PickerVersionRow *self, EngineSession *session)
{
  self->uri = engine_session_dup_version_uri (session, self->version);
  gtk_widget_set_sensitive (GTK_WIDGET (self->copy_button), self->uri != NULL);
  gtk_widget_set_tooltip_text (
      GTK_WIDGET (self->copy_button),
      self->uri != NULL ? _ ("Copy the link to this version: for programs that are signed in to "
                             "Canto")
                        : _ ("Canto gave no link to this version"));
}

static void
show_may_comment (PickerVersionRow *self, gboolean may_comment)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->comment_button), may_comment);
  if (!may_comment)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self->comment_button),
                                 _ ("Your Canto account may not comment"));
}

/* GObject */

static void
picker_version_row_finalize (GObject *object)
{
  PickerVersionRow *self = PICKER_VERSION_ROW (object);

  g_clear_pointer (&self->version, canto_version_unref);
  g_free (self->uri);

  G_OBJECT_CLASS (picker_version_row_parent_class)->finalize (object);
}

static void
picker_version_row_class_init (PickerVersionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = picker_version_row_finalize;

  /**
   * PickerVersionRow::copied:
   *
   * The link is on the clipboard.
   */
  signals[SIGNAL_COPIED] = g_signal_new ("copied", PICKER_TYPE_VERSION_ROW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * PickerVersionRow::commented:
   * @comment: what the person wants to have said of it
   */
  signals[SIGNAL_COMMENTED] = g_signal_new ("commented", PICKER_TYPE_VERSION_ROW, G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-version-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerVersionRow, title);
  gtk_widget_class_bind_template_child (widget_class, PickerVersionRow, current_label);
  gtk_widget_class_bind_template_child (widget_class, PickerVersionRow, facts);
  gtk_widget_class_bind_template_child (widget_class, PickerVersionRow, comment);
  gtk_widget_class_bind_template_child (widget_class, PickerVersionRow, comment_button);
  gtk_widget_class_bind_template_child (widget_class, PickerVersionRow, copy_button);
}

static void
picker_version_row_init (PickerVersionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->copy_button, "clicked", G_CALLBACK (copy_clicked), self);
  gtk_menu_button_set_create_popup_func (self->comment_button, make_popover, self, NULL);
}

GtkWidget *
picker_version_row_new (EngineSession *session, CantoVersion *version, gboolean may_comment)
{
  PickerVersionRow *self = g_object_new (PICKER_TYPE_VERSION_ROW, NULL);

  g_return_val_if_fail (ENGINE_IS_SESSION (session), NULL);
  g_return_val_if_fail (version != NULL, NULL);

  self->version = canto_version_ref (version);
  show_version (self, session);
  show_link (self, session);
  show_may_comment (self, may_comment);

  return GTK_WIDGET (self);
}

CantoVersion *
picker_version_row_get_version (PickerVersionRow *self)
{
  g_return_val_if_fail (PICKER_IS_VERSION_ROW (self), NULL);

  return self->version;
}
