/*
 * snapshot_reader.c: opens parts and writes them one after another.
 *
 * What holds between calls:
 *
 * 1. The first `next` parts are in the file, whole; a part that was refused left nothing there.
 * 2. All of them have the team, snapshot and number of parts of `first`.
 */
#include "data/bundle/snapshot_reader.h"
#include "data/base/disk.h"
#include "data/base/memory.h"
#include "data/database/database_copy.h"
#include "data/database/database_file.h"
#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <zstd.h>

struct snapshot_reader {
    char *path, *part; /* part: the file being written, beside path */
    FILE *out;
    struct id team;
    const struct keys *keys;
    struct snapshot_header first;
    int64_t next;
};

struct snapshot_reader *snapshot_reader_new(
    const char *path, const struct id *team, const struct keys *keys, struct li_error *err)
{
    assert(path && team && keys && err);
    struct snapshot_reader *reader = li_calloc(1, sizeof *reader);
    reader->path = li_strdup(path);
    reader->team = *team;
    reader->keys = keys;
    enum li_err code = database_file_is_free(path, err);
    if (!code)
        code = database_file_create_beside(path, &reader->part, err);
    reader->out = code ? NULL : fopen(reader->part, "r+b");
    if (!code && !reader->out && errno == ENOMEM)
        li_out_of_memory();
    if (!code && !reader->out)
        code = disk_fail("written", reader->part, err);
    if (!code)
        return reader;
    snapshot_reader_free(reader);
    return NULL;
}

void snapshot_reader_free(struct snapshot_reader *reader)
{
    if (!reader)
        return;
    if (reader->out)
        fclose(reader->out);
    if (reader->part)
        database_file_remove(reader->part);
    free(reader->part);
    free(reader->path);
    free(reader);
}

static enum li_err snapshot_reader_damaged(struct li_error *err)
{
    return li_fail(err, LI_CORRUPT, "Part of the snapshot is damaged or was changed in transit.");
}

static enum li_err snapshot_reader_judge(struct snapshot_reader *reader,
    const struct snapshot_header *header, size_t size, struct li_error *err)
{
    const struct snapshot_header *first = &reader->first;
    if (!id_equal(&header->team, &reader->team))
        return li_fail(err, LI_REFUSED, "This snapshot belongs to another team.");
    if (size != header->header_size + header->sealed_size)
        return snapshot_reader_damaged(err);
    if (header->part != reader->next ||
        (reader->next && (!id_equal(&header->snapshot, &first->snapshot) ||
                             header->parts != first->parts || header->entries != first->entries)))
        return li_fail(err, LI_CORRUPT, "A part of the snapshot is missing or out of order.");
    if (!keys_find(reader->keys, &header->key))
        return li_fail(err, LI_NONE,
            "The snapshot is sealed under a team key that this device lacks; ask for a new "
            "invitation.");
    return LI_OK;
}

static enum li_err snapshot_reader_unpack(
    const struct bytes *packed, size_t size, struct bytes *plain, struct li_error *err)
{
    if (ZSTD_getFrameContentSize(packed->at, packed->size) != size)
        return snapshot_reader_damaged(err);
    plain->size = ZSTD_decompress(bytes_reserve(plain, size), size, packed->at, packed->size);
    return ZSTD_isError(plain->size) || plain->size != size ? snapshot_reader_damaged(err) : LI_OK;
}

enum li_err snapshot_reader_add(
    struct snapshot_reader *reader, const void *bytes, size_t size, struct li_error *err)
{
    assert(reader && reader->out && (bytes || size == 0) && err);
    struct snapshot_header header;
    struct bytes packed = {0}, plain = {0};
    enum li_err code = snapshot_header_read(bytes, size, &header, err);
    if (code == LI_NONE)
        return snapshot_reader_damaged(err);
    if (!code)
        code = snapshot_reader_judge(reader, &header, size, err);
    if (!code &&
        !seal_open(keys_find(reader->keys, &header.key), header.nonce, bytes, header.header_size,
            (const char *)bytes + header.header_size, header.sealed_size, &packed))
        code = snapshot_reader_damaged(err);
    if (!code)
        code = snapshot_reader_unpack(&packed, (size_t)header.plain_size, &plain, err);
    if (!code && fwrite(plain.at, 1, plain.size, reader->out) != plain.size)
        code = disk_fail("written", reader->path, err);
    if (!code && reader->next++ == 0)
        reader->first = header;
    free(packed.at);
    free(plain.at);
    return code;
}

enum li_err snapshot_reader_end(
    struct snapshot_reader *reader, database_restore_proof prove, void *arg, struct li_error *err)
{
    assert(reader && reader->out && prove && err);
    if (reader->next == 0 || reader->next != reader->first.parts)
        return li_fail(err, LI_CORRUPT, "The snapshot is incomplete.");
    int failed = fclose(reader->out);
    reader->out = NULL;
    if (failed)
        return disk_fail("written", reader->path, err);
    enum li_err code = database_restore(reader->part, reader->path, prove, arg, err);
    if (code)
        database_copy_correct_error(err, reader->part, "The snapshot");
    return code;
}
