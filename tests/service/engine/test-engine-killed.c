/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The program is killed while it changes things, at any instant, and so is the service: nothing
 * that was said to be kept is lost, and nothing is done twice. */

#include "canto-asset-change.h"
#include "edits-fixture.h"
#include "journal-fixture.h"
#include "test-folder.h"
#include "test-wait.h"

#include <unistd.h>

#define AS_EDITOR "--as-editor"

typedef struct
{
  SessionFixture base;
  char *folder; /* of the journal */
  char *state_folder;
  char *state_argument;
  char *port_argument; /* the account is the same afterwards, and so is its journal */
} Fixture;

typedef struct
{
  EngineSession *session;
  EngineEdits *edits;
} Editor;

/* One word a line, for whoever wants to kill us then. */
static void
say (const char *word, const char *what)
{
  g_autofree char *line = g_strdup_printf ("%s %s\n", word, what);

  if (write (STDOUT_FILENO, line, strlen (line)) < 0)
    _exit (1);
}

static void
state_changed (EngineEdit *edit, GParamSpec *pspec, const char *what)
{
  g_autoptr (GEnumClass) enum_class = g_type_class_ref (ENGINE_TYPE_EDIT_STATE);

  say (g_enum_get_value (enum_class, engine_edit_get_state (edit))->value_nick, what);
}

static void
watch (EngineEdit *edit, const char *what)
{
  g_signal_connect (edit, "notify::state", G_CALLBACK (state_changed), (gpointer) what);
}

/* Where it is not known the service has not got it: so the person lets it be sent again. */
static gboolean
is_over (gpointer user_data)
{
  Editor *editor = user_data;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (editor->edits)); i++)
    {
      g_autoptr (EngineEdit) edit = g_list_model_get_item (G_LIST_MODEL (editor->edits), i);

      if (engine_edit_get_state (edit) != ENGINE_EDIT_UNKNOWN)
        continue;
      say ("asked", engine_edit_get_text (edit));
      engine_edits_answer (editor->edits, edit, FALSE);
      break;
    }

  return g_list_model_get_n_items (G_LIST_MODEL (editor->edits)) == 0
         && engine_edits_is_settled (editor->edits);
}

static GPtrArray *
read_assets (Editor *editor, char **keys)
{
  CantoClient *client = engine_session_get_client (editor->session);
  g_autoptr (GPtrArray) bare = g_ptr_array_new_with_free_func ((GDestroyNotify) canto_asset_unref);
  g_autoptr (GAsyncResult) result = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_auto (GStrv) parts = g_strsplit (keys[i], "/", 2);

      g_ptr_array_add (bare, canto_asset_new (parts[0], parts[1], NULL, NULL));
    }
  canto_client_get_assets_async (client, bare, CANTO_PRIORITY_DETAILS, NULL, test_keep_result,
                                 &result);

  return canto_client_get_assets_finish (client, test_wait_result (&result), NULL);
}

static void
edit_all (Editor *editor, char **keys, const char *mark)
{
  g_autofree char *name = g_strconcat ("Folder ", mark, NULL);
  g_autoptr (GPtrArray) assets = read_assets (editor, keys);
  g_autoptr (EngineEdit) edit = NULL;
  g_autoptr (EngineEdit) folder = NULL;
  g_autoptr (EngineEdit) album = NULL;
  g_autoptr (EngineEdit) assign = NULL;
  g_autoptr (EngineEdit) comment = NULL;
  g_autoptr (EngineEdit) tag = NULL;
  g_autofree char *new_name = g_strconcat ("Renamed ", mark, NULL);
  g_autoptr (EngineEdit) rename = NULL;

  edit = edits_fixture_describe (editor->edits, assets->pdata[0], mark);
  watch (edit, "edit");
  folder = engine_edits_create_node (editor->edits, CANTO_SCHEME_FOLDER, NULL, name, NULL);
  watch (folder, "folder");
  album = engine_edits_create_node (editor->edits, CANTO_SCHEME_ALBUM,
                                    engine_edit_get_node (folder), name, NULL);
  watch (album, "album");
  assign = engine_edits_assign (editor->edits, engine_edit_get_node (album), assets, TRUE);
  watch (assign, "assign");
  comment = engine_edits_comment (editor->edits, assets->pdata[1], CANTO_CURRENT_VERSION_ID, mark);
  watch (comment, "comment");
  tag = engine_edits_put_word (editor->edits, assets, CANTO_WORD_TAG, mark, TRUE);
  watch (tag, "tag");
  rename = engine_edits_rename_node (editor->edits, engine_edit_get_node (folder), new_name);
  watch (rename, "rename");
  say ("made", "all");
  test_wait_until (is_over, editor, "the end of all edits");
}

