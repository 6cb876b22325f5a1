/*
 * journal.c: writing: one transaction, one entry (or one group of them).
 */
#include "data/base/memory.h"
#include "data/journal/journal_internal.h"
#include "data/store/session.h"
#include <stdlib.h>
#include <string.h>

/* A session over 300 000 rows held 283 MiB; renewed this often it stays flat. */
enum { STEP_ROWS = 5000, STEP_BYTES = 1 << 20 };

/* Rows added to a table in the entry that is being written, as a changeset has them. */
struct row_finder {
    char *table;
    struct bytes bytes;
    struct row_finder *next;
};

struct journal_writing {
    const struct journal_meaning *meaning;
    struct id group; /* nil until there is a second entry */
    struct entry_name last;
    struct bytes pending;     /* a changeset held back until it is known whether another follows */
    struct row_finder *rows;  /* what is known of itself; before: */
    sqlite3_session *session; /* what has to be seen */
};

static int journal_records_table(void *arg, const char *table)
{
    (void)arg;
    return store_replicates(table);
}

struct sqlite3_session *journal_session(struct store *store, struct li_error *err)
{
    sqlite3_session *session = NULL;
    int rc = sqlite3session_create(store->db, "main", &session);
    int counted = 1; /* so that it can be asked how long its changeset would be */
    if (rc == SQLITE_OK)
        rc = sqlite3session_object_config(session, SQLITE_SESSION_OBJCONFIG_SIZE, &counted);
    if (rc == SQLITE_OK) {
        sqlite3session_table_filter(session, journal_records_table, NULL);
        rc = sqlite3session_attach(session, NULL);
    }
    if (rc == SQLITE_OK)
        return session;
    if (session)
        sqlite3session_delete(session);
    store_error(store, rc, "Recording changes", err);
    return NULL;
}

/* The count, time and chain of the next entry. */
static enum li_err journal_name_next(struct store *store, struct entry *entry, struct li_error *err)
{
    struct query *query = store_statement(store, SQL_LAST_SEQ, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &store->replica);
    int step = query_step(query, err);
    entry->name.replica = store->replica;
    entry->name.seq = step > 0 ? query_int(query, 0) + 1 : 1;
    if (step > 0)
        query_hash(query, 2, &entry->before);
    query_reset(query);
    return step < 0 ? err->code : journal_tick(store, &entry->hlc, err);
}

/* Makes an entry of what was held back. */
static enum li_err journal_add_pending(struct store *store, bool last, struct li_error *err)
{
    struct journal_writing *writing = store->writing;
    struct bytes changeset = writing->pending;
    char at[INSTANT_SIZE];
    if (changeset.size == 0)
        return LI_OK;
    struct entry entry = {
        .sort = ENTRY_RECORDS,
        .at = at,
        .schema = store_schema_newest(),
        .author = store->author,
        .label = (char *)writing->meaning->label,
        .group = writing->group,
        .last = last,
        .reverts = writing->meaning->reverts.hash,
        .changeset = changeset.at,
        .changeset_size = changeset.size,
        .effect = changeset.at,
        .effect_size = changeset.size,
        .state = ENTRY_APPLIED,
    };
    journal_wall_clock(store, at);
    enum store_gate gate = store->gate;
    store->gate = GATE_OPEN;
    enum li_err code = journal_name_next(store, &entry, err);
    if (code == LI_OK) {
        entry.name.hash = entry_hash(&entry);
        writing->last = entry.name;
        code = entry_add(store, &entry, err);
    }
    store->gate = gate;
    writing->pending.size = 0;
    return code;
}

/* Holds a changeset back, and makes an entry of the one before it, with which it is of one group.
 */
static enum li_err journal_add(
    struct store *store, const void *changeset, size_t size, struct li_error *err)
{
    struct journal_writing *writing = store->writing;
    if (writing->pending.size > 0 && id_is_nil(&writing->group))
        writing->group = id_new();
    enum li_err code = journal_add_pending(store, false, err);
    if (code == LI_OK)
        bytes_add(&writing->pending, changeset, size);
    return code;
}

/* --- rows that are known ---------------------------------------------------------------------- */

struct bytes *journal_rows(struct store *store, const char *table)
{
    struct journal_writing *writing = store->writing;
    if (!writing || !writing->session || !sqlite3session_isempty(writing->session))
        return NULL;
    struct row_finder **at = &writing->rows;
    while (*at && strcmp((*at)->table, table) != 0)
        at = &(*at)->next;
    if (!*at) {
        *at = li_calloc(1, sizeof **at);
        (*at)->table = li_strdup(table);
    }
    return &(*at)->bytes;
}

void journal_set_recording(struct store *store, bool heeds)
{
    if (store->writing && store->writing->session)
        sqlite3session_enable(store->writing->session, heeds);
}

