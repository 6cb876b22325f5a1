/*
 * folder_disk.h: files in a folder that several machines share.
 *
 * Such a folder may be a memory stick, a network drive, or the folder of a synchronizing service:
 * files appear late, in part, under other names, or not at all, and the folder itself may be gone.
 * Each failure is LI_IO with a sentence, and a later try may succeed.
 */
#ifndef LI_DATA_CARRIER_FOLDER_DISK_H
#define LI_DATA_CARRIER_FOLDER_DISK_H

#include "data/base/bytes.h"
#include "data/base/error.h"
#include <stdint.h>

/* A version of a file: if one of these changed, the file was replaced. */
struct folder_disk_file {
    char *name;
    int64_t size, mtime /* nanoseconds since 1970 */, ino;
};

/* {0} is empty. In the order of their names. */
struct folder_disk_list {
    struct folder_disk_file *items;
    size_t count, room;
};

/* Lists the plain files, except hidden and temporary ones. Temporary files that a killed program
   left more than a day ago are removed. The caller frees *out by folder_disk_list_clear, whatever
   is returned. */
enum li_err folder_disk_list(
    const char *folder, struct folder_disk_list *out, struct li_error *err);
void folder_disk_list_clear(struct folder_disk_list *list);
/* Looks at one file. LI_NONE, without a message: it does not exist. file->name is set to name,
   which must outlive it. */
enum li_err folder_disk_look(
    const char *folder, const char *name, struct folder_disk_file *file, struct li_error *err);

/* Adds the bytes of a file, at most `most` of them, to *out. LI_NONE, without a message: it no
   longer exists. */
enum li_err folder_disk_read(
    const char *folder, const char *name, size_t most, struct bytes *out, struct li_error *err);

/* Replaces a file wholly or not at all: the bytes are written under a temporary name, synced if
   the folder can, then renamed. */
enum li_err folder_disk_write(
    const char *folder, const char *name, const void *bytes, size_t size, struct li_error *err);

#endif
