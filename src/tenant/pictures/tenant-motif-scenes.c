/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The motifs that are outdoors. */

#include "tenant-brush-private.h"

#include <math.h>

static void
draw_sky (TenantBrush *brush, double horizon)
{
  double hue = tenant_brush_between (brush, 0.52, 0.64);
  double warmth = tenant_brush_between (brush, 0.02, 0.12);
  double evening = tenant_brush_between (brush, 0, 1);

  tenant_brush_fill_band (
      brush, 0, horizon, (TenantColour){ hue, 0.55, 0.55 + 0.4 * (1 - evening) },
      (TenantColour){ evening > 0.5 ? warmth : hue, evening > 0.5 ? 0.45 : 0.12, 0.98 });
}

static void
draw_sun (TenantBrush *brush, double horizon)
{
  double x = brush->width * tenant_brush_between (brush, 0.15, 0.85);
  double y = horizon * tenant_brush_between (brush, 0.35, 0.85);

  tenant_brush_set_colour (brush, (TenantColour){ 0.12, 0.3, 1 }, 0.25);
  tenant_brush_fill_circle (brush, x, y, brush->unit * 0.13);
  tenant_brush_set_colour (brush, (TenantColour){ 0.13, 0.35, 1 }, 0.95);
  tenant_brush_fill_circle (brush, x, y, brush->unit * 0.08);
}

static void
draw_clouds (TenantBrush *brush, double horizon)
{
  guint n_clouds = tenant_random_below (&brush->random, 4);

  tenant_brush_set_colour (brush, (TenantColour){ 0.6, 0.03, 1 }, 0.7);
  for (guint i = 0; i < n_clouds; i++)
    {
      double x = brush->width * tenant_brush_between (brush, 0, 1);
      double y = horizon * tenant_brush_between (brush, 0.1, 0.5);

      for (guint j = 0; j < 5; j++)
        tenant_brush_fill_circle (brush, x + brush->unit * (0.05 * j - 0.1),
                                  y - brush->unit * 0.012 * (j % 2),
                                  brush->unit * tenant_brush_between (brush, 0.03, 0.055));
    }
}

static void
draw_water (TenantBrush *brush, double horizon)
{
  double hue = tenant_brush_between (brush, 0.5, 0.6);

  tenant_brush_fill_band (brush, horizon, brush->height, (TenantColour){ hue, 0.5, 0.75 },
                          (TenantColour){ hue + 0.03, 0.75, 0.35 });
  for (guint i = 0; i < 40; i++)
    {
      double y = horizon + (brush->height - horizon) * tenant_brush_between (brush, 0.03, 1);
      double length = brush->unit * tenant_brush_between (brush, 0.03, 0.16);

      tenant_brush_set_colour (brush, (TenantColour){ hue, 0.15, 1 }, 0.18);
      tenant_brush_fill_box (brush, brush->width * tenant_brush_between (brush, -0.1, 1), y, length,
                             brush->unit * 0.006, brush->unit * 0.003);
    }
}

static void
draw_boat (TenantBrush *brush, double x, double y, double size)
{
  cairo_t *cr = brush->cr;

  tenant_brush_set_colour (brush, (TenantColour){ tenant_brush_between (brush, 0, 1), 0.7, 0.6 },
                           1);
  cairo_move_to (cr, x - size, y);
  cairo_curve_to (cr, x - size * 0.7, y + size * 0.5, x + size * 0.6, y + size * 0.5, x + size, y);
  cairo_close_path (cr);
  cairo_fill (cr);
  tenant_brush_set_colour (brush, (TenantColour){ 0.1, 0.04, 1 }, 0.95);
  cairo_move_to (cr, x - size * 0.05, y - size * 0.1);
  cairo_line_to (cr, x - size * 0.05, y - size * 2);
  cairo_line_to (cr, x - size * 0.9, y - size * 0.1);
  cairo_close_path (cr);
  cairo_fill (cr);
  tenant_brush_set_colour (brush, (TenantColour){ tenant_brush_between (brush, 0, 1), 0.6, 0.9 },
                           0.95);
  cairo_move_to (cr, x + size * 0.05, y - size * 0.1);
  cairo_line_to (cr, x + size * 0.05, y - size * 1.7);
  cairo_line_to (cr, x + size * 0.7, y - size * 0.1);
  cairo_close_path (cr);
  cairo_fill (cr);
}

