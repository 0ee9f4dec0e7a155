/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * TestService:
 *
 * A service on the loopback with a handful of assets, each as the test wants it, that can refuse, be
 * silent and count: for what the stand-in tenant never does. It runs in the main context.
 */
typedef struct _TestService TestService;

TestService *test_service_new (void);
void         test_service_free (TestService *self);
const char  *test_service_get_base (TestService *self);

/* An asset; newest last. @list and @details: more JSON members, as "\"a\": 1", of its record in lists
 * and of that with its details. */
void test_service_add_asset (TestService *self,
                             const char *scheme,
                             const char *id,
                             const char *name,
                             const char *list,
                             const char *details);

/* As somebody else deletes it. */
void test_service_remove_asset (TestService *self, const char *id);

/* The JSON that is answered to @path: "/api/v1/tree", "/api/v1/tree/ID", "/api/v1/custom/field"… */
void test_service_set_answer (TestService *self, const char *path, const char *json);

/* The bytes that are answered to @path. */
void test_service_set_bytes (TestService *self, const char *path, const char *type, GBytes *bytes);

/* Answers what is asked with @needle in path and query with @status and @body, until @needle is set
 * again with 0. */
void test_service_refuse (TestService *self, const char *needle, guint status, const char *body);

/* Is silent to what is asked with @needle in it, until test_service_release(). */
void test_service_hold (TestService *self, const char *needle);
void test_service_release (TestService *self);

/* How many requests had @needle in path and query; how many of those are held now. */
guint test_service_count (TestService *self, const char *needle);
guint test_service_count_held (TestService *self);

G_END_DECLS
