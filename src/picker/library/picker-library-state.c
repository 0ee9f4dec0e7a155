/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-library-private.h"

#include "canto-error.h"
#include "engine-unsent.h"
#include "journal-error.h"
#include "picker-error.h"

#include <glib/gi18n.h>

#define SLOW_S           8   /* from then on a spinner alone tells too little */
#define END_IS_NEAR_DAYS 3   /* so that there is time to ask an administrator for a token */
#define LOADING_DELAY_MS 200 /* so that a quick answer does not flicker */

/*
 * What stands where the assets are, and the banner above them:
 *
 *                       nothing of the query on screen     assets on screen
 *   the answer is due   spinner, or the pause counted,     assets, and the pause in the banner
 *                       or that it takes long
 *   there is none       the error                          assets, and the error in the banner
 *   nothing was found   why, and what to do                -
 *   signed out          the error                          assets, and the banner
 */

static void
show_state (PickerLibrary *self)
{
  gtk_stack_set_visible_child_name (self->stack, "state");
}

static char *
dup_empty_text (PickerLibrary *self, const char *keyword, gboolean has_filters)
{
  const char *place = picker_sidebar_get_title (self->sidebar);

  if (*keyword != '\0' && has_filters)
    /* Translators: what was searched for, and the name of a folder, an album or "All Assets" */
    return g_strdup_printf (_ ("Nothing matches “%s” and all filters in %s."), keyword, place);
  if (has_filters)
    /* Translators: the name of a folder, an album or "All Assets" */
    return g_strdup_printf (_ ("Nothing in %s matches all filters."), place);
  if (*keyword != '\0')
    /* Translators: what was searched for, and the name of a folder, an album or "All Assets" */
    return g_strdup_printf (_ ("Nothing matches “%s” in %s."), keyword, place);

  /* Translators: the name of a folder, an album or "All Assets" */
  return g_strdup_printf (_ ("There is no asset in %s that you may see."), place);
}

/* Into an album that the service knows, if it lets this person. */
static gboolean
can_upload_here (PickerLibrary *self)
{
  CantoNode *album = picker_sidebar_get_album (self->sidebar);

  return album != NULL && !engine_edits_is_new_id (canto_node_get_id (album))
         && !engine_transfers_get_is_refused (engine_session_get_transfers (self->session));
}

static void
show_empty (PickerLibrary *self)
{
  const char *keyword = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  gboolean has_filters = picker_filters_get_any_active (self->filters);
  g_autofree char *text = dup_empty_text (self, keyword, has_filters);

  if (picker_library_is_in_history (self))
    picker_library_show_empty_history (self);
  else if (picker_library_shows_loaded (self))
    picker_state_page_show_empty (
        self->state_page, "edit-find-symbolic", _ ("No Assets Found"),
        _ ("Canto cannot be reached: only what is loaded here was searched."), _ ("_Clear Search"),
        "search.clear");
  else if (picker_scope_switch_can_widen (self->scope_switch))
    picker_state_page_show_empty (self->state_page, "edit-find-symbolic", _ ("No Assets Found"),
                                  text, _ ("Search _Everywhere"), "search.everywhere");
  else if (has_filters)
    picker_state_page_show_empty (self->state_page, "edit-find-symbolic", _ ("No Assets Found"),
                                  text, _ ("_Clear Filters"), "filters.clear");
  else if (*keyword != '\0')
    picker_state_page_show_empty (self->state_page, "edit-find-symbolic", _ ("No Assets Found"),
                                  text, _ ("_Clear Search"), "search.clear");
  else if (can_upload_here (self))
    picker_state_page_show_empty (
        self->state_page, "folder-pictures-symbolic", _ ("Nothing Here Yet"),
        _ ("Upload files, drop them here, or add assets that are in Canto "
           "already."),
        _ ("_Upload…"), "upload.choose");
  else
    picker_state_page_show_empty (self->state_page, "folder-symbolic", _ ("Nothing Here Yet"), text,
                                  _ ("_Look Again"), "content.retry");
  show_state (self);
}

