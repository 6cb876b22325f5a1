/*
 * attachment.c: paths, and the SHA-256 of what they lead to.
 */
#include "core/record/attachment.h"
#include "data/base/file.h"
#include "data/base/file_guard.h"
#include "data/base/memory.h"
#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* "https:", "mailto:"; a scheme has two letters at least, so that C:\ is none. */
static size_t attachment_scheme_length(const char *link)
{
    size_t length =
        strspn(link, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");
    return length > 1 && link[length] == ':' ? length + 1 : 0;
}

char *attachment_path(const char *link)
{
    assert(link);
    static const char local[] = "file://";
    const char *home = getenv("HOME");
    if (strncasecmp(link, local, sizeof local - 1) == 0)
        return li_strdup(link + sizeof local - 1);
    if (attachment_scheme_length(link) > 0)
        return NULL;
    if (strncmp(link, "~/", 2) == 0 && home)
        return li_format("%s%s", home, link + 1);
    return li_strdup(link);
}

static bool attachment_is_file(const char *path, int64_t *size)
{
    struct stat found;
    bool there = stat(path, &found) == 0 && S_ISREG(found.st_mode);
    if (there && size)
        *size = (int64_t)found.st_size;
    return there;
}

/* False: errno says why. */
static bool attachment_digest_all(FILE *in, char out[DIGEST_TEXT_SIZE])
{
    unsigned char chunk[16384], digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_state state;
    size_t got;
    crypto_hash_sha256_init(&state);
    while ((got = fread(chunk, 1, sizeof chunk, in)) > 0)
        crypto_hash_sha256_update(&state, chunk, got);
    crypto_hash_sha256_final(&state, digest);
    sodium_bin2hex(out, DIGEST_TEXT_SIZE, digest, sizeof digest);
    return !ferror(in);
}

enum li_err attachment_digest(const char *path, char out[DIGEST_TEXT_SIZE], struct li_error *err)
{
    assert(path && out);
    if (sodium_init() < 0 || !attachment_is_file(path, NULL))
        return li_fail(err, LI_IO, "%s cannot be read: it is not a file.", path);
    struct li_error own = {0};
    err = err ? err : &own;
    FILE *in = file_open(path, err);
    if (!in)
        return err->code;
    bool whole = attachment_digest_all(in, out);
    int failure = errno;
    if (!whole && failure == ENOMEM)
        li_out_of_memory(); /* the file is there: its digest must not be given up */
    fclose(in);
    return whole ? LI_OK : li_fail(err, LI_IO, "%s cannot be read: %s.", path, strerror(failure));
}

static enum attachment attachment_compare_file(const char *path, const char *digest, int64_t most)
{
    char now[DIGEST_TEXT_SIZE];
    int64_t size = 0;
    if (!attachment_is_file(path, &size))
        return ATTACHMENT_MISSING;
    if (file_guard_owns(path))
        return ATTACHMENT_OWN;
    if (!digest)
        return ATTACHMENT_UNKEPT;
    if (most > 0 && size > most)
        return ATTACHMENT_LARGE;
    if (attachment_digest(path, now, &(struct li_error){0}))
        return ATTACHMENT_UNREAD;
    return strcasecmp(now, digest) == 0 ? ATTACHMENT_SAME : ATTACHMENT_CHANGED;
}

enum attachment attachment_compare(const char *link, const char *digest, int64_t most)
{
    assert(link);
    char *path = attachment_path(link);
    enum attachment found =
        path ? attachment_compare_file(path, digest, most) : ATTACHMENT_ELSEWHERE;
    free(path);
    return found;
}

const char *attachment_words(enum attachment attachment)
{
    static const char *const words[] = {
        [ATTACHMENT_ELSEWHERE] = NULL,
        [ATTACHMENT_MISSING] = "missing: file not found on this computer",
        [ATTACHMENT_UNREAD] = "can't be read; check the file and the disk",
        [ATTACHMENT_UNKEPT] = NULL,
        [ATTACHMENT_LARGE] = "found; too large to verify here",
        [ATTACHMENT_SAME] = "unchanged since it was recorded",
        [ATTACHMENT_OWN] = "this is the open database; choose another file",
        [ATTACHMENT_CHANGED] = "changed since it was recorded",
    };
    return words[attachment];
}

int attachment_digest_field(const struct kind *kind, int link)
{
    assert(kind && link >= 0 && link < kind->stored_count);
    char *name = li_format("%s_sha256", kind->fields[link].name);
    int field = kind_field(kind, name);
    free(name);
    return field;
}

/* A file that is missing, or not for us to read, has none; one that the disk does not give must not
   lose the one it has. */
static enum li_err attachment_keep_digest(
    struct record *record, int link, int digest, const char *path, struct li_error *err)
{
    char text[DIGEST_TEXT_SIZE], full[PATH_MAX];
    bool known = path && attachment_is_file(path, NULL) && access(path, R_OK) == 0;
    enum li_err code = known ? attachment_digest(path, text, err) : LI_OK;
    if (code)
        return code;
    bool relative = known && strcmp(path, record_get(record, link)) == 0 && *path != '/';
    if (relative && realpath(path, full))
        record_set(record, link, full);
    record_set(record, digest, known ? text : NULL);
    return LI_OK;
}

static enum li_err attachment_complete_one(
    struct record *record, int link, int digest, struct li_error *err)
{
    const char *value = record_get(record, link), *kept = record_get(record, digest);
    bool given = record->changed[digest] && kept;
    if (!record->changed[link] && !record->changed[digest])
        return LI_OK;
    char *path = value ? attachment_path(value) : NULL;
    enum li_err code = path ? file_guard_refuse(path, err) : LI_OK;
    if (!code && !given)
        code = attachment_keep_digest(record, link, digest, path, err);
    free(path);
    return code;
}

enum li_err attachment_before_write(
    struct store *store, struct record *record, struct li_error *err)
{
    assert(record);
    const struct kind *kind = record->kind;
    enum li_err code = LI_OK;
    (void)store;
    for (int i = 0; i < kind->stored_count && !code; i++) {
        int digest = kind->fields[i].type == FIELD_LINK ? attachment_digest_field(kind, i) : -1;
        if (digest >= 0)
            code = attachment_complete_one(record, i, digest, err);
    }
    return code;
}
