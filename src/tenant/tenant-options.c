/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-options.h"

static const char *const words[TENANT_N_SCENARIOS] = {
  "normal",
  "old-tenant",
  "empty",
  "results-null",
  "results-empty",
  "numbers",
  "wrong-types",
  "rate-seconds",
  "rate-date",
  "rate-none",
  "rotating-refresh",
  "expired-token",
  "html",
  "broken-json",
  "cycle-tree",
  "containers-in-search",
};

gboolean
tenant_scenario_from_word (const char *word, TenantScenario *scenario)
{
  for (guint i = 0; i < TENANT_N_SCENARIOS; i++)
    {
      if (g_str_equal (word, words[i]))
        {
          *scenario = (TenantScenario) i;
          return TRUE;
        }
    }

  return FALSE;
}

const char *
tenant_scenario_to_word (TenantScenario scenario)
{
  return words[scenario];
}
