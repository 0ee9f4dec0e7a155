/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-error.h"
#include "canto-parse.h"
#include "engine-accounts.h"
#include "test-folder.h"
#include "test-wait.h"

#include <string.h>

#define OLD "[Account]\ntenant=acme.canto.com\napp-id=key\nroot-folder=G4ZDM\n"

typedef struct
{
  char *dir;
  char *folder; /* of the accounts */
  EnginePolicy *policy;
  EngineAccounts *accounts;
} Fixture;

static void
open_accounts (Fixture *fixture)
{
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);

  fixture->accounts = engine_accounts_new (folder, fixture->policy);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->dir = g_dir_make_tmp ("descant-accounts-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->folder = g_build_filename (fixture->dir, "own", NULL);
  fixture->policy = engine_policy_new ((const char *const[]){ fixture->dir, NULL });
  open_accounts (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_assert_last_unref (fixture->accounts);
  test_assert_last_unref (fixture->policy);
  test_folder_remove (fixture->dir);
  g_free (fixture->dir);
  g_free (fixture->folder);
}

/* @name: below the folder of the accounts, or ../descant/account.conf for the policy */
static void
write_file (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (fixture->folder, 0700);
  g_mkdir_with_parents (parent, 0700);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

/* (transfer full) (nullable) */
static char *
read_file (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);

  return text;
}

static guint
load (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  engine_accounts_load_async (fixture->accounts, NULL, test_keep_result, &result);
  g_assert_true (
      engine_accounts_load_finish (fixture->accounts, test_wait_result (&result), &error));
  g_assert_no_error (error);

  return g_list_model_get_n_items (G_LIST_MODEL (fixture->accounts));
}

/* What a later start finds. */
static guint
load_again (Fixture *fixture)
{
  test_assert_last_unref (fixture->accounts);
  open_accounts (fixture);

  return load (fixture);
}

static EngineAccountFile *
peek (Fixture *fixture, guint i)
{
  g_autoptr (EngineAccountFile) file = g_list_model_get_item (G_LIST_MODEL (fixture->accounts), i);

  return file;
}

static const char *
peek_id (Fixture *fixture, guint i)
{
  return canto_account_get_id (engine_account_file_get_account (peek (fixture, i)));
}

static void
save (EngineAccountFile *file, CantoAccount *account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  engine_account_file_save_async (file, account, NULL, test_keep_result, &result);
  g_assert_true (engine_account_file_save_finish (file, test_wait_result (&result), &error));
  g_assert_no_error (error);
}

/* As the form does: the address is typed, she signs in, the account is kept. */
static void
add (Fixture *fixture, const char *address)
{
  g_autoptr (EngineAccountFile) file = engine_accounts_make_file (fixture->accounts);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoAccount) account =
      engine_account_file_make_account (file, address, NULL, "key", &error);

  g_assert_no_error (error);
  save (file, account);
  engine_accounts_add (fixture->accounts, file);
}

static void
remove_at (Fixture *fixture, guint i)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  engine_accounts_remove_async (fixture->accounts, peek (fixture, i), NULL, test_keep_result,
                                &result);
  g_assert_true (
      engine_accounts_remove_finish (fixture->accounts, test_wait_result (&result), &error));
  g_assert_no_error (error);
}

/* Who has one account has the file that she always had. */
static void
test_first (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  g_assert_cmpuint (load (fixture), ==, 0);
  g_assert_true (engine_accounts_can_add (fixture->accounts));
  add (fixture, "acme.canto.com");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->accounts)), ==, 1);
  g_assert_cmpstr (engine_account_file_get_name (peek (fixture, 0)), ==, "accounts.conf");
  text = read_file (fixture, "accounts.conf");
  g_assert_nonnull (strstr (text, "tenant=acme.canto.com"));
  g_assert_null (strstr (text, "profile"));
}

/* The file of an earlier version is an account as it is: its tokens, caches and habits go by the
 * id. */
static void
test_upgrade (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  write_file (fixture, "accounts.conf", OLD);
  g_assert_cmpuint (load (fixture), ==, 1);
  g_assert_cmpstr (peek_id (fixture, 0), ==, "acme.canto.com");
  g_assert_cmpstr (canto_account_get_app_id (engine_account_file_get_account (peek (fixture, 0))),
                   ==, "key");
  g_assert_cmpstr (engine_account_file_get_root_folder (peek (fixture, 0)), ==, "G4ZDM");
  g_assert_null (engine_account_file_get_user_name (peek (fixture, 0)));
  add (fixture, "beta.canto.de");
  text = read_file (fixture, "accounts.conf");
  g_assert_cmpstr (text, ==, OLD);
}

