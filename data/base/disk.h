/*
 * disk.h: files put in place so that they stay there, and temporary ones found again after a kill.
 *
 * A temporary file is named PATH.liaise-PID-HOST-XXXXXX: by that name the next start tells what a
 * program left that was killed, and takes away nothing else.
 */
#ifndef LI_DATA_BASE_DISK_H
#define LI_DATA_BASE_DISK_H

#include "data/base/error.h"

/* "PATH cannot be DOING: why." from errno; a full disk has a sentence of its own. LI_IO. */
enum li_err disk_fail(const char *doing, const char *path, struct li_error *err);

/* The folder of path; the path that it leads to if it is a symlink, be there a file or not; and
   that from the root on, by which two can be compared. The caller frees them. */
char *disk_folder(const char *path);
char *disk_real(const char *path);
char *disk_whole(const char *path);

/* A name beside path, ending in XXXXXX: for mkstemp or mkdtemp. The caller frees it. */
char *disk_temporary(const char *path);

/* Tries to make a file beside path. 0, or the errno that says why it cannot be. */
int disk_try(const char *path);

/* Where temporary files go: $TMPDIR, else /tmp. */
const char *disk_temporary_folder(void);

/* Takes away from folder what programs left there that run no longer: files by such names that are
   the user's own, and the demonstration's folders. Quiet. */
void disk_sweep(const char *folder);
#define DISK_DEMONSTRATION "liaise-demo"

/* Waits until what was written to path is on the disk. */
enum li_err disk_sync(const char *path, struct li_error *err);

/* Gives from, whose bytes are on the disk already, the name to, and waits until that is too. */
enum li_err disk_rename(const char *from, const char *to, struct li_error *err);

#endif
