/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-sign-in-form.h"

#include "canto-account.h"
#include "picker-compat.h"
#include "picker-error.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#define TYPING_MS 800 /* a pause in typing: then a value counts as meant */

typedef enum
{
  FIELD_ADDRESS,
  FIELD_APP_ID,
  FIELD_APP_SECRET,
  N_FIELDS,
} Field;

/* 17.9 */
static const char *const delivery_keys[] = { "mdc-host", "mdc-account", "mdc-master-px" };
#define MASTER_KEY 2

struct _PickerSignInForm
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkWidget *error_box;
  GtkLabel *error_title;
  GtkLabel *error_text;
  AdwEntryRow *address_row;
  GtkLabel *address_hint;
  GtkWidget *region_box;
  AdwComboRow *region_row;
  GtkLabel *region_hint;
  AdwEntryRow *app_id_row;
  GtkLabel *app_id_hint;
  GtkWidget *app_secret_box;
  AdwPasswordEntryRow *app_secret_row;
  GtkLabel *app_secret_hint;
  AdwActionRow *redirect_row;
  GtkButton *copy_redirect_button;
  GtkWidget *redirect_lock_hint;
  GtkWidget *delivery_box;
  AdwActionRow *delivery_row;
  GtkLabel *delivery_hint;
  GtkButton *sign_in_button;
  GtkButton *others_button;

  /* Owned. */
  EngineAccountFile *file;

  /* State. */
  guint typing_timeout_id; /* non-0 while the address is typed */
  gboolean offers_region;  /* the key was refused: the region may be the wrong one */
  gboolean is_own_change;  /* the form itself changes a value */
};

G_DEFINE_FINAL_TYPE (PickerSignInForm, picker_sign_in_form, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_FILE = 1,
  N_PROPS,
} PickerSignInFormProperty;

enum
{
  SIGNAL_SUBMITTED,
  SIGNAL_COPIED,
  SIGNAL_OTHERS_WANTED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

/* Fields */

/* What the account file calls them. */
static const char *const keys[N_FIELDS] = { "tenant", "app-id", "app-secret" };

static const char *const helps[N_FIELDS] = {
  N_ ("What your browser shows when you work with Canto, as acme.canto.com."),
  N_ ("An administrator makes it in Canto: Settings → Configuration Options → API → API Keys."),
  N_ ("It is shown beside the App ID. Your keyring keeps it: leave this empty if you gave it "
      "before."),
};

static GtkWidget *
get_row (PickerSignInForm *self, Field field)
{
  GtkWidget *rows[] = { GTK_WIDGET (self->address_row), GTK_WIDGET (self->app_id_row),
                        GTK_WIDGET (self->app_secret_row) };

  return rows[field];
}

static GtkLabel *
get_hint (PickerSignInForm *self, Field field)
{
  GtkLabel *hints[] = { self->address_hint, self->app_id_hint, self->app_secret_hint };

  return hints[field];
}

static const char *
get_text (PickerSignInForm *self, Field field)
{
  return gtk_editable_get_text (GTK_EDITABLE (get_row (self, field)));
}

static char *
dup_stripped (PickerSignInForm *self, Field field)
{
  return g_strstrip (g_strdup (get_text (self, field)));
}

static const char *
get_help (PickerSignInForm *self, Field field)
{
  return engine_account_file_is_locked (self->file, keys[field])
             ? _ ("Your administrator has set this.")
             : _ (helps[field]);
}

/* @problem: (nullable): NULL: there is none, so it says where the value comes from */
static void
set_problem (PickerSignInForm *self, Field field, const char *problem)
{
  GtkWidget *row = get_row (self, field);
  GtkLabel *hint = get_hint (self, field);

  gtk_label_set_text (hint, problem != NULL ? problem : get_help (self, field));
  if (problem != NULL)
    {
      gtk_widget_add_css_class (row, "error");
      gtk_widget_add_css_class (GTK_WIDGET (hint), "error");
      gtk_widget_remove_css_class (GTK_WIDGET (hint), "dim-label");
    }
  else
    {
      gtk_widget_remove_css_class (row, "error");
      gtk_widget_remove_css_class (GTK_WIDGET (hint), "error");
      gtk_widget_add_css_class (GTK_WIDGET (hint), "dim-label");
    }
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
      problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

/* The account */

static gboolean
is_address_of_file (PickerSignInForm *self, const char *address)
{
  CantoAccount *account = engine_account_file_get_account (self->file);

  return account != NULL
         && g_ascii_strcasecmp (canto_account_get_tenant_host (account), address) == 0;
}

static const char *
get_region (PickerSignInForm *self)
{
  GtkStringObject *region = adw_combo_row_get_selected_item (self->region_row);

  return region != NULL ? gtk_string_object_get_string (region) : NULL;
}

static CantoAccount *
make_account (PickerSignInForm *self, const char *app_id, GError **error)
{
  g_autofree char *address = dup_stripped (self, FIELD_ADDRESS);
  CantoAccount *known = engine_account_file_get_account (self->file);

  if (is_address_of_file (self, address) && g_str_equal (canto_account_get_app_id (known), app_id))
    return g_object_ref (known);

  return engine_account_file_make_account (self->file, address, get_region (self), app_id, error);
}

/* NULL as long as the address may become one. */
static GError *
check_address (PickerSignInForm *self)
{
  g_autofree char *address = dup_stripped (self, FIELD_ADDRESS);
  g_autoptr (CantoAccount) account = NULL;
  GError *error = NULL;

  if (*address == '\0' || is_address_of_file (self, address))
    return NULL;

  account = make_account (self, "any", &error);

  return error;
}

/* What is typed */

/* A bare name needs a region (canto-api.md 2.9); a key that was refused may be of another one
 * (2.7). */
static void
show_region (PickerSignInForm *self)
{
  gboolean is_bare = canto_account_address_needs_region (get_text (self, FIELD_ADDRESS));

  gtk_widget_set_visible (self->region_box, is_bare || self->offers_region);
  gtk_label_set_text (
      self->region_hint,
      engine_account_file_is_locked (self->file, "region") ? _ ("Your administrator has set this.")
      : is_bare ? _ ("How the address of your Canto ends.")
                : _ ("A key works in its own region alone: how does the address of the "
                     "Canto end where the key was made?"));
}

static void
judge_address (PickerSignInForm *self)
{
  g_autoptr (GError) error = check_address (self);

  g_clear_handle_id (&self->typing_timeout_id, g_source_remove);
  set_problem (self, FIELD_ADDRESS, error != NULL ? error->message : NULL);
  show_region (self);
}

static gboolean
typing_paused (gpointer user_data)
{
  PickerSignInForm *self = user_data;

  self->typing_timeout_id = 0;
  judge_address (self);

  return G_SOURCE_REMOVE;
}

static void
update_button (PickerSignInForm *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->sign_in_button),
                            *get_text (self, FIELD_ADDRESS) != '\0'
                                && *get_text (self, FIELD_APP_ID) != '\0');
}

