/*
 * cmd_check.c: checks that the database is intact, that its tables equal what the journal says, and
 * that its records follow their rules.
 */
#include "cli/command.h"
#include "cli/metered_check.h"
#include "core/open.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <stdlib.h>

static enum li_err check_say_sound(struct store *store, struct li_error *err)
{
    int64_t records = 0, of_kind = 0, entries = 0;
    enum li_err code = query_count(store, "journal_entry", &entries, err);
    for (size_t i = 0; i < kind_count && !code; i++, records += of_kind)
        code = query_count(store, kinds[i]->name, &of_kind, err);
    if (code)
        return code;
    char *said = li_format("No problems found: %lld record%s, %lld %s.", (long long)records,
        records == 1 ? "" : "s", (long long)entries, entries == 1 ? "entry" : "entries");
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

/* The file itself is fine, so a backup would not help. */
static enum li_err check_say_broken(const struct check_found *found, struct li_error *err)
{
    bool one = found->findings[CHECK_RULES] == 1;
    return li_fail(err, LI_REFUSED, "%lld record%s a rule; correct %s: %s.",
        (long long)found->findings[CHECK_RULES], one ? " breaks" : "s break", one ? "it" : "them",
        found->unlisted ? "`liaise check --rebuild` lists all of them on Today"
        : one           ? "it is listed on Today"
                        : "they are listed on Today");
}

/* Records and journal can only be restored; the search index can be rebuilt. */
static enum li_err check_judge(
    struct store *store, const struct check_found *found, struct li_error *err)
{
    if (check_damage(found) > 0)
        return check_say_damage(store, check_damage(found), err);
    if (found->findings[CHECK_CACHE] > 0)
        return check_say_outdated(store, err);
    return found->findings[CHECK_RULES] > 0 ? check_say_broken(found, err)
                                            : check_say_sound(store, err);
}

static enum li_err check_run(const struct invocation *line, struct li_error *err)
{
    struct context *context;
    struct check_found found;
    bool rebuild = command_option(line, "rebuild") != NULL;
    enum li_err code = command_open(line, rebuild ? STORE_WRITE : STORE_READ, &context, err);
    if (code)
        return code;
    code = metered_check_run(
        context, rebuild ? 0 : CHECK_SKIP(CHECK_REBUILD), command_answer, &found, err);
    if (!code)
        code = check_judge(context->store, &found, err);
    context_close(context);
    return code;
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
