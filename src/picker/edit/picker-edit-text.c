/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-edit-text.h"

#include "canto-error.h"
#include "journal-error.h"
#include "picker-error.h"

#include <glib/gi18n.h>

#define MAX_NAME_CHARS 30 /* so that the reason, which comes after it, has room */

/* Both ends of a name tell it from others: the middle goes. @name: (nullable) */
static char *
dup_shortened (const char *name)
{
  const glong n_chars = name != NULL ? g_utf8_strlen (name, -1) : 0;
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;

  if (n_chars <= MAX_NAME_CHARS)
    return g_strdup (name != NULL ? name : "");
  start = g_utf8_substring (name, 0, MAX_NAME_CHARS / 2);
  end = g_utf8_substring (name, n_chars - MAX_NAME_CHARS / 2 + 1, n_chars);

  return g_strconcat (start, "…", end, NULL);
}

char *
picker_edit_text_dup_property (const CantoEdit *change)
{
  static const struct
  {
    const char *id;
    const char *title;
  } titles[] = {
    { "name", N_ ("Name") },
    { "description", N_ ("Description") },
    { "copyright", N_ ("Copyright") },
    { "termsAndConditions", N_ ("Terms and conditions") },
  };

  for (gsize i = 0; !change->is_custom_field && i < G_N_ELEMENTS (titles); i++)
    {
      if (g_str_equal (titles[i].id, change->property_id))
        return g_strdup (_ (titles[i].title));
    }

  return g_strdup (change->field_name != NULL ? change->field_name : change->property_id);
}

/* The first property that is changed. */
static char *
dup_what (EngineEdit *edit)
{
  guint n_changes = 0;
  const CantoEdit *changes = engine_edit_get_changes (edit, &n_changes);
  g_autofree char *title = NULL;

  if (n_changes == 0)
    return g_strdup (_ ("Details"));
  title = picker_edit_text_dup_property (&changes[0]);

  return dup_shortened (title);
}

/* Of what is made, deleted, filled; else the word or the new name. (transfer full) */
static char *
dup_name (EngineEdit *edit)
{
  CantoNode *node =
      engine_edit_get_kind (edit) != ENGINE_EDIT_RENAME_NODE ? engine_edit_get_node (edit) : NULL;

  return dup_shortened (node != NULL ? canto_node_get_name (node) : engine_edit_get_text (edit));
}

static char *
dup_metadata_done (EngineEdit *edit, guint n_assets)
{
  g_autofree char *what = dup_what (edit);

  if (n_assets == 1)
    /* Translators: a property, as "Description" */
    return g_strdup_printf (_ ("%s changed"), what);

  /* Translators: a property, as "Description", and of how many assets */
  return g_strdup_printf (
      ngettext ("%s of %'u asset changed", "%s of %'u assets changed", n_assets), what, n_assets);
}

static char *
dup_word_done (EngineEdit *edit)
{
  gboolean is_tag = engine_edit_get_kind (edit) == ENGINE_EDIT_TAG;
  g_autofree char *word = dup_name (edit);

  if (engine_edit_get_is_there (edit))
    return g_strdup_printf (is_tag ? _ ("Tag “%s” added") : _ ("Keyword “%s” added"), word);

  return g_strdup_printf (is_tag ? _ ("Tag “%s” taken away") : _ ("Keyword “%s” taken away"), word);
}

static char *
dup_album_done (EngineEdit *edit, guint n_assets)
{
  g_autofree char *name = dup_name (edit);

  if (engine_edit_get_kind (edit) == ENGINE_EDIT_ASSIGN)
    /* Translators: how many assets, and the name of an album */
    return g_strdup_printf (
        ngettext ("%'u asset added to “%s”", "%'u assets added to “%s”", n_assets), n_assets, name);

  /* Translators: how many assets, and the name of an album */
  return g_strdup_printf (
      ngettext ("%'u asset removed from “%s”", "%'u assets removed from “%s”", n_assets), n_assets,
      name);
}

