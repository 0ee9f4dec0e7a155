/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk/gdk.h>

#include "catalog-asset-list.h"
#include "delivery-preset.h"
#include "engine-session.h"

G_BEGIN_DECLS

/**
 * PickerLinkProvider:
 *
 * What a drag offers: text/html, text/markdown and text/plain, of one link text/uri-list and text/x-moz-url, too; if the form
 * of the preset is no HTML, plain text alone, and of Markdown text/markdown; or
 * files, and of one picture image/png and image/jpeg, see #PickerDroppedFiles. A target that asks for one of them waits
 * until the assets and their details are here. A link that the person would have to agree to first, which only the
 * details showed, is not given, nor one that cannot be had: #PickerLinkProvider::refused tells of those.
 */
#define PICKER_TYPE_LINK_PROVIDER (picker_link_provider_get_type ())
G_DECLARE_FINAL_TYPE (PickerLinkProvider, picker_link_provider, PICKER, LINK_PROVIDER,
                      GdkContentProvider)

/* @positions: (element-type guint): in @list, at most %ENGINE_MAX_LINKS */
GdkContentProvider *picker_link_provider_new (EngineSession *session,
                                              CatalogAssetList *list,
                                              GArray *positions,
                                              DeliveryPreset *preset);

/* The same, as files in place of links: two things, for browsers ask for all that is offered as soon as the pointer
 * is over them, and wait for it. */
GdkContentProvider *picker_link_provider_new_for_files (EngineSession *session,
                                                        CatalogAssetList *list,
                                                        GArray *positions,
                                                        DeliveryPreset *preset);

/* When @drag is over, nothing more is fetched for it; what was dropped is remembered as a pick. */
void picker_link_provider_follow (PickerLinkProvider *self, GdkDrag *drag);

/* What the clipboard offers: text/html and text/plain alone, for with an address list beside them
 * browsers hide the HTML from their pages; of a form that is no HTML text/plain alone.
 * @links: (element-type DeliveryLink): at least one */
GdkContentProvider *picker_link_provider_new_for_clipboard (EngineSession *session,
                                                            DeliveryPreset *preset,
                                                            GPtrArray *links);

G_END_DECLS
