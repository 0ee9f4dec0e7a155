/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sending, one edit after the other: the rate limit (13.3) leaves no room for more. */

#include "descant-config.h"

#include "engine-edits-private.h"

#include "canto-error.h"
#include "catalog-overlay.h"

#include <glib/gi18n-lib.h>

#define MAX_READ       100                  /* in one call (4.13) */
#define FRESH_US       (5 * G_USEC_PER_SEC) /* how long what was read counts as what is there */
#define MAX_SETTLING   32                   /* that are asked about together */
#define FIRST_DELAY_US (5 * G_USEC_PER_SEC) /* after trouble */
#define MAX_DELAY_US   (300 * G_USEC_PER_SEC)
#define INTERACTIVE_S  30 /* so long somebody waits for what she did */

static const char *
get_key (EngineEdit *edit, guint index)
{
  return canto_asset_get_key (edit->assets->pdata[index]);
}

/* Choosing */

/* What an edit is about stays as it is until the edit is over, so that all of it happens in its
 * order. */
static void
block (GHashTable *blocked, EngineEdit *edit)
{
  for (guint i = 0; i < edit->assets->len; i++)
    g_hash_table_add (blocked, (gpointer) get_key (edit, i));
  if (edit->node != NULL)
    g_hash_table_add (blocked, (gpointer) canto_node_get_id (edit->node));
}

static gboolean
is_blocked (GHashTable *blocked, EngineEdit *edit)
{
  if (g_hash_table_size (blocked) == 0)
    return FALSE;
  for (guint i = 0; i < edit->assets->len; i++)
    {
      if (g_hash_table_contains (blocked, get_key (edit, i)))
        return TRUE;
    }

  return (edit->node != NULL && g_hash_table_contains (blocked, canto_node_get_id (edit->node)))
         || (edit->parent_id != NULL && g_hash_table_contains (blocked, edit->parent_id));
}

/* Which name a folder or an album has matters to nothing else that is done with it. */
static gboolean
waits_for_name (EngineEdit *edit)
{
  return edit->kind == ENGINE_EDIT_RENAME_NODE && edit->state == ENGINE_EDIT_CONFLICT;
}

static gboolean
is_due (EngineEdits *self, EngineEdit *edit)
{
  return (edit->state == ENGINE_EDIT_WAITING
          || (edit->state == ENGINE_EDIT_SAVING && edit->is_given_up))
         && edit->not_before_us <= canto_client_get_now_us (self->client);
}

static EngineEdit *
choose_next (EngineEdits *self)
{
  g_autoptr (GHashTable) blocked = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->edits->len; i++)
    {
      EngineEdit *edit = self->edits->pdata[i];

      if (is_due (self, edit) && !is_blocked (blocked, edit))
        return edit;
      if (edit->state != ENGINE_EDIT_REFUSED && !waits_for_name (edit))
        block (blocked, edit);
    }

  return NULL;
}

static gboolean
retry_due (gpointer user_data)
{
  EngineEdits *self = user_data;

  self->retry_id = 0;
  engine_edits_go_on (self);

  return G_SOURCE_REMOVE;
}

/* Where all that is left waits for its next try. */
static void
wake_later (EngineEdits *self)
{
  gint64 now_us = canto_client_get_now_us (self->client);
  gint64 first_us = G_MAXINT64;

  g_clear_handle_id (&self->retry_id, g_source_remove);
  for (guint i = 0; i < self->edits->len; i++)
    {
      EngineEdit *edit = self->edits->pdata[i];

      if ((edit->state == ENGINE_EDIT_WAITING || edit->is_given_up) && edit->not_before_us > now_us)
        first_us = MIN (first_us, edit->not_before_us);
    }
  if (first_us != G_MAXINT64)
    self->retry_id = g_timeout_add ((guint) ((first_us - now_us) / 1000 + 1), retry_due, self);
}

/* The end of one */

static void
end_current (EngineEdits *self)
{
  g_clear_object (&self->current);
}

