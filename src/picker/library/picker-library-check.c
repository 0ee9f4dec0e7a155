/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was copied or is dragged is checked: the clipboard and the drag do not wait for it, and what
 * is said of them is made complete when the answer is there. */

#include "descant-config.h"

#include "picker-library-private.h"

#include "picker-check-text.h"
#include "picker-compat.h"
#include "picker-copy-text.h"
#include "picker-link-provider.h"
#include "picker-preset.h"

#include <glib/gi18n.h>

#define TOAST_S     7
#define READABLE_US (3 * G_USEC_PER_SEC) /* of its time, what is left to read what is new */
#define MAX_DIRECT  20                   /* of many: each costs a call of the account's (13.6) */
#define MAX_NAMES   20

/* The links of one copy or drag, on their way to be checked. */
typedef struct
{
  PickerLibrary *library; /* (nullable): weak */
  GPtrArray *links;       /* (element-type DeliveryLink) */
  GPtrArray *checks;      /* (element-type EngineLinkCheck) (nullable elements): in their order */
  GCancellable *cancellable;
  AdwToast *toast;   /* (nullable): weak; what says that they were copied */
  char *title;       /* (nullable): what it says of several */
  char *rights;      /* (nullable): what it says below that */
  gint64 shown_us;   /* since when; 0: it is not to be seen yet */
  guint n_asked;     /* of which no answer is there yet */
  gboolean is_quiet; /* only what is wrong is said */
} CheckJob;

static void
unref_check (gpointer check)
{
  g_clear_pointer ((EngineLinkCheck **) &check, engine_link_check_unref);
}

static void
check_job_clear (gpointer data)
{
  CheckJob *job = data;

  g_clear_weak_pointer (&job->library);
  g_clear_weak_pointer (&job->toast);
  g_ptr_array_unref (job->links);
  g_ptr_array_unref (job->checks);
  g_object_unref (job->cancellable);
  g_free (job->title);
  g_free (job->rights);
}

static void
check_job_unref (gpointer job)
{
  g_rc_box_release_full (job, check_job_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CheckJob, check_job_unref)

static void
unref_job_of_closure (gpointer job, GClosure *closure)
{
  check_job_unref (job);
}

/* The one link of @job, and what is known of it. (transfer none) */
static DeliveryLink *
get_link (CheckJob *job)
{
  return job->links->pdata[0];
}

static EngineLinkCheck *
get_check (CheckJob *job)
{
  return job->checks->pdata[0];
}

static void say_copied (PickerLibrary *self,
                        GPtrArray *links,
                        const char *title,
                        EngineCheckMode mode);
static void check_quietly (PickerLibrary *self, GPtrArray *links, EngineCheckMode mode);

/* What helps */

static void
copy_instead (CheckJob *job, DeliveryLink *link)
{
  g_autoptr (DeliveryPreset) preset = picker_preset_load (job->library->settings);
  g_autoptr (GPtrArray) links =
      g_ptr_array_new_with_free_func ((GDestroyNotify) delivery_link_unref);

  g_ptr_array_add (links, delivery_link_ref (link));
  picker_library_put_on_clipboard (job->library, preset, links);
  picker_library_say_copied (job->library, links, NULL);
}

static void
use_direct_clicked (AdwToast *toast, CheckJob *job)
{
  g_autoptr (DeliveryLink) direct = delivery_link_make_direct (get_link (job));

  if (job->library != NULL && direct != NULL)
    copy_instead (job, direct);
}

static void
use_original_clicked (AdwToast *toast, CheckJob *job)
{
  g_autoptr (DeliveryLink) original = delivery_link_make_original (get_link (job));

  if (job->library != NULL && original != NULL)
    copy_instead (job, original);
}

static void
page_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PickerLibrary) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!picker_compat_open_uri_finish (GTK_WINDOW (object), result, &error))
    picker_library_say (self, _ ("No web browser could be opened"));
}

static void
open_clicked (AdwToast *toast, CheckJob *job)
{
  PickerLibrary *self = job->library;
  CantoAsset *asset = delivery_link_get_asset (get_link (job));
  g_autofree char *uri = self != NULL ? engine_session_dup_web_uri (self->session, asset) : NULL;

  if (uri != NULL)
    picker_compat_open_uri_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), uri, NULL,
                                  page_opened, g_object_ref (self));
}

static void
retry_clicked (AdwToast *toast, CheckJob *job)
{
  PickerLibrary *self = job->library;

  if (self != NULL && job->is_quiet)
    check_quietly (self, job->links, ENGINE_CHECK_AGAIN);
  else if (self != NULL)
    say_copied (self, job->links, NULL, ENGINE_CHECK_AGAIN);
}

