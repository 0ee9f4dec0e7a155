/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-motif.h"

#include "tenant-brush-private.h"

#include <math.h>

static const TenantMotifFunc motifs[TENANT_N_MOTIFS] = {
  [TENANT_MOTIF_HARBOUR] = tenant_motif_harbour,
  [TENANT_MOTIF_MOUNTAINS] = tenant_motif_mountains,
  [TENANT_MOTIF_FOREST] = tenant_motif_forest,
  [TENANT_MOTIF_CITY] = tenant_motif_city,
  [TENANT_MOTIF_BEACH] = tenant_motif_beach,
  [TENANT_MOTIF_FIELD] = tenant_motif_field,
  [TENANT_MOTIF_NIGHT_SKY] = tenant_motif_night_sky,
  [TENANT_MOTIF_PRODUCT_CHAIR] = tenant_motif_chair,
  [TENANT_MOTIF_PRODUCT_LAMP] = tenant_motif_lamp,
  [TENANT_MOTIF_PRODUCT_CUP] = tenant_motif_cup,
  [TENANT_MOTIF_PRODUCT_SHOE] = tenant_motif_shoe,
  [TENANT_MOTIF_PORTRAIT] = tenant_motif_portrait,
  [TENANT_MOTIF_FLOWERS] = tenant_motif_flowers,
  [TENANT_MOTIF_ABSTRACT] = tenant_motif_abstract,
  [TENANT_MOTIF_CHART] = tenant_motif_chart,
  [TENANT_MOTIF_LETTER] = tenant_motif_letter,
};

void
tenant_motif_draw (cairo_t *cr, TenantMotif motif, guint64 hash, double width, double height)
{
  TenantBrush brush = { cr, width, height, MIN (width, height), hash };

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  motifs[motif](&brush);
  cairo_restore (cr);
}

static double
get_channel (TenantColour colour, double shift)
{
  double position = fmod (colour.hue + shift + 2, 1) * 6;
  double distance = fabs (position - 3) - 1;

  return colour.value * (1 - colour.saturation * (1 - CLAMP (distance, 0, 1)));
}

void
tenant_brush_set_colour (TenantBrush *brush, TenantColour colour, double alpha)
{
  cairo_set_source_rgba (brush->cr, get_channel (colour, 0), get_channel (colour, 2.0 / 3),
                         get_channel (colour, 1.0 / 3), alpha);
}

void
tenant_brush_fill_band (TenantBrush *brush,
                        double top,
                        double bottom,
                        TenantColour from,
                        TenantColour to)
{
  cairo_pattern_t *pattern = cairo_pattern_create_linear (0, top, 0, bottom);

  cairo_pattern_add_color_stop_rgb (pattern, 0, get_channel (from, 0), get_channel (from, 2.0 / 3),
                                    get_channel (from, 1.0 / 3));
  cairo_pattern_add_color_stop_rgb (pattern, 1, get_channel (to, 0), get_channel (to, 2.0 / 3),
                                    get_channel (to, 1.0 / 3));
  cairo_set_source (brush->cr, pattern);
  cairo_rectangle (brush->cr, 0, top, brush->width, bottom - top);
  cairo_fill (brush->cr);
  cairo_pattern_destroy (pattern);
}

void
tenant_brush_fill_circle (TenantBrush *brush, double x, double y, double radius)
{
  cairo_new_path (brush->cr);
  cairo_arc (brush->cr, x, y, radius, 0, 2 * G_PI);
  cairo_fill (brush->cr);
}

void
tenant_brush_fill_box (TenantBrush *brush,
                       double x,
                       double y,
                       double width,
                       double height,
                       double radius)
{
  cairo_new_path (brush->cr);
  cairo_arc (brush->cr, x + width - radius, y + radius, radius, -G_PI_2, 0);
  cairo_arc (brush->cr, x + width - radius, y + height - radius, radius, 0, G_PI_2);
  cairo_arc (brush->cr, x + radius, y + height - radius, radius, G_PI_2, G_PI);
  cairo_arc (brush->cr, x + radius, y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (brush->cr);
  cairo_fill (brush->cr);
}

void
tenant_brush_fill_ridge (TenantBrush *brush, double level, double roughness, guint n_peaks)
{
  double step = brush->width / n_peaks;
  double y = level;

  cairo_new_path (brush->cr);
  cairo_move_to (brush->cr, -step, brush->height);
  cairo_line_to (brush->cr, -step, level);
  for (guint i = 0; i <= n_peaks + 1; i++)
    {
      double x = i * step - step / 2;
      double next = level + tenant_brush_between (brush, -roughness, roughness);

      cairo_curve_to (brush->cr, x - step * 0.6, y, x - step * 0.4, next, x, next);
      y = next;
    }
  cairo_line_to (brush->cr, brush->width + step, brush->height);
  cairo_close_path (brush->cr);
  cairo_fill (brush->cr);
}
