/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "engine-account-file.h"

G_BEGIN_DECLS

struct _EngineAccountFile
{
  GObject parent_instance;

  /* Owned. */
  GFile *file;          /* (nullable): one that is new has none before it is saved */
  GFile *folder;        /* (nullable): where that is to be */
  char *name;           /* (nullable): among the accounts, as "accounts.conf" */
  EnginePolicy *policy; /* (nullable) */
  GKeyFile *keys;       /* (nullable): as they stand in the file */
  GKeyFile *effective;  /* (nullable): with those of the policy */
  char *root_folder;    /* (nullable) */
  char *user_id;        /* (nullable) */
  char *user_name;      /* (nullable) */
  CantoAccount *account;
  CantoSecret *app_secret;
  GError *error;      /* (nullable): why there is no account */
  char **taken_ids;   /* (nullable): of the other accounts */
  char **taken_names; /* (nullable): of all files that are there */

  GQueue works;       /* (element-type GTask): what is to be done on the disk */

  /* State. */
  gboolean is_working;  /* the first of it is under way */
  gboolean is_foreign;  /* not the person's own, but one that she has opened */
  gboolean is_broken;   /* what is on the disk could not be read */
  gboolean user_is_new; /* not yet as the file has it */
};

/* One that is to be made in @folder when it is saved, called after its account. */
EngineAccountFile *engine_account_file_new_in (GFile *folder, EnginePolicy *policy);

void engine_account_file_set_name (EngineAccountFile *self, const char *name);
/* Strings that no other file may have: see the fields. */
void engine_account_file_set_taken (EngineAccountFile *self,
                                    const char *const *ids,
                                    const char *const *names);

void engine_account_file_take_root_folder (EngineAccountFile *self, const char *folder_id);
/* Forgets all that was in the file. */
void engine_account_file_clear (EngineAccountFile *self);
void engine_account_file_emit_changed (EngineAccountFile *self);

G_END_DECLS
