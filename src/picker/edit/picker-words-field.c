/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-words-field.h"

#include "picker-field-head.h"
#include "picker-field.h"
#include "picker-wrap-layout.h"

#include <glib/gi18n.h>

#define MAX_CHARS     30
#define SPACING_PX    4
#define N_SUGGESTIONS 6
#define N_CHIPS       15 /* many assets have many: the rest is shown when it is asked for */

struct _PickerWordsField
{
  GtkBox parent_instance;

  /* Borrowed: children. */
  PickerFieldHead *head;
  GtkWidget *chips;
  GtkEntry *entry;
  GtkWidget *suggestions;

  /* Owned. */
  PickerVocabulary *vocabulary;
  GPtrArray *words; /* (element-type GStrv): of each asset */
  GPtrArray *added; /* (element-type utf8): by the person, the latest first */

  /* State. */
  PickerFilter kind;
  gboolean shows_all;
};

G_DEFINE_FINAL_TYPE (PickerWordsField, picker_words_field, GTK_TYPE_BOX)

enum
{
  SIGNAL_EDITED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static guint
count_having (PickerWordsField *self, const char *word)
{
  guint n_having = 0;

  for (guint i = 0; i < self->words->len; i++)
    n_having += g_strv_contains (self->words->pdata[i], word) ? 1 : 0;

  return n_having;
}

static void
put (PickerWordsField *self, const char *word, gboolean is_there)
{
  /* She sees what she has done, also where not all are shown. */
  if (is_there)
    g_ptr_array_insert (self->added, 0, g_strdup (word));
  g_signal_emit (self, signals[SIGNAL_EDITED], 0, word, is_there);
}

/* Chips */

static const char *
get_word (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "word");
}

static void
set_word (GtkWidget *widget, const char *word)
{
  g_object_set_data_full (G_OBJECT (widget), "word", g_strdup (word), g_free);
}

static void
remove_clicked (PickerWordsField *self, GtkWidget *button)
{
  g_autofree char *word = g_strdup (get_word (button));

  /* The chip goes, and with it what has the focus. */
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  put (self, word, FALSE);
}

static void
add_clicked (PickerWordsField *self, GtkWidget *button)
{
  g_autofree char *word = g_strdup (get_word (button));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  picker_field_set_entry_text (self->entry, "");
  put (self, word, TRUE);
}

static GtkWidget *
make_label (const char *word)
{
  GtkWidget *label = gtk_label_new (word);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_CHARS);

  return label;
}

static GtkWidget *
make_remove_button (PickerWordsField *self, const char *word)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  /* Translators: a tag or keyword */
  g_autofree char *text = g_strdup_printf (_ ("Take away “%s”"), word);

  set_word (button, word);
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked), self, G_CONNECT_SWAPPED);

  return button;
}

/* What only some have. */
static GtkWidget *
make_partial_button (PickerWordsField *self, const char *word, guint n_having)
{
  GtkWidget *button = gtk_button_new ();
  g_autofree char *text =
      /* Translators: a tag or keyword, and how many of how many assets have it */
      g_strdup_printf (_ ("“%s”: %u of %u have it. Give it to all"), word, n_having,
                       self->words->len);

  set_word (button, word);
  gtk_button_set_child (GTK_BUTTON (button), make_label (word));
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_clicked), self, G_CONNECT_SWAPPED);

  return button;
}

static void
add_chip (PickerWordsField *self, const char *word)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  guint n_having = count_having (self, word);

  gtk_widget_add_css_class (chip, "edit-chip");
  if (n_having < self->words->len)
    {
      gtk_widget_add_css_class (chip, "partial");
      gtk_box_append (GTK_BOX (chip), make_partial_button (self, word, n_having));
    }
  else
    gtk_box_append (GTK_BOX (chip), make_label (word));
  gtk_box_append (GTK_BOX (chip), make_remove_button (self, word));
  gtk_box_append (GTK_BOX (self->chips), chip);
}

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