void
tenant_motif_harbour (TenantBrush *brush)
{
  double horizon = brush->height * tenant_brush_between (brush, 0.45, 0.6);
  guint n_boats = 2 + tenant_random_below (&brush->random, 4);

  draw_sky (brush, horizon);
  draw_sun (brush, horizon);
  draw_clouds (brush, horizon);
  draw_water (brush, horizon);
  tenant_brush_set_colour (brush, (TenantColour){ 0.6, 0.35, 0.4 }, 1);
  tenant_brush_fill_box (brush, -10, horizon - brush->unit * 0.05, brush->width * 0.45,
                         brush->unit * 0.06, brush->unit * 0.01);
  for (guint i = 0; i < n_boats; i++)
    draw_boat (brush, brush->width * ((i + 0.5) / n_boats),
               horizon + (brush->height - horizon) * tenant_brush_between (brush, 0.1, 0.6),
               brush->unit * tenant_brush_between (brush, 0.06, 0.12));
}

void
tenant_motif_mountains (TenantBrush *brush)
{
  cairo_t *cr = brush->cr;
  double horizon = brush->height * 0.75;
  double hue = tenant_brush_between (brush, 0.55, 0.7);

  draw_sky (brush, horizon);
  draw_clouds (brush, horizon);
  for (guint layer = 0; layer < 3; layer++)
    {
      guint n_peaks = 3 + layer;

      for (guint i = 0; i < n_peaks; i++)
        {
          double x = brush->width * ((i + tenant_brush_between (brush, 0.2, 0.8)) / n_peaks);
          double top = brush->height * (tenant_brush_between (brush, 0.12, 0.3) + 0.16 * layer);
          double half = brush->width * tenant_brush_between (brush, 0.22, 0.34);

          tenant_brush_set_colour (
              brush, (TenantColour){ hue, 0.25 + 0.12 * layer, 0.72 - 0.17 * layer }, 1);
          cairo_move_to (cr, x - half, brush->height);
          cairo_line_to (cr, x, top);
          cairo_line_to (cr, x + half, brush->height);
          cairo_close_path (cr);
          cairo_fill (cr);
          tenant_brush_set_colour (brush, (TenantColour){ hue, 0.04, 1 }, 0.9);
          cairo_move_to (cr, x, top);
          cairo_line_to (cr, x + half * 0.14, top + (brush->height - top) * 0.14);
          cairo_line_to (cr, x + half * 0.03, top + (brush->height - top) * 0.1);
          cairo_line_to (cr, x - half * 0.05, top + (brush->height - top) * 0.17);
          cairo_line_to (cr, x - half * 0.14, top + (brush->height - top) * 0.14);
          cairo_close_path (cr);
          cairo_fill (cr);
        }
    }
  tenant_brush_set_colour (brush,
                           (TenantColour){ tenant_brush_between (brush, 0.25, 0.4), 0.5, 0.35 }, 1);
  tenant_brush_fill_ridge (brush, brush->height * 0.88, brush->height * 0.04, 4);
}

static void
draw_tree (TenantBrush *brush, double x, double bottom, double size, double hue)
{
  cairo_t *cr = brush->cr;

  tenant_brush_set_colour (brush, (TenantColour){ 0.07, 0.5, 0.3 }, 1);
  tenant_brush_fill_box (brush, x - size * 0.05, bottom - size * 0.3, size * 0.1, size * 0.3,
                         size * 0.02);
  for (guint i = 0; i < 3; i++)
    {
      double y = bottom - size * (0.2 + 0.3 * i);

      tenant_brush_set_colour (brush, (TenantColour){ hue, 0.6, 0.3 + 0.08 * i }, 1);
      cairo_move_to (cr, x - size * (0.42 - 0.1 * i), y);
      cairo_line_to (cr, x, y - size * 0.55);
      cairo_line_to (cr, x + size * (0.42 - 0.1 * i), y);
      cairo_close_path (cr);
      cairo_fill (cr);
    }
}

