/*
 * folder_disk.h: the files of a folder that several machines share, by whatever means.
 *
 * Such a folder may be a memory stick, a network drive, or one that a synchronizing service keeps:
 * files appear late, in part, under other names, or not at all, and the folder itself may be gone.
 * All of that is LI_IO with a sentence, and trying again later goes on.
 */
#ifndef LI_DATA_CARRIER_FOLDER_DISK_H
#define LI_DATA_CARRIER_FOLDER_DISK_H

#include "data/base/bytes.h"
#include "data/base/error.h"
#include <stdint.h>

/* What tells a file that was looked at from one that was replaced since. */
struct folder_disk_file {
    char *name;
    int64_t size, mtime /* nanoseconds since 1970 */, ino;
};

/* {0} is empty. In the order of their names. */
struct folder_disk_list {
    struct folder_disk_file *items;
    size_t count, room;
};

/* The plain files there, but for hidden and temporary ones. Temporary files that a killed program
   left more than a day ago are removed. The caller frees *out by folder_disk_list_clear, whatever
   is returned. */
enum li_err folder_disk_list(
    const char *folder, struct folder_disk_list *out, struct li_error *err);
void folder_disk_list_clear(struct folder_disk_list *list);
/* One file as it is now. LI_NONE, without a message: it is not there. file->name becomes name,
   which must outlive it. */
enum li_err folder_disk_look(
    const char *folder, const char *name, struct folder_disk_file *file, struct li_error *err);

/* Adds the bytes of a file, `most` of them at most, to *out. LI_NONE, without a message: it is not
   there any more. */
enum li_err folder_disk_read(
    const char *folder, const char *name, size_t most, struct bytes *out, struct li_error *err);

/* The file holds the bytes, or what it held before: they are written under a temporary name, waited
   for as far as the folder can, and given their name. */
enum li_err folder_disk_write(
    const char *folder, const char *name, const void *bytes, size_t size, struct li_error *err);

#endif