/* What is typed right is praised at once, what may be wrong or wants more is told when the hands
 * rest: every whole address begins as a bare name. */
static void
address_changed (PickerSignInForm *self)
{
  g_autoptr (GError) error = check_address (self);
  gboolean is_bare = canto_account_address_needs_region (get_text (self, FIELD_ADDRESS));

  g_clear_handle_id (&self->typing_timeout_id, g_source_remove);
  if (!self->is_own_change)
    self->offers_region = FALSE;
  if (error == NULL)
    set_problem (self, FIELD_ADDRESS, NULL);
  if (error != NULL || is_bare)
    self->typing_timeout_id = g_timeout_add (TYPING_MS, typing_paused, self);
  if (!is_bare)
    show_region (self);
  update_button (self);
}

static void
app_id_changed (PickerSignInForm *self)
{
  set_problem (self, FIELD_APP_ID, NULL);
  update_button (self);
}

static void
app_secret_changed (PickerSignInForm *self)
{
  set_problem (self, FIELD_APP_SECRET, NULL);
}

/* The name before the region of the whole address that the form has: of one that is right it is the
 * first label. (transfer full) (nullable) */
static char *
dup_name (PickerSignInForm *self, char **region)
{
  g_autoptr (CantoAccount) account = make_account (self, "any", NULL);
  const char *host;
  const char *dot;

  if (account == NULL || canto_account_get_is_loopback (account))
    return NULL;

  host = canto_account_get_tenant_host (account);
  dot = strchr (host, '.');
  if (region != NULL)
    *region = g_strdup (dot + 1);

  return g_strndup (host, (gsize) (dot - host));
}

static void
region_chosen (PickerSignInForm *self)
{
  g_autofree char *name = self->offers_region ? dup_name (self, NULL) : NULL;
  g_autofree char *address = NULL;

  if (name == NULL)
    return;

  address = g_strconcat (name, ".", get_region (self), NULL);
  self->is_own_change = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->address_row), address);
  self->is_own_change = FALSE;
}

static void
submit (PickerSignInForm *self)
{
  if (gtk_widget_get_sensitive (GTK_WIDGET (self->sign_in_button)))
    g_signal_emit (self, signals[SIGNAL_SUBMITTED], 0);
}

