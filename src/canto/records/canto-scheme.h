/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* 1.5: what an asset is, or what holds it. A word that we do not know is %CANTO_SCHEME_UNKNOWN. */
typedef enum
{
  CANTO_SCHEME_UNKNOWN,
  CANTO_SCHEME_IMAGE,
  CANTO_SCHEME_VIDEO,
  CANTO_SCHEME_AUDIO,
  CANTO_SCHEME_DOCUMENT,
  CANTO_SCHEME_PRESENTATION,
  CANTO_SCHEME_OTHER,
  CANTO_SCHEME_FOLDER,
  CANTO_SCHEME_ALBUM,
} CantoScheme;

CantoScheme canto_scheme_from_word (const char *word);
const char *canto_scheme_to_word (CantoScheme scheme); /* NULL for UNKNOWN */
gboolean    canto_scheme_is_container (CantoScheme scheme);

G_END_DECLS