void
tenant_motif_forest (TenantBrush *brush)
{
  double hue = tenant_brush_between (brush, 0.22, 0.42);

  tenant_brush_fill_band (brush, 0, brush->height, (TenantColour){ hue, 0.12, 0.97 },
                          (TenantColour){ hue, 0.35, 0.6 });
  for (guint layer = 0; layer < 3; layer++)
    {
      double bottom = brush->height * (0.62 + 0.18 * layer);

      tenant_brush_set_colour (brush, (TenantColour){ hue, 0.35 + 0.1 * layer, 0.55 - 0.1 * layer },
                               1);
      tenant_brush_fill_ridge (brush, bottom - brush->unit * 0.04, brush->unit * 0.02, 5);
      for (guint i = 0; i < 12 - 3 * layer; i++)
        draw_tree (brush, brush->width * tenant_brush_between (brush, 0, 1), bottom,
                   brush->unit * (0.22 + 0.14 * layer) * tenant_brush_between (brush, 0.8, 1.2),
                   hue);
    }
}

void
tenant_motif_city (TenantBrush *brush)
{
  double horizon = brush->height * 0.85;
  double hue = tenant_brush_between (brush, 0.55, 0.75);
  double x = -brush->unit * 0.05;

  draw_sky (brush, horizon);
  draw_sun (brush, horizon);
  while (x < brush->width)
    {
      double width = brush->unit * tenant_brush_between (brush, 0.1, 0.2);
      double height = brush->height * tenant_brush_between (brush, 0.25, 0.7);
      double window = width / 7;

      tenant_brush_set_colour (
          brush, (TenantColour){ hue, 0.35, tenant_brush_between (brush, 0.25, 0.5) }, 1);
      tenant_brush_fill_box (brush, x, brush->height - height, width, height + 10, window / 4);
      for (double y = brush->height - height + window; y < brush->height; y += window * 2)
        {
          for (guint column = 0; column < 3; column++)
            {
              tenant_brush_set_colour (brush, (TenantColour){ 0.13, 0.5, 1 },
                                       tenant_random_below (&brush->random, 3) > 0 ? 0.75 : 0.12);
              tenant_brush_fill_box (brush, x + window * (1 + 2 * column), y, window, window,
                                     window / 6);
            }
        }
      x += width + brush->unit * 0.015;
    }
}

void
tenant_motif_beach (TenantBrush *brush)
{
  cairo_t *cr = brush->cr;
  double horizon = brush->height * tenant_brush_between (brush, 0.4, 0.5);
  double x = brush->width * tenant_brush_between (brush, 0.25, 0.75);
  double y = brush->height * 0.85;
  double size = brush->unit * 0.2;

  draw_sky (brush, horizon);
  draw_sun (brush, horizon);
  draw_clouds (brush, horizon);
  draw_water (brush, horizon);
  tenant_brush_set_colour (brush, (TenantColour){ 0.11, 0.3, 0.95 }, 1);
  tenant_brush_fill_ridge (brush, brush->height * 0.74, brush->height * 0.05, 3);
  tenant_brush_set_colour (brush, (TenantColour){ 0.08, 0.5, 0.5 }, 1);
  tenant_brush_fill_box (brush, x - size * 0.04, y - size * 1.2, size * 0.08, size * 1.3,
                         size * 0.03);
  for (guint i = 0; i < 6; i++)
    {
      tenant_brush_set_colour (
          brush,
          (TenantColour){ i % 2 ? 0.0 : tenant_brush_between (brush, 0, 1), i % 2 ? 0 : 0.7, 1 },
          1);
      cairo_move_to (cr, x, y - size * 1.2);
      cairo_arc (cr, x, y - size * 0.6, size, G_PI + i * G_PI / 6, G_PI + (i + 1) * G_PI / 6);
      cairo_close_path (cr);
      cairo_fill (cr);
    }
}

