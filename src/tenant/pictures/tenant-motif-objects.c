/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The motifs that are made: products, people, graphics, paper. */

#include "tenant-brush-private.h"

#include <math.h>

/* Moves the origin to the middle, one unit being @share of the shorter side. */
static void
enter_middle (TenantBrush *brush, double share)
{
  cairo_save (brush->cr);
  cairo_translate (brush->cr, brush->width / 2, brush->height / 2);
  cairo_scale (brush->cr, brush->unit * share, brush->unit * share);
}

/* The seamless paper of a studio, and the shadow of what stands on it. */
static void
draw_studio (TenantBrush *brush, double shadow_y)
{
  double hue = tenant_brush_between (brush, 0, 1);
  double strength = tenant_brush_between (brush, 0.02, 0.3);

  tenant_brush_fill_band (brush, 0, brush->height, (TenantColour){ hue, strength, 0.98 },
                          (TenantColour){ hue, strength, 0.82 });
  cairo_save (brush->cr);
  cairo_translate (brush->cr, brush->width / 2, brush->height / 2 + shadow_y * brush->unit);
  cairo_scale (brush->cr, 1, 0.13);
  tenant_brush_set_colour (brush, (TenantColour){ 0, 0, 0 }, 0.18);
  tenant_brush_fill_circle (brush, 0, 0, brush->unit * 0.33);
  cairo_restore (brush->cr);
}

static TenantColour
choose_colour (TenantBrush *brush)
{
  return (TenantColour){ tenant_brush_between (brush, 0, 1),
                         tenant_brush_between (brush, 0.45, 0.85),
                         tenant_brush_between (brush, 0.55, 0.9) };
}

static TenantColour
darker (TenantColour colour)
{
  colour.value *= 0.7;

  return colour;
}

void
tenant_motif_chair (TenantBrush *brush)
{
  TenantColour colour = choose_colour (brush);
  double back = tenant_brush_between (brush, 0.5, 0.75);

  draw_studio (brush, 0.36);
  enter_middle (brush, 0.9);
  tenant_brush_set_colour (brush, (TenantColour){ 0.08, 0.55, 0.5 }, 1);
  for (guint i = 0; i < 4; i++)
    tenant_brush_fill_box (brush, -0.25 + 0.15 * i, 0.1, 0.04, i % 3 == 0 ? 0.32 : 0.27, 0.015);
  tenant_brush_set_colour (brush, darker (colour), 1);
  tenant_brush_fill_box (brush, -0.26, 0.08 - back * 0.75, 0.5, back * 0.75, 0.1);
  tenant_brush_set_colour (brush, colour, 1);
  tenant_brush_fill_box (brush, -0.3, 0.02, 0.58, 0.14, 0.06);
  cairo_restore (brush->cr);
}

void
tenant_motif_lamp (TenantBrush *brush)
{
  TenantColour colour = choose_colour (brush);
  cairo_t *cr = brush->cr;
  double flare = tenant_brush_between (brush, 0.08, 0.2);

  draw_studio (brush, 0.4);
  enter_middle (brush, 0.95);
  tenant_brush_set_colour (brush, (TenantColour){ 0.14, 0.35, 1 }, 0.45);
  tenant_brush_fill_circle (brush, 0, -0.1, 0.36);
  tenant_brush_set_colour (brush, (TenantColour){ 0.1, 0.2, 0.35 }, 1);
  tenant_brush_fill_box (brush, -0.015, -0.1, 0.03, 0.5, 0.01);
  tenant_brush_fill_box (brush, -0.14, 0.38, 0.28, 0.04, 0.02);
  tenant_brush_set_colour (brush, colour, 1);
  cairo_move_to (cr, -flare, -0.38);
  cairo_line_to (cr, flare, -0.38);
  cairo_line_to (cr, 0.28, -0.06);
  cairo_line_to (cr, -0.28, -0.06);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_restore (cr);
}

