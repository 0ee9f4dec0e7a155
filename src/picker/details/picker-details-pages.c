/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-details-panel-private.h"

#include <glib/gi18n.h>

/* Pages */

gboolean
picker_details_panel_is_on_page (PickerDetailsPanel *self)
{
  const char *page = gtk_stack_get_visible_child_name (self->stack);

  return g_str_equal (page, "versions") || g_str_equal (page, "edit");
}

static void
update_bar (PickerDetailsPanel *self, const char *title)
{
  gboolean is_on_page = picker_details_panel_is_on_page (self);

  gtk_label_set_text (self->bar_title, title);
  gtk_widget_set_visible (GTK_WIDGET (self->back_button), is_on_page);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "details.back", is_on_page);
}

void
picker_details_panel_show_page (PickerDetailsPanel *self, const char *page, const char *title)
{
  gtk_stack_set_visible_child_name (self->stack, page);
  update_bar (self, title);
  gtk_widget_grab_focus (GTK_WIDGET (self->back_button));
}

void
picker_details_panel_leave_page (PickerDetailsPanel *self)
{
  if (!picker_details_panel_is_on_page (self))
    return;

  if (self->editor != NULL)
    picker_editor_finish (self->editor);
  gtk_stack_set_visible_child_name (self->stack, self->shown != NULL ? "asset" : "hint");
  update_bar (self, _ ("Details"));
}

void
picker_details_panel_update_page (PickerDetailsPanel *self)
{
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "versions"))
    picker_version_list_set_asset (self->versions, self->shown);
}

static void
details_back (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerDetailsPanel *self = PICKER_DETAILS_PANEL (widget);

  picker_details_panel_leave_page (self);
  gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

/* Versions */

static void
link_copied (PickerDetailsPanel *self)
{
  picker_details_panel_say (self, _ ("Copied: it opens where you are signed in to Canto"));
}

static void
comment_given (PickerDetailsPanel *self, CantoAsset *asset, CantoVersion *version, const char *text)
{
  EngineEdits *edits = engine_session_get_edits (self->session);
  g_autoptr (EngineEdit) edit =
      engine_edits_comment (edits, asset, canto_version_get_id (version), text);

  picker_details_panel_emit_made (self, edit);
}

static void
make_versions (PickerDetailsPanel *self)
{
  self->versions = PICKER_VERSION_LIST (picker_version_list_new (self->session));
  adw_bin_set_child (self->versions_bin, GTK_WIDGET (self->versions));
  g_signal_connect_object (self->versions, "copied", G_CALLBACK (link_copied), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->versions, "commented", G_CALLBACK (comment_given), self,
                           G_CONNECT_SWAPPED);
}

static void
details_versions (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PickerDetailsPanel *self = PICKER_DETAILS_PANEL (widget);

  if (self->shown == NULL)
    return;
  if (self->versions == NULL)
    make_versions (self);
  picker_version_list_set_asset (self->versions, self->shown);
  picker_details_panel_show_page (self, "versions", _ ("Versions"));
}

void
picker_details_panel_install_pages (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "details.versions", NULL, details_versions);
  gtk_widget_class_install_action (widget_class, "details.back", NULL, details_back);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "details.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "details.back",
                                       NULL);
}

void
picker_details_panel_add_pages (PickerDetailsPanel *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "details.back", FALSE);
}