static void
test_second (Fixture *fixture, gconstpointer data)
{
  EngineAccountFile *first;

  write_file (fixture, "accounts.conf", OLD);
  load (fixture);
  first = peek (fixture, 0);
  add (fixture, "beta.canto.de");
  add (fixture, "gamma.canto.global");
  g_assert_cmpuint (load (fixture), ==, 3);
  g_assert_true (peek (fixture, 0) == first);

  g_assert_cmpuint (load_again (fixture), ==, 3);
  g_assert_cmpstr (peek_id (fixture, 0), ==, "acme.canto.com");
  g_assert_cmpstr (peek_id (fixture, 1), ==, "beta.canto.de");
  g_assert_cmpstr (peek_id (fixture, 2), ==, "gamma.canto.global");
  g_assert_true (engine_accounts_find (fixture->accounts, "accounts/beta.canto.de.conf")
                 == peek (fixture, 1));
  g_assert_null (engine_accounts_find (fixture->accounts, "accounts/delta.conf"));
  /* What is below one is not below another. */
  g_assert_null (engine_account_file_get_root_folder (peek (fixture, 1)));
}

static void
write_two_users (Fixture *fixture)
{
  write_file (fixture, "accounts.conf", OLD "user-id=ada\nuser-name=Ada Reed\n");
  write_file (fixture, "accounts/acme.canto.com~2.conf",
              "[Account]\ntenant=acme.canto.com\napp-id=key\nprofile=2\nuser-id=bo\n");
}

/* A second user of the same tenant shares nothing with the first. */
static void
test_same_tenant (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EngineAccountFile) file = NULL;
  g_autoptr (CantoAccount) account = NULL;
  g_autoptr (CantoAccount) again = NULL;

  write_two_users (fixture);
  g_assert_cmpuint (load (fixture), ==, 2);
  g_assert_cmpstr (peek_id (fixture, 0), ==, "acme.canto.com");
  g_assert_cmpstr (peek_id (fixture, 1), ==, "acme.canto.com~2");
  g_assert_cmpstr (engine_account_file_get_user_name (peek (fixture, 0)), ==, "Ada Reed");

  file = engine_accounts_make_file (fixture->accounts);
  account = engine_account_file_make_account (file, "acme.canto.com", NULL, "key", NULL);
  g_assert_cmpstr (canto_account_get_id (account), ==, "acme.canto.com~3");
  g_assert_cmpstr (canto_account_get_tenant_host (account), ==, "acme.canto.com");
  save (file, account);
  engine_accounts_add (fixture->accounts, file);
  g_assert_cmpuint (load_again (fixture), ==, 3);
  g_assert_cmpstr (peek_id (fixture, 2), ==, "acme.canto.com~3");

  /* Who signs in again stays who she is. */
  again = engine_account_file_make_account (peek (fixture, 1), "acme.canto.com", NULL, "key", NULL);
  g_assert_cmpstr (canto_account_get_id (again), ==, "acme.canto.com~2");
}

static void
begin_save_user (EngineAccountFile *file, const char *name, GAsyncResult **result)
{
  g_autofree char *json = g_strdup_printf ("{\"userId\":\"%s\",\"name\":\"%s\"}", name, name);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoUser) user = canto_parse_user (bytes, &error);

  g_assert_no_error (error);
  engine_account_file_save_user_async (file, user, NULL, test_keep_result, result);
}

static void
end_save (EngineAccountFile *file, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (engine_account_file_save_finish (file, test_wait_result (result), &error));
  g_assert_no_error (error);
  g_clear_object (result);
}

/* What is saved while something else is being saved is not lost: the last state is on the disk. */
static void
test_saves_at_once (Fixture *fixture, gconstpointer data)
{
  EngineAccountFile *file;

  write_file (fixture, "accounts.conf", OLD);
  load (fixture);
  file = peek (fixture, 0);
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *name = g_strdup_printf ("Ada %u", i);
      g_autofree char *folder = g_strdup_printf ("F%u", i);
      g_autofree char *text = NULL;
      GAsyncResult *user_saved = NULL;
      GAsyncResult *root_saved = NULL;

      begin_save_user (file, name, &user_saved);
      engine_account_file_save_root_folder_async (file, folder, NULL, test_keep_result,
                                                  &root_saved);
      end_save (file, &user_saved);
      end_save (file, &root_saved);
      text = read_file (fixture, "accounts.conf");
      g_assert_nonnull (strstr (text, name));
      g_assert_nonnull (strstr (text, folder));
    }
}

