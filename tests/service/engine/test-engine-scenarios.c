/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each scenario of the tenant, as the models of the picker show it: what a person sees of the list,
 * of the tree and of the pictures, how it goes on, and how many calls that takes. */

#include "canto-error.h"
#include "canto-sign-in.h"
#include "catalog-asset-list.h"
#include "catalog-branch.h"
#include "catalog-service-source.h"
#include "engine-preview-places.h"
#include "fake-clock.h"
#include "media-previews.h"
#include "test-tenant.h"
#include "test-wait.h"

#include <signal.h>

#define NO_ERROR   -1
#define N_ASSETS   300
#define N_PICTURES 4
#define SIZE_PX    240

/* How it goes on after a failure. */
typedef enum
{
  RECOVERY_NONE,    /* asking again fails again, and asks the service again */
  RECOVERY_RETURN,  /* the service comes back; then list and tree ask again by themselves */
  RECOVERY_SIGN_IN, /* the person signs in; then asking again works */
} Recovery;

typedef struct
{
  const char *scenario;
  const char *calls_per_minute; /* (nullable): what the tenant bears */
  const char *keyword;          /* (nullable): what is looked for */
  gboolean clock_runs;          /* waits take no time */
  gboolean is_slow;             /* ask for all at once, and for one picture only */
  guint n_calls_before;         /* what else is asked first */
  int code;                     /* how list and tree fail, or NO_ERROR */
  guint n_items;                /* of the list, if it does not fail */
  int picture_code;             /* how the pictures fail, or NO_ERROR */
  guint max_calls;              /* that count against the limit (13.6), for all of it */
  Recovery recovery;
} Case;

/* Of the sign-in, hence before there is a session: service/canto and sign-in-page run them. And of
 * uploads: tenant and client are tested with them by service/tenant/test-tenant-uploading.c and
 * service/canto/canto-uploads.c. And of links: service/tenant/test-tenant-delivery.c and
 * test-engine-link-checker.c. */
static const char *const other_scenarios[] = {
  "no-handshake",
  "empty-ssocode",
  "no-credentials",
  "upload-slow",
  "upload-stuck",
  "upload-error",
  "upload-expired",
  "delivery-gone",
  "delivery-sign-in",
  "delivery-no-head",
  "delivery-away",
  "delivery-mixed",
  NULL,
};