/* The program that is killed: AS_EDITOR BASE APP_ID REDIRECT SECRET USER FOLDER [MARK KEY KEY] */
static int
run_editor (char **arguments)
{
  g_autoptr (CantoAccount) account =
      journal_fixture_make_account (arguments[0], arguments[1], arguments[2]);
  g_autoptr (CantoTokenStore) store = canto_token_store_new_in_memory ();
  Editor editor = { 0 };

  editor.session = engine_session_new (account, store, NULL);
  editor.edits = engine_session_get_edits (editor.session);
  journal_fixture_sign_in (editor.session, arguments[3], arguments[4], NULL);
  engine_session_keep_edits (editor.session, arguments[5]);
  if (arguments[6] != NULL)
    edit_all (&editor, arguments + 7, arguments[6]);
  else
    {
      test_wait_until (edits_fixture_is_restored, editor.edits, "the journal");
      test_wait_until (is_over, &editor, "the end of all edits");
    }
  say ("over", "all");
  g_object_unref (editor.session);

  return 0;
}

static GSubprocess *
start_editor (Fixture *fixture, const char *program, const char *mark, GPtrArray *assets)
{
  TestTenant *tenant = fixture->base.tenant;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  GSubprocess *process;

  g_ptr_array_add (argv, (gpointer) program);
  g_ptr_array_add (argv, (gpointer) AS_EDITOR);
  g_ptr_array_add (argv, (gpointer) test_tenant_get (tenant, "base"));
  g_ptr_array_add (argv, (gpointer) test_tenant_get (tenant, "app_id"));
  g_ptr_array_add (argv, (gpointer) test_tenant_get (tenant, "redirect_uri"));
  g_ptr_array_add (argv, (gpointer) test_tenant_get (tenant, "app_secret"));
  g_ptr_array_add (argv, (gpointer) test_tenant_get (tenant, "user"));
  g_ptr_array_add (argv, fixture->folder);
  if (mark != NULL)
    {
      g_ptr_array_add (argv, (gpointer) mark);
      for (guint i = 0; i < 2; i++)
        g_ptr_array_add (argv, (gpointer) canto_asset_get_key (assets->pdata[i]));
    }
  g_ptr_array_add (argv, NULL);
  process =
      g_subprocess_newv ((const char *const *) argv->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);

  return process;
}

/* What the editor says, until @last, or its end: then NULL. (transfer full) */
static char *
read_until (GDataInputStream *lines, const char *last, GHashTable *said)
{
  char *line;

  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL)
    {
      g_hash_table_add (said, g_strdup (line));
      if (g_strcmp0 (line, last) == 0)
        return line;
      g_free (line);
    }

  return NULL;
}

static gboolean
was_kept (GHashTable *said, const char *what)
{
  g_autofree char *waiting = g_strconcat ("waiting ", what, NULL);

  return g_hash_table_contains (said, waiting);
}

static guint
count_in (Fixture *fixture, CantoNode *folder, const char *name)
{
  guint n_found = 0;
  g_autoptr (CantoNode) node = NULL;

  if (folder != NULL)
    node = edits_fixture_find_child (&fixture->base, canto_node_get_id (folder), name, &n_found);

  return n_found;
}

