/*
 * journal_as_of.c: copies the database and takes the later entries out or, if that is more work,
 * begins with an empty one and applies the earlier entries.
 */
#include "data/journal/journal_as_of.h"
#include "data/apply/apply.h"
#include "data/apply/take_out.h"
#include "data/base/memory.h"
#include "data/database/database_copy.h"
#include "data/database/fact.h"
#include "data/database/schema.h"
#include "data/entry/entry.h"
#include "data/entry/entry_clock.h"
#include "data/entry/entry_counts.h"
#include "data/journal/journal_migrate.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include "data/store/transaction.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Progress counts steps, each of about the time that it takes to copy a page. */
enum {
    AS_OF_ENTRY_STEPS = 5,  /* for an entry */
    AS_OF_STEP_BYTES = 256, /* of its changeset: another step */
};

struct journal_as_of {
    struct store *from, *to;
    struct apply_tables *tables; /* used when going forward */
    uint64_t hlc;                /* the last hlc that is included */
    progress_fn progress;
    void *arg;
    int64_t done, total; /* steps */
    enum li_err code;    /* the failure inside a visit, if any */
    struct li_error *err;
};

/* Sets *hlc to the last one of the instant's second or, if that is not in the past, to the greatest
   there is, so that today includes what was written while a clock was ahead. Accepts any text that
   SQLite takes for a time. */
static enum li_err journal_as_of_parse(
    struct store *store, const char *instant, uint64_t *hlc, struct li_error *err)
{
    struct query *query = query_new(store, "SELECT strftime('%s', ?1)", err);
    if (!query)
        return err->code;
    query_bind_text(query, 1, instant);
    int step = query_step(query, err);
    bool valid = step > 0 && !query_null(query, 0) && query_int(query, 0) >= 0;
    if (valid) {
        uint64_t last =
            ((uint64_t)(query_int(query, 0) + 1) * 1000 << ENTRY_CLOCK_COUNTER_BITS) - 1;
        uint64_t now =
            entry_clock_due(store) - ((uint64_t)ENTRY_CLOCK_AHEAD_MOST << ENTRY_CLOCK_COUNTER_BITS);
        bool all = last >= now || last >= INT64_MAX;
        *hlc = all ? INT64_MAX - 1 : last; /* one more must still be an integer of SQLite's */
    }
    query_free(query);
    if (step < 0)
        return err->code;
    return valid ? LI_OK
                 : li_fail(err, LI_USAGE, "\"%s\" is not a timestamp like %s.", instant,
                       "2026-03-15T09:30:00Z");
}

static bool journal_as_of_report(struct journal_as_of *as_of, int64_t done)
{
    as_of->done = done;
    if (!as_of->progress || as_of->progress(as_of->arg, done, as_of->total, done))
        return true;
    as_of->code = li_fail(as_of->err, LI_INTERRUPTED, "Stopped; nothing was changed.");
    return false;
}

static int64_t journal_as_of_entry_steps(size_t size)
{
    return AS_OF_ENTRY_STEPS + (int64_t)size / AS_OF_STEP_BYTES;
}