static void
want_others (PickerSignInForm *self)
{
  g_signal_emit (self, signals[SIGNAL_OTHERS_WANTED], 0);
}

static void
copy_redirect (PickerSignInForm *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          adw_action_row_get_subtitle (self->redirect_row));
  g_signal_emit (self, signals[SIGNAL_COPIED], 0);
}

/* Where there is something left to do. */
static gboolean
picker_sign_in_form_grab_focus (GtkWidget *widget)
{
  PickerSignInForm *self = PICKER_SIGN_IN_FORM (widget);

  for (guint i = 0; i < N_FIELDS; i++)
    {
      if (gtk_widget_has_css_class (get_row (self, i), "error"))
        return gtk_widget_grab_focus (get_row (self, i));
    }
  for (guint i = 0; i < FIELD_APP_SECRET; i++)
    {
      if (*get_text (self, i) == '\0' && gtk_widget_get_sensitive (get_row (self, i)))
        return gtk_widget_grab_focus (get_row (self, i));
    }

  return gtk_widget_grab_focus (GTK_WIDGET (self->sign_in_button));
}

/* GObject */

static void
picker_sign_in_form_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  PickerSignInForm *self = PICKER_SIGN_IN_FORM (object);

  switch ((PickerSignInFormProperty) prop_id)
    {
    case PROP_FILE:
      self->file = g_value_dup_object (value);
      break;

    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
picker_sign_in_form_constructed (GObject *object)
{
  G_OBJECT_CLASS (picker_sign_in_form_parent_class)->constructed (object);

  picker_sign_in_form_take_account (PICKER_SIGN_IN_FORM (object));
}

static void
picker_sign_in_form_dispose (GObject *object)
{
  PickerSignInForm *self = PICKER_SIGN_IN_FORM (object);
  GtkWidget *child;

  g_clear_handle_id (&self->typing_timeout_id, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (picker_sign_in_form_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-sign-in-form.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerSignInForm, error_box);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInForm, error_title);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInForm, error_text);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInForm, address_row);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInForm, address_hint);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInForm, region_box);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInForm, region_row);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInForm, region_hint);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInForm, app_id_row);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInForm, app_id_hint);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInForm, app_secret_box);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInForm, app_secret_row);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInForm, app_secret_hint);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInForm, redirect_row);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInForm, copy_redirect_button);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInForm, redirect_lock_hint);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInForm, delivery_box);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInForm, delivery_row);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInForm, delivery_hint);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInForm, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, PickerSignInForm, others_button);
}

