/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "engine-link-check.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (EngineLinkCheck,
                     engine_link_check,
                     engine_link_check_ref,
                     engine_link_check_unref)

/* Names, not translated. */
static const struct
{
  const char *content_type;
  const char *name;
} formats[] = {
  { "image/jpeg", "JPEG" },     { "image/jpg", "JPEG" },      { "image/png", "PNG" },
  { "image/webp", "WebP" },     { "image/tiff", "TIFF" },     { "image/gif", "GIF" },
  { "image/jp2", "JPEG 2000" }, { "image/svg+xml", "SVG" },   { "image/avif", "AVIF" },
  { "image/heic", "HEIC" },     { "application/pdf", "PDF" }, { "video/mp4", "MP4" },
  { "video/webm", "WebM" },     { "video/quicktime", "MOV" }, { "audio/mpeg", "MP3" },
  { "audio/wav", "WAV" },       { "audio/x-wav", "WAV" },     { "text/csv", "CSV" },
  { "application/zip", "ZIP" }, { "text/html", "HTML" },
};

static const char *
find_format_name (const char *content_type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (g_strcmp0 (content_type, formats[i].content_type) == 0)
        return formats[i].name;
    }

  return NULL;
}

static void
link_check_clear (gpointer data)
{
  EngineLinkCheck *self = data;

  g_free (self->content_type);
  g_clear_error (&self->error);
}

EngineLinkCheck *
engine_link_check_ref (EngineLinkCheck *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
engine_link_check_unref (EngineLinkCheck *self)
{
  g_atomic_rc_box_release_full (self, link_check_clear);
}

EngineLinkTarget
engine_link_check_get_target (DeliveryLink *link)
{
  const char *format = delivery_link_get_format_name (link);
  gboolean is_page =
      g_str_equal (format, "HTML") || g_str_equal (format, "HTM") || g_str_equal (format, "XHTML");

  if (delivery_link_get_is_picture (link))
    return ENGINE_LINK_TO_PICTURE;

  return is_page ? ENGINE_LINK_TO_WEB_PAGE : ENGINE_LINK_TO_FILE;
}

/* Storage that was told no type says that it has bytes, which is no reason to doubt them. */
static EngineLinkState
judge_content (const char *type, EngineLinkTarget target)
{
  gboolean is_page =
      g_strcmp0 (type, "text/html") == 0 || g_strcmp0 (type, "application/xhtml+xml") == 0;
  gboolean is_unknown = type == NULL || g_str_has_suffix (type, "/octet-stream");

  if (is_page)
    return target == ENGINE_LINK_TO_WEB_PAGE ? ENGINE_LINK_WORKS : ENGINE_LINK_SIGN_IN_PAGE;
  if (target == ENGINE_LINK_TO_PICTURE && !is_unknown && !g_str_has_prefix (type, "image/"))
    return ENGINE_LINK_OTHER_CONTENT;

  return ENGINE_LINK_WORKS;
}

static EngineLinkState
judge (const CantoProbe *probe, EngineLinkTarget target)
{
  switch (probe->status)
    {
    case 200:
    case 203:
      return judge_content (probe->content_type, target);
    case 401:
    case 403:
      return ENGINE_LINK_REFUSED;
    case 404:
      return ENGINE_LINK_NOT_FOUND;
    case 410:
      return ENGINE_LINK_WITHDRAWN;
    case 429:
      return ENGINE_LINK_BUSY;
    default:
      return ENGINE_LINK_TROUBLE;
    }
}

EngineLinkCheck *
engine_link_check_new (const CantoProbe *probe, EngineLinkTarget target)
{
  EngineLinkCheck *self = g_atomic_rc_box_new0 (EngineLinkCheck);

  self->state = judge (probe, target);
  self->status = probe->status;
  self->content_type = g_strdup (probe->content_type);
  self->format_name = find_format_name (probe->content_type);
  /* Of an error it is the length of its text. */
  self->n_bytes = self->state == ENGINE_LINK_WORKS ? probe->n_bytes : 0;

  return self;
}

EngineLinkCheck *
engine_link_check_new_unreachable (const GError *error)
{
  EngineLinkCheck *self = g_atomic_rc_box_new0 (EngineLinkCheck);

  self->state = ENGINE_LINK_UNREACHABLE;
  self->error = g_error_copy (error);

  return self;
}

gboolean
engine_link_check_can_be_explained (EngineLinkCheck *self)
{
  return self->state == ENGINE_LINK_NOT_FOUND || self->state == ENGINE_LINK_REFUSED
         || self->state == ENGINE_LINK_WITHDRAWN || self->state == ENGINE_LINK_SIGN_IN_PAGE;
}

static EngineLinkState
find_reason (CantoAsset *asset, DeliveryRecipe *recipe, EngineLinkState state)
{
  g_autoptr (DeliveryRecipe) any = delivery_recipe_new_original ();
  DeliveryConcerns concerns;

  if (asset == NULL)
    return ENGINE_LINK_GONE;

  concerns = delivery_get_concerns (asset, recipe != NULL ? recipe : any);
  if (concerns & DELIVERY_CONCERN_EXPIRED)
    return ENGINE_LINK_EXPIRED;
  if (concerns & (DELIVERY_CONCERN_RESTRICTED | DELIVERY_CONCERN_PENDING))
    return ENGINE_LINK_WITHDRAWN;
  if (recipe != NULL && concerns & DELIVERY_CONCERN_NOT_PUBLISHED)
    return ENGINE_LINK_NOT_PUBLISHED;

  return state;
}

EngineLinkCheck *
engine_link_check_explain (EngineLinkCheck *self, CantoAsset *asset, DeliveryRecipe *recipe)
{
  EngineLinkState state;
  EngineLinkCheck *explained;

  g_return_val_if_fail (self != NULL, NULL);

  state = engine_link_check_can_be_explained (self) ? find_reason (asset, recipe, self->state)
                                                    : self->state;
  if (state == self->state)
    return engine_link_check_ref (self);

  explained = g_atomic_rc_box_new0 (EngineLinkCheck);
  explained->state = state;
  explained->status = self->status;
  explained->content_type = g_strdup (self->content_type);
  explained->format_name = self->format_name;

  return explained;
}
