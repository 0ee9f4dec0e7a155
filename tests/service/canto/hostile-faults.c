/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "hostile-faults.h"

#include "canto-error.h"

#include <string.h>

#define ATTEMPTS    4                  /* 13.4 */
#define HOPS        5                  /* 10.12 */
#define POLLS       60                 /* 3.21 */
#define STALL_MS    20                 /* until what drips is given up */
#define BOMB_BYTES  (80 * 1024 * 1024) /* 14.11: 64 MiB are read */
#define BOMB_VALUES (15 * 1024 * 1024)

static const HostileFault faults[] = {
  { .name = "nothing" },
  { .name = "refused", .place = HOSTILE_PLACE_REFUSED },
  { .name = "no-such-host", .place = HOSTILE_PLACE_UNNAMED },
  { .name = "reset-silent", .fault = TEST_FAULT_RESET_SILENT },
  { .name = "reset-in-head", .fault = TEST_FAULT_RESET_IN_HEAD },
  { .name = "reset-in-body", .fault = TEST_FAULT_RESET_IN_BODY },
  { .name = "slow-head", .fault = TEST_FAULT_SLOW_HEAD, .window_ms = STALL_MS },
  { .name = "slow-body", .fault = TEST_FAULT_SLOW_BODY, .window_ms = STALL_MS },
  { .name = "endless-head", .fault = TEST_FAULT_ENDLESS_HEAD },
  { .name = "endless-interim", .fault = TEST_FAULT_ENDLESS_INTERIM, .window_ms = STALL_MS },
  { .name = "endless-body", .fault = TEST_FAULT_ENDLESS_BODY },
  { .name = "400", .fault = TEST_FAULT_STATUS, .status = 400 },
  { .name = "401", .fault = TEST_FAULT_STATUS, .status = 401 },
  { .name = "403", .fault = TEST_FAULT_STATUS, .status = 403 },
  { .name = "404", .fault = TEST_FAULT_STATUS, .status = 404 },
  { .name = "408", .fault = TEST_FAULT_STATUS, .status = 408 },
  { .name = "429", .fault = TEST_FAULT_STATUS, .status = 429 },
  { .name = "429-seconds", .fault = TEST_FAULT_STATUS, .status = 429, .retry_after = "7" },
  { .name = "429-date", .fault = TEST_FAULT_STATUS, .status = 429, .retry_after = "date" },
  { .name = "429-odd", .fault = TEST_FAULT_STATUS, .status = 429, .retry_after = "-1e99 days" },
  { .name = "500", .fault = TEST_FAULT_STATUS, .status = 500 },
  { .name = "502", .fault = TEST_FAULT_STATUS, .status = 502 },
  { .name = "503", .fault = TEST_FAULT_STATUS, .status = 503 },
  { .name = "504", .fault = TEST_FAULT_STATUS, .status = 504 },
  { .name = "html", .fault = TEST_FAULT_HTML },
  { .name = "cut-json", .fault = TEST_FAULT_BODY, .body = HOSTILE_BODY_CUT },
  { .name = "scalar", .fault = TEST_FAULT_BODY, .body = HOSTILE_BODY_SCALAR },
  { .name = "wrong-types", .fault = TEST_FAULT_BODY, .body = HOSTILE_BODY_TYPES },
  { .name = "huge-numbers", .fault = TEST_FAULT_BODY, .body = HOSTILE_BODY_NUMBERS },
  { .name = "length-long", .fault = TEST_FAULT_LENGTH_LONG },
  { .name = "length-short", .fault = TEST_FAULT_LENGTH_SHORT },
  { .name = "length-huge", .fault = TEST_FAULT_LENGTH_HUGE },
  { .name = "length-odd", .fault = TEST_FAULT_LENGTH_ODD },
  { .name = "gzip-bomb", .fault = TEST_FAULT_GZIP, .body = HOSTILE_BODY_BOMB },
  { .name = "json-bomb", .fault = TEST_FAULT_GZIP, .body = HOSTILE_BODY_VALUES },
  { .name = "nested-10", .fault = TEST_FAULT_BODY, .body = HOSTILE_BODY_NESTED_10 },
  { .name = "nested-10000", .fault = TEST_FAULT_BODY, .body = HOSTILE_BODY_NESTED_10_4 },
  { .name = "nested-1000000", .fault = TEST_FAULT_BODY, .body = HOSTILE_BODY_NESTED_10_6 },
  { .name = "redirect-loop", .fault = TEST_FAULT_REDIRECT },
  { .name = "redirect-elsewhere", .fault = TEST_FAULT_REDIRECT, .location = "elsewhere" },
  { .name = "redirect-to-http", .fault = TEST_FAULT_REDIRECT, .location = "http://192.0.2.1/x" },
};

