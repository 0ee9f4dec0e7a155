/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-scheme.h"

static const char *const words[] = {
  [CANTO_SCHEME_IMAGE] = "image",
  [CANTO_SCHEME_VIDEO] = "video",
  [CANTO_SCHEME_AUDIO] = "audio",
  [CANTO_SCHEME_DOCUMENT] = "document",
  [CANTO_SCHEME_PRESENTATION] = "presentation",
  [CANTO_SCHEME_OTHER] = "other",
  [CANTO_SCHEME_FOLDER] = "folder",
  [CANTO_SCHEME_ALBUM] = "album",
};

CantoScheme
canto_scheme_from_word (const char *word)
{
  if (word == NULL)
    return CANTO_SCHEME_UNKNOWN;

  for (guint i = CANTO_SCHEME_IMAGE; i < G_N_ELEMENTS (words); i++)
    {
      if (g_ascii_strcasecmp (words[i], word) == 0)
        return (CantoScheme) i;
    }

  return CANTO_SCHEME_UNKNOWN;
}

const char *
canto_scheme_to_word (CantoScheme scheme)
{
  return words[scheme];
}

gboolean
canto_scheme_is_container (CantoScheme scheme)
{
  return scheme == CANTO_SCHEME_FOLDER || scheme == CANTO_SCHEME_ALBUM;
}
