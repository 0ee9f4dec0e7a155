/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-word.h"

#include <string.h>

void
tenant_word_init (TenantWord *word, const char *text, gboolean is_whole)
{
  gsize length;

  word->is_whole = is_whole;
  word->excludes = !is_whole && *text == '-';
  text += word->excludes;
  word->anywhere = !is_whole && *text == '*';
  text += word->anywhere;
  length = strlen (text);
  if (!is_whole && length > 0 && text[length - 1] == '*')
    length--;
  word->pattern = g_strndup (text, length);
}

void
tenant_word_clear (TenantWord *word)
{
  g_clear_pointer (&word->pattern, g_free);
}

static gboolean
is_boundary (const char *text, const char *position)
{
  gunichar before;

  if (position == text)
    return TRUE;
  before = g_utf8_get_char (g_utf8_prev_char (position));

  return !g_unichar_isalnum (before) && !g_unichar_ismark (before);
}

gboolean
tenant_word_matches (const TenantWord *word, const char *lower)
{
  if (word->is_whole)
    return g_str_equal (lower, word->pattern);

  for (const char *found = strstr (lower, word->pattern); found != NULL;
       found = strstr (found + 1, word->pattern))
    {
      if (word->anywhere || is_boundary (lower, found))
        return TRUE;
      if (*found == '\0')
        break;
    }

  return FALSE;
}

gboolean
tenant_word_matches_mixed (const TenantWord *word, const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);

  return tenant_word_matches (word, lower);
}