const HostileFault *
hostile_faults_get (guint *n_faults)
{
  *n_faults = G_N_ELEMENTS (faults);

  return faults;
}

/* Outcomes */

static HostileOutcome
make_error (CantoError code, guint n_requests)
{
  return (HostileOutcome){ CANTO_ERROR, (int) code, n_requests, 0 };
}

static HostileOutcome
make_success (void)
{
  return (HostileOutcome){ 0, 0, 1, 0 };
}

static guint
count_attempts (const HostileCall *call)
{
  return call->is_repeatable ? ATTEMPTS : 1;
}

static gboolean
is_get (const HostileCall *call)
{
  return g_str_has_prefix (call->line, "GET ");
}

static gboolean
is_sign_in (const HostileCall *call)
{
  return call->kind >= HOSTILE_TOKEN;
}

static HostileOutcome
get_outcome_of_sign_in_status (const HostileCall *call, guint status)
{
  if (status == 429)
    return make_error (CANTO_ERROR_RATE_LIMITED, 1);
  if (status == 408 || status >= 500)
    return make_error (CANTO_ERROR_SERVICE, 1);
  if (call->kind == HOSTILE_REFRESH)
    return make_error (CANTO_ERROR_SIGNED_OUT, 1);
  if (call->kind == HOSTILE_TOKEN && status == 401)
    return make_error (CANTO_ERROR_WRONG_KEY, 1);

  return make_error (CANTO_ERROR_DENIED, 1);
}

static HostileOutcome
get_outcome_of_status (const HostileCall *call, guint status)
{
  if (is_sign_in (call))
    return get_outcome_of_sign_in_status (call, status);

  switch (status)
    {
    case 400:
      /* A walk asks for large pages first, and then for smaller ones. */
      return make_error (CANTO_ERROR_BAD_REQUEST, call->is_many ? 2 : 1);
    case 401:
      /* One refresh and one repeat, where there was a token to refuse (14.2). */
      return call->is_unsigned ? make_error (CANTO_ERROR_NOT_ALLOWED, 1)
                               : make_error (CANTO_ERROR_SIGNED_OUT, 2);
    case 403:
      return make_error (CANTO_ERROR_NOT_ALLOWED, 1);
    case 404:
      return make_error (CANTO_ERROR_NOT_FOUND, 1);
    case 429:
      return make_error (CANTO_ERROR_RATE_LIMITED, count_attempts (call));
    case 500:
      return make_error (CANTO_ERROR_SERVICE, is_get (call) ? 2 : 1);
    default:
      return make_error (CANTO_ERROR_SERVICE, count_attempts (call));
    }
}

static HostileOutcome
get_outcome_of_redirect (const HostileFault *fault, const HostileCall *call)
{
  if (call->kind == HOSTILE_WORKER)
    return make_error (CANTO_ERROR_DENIED, 1);
  if (!is_get (call))
    return make_error (CANTO_ERROR_BAD_REPLY, 1);
  if (fault->location == NULL)
    return make_error (CANTO_ERROR_BAD_REPLY, HOPS + 1);
  if (g_str_equal (fault->location, "elsewhere"))
    return (HostileOutcome){ 0, 0, 1, 1 };

  return make_error (CANTO_ERROR_INSECURE, 1);
}

static HostileOutcome
get_outcome_of_too_much (const HostileCall *call)
{
  if (g_str_equal (call->name, "original"))
    return (HostileOutcome){ G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, 1, 0 };

  return make_error (CANTO_ERROR_BAD_REPLY, 1);
}

