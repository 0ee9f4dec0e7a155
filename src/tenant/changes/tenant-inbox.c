/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-inbox.h"

#include "tenant-node.h"

#include <glib/gstdio.h>
#include <string.h>

#define SLOW_ASKED     2
#define MAX_NAME_BYTES 255

struct _TenantInbox
{
  TenantWorld *world; /* borrowed */

  GMutex mutex;
  GHashTable *used; /* settings */
  GQueue waiting;   /* (element-type TenantParcel) */
  gint64 last_ms;   /* nothing came later */
  guint n_settings;
  GCond is_idle;
  guint n_working;
  gboolean is_stopped;
};

void
tenant_parcel_free (TenantParcel *parcel)
{
  if (parcel->path != NULL)
    g_unlink (parcel->path);
  g_free (parcel->id);
  g_free (parcel->path);
  g_free (parcel->name);
  g_free (parcel->tags);
  g_free (parcel->album_id);
  g_free (parcel->scheme);
  g_free (parcel->asset_id);
  g_free (parcel);
}

TenantInbox *
tenant_inbox_new (TenantWorld *world)
{
  TenantInbox *inbox = g_new0 (TenantInbox, 1);

  inbox->world = world;
  g_mutex_init (&inbox->mutex);
  g_cond_init (&inbox->is_idle);
  inbox->used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_queue_init (&inbox->waiting);

  return inbox;
}

void
tenant_inbox_free (TenantInbox *inbox)
{
  g_queue_clear_full (&inbox->waiting, (GDestroyNotify) tenant_parcel_free);
  g_hash_table_unref (inbox->used);
  g_mutex_clear (&inbox->mutex);
  g_cond_clear (&inbox->is_idle);
  g_free (inbox);
}

gboolean
tenant_inbox_take_setting (TenantInbox *inbox, const char *setting)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&inbox->mutex);

  return g_hash_table_add (inbox->used, g_strdup (setting));
}

gboolean
tenant_inbox_is_next_setting_over (TenantInbox *inbox)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&inbox->mutex);

  return inbox->world->options.scenario == TENANT_SCENARIO_UPLOAD_EXPIRED
         && inbox->n_settings++ % 2 == 0;
}

/* @status: 12.8; @asset: (nullable): what it has become. (transfer full) */
static JsonNode *
make_note (TenantInbox *inbox, TenantParcel *parcel, const char *status, const TenantAsset *asset)
{
  JsonObject *note = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (note, "name", parcel->name);
  json_object_set_string_member (
      note, "user", tenant_library_get_user (inbox->world->library, parcel->user)->mail);
  json_object_set_int_member (note, "time", parcel->time_ms);
  json_object_set_string_member (note, "status", status);
  if (asset != NULL)
    {
      json_object_set_string_member (note, "scheme", tenant_scheme_to_word (asset->scheme));
      json_object_set_string_member (note, "id", asset->id);
    }
  json_node_take_object (node, note);

  return node;
}

static TenantChange *
start_change (TenantInbox *inbox, TenantParcel *parcel)
{
  return tenant_change_new (inbox->world->overlay, parcel->user, g_get_real_time () / 1000);
}

/* The lock is held for writing. */
static gboolean
set_status (TenantInbox *inbox, TenantParcel *parcel, const char *status, GError **error)
{
  g_autoptr (TenantChange) change = start_change (inbox, parcel);

  tenant_change_set_note (change, parcel->id, make_note (inbox, parcel, status, NULL));

  return tenant_change_commit (change, error);
}

/* The entry of what @upload makes of its asset; NULL if that cannot be. */
static TenantEntry *
add_upload (TenantInbox *inbox, TenantParcel *parcel, TenantChange *change, TenantUpload *upload)
{
  TenantLibrary *library = inbox->world->library;
  TenantScheme scheme;
  guint64 number;

  if (parcel->scheme == NULL && parcel->asset_id == NULL)
    return tenant_change_add_asset (change, upload);
  if (parcel->scheme == NULL || parcel->asset_id == NULL
      || !tenant_scheme_from_word (parcel->scheme, &scheme)
      || !tenant_library_find (library, scheme, parcel->asset_id, &number)
      || !tenant_change_add_version (change, number, upload))
    return NULL;

  return tenant_change_edit (change, number);
}

static gboolean
add_to_album (TenantInbox *inbox, TenantParcel *parcel, TenantEntry *entry)
{
  TenantTree *tree = tenant_library_get_tree (inbox->world->library);
  const TenantContainer *album;

  if (parcel->album_id == NULL)
    return TRUE;
  album = tenant_tree_find (tree, parcel->album_id);
  if (album == NULL || !album->is_album)
    return FALSE;
  tenant_entry_add_album (entry, album->album);

  return TRUE;
}