/* How many entries meet a condition on ?1, the hlc, and how many steps they take. */
static enum li_err journal_as_of_measure(struct journal_as_of *as_of, const char *condition,
    int64_t *count, int64_t *steps, struct li_error *err)
{
    char *sql = li_format("SELECT count(*), coalesce(sum(%d + size / %d), 0)"
                          " FROM journal_entry WHERE %s",
        AS_OF_ENTRY_STEPS, AS_OF_STEP_BYTES, condition);
    struct query *query = query_new(as_of->from, sql, err);
    free(sql);
    if (query)
        query_bind_int(query, 1, (int64_t)as_of->hlc);
    int step = query ? query_step(query, err) : -1;
    if (step > 0) {
        *count = query_int(query, 0);
        *steps = query_int(query, 1);
    }
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

/* --- back ------------------------------------------------------------------------------------- */

static enum li_err journal_as_of_delete_later(struct journal_as_of *as_of, struct li_error *err)
{
    static const char *const forget[] = {
        "DELETE FROM journal_conflict WHERE entry IN"
        " (SELECT hash FROM journal_entry WHERE hlc > ?1)",
        "DELETE FROM journal_entry WHERE hlc > ?1",
    };
    enum li_err code = LI_OK;
    for (size_t i = 0; i < sizeof forget / sizeof forget[0] && !code; i++) {
        struct query *query = query_new(as_of->to, forget[i], err);
        if (!query)
            return err->code;
        query_bind_int(query, 1, (int64_t)as_of->hlc);
        code = query_finish(query, err);
        query_free(query);
    }
    return code;
}

/* Called by take_out_from after each entry. */
static bool journal_as_of_took_out(void *arg, const struct entry *entry)
{
    struct journal_as_of *as_of = arg;
    return journal_as_of_report(
        as_of, as_of->done + journal_as_of_entry_steps(entry->changeset_size));
}

static enum li_err journal_as_of_take_out_later(struct journal_as_of *as_of, struct li_error *err)
{
    const struct entry position = {.hlc = as_of->hlc + 1};
    struct apply_tables *tables = apply_tables_new(as_of->to);
    enum li_err code = take_out_from(tables, &position, journal_as_of_took_out, as_of, err);
    apply_tables_free(tables);
    return code ? code : journal_as_of_delete_later(as_of, err);
}

static bool journal_as_of_copied(void *arg, int64_t pages)
{
    return journal_as_of_report(arg, pages);
}

static enum li_err journal_as_of_go_back(
    struct journal_as_of *as_of, int64_t steps, struct li_error *err)
{
    int64_t pages = 0;
    enum li_err code = query_number(as_of->from, "PRAGMA page_count", &pages, err);
    as_of->total = pages + steps;
    if (!code)
        code = database_copy(as_of->from, as_of->to->db, journal_as_of_copied, as_of, err);
    if (!code)
        code = transaction_begin(as_of->to, err);
    as_of->to->gate = GATE_OPEN;
    as_of->done = pages;
    if (!code)
        code = journal_as_of_take_out_later(as_of, err);
    return code;
}

/* --- forward ---------------------------------------------------------------------------------- */

/* Copies all facts except "derived", which says that the derived tables are there: here they are
   not. */
static enum li_err journal_as_of_copy_facts(struct journal_as_of *as_of, struct li_error *err)
{
    struct query *facts =
        query_new(as_of->from, "SELECT name, value FROM local_fact WHERE name <> 'derived'", err);
    int step = facts ? query_step(facts, err) : -1;
    enum li_err code = LI_OK;
    for (; !code && step > 0; step = query_step(facts, err))
        code = fact_save(as_of->to, query_text(facts, 0), query_text(facts, 1), err);
    query_free(facts);
    return code ? code : step < 0 ? err->code : LI_OK;
}

/* Applies an entry if it counts in the original. */
static enum li_err journal_as_of_put_in(
    struct journal_as_of *as_of, const struct entry *entry, struct li_error *err)
{
    struct apply_result result = {0};
    bool reverts = false;
    if (entry->state == ENTRY_WAITING)
        return LI_OK;
    enum li_err code = entry_reverts_earlier(as_of->to, entry, &reverts, err);
    if (!code)
        code = apply_entry(
            as_of->tables, entry, (struct apply_options){.overrules = !reverts}, &result, err);
    apply_result_free(&result);
    return code;
}

static bool journal_as_of_copy_entry(void *arg, const struct entry *entry)
{
    struct journal_as_of *as_of = arg;
    if (entry->hlc > as_of->hlc)
        return false;
    as_of->code = entry_save(as_of->to, entry, as_of->err);
    if (!as_of->code)
        as_of->code = journal_as_of_put_in(as_of, entry, as_of->err);
    return !as_of->code && journal_as_of_report(as_of,
                               as_of->done + journal_as_of_entry_steps(entry->changeset_size));
}

/* The second half of the progress is left for the cache. */
static enum li_err journal_as_of_go_forward(
    struct journal_as_of *as_of, int64_t steps, struct li_error *err)
{
    static const struct entry_scan everything = {0};
    as_of->total = 2 * steps;
    enum li_err code = schema_migrate(as_of->to, 0, journal_migrate, NULL, err);
    if (!code)
        code = transaction_begin(as_of->to, err);
    as_of->to->gate = GATE_OPEN;
    if (!code)
        code = journal_as_of_copy_facts(as_of, err);
    as_of->tables = apply_tables_new(as_of->to);
    if (!code)
        code = entry_scan(as_of->from, &everything, journal_as_of_copy_entry, as_of, err);
    apply_tables_free(as_of->tables);
    return code ? code : as_of->code;
}

/* ---------------------------------------------------------------------------------------------- */

static enum li_err journal_as_of_fill(struct journal_as_of *as_of, struct li_error *err)
{
    int64_t earlier = 0, later = 0, earlier_steps = 0, later_steps = 0;
    enum li_err code = journal_as_of_measure(as_of, "hlc <= ?1", &earlier, &earlier_steps, err);
    if (!code)
        code = journal_as_of_measure(as_of, "hlc > ?1", &later, &later_steps, err);
    if (!code)
        code = earlier_steps < later_steps ? journal_as_of_go_forward(as_of, earlier_steps, err)
                                           : journal_as_of_go_back(as_of, later_steps, err);
    if (!code)
        code = transaction_commit(as_of->to, err);
    transaction_rollback(as_of->to);
    as_of->to->gate = GATE_SHUT;
    return code;
}

enum li_err journal_as_of(struct store *store, const char *instant, struct store **out,
    store_prepare prepare, void *arg, progress_fn progress, void *progress_arg,
    struct li_error *err)
{
    assert(store && instant && out && err);
    *out = NULL;
    struct journal_as_of as_of = {
        .from = store, .progress = progress, .arg = progress_arg, .err = err};
    enum li_err code = journal_as_of_parse(store, instant, &as_of.hlc, err);
    if (!code)
        code = store_connect_blank(&as_of.to, prepare, arg, err);
    if (code)
        return code;
    store_on_progress(as_of.to, store->stop, store->stop_arg);
    code = journal_as_of_fill(&as_of, err);
    if (code) {
        store_close(as_of.to);
        return code;
    }
    as_of.to->replica = store->replica;
    store_set_author(as_of.to, store->author);
    as_of.to->read_only = true;
    *out = as_of.to;
    return LI_OK;
}
