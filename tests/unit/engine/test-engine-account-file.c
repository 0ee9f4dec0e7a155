/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-error.h"
#include "engine-account-file.h"
#include "test-full-disk.h"
#include "test-wait.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *path;
  EngineAccountFile *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("descant-account-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "descant", "accounts.conf", NULL);
  file = g_file_new_for_path (fixture->path);
  fixture->file = engine_account_file_new (file, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *parent = g_path_get_dirname (fixture->path);

  test_assert_last_unref (fixture->file);
  g_unlink (fixture->path);
  g_rmdir (parent);
  /* Nothing else was left there. */
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
write_file (Fixture *fixture, const char *contents)
{
  g_autofree char *parent = g_path_get_dirname (fixture->path);
  g_autoptr (GError) error = NULL;

  g_mkdir (parent, 0700);
  g_file_set_contents (fixture->path, contents, -1, &error);
  g_assert_no_error (error);
}

static char *
read_file (Fixture *fixture)
{
  char *contents;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (fixture->path, &contents, NULL, &error);
  g_assert_no_error (error);

  return contents;
}

static gboolean
load (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  engine_account_file_load_async (fixture->file, NULL, test_keep_result, &result);

  return engine_account_file_load_finish (fixture->file, test_wait_result (&result), error);
}

static CantoAccount *
load_account (Fixture *fixture, const char *contents)
{
  g_autoptr (GError) error = NULL;

  write_file (fixture, contents);
  g_assert_true (load (fixture, &error));
  g_assert_no_error (error);

  return engine_account_file_get_account (fixture->file);
}

static void
save (Fixture *fixture, CantoAccount *account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  engine_account_file_save_async (fixture->file, account, NULL, test_keep_result, &result);
  g_assert_true (
      engine_account_file_save_finish (fixture->file, test_wait_result (&result), &error));
  g_assert_no_error (error);
}

static CantoAccount *
make_account (const char *address)
{
  g_autoptr (GError) error = NULL;
  CantoAccountOptions options = { .address = address, .app_id = "other-app" };
  CantoAccount *account = canto_account_new (&options, &error);

  g_assert_no_error (error);

  return account;
}

/* Loading */

static void
test_no_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (load (fixture, &error));
  g_assert_no_error (error);
  g_assert_null (engine_account_file_get_account (fixture->file));
  g_assert_null (engine_account_file_get_app_secret (fixture->file));
}

static void
test_no_group (Fixture *fixture, gconstpointer data)
{
  g_assert_null (load_account (fixture, "# nothing yet\n[Window]\nwidth=1\n"));
}

static void
test_shortest (Fixture *fixture, gconstpointer data)
{
  CantoAccount *account = load_account (fixture, "[Account]\ntenant=acme.canto.com\napp-id=app\n");

  g_assert_cmpstr (canto_account_get_tenant_host (account), ==, "acme.canto.com");
  g_assert_cmpstr (canto_account_get_app_id (account), ==, "app");
  g_assert_cmpstr (canto_account_get_redirect_uri (account), ==,
                   CANTO_ACCOUNT_DEFAULT_REDIRECT_URI);
  g_assert_cmpint (canto_account_get_oauth_family (account), ==, CANTO_OAUTH_FAMILY_PLAIN);
  g_assert_cmpint (canto_account_get_pkce (account), ==, CANTO_PKCE_NONE);
  g_assert_cmpuint (canto_account_get_calls_per_minute (account), ==, 200);
  g_assert_cmpuint (canto_account_get_page_size (account), ==, 1000);
  g_assert_cmpuint (canto_account_get_page_depth (account), ==, G_MAXUINT);
  g_assert_false (canto_account_get_is_loopback (account));
  g_assert_null (engine_account_file_get_app_secret (fixture->file));
}

static void
test_every_key (Fixture *fixture, gconstpointer data)
{
  CantoAccount *account = load_account (fixture, "[Account]\n"
                                                 "tenant=acme\n"
                                                 "region=canto.de\n"
                                                 "app-id=app\n"
                                                 "app-secret=s3cret\n"
                                                 "redirect-uri=http://127.0.0.1:4711/back\n"
                                                 "oauth-family=compatible\n"
                                                 "oauth-pkce=S256\n"
                                                 "calls-per-minute=500\n"
                                                 "page-size=100\n"
                                                 "page-depth=5000\n"
                                                 "tenant-time-zone=Europe/Berlin\n"
                                                 "expiry-field=Usage until\n"
                                                 "mdc-master-px=4096\n");

  g_assert_cmpstr (canto_account_get_tenant_host (account), ==, "acme.canto.de");
  g_assert_cmpstr (canto_account_get_redirect_uri (account), ==, "http://127.0.0.1:4711/back");
  g_assert_cmpint (canto_account_get_oauth_family (account), ==, CANTO_OAUTH_FAMILY_COMPATIBLE);
  g_assert_cmpint (canto_account_get_pkce (account), ==, CANTO_PKCE_S256);
  g_assert_cmpuint (canto_account_get_calls_per_minute (account), ==, 500);
  g_assert_cmpuint (canto_account_get_page_size (account), ==, 100);
  g_assert_cmpuint (canto_account_get_page_depth (account), ==, 5000);
  g_assert_cmpstr (g_time_zone_get_identifier (canto_account_get_time_zone (account)), ==,
                   "Europe/Berlin");
  g_assert_cmpstr (canto_account_get_expiry_field (account), ==, "Usage until");
  g_assert_cmpuint (canto_account_get_delivery_master_px (account), ==, 4096);
  g_assert_cmpstr (canto_secret_peek (engine_account_file_get_app_secret (fixture->file)), ==,
                   "s3cret");
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *word;
    CantoPkce pkce;
  } words[] = {
    { "none", CANTO_PKCE_NONE },   { "s256", CANTO_PKCE_S256 },   { "S256", CANTO_PKCE_S256 },
    { "plain", CANTO_PKCE_PLAIN }, { "Plain", CANTO_PKCE_PLAIN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *contents = g_strdup_printf (
          "[Account]\ntenant=acme.canto.com\napp-id=a\noauth-pkce=%s\n", words[i].word);

      g_assert_cmpint (canto_account_get_pkce (load_account (fixture, contents)), ==,
                       words[i].pkce);
    }
}

/* 2.11: this file is the one place that a loopback address comes from. */
static void
test_loopback_base (Fixture *fixture, gconstpointer data)
{
  CantoAccount *account =
      load_account (fixture, "[Account]\nloopback-base=http://127.0.0.1:4711\napp-id=app\n");

  g_assert_true (canto_account_get_is_loopback (account));
  g_assert_cmpstr (canto_account_get_api_base (account), ==, "http://127.0.0.1:4711");
}

/* The person has to mend it: the message says where, and what is wrong there. */
static void
test_wrong_values (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *lines, *key;
  } cases[] = {
    { "tenant=acme.canto.com\napp-id=a\ncalls-per-minute=many\n", "calls-per-minute" },
    { "tenant=acme.canto.com\napp-id=a\ncalls-per-minute=0\n", "calls-per-minute" },
    { "tenant=acme.canto.com\napp-id=a\ncalls-per-minute=-1\n", "calls-per-minute" },
    { "tenant=acme.canto.com\napp-id=a\ncalls-per-minute=99999999999\n", "calls-per-minute" },
    { "tenant=acme.canto.com\napp-id=a\npage-size=10.5\n", "page-size" },
    { "tenant=acme.canto.com\napp-id=a\npage-size=\n", "page-size" },
    { "tenant=acme.canto.com\napp-id=a\npage-depth=all\n", "page-depth" },
    { "tenant=acme.canto.com\napp-id=a\noauth-family=new\n", "oauth-family" },
    { "tenant=acme.canto.com\napp-id=a\noauth-pkce=md5\n", "oauth-pkce" },
    { "tenant=acme.canto.com\napp-id=a\ntenant-time-zone=Moon/Sea\n", "tenant-time-zone" },
    { "tenant=acme.canto.com\napp-id=a\nmdc-master-px=big\n", "mdc-master-px" },
    { "tenant=acme.canto.com\napp-id=a\nmdc-master-px=20\n", "mdc-master-px" },
    { "tenant=acme.canto.com\napp-id=a\nmdc-master-px=99999999999999\n", "mdc-master-px" },
    { "tenant=acme.canto.com\napp-id=a\nmdc-account=x\nmdc-master-px=4096\n", "mdc-account" },
    { "tenant=acme.canto.com\napp-id=a\nroot-folder=a/b\n", "root-folder" },
    { "tenant=acme.canto.com\napp-id=a\nroot-folder=\n", "root-folder" },
    { "tenant=acme.canto.com\napp-id=a\nredirect-uri=https://evil.example/\n", "redirect-uri" },
    { "tenant=acme.evil.example\napp-id=a\n", "tenant" },
    { "tenant=acme\nregion=evil.example\napp-id=a\n", "region" },
    { "app-id=a\n", "tenant" },
    { "tenant=acme.canto.com\n", "app-id" },
    { "loopback-base=http://acme.canto.com\napp-id=a\n", "loopback-base" },
    { "loopback-base=https://127.0.0.2:80\napp-id=a\n", "loopback-base" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *contents = g_strconcat ("[Account]\n", cases[i].lines, NULL);
      g_autofree char *start = NULL;
      g_autoptr (GError) error = NULL;

      write_file (fixture, contents);
      g_assert_false (load (fixture, &error));
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT);
      g_test_message ("%s", error->message);
      start = g_strdup_printf ("%s: %s", fixture->path, cases[i].key);
      g_assert_true (g_str_has_prefix (error->message, start));
      g_assert_null (engine_account_file_get_account (fixture->file));
    }
}