static gboolean
is_final (const GError *error)
{
  return g_error_matches (error, CANTO_ERROR, CANTO_ERROR_NOT_ALLOWED)
         || g_error_matches (error, CANTO_ERROR, CANTO_ERROR_NOT_FOUND)
         || g_error_matches (error, CANTO_ERROR, CANTO_ERROR_NOT_AVAILABLE)
         || g_error_matches (error, CANTO_ERROR, CANTO_ERROR_BAD_REQUEST)
         || g_error_matches (error, CANTO_ERROR, CANTO_ERROR_INSECURE);
}

/* The service has said that it did not do it: there is nothing to find out. */
static gboolean
is_surely_undone (const GError *error)
{
  return g_error_matches (error, CANTO_ERROR, CANTO_ERROR_SIGNED_OUT)
         || g_error_matches (error, CANTO_ERROR, CANTO_ERROR_RATE_LIMITED);
}

static void
put_off (EngineEdits *self, EngineEdit *edit, const GError *error)
{
  guint shift = MIN (edit->n_attempts, 6);

  edit->n_attempts++;
  /* Being offline and signed out have an end that is told. */
  if (!g_error_matches (error, CANTO_ERROR, CANTO_ERROR_SIGNED_OUT)
      && canto_client_get_online (self->client))
    edit->not_before_us =
        canto_client_get_now_us (self->client) + MIN (FIRST_DELAY_US << shift, MAX_DELAY_US);
  engine_edit_set_error (edit, error);
  engine_edits_set_state (self, edit, edit->is_given_up ? ENGINE_EDIT_SAVING : ENGINE_EDIT_WAITING);
  engine_edits_keep_change (self, edit, NULL);
}

