/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The form of the sign-in: what is typed, and what an administrator has laid down. */

#include "test-sign-in.h"
#include "test-wait.h"
#include "test-widget.h"

#include <adwaita.h>
#include <string.h>

static void
test_welcome (TestSignIn *fixture, gconstpointer data)
{
  test_sign_in_show (fixture);
  g_assert_cmpstr (test_sign_in_get_page (fixture), ==, "welcome");
  g_assert_false (gtk_widget_get_visible (test_sign_in_get_child (fixture, "back_button")));
  test_sign_in_click (fixture, "begin_button");
  g_assert_cmpstr (test_sign_in_get_page (fixture), ==, "form");

  /* Nothing typed is lost on the way back. */
  test_sign_in_type (fixture, "address_row", "acme.canto.com");
  test_sign_in_type (fixture, "app_secret_row", "s3cret");
  test_sign_in_click (fixture, "back_button");
  g_assert_cmpstr (test_sign_in_get_page (fixture), ==, "welcome");
  test_sign_in_click (fixture, "begin_button");
  g_assert_cmpstr (test_sign_in_get_typed (fixture, "address_row"), ==, "acme.canto.com");
  g_assert_cmpstr (test_sign_in_get_typed (fixture, "app_secret_row"), ==, "s3cret");
}

static void
test_form (TestSignIn *fixture, gconstpointer data)
{
  GtkWidget *button;
  GtkWidget *region;

  test_sign_in_show (fixture);
  button = test_sign_in_get_field (fixture, "sign_in_button");
  region = test_sign_in_get_field (fixture, "region_box");
  g_assert_false (gtk_widget_get_visible (test_sign_in_get_field (fixture, "error_box")));
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_cmpstr (adw_action_row_get_subtitle (test_sign_in_get_field (fixture, "redirect_row")),
                   ==, "http://localhost:28417/callback");
  g_assert_nonnull (strstr (test_sign_in_get_hint (fixture, "app_id_hint"), "API Keys"));

  test_sign_in_type (fixture, "address_row", "acme.canto.com");
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_false (gtk_widget_get_visible (region));
  test_sign_in_type (fixture, "app_id_row", "key");
  g_assert_true (gtk_widget_get_sensitive (button));

  test_sign_in_type (fixture, "address_row", "");
  g_assert_false (gtk_widget_get_visible (region));
  g_assert_false (gtk_widget_get_sensitive (button));
}

static gboolean
has_region (gpointer fixture)
{
  return gtk_widget_get_visible (test_sign_in_get_field (fixture, "region_box"));
}

/* A bare name needs a region (canto-api.md 2.9). Every address begins as one, so she is asked when
 * the hands rest. */
static void
test_C6_bare_name (TestSignIn *fixture, gconstpointer data)
{
  static const char *const bare[] = { "acme", " Acme ", "https://acme" };

  test_sign_in_show (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (bare); i++)
    {
      test_sign_in_type (fixture, "address_row", bare[i]);
      g_assert_false (has_region (fixture));
      test_wait_until (has_region, fixture, "the region");
      g_assert_false (test_sign_in_is_marked (fixture, "address_row"));
      test_sign_in_type (fixture, "address_row", "acme.canto.de");
      g_assert_false (has_region (fixture));
    }
}

/* Enter comes before the hands rest: she is asked first, and goes on with what she chooses. */
static void
test_C6_bare_name_at_once (TestSignIn *fixture, gconstpointer data)
{
  GtkWidget *region;
  GtkWidget *focus;

  test_sign_in_show (fixture);
  test_sign_in_click (fixture, "begin_button");
  region = test_sign_in_get_field (fixture, "region_row");
  test_sign_in_type (fixture, "address_row", "acme");
  test_sign_in_type (fixture, "app_id_row", "key");
  test_sign_in_submit (fixture);
  g_assert_cmpstr (test_sign_in_get_page (fixture), ==, "form");
  g_assert_true (has_region (fixture));
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (focus == region || gtk_widget_is_ancestor (focus, region));
  adw_combo_row_set_selected (ADW_COMBO_ROW (region), 3);
  test_sign_in_submit (fixture);
  g_assert_cmpstr (test_sign_in_get_page (fixture), ==, "waiting");
}

static gboolean
is_address_marked (gpointer fixture)
{
  return test_sign_in_is_marked (fixture, "address_row");
}

