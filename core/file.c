/*
 * file.c: reading and writing whole files.
 */
#include "file.h"
#include "../data/memory.h"
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A system call for as much as a pipe or a disk takes at once. */
enum { BUFFER_SIZE = 65536 };

char *file_read(const char *path)
{
    FILE *in = fopen(path, "r");
    if (!in && errno == ENOMEM)
        li_out_of_memory();
    if (!in)
        return NULL;
    char *text = NULL, part[4096];
    size_t count;
    FILE *out = li_text_open(&text);
    while ((count = fread(part, 1, sizeof part, in)) > 0)
        fwrite(part, 1, count, out);
    int failure = ferror(in) ? errno : 0;
    li_text_close(out);
    fclose(in);
    if (failure == 0)
        return text;
    free(text);
    errno = failure;
    return NULL;
}

static enum li_err draft_fail(const char *path, struct li_error *err)
{
    return li_fail(err, LI_IO, "%s cannot be written: %s.", path, strerror(errno));
}

static enum li_err draft_open(struct file_draft *draft, const char *path, struct li_error *err)
{
    draft->path = li_strdup(path);
    draft->beside = li_format("%s~%ld", path, (long)getpid());
    int file = open(draft->beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    draft->out = file < 0 ? NULL : fdopen(file, "w");
    if (!draft->out)
        return draft_fail(path, err);
    draft->buffer = li_calloc(1, BUFFER_SIZE);
    setvbuf(draft->out, draft->buffer, _IOFBF, BUFFER_SIZE);
    return LI_OK;
}

static enum li_err draft_close(struct file_draft *draft, struct li_error *err)
{
    FILE *out = draft->out;
    bool sound = fflush(out) == 0 && !ferror(out) && fsync(fileno(out)) == 0;
    int failure = errno;
    draft->out = NULL;
    if (fclose(out) == 0 && sound)
        return LI_OK;
    errno = sound ? errno : failure;
    return draft_fail(draft->path, err);
}

enum li_err file_draft_write(
    struct file_draft *draft, const char *path, file_writing write, void *arg, struct li_error *err)
{
    enum li_err code = draft_open(draft, path, err);
    if (code == LI_OK)
        code = write(draft->out, arg, err);
    return code == LI_OK ? draft_close(draft, err) : code;
}

enum li_err file_draft_keep(const struct file_draft *draft, struct li_error *err)
{
    return rename(draft->beside, draft->path) == 0 ? LI_OK : draft_fail(draft->path, err);
}

void file_draft_free(struct file_draft *draft)
{
    if (draft->out)
        fclose(draft->out);
    if (draft->beside)
        unlink(draft->beside);
    free(draft->path);
    free(draft->beside);
    free(draft->buffer);
    *draft = (struct file_draft){0};
}

enum li_err file_write(const char *path, file_writing write, void *arg, struct li_error *err)
{
    struct file_draft draft = {0};
    enum li_err code = file_draft_write(&draft, path, write, arg, err);
    if (code == LI_OK)
        code = file_draft_keep(&draft, err);
    file_draft_free(&draft);
    return code;
}
