/*
 * cmd_check.c: whether the database is whole, and its tables what the journal says.
 */
#include "../data/journal.h"
#include "../data/memory.h"
#include "../data/query.h"
#include "checking.h"
#include "command.h"
#include "meter.h"
#include <stdlib.h>

/* A part of the check. */
struct part {
    const char *doing; /* where nobody can tell how far it is */
    struct meter meter;
    void (*say)(const char *finding);
    int64_t findings;
};

static void say_finding(void *arg, const char *finding)
{
    struct part *part = arg;
    part->findings++;
    meter_end(&part->meter);
    part->say(finding);
}

/* A store_on_progress that never stops. */
static bool show_time(void *arg)
{
    struct part *part = arg;
    meter_spend(&part->meter, part->doing);
    return false;
}

static void part_begin(
    struct part *part, struct li *li, const char *doing, void (*say)(const char *finding))
{
    *part = (struct part){.doing = doing, .say = say};
    meter_start(&part->meter, "records");
    show_time(part);
    store_on_progress(li->store, show_time, part);
}

static void part_end(struct part *part, struct li *li)
{
    store_on_progress(li->store, NULL, NULL);
    meter_end(&part->meter);
}

static enum li_err say_sound(struct store *store, struct li_error *err)
{
    int64_t records = 0, of_kind = 0, entries = 0;
    enum li_err result = query_count(store, "journal_entry", &entries, err);
    for (size_t i = 0; i < kind_count && result == LI_OK; i++, records += of_kind)
        result = query_count(store, kinds[i]->name, &of_kind, err);
    if (result != LI_OK)
        return result;
    char *said = li_format("No problems found: %lld records, %lld %s.", (long long)records,
        (long long)entries, entries == 1 ? "entry" : "entries");
    command_answer(said);
    free(said);
    return LI_OK;
}

static enum li_err check_file(
    struct li *li, void (*say)(const char *finding), int64_t *damage, struct li_error *err)
{
    struct part part;
    part_begin(&part, li, "Checking the file", say);
    enum li_err result = store_check(li->store, say_finding, &part, err);
    if (result == LI_OK)
        result = li_check_schema(li, say_finding, &part, err);
    part_end(&part, li);
    *damage += part.findings;
    return result;
}

static bool show_progress(void *arg, int64_t done, int64_t total, int64_t count)
{
    struct part *part = arg;
    meter_show(&part->meter, done, total, count);
    return true;
}

static enum li_err replay(
    struct li *li, void (*say)(const char *finding), int64_t *damage, struct li_error *err)
{
    struct part part = {.say = say};
    meter_start(&part.meter, "records");
    enum li_err result =
        journal_check(li->store, li_functions, li, say_finding, &part, show_progress, &part, err);
    meter_end(&part.meter);
    *damage += part.findings;
    return result;
}

static enum li_err rebuild_kept(struct li *li, struct li_error *err)
{
    struct part part = {0};
    meter_start(&part.meter, "records");
    enum li_err result = li_rederive(li, show_progress, &part, err);
    meter_end(&part.meter);
    return result;
}

static enum li_err check_kept(
    struct li *li, void (*say)(const char *finding), int64_t *outdated, struct li_error *err)
{
    struct part part;
    part_begin(&part, li, "Comparing what records are found by", say);
    enum li_err result = li_check_derived(li, say_finding, &part, err);
    part_end(&part, li);
    *outdated += part.findings;
    return result;
}

/* What the records say is damage; what is only kept of them can be made anew. */
static enum li_err judge(struct li *li, const struct checked *found, struct li_error *err)
{
    int64_t damage = found->damage;
    if (damage > 0)
        return li_fail(err, LI_CORRUPT,
            "%lld problem%s found in %s; `liaise restore-backup FILE` puts a backup in its place.",
            (long long)damage, damage == 1 ? "" : "s", store_path(li->store));
    if (found->outdated > 0)
        return li_fail(err, LI_CORRUPT,
            "The records of %s are sound, but not what is kept to find them by; "
            "`liaise check --rebuild` makes that anew.",
            store_path(li->store));
    return say_sound(li->store, err);
}

enum li_err checking_run(struct li *li, bool rebuild, void (*say)(const char *finding),
    struct checked *out, struct li_error *err)
{
    *out = (struct checked){0};
    enum li_err result = check_file(li, say, &out->damage, err);
    if (result == LI_OK)
        result = replay(li, say, &out->damage, err);
    if (result == LI_CORRUPT && out->damage > 0)
        result = LI_OK; /* damage stopped the search; what it had found says where */
    if (result == LI_OK && out->damage == 0 && rebuild)
        result = rebuild_kept(li, err);
    if (result == LI_OK && out->damage == 0)
        result = check_kept(li, say, &out->outdated, err);
    return result;
}

static enum li_err check_run(const struct invocation *line, struct li_error *err)
{
    struct li *li;
    struct checked found;
    bool rebuild = command_option(line, "rebuild") != NULL;
    enum li_err result = command_open(line, rebuild ? STORE_WRITE : STORE_READ, &li, err);
    if (result != LI_OK)
        return result;
    result = checking_run(li, rebuild, command_answer, &found, err);
    if (result == LI_OK)
        result = judge(li, &found, err);
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
    .done = "Checked",
    .run = check_run,
};
