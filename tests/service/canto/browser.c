/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browser.h"

#include "test-wait.h"

#include <string.h>

typedef struct
{
  const char *method;
  const char *uri;
  const char *name;
  const char *value;
} Visit;

static void
visit_on_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Visit *visit = task_data;
  TestReply *reply = visit->name != NULL
                         ? test_http_get_with (visit->uri, NULL, visit->name, visit->value)
                         : test_http_send (visit->method, visit->uri, NULL, NULL, NULL);

  g_task_return_pointer (task, reply, (GDestroyNotify) test_reply_free);
}

TestReply *
browser_visit (const char *method, const char *uri, const char *name, const char *value)
{
  Visit visit = { method, uri, name, value };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, test_keep_result, &result);

  g_task_set_source_tag (task, browser_visit);
  g_task_set_task_data (task, &visit, NULL);
  g_task_run_in_thread (task, visit_on_thread);

  return g_task_propagate_pointer (G_TASK (test_wait_result (&result)), NULL);
}

static char *
find_ticket (const char *page)
{
  const char *start = strstr (page, "name=\"ticket\" value=\"");

  g_assert_nonnull (start);
  start += strlen ("name=\"ticket\" value=\"");

  return g_strndup (start, strcspn (start, "\""));
}

static TestReply *
post_form (const char *uri, const char *form)
{
  return test_http_send ("POST", uri, NULL, "application/x-www-form-urlencoded", form);
}

char *
browser_decide (TestTenant *tenant, const char *authorize_uri, const char *decision)
{
  g_autofree char *user = g_uri_escape_string (test_tenant_get (tenant, "user"), NULL, FALSE);
  g_autofree char *login = g_strdup_printf ("step=login&user=%s&password=%s", user,
                                            test_tenant_get (tenant, "password"));
  g_autoptr (TestReply) form = test_http_get (authorize_uri, NULL);
  g_autoptr (TestReply) consent = NULL;
  g_autoptr (TestReply) sent_on = NULL;
  g_autofree char *page = NULL;
  g_autofree char *ticket = NULL;
  g_autofree char *answer = NULL;

  g_assert_cmpuint (form->status, ==, 200);
  consent = post_form (authorize_uri, login);
  g_assert_cmpuint (consent->status, ==, 200);
  page = test_reply_dup_text (consent);
  ticket = find_ticket (page);
  answer = g_strdup_printf ("step=consent&ticket=%s&decision=%s", ticket, decision);
  sent_on = post_form (authorize_uri, answer);
  g_assert_true (sent_on->status == 302 || sent_on->status == 200);

  return g_strdup (sent_on->location);
}

char *
browser_get_parameter (const char *uri, const char *name)
{
  const char *query = strchr (uri, '?');
  g_autoptr (GHashTable) parameters = soup_form_decode (query != NULL ? query + 1 : uri);

  return g_strdup (g_hash_table_lookup (parameters, name));
}
