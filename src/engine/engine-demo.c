/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "engine-demo.h"

#include "canto-core-dumps.h"
#include "canto-error.h"
#include "canto-sign-in.h"
#include "descant-config.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>

struct _EngineDemo
{
  GObject parent_instance;

  /* Owned. */
  char *tenant_path;
  GFile *pictures; /* NULL for a made-up library */
  GSubprocess *process;
  GDataInputStream *lines;
};

G_DEFINE_FINAL_TYPE (EngineDemo, engine_demo, G_TYPE_OBJECT)

typedef enum
{
  PROP_TENANT_PATH = 1,
  PROP_PICTURES,
  N_PROPS,
} EngineDemoProperty;

static GParamSpec *props[N_PROPS];

/* One start, step by step; the data of its task. */
typedef struct
{
  GHashTable *values; /* what the child said: base, app_id, … */
  CantoAccount *account;
  CantoSecret *app_secret;
  CantoSignIn *sign_in;
} StartSteps;

static void
start_steps_free (StartSteps *steps)
{
  g_clear_pointer (&steps->values, g_hash_table_unref);
  g_clear_object (&steps->account);
  g_clear_pointer (&steps->app_secret, canto_secret_unref);
  g_clear_object (&steps->sign_in);
  g_free (steps);
}

static void
signed_in (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  StartSteps *steps = g_task_get_task_data (task);
  g_autoptr (CantoTokenStore) store = NULL;
  g_autoptr (EngineSession) session = NULL;
  g_autoptr (CantoToken) token = NULL;
  g_autoptr (GError) error = NULL;

  token = canto_sign_in_run_credentials_finish (CANTO_SIGN_IN (object), result, &error);
  if (token == NULL)
    {
      g_prefix_error (&error, "%s: ", _ ("The demo library did not let us in"));
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  /* The next start makes another library at another port: nothing of this one is worth keeping. */
  store = canto_token_store_new_in_memory ();
  session = engine_session_new (steps->account, store, NULL);
  canto_client_set_token (engine_session_get_client (session), token, steps->app_secret);
  g_task_return_pointer (task, g_steal_pointer (&session), g_object_unref);
}

static void
child_is_ready (GTask *task)
{
  StartSteps *steps = g_task_get_task_data (task);
  const char *app_secret = g_hash_table_lookup (steps->values, "app_secret");
  g_autoptr (GError) error = NULL;
  CantoAccountOptions options = {
    .loopback_base = g_hash_table_lookup (steps->values, "base"),
    .redirect_uri = g_hash_table_lookup (steps->values, "redirect_uri"),
    .app_id = g_hash_table_lookup (steps->values, "app_id"),
  };

  steps->account = canto_account_new (&options, &error);
  if (steps->account == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  steps->app_secret = canto_secret_new (app_secret != NULL ? app_secret : "");
  steps->sign_in = canto_sign_in_new (steps->account, steps->app_secret);
  canto_sign_in_run_credentials_async (steps->sign_in, g_hash_table_lookup (steps->values, "user"),
                                       NULL, g_task_get_cancellable (task), signed_in,
                                       g_object_ref (task));
}

static void
read_line (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GDataInputStream *lines = G_DATA_INPUT_STREAM (object);
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  StartSteps *steps = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line_finish_utf8 (lines, result, NULL, &error);
  char *equals;

  if (line == NULL)
    {
      if (error == NULL)
        g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_FAILED,
                             _ ("The demo library ended before it was ready."));
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (g_str_equal (line, "ready"))
    {
      child_is_ready (task);
      return;
    }

  equals = strchr (line, '=');
  if (equals != NULL)
    g_hash_table_replace (steps->values, g_strndup (line, equals - line), g_strdup (equals + 1));
  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, g_task_get_cancellable (task),
                                       read_line, g_object_ref (task));
}

static char *
find_tenant (EngineDemo *self)
{
  const char *path = self->tenant_path;

  if (path == NULL)
    path = g_getenv ("DESCANT_TENANT");

  return path != NULL ? g_strdup (path)
                      : g_build_filename (DESCANT_LIBEXECDIR, "descant-tenant", NULL);
}

static GSubprocess *
spawn_tenant (EngineDemo *self, GError **error)
{
  g_autofree char *path = find_tenant (self);
  g_autofree char *folder = self->pictures != NULL ? g_file_get_path (self->pictures) : NULL;
  g_autofree char *pictures = folder != NULL ? g_strconcat ("--pictures=", folder, NULL) : NULL;
  const char *arguments[] = { path, "--port=0", "--with-parent", pictures, NULL };
  GSubprocess *process;

  canto_core_dumps_begin_start ();
  process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE, error);
  canto_core_dumps_end_start ();

  return process;
}

