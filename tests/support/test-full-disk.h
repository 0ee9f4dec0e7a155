/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* From here on no file of this process can grow beyond a few bytes: writing more fails as on a disk that is
 * full. What is on the disk stays, and can be read. */
void test_full_disk_begin (void);
void test_full_disk_end (void);