/* By its new name, or also by its old one. (nullable) (transfer full) */
static CantoNode *
find_folder (Fixture *fixture, const char *mark, gboolean is_renamed, guint *n_found)
{
  g_autofree char *name = g_strconcat ("Folder ", mark, NULL);
  g_autofree char *new_name = g_strconcat ("Renamed ", mark, NULL);
  CantoNode *folder = edits_fixture_find_child (&fixture->base, NULL, new_name, n_found);
  g_autoptr (CantoNode) old = NULL;
  guint n_old;

  old = edits_fixture_find_child (&fixture->base, NULL, name, &n_old);
  if (is_renamed)
    g_assert_cmpuint (n_old, ==, 0);
  *n_found += n_old;

  return folder != NULL ? folder : g_steal_pointer (&old);
}

/* All that was said to be kept is there, and nothing is there twice. */
static void
check_tenant (Fixture *fixture, GPtrArray *assets, const char *mark, GHashTable *said)
{
  g_autofree char *name = g_strconcat ("Folder ", mark, NULL);
  g_autoptr (CantoAsset) first = edits_fixture_look (&fixture->base, assets->pdata[0]);
  g_autoptr (CantoAsset) second = edits_fixture_look (&fixture->base, assets->pdata[1]);
  guint n_folders;
  g_autoptr (CantoNode) folder = find_folder (fixture, mark, was_kept (said, "rename"), &n_folders);
  guint n_albums = count_in (fixture, folder, name);
  GPtrArray *versions = canto_asset_get_versions (second);

  g_assert_cmpuint (n_folders, <=, 1);
  g_assert_cmpuint (n_albums, <=, 1);
  if (was_kept (said, "edit"))
    g_assert_cmpstr (canto_asset_get_description (first), ==, mark);
  if (was_kept (said, "folder"))
    g_assert_cmpuint (n_folders, ==, 1);
  if (was_kept (said, "album"))
    g_assert_cmpuint (n_albums, ==, 1);
  if (was_kept (said, "comment"))
    g_assert_cmpstr (canto_version_get_comment (versions->pdata[0]), ==, mark);
  if (was_kept (said, "tag"))
    {
      g_assert_true (canto_asset_has_word (first, CANTO_WORD_TAG, mark));
      g_assert_true (canto_asset_has_word (second, CANTO_WORD_TAG, mark));
    }
  if (was_kept (said, "assign"))
    {
      guint n_found;
      g_autoptr (CantoNode) album =
          edits_fixture_find_child (&fixture->base, canto_node_get_id (folder), name, &n_found);

      g_assert_true (canto_asset_is_in_album (first, canto_node_get_id (album)));
      g_assert_true (canto_asset_is_in_album (second, canto_node_get_id (album)));
    }
}

/* What is killed, in its order. */
typedef enum
{
  KILL_PROGRAM,
  KILL_PROGRAM_THEN_TENANT,
  KILL_TENANT_THEN_PROGRAM,
} Victims;

static void
kill_program (GSubprocess *editor, GDataInputStream *lines, GHashTable *said)
{
  g_autofree char *none = NULL;

  g_subprocess_force_exit (editor);
  none = read_until (lines, NULL, said);
  g_subprocess_wait (editor, NULL, NULL);
}

/* @after: the line after which it is killed; @delay_us: and so much later */
static void
kill_and_restart (Fixture *fixture,
                  const char *program,
                  Victims victims,
                  const char *after,
                  guint delay_us)
{
  static guint n_rounds;
  g_autofree char *mark = g_strdup_printf ("mark-%u", ++n_rounds);
  g_autoptr (GPtrArray) assets = edits_fixture_get_assets (&fixture->base, 2);
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GSubprocess) editor = start_editor (fixture, program, mark, assets);
  g_autoptr (GDataInputStream) lines =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (editor));
  g_autoptr (GSubprocess) next = NULL;
  g_autofree char *found = read_until (lines, after, said);

  g_test_message ("killed (%u) %u µs after “%s”", (guint) victims, delay_us, after);
  g_assert_nonnull (found);
  g_usleep (delay_us);
  if (victims == KILL_TENANT_THEN_PROGRAM)
    session_fixture_kill_tenant (&fixture->base);
  kill_program (editor, lines, said);
  if (victims == KILL_PROGRAM_THEN_TENANT)
    session_fixture_kill_tenant (&fixture->base);
  if (victims != KILL_PROGRAM)
    session_fixture_start_again (&fixture->base);

  next = start_editor (fixture, program, NULL, NULL);
  g_assert_true (g_subprocess_wait_check (next, NULL, NULL));
  check_tenant (fixture, assets, mark, said);
}

