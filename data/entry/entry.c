/*
 * entry.c: entries as rows of journal_entry, with packed changesets.
 */
#include "data/entry/entry.h"
#include "data/base/memory.h"
#include "data/base/packer.h"
#include "data/changeset/changeset_walk.h"
#include "data/entry/entry_statement.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const char *const entry_states[] = {
    [ENTRY_APPLIED] = "applied",
    [ENTRY_WAITING] = "waiting",
};

static enum entry_state entry_state_parse(const char *text)
{
    return text && strcmp(text, entry_states[ENTRY_APPLIED]) == 0 ? ENTRY_APPLIED : ENTRY_WAITING;
}

static const struct hash entry_no_hash;

int entry_compare(const void *a, const void *b)
{
    const struct entry *one = a, *other = b;
    if (one->hlc != other->hlc)
        return one->hlc < other->hlc ? -1 : 1;
    int order = memcmp(one->name.replica.byte, other->name.replica.byte, ID_SIZE);
    return order ? order : hash_compare(&one->name.hash, &other->name.hash);
}

bool entry_name_equal(const struct entry_name *a, const struct entry_name *b)
{
    return hash_equal(&a->hash, &b->hash);
}

/* --- saving ----------------------------------------------------------------------------------- */

/* Whether the effect is the changeset, so that NULL is stored. Never for an act of the team, which
   changes no record. */
static bool entry_did_all(const struct entry *entry)
{
    if (entry->sort != ENTRY_RECORDS)
        return false;
    return entry->effect == entry->changeset ||
           (entry->effect_size == entry->changeset_size &&
               (entry->effect_size == 0 ||
                   memcmp(entry->effect, entry->changeset, entry->effect_size) == 0));
}

/* Binds a changeset, packed if that is smaller. The caller frees packed->at after the statement
   has run. */
static void entry_bind_packed(struct store *store, struct query *query, int at, const void *bytes,
    size_t size, struct bytes *packed)
{
    *packed = (struct bytes){0};
    if (packer_pack(store_packer(store), bytes, size, packed))
        query_bind_borrowed(query, at, false, packed->at, packed->size);
    else
        query_bind_borrowed(query, at, false, size ? bytes : "", size);
}

/* Binds the state to parameter state_at and the effect to the next one. */
static void entry_bind_effect(struct store *store, struct query *query, const struct entry *entry,
    int state_at, struct bytes *packed)
{
    *packed = (struct bytes){0};
    query_bind_text(query, state_at, entry_states[entry->state]);
    if (entry_did_all(entry))
        query_bind_text(query, state_at + 1, NULL);
    else if (entry->sort != ENTRY_RECORDS)
        query_bind_borrowed(query, state_at + 1, false, "", 0);
    else
        entry_bind_packed(store, query, state_at + 1, entry->effect, entry->effect_size, packed);
}

/* Binds the first 15 parameters of ENTRY_SQL_ADD: what the entry says, except its changeset. */
static void entry_bind_said(struct query *query, const struct entry *entry)
{
    query_bind_hash(query, 1, &entry->name.hash);
    query_bind_int(query, 2, entry->sort);
    query_bind_id(query, 3, &entry->name.replica);
    query_bind_int(query, 4, entry->name.seq);
    query_bind_int(query, 5, (int64_t)entry->hlc);
    query_bind_plain(query, 6, entry->at);
    query_bind_int(query, 7, entry->schema);
    query_bind_plain(query, 8, entry->author);
    query_bind_plain(query, 9, entry->behalf);
    query_bind_plain(query, 10, entry->label);
    query_bind_id(query, 11, id_is_nil(&entry->group) ? NULL : &entry->group);
    query_bind_int(query, 12, entry->last);
    query_bind_hash(query, 13, hash_is_zero(&entry->reverts) ? NULL : &entry->reverts);
    query_bind_hash(query, 14, hash_is_zero(&entry->stands_for) ? NULL : &entry->stands_for);
    query_bind_hash(query, 15, &entry->before);
}

