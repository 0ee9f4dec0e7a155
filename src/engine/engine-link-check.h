/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "canto-probe.h"
#include "delivery-link.h"

G_BEGIN_DECLS

/**
 * EngineLinkState:
 * @ENGINE_LINK_WORKS: what was asked for is there
 * @ENGINE_LINK_NOT_PUBLISHED: it has been taken off the delivery network (11.3)
 * @ENGINE_LINK_EXPIRED: the asset has expired (16.2)
 * @ENGINE_LINK_WITHDRAWN: the asset is restricted or waits for approval, or the network says so (410)
 * @ENGINE_LINK_GONE: Canto does not have the asset any more
 * @ENGINE_LINK_NOT_FOUND: 404, for no reason that anybody told
 * @ENGINE_LINK_REFUSED: 401 or 403
 * @ENGINE_LINK_SIGN_IN_PAGE: a web page stands in the place of the asset
 * @ENGINE_LINK_OTHER_CONTENT: something else stands there that is no picture
 * @ENGINE_LINK_BUSY: 429: too much is asked for
 * @ENGINE_LINK_TROUBLE: any other status
 * @ENGINE_LINK_UNREACHABLE: there was no answer, or none that may be trusted
 *
 * Whether a link does what it says, and if not, why.
 */
typedef enum
{
  ENGINE_LINK_WORKS,
  ENGINE_LINK_NOT_PUBLISHED,
  ENGINE_LINK_EXPIRED,
  ENGINE_LINK_WITHDRAWN,
  ENGINE_LINK_GONE,
  ENGINE_LINK_NOT_FOUND,
  ENGINE_LINK_REFUSED,
  ENGINE_LINK_SIGN_IN_PAGE,
  ENGINE_LINK_OTHER_CONTENT,
  ENGINE_LINK_BUSY,
  ENGINE_LINK_TROUBLE,
  ENGINE_LINK_UNREACHABLE,
  ENGINE_N_LINK_STATES,
} EngineLinkState;

#define ENGINE_TYPE_LINK_CHECK (engine_link_check_get_type ())

/**
 * EngineLinkCheck:
 * @status: of HTTP; 0: there was no answer
 * @content_type: (nullable): of what is there
 * @format_name: (nullable): "JPEG", "PDF"…: what that is for people
 * @n_bytes: of what is there; 0: not told
 * @error: (nullable): why there was no answer: a #CantoError
 *
 * What is at the end of a link: immutable, atomically counted.
 */
typedef struct
{
  EngineLinkState state;
  guint status;
  char *content_type;
  const char *format_name;
  guint64 n_bytes;
  GError *error;
} EngineLinkCheck;

/* What is looked for at an address. */
typedef enum
{
  ENGINE_LINK_TO_PICTURE,
  ENGINE_LINK_TO_FILE,     /* of any kind but a web page */
  ENGINE_LINK_TO_WEB_PAGE, /* a file that is one */
} EngineLinkTarget;

GType            engine_link_check_get_type (void) G_GNUC_CONST;
EngineLinkCheck *engine_link_check_ref (EngineLinkCheck *self);
void             engine_link_check_unref (EngineLinkCheck *self);

EngineLinkTarget engine_link_check_get_target (DeliveryLink *link);

/* (transfer full) */
EngineLinkCheck *engine_link_check_new (const CantoProbe *probe, EngineLinkTarget target);
EngineLinkCheck *engine_link_check_new_unreachable (const GError *error);

/* Whether the details of the asset may tell why the link does not work. */
gboolean engine_link_check_can_be_explained (EngineLinkCheck *self);

/* @self, or the same with the reason why it does not work, as far as @asset tells it.
 * @asset: (nullable): with its details, as they are now; %NULL is one that is gone
 * @recipe: (nullable): what of it the link is to; %NULL if not on the delivery network. (transfer full) */
EngineLinkCheck *engine_link_check_explain (EngineLinkCheck *self,
                                            CantoAsset *asset,
                                            DeliveryRecipe *recipe);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EngineLinkCheck, engine_link_check_unref)

G_END_DECLS
