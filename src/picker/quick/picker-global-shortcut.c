/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-global-shortcut.h"

#include "picker-portal-request.h"

#include <glib/gi18n.h>

#define INTERFACE "org.freedesktop.portal.GlobalShortcuts"
#define SESSION   "org.freedesktop.portal.Session"
#define ID        "quick"
/* What is proposed, as the shortcuts specification writes it: the desktop and the person decide. */
#define PREFERRED "CTRL+ALT+p"

struct _PickerGlobalShortcut
{
  GObject parent_instance;

  /* Owned. */
  GDBusConnection *connection; /* (nullable) */
  GCancellable *cancellable;   /* non-NULL while the desktop is asked */
  char *session;               /* (nullable): the path of it */
  char *trigger;               /* (nullable) */
  GError *error;               /* (nullable) */

  /* State. */
  gboolean is_wanted;
  gboolean is_lost; /* the portal has gone, and with it what was bound */
  PickerShortcutState state;
  guint watch_id;
  guint activated_id;
  guint changed_id;
  guint closed_id;
};

G_DEFINE_FINAL_TYPE (PickerGlobalShortcut, picker_global_shortcut, G_TYPE_OBJECT)

typedef enum
{
  PROP_IS_WANTED = 1,
  PROP_STATE,
  PROP_TRIGGER,
  N_PROPS,
} PickerGlobalShortcutProperty;

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void
set_state (PickerGlobalShortcut *self, PickerShortcutState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

static void
set_trigger (PickerGlobalShortcut *self, const char *trigger)
{
  const char *text = trigger != NULL && *trigger != '\0' ? trigger : NULL;

  if (g_strcmp0 (self->trigger, text) == 0)
    return;

  g_free (self->trigger);
  self->trigger = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TRIGGER]);
}

static void
unsubscribe (PickerGlobalShortcut *self, guint *id)
{
  if (*id != 0)
    g_dbus_connection_signal_unsubscribe (self->connection, *id);
  *id = 0;
}

/* Nobody listens to the session any more. */
static void
leave_session (PickerGlobalShortcut *self)
{
  unsubscribe (self, &self->activated_id);
  unsubscribe (self, &self->changed_id);
  unsubscribe (self, &self->closed_id);
  g_clear_pointer (&self->session, g_free);
  set_trigger (self, NULL);
}

/* The desktop lets go of the key. */
static void
close_session (PickerGlobalShortcut *self)
{
  if (self->session != NULL)
    g_dbus_connection_call (self->connection, PICKER_PORTAL_NAME, self->session, SESSION, "Close",
                            NULL, NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL, NULL);
  leave_session (self);
}

static void
stop_asking (PickerGlobalShortcut *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* @error: what came in place of the key */
static void
fail (PickerGlobalShortcut *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_message ("No shortcut is bound: %s", error->message);
  close_session (self);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  set_state (self, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)
                       ? PICKER_SHORTCUT_DENIED
                       : PICKER_SHORTCUT_FAILED);
}

/* What the desktop tells */

/* The key of our shortcut among @shortcuts, an a(sa{sv}). FALSE: it is not there. */
static gboolean
read_shortcuts (PickerGlobalShortcut *self, GVariant *shortcuts)
{
  GVariantIter iter;
  const char *id;
  GVariant *values;

  g_variant_iter_init (&iter, shortcuts);
  while (g_variant_iter_loop (&iter, "(&s@a{sv})", &id, &values))
    {
      const char *trigger = NULL;

      if (!g_str_equal (id, ID))
        continue;
      g_variant_lookup (values, "trigger_description", "&s", &trigger);
      set_trigger (self, trigger);
      g_variant_unref (values);
      return TRUE;
    }

  return FALSE;
}

