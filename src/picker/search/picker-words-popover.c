/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-words-popover.h"

#include "picker-filter-text.h"

#include <glib/gi18n.h>

#define MAX_SUGGESTIONS 40

struct _PickerWordsPopover
{
  GtkPopover parent_instance;

  /* Template children. */
  GtkEntry *entry;
  GtkLabel *message;
  GtkBox *words;

  /* Owned. */
  PickerFilters *filters;
  PickerVocabulary *vocabulary;
  CatalogAssetList *list;

  /* State. */
  PickerFilter filter;
};

G_DEFINE_FINAL_TYPE (PickerWordsPopover, picker_words_popover, GTK_TYPE_POPOVER)

static void
word_toggled (PickerWordsPopover *self, GtkCheckButton *button)
{
  const char *word = gtk_check_button_get_label (button);

  if (gtk_check_button_get_active (button))
    picker_filters_add_word (self->filters, self->filter, word);
  else
    picker_filters_remove_word (self->filters, self->filter, word);
}

static void
append_word (PickerWordsPopover *self, const char *word, gboolean is_chosen)
{
  GtkWidget *button = gtk_check_button_new_with_label (word);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), is_chosen);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (word_toggled), self);
  gtk_box_append (self->words, button);
}

/* Those that are chosen first, then what was seen and holds what is typed. The order stays while
 * she ticks: a word must not run away from under the pointer. */
static void
show_words (PickerWordsPopover *self)
{
  const char *const *chosen = picker_filters_get_words (self->filters, self->filter);
  g_auto (GStrv) seen = picker_vocabulary_dup_words (
      self->vocabulary, self->filter, gtk_editable_get_text (GTK_EDITABLE (self->entry)),
      MAX_SUGGESTIONS);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->words))) != NULL)
    gtk_box_remove (self->words, child);
  for (guint i = 0; chosen[i] != NULL; i++)
    append_word (self, chosen[i], TRUE);
  for (guint i = 0; seen[i] != NULL; i++)
    {
      if (!g_strv_contains (chosen, seen[i]))
        append_word (self, seen[i], FALSE);
    }
}

static void
text_changed (PickerWordsPopover *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  show_words (self);
}

static void
entry_activated (PickerWordsPopover *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (*text == '\0')
    gtk_popover_popdown (GTK_POPOVER (self));
  else if (picker_filters_add_word (self->filters, self->filter, text))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  else
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      gtk_widget_set_visible (GTK_WIDGET (self->message), TRUE);
    }
}

/* More words are known; those that she goes through stay where they are. */
static void
words_learned (PickerWordsPopover *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self))
      && gtk_widget_get_focus_child (GTK_WIDGET (self->words)) == NULL)
    show_words (self);
}

/* Also what was dropped at the chip while the list is not seen. */
static void
picker_words_popover_map (GtkWidget *widget)
{
  PickerWordsPopover *self = PICKER_WORDS_POPOVER (widget);
  g_autoptr (GPtrArray) held = catalog_asset_list_dup_held (self->list);

  picker_vocabulary_learn (self->vocabulary, held);
  show_words (self);
  GTK_WIDGET_CLASS (picker_words_popover_parent_class)->map (widget);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
picker_words_popover_dispose (GObject *object)
{
  PickerWordsPopover *self = PICKER_WORDS_POPOVER (object);

  g_clear_object (&self->filters);
  g_clear_object (&self->vocabulary);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (picker_words_popover_parent_class)->dispose (object);
}

static void
picker_words_popover_class_init (PickerWordsPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_words_popover_dispose;
  widget_class->map = picker_words_popover_map;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-words-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerWordsPopover, entry);
  gtk_widget_class_bind_template_child (widget_class, PickerWordsPopover, message);
  gtk_widget_class_bind_template_child (widget_class, PickerWordsPopover, words);
}

static void
picker_words_popover_init (PickerWordsPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (text_changed), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entry_activated), self);
}

GtkWidget *
picker_words_popover_new (PickerFilters *filters,
                          PickerFilter filter,
                          PickerVocabulary *vocabulary,
                          CatalogAssetList *list)
{
  PickerWordsPopover *self = g_object_new (PICKER_TYPE_WORDS_POPOVER, NULL);
  const char *title = picker_filter_text_get_title (filter);

  self->filters = g_object_ref (filters);
  self->filter = filter;
  self->vocabulary = g_object_ref (vocabulary);
  self->list = g_object_ref (list);
  g_signal_connect_object (vocabulary, "learned", G_CALLBACK (words_learned), self,
                           G_CONNECT_SWAPPED);
  gtk_entry_set_placeholder_text (self->entry, title);
  gtk_label_set_text (self->message,
                      filter == PICKER_FILTER_TAG
                          ? _ ("Canto cannot look for tags with “|” or “+” in them.")
                          : _ ("Canto cannot look for keywords with “|” or “+” in them."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  return GTK_WIDGET (self);
}