static void
test_no_key_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_file (fixture, "tenant=acme.canto.com\n");
  g_assert_false (load (fixture, &error));
  g_assert_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_GROUP_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, fixture->path));
}

static void
test_cannot_be_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *parent = g_path_get_dirname (fixture->path);

  /* A folder in its place: no right to read stops root. */
  g_assert_cmpint (g_mkdir (parent, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  g_assert_false (load (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_assert_nonnull (strstr (error->message, fixture->path));
  g_rmdir (fixture->path);
}

/* Saving */

static guint
get_mode (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);

  return status.st_mode & 0777;
}

static void
test_save_new (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantoAccount) account = make_account ("other.canto.global");
  g_autofree char *parent = g_path_get_dirname (fixture->path);
  CantoAccount *loaded;

  save (fixture, account);
  g_assert_true (engine_account_file_get_account (fixture->file) == account);
  g_assert_cmpuint (get_mode (fixture->path), ==, 0600);
  g_assert_cmpuint (get_mode (parent), ==, 0700);

  g_assert_true (load (fixture, NULL));
  loaded = engine_account_file_get_account (fixture->file);
  g_assert_cmpstr (canto_account_get_tenant_host (loaded), ==, "other.canto.global");
  g_assert_cmpstr (canto_account_get_app_id (loaded), ==, "other-app");
}

/* What could not be read is somebody's work. */
static void
test_save_keeps_what_is_broken (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantoAccount) account = make_account ("other.canto.global");
  g_autofree char *backup = g_strconcat (fixture->path, "~", NULL);
  g_autofree char *contents = NULL;

  write_file (fixture, "[Account]\npage-size=50\nno key\n");
  g_assert_false (load (fixture, NULL));
  save (fixture, account);
  g_assert_true (g_file_get_contents (backup, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "[Account]\npage-size=50\nno key\n");
  g_assert_cmpuint (get_mode (backup), ==, 0600);

  /* Nor is it lost the next time. */
  g_clear_pointer (&contents, g_free);
  save (fixture, account);
  g_assert_true (g_file_get_contents (backup, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "[Account]\npage-size=50\nno key\n");
  g_assert_cmpint (g_remove (backup), ==, 0);
  g_assert_true (load (fixture, NULL));
}

/* Nothing is lost: neither what stood there, nor what is to stand there. */
static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  static const char old[] = "[Account]\ntenant=acme.canto.com\napp-id=app\npage-size=100\n";
  g_autoptr (CantoAccount) account = make_account ("other.canto.global");
  g_autofree char *later = NULL;

  load_account (fixture, old);
  /* Often: what happens to the file after it has failed is seen by the next one. */
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *contents = NULL;

      test_full_disk_begin ();
      engine_account_file_save_async (fixture->file, account, NULL, test_keep_result, &result);
      g_assert_false (
          engine_account_file_save_finish (fixture->file, test_wait_result (&result), &error));
      test_full_disk_end ();
      g_assert_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (EFBIG));
      g_assert_nonnull (strstr (error->message, fixture->path));
      contents = read_file (fixture);
      g_assert_cmpstr (contents, ==, old);
    }

  save (fixture, account);
  later = read_file (fixture);
  g_assert_nonnull (strstr (later, "tenant=other.canto.global"));
  g_assert_nonnull (strstr (later, "page-size=100"));
}