static void
activated (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *name,
           GVariant *parameters,
           gpointer user_data)
{
  PickerGlobalShortcut *self = user_data;
  g_autoptr (GVariant) options = NULL;
  const char *session;
  const char *id;
  const char *token = NULL;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(osta{sv})")))
    return;

  g_variant_get (parameters, "(&o&st@a{sv})", &session, &id, NULL, &options);
  if (g_strcmp0 (session, self->session) != 0 || !g_str_equal (id, ID))
    return;

  g_variant_lookup (options, "activation_token", "&s", &token);
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, token);
}

static void
shortcuts_changed (GDBusConnection *connection,
                   const char *sender,
                   const char *path,
                   const char *interface,
                   const char *name,
                   GVariant *parameters,
                   gpointer user_data)
{
  PickerGlobalShortcut *self = user_data;
  g_autoptr (GVariant) shortcuts = NULL;
  const char *session;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(oa(sa{sv}))")))
    return;

  g_variant_get (parameters, "(&o@a(sa{sv}))", &session, &shortcuts);
  if (g_strcmp0 (session, self->session) == 0 && !read_shortcuts (self, shortcuts))
    set_trigger (self, NULL);
}

static void
session_closed (GDBusConnection *connection,
                const char *sender,
                const char *path,
                const char *interface,
                const char *name,
                GVariant *parameters,
                gpointer user_data)
{
  PickerGlobalShortcut *self = user_data;

  stop_asking (self);
  leave_session (self);
  set_state (self, PICKER_SHORTCUT_DENIED);
}

/* Binding: portal → session → key */

static void
bound (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerGlobalShortcut) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) results = picker_portal_request_finish (result, &error);
  g_autoptr (GVariant) shortcuts = NULL;

  if (results == NULL)
    {
      fail (self, error);
      return;
    }

  shortcuts = g_variant_lookup_value (results, "shortcuts", G_VARIANT_TYPE ("a(sa{sv})"));
  if (shortcuts == NULL || !read_shortcuts (self, shortcuts))
    {
      error = g_error_new (G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, _ ("It was not allowed."));
      fail (self, error);
      return;
    }

  g_clear_object (&self->cancellable);
  set_state (self, PICKER_SHORTCUT_BOUND);
}

static void
listen (PickerGlobalShortcut *self)
{
  self->activated_id = g_dbus_connection_signal_subscribe (
      self->connection, PICKER_PORTAL_NAME, INTERFACE, "Activated", PICKER_PORTAL_PATH, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, activated, self, NULL);
  self->changed_id = g_dbus_connection_signal_subscribe (
      self->connection, PICKER_PORTAL_NAME, INTERFACE, "ShortcutsChanged", PICKER_PORTAL_PATH, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, shortcuts_changed, self, NULL);
  self->closed_id = g_dbus_connection_signal_subscribe (
      self->connection, PICKER_PORTAL_NAME, SESSION, "Closed", self->session, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, session_closed, self, NULL);
}

static void
bind_key (PickerGlobalShortcut *self)
{
  GVariantBuilder values;
  GVariantBuilder shortcuts;
  GVariant *arguments;

  g_variant_builder_init (&values, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&values, "{sv}", "description",
                         /* Translators: the desktop shows it in its list of shortcuts */
                         g_variant_new_string (_ ("Open the quick picker")));
  g_variant_builder_add (&values, "{sv}", "preferred_trigger", g_variant_new_string (PREFERRED));
  g_variant_builder_init (&shortcuts, G_VARIANT_TYPE ("a(sa{sv})"));
  g_variant_builder_add (&shortcuts, "(sa{sv})", ID, &values);
  arguments = g_variant_new ("(oa(sa{sv})s)", self->session, &shortcuts, "");
  picker_portal_request_async (self->connection, INTERFACE, "BindShortcuts", arguments,
                               g_variant_new ("a{sv}", NULL), self->cancellable, bound,
                               g_object_ref (self));
}