/* @words: (element-type utf8) borrowed; @seen: the same */
static void
collect (GPtrArray *words, GHashTable *seen, const char *word)
{
  if (g_hash_table_add (seen, (gpointer) word))
    g_ptr_array_add (words, (gpointer) word);
}

/* Each once, in the order in which the assets have them. (transfer container) (element-type utf8)
 */
static GPtrArray *
collect_words (PickerWordsField *self)
{
  GPtrArray *words = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->words->len; i++)
    {
      const char *const *own = self->words->pdata[i];

      for (guint j = 0; own[j] != NULL; j++)
        collect (words, seen, own[j]);
    }

  return words;
}

/* The same, but first what she has added: it is not to be among those that are not shown. (transfer
 * container) */
static GPtrArray *
put_added_first (PickerWordsField *self, GPtrArray *words)
{
  GPtrArray *ordered = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->added->len; i++)
    {
      if (count_having (self, self->added->pdata[i]) > 0)
        collect (ordered, seen, self->added->pdata[i]);
    }
  for (guint i = 0; i < words->len; i++)
    collect (ordered, seen, words->pdata[i]);

  return ordered;
}

static void update_chips (PickerWordsField *self);

static void
more_clicked (PickerWordsField *self)
{
  /* The button goes, and with it what has the focus. */
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  self->shows_all = !self->shows_all;
  update_chips (self);
}

static void
add_more_button (PickerWordsField *self, guint n_words)
{
  g_autofree char *text =
      /* Translators: of tags or keywords; there are never few */
      g_strdup_printf (ngettext ("Show All %'u", "Show All %'u", n_words), n_words);
  GtkWidget *button = gtk_button_new_with_label (self->shows_all
                                                     /* Translators: of tags or keywords */
                                                     ? _ ("Show Fewer")
                                                     : text);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "suggestion");
  g_signal_connect_object (button, "clicked", G_CALLBACK (more_clicked), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->chips), button);
}

static void
update_chips (PickerWordsField *self)
{
  g_autoptr (GPtrArray) all = collect_words (self);
  g_autoptr (GPtrArray) words = NULL;
  /* One chip more needs no more room than the button. */
  gboolean are_many = all->len > N_CHIPS + 1;
  gboolean is_short = are_many && !self->shows_all;
  gboolean is_mixed = FALSE;

  words = is_short ? put_added_first (self, all) : g_ptr_array_ref (all);
  clear_box (self->chips);
  for (guint i = 0; i < words->len; i++)
    {
      if (!is_short || i < N_CHIPS)
        add_chip (self, words->pdata[i]);
      is_mixed = is_mixed || count_having (self, words->pdata[i]) < self->words->len;
    }
  if (are_many)
    add_more_button (self, words->len);
  gtk_widget_set_visible (self->chips, words->len > 0);
  picker_field_head_set_is_mixed (self->head, is_mixed);
}

/* The entry, and what it may mean */

/* (transfer full) */
static char *
dup_typed (PickerWordsField *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

static void
add_suggestion (PickerWordsField *self, const char *word)
{
  GtkWidget *button = gtk_button_new ();
  /* Translators: a tag or keyword */
  g_autofree char *text = g_strdup_printf (_ ("Add “%s”"), word);

  set_word (button, word);
  gtk_button_set_child (GTK_BUTTON (button), make_label (word));
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_add_css_class (button, "suggestion");
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_clicked), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->suggestions), button);
}

static void
update_suggestions (PickerWordsField *self)
{
  g_autofree char *typed = dup_typed (self);
  g_auto (GStrv) words = NULL;
  guint n_words = 0;

  clear_box (self->suggestions);
  if (*typed != '\0')
    words = picker_vocabulary_dup_words (self->vocabulary, self->kind, typed, N_SUGGESTIONS * 2);
  for (guint i = 0; words != NULL && words[i] != NULL && n_words < N_SUGGESTIONS; i++)
    {
      if (count_having (self, words[i]) == self->words->len)
        continue;
      add_suggestion (self, words[i]);
      n_words++;
    }
  gtk_widget_set_visible (self->suggestions, n_words > 0);
}

