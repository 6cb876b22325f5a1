/*
 * as_of.c: the records as of an instant: a copy of the database from which later entries are taken
 * out again or, where most entries are later, an empty one into which the earlier are put.
 */
#include "data/base/memory.h"
#include "data/journal/journal_internal.h"
#include <stdlib.h>
#include <string.h>

/* What a step is: about the time a page takes to be copied. */
enum { ENTRY_STEPS = 5, BYTES_A_STEP = 256 };

struct journey {
    struct store *from, *to;
    struct applier *applier; /* on the way forward */
    uint64_t hlc;            /* the last that counts */
    journal_progress progress;
    void *arg;
    int64_t done, total; /* steps */
    enum li_err code;    /* of what went wrong inside a visit */
    struct li_error *err;
};

/* The last clock reading within the second; of one that is not before now, the last there is, so
   that what was written while a clock was ahead is there today. Anything SQLite reads as a time is
   understood. */
static enum li_err as_read_instant(
    struct store *store, const char *instant, uint64_t *hlc, struct li_error *err)
{
    struct query *query = query_new(store, "SELECT strftime('%s', ?1)", err);
    if (!query)
        return err->code;
    query_bind_text(query, 1, instant);
    int step = query_step(query, err);
    bool understood = step > 0 && !query_null(query, 0) && query_int(query, 0) >= 0;
    if (understood) {
        uint64_t last = ((uint64_t)(query_int(query, 0) + 1) * 1000 << HLC_COUNTER_BITS) - 1;
        uint64_t now = journal_due(store) - ((uint64_t)CLOCK_AHEAD_MOST << HLC_COUNTER_BITS);
        bool all = last >= now || last >= INT64_MAX; /* what SQLite can compare with, less one */
        *hlc = all ? INT64_MAX - 1 : last;
    }
    query_free(query);
    if (step < 0)
        return err->code;
    return understood ? LI_OK
                      : li_fail(err, LI_USAGE, "\"%s\" is not a timestamp like %s.", instant,
                            "2026-03-15T09:30:00Z");
}

static bool as_goes_on(struct journey *journey, int64_t done)
{
    journey->done = done;
    if (!journey->progress || journey->progress(journey->arg, done, journey->total, done))
        return true;
    journey->code = li_fail(journey->err, LI_INTERRUPTED, "Stopped; nothing was changed.");
    return false;
}

static int64_t as_entry_steps(size_t size)
{
    return ENTRY_STEPS + (int64_t)size / BYTES_A_STEP;
}