char *
picker_edit_text_dup_done (EngineEdit *edit)
{
  g_autofree char *name = NULL;
  guint n_assets;

  g_return_val_if_fail (ENGINE_IS_EDIT (edit), NULL);

  n_assets = engine_edit_get_assets (edit)->len;
  name = dup_name (edit);
  switch (engine_edit_get_kind (edit))
    {
    case ENGINE_EDIT_METADATA:
      return dup_metadata_done (edit, n_assets);
    case ENGINE_EDIT_TAG:
    case ENGINE_EDIT_KEYWORD:
      return dup_word_done (edit);
    case ENGINE_EDIT_RENAME:
    case ENGINE_EDIT_RENAME_NODE:
      return g_strdup_printf (_ ("Renamed to “%s”"), name);
    case ENGINE_EDIT_COMMENT:
      return g_strdup (_ ("Comment added"));
    case ENGINE_EDIT_ASSIGN:
    case ENGINE_EDIT_UNASSIGN:
      return dup_album_done (edit, n_assets);
    case ENGINE_EDIT_DELETE_ASSETS:
      return g_strdup_printf (ngettext ("%'u asset deleted", "%'u assets deleted", n_assets),
                              n_assets);
    case ENGINE_EDIT_CREATE_FOLDER:
      return g_strdup_printf (_ ("Folder “%s” made"), name);
    case ENGINE_EDIT_CREATE_ALBUM:
      return g_strdup_printf (_ ("Album “%s” made"), name);
    case ENGINE_EDIT_DELETE_NODE:
      return g_strdup_printf (_ ("“%s” deleted"), name);
    case ENGINE_EDIT_CREATE_KEYWORD:
      return g_strdup_printf (_ ("Keyword “%s” made"), name);
    case ENGINE_N_EDIT_KINDS:
    default:
      return g_strdup ("");
    }
}

static char *
dup_metadata_not_done (EngineEdit *edit)
{
  g_autofree char *what = dup_what (edit);

  /* Translators: a property, as "Description" */
  return g_strdup_printf (_ ("%s was not changed"), what);
}

char *
picker_edit_text_dup_not_done (EngineEdit *edit)
{
  g_autofree char *name = NULL;
  guint n_assets;

  g_return_val_if_fail (ENGINE_IS_EDIT (edit), NULL);

  n_assets = engine_edit_get_assets (edit)->len;
  name = dup_name (edit);
  switch (engine_edit_get_kind (edit))
    {
    case ENGINE_EDIT_METADATA:
      return dup_metadata_not_done (edit);
    case ENGINE_EDIT_TAG:
    case ENGINE_EDIT_KEYWORD:
      return g_strdup_printf (engine_edit_get_is_there (edit) ? _ ("“%s” was not added")
                                                              : _ ("“%s” was not taken away"),
                              name);
    case ENGINE_EDIT_RENAME:
    case ENGINE_EDIT_RENAME_NODE:
      return g_strdup_printf (_ ("Not renamed to “%s”"), name);
    case ENGINE_EDIT_COMMENT:
      return g_strdup (_ ("The comment was not added"));
    case ENGINE_EDIT_ASSIGN:
      return g_strdup_printf (_ ("Nothing was added to “%s”"), name);
    case ENGINE_EDIT_UNASSIGN:
      return g_strdup_printf (_ ("Nothing was removed from “%s”"), name);
    case ENGINE_EDIT_DELETE_ASSETS:
      return g_strdup_printf (
          ngettext ("%'u asset was not deleted", "%'u assets were not deleted", n_assets),
          n_assets);
    case ENGINE_EDIT_CREATE_FOLDER:
    case ENGINE_EDIT_CREATE_ALBUM:
      return g_strdup_printf (_ ("“%s” was not made"), name);
    case ENGINE_EDIT_DELETE_NODE:
      return g_strdup_printf (_ ("“%s” was not deleted"), name);
    case ENGINE_EDIT_CREATE_KEYWORD:
      return g_strdup_printf (_ ("“%s” was not made"), name);
    case ENGINE_N_EDIT_KINDS:
    default:
      return g_strdup ("");
    }
}

/* The words for what one looks for do not fit what one changes. */
static gboolean
is_not_taken (const GError *error)
{
  return g_error_matches (error, CANTO_ERROR, CANTO_ERROR_BAD_REQUEST);
}

const char *
picker_edit_text_get_reason (const GError *error)
{
  return is_not_taken (error) ? _ ("Canto Refused It") : picker_error_get_title (error);
}

