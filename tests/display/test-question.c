/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-question.h"

#include "test-wait.h"
#include "test-widget.h"

gboolean
test_question_is_asked (gpointer library)
{
  GtkWidget *popover = test_widget_find (library, PICKER_TYPE_CONCERN_POPOVER);

  return popover != NULL && gtk_widget_get_mapped (popover);
}

gboolean
test_question_is_gone (gpointer library)
{
  return test_widget_find (library, PICKER_TYPE_CONCERN_POPOVER) == NULL;
}

PickerConcernPopover *
test_question_wait (TestLibrary *library)
{
  test_wait_until (test_question_is_asked, library->library, "the question");

  return test_widget_find (library->library, PICKER_TYPE_CONCERN_POPOVER);
}

void
test_question_answer (TestLibrary *library, const char *button)
{
  g_signal_emit_by_name (test_widget_get_child (test_question_wait (library), button), "clicked");
  test_wait_until (test_question_is_gone, library->library, "the question to be gone");
}
