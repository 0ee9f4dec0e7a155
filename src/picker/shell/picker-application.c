/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-application.h"

#include "descant-version.h"
#include "picker-compat.h"
#include "picker-fit-window.h"
#include "picker-quick.h"
#include "picker-window.h"

#include <glib/gi18n.h>

struct _PickerApplication
{
  AdwApplication parent_instance;

  /* Owned: NULL until they are wanted. */
  GSettings *settings;
  EngineAccounts *accounts;
  CantoTokenStore *store;
  EnginePresets *presets;
  PickerQuick *quick;

  /* State. */
  gboolean wants_demo;
  GFile *pictures; /* (nullable): the folder that the demo is made of */
};

G_DEFINE_FINAL_TYPE (PickerApplication, picker_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Start in the demo library"), NULL },
  { "pictures", 0, 0, G_OPTION_ARG_FILENAME, NULL,
    N_ ("Make the demo library out of a folder of your own"), N_ ("FOLDER") },
  { "quick", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the quick picker"), NULL },
  { "account", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Use the account of a file, after asking"),
    N_ ("FILE") },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version"), NULL },
  { NULL },
};

/* Nothing that was changed is lost to quitting. */
static void
saving_changed (PickerApplication *self)
{
  if (engine_presets_get_is_saving (self->presets))
    g_application_hold (G_APPLICATION (self));
  else
    g_application_release (G_APPLICATION (self));
}

static void make_quick (PickerApplication *self);

/* One list for all windows. */
static void
load_presets (PickerApplication *self, GFile *folder, EnginePolicy *policy)
{
  g_autoptr (GFile) file = g_file_get_child (folder, "presets.json");

  if (self->presets != NULL)
    return;

  self->presets = engine_presets_new (file, policy);
  g_signal_connect_object (self->presets, "notify::is-saving", G_CALLBACK (saving_changed), self,
                           G_CONNECT_SWAPPED);
  engine_presets_load_async (self->presets, NULL, NULL, NULL);
}

/* What all windows share. */
static void
make_parts (PickerApplication *self)
{
  g_autoptr (GFile) folder = g_file_new_build_filename (g_get_user_config_dir (), "descant", NULL);
  g_autoptr (EnginePolicy) policy = NULL;

  if (self->settings != NULL)
    return;

  policy = engine_policy_new (NULL);
  self->settings = g_settings_new (DESCANT_APP_ID);
  self->accounts = engine_accounts_new (folder, policy);
  self->store = canto_token_store_new ();
  load_presets (self, folder, policy);
}

static char *
dup_cache_dir (void)
{
  return g_build_filename (g_get_user_cache_dir (), "descant", NULL);
}

static char *
dup_data_dir (void)
{
  return g_build_filename (g_get_user_data_dir (), "descant", NULL);
}

/* The main window. (transfer none) (nullable): there may be another one, or none */
static PickerWindow *
find_window (PickerApplication *self)
{
  for (GList *i = gtk_application_get_windows (GTK_APPLICATION (self)); i != NULL; i = i->next)
    {
      if (PICKER_IS_WINDOW (i->data))
        return i->data;
    }

  return NULL;
}

static PickerWindow *
make_window (PickerApplication *self)
{
  g_autofree char *cache_dir = dup_cache_dir ();
  g_autofree char *data_dir = dup_data_dir ();
  PickerWindow *window;

  make_parts (self);
  window = PICKER_WINDOW (picker_window_new (GTK_APPLICATION (self), self->settings, self->accounts,
                                             self->store, cache_dir));
  picker_window_keep_edits (window, data_dir);
  picker_window_set_presets (window, self->presets);
  make_quick (self);
  picker_window_set_shortcut (window, picker_quick_get_shortcut (self->quick));
  picker_quick_share (self->quick, window);

  return window;
}

static void
start_demo (PickerApplication *self, PickerWindow *window)
{
  if (self->pictures != NULL)
    picker_window_start_pictures (window, self->pictures);
  else
    picker_window_start_demo (window);
}

static void
picker_application_activate (GApplication *application)
{
  PickerApplication *self = PICKER_APPLICATION (application);
  PickerWindow *window = find_window (self);

  if (window != NULL)
    gtk_window_present (GTK_WINDOW (window));
  else if (self->wants_demo)
    start_demo (self, make_window (self));
  else
    picker_window_start_account (make_window (self));
}

static int
picker_application_handle_local_options (GApplication *application, GVariantDict *dict)
{
  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("%s %s\nGTK %u.%u.%u, libadwaita %u.%u.%u, GLib %u.%u.%u\n", DESCANT_NAME,
               DESCANT_VERSION, gtk_get_major_version (), gtk_get_minor_version (),
               gtk_get_micro_version (), adw_get_major_version (), adw_get_minor_version (),
               adw_get_micro_version (), glib_major_version, glib_minor_version,
               glib_micro_version);
      return 0;
    }

  return -1;
}