static void
test_save_keeps_other_keys (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantoAccount) account = make_account ("other.canto.global");
  g_autofree char *contents = NULL;

  load_account (fixture, "# mine\n[Account]\ntenant=acme\nregion=canto.de\napp-id=app\n"
                         "page-size=100\noauth-pkce=S256\n[Window]\nwidth=1\n");
  save (fixture, account);
  contents = read_file (fixture);
  g_assert_nonnull (strstr (contents, "# mine"));
  g_assert_nonnull (strstr (contents, "\npage-size=100\n"));
  g_assert_nonnull (strstr (contents, "\noauth-pkce=S256\n"));
  g_assert_nonnull (strstr (contents, "[Window]\nwidth=1\n"));
  g_assert_nonnull (strstr (contents, "\ntenant=other.canto.global\n"));
  g_assert_null (strstr (contents, "region"));
}

static void
save_root_folder (Fixture *fixture, const char *folder_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  engine_account_file_save_root_folder_async (fixture->file, folder_id, NULL, test_keep_result,
                                              &result);
  g_assert_true (
      engine_account_file_save_finish (fixture->file, test_wait_result (&result), &error));
  g_assert_no_error (error);
}

static gboolean
save_delivery (Fixture *fixture,
               const char *host,
               const char *number,
               const char *master_px,
               GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  engine_account_file_save_delivery_async (fixture->file, host, number, master_px, NULL,
                                           test_keep_result, &result);

  return engine_account_file_save_finish (fixture->file, test_wait_result (&result), error);
}