void
tenant_motif_cup (TenantBrush *brush)
{
  TenantColour colour = choose_colour (brush);
  cairo_t *cr = brush->cr;

  draw_studio (brush, 0.3);
  enter_middle (brush, 0.85);
  tenant_brush_set_colour (brush, darker (colour), 1);
  cairo_set_line_width (cr, 0.07);
  cairo_new_path (cr);
  cairo_arc (cr, 0.27, 0.02, 0.14, -1.4, 1.4);
  cairo_stroke (cr);
  tenant_brush_set_colour (brush, colour, 1);
  cairo_move_to (cr, -0.3, -0.2);
  cairo_line_to (cr, 0.3, -0.2);
  cairo_curve_to (cr, 0.3, 0.2, 0.2, 0.3, 0.12, 0.32);
  cairo_line_to (cr, -0.12, 0.32);
  cairo_curve_to (cr, -0.2, 0.3, -0.3, 0.2, -0.3, -0.2);
  cairo_fill (cr);
  cairo_save (cr);
  cairo_translate (cr, 0, -0.2);
  cairo_scale (cr, 1, 0.22);
  tenant_brush_set_colour (brush, (TenantColour){ 0, 0, 1 }, 1);
  tenant_brush_fill_circle (brush, 0, 0, 0.3);
  tenant_brush_set_colour (brush, (TenantColour){ 0.07, 0.7, 0.35 }, 1);
  tenant_brush_fill_circle (brush, 0, 0, 0.26);
  cairo_restore (cr);
  cairo_restore (cr);
}

void
tenant_motif_shoe (TenantBrush *brush)
{
  TenantColour colour = choose_colour (brush);
  TenantColour second = choose_colour (brush);
  cairo_t *cr = brush->cr;

  draw_studio (brush, 0.24);
  enter_middle (brush, 0.95);
  tenant_brush_set_colour (brush, colour, 1);
  cairo_move_to (cr, -0.36, -0.18);
  cairo_curve_to (cr, -0.3, -0.12, -0.15, -0.1, -0.08, -0.22);
  cairo_curve_to (cr, 0.02, -0.08, 0.1, 0, 0.28, 0.05);
  cairo_curve_to (cr, 0.38, 0.08, 0.42, 0.14, 0.41, 0.2);
  cairo_line_to (cr, -0.38, 0.2);
  cairo_close_path (cr);
  cairo_fill (cr);
  tenant_brush_set_colour (brush, second, 1);
  for (guint i = 0; i < 3; i++)
    {
      cairo_move_to (cr, -0.22 + 0.09 * i, 0.16);
      cairo_line_to (cr, -0.08 + 0.09 * i, -0.06 + 0.03 * i);
      cairo_line_to (cr, -0.03 + 0.09 * i, -0.03 + 0.03 * i);
      cairo_line_to (cr, -0.15 + 0.09 * i, 0.16);
      cairo_close_path (cr);
      cairo_fill (cr);
    }
  tenant_brush_set_colour (brush, (TenantColour){ 0.1, 0.03, 0.98 }, 1);
  tenant_brush_fill_box (brush, -0.4, 0.18, 0.83, 0.08, 0.035);
  cairo_restore (cr);
}

