/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-link-check-line.h"

#include "picker-check-text.h"

#include <glib/gi18n.h>

struct _PickerLinkCheckLine
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkWidget *box;
  GtkStack *sign;
  GtkSpinner *spinner;
  GtkImage *icon;
  GtkLabel *label;
  GtkWidget *retry_button;

  /* Owned. */
  EngineLinkChecker *checker; /* (nullable) */
  DeliveryLink *link;         /* (nullable) */
  GCancellable *cancellable;  /* (nullable): of the check that is on its way */
};

G_DEFINE_FINAL_TYPE (PickerLinkCheckLine, picker_link_check_line, GTK_TYPE_WIDGET)

static void
show_waiting (PickerLinkCheckLine *self)
{
  gtk_stack_set_visible_child_name (self->sign, "wait");
  gtk_spinner_set_spinning (self->spinner, TRUE);
  gtk_label_set_text (self->label, _ ("Checking the link…"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), NULL);
  gtk_widget_set_visible (self->retry_button, FALSE);
}

static void
show_check (PickerLinkCheckLine *self, EngineLinkCheck *check)
{
  gboolean works = check->state == ENGINE_LINK_WORKS;
  gboolean is_wrong = picker_check_text_is_wrong (check);
  g_autofree char *facts = picker_check_text_dup_facts (self->link, check);
  g_autofree char *reason = picker_check_text_dup_reason (check);
  g_autofree char *text =
      /* Translators: why a link does not work, as "it has expired" */
      is_wrong ? g_strdup_printf (_ ("The link does not work: %s."), reason)
      : works  ? g_strdup (facts)
              /* Translators: "1200 × 800 JPEG", and why that is not known for sure */
              : g_strdup_printf (_ ("%s; %s."), facts, reason);

  gtk_spinner_set_spinning (self->spinner, FALSE);
  gtk_stack_set_visible_child_name (self->sign, "icon");
  gtk_image_set_from_icon_name (self->icon, works      ? "emblem-ok-symbolic"
                                            : is_wrong ? "dialog-warning-symbolic"
                                                       : "dialog-information-symbolic");
  if (is_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "warning");
  gtk_label_set_text (self->label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                               works ? NULL : picker_check_text_get_advice (check));
  gtk_widget_set_visible (self->retry_button, !works);
}

static void
checked (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerLinkCheckLine) self = user_data;
  g_autoptr (EngineLinkCheck) check =
      engine_link_checker_check_finish (ENGINE_LINK_CHECKER (object), result, NULL);

  /* What was cancelled tells of another link. */
  if (check == NULL)
    return;

  g_clear_object (&self->cancellable);
  show_check (self, check);
}

static void
stop (PickerLinkCheckLine *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
start (PickerLinkCheckLine *self, EngineCheckMode mode)
{
  EngineLinkCheck *known;

  stop (self);
  if (self->link == NULL || self->checker == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  known = mode == ENGINE_CHECK_NOW ? engine_link_checker_peek (self->checker, self->link) : NULL;
  if (known != NULL)
    {
      show_check (self, known);
      return;
    }
  show_waiting (self);
  self->cancellable = g_cancellable_new ();
  engine_link_checker_check_async (self->checker, self->link, mode, self->cancellable, checked,
                                   g_object_ref (self));
}

static void
retry_clicked (PickerLinkCheckLine *self)
{
  start (self, ENGINE_CHECK_AGAIN);
}

static void
picker_link_check_line_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (picker_link_check_line_parent_class)->map (widget);
  start (PICKER_LINK_CHECK_LINE (widget), ENGINE_CHECK_NOW);
}

static void
picker_link_check_line_unmap (GtkWidget *widget)
{
  stop (PICKER_LINK_CHECK_LINE (widget));
  GTK_WIDGET_CLASS (picker_link_check_line_parent_class)->unmap (widget);
}

static void
picker_link_check_line_dispose (GObject *object)
{
  PickerLinkCheckLine *self = PICKER_LINK_CHECK_LINE (object);

  stop (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->checker);
  g_clear_pointer (&self->link, delivery_link_unref);

  G_OBJECT_CLASS (picker_link_check_line_parent_class)->dispose (object);
}

static void
picker_link_check_line_class_init (PickerLinkCheckLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_link_check_line_dispose;
  widget_class->map = picker_link_check_line_map;
  widget_class->unmap = picker_link_check_line_unmap;

  gtk_widget_class_set_css_name (widget_class, "linkcheck");
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-link-check-line.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerLinkCheckLine, box);
  gtk_widget_class_bind_template_child (widget_class, PickerLinkCheckLine, sign);
  gtk_widget_class_bind_template_child (widget_class, PickerLinkCheckLine, spinner);
  gtk_widget_class_bind_template_child (widget_class, PickerLinkCheckLine, icon);
  gtk_widget_class_bind_template_child (widget_class, PickerLinkCheckLine, label);
  gtk_widget_class_bind_template_child (widget_class, PickerLinkCheckLine, retry_button);
}

static void
picker_link_check_line_init (PickerLinkCheckLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->retry_button, "clicked", G_CALLBACK (retry_clicked), self);
}

void
picker_link_check_line_set_checker (PickerLinkCheckLine *self, EngineLinkChecker *checker)
{
  g_return_if_fail (PICKER_IS_LINK_CHECK_LINE (self));

  g_set_object (&self->checker, checker);
  gtk_widget_set_visible (GTK_WIDGET (self), self->link != NULL && checker != NULL);
  start (self, ENGINE_CHECK_NOW);
}

void
picker_link_check_line_set_link (PickerLinkCheckLine *self, DeliveryLink *link)
{
  gboolean is_same =
      link != NULL && self->link != NULL
      && g_str_equal (delivery_link_get_uri (link), delivery_link_get_uri (self->link));

  g_return_if_fail (PICKER_IS_LINK_CHECK_LINE (self));

  if (is_same)
    return;

  g_clear_pointer (&self->link, delivery_link_unref);
  self->link = link != NULL ? delivery_link_ref (link) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), link != NULL && self->checker != NULL);
  start (self, ENGINE_CHECK_NOW);
}
