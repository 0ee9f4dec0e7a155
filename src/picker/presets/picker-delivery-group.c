/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-delivery-group.h"

#include "canto-error.h"
#include "picker-error.h"

#include <glib/gi18n.h>

enum
{
  HOST,
  NUMBER,
  MASTER,
  N_ROWS,
};

static const char *const keys[N_ROWS] = { "mdc-host", "mdc-account", "mdc-master-px" };

struct _PickerDeliveryGroup
{
  AdwPreferencesGroup parent_instance;

  /* Template children. */
  GtkWidget *host_row;
  GtkWidget *number_row;
  GtkWidget *master_row;

  /* Owned. */
  EngineSession *session;
  EngineAccountFile *file;
};

G_DEFINE_FINAL_TYPE (PickerDeliveryGroup, picker_delivery_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GtkWidget *
get_row (PickerDeliveryGroup *self, guint i)
{
  GtkWidget *const rows[N_ROWS] = { self->host_row, self->number_row, self->master_row };

  return rows[i];
}

static const char *
get_text (PickerDeliveryGroup *self, guint i)
{
  return gtk_editable_get_text (GTK_EDITABLE (get_row (self, i)));
}

/* @problem: (nullable): what is wrong with what stands in @row */
static void
show_problem (PickerDeliveryGroup *self, guint row, const char *problem)
{
  gboolean is_locked = FALSE;

  for (guint i = 0; i < N_ROWS; i++)
    {
      is_locked = is_locked || engine_account_file_is_locked (self->file, keys[i]);
      gtk_widget_remove_css_class (get_row (self, i), "error");
    }
  if (problem != NULL)
    gtk_widget_add_css_class (get_row (self, row), "error");
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self),
      problem != NULL ? problem
      : is_locked     ? _ ("Your administrator has set what cannot be changed here.")
                  : _ ("Links say themselves where they lead, so nothing need stand here. A link "
                       "to another host "
                       "or account than these is not given out. How large master images are, your "
                       "administrator "
                       "or Canto knows: crops are measured in them."));
}

/* One row that was applied. */
typedef struct
{
  PickerDeliveryGroup *group;
  guint row;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->group);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
saved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  PickerDeliveryGroup *self = saving->group;
  EngineAccountFile *file = ENGINE_ACCOUNT_FILE (object);
  g_autoptr (GError) error = NULL;
  gboolean is_saved = engine_account_file_save_finish (file, result, &error);
  g_autofree char *text = NULL;

  if (self->session == NULL)
    return;

  if (g_error_matches (error, CANTO_ERROR, CANTO_ERROR_INVALID_ACCOUNT))
    {
      show_problem (self, saving->row, error->message);
      return;
    }
  if (!is_saved)
    text = g_strdup_printf (
        "%s %s %s", _ ("It holds until you close Descant, but could not be saved."),
        _ ("Make room on the disk, or check that this file can be written."), error->message);
  engine_session_take_delivery (self->session, engine_account_file_get_account (file));
  show_problem (self, saving->row, text);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* What stands in the other rows has not been applied. */
static void
save (PickerDeliveryGroup *self, guint row)
{
  char *values[N_ROWS];
  Saving *saving = g_new0 (Saving, 1);

  saving->group = g_object_ref (self);
  saving->row = row;
  for (guint i = 0; i < N_ROWS; i++)
    values[i] = i == row ? g_strdup (get_text (self, i))
                         : engine_account_file_dup_preset (self->file, keys[i]);
  engine_account_file_save_delivery_async (self->file, values[HOST], values[NUMBER], values[MASTER],
                                           NULL, saved, saving);
  for (guint i = 0; i < N_ROWS; i++)
    g_free (values[i]);
}

static void
host_applied (PickerDeliveryGroup *self)
{
  save (self, HOST);
}

static void
number_applied (PickerDeliveryGroup *self)
{
  save (self, NUMBER);
}

static void
master_applied (PickerDeliveryGroup *self)
{
  g_autofree char *text = g_strstrip (g_strdup (get_text (self, MASTER)));

  if (*text == '\0' || g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT, NULL, NULL))
    save (self, MASTER);
  else
    show_problem (self, MASTER, _ ("This is a number of pixels, as 4096. Empty is 2048."));
}

/* What the others say is not of the text that stands there now. */
static void
text_changed (PickerDeliveryGroup *self)
{
  show_problem (self, HOST, NULL);
}

/* GObject */

static void
picker_delivery_group_dispose (GObject *object)
{
  g_clear_object (&PICKER_DELIVERY_GROUP (object)->session);
  g_clear_object (&PICKER_DELIVERY_GROUP (object)->file);

  G_OBJECT_CLASS (picker_delivery_group_parent_class)->dispose (object);
}

static void
picker_delivery_group_class_init (PickerDeliveryGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = picker_delivery_group_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PICKER_TYPE_DELIVERY_GROUP, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-delivery-group.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerDeliveryGroup, host_row);
  gtk_widget_class_bind_template_child (widget_class, PickerDeliveryGroup, number_row);
  gtk_widget_class_bind_template_child (widget_class, PickerDeliveryGroup, master_row);
}

static void
picker_delivery_group_init (PickerDeliveryGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
picker_delivery_group_set_file (PickerDeliveryGroup *self,
                                EngineSession *session,
                                EngineAccountFile *file)
{
  static const GCallback applied[N_ROWS] = { G_CALLBACK (host_applied), G_CALLBACK (number_applied),
                                             G_CALLBACK (master_applied) };

  g_return_if_fail (PICKER_IS_DELIVERY_GROUP (self));
  g_return_if_fail (ENGINE_IS_SESSION (session));
  g_return_if_fail (self->file == NULL);

  if (file == NULL || engine_account_file_get_account (file) == NULL)
    return;

  self->session = g_object_ref (session);
  self->file = g_object_ref (file);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *value = engine_account_file_dup_preset (file, keys[i]);

      gtk_editable_set_text (GTK_EDITABLE (get_row (self, i)), value != NULL ? value : "");
      gtk_widget_set_sensitive (get_row (self, i), !engine_account_file_is_locked (file, keys[i]));
      g_signal_connect_swapped (get_row (self, i), "apply", applied[i], self);
      g_signal_connect_swapped (get_row (self, i), "changed", G_CALLBACK (text_changed), self);
    }
  show_problem (self, HOST, NULL);
}
