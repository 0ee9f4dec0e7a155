/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "canto-reach-private.h"

#include "canto-error.h"
#include "canto-source.h"

#define MAX_BYTES      (64 * 1024)
#define FIRST_DELAY_US (2 * G_USEC_PER_SEC)
#define MAX_DELAY_US   (30 * G_USEC_PER_SEC)

struct _CantoReach
{
  GObject parent_instance;

  /* Owned. */
  CantoHttp *http;
  char *uri;
  CantoClock *clock;
  GNetworkMonitor *monitor;  /* (nullable): asked for when it is first needed */
  GCancellable *cancellable; /* non-NULL while a question is on its way */
  GSource *alarm;            /* (nullable) */

  /* State. */
  gboolean online;
  gint64 delay_us;
};

G_DEFINE_FINAL_TYPE (CantoReach, canto_reach, G_TYPE_OBJECT)

typedef enum
{
  PROP_ONLINE = 1,
  N_PROPS,
} CantoReachProperty;

static GParamSpec *props[N_PROPS];

/* The closure of a question: the object may be gone when the answer comes. */
typedef struct
{
  GWeakRef reach;
  GCancellable *cancellable;
} Question;

static void
question_free (Question *question)
{
  g_weak_ref_clear (&question->reach);
  g_object_unref (question->cancellable);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
set_online (CantoReach *self, gboolean online)
{
  if (self->online == online)
    return;

  self->online = online;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ONLINE]);
}

static void
stop_asking (CantoReach *self)
{
  canto_source_clear (&self->alarm);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static gboolean
alarm_rang (gpointer user_data)
{
  CantoReach *self = user_data;

  canto_source_clear (&self->alarm);
  canto_reach_check (self);

  return G_SOURCE_REMOVE;
}

static void
ask_later (CantoReach *self)
{
  canto_source_clear (&self->alarm);
  self->alarm = canto_clock_add_alarm (self->clock, self->delay_us, alarm_rang, self);
  self->delay_us = MIN (self->delay_us * 2, MAX_DELAY_US);
}

static void
answered (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (CantoReach) self = g_weak_ref_get (&question->reach);
  g_autoptr (GError) error = NULL;
  g_autoptr (CantoHttpReply) reply = canto_http_send_finish (CANTO_HTTP (object), result, &error);

  if (self == NULL || self->cancellable != question->cancellable)
    return;

  g_clear_object (&self->cancellable);
  /* An answer that is too long to be read is one, too. */
  if (reply != NULL || g_error_matches (error, CANTO_ERROR, CANTO_ERROR_BAD_REPLY))
    canto_reach_take_answer (self);
  else
    ask_later (self);
}

static void
network_changed (CantoReach *self, gboolean is_available)
{
  if (is_available)
    canto_reach_check (self);
}

/* Only who is offline needs it: at the start of the program it would cost time. */
static void
watch_network (CantoReach *self)
{
  if (self->monitor != NULL)
    return;

  self->monitor = g_object_ref (g_network_monitor_get_default ());
  g_signal_connect_object (self->monitor, "network-changed", G_CALLBACK (network_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
canto_reach_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((CantoReachProperty) prop_id)
    {
    case PROP_ONLINE:
      g_value_set_boolean (value, CANTO_REACH (object)->online);
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
canto_reach_finalize (GObject *object)
{
  CantoReach *self = CANTO_REACH (object);

  stop_asking (self);
  g_clear_object (&self->monitor);
  g_clear_object (&self->clock);
  g_clear_object (&self->http);
  g_free (self->uri);

  G_OBJECT_CLASS (canto_reach_parent_class)->finalize (object);
}

static void
canto_reach_class_init (CantoReachClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = canto_reach_get_property;
  object_class->finalize = canto_reach_finalize;

  props[PROP_ONLINE] =
      g_param_spec_boolean ("online", NULL, NULL, TRUE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
canto_reach_init (CantoReach *self)
{
  self->online = TRUE;
}

CantoReach *
canto_reach_new (CantoHttp *http, const char *base, CantoClock *clock)
{
  CantoReach *self = g_object_new (CANTO_TYPE_REACH, NULL);

  self->http = g_object_ref (http);
  self->uri = g_strconcat (base, "/", NULL);
  self->clock = g_object_ref (clock);

  return self;
}

gboolean
canto_reach_get_online (CantoReach *self)
{
  g_return_val_if_fail (CANTO_IS_REACH (self), TRUE);

  return self->online;
}

void
canto_reach_take_answer (CantoReach *self)
{
  g_return_if_fail (CANTO_IS_REACH (self));

  if (self->online)
    return;

  stop_asking (self);
  set_online (self, TRUE);
}

void
canto_reach_take_failure (CantoReach *self)
{
  g_return_if_fail (CANTO_IS_REACH (self));

  if (!self->online)
    return;

  watch_network (self);
  self->delay_us = FIRST_DELAY_US;
  ask_later (self);
  set_online (self, FALSE);
}

void
canto_reach_check (CantoReach *self)
{
  Question *question;

  g_return_if_fail (CANTO_IS_REACH (self));

  if (self->online || self->cancellable != NULL)
    return;

  canto_source_clear (&self->alarm);
  self->cancellable = g_cancellable_new ();
  question = g_new0 (Question, 1);
  g_weak_ref_init (&question->reach, self);
  question->cancellable = g_object_ref (self->cancellable);
  canto_http_send_async (self->http, canto_http_request_new ("HEAD", self->uri, MAX_BYTES),
                         self->cancellable, answered, question);
}
