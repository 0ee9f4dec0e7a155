/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-comment-popover.h"

struct _PickerCommentPopover
{
  GtkPopover parent_instance;

  /* Template children. */
  GtkEntry *entry;
  GtkButton *save_button;

  /* Owned. */
  char *before; /* what was said before */
};

G_DEFINE_FINAL_TYPE (PickerCommentPopover, picker_comment_popover, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_GIVEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The service wants one (4.24), and the same again is none. (transfer full) */
static char *
dup_text (PickerCommentPopover *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

static void
text_changed (PickerCommentPopover *self)
{
  g_autofree char *text = dup_text (self);

  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button),
                            *text != '\0' && !g_str_equal (text, self->before));
}

static void
save (PickerCommentPopover *self)
{
  g_autofree char *text = dup_text (self);

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->save_button)))
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_GIVEN], 0, text);
}

static void
picker_comment_popover_finalize (GObject *object)
{
  g_free (PICKER_COMMENT_POPOVER (object)->before);

  G_OBJECT_CLASS (picker_comment_popover_parent_class)->finalize (object);
}

static void
picker_comment_popover_class_init (PickerCommentPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = picker_comment_popover_finalize;

  /**
   * PickerCommentPopover::given:
   * @comment: what the person has typed
   */
  signals[SIGNAL_GIVEN] = g_signal_new ("given", PICKER_TYPE_COMMENT_POPOVER, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-comment-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerCommentPopover, entry);
  gtk_widget_class_bind_template_child (widget_class, PickerCommentPopover, save_button);
}

static void
picker_comment_popover_init (PickerCommentPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (text_changed), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (save), self);
  g_signal_connect_swapped (self->save_button, "clicked", G_CALLBACK (save), self);
}

GtkWidget *
picker_comment_popover_new (const char *comment)
{
  PickerCommentPopover *self = g_object_new (PICKER_TYPE_COMMENT_POPOVER, NULL);

  self->before = g_strdup (comment != NULL ? comment : "");
  gtk_editable_set_text (GTK_EDITABLE (self->entry), self->before);
  text_changed (self);

  return GTK_WIDGET (self);
}
