/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A form that comes in pieces of any size. */

#include "tenant-form.h"

#include <string.h>
#include <unistd.h>

#define TYPE "multipart/form-data; boundary=\"b b\""
/* All that looks like the beginning of a delimiter, and is none. */
#define TEXT "\r\r\n\r\n--b \r\n-\r\n--b\n--b b\r\n--"
#define FORM                                                                                       \
  "a preamble\r\n--b b\r\nContent-Disposition: form-data; name=\"one\"\r\n\r\n1\r\n"               \
  "--b b\r\nContent-Type: text/plain\r\nContent-Disposition: form-data; name=\"empty\"\r\n\r\n"    \
  "\r\n--b b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\n" TEXT        \
  "\r\n--b b--\r\nan epilogue"

static int
open_pipe (gpointer end)
{
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  *(int *) end = ends[0];

  return ends[1];
}

/* What came to the file, of which nobody closed the other end. (transfer full) */
static char *
read_pipe (int end, gsize n_bytes)
{
  char *text = g_malloc0 (n_bytes + 1);

  g_assert_cmpint (read (end, text, n_bytes), ==, (gssize) n_bytes);
  close (end);

  return text;
}

static void
feed (TenantForm *form, const char *text, gsize piece)
{
  gsize n_bytes = strlen (text);

  for (gsize i = 0; i < n_bytes; i += piece)
    tenant_form_feed (form, text + i, MIN (piece, n_bytes - i));
}

static void
test_pieces (void)
{
  for (gsize piece = 1; piece <= strlen (FORM); piece++)
    {
      int end = -1;
      g_autoptr (TenantForm) form = tenant_form_new (TYPE, open_pipe, &end);
      g_autofree char *text = NULL;

      feed (form, FORM, piece);
      g_assert_cmpstr (tenant_form_get_fault (form), ==, NULL);
      g_assert_cmpuint (tenant_form_get_n_fields (form), ==, 2);
      g_assert_cmpstr (tenant_form_get_name (form, 1), ==, "empty");
      g_assert_cmpstr (tenant_form_get_value (form, 1), ==, "");
      g_assert_cmpstr (tenant_form_find (form, "one"), ==, "1");
      g_assert_null (tenant_form_find (form, "file"));
      g_assert_cmpuint (tenant_form_get_file_bytes (form), ==, strlen (TEXT));
      text = read_pipe (end, strlen (TEXT));
      g_assert_cmpstr (text, ==, TEXT);
    }
}

static int
open_nothing (gpointer user_data)
{
  return -1;
}

/* However much comes without an end, little of it is kept. */
static void
test_endless (void)
{
  static const char *const beginnings[] = {
    "--b b\r\nContent-Disposition: form-data; name=\"one\"\r\n\r\n",
    "--b b\r\nContent-Disposition: form-data; name=\"one",
  };
  g_autofree char *much = g_strnfill (100000, 'x');

  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      g_autoptr (TenantForm) form = tenant_form_new (TYPE, open_nothing, NULL);

      feed (form, beginnings[i], 1000);
      g_assert_cmpstr (tenant_form_get_fault (form), ==, "The form has no end.");
      feed (form, much, 1000);
      g_assert_cmpstr (tenant_form_get_fault (form), !=, "The form has no end.");
    }
}

static void
test_no_form (void)
{
  g_assert_null (tenant_form_new (NULL, open_nothing, NULL));
  g_assert_null (tenant_form_new ("text/plain", open_nothing, NULL));
  g_assert_null (tenant_form_new ("multipart/form-data", open_nothing, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form/pieces", test_pieces);
  g_test_add_func ("/form/endless", test_endless);
  g_test_add_func ("/form/none", test_no_form);

  return g_test_run ();
}
