/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "engine-unsent.h"

G_BEGIN_DECLS

/* Questions before something ends while the service does not have all of it. Their response is "leave", or "cancel",
 * which Enter and Escape choose. */

/* What waits goes on after the next sign-in. */
GtkWidget *picker_leave_dialog_new_sign_out (GtkWindow *parent, const EngineUnsent *unsent);

/* What waits is lost: she has to say that she knows.
 *
 * @account: whose account it is, for people
 * @unsent: (nullable): nobody knows whether something waits */
GtkWidget *picker_leave_dialog_new_remove (GtkWindow *parent, const char *account, const EngineUnsent *unsent);

/* What is on no disk is lost with the window. */
GtkWidget *picker_leave_dialog_new_close (GtkWindow *parent, const EngineUnsent *unsent);

G_END_DECLS
