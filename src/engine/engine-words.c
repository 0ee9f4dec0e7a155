/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "engine-words.h"

#include <string.h>

char *
engine_words_fold (const char *text)
{
  g_autofree char *normal = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal != NULL ? normal : "", -1);
}

char **
engine_words_split (const char *text)
{
  g_autofree char *folded = NULL;
  GStrv words;
  guint n_words = 0;

  g_return_val_if_fail (text != NULL, NULL);

  folded = engine_words_fold (text);
  words = g_strsplit_set (folded, " \t\n", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] != '\0')
        words[n_words++] = words[i];
      else
        g_free (words[i]);
    }
  words[n_words] = NULL;

  return words;
}

gboolean
engine_words_match (const char *folded, const char *const *words)
{
  g_return_val_if_fail (folded != NULL, FALSE);
  g_return_val_if_fail (words != NULL, FALSE);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (strstr (folded, words[i]) == NULL)
        return FALSE;
    }

  return TRUE;
}
