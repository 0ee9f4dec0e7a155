/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk/gdk.h>

#include "catalog-asset-list.h"
#include "engine-session.h"

G_BEGIN_DECLS

/**
 * PickerLinkProvider:
 *
 * What a drag offers: text/html, text/uri-list, text/x-moz-url and text/plain. A target that asks for
 * one of them waits until the assets and their details are here. A link that the person would have to
 * agree to first, which only the details showed, is not given, nor one that cannot be had:
 * #PickerLinkProvider::refused tells of those.
 */
#define PICKER_TYPE_LINK_PROVIDER (picker_link_provider_get_type ())
G_DECLARE_FINAL_TYPE (PickerLinkProvider, picker_link_provider, PICKER, LINK_PROVIDER,
                      GdkContentProvider)

/* @positions: (element-type guint): in @list, at most %ENGINE_MAX_LINKS */
GdkContentProvider *picker_link_provider_new (EngineSession *session,
                                              CatalogAssetList *list,
                                              GArray *positions,
                                              const DeliveryPreset *preset);

/* What the clipboard offers: text/html and text/plain alone, for with an address list beside them
 * browsers hide the HTML from their pages. @links: (element-type DeliveryLink) */
GdkContentProvider *picker_link_provider_new_for_clipboard (GPtrArray *links);

G_END_DECLS