static const Case cases[] = {
  { .scenario = "normal",
    .code = NO_ERROR,
    .n_items = N_ASSETS,
    .picture_code = NO_ERROR,
    .max_calls = 2 },
  { .scenario = "old-tenant",
    .code = NO_ERROR,
    .n_items = N_ASSETS,
    .picture_code = NO_ERROR,
    .max_calls = 2 + N_PICTURES },
  { .scenario = "empty", .code = NO_ERROR, .picture_code = NO_ERROR, .max_calls = 2 },
  { .scenario = "results-null",
    .keyword = "no-such-thing",
    .code = NO_ERROR,
    .picture_code = NO_ERROR,
    .max_calls = 2 },
  { .scenario = "results-empty",
    .keyword = "no-such-thing",
    .code = NO_ERROR,
    .picture_code = NO_ERROR,
    .max_calls = 2 },
  { .scenario = "numbers",
    .code = NO_ERROR,
    .n_items = N_ASSETS,
    .picture_code = NO_ERROR,
    .max_calls = 2 },
  { .scenario = "wrong-types",
    .code = NO_ERROR,
    .n_items = N_ASSETS,
    .picture_code = NO_ERROR,
    .max_calls = 2 },
  /* 13.4: four tries of the list and four of the tree; a retry of the list is four more. */
  { .scenario = "rate-seconds",
    .calls_per_minute = "5",
    .clock_runs = TRUE,
    .n_calls_before = 5,
    .code = CANTO_ERROR_RATE_LIMITED,
    .max_calls = 12 },
  { .scenario = "rate-date",
    .calls_per_minute = "5",
    .clock_runs = TRUE,
    .n_calls_before = 5,
    .code = CANTO_ERROR_RATE_LIMITED,
    .max_calls = 12 },
  { .scenario = "rate-none",
    .calls_per_minute = "5",
    .clock_runs = TRUE,
    .n_calls_before = 5,
    .code = CANTO_ERROR_RATE_LIMITED,
    .max_calls = 12 },
  /* The wait is said in seconds, and short: nobody has to do anything. */
  { .scenario = "rate-limited",
    .n_calls_before = 40,
    .code = NO_ERROR,
    .n_items = N_ASSETS,
    .picture_code = NO_ERROR,
    .max_calls = 3 },
  { .scenario = "rotating-refresh",
    .code = NO_ERROR,
    .n_items = N_ASSETS,
    .picture_code = NO_ERROR,
    .max_calls = 2 },
  /* C9: without a refresh token one refusal is the end of it, and the tree asks no more. */
  { .scenario = "expired-token",
    .n_calls_before = 10,
    .code = CANTO_ERROR_SIGNED_OUT,
    .max_calls = 3,
    .recovery = RECOVERY_SIGN_IN },
  { .scenario = "html", .code = CANTO_ERROR_BAD_REPLY, .max_calls = 3 },
  { .scenario = "broken-json", .code = CANTO_ERROR_BAD_REPLY, .max_calls = 3 },
  { .scenario = "cycle-tree",
    .code = NO_ERROR,
    .n_items = N_ASSETS,
    .picture_code = NO_ERROR,
    .max_calls = 3 },
  /* 6.11: whoever asks for kinds of assets is not given any. */
  { .scenario = "containers-in-search",
    .code = NO_ERROR,
    .n_items = N_ASSETS,
    .picture_code = NO_ERROR,
    .max_calls = 2 },
  { .scenario = "slow",
    .is_slow = TRUE,
    .code = NO_ERROR,
    .n_items = N_ASSETS,
    .picture_code = NO_ERROR,
    .max_calls = 2 },
  /* Each third answer is bad, so no call needs more than two tries. */
  { .scenario = "flaky",
    .clock_runs = TRUE,
    .code = NO_ERROR,
    .n_items = N_ASSETS,
    .picture_code = NO_ERROR,
    .max_calls = 4 },
  { .scenario = "offline",
    .clock_runs = TRUE,
    .n_calls_before = 9,
    .code = CANTO_ERROR_OFFLINE,
    .max_calls = 10,
    .recovery = RECOVERY_RETURN },
  { .scenario = "deep-paging",
    .code = NO_ERROR,
    .n_items = N_ASSETS,
    .picture_code = NO_ERROR,
    .max_calls = 2 },
  { .scenario = "deep-paging-empty",
    .code = NO_ERROR,
    .n_items = N_ASSETS,
    .picture_code = NO_ERROR,
    .max_calls = 2 },
  { .scenario = "huge-json",
    .code = NO_ERROR,
    .n_items = N_ASSETS,
    .picture_code = NO_ERROR,
    .max_calls = 2 },
  /* The tree is of a size that can be borne: see is_list_alone(). */
  { .scenario = "too-huge-json", .code = CANTO_ERROR_BAD_REPLY, .max_calls = 3 },
  { .scenario = "picture-bomb",
    .code = NO_ERROR,
    .n_items = N_ASSETS,
    .picture_code = CANTO_ERROR_BAD_REPLY,
    .max_calls = 2 + 2 * N_PICTURES },
};

typedef struct
{
  const Case *expected;
  TestTenant *tenant;
  CantoAccount *account;
  CantoSecret *app_secret;
  CantoTokenStore *store;
  CantoClient *client;
  CatalogSource *source;
  CatalogAssetList *list;
  CatalogBranch *tree;
  MediaPreviews *previews;
  guint64 n_calls_before;
} Fixture;

