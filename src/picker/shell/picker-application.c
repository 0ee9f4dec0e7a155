/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-application.h"

#include "picker-window.h"

#include <glib/gi18n.h>

struct _PickerApplication
{
  AdwApplication parent_instance;

  /* State. */
  gboolean wants_demo;
  GFile *pictures; /* (nullable): the folder that the demo is made of */
};

G_DEFINE_FINAL_TYPE (PickerApplication, picker_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Start in the demo library"), NULL },
  { "pictures", 0, 0, G_OPTION_ARG_FILENAME, NULL,
    N_ ("Make the demo library out of a folder of your own"), N_ ("FOLDER") },
  { "account", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Use the account of a file, after asking"),
    N_ ("FILE") },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version"), NULL },
  { NULL },
};

static PickerWindow *
make_window (PickerApplication *self)
{
  g_autoptr (GSettings) settings = g_settings_new (DESCANT_APP_ID);
  g_autoptr (GFile) path =
      g_file_new_build_filename (g_get_user_config_dir (), "descant", "accounts.conf", NULL);
  g_autoptr (EnginePolicy) policy = engine_policy_new (NULL);
  g_autoptr (EngineAccountFile) file = engine_account_file_new (path, policy);
  g_autoptr (CantoTokenStore) store = canto_token_store_new ();
  g_autofree char *cache_dir = g_build_filename (g_get_user_cache_dir (), "descant", NULL);

  return PICKER_WINDOW (
      picker_window_new (GTK_APPLICATION (self), settings, file, store, cache_dir));
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
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window != NULL)
    gtk_window_present (window);
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
      g_print ("Descant %s\nGTK %u.%u.%u, libadwaita %u.%u.%u\n", DESCANT_VERSION,
               gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version (),
               adw_get_major_version (), adw_get_minor_version (), adw_get_micro_version ());
      return 0;
    }

  return -1;
}

static void
open_account (PickerApplication *self, GApplicationCommandLine *command_line, const char *path)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line, path);

  picker_window_open_account (PICKER_WINDOW (window), file);
}

static int
picker_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  PickerApplication *self = PICKER_APPLICATION (application);
  GVariantDict *dict = g_application_command_line_get_options_dict (command_line);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  const char *pictures;
  const char *account;

  g_clear_object (&self->pictures);
  if (g_variant_dict_lookup (dict, "pictures", "^&ay", &pictures))
    self->pictures = g_application_command_line_create_file_for_arg (command_line, pictures);
  self->wants_demo = self->pictures != NULL || g_variant_dict_contains (dict, "demo");
  if (self->wants_demo && window != NULL)
    start_demo (self, PICKER_WINDOW (window));
  g_application_activate (application);
  if (g_variant_dict_lookup (dict, "account", "^&ay", &account))
    open_account (self, command_line, account);

  return 0;
}

static void
app_quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window;

  /* Windows are closed, not dropped: they keep their state that way. */
  while ((window = gtk_application_get_active_window (GTK_APPLICATION (user_data))) != NULL)
    gtk_window_destroy (window);
}

static void
app_about (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  adw_show_about_window (window, "application-name", "Descant", "application-icon", DESCANT_APP_ID,
                         "version", DESCANT_VERSION, "developer-name", _ ("The Descant developers"),
                         "license-type", GTK_LICENSE_GPL_3_0, "copyright",
                         "© 2026 The Descant developers", "website",
                         "https://github.com/descant/descant", "issue-url",
                         "https://github.com/descant/descant/issues", "comments",
                         _ ("Find an asset in your company's Canto library, and drag or copy its "
                            "delivery link. Descant is not made by Canto."),
                         /* Translators: your name and mail address, one translator a line */
                         "translator-credits", _ ("translator-credits"), NULL);
}

/* Not where GtkApplication looks for a help overlay: it would make it at each start. */
static void
app_shortcuts (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/io/github/descant/Descant/ui/picker-shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));

  gtk_window_set_transient_for (window,
                                gtk_application_get_active_window (GTK_APPLICATION (user_data)));
  gtk_window_present (window);
}

static const GActionEntry actions[] = {
  { .name = "quit", .activate = app_quit },
  { .name = "about", .activate = app_about },
  { .name = "shortcuts", .activate = app_shortcuts },
};

static void
picker_application_startup (GApplication *application)
{
  static const char *const quit_keys[] = { "<Control>q", NULL };
  static const char *const shortcuts_keys[] = { "<Control>question", "<Control>F1", NULL };

  G_APPLICATION_CLASS (picker_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.quit", quit_keys);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.shortcuts",
                                         shortcuts_keys);
}

static void
picker_application_finalize (GObject *object)
{
  g_clear_object (&PICKER_APPLICATION (object)->pictures);

  G_OBJECT_CLASS (picker_application_parent_class)->finalize (object);
}

static void
picker_application_class_init (PickerApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = picker_application_finalize;
  application_class->startup = picker_application_startup;
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
