/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "tenant-exchange.h"

G_BEGIN_DECLS

/**
 * TenantFaults:
 *
 * What goes wrong on the way to a tenant and back, by its scenario and by count, never by chance.
 */
typedef struct _TenantFaults TenantFaults;

TenantFaults *tenant_faults_new (const TenantOptions *options);
void          tenant_faults_free (TenantFaults *self);

/* Scenario "rate-limited": %FALSE while it is shut. @form: (out): the scenario that tells the form of
 * the answer; left alone if it is open. @wait_s: (out): how long it stays shut */
gboolean tenant_faults_let_in (TenantFaults *self, gint64 now_us, TenantScenario *form, guint *wait_s);

/* Scenario "flaky": %TRUE if the answer has gone wrong; else it is still to be written, and may have
 * become an error. */
gboolean tenant_faults_strike (TenantFaults *self, SoupServerMessage *message, TenantExchange *exchange);

/* Closes the connection: without a word, or in the middle of @exchange's answer. @exchange: (nullable) */
void tenant_faults_hang_up (SoupServerMessage *message, TenantExchange *exchange);

G_END_DECLS