/* A body that is whole, and strange, where JSON is read. */
static HostileOutcome
get_outcome_of_json (const HostileFault *fault, const HostileCall *call)
{
  if (fault->body == HOSTILE_BODY_GOOD && fault->fault != TEST_FAULT_LENGTH_SHORT)
    return make_success ();
  /* Without its fields there is no form. */
  if (fault->body == HOSTILE_BODY_NUMBERS && g_str_equal (call->name, "upload-setting"))
    return make_error (CANTO_ERROR_BAD_REPLY, 1);
  if (fault->body == HOSTILE_BODY_NUMBERS || fault->body == HOSTILE_BODY_NESTED_10)
    return make_success ();
  /* 9.1: of a person nothing need be told. */
  if (fault->body == HOSTILE_BODY_TYPES && g_str_equal (call->name, "user"))
    return make_success ();

  return make_error (CANTO_ERROR_BAD_REPLY, 1);
}

/* The first word is taken for the worker id, whatever it is; what is none is a service without this
 * way. */
static HostileOutcome
get_outcome_of_word (const HostileFault *fault)
{
  switch (fault->body)
    {
    case HOSTILE_BODY_GOOD:
    case HOSTILE_BODY_CUT:
    case HOSTILE_BODY_SCALAR:
      return make_success ();
    case HOSTILE_BODY_NESTED_10_4:
      return make_error (CANTO_ERROR_BAD_REPLY, 1);
    default:
      return make_error (CANTO_ERROR_DENIED, 1);
    }
}

/* A decoder of bytes says so itself when they are broken. */
static HostileOutcome
get_outcome_of_made (const HostileFault *fault)
{
  if (fault->body == HOSTILE_BODY_SCALAR || fault->body == HOSTILE_BODY_NESTED_10
      || fault->body == HOSTILE_BODY_NESTED_10_4)
    return (HostileOutcome){ G_IO_ERROR, G_IO_ERROR_INVALID_DATA, 1, 0 };

  return make_success ();
}

static HostileOutcome
get_outcome_of_body (const HostileFault *fault, const HostileCall *call)
{
  if (fault->body == HOSTILE_BODY_NESTED_10_6 && call->kind != HOSTILE_READ)
    return get_outcome_of_too_much (call);

  switch (call->kind)
    {
    case HOSTILE_READ:
    case HOSTILE_TOKEN:
    case HOSTILE_REFRESH:
      return get_outcome_of_json (fault, call);
    case HOSTILE_WORKER:
      return get_outcome_of_word (fault);
    case HOSTILE_MADE:
      return get_outcome_of_made (fault);
    case HOSTILE_LINK:
      /* Half a link is one, too. */
      return fault->body <= HOSTILE_BODY_CUT ? make_success ()
                                             : make_error (CANTO_ERROR_BAD_REPLY, 1);
    case HOSTILE_DONE:
    case HOSTILE_BYTES:
    case HOSTILE_CODE:
    default:
      return make_success ();
    }
}

static HostileOutcome
get_outcome_of_page (const HostileCall *call)
{
  if (call->kind == HOSTILE_BYTES)
    return make_success ();
  if (call->kind == HOSTILE_MADE)
    return (HostileOutcome){ G_IO_ERROR, G_IO_ERROR_INVALID_DATA, 1, 0 };
  if (call->kind == HOSTILE_WORKER)
    return make_error (CANTO_ERROR_DENIED, 1);

  return make_error (CANTO_ERROR_BAD_REPLY, 1);
}

/* The way, not the answer: what was lost is asked again where that does no harm (13.5). */
static HostileOutcome
get_outcome_of_way (const HostileFault *fault, const HostileCall *call)
{
  if (fault->place != HOSTILE_PLACE_THERE)
    return make_error (CANTO_ERROR_OFFLINE, 0);

  return make_error (CANTO_ERROR_OFFLINE, count_attempts (call));
}

