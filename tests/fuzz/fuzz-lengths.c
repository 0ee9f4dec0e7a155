/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Heads of films and music in a folder that the stand-in tenant shows. */

#include "fuzz.h"

#include "tenant-embedded.h"

#include <sys/mman.h>
#include <unistd.h>

#define MAX_MS (1000u * 3600 * 1000)

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  TenantEmbedded embedded = { 0 };
  int fd = memfd_create ("film", MFD_CLOEXEC);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);

  g_assert_cmpint (fd, >=, 0);
  if (write (fd, data, size) == (gssize) size)
    {
      tenant_lengths_read (path, &embedded);
      g_assert_cmpuint (embedded.duration_ms, <=, MAX_MS);
    }
  close (fd);

  return 0;
}
