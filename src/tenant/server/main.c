/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-version.h"

#include "tenant-folder.h"
#include "tenant-server.h"

#include <glib-unix.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

#ifdef HAVE_VIPS
#include <vips/vips.h>
#endif

#define MAX_ASSETS           1000000
#define MAX_ALBUMS           200000
#define DEFAULT_ASSETS       4000
#define DEFAULT_CALLS        200
#define DEFAULT_REDIRECT_URI "http://localhost:28417/callback"

typedef struct
{
  int port;
  gint64 n_assets;
  gint64 n_albums;
  gint64 seed;
  char *scenario;
  char *upload_form;
  int latency_ms;
  int calls_per_minute;
  char *redirect_uri;
  char *pictures;
  char *state;
  gboolean with_parent;
  gboolean version;
} Arguments;

static void
arguments_clear (Arguments *arguments)
{
  g_free (arguments->scenario);
  g_free (arguments->upload_form);
  g_free (arguments->redirect_uri);
  g_free (arguments->pictures);
  g_free (arguments->state);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

static gboolean
read_arguments (Arguments *arguments, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &arguments->port, "Port of the API; 0 is any", "PORT" },
    { "assets", 0, 0, G_OPTION_ARG_INT64, &arguments->n_assets, "How many assets there are", "N" },
    { "albums", 0, 0, G_OPTION_ARG_INT64, &arguments->n_albums,
      "At least so many albums, in a wide and deep tree", "N" },
    { "pictures", 0, 0, G_OPTION_ARG_FILENAME, &arguments->pictures,
      "The library is what is in this folder", "FOLDER" },
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &arguments->state,
      "Keeps what is changed in this file, for the next start", "FILE" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &arguments->seed, "Another library for another seed", "S" },
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &arguments->scenario, "What is unusual", "NAME" },
    { "upload-form", 0, 0, G_OPTION_ARG_STRING, &arguments->upload_form,
      "The fields of an upload setting: those of .com, or with signature version 4", "A|B" },
    { "latency-ms", 0, 0, G_OPTION_ARG_INT, &arguments->latency_ms, "Waits before each answer",
      "M" },
    { "calls-per-minute", 0, 0, G_OPTION_ARG_INT, &arguments->calls_per_minute,
      "Rate limit; 0 is none", "N" },
    { "redirect-uri", 0, 0, G_OPTION_ARG_STRING, &arguments->redirect_uri,
      "The redirect URL that is registered", "URL" },
    { "with-parent", 0, 0, G_OPTION_ARG_NONE, &arguments->with_parent,
      "End when the parent process ends", NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &arguments->version, "Show the version", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context =
      g_option_context_new ("- a Canto tenant that is made up, for tests and demonstrations");
  g_autofree char *scenarios = tenant_scenario_describe_all ();

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_description (context, scenarios);

  return g_option_context_parse (context, argc, argv, error);
}

static gboolean
check_range (const char *name, gint64 value, gint64 max, GError **error)
{
  if (value >= 0 && value <= max)
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               "--%s is between 0 and %" G_GINT64_FORMAT ".", name, max);

  return FALSE;
}

