/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-bucket.h"

#include "tenant-form.h"
#include "tenant-inbox.h"
#include "tenant-policy.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define RECEPTION "tenant-reception"

/* One form that comes in. */
struct _TenantReception
{
  TenantWorld *world; /* borrowed */
  TenantForm *form;
  TenantExchange *refusal; /* (nullable): what to answer if the fields are not right */
  char *setting;           /* (nullable): whose they are */
  guint user;
  int fd;
  char *path; /* (nullable) */
};

static void
reception_free (gpointer data)
{
  TenantReception *reception = data;

  if (reception->fd >= 0)
    close (reception->fd);
  if (reception->path != NULL)
    g_unlink (reception->path);
  g_clear_pointer (&reception->form, tenant_form_free);
  g_clear_pointer (&reception->refusal, tenant_exchange_free);
  g_free (reception->setting);
  g_free (reception->path);
  g_free (reception);
}

TenantReception *
tenant_bucket_get_reception (SoupServerMessage *message)
{
  return g_object_get_data (G_OBJECT (message), RECEPTION);
}

/* What is refused anyway need not be kept. */
static int
open_file (gpointer user_data)
{
  TenantReception *reception = user_data;
  g_autoptr (GError) error = NULL;

  reception->refusal = tenant_exchange_new (reception->world);
  if (!tenant_policy_check (reception->refusal, reception->form, &reception->setting,
                            &reception->user))
    return -1;
  reception->fd = tenant_overlay_make_file (reception->world->overlay, &reception->path, &error);
  if (reception->fd < 0)
    tenant_policy_refuse (reception->refusal, 500, "InternalError", error->message);
  else
    g_clear_pointer (&reception->refusal, tenant_exchange_free);

  return reception->fd;
}

static void
got_chunk (SoupServerMessage *message, GBytes *chunk, gpointer user_data)
{
  TenantReception *reception = user_data;
  gsize length;
  gconstpointer data = g_bytes_get_data (chunk, &length);

  tenant_form_feed (reception->form, data, length);
}

void
tenant_bucket_receive (TenantWorld *world, SoupServerMessage *message)
{
  const char *type = soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), "Content-Type");
  TenantReception *reception = g_new0 (TenantReception, 1);

  reception->world = world;
  reception->fd = -1;
  reception->form = tenant_form_new (type, open_file, reception);
  g_object_set_data_full (G_OBJECT (message), RECEPTION, reception, reception_free);
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  if (reception->form != NULL)
    g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk), reception);
}

/* The empty text is none. */
static char *
dup_field (TenantForm *form, const char *name)
{
  const char *value = tenant_form_find (form, name);

  return value != NULL && *value != '\0' ? g_strdup (value) : NULL;
}

static TenantParcel *
make_parcel (TenantReception *reception)
{
  TenantForm *form = reception->form;
  TenantParcel *parcel = g_new0 (TenantParcel, 1);

  parcel->id = g_strdup (reception->setting);
  parcel->path = g_steal_pointer (&reception->path);
  parcel->user = reception->user;
  parcel->name = g_strdup (tenant_form_find (form, "x-amz-meta-file_name"));
  parcel->tags = g_strdup (tenant_form_find (form, "x-amz-meta-tag"));
  parcel->album_id = dup_field (form, "x-amz-meta-album_id");
  parcel->scheme = dup_field (form, "x-amz-meta-scheme");
  parcel->asset_id = dup_field (form, "x-amz-meta-id");

  return parcel;
}

static void
take (TenantExchange *exchange, TenantReception *reception)
{
  g_autoptr (GError) error = NULL;

  close (reception->fd);
  reception->fd = -1;
  if (!tenant_inbox_take_setting (exchange->world->inbox, reception->setting))
    tenant_policy_refuse (exchange, 403, "AccessDenied", "This has been used.");
  else if (!tenant_inbox_take (exchange->world->inbox, make_parcel (reception), &error))
    tenant_policy_refuse (exchange, 500, "InternalError", error->message);
  else
    tenant_exchange_answer_text (exchange, 204, "application/xml", ""); /* 12.6 */
}

static void
answer_refusal (TenantExchange *exchange, TenantExchange *refusal)
{
  tenant_exchange_answer (exchange, refusal->status, refusal->content_type,
                          g_steal_pointer (&refusal->body));
}

void
tenant_bucket_answer (TenantExchange *exchange)
{
  TenantReception *reception = exchange->reception;
  const char *fault = reception != NULL && reception->form != NULL
                          ? tenant_form_get_fault (reception->form)
                          : "A form of several parts is wanted.";

  if (!g_str_equal (exchange->method, "POST"))
    tenant_policy_refuse (exchange, 405, "MethodNotAllowed", "Only POST is taken here.");
  else if (reception != NULL && reception->refusal != NULL)
    answer_refusal (exchange, reception->refusal);
  else if (fault != NULL)
    tenant_policy_refuse (exchange, 400, "MalformedPOSTRequest", fault);
  else
    take (exchange, reception);
}
