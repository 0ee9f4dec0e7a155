/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TestPictures:
 *
 * A folder as a person has it, made for a test in a temporary place. Of each picture the size is told by
 * its maker; "dock.jpg" has EXIF, IPTC and XMP where this build can write them.
 *
 *     dock.jpg                 60×40, to be turned by EXIF: 40×60; 2024-03-02 10:11:12; Harbour, Sea, Boats
 *     logo.svg                 200×100
 *     Products/chair.png       80×50, half of it transparent
 *     Products/Lamps/lamp.tif  50×50
 *     Products/Lamps/lamp.webp 64×32, with libvips
 *     Products/Lamps/lamp.heic 64×64, if libvips can write it
 *     Papers/three.pdf         three pages of 300×400 points
 *     Papers/tone.wav          1.5 seconds
 *     Odd/…                    broken and empty pictures, odd names, links, a pipe, hidden files
 *     Nothing/                 empty
 */
typedef struct
{
  char *path;
  gboolean has_texts; /* dock.jpg has EXIF, IPTC and XMP */
  gboolean has_webp;
  gboolean has_heic;
  guint n_files; /* that a library is to have */
} TestPictures;

TestPictures *test_pictures_new (void);
/* Removes the folder with all that is in it. */
void          test_pictures_free (TestPictures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestPictures, test_pictures_free)

/* Every path in the folder with its size and its times, one a line: to see that nobody has written there.
 * (transfer full) */
char *test_pictures_describe (TestPictures *self);

G_END_DECLS
