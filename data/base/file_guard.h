/*
 * file_guard.h: which files belong to open databases: each database, and its -wal, -shm and
 * -journal.
 *
 * When a process closes any descriptor of a file, POSIX drops all locks the process holds on it,
 * and other programs no longer see that the database is in use. So nothing but SQLite may open one
 * of these files, not even to read it. Code that opens, replaces or passes on a file by a path that
 * comes from a person or from data asks here first. Files are compared by device and inode, so
 * links are seen through; where no file exists yet, by folder and name. Nothing is opened to find
 * out.
 */
#ifndef LI_DATA_BASE_FILE_GUARD_H
#define LI_DATA_BASE_FILE_GUARD_H

#include "data/base/error.h"
#include <stdbool.h>

enum file_guard_part {
    FILE_GUARD_NONE,     /* not a file of an open database */
    FILE_GUARD_DATABASE, /* the database itself */
    FILE_GUARD_BESIDE,   /* its -wal, -shm or -journal */
};

enum file_guard_part file_guard_part(const char *path);
bool file_guard_owns(const char *path); /* any of them */

/* LI_REFUSED, with a message, for a file of an open database. */
enum li_err file_guard_refuse(const char *path, struct li_error *err);

/* Guards the files of a database as soon as it is open, until it is closed. The path is copied; two
   connections to one file have a guard each. The caller drops what add returns. */
struct file_guard *file_guard_add(const char *path);
void file_guard_drop(struct file_guard *guard); /* NULL is allowed */

#endif