bool entry_span(const struct entry *entry, struct id *first, struct id *last)
{
    assert(entry && first && last);
    return entry->sort == ENTRY_RECORDS &&
           changeset_walk_span(entry->changeset, entry->changeset_size, first, last);
}

enum li_err entry_save(struct store *store, const struct entry *entry, struct li_error *err)
{
    assert(store && entry && err);
    struct id first = {0}, last = {0};
    struct bytes changeset, effect;
    struct query *query = entry_statement(store, ENTRY_SQL_ADD, err);
    if (!query)
        return err->code;
    bool any = entry_span(entry, &first, &last);
    entry_bind_said(query, entry);
    query_bind_id(query, 16, any ? &first : NULL);
    query_bind_id(query, 17, any ? &last : NULL);
    query_bind_int(query, 18, (int64_t)entry->changeset_size);
    entry_bind_packed(store, query, 19, entry->changeset, entry->changeset_size, &changeset);
    entry_bind_effect(store, query, entry, 20, &effect);
    enum li_err code = query_finish(query, err);
    free(changeset.at);
    free(effect.at);
    return code;
}

enum li_err entry_save_effect(struct store *store, const struct entry *entry, struct li_error *err)
{
    assert(store && entry && err);
    struct bytes effect;
    struct query *query = entry_statement(store, ENTRY_SQL_SET_EFFECT, err);
    if (!query)
        return err->code;
    query_bind_hash(query, 1, &entry->name.hash);
    entry_bind_effect(store, query, entry, 2, &effect);
    enum li_err code = query_finish(query, err);
    free(effect.at);
    return code;
}

/* --- loading ---------------------------------------------------------------------------------- */

/* Memory for the blobs of a row that had to be unpacked. */
struct entry_room {
    struct bytes changeset, effect;
};

static void entry_room_clear(struct entry_room *room)
{
    free(room->changeset.at);
    free(room->effect.at);
    *room = (struct entry_room){0};
}

static enum li_err entry_blob(struct store *store, struct query *query, int column, void **out,
    size_t *size, struct bytes *room, struct li_error *err)
{
    *out = (void *)query_blob(query, column, size);
    if (!packer_is_packed(*out, *size))
        return LI_OK;
    enum li_err code = packer_unpack(store_packer(store), *out, *size, room, err);
    *out = room->at;
    *size = room->size;
    return code;
}

static void entry_hash_from_row(struct query *query, int column, struct hash *out)
{
    if (!query_hash(query, column, out))
        *out = entry_no_hash;
}

/* Reads an entry from a row of ENTRY_COLUMNS. *out borrows from the row and from *room, which the
   caller clears. */
static enum li_err entry_from_row(struct store *store, struct query *query, struct entry *out,
    struct entry_room *room, struct li_error *err)
{
    *out = (struct entry){0};
    entry_hash_from_row(query, 0, &out->name.hash);
    out->sort = (enum entry_sort)query_int(query, 1);
    query_id(query, 2, &out->name.replica);
    out->name.seq = query_int(query, 3);
    out->hlc = (uint64_t)query_int(query, 4);
    out->at = (char *)query_text(query, 5);
    out->schema = query_int(query, 6);
    out->author = (char *)query_text(query, 7);
    out->behalf = (char *)query_text(query, 8);
    out->label = (char *)query_text(query, 9);
    query_id(query, 10, &out->group);
    out->last = query_int(query, 11) != 0;
    entry_hash_from_row(query, 12, &out->reverts);
    entry_hash_from_row(query, 13, &out->stands_for);
    entry_hash_from_row(query, 14, &out->before);
    out->state = entry_state_parse(query_text(query, 15));
    enum li_err code =
        entry_blob(store, query, 16, &out->changeset, &out->changeset_size, &room->changeset, err);
    out->effect = out->changeset;
    out->effect_size = out->changeset_size;
    if (!code && !query_null(query, 17))
        code = entry_blob(store, query, 17, &out->effect, &out->effect_size, &room->effect, err);
    return code;
}

