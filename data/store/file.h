/*
 * file.h: small files read whole, and files that appear whole or not at all.
 */
#ifndef LI_DATA_STORE_FILE_H
#define LI_DATA_STORE_FILE_H

#include "data/base/error.h"
#include <stdio.h>

/* Opens any file to be read. NULL: *err says why; the open database's own files are refused
   (store_guard.h). */
FILE *file_open(const char *path, struct li_error *err);

/* The whole file and a NUL, the caller's to free. NULL: errno says why; EBUSY: it is the open
   database's own. */
char *file_read(const char *path);

/* A file being written beside its place, for its owner alone: it may hold anybody's address. A link
   keeps pointing where it does. A device, or a pipe, is written straight to: nothing could stand
   beside it and take its name. */
struct file_draft {
    char *path, *beside, *buffer; /* beside NULL: a device */
    FILE *out;
};

typedef enum li_err (*file_writing)(FILE *out, void *arg, struct li_error *err);

/* Begins the draft of path, and ends writing it: then it is on the disk, beside. */
enum li_err file_draft_open(struct file_draft *draft, const char *path, struct li_error *err);
enum li_err file_draft_close(struct file_draft *draft, struct li_error *err);

/* Both, with what write writes between. */
enum li_err file_draft_write(struct file_draft *draft, const char *path, file_writing write,
    void *arg, struct li_error *err);

/* Puts it in its place, to stay there. */
enum li_err file_draft_keep(const struct file_draft *draft, struct li_error *err);

/* Frees the draft, and takes away what stands beside unless it was kept. */
void file_draft_free(struct file_draft *draft);

/* All of these: the file is written whole, or is as it was. */
enum li_err file_write(const char *path, file_writing write, void *arg, struct li_error *err);

#endif