/* What is removed stays away, whatever was on its way. */
static void
test_remove_while_saving (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (EngineAccountFile) file = NULL;
      g_autofree char *text = NULL;
      GAsyncResult *before = NULL;
      GAsyncResult *after = NULL;
      GAsyncResult *removed = NULL;
      g_autoptr (GError) error = NULL;

      write_file (fixture, "accounts.conf", OLD);
      load (fixture);
      file = g_object_ref (peek (fixture, 0));
      begin_save_user (file, "Ada", &before);
      engine_accounts_remove_async (fixture->accounts, file, NULL, test_keep_result, &removed);
      begin_save_user (file, "Bo", &after);
      end_save (file, &before);
      end_save (file, &after);
      g_assert_true (
          engine_accounts_remove_finish (fixture->accounts, test_wait_result (&removed), &error));
      g_assert_no_error (error);
      g_clear_object (&removed);
      text = read_file (fixture, "accounts.conf");
      g_assert_null (text);
    }
}

/* The texts are the service's: one line each, and not without end. */
static void
test_user_texts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = g_strnfill (5000, 'x');
  GAsyncResult *saved = NULL;
  EngineAccountFile *file;

  write_file (fixture, "accounts.conf", OLD);
  load (fixture);
  file = peek (fixture, 0);
  begin_save_user (file, name, &saved);
  end_save (file, &saved);
  g_assert_cmpuint (strlen (engine_account_file_get_user_name (file)), ==, 200);
  begin_save_user (file, "Ada\\nReed\\u0007 <b>&amp;</b>", &saved);
  end_save (file, &saved);
  load_again (fixture);
  g_assert_cmpstr (engine_account_file_get_user_name (peek (fixture, 0)), ==,
                   "Ada Reed  <b>&amp;</b>");
}

/* The same user is the same account. */
static void
test_same_user (Fixture *fixture, gconstpointer data)
{
  write_two_users (fixture);
  write_file (fixture, "accounts/acme.canto.com~3.conf",
              "[Account]\ntenant=acme.canto.com\napp-id=key\nprofile=3\nuser-id=ada\n");
  write_file (fixture, "accounts/other-key.conf",
              "[Account]\ntenant=acme.canto.com\napp-id=other\nprofile=4\nuser-id=ada\n");
  g_assert_cmpuint (load (fixture), ==, 4);
  g_assert_true (engine_accounts_find_same (fixture->accounts, peek (fixture, 2))
                 == peek (fixture, 0));
  g_assert_null (engine_accounts_find_same (fixture->accounts, peek (fixture, 1)));
  g_assert_null (engine_accounts_find_same (fixture->accounts, peek (fixture, 3)));
}

/* One that cannot be read takes nothing with it, and is not overwritten. */
static void
test_broken (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  write_file (fixture, "accounts.conf", OLD);
  write_file (fixture, "accounts/beta.canto.de.conf", "nonsense");
  g_assert_cmpuint (load (fixture), ==, 2);
  g_assert_null (engine_account_file_get_account (peek (fixture, 1)));
  g_assert_nonnull (engine_account_file_get_error (peek (fixture, 1)));
  g_assert_null (engine_account_file_get_error (peek (fixture, 0)));

  add (fixture, "beta.canto.de");
  text = read_file (fixture, "accounts/beta.canto.de.conf");
  g_assert_cmpstr (text, ==, "nonsense");
  g_assert_cmpuint (load_again (fixture), ==, 3);
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "accounts.conf", OLD);
  load (fixture);
  add (fixture, "beta.canto.de");
  remove_at (fixture, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->accounts)), ==, 1);
  g_assert_cmpstr (peek_id (fixture, 0), ==, "beta.canto.de");
  g_assert_cmpuint (load_again (fixture), ==, 1);
  g_assert_cmpstr (peek_id (fixture, 0), ==, "beta.canto.de");
  remove_at (fixture, 0);
  g_assert_cmpuint (load_again (fixture), ==, 0);
}