static void *entry_copy_bytes(const void *bytes, size_t size)
{
    void *copy = li_calloc(1, size);
    if (size)
        memcpy(copy, bytes, size);
    return copy;
}

void entry_copy(const struct entry *from, struct entry *out)
{
    assert(from && out);
    *out = *from;
    out->author = li_strdup(from->author);
    out->behalf = li_strdup(from->behalf);
    out->at = li_strdup(from->at);
    out->label = li_strdup(from->label);
    out->changeset = entry_copy_bytes(from->changeset, from->changeset_size);
    out->effect = out->changeset;
    if (from->effect != from->changeset)
        out->effect = entry_copy_bytes(from->effect, from->effect_size);
}

void entry_free(struct entry *entry)
{
    assert(entry);
    if (entry->effect != entry->changeset)
        free(entry->effect);
    free(entry->author);
    free(entry->behalf);
    free(entry->at);
    free(entry->label);
    free(entry->changeset);
    *entry = (struct entry){0};
}

/* Copies the entry in the one row that a bound query returns. LI_NONE: there is no row. */
static enum li_err entry_take(
    struct store *store, struct query *query, struct entry *out, struct li_error *err)
{
    struct entry row;
    struct entry_room room = {0};
    int step = query_step(query, err);
    enum li_err code = step > 0   ? entry_from_row(store, query, &row, &room, err)
                       : step < 0 ? err->code
                                  : LI_NONE;
    if (!code)
        entry_copy(&row, out);
    entry_room_clear(&room);
    query_reset(query);
    return code;
}

enum li_err entry_find(
    struct store *store, const struct hash *hash, struct entry *out, struct li_error *err)
{
    assert(store && hash && out && err);
    struct query *query = entry_statement(store, ENTRY_SQL_BY_HASH, err);
    if (!query)
        return err->code;
    query_bind_hash(query, 1, hash);
    return entry_take(store, query, out, err);
}

enum li_err entry_find_row(
    struct store *store, int64_t row, struct entry *out, struct li_error *err)
{
    assert(store && out && err);
    struct query *query = entry_statement(store, ENTRY_SQL_BY_ROW, err);
    if (!query)
        return err->code;
    query_bind_int(query, 1, row);
    return entry_take(store, query, out, err);
}

static enum li_err entry_beside(struct store *store, enum entry_sql which,
    const struct entry *position, struct entry *out, struct li_error *err)
{
    assert(store && position && out && err);
    struct query *query = entry_statement(store, which, err);
    if (!query)
        return err->code;
    query_bind_int(query, 1, (int64_t)position->hlc);
    query_bind_id(query, 2, &position->name.replica);
    query_bind_hash(query, 3, &position->name.hash);
    enum li_err code = entry_take(store, query, out, err);
    if (code || !hash_is_zero(&out->name.hash))
        return code;
    entry_free(out); /* what can't be named would come again and again */
    return li_fail(
        err, LI_CORRUPT, "A journal entry's name is damaged; run `liaise check` for details.");
}

enum li_err entry_after(
    struct store *store, const struct entry *position, struct entry *out, struct li_error *err)
{
    return entry_beside(store, ENTRY_SQL_AFTER, position, out, err);
}

enum li_err entry_before(
    struct store *store, const struct entry *position, struct entry *out, struct li_error *err)
{
    return entry_beside(store, ENTRY_SQL_BEFORE, position, out, err);
}

bool entry_name_from_row(struct query *query, int column, struct entry_name *out)
{
    assert(query && out);
    out->seq = query_int(query, column + 1);
    return query_id(query, column, &out->replica) && query_hash(query, column + 2, &out->hash);
}

