/*
 * journal_check.c: replays the journal and compares the result with what is stored.
 *
 * It proves that no entry was altered, moved, or removed from the middle, and that the tables, and
 * what is stored of what each entry did, are what the entries make. It can't prove that no entry
 * was cut off at the end (team_check.h can, in a database that shares).
 */
#include "data/check/journal_check.h"
#include "data/base/memory.h"
#include "data/check/check_entry.h"
#include "data/check/check_table.h"
#include "data/database/replica.h"
#include "data/journal/scratch.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include "data/store/table_info.h"
#include "data/store/transaction.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct journal_check {
    struct store *store, *scratch;
    struct check_report report;
    struct check_entry *entry;
    enum li_err code; /* the failure inside a visit, if any */
    struct li_error *err;
};

/* The names of a database's replicated tables. */
struct journal_check_names {
    char **names;
    size_t count;
};

/* Measures the work. The highest rowid is taken for the number of records, since it is found
   without counting. A table that can't be read counts as empty; comparing it will say why. */
static void journal_check_measure(
    struct journal_check *check, const struct journal_check_names *tables)
{
    struct li_error unused;
    query_number(
        check->store, "SELECT count(*) FROM journal_entry", &check->report.entries, &unused);
    for (size_t i = 0; i < tables->count; i++) {
        int64_t rows = 0;
        char *sql = li_format("SELECT max(rowid) FROM \"%s\"", tables->names[i]);
        if (!query_number(check->store, sql, &rows, &unused))
            check->report.records += rows;
        free(sql);
    }
}

/* --- entries ---------------------------------------------------------------------------------- */

static bool journal_check_visit(void *arg, const struct entry *entry)
{
    struct journal_check *check = arg;
    check->code = check_entry_run(check->entry, entry, check->err);
    check->report.replayed++;
    if (!check->code && !check_report_is_full(&check->report))
        check->code = check_report_progress(&check->report, check->err);
    return !check->code && !check_report_is_full(&check->report);
}

static enum li_err journal_check_replay(struct journal_check *check)
{
    static const struct entry_scan everything;
    enum li_err code = transaction_begin(check->scratch, check->err);
    if (code)
        return code;
    check->scratch->gate = GATE_OPEN;
    check->entry = check_entry_new(check->store, check->scratch, &check->report, check->err);
    code = check->entry ? LI_OK : check->err->code;
    if (!code)
        code = entry_scan(check->store, &everything, journal_check_visit, check, check->err);
    if (!code)
        code = check->code;
    check_entry_free(check->entry);
    if (!code)
        code = transaction_commit(check->scratch, check->err);
    transaction_rollback(check->scratch);
    check->scratch->gate = GATE_SHUT;
    return code;
}

static enum li_err journal_check_strays(struct journal_check *check)
{
    int64_t strays = 0;
    bool sound = true;
    enum li_err code = query_number(check->store,
        "SELECT count(*) FROM journal_conflict c"
        " WHERE NOT EXISTS (SELECT 1 FROM journal_entry e WHERE e.hash = c.entry)",
        &strays, check->err);
    if (!code && strays > 0)
        check_report_say(&check->report, li_format("%lld conflict%s from an entry that is missing.",
                                             (long long)strays, strays == 1 ? " is" : "s are"));
    if (!code)
        code = replica_is_sound(check->store, &sound, check->err);
    if (!code && !sound)
        check_report_say(
            &check->report, li_strdup("This database's identifier (replica) was altered."));
    return code;
}

/* --- tables ----------------------------------------------------------------------------------- */

static bool journal_check_lists(const struct journal_check_names *tables, const char *table)
{
    for (size_t i = 0; i < tables->count; i++)
        if (strcmp(tables->names[i], table) == 0)
            return true;
    return false;
}

static enum li_err journal_check_tables(struct journal_check *check,
    const struct journal_check_names *found, const struct journal_check_names *wanted)
{
    enum li_err code = LI_OK;
    for (size_t i = 0; i < wanted->count; i++)
        if (!journal_check_lists(found, wanted->names[i]))
            check_report_say(
                &check->report, li_format("The table %s is missing.", wanted->names[i]));
    for (size_t i = 0; i < found->count && !code; i++)
        if (journal_check_lists(wanted, found->names[i]))
            code = check_table_compare(
                check->store, check->scratch, found->names[i], &check->report, check->err);
        else
            check_report_say(
                &check->report, li_format("The table %s was not made by liaise.", found->names[i]));
    return code;
}

/* --- all -------------------------------------------------------------------------------------- */

static enum li_err journal_check_run(struct journal_check *check)
{
    struct journal_check_names found = {0}, wanted = {0};
    enum li_err code = table_info_load_names(check->store, &found.names, &found.count, check->err);
    if (!code)
        code = table_info_load_names(check->scratch, &wanted.names, &wanted.count, check->err);
    if (!code) {
        journal_check_measure(check, &wanted);
        code = journal_check_strays(check);
    }
    if (!code)
        code = journal_check_replay(check);
    if (!code)
        code = journal_check_tables(check, &found, &wanted);
    table_info_free_names(found.names, found.count);
    table_info_free_names(wanted.names, wanted.count);
    return code;
}

enum li_err journal_check(struct store *store, store_prepare prepare, void *prepare_arg,
    void (*say)(void *arg, const char *finding), void *arg, progress_fn progress,
    void *progress_arg, struct li_error *err)
{
    assert(store && say && err);
    struct journal_check check = {.store = store,
        .report = {.store = store,
            .say = say,
            .arg = arg,
            .progress = progress,
            .progress_arg = progress_arg},
        .err = err};
    enum li_err code = scratch_open(&check.scratch, prepare, prepare_arg, err);
    if (code)
        return code;
    /* One transaction, so that the check sees a single state even if others write meanwhile. */
    code = query_run(store, "BEGIN", err);
    if (!code)
        code = journal_check_run(&check);
    transaction_rollback(store);
    store_close(check.scratch);
    return code;
}
