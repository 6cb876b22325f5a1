/*
 * file.c: reading and writing whole files.
 */
#include "data/base/file.h"
#include "data/base/disk.h"
#include "data/base/file_guard.h"
#include "data/base/memory.h"
#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* As much as a pipe takes at once: one system call each. */
enum { FILE_BUFFER_SIZE = 65536 };

FILE *file_open(const char *path, struct li_error *err)
{
    assert(path);
    if (file_guard_refuse(path, err))
        return NULL;
    FILE *in = fopen(path, "r");
    if (!in && errno == ENOMEM)
        li_out_of_memory();
    if (!in)
        li_fail(err, LI_IO, "%s cannot be read: %s.", path, strerror(errno));
    return in;
}

char *file_read(const char *path)
{
    assert(path);
    if (file_guard_owns(path)) {
        errno = EBUSY;
        return NULL;
    }
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

static enum li_err file_draft_fail(const char *path, struct li_error *err)
{
    return li_fail(err, LI_IO, "%s cannot be written: %s.", path, strerror(errno));
}

static bool file_draft_is_device(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0 && !S_ISREG(found.st_mode) && !S_ISDIR(found.st_mode);
}

static void file_draft_sweep_beside(const char *path)
{
    char *folder = disk_folder(path);
    disk_sweep(folder);
    free(folder);
}

/* The draft begun last, which is removed if the program runs out of memory. */
static const char *file_draft_unfinished;

static void file_draft_remove_unfinished(void)
{
    if (file_draft_unfinished)
        unlink(file_draft_unfinished);
}

static FILE *file_draft_open_beside(struct file_draft *draft)
{
    file_draft_sweep_beside(draft->path);
    draft->beside = disk_temporary(draft->path);
    int file = mkstemp(draft->beside); /* 0600 */
    if (file < 0)
        return NULL;
    file_draft_unfinished = draft->beside;
    li_when_out_of_memory(file_draft_remove_unfinished);
    FILE *out = fdopen(file, "w");
    if (!out)
        li_out_of_memory();
    return out;
}

enum li_err file_draft_open(struct file_draft *draft, const char *path, struct li_error *err)
{
    assert(draft && path);
    *draft = (struct file_draft){.path = disk_real(path)};
    enum li_err code = file_guard_refuse(path, err);
    if (code)
        return code;
    draft->out = file_draft_is_device(path) ? fopen(path, "w") : file_draft_open_beside(draft);
    if (!draft->out)
        return file_draft_fail(path, err);
    draft->buffer = li_calloc(1, FILE_BUFFER_SIZE);
    setvbuf(draft->out, draft->buffer, _IOFBF, FILE_BUFFER_SIZE);
    return LI_OK;
}

enum li_err file_draft_close(struct file_draft *draft, struct li_error *err)
{
    FILE *out = draft->out;
    assert(out);
    bool sound = fflush(out) == 0 && !ferror(out);
    if (sound && draft->beside)
        sound = fsync(fileno(out)) == 0;
    int failure = errno;
    draft->out = NULL;
    if (fclose(out) == 0 && sound)
        return LI_OK;
    errno = sound ? errno : failure;
    return file_draft_fail(draft->path, err);
}

enum li_err file_draft_write(
    struct file_draft *draft, const char *path, file_writer write, void *arg, struct li_error *err)
{
    enum li_err code = file_draft_open(draft, path, err);
    if (!code)
        code = write(draft->out, arg, err);
    return code ? code : file_draft_close(draft, err);
}

enum li_err file_draft_publish(const struct file_draft *draft, struct li_error *err)
{
    assert(!draft->out);
    return draft->beside ? disk_rename(draft->beside, draft->path, err) : LI_OK;
}

void file_draft_free(struct file_draft *draft)
{
    if (draft->out)
        fclose(draft->out);
    if (draft->beside)
        unlink(draft->beside);
    file_draft_unfinished = NULL;
    free(draft->path);
    free(draft->beside);
    free(draft->buffer);
    *draft = (struct file_draft){0};
}

enum li_err file_write(const char *path, file_writer write, void *arg, struct li_error *err)
{
    struct file_draft draft;
    enum li_err code = file_draft_write(&draft, path, write, arg, err);
    if (!code)
        code = file_draft_publish(&draft, err);
    file_draft_free(&draft);
    return code;
}
