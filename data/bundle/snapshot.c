/*
 * snapshot.c: copies the database without this machine's own data, and cuts the copy into parts.
 */
#include "data/bundle/snapshot.h"
#include "data/base/disk.h"
#include "data/base/encoding.h"
#include "data/base/memory.h"
#include "data/bundle/bundle_runs.h"
#include "data/crypto/secret.h"
#include "data/database/database_copy.h"
#include "data/database/database_file.h"
#include "data/database/schema.h"
#include "data/store/query.h"
#include "data/store/store_error.h"
#include "data/team/team_keys.h"
#include "data/team/team_save.h"
#include <assert.h>
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

static const char snapshot_tag[] = "liaise snapshot 1";

enum {
    SNAPSHOT_LENGTH = 8, /* bytes of a number, and of the length before a text or blob */
    SNAPSHOT_HEADER_SIZE = (1 + 4) * SNAPSHOT_LENGTH + sizeof snapshot_tag - 1 + 3 * ID_SIZE +
                           SEAL_NONCE_SIZE + 5 * SNAPSHOT_LENGTH,
    SNAPSHOT_SEALED_MOST = SNAPSHOT_PART_SIZE + (SNAPSHOT_PART_SIZE >> 7) + 1024,
    SNAPSHOT_PARTS_MOST = 1 << 16, /* 256 GiB */
    SNAPSHOT_LEVEL = 3,
};

/* --- the header ------------------------------------------------------------------------------- */

void snapshot_header_encode(const struct snapshot_header *header, struct bytes *out)
{
    assert(header && out);
    size_t begin = out->size;
    encoding_add_text(out, snapshot_tag);
    encoding_add_bytes(out, header->team.byte, ID_SIZE);
    encoding_add_bytes(out, header->snapshot.byte, ID_SIZE);
    encoding_add_bytes(out, header->key.byte, ID_SIZE);
    encoding_add_int(out, header->part);
    encoding_add_int(out, header->parts);
    encoding_add_int(out, header->entries);
    encoding_add_int(out, header->plain_size);
    encoding_add_bytes(out, header->nonce, SEAL_NONCE_SIZE);
    encoding_add_int(out, (int64_t)header->sealed_size);
    assert(out->size - begin == SNAPSHOT_HEADER_SIZE);
    (void)begin;
}

static bool snapshot_is_possible(const struct snapshot_header *header)
{
    return header->parts >= 1 && header->parts <= SNAPSHOT_PARTS_MOST && header->part >= 0 &&
           header->part < header->parts && header->entries >= 0 && header->plain_size > 0 &&
           header->plain_size <= SNAPSHOT_PART_SIZE &&
           (header->plain_size == SNAPSHOT_PART_SIZE || header->part + 1 == header->parts) &&
           header->sealed_size >= SEAL_EXTRA && header->sealed_size <= SNAPSHOT_SEALED_MOST;
}

enum li_err snapshot_header_read(
    const void *bytes, size_t size, struct snapshot_header *out, struct li_error *err)
{
    assert((bytes || size == 0) && out && err);
    *out = (struct snapshot_header){.header_size = SNAPSHOT_HEADER_SIZE};
    if (size < SNAPSHOT_HEADER_SIZE)
        return li_fail(err, LI_NONE, "This part of a snapshot is incomplete.");
    struct encoding_reader reader = {bytes, SNAPSHOT_HEADER_SIZE, false};
    encoding_read_is(&reader, snapshot_tag);
    encoding_read_exactly(&reader, out->team.byte, ID_SIZE);
    encoding_read_exactly(&reader, out->snapshot.byte, ID_SIZE);
    encoding_read_exactly(&reader, out->key.byte, ID_SIZE);
    out->part = encoding_read_int(&reader);
    out->parts = encoding_read_int(&reader);
    out->entries = encoding_read_int(&reader);
    out->plain_size = encoding_read_int(&reader);
    encoding_read_exactly(&reader, out->nonce, SEAL_NONCE_SIZE);
    out->sealed_size = (size_t)encoding_read_int(&reader);
    return encoding_read_end(&reader) && snapshot_is_possible(out)
               ? LI_OK
               : li_fail(err, LI_CORRUPT, "This is not part of a snapshot, or it is damaged.");
}

/* --- the copy --------------------------------------------------------------------------------- */

/* SQL that drops the local tables made from records, and empties the other local ones. */
static char *snapshot_clean_sql(struct sqlite3 *copy, int *rc)
{
    char *sql = NULL;
    struct sqlite3_stmt *row = NULL;
    FILE *out = li_text_open(&sql);
    *rc = sqlite3_prepare_v2(copy,
        "SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'table')"
        " AND name GLOB 'local_*'",
        -1, &row, NULL);
    while (*rc == SQLITE_OK && (*rc = sqlite3_step(row)) == SQLITE_ROW) {
        const char *type = (const char *)sqlite3_column_text(row, 0);
        const char *name = (const char *)sqlite3_column_text(row, 1);
        if (schema_has_table(name))
            fprintf(out, "DELETE FROM \"%s\";", name);
        else
            fprintf(out, "DROP %s IF EXISTS \"%s\";", type, name);
        *rc = SQLITE_OK;
    }
    *rc = *rc == SQLITE_DONE ? SQLITE_OK : *rc;
    sqlite3_finalize(row);
    /* So that no free page keeps what was removed. */
    fputs("VACUUM;", out);
    li_text_close(out);
    return sql;
}

