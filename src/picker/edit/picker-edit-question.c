/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-edit-question.h"

#include "canto-asset-change.h"
#include "picker-edit-text.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define MAX_SHOWN 5   /* of assets in conflict */
#define MAX_CHARS 120 /* of a value */

/* A question that is open. */
typedef struct
{
  EngineEdits *edits;
  EngineEdit *edit;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->edits);
  g_object_unref (question->edit);
  g_free (question);
}

gboolean
picker_edit_question_has (EngineEdit *edit)
{
  EngineEditState state;

  g_return_val_if_fail (ENGINE_IS_EDIT (edit), FALSE);

  state = engine_edit_get_state (edit);

  return state == ENGINE_EDIT_CONFLICT || state == ENGINE_EDIT_UNKNOWN
         || state == ENGINE_EDIT_REFUSED || picker_edit_text_get_keep_error (edit) != NULL;
}

/* What both want */

static char *
shorten (const char *text)
{
  if (g_utf8_strlen (text, -1) <= MAX_CHARS)
    return g_strdup (text);

  return g_utf8_substring (text, 0, MAX_CHARS - 1);
}

/* (transfer full) */
static char *
dup_value (const char *text)
{
  g_autofree char *one_line = g_strdelimit (g_strdup (text != NULL ? text : ""), "\n\r", ' ');
  g_autofree char *shown = shorten (one_line);

  /* Translators: a value, in quotes, or that there is none */
  return *shown != '\0' ? g_strdup_printf (_ ("“%s”"), shown) : g_strdup (_ ("nothing"));
}

static char *
dup_values (CantoAsset *asset, const CantoEdit *change)
{
  g_auto (GStrv) values = canto_asset_dup_values (asset, change);
  g_autofree char *joined = g_strjoinv (", ", values);

  return dup_value (joined);
}

/* Of one asset: what they have, and what she wants, of each property. */
static void
describe_changes (GString *text, EngineEdit *edit, CantoAsset *theirs)
{
  guint n_changes = 0;
  const CantoEdit *changes = engine_edit_get_changes (edit, &n_changes);

  for (guint i = 0; i < n_changes; i++)
    {
      g_autofree char *title = picker_edit_text_dup_property (&changes[i]);
      g_autofree char *their_value = dup_values (theirs, &changes[i]);
      g_autofree char *own_value = dup_value (changes[i].value);

      g_string_append_printf (text, "\n%s\n", title);
      /* Translators: a value that somebody else has set */
      g_string_append_printf (text, _ ("theirs: %s"), their_value);
      g_string_append_c (text, '\n');
      /* Translators: a value that the person has set */
      g_string_append_printf (text, _ ("yours: %s"), own_value);
      g_string_append_c (text, '\n');
    }
}

static void
append_both (GString *text, const char *theirs, const char *own)
{
  g_autofree char *their_name = dup_value (theirs);
  g_autofree char *own_name = dup_value (own);

  g_string_append_c (text, '\n');
  g_string_append_printf (text, _ ("theirs: %s"), their_name);
  g_string_append_c (text, '\n');
  g_string_append_printf (text, _ ("yours: %s"), own_name);
  g_string_append_c (text, '\n');
}

/* Of a folder or an album. */
static char *
dup_node_conflict_text (EngineEdit *edit)
{
  CantoNode *theirs = engine_edit_get_their_node (edit);
  GString *text = g_string_new (NULL);

  /* Translators: the name that a folder or an album had */
  g_string_printf (text, _ ("Somebody else has renamed “%s” since you looked at it.\n"),
                   canto_node_get_name (engine_edit_get_node (edit)));
  append_both (text, canto_node_get_name (theirs), engine_edit_get_text (edit));

  return g_string_free (text, FALSE);
}

static char *
dup_conflict_text (EngineEdit *edit)
{
  GPtrArray *theirs = engine_edit_get_theirs (edit);
  GString *text = g_string_new (_ ("Somebody else has changed the same since you looked at it.\n"));
  guint n_shown = 0;
  guint n_more = 0;

  for (guint i = 0; theirs != NULL && i < theirs->len; i++)
    {
      if (theirs->pdata[i] == NULL)
        continue;
      if (n_shown == MAX_SHOWN)
        {
          n_more++;
          continue;
        }
      n_shown++;
      g_string_append_printf (text, "\n%s", canto_asset_get_name (theirs->pdata[i]));
      if (engine_edit_get_kind (edit) == ENGINE_EDIT_RENAME)
        append_both (text, canto_asset_get_name (theirs->pdata[i]), engine_edit_get_text (edit));
      else if (engine_edit_get_kind (edit) == ENGINE_EDIT_COMMENT)
        append_both (text, engine_edit_get_their_comment (edit), engine_edit_get_text (edit));
      else
        describe_changes (text, edit, theirs->pdata[i]);
    }
  if (n_more > 0)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("and %'u more", "and %'u more", n_more), n_more);
    }

  return g_string_free (text, FALSE);
}

/* Dialogs */

static AdwMessageDialog *
make_dialog (GtkWindow *parent, const char *heading, const char *text)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, NULL, NULL));

  /* Both are plain: names and values come from outside. */
  adw_message_dialog_set_heading_use_markup (dialog, FALSE);
  adw_message_dialog_set_body_use_markup (dialog, FALSE);
  adw_message_dialog_set_heading (dialog, heading);
  adw_message_dialog_set_body (dialog, text);

  return dialog;
}

static void
add_discard (AdwMessageDialog *dialog, const char *id, const char *label)
{
  adw_message_dialog_add_response (dialog, id, label);
  adw_message_dialog_set_response_appearance (dialog, id, ADW_RESPONSE_DESTRUCTIVE);
}