/* How many entries a condition on ?1 holds for, and how many steps they are. */
static enum li_err as_measure(struct journey *journey, const char *condition, int64_t *count,
    int64_t *steps, struct li_error *err)
{
    char *sql = li_format("SELECT count(*), coalesce(sum(%d + size / %d), 0)"
                          " FROM journal_entry WHERE %s",
        ENTRY_STEPS, BYTES_A_STEP, condition);
    struct query *query = query_new(journey->from, sql, err);
    free(sql);
    if (query)
        query_bind_int(query, 1, (int64_t)journey->hlc);
    int step = query ? query_step(query, err) : -1;
    if (step > 0) {
        *count = query_int(query, 0);
        *steps = query_int(query, 1);
    }
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

/* --- back ------------------------------------------------------------------------------------- */

static enum li_err as_forget_later(struct journey *journey, struct li_error *err)
{
    static const char *const forget[] = {
        "DELETE FROM journal_conflict WHERE entry IN"
        " (SELECT hash FROM journal_entry WHERE hlc > ?1)",
        "DELETE FROM journal_entry WHERE hlc > ?1",
    };
    enum li_err code = LI_OK;
    for (size_t i = 0; i < sizeof forget / sizeof forget[0] && code == LI_OK; i++) {
        struct query *query = query_new(journey->to, forget[i], err);
        if (!query)
            return err->code;
        query_bind_int(query, 1, (int64_t)journey->hlc);
        code = query_finish(query, err);
        query_free(query);
    }
    return code;
}

/* An apply_visit. */
static bool as_entry_went(void *arg, const struct entry *entry)
{
    struct journey *journey = arg;
    return as_goes_on(journey, journey->done + as_entry_steps(entry->changeset_size));
}

static enum li_err as_take_out_later(struct journey *journey, struct li_error *err)
{
    const struct entry position = {.hlc = journey->hlc + 1};
    enum li_err code = apply_back_to(journey->to, &position, as_entry_went, journey, err);
    return code == LI_OK ? as_forget_later(journey, err) : code;
}

static bool as_pages_went(void *arg, int64_t pages)
{
    return as_goes_on(arg, pages);
}

static enum li_err as_go_back(struct journey *journey, int64_t steps, struct li_error *err)
{
    int64_t pages = 0;
    enum li_err code = query_number(journey->from, "PRAGMA page_count", &pages, err);
    journey->total = pages + steps;
    if (code == LI_OK)
        code = store_copy(journey->from, journey->to->db, as_pages_went, journey, err);
    if (code == LI_OK)
        code = store_begin(journey->to, err);
    journey->to->gate = GATE_OPEN;
    journey->done = pages;
    if (code == LI_OK)
        code = as_take_out_later(journey, err);
    return code;
}

/* --- forward ---------------------------------------------------------------------------------- */

/* What belongs to the file, without what says that tables were made that are not here. */
static enum li_err as_copy_facts(struct journey *journey, struct li_error *err)
{
    struct query *facts =
        query_new(journey->from, "SELECT name, value FROM local_fact WHERE name <> 'derived'", err);
    int step = facts ? query_step(facts, err) : -1;
    enum li_err code = LI_OK;
    for (; !code && step > 0; step = query_step(facts, err))
        code = store_set_fact(journey->to, query_text(facts, 0), query_text(facts, 1), err);
    query_free(facts);
    return code ? code : step < 0 ? err->code : LI_OK;
}

/* What counts is what counted in the whole of it. */
static enum li_err as_put_in(
    struct journey *journey, const struct entry *entry, struct li_error *err)
{
    struct applied applied = {0};
    bool takes_back = false;
    if (entry->state == ENTRY_WAITING)
        return LI_OK;
    enum li_err code = entry_takes_back(journey->to, entry, &takes_back, err);
    if (code == LI_OK)
        code = apply_entry(
            journey->applier, entry, (struct apply_how){.overrules = !takes_back}, &applied, err);
    applied_free(&applied);
    return code;
}

static bool as_entry_came(void *arg, const struct entry *entry)
{
    struct journey *journey = arg;
    if (entry->hlc > journey->hlc)
        return false;
    journey->code = entry_add(journey->to, entry, journey->err);
    if (journey->code == LI_OK)
        journey->code = as_put_in(journey, entry, journey->err);
    return journey->code == LI_OK &&
           as_goes_on(journey, journey->done + as_entry_steps(entry->changeset_size));
}

/* The second half is for who makes what follows the records. */
static enum li_err as_go_forward(struct journey *journey, int64_t steps, struct li_error *err)
{
    static const struct journal_scan everything = {0};
    journey->total = 2 * steps;
    enum li_err code = store_migrate(journey->to, 0, err);
    if (code == LI_OK)
        code = store_begin(journey->to, err);
    journey->to->gate = GATE_OPEN;
    if (code == LI_OK)
        code = as_copy_facts(journey, err);
    journey->applier = applier_new(journey->to);
    if (code == LI_OK)
        code = journal_read(journey->from, &everything, as_entry_came, journey, err);
    applier_free(journey->applier);
    return code == LI_OK ? journey->code : code;
}

/* ---------------------------------------------------------------------------------------------- */

static enum li_err as_travel(struct journey *journey, struct li_error *err)
{
    int64_t earlier = 0, later = 0, earlier_steps = 0, later_steps = 0;
    enum li_err code = as_measure(journey, "hlc <= ?1", &earlier, &earlier_steps, err);
    if (code == LI_OK)
        code = as_measure(journey, "hlc > ?1", &later, &later_steps, err);
    if (code == LI_OK)
        code = earlier_steps < later_steps ? as_go_forward(journey, earlier_steps, err)
                                           : as_go_back(journey, later_steps, err);
    if (code == LI_OK)
        code = store_commit(journey->to, err);
    store_rollback(journey->to);
    journey->to->gate = GATE_SHUT;
    return code;
}

enum li_err journal_as_of(struct store *store, const char *instant, struct store **out,
    store_prepare prepare, void *arg, journal_progress progress, void *progress_arg,
    struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    *out = NULL;
    struct journey journey = {.from = store, .progress = progress, .arg = progress_arg, .err = err};
    enum li_err code = as_read_instant(store, instant, &journey.hlc, err);
    if (code == LI_OK)
        code = store_open_blank(&journey.to, prepare, arg, err);
    if (code != LI_OK)
        return code;
    store_on_progress(journey.to, store->stop, store->stop_arg);
    code = as_travel(&journey, err);
    if (code != LI_OK) {
        store_close(journey.to);
        return code;
    }
    journey.to->replica = store->replica;
    store_set_author(journey.to, store->author);
    journey.to->frozen = true;
    *out = journey.to;
    return LI_OK;
}
