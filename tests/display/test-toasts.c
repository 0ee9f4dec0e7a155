/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Toasts that come and go while others still move, as those of somebody who copies one link after
 * another. */

#include "picker-toasts.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>

/* How many toasts have come in or gone out, to the end. */
static guint n_moved;

static gboolean
animation_done (GSignalInvocationHint *hint,
                guint n_params,
                const GValue *params,
                gpointer user_data)
{
  if (ADW_IS_TOAST_OVERLAY (adw_animation_get_widget (g_value_get_object (&params[0]))))
    n_moved++;

  return G_SOURCE_CONTINUE;
}

static gboolean
have_moved (gpointer n_wanted)
{
  return n_moved == GPOINTER_TO_UINT (n_wanted);
}

static AdwToast *
add (AdwToastOverlay *overlay, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_timeout (toast, 0);
  adw_toast_overlay_add_toast (overlay, g_object_ref (toast));

  return toast;
}

/* The one that takes a place comes in for longer than it takes to go. */
static void
test_overtaken (void)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *window = test_widget_show (overlay, 360, 200);
  g_autoptr (AdwToast) first = add (ADW_TOAST_OVERLAY (overlay), "First");
  g_autoptr (AdwToast) second = NULL;
  g_autoptr (AdwToast) third = NULL;

  test_wait_until (have_moved, GUINT_TO_POINTER (1), "the first to be in");
  adw_toast_dismiss (first);
  second = add (ADW_TOAST_OVERLAY (overlay), "Second");
  test_widget_wait_frames (window, 2);
  adw_toast_dismiss (second);
  third = add (ADW_TOAST_OVERLAY (overlay), "Third");

  /* Three in, two out. */
  test_wait_until (have_moved, GUINT_TO_POINTER (5), "all of them to have moved");
  adw_toast_dismiss (third);
  test_wait_until (have_moved, GUINT_TO_POINTER (6), "the last to be out");
  g_assert_null (test_widget_find (overlay, GTK_TYPE_LABEL));

  test_widget_close (window);
}

static AdwToast *
add_over (PickerToasts *toasts, const char *text, guint timeout_s)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_timeout (toast, timeout_s);
  picker_toasts_add (toasts, g_object_ref (toast));

  return toast;
}

/* (nullable): of the toast that says @text */
static GtkWidget *
find_text (gpointer root, const char *text)
{
  g_autoptr (GPtrArray) labels = test_widget_find_all (root, GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    {
      if (g_str_equal (gtk_label_get_label (labels->pdata[i]), text))
        return labels->pdata[i];
    }

  return NULL;
}

/* What passes is not kept waiting by what stays, and may go at once. */
static void
test_lasting (void)
{
  PickerToasts *toasts = g_object_new (PICKER_TYPE_TOASTS, "content", gtk_button_new (), NULL);
  GtkWidget *window = test_widget_show (GTK_WIDGET (toasts), 360, 200);
  g_autoptr (AdwToast) lasting = add_over (toasts, "Lasting", 0);
  g_autoptr (AdwToast) passing = NULL;
  graphene_rect_t lower;
  graphene_rect_t upper;

  n_moved = 0;
  test_wait_until (have_moved, GUINT_TO_POINTER (1), "the one that stays to be in");
  passing = add_over (toasts, "Passing", 5);
  test_widget_wait_frames (window, 2);
  adw_toast_dismiss (passing);
  g_clear_object (&passing);
  passing = add_over (toasts, "Next", 5);
  test_wait_until (have_moved, GUINT_TO_POINTER (4), "the next to be in");
  g_assert_true (gtk_widget_compute_bounds (find_text (toasts, "Lasting"), window, &lower));
  g_assert_true (gtk_widget_compute_bounds (find_text (toasts, "Next"), window, &upper));
  g_assert_cmpfloat (upper.origin.y + upper.size.height, <, lower.origin.y);

  adw_toast_dismiss (lasting);
  test_wait_until (have_moved, GUINT_TO_POINTER (5), "the one that stayed to be out");
  g_assert_true (gtk_widget_compute_bounds (find_text (toasts, "Next"), window, &upper));
  g_assert_cmpfloat (upper.origin.y, >=, lower.origin.y);
  adw_toast_dismiss (passing);
  test_wait_until (have_moved, GUINT_TO_POINTER (6), "the last to be out");

  test_widget_close (window);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GTypeClass) class = NULL;

  test_widget_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  class = g_type_class_ref (ADW_TYPE_ANIMATION);
  g_signal_add_emission_hook (g_signal_lookup ("done", ADW_TYPE_ANIMATION), 0, animation_done, NULL,
                              NULL);
  g_test_add_func ("/toasts/overtaken", test_overtaken);
  g_test_add_func ("/toasts/lasting", test_lasting);

  return g_test_run ();
}
