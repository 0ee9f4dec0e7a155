/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "failing-resolver.h"

struct _FailingResolver
{
  GResolver parent_instance;
};

G_DEFINE_FINAL_TYPE (FailingResolver, failing_resolver, G_TYPE_RESOLVER)

static GError *
make_error (void)
{
  return g_error_new (G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "No host of this name");
}

static GList *
lookup (GResolver *self,
        const char *name,
        GResolverNameLookupFlags flags,
        GCancellable *cancellable,
        GError **error)
{
  g_propagate_error (error, make_error ());

  return NULL;
}

static void
lookup_async (GResolver *self,
              const char *name,
              GResolverNameLookupFlags flags,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  g_task_report_error (self, callback, user_data, lookup_async, make_error ());
}

static GList *
lookup_finish (GResolver *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
failing_resolver_class_init (FailingResolverClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  resolver_class->lookup_by_name_with_flags = lookup;
  resolver_class->lookup_by_name_with_flags_async = lookup_async;
  resolver_class->lookup_by_name_with_flags_finish = lookup_finish;
}

static void
failing_resolver_init (FailingResolver *self)
{
}

GResolver *
failing_resolver_new (void)
{
  return g_object_new (FAILING_TYPE_RESOLVER, NULL);
}