/* What the administrator has set makes one account of two: the second is left alone. */
static void
test_locked_tenant (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  write_file (fixture, "../descant/account.conf",
              "[Account]\ntenant=acme.canto.com\nlocked=tenant\n");
  write_file (fixture, "accounts.conf", OLD);
  write_file (fixture, "accounts/beta.canto.de.conf",
              "[Account]\ntenant=beta.canto.de\napp-id=key\n");
  g_assert_cmpuint (load (fixture), ==, 1);
  g_assert_cmpstr (peek_id (fixture, 0), ==, "acme.canto.com");
  text = read_file (fixture, "accounts/beta.canto.de.conf");
  g_assert_nonnull (strstr (text, "beta"));

  /* Another user of it may be added all the same. */
  g_assert_true (engine_accounts_can_add (fixture->accounts));
  add (fixture, "delta.canto.com");
  g_assert_cmpuint (load_again (fixture), ==, 2);
  g_assert_cmpstr (peek_id (fixture, 1), ==, "acme.canto.com~2");
}

static void
test_more_accounts (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "../descant/account.conf",
              "[Account]\ntenant=acme.canto.com\nmore-accounts=false\nlocked=all\n");
  g_assert_cmpuint (load (fixture), ==, 0);
  g_assert_true (engine_accounts_can_add (fixture->accounts));
  add (fixture, "acme.canto.com");
  g_assert_false (engine_accounts_can_add (fixture->accounts));

  write_file (fixture, "../descant/account.conf", "[Account]\nmore-accounts=perhaps\n");
  g_assert_cmpuint (load (fixture), ==, 1);
  g_assert_error (engine_account_file_get_error (peek (fixture, 0)), CANTO_ERROR,
                  CANTO_ERROR_INVALID_ACCOUNT);
  g_assert_nonnull (
      strstr (engine_account_file_get_error (peek (fixture, 0))->message, "more-accounts"));
}

/* An account that is laid down whole needs no file, and does not go with one. */
static void
test_laid_down (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "../descant/account.conf", "[Account]\ntenant=acme.canto.com\napp-id=key\n");
  g_assert_cmpuint (load (fixture), ==, 1);
  g_assert_false (engine_account_file_is_own (peek (fixture, 0)));
  save (peek (fixture, 0), engine_account_file_get_account (peek (fixture, 0)));
  g_assert_true (engine_account_file_is_own (peek (fixture, 0)));
  remove_at (fixture, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->accounts)), ==, 1);
  g_assert_false (engine_account_file_is_own (peek (fixture, 0)));
}

/* A file that was sent to her does not say whose account it is. */
static void
test_adopt (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "mailed.conf", NULL);
  g_autoptr (GFile) place = g_file_new_for_path (path);
  g_autoptr (EngineAccountFile) opened = engine_account_file_new_foreign (place, NULL);
  g_autoptr (EngineAccountFile) file = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  write_two_users (fixture);
  write_file (fixture, "mailed.conf",
              "[Account]\ntenant=acme.canto.com\napp-id=key\nprofile=2\nuser-id=ada\n");
  load (fixture);
  engine_account_file_load_async (opened, NULL, test_keep_result, &result);
  g_assert_true (engine_account_file_load_finish (opened, test_wait_result (&result), &error));
  g_assert_cmpstr (canto_account_get_id (engine_account_file_get_account (opened)), ==,
                   "acme.canto.com");
  file = engine_accounts_make_file (fixture->accounts);
  engine_account_file_adopt (file, opened);
  g_assert_cmpstr (canto_account_get_id (engine_account_file_get_account (file)), ==,
                   "acme.canto.com~3");
  g_assert_null (engine_account_file_get_user_id (file));
  save (file, engine_account_file_get_account (file));
  engine_accounts_add (fixture->accounts, file);
  g_assert_cmpuint (load_again (fixture), ==, 3);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/accounts/first", test_first);
  ADD ("/accounts/upgrade", test_upgrade);
  ADD ("/accounts/second", test_second);
  ADD ("/accounts/same-tenant", test_same_tenant);
  ADD ("/accounts/saves-at-once", test_saves_at_once);
  ADD ("/accounts/remove-while-saving", test_remove_while_saving);
  ADD ("/accounts/user-texts", test_user_texts);
  ADD ("/accounts/same-user", test_same_user);
  ADD ("/accounts/broken", test_broken);
  ADD ("/accounts/remove", test_remove);
  ADD ("/accounts/locked-tenant", test_locked_tenant);
  ADD ("/accounts/more-accounts", test_more_accounts);
  ADD ("/accounts/laid-down", test_laid_down);
  ADD ("/accounts/adopt", test_adopt);

  return g_test_run ();
}
