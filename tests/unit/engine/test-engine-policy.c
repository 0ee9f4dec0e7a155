/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an administrator lays down, and what becomes of a person's account below it. */

#include "canto-error.h"
#include "engine-account-file.h"
#include "test-folder.h"
#include "test-wait.h"

#include <string.h>

#define POLICY "descant/account.conf"
#define OWN    "own/accounts.conf"

typedef struct
{
  char *root;
  char *folders[3]; /* "first" and "second" below root */
  EnginePolicy *policy;
  EngineAccountFile *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) own = NULL;

  fixture->root = g_dir_make_tmp ("descant-policy-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->folders[0] = g_build_filename (fixture->root, "first", NULL);
  fixture->folders[1] = g_build_filename (fixture->root, "second", NULL);
  own = g_file_new_build_filename (fixture->root, OWN, NULL);
  fixture->policy = engine_policy_new ((const char *const *) fixture->folders);
  fixture->file = engine_account_file_new (own, fixture->policy);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_assert_last_unref (fixture->file);
  test_assert_last_unref (fixture->policy);
  test_folder_remove (fixture->root);
  g_free (fixture->folders[0]);
  g_free (fixture->folders[1]);
  g_free (fixture->root);
}

/* @contents: below "[Account]" */
static void
write_below (const char *folder, const char *name, const char *contents)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *text = g_strconcat ("[Account]\n", contents, "\n", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
lay_down (Fixture *fixture, const char *contents)
{
  write_below (fixture->folders[0], POLICY, contents);
}

static void
write_own (Fixture *fixture, const char *contents)
{
  write_below (fixture->root, OWN, contents);
}

static gboolean
load (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  engine_account_file_load_async (fixture->file, NULL, test_keep_result, &result);

  return engine_account_file_load_finish (fixture->file, test_wait_result (&result), error);
}

static CantoAccount *
load_well (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  load (fixture, &error);
  g_assert_no_error (error);

  return engine_account_file_get_account (fixture->file);
}

static void
assert_preset (Fixture *fixture, const char *key, const char *expected)
{
  g_autofree char *value = engine_account_file_dup_preset (fixture->file, key);

  g_assert_cmpstr (value, ==, expected);
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  g_assert_null (load_well (fixture));
  g_assert_false (engine_account_file_is_locked (fixture->file, "tenant"));
  assert_preset (fixture, "tenant", NULL);

  lay_down (fixture, "");
  g_assert_null (load_well (fixture));
}

static void
test_first_folder_counts (Fixture *fixture, gconstpointer data)
{
  write_below (fixture->folders[1], POLICY, "tenant=second.canto.com\napp-id=b");
  g_assert_cmpstr (canto_account_get_id (load_well (fixture)), ==, "second.canto.com");
  write_below (fixture->folders[0], POLICY, "tenant=first.canto.com\napp-id=a");
  g_assert_cmpstr (canto_account_get_id (load_well (fixture)), ==, "first.canto.com");
}

/* A whole account: nobody has to type anything. */
static void
test_whole (Fixture *fixture, gconstpointer data)
{
  CantoAccount *account;

  lay_down (fixture, "tenant=acme\nregion=ca.canto.com\napp-id=key\napp-secret=s3cret\n"
                     "redirect-port=4711\noauth-pkce=S256\nmdc-host=D1.Cloudfront.net\n"
                     "mdc-account=112233445566\nmdc-master-px=4096\nlocked=mdc-master-px");
  account = load_well (fixture);
  g_assert_cmpstr (canto_account_get_tenant_host (account), ==, "acme.ca.canto.com");
  g_assert_cmpstr (canto_account_get_app_id (account), ==, "key");
  g_assert_cmpstr (canto_account_get_redirect_uri (account), ==, "http://localhost:4711/callback");
  g_assert_cmpint (canto_account_get_pkce (account), ==, CANTO_PKCE_S256);
  g_assert_cmpstr (canto_account_get_delivery_host (account), ==, "d1.cloudfront.net");
  g_assert_cmpstr (canto_account_get_delivery_account (account), ==, "112233445566");
  g_assert_cmpuint (canto_account_get_delivery_master_px (account), ==, 4096);
  g_assert_true (engine_account_file_is_locked (fixture->file, "mdc-master-px"));
  g_assert_cmpstr (canto_secret_peek (engine_account_file_get_app_secret (fixture->file)), ==,
                   "s3cret");
  g_assert_false (engine_account_file_is_locked (fixture->file, "tenant"));
}

/* Some of it: what is missing is typed. */
static void
test_part (Fixture *fixture, gconstpointer data)
{
  g_autofree char *redirect_uri = NULL;
  g_autoptr (CantoAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  lay_down (fixture, "region=canto.de\nredirect-port=4711\noauth-family=compatible");
  g_assert_null (load_well (fixture));
  assert_preset (fixture, "region", "canto.de");
  assert_preset (fixture, "app-id", NULL);
  redirect_uri = engine_account_file_dup_redirect_uri (fixture->file);
  g_assert_cmpstr (redirect_uri, ==, "http://localhost:4711/callback");

  account = engine_account_file_make_account (fixture->file, "acme", NULL, "key", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (canto_account_get_tenant_host (account), ==, "acme.canto.de");
  g_assert_cmpstr (canto_account_get_redirect_uri (account), ==, redirect_uri);
  g_assert_cmpint (canto_account_get_oauth_family (account), ==, CANTO_OAUTH_FAMILY_COMPATIBLE);
}

static void
test_own_goes_before (Fixture *fixture, gconstpointer data)
{
  CantoAccount *account;

  lay_down (fixture, "tenant=acme.canto.de\napp-id=key\nredirect-port=4711\ncalls-per-minute=60");
  write_own (fixture, "tenant=other.canto.com\napp-id=own\nredirect-uri=http://127.0.0.1:1/x");
  account = load_well (fixture);
  g_assert_cmpstr (canto_account_get_id (account), ==, "other.canto.com");
  g_assert_cmpstr (canto_account_get_app_id (account), ==, "own");
  g_assert_cmpstr (canto_account_get_redirect_uri (account), ==, "http://127.0.0.1:1/x");
  g_assert_cmpuint (canto_account_get_calls_per_minute (account), ==, 60);
}

static void
test_locked (Fixture *fixture, gconstpointer data)
{
  static const char *const locks[] = { "tenant;app-id;redirect-port", "all" };

  write_own (fixture, "tenant=other.canto.com\napp-id=own\nredirect-uri=http://127.0.0.1:1/x\n"
                      "loopback-base=http://127.0.0.1:8080\npage-size=50");
  for (gsize i = 0; i < G_N_ELEMENTS (locks); i++)
    {
      g_autofree char *contents = g_strconcat (
          "tenant=acme.canto.de\napp-id=key\nredirect-port=4711\nlocked=", locks[i], NULL);
      g_autoptr (CantoAccount) typed = NULL;
      g_autoptr (GError) error = NULL;
      CantoAccount *account;

      lay_down (fixture, contents);
      account = load_well (fixture);
      g_assert_cmpstr (canto_account_get_id (account), ==, "acme.canto.de");
      g_assert_false (canto_account_get_is_loopback (account));
      g_assert_cmpstr (canto_account_get_app_id (account), ==, "key");
      g_assert_cmpstr (canto_account_get_redirect_uri (account), ==,
                       "http://localhost:4711/callback");
      g_assert_cmpuint (canto_account_get_page_size (account), ==, 50);
      g_assert_true (engine_account_file_is_locked (fixture->file, "tenant"));
      g_assert_false (engine_account_file_is_locked (fixture->file, "page-size"));

      /* Nor does typing get around it. */
      typed = engine_account_file_make_account (fixture->file, "other", "canto.com", "own", &error);
      g_assert_no_error (error);
      g_assert_cmpstr (canto_account_get_id (typed), ==, "acme.canto.de");
      g_assert_cmpstr (canto_account_get_app_id (typed), ==, "key");
    }
}

/* A locked region holds for a whole address, and for a loopback one. */
static void
test_locked_region (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *address;
    const char *region;
    const char *host; /* (nullable): refused */
  } cases[] = {
    { "acme", NULL, "acme.canto.com" },           { "acme", "canto.de", "acme.canto.com" },
    { "acme.canto.com", NULL, "acme.canto.com" }, { "acme.canto.de", NULL, NULL },
    { "acme.ca.canto.com", NULL, NULL },
  };
  g_autoptr (GError) own_error = NULL;

  lay_down (fixture, "region=canto.com\nlocked=region");
  load_well (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CantoAccount) account = engine_account_file_make_account (
          fixture->file, cases[i].address, cases[i].region, "key", &error);

      if (cases[i].host != NULL)
        g_assert_cmpstr (canto_account_get_tenant_host (account), ==, cases[i].host);
      else
        {
          g_assert_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT);
          g_assert_null (account);
        }
    }

  write_own (fixture, "tenant=acme.canto.de\napp-id=key");
  g_assert_false (load (fixture, &own_error));
  g_assert_error (own_error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT);
}