/* What they did would go with the assets. */
static AdwMessageDialog *
make_deletion_dialog (GtkWindow *parent, EngineEdit *edit)
{
  const guint n_assets = engine_edit_get_assets (edit)->len;
  g_autofree char *text = dup_conflict_text (edit);
  AdwMessageDialog *dialog = make_dialog (
      parent, ngettext ("Delete It All the Same?", "Delete Them All the Same?", n_assets), text);

  adw_message_dialog_add_response (dialog, "later", _ ("_Later"));
  adw_message_dialog_add_response (dialog, "discard",
                                   ngettext ("_Keep It", "_Keep Them", n_assets));
  add_discard (dialog, "retry", _ ("_Delete"));
  adw_message_dialog_set_default_response (dialog, "discard");

  return dialog;
}

static AdwMessageDialog *
make_conflict_dialog (GtkWindow *parent, EngineEdit *edit)
{
  g_autofree char *text = engine_edit_get_their_node (edit) != NULL ? dup_node_conflict_text (edit)
                                                                    : dup_conflict_text (edit);
  AdwMessageDialog *dialog = make_dialog (parent, _ ("Changed by Somebody Else"), text);

  adw_message_dialog_add_response (dialog, "later", _ ("_Later"));
  adw_message_dialog_add_response (dialog, "discard", _ ("Keep _Theirs"));
  add_discard (dialog, "retry", _ ("_Overwrite with Mine"));
  adw_message_dialog_set_default_response (dialog, "discard");

  return dialog;
}

static AdwMessageDialog *
make_unknown_dialog (GtkWindow *parent, EngineEdit *edit)
{
  g_autofree char *done = picker_edit_text_dup_done (edit);
  g_autofree char *text = g_strdup_printf (
      _ ("%s.\n\nThe connection broke before Canto said that this was done, and Canto does not "
         "tell now. Look whether it is there. If you do it again and it is, it will be there "
         "twice."),
      done);
  AdwMessageDialog *dialog = make_dialog (parent, _ ("Was This Done?"), text);

  adw_message_dialog_add_response (dialog, "later", _ ("_Later"));
  adw_message_dialog_add_response (dialog, "again", _ ("Do It _Again"));
  adw_message_dialog_add_response (dialog, "done", _ ("It _Is There"));
  adw_message_dialog_set_default_response (dialog, "later");

  return dialog;
}

static AdwMessageDialog *
make_refused_dialog (GtkWindow *parent, EngineEdit *edit)
{
  const GError *error = engine_edit_get_error (edit);
  g_autofree char *heading = picker_edit_text_dup_not_done (edit);
  g_autofree char *text = error != NULL ? picker_edit_text_dup_reason (error) : g_strdup ("");
  AdwMessageDialog *dialog = make_dialog (parent, heading, text);

  adw_message_dialog_add_response (dialog, "discard", _ ("_Forget It"));
  adw_message_dialog_add_response (dialog, "retry", _ ("Try _Again"));
  adw_message_dialog_set_default_response (dialog, "discard");

  return dialog;
}

/* It waits for Canto, and nothing else has it. */
static AdwMessageDialog *
make_unkept_dialog (GtkWindow *parent, EngineEdit *edit)
{
  g_autofree char *done = picker_edit_text_dup_done (edit);
  g_autofree char *text =
      g_strdup_printf (_ ("%s.\n\n%s It is not in Canto yet, either: until it is, closing Descant "
                          "loses it."),
                       done, picker_edit_text_get_keep_error (edit)->message);
  AdwMessageDialog *dialog = make_dialog (parent, _ ("Not Saved Yet"), text);

  adw_message_dialog_add_response (dialog, "later", _ ("_Later"));
  add_discard (dialog, "discard", _ ("_Forget It"));
  adw_message_dialog_add_response (dialog, "retry", _ ("Try _Again"));
  adw_message_dialog_set_default_response (dialog, "retry");

  return dialog;
}

static AdwMessageDialog *
make_dialog_for (GtkWindow *parent, EngineEdit *edit)
{
  if (engine_edit_get_state (edit) == ENGINE_EDIT_CONFLICT)
    return engine_edit_get_kind (edit) == ENGINE_EDIT_DELETE_ASSETS
               ? make_deletion_dialog (parent, edit)
               : make_conflict_dialog (parent, edit);
  if (engine_edit_get_state (edit) == ENGINE_EDIT_UNKNOWN)
    return make_unknown_dialog (parent, edit);
  if (picker_edit_text_get_keep_error (edit) != NULL)
    return make_unkept_dialog (parent, edit);

  return make_refused_dialog (parent, edit);
}

/* It may have gone on by itself meanwhile. */
static void
answered (AdwMessageDialog *dialog, const char *response, Question *question)
{
  if (!picker_edit_question_has (question->edit))
    return;

  if (g_str_equal (response, "retry"))
    engine_edits_retry (question->edits, question->edit);
  else if (g_str_equal (response, "discard"))
    engine_edits_discard (question->edits, question->edit);
  else if (g_str_equal (response, "done"))
    engine_edits_answer (question->edits, question->edit, TRUE);
  else if (g_str_equal (response, "again"))
    engine_edits_answer (question->edits, question->edit, FALSE);
}

void
picker_edit_question_ask (GtkWindow *parent, EngineEdits *edits, EngineEdit *edit)
{
  AdwMessageDialog *dialog;
  Question *question;

  g_return_if_fail (ENGINE_IS_EDITS (edits));
  g_return_if_fail (ENGINE_IS_EDIT (edit));

  if (!picker_edit_question_has (edit))
    return;

  dialog = make_dialog_for (parent, edit);
  adw_message_dialog_set_close_response (dialog, "later");
  question = g_new0 (Question, 1);
  question->edits = g_object_ref (edits);
  question->edit = g_object_ref (edit);
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
