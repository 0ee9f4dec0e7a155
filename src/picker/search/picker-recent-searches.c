/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-recent-searches.h"

#include <gtk/gtk.h>

#define KEY    "recent-searches"
#define SCHEMA "io.github.descant.Descant.Account"

struct _PickerRecentSearches
{
  GObject parent_instance;

  /* Owned. */
  GSettings *settings; /* (nullable) */
  GtkStringList *texts;
};

static void picker_recent_searches_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PickerRecentSearches,
                               picker_recent_searches,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      picker_recent_searches_model_init))

static GType
picker_recent_searches_get_item_type (GListModel *model)
{
  return GTK_TYPE_STRING_OBJECT;
}

static guint
picker_recent_searches_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (PICKER_RECENT_SEARCHES (model)->texts));
}

static gpointer
picker_recent_searches_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (PICKER_RECENT_SEARCHES (model)->texts), position);
}

static void
picker_recent_searches_model_init (GListModelInterface *iface)
{
  iface->get_item_type = picker_recent_searches_get_item_type;
  iface->get_n_items = picker_recent_searches_get_n_items;
  iface->get_item = picker_recent_searches_get_item;
}

static void
picker_recent_searches_dispose (GObject *object)
{
  PickerRecentSearches *self = PICKER_RECENT_SEARCHES (object);

  g_clear_object (&self->texts);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (picker_recent_searches_parent_class)->dispose (object);
}

static void
picker_recent_searches_class_init (PickerRecentSearchesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = picker_recent_searches_dispose;
}

static void
picker_recent_searches_init (PickerRecentSearches *self)
{
  self->texts = gtk_string_list_new (NULL);
  g_signal_connect_object (self->texts, "items-changed", G_CALLBACK (g_list_model_items_changed),
                           self, G_CONNECT_SWAPPED);
}

/* What another program wrote there may be too long. */
static void
restore (PickerRecentSearches *self)
{
  g_auto (GStrv) texts = g_settings_get_strv (self->settings, KEY);

  for (guint i = 0; texts[i] != NULL && i < PICKER_MAX_RECENT_SEARCHES; i++)
    gtk_string_list_append (self->texts, texts[i]);
}

char **
picker_recent_searches_dup (PickerRecentSearches *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n_texts;

  g_return_val_if_fail (PICKER_IS_RECENT_SEARCHES (self), NULL);

  n_texts = g_list_model_get_n_items (G_LIST_MODEL (self->texts));
  for (guint i = 0; i < n_texts; i++)
    g_strv_builder_add (builder, gtk_string_list_get_string (self->texts, i));

  return g_strv_builder_end (builder);
}

static void
keep (PickerRecentSearches *self)
{
  g_auto (GStrv) texts = picker_recent_searches_dup (self);

  if (self->settings != NULL)
    g_settings_set_strv (self->settings, KEY, (const char *const *) texts);
}

PickerRecentSearches *
picker_recent_searches_new (GSettings *settings)
{
  PickerRecentSearches *self = g_object_new (PICKER_TYPE_RECENT_SEARCHES, NULL);

  if (settings != NULL)
    {
      self->settings = g_object_ref (settings);
      restore (self);
    }

  return self;
}

GSettings *
picker_recent_searches_make_settings (GSettings *settings, CantoAccount *account)
{
  g_autofree char *path = NULL;
  g_autoptr (GObject) backend = NULL;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (CANTO_IS_ACCOUNT (account), NULL);

  path =
      g_strdup_printf ("/io/github/descant/Descant/accounts/%s/", canto_account_get_id (account));
  g_object_get (settings, "backend", &backend, NULL);

  return g_settings_new_with_backend_and_path (SCHEMA, (GSettingsBackend *) backend, path);
}

static void
drop (PickerRecentSearches *self, const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->texts)); i > 0; i--)
    {
      g_autofree char *other =
          g_utf8_casefold (gtk_string_list_get_string (self->texts, i - 1), -1);

      if (g_str_equal (folded, other))
        gtk_string_list_remove (self->texts, i - 1);
    }
}

void
picker_recent_searches_add (PickerRecentSearches *self, const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  const char *const additions[] = { stripped, NULL };
  guint n_texts;

  g_return_if_fail (PICKER_IS_RECENT_SEARCHES (self));

  if (*stripped == '\0' || g_strcmp0 (gtk_string_list_get_string (self->texts, 0), stripped) == 0)
    return;

  drop (self, stripped);
  gtk_string_list_splice (self->texts, 0, 0, additions);
  n_texts = g_list_model_get_n_items (G_LIST_MODEL (self->texts));
  if (n_texts > PICKER_MAX_RECENT_SEARCHES)
    gtk_string_list_splice (self->texts, PICKER_MAX_RECENT_SEARCHES,
                            n_texts - PICKER_MAX_RECENT_SEARCHES, NULL);
  keep (self);
}

void
picker_recent_searches_remove (PickerRecentSearches *self, const char *text)
{
  g_autofree char *removed = g_strdup (text); /* it may be the one of the list */

  g_return_if_fail (PICKER_IS_RECENT_SEARCHES (self));

  drop (self, removed);
  keep (self);
}

void
picker_recent_searches_clear (PickerRecentSearches *self)
{
  g_return_if_fail (PICKER_IS_RECENT_SEARCHES (self));

  gtk_string_list_splice (self->texts, 0, g_list_model_get_n_items (G_LIST_MODEL (self->texts)),
                          NULL);
  keep (self);
}

void
picker_recent_searches_restore (PickerRecentSearches *self, const char *const *texts)
{
  g_return_if_fail (PICKER_IS_RECENT_SEARCHES (self));

  gtk_string_list_splice (self->texts, 0, g_list_model_get_n_items (G_LIST_MODEL (self->texts)),
                          texts);
  keep (self);
}