/* 0 unless the service has had enough for now: nothing moves for up to a minute
 * (canto-api.md 13.4). */
static guint
get_left_s (PickerLibrary *self)
{
  CantoClient *client = engine_session_get_client (self->session);
  gint64 left_us = canto_client_get_wait_until_us (client) - canto_client_get_now_us (client);

  return left_us > 0 ? (guint) ((left_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC) : 0;
}

static void
show_signed_out (PickerLibrary *self)
{
  g_autoptr (GError) error =
      g_error_new_literal (CANTO_ERROR, CANTO_ERROR_SIGNED_OUT, _ ("You are not signed in."));

  picker_state_page_show_error (self->state_page, error);
}

static void
show_due (PickerLibrary *self)
{
  guint left_s = get_left_s (self);

  /* The call waits until she has signed in again. */
  if (!engine_session_get_signed_in (self->session))
    show_signed_out (self);
  else if (left_s > 0)
    picker_state_page_show_waiting (self->state_page, left_s);
  else if (self->is_slow)
    picker_state_page_show_slow (self->state_page);
  else
    picker_state_page_show_loading (self->state_page);
  show_state (self);
}

static gboolean
has_content (PickerLibrary *self)
{
  CatalogAssetList *list = picker_grid_get_list (self->grid);

  return g_list_model_get_n_items (G_LIST_MODEL (list)) > 0;
}

static gboolean
shows_content (PickerLibrary *self)
{
  return !g_str_equal (gtk_stack_get_visible_child_name (self->stack), "state");
}

static void
update_page (PickerLibrary *self)
{
  CatalogAssetList *list = picker_grid_get_list (self->grid);

  switch (catalog_asset_list_get_status (list))
    {
    case CATALOG_STATUS_LOADING:
      /* What was found before stays until the answer comes. */
      if (!has_content (self) || !shows_content (self))
        show_due (self);
      break;

    case CATALOG_STATUS_FAILED:
      /* Or what was put there here is all that can be shown. */
      if (has_content (self))
        {
          gtk_stack_set_visible_child_name (self->stack, "grid");
          break;
        }
      picker_state_page_show_error (self->state_page, catalog_asset_list_get_error (list));
      show_state (self);
      break;

    case CATALOG_STATUS_READY:
    default:
      if (has_content (self))
        gtk_stack_set_visible_child_name (self->stack, "grid");
      else
        show_empty (self);
    }
}

static void
show_pause (PickerLibrary *self, guint left_s)
{
  g_autofree char *text =
      g_strdup_printf (ngettext ("Too many requests: Canto wants a pause of %u second.",
                                 "Too many requests: Canto wants a pause of %u seconds.", left_s),
                       left_s);

  picker_banner_show (self->banner, text, _ ("Try _Now"), "content.try-now");
}

/* What is on screen is what was found last. */
static void
show_failure (PickerLibrary *self, const GError *error)
{
  /* Translators: what failed, as "Canto Has a Problem" */
  g_autofree char *text =
      g_strdup_printf (_ ("%s. What is on screen may be old."), picker_error_get_title (error));

  picker_banner_show (self->banner, text, _ ("Try _Again"), "content.retry");
}

/* (transfer full) (nullable): NULL: the sign-in goes on for long enough */
static char *
dup_end_text (PickerLibrary *self)
{
  g_autoptr (GDateTime) end = engine_session_dup_end (self->session);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = NULL;

  if (end == NULL || g_date_time_difference (end, now) > END_IS_NEAR_DAYS * G_TIME_SPAN_DAY)
    return NULL;

  /* Translators: a day, as g_date_time_format() writes it: 3 Mar 2026 */
  day = g_date_time_format (end, _ ("%-d %b %Y"));

  /* Translators: a day */
  return g_strdup_printf (_ ("Your token ends on %s. Sign in with a new one."), day);
}

/* What she changes now may be lost; or what she has changed could not be read. */
static void
show_journal_error (PickerLibrary *self, const GError *error)
{
  picker_banner_show (
      self->banner, error->message,
      g_error_matches (error, JOURNAL_ERROR, JOURNAL_ERROR_DAMAGED) ? _ ("_OK") : _ ("Try _Again"),
      "session.keep-edits");
}

static void
update_banner (PickerLibrary *self)
{
  const GError *journal_error =
      engine_edits_get_journal_error (engine_session_get_edits (self->session));
  gboolean is_losing = journal_error != NULL && engine_unsent_count (self->session).n_unkept > 0;
  g_autofree char *end_text = dup_end_text (self);
  CatalogAssetList *list = picker_grid_get_list (self->grid);
  const GError *error = catalog_asset_list_get_error (list);
  guint left_s = get_left_s (self);

  if (!shows_content (self))
    picker_banner_hide (self->banner);
  else if (is_losing)
    show_journal_error (self, journal_error);
  else if (!engine_session_get_signed_in (self->session))
    picker_banner_show (self->banner, _ ("You are signed out. What is on screen stays usable."),
                        _ ("Sign _In"), "win.sign-in");
  else if (!canto_client_get_online (engine_session_get_client (self->session)))
    picker_banner_show (self->banner,
                        picker_library_shows_loaded (self)
                            ? _ ("Canto cannot be reached. Only what is loaded here is searched.")
                            : _ ("Canto cannot be reached. What is on screen stays usable."),
                        _ ("Try _Again"), "content.retry");
  else if (left_s > 0)
    show_pause (self, left_s);
  else if (catalog_asset_list_get_status (list) == CATALOG_STATUS_FAILED && error != NULL)
    show_failure (self, error);
  else if (journal_error != NULL)
    show_journal_error (self, journal_error);
  else if (!engine_session_get_is_kept (self->session))
    picker_banner_show (
        self->banner, _ ("You are signed in for this session only: your keyring has not kept it."),
        _ ("Try _Again"), "session.keep");
  else if (end_text != NULL)
    picker_banner_show (self->banner, end_text, _ ("Sign _In"), "win.sign-in");
  else
    picker_banner_hide (self->banner);
}

static gboolean
second_passed (gpointer user_data)
{
  PickerLibrary *self = user_data;

  self->pause_timeout_id = 0;
  picker_library_update_state (self);

  return G_SOURCE_REMOVE;
}

/* A pause is counted down, as long as there is one. */
static void
count_down (PickerLibrary *self)
{
  g_clear_handle_id (&self->pause_timeout_id, g_source_remove);
  if (get_left_s (self) > 0)
    self->pause_timeout_id = g_timeout_add_seconds (1, second_passed, self);
}

static gboolean
answer_is_late (gpointer user_data)
{
  PickerLibrary *self = user_data;

  self->slow_timeout_id = 0;
  self->is_slow = TRUE;
  picker_library_update_state (self);

  return G_SOURCE_REMOVE;
}

static void
watch_answer (PickerLibrary *self)
{
  CatalogAssetList *list = picker_grid_get_list (self->grid);

  if (catalog_asset_list_get_status (list) != CATALOG_STATUS_LOADING)
    {
      g_clear_handle_id (&self->slow_timeout_id, g_source_remove);
      self->is_slow = FALSE;
    }
  else if (self->slow_timeout_id == 0 && !self->is_slow)
    self->slow_timeout_id = g_timeout_add_seconds (SLOW_S, answer_is_late, self);
}

void
picker_library_update_state (PickerLibrary *self)
{
  CatalogAssetList *list = picker_grid_get_list (self->grid);

  watch_answer (self);

  if (catalog_asset_list_get_status (list) != CATALOG_STATUS_LOADING)
    g_clear_handle_id (&self->loading_timeout_id, g_source_remove);
  update_page (self);
  update_banner (self);
  count_down (self);
}

/* What was put into an empty album is there at once; and the last asset of one may go. */
static void
length_changed (PickerLibrary *self)
{
  if (catalog_asset_list_get_status (picker_grid_get_list (self->grid)) != CATALOG_STATUS_LOADING)
    picker_library_update_state (self);
}

static gboolean
loading_is_long (gpointer user_data)
{
  PickerLibrary *self = user_data;

  self->loading_timeout_id = 0;
  show_state (self);
  picker_library_update_state (self);

  return G_SOURCE_REMOVE;
}

void
picker_library_leave_content (PickerLibrary *self)
{
  CatalogAssetList *list = picker_grid_get_list (self->grid);

  g_clear_handle_id (&self->loading_timeout_id, g_source_remove);
  if (catalog_asset_list_get_status (list) == CATALOG_STATUS_LOADING)
    self->loading_timeout_id = g_timeout_add (LOADING_DELAY_MS, loading_is_long, self);
}

static void
content_retry (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerLibrary *self = PICKER_LIBRARY (widget);

  self->is_slow = FALSE;
  /* What failed is asked for again when there is an answer. */
  canto_client_check_online (engine_session_get_client (self->session));
  catalog_asset_list_retry (picker_grid_get_list (self->grid));
}

/* The pause is for a minute at most, but somebody may know better. */
static void
content_try_now (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  canto_client_end_wait (engine_session_get_client (PICKER_LIBRARY (widget)->session));
}

static void
session_kept (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerLibrary) self = user_data;
  g_autoptr (GError) error = NULL;

  if (engine_session_keep_finish (ENGINE_SESSION (object), result, &error))
    picker_library_say (self, _ ("Your sign-in is kept"));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    picker_library_say_error (self, error);
}

