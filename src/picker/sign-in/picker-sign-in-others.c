/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-sign-in-others.h"

#include "picker-compat.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

struct _PickerSignInOthers
{
  GtkWidget parent_instance;

  /* Template children. */
  AdwActionRow *handshake_row;
  AdwPasswordEntryRow *token_row;
  GtkLabel *token_hint;
  GtkButton *token_button;
};

G_DEFINE_FINAL_TYPE (PickerSignInOthers, picker_sign_in_others, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_HANDSHAKE,
  SIGNAL_TOKEN_GIVEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* @problem: (nullable): NULL: there is none, so it says where a token comes from */
static void
set_problem (PickerSignInOthers *self, const char *problem)
{
  GtkWidget *row = GTK_WIDGET (self->token_row);
  GtkWidget *hint = GTK_WIDGET (self->token_hint);

  gtk_label_set_text (
      self->token_hint,
      problem != NULL
          ? problem
          : _ ("An administrator makes one in Canto: Settings → Configuration Options → API → "
               "API Keys → Generate. It works for 30 days, then you are asked for the next one."));
  if (problem != NULL)
    {
      gtk_widget_add_css_class (row, "error");
      gtk_widget_add_css_class (hint, "error");
      gtk_widget_remove_css_class (hint, "dim-label");
    }
  else
    {
      gtk_widget_remove_css_class (row, "error");
      gtk_widget_remove_css_class (hint, "error");
      gtk_widget_add_css_class (hint, "dim-label");
    }
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
      problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
token_changed (PickerSignInOthers *self)
{
  set_problem (self, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->token_button),
                            *gtk_editable_get_text (GTK_EDITABLE (self->token_row)) != '\0');
}

static void
handshake_chosen (PickerSignInOthers *self)
{
  g_signal_emit (self, signals[SIGNAL_HANDSHAKE], 0);
}

static void
token_chosen (PickerSignInOthers *self)
{
  if (gtk_widget_get_sensitive (GTK_WIDGET (self->token_button)))
    g_signal_emit (self, signals[SIGNAL_TOKEN_GIVEN], 0);
}

static gboolean
picker_sign_in_others_grab_focus (GtkWidget *widget)
{
  PickerSignInOthers *self = PICKER_SIGN_IN_OTHERS (widget);

  return gtk_widget_grab_focus (gtk_widget_has_css_class (GTK_WIDGET (self->token_row), "error")
                                    ? GTK_WIDGET (self->token_row)
                                    : GTK_WIDGET (self->handshake_row));
}

/* GObject */

static void
picker_sign_in_others_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (picker_sign_in_others_parent_class)->dispose (object);
}

static void
picker_sign_in_others_class_init (PickerSignInOthersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_sign_in_others_dispose;
  widget_class->grab_focus = picker_sign_in_others_grab_focus;

  signals[SIGNAL_HANDSHAKE] = g_signal_new ("handshake", PICKER_TYPE_SIGN_IN_OTHERS,
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TOKEN_GIVEN] =
      g_signal_new ("token-given", PICKER_TYPE_SIGN_IN_OTHERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-sign-in-others.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerSignInOthers, handshake_row);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInOthers, token_row);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInOthers, token_hint);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInOthers, token_button);
}

static void
picker_sign_in_others_init (PickerSignInOthers *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  picker_compat_name_peek_button (GTK_WIDGET (self->token_row), _ ("Show or hide the token"));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->token_row),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->token_hint, NULL, -1);
  g_signal_connect_swapped (self->handshake_row, "activated", G_CALLBACK (handshake_chosen), self);
  g_signal_connect_swapped (self->token_row, "changed", G_CALLBACK (token_changed), self);
  g_signal_connect_swapped (self->token_row, "entry-activated", G_CALLBACK (token_chosen), self);
  g_signal_connect_swapped (self->token_button, "clicked", G_CALLBACK (token_chosen), self);
  token_changed (self);
}

GtkWidget *
picker_sign_in_others_new (void)
{
  return g_object_new (PICKER_TYPE_SIGN_IN_OTHERS, NULL);
}

CantoSecret *
picker_sign_in_others_dup_token (PickerSignInOthers *self)
{
  g_return_val_if_fail (PICKER_IS_SIGN_IN_OTHERS (self), NULL);

  return canto_secret_new (gtk_editable_get_text (GTK_EDITABLE (self->token_row)));
}

void
picker_sign_in_others_clear_token (PickerSignInOthers *self)
{
  g_return_if_fail (PICKER_IS_SIGN_IN_OTHERS (self));

  gtk_editable_set_text (GTK_EDITABLE (self->token_row), "");
}

void
picker_sign_in_others_refuse_token (PickerSignInOthers *self, const char *problem)
{
  g_return_if_fail (PICKER_IS_SIGN_IN_OTHERS (self));
  g_return_if_fail (problem != NULL);

  set_problem (self, problem);
  gtk_widget_grab_focus (GTK_WIDGET (self->token_row));
}
