/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-delete-dialog.h"

#include <glib/gi18n.h>

#define MAX_NAMES 5

struct _PickerDeleteDialog
{
  AdwMessageDialog parent_instance;

  /* Owned. */
  GPtrArray *assets; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (PickerDeleteDialog, picker_delete_dialog, ADW_TYPE_MESSAGE_DIALOG)

enum
{
  SIGNAL_CONFIRMED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
picker_delete_dialog_response (AdwMessageDialog *dialog, const char *response)
{
  PickerDeleteDialog *self = PICKER_DELETE_DIALOG (dialog);

  if (g_str_equal (response, "delete"))
    g_signal_emit (self, signals[SIGNAL_CONFIRMED], 0, self->assets);
}

static void
picker_delete_dialog_finalize (GObject *object)
{
  g_clear_pointer (&PICKER_DELETE_DIALOG (object)->assets, g_ptr_array_unref);

  G_OBJECT_CLASS (picker_delete_dialog_parent_class)->finalize (object);
}

static void
picker_delete_dialog_class_init (PickerDeleteDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = picker_delete_dialog_finalize;
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = picker_delete_dialog_response;

  /**
   * PickerDeleteDialog::confirmed:
   * @assets: (nullable) (element-type CantoAsset)
   */
  signals[SIGNAL_CONFIRMED] =
      g_signal_new ("confirmed", PICKER_TYPE_DELETE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
picker_delete_dialog_init (PickerDeleteDialog *self)
{
}

/* Both texts are plain: names come from outside. */
static PickerDeleteDialog *
make (GtkWindow *parent, const char *heading, const char *body, const char *label)
{
  PickerDeleteDialog *self =
      g_object_new (PICKER_TYPE_DELETE_DIALOG, "transient-for", parent, "modal", TRUE, NULL);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);

  adw_message_dialog_set_heading_use_markup (dialog, FALSE);
  adw_message_dialog_set_body_use_markup (dialog, FALSE);
  adw_message_dialog_set_heading (dialog, heading);
  adw_message_dialog_set_body (dialog, body);
  adw_message_dialog_add_response (dialog, "cancel", _ ("_Cancel"));
  adw_message_dialog_add_response (dialog, "delete", label);
  adw_message_dialog_set_response_appearance (dialog, "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");

  return self;
}

/* The first few of them. */
static void
append_names (GString *body, GPtrArray *assets)
{
  guint n_more = assets->len - MIN (assets->len, MAX_NAMES);

  for (guint i = 0; i < MIN (assets->len, MAX_NAMES); i++)
    g_string_append_printf (body, "\n%s", canto_asset_get_name (assets->pdata[i]));
  if (n_more > 0)
    {
      g_string_append_c (body, '\n');
      g_string_append_printf (body, ngettext ("and %'u more", "and %'u more", n_more), n_more);
    }
}

GtkWidget *
picker_delete_dialog_new_for_assets (GtkWindow *parent, GPtrArray *assets)
{
  g_autofree char *heading = NULL;
  g_autofree char *label = NULL;
  g_autofree char *text = NULL;
  PickerDeleteDialog *self;
  GString *body;

  g_return_val_if_fail (assets != NULL && assets->len > 0, NULL);

  heading = g_strdup_printf (
      ngettext ("Delete %'u Asset for Good?", "Delete %'u Assets for Good?", assets->len),
      assets->len);
  label = g_strdup_printf (ngettext ("_Delete %'u Asset", "_Delete %'u Assets", assets->len),
                           assets->len);
  body = g_string_new (ngettext (
      "It goes from Canto, for everybody and out of all albums. Links to it stop working. "
      "This cannot be undone.\n",
      "They go from Canto, for everybody and out of all albums. Links to them stop "
      "working. This cannot be undone.\n",
      assets->len));
  append_names (body, assets);
  text = g_string_free (body, FALSE);
  self = make (parent, heading, text, label);
  self->assets = g_ptr_array_ref (assets);

  return GTK_WIDGET (self);
}

GtkWidget *
picker_delete_dialog_new_for_node (GtkWindow *parent, CantoNode *node)
{
  gboolean is_folder;
  g_autofree char *heading = NULL;

  g_return_val_if_fail (node != NULL, NULL);

  is_folder = canto_node_get_scheme (node) == CANTO_SCHEME_FOLDER;
  /* Translators: the name of a folder or an album */
  heading =
      g_strdup_printf (is_folder ? _ ("Delete the Folder “%s”?") : _ ("Delete the Album “%s”?"),
                       canto_node_get_name (node));

  return GTK_WIDGET (make (
      parent, heading,
      is_folder ? _ ("The folders and albums in it go, too, for everybody. Assets stay in the "
                     "library.")
                : _ ("It goes for everybody. The assets in it stay in the library."),
      is_folder ? _ ("_Delete Folder") : _ ("_Delete Album")));
}
