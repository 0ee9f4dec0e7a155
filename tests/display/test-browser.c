/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "test-browser.h"

#include "test-http.h"

#include <glib/gstdio.h>
#include <string.h>

struct _TestBrowser
{
  char *folder;
  char *uri_path; /* where the program writes its address */
  char *uri;      /* (nullable) */
  GFileMonitor *monitor;
};

static void
write_file (const char *folder, const char *name, const char *text, int mode)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, mode, &error);
  g_assert_no_error (error);
}

/* with-display made the folders of the person for this program alone. */
static void
register_program (TestBrowser *self)
{
  g_autofree char *script =
      g_strdup_printf ("#!/bin/sh\nprintf %%s \"$1\" >'%s.new'\nmv '%s.new' '%s'\n", self->uri_path,
                       self->uri_path, self->uri_path);
  g_autofree char *entry = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Browser\n"
                                            "Exec=%s/browser %%u\n"
                                            "MimeType=x-scheme-handler/http;\n",
                                            self->folder);

  write_file (self->folder, "browser", script, 0700);
  write_file (g_get_user_data_dir (), "applications/test-browser.desktop", entry, 0600);
  write_file (g_get_user_config_dir (), "mimeapps.list",
              "[Default Applications]\nx-scheme-handler/http=test-browser.desktop\n", 0600);
}

static void
read_uri (TestBrowser *self)
{
  g_autofree char *text = NULL;

  if (!g_file_get_contents (self->uri_path, &text, NULL, NULL))
    return;

  g_remove (self->uri_path);
  g_free (self->uri);
  self->uri = g_steal_pointer (&text);
}

TestBrowser *
test_browser_new (void)
{
  TestBrowser *self = g_new0 (TestBrowser, 1);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("browser-XXXXXX", &error);
  g_assert_no_error (error);
  self->uri_path = g_build_filename (self->folder, "uri", NULL);
  register_program (self);
  file = g_file_new_for_path (self->folder);
  self->monitor = g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, &error);
  g_assert_no_error (error);
  g_signal_connect_swapped (self->monitor, "changed", G_CALLBACK (read_uri), self);

  return self;
}

void
test_browser_free (TestBrowser *self)
{
  g_autofree char *script = g_build_filename (self->folder, "browser", NULL);

  g_file_monitor_cancel (self->monitor);
  g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_object_unref (self->monitor);
  g_remove (self->uri_path);
  g_remove (script);
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->uri_path);
  g_free (self->uri);
  g_free (self);
}

const char *
test_browser_get_uri (TestBrowser *self)
{
  return self->uri;
}

void
test_browser_forget (TestBrowser *self)
{
  g_remove (self->uri_path);
  g_clear_pointer (&self->uri, g_free);
}

/* The ticket that the consent page carries in its form. */
static char *
find_ticket (const char *html)
{
  const char *name = strstr (html, "name=\"ticket\"");
  const char *value = name != NULL ? strstr (name, "value=\"") : NULL;

  g_assert_nonnull (value);
  value += strlen ("value=\"");

  return g_strndup (value, strcspn (value, "\""));
}

/* The program answers in our main context: so its page is asked for on a thread. */
static void
go_back (GTask *task, gpointer source, gpointer uri, GCancellable *cancellable)
{
  g_autoptr (TestReply) reply = test_http_get (uri, NULL);

  g_task_return_int (task, (gssize) reply->status);
}

static void
answer_pages (TestBrowser *self, const char *user, const char *password, const char *decision)
{
  const char *form = "application/x-www-form-urlencoded";
  g_autofree char *user_text = g_uri_escape_string (user, NULL, FALSE);
  g_autofree char *password_text = g_uri_escape_string (password, NULL, FALSE);
  g_autofree char *login =
      g_strdup_printf ("step=login&user=%s&password=%s", user_text, password_text);
  g_autoptr (TestReply) consent_page = test_http_send ("POST", self->uri, NULL, form, login);
  g_autofree char *html = test_reply_dup_text (consent_page);
  g_autofree char *ticket = find_ticket (html);
  g_autofree char *consent =
      g_strdup_printf ("step=consent&ticket=%s&decision=%s", ticket, decision);
  g_autoptr (TestReply) reply = test_http_send ("POST", self->uri, NULL, form, consent);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  /* Without a redirect it stays where it is. */
  if (strstr (self->uri, "worker_id=") != NULL)
    {
      g_assert_cmpuint (reply->status, ==, 200);
      return;
    }

  g_assert_nonnull (reply->location);
  g_task_set_task_data (task, g_strdup (reply->location), g_free);
  g_task_run_in_thread (task, go_back);
}

void
test_browser_sign_in (TestBrowser *self, const char *user, const char *password)
{
  answer_pages (self, user, password, "allow");
}

void
test_browser_deny (TestBrowser *self, const char *user, const char *password)
{
  answer_pages (self, user, password, "deny");
}

void
test_browser_come_back (TestBrowser *self, const char *code)
{
  g_autoptr (GUri) uri = g_uri_parse (self->uri, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GHashTable) query =
      g_uri_parse_params (g_uri_get_query (uri), -1, "&", G_URI_PARAMS_NONE, NULL);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  char *back = g_strdup_printf ("%s?code=%s&state=%s",
                                (const char *) g_hash_table_lookup (query, "redirect_uri"), code,
                                (const char *) g_hash_table_lookup (query, "state"));

  g_task_set_task_data (task, back, g_free);
  g_task_run_in_thread (task, go_back);
}