void
tenant_motif_portrait (TenantBrush *brush)
{
  TenantColour skin = { tenant_brush_between (brush, 0.04, 0.08),
                        tenant_brush_between (brush, 0.25, 0.6),
                        tenant_brush_between (brush, 0.45, 0.95) };
  TenantColour hair = { tenant_brush_between (brush, 0.02, 0.12), 0.6,
                        tenant_brush_between (brush, 0.1, 0.6) };
  TenantColour shirt = choose_colour (brush);
  gboolean is_long = tenant_random_below (&brush->random, 2) == 0;
  cairo_t *cr = brush->cr;

  draw_studio (brush, 2);
  enter_middle (brush, 1);
  tenant_brush_set_colour (brush, hair, 1);
  tenant_brush_fill_circle (brush, 0, -0.13, 0.205);
  if (is_long)
    tenant_brush_fill_box (brush, -0.2, -0.13, 0.4, 0.34, 0.09);
  tenant_brush_set_colour (brush, shirt, 1);
  tenant_brush_fill_box (brush, -0.34, 0.2, 0.68, 1, 0.2);
  tenant_brush_set_colour (brush, darker (skin), 1);
  tenant_brush_fill_box (brush, -0.07, 0.05, 0.14, 0.2, 0.06);
  tenant_brush_set_colour (brush, skin, 1);
  tenant_brush_fill_box (brush, -0.145, -0.22, 0.29, 0.36, 0.14);
  tenant_brush_set_colour (brush, hair, 1);
  cairo_new_path (cr);
  cairo_arc (cr, 0, -0.17, 0.175, G_PI, 2 * G_PI);
  cairo_close_path (cr);
  cairo_fill (cr);
  tenant_brush_set_colour (brush, (TenantColour){ 0.6, 0.4, 0.15 }, 1);
  tenant_brush_fill_circle (brush, -0.06, -0.06, 0.016);
  tenant_brush_fill_circle (brush, 0.06, -0.06, 0.016);
  tenant_brush_set_colour (brush, (TenantColour){ 0.98, 0.55, 0.65 }, 1);
  cairo_set_line_width (cr, 0.014);
  cairo_new_path (cr);
  cairo_arc (cr, 0, 0.02, 0.06, 0.5, G_PI - 0.5);
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
tenant_motif_abstract (TenantBrush *brush)
{
  double hue = tenant_brush_between (brush, 0, 1);
  gboolean is_waves = tenant_random_below (&brush->random, 2) == 0;

  tenant_brush_fill_band (brush, 0, brush->height, (TenantColour){ hue, 0.7, 0.9 },
                          (TenantColour){ hue + 0.12, 0.8, 0.45 });
  for (guint i = 0; i < 9; i++)
    {
      tenant_brush_set_colour (brush, (TenantColour){ hue + 0.03 * i, 0.6, 1 }, 0.22);
      if (is_waves)
        tenant_brush_fill_ridge (brush, brush->height * (0.15 + 0.09 * i), brush->height * 0.09, 3);
      else
        tenant_brush_fill_circle (brush, brush->width * tenant_brush_between (brush, 0, 1),
                                  brush->height * tenant_brush_between (brush, 0, 1),
                                  brush->unit * tenant_brush_between (brush, 0.08, 0.35));
    }
}

void
tenant_motif_chart (TenantBrush *brush)
{
  double hue = tenant_brush_between (brush, 0.45, 0.7);
  double left = brush->width * 0.1;
  double step = brush->width * 0.8 / 6;
  double floor_y = brush->height * 0.86;

  tenant_brush_fill_band (brush, 0, brush->height, (TenantColour){ hue, 0.03, 1 },
                          (TenantColour){ hue, 0.06, 0.97 });
  tenant_brush_set_colour (brush, (TenantColour){ hue, 0.7, 0.45 }, 1);
  tenant_brush_fill_box (brush, left, brush->height * 0.1, brush->width * 0.5, brush->height * 0.07,
                         brush->height * 0.01);
  for (guint i = 0; i < 6; i++)
    {
      double height = brush->height * tenant_brush_between (brush, 0.15, 0.58);

      tenant_brush_set_colour (brush, (TenantColour){ hue + (i % 2) * 0.4, 0.6, 0.85 }, 1);
      tenant_brush_fill_box (brush, left + step * (i + 0.15), floor_y - height, step * 0.7, height,
                             step * 0.06);
    }
  tenant_brush_set_colour (brush, (TenantColour){ hue, 0.2, 0.4 }, 1);
  tenant_brush_fill_box (brush, left, floor_y, brush->width * 0.8, brush->height * 0.008, 0.5);
}

void
tenant_motif_letter (TenantBrush *brush)
{
  double left = brush->width * 0.12;
  double width = brush->width * 0.76;
  double line = brush->height * 0.028;
  double y = brush->height * 0.22;
  guint picture_at = 3 + tenant_random_below (&brush->random, 8);

  tenant_brush_fill_band (brush, 0, brush->height, (TenantColour){ 0.1, 0.02, 1 },
                          (TenantColour){ 0.1, 0.04, 0.97 });
  tenant_brush_set_colour (brush, choose_colour (brush), 1);
  tenant_brush_fill_box (brush, left, brush->height * 0.1, width * 0.62, line * 2, line * 0.4);
  for (guint i = 0; y < brush->height * 0.9; i++)
    {
      if (i == picture_at)
        {
          tenant_brush_set_colour (brush, choose_colour (brush), 0.8);
          tenant_brush_fill_box (brush, left, y, width, line * 7, line * 0.4);
          y += line * 8;
          continue;
        }
      tenant_brush_set_colour (brush, (TenantColour){ 0.6, 0.1, 0.35 }, 0.75);
      tenant_brush_fill_box (brush, left, y, width * tenant_brush_between (brush, 0.6, 1),
                             line * 0.5, line * 0.2);
      y += line * 1.3;
    }
}
