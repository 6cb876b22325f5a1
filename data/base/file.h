/*
 * file.h: small files read whole, and files written whole or not at all.
 */
#ifndef LI_DATA_BASE_FILE_H
#define LI_DATA_BASE_FILE_H

#include "data/base/error.h"
#include <stdio.h>

/* Opens any file for reading. NULL, with *err set, if it cannot be; the open database's own files
   are refused (file_guard.h). */
FILE *file_open(const char *path, struct li_error *err);

/* The whole file and a NUL, the caller's to free. NULL: errno says why; EBUSY for a file of the
   open database. */
char *file_read(const char *path);

/* A file being written beside its place, with mode 0600: it may hold personal data. A symbolic link
   keeps pointing where it does. A device or a pipe is written directly: nothing beside it could
   take its name. */
struct file_draft {
    char *path, *beside, *buffer; /* beside NULL: a device */
    FILE *out;                    /* NULL: closed */
};

typedef enum li_err (*file_writer)(FILE *out, void *arg, struct li_error *err);

/* Begins the draft of path. After close it is on the disk, beside its place. Whatever these return,
   the caller ends with file_draft_free. */
enum li_err file_draft_open(struct file_draft *draft, const char *path, struct li_error *err);
enum li_err file_draft_close(struct file_draft *draft, struct li_error *err);

/* Opens, lets write fill it, and closes. */
enum li_err file_draft_write(
    struct file_draft *draft, const char *path, file_writer write, void *arg, struct li_error *err);

/* Moves a closed draft into its place, durably. */
enum li_err file_draft_publish(const struct file_draft *draft, struct li_error *err);

/* Frees the draft, and removes the file beside unless it was published. */
void file_draft_free(struct file_draft *draft);

/* All of the above: path holds what write wrote, or what it held before. */
enum li_err file_write(const char *path, file_writer write, void *arg, struct li_error *err);

#endif