static void
assert_delivery (Fixture *fixture, const char *host, const char *number, guint master_px)
{
  CantoAccount *account = engine_account_file_get_account (fixture->file);

  g_assert_cmpstr (canto_account_get_delivery_host (account), ==, host);
  g_assert_cmpstr (canto_account_get_delivery_account (account), ==, number);
  g_assert_cmpuint (canto_account_get_delivery_master_px (account), ==, master_px);
}

/* It holds at once, and after a restart; what is empty is not set. */
static void
test_save_delivery (Fixture *fixture, gconstpointer data)
{
  g_autofree char *contents = NULL;

  load_account (fixture, "# mine\n[Account]\ntenant=acme.canto.com\napp-id=app\npage-size=100\n");
  assert_delivery (fixture, NULL, NULL, 2048);
  g_assert_true (save_delivery (fixture, " D1.cloudfront.net ", "112233445566", "4096", NULL));
  assert_delivery (fixture, "d1.cloudfront.net", "112233445566", 4096);
  g_assert_cmpuint (canto_account_get_page_size (engine_account_file_get_account (fixture->file)),
                    ==, 100);
  g_assert_true (load (fixture, NULL));
  assert_delivery (fixture, "d1.cloudfront.net", "112233445566", 4096);

  g_assert_true (save_delivery (fixture, "", NULL, "", NULL));
  assert_delivery (fixture, NULL, NULL, 2048);
  g_assert_true (load (fixture, NULL));
  assert_delivery (fixture, NULL, NULL, 2048);
  contents = read_file (fixture);
  g_assert_null (strstr (contents, "mdc-"));
  g_assert_nonnull (strstr (contents, "# mine"));
}

