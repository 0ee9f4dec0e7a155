/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-scan.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_FILES   1000000
#define MAX_DEPTH   200
#define HEAD_BYTES  4096
#define LAST_DAY_MS (G_GINT64_CONSTANT (253402300799) * 1000) /* 9999-12-31 */

/* One look through a folder. */
typedef struct
{
  const char *top;
  TenantTree *tree;
  GArray *files;
} Scan;

static void
clear_file (gpointer data)
{
  TenantFile *file = data;

  g_free (file->path);
  g_free (file->name);
  g_free (file->fold);
}

/* A path of the file system as text on one line. */
static char *
make_name (const char *base)
{
  g_autofree char *valid = g_utf8_make_valid (base, -1);
  GString *name = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      g_string_append_unichar (name, g_unichar_iscntrl (character) ? ' ' : character);
    }

  return g_string_free (name, FALSE);
}

/* 1.7: 26 digits of base 32 from what names the file. */
static void
make_id (TenantFile *file)
{
  static const char digits[] = "0123456789abcdefghijklmnopqrstuv";
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 bytes[32];
  gsize n_bytes = sizeof bytes;

  g_checksum_update (sum, (const guchar *) file->path, -1);
  g_checksum_get_digest (sum, bytes, &n_bytes);
  for (guint i = 0; i < 26; i++)
    {
      guint bit = i * 5;
      guint two = (guint) bytes[bit / 8] << 8 | bytes[bit / 8 + 1];

      file->id[i] = digits[(two >> (11 - bit % 8)) & 31];
    }
  file->id[26] = '\0';
  file->id_order = tenant_asset_read_id_order (file->id);
  memcpy (&file->hash, bytes + 20, sizeof file->hash);
}

static guint64
hash_path (const char *kind, const char *path)
{
  g_autofree char *text = g_strconcat (kind, path, NULL);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  sum[16] = '\0';

  return g_ascii_strtoull (sum, NULL, 16);
}

char *
tenant_scan_guess_type (const char *path, const char *name)
{
  gboolean is_uncertain;
  g_autofree char *guess = g_content_type_guess (name, NULL, 0, &is_uncertain);
  guchar head[HEAD_BYTES];
  gssize n_head = 0;
  int file;

  if (!is_uncertain)
    return g_content_type_get_mime_type (guess);
  file = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (file >= 0)
    {
      n_head = read (file, head, sizeof head);
      close (file);
    }
  /* Of nothing, newer systems say that it is a file of nothing, whatever its name. */
  if (n_head > 0)
    {
      g_free (guess);
      guess = g_content_type_guess (name, head, (gsize) n_head, NULL);
    }

  return g_content_type_get_mime_type (guess);
}

TenantScheme
tenant_scan_choose_scheme (const char *type)
{
  static const char *const documents[] = {
    "application/pdf",
    "application/msword",
    "application/rtf",
    "application/epub",
    "application/vnd.oasis.opendocument.text",
    "application/illustrator",
    "application/postscript",
  };

  if (g_str_has_prefix (type, "image/"))
    return TENANT_SCHEME_IMAGE;
  if (g_str_has_prefix (type, "video/"))
    return TENANT_SCHEME_VIDEO;
  if (g_str_has_prefix (type, "audio/"))
    return TENANT_SCHEME_AUDIO;
  if (strstr (type, "presentation") != NULL || strstr (type, "powerpoint") != NULL
      || strstr (type, "keynote") != NULL)
    return TENANT_SCHEME_PRESENTATION;
  if (g_str_equal (type, "text/plain") || g_str_equal (type, "text/markdown")
      || g_str_equal (type, "text/html") || strstr (type, "wordprocessingml") != NULL)
    return TENANT_SCHEME_DOCUMENT;
  for (gsize i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      if (g_str_has_prefix (type, documents[i]))
        return TENANT_SCHEME_DOCUMENT;
    }

  return TENANT_SCHEME_OTHER;
}

/* Dates of 17 digits reach from 1970 to 9999. */
static gint64
read_time (const struct statx_timestamp *time)
{
  return CLAMP (time->tv_sec * 1000 + time->tv_nsec / 1000000, 0, LAST_DAY_MS);
}

