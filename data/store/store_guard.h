/*
 * store_guard.h: which files are the open databases' own: each itself, and its -wal, -shm and
 * -journal.
 *
 * When a process closes any descriptor of a file, POSIX drops all locks the process has on it, so
 * that other programs no longer see that a database is in use. So nothing but SQLite may open one
 * of these, not even to read it; whoever opens, replaces or hands on a file by a path that comes
 * from a person or from data asks here first. Files are told by device and inode, so through links
 * too, and where there is none yet by folder and name. Nothing is opened to find out.
 */
#ifndef LI_DATA_STORE_STORE_GUARD_H
#define LI_DATA_STORE_STORE_GUARD_H

#include "data/base/error.h"
#include <stdbool.h>

bool store_owns(const char *path);

/* LI_REFUSED, with a sentence, where it does. */
enum li_err store_spares(const char *path, struct li_error *err);

#endif
