/*
 * file.h: small files read whole, and files that appear whole or not at all.
 */
#ifndef LI_FILE_H
#define LI_FILE_H

#include "../data/error.h"
#include <stdio.h>

/* The whole file and a NUL, the caller's to free. NULL: errno says why. */
char *file_read(const char *path);

/* A file being written beside its place, for its owner alone: it may hold anybody's address. */
struct file_draft {
    char *path, *beside, *buffer;
    FILE *out;
};

typedef enum li_err (*file_writing)(FILE *out, void *arg, struct li_error *err);

/* Writes the draft of path: what write wrote is on disk, beside. */
enum li_err file_draft_write(struct file_draft *draft, const char *path, file_writing write,
    void *arg, struct li_error *err);

/* Puts it in its place. */
enum li_err file_draft_keep(const struct file_draft *draft, struct li_error *err);

/* Frees the draft, and takes away what stands beside unless it was kept. */
void file_draft_free(struct file_draft *draft);

/* All of these: the file is written whole, or is as it was. */
enum li_err file_write(const char *path, file_writing write, void *arg, struct li_error *err);

#endif
