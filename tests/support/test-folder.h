/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A test's folder of its own. */

/* Removes @path and all below it, but not what a link leads to. */
void test_folder_remove (const char *path);

/* Writes a file, and makes the folders that it is in. @name: below @folder */
void test_folder_write (const char *folder, const char *name, const char *text);

G_END_DECLS
