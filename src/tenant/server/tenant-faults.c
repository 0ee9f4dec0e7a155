/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-faults.h"

#include <string.h>

#define CALLS_WHILE_OPEN 40
#define SHUT_US          (8 * G_USEC_PER_SEC)
#define FLAKY_EACH       3

struct _TenantFaults
{
  TenantScenario scenario;
  guint64 seed;

  /* "rate-limited" */
  guint n_open_calls;
  guint n_shut; /* how often */
  gint64 shut_until_us;

  /* "flaky" */
  guint64 n_answers;
};

typedef enum
{
  FAULT_HANG_UP,
  FAULT_500,
  FAULT_502,
  FAULT_CUT,
  N_FAULTS,
} Fault;

TenantFaults *
tenant_faults_new (const TenantOptions *options)
{
  TenantFaults *self = g_new0 (TenantFaults, 1);

  self->scenario = options->scenario;
  self->seed = options->seed;

  return self;
}

void
tenant_faults_free (TenantFaults *self)
{
  g_free (self);
}

gboolean
tenant_faults_let_in (TenantFaults *self, gint64 now_us, TenantScenario *form, guint *wait_s)
{
  static const TenantScenario forms[] = { TENANT_SCENARIO_RATE_SECONDS, TENANT_SCENARIO_RATE_DATE,
                                          TENANT_SCENARIO_RATE_NONE };

  if (self->scenario != TENANT_SCENARIO_RATE_LIMITED)
    return TRUE;

  if (now_us >= self->shut_until_us && self->n_open_calls < CALLS_WHILE_OPEN)
    {
      self->n_open_calls++;
      return TRUE;
    }
  if (now_us >= self->shut_until_us)
    {
      self->shut_until_us = now_us + SHUT_US;
      self->n_open_calls = 0;
      self->n_shut++;
    }
  *form = forms[(self->n_shut - 1) % G_N_ELEMENTS (forms)];
  *wait_s = (guint) ((self->shut_until_us - now_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);

  return FALSE;
}

void
tenant_faults_hang_up (SoupServerMessage *message, TenantExchange *exchange)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  if (exchange != NULL && exchange->body != NULL)
    {
      gsize length;
      const char *data = g_bytes_get_data (exchange->body, &length);
      g_autofree char *head =
          g_strdup_printf ("HTTP/1.1 %u OK\r\nContent-Type: %s\r\nContent-Length: %zu\r\n\r\n",
                           exchange->status, exchange->content_type, length);
      GOutputStream *out = g_io_stream_get_output_stream (stream);

      g_output_stream_write_all (out, head, strlen (head), NULL, NULL, NULL);
      g_output_stream_write_all (out, data, length / 2, NULL, NULL, NULL);
    }
  g_io_stream_close (stream, NULL, NULL);
}

gboolean
tenant_faults_strike (TenantFaults *self, SoupServerMessage *message, TenantExchange *exchange)
{
  Fault fault;

  if (self->scenario != TENANT_SCENARIO_FLAKY || ++self->n_answers % FLAKY_EACH != 0)
    return FALSE;

  fault = (Fault) ((self->seed + self->n_answers / FLAKY_EACH) % N_FAULTS);
  switch (fault)
    {
    case FAULT_500:
      tenant_exchange_fail (exchange, 500, "internal", "Something went wrong.");
      return FALSE;

    case FAULT_502:
      tenant_exchange_answer_text (exchange, 502, "text/html", "<title>Bad Gateway</title>");
      return FALSE;

    case FAULT_HANG_UP:
    case FAULT_CUT:
    case N_FAULTS:
    default:
      tenant_faults_hang_up (message, fault == FAULT_CUT ? exchange : NULL);
      return TRUE;
    }
}