static void
session_keep (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerLibrary *self = PICKER_LIBRARY (widget);

  engine_session_keep_async (self->session, NULL, session_kept, g_object_ref (self));
}

static void
session_keep_edits (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  engine_edits_keep_again (engine_session_get_edits (PICKER_LIBRARY (widget)->session));
}

/* A disk that is full, or a folder that may not be written: she goes on, only slower. */
static void
previews_not_kept (PickerLibrary *self, const GError *error)
{
  g_autofree char *text = g_strdup_printf (
      /* Translators: what the system says of it */
      _ ("You can go on, but they are fetched anew at each start. Make room on the disk, or check "
         "that the folder can be written.\n\n%s"),
      error->message);

  picker_library_say_details (self, _ ("Previews cannot be kept on this computer"), text);
}

void
picker_library_install_state (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "content.retry", NULL, content_retry);
  gtk_widget_class_install_action (widget_class, "content.try-now", NULL, content_try_now);
  gtk_widget_class_install_action (widget_class, "session.keep", NULL, session_keep);
  gtk_widget_class_install_action (widget_class, "session.keep-edits", NULL, session_keep_edits);
}

void
picker_library_connect_state (PickerLibrary *self)
{
  CatalogAssetList *list = picker_grid_get_list (self->grid);
  CantoClient *client = engine_session_get_client (self->session);

  g_signal_connect_object (list, "notify::status", G_CALLBACK (picker_library_update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::n-items", G_CALLBACK (length_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (engine_session_get_transfers (self->session), "notify::is-refused",
                           G_CALLBACK (length_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (client, "notify::wait-until", G_CALLBACK (picker_library_update_state),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (client, "notify::online", G_CALLBACK (picker_library_update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (engine_session_get_previews (self->session), "not-kept",
                           G_CALLBACK (previews_not_kept), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::signed-in",
                           G_CALLBACK (picker_library_update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (engine_session_get_edits (self->session), "notify::journal-error",
                           G_CALLBACK (picker_library_update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::is-kept",
                           G_CALLBACK (picker_library_update_state), self, G_CONNECT_SWAPPED);
}

void
picker_library_dispose_state (PickerLibrary *self)
{
  g_clear_handle_id (&self->loading_timeout_id, g_source_remove);
  g_clear_handle_id (&self->slow_timeout_id, g_source_remove);
  g_clear_handle_id (&self->pause_timeout_id, g_source_remove);
}