void
engine_edits_failed (EngineEdits *self, EngineEdit *edit, const GError *error)
{
  G_GNUC_UNUSED g_autoptr (EngineEdit) held = g_object_ref (edit);

  end_current (self);
  if (self->is_stopped || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* What she does not want any more need not be told. */
  if (is_final (error) && edit->is_undone)
    engine_edits_end (self, edit, ENGINE_EDIT_WITHDRAWN);
  else if (is_final (error))
    engine_edits_refuse (self, edit, error);
  else
    put_off (self, edit, error);
  engine_edits_go_on (self);
}

void
engine_edits_arrived (EngineEdits *self, EngineEdit *edit, CantoNode *made)
{
  G_GNUC_UNUSED g_autoptr (EngineEdit) held = g_object_ref (edit);

  end_current (self);
  if (made != NULL)
    engine_edits_replace_node (self, edit, made);
  if (edit->kind == ENGINE_EDIT_RENAME_NODE)
    engine_edits_keep_name (self, edit);
  if (edit->kind == ENGINE_EDIT_DELETE_NODE)
    g_hash_table_add (self->gone_nodes, g_strdup (canto_node_get_id (edit->node)));
  for (guint i = 0; i < edit->assets->len; i++)
    {
      g_hash_table_remove (self->fresh, get_key (edit, i));
      if (edit->kind == ENGINE_EDIT_DELETE_ASSETS)
        g_hash_table_add (self->gone, g_strdup (get_key (edit, i)));
    }
  /* What only changes a record is learned of; what changes which records there are is asked for. */
  if (edit->kind >= ENGINE_EDIT_ASSIGN && edit->kind != ENGINE_EDIT_RENAME_NODE)
    self->is_stale = TRUE;
  engine_edits_end (self, edit, ENGINE_EDIT_SAVED);
  if (edit->is_undone)
    {
      edit->is_undone = FALSE;
      engine_edits_undo (self, edit);
    }
  engine_edits_go_on (self);
}

/* Writing */

static CantoPriority
get_priority (EngineEdit *edit)
{
  gint64 age_s = g_get_real_time () / G_USEC_PER_SEC - edit->made_at_unix_s;

  return !edit->is_restored && age_s < INTERACTIVE_S ? CANTO_PRIORITY_INTERACTIVE
                                                     : CANTO_PRIORITY_BACKGROUND;
}

static void
edit_written (GObject *object, GAsyncResult *result, gpointer user_data)
{
  EngineEdit *edit = ENGINE_EDIT (object);
  g_autoptr (EngineEdits) self = user_data;
  g_autoptr (CantoNode) made = NULL;
  g_autoptr (GError) error = NULL;

  if (engine_edit_write_finish (edit, result, &made, &error))
    engine_edits_arrived (self, edit, made);
  else
    {
      edit->is_asked_first =
          !engine_edit_is_repeatable (edit) && !is_final (error) && !is_surely_undone (error);
      engine_edits_failed (self, edit, error);
    }
}

static void
write_to (EngineEdits *self, EngineEdit *edit, GPtrArray *assets)
{
  engine_edit_write_async (edit, self->client, assets, get_priority (edit), self->cancellable,
                           edit_written, g_object_ref (self));
}

/* What may not be done twice is known to be on its way before it is. */
static void
write_once (EngineEdits *self, EngineEdit *edit)
{
  if (self->is_stopped)
    {
      end_current (self);
      return;
    }

  edit->is_asked_first = FALSE;
  write_to (self, edit, edit->assets);
}

static void
mark_and_write (EngineEdits *self, EngineEdit *edit)
{
  edit->is_asked_first = TRUE;
  engine_edits_keep_change (self, edit, write_once);
}

void
engine_edits_fail_not_found (EngineEdits *self, EngineEdit *edit, const char *message)
{
  g_autoptr (GError) error = g_error_new_literal (CANTO_ERROR, CANTO_ERROR_NOT_FOUND, message);

  engine_edits_failed (self, edit, error);
}

void
engine_edits_not_read (EngineEdits *self, EngineEdit *edit, GError *error)
{
  if (is_final (error) && !g_error_matches (error, CANTO_ERROR, CANTO_ERROR_NOT_ALLOWED))
    error->code = CANTO_ERROR_SERVICE;
  engine_edits_failed (self, edit, error);
}

void
engine_edits_write_node (EngineEdits *self, EngineEdit *edit)
{
  if (self->is_stopped)
    end_current (self);
  else
    write_to (self, edit, edit->assets);
}

void
engine_edits_hold (EngineEdits *self, EngineEdit *edit)
{
  end_current (self);
  if (edit->is_undone)
    engine_edits_end (self, edit, ENGINE_EDIT_WITHDRAWN);
  else
    {
      engine_edits_set_state (self, edit, ENGINE_EDIT_CONFLICT);
      engine_edits_keep_change (self, edit, NULL);
    }
  engine_edits_go_on (self);
}

/* Looking before writing */

static gboolean
is_ours (EngineEdits *self, CantoAsset *theirs)
{
  const char *time = g_hash_table_lookup (self->own_times, canto_asset_get_key (theirs));

  return time != NULL && g_strcmp0 (time, canto_asset_get_time (theirs)) == 0;
}

/* What an undo is to put back: a list had not told all of it. */
static void
complete_before (EngineEdit *edit, guint index, CantoAsset *theirs)
{
  CantoAsset *before = edit->assets->pdata[index];

  if (edit->is_restored || canto_asset_get_is_complete (before)
      || engine_edit_is_done_in (edit, theirs))
    return;

  edit->assets->pdata[index] = canto_asset_ref (theirs);
  canto_asset_unref (before);
}

static void
unref_asset (gpointer asset)
{
  g_clear_pointer ((CantoAsset **) &asset, canto_asset_unref);
}

/* What somebody else has done of what would be overwritten, by the index of the asset; NULL:
 * nothing. (transfer full) */
static GPtrArray *
find_news (EngineEdits *self, EngineEdit *edit, guint *n_news)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (unref_asset);

  *n_news = 0;
  for (guint i = 0; i < edit->assets->len; i++)
    {
      CantoAsset *theirs = g_hash_table_lookup (self->fresh, get_key (edit, i));
      gboolean is_news = theirs != NULL && !is_ours (self, theirs)
                         && engine_edit_overwrites_news (edit, edit->assets->pdata[i], theirs);

      g_ptr_array_add (all, is_news ? canto_asset_ref (theirs) : NULL);
      *n_news += is_news;
    }

  return all;
}

