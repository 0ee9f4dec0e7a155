/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-options.h"

static const struct
{
  const char *word;
  const char *description;
} scenarios[TENANT_N_SCENARIOS] = {
  { "normal", "nothing is unusual" },
  { "old-tenant", "no delivery network, no preview addresses in lists" },
  { "empty", "no asset at all" },
  { "results-null", "\"results\": null where nothing matches" },
  { "results-empty", "\"results\": [] where nothing matches" },
  { "numbers", "the numbers of assets are numbers" },
  { "wrong-types", "one asset of each page has fields of wrong types" },
  { "rate-seconds", "429 says in seconds when to come again" },
  { "rate-date", "429 says by a date when to come again" },
  { "rate-none", "429 does not say when to come again" },
  { "rotating-refresh", "a refresh token works once" },
  { "expired-token", "an access token works for ten calls" },
  { "html", "HTML with status 200" },
  { "broken-json", "answers that end too early" },
  { "cycle-tree", "a folder below itself" },
  { "containers-in-search", "albums among the assets" },
  { "rate-limited", "after 40 calls 429 for some seconds, again and again, in each form" },
  { "slow", "each answer takes three seconds" },
  { "flaky", "each third answer is none, 500, 502 or cut short; sign-in works" },
  { "offline", "is gone after ten calls; SIGUSR1 brings it back" },
  { "deep-paging", "400 beyond the first 10,000 of a list" },
  { "deep-paging-empty", "an empty page beyond the first 10,000 of a list" },
  { "huge-json", "each page of a list has 40 MB" },
  { "too-huge-json", "each page of a list has 70 MB" },
  { "no-handshake", "no sign-in without a redirect" },
  { "empty-ssocode", "that sign-in answers nothing with status 200 while it waits" },
  { "no-credentials", "the key takes no client credentials" },
  { "picture-bomb", "previews that are small and claim to be huge" },
  { "delivery-gone", "the delivery network has nothing of what is published" },
  { "delivery-sign-in", "the delivery network answers with a page to sign in" },
  { "delivery-no-head", "the delivery network knows no HEAD" },
  { "delivery-away", "nobody answers at the delivery network" },
  { "delivery-mixed", "of the delivery network, most assets have a fault of their own" },
  { "upload-slow", "an upload is in work until its status was asked for twice" },
  { "upload-stuck", "an upload is in work for ever" },
  { "upload-error", "no upload becomes an asset" },
  { "upload-expired", "each second upload setting is over when it is given out" },
};

gboolean
tenant_scenario_from_word (const char *word, TenantScenario *scenario)
{
  for (guint i = 0; i < TENANT_N_SCENARIOS; i++)
    {
      if (g_str_equal (word, scenarios[i].word))
        {
          *scenario = (TenantScenario) i;
          return TRUE;
        }
    }

  return FALSE;
}

char *
tenant_scenario_describe_all (void)
{
  GString *text = g_string_new ("Scenarios:\n");

  for (guint i = 0; i < TENANT_N_SCENARIOS; i++)
    g_string_append_printf (text, "  %-22s%s\n", scenarios[i].word, scenarios[i].description);

  return g_string_free (text, FALSE);
}
