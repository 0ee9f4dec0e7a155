/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "picker-concern-popover.h"
#include "test-library.h"

G_BEGIN_DECLS

/* The question that comes before an asset is used of which there is something to know. */

/* Whether it is asked, and whether there is none. @library: a #PickerLibrary. For test_wait_until(). */
gboolean test_question_is_asked (gpointer library);
gboolean test_question_is_gone (gpointer library);

/* Waits for it. (transfer none) */
PickerConcernPopover *test_question_wait (TestLibrary *library);

/* Waits for it, clicks @button, a template child as "use_button", and waits until it is gone. */
void test_question_answer (TestLibrary *library, const char *button);

G_END_DECLS