static void
add_file (Scan *scan, const char *full, const char *path, const struct statx *status, guint album)
{
  g_autofree char *type = tenant_scan_guess_type (full, strrchr (full, '/') + 1);
  TenantFile file = {
    .path = g_strdup (path),
    .name = make_name (strrchr (full, '/') + 1),
    .scheme = tenant_scan_choose_scheme (type),
    .content_type = g_intern_string (type),
    .size_bytes = status->stx_size,
    .modified_ms = read_time (&status->stx_mtime),
    .album = album,
  };

  file.created_ms = (status->stx_mask & STATX_BTIME) != 0
                        ? MIN (read_time (&status->stx_btime), file.modified_ms)
                        : file.modified_ms;
  file.fold = g_utf8_strdown (file.name, -1);
  make_id (&file);
  g_array_append_val (scan->files, file);
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* What is in a folder: names, sorted so that ids that collide are shared out the same way each
 * time. */
static gboolean
list_folder (const char *full, GPtrArray *folders, GPtrArray *files, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (full, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (full, name, NULL);
      struct stat status;

      if (*name == '.' || lstat (path, &status) != 0)
        continue;
      if (S_ISDIR (status.st_mode))
        g_ptr_array_add (folders, g_strdup (name));
      else if (S_ISREG (status.st_mode) && access (path, R_OK) == 0)
        g_ptr_array_add (files, g_strdup (name));
    }
  g_ptr_array_sort (folders, compare_paths);
  g_ptr_array_sort (files, compare_paths);

  return TRUE;
}

static void
add_album (Scan *scan,
           int parent,
           const char *name,
           const char *path,
           gint64 time_ms,
           GPtrArray *files)
{
  guint album = tenant_tree_get_n_albums (scan->tree);

  tenant_tree_add (scan->tree, parent, TRUE, name, hash_path ("album ", path), time_ms);
  for (guint i = 0; i < files->len && scan->files->len < MAX_FILES; i++)
    {
      g_autofree char *file_path = *path != '\0' ? g_build_filename (path, files->pdata[i], NULL)
                                                 : g_strdup (files->pdata[i]);
      g_autofree char *full = g_build_filename (scan->top, file_path, NULL);
      struct statx status;

      if (statx (AT_FDCWD, full, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS | STATX_BTIME, &status)
          == 0)
        add_file (scan, full, file_path, &status, album);
    }
}

/* @path: below the top; "" is the top itself, which is no folder of the tree: what is in it is its
 * top level */
static gboolean
scan_folder (Scan *scan, const char *path, int parent, guint depth, GError **error)
{
  g_autofree char *full = g_build_filename (scan->top, path, NULL);
  g_autofree char *base = g_path_get_basename (full);
  g_autofree char *name = make_name (base);
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  gboolean is_top = *path == '\0';
  struct statx status = { 0 };
  gint64 time_ms;

  if (!list_folder (full, folders, files, error))
    return FALSE;
  statx (AT_FDCWD, full, 0, STATX_BASIC_STATS, &status);
  time_ms = read_time (&status.stx_mtime);

  if (folders->len > 0 && !is_top)
    parent = (int) tenant_tree_add (scan->tree, parent, FALSE, name, hash_path ("folder ", path),
                                    time_ms);
  if (files->len > 0 || (folders->len == 0 && !is_top))
    add_album (scan, parent, name, path, time_ms, files);
  for (guint i = 0; i < folders->len && depth < MAX_DEPTH; i++)
    {
      g_autofree char *below =
          is_top ? g_strdup (folders->pdata[i]) : g_build_filename (path, folders->pdata[i], NULL);
      g_autoptr (GError) below_error = NULL;

      if (!scan_folder (scan, below, parent, depth + 1, &below_error))
        g_debug ("A folder is left out: %s", below_error->message);
    }

  return TRUE;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const TenantFile *left = a;
  const TenantFile *right = b;

  if (left->modified_ms != right->modified_ms)
    return left->modified_ms < right->modified_ms ? -1 : 1;

  return strcmp (left->id, right->id);
}

static int
compare_names (const void *a, const void *b)
{
  const TenantFile *left = *(const TenantFile *const *) a;
  const TenantFile *right = *(const TenantFile *const *) b;
  int order = strcmp (left->fold, right->fold);

  return order != 0 ? order : strcmp (left->id, right->id);
}

static void
rank_names (GArray *files)
{
  g_autofree TenantFile **sorted = g_new (TenantFile *, files->len + 1);

  for (guint i = 0; i < files->len; i++)
    sorted[i] = &g_array_index (files, TenantFile, i);
  qsort (sorted, files->len, sizeof *sorted, compare_names);
  for (guint i = 0; i < files->len; i++)
    sorted[i]->name_rank = i;
}

GArray *
tenant_scan_folder (const char *folder, TenantTree *tree, GError **error)
{
  g_autofree char *top = realpath (folder, NULL);
  g_autoptr (GArray) files = g_array_new (FALSE, TRUE, sizeof (TenantFile));
  Scan scan = { top != NULL ? top : folder, tree, files };

  g_array_set_clear_func (files, clear_file);
  if (!scan_folder (&scan, "", TENANT_NO_CONTAINER, 0, error))
    return NULL;
  tenant_tree_seal (tree);
  g_array_sort (files, compare_times);
  rank_names (files);

  return g_steal_pointer (&files);
}