/* Several may be typed at once. */
static void
commit (PickerWordsField *self)
{
  g_autofree char *typed = dup_typed (self);
  g_auto (GStrv) words = g_strsplit_set (typed, ",;", -1);

  picker_field_set_entry_text (self->entry, "");
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_strstrip (words[i]);
      if (*words[i] != '\0' && count_having (self, words[i]) < self->words->len)
        put (self, words[i], TRUE);
    }
}

static gboolean
key_pressed (PickerWordsField *self, guint keyval)
{
  if (keyval == GDK_KEY_Escape && *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    picker_field_set_entry_text (self->entry, "");
  else if (keyval == GDK_KEY_comma || keyval == GDK_KEY_semicolon)
    commit (self);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

/* GObject */

static void
picker_words_field_finalize (GObject *object)
{
  PickerWordsField *self = PICKER_WORDS_FIELD (object);

  g_ptr_array_unref (self->words);
  g_ptr_array_unref (self->added);
  g_clear_object (&self->vocabulary);

  G_OBJECT_CLASS (picker_words_field_parent_class)->finalize (object);
}

static void
picker_words_field_class_init (PickerWordsFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = picker_words_field_finalize;

  /**
   * PickerWordsField::edited:
   * @word: tag or keyword
   * @is_there: whether all of the assets are to have it, or none
   */
  signals[SIGNAL_EDITED] =
      g_signal_new ("edited", PICKER_TYPE_WORDS_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static GtkWidget *
add_flow (PickerWordsField *self)
{
  GtkWidget *flow = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (flow, picker_wrap_layout_new (SPACING_PX));
  gtk_widget_set_visible (flow, FALSE);

  return flow;
}

static void
watch (PickerWordsField *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (commit), self);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (update_suggestions), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
}

static void
picker_words_field_init (PickerWordsField *self)
{
  self->words = g_ptr_array_new ();
  self->added = g_ptr_array_new_with_free_func (g_free);
  self->chips = add_flow (self);
  self->suggestions = add_flow (self);
  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 8);
}

GtkWidget *
picker_words_field_new (const char *title, PickerFilter kind, PickerVocabulary *vocabulary)
{
  PickerWordsField *self = g_object_new (PICKER_TYPE_WORDS_FIELD, NULL);
  GtkWidget *head = picker_field_head_new (title);

  g_return_val_if_fail (PICKER_IS_VOCABULARY (vocabulary), NULL);

  self->kind = kind;
  self->vocabulary = g_object_ref (vocabulary);
  self->head = PICKER_FIELD_HEAD (head);
  gtk_entry_set_placeholder_text (self->entry, kind == PICKER_FILTER_TAG ? _ ("Add a tag")
                                                                         : _ ("Add a keyword"));
  gtk_box_append (GTK_BOX (self), head);
  gtk_box_append (GTK_BOX (self), self->chips);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (self), self->suggestions);
  picker_field_head_label (self->head, GTK_WIDGET (self->entry));
  watch (self);

  return GTK_WIDGET (self);
}

static gboolean
are_same (GPtrArray *one, GPtrArray *other)
{
  if (one->len != other->len)
    return FALSE;
  for (guint i = 0; i < one->len; i++)
    {
      if (!g_strv_equal (one->pdata[i], other->pdata[i]))
        return FALSE;
    }

  return TRUE;
}

void
picker_words_field_show_words (PickerWordsField *self, GPtrArray *words)
{
  g_return_if_fail (PICKER_IS_WORDS_FIELD (self));
  g_return_if_fail (words != NULL);

  if (are_same (self->words, words))
    return;
  g_ptr_array_ref (words);
  g_ptr_array_unref (self->words);
  self->words = words;
  update_chips (self);
  update_suggestions (self);
}

void
picker_words_field_flush (PickerWordsField *self)
{
  g_return_if_fail (PICKER_IS_WORDS_FIELD (self));

  commit (self);
}

void
picker_words_field_reset (PickerWordsField *self)
{
  g_return_if_fail (PICKER_IS_WORDS_FIELD (self));

  g_ptr_array_set_size (self->added, 0);
  self->shows_all = FALSE;
  update_chips (self);
}