static void
session_made (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerGlobalShortcut) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) results = picker_portal_request_finish (result, &error);
  const char *session = NULL;

  if (results == NULL)
    {
      fail (self, error);
      return;
    }

  /* The specification says a string; some portals send a path. */
  if (!g_variant_lookup (results, "session_handle", "&s", &session))
    g_variant_lookup (results, "session_handle", "&o", &session);
  if (session == NULL || !g_variant_is_object_path (session))
    {
      error =
          g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The desktop's answer cannot be read."));
      fail (self, error);
      return;
    }

  self->session = g_strdup (session);
  listen (self);
  bind_key (self);
}

static void
make_session (PickerGlobalShortcut *self)
{
  g_autofree char *token = picker_portal_request_make_token ();
  GVariantBuilder options;

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "session_handle_token", g_variant_new_string (token));
  picker_portal_request_async (self->connection, INTERFACE, "CreateSession",
                               g_variant_new_tuple (NULL, 0), g_variant_builder_end (&options),
                               self->cancellable, session_made, g_object_ref (self));
}

/* Portals before 1.20 know who we are without it, or never. */
static void
registered (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerGlobalShortcut) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (reply == NULL)
    g_debug ("The portal does not take our name: %s", error->message);
  make_session (self);
}

static void
say_who_we_are (PickerGlobalShortcut *self)
{
  g_dbus_connection_call (self->connection, PICKER_PORTAL_NAME, PICKER_PORTAL_PATH,
                          "org.freedesktop.host.portal.Registry", "Register",
                          g_variant_new ("(sa{sv})", DESCANT_APP_ID, NULL), NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable, registered,
                          g_object_ref (self));
}

static void
portal_found (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerGlobalShortcut) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (reply == NULL)
    {
      g_debug ("The desktop has no global shortcuts: %s", error->message);
      g_clear_object (&self->cancellable);
      set_state (self, PICKER_SHORTCUT_MISSING);
    }
  else if (self->is_wanted)
    say_who_we_are (self);
  else
    {
      g_clear_object (&self->cancellable);
      set_state (self, PICKER_SHORTCUT_OFF);
    }
}

static void
find_portal (PickerGlobalShortcut *self)
{
  self->cancellable = g_cancellable_new ();
  g_dbus_connection_call (
      self->connection, PICKER_PORTAL_NAME, PICKER_PORTAL_PATH, "org.freedesktop.DBus.Properties",
      "Get", g_variant_new ("(ss)", INTERFACE, "version"), G_VARIANT_TYPE ("(v)"),
      G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable, portal_found, g_object_ref (self));
}

static void
start (PickerGlobalShortcut *self)
{
  stop_asking (self);
  close_session (self);
  g_clear_error (&self->error);
  self->is_lost = FALSE;
  set_state (self, PICKER_SHORTCUT_ASKING);
  find_portal (self);
}

void
picker_global_shortcut_look (PickerGlobalShortcut *self)
{
  g_return_if_fail (PICKER_IS_GLOBAL_SHORTCUT (self));

  if (self->connection != NULL && self->state == PICKER_SHORTCUT_OFF && self->cancellable == NULL)
    find_portal (self);
}

/* The portal itself */

static void
portal_appeared (GDBusConnection *connection,
                 const char *name,
                 const char *owner,
                 gpointer user_data)
{
  PickerGlobalShortcut *self = user_data;

  if (self->is_lost && self->is_wanted)
    start (self);
}

static void
portal_vanished (GDBusConnection *connection, const char *name, gpointer user_data)
{
  PickerGlobalShortcut *self = user_data;

  if (self->session == NULL)
    return;

  stop_asking (self);
  leave_session (self);
  self->is_lost = TRUE;
  set_state (self, PICKER_SHORTCUT_ASKING);
}

/* Whether it is wanted */

gboolean
picker_global_shortcut_get_is_wanted (PickerGlobalShortcut *self)
{
  g_return_val_if_fail (PICKER_IS_GLOBAL_SHORTCUT (self), FALSE);

  return self->is_wanted;
}