/* What is wrong is told when the hands rest, and gone as soon as it is right. */
static void
test_while_typing (TestSignIn *fixture, gconstpointer data)
{
  test_sign_in_show (fixture);
  test_sign_in_type (fixture, "address_row", "acme.exam");
  g_assert_false (test_sign_in_is_marked (fixture, "address_row"));
  test_wait_until (is_address_marked, fixture, "the problem at the field");
  g_assert_nonnull (
      strstr (test_sign_in_get_hint (fixture, "address_hint"), "“acme.exam” is no address"));
  test_sign_in_type (fixture, "address_row", "acme.canto.de");
  g_assert_false (test_sign_in_is_marked (fixture, "address_row"));
  g_assert_null (strstr (test_sign_in_get_hint (fixture, "address_hint"), "is no address"));
}

static void
test_C6_wrong_address (TestSignIn *fixture, gconstpointer data)
{
  test_sign_in_show (fixture);
  test_sign_in_click (fixture, "begin_button");
  test_sign_in_type (fixture, "address_row", "acme.canto.com.evil.example");
  test_sign_in_type (fixture, "app_id_row", "key");
  test_sign_in_type (fixture, "app_secret_row", "s3cret");
  test_sign_in_submit (fixture);
  g_assert_cmpstr (test_sign_in_get_page (fixture), ==, "form");
  g_assert_true (test_sign_in_is_marked (fixture, "address_row"));
  g_assert_cmpstr (test_sign_in_get_typed (fixture, "app_secret_row"), ==, "s3cret");
}

/* The keyring has none, and she typed none. */
static void
test_no_secret (TestSignIn *fixture, gconstpointer data)
{
  test_sign_in_show (fixture);
  test_sign_in_type (fixture, "address_row", "acme.canto.com");
  test_sign_in_type (fixture, "app_id_row", "key");
  test_sign_in_submit (fixture);
  test_wait_until (test_sign_in_is_at_form, fixture, "the form");
  g_assert_true (test_sign_in_is_marked (fixture, "app_secret_row"));
  test_sign_in_type (fixture, "app_secret_row", "s");
  g_assert_false (test_sign_in_is_marked (fixture, "app_secret_row"));
}

/* A key works at the OAuth host of its own region alone (canto-api.md 2.7). */
static void
test_C7_wrong_region (TestSignIn *fixture, gconstpointer data)
{
  AdwComboRow *region;

  test_sign_in_show (fixture);
  test_sign_in_click (fixture, "begin_button");
  region = test_sign_in_get_field (fixture, "region_row");
  test_sign_in_type (fixture, "address_row", "acme.ca.canto.com");
  g_assert_false (gtk_widget_get_visible (test_sign_in_get_field (fixture, "region_box")));
  picker_sign_in_form_refuse_key (fixture->form);
  g_assert_true (test_sign_in_is_marked (fixture, "app_secret_row"));
  g_assert_true (gtk_widget_get_visible (test_sign_in_get_field (fixture, "region_box")));
  g_assert_cmpuint (adw_combo_row_get_selected (region), ==, 3);
  g_assert_cmpstr (test_sign_in_get_typed (fixture, "address_row"), ==, "acme.ca.canto.com");

  adw_combo_row_set_selected (region, 2);
  g_assert_cmpstr (test_sign_in_get_typed (fixture, "address_row"), ==, "acme.canto.de");
  g_assert_true (gtk_widget_get_visible (test_sign_in_get_field (fixture, "region_box")));
}

/* What an administrator lays down is there already, and what he locks cannot be changed. */
static void
test_policy_locked (TestSignIn *fixture, gconstpointer data)
{
  static const char *const rows[] = { "address_row", "app_id_row", "app_secret_row" };
  static const char *const hints[] = { "address_hint", "app_id_hint", "app_secret_hint" };

  test_sign_in_lay_down (fixture, "[Account]\ntenant=acme.canto.de\napp-id=key\napp-secret=s3cret\n"
                                  "redirect-port=4711\nlocked=all\n");
  test_sign_in_show (fixture);
  g_assert_cmpstr (test_sign_in_get_page (fixture), ==, "form");
  g_assert_cmpstr (test_sign_in_get_typed (fixture, "address_row"), ==, "acme.canto.de");
  g_assert_cmpstr (test_sign_in_get_typed (fixture, "app_id_row"), ==, "key");
  g_assert_cmpstr (adw_action_row_get_subtitle (test_sign_in_get_field (fixture, "redirect_row")),
                   ==, "http://localhost:4711/callback");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_false (gtk_widget_get_sensitive (test_sign_in_get_field (fixture, rows[i])));
      g_assert_cmpstr (test_sign_in_get_hint (fixture, hints[i]), ==,
                       "Your administrator has set this.");
    }
  g_assert_true (gtk_widget_get_visible (test_sign_in_get_field (fixture, "redirect_lock_hint")));
  /* C4: a secret that nobody typed is not in the form either. */
  g_assert_cmpstr (test_sign_in_get_typed (fixture, "app_secret_row"), ==, "");
  test_sign_in_submit (fixture);
  g_assert_cmpstr (test_sign_in_get_page (fixture), ==, "waiting");
}