/* A database_copy_cleaner. */
static enum li_err snapshot_clean(struct sqlite3 *copy, const char *name, struct li_error *err)
{
    int rc = SQLITE_OK;
    char *sql = snapshot_clean_sql(copy, &rc);
    enum li_err code = rc == SQLITE_OK ? database_copy_exec(copy, name, sql, err)
                                       : store_error_on(copy, name, rc, "Making a snapshot", err);
    free(sql);
    return code;
}

/* --- the parts -------------------------------------------------------------------------------- */

struct snapshot_writing {
    struct snapshot_header header;
    const struct seal_key *key;
    const char *path;
    FILE *in;
    snapshot_give give;
    void *arg;
    progress_fn progress;
    void *progress_arg;
};

static void snapshot_seal(
    struct snapshot_writing *writing, const void *plain, size_t size, struct bytes *out)
{
    struct bytes packed = {0};
    struct snapshot_header *header = &writing->header;
    size_t room = ZSTD_compressBound(size);
    packed.size = ZSTD_compress(bytes_reserve(&packed, room), room, plain, size, SNAPSHOT_LEVEL);
    if (ZSTD_isError(packed.size)) /* the room is enough, so it can only lack memory */
        li_out_of_memory();
    header->plain_size = (int64_t)size;
    header->sealed_size = packed.size + SEAL_EXTRA;
    secret_random(header->nonce, sizeof header->nonce);
    snapshot_header_encode(header, out);
    header->header_size = out->size;
    bytes_reserve(out, header->sealed_size); /* so that out->at stays where it is */
    seal_close(
        writing->key, header->nonce, out->at, header->header_size, packed.at, packed.size, out);
    free(packed.at);
}

static enum li_err snapshot_give_part(
    struct snapshot_writing *writing, void *room, struct li_error *err)
{
    struct bytes part = {0};
    const struct snapshot_header *header = &writing->header;
    size_t size = fread(room, 1, SNAPSHOT_PART_SIZE, writing->in);
    if (ferror(writing->in) || size == 0)
        return disk_fail("read", writing->path, err);
    snapshot_seal(writing, room, size, &part);
    enum li_err code = writing->give(writing->arg, header, part.at, part.size, err);
    free(part.at);
    if (!code && writing->progress &&
        !writing->progress(
            writing->progress_arg, header->part + 1, header->parts, header->part + 1))
        code = li_fail(err, LI_INTERRUPTED, "Stopped; the snapshot is not complete.");
    return code;
}

static enum li_err snapshot_give_all(struct snapshot_writing *writing, struct li_error *err)
{
    enum li_err code = LI_OK;
    long size = fseek(writing->in, 0, SEEK_END) == 0 ? ftell(writing->in) : -1;
    if (size <= 0 || fseek(writing->in, 0, SEEK_SET) != 0)
        return disk_fail("read", writing->path, err);
    writing->header.parts = (size + SNAPSHOT_PART_SIZE - 1) / SNAPSHOT_PART_SIZE;
    void *room = li_calloc(SNAPSHOT_PART_SIZE, 1);
    for (; writing->header.part < writing->header.parts && !code; writing->header.part++)
        code = snapshot_give_part(writing, room, err);
    free(room);
    return code;
}

static enum li_err snapshot_write_copy(
    struct store *store, struct snapshot_writing *writing, struct li_error *err)
{
    char *copy = NULL;
    const char *path = store_path(store);
    char *beside = *path ? disk_real(path) : li_format("%s/liaise.db", disk_temporary_folder());
    enum li_err code = query_count(store, "journal_entry", &writing->header.entries, err);
    if (!code)
        code = database_copy_beside(store, beside, snapshot_clean, &copy, err);
    writing->path = copy;
    writing->in = code ? NULL : fopen(copy, "rb");
    if (!code && !writing->in && errno == ENOMEM)
        li_out_of_memory();
    if (!code)
        code = writing->in ? snapshot_give_all(writing, err) : disk_fail("read", copy, err);
    if (writing->in)
        fclose(writing->in);
    if (copy)
        database_file_remove(copy);
    free(copy);
    free(beside);
    return code;
}

/* The newest key that this device has. */
static enum li_err snapshot_find_key(struct store *store, const struct keys *keys,
    struct snapshot_writing *writing, struct li_error *err)
{
    struct team team;
    enum li_err code = team_load(store, &team, err);
    const struct keys_item *newest = team_keys_newest(&team, keys);
    if (newest) {
        writing->key = &newest->key;
        writing->header.key = newest->id;
    }
    writing->header.team = team.id;
    team_clear(&team);
    if (!code && !writing->key)
        code = li_fail(err, LI_REFUSED, "The team key has not arrived here yet; sync first.");
    return code;
}

enum li_err snapshot_write(struct store *store, snapshot_give give, void *arg, progress_fn progress,
    void *progress_arg, struct li_error *err)
{
    assert(store && give && err);
    struct keys keys;
    struct snapshot_writing writing = {
        .give = give, .arg = arg, .progress = progress, .progress_arg = progress_arg};
    secret_random(writing.header.snapshot.byte, ID_SIZE);
    enum li_err code = keys_load(store, &keys, err);
    if (!code)
        code = snapshot_find_key(store, &keys, &writing, err);
    if (!code)
        code = bundle_runs_sign(store, err);
    if (!code)
        code = snapshot_write_copy(store, &writing, err);
    keys_clear(&keys);
    return code;
}
