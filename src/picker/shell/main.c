/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "canto-core-dumps.h"
#include "media-pixels.h"
#include "picker-application.h"

int
main (int argc, char **argv)
{
  g_autoptr (GApplication) application = NULL;

  canto_core_dumps_forbid ();
  media_pixels_share_heaps ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, DESCANT_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = picker_application_new ();

  return g_application_run (application, argc, argv);
}