/* The overlay gives a toast the height of few lines: what needs more of them has smaller ones. */
static void
make_small (AdwToast *toast)
{
  GtkWidget *label = adw_toast_get_custom_title (toast);

  gtk_widget_remove_css_class (label, "heading");
  gtk_widget_add_css_class (label, "caption-heading");
}

/* What a person can do about it, in one button; and what a toast has no room for, where there is
 * nothing. */
static void
offer_help (CheckJob *job, AdwToast *toast)
{
  DeliveryLink *link = get_link (job);
  EngineLinkState state = get_check (job)->state;
  CantoAsset *asset = delivery_link_get_asset (link);
  g_autoptr (DeliveryLink) direct = delivery_link_make_direct (link);
  g_autoptr (DeliveryLink) original = delivery_link_make_original (link);
  g_autofree char *web_uri = engine_session_dup_web_uri (job->library->session, asset);
  gboolean may_work_soon =
      state == ENGINE_LINK_UNREACHABLE || state == ENGINE_LINK_BUSY || state == ENGINE_LINK_TROUBLE;
  gboolean may_be_used =
      state != ENGINE_LINK_EXPIRED && state != ENGINE_LINK_WITHDRAWN && state != ENGINE_LINK_GONE;
  GCallback clicked = NULL;
  const char *label = NULL;

  if (may_work_soon)
    {
      label = _ ("_Retry");
      clicked = G_CALLBACK (retry_clicked);
    }
  else if (may_be_used && direct != NULL)
    {
      label =
          delivery_link_get_lost_crop (direct) ? _ ("_Use Uncropped Link") : _ ("_Use Direct Link");
      clicked = G_CALLBACK (use_direct_clicked);
    }
  else if (may_be_used && original != NULL)
    {
      label = _ ("_Copy Original");
      clicked = G_CALLBACK (use_original_clicked);
    }
  else if (state != ENGINE_LINK_GONE && web_uri != NULL)
    {
      label = _ ("_Open in Canto");
      clicked = G_CALLBACK (open_clicked);
    }
  if (clicked == NULL)
    return;

  make_small (toast);
  adw_toast_set_button_label (toast, label);
  g_signal_connect_data (toast, "button-clicked", clicked, g_rc_box_acquire (job),
                         unref_job_of_closure, 0);
}

/* Saying it */

/* @rights: (nullable): another line */
static void
set_title (AdwToast *toast, const char *text, const char *rights)
{
  g_autofree char *both = rights != NULL ? g_strdup_printf ("%s\n%s", text, rights) : NULL;

  gtk_label_set_text (GTK_LABEL (adw_toast_get_custom_title (toast)), both != NULL ? both : text);
  if (both != NULL)
    make_small (toast);
}

/* In a narrow window a title beside a button would be cut where it says what is wrong: this one has
 * more lines. */
static AdwToast *
new_toast (const char *text, const char *rights)
{
  AdwToast *toast = adw_toast_new ("");
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 4);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  adw_toast_set_custom_title (toast, label);
  set_title (toast, text, rights);
  adw_toast_set_timeout (toast, TOAST_S);

  return toast;
}

/* Whether what is new in the toast that is there already can still be read: one that waits for
 * others to go has all of its time. */
static gboolean
is_readable (CheckJob *job)
{
  gint64 age_us = job->shown_us != 0 ? g_get_monotonic_time () - job->shown_us : 0;

  return job->toast != NULL && age_us <= TOAST_S * G_USEC_PER_SEC - READABLE_US;
}

static void
toast_shown (GtkWidget *label, CheckJob *job)
{
  job->shown_us = g_get_monotonic_time ();
}

static char *
dup_text_of_one (CheckJob *job)
{
  EngineLinkCheck *check = get_check (job);
  DeliveryLink *link = get_link (job);
  g_autofree char *reason = picker_check_text_dup_reason (check);
  g_autofree char *copied = NULL;

  if (job->is_quiet)
    /* Translators: the name of an asset, and why its link does not work, as "it has expired" */
    return g_strdup_printf (_ ("“%s”: %s"), delivery_link_get_title (link), reason);
  if (picker_check_text_is_wrong (check))
    /* Translators: why the link that was copied does not work, as "it has expired" */
    return g_strdup_printf (_ ("Copied, but %s"), reason);

  copied = picker_copy_text_dup_link (link, check);
  if (check->state == ENGINE_LINK_WORKS)
    return g_steal_pointer (&copied);

  /* Translators: "Copied: 1200 × 800 JPEG"; nobody knows whether the link works */
  return g_strdup_printf (_ ("%s, not checked"), copied);
}

