/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>

#include "tenant-random-private.h"

G_BEGIN_DECLS

/* What every motif draws with. */
typedef struct
{
  cairo_t *cr;
  double width;
  double height;
  double unit; /* the shorter side */
  guint64 random;
} TenantBrush;

typedef struct
{
  double hue; /* 0 to 1 */
  double saturation;
  double value;
} TenantColour;

static inline double
tenant_brush_between (TenantBrush *brush, double low, double high)
{
  return tenant_random_between (&brush->random, low, high);
}

void tenant_brush_set_colour (TenantBrush *brush, TenantColour colour, double alpha);
/* From top to bottom, over everything between @top and @bottom. */
void tenant_brush_fill_band (TenantBrush *brush, double top, double bottom, TenantColour from, TenantColour to);
void tenant_brush_fill_circle (TenantBrush *brush, double x, double y, double radius);
void tenant_brush_fill_box (TenantBrush *brush, double x, double y, double width, double height, double radius);
/* A line of hills from left to right around @level, everything below it filled. */
void tenant_brush_fill_ridge (TenantBrush *brush, double level, double roughness, guint n_peaks);

typedef void (*TenantMotifFunc) (TenantBrush *brush);

void tenant_motif_harbour (TenantBrush *brush);
void tenant_motif_mountains (TenantBrush *brush);
void tenant_motif_forest (TenantBrush *brush);
void tenant_motif_city (TenantBrush *brush);
void tenant_motif_beach (TenantBrush *brush);
void tenant_motif_field (TenantBrush *brush);
void tenant_motif_night_sky (TenantBrush *brush);
void tenant_motif_flowers (TenantBrush *brush);
void tenant_motif_chair (TenantBrush *brush);
void tenant_motif_lamp (TenantBrush *brush);
void tenant_motif_cup (TenantBrush *brush);
void tenant_motif_shoe (TenantBrush *brush);
void tenant_motif_portrait (TenantBrush *brush);
void tenant_motif_abstract (TenantBrush *brush);
void tenant_motif_chart (TenantBrush *brush);
void tenant_motif_letter (TenantBrush *brush);

G_END_DECLS