static void
open_account (PickerApplication *self, GApplicationCommandLine *command_line, const char *path)
{
  g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line, path);

  picker_window_open_account (find_window (self), file);
}

static int
picker_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  PickerApplication *self = PICKER_APPLICATION (application);
  GVariantDict *dict = g_application_command_line_get_options_dict (command_line);
  PickerWindow *window = find_window (self);
  gboolean wants_quick = g_variant_dict_contains (dict, "quick");
  const char *pictures;
  const char *account = NULL;

  g_clear_object (&self->pictures);
  if (g_variant_dict_lookup (dict, "pictures", "^&ay", &pictures))
    self->pictures = g_application_command_line_create_file_for_arg (command_line, pictures);
  self->wants_demo = self->pictures != NULL || g_variant_dict_contains (dict, "demo");
  if (self->wants_demo && window != NULL)
    start_demo (self, window);
  g_variant_dict_lookup (dict, "account", "^&ay", &account);
  /* The quick picker alone wants no other window. */
  if (!wants_quick || self->wants_demo || account != NULL)
    g_application_activate (application);
  if (account != NULL)
    open_account (self, command_line, account);
  if (wants_quick)
    g_action_group_activate_action (G_ACTION_GROUP (application), "quick", NULL);

  return 0;
}

/* The quick picker */

/* She has found it there, and wants more of it. */
static void
open_main (PickerApplication *self, CantoAsset *asset)
{
  if (find_window (self) == NULL)
    picker_window_start_account (make_window (self));
  else
    gtk_window_present (GTK_WINDOW (find_window (self)));
  if (asset != NULL)
    picker_window_show_asset (find_window (self), asset);
}

static void
make_quick (PickerApplication *self)
{
  g_autofree char *cache_dir = dup_cache_dir ();
  g_autofree char *data_dir = dup_data_dir ();
  GDBusConnection *connection = g_application_get_dbus_connection (G_APPLICATION (self));
  g_autoptr (PickerGlobalShortcut) shortcut = NULL;
  g_autoptr (PickerQuickAccount) account = NULL;

  if (self->quick != NULL)
    return;

  make_parts (self);
  shortcut = picker_global_shortcut_new (connection);
  account = picker_quick_account_new (self->settings, self->accounts, self->store, self->presets,
                                      cache_dir, data_dir);
  self->quick = picker_quick_new (GTK_APPLICATION (self), self->settings, account, shortcut);
  g_signal_connect_object (self->quick, "open-main", G_CALLBACK (open_main), self,
                           G_CONNECT_SWAPPED);
  g_settings_bind (self->settings, "quick-shortcut", shortcut, "is-wanted", G_SETTINGS_BIND_GET);
}

static void
app_quick (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PickerApplication *self = PICKER_APPLICATION (user_data);

  make_quick (self);
  picker_quick_open (self->quick, NULL);
}

static void
app_quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PickerApplication *self = PICKER_APPLICATION (user_data);
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (user_data));
  GList *all = g_list_copy_deep (windows, (GCopyFunc) (GCallback) g_object_ref, NULL);

  /* Windows are closed, not dropped: they keep their state that way, and may ask. */
  for (GList *i = all; i != NULL; i = i->next)
    gtk_window_close (i->data);
  g_list_free_full (all, g_object_unref);
  if (self->quick != NULL)
    picker_quick_end (self->quick);
}

