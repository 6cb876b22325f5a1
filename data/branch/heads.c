/*
 * heads.c: the last entry of each branch.
 *
 * Numbers have no gaps, so a replica with as many entries as its highest number has one branch, and
 * that entry ends it. Of any other all entries are looked at.
 */
#include "data/branch/heads.h"
#include "data/base/encoding.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>

static const char heads_tag[] = "liaise heads 1";

static void heads_append(struct heads *heads, const struct entry_name *name)
{
    if (heads->count == heads->room) {
        heads->room = heads->room ? 2 * heads->room : 16;
        heads->items = li_realloc(heads->items, heads->room, sizeof *heads->items);
    }
    heads->items[heads->count++] = *name;
}

void heads_add(struct heads *heads, const struct entry_name *name)
{
    assert(heads && name && heads->count <= heads->room);
    if (!heads_have(heads, &name->hash))
        heads_append(heads, name);
}

bool heads_have(const struct heads *heads, const struct hash *hash)
{
    assert(heads && hash);
    for (size_t i = 0; i < heads->count; i++)
        if (hash_equal(&heads->items[i].hash, hash))
            return true;
    return false;
}

bool heads_are_same(const struct heads *a, const struct heads *b)
{
    assert(a && b);
    bool same = a->count == b->count;
    for (size_t i = 0; i < a->count && same; i++)
        same = heads_have(b, &a->items[i].hash);
    return same;
}

void heads_clear(struct heads *heads)
{
    assert(heads);
    free(heads->items);
    *heads = (struct heads){0};
}

/* Adds all that a query of replica, seq and hash returns for a replica and a number. */
static enum li_err heads_add_rows(struct store *store, const char *sql, const struct id *replica,
    int64_t seq, struct heads *out, struct li_error *err)
{
    int step;
    struct entry_name name;
    struct query *query = query_new(store, sql, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, replica);
    query_bind_int(query, 2, seq);
    while ((step = query_step(query, err)) > 0)
        if (entry_name_from_row(query, 0, &name))
            heads_add(out, &name);
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

static enum li_err heads_load_replica(struct store *store, const struct id *replica, int64_t last,
    int64_t count, struct heads *out, struct li_error *err)
{
    static const char *const one_branch =
        "SELECT replica, seq, hash FROM journal_entry WHERE replica = ?1 AND seq = ?2";
    static const char *const branches =
        "WITH own AS MATERIALIZED"
        " (SELECT replica, seq, hash, before FROM journal_entry WHERE replica = ?1)"
        " SELECT replica, seq, hash FROM own WHERE ?2 = ?2"
        " AND hash NOT IN (SELECT before FROM own)";
    return heads_add_rows(store, count == last ? one_branch : branches, replica, last, out, err);
}

enum li_err heads_load(struct store *store, struct heads *out, struct li_error *err)
{
    assert(store && out && err);
    int step = 0;
    struct id replica;
    enum li_err code = LI_OK;
    *out = (struct heads){0};
    struct query *query = query_new(
        store, "SELECT replica, max(seq), count(*) FROM journal_entry GROUP BY replica", err);
    if (!query)
        return err->code;
    while (!code && (step = query_step(query, err)) > 0)
        if (query_id(query, 0, &replica))
            code = heads_load_replica(
                store, &replica, query_int(query, 1), query_int(query, 2), out, err);
    query_free(query);
    return code || step >= 0 ? code : err->code;
}

void heads_encode(const struct heads *heads, struct bytes *out)
{
    assert(heads && out);
    encoding_add_text(out, heads_tag);
    encoding_add_int(out, (int64_t)heads->count);
    for (size_t i = 0; i < heads->count; i++) {
        encoding_add_bytes(out, heads->items[i].replica.byte, ID_SIZE);
        encoding_add_int(out, heads->items[i].seq);
        encoding_add_bytes(out, heads->items[i].hash.byte, HASH_SIZE);
    }
}

enum li_err heads_parse(const void *bytes, size_t size, struct heads *out, struct li_error *err)
{
    enum { HEADS_ITEM_SIZE = 8 + ID_SIZE + 8 + 8 + HASH_SIZE };
    assert((bytes || size == 0) && out && err);
    struct encoding_reader reader = {bytes, size, false};
    *out = (struct heads){0};
    encoding_read_is(&reader, heads_tag);
    int64_t count = encoding_read_int(&reader);
    reader.damaged = reader.damaged || count < 0 || (uint64_t)count > reader.left / HEADS_ITEM_SIZE;
    for (int64_t i = 0; i < count && !reader.damaged; i++) {
        struct entry_name name = {.seq = 0};
        encoding_read_exactly(&reader, name.replica.byte, ID_SIZE);
        name.seq = encoding_read_int(&reader);
        encoding_read_exactly(&reader, name.hash.byte, HASH_SIZE);
        if (!reader.damaged)
            heads_append(out, &name);
    }
    if (encoding_read_end(&reader))
        return LI_OK;
    heads_clear(out);
    return li_fail(err, LI_CORRUPT, "A list of what a device has is damaged.");
}