static void
add_tags (TenantParcel *parcel, TenantEntry *entry)
{
  g_auto (GStrv) tags = g_strsplit (parcel->tags, ",", -1);

  for (guint i = 0; tags[i] != NULL; i++)
    {
      if (*g_strstrip (tags[i]) != '\0')
        tenant_entry_add_tag (entry, tags[i]);
    }
}

static gboolean
make_asset (TenantInbox *inbox, TenantParcel *parcel, TenantUpload *upload)
{
  g_autoptr (TenantChange) change = start_change (inbox, parcel);
  TenantEntry *entry = add_upload (inbox, parcel, change, upload);

  if (entry == NULL || !add_to_album (inbox, parcel, entry))
    return FALSE;
  add_tags (parcel, entry);
  tenant_change_set_note (change, parcel->id, make_note (inbox, parcel, "Done", &entry->asset));

  return tenant_change_commit (change, NULL);
}

/* FALSE: nothing more is to be done. */
static gboolean
begin_work (TenantInbox *inbox)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&inbox->mutex);

  if (!inbox->is_stopped)
    inbox->n_working++;

  return !inbox->is_stopped;
}

static void
end_work (TenantInbox *inbox)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&inbox->mutex);

  if (--inbox->n_working == 0)
    g_cond_broadcast (&inbox->is_idle);
}

void
tenant_inbox_stop (TenantInbox *inbox)
{
  g_mutex_lock (&inbox->mutex);
  inbox->is_stopped = TRUE;
  while (inbox->n_working > 0)
    g_cond_wait (&inbox->is_idle, &inbox->mutex);
  g_mutex_unlock (&inbox->mutex);
}

/* @parcel: (transfer full) */
static void
work (TenantInbox *inbox, TenantParcel *parcel)
{
  G_GNUC_UNUSED g_autoptr (TenantParcel) owned = parcel;
  TenantLock *lock = &inbox->world->lock;
  g_autofree char *path = NULL;
  g_autoptr (TenantUpload) upload = NULL;
  gboolean is_named = *parcel->name != '\0' && strlen (parcel->name) <= MAX_NAME_BYTES;

  if (!begin_work (inbox))
    return;
  path = g_steal_pointer (&parcel->path);
  upload = tenant_overlay_take_file (inbox->world->overlay, path, parcel->name, NULL);
  tenant_lock_start_writing (lock);
  if (upload == NULL || !is_named || inbox->world->options.scenario == TENANT_SCENARIO_UPLOAD_ERROR
      || !make_asset (inbox, parcel, upload))
    set_status (inbox, parcel, "Error", NULL);
  tenant_lock_stop_writing (lock);
  end_work (inbox);
}

/* Each at a time of its own. */
static void
stamp (TenantInbox *inbox, TenantParcel *parcel)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&inbox->mutex);

  parcel->time_ms = MAX (inbox->last_ms + 1, g_get_real_time () / 1000);
  inbox->last_ms = parcel->time_ms;
}

gboolean
tenant_inbox_take (TenantInbox *inbox, TenantParcel *parcel, GError **error)
{
  TenantScenario scenario = inbox->world->options.scenario;
  gboolean is_kept;

  stamp (inbox, parcel);
  tenant_lock_start_writing (&inbox->world->lock);
  is_kept = set_status (inbox, parcel, "Initial", error);
  tenant_lock_stop_writing (&inbox->world->lock);
  if (!is_kept)
    {
      tenant_parcel_free (parcel);
      return FALSE;
    }

  if (scenario == TENANT_SCENARIO_UPLOAD_SLOW || scenario == TENANT_SCENARIO_UPLOAD_STUCK)
    {
      g_mutex_lock (&inbox->mutex);
      g_queue_push_tail (&inbox->waiting, parcel);
      g_mutex_unlock (&inbox->mutex);
    }
  else
    work (inbox, parcel);

  return TRUE;
}

/* (nullable) (transfer full) */
static TenantParcel *
take_ripe (TenantInbox *inbox)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&inbox->mutex);

  for (GList *item = inbox->waiting.head; item != NULL; item = item->next)
    {
      TenantParcel *parcel = item->data;

      if (parcel->n_asked > SLOW_ASKED)
        {
          g_queue_delete_link (&inbox->waiting, item);
          return parcel;
        }
    }

  return NULL;
}

static void
count_asked (gpointer parcel, gpointer user_data)
{
  ((TenantParcel *) parcel)->n_asked++;
}

void
tenant_inbox_ask (TenantInbox *inbox)
{
  TenantParcel *parcel;

  if (inbox->world->options.scenario != TENANT_SCENARIO_UPLOAD_SLOW)
    return;
  g_mutex_lock (&inbox->mutex);
  g_queue_foreach (&inbox->waiting, count_asked, NULL);
  g_mutex_unlock (&inbox->mutex);
  while ((parcel = take_ripe (inbox)) != NULL)
    work (inbox, parcel);
}