/* Which hosts sign-ins and uploads go to besides Canto's own is for an administrator to say
 * (17.8, 17.14). */
static void
test_hosts (Fixture *fixture, gconstpointer data)
{
  static const char own[] = "tenant=acme.dam.example\napp-id=key\nextra-hosts=dam.example\n"
                            "upload-hosts=bucket.dam.example";
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoAccount) typed = NULL;
  CantoAccount *account;

  /* Her own file does not, and neither does another policy with it. */
  write_own (fixture, own);
  g_assert_false (load (fixture, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT);
  g_clear_error (&error);
  lay_down (fixture, "extra-hosts=other.example");
  g_assert_false (load (fixture, &error));
  g_assert_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT);
  g_clear_error (&error);

  lay_down (fixture, "extra-hosts=Dam.Example;cantoflight.com\nupload-hosts=up.example");
  account = load_well (fixture);
  g_assert_cmpstr (canto_account_get_tenant_host (account), ==, "acme.dam.example");
  g_assert_cmpstr (canto_account_get_extra_hosts (account)[0], ==, "dam.example");
  g_assert_cmpstr (canto_account_get_upload_hosts (account)[0], ==, "up.example");
  g_assert_cmpuint (g_strv_length ((char **) canto_account_get_upload_hosts (account)), ==, 1);
  typed =
      engine_account_file_make_account (fixture->file, "beta", "cantoflight.com", "key", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (canto_account_get_oauth_base (typed), ==,
                   "https://oauth.cantoflight.com/oauth/api/oauth2/");
}