static void
sign_in (Fixture *fixture)
{
  g_autoptr (CantoSignIn) way = canto_sign_in_new (fixture->account, fixture->app_secret);
  g_autoptr (CantoToken) token = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  canto_sign_in_run_credentials_async (way, test_tenant_get (fixture->tenant, "user"), NULL, NULL,
                                       test_keep_result, &result);
  token = canto_sign_in_run_credentials_finish (way, test_wait_result (&result), &error);
  g_assert_no_error (error);
  canto_client_set_token (fixture->client, token, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *assets = g_strdup_printf ("--assets=%d", N_ASSETS);
  g_autofree char *scenario = NULL;
  g_autofree char *limit = NULL;
  g_autoptr (CantoClock) clock = NULL;
  g_autoptr (GError) error = NULL;
  /* The client's own budget is in nobody's way here. */
  CantoAccountOptions options = { .calls_per_minute = 6000 };

  fixture->expected = data;
  scenario = g_strconcat ("--scenario=", fixture->expected->scenario, NULL);
  limit = g_strconcat (
      "--calls-per-minute=",
      fixture->expected->calls_per_minute != NULL ? fixture->expected->calls_per_minute : "0",
      NULL);
  fixture->tenant = test_tenant_start (assets, scenario, limit, NULL);
  options.loopback_base = test_tenant_get (fixture->tenant, "base");
  options.app_id = test_tenant_get (fixture->tenant, "app_id");
  fixture->account = canto_account_new (&options, &error);
  g_assert_no_error (error);

  fixture->app_secret = canto_secret_new (test_tenant_get (fixture->tenant, "app_secret"));
  fixture->store = canto_token_store_new_in_memory ();
  clock = fixture->expected->clock_runs ? CANTO_CLOCK (fake_clock_new ()) : canto_clock_new ();
  if (fixture->expected->clock_runs)
    fake_clock_set_runs (FAKE_CLOCK (clock), TRUE);
  fixture->client = g_object_new (CANTO_TYPE_CLIENT, "account", fixture->account, "store",
                                  fixture->store, "clock", clock, NULL);
  fixture->source = CATALOG_SOURCE (catalog_service_source_new (fixture->client));
  fixture->list = catalog_asset_list_new (fixture->source);
  fixture->tree = catalog_branch_new_root (fixture->source, NULL);
  fixture->previews = media_previews_new (fixture->client, NULL, 0);
  sign_in (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_assert_last_unref (fixture->previews);
  test_assert_last_unref (fixture->tree);
  test_assert_last_unref (fixture->list);
  test_assert_last_unref (fixture->source);
  test_assert_last_unref (fixture->client);
  test_assert_last_unref (fixture->store);
  test_assert_last_unref (fixture->account);
  canto_secret_unref (fixture->app_secret);
  g_free (test_tenant_stop (fixture->tenant));
}

static void
ask_something_else (Fixture *fixture)
{
  for (guint i = 0; i < fixture->expected->n_calls_before; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (CantoUser) user = NULL;
      g_autoptr (GError) error = NULL;

      canto_client_get_user_async (fixture->client, CANTO_PRIORITY_INTERACTIVE, NULL,
                                   test_keep_result, &result);
      user = canto_client_get_user_finish (fixture->client, test_wait_result (&result), &error);
      g_assert_no_error (error);
    }
  fixture->n_calls_before = canto_client_get_n_counted_calls (fixture->client);
}

static gboolean
list_has_answer (gpointer user_data)
{
  return catalog_asset_list_get_status (user_data) != CATALOG_STATUS_LOADING;
}

static gboolean
branch_has_answer (gpointer user_data)
{
  CatalogBranchStatus status = catalog_branch_get_status (user_data);

  return status == CATALOG_BRANCH_READY || status == CATALOG_BRANCH_FAILED;
}

/* An error that is shown must say something. */
static void
assert_error (const GError *error, int code)
{
  g_assert_error (error, CANTO_ERROR, code);
  g_assert_cmpstr (error->message, !=, "");
}

static void
check_list (Fixture *fixture)
{
  const Case *expected = fixture->expected;

  test_wait_until (list_has_answer, fixture->list, "the list");
  if (expected->code != NO_ERROR)
    {
      assert_error (catalog_asset_list_get_error (fixture->list), expected->code);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 0);
      return;
    }

  g_assert_no_error (catalog_asset_list_get_error (fixture->list));
  g_assert_cmpint (catalog_asset_list_get_status (fixture->list), ==, CATALOG_STATUS_READY);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, expected->n_items);
}

static void
load_branch (CatalogBranch *branch)
{
  catalog_branch_load (branch);
  test_wait_until (branch_has_answer, branch, "a branch");
}

/* Some scenarios are about lists only. */
static gboolean
is_list_alone (const Case *expected)
{
  return g_str_equal (expected->scenario, "too-huge-json");
}

static void
check_tree (Fixture *fixture)
{
  const Case *expected = fixture->expected;

  load_branch (fixture->tree);
  if (expected->code != NO_ERROR && !is_list_alone (expected))
    {
      assert_error (catalog_branch_get_error (fixture->tree), expected->code);
      return;
    }

  g_assert_cmpint (catalog_branch_get_status (fixture->tree), ==, CATALOG_BRANCH_READY);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->tree)), >, 0);
  if (g_str_equal (expected->scenario, "cycle-tree"))
    {
      g_autoptr (CatalogBranch) folder = g_list_model_get_item (G_LIST_MODEL (fixture->tree), 0);
      const char *id = canto_node_get_id (catalog_branch_get_node (folder));

      load_branch (folder);
      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (folder)); i++)
        {
          g_autoptr (CatalogBranch) child = g_list_model_get_item (G_LIST_MODEL (folder), i);

          g_assert_cmpstr (canto_node_get_id (catalog_branch_get_node (child)), !=, id);
        }
    }
}

static CantoAsset *
get_asset (Fixture *fixture, guint position)
{
  g_autoptr (CatalogSlot) slot = g_list_model_get_item (G_LIST_MODEL (fixture->list), position);

  return slot != NULL ? catalog_slot_get_asset (slot) : NULL;
}