static void
app_about (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  adw_show_about_window (window, "application-name", DESCANT_NAME, "application-icon",
                         DESCANT_APP_ID, "version", DESCANT_VERSION, "developer-name",
                         _ ("The Descant developers"), "license-type", GTK_LICENSE_GPL_3_0,
                         "copyright", "© 2026 The Descant developers", "website",
                         "https://github.com/descant/descant", "issue-url",
                         "https://github.com/descant/descant/issues", "comments",
                         _ ("Find an asset in your company's Canto library, and drag or copy its "
                            "delivery link. Descant is not made by Canto."),
                         /* Translators: your name and mail address, one translator a line */
                         "translator-credits", _ ("translator-credits"), NULL);
}

/* The desktop has it, and says which it is in its own words. */
static void
show_quick_key (PickerApplication *self, AdwActionRow *row)
{
  PickerGlobalShortcut *shortcut =
      self->quick != NULL ? picker_quick_get_shortcut (self->quick) : NULL;
  const char *trigger = shortcut != NULL ? picker_global_shortcut_get_trigger (shortcut) : NULL;
  g_autofree char *markup = g_markup_escape_text (
      trigger != NULL ? trigger : _ ("With a key of the desktop: see the preferences"), -1);

  adw_action_row_set_subtitle (row, markup);
}

/* Not where GtkApplication looks for a help overlay: it would make it at each start. */
static void
app_shortcuts (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/io/github/descant/Descant/ui/picker-shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));

  show_quick_key (PICKER_APPLICATION (user_data),
                  ADW_ACTION_ROW (gtk_builder_get_object (builder, "quick_row")));
  gtk_window_set_transient_for (window,
                                gtk_application_get_active_window (GTK_APPLICATION (user_data)));
  picker_fit_window (window);
  gtk_window_present (window);
}

static const GActionEntry actions[] = {
  { .name = "quit", .activate = app_quit },
  { .name = "quick", .activate = app_quick },
  { .name = "about", .activate = app_about },
  { .name = "shortcuts", .activate = app_shortcuts },
};

/* The key that opens the quick picker works from the start, if she has one; also where the program
 * was started for nothing else (--gapplication-service). */
static void
keep_ready (PickerApplication *self)
{
  g_autoptr (GSettings) settings = g_settings_new (DESCANT_APP_ID);

  if (g_settings_get_boolean (settings, "quick-shortcut"))
    make_quick (self);
}

static void
picker_application_startup (GApplication *application)
{
  static const char *const quit_keys[] = { "<Control>q", NULL };
  static const char *const shortcuts_keys[] = { "<Control>question", "<Control>F1", NULL };

  G_APPLICATION_CLASS (picker_application_parent_class)->startup (application);

  picker_compat_mend_libadwaita ();
  picker_compat_mend_tree ();
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.quit", quit_keys);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.shortcuts",
                                         shortcuts_keys);
  keep_ready (PICKER_APPLICATION (application));
}

/* What needs the display, and the tokens. */
static void
picker_application_shutdown (GApplication *application)
{
  PickerApplication *self = PICKER_APPLICATION (application);

  /* Whoever holds it while a link is checked must not keep its window. */
  if (self->quick != NULL)
    g_object_run_dispose (G_OBJECT (self->quick));
  g_clear_object (&self->quick);

  G_APPLICATION_CLASS (picker_application_parent_class)->shutdown (application);
}

static void
picker_application_finalize (GObject *object)
{
  PickerApplication *self = PICKER_APPLICATION (object);

  g_clear_object (&self->quick);
  g_clear_object (&self->pictures);
  g_clear_object (&self->presets);
  g_clear_object (&self->store);
  g_clear_object (&self->accounts);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (picker_application_parent_class)->finalize (object);
}

static void
picker_application_class_init (PickerApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = picker_application_finalize;
  application_class->startup = picker_application_startup;
  application_class->shutdown = picker_application_shutdown;
  application_class->activate = picker_application_activate;
  application_class->handle_local_options = picker_application_handle_local_options;
  application_class->command_line = picker_application_command_line;
}

static void
picker_application_init (PickerApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

GApplication *
picker_application_new (void)
{
  return g_object_new (PICKER_TYPE_APPLICATION, "application-id", DESCANT_APP_ID, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE, "resource-base-path",
                       "/io/github/descant/Descant", NULL);
}