static void
test_policy_region (TestSignIn *fixture, gconstpointer data)
{
  AdwComboRow *region;

  test_sign_in_lay_down (fixture, "[Account]\nregion=ca.canto.com\nlocked=region\n");
  test_sign_in_show (fixture);
  test_sign_in_click (fixture, "begin_button");
  region = test_sign_in_get_field (fixture, "region_row");
  g_assert_true (gtk_widget_get_sensitive (test_sign_in_get_field (fixture, "address_row")));
  test_sign_in_type (fixture, "address_row", "acme.canto.de");
  test_sign_in_type (fixture, "app_id_row", "key");
  test_sign_in_submit (fixture);
  g_assert_cmpstr (test_sign_in_get_page (fixture), ==, "form");
  g_assert_nonnull (
      strstr (test_sign_in_get_hint (fixture, "address_hint"), "ends in ca.canto.com"));

  /* It need not be asked for. */
  test_sign_in_type (fixture, "address_row", "acme");
  g_assert_cmpuint (adw_combo_row_get_selected (region), ==, 3);
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (region)));
  test_sign_in_type (fixture, "app_secret_row", "s3cret");
  test_sign_in_submit (fixture);
  g_assert_cmpstr (test_sign_in_get_page (fixture), ==, "waiting");
}

/* Tenants below a domain that an administrator has named (17.8). */
static void
test_policy_extra_hosts (TestSignIn *fixture, gconstpointer data)
{
  AdwComboRow *region;
  guint n_regions;

  test_sign_in_lay_down (
      fixture, "[Account]\nextra-hosts=dam.example;cantoflight.com\nregion=dam.example\n");
  test_sign_in_show (fixture);
  test_sign_in_click (fixture, "begin_button");
  region = test_sign_in_get_field (fixture, "region_row");
  n_regions = g_list_model_get_n_items (adw_combo_row_get_model (region));
  g_assert_cmpuint (adw_combo_row_get_selected (region), ==, n_regions - 2);
  test_sign_in_type (fixture, "address_row", "acme.other.example");
  test_sign_in_type (fixture, "app_id_row", "key");
  test_sign_in_submit (fixture);
  g_assert_cmpstr (test_sign_in_get_page (fixture), ==, "form");
  test_sign_in_type (fixture, "address_row", "acme.cantoflight.com");
  test_sign_in_type (fixture, "app_secret_row", "s3cret");
  test_sign_in_submit (fixture);
  g_assert_cmpstr (test_sign_in_get_page (fixture), ==, "waiting");
}

/* What is laid down for links is shown, and by whom (17.9); without it there is nothing to see. */
static void
test_policy_delivery (TestSignIn *fixture, gconstpointer data)
{
  gpointer row;

  test_sign_in_lay_down (fixture,
                         "[Account]\nmdc-host=d1.cloudfront.net\nmdc-account=112233445566\n");
  test_sign_in_show (fixture);
  test_sign_in_click (fixture, "begin_button");
  row = test_sign_in_get_field (fixture, "delivery_row");
  g_assert_true (gtk_widget_get_mapped (row));
  g_assert_cmpstr (adw_action_row_get_subtitle (row), ==, "d1.cloudfront.net, 112233445566");
  g_assert_true (gtk_widget_get_sensitive (row));
  g_assert_cmpstr (test_sign_in_get_hint (fixture, "delivery_hint"), ==,
                   "A link to another host or account is not given out.");
}

static void
test_policy_delivery_locked (TestSignIn *fixture, gconstpointer data)
{
  test_sign_in_lay_down (fixture, "[Account]\nmdc-account=112233445566\nlocked=mdc-account\n");
  test_sign_in_show (fixture);
  test_sign_in_click (fixture, "begin_button");
  g_assert_cmpstr (adw_action_row_get_subtitle (test_sign_in_get_field (fixture, "delivery_row")),
                   ==, "112233445566");
  g_assert_false (gtk_widget_get_sensitive (test_sign_in_get_field (fixture, "delivery_row")));
  g_assert_cmpstr (test_sign_in_get_hint (fixture, "delivery_hint"), ==,
                   "Your administrator has set this.");
}

static void
test_policy_master (TestSignIn *fixture, gconstpointer data)
{
  test_sign_in_lay_down (fixture, "[Account]\nmdc-host=d1.cloudfront.net\nmdc-master-px=4096\n");
  test_sign_in_show (fixture);
  test_sign_in_click (fixture, "begin_button");
  g_assert_cmpstr (adw_action_row_get_subtitle (test_sign_in_get_field (fixture, "delivery_row")),
                   ==, "d1.cloudfront.net, master images of 4096 px");
}

