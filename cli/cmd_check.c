/*
 * cmd_check.c: whether the database is whole, and its tables what the journal says.
 */
#include "../data/journal.h"
#include "../data/memory.h"
#include "../data/query.h"
#include "command.h"
#include "meter.h"
#include <stdlib.h>

static void say_finding(void *arg, const char *finding)
{
    int64_t *findings = arg;
    ++*findings;
    command_answer(finding);
}

static enum li_err count_rows(
    struct store *store, const char *table, int64_t *count, struct li_error *err)
{
    char *sql = li_format("SELECT count(*) FROM \"%s\"", table);
    struct query *query = query_new(store, sql, err);
    enum li_err result = query && query_step(query, err) == 1 ? LI_OK : err->code;
    if (result == LI_OK)
        *count += query_int(query, 0);
    query_free(query);
    free(sql);
    return result;
}

static enum li_err say_sound(struct store *store, struct li_error *err)
{
    int64_t records = 0, entries = 0;
    enum li_err result = count_rows(store, "journal_entry", &entries, err);
    for (size_t i = 0; i < kind_count && result == LI_OK; i++)
        result = count_rows(store, kinds[i]->name, &records, err);
    if (result != LI_OK)
        return result;
    char *said = li_format("No problems found: %lld records, %lld %s.", (long long)records,
        (long long)entries, entries == 1 ? "entry" : "entries");
    command_answer(said);
    free(said);
    return LI_OK;
}

static bool show_progress(void *arg, int64_t done, int64_t total, int64_t count)
{
    meter_show(arg, done, total, count);
    return true;
}

static enum li_err replay(struct li *li, int64_t *findings, struct li_error *err)
{
    struct meter meter;
    meter_start(&meter, "records");
    enum li_err result = journal_check(
        li->store, li_functions, li, say_finding, findings, show_progress, &meter, err);
    meter_end(&meter);
    return result;
}

/* What the records say is damage; what is only kept of them can be made anew. */
static enum li_err judge(struct li *li, int64_t damage, int64_t outdated, struct li_error *err)
{
    if (damage > 0)
        return li_fail(err, LI_CORRUPT,
            "%lld problem%s found in %s; `liaise restore-backup FILE` puts a backup in its place.",
            (long long)damage, damage == 1 ? "" : "s", store_path(li->store));
    if (outdated > 0)
        return li_fail(err, LI_CORRUPT,
            "The records of %s are sound, but not what is kept to find them by; "
            "`liaise check --rebuild` makes that anew.",
            store_path(li->store));
    return say_sound(li->store, err);
}

static enum li_err check_all(struct li *li, bool rebuild, struct li_error *err)
{
    int64_t damage = 0, outdated = 0;
    enum li_err result = store_check(li->store, say_finding, &damage, err);
    if (result == LI_OK)
        result = replay(li, &damage, err);
    if (result == LI_CORRUPT && damage > 0)
        result = LI_OK; /* damage stopped the search; what it had found says where */
    if (result == LI_OK && damage == 0 && rebuild)
        result = li_rederive(li, err);
    if (result == LI_OK && damage == 0)
        result = li_check_derived(li, say_finding, &outdated, err);
    return result == LI_OK ? judge(li, damage, outdated, err) : result;
}

static enum li_err check_run(const struct invocation *line, struct li_error *err)
{
    struct li *li;
    bool rebuild = command_option(line, "rebuild") != NULL;
    enum li_err result = command_open(line, rebuild ? STORE_WRITE : STORE_READ, &li, err);
    if (result != LI_OK)
        return result;
    result = check_all(li, rebuild, err);
    li_close(li);
    return result;
}

static const struct option_spec check_options[] = {
    {"rebuild", 0, NULL, "Make anew what is kept of the records to find them by."},
};

const struct command command_check = {
    .name = "check",
    .arguments = "[--rebuild]",
    .help = "Check the database: its file, its references, and the journal replayed.",
    COMMAND_OPTIONS(check_options),
    .run = check_run,
};