/* Named instants: before anything is on the disk, when all is, while a call is on its way (the
 * tenant answers late), and between the answer and the end of the entry. */
static void
kill_at_instants (Fixture *fixture, const char *program, const Victims *victims, guint n_victims)
{
  static const char *const instants[] = {
    "made all",       "waiting edit",    "waiting tag",   "sending edit", "saved edit",
    "sending folder", "saved folder",    "sending album", "saved album",  "sending assign",
    "saved assign",   "sending comment", "saved comment", "sending tag",  "saved tag",
    "sending rename", "saved rename",
  };

  for (guint i = 0; i < G_N_ELEMENTS (instants); i++)
    kill_and_restart (fixture, program, victims[i % n_victims], instants[i], 0);
}

static void
test_killed (Fixture *fixture, gconstpointer program)
{
  const Victims victims[] = { KILL_PROGRAM };

  kill_at_instants (fixture, program, victims, G_N_ELEMENTS (victims));
}

/* The service goes down as well, before or after: what it had answered it has, and what it has done
 * without an answer is not done twice. */
static void
test_both_killed (Fixture *fixture, gconstpointer program)
{
  const Victims victims[] = { KILL_TENANT_THEN_PROGRAM, KILL_PROGRAM_THEN_TENANT };

  kill_at_instants (fixture, program, victims, G_N_ELEMENTS (victims));
}

/* At any instant. */
static void
test_killed_at_random (Fixture *fixture, gconstpointer program)
{
  for (guint i = 0; i < 10; i++)
    kill_and_restart (fixture, program, KILL_PROGRAM, "made all",
                      (guint) g_test_rand_int_range (0, 1500000));
}

static void
test_both_killed_at_random (Fixture *fixture, gconstpointer program)
{
  for (guint i = 0; i < 8; i++)
    kill_and_restart (fixture, program,
                      i % 2 == 0 ? KILL_PROGRAM_THEN_TENANT : KILL_TENANT_THEN_PROGRAM, "made all",
                      (guint) g_test_rand_int_range (0, 1500000));
}

static void
set_up (Fixture *fixture, gconstpointer program)
{
  g_autoptr (GError) error = NULL;

  fixture->state_folder = g_dir_make_tmp ("descant-killed-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->state_argument = g_strconcat ("--state=", fixture->state_folder, "/state", NULL);
  fixture->port_argument = g_strdup_printf ("--port=%u", test_find_free_port ());
  fixture->base.port_argument = fixture->port_argument;
  fixture->base.latency_argument = "--latency-ms=60";
  fixture->base.state_argument = fixture->state_argument;
  session_fixture_set_up (&fixture->base, NULL);
  session_fixture_sign_in (&fixture->base);
  fixture->folder = g_build_filename (fixture->state_folder, "journal", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer program)
{
  session_fixture_tear_down (&fixture->base, NULL);
  test_folder_remove (fixture->state_folder);
  g_free (fixture->folder);
  g_free (fixture->state_folder);
  g_free (fixture->state_argument);
  g_free (fixture->port_argument);
}

#define ADD(path, test) g_test_add (path, Fixture, argv[0], set_up, test, tear_down)

int
main (int argc, char **argv)
{
  if (argc > 2 && g_str_equal (argv[1], AS_EDITOR))
    return run_editor (argv + 2);

  g_test_init (&argc, &argv, NULL);

  ADD ("/engine/killed/at-instants", test_killed);
  ADD ("/engine/killed/at-random", test_killed_at_random);
  ADD ("/engine/killed/both-at-instants", test_both_killed);
  ADD ("/engine/killed/both-at-random", test_both_killed_at_random);

  return g_test_run ();
}
