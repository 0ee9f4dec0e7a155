/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-policy.h"

#include "tenant-node.h"

#include <string.h>

#define LIFE_S     (5 * 60 * 60) /* 12.1 */
#define BUCKET     "acme-upload"
#define KEY_ID     "EXAMPLEKEYID"
#define ALGORITHM  "AWS4-HMAC-SHA256"
#define CREDENTIAL KEY_ID "/20260407/eu-central-1/s3/aws4_request"
#define FILENAME   "${filename}"
#define REFER      "x-amz-meta-refer_id"

static const char *const metas[] = {
  "x-amz-meta-file_name", "x-amz-meta-tag",      "x-amz-meta-scheme",
  "x-amz-meta-id",        "x-amz-meta-album_id",
};

static char *
format_time (gint64 unix_s, const char *format)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (unix_s);

  return g_date_time_format (time, format);
}

/* Giving out */

static void
write_equal (TenantWriter *writer, const char *name, const char *value)
{
  tenant_writer_open (writer, NULL, '{');
  tenant_writer_string (writer, name, value);
  tenant_writer_close (writer, '}');
}

static void
write_start (TenantWriter *writer, const char *name, const char *value)
{
  g_autofree char *field = g_strconcat ("$", name, NULL);
  const char *const parts[] = { "starts-with", field, value, NULL };

  tenant_writer_strings (writer, NULL, parts);
}

/* 12.5; in base64. (transfer full) */
static char *
make_policy (gboolean is_b,
             const char *place,
             const char *date,
             const char *expiration,
             gboolean refers)
{
  TenantWriter *writer = tenant_writer_new (FALSE);
  g_autoptr (GBytes) text = NULL;
  gsize length;
  const guchar *data;

  tenant_writer_open (writer, NULL, '{');
  tenant_writer_string (writer, "expiration", expiration);
  tenant_writer_open (writer, "conditions", '[');
  write_equal (writer, "bucket", BUCKET);
  write_equal (writer, "acl", "private");
  write_start (writer, "key", place);
  for (gsize i = 0; i < G_N_ELEMENTS (metas); i++)
    write_start (writer, metas[i], "");
  if (refers)
    write_start (writer, REFER, "");
  if (is_b)
    {
      write_equal (writer, "x-amz-algorithm", ALGORITHM);
      write_equal (writer, "x-amz-credential", CREDENTIAL);
      write_equal (writer, "x-amz-date", date);
    }
  tenant_writer_close (writer, ']');
  tenant_writer_close (writer, '}');
  text = tenant_writer_end (writer);
  data = g_bytes_get_data (text, &length);

  return g_base64_encode (data, length);
}

