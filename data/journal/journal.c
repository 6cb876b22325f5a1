/*
 * journal.c: a write is one transaction that makes one entry, or one group of entries.
 *
 * What a journal_fn does is recorded in two ways: rows added by insert.c when they are bound,
 * everything else by an SQLite session. A changeset is held back until it is known whether another
 * follows, so that the last entry of a group can be marked as the last.
 *
 * Invariants while a journal_fn runs (struct journal_writing):
 *  1. session exists and is enabled, except while journal_put or insert_row writes something that
 *     is recorded otherwise.
 *  2. rows grow only while the session is empty. So an entry is, in order, its rows and then what
 *     the session saw.
 *  3. pending is the changeset of an entry that is complete but not saved; group is set once a
 *     second entry follows.
 *  4. References hold where an entry ends, so that each entry can be applied by itself.
 *  5. store->touched counts the replicated rows changed since the current entry began.
 *
 * Invariants outside of a write, before and after each public function except journal_checkpoint,
 * journal_put, journal_rows and journal_set_recording, which are for a journal_fn:
 *  6. The gate is shut, no transaction is open, and store->writing is NULL.
 */
#include "data/journal/journal.h"
#include "data/base/bytes.h"
#include "data/base/memory.h"
#include "data/changeset/changeset_apply.h"
#include "data/changeset/changeset_session.h"
#include "data/changeset/sqlite_session.h"
#include "data/database/replica.h"
#include "data/journal/journal_clock.h"
#include "data/journal/journal_entry.h"
#include "data/store/page_cache.h"
#include "data/store/query.h"
#include "data/store/store_error.h"
#include "data/store/store_state.h"
#include "data/store/table_info.h"
#include "data/store/transaction.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* When journal_checkpoint ends an entry. A session over 300 000 rows takes 283 MiB; with a new one
   this often, memory stays flat. */
enum { JOURNAL_STEP_ROWS = 5000, JOURNAL_STEP_BYTES = 1 << 20 };

/* Rows added to a table in the current entry, as a changeset. */
struct journal_rows {
    char *table;
    struct bytes bytes;
    struct journal_rows *next;
};

struct journal_writing {
    const struct journal_heading *heading;
    struct id group;        /* nil: there is no second entry yet */
    struct entry_name last; /* the last entry saved */
    struct bytes pending;
    struct journal_rows *rows;
    sqlite3_session *session;
};

/* Saves the pending changeset, if any, as an entry. last: no other follows in its group. */
static enum li_err journal_add_pending(struct store *store, bool last, struct li_error *err)
{
    struct journal_writing *writing = store->writing;
    struct bytes changeset = writing->pending;
    if (changeset.size == 0)
        return LI_OK;
    struct entry entry = {
        .sort = ENTRY_RECORDS,
        .label = (char *)writing->heading->label,
        .group = writing->group,
        .last = last,
        .reverts = writing->heading->reverts.hash,
        .changeset = changeset.at,
        .changeset_size = changeset.size,
    };
    enum li_err code = journal_entry_add(store, &entry, err);
    if (!code)
        writing->last = entry.name;
    writing->pending.size = 0;
    return code;
}

/* Makes a copy of the changeset pending, after saving the one before it, which is then of the same
   group. */
static enum li_err journal_add(
    struct store *store, const void *changeset, size_t size, struct li_error *err)
{
    assert(size > 0);
    struct journal_writing *writing = store->writing;
    if (writing->pending.size > 0 && id_is_nil(&writing->group))
        writing->group = id_new();
    enum li_err code = journal_add_pending(store, false, err);
    if (!code)
        bytes_add(&writing->pending, changeset, size);
    return code;
}

/* --- known rows ------------------------------------------------------------------------------- */

struct bytes *journal_rows(struct store *store, const char *table)
{
    assert(store && table && table_info_replicates(table));
    struct journal_writing *writing = store->writing;
    if (!writing || !writing->session || !sqlite3session_isempty(writing->session))
        return NULL;
    struct journal_rows **at = &writing->rows;
    while (*at && strcmp((*at)->table, table) != 0)
        at = &(*at)->next;
    if (!*at) {
        *at = li_calloc(1, sizeof **at);
        (*at)->table = li_strdup(table);
    }
    return &(*at)->bytes;
}

void journal_set_recording(struct store *store, bool on)
{
    assert(store);
    if (store->writing && store->writing->session)
        sqlite3session_enable(store->writing->session, on);
}

static void journal_rows_free(struct journal_rows *rows)
{
    while (rows) {
        struct journal_rows *next = rows->next;
        free(rows->table);
        free(rows->bytes.at);
        free(rows);
        rows = next;
    }
}

/* The rows of all tables, one table after another; each is emptied. The caller frees the result. */
static struct bytes journal_rows_join(struct journal_rows *rows)
{
    struct bytes all = {0};
    for (; rows; rows = rows->next) {
        bytes_add(&all, rows->bytes.at, rows->bytes.size);
        rows->bytes.size = 0;
    }
    return all;
}

/* --- entries ---------------------------------------------------------------------------------- */

/* Makes one entry of both: the known rows, and what the session saw after them. */
static enum li_err journal_add_both(
    struct store *store, struct bytes known, struct bytes seen, struct li_error *err)
{
    if (known.size == 0 || seen.size == 0) {
        const struct bytes *one = known.size > 0 ? &known : &seen;
        return one->size > 0 ? journal_add(store, one->at, one->size, err) : LI_OK;
    }
    int size = 0;
    void *both = NULL;
    int rc =
        sqlite3changeset_concat((int)known.size, known.at, (int)seen.size, seen.at, &size, &both);
    enum li_err code = rc == SQLITE_OK ? journal_add(store, both, (size_t)size, err)
                                       : store_error(store, rc, "Recording changes", err);
    sqlite3_free(both);
    return code;
}

