/*
 * database_restore.h: a backup put in place of a database.
 */
#ifndef LI_DATA_DATABASE_DATABASE_RESTORE_H
#define LI_DATA_DATABASE_DATABASE_RESTORE_H

#include "data/base/error.h"

/* Says whether the database at path, which no one uses yet, may be put in place. Opening it for
   writing migrates an older one and gives it a replica name. */
typedef enum li_err (*database_restore_proof)(const char *path, void *arg, struct li_error *err);

/* Puts a copy of `from` in place of path, or of what path links to, whatever is there or beside it,
   and keeps the old file (database_restore_old_name). Nothing in it that could act by itself is put
   in place: a view, or a trigger that is not ours, is refused, and our own, which keep derived
   tables, are dropped and made again at the next opening. The copy is then proved. All is written
   beside the target and renamed, so that the target is whole or untouched. */
enum li_err database_restore(const char *from, const char *path, database_restore_proof prove,
    void *arg, struct li_error *err);

/* Puts a database that was made beside path, and is closed, in its place; the old file is kept.
   path is no symbolic link. LI_BUSY: another program has the old one open. */
enum li_err database_restore_swap(const char *part, const char *path, struct li_error *err);

/* The name under which the file at path, which is no symbolic link, would be kept: path~, or path~2
   and so on if others are kept there. The caller frees it. */
char *database_restore_old_name(const char *path);

#endif