static HostileOutcome
get_usual_outcome (const HostileFault *fault, const HostileCall *call)
{
  switch (fault->fault)
    {
    case TEST_FAULT_STATUS:
      return get_outcome_of_status (call, fault->status);
    case TEST_FAULT_HTML:
      return get_outcome_of_page (call);
    case TEST_FAULT_REDIRECT:
      return get_outcome_of_redirect (fault, call);
    case TEST_FAULT_ENDLESS_BODY:
    case TEST_FAULT_LENGTH_HUGE:
    case TEST_FAULT_GZIP:
      return get_outcome_of_too_much (call);
    case TEST_FAULT_BODY:
      return get_outcome_of_body (fault, call);
    case TEST_FAULT_NONE:
      return fault->place == HOSTILE_PLACE_THERE ? make_success ()
                                                 : get_outcome_of_way (fault, call);
    case TEST_FAULT_LENGTH_SHORT:
      return get_outcome_of_body (fault, call);
    default:
      return get_outcome_of_way (fault, call);
    }
}

/* 12.6: a new setting, and one more post, where it is refused. Whatever else comes after its last
 * byte leaves open whether it is there, and the list of uploads says that it is (12.9). */
static HostileOutcome
get_outcome_of_post (const HostileFault *fault)
{
  if (fault->place != HOSTILE_PLACE_THERE)
    return make_error (CANTO_ERROR_OFFLINE, 0);
  if (fault->fault != TEST_FAULT_STATUS)
    return make_success ();

  switch (fault->status)
    {
    case 401:
    case 403:
      return make_error (CANTO_ERROR_SERVICE, 2);
    case 404:
      return make_error (CANTO_ERROR_NOT_FOUND, 1);
    case 429:
      return make_error (CANTO_ERROR_RATE_LIMITED, 1);
    default:
      return make_error (CANTO_ERROR_SERVICE, 1);
    }
}

/* 3.19: the token is in its address, so it is asked once, and follows nobody. */
static HostileOutcome
get_outcome_of_lookup (const HostileFault *fault, const HostileCall *call)
{
  if (fault->fault == TEST_FAULT_STATUS && fault->status == 401)
    return make_error (CANTO_ERROR_SIGNED_OUT, 1);
  if (fault->fault == TEST_FAULT_STATUS)
    return (HostileOutcome){ CANTO_ERROR, get_outcome_of_status (call, fault->status).code, 1, 0 };
  if (fault->fault == TEST_FAULT_NONE && fault->place == HOSTILE_PLACE_THERE)
    return make_success ();
  if (fault->fault == TEST_FAULT_BODY || fault->fault == TEST_FAULT_HTML
      || fault->fault == TEST_FAULT_REDIRECT || fault->fault == TEST_FAULT_GZIP
      || fault->fault == TEST_FAULT_ENDLESS_BODY || fault->fault == TEST_FAULT_LENGTH_HUGE
      || fault->fault == TEST_FAULT_LENGTH_SHORT)
    return make_error (CANTO_ERROR_BAD_REPLY, 1);

  return get_outcome_of_way (fault, call);
}

/* It is asked for until the person would have been done: whatever else comes is "not yet" (3.21),
 * but for what breaks before the first question. */
static HostileOutcome
get_outcome_of_polling (const HostileFault *fault)
{
  if (fault->place != HOSTILE_PLACE_THERE)
    return make_error (CANTO_ERROR_OFFLINE, 0);
  if (fault->fault == TEST_FAULT_NONE || fault->fault == TEST_FAULT_LENGTH_SHORT
      || fault->body == HOSTILE_BODY_CUT)
    return make_success ();

  return make_error (CANTO_ERROR_TIMED_OUT, POLLS);
}

HostileOutcome
hostile_fault_get_outcome (const HostileFault *fault, const HostileCall *call)
{
  switch (call->kind)
    {
    case HOSTILE_CODE:
      return get_outcome_of_polling (fault);
    case HOSTILE_POST:
      return get_outcome_of_post (fault);
    case HOSTILE_LOOKUP:
      return get_outcome_of_lookup (fault, call);
    default:
      return get_usual_outcome (fault, call);
    }
}

/* Bodies */

static GBytes *
take_text (char *text)
{
  return g_bytes_new_take (text, strlen (text));
}