static gboolean
make_options (const Arguments *arguments, TenantOptions *options, GError **error)
{
  if (!check_range ("port", arguments->port, 65535, error)
      || !check_range ("assets", arguments->n_assets, MAX_ASSETS, error)
      || !check_range ("albums", arguments->n_albums, MAX_ALBUMS, error)
      || !check_range ("latency-ms", arguments->latency_ms, 60000, error)
      || !check_range ("calls-per-minute", arguments->calls_per_minute, 1000000, error))
    return FALSE;

  options->port = (guint) arguments->port;
  options->n_assets = (guint64) arguments->n_assets;
  if (arguments->pictures != NULL && *arguments->pictures == '\0')
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--pictures names a folder.");
      return FALSE;
    }
  if (arguments->state != NULL && *arguments->state == '\0')
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--state names a file.");
      return FALSE;
    }
  if (arguments->upload_form != NULL && !g_str_equal (arguments->upload_form, "A")
      && !g_str_equal (arguments->upload_form, "B"))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--upload-form is A or B.");
      return FALSE;
    }
  options->upload_form =
      g_strcmp0 (arguments->upload_form, "B") == 0 ? TENANT_UPLOAD_FORM_B : TENANT_UPLOAD_FORM_A;
  options->n_albums = (guint) arguments->n_albums;
  options->seed = (guint64) arguments->seed;
  options->latency_ms = (guint) arguments->latency_ms;
  options->calls_per_minute = (guint) arguments->calls_per_minute;
  options->pictures = arguments->pictures;
  options->state = arguments->state;
  options->redirect_uri =
      arguments->redirect_uri != NULL ? arguments->redirect_uri : DEFAULT_REDIRECT_URI;
  if (arguments->scenario != NULL
      && !tenant_scenario_from_word (arguments->scenario, &options->scenario))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "There is no scenario “%s”.",
                   arguments->scenario);
      return FALSE;
    }

  return TRUE;
}

#ifdef HAVE_VIPS
/* What is wrong with a person's file is no fault of ours: it only has no picture. */
static void
log_quietly (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  g_debug ("%s: %s", domain, message);
}
#endif

static gboolean
stop (gpointer loop)
{
  g_main_loop_quit (loop);

  return G_SOURCE_CONTINUE;
}

/* The network goes, or comes back. */
static gboolean
toggle_away (gpointer server)
{
  tenant_server_set_away (server, !tenant_server_get_away (server));

  return G_SOURCE_CONTINUE;
}

static int
run (const TenantOptions *options)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (TenantServer) server = tenant_server_new (options, &error);
  g_autofree char *description = NULL;

  if (server == NULL)
    {
      g_printerr ("descant-tenant: %s\n", error->message);
      return EXIT_FAILURE;
    }

  if (options->pictures != NULL)
    {
      g_autofree char *gaps = tenant_folder_describe_gaps ();

      if (gaps != NULL)
        g_printerr ("descant-tenant: %s\n", gaps);
    }

  /* Before "ready": who reads that may end us at once. */
  g_unix_signal_add (SIGTERM, stop, loop);
  g_unix_signal_add (SIGINT, stop, loop);
  g_unix_signal_add (SIGUSR1, toggle_away, server);
  description = tenant_server_describe (server);
  g_print ("%s", description);
  g_main_loop_run (loop);
  tenant_server_stop (server);

  return EXIT_SUCCESS;
}

int
main (int argc, char *argv[])
{
  g_auto (Arguments) arguments = {
    .n_assets = DEFAULT_ASSETS,
    .seed = 1,
    .calls_per_minute = DEFAULT_CALLS,
  };
  TenantOptions options = { 0 };
  g_autoptr (GError) error = NULL;
  pid_t parent = getppid ();

  setlocale (LC_ALL, "");
  /* The first lines on the other output are for programs to read. */
  g_log_writer_default_set_use_stderr (TRUE);
  if (!read_arguments (&arguments, &argc, &argv, &error)
      || !make_options (&arguments, &options, &error))
    {
      g_printerr ("descant-tenant: %s\n", error->message);
      return EXIT_FAILURE;
    }
  if (arguments.version)
    {
      g_print ("descant-tenant %s\n", DESCANT_VERSION);
      return EXIT_SUCCESS;
    }

  /* The parent may have gone between our start and here. */
  if (arguments.with_parent && (prctl (PR_SET_PDEATHSIG, SIGTERM) != 0 || getppid () != parent))
    return EXIT_FAILURE;

#ifdef HAVE_VIPS
  if (VIPS_INIT (argv[0]) != 0)
    {
      g_printerr ("descant-tenant: libvips does not start: %s\n", vips_error_buffer ());
      return EXIT_FAILURE;
    }
  vips_concurrency_set (1); /* the same bytes each time */
  vips_cache_set_max (0); /* which would keep files open, and pictures of files that have changed */
  g_log_set_handler ("VIPS", G_LOG_LEVEL_WARNING, log_quietly, NULL);
#endif

  return run (&options);
}
