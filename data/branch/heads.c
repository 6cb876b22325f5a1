/*
 * heads.c: finds the last entry of each branch.
 *
 * Numbers have no gaps, so if a replica has as many entries as its highest number, it has one
 * branch, which ends with that number. For any other replica, all of its entries are read.
 *
 * To avoid counting a million entries each time, heads_save stores the heads as a fact, with the
 * last rowid of journal_entry at that time. Entries are never deleted, so each row added since then
 * extends a branch or begins one. When a wrong clock is corrected (journal_clock.c), entries
 * written here get new hashes; then a saved head is no longer stored, and its replica is read
 * again.
 */
#include "data/branch/heads.h"
#include "data/base/encoding.h"
#include "data/base/memory.h"
#include "data/database/fact.h"
#include "data/store/query.h"
#include "data/store/transaction.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const char heads_tag[] = "liaise heads 1";

void heads_append(struct heads *heads, const struct entry_name *name)
{
    assert(heads && name && heads->count <= heads->room);
    if (heads->count == heads->room) {
        heads->room = heads->room ? 2 * heads->room : 16;
        heads->items = li_realloc(heads->items, heads->room, sizeof *heads->items);
    }
    heads->items[heads->count++] = *name;
}

void heads_add(struct heads *heads, const struct entry_name *name)
{
    assert(heads && name);
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

/* Adds the heads that a query with the columns replica, seq and hash returns. Its parameters are a
   replica and a number. */
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

/* Adds the heads of one replica or, if `of` is NULL, of all. */
static enum li_err heads_load_counted(
    struct store *store, const struct id *of, struct heads *out, struct li_error *err)
{
    int step = 0;
    struct id replica;
    enum li_err code = LI_OK;
    struct query *query = query_new(store,
        of ? "SELECT replica, max(seq), count(*) FROM journal_entry WHERE replica = ?1"
           : "SELECT replica, max(seq), count(*) FROM journal_entry WHERE ?1 IS NULL"
             " GROUP BY replica",
        err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, of);
    while (!code && (step = query_step(query, err)) > 0)
        if (query_id(query, 0, &replica))
            code = heads_load_replica(
                store, &replica, query_int(query, 1), query_int(query, 2), out, err);
    query_free(query);
    return code || step >= 0 ? code : err->code;
}

/* --- saved heads ------------------------------------------------------------------------------ */

static const char heads_fact[] = "heads";

enum { HEADS_BEHIND = 1000 /* rows: heads are saved again once more than that were added */ };

static int heads_digit(char digit)
{
    const char *digits = "0123456789abcdef", *at = digit ? strchr(digits, digit) : NULL;
    return at ? (int)(at - digits) : 0;
}

/* Reads "ROW DIGITS": the last rowid when the heads were saved, and the bytes of heads_encode in
   hexadecimal. False: the text is not that. */
static bool heads_parse_fact(const char *text, int64_t *row, struct heads *out)
{
    char *digits;
    struct bytes bytes = {0};
    struct li_error unused;
    *row = strtoll(text, &digits, 10);
    if (*digits++ != ' ')
        return false;
    for (size_t i = 0, size = strlen(digits); i + 1 < size; i += 2) {
        unsigned char byte =
            (unsigned char)(heads_digit(digits[i]) << 4 | heads_digit(digits[i + 1]));
        bytes_add(&bytes, &byte, 1);
    }
    bool sound = bytes.size && !heads_parse(bytes.at, bytes.size, out, &unused);
    free(bytes.at);
    return sound;
}

static enum li_err heads_save_fact(
    struct store *store, int64_t row, const struct heads *heads, struct li_error *err)
{
    char *text = NULL;
    struct bytes bytes = {0};
    FILE *out = li_text_open(&text);
    heads_encode(heads, &bytes);
    fprintf(out, "%lld ", (long long)row);
    for (size_t i = 0; i < bytes.size; i++)
        fprintf(out, "%02x", (unsigned char)bytes.at[i]);
    li_text_close(out);
    enum li_err code = fact_save(store, heads_fact, text, err);
    free(text);
    free(bytes.at);
    return code;
}

static enum li_err heads_last_row(struct store *store, int64_t *row, struct li_error *err)
{
    *row = 0;
    return query_number(store, "SELECT max(rowid) FROM journal_entry", row, err);
}

/* The heads as they were saved, and the last rowid then. *row 0: none were, or not usably. */
static enum li_err heads_load_fact(
    struct store *store, int64_t *row, struct heads *out, struct li_error *err)
{
    char *text;
    int64_t last;
    *row = 0;
    enum li_err code = fact_load(store, heads_fact, &text, err);
    if (!code)
        code = heads_last_row(store, &last, err);
    if (!code && text && (!heads_parse_fact(text, row, out) || *row > last)) {
        *row = 0;
        heads_clear(out);
    }
    free(text);
    return code;
}

/* 1: all of the entries are stored here. 0: one is not. -1: failed; see *err. */
static int heads_are_here(
    struct store *store, const struct entry_name *names, size_t count, struct li_error *err)
{
    enum li_err code = LI_OK;
    struct entry here;
    for (size_t i = 0; i < count && !code; i++)
        code = entry_position_find(store, &names[i].hash, &here, err);
    return code == LI_NONE ? 0 : code ? -1 : 1;
}

/* Reads again each replica that has a saved head which is no longer stored. Heads of one replica
   are next to each other. */
static enum li_err heads_load_changed(
    struct store *store, struct heads *heads, struct li_error *err)
{
    struct heads kept = {0};
    enum li_err code = LI_OK;
    for (size_t first = 0, end; first < heads->count && !code; first = end) {
        const struct id *replica = &heads->items[first].replica;
        for (end = first; end < heads->count && id_equal(&heads->items[end].replica, replica);)
            end++;
        int here = heads_are_here(store, &heads->items[first], end - first, err);
        for (size_t i = first; i < end && here > 0; i++)
            heads_append(&kept, &heads->items[i]);
        if (here <= 0)
            code = here < 0 ? err->code : heads_load_counted(store, replica, &kept, err);
    }
    heads_clear(heads);
    *heads = kept;
    return code;
}

static int heads_compare_hashes(const void *a, const void *b)
{
    return hash_compare(a, b);
}

/* Drops duplicates, and the heads that an entry now follows: `before` is the sorted list of hashes
   that are followed. */
static void heads_drop_followed(struct heads *heads, const struct hash *before, size_t count)
{
    struct heads kept = {0};
    for (size_t i = 0; i < heads->count; i++)
        if (!bsearch(&heads->items[i].hash, before, count, sizeof *before, heads_compare_hashes))
            heads_add(&kept, &heads->items[i]);
    heads_clear(heads);
    *heads = kept;
}

/* Brings heads that were right at that rowid up to date. */
static enum li_err heads_load_since(
    struct store *store, int64_t row, struct heads *heads, struct li_error *err)
{
    int step;
    size_t count = 0, room = 0;
    struct hash *before = NULL;
    struct entry_name name;
    struct query *query = query_new(
        store, "SELECT replica, seq, hash, before FROM journal_entry WHERE rowid > ?1", err);
    if (!query)
        return err->code;
    query_bind_int(query, 1, row);
    while ((step = query_step(query, err)) > 0) {
        if (count == room) {
            room = room ? 2 * room : 64;
            before = li_realloc(before, room, sizeof *before);
        }
        if (entry_name_from_row(query, 0, &name) && query_hash(query, 3, &before[count])) {
            heads_append(heads, &name);
            count++;
        }
    }
    query_free(query);
    if (count) {
        qsort(before, count, sizeof *before, heads_compare_hashes);
        heads_drop_followed(heads, before, count);
    }
    free(before);
    return step < 0 ? err->code : LI_OK;
}

static enum li_err heads_load_from(
    struct store *store, int64_t *row, struct heads *out, struct li_error *err)
{
    *out = (struct heads){0};
    enum li_err code = heads_load_fact(store, row, out, err);
    if (code || *row == 0)
        return code ? code : heads_load_counted(store, NULL, out, err);
    code = heads_load_changed(store, out, err);
    return code ? code : heads_load_since(store, *row, out, err);
}

enum li_err heads_load(struct store *store, struct heads *out, struct li_error *err)
{
    assert(store && out && err);
    int64_t row;
    bool began;
    *out = (struct heads){0};
    enum li_err code = transaction_begin_read(store, &began, err);
    if (!code)
        code = heads_load_from(store, &row, out, err);
    transaction_end_read(store, began);
    return code;
}

/* Puts the heads of one replica next to each other. */
static int heads_compare_replicas(const void *a, const void *b)
{
    const struct entry_name *one = a, *other = b;
    return memcmp(one->replica.byte, other->replica.byte, ID_SIZE);
}

static enum li_err heads_save_loaded(struct store *store, struct li_error *err)
{
    int64_t row, last;
    struct heads heads;
    enum li_err code = heads_load_from(store, &row, &heads, err);
    if (!code)
        code = heads_last_row(store, &last, err);
    if (!code && last - row > HEADS_BEHIND) {
        qsort(heads.items, heads.count, sizeof *heads.items, heads_compare_replicas);
        code = heads_save_fact(store, last, &heads, err);
    }
    heads_clear(&heads);
    return code;
}

enum li_err heads_save(struct store *store, struct li_error *err)
{
    assert(store && err);
    enum li_err code = transaction_begin(store, err);
    if (!code)
        code = heads_save_loaded(store, err);
    if (!code)
        code = transaction_commit(store, err);
    transaction_rollback(store);
    return code;
}

/* --- as bytes --------------------------------------------------------------------------------- */

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
    return li_fail(err, LI_CORRUPT, "A list of the entries that a device has is damaged.");
}
