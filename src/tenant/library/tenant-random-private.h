/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Random bits that are a function of what they start from (SplitMix64). */

static inline guint64
tenant_mix (guint64 value)
{
  value = (value ^ (value >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  value = (value ^ (value >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return value ^ (value >> 31);
}

static inline guint64
tenant_random (guint64 *state)
{
  *state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return tenant_mix (*state);
}

/* 0 to @end - 1 */
static inline guint
tenant_random_below (guint64 *state, guint end)
{
  return (guint) (((tenant_random (state) >> 32) * end) >> 32);
}

static inline double
tenant_random_between (guint64 *state, double low, double high)
{
  return low + (high - low) * ((tenant_random (state) >> 11) / 9007199254740992.0);
}

G_END_DECLS