static void
test_wrong (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *contents;
    const char *named;
  } cases[] = {
    { "tenant=acme.canto.com.evil.example", "tenant" },
    { "tenant=user@acme.canto.com\napp-id=key", "tenant" },
    { "region=evil.example", "region" },
    { "redirect-port=99999", "redirect-port" },
    { "redirect-port=0", "redirect-port" },
    { "redirect-uri=http://evil.example:80/", "redirect-uri" },
    { "oauth-family=magic", "oauth-family" },
    { "mdc-host=https://evil.example/", "mdc-host" },
    { "mdc-account=abc", "mdc-account" },
    { "mdc-master-px=4k", "mdc-master-px" },
    { "mdc-master-px=-1", "mdc-master-px" },
    { "mdc-master-px=99", "mdc-master-px" },
    { "mdc-account=1\nmdc-master-px=100001", "mdc-master-px" },
    { "extra-hosts=dam.example;com", "extra-hosts" },
    { "tenant=acme.dam.example\nextra-hosts=dam.example;10.0.0.1", "extra-hosts" },
    { "loopback-base=http://127.0.0.1:8080\napp-id=key", "loopback-base" },
    { "app-id=key\nlocked=tenant", "tenant" },
    { "app-id=key\nlocked=app-id;nonsense", "nonsense" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].contents);
      lay_down (fixture, cases[i].contents);
      g_assert_false (load (fixture, &error));
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT);
      g_assert_nonnull (strstr (error->message, POLICY));
      g_assert_nonnull (strstr (error->message, cases[i].named));
    }
}

static void
test_no_key_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  lay_down (fixture, "this is no key file");
  g_assert_false (load (fixture, &error));
  g_assert_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_PARSE);
  g_assert_nonnull (strstr (error->message, POLICY));
}

/* What is laid down is not written into the person's file but for the account itself. */
static void
test_save (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->root, OWN, NULL);
  g_autofree char *text = NULL;

  lay_down (fixture, "tenant=acme.canto.de\napp-id=key\napp-secret=s3cret\npage-size=50\n"
                     "locked=tenant");
  engine_account_file_save_async (fixture->file, load_well (fixture), NULL, test_keep_result,
                                  &result);
  g_assert_true (
      engine_account_file_save_finish (fixture->file, test_wait_result (&result), &error));
  g_assert_no_error (error);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "tenant=acme.canto.de"));
  g_assert_null (strstr (text, "s3cret"));
  g_assert_null (strstr (text, "page-size"));
  g_assert_null (strstr (text, "locked"));
  g_assert_cmpuint (canto_account_get_page_size (load_well (fixture)), ==, 50);
}

/* Where the system says, if nothing else is said. */
static void
test_system_folders (void)
{
  const char *folder = g_get_system_config_dirs ()[0];
  g_autoptr (EnginePolicy) policy = engine_policy_new (NULL);
  g_autoptr (GFile) own = g_file_new_build_filename (folder, OWN, NULL);
  g_autoptr (EngineAccountFile) file = engine_account_file_new (own, policy);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  write_below (folder, POLICY, "tenant=acme.canto.de\napp-id=key");
  engine_account_file_load_async (file, NULL, test_keep_result, &result);
  engine_account_file_load_finish (file, test_wait_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (canto_account_get_id (engine_account_file_get_account (file)), ==,
                   "acme.canto.de");
}

int
main (int argc, char *argv[])
{
  g_autofree char *system = g_dir_make_tmp ("descant-xdg-XXXXXX", NULL);
  int status;

  /* Before GLib has asked for it. */
  g_setenv ("XDG_CONFIG_DIRS", system, TRUE);
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function)                                                                        \
  g_test_add ("/engine/policy/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("nothing", test_nothing);
  ADD ("first-folder-counts", test_first_folder_counts);
  ADD ("whole", test_whole);
  ADD ("part", test_part);
  ADD ("own-goes-before", test_own_goes_before);
  ADD ("C6/locked", test_locked);
  ADD ("C6/locked-region", test_locked_region);
  ADD ("17.8/hosts", test_hosts);
  ADD ("C6/wrong", test_wrong);
  ADD ("no-key-file", test_no_key_file);
  ADD ("save", test_save);
#undef ADD
  g_test_add_func ("/engine/policy/system-folders", test_system_folders);
  status = g_test_run ();
  test_folder_remove (system);

  return status;
}