static void journal_row_finder_free(struct row_finder *rows)
{
    while (rows) {
        struct row_finder *next = rows->next;
        free(rows->table);
        free(rows->bytes.at);
        free(rows);
        rows = next;
    }
}

/* The tables one after another, each empty again. */
static struct bytes journal_rows_join(struct row_finder *rows)
{
    struct bytes all = {0};
    for (; rows; rows = rows->next) {
        bytes_add(&all, rows->bytes.at, rows->bytes.size);
        rows->bytes.size = 0;
    }
    return all;
}

/* --- entries ---------------------------------------------------------------------------------- */

/* Makes an entry of both; what the session saw came after what is known. */
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

/* Makes an entry of all that was done since the last, and ends the session. */
static enum li_err journal_flush(struct store *store, struct li_error *err)
{
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

/* Whether the entry is long enough, and could end here: after each entry references hold. */
static bool journal_is_full(const struct store *store)
{
    const struct journal_writing *writing = store->writing;
    sqlite3_int64 bytes = sqlite3session_changeset_size(writing->session);
    for (const struct row_finder *rows = writing->rows; rows; rows = rows->next)
        bytes += (sqlite3_int64)rows->bytes.size;
    return (store->touched >= STEP_ROWS || bytes >= STEP_BYTES) && store_references_hold(store);
}

enum li_err journal_checkpoint(struct store *store, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    struct journal_writing *writing = store->writing;
    if (!writing || !journal_is_full(store))
        return LI_OK;
    store_set_large_cache(store, true);
    enum li_err code = journal_flush(store, err);
    if (code != LI_OK)
        return code;
    store->touched = 0;
    writing->session = journal_session(store, err);
    return writing->session ? LI_OK : err->code;
}

enum li_err journal_put(
    struct store *store, const void *changeset, size_t size, bool *fits, struct li_error *err)
{
    struct journal_writing *writing = store->writing;
    sqlite3session_enable(writing->session, 0);
    enum li_err code = apply_exactly(store, changeset, size, fits, err);
    sqlite3session_enable(writing->session, 1);
    return code == LI_OK && *fits ? journal_add(store, changeset, size, err) : code;
}

/* Inside the transaction: fn, and what it did written down. */
static enum li_err journal_run(struct store *store, journal_fn fn, void *arg, struct li_error *err)
{
    struct journal_writing *writing = store->writing;
    store->touched = 0;
    writing->session = journal_session(store, err);
    if (!writing->session)
        return err->code;
    store->gate = GATE_RECORDS;
    enum li_err code = fn(store, arg, err);
    store->gate = GATE_SHUT;
    if (code == LI_OK)
        code = journal_flush(store, err);
    if (code == LI_OK)
        code = journal_add_pending(store, true, err);
    if (writing->session)
        sqlite3session_delete(writing->session);
    journal_row_finder_free(writing->rows);
    free(writing->pending.at);
    return code;
}

enum li_err journal_may_write(const struct store *store, struct li_error *err)
{
    if (store->frozen)
        return li_fail(err, LI_REFUSED, "Read-only while viewing the past.");
    if (store->mode == STORE_READ)
        return li_fail(err, LI_REFUSED, "%s is open read-only.", store->path);
    if (store->writing)
        return li_fail(err, LI_REFUSED, "A write cannot begin inside another.");
    return LI_OK;
}

enum li_err journal_record(struct store *store, const struct journal_meaning *meaning,
    journal_fn fn, void *arg, struct entry_name *name, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    struct journal_writing writing = {.meaning = meaning};
    if (name)
        *name = (struct entry_name){0};
    enum li_err code = journal_may_write(store, err);
    if (code == LI_OK)
        code = store_begin(store, err);
    if (code != LI_OK)
        return code;
    code = journal_mend_clock(store, err);
    if (code == LI_OK) {
        store->writing = &writing;
        code = journal_run(store, fn, arg, err);
        store->writing = NULL;
    }
    /* The records were written with the gate open, and so is their commit. */
    store->gate = GATE_OPEN;
    if (code == LI_OK)
        code = store_commit(store, err);
    store_rollback(store);
    store_set_large_cache(store, false);
    store->gate = GATE_SHUT;
    if (code == LI_OK && name)
        *name = writing.last;
    return code;
}

enum li_err journal_write(struct store *store, const char *label, journal_fn fn, void *arg,
    struct entry_name *name, struct li_error *err)
{
    struct journal_meaning meaning = {.label = label};
    return journal_record(store, &meaning, fn, arg, name, err);
}

enum li_err journal_dry_run(struct store *store, journal_fn fn, void *arg, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    enum li_err code = journal_may_write(store, err);
    if (code == LI_OK)
        code = store_begin(store, err);
    if (code != LI_OK)
        return code;
    store->gate = GATE_RECORDS;
    code = fn(store, arg, err);
    store->gate = GATE_OPEN;
    store_rollback(store);
    store->gate = GATE_SHUT;
    return code;
}
