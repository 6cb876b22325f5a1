/*
 * touch_index.c: local_touch has a row for each record that an entry touches; where those are many,
 * local_touch_many has a filter instead. local_touch_range says which entries are listed.
 *
 * Invariants of the tables, between transactions:
 *  1. local_touch_range has a row, or the other two tables are empty.
 *  2. An entry whose hlc is at least range.hlc, and whose rowid is at most range.row, is listed, by
 *     its hlc, under each record that its changeset or effect changes or refers to, with all that
 *     it does to the record (enum touched_how) or something stronger.
 */
#include "data/entry/touch_index.h"
#include "data/base/memory.h"
#include "data/entry/entry.h"
#include "data/entry/touch_filter.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
    TOUCH_INDEX_FEW = 64,             /* more records touched in one way are put in a filter */
    TOUCH_INDEX_PRUNE_AFTER = 200000, /* rows added since the last pruning */
};

/* A row of local_touch_many, without its filter. */
struct touch_index_many {
    uint64_t hlc;
    int64_t row;
    int how;
    struct id first, last;
};

static const uint64_t touch_index_none = INT64_MAX;

/* Invariants, between calls:
 *  1. `many` has each row of local_touch_many, without its filter.
 *  2. Once current, every stored entry from `first` on is listed, if the caller has added those
 *     that it stored since. */
struct touch_index {
    struct store *store;
    uint64_t first; /* entries from this hlc on are listed; touch_index_none: no entries */
    int64_t row;    /* up to this rowid of journal_entry, and those added through this struct */
    int64_t added;  /* rows since the last pruning */
    bool current;   /* it has caught up with the stored entries */
    struct touch_index_many *many;
    size_t many_count, many_room;
    struct touched touched; /* scratch: of the entry that is being listed */
    struct query *add, *add_many, *find, *find_all, *filter;
};

/* --- opening ---------------------------------------------------------------------------------- */

static void touch_index_add_to_many(struct touch_index *index, const struct touch_index_many *many)
{
    if (index->many_count == index->many_room) {
        index->many_room = index->many_room ? 2 * index->many_room : 16;
        index->many = li_realloc(index->many, index->many_room, sizeof *index->many);
    }
    index->many[index->many_count++] = *many;
}