/* What is wrong changes nothing, and says what is wrong. */
static void
test_save_bad_delivery (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *host, *number, *master_px, *named;
  } cases[] = {
    { "https://d1.cloudfront.net/", NULL, NULL, "https://d1.cloudfront.net/" },
    { NULL, "acme", NULL, "acme" },
    { NULL, NULL, "4k", "4k" },
    { NULL, NULL, "0", "mdc-master-px" },
    { NULL, NULL, "99", "99" },
    { NULL, NULL, "200000", "200000" },
  };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  load_account (fixture, "[Account]\ntenant=acme.canto.com\napp-id=app\nmdc-master-px=4096\n");
  before = read_file (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (
          save_delivery (fixture, cases[i].host, cases[i].number, cases[i].master_px, &error));
      g_assert_error (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT);
      g_assert_nonnull (strstr (error->message, cases[i].named));
      assert_delivery (fixture, NULL, NULL, 4096);
    }
  after = read_file (fixture);
  g_assert_cmpstr (after, ==, before);
}

/* Signing in by the form again is no reason to forget it; nor is it in the way if it is wrong. */
static void
test_form_keeps_delivery (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantoAccount) account = NULL;
  g_autoptr (CantoAccount) other = NULL;
  g_autoptr (GError) error = NULL;

  load_account (fixture, "[Account]\ntenant=acme.canto.com\napp-id=app\nmdc-master-px=4096\n");
  account =
      engine_account_file_make_account (fixture->file, "acme.canto.com", NULL, "new-app", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (canto_account_get_delivery_master_px (account), ==, 4096);

  write_file (fixture, "[Account]\ntenant=acme.canto.com\napp-id=app\nmdc-master-px=big\n");
  g_assert_false (load (fixture, NULL));
  other =
      engine_account_file_make_account (fixture->file, "acme.canto.com", NULL, "new-app", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (canto_account_get_delivery_master_px (other), ==, 2048);
}

static void
test_root_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantoAccount) same = NULL;
  g_autoptr (CantoAccount) other = make_account ("other.canto.global");
  g_autofree char *contents = NULL;

  /* Without an account there is nothing to keep it with. */
  save_root_folder (fixture, "G4ZDM");
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  load_account (fixture, "[Account]\ntenant=acme.canto.com\napp-id=app\n");
  g_assert_null (engine_account_file_get_root_folder (fixture->file));
  save_root_folder (fixture, "G4ZDM");
  g_assert_true (load (fixture, NULL));
  g_assert_cmpstr (engine_account_file_get_root_folder (fixture->file), ==, "G4ZDM");
  g_assert_cmpstr (canto_account_get_root_folder (engine_account_file_get_account (fixture->file)),
                   ==, "G4ZDM");

  /* Signing in anew keeps it; another library has other folders. */
  same = make_account ("acme.canto.com");
  save (fixture, same);
  g_assert_cmpstr (engine_account_file_get_root_folder (fixture->file), ==, "G4ZDM");
  save (fixture, other);
  g_assert_null (engine_account_file_get_root_folder (fixture->file));
  contents = read_file (fixture);
  g_assert_null (strstr (contents, "root-folder"));

  save_root_folder (fixture, "AAAAA");
  save_root_folder (fixture, NULL);
  g_assert_true (load (fixture, NULL));
  g_assert_null (engine_account_file_get_root_folder (fixture->file));
}

