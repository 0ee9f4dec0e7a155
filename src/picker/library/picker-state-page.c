/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-state-page.h"

#include "picker-error.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _PickerStatePage
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkStack *stack;
  AdwStatusPage *page;
  GtkButton *button;

  /* State. */
  PickerState state;
};

G_DEFINE_FINAL_TYPE (PickerStatePage, picker_state_page, GTK_TYPE_WIDGET)

static void
picker_state_page_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (picker_state_page_parent_class)->dispose (object);
}

static void
picker_state_page_class_init (PickerStatePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_state_page_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-state-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerStatePage, stack);
  gtk_widget_class_bind_template_child (widget_class, PickerStatePage, page);
  gtk_widget_class_bind_template_child (widget_class, PickerStatePage, button);
}

static void
picker_state_page_init (PickerStatePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PickerState
picker_state_page_get_state (PickerStatePage *self)
{
  g_return_val_if_fail (PICKER_IS_STATE_PAGE (self), PICKER_STATE_LOADING);

  return self->state;
}

/* @label: (nullable) */
static void
show (PickerStatePage *self, PickerState state, const char *label, const char *action_name)
{
  self->state = state;
  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL);
  if (label != NULL)
    {
      gtk_button_set_label (self->button, label);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action_name);
    }
  gtk_stack_set_visible_child_name (self->stack, "page");
}

/* Names come from outside, and the page reads its description as markup. */
static void
set_text (PickerStatePage *self, const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_status_page_set_description (self->page, markup);
}

void
picker_state_page_show_loading (PickerStatePage *self)
{
  g_return_if_fail (PICKER_IS_STATE_PAGE (self));

  self->state = PICKER_STATE_LOADING;
  gtk_stack_set_visible_child_name (self->stack, "loading");
}

void
picker_state_page_show_slow (PickerStatePage *self)
{
  g_return_if_fail (PICKER_IS_STATE_PAGE (self));

  adw_status_page_set_icon_name (self->page, "content-loading-symbolic");
  adw_status_page_set_title (self->page, _ ("Canto Takes Long to Answer"));
  set_text (self, _ ("The answer may still come. You can wait, or ask again."));
  gtk_widget_remove_css_class (GTK_WIDGET (self->button), "suggested-action");
  show (self, PICKER_STATE_SLOW, _ ("_Ask Again"), "content.retry");
}

void
picker_state_page_show_waiting (PickerStatePage *self, guint left_s)
{
  g_autofree char *text = NULL;

  g_return_if_fail (PICKER_IS_STATE_PAGE (self));

  text =
      g_strdup_printf (ngettext ("Your company's Canto account has reached its limit of requests "
                                 "a minute. Descant goes on by itself in %u second.",
                                 "Your company's Canto account has reached its limit of requests "
                                 "a minute. Descant goes on by itself in %u seconds.",
                                 left_s),
                       left_s);
  adw_status_page_set_icon_name (self->page, "preferences-system-time-symbolic");
  adw_status_page_set_title (self->page, _ ("Canto Wants a Pause"));
  set_text (self, text);
  gtk_widget_remove_css_class (GTK_WIDGET (self->button), "suggested-action");
  show (self, PICKER_STATE_WAITING, _ ("Try _Now"), "content.try-now");
}

void
picker_state_page_show_empty (PickerStatePage *self,
                              const char *icon_name,
                              const char *title,
                              const char *text,
                              const char *label,
                              const char *action_name)
{
  g_return_if_fail (PICKER_IS_STATE_PAGE (self));

  adw_status_page_set_icon_name (self->page, icon_name);
  adw_status_page_set_title (self->page, title);
  set_text (self, text);
  gtk_widget_remove_css_class (GTK_WIDGET (self->button), "suggested-action");
  show (self, PICKER_STATE_EMPTY, label, action_name);
}

void
picker_state_page_show_error (PickerStatePage *self, const GError *error)
{
  g_autofree char *text = NULL;

  g_return_if_fail (PICKER_IS_STATE_PAGE (self));
  g_return_if_fail (error != NULL);

  text = picker_error_dup_text (error);
  adw_status_page_set_icon_name (self->page, picker_error_get_icon_name (error));
  adw_status_page_set_title (self->page, picker_error_get_title (error));
  set_text (self, text);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "suggested-action");
  switch (picker_error_get_remedy (error))
    {
    case PICKER_REMEDY_SIGN_IN:
      show (self, PICKER_STATE_ERROR, _ ("Sign _In"), "win.sign-in");
      break;

    case PICKER_REMEDY_RETRY:
      show (self, PICKER_STATE_ERROR, _ ("Try _Again"), "content.retry");
      break;

    case PICKER_REMEDY_NONE:
    default:
      show (self, PICKER_STATE_ERROR, NULL, NULL);
    }
}