static enum li_err touch_index_load_many(struct touch_index *index, struct li_error *err)
{
    int step;
    struct query *query =
        query_new(index->store, "SELECT hlc, rowid, how, first, last FROM local_touch_many", err);
    if (!query)
        return err->code;
    while ((step = query_step(query, err)) > 0) {
        struct touch_index_many many = {.hlc = (uint64_t)query_int(query, 0),
            .row = query_int(query, 1),
            .how = (int)query_int(query, 2)};
        if (query_id(query, 3, &many.first) && query_id(query, 4, &many.last))
            touch_index_add_to_many(index, &many);
    }
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

static enum li_err touch_index_load_range(struct touch_index *index, struct li_error *err)
{
    struct query *query =
        query_new(index->store, "SELECT hlc, row, added FROM local_touch_range", err);
    int step = query ? query_step(query, err) : -1;
    if (step > 0) {
        index->first = (uint64_t)query_int(query, 0);
        index->row = query_int(query, 1);
        index->added = query_int(query, 2);
    }
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

static enum li_err touch_index_prepare(struct touch_index *index, struct li_error *err)
{
    static const char *const sql[] = {
        "INSERT OR IGNORE INTO local_touch (record, how, hlc) VALUES (?1, ?2, ?3)",
        ("INSERT INTO local_touch_many (hlc, how, first, last, filter)"
         " VALUES (?1, ?2, ?3, ?4, ?5) RETURNING rowid"),
        "SELECT hlc FROM local_touch WHERE record = ?1 AND how = ?2 AND hlc >= ?3",
        "SELECT hlc FROM local_touch WHERE record = ?1 AND hlc >= ?3",
        "SELECT filter FROM local_touch_many WHERE rowid = ?1",
    };
    struct query **queries[] = {
        &index->add, &index->add_many, &index->find, &index->find_all, &index->filter};
    for (size_t i = 0; i < sizeof sql / sizeof *sql; i++)
        if (!(*queries[i] = query_new(index->store, sql[i], err)))
            return err->code;
    return LI_OK;
}

void touch_index_free(struct touch_index *index)
{
    if (!index)
        return;
    query_free(index->add);
    query_free(index->add_many);
    query_free(index->find);
    query_free(index->find_all);
    query_free(index->filter);
    touched_clear(&index->touched);
    free(index->many);
    free(index);
}

/* --- listing ---------------------------------------------------------------------------------- */

/* Adds a filter of records that are touched in the same way and sorted by id. */
static enum li_err touch_index_add_many(struct touch_index *index, uint64_t hlc,
    const struct touched_record *records, size_t count, struct li_error *err)
{
    struct bytes filter = {0};
    struct touch_index_many many = {
        .hlc = hlc, .how = records[0].how, .first = records[0].id, .last = records[count - 1].id};
    touch_filter_make(records, count, &filter);
    query_bind_int(index->add_many, 1, (int64_t)hlc);
    query_bind_int(index->add_many, 2, many.how);
    query_bind_id(index->add_many, 3, &many.first);
    query_bind_id(index->add_many, 4, &many.last);
    query_bind_borrowed(index->add_many, 5, false, filter.at, filter.size);
    int step = query_step(index->add_many, err);
    if (step > 0)
        many.row = query_int(index->add_many, 0);
    query_reset(index->add_many);
    free(filter.at);
    if (step > 0)
        touch_index_add_to_many(index, &many);
    return step < 0 ? err->code : LI_OK;
}

static enum li_err touch_index_add_few(struct touch_index *index, uint64_t hlc,
    const struct touched_record *records, size_t count, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (size_t i = 0; i < count && !code; i++) {
        query_bind_borrowed(index->add, 1, false, records[i].id.byte, ID_SIZE);
        query_bind_int(index->add, 2, records[i].how);
        query_bind_int(index->add, 3, (int64_t)hlc);
        code = query_finish(index->add, err);
    }
    index->added += (int64_t)count;
    return code;
}

enum li_err touch_index_add(
    struct touch_index *index, uint64_t hlc, const struct touched *touched, struct li_error *err)
{
    assert(index && touched && err);
    enum li_err code = LI_OK;
    for (size_t first = 0, count; first < touched->count && !code; first += count) {
        const struct touched_record *records = &touched->records[first];
        count = touched_run(touched, first);
        code = count > TOUCH_INDEX_FEW ? touch_index_add_many(index, hlc, records, count, err)
                                       : touch_index_add_few(index, hlc, records, count, err);
    }
    return code;
}

static enum li_err touch_index_add_row(struct touch_index *index, int64_t row, struct li_error *err)
{
    struct entry entry;
    enum li_err code = entry_find_row(index->store, row, &entry, err);
    if (code)
        return code == LI_NONE ? LI_OK : code;
    index->touched.count = 0;
    if (entry.sort == ENTRY_RECORDS) {
        touched_add(&index->touched, entry.changeset, entry.changeset_size);
        if (entry.effect != entry.changeset)
            touched_add(&index->touched, entry.effect, entry.effect_size);
    }
    touched_sort(&index->touched);
    code = touch_index_add(index, entry.hlc, &index->touched, err);
    entry_free(&entry);
    return code;
}

/* Lists the stored entries with after < rowid <= last and first <= hlc < end. */
static enum li_err touch_index_add_stored(struct touch_index *index, int64_t after, int64_t last,
    uint64_t first, uint64_t end, struct li_error *err)
{
    int step = 0;
    enum li_err code = LI_OK;
    struct query *query = query_new(index->store,
        after > 0 ? "SELECT rowid FROM journal_entry WHERE rowid > ?1 AND rowid <= ?2"
                    " AND +hlc >= ?3 AND +hlc < ?4"
                  : "SELECT rowid FROM journal_entry WHERE +rowid > ?1 AND +rowid <= ?2"
                    " AND hlc >= ?3 AND hlc < ?4",
        err);
    if (!query)
        return err->code;
    query_bind_int(query, 1, after);
    query_bind_int(query, 2, last);
    query_bind_int(query, 3, (int64_t)first);
    query_bind_int(query, 4, (int64_t)end);
    while (!code && (step = query_step(query, err)) > 0)
        code = touch_index_add_row(index, query_int(query, 0), err);
    query_free(query);
    return code || step >= 0 ? code : err->code;
}

static enum li_err touch_index_last_row(
    struct touch_index *index, int64_t *row, struct li_error *err)
{
    *row = 0;
    return query_number(index->store, "SELECT max(rowid) FROM journal_entry", row, err);
}

struct touch_index *touch_index_new(struct store *store, struct li_error *err)
{
    assert(store && err);
    struct touch_index *index = li_calloc(1, sizeof *index);
    index->store = store;
    index->first = touch_index_none;
    enum li_err code = touch_index_load_range(index, err);
    if (!code)
        code = touch_index_load_many(index, err);
    if (!code)
        code = touch_index_prepare(index, err);
    if (!code)
        return index;
    touch_index_free(index);
    return NULL;
}

enum li_err touch_index_catch_up(struct touch_index *index, struct li_error *err)
{
    int64_t last;
    assert(index && err);
    enum li_err code = touch_index_last_row(index, &last, err);
    if (!code && index->first != touch_index_none && last > index->row)
        code = touch_index_add_stored(index, index->row, last, index->first, INT64_MAX, err);
    index->row = last;
    index->current = true;
    return code;
}

enum li_err touch_index_cover(struct touch_index *index, uint64_t hlc, struct li_error *err)
{
    assert(index && err);
    if (hlc >= index->first)
        return LI_OK;
    uint64_t end = index->first;
    index->first = hlc;
    return touch_index_add_stored(index, 0, index->row, hlc, end, err);
}

enum li_err touch_index_save(struct touch_index *index, struct li_error *err)
{
    assert(index && err);
    if (index->first == touch_index_none)
        return LI_OK;
    enum li_err code = index->current ? touch_index_last_row(index, &index->row, err) : LI_OK;
    if (!code)
        code = query_run(index->store, "DELETE FROM local_touch_range", err);
    struct query *query = code ? NULL
                               : query_new(index->store,
                                     "INSERT INTO local_touch_range (hlc, row, added)"
                                     " VALUES (?1, ?2, ?3)",
                                     err);
    if (!query)
        return err->code;
    query_bind_int(query, 1, (int64_t)index->first);
    query_bind_int(query, 2, index->row);
    query_bind_int(query, 3, index->added);
    code = query_finish(query, err);
    query_free(query);
    return code;
}

/* --- finding ---------------------------------------------------------------------------------- */

/* query: index->find, for what is done in this way, or index->find_all. */
static enum li_err touch_index_find_few(struct query *query, const struct touched_record *record,
    int how, uint64_t first, struct vector *hlcs, struct li_error *err)
{
    int step;
    query_bind_borrowed(query, 1, false, record->id.byte, ID_SIZE);
    query_bind_int(query, 2, how);
    query_bind_int(query, 3, (int64_t)first);
    while ((step = query_step(query, err)) > 0)
        vector_add(hlcs, query_int(query, 0));
    query_reset(query);
    return step < 0 ? err->code : LI_OK;
}

/* Finds what touched_meet says of the record. */
static enum li_err touch_index_find_record(struct touch_index *index,
    const struct touched_record *record, uint64_t first, struct vector *hlcs, struct li_error *err)
{
    if (record->how == TOUCHED_COMES)
        return touch_index_find_few(index->find_all, record, 0, first, hlcs, err);
    enum li_err code = touch_index_find_few(index->find, record, TOUCHED_COMES, first, hlcs, err);
    if (!code && record->how >= TOUCHED_SET)
        code = touch_index_find_few(index->find, record, record->how, first, hlcs, err);
    return code;
}

static bool touch_index_may_have(
    const struct touch_index_many *many, const struct touched_record *record)
{
    return touched_meet(record->how, many->how) &&
           memcmp(record->id.byte, many->first.byte, ID_SIZE) >= 0 &&
           memcmp(record->id.byte, many->last.byte, ID_SIZE) <= 0;
}

/* Whether the filter has any of the records from index `at` on. */
static enum li_err touch_index_ask_filter(struct touch_index *index,
    const struct touch_index_many *many, const struct touched *touched, size_t at, bool *has,
    struct li_error *err)
{
    size_t size = 0;
    *has = false;
    query_bind_int(index->filter, 1, many->row);
    int step = query_step(index->filter, err);
    const void *filter = step > 0 ? query_blob(index->filter, 0, &size) : NULL;
    for (; step > 0 && at < touched->count && !*has; at++)
        *has = touch_index_may_have(many, &touched->records[at]) &&
               touch_filter_has(filter, size, &touched->records[at].id);
    query_reset(index->filter);
    return step < 0 ? err->code : LI_OK;
}

static enum li_err touch_index_find_many(struct touch_index *index,
    const struct touch_index_many *many, const struct touched *touched, struct vector *hlcs,
    struct li_error *err)
{
    bool has = false;
    size_t at = 0;
    while (at < touched->count && !touch_index_may_have(many, &touched->records[at]))
        at++;
    enum li_err code =
        at < touched->count ? touch_index_ask_filter(index, many, touched, at, &has, err) : LI_OK;
    if (has)
        vector_add(hlcs, (int64_t)many->hlc);
    return code;
}

enum li_err touch_index_find(struct touch_index *index, const struct touched *touched,
    uint64_t first, struct vector *hlcs, struct li_error *err)
{
    assert(index && first >= index->first && touched && hlcs && err);
    enum li_err code = LI_OK;
    for (size_t i = 0; i < touched->count && !code; i++)
        code = touch_index_find_record(index, &touched->records[i], first, hlcs, err);
    for (size_t i = 0; i < index->many_count && !code; i++)
        if (index->many[i].hlc >= first)
            code = touch_index_find_many(index, &index->many[i], touched, hlcs, err);
    return code;
}

/* What meets it is listed however the record is; for a setting, under the same field. */
static enum li_err touch_index_lists_record(struct touch_index *index, uint64_t hlc,
    const struct touched_record *touched, bool *listed, struct li_error *err)
{
    struct vector hlcs = {0};
    struct touched_record record = *touched;
    if (record.how < TOUCHED_SET)
        record.how = TOUCHED_COMES;
    const struct touched one = {.records = &record, .count = 1};
    enum li_err code = touch_index_find(index, &one, hlc, &hlcs, err);
    *listed = false;
    for (size_t i = 0; i < hlcs.count && !*listed; i++)
        *listed = (uint64_t)hlcs.rows[i] == hlc;
    vector_clear(&hlcs);
    return code;
}

bool touch_index_covers(const struct touch_index *index, uint64_t hlc, int64_t row)
{
    assert(index);
    return hlc >= index->first && row <= index->row;
}

enum li_err touch_index_lists(struct touch_index *index, uint64_t hlc,
    const struct touched *touched, bool *listed, struct li_error *err)
{
    assert(index && hlc >= index->first && touched && listed && err);
    enum li_err code = LI_OK;
    *listed = true;
    for (size_t i = 0; i < touched->count && *listed && !code; i++)
        code = touch_index_lists_record(index, hlc, &touched->records[i], listed, err);
    return code;
}

/* --- forgetting ------------------------------------------------------------------------------- */

static enum li_err touch_index_delete_before(
    struct store *store, const char *sql, uint64_t hlc, struct li_error *err)
{
    struct query *query = query_new(store, sql, err);
    if (!query)
        return err->code;
    query_bind_int(query, 1, (int64_t)hlc);
    enum li_err code = query_finish(query, err);
    query_free(query);
    return code;
}

static enum li_err touch_index_delete(struct store *store, uint64_t hlc, struct li_error *err)
{
    enum li_err code =
        touch_index_delete_before(store, "DELETE FROM local_touch WHERE hlc < ?1", hlc, err);
    return code ? code
                : touch_index_delete_before(
                      store, "DELETE FROM local_touch_many WHERE hlc < ?1", hlc, err);
}

enum li_err touch_index_prune(struct touch_index *index, uint64_t hlc, struct li_error *err)
{
    assert(index && err);
    if (hlc <= index->first || index->added < TOUCH_INDEX_PRUNE_AFTER)
        return LI_OK;
    index->first = hlc;
    index->added = 0;
    enum li_err code = touch_index_delete(index->store, hlc, err);
    index->many_count = 0;
    if (!code)
        code = touch_index_load_many(index, err);
    return code ? code : touch_index_save(index, err);
}

enum li_err touch_index_forget(struct store *store, struct li_error *err)
{
    assert(store && err);
    enum li_err code = query_run(store, "DELETE FROM local_touch", err);
    if (!code)
        code = query_run(store, "DELETE FROM local_touch_many", err);
    return code ? code : query_run(store, "DELETE FROM local_touch_range", err);
}