static void
show_theirs (EngineEdits *self, GPtrArray *theirs)
{
  g_autoptr (GPtrArray) learned = g_ptr_array_new ();

  for (guint i = 0; i < theirs->len; i++)
    {
      if (theirs->pdata[i] != NULL)
        g_ptr_array_add (learned, theirs->pdata[i]);
    }
  catalog_overlay_emit_learned (CATALOG_OVERLAY (self), learned);
}

static void write_rest (EngineEdits *self, EngineEdit *edit);

/* Those that nobody else has changed need not wait for what the person says of the others. */
static void
write_around_conflict (EngineEdits *self, EngineEdit *edit, GPtrArray *theirs)
{
  g_autoptr (EngineEdit) part = engine_edit_split (edit, theirs);

  engine_edits_take_part (self, edit, part);
  show_theirs (self, theirs);
  catalog_overlay_emit_changed (CATALOG_OVERLAY (self));
  engine_edits_keep_part (self, edit, part, write_rest);
}

static void
write_rest (EngineEdits *self, EngineEdit *edit)
{
  g_autoptr (GPtrArray) assets =
      g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  guint n_there = 0;

  if (self->is_stopped)
    {
      end_current (self);
      return;
    }

  for (guint i = 0; i < edit->assets->len; i++)
    {
      CantoAsset *theirs = g_hash_table_lookup (self->fresh, get_key (edit, i));

      if (theirs == NULL)
        continue;
      n_there++;
      complete_before (edit, i, theirs);
      if (!engine_edit_is_done_in (edit, theirs))
        g_ptr_array_add (assets, canto_asset_ref (theirs));
    }
  if (assets->len > 0 && edit->kind == ENGINE_EDIT_COMMENT)
    mark_and_write (self, edit);
  else if (assets->len > 0)
    write_to (self, edit, assets);
  else if (n_there > 0 || edit->kind == ENGINE_EDIT_DELETE_ASSETS)
    engine_edits_arrived (self, edit, NULL);
  else
    engine_edits_fail_not_found (self, edit, _ ("The asset is no longer there."));
}

static void
write_after_look (EngineEdits *self, EngineEdit *edit)
{
  guint n_news;
  g_autoptr (GPtrArray) theirs = find_news (self, edit, &n_news);

  if (n_news == 0)
    write_rest (self, edit);
  else if (n_news < edit->assets->len)
    write_around_conflict (self, edit, theirs);
  else
    {
      edit->theirs = g_ptr_array_ref (theirs);
      show_theirs (self, theirs);
      engine_edits_hold (self, edit);
    }
}

/* The assets of a call that reads before a write. */
typedef struct
{
  EngineEdits *edits;
  EngineEdit *edit;
  GPtrArray *asked;
} LookSteps;

static void
look_steps_free (LookSteps *steps)
{
  g_object_unref (steps->edits);
  g_object_unref (steps->edit);
  g_ptr_array_unref (steps->asked);
  g_free (steps);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LookSteps, look_steps_free)

static void
assets_looked_at (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LookSteps) steps = user_data;
  EngineEdits *self = steps->edits;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) assets =
      canto_client_get_assets_finish (CANTO_CLIENT (object), result, &error);

  if (assets == NULL)
    {
      engine_edits_not_read (self, steps->edit, error);
      return;
    }

  for (guint i = 0; i < assets->len; i++)
    {
      const char *key = canto_asset_get_key (steps->asked->pdata[i]);

      if (assets->pdata[i] == NULL)
        g_hash_table_remove (self->fresh, key);
      else
        g_hash_table_replace (self->fresh, g_strdup (key), canto_asset_ref (assets->pdata[i]));
    }
  if (self->is_stopped)
    end_current (self);
  else
    write_after_look (self, steps->edit);
}

static gboolean
is_fresh (EngineEdits *self, const char *key)
{
  CantoAsset *asset = g_hash_table_lookup (self->fresh, key);

  return asset != NULL
         && canto_client_get_now_us (self->client) - canto_asset_get_read_at_us (asset) < FRESH_US;
}