static void
check_picture (Fixture *fixture, MediaRequest *request)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MediaPicture) picture = NULL;
  g_autoptr (GError) error = NULL;

  media_previews_load_async (fixture->previews, request, NULL, test_keep_result, &result);
  picture = media_previews_load_finish (fixture->previews, test_wait_result (&result), &error);
  if (fixture->expected->picture_code != NO_ERROR)
    assert_error (error, fixture->expected->picture_code);
  else
    g_assert_no_error (error);
}

/* One after the other: what is flaky is so by the number of the answer. */
static void
check_pictures (Fixture *fixture)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
  guint n_wanted = n_items == 0 ? 0 : fixture->expected->is_slow ? 1 : N_PICTURES;
  guint n_pictures = 0;

  for (guint i = 0; i < n_items && n_pictures < n_wanted; i++)
    {
      CantoAsset *asset = get_asset (fixture, i);
      g_autoptr (MediaRequest) request = NULL;

      if (asset == NULL || canto_asset_get_scheme (asset) != CANTO_SCHEME_IMAGE)
        continue;
      request = engine_preview_places_new (asset, SIZE_PX);
      if (request == NULL)
        continue;
      check_picture (fixture, request);
      n_pictures++;
    }
  g_assert_cmpuint (n_pictures, ==, n_wanted);
}

static void
check_calls (Fixture *fixture)
{
  guint64 n_calls = canto_client_get_n_counted_calls (fixture->client) - fixture->n_calls_before;

  g_assert_cmpuint (n_calls, >, 0);
  g_assert_cmpuint (n_calls, <=, fixture->expected->max_calls);
}

static gboolean
is_shown (gpointer user_data)
{
  Fixture *fixture = user_data;

  return catalog_asset_list_get_status (fixture->list) == CATALOG_STATUS_READY
         && catalog_branch_get_status (fixture->tree) == CATALOG_BRANCH_READY;
}

static void
check_recovery (Fixture *fixture)
{
  switch (fixture->expected->recovery)
    {
    case RECOVERY_RETURN:
      g_assert_false (canto_client_get_online (fixture->client));
      kill (test_tenant_get_pid (fixture->tenant), SIGUSR1);
      break;

    case RECOVERY_SIGN_IN:
      g_assert_false (canto_client_has_token (fixture->client));
      sign_in (fixture);
      catalog_asset_list_retry (fixture->list);
      catalog_branch_load (fixture->tree);
      break;

    case RECOVERY_NONE:
    default:
      catalog_asset_list_retry (fixture->list);
      check_list (fixture);
      return;
    }

  test_wait_until (is_shown, fixture, "list and tree");
  g_assert_true (canto_client_get_online (fixture->client));
  g_assert_no_error (catalog_asset_list_get_error (fixture->list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, N_ASSETS);
}

static void
test_scenario (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantoQuery) query =
      canto_query_with_keyword (canto_query_new (), fixture->expected->keyword);

  ask_something_else (fixture);
  catalog_asset_list_set_query (fixture->list, query);
  if (fixture->expected->is_slow)
    catalog_branch_load (fixture->tree);
  check_list (fixture);
  check_tree (fixture);
  if (fixture->expected->code == NO_ERROR)
    check_pictures (fixture);
  else
    check_recovery (fixture);
  check_calls (fixture);
}

static gboolean
is_in_table (const char *scenario)
{
  if (g_strv_contains (other_scenarios, scenario))
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      if (g_str_equal (cases[i].scenario, scenario))
        return TRUE;
    }

  return FALSE;
}

/* What --help lists and the table does not have is not tested. */
static void
test_table_is_complete (void)
{
  const char *const command[] = { g_getenv ("DESCANT_TENANT"), "--help", NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *help = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint n_scenarios = 0;
  char **line;

  process = g_subprocess_newv (command, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &help, NULL, &error);
  g_assert_no_error (error);

  lines = g_strsplit (help, "\n", -1);
  for (line = lines; *line != NULL && !g_str_equal (*line, "Scenarios:"); line++)
    continue;
  g_assert_nonnull (*line);
  for (line++; *line != NULL && g_str_has_prefix (*line, "  "); line++)
    {
      g_auto (GStrv) words = g_strsplit (g_strstrip (*line), " ", 2);

      if (!is_in_table (words[0]))
        g_error ("The scenario “%s” is not in the table.", words[0]);
      n_scenarios++;
    }
  g_assert_cmpuint (n_scenarios, ==,
                    G_N_ELEMENTS (cases) + g_strv_length ((GStrv) other_scenarios));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/scenarios/table-is-complete", test_table_is_complete);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/scenarios/", cases[i].scenario, NULL);

      g_test_add (path, Fixture, &cases[i], set_up, test_scenario, tear_down);
    }

  return g_test_run ();
}
