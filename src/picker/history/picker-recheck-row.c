/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-recheck-row.h"

#include <glib/gi18n.h>

struct _PickerRecheckRow
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *outcome;
  GtkLabel *link;
  GtkLabel *advice;
};

G_DEFINE_FINAL_TYPE (PickerRecheckRow, picker_recheck_row, GTK_TYPE_WIDGET)

static const struct
{
  const char *icon_name;
  const char *css_class;
} looks[ENGINE_N_OUTCOMES] = {
  [ENGINE_OUTCOME_GONE] = { "dialog-error-symbolic", "error" },
  [ENGINE_OUTCOME_EXPIRED] = { "dialog-error-symbolic", "error" },
  [ENGINE_OUTCOME_WITHDRAWN] = { "dialog-error-symbolic", "error" },
  [ENGINE_OUTCOME_NOT_PUBLISHED] = { "dialog-error-symbolic", "error" },
  [ENGINE_OUTCOME_BROKEN] = { "dialog-error-symbolic", "error" },
  [ENGINE_OUTCOME_MOVED] = { "dialog-warning-symbolic", "warning" },
  [ENGINE_OUTCOME_NEW_VERSION] = { "dialog-warning-symbolic", "warning" },
  [ENGINE_OUTCOME_NOT_CHECKED] = { "dialog-question-symbolic", "dim-label" },
  [ENGINE_OUTCOME_FINE] = { "object-select-symbolic", "success" },
};

static void
picker_recheck_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (picker_recheck_row_parent_class)->dispose (object);
}

static void
picker_recheck_row_class_init (PickerRecheckRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_recheck_row_dispose;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-recheck-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerRecheckRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PickerRecheckRow, name);
  gtk_widget_class_bind_template_child (widget_class, PickerRecheckRow, outcome);
  gtk_widget_class_bind_template_child (widget_class, PickerRecheckRow, link);
  gtk_widget_class_bind_template_child (widget_class, PickerRecheckRow, advice);
}

static void
picker_recheck_row_init (PickerRecheckRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
picker_recheck_row_new (void)
{
  return g_object_new (PICKER_TYPE_RECHECK_ROW, NULL);
}

static void
set_look (GtkWidget *widget, EngineOutcome outcome)
{
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (widget, looks[i].css_class);
  gtk_widget_add_css_class (widget, looks[outcome].css_class);
}

void
picker_recheck_row_set_item (PickerRecheckRow *self, EngineRecheckItem *item)
{
  EnginePick *pick = engine_recheck_item_get_pick (item);
  EngineOutcome outcome = engine_recheck_item_get_outcome (item);
  const JournalPick *record = engine_pick_get_record (pick);
  g_autofree char *rendition = engine_pick_dup_rendition_title (pick);
  g_autoptr (GDateTime) time = engine_pick_dup_time (pick);
  /* Translators: a day, as g_date_time_format() writes it: 3 Mar 2026 */
  g_autofree char *day = g_date_time_format (time, _ ("%-d %b %Y"));
  /* Translators: a rendition, as "1200 × 800 JPEG", and the day on which its link was copied */
  g_autofree char *link = g_strdup_printf (_ ("%s, %s"), rendition, day);
  g_autofree char *label =
      g_strdup_printf ("%s: %s", engine_outcome_get_title (outcome), record->name);

  g_return_if_fail (PICKER_IS_RECHECK_ROW (self));

  gtk_image_set_from_icon_name (self->icon, looks[outcome].icon_name);
  set_look (GTK_WIDGET (self->icon), outcome);
  set_look (GTK_WIDGET (self->outcome), outcome);
  gtk_label_set_text (self->name, record->name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), record->name);
  gtk_label_set_text (self->outcome, engine_outcome_get_title (outcome));
  gtk_label_set_text (self->link, link);
  gtk_label_set_text (self->advice, engine_outcome_get_advice (outcome));
  gtk_widget_set_visible (GTK_WIDGET (self->advice), outcome != ENGINE_OUTCOME_FINE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}