static void
add_stale (EngineEdits *self, EngineEdit *edit, GPtrArray *asked, GHashTable *seen)
{
  for (guint i = 0; i < edit->assets->len; i++)
    {
      const char *key = get_key (edit, i);

      if (!is_fresh (self, key) && g_hash_table_add (seen, (gpointer) key))
        g_ptr_array_add (asked, canto_asset_ref (edit->assets->pdata[i]));
    }
}

/* With the assets of those that are sent next, if they go into the same call. */
static GPtrArray *
collect_stale (EngineEdits *self, EngineEdit *edit)
{
  GPtrArray *asked = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  add_stale (self, edit, asked, seen);
  if (asked->len == 0)
    return asked;
  for (guint i = 0; i < MIN (self->edits->len, MAX_READ) && asked->len < MAX_READ; i++)
    {
      EngineEdit *next = self->edits->pdata[i];

      if (is_due (self, next) && asked->len + next->assets->len <= MAX_READ)
        add_stale (self, next, asked, seen);
    }

  return asked;
}

static void
look_and_write (EngineEdits *self, EngineEdit *edit)
{
  g_autoptr (GPtrArray) asked = collect_stale (self, edit);
  LookSteps *steps;

  if (asked->len == 0)
    {
      write_after_look (self, edit);
      return;
    }

  steps = g_new0 (LookSteps, 1);
  steps->edits = g_object_ref (self);
  steps->edit = g_object_ref (edit);
  steps->asked = g_ptr_array_ref (asked);
  canto_client_get_assets_async (self->client, asked, get_priority (edit), self->cancellable,
                                 assets_looked_at, steps);
}

/* Beginning */

static gboolean
needs_new_node (EngineEdit *edit)
{
  if (engine_edits_is_new_id (edit->parent_id))
    return TRUE;

  return edit->node != NULL && !engine_edit_makes_node (edit)
         && engine_edits_is_new_id (canto_node_get_id (edit->node));
}

static void
begin (EngineEdits *self, EngineEdit *edit)
{
  self->current = g_object_ref (edit);
  engine_edit_set_error (edit, NULL);
  engine_edits_set_state (self, edit, ENGINE_EDIT_SENDING);

  if (edit->is_asked_first)
    engine_edits_ask (self, edit);
  else if (needs_new_node (edit))
    engine_edits_fail_not_found (self, edit,
                                 _ ("The folder or album that it belongs to was not made."));
  else if (edit->assets->len > 0)
    look_and_write (self, edit);
  else if (engine_edit_makes_node (edit))
    engine_edits_look_before (self, edit, mark_and_write);
  else if (edit->kind == ENGINE_EDIT_RENAME_NODE)
    engine_edits_look_at_node (self, edit);
  else if (edit->kind == ENGINE_EDIT_CREATE_KEYWORD)
    mark_and_write (self, edit);
  else
    write_to (self, edit, edit->assets);
}

/* What is made while that is known is not tried, and has no error of its own. */
static void
tell_offline (EngineEdits *self)
{
  g_autoptr (GError) error = NULL;

  if (canto_client_get_online (self->client))
    return;

  error = g_error_new_literal (CANTO_ERROR, CANTO_ERROR_OFFLINE, _ ("Canto cannot be reached."));
  for (guint i = 0; i < self->edits->len; i++)
    {
      EngineEdit *edit = self->edits->pdata[i];

      if (edit->state == ENGINE_EDIT_WAITING && edit->error == NULL)
        engine_edit_set_error (edit, error);
    }
}

void
engine_edits_go_on (EngineEdits *self)
{
  EngineEdit *next;
  gboolean may_send;

  if (self->is_stopped || self->current != NULL || self->is_asking)
    return;

  tell_offline (self);
  may_send = canto_client_get_online (self->client) && canto_client_has_token (self->client);
  next = may_send && self->settling->len < MAX_SETTLING ? choose_next (self) : NULL;
  if (next != NULL)
    begin (self, next);
  else if (self->settling->len > 0)
    engine_edits_settle (self);
  else
    {
      if (self->is_stale)
        {
          self->is_stale = FALSE;
          g_ptr_array_set_size (self->arrived, 0);
          catalog_overlay_emit_stale (CATALOG_OVERLAY (self));
        }
      wake_later (self);
    }
}