static void
picker_sign_in_form_class_init (PickerSignInFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = picker_sign_in_form_constructed;
  object_class->set_property = picker_sign_in_form_set_property;
  object_class->dispose = picker_sign_in_form_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = picker_sign_in_form_grab_focus;

  props[PROP_FILE] = g_param_spec_object ("file", NULL, NULL, ENGINE_TYPE_ACCOUNT_FILE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[SIGNAL_SUBMITTED] = g_signal_new ("submitted", PICKER_TYPE_SIGN_IN_FORM,
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_COPIED] = g_signal_new ("copied", PICKER_TYPE_SIGN_IN_FORM, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_OTHERS_WANTED] =
      g_signal_new ("others-wanted", PICKER_TYPE_SIGN_IN_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);

  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
picker_sign_in_form_init (PickerSignInForm *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  picker_compat_name_peek_button (GTK_WIDGET (self->app_secret_row),
                                  _ ("Show or hide the App Secret"));
  for (guint i = 0; i < N_FIELDS; i++)
    {
      gtk_accessible_update_relation (GTK_ACCESSIBLE (get_row (self, i)),
                                      GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, get_hint (self, i),
                                      NULL, -1);
      g_signal_connect_swapped (get_row (self, i), "entry-activated", G_CALLBACK (submit), self);
    }
  g_signal_connect_swapped (self->address_row, "changed", G_CALLBACK (address_changed), self);
  g_signal_connect_swapped (self->app_id_row, "changed", G_CALLBACK (app_id_changed), self);
  g_signal_connect_swapped (self->app_secret_row, "changed", G_CALLBACK (app_secret_changed), self);
  g_signal_connect_swapped (self->region_row, "notify::selected", G_CALLBACK (region_chosen), self);
  g_signal_connect_swapped (self->sign_in_button, "clicked", G_CALLBACK (submit), self);
  g_signal_connect_swapped (self->others_button, "clicked", G_CALLBACK (want_others), self);
  g_signal_connect_swapped (self->copy_redirect_button, "clicked", G_CALLBACK (copy_redirect),
                            self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (judge_address), self);
  gtk_widget_add_controller (GTK_WIDGET (self->address_row), focus);
}

GtkWidget *
picker_sign_in_form_new (EngineAccountFile *file)
{
  return g_object_new (PICKER_TYPE_SIGN_IN_FORM, "file", file, NULL);
}

/* @position: (out) (nullable) */
static gboolean
find_region (PickerSignInForm *self, const char *wanted, guint *position)
{
  GListModel *regions = adw_combo_row_get_model (self->region_row);

  for (guint i = 0; i < g_list_model_get_n_items (regions); i++)
    {
      g_autoptr (GtkStringObject) region = g_list_model_get_item (regions, i);

      if (!g_str_equal (gtk_string_object_get_string (region), wanted))
        continue;
      if (position != NULL)
        *position = i;
      return TRUE;
    }

  return FALSE;
}

static void
select_region (PickerSignInForm *self, const char *wanted)
{
  guint position;

  if (find_region (self, wanted, &position))
    adw_combo_row_set_selected (self->region_row, position);
}

/* 17.8: of an administrator. */
static void
add_regions (PickerSignInForm *self)
{
  g_autofree char *text = engine_account_file_dup_preset (self->file, "extra-hosts");
  g_auto (GStrv) domains = text != NULL ? g_strsplit (text, ";", -1) : NULL;
  GtkStringList *regions = GTK_STRING_LIST (adw_combo_row_get_model (self->region_row));

  for (guint i = 0; domains != NULL && domains[i] != NULL; i++)
    {
      g_autofree char *domain = g_strstrip (g_ascii_strdown (domains[i], -1));

      if (*domain != '\0' && !find_region (self, domain, NULL))
        gtk_string_list_append (regions, domain);
    }
}

static void
take_region (PickerSignInForm *self)
{
  g_autofree char *region = engine_account_file_dup_preset (self->file, "region");

  if (region != NULL)
    select_region (self, region);
}

/* What is laid down although it is no whole account; what she has typed meanwhile stays. */
static void
take_presets (PickerSignInForm *self)
{
  for (guint i = 0; i < FIELD_APP_SECRET; i++)
    {
      g_autofree char *value = engine_account_file_dup_preset (self->file, keys[i]);

      if (value != NULL
          && (*get_text (self, i) == '\0' || engine_account_file_is_locked (self->file, keys[i])))
        gtk_editable_set_text (GTK_EDITABLE (get_row (self, i)), value);
    }
}

/* What is laid down for links (17.9), in the order of the keys. (transfer full) */
static char *
dup_delivery (PickerSignInForm *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (delivery_keys); i++)
    {
      g_autofree char *value = engine_account_file_dup_preset (self->file, delivery_keys[i]);

      if (value == NULL)
        continue;
      if (text->len > 0)
        g_string_append (text, ", ");
      if (i == MASTER_KEY)
        /* Translators: how large the pictures are that the delivery network makes others of */
        g_string_append_printf (text, _ ("master images of %s px"), value);
      else
        g_string_append (text, value);
    }

  return g_string_free (text, FALSE);
}

static gboolean
is_delivery_locked (PickerSignInForm *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (delivery_keys); i++)
    {
      if (engine_account_file_is_locked (self->file, delivery_keys[i]))
        return TRUE;
    }

  return FALSE;
}

/* Nothing that she would have to type. */
static void
take_delivery (PickerSignInForm *self)
{
  g_autofree char *text = dup_delivery (self);
  g_autofree char *host = engine_account_file_dup_preset (self->file, "mdc-host");
  g_autofree char *number = engine_account_file_dup_preset (self->file, "mdc-account");
  gboolean is_locked = is_delivery_locked (self);

  gtk_widget_set_visible (self->delivery_box, *text != '\0');
  gtk_widget_set_sensitive (GTK_WIDGET (self->delivery_row), !is_locked);
  adw_action_row_set_subtitle (self->delivery_row, text);
  gtk_label_set_text (self->delivery_hint,
                      is_locked ? _ ("Your administrator has set this.")
                                : _ ("A link to another host or account is not given out."));
  gtk_widget_set_visible (GTK_WIDGET (self->delivery_hint),
                          is_locked || host != NULL || number != NULL);
}

static void
take_locks (PickerSignInForm *self)
{
  gboolean has_address = engine_account_file_is_locked (self->file, keys[FIELD_ADDRESS]);

  for (guint i = 0; i < N_FIELDS; i++)
    {
      gtk_widget_set_sensitive (get_row (self, i),
                                !engine_account_file_is_locked (self->file, keys[i]));
      if (!gtk_widget_has_css_class (get_row (self, i), "error"))
        set_problem (self, i, NULL);
    }
  gtk_widget_set_visible (self->redirect_lock_hint,
                          engine_account_file_is_locked (self->file, "redirect-port")
                              || engine_account_file_is_locked (self->file, "redirect-uri"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->region_row),
                            !has_address && !engine_account_file_is_locked (self->file, "region"));
}