static void
test_no_delivery (TestSignIn *fixture, gconstpointer data)
{
  test_sign_in_show (fixture);
  test_sign_in_click (fixture, "begin_button");
  g_assert_false (gtk_widget_get_visible (test_sign_in_get_field (fixture, "delivery_box")));
}

/* A public app has no secret that could be asked for (canto-api.md 3.4). */
static void
test_policy_public_app (TestSignIn *fixture, gconstpointer data)
{
  test_sign_in_lay_down (fixture,
                         "[Account]\ntenant=acme.canto.de\napp-id=key\noauth-family=universal\n");
  test_sign_in_show (fixture);
  g_assert_false (gtk_widget_get_visible (test_sign_in_get_field (fixture, "app_secret_box")));
  test_sign_in_submit (fixture);
  g_assert_cmpstr (test_sign_in_get_page (fixture), ==, "waiting");
}

/* Only a proposal: she may say otherwise. */
static void
test_policy_preset (TestSignIn *fixture, gconstpointer data)
{
  test_sign_in_lay_down (fixture, "[Account]\nregion=canto.global\napp-id=key\n");
  test_sign_in_show (fixture);
  g_assert_cmpstr (test_sign_in_get_page (fixture), ==, "welcome");
  test_sign_in_click (fixture, "begin_button");
  g_assert_cmpstr (test_sign_in_get_typed (fixture, "address_row"), ==, "");
  g_assert_cmpstr (test_sign_in_get_typed (fixture, "app_id_row"), ==, "key");
  g_assert_true (gtk_widget_get_sensitive (test_sign_in_get_field (fixture, "app_id_row")));
  test_sign_in_type (fixture, "address_row", "acme");
  test_wait_until (has_region, fixture, "the region");
  g_assert_cmpuint (adw_combo_row_get_selected (test_sign_in_get_field (fixture, "region_row")), ==,
                    1);
  g_assert_true (gtk_widget_get_sensitive (test_sign_in_get_field (fixture, "region_row")));
}

/* All of what the latest toast says. */
static gboolean
has_toast (gpointer user_data)
{
  TestSignIn *fixture = user_data;
  g_autoptr (GPtrArray) labels =
      test_widget_find_all (test_sign_in_get_child (fixture, "toasts"), GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    {
      if (g_str_equal (gtk_label_get_text (labels->pdata[i]), "Copied"))
        return TRUE;
    }

  return FALSE;
}

static void
test_copy_redirect (TestSignIn *fixture, gconstpointer data)
{
  test_sign_in_show (fixture);
  test_sign_in_press (test_sign_in_get_field (fixture, "copy_redirect_button"));
  test_sign_in_assert_clipboard (fixture, "http://localhost:28417/callback");
  test_wait_until (has_toast, fixture, "the toast");
}

#define ADD(path, test)                                                                            \
  g_test_add (path, TestSignIn, NULL, test_sign_in_set_up, test, test_sign_in_tear_down)

int
main (int argc, char **argv)
{
  test_widget_init (&argc, &argv);

  ADD ("/sign-in-form/welcome", test_welcome);
  ADD ("/sign-in-form/form", test_form);
  ADD ("/sign-in-form/while-typing", test_while_typing);
  ADD ("/sign-in-form/C6/bare-name", test_C6_bare_name);
  ADD ("/sign-in-form/C6/bare-name-at-once", test_C6_bare_name_at_once);
  ADD ("/sign-in-form/C6/wrong-address", test_C6_wrong_address);
  ADD ("/sign-in-form/C7/wrong-region", test_C7_wrong_region);
  ADD ("/sign-in-form/policy/locked", test_policy_locked);
  ADD ("/sign-in-form/policy/region", test_policy_region);
  ADD ("/sign-in-form/policy/17.8/extra-hosts", test_policy_extra_hosts);
  ADD ("/sign-in-form/policy/17.9/delivery", test_policy_delivery);
  ADD ("/sign-in-form/policy/17.9/delivery-locked", test_policy_delivery_locked);
  ADD ("/sign-in-form/policy/17.9/master", test_policy_master);
  ADD ("/sign-in-form/17.9/no-delivery", test_no_delivery);
  ADD ("/sign-in-form/policy/public-app", test_policy_public_app);
  ADD ("/sign-in-form/policy/preset", test_policy_preset);
  ADD ("/sign-in-form/no-secret", test_no_secret);
  ADD ("/sign-in-form/copy-redirect", test_copy_redirect);

  return g_test_run ();
}