void
tenant_policy_write_setting (TenantWorld *world,
                             TenantWriter *writer,
                             guint user,
                             gboolean is_over,
                             gboolean refers)
{
  gboolean is_b = world->options.upload_form == TENANT_UPLOAD_FORM_B;
  gint64 now_s = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *place =
      g_strdup_printf ("%s/%s", uuid, tenant_library_get_user (world->library, user)->mail);
  g_autofree char *key = g_strconcat (place, "/" FILENAME, NULL);
  g_autofree char *url = g_strconcat (world->upload_base, "/", NULL);
  g_autofree char *date = format_time (now_s, "%Y%m%dT%H%M%SZ");
  g_autofree char *expiration =
      format_time (is_over ? now_s - 1 : now_s + LIFE_S, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *policy = make_policy (is_b, place, date, expiration, refers);
  g_autofree char *signature = tenant_keys_sign (world->keys, policy);

  tenant_writer_open (writer, NULL, '{');
  tenant_writer_string (writer, "url", url);
  tenant_writer_string (writer, "key", key);
  tenant_writer_string (writer, "acl", "private");
  if (!is_b)
    tenant_writer_string (writer, "AWSAccessKeyId", KEY_ID);
  tenant_writer_string (writer, "Policy", policy);
  if (is_b)
    {
      tenant_writer_string (writer, "x-amz-algorithm", ALGORITHM);
      tenant_writer_string (writer, "x-amz-credential", CREDENTIAL);
      tenant_writer_string (writer, "x-amz-date", date);
    }
  tenant_writer_string (writer, is_b ? "x-amz-Signature" : "Signature", signature);
  for (gsize i = 0; i < G_N_ELEMENTS (metas); i++)
    tenant_writer_string (writer, metas[i], i == 0 ? FILENAME : "");
  if (refers)
    tenant_writer_string (writer, REFER, "");
  tenant_writer_close (writer, '}');
}

/* Checking */

void
tenant_policy_refuse (TenantExchange *exchange, guint status, const char *code, const char *message)
{
  g_autofree char *text = g_markup_printf_escaped (
      "<Error><Code>%s</Code><Message>%s</Message></Error>", code, message);

  tenant_exchange_answer_text (exchange, status, "application/xml", text);
}

static gboolean
deny (TenantExchange *exchange, const char *message)
{
  tenant_policy_refuse (exchange, 403, "AccessDenied", message);

  return FALSE;
}

/* 12.3: where in the order a field stands; -1 for none that we know. */
static int
get_rank (const char *name)
{
  static const char *const proofs[] = { "AWSAccessKeyId",   "Signature",
                                        "Policy",           "x-amz-algorithm",
                                        "x-amz-credential", "x-amz-date",
                                        "x-amz-Signature",  NULL };

  if (g_str_equal (name, "key"))
    return 0;
  if (g_str_equal (name, "acl"))
    return 1;
  if (g_strv_contains (proofs, name))
    return 2;

  return g_str_has_prefix (name, "x-amz-meta-") ? 3 : -1;
}

static gboolean
check_order (TenantExchange *exchange, TenantForm *form)
{
  int last = 0;

  for (guint i = 0; i < tenant_form_get_n_fields (form); i++)
    {
      const char *name = tenant_form_get_name (form, i);
      int rank = get_rank (name);

      if (rank < 0)
        return deny (exchange, "Invalid according to Policy: there are extra input fields.");
      if (rank < last || tenant_form_find (form, name) != tenant_form_get_value (form, i))
        {
          tenant_policy_refuse (exchange, 400, "InvalidArgument",
                                "A field stands twice, or not in its place.");
          return FALSE;
        }
      last = rank;
    }

  return TRUE;
}

/* (nullable) (transfer full) */
static JsonNode *
read_policy (TenantExchange *exchange, TenantForm *form)
{
  gboolean is_b = exchange->world->options.upload_form == TENANT_UPLOAD_FORM_B;
  const char *policy = tenant_form_find (form, "Policy");
  const char *signature = tenant_form_find (form, is_b ? "x-amz-Signature" : "Signature");
  const char *key_id = tenant_form_find (form, "AWSAccessKeyId");
  g_autofree guchar *text = NULL;
  gsize length;

  if (policy == NULL || (!is_b && g_strcmp0 (key_id, KEY_ID) != 0)
      || !tenant_keys_check (exchange->world->keys, policy, signature))
    return NULL;
  text = g_base64_decode (policy, &length);

  return tenant_node_parse ((const char *) text, length);
}

static gboolean
is_proof (const char *name)
{
  static const char *const proofs[] = { "AWSAccessKeyId", "Signature", "Policy", "x-amz-Signature",
                                        NULL };

  return g_strv_contains (proofs, name);
}

/* Whether @condition is one of @field, and if so whether @value keeps it. */
static gboolean
read_condition (JsonNode *condition, const char *field, const char *value, gboolean *is_kept)
{
  if (JSON_NODE_HOLDS_OBJECT (condition))
    {
      const char *wanted = tenant_node_get_string (condition, field);

      *is_kept = g_strcmp0 (value, wanted) == 0;
      return wanted != NULL;
    }
  else
    {
      JsonArray *parts = json_node_get_array (condition);
      const char *name = json_array_get_string_element (parts, 1);

      *is_kept =
          value != NULL && g_str_has_prefix (value, json_array_get_string_element (parts, 2));
      return g_str_equal (name + 1, field);
    }
}

static gboolean
is_allowed (JsonArray *conditions, const char *field, const char *value)
{
  for (guint i = 0; i < json_array_get_length (conditions); i++)
    {
      gboolean is_kept;

      if (read_condition (json_array_get_element (conditions, i), field, value, &is_kept))
        return is_kept;
    }

  return FALSE;
}

/* Each field is in the policy, and each that the policy wants is there. */
static gboolean
check_fields (TenantExchange *exchange, TenantForm *form, JsonArray *conditions)
{
  guint n_others = 0;

  for (guint i = 0; i < tenant_form_get_n_fields (form); i++)
    {
      const char *name = tenant_form_get_name (form, i);

      if (is_proof (name))
        continue;
      n_others++;
      if (!is_allowed (conditions, name, tenant_form_get_value (form, i)))
        return deny (exchange, "Invalid according to Policy: a field is not as it says.");
    }

  /* All but the bucket, which is no field. */
  return n_others + 1 == json_array_get_length (conditions)
         || deny (exchange, "Invalid according to Policy: a field is missing.");
}

/* UUID/mail/${filename} */
static void
read_key (TenantExchange *exchange, TenantForm *form, char **setting, guint *user)
{
  g_auto (GStrv) parts = g_strsplit (tenant_form_find (form, "key"), "/", 3);

  *setting = g_strdup (parts[0]);
  *user = tenant_library_find_user (exchange->world->library, parts[1]);
}

gboolean
tenant_policy_check (TenantExchange *exchange, TenantForm *form, char **setting, guint *user)
{
  g_autoptr (JsonNode) policy = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) end = NULL;

  if (!check_order (exchange, form))
    return FALSE;
  policy = read_policy (exchange, form);
  if (policy == NULL)
    return deny (exchange, "The signature is not that of the policy.");
  end = g_date_time_new_from_iso8601 (tenant_node_get_string (policy, "expiration"), NULL);
  if (g_date_time_compare (end, now) < 0)
    return deny (exchange, "Invalid according to Policy: Policy expired.");
  if (!check_fields (exchange, form, tenant_node_get_array (policy, "conditions")))
    return FALSE;
  read_key (exchange, form, setting, user);

  return TRUE;
}