static void
say_of_one (CheckJob *job)
{
  EngineLinkCheck *check = get_check (job);
  gboolean is_wrong = picker_check_text_is_wrong (check);
  g_autofree char *text = dup_text_of_one (job);
  AdwToast *toast = job->toast;

  /* What is well need not be said once more, and a drop without a network has failed by itself. */
  if (!is_wrong && (job->is_quiet || toast == NULL))
    return;

  if (toast == NULL || (is_wrong && !is_readable (job)))
    {
      toast = new_toast (text, NULL);
      offer_help (job, toast);
      picker_library_add_toast (job->library, toast);
      return;
    }
  set_title (toast, text, job->rights);
  if (check->state != ENGINE_LINK_WORKS)
    offer_help (job, toast);
}

/* Names and reasons, one a line. */
static char *
dup_list (CheckJob *job, guint *n_wrong)
{
  GString *text = g_string_new (NULL);

  *n_wrong = 0;
  for (guint i = 0; i < job->links->len; i++)
    {
      EngineLinkCheck *check = job->checks->pdata[i];
      g_autofree char *reason = NULL;

      if (check == NULL || !picker_check_text_is_wrong (check) || (*n_wrong)++ >= MAX_NAMES)
        continue;
      reason = picker_check_text_dup_reason (check);
      g_string_append_printf (text, "%s", text->len > 0 ? "\n" : "");
      /* Translators: the name of an asset, and why its link does not work, as "it has expired" */
      g_string_append_printf (text, _ ("“%s”: %s"), delivery_link_get_title (job->links->pdata[i]),
                              reason);
    }
  if (*n_wrong > MAX_NAMES)
    g_string_append_printf (text, ngettext ("\nand %u more", "\nand %u more", *n_wrong - MAX_NAMES),
                            *n_wrong - MAX_NAMES);

  return g_string_free (text, FALSE);
}

/* What all of them weigh together, if that is known. */
static guint64
get_weight (CheckJob *job)
{
  guint64 n_bytes = 0;

  for (guint i = 0; i < job->checks->len; i++)
    {
      EngineLinkCheck *check = job->checks->pdata[i];

      if (check == NULL || check->state != ENGINE_LINK_WORKS || check->n_bytes == 0)
        return 0;
      n_bytes += check->n_bytes;
    }

  return n_bytes;
}

static void
say_of_several (CheckJob *job)
{
  guint n_wrong;
  g_autofree char *list = dup_list (job, &n_wrong);
  g_autofree char *text = NULL;
  guint64 n_bytes = get_weight (job);

  if (n_wrong > 0)
    {
      text = g_strdup_printf (
          /* Translators: how many links do not work, of how many */
          ngettext ("%u of %u links does not work", "%u of %u links do not work", n_wrong), n_wrong,
          job->links->len);
      picker_library_say_details (job->library, text, list);
    }
  else if (job->toast != NULL && job->title != NULL && n_bytes > 0)
    {
      g_autofree char *weight = g_format_size (n_bytes);

      text = g_strdup_printf ("%s, %s", job->title, weight);
      set_title (job->toast, text, job->rights);
    }
}

/* What must be known before they are used: of one what it is, of several of how many there is
 * something. (nullable) */
static char *
dup_rights (GPtrArray *links)
{
  guint n_bound = 0;

  if (links->len == 1)
    return picker_check_text_dup_rights (delivery_link_get_asset (links->pdata[0]), FALSE);

  for (guint i = 0; i < links->len; i++)
    {
      CantoAsset *asset = delivery_link_get_asset (links->pdata[i]);
      g_autofree char *terms = picker_check_text_dup_rights (asset, TRUE);

      n_bound += terms != NULL ? 1 : 0;
    }
  if (n_bound == 0)
    return NULL;

  return g_strdup_printf (
      /* Translators: how many of the assets whose links were copied */
      ngettext ("%u has terms of use: see its details", "%u have terms of use: see their details",
                n_bound),
      n_bound);
}

/* Once for each text: who drags one after the other has read it. */
static void
tell_terms (PickerLibrary *self, GPtrArray *links)
{
  CantoAsset *first = delivery_link_get_asset (links->pdata[0]);
  gboolean is_one = links->len == 1;
  g_autofree char *terms = is_one ? picker_check_text_dup_rights (first, TRUE) : dup_rights (links);
  g_autofree char *text = NULL;

  if (terms == NULL || g_hash_table_contains (self->told_terms, terms))
    return;

  if (is_one)
    /* Translators: the name of an asset that is dragged, and its terms of use */
    text = g_strdup_printf (_ ("“%s”: %s"), canto_asset_get_name (first), terms);
  picker_library_add_toast (self, new_toast (is_one ? text : terms, NULL));
  g_hash_table_add (self->told_terms, g_steal_pointer (&terms));
}