void
tenant_motif_field (TenantBrush *brush)
{
  double horizon = brush->height * tenant_brush_between (brush, 0.4, 0.55);
  double hue = tenant_brush_between (brush, 0.12, 0.3);

  draw_sky (brush, horizon + brush->height * 0.1);
  draw_clouds (brush, horizon);
  for (guint i = 0; i < 5; i++)
    {
      tenant_brush_set_colour (brush, (TenantColour){ hue + 0.03 * (i % 2), 0.55, 0.85 - 0.12 * i },
                               1);
      tenant_brush_fill_ridge (brush, horizon + brush->height * 0.13 * i, brush->height * 0.035,
                               2 + i % 3);
    }
}

void
tenant_motif_night_sky (TenantBrush *brush)
{
  double hue = tenant_brush_between (brush, 0.6, 0.8);

  tenant_brush_fill_band (brush, 0, brush->height, (TenantColour){ hue, 0.8, 0.12 },
                          (TenantColour){ hue - 0.08, 0.6, 0.45 });
  for (guint i = 0; i < 160; i++)
    {
      tenant_brush_set_colour (brush, (TenantColour){ 0.15, 0.1, 1 },
                               tenant_brush_between (brush, 0.3, 1));
      tenant_brush_fill_circle (brush, brush->width * tenant_brush_between (brush, 0, 1),
                                brush->height * tenant_brush_between (brush, 0, 0.85),
                                brush->unit * tenant_brush_between (brush, 0.001, 0.005));
    }
  tenant_brush_set_colour (brush, (TenantColour){ 0.14, 0.15, 1 }, 0.95);
  tenant_brush_fill_circle (brush, brush->width * tenant_brush_between (brush, 0.15, 0.85),
                            brush->height * 0.28,
                            brush->unit * tenant_brush_between (brush, 0.05, 0.1));
  tenant_brush_set_colour (brush, (TenantColour){ hue, 0.6, 0.08 }, 1);
  tenant_brush_fill_ridge (brush, brush->height * 0.86, brush->height * 0.06, 5);
}

void
tenant_motif_flowers (TenantBrush *brush)
{
  double hue = tenant_brush_between (brush, 0, 1);

  tenant_brush_fill_band (brush, 0, brush->height, (TenantColour){ 0.3, 0.15, 0.95 },
                          (TenantColour){ 0.33, 0.55, 0.5 });
  for (guint i = 0; i < 18; i++)
    {
      double x = brush->width * tenant_brush_between (brush, 0, 1);
      double y = brush->height * (0.25 + 0.72 * i / 18);
      double size = brush->unit * (0.03 + 0.045 * i / 18) * tenant_brush_between (brush, 0.8, 1.3);

      tenant_brush_set_colour (brush, (TenantColour){ 0.33, 0.6, 0.4 }, 0.9);
      tenant_brush_fill_box (brush, x - size * 0.12, y, size * 0.24, brush->height, size * 0.1);
      tenant_brush_set_colour (
          brush, (TenantColour){ hue + tenant_brush_between (brush, -0.1, 0.1), 0.65, 0.97 }, 0.95);
      for (guint petal = 0; petal < 6; petal++)
        tenant_brush_fill_circle (brush, x + size * 0.8 * cos (petal * G_PI / 3),
                                  y + size * 0.8 * sin (petal * G_PI / 3), size * 0.62);
      tenant_brush_set_colour (brush, (TenantColour){ 0.13, 0.8, 0.95 }, 1);
      tenant_brush_fill_circle (brush, x, y, size * 0.5);
    }
}