void
picker_sign_in_form_take_account (PickerSignInForm *self)
{
  g_autofree char *redirect_uri = NULL;
  CantoAccount *account;

  g_return_if_fail (PICKER_IS_SIGN_IN_FORM (self));

  add_regions (self);
  take_region (self);
  account = engine_account_file_get_account (self->file);
  if (account != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->address_row),
                             canto_account_get_tenant_host (account));
      gtk_editable_set_text (GTK_EDITABLE (self->app_id_row), canto_account_get_app_id (account));
    }
  else
    take_presets (self);
  redirect_uri = engine_account_file_dup_redirect_uri (self->file);
  adw_action_row_set_subtitle (self->redirect_row, redirect_uri);
  take_locks (self);
  take_delivery (self);
  /* A public app has none (canto-api.md 3.4). */
  gtk_widget_set_visible (self->app_secret_box,
                          account == NULL || canto_account_has_app_secret (account));
  show_region (self);
  update_button (self);
}

CantoAccount *
picker_sign_in_form_make_account (PickerSignInForm *self)
{
  g_autofree char *app_id = NULL;
  g_autoptr (GError) error = NULL;
  gboolean had_region;
  CantoAccount *account;

  g_return_val_if_fail (PICKER_IS_SIGN_IN_FORM (self), NULL);

  picker_sign_in_form_show_error (self, NULL);
  app_id = dup_stripped (self, FIELD_APP_ID);
  had_region = gtk_widget_get_visible (self->region_box);
  judge_address (self);
  if (*get_text (self, FIELD_ADDRESS) == '\0')
    set_problem (self, FIELD_ADDRESS, _ ("The address is missing."));
  if (*app_id == '\0')
    set_problem (self, FIELD_APP_ID, _ ("The App ID is missing."));
  /* A region that she has not seen is not her choice. */
  if (!had_region && gtk_widget_get_visible (self->region_box)
      && !engine_account_file_is_locked (self->file, "region"))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->region_row));
      return NULL;
    }
  account = make_account (self, app_id, &error);
  if (account == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));

  return account;
}

CantoSecret *
picker_sign_in_form_dup_app_secret (PickerSignInForm *self)
{
  g_autofree char *typed = NULL;
  CantoSecret *secret;

  g_return_val_if_fail (PICKER_IS_SIGN_IN_FORM (self), NULL);

  typed = dup_stripped (self, FIELD_APP_SECRET);
  secret =
      *typed != '\0' ? canto_secret_new (typed) : engine_account_file_get_app_secret (self->file);
  if (*typed == '\0' && secret != NULL)
    canto_secret_ref (secret);
  explicit_bzero (typed, strlen (typed));

  return secret;
}

void
picker_sign_in_form_clear_app_secret (PickerSignInForm *self)
{
  g_return_if_fail (PICKER_IS_SIGN_IN_FORM (self));

  gtk_editable_set_text (GTK_EDITABLE (self->app_secret_row), "");
}

void
picker_sign_in_form_refuse_key (PickerSignInForm *self)
{
  g_autofree char *region = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (PICKER_IS_SIGN_IN_FORM (self));

  set_problem (
      self, FIELD_APP_SECRET,
      _ ("Canto does not accept this App Secret for this App ID. Check both against the API "
         "key in Canto's settings."));
  name = dup_name (self, &region);
  if (name != NULL)
    {
      select_region (self, region);
      self->offers_region = TRUE;
    }
  show_region (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->app_secret_row));
}

void
picker_sign_in_form_miss_app_secret (PickerSignInForm *self)
{
  g_return_if_fail (PICKER_IS_SIGN_IN_FORM (self));

  set_problem (self, FIELD_APP_SECRET,
               _ ("The App Secret is missing: it is not in your keyring either."));
  gtk_widget_grab_focus (GTK_WIDGET (self->app_secret_row));
}

void
picker_sign_in_form_show_error (PickerSignInForm *self, const GError *error)
{
  g_autofree char *text = NULL;

  g_return_if_fail (PICKER_IS_SIGN_IN_FORM (self));

  gtk_widget_set_visible (self->error_box, error != NULL);
  if (error == NULL)
    return;

  text = picker_error_dup_text (error);
  gtk_label_set_text (self->error_title, picker_error_get_title (error));
  gtk_label_set_text (self->error_text, text);
}