/* Makes an entry of all that was written since the last one, and ends the session. */
static enum li_err journal_flush(struct store *store, struct li_error *err)
{
    assert(store->writing && store->writing->session);
    struct journal_writing *writing = store->writing;
    int size = 0;
    void *changeset = NULL;
    int rc = sqlite3session_changeset(writing->session, &size, &changeset);
    sqlite3session_delete(writing->session);
    writing->session = NULL;
    if (rc != SQLITE_OK)
        return store_error(store, rc, "Recording changes", err);
    struct bytes known = journal_rows_join(writing->rows);
    struct bytes seen = {.at = changeset, .size = (size_t)size};
    enum li_err code = journal_add_both(store, known, seen, err);
    free(known.at);
    sqlite3_free(changeset);
    return code;
}

/* Whether the current entry is large enough, and may end here. */
static bool journal_is_full(const struct store *store)
{
    const struct journal_writing *writing = store->writing;
    sqlite3_int64 bytes = sqlite3session_changeset_size(writing->session);
    for (const struct journal_rows *rows = writing->rows; rows; rows = rows->next)
        bytes += (sqlite3_int64)rows->bytes.size;
    return (store->touched >= JOURNAL_STEP_ROWS || bytes >= JOURNAL_STEP_BYTES) &&
           table_info_references_hold(store);
}

enum li_err journal_checkpoint(struct store *store, struct li_error *err)
{
    assert(store && err);
    struct journal_writing *writing = store->writing;
    if (!writing || !journal_is_full(store))
        return LI_OK;
    page_cache_set_large(store, true);
    enum li_err code = journal_flush(store, err);
    if (code)
        return code;
    store->touched = 0;
    writing->session = changeset_session_new(store, err);
    return writing->session ? LI_OK : err->code;
}

enum li_err journal_put(
    struct store *store, const void *changeset, size_t size, bool *fits, struct li_error *err)
{
    assert(store && store->writing && store->writing->session && changeset && fits && err);
    struct journal_writing *writing = store->writing;
    sqlite3session_enable(writing->session, 0);
    enum li_err code = changeset_apply(store, changeset, size, fits, err);
    sqlite3session_enable(writing->session, 1);
    return !code && *fits ? journal_add(store, changeset, size, err) : code;
}

/* Inside the transaction: runs fn, and records what it did. */
static enum li_err journal_run(struct store *store, journal_fn fn, void *arg, struct li_error *err)
{
    assert(store->gate == GATE_SHUT && store->writing);
    struct journal_writing *writing = store->writing;
    store->touched = 0;
    writing->session = changeset_session_new(store, err);
    if (!writing->session)
        return err->code;
    store->gate = GATE_RECORDS;
    enum li_err code = fn(store, arg, err);
    store->gate = GATE_SHUT;
    if (!code)
        code = journal_flush(store, err);
    if (!code)
        code = journal_add_pending(store, true, err);
    if (writing->session)
        sqlite3session_delete(writing->session);
    journal_rows_free(writing->rows);
    free(writing->pending.at);
    return code;
}

enum li_err journal_check_writable(const struct store *store, struct li_error *err)
{
    assert(store && err);
    if (store->read_only)
        return li_fail(err, LI_REFUSED, "Read-only while viewing the past.");
    if (store->mode == STORE_READ)
        return li_fail(err, LI_REFUSED, "%s is open read-only.", store->path);
    if (store->writing)
        return li_fail(err, LI_REFUSED, "A write cannot begin inside another.");
    return LI_OK;
}

/* Begins a transaction for writing records. After a failure none is open. */
static enum li_err journal_begin(struct store *store, struct li_error *err)
{
    enum li_err code = journal_check_writable(store, err);
    if (!code)
        code = journal_entry_begin(store, err);
    if (code)
        return code;
    code = journal_entry_check_standing(store, err);
    if (code)
        transaction_rollback(store);
    return code;
}

enum li_err journal_record(struct store *store, const struct journal_heading *heading,
    journal_fn fn, void *arg, struct entry_name *name, struct li_error *err)
{
    assert(store && heading && fn && err);
    struct journal_writing writing = {.heading = heading};
    if (name)
        *name = (struct entry_name){0};
    enum li_err code = journal_begin(store, err);
    if (code)
        return code;
    struct id was = store->replica; /* correcting the clock may change it */
    code = journal_clock_correct(store, err);
    if (!code) {
        store->writing = &writing;
        code = journal_run(store, fn, arg, err);
        store->writing = NULL;
    }
    if (!code)
        code = journal_entry_sign_head(store, err);
    /* The gate stays open until the records are committed. */
    store->gate = GATE_OPEN;
    if (!code)
        code = transaction_commit(store, err);
    transaction_rollback(store);
    page_cache_set_large(store, false);
    store->gate = GATE_SHUT;
    if (code && !id_equal(&was, &store->replica))
        replica_reload(store);
    if (!code && name)
        *name = writing.last;
    return code;
}

enum li_err journal_write(struct store *store, const char *label, journal_fn fn, void *arg,
    struct entry_name *name, struct li_error *err)
{
    struct journal_heading heading = {.label = label};
    return journal_record(store, &heading, fn, arg, name, err);
}

enum li_err journal_dry_run(struct store *store, journal_fn fn, void *arg, struct li_error *err)
{
    assert(store && fn && err);
    enum li_err code = journal_begin(store, err);
    if (code)
        return code;
    store->gate = GATE_RECORDS;
    code = fn(store, arg, err);
    store->gate = GATE_OPEN;
    transaction_rollback(store);
    store->gate = GATE_SHUT;
    return code;
}