bool entry_position_from_row(struct query *query, struct entry *out)
{
    assert(query && out);
    *out = (struct entry){.hlc = (uint64_t)query_int(query, 2),
        .state = entry_state_parse(query_text(query, 4)),
        .sort = (enum entry_sort)query_int(query, 5)};
    out->name.seq = query_int(query, 6);
    query_id(query, 3, &out->group);
    return query_hash(query, 0, &out->name.hash) && query_id(query, 1, &out->name.replica);
}

enum li_err entry_position_find(
    struct store *store, const struct hash *hash, struct entry *out, struct li_error *err)
{
    assert(store && hash && out && err);
    struct query *query = entry_statement(store, ENTRY_SQL_POSITION, err);
    if (!query)
        return err->code;
    query_bind_hash(query, 1, hash);
    int step = query_step(query, err);
    bool there = step > 0 && entry_position_from_row(query, out);
    query_reset(query);
    if (step < 0)
        return err->code;
    return there ? LI_OK : LI_NONE;
}

/* --- scanning --------------------------------------------------------------------------------- */

static struct query *entry_rows(
    struct store *store, const struct entry_scan *scan, struct li_error *err)
{
    const char *order = scan->newest_first ? "DESC" : "ASC";
    char *sql =
        li_format("SELECT rowid FROM journal_entry%s%s ORDER BY hlc %s, replica %s, hash %s",
            scan->touching ? " WHERE first_id <= ?1 AND last_id >= ?1" : " WHERE ?1 IS NULL",
            scan->only ? " AND hash = ?2" : "", order, order, order);
    struct query *query = query_new(store, sql, err);
    free(sql);
    if (!query)
        return NULL;
    query_bind_id(query, 1, scan->touching);
    if (scan->only)
        query_bind_hash(query, 2, &scan->only->hash);
    return query;
}

/* Visits an entry with the part of its effect that changed the record. Its span only says that
   there may be such a part; if there is none, the entry is skipped. */
static bool entry_visit_touching(const struct id *id, struct entry *entry,
    bool (*visit)(void *arg, const struct entry *entry), void *arg)
{
    struct bytes part = {0};
    bool more = true;
    if (changeset_walk_part(entry->effect, entry->effect_size, id, &part)) {
        entry->effect = part.at;
        entry->effect_size = part.size;
        more = visit(arg, entry);
    }
    free(part.at);
    return more;
}

/* Visits the entry in the row that is bound to query. A row deleted since is skipped. */
static enum li_err entry_visit(struct store *store, const struct entry_scan *scan,
    struct query *query, bool (*visit)(void *arg, const struct entry *entry), void *arg, bool *more,
    struct li_error *err)
{
    struct entry entry;
    struct entry_room room = {0};
    int step = query_step(query, err);
    if (step <= 0)
        return step < 0 ? err->code : LI_OK;
    enum li_err code = entry_from_row(store, query, &entry, &room, err);
    if (!code)
        *more = scan->touching ? entry_visit_touching(scan->touching, &entry, visit, arg)
                               : visit(arg, &entry);
    entry_room_clear(&room);
    return code;
}

enum li_err entry_scan(struct store *store, const struct entry_scan *scan,
    bool (*visit)(void *arg, const struct entry *entry), void *arg, struct li_error *err)
{
    assert(store && scan && visit && err);
    struct query *rows = entry_rows(store, scan, err);
    /* Not the store's shared statement: visit may look up entries with that. */
    struct query *query = rows ? entry_statement_new(store, ENTRY_SQL_BY_ROW, err) : NULL;
    enum li_err code = query ? LI_OK : err->code;
    int step = 0;
    bool more = true;
    while (!code && more && (step = query_step(rows, err)) > 0) {
        query_bind_int(query, 1, query_int(rows, 0));
        code = entry_visit(store, scan, query, visit, arg, &more, err);
    }
    if (!code && step < 0)
        code = err->code;
    query_free(rows);
    query_free(query);
    return code;
}