static char *
make_nested (guint depth)
{
  GString *text = g_string_sized_new (depth * 2);

  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, ']');

  return g_string_free (text, FALSE);
}

static GBytes *
make_nested_body (const HostileCall *call, const char *base, guint depth)
{
  g_autofree char *nested = make_nested (depth);

  return call->kind == HOSTILE_READ || call->kind == HOSTILE_TOKEN || call->kind == HOSTILE_REFRESH
             ? hostile_call_make_good (call, base, nested)
             : take_text (g_steal_pointer (&nested));
}

static GBytes *
make_numbers (const HostileCall *call)
{
  static const char asset[] =
      "{\"id\":\"a1\",\"scheme\":\"image\",\"name\":1e308,\"size\":1e400,\"width\":"
      "99999999999999999999999,\"height\":-9223372036854775808,\"dpi\":1e-400,\"time\":1e17,"
      "\"tag\":[1e400],\"metadata\":{\"a\":18446744073709551616}}";
  gboolean is_asset = g_str_equal (call->name, "asset");

  if (*call->good == '[')
    return take_text (g_strdup ("[{\"id\":\"f1\",\"name\":1e400,\"values\":[1e400]}]"));

  return take_text (g_strdup_printf (
      "{\"results\":[%s],\"docResult\":[%s],\"found\":1e400,\"start\":-1e400,\"limit\":"
      "18446744073709551616,\"id\":\"V\",\"scheme\":\"%s\",\"size\":1e308,\"name\":1e308,"
      "\"accessToken\":\"t1\",\"expiresIn\":1e300,\"status\":\"success\"}",
      asset, asset, is_asset ? "image" : "album"));
}

static GBytes *
pack (const char *start, const char *unit, gsize n_bytes)
{
  g_autoptr (GConverter) zip =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, zip);
  g_autoptr (GString) chunk = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  while (chunk->len < 300 * 1000)
    g_string_append (chunk, unit);
  g_output_stream_write_all (stream, start, strlen (start), NULL, NULL, &error);
  for (gsize n = 0; n < n_bytes && error == NULL; n += chunk->len)
    g_output_stream_write_all (stream, chunk->str, chunk->len, NULL, NULL, &error);
  g_output_stream_close (stream, NULL, &error);
  g_assert_no_error (error);

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static GBytes *
get_packed (HostileBody body)
{
  static GBytes *bomb, *values;

  if (bomb == NULL)
    {
      bomb = pack ("", " ", BOMB_BYTES);
      values = pack ("{\"results\":[", "[],", BOMB_VALUES);
    }

  return g_bytes_ref (body == HOSTILE_BODY_BOMB ? bomb : values);
}

GBytes *
hostile_fault_make_body (const HostileFault *fault, const HostileCall *call, const char *base)
{
  switch (fault->body)
    {
    case HOSTILE_BODY_CUT:
      {
        g_autoptr (GBytes) good = hostile_call_make_good (call, base, NULL);

        return g_bytes_new_from_bytes (good, 0, g_bytes_get_size (good) / 2);
      }
    case HOSTILE_BODY_SCALAR:
      return take_text (g_strdup ("42"));
    case HOSTILE_BODY_TYPES:
      return take_text (g_strdup (
          "{\"results\":7,\"docResult\":\"x\",\"id\":[1],\"scheme\":{},\"name\":{},"
          "\"permissionFail\":5,\"status\":false,\"permissions\":7,\"accessToken\":[\"t1\"]}"));
    case HOSTILE_BODY_NUMBERS:
      return make_numbers (call);
    case HOSTILE_BODY_NESTED_10:
      return make_nested_body (call, base, 10);
    case HOSTILE_BODY_NESTED_10_4:
      return make_nested_body (call, base, 10000);
    case HOSTILE_BODY_NESTED_10_6:
      return make_nested_body (call, base, 1000000);
    case HOSTILE_BODY_BOMB:
    case HOSTILE_BODY_VALUES:
      return get_packed (fault->body);
    case HOSTILE_BODY_GOOD:
    default:
      return hostile_call_make_good (call, base, NULL);
    }
}