char *
picker_edit_text_dup_reason (const GError *error)
{
  g_autofree char *text = NULL;

  if (is_not_taken (error))
    return g_strdup_printf (
        "%s\n\n%s", error->message,
        _ ("Canto does not take this change as it is. Change something else, or ask your "
           "administrator what is allowed there."));
  text = picker_error_dup_text (error);

  return g_strdup_printf ("%s\n%s", picker_error_get_title (error), text);
}

/* (nullable): why it is on no disk, or not sent since that could not be written down */
const GError *
picker_edit_text_get_keep_error (EngineEdit *edit)
{
  const GError *error = engine_edit_get_error (edit);

  g_return_val_if_fail (ENGINE_IS_EDIT (edit), NULL);

  if (engine_edit_get_state (edit) == ENGINE_EDIT_SAVING)
    return engine_edit_get_keep_error (edit);

  return engine_edit_get_state (edit) == ENGINE_EDIT_WAITING && error != NULL
                 && error->domain == JOURNAL_ERROR
             ? error
             : NULL;
}

/* Short: it stands beside a button. */
static const char *
get_unkept_words (const GError *error)
{
  switch ((JournalError) error->code)
    {
    case JOURNAL_ERROR_FULL:
      return _ ("Not saved: the disk is full");
    case JOURNAL_ERROR_LOCKED:
      return _ ("Not saved: Descant runs twice");
    case JOURNAL_ERROR_DAMAGED:
    case JOURNAL_ERROR_NEWER:
    case JOURNAL_ERROR_FAILED:
    default:
      return _ ("Not saved on this computer");
    }
}

char *
picker_edit_text_dup_state (EngineEdit *edit)
{
  const GError *error;

  g_return_val_if_fail (ENGINE_IS_EDIT (edit), NULL);

  if (picker_edit_text_get_keep_error (edit) != NULL)
    return g_strdup (get_unkept_words (picker_edit_text_get_keep_error (edit)));

  error = engine_edit_get_error (edit);
  switch (engine_edit_get_state (edit))
    {
    case ENGINE_EDIT_SAVING:
    case ENGINE_EDIT_SENDING:
      return g_strdup (_ ("Saving…"));
    case ENGINE_EDIT_WAITING:
      if (error == NULL)
        return g_strdup (_ ("Saving…"));
      return g_strdup (g_error_matches (error, CANTO_ERROR, CANTO_ERROR_OFFLINE)
                           ? _ ("Waiting for the network")
                           : _ ("Waiting for Canto"));
    case ENGINE_EDIT_SAVED:
      return g_strdup (_ ("Saved"));
    case ENGINE_EDIT_REFUSED:
      /* Translators: why, as "Not Allowed" */
      return g_strdup_printf (_ ("Not saved: %s"),
                              error != NULL ? picker_edit_text_get_reason (error) : _ ("refused"));
    case ENGINE_EDIT_CONFLICT:
      return g_strdup (_ ("Changed by somebody else"));
    case ENGINE_EDIT_UNKNOWN:
      return g_strdup (_ ("Perhaps saved"));
    case ENGINE_EDIT_WITHDRAWN:
    default:
      return NULL;
    }
}

const char *
picker_edit_text_get_refusal (EngineEditKind kind)
{
  switch (kind)
    {
    case ENGINE_EDIT_TAG:
      return _ ("Your Canto account may not change tags");
    case ENGINE_EDIT_KEYWORD:
    case ENGINE_EDIT_CREATE_KEYWORD:
      return _ ("Your Canto account may not change keywords");
    case ENGINE_EDIT_RENAME:
      return _ ("Your Canto account may not rename assets");
    case ENGINE_EDIT_COMMENT:
      return _ ("Your Canto account may not comment");
    case ENGINE_EDIT_ASSIGN:
    case ENGINE_EDIT_UNASSIGN:
      return _ ("Your Canto account may not change what is in albums");
    case ENGINE_EDIT_DELETE_ASSETS:
      return _ ("Your Canto account may not delete assets");
    case ENGINE_EDIT_CREATE_FOLDER:
    case ENGINE_EDIT_CREATE_ALBUM:
    case ENGINE_EDIT_DELETE_NODE:
    case ENGINE_EDIT_RENAME_NODE:
      return _ ("Your Canto account may not change folders and albums");
    case ENGINE_EDIT_METADATA:
    case ENGINE_N_EDIT_KINDS:
    default:
      return _ ("Your Canto account may not edit assets");
    }
}