/* Checking */

/* Which of them it was is in the data. */
typedef struct
{
  CheckJob *job;
  guint index;
} CheckStep;

static void
checked (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree CheckStep *step = user_data;
  g_autoptr (CheckJob) job = step->job;
  g_autoptr (EngineLinkCheck) check =
      engine_link_checker_check_finish (ENGINE_LINK_CHECKER (object), result, NULL);

  job->n_asked--;
  unref_check (job->checks->pdata[step->index]);
  job->checks->pdata[step->index] = g_steal_pointer (&check);
  if (job->n_asked > 0 || job->library == NULL || g_cancellable_is_cancelled (job->cancellable))
    return;

  if (job->links->len == 1 && get_check (job) != NULL)
    say_of_one (job);
  else if (job->links->len > 1)
    say_of_several (job);
}

static void
check_one_of (PickerLibrary *self, CheckJob *job, guint index, EngineCheckMode mode)
{
  CheckStep *step = g_new0 (CheckStep, 1);

  step->job = g_rc_box_acquire (job);
  step->index = index;
  job->n_asked++;
  engine_link_checker_check_async (engine_session_get_link_checker (self->session),
                                   job->links->pdata[index], mode, job->cancellable, checked, step);
}

/* @job: (transfer full) */
static void
run_check (PickerLibrary *self, CheckJob *owned, EngineCheckMode mode)
{
  g_autoptr (CheckJob) job = owned;
  guint n_direct = 0;

  for (guint i = 0; i < job->links->len; i++)
    {
      if (job->links->len == 1 || !delivery_link_get_is_direct (job->links->pdata[i])
          || n_direct++ < MAX_DIRECT)
        check_one_of (self, job, i, mode);
    }
}

/* What was copied before is not spoken of any more. */
static CheckJob *
check_job_new (PickerLibrary *self, GPtrArray *links)
{
  CheckJob *job = g_rc_box_new0 (CheckJob);

  g_cancellable_cancel (self->check_cancellable);
  g_clear_object (&self->check_cancellable);
  self->check_cancellable = g_cancellable_new ();

  g_set_weak_pointer (&job->library, self);
  job->links = g_ptr_array_new_with_free_func ((GDestroyNotify) delivery_link_unref);
  job->checks = g_ptr_array_new_with_free_func (unref_check);
  for (guint i = 0; i < links->len; i++)
    g_ptr_array_add (job->links, delivery_link_ref (links->pdata[i]));
  g_ptr_array_set_size (job->checks, (int) links->len);
  job->cancellable = g_object_ref (self->check_cancellable);

  return job;
}

/* What was copied before is of no interest any more. */
static void
replace_copied_toast (PickerLibrary *self, AdwToast *toast)
{
  if (self->copied_toast != NULL)
    adw_toast_dismiss (self->copied_toast);
  g_set_weak_pointer (&self->copied_toast, toast);
}

static void
say_copied (PickerLibrary *self, GPtrArray *links, const char *title, EngineCheckMode mode)
{
  CheckJob *job = check_job_new (self, links);
  g_autofree char *text =
      title != NULL ? g_strdup (title) : picker_copy_text_dup_link (get_link (job), NULL);
  g_autofree char *rights = dup_rights (links);
  AdwToast *toast = new_toast (text, rights);

  job->rights = g_steal_pointer (&rights);
  job->title = g_strdup (text);
  g_set_weak_pointer (&job->toast, toast);
  g_signal_connect_data (adw_toast_get_custom_title (toast), "map", G_CALLBACK (toast_shown),
                         g_rc_box_acquire (job), unref_job_of_closure, 0);
  replace_copied_toast (self, toast);
  picker_library_add_toast (self, toast);
  run_check (self, job, mode);
}

static void
check_quietly (PickerLibrary *self, GPtrArray *links, EngineCheckMode mode)
{
  CheckJob *job = check_job_new (self, links);

  job->is_quiet = TRUE;
  run_check (self, job, mode);
}

/* Of many nobody waits for each. */
static EngineCheckMode
get_mode (GPtrArray *links)
{
  return links->len == 1 ? ENGINE_CHECK_NOW : ENGINE_CHECK_MANY;
}

void
picker_library_say_copied (PickerLibrary *self, GPtrArray *links, const char *title)
{
  say_copied (self, links, title, get_mode (links));
}

void
picker_library_check_quietly (PickerLibrary *self, GPtrArray *links)
{
  if (links->len == 0)
    return;

  tell_terms (self, links);
  check_quietly (self, links, get_mode (links));
}