void
picker_global_shortcut_set_is_wanted (PickerGlobalShortcut *self, gboolean is_wanted)
{
  g_return_if_fail (PICKER_IS_GLOBAL_SHORTCUT (self));

  if (self->is_wanted == is_wanted)
    return;

  self->is_wanted = is_wanted;
  if (self->connection != NULL && is_wanted)
    start (self);
  else if (self->connection != NULL)
    {
      stop_asking (self);
      close_session (self);
      if (self->state != PICKER_SHORTCUT_MISSING)
        set_state (self, PICKER_SHORTCUT_OFF);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_WANTED]);
}

PickerShortcutState
picker_global_shortcut_get_state (PickerGlobalShortcut *self)
{
  g_return_val_if_fail (PICKER_IS_GLOBAL_SHORTCUT (self), PICKER_SHORTCUT_MISSING);

  return self->state;
}

const char *
picker_global_shortcut_get_trigger (PickerGlobalShortcut *self)
{
  g_return_val_if_fail (PICKER_IS_GLOBAL_SHORTCUT (self), NULL);

  return self->trigger;
}

const GError *
picker_global_shortcut_get_error (PickerGlobalShortcut *self)
{
  g_return_val_if_fail (PICKER_IS_GLOBAL_SHORTCUT (self), NULL);

  return self->error;
}

/* GObject */

static void
picker_global_shortcut_get_property (GObject *object,
                                     guint prop_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  PickerGlobalShortcut *self = PICKER_GLOBAL_SHORTCUT (object);

  switch ((PickerGlobalShortcutProperty) prop_id)
    {
    case PROP_IS_WANTED:
      g_value_set_boolean (value, self->is_wanted);
      break;

    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;

    case PROP_TRIGGER:
      g_value_set_string (value, self->trigger);
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
picker_global_shortcut_set_property (GObject *object,
                                     guint prop_id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  PickerGlobalShortcut *self = PICKER_GLOBAL_SHORTCUT (object);

  switch ((PickerGlobalShortcutProperty) prop_id)
    {
    case PROP_IS_WANTED:
      picker_global_shortcut_set_is_wanted (self, g_value_get_boolean (value));
      break;

    case PROP_STATE:
    case PROP_TRIGGER:
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
picker_global_shortcut_dispose (GObject *object)
{
  PickerGlobalShortcut *self = PICKER_GLOBAL_SHORTCUT (object);

  stop_asking (self);
  g_clear_handle_id (&self->watch_id, g_bus_unwatch_name);
  if (self->connection != NULL)
    close_session (self);
  g_clear_object (&self->connection);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (picker_global_shortcut_parent_class)->dispose (object);
}

static void
picker_global_shortcut_class_init (PickerGlobalShortcutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = picker_global_shortcut_get_property;
  object_class->set_property = picker_global_shortcut_set_property;
  object_class->dispose = picker_global_shortcut_dispose;

  props[PROP_IS_WANTED] =
      g_param_spec_boolean ("is-wanted", NULL, NULL, FALSE, G_PARAM_READWRITE | flags);
  props[PROP_STATE] =
      g_param_spec_uint ("state", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | flags);
  props[PROP_TRIGGER] = g_param_spec_string ("trigger", NULL, NULL, NULL, G_PARAM_READABLE | flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[SIGNAL_ACTIVATED] =
      g_signal_new ("activated", PICKER_TYPE_GLOBAL_SHORTCUT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
picker_global_shortcut_init (PickerGlobalShortcut *self)
{
}

PickerGlobalShortcut *
picker_global_shortcut_new (GDBusConnection *connection)
{
  PickerGlobalShortcut *self = g_object_new (PICKER_TYPE_GLOBAL_SHORTCUT, NULL);

  g_return_val_if_fail (connection == NULL || G_IS_DBUS_CONNECTION (connection), self);

  if (connection == NULL)
    {
      self->state = PICKER_SHORTCUT_MISSING;
      return self;
    }

  self->connection = g_object_ref (connection);
  self->watch_id =
      g_bus_watch_name_on_connection (connection, PICKER_PORTAL_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                      portal_appeared, portal_vanished, self, NULL);

  return self;
}
