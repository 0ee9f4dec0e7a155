/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "engine-file-name.h"

#include <string.h>

#define MAX_BYTES 200 /* file systems have 255; who copies the file may add to its name */

/* What the first bytes tell: at @at there is @magic. */
static const struct
{
  gsize at;
  const char *magic;
  gsize n_bytes;
  const char *suffixes[4]; /* the first is given, the others are as good */
} pictures[] = {
  { 0, "\xff\xd8\xff", 3, { "jpg", "jpeg", "jpe" } },
  { 0, "\x89PNG", 4, { "png" } },
  { 0, "GIF8", 4, { "gif" } },
  { 8, "WEBP", 4, { "webp" } },
  { 0, "II*\0", 4, { "tif", "tiff" } },
  { 0, "MM\0*", 4, { "tif", "tiff" } },
  { 4, "jP  ", 4, { "jp2" } },
};

/* Of pictures that another format may be made of: the suffix goes, of anything else it stays. */
static const char *const replaced[] = {
  "ai",   "arw", "avif", "bmp",  "cr2", "cr3", "dng",  "eps",  "gif", "heic",
  "heif", "jp2", "jpe",  "jpeg", "jpg", "nef", "orf",  "pdf",  "png", "psb",
  "psd",  "raf", "rw2",  "svg",  "tga", "tif", "tiff", "webp",
};

static gboolean
is_in (const char *const *suffixes, gsize n_suffixes, const char *suffix)
{
  for (gsize i = 0; i < n_suffixes && suffixes[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (suffixes[i], suffix) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_harmful (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT: /* turns the direction, or is not seen */
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_UNASSIGNED:
      return TRUE;
    default:
      return c < 0x80 && strchr ("/\\:*?\"<>|", (int) c) != NULL;
    }
}

static GString *
clean (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *stripped = NULL;
  GString *cleaned = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == ' ' || !g_unichar_isspace (c))
        g_string_append_unichar (cleaned, is_harmful (c) ? '_' : c);
      else
        g_string_append_c (cleaned, ' ');
    }

  stripped = g_strstrip (g_string_free (cleaned, FALSE));
  cleaned = g_string_new (stripped);
  if (cleaned->len > 0 && (cleaned->str[0] == '.' || cleaned->str[0] == '-'))
    cleaned->str[0] = '_';

  return cleaned;
}

/* (nullable): points into @name */
static char *
find_suffix (char *name)
{
  char *dot = strrchr (name, '.');

  return dot != NULL && dot != name && dot[1] != '\0' && strlen (dot + 1) <= 5 ? dot : NULL;
}

/* Whole characters of it. */
static void
cut (GString *name, gsize max_bytes)
{
  const char *end;

  if (name->len <= max_bytes)
    return;

  end = g_utf8_find_prev_char (name->str, name->str + max_bytes + 1);
  g_string_truncate (name, (gsize) (end - name->str));
}

/* The index of what begins so, or -1. */
static int
recognize (const char *head, gsize n_bytes)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      gsize at = pictures[i].at;

      if (n_bytes >= at + pictures[i].n_bytes
          && memcmp (head + at, pictures[i].magic, pictures[i].n_bytes) == 0)
        return (int) i;
    }

  return -1;
}

gboolean
engine_file_name_is_picture (const void *head, gsize n_bytes)
{
  return recognize (head, n_bytes) >= 0;
}

char *
engine_file_name_new (const char *name, const void *head, gsize n_bytes)
{
  int kind = recognize (head, n_bytes);
  g_autoptr (GString) cleaned = NULL;
  g_autofree char *suffix = NULL;
  char *dot;

  g_return_val_if_fail (name != NULL, NULL);

  cleaned = clean (name);
  dot = find_suffix (cleaned->str);
  suffix = dot != NULL ? g_strdup (dot + 1) : NULL;
  if (kind >= 0
      && (suffix == NULL
          || !is_in (pictures[kind].suffixes, G_N_ELEMENTS (pictures[kind].suffixes), suffix)))
    {
      if (dot != NULL && !is_in (replaced, G_N_ELEMENTS (replaced), suffix))
        dot = NULL;
      g_free (suffix);
      suffix = g_strdup (pictures[kind].suffixes[0]);
    }

  if (dot != NULL)
    g_string_truncate (cleaned, (gsize) (dot - cleaned->str));
  cut (cleaned, MAX_BYTES);
  if (cleaned->len == 0)
    g_string_append_c (cleaned, '_');
  if (suffix != NULL)
    g_string_append_printf (cleaned, ".%s", suffix);

  return g_string_free (g_steal_pointer (&cleaned), FALSE);
}

gboolean
engine_file_name_is_page (const void *head, gsize n_bytes)
{
  const char *text = head;

  for (gsize i = 0; i < n_bytes; i++)
    {
      if (!g_ascii_isspace (text[i]))
        return text[i] == '<';
    }

  return FALSE;
}