static void
test_save_is_for_the_persons_eyes_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantoAccount) account = make_account ("other.canto.com");
  g_autofree char *contents = NULL;

  load_account (fixture, "[Account]\ntenant=acme.canto.com\napp-id=app\n");
  g_assert_cmpint (g_chmod (fixture->path, 0644), ==, 0);
  save (fixture, account);
  g_assert_cmpuint (get_mode (fixture->path), ==, 0600);
  contents = read_file (fixture);
  g_assert_nonnull (strstr (contents, "tenant=other.canto.com"));
}

static gpointer
read_all_the_time (gpointer path)
{
  for (int i = 0; i < 500; i++)
    {
      g_autoptr (GKeyFile) keys = g_key_file_new ();
      g_autofree char *tenant = NULL;

      g_assert_true (g_key_file_load_from_file (keys, path, G_KEY_FILE_NONE, NULL));
      tenant = g_key_file_get_string (keys, "Account", "tenant", NULL);
      g_assert_nonnull (tenant);
      g_assert_true (g_key_file_has_key (keys, "Account", "redirect-uri", NULL));
    }

  return NULL;
}

/* Whoever reads while it is written has the old account or the new one. */
static void
test_save_is_atomic (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantoAccount) one = make_account ("one.canto.com");
  g_autoptr (CantoAccount) other = make_account ("another-one.canto.com");
  GThread *reader;

  save (fixture, one);
  reader = g_thread_new ("reader", read_all_the_time, fixture->path);
  for (int i = 0; i < 50; i++)
    save (fixture, i % 2 == 0 ? other : one);
  g_thread_join (reader);
}

static void
test_save_no_loopback (Fixture *fixture, gconstpointer data)
{
  const char *before = "[Account]\nloopback-base=http://127.0.0.1:4711\napp-id=app\n";
  CantoAccount *account = load_account (fixture, before);
  g_autofree char *after = NULL;

  save (fixture, account);
  after = read_file (fixture);
  g_assert_cmpstr (after, ==, before);
}

/* The App Secret is for the keyring: none comes into the file that was not there. */
static void
test_save_no_secret (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantoAccount) account = make_account ("other.canto.com");
  g_autofree char *contents = NULL;

  save (fixture, account);
  contents = read_file (fixture);
  g_assert_null (strstr (contents, "secret"));
}

static void
test_save_fails (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CantoAccount) account = make_account ("other.canto.com");
  g_autofree char *parent = g_path_get_dirname (fixture->path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (parent, "in the way", -1, NULL));
  engine_account_file_save_async (fixture->file, account, NULL, test_keep_result, &result);
  g_assert_false (
      engine_account_file_save_finish (fixture->file, test_wait_result (&result), &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, parent));
  g_unlink (parent);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/engine/account-file/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("no-file", test_no_file);
  ADD ("no-group", test_no_group);
  ADD ("shortest", test_shortest);
  ADD ("every-key", test_every_key);
  ADD ("words", test_words);
  ADD ("loopback-base", test_loopback_base);
  ADD ("wrong-values", test_wrong_values);
  ADD ("no-key-file", test_no_key_file);
  ADD ("cannot-be-read", test_cannot_be_read);
  ADD ("save-new", test_save_new);
  ADD ("save-keeps-what-is-broken", test_save_keeps_what_is_broken);
  ADD ("save-keeps-other-keys", test_save_keeps_other_keys);
  ADD ("save-is-for-the-persons-eyes-only", test_save_is_for_the_persons_eyes_only);
  ADD ("root-folder", test_root_folder);
  ADD ("17.9/save-delivery", test_save_delivery);
  ADD ("17.9/save-bad-delivery", test_save_bad_delivery);
  ADD ("17.9/form-keeps-delivery", test_form_keeps_delivery);
  ADD ("save-is-atomic", test_save_is_atomic);
  ADD ("save-no-loopback", test_save_no_loopback);
  ADD ("save-no-secret", test_save_no_secret);
  ADD ("save-fails", test_save_fails);
  ADD ("full-disk", test_full_disk);

  return g_test_run ();
}
