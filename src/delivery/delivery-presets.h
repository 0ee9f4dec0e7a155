/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "delivery-preset.h"

G_BEGIN_DECLS

/*
 * Lists of presets, as a file that a team can share:
 *
 *   {
 *     "version": 1,
 *     "presets": [
 *       {"name": "Post on X", "rendition": "16:9/1600x900/jpg"},
 *       {"name": "Mine", "rendition": "1200/jpg", "form": "template", "template": "[{name}]({url})"}
 *     ]
 *   }
 *
 * The rendition is the text of a #DeliveryRecipe, the form that of delivery_form_get_word(), and "url" if it is left
 * out. Members that nobody knows are ignored: a later version may have more of them.
 *
 * A list is a (element-type DeliveryPreset) #GPtrArray; each of its presets has a name, and no two have the same.
 */

#define DELIVERY_PRESETS_MAX_BYTES (1024 * 1024)
#define DELIVERY_MAX_PRESETS       200
#define DELIVERY_MAX_NAME_CHARS    60
#define DELIVERY_MAX_TEMPLATE_CHARS 4000

/* Of no presets. (transfer full) */
GPtrArray *delivery_presets_new (void);

/* What a person has who has made none: for the web, mail, print, and what social networks ask for, with names in her
 * language. (transfer full) */
GPtrArray *delivery_presets_new_defaults (void);

/* What is wrong with the list is %DELIVERY_ERROR_BAD_PRESETS, which says in which preset; names are made whole, and
 * different from each other. For a worker. (transfer full) (nullable) */
GPtrArray *delivery_presets_parse (GBytes *bytes, GError **error);

/* (transfer full) */
GBytes *delivery_presets_write (GPtrArray *presets);

/* @name as one of its own beside @presets: in one line, not too long, and with a number if there is one of it already.
 * @except: (nullable): that may have it. @name: (nullable) or empty is what @preset makes. (transfer full) */
char *delivery_presets_dup_name (GPtrArray *presets, DeliveryPreset *preset, const char *name, DeliveryPreset *except);

/* The place of what makes the same in the same form: by its name, if there are several. %FALSE if there is none. */
gboolean delivery_presets_find (GPtrArray *presets, DeliveryPreset *preset, guint *position);

G_END_DECLS
