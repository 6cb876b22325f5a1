/*
 * cmd_check.c: whether the database is whole, its tables what the journal says, and its records
 * what their rules allow.
 */
#include "cli/cmd_check.h"
#include "cli/command.h"
#include "cli/progress_meter.h"
#include "core/open.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <stdlib.h>

/* A part of the check. */
struct part {
    const char *doing; /* where nobody can tell how far it is */
    struct progress_meter meter;
    void (*say)(const char *finding);
};

static void check_begin_part(void *arg, enum check_part part)
{
    static const char *const doing[CHECK_PART_COUNT] = {
        [CHECK_FILE] = "Checking the file",
        [CHECK_KEPT] = "Checking the search index",
    };
    struct part *at = arg;
    *at = (struct part){.doing = doing[part], .say = at->say};
    progress_meter_start(&at->meter, "records");
    if (at->doing)
        progress_meter_spend(&at->meter, at->doing);
}

static void check_say_finding(void *arg, const char *finding)
{
    struct part *part = arg;
    progress_meter_end(&part->meter);
    part->say(finding);
}

/* A store_on_progress that never stops. */
static bool check_show_time(void *arg)
{
    struct part *part = arg;
    progress_meter_spend(&part->meter, part->doing);
    return false;
}

static bool check_show_progress(void *arg, int64_t done, int64_t total, int64_t count)
{
    struct part *part = arg;
    progress_meter_show(&part->meter, done, total, count);
    return true;
}

static void check_end_part(void *arg)
{
    progress_meter_end(&((struct part *)arg)->meter);
}

static enum li_err check_say_sound(struct store *store, struct li_error *err)
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

static enum li_err check_say_damage(const struct store *store, int64_t damage, struct li_error *err)
{
    return li_fail(err, LI_CORRUPT,
        "%lld problem%s found in %s; run `liaise restore-backup FILE` to replace it with a backup.",
        (long long)damage, damage == 1 ? "" : "s", store_path(store));
}

static enum li_err check_say_outdated(const struct store *store, struct li_error *err)
{
    return li_fail(err, LI_CORRUPT,
        "The records in %s are fine, but the search index is out of date; run `liaise check "
        "--rebuild` to rebuild it.",
        store_path(store));
}

/* The file is whole: there is nothing that a backup would mend. */
static enum li_err check_tell_broken(const struct check_found *found, struct li_error *err)
{
    bool one = found->findings[CHECK_RULES] == 1;
    return li_fail(err, LI_REFUSED, "%lld record%s a rule; correct %s: %s.",
        (long long)found->findings[CHECK_RULES], one ? " breaks" : "s break", one ? "it" : "them",
        found->unlisted ? "`liaise check --rebuild` lists all of them on Today"
        : one           ? "it is listed on Today"
                        : "they are listed on Today");
}

/* What the records say is damage; what is only kept of them can be made anew. */
static enum li_err check_judge(
    struct store *store, const struct check_found *found, struct li_error *err)
{
    if (check_damage(found) > 0)
        return check_say_damage(store, check_damage(found), err);
    if (found->findings[CHECK_KEPT] > 0)
        return check_say_outdated(store, err);
    return found->findings[CHECK_RULES] > 0 ? check_tell_broken(found, err)
                                            : check_say_sound(store, err);
}

enum li_err checking_run(struct context *context, unsigned skipped,
    void (*say)(const char *finding), struct check_found *out, struct li_error *err)
{
    struct part part = {.say = say};
    const struct check_observer ear = {.begin = check_begin_part,
        .say = check_say_finding,
        .progress = check_show_progress,
        .stop = check_show_time,
        .end = check_end_part,
        .arg = &part};
    return check_database(context, skipped, &ear, out, err);
}

static enum li_err check_run(const struct invocation *line, struct li_error *err)
{
    struct context *context;
    struct check_found found;
    bool rebuild = command_option(line, "rebuild") != NULL;
    enum li_err result = command_open(line, rebuild ? STORE_WRITE : STORE_READ, &context, err);
    if (result != LI_OK)
        return result;
    result =
        checking_run(context, rebuild ? 0 : CHECK_SKIP(CHECK_MAKE), command_answer, &found, err);
    if (result == LI_OK)
        result = check_judge(context->store, &found, err);
    context_close(context);
    return result;
}

static const struct option_spec check_options[] = {
    {"rebuild", 0, NULL, "Rebuild the search index."},
};

const struct command command_check = {
    .name = "check",
    .arguments = "[--rebuild]",
    .help = "Check the database: file, links between records, change history and record rules.",
    COMMAND_OPTIONS(check_options),
    .done = "Checked",
    .run = check_run,
};