static void
start_tenant (GTask *task)
{
  EngineDemo *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  self->process = spawn_tenant (self, &error);
  if (self->process == NULL)
    {
      gboolean is_missing = g_error_matches (error, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT);

      g_task_return_new_error (task, G_IO_ERROR,
                               is_missing ? G_IO_ERROR_NOT_FOUND : G_IO_ERROR_FAILED, "%s: %s",
                               _ ("The demo library cannot be started"), error->message);
      return;
    }

  self->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_data_input_stream_read_line_async (self->lines, G_PRIORITY_DEFAULT,
                                       g_task_get_cancellable (task), read_line,
                                       g_object_ref (task));
}

/* Here and not in the child, which has no words for a person. */
static void
folder_looked_at (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = g_steal_pointer (&user_data);
  g_autofree char *name = g_file_get_parse_name (G_FILE (object));
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                             _ ("The pictures in “%s” cannot be shown: there is no such folder."),
                             name);
  else if (info == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED,
                             /* Translators: the path of a folder, then what the system says */
                             _ ("The pictures in “%s” cannot be shown: %s"), name, error->message);
  else if (g_file_info_get_file_type (info) != G_FILE_TYPE_DIRECTORY)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY,
                             _ ("The pictures in “%s” cannot be shown: it is not a folder."), name);
  else if (!g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_ACCESS_CAN_READ)
           || !g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_ACCESS_CAN_EXECUTE))
    g_task_return_new_error (
        task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
        _ ("The pictures in “%s” cannot be shown: you may not open this folder."), name);
  else
    start_tenant (task);
}

void
engine_demo_start_async (EngineDemo *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  StartSteps *steps;

  g_return_if_fail (ENGINE_IS_DEMO (self));
  g_return_if_fail (self->process == NULL);

  steps = g_new0 (StartSteps, 1);
  steps->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, engine_demo_start_async);
  g_task_set_task_data (task, steps, (GDestroyNotify) start_steps_free);

  if (self->pictures == NULL)
    start_tenant (task);
  else
    g_file_query_info_async (self->pictures,
                             G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_ACCESS_CAN_READ
                                                            "," G_FILE_ATTRIBUTE_ACCESS_CAN_EXECUTE,
                             G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, cancellable,
                             folder_looked_at, g_object_ref (task));
}

EngineSession *
engine_demo_start_finish (EngineDemo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
engine_demo_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  EngineDemo *self = ENGINE_DEMO (object);

  switch ((EngineDemoProperty) prop_id)
    {
    case PROP_TENANT_PATH:
      self->tenant_path = g_value_dup_string (value);
      break;

    case PROP_PICTURES:
      self->pictures = g_value_dup_object (value);
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
engine_demo_finalize (GObject *object)
{
  EngineDemo *self = ENGINE_DEMO (object);
  const char *pid = self->process != NULL ? g_subprocess_get_identifier (self->process) : NULL;

  /* At once: g_subprocess_send_signal() leaves it to a thread, and when this program ends first, a
   * child that has just been started does not know its parent yet and stays for ever. */
  if (pid != NULL)
    kill ((pid_t) g_ascii_strtoll (pid, NULL, 10), SIGTERM);
  g_clear_object (&self->lines);
  g_clear_object (&self->process);
  g_clear_object (&self->pictures);
  g_clear_pointer (&self->tenant_path, g_free);

  G_OBJECT_CLASS (engine_demo_parent_class)->finalize (object);
}

static void
engine_demo_class_init (EngineDemoClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = engine_demo_set_property;
  object_class->finalize = engine_demo_finalize;

  props[PROP_TENANT_PATH] =
      g_param_spec_string ("tenant-path", NULL, NULL, NULL,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_PICTURES] =
      g_param_spec_object ("pictures", NULL, NULL, G_TYPE_FILE,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
engine_demo_init (EngineDemo *self)
{
}

GFile *
engine_demo_get_pictures (EngineDemo *self)
{
  g_return_val_if_fail (ENGINE_IS_DEMO (self), NULL);

  return self->pictures;
}

EngineDemo *
engine_demo_new (const char *tenant_path, GFile *pictures)
{
  return g_object_new (ENGINE_TYPE_DEMO, "tenant-path", tenant_path, "pictures", pictures, NULL);
}
