/*
 * disk.h: paths, files renamed so that they survive a power cut, and temporary files that are found
 * again after a kill.
 *
 * A temporary file is named PATH.liaise-PID-HOST-XXXXXX. The next start recognizes by that name
 * what a killed program left, and removes nothing else. Paths are never NULL.
 */
#ifndef LI_DATA_BASE_DISK_H
#define LI_DATA_BASE_DISK_H

#include "data/base/error.h"

/* "PATH cannot be DOING: why.", from errno; a full disk has a message of its own. LI_IO. */
enum li_err disk_fail(const char *doing, const char *path, struct li_error *err);

/* The folder of path. The caller frees it. */
char *disk_folder(const char *path);
/* What path leads to if it is a symbolic link, whether that exists or not. The caller frees it. */
char *disk_real(const char *path);
/* The same from the root on, so that two paths can be compared. The caller frees it. */
char *disk_absolute(const char *path);

/* A name beside path, ending in XXXXXX: for mkstemp or mkdtemp. The caller frees it. */
char *disk_temporary(const char *path);

/* Tries to create a file beside path, and removes it. 0, or the errno that says why it failed. */
int disk_probe(const char *path);

/* Where temporary files go: $TMPDIR, else /tmp. */
const char *disk_temporary_folder(void);

/* Removes from folder the temporary files of programs that no longer run, if the user owns them,
   and the demonstration's folders. Says nothing, whatever happens. */
void disk_sweep(const char *folder);
#define DISK_DEMONSTRATION "liaise-demo"

/* Waits until what was written to path is on the disk. */
enum li_err disk_sync(const char *path, struct li_error *err);

/* Gives `from`, whose bytes are on the disk already, the name `to`, and waits until that is on the
   disk too. */
enum li_err disk_rename(const char *from, const char *to, struct li_error *err);

#endif
