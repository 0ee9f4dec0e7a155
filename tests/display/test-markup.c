/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a name, a text or an answer of the service says is shown as it is: it never becomes markup.
 */

#include "picker-details-panel.h"
#include "picker-sidebar.h"
#include "test-library.h"
#include "test-wait.h"
#include "test-widget.h"

#include <string.h>

/* As markup it would be bold, and without its tags; as half of markup it would be a warning. */
#define EVIL "<b>evil</b>&amp;<a href='x'>&lt;"

static const char details[] =
    "\"ownerName\": \"" EVIL "\", \"description\": \"" EVIL "\", \"tag\": [\"" EVIL "\"],"
    "\"keyword\": [\"" EVIL "\"], \"copyright\": \"" EVIL "\", \"approvalStatus\": \"" EVIL "\","
    "\"termsAndConditions\": \"" EVIL "\", \"additional\": {\"" EVIL "\": [\"" EVIL "\"]},"
    "\"default\": {\"Content Type\": \"" EVIL "\", \"Duration\": \"" EVIL "\"},"
    "\"relatedAlbums\": [{\"id\": \"VDGAJ\", \"idPath\": \"G4ZDM/VDGAJ\","
    " \"namePath\": \"" EVIL "/" EVIL "\"}]";

static void
set_up (TestLibrary *library, gconstpointer data)
{
  test_library_set_up (library, data);
  test_service_set_answer (library->service, "/api/v1/tree",
                           "{\"results\": [{\"id\": \"G4ZDM\", \"scheme\": \"folder\","
                           " \"name\": \"" EVIL "\", \"idPath\": \"G4ZDM\"}]}");
  test_service_set_answer (library->service, "/api/v1/custom/field",
                           "[{\"id\": \"f1\", \"name\": \"" EVIL "\", \"values\": [\"" EVIL
                           "\"]}]");
  test_service_add_asset (library->service, "image", "e1", EVIL ".jpg",
                          "\"approvalStatus\": \"" EVIL "\", \"tag\": [\"" EVIL "\"]", details);
  test_library_show (library);
}

/* Whether each "evil" in @text (nullable) has its tags still. Counts them. */
static void
check_text (const char *text, guint *n_found)
{
  for (const char *at = text; at != NULL && (at = strstr (at, "evil")) != NULL; at += 4)
    {
      if (at - text < 3 || strncmp (at - 3, "<b>", 3) != 0)
        g_error ("Markup was made of “%s”", text);
      (*n_found)++;
    }
}

/* All that is shown, or would be. */
static guint
check_widgets (gpointer root)
{
  g_autoptr (GPtrArray) widgets = test_widget_find_all (root, GTK_TYPE_WIDGET);
  guint n_found = 0;

  for (guint i = 0; i < widgets->len; i++)
    {
      check_text (gtk_widget_get_tooltip_text (widgets->pdata[i]), &n_found);
      if (GTK_IS_LABEL (widgets->pdata[i]))
        check_text (gtk_label_get_text (widgets->pdata[i]), &n_found);
    }

  return n_found;
}

static gboolean
knows_details (gpointer library)
{
  PickerDetailsPanel *panel =
      test_widget_find (((TestLibrary *) library)->library, PICKER_TYPE_DETAILS_PANEL);

  return check_widgets (panel) >= 8;
}

static gboolean
knows_folder (gpointer library)
{
  PickerSidebar *sidebar =
      test_widget_find (((TestLibrary *) library)->library, PICKER_TYPE_SIDEBAR);

  return check_widgets (sidebar) > 0;
}

static void
test_texts (TestLibrary *library, gconstpointer data)
{
  test_library_wait_items (library, 1);
  test_library_wait_page (library, "grid");
  gtk_widget_activate_action (GTK_WIDGET (library->library), "details.toggle", NULL);
  test_library_select (library, 0);
  test_wait_until (knows_details, library, "the details");
  test_wait_until (knows_folder, library, "the folder in the sidebar");
  /* And whatever else there is. */
  check_widgets (library->window);
}

static gboolean
shows_evil (gpointer library)
{
  return check_widgets (((TestLibrary *) library)->window) > 0;
}

/* What the service says of an error. */
static void
test_refusal (TestLibrary *library, gconstpointer data)
{
  test_library_wait_page (library, "error");
  test_wait_until (shows_evil, library, "what the service says");
}

static void
set_up_refusal (TestLibrary *library, gconstpointer data)
{
  test_library_set_up (library, data);
  test_service_refuse (library->service, "/api/v1/search", 403, "{\"message\": \"" EVIL "\"}");
  test_library_show (library);
}

int
main (int argc, char *argv[])
{
  test_widget_init (&argc, &argv);

  g_test_add ("/markup/texts", TestLibrary, NULL, set_up, test_texts, test_library_tear_down);
  g_test_add ("/markup/refusal", TestLibrary, NULL, set_up_refusal, test_refusal,
              test_library_tear_down);

  return g_test_run ();
}
