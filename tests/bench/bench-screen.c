/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench-screen.h"

#include "bench-report.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XShm.h>
#include <X11/extensions/Xdamage.h>
#include <poll.h>
#include <sys/ipc.h>
#include <sys/shm.h>

#define LIGHT     0xe6
#define CHROMA    48     /* between the strongest and the weakest of red, green and blue */
#define WINDOW_PX 100000 /* pixels: an eighth of the window */
/* The accent colour is in the ring of the search entry, about 2,000 pixels; a tile has 25,000. */
#define PICTURE_PX 6000
#define MAX_MS     30000

struct _BenchScreen
{
  Display *display;
  Window root;
  Damage damage;
  int damage_event;
  XShmSegmentInfo memory; /* of all pixels of the screen */
};

typedef struct
{
  guint n_light;
  guint n_coloured;
} Pixels;

/* In memory that is shared with the server: through the socket it would take longer. */
static void
share_memory (BenchScreen *self)
{
  int number = DefaultScreen (self->display);
  gsize n_bytes = (gsize) DisplayWidth (self->display, number)
                  * (gsize) DisplayHeight (self->display, number) * 4;

  g_assert_true (XShmQueryExtension (self->display));
  self->memory.shmid = shmget (IPC_PRIVATE, n_bytes, IPC_CREAT | 0600);
  g_assert_cmpint (self->memory.shmid, >=, 0);
  self->memory.shmaddr = shmat (self->memory.shmid, NULL, 0);
  g_assert_true (XShmAttach (self->display, &self->memory));
  XSync (self->display, False);
  shmctl (self->memory.shmid, IPC_RMID, NULL);
}

BenchScreen *
bench_screen_new (void)
{
  BenchScreen *self = g_new0 (BenchScreen, 1);
  int error_base;

  self->display = XOpenDisplay (NULL);
  g_assert_nonnull (self->display);
  g_assert_true (XDamageQueryExtension (self->display, &self->damage_event, &error_base));
  self->root = DefaultRootWindow (self->display);
  self->damage = XDamageCreate (self->display, self->root, XDamageReportBoundingBox);
  share_memory (self);

  return self;
}

void
bench_screen_free (BenchScreen *self)
{
  XCloseDisplay (self->display);
  shmdt (self->memory.shmaddr);
  g_free (self);
}

static Pixels
count_in_image (const XImage *image)
{
  Pixels pixels = { 0 };

  for (int y = 0; y < image->height; y++)
    {
      const guint32 *row = (const guint32 *) (gpointer) (image->data + y * image->bytes_per_line);

      for (int x = 0; x < image->width; x++)
        {
          guint red = row[x] >> 16 & 0xff, green = row[x] >> 8 & 0xff, blue = row[x] & 0xff;
          guint most = MAX (red, MAX (green, blue));
          guint least = MIN (red, MIN (green, blue));

          pixels.n_light += least >= LIGHT;
          pixels.n_coloured += most - least >= CHROMA;
        }
    }

  return pixels;
}

static Pixels
count (BenchScreen *self, const XRectangle *at)
{
  int number = DefaultScreen (self->display);
  Pixels pixels;
  XImage *image = XShmCreateImage (self->display, DefaultVisual (self->display, number),
                                   (guint) DefaultDepth (self->display, number), ZPixmap,
                                   self->memory.shmaddr, &self->memory, at->width, at->height);

  g_assert_nonnull (image);
  g_assert_cmpint (image->bits_per_pixel, ==, 32);
  g_assert_true (XShmGetImage (self->display, self->root, image, at->x, at->y, AllPlanes));
  pixels = count_in_image (image);
  image->data = NULL; /* it is not the image's */
  XDestroyImage (image);

  return pixels;
}

/* Waits for a drawing, and says where it was; %FALSE when there was none until @end_ms. */
static gboolean
wait_drawing (BenchScreen *self, double end_ms, XRectangle *at)
{
  for (;;)
    {
      struct pollfd wait = { ConnectionNumber (self->display), POLLIN, 0 };
      int left_ms = (int) (end_ms - bench_get_wall_ms ());

      while (XPending (self->display) > 0)
        {
          XEvent event;

          XNextEvent (self->display, &event);
          if (event.type != self->damage_event + XDamageNotify)
            continue;
          XDamageSubtract (self->display, self->damage, None, None);
          *at = ((XDamageNotifyEvent *) &event)->area;
          return TRUE;
        }
      if (left_ms <= 0)
        return FALSE;
      poll (&wait, 1, left_ms);
    }
}

void
bench_screen_wait_empty (BenchScreen *self)
{
  int number = DefaultScreen (self->display);
  XRectangle middle = { (short) (DisplayWidth (self->display, number) / 2),
                        (short) (DisplayHeight (self->display, number) / 2), 64, 64 };
  double end_ms = bench_get_wall_ms () + MAX_MS;
  XRectangle at;

  while (count (self, &middle).n_light > 0)
    {
      if (!wait_drawing (self, end_ms, &at))
        g_error ("A window does not go away.");
    }
  while (wait_drawing (self, 0, &at))
    ;
}

BenchSeen
bench_screen_watch (BenchScreen *self, gboolean wants_picture)
{
  BenchSeen seen = { 0 };
  double end_ms = bench_get_wall_ms () + MAX_MS;

  while (seen.window_ms <= 0 || (wants_picture && seen.picture_ms <= 0))
    {
      XRectangle at;
      double now_ms;
      Pixels pixels;

      if (!wait_drawing (self, end_ms, &at))
        g_error ("Nothing is seen.");
      /* What is drawn while we look counts as seen now: that is a millisecond or two. */
      now_ms = bench_get_wall_ms ();
      pixels = count (self, &at);
      if (seen.window_ms <= 0 && pixels.n_light >= WINDOW_PX)
        seen.window_ms = now_ms;
      if (seen.picture_ms <= 0 && pixels.n_coloured >= PICTURE_PX)
        seen.picture_ms = now_ms;
    }

  return seen;
}
