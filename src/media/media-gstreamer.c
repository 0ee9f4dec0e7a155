/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "media-gstreamer.h"

#include <gmodule.h>

#define LIBRARY        "libgstreamer-1.0.so.0"
#define UTILS_LIBRARY  "libgstpbutils-1.0.so.0"
#define MAX_LOOKING_NS (10 * G_GUINT64_CONSTANT (1000000000))

/* gst_init_check(), which any thread may call, and any number of times. */
typedef gboolean (*InitFunc) (int *argc, char ***argv, GError **error);

static void
prepare_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  /* By hand: whoever plays nothing needs no such library, and GTK loads it in this way, too. */
  GModule *module = g_module_open (LIBRARY, G_MODULE_BIND_LAZY);
  gpointer symbol = NULL;
  g_autoptr (GError) error = NULL;

  if (module == NULL || !g_module_symbol (module, "gst_init_check", &symbol))
    g_debug ("No GStreamer: %s", g_module_error ());
  else
    {
      /* It has threads of its own: it stays. */
      g_module_make_resident (module);
      if (!((InitFunc) symbol) (NULL, NULL, &error))
        g_debug ("GStreamer does not start: %s", error != NULL ? error->message : "no reason");
    }
  g_task_return_boolean (task, TRUE);
}

void
media_gstreamer_prepare_async (GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, media_gstreamer_prepare_async);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, prepare_in_thread);
}

gboolean
media_gstreamer_prepare_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Diagnosis, by the discoverer of GStreamer's utilities, loaded in the same way */

/* GstDiscovererResult, and what stands for GStreamer's types. */
enum
{
  DISCOVERER_ERROR = 2,
  DISCOVERER_MISSING_PLUGINS = 5,
};

typedef struct
{
  gpointer (*new) (guint64 timeout_ns, GError **error);
  gpointer (*discover_uri) (gpointer discoverer, const char *uri, GError **error);
  int (*get_result) (gpointer info);
  const char **(*get_missing) (gpointer info);
} Utils;

typedef struct
{
  MediaFault fault;
  char *decoder; /* (nullable) */
} Diagnosis;

static void
diagnosis_free (gpointer data)
{
  Diagnosis *diagnosis = data;

  g_free (diagnosis->decoder);
  g_free (diagnosis);
}

static gboolean
load_utils (Utils *utils)
{
  GModule *module = g_module_open (UTILS_LIBRARY, G_MODULE_BIND_LAZY);
  gpointer symbols[4];
  static const char *const names[] = {
    "gst_discoverer_new", "gst_discoverer_discover_uri", "gst_discoverer_info_get_result",
    "gst_discoverer_info_get_missing_elements_installer_details"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (module == NULL || !g_module_symbol (module, names[i], &symbols[i]))
        {
          g_debug ("No utilities of GStreamer: %s", g_module_error ());
          return FALSE;
        }
    }

  g_module_make_resident (module);
  utils->new = symbols[0];
  utils->discover_uri = symbols[1];
  utils->get_result = symbols[2];
  utils->get_missing = symbols[3];

  return TRUE;
}

/* "gstreamer|1.0|PROGRAM|H.265 decoder|decoder-video/x-h265": what a person calls it. What is text,
 * as the page of a proxy, is nothing to play, whatever could decode it. */
static char *
dup_decoder (const char *detail)
{
  g_auto (GStrv) parts = g_strsplit (detail, "|", 5);

  if (g_strv_length (parts) < 5 || g_str_has_prefix (parts[4], "decoder-text/"))
    return NULL;

  return g_strdup (parts[3]);
}

static void
read_info (Diagnosis *diagnosis, const Utils *utils, gpointer info)
{
  int result = utils->get_result (info);
  const char **missing = result == DISCOVERER_MISSING_PLUGINS ? utils->get_missing (info) : NULL;

  if (missing != NULL && missing[0] != NULL)
    diagnosis->decoder = dup_decoder (missing[0]);
  if (diagnosis->decoder != NULL)
    diagnosis->fault = MEDIA_FAULT_NO_DECODER;
  else if (result == DISCOVERER_ERROR || missing != NULL)
    diagnosis->fault = MEDIA_FAULT_BROKEN;
}

static void
diagnose_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Diagnosis *diagnosis = g_new0 (Diagnosis, 1);
  g_autofree char *path = media_file_dup_path (task_data);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (GObject) discoverer = NULL;
  g_autoptr (GObject) info = NULL;
  Utils utils;

  if (uri != NULL && load_utils (&utils))
    discoverer = utils.new(MAX_LOOKING_NS, NULL);
  if (discoverer != NULL)
    info = utils.discover_uri (discoverer, uri, NULL);
  if (info != NULL)
    read_info (diagnosis, &utils, info);
  g_task_return_pointer (task, diagnosis, diagnosis_free);
}

void
media_gstreamer_diagnose_async (MediaFile *file,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (file != NULL);

  g_task_set_source_tag (task, media_gstreamer_diagnose_async);
  g_task_set_task_data (task, media_file_ref (file), (GDestroyNotify) media_file_unref);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, diagnose_in_thread);
}

gboolean
media_gstreamer_diagnose_finish (GAsyncResult *result,
                                 MediaFault *fault,
                                 char **decoder,
                                 GError **error)
{
  Diagnosis *diagnosis;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  diagnosis = g_task_propagate_pointer (G_TASK (result), error);
  if (diagnosis == NULL)
    return FALSE;

  *fault = diagnosis->fault;
  *decoder = g_steal_pointer (&diagnosis->decoder);
  diagnosis_free (diagnosis);

  return TRUE;
}
