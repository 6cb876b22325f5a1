/*
 * check.c: runs the parts of a check, one after another.
 */
#include "core/check/check.h"
#include "core/cache/cache_check.h"
#include "core/cache/cache_schema.h"
#include "core/check/broken.h"
#include "core/check/broken_list.h"
#include "core/function/sql_functions.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include "data/check/journal_check.h"
#include "data/database/database_check.h"
#include "data/team/team_check.h"
#include <assert.h>
#include <stdlib.h>

enum { RULES_TOLD = 100 }; /* findings of CHECK_RULES that are shown */

struct check {
    struct context *context;
    const struct check_observer *observer;
    struct check_found *found;
    enum check_part part;
};

static void check_say(void *arg, const char *finding)
{
    struct check *check = arg;
    check->found->findings[check->part]++;
    check->observer->say(check->observer->arg, finding);
}

static enum li_err check_file(struct check *check, struct li_error *err)
{
    enum li_err code = database_check(check->context->store, check_say, check, err);
    return code ? code : cache_check_schema(check->context, check_say, check, err);
}

static enum li_err check_journal(struct check *check, struct li_error *err)
{
    enum li_err code = journal_check(check->context->store, sql_functions_add, check->context,
        check_say, check, check->observer->progress, check->observer->arg, err);
    return code ? code : team_check(check->context->store, check_say, check, err);
}

static enum li_err check_rebuild(struct check *check, struct li_error *err)
{
    return cache_schema_rebuild(
        check->context, check->observer->progress, check->observer->arg, err);
}

static enum li_err check_cache(struct check *check, struct li_error *err)
{
    return cache_check_rows(check->context, check_say, check, err);
}

static enum li_err check_tell_broken(
    void *arg, const struct record *record, const char *rule, struct li_error *err)
{
    struct check *check = arg;
    if (record->archived_on != DAY_NONE)
        return LI_OK;
    int listed = broken_list_has(check->context, record, err);
    if (listed < 0)
        return err->code;
    check->found->unlisted += !listed;
    if (++check->found->findings[CHECK_RULES] > RULES_TOLD) {
        if (check->found->findings[CHECK_RULES] == RULES_TOLD + 1)
            check->observer->say(
                check->observer->arg, "More problems were found; only the first are shown.");
        return LI_OK;
    }
    char *brief = record_brief(check->context, record);
    char *finding = li_format("%s %s breaks a rule: %s", record->kind->name, brief, rule);
    check->observer->say(check->observer->arg, finding);
    free(finding);
    free(brief);
    return LI_OK;
}

static enum li_err check_rules(struct check *check, struct li_error *err)
{
    const struct broken_observer observer = {
        check_tell_broken, check, check->observer->progress, check->observer->arg};
    return broken_sweep(check->context, &observer, err);
}

static const struct {
    enum li_err (*run)(struct check *check, struct li_error *err);
    bool unmeasured;
} check_parts[CHECK_PART_COUNT] = {
    [CHECK_FILE] = {check_file, true},
    [CHECK_JOURNAL] = {check_journal, false},
    [CHECK_REBUILD] = {check_rebuild, false},
    [CHECK_CACHE] = {check_cache, true},
    [CHECK_RULES] = {check_rules, false},
};

static enum li_err check_run_part(struct check *check, enum check_part part, struct li_error *err)
{
    const struct check_observer *observer = check->observer;
    check->part = part;
    observer->begin(observer->arg, part);
    if (check_parts[part].unmeasured)
        store_on_progress(check->context->store, observer->stop, observer->arg);
    enum li_err code = check_parts[part].run(check, err);
    if (check_parts[part].unmeasured)
        store_on_progress(check->context->store, NULL, NULL);
    observer->end(observer->arg);
    return code;
}

int64_t check_damage(const struct check_found *found)
{
    assert(found);
    return found->findings[CHECK_FILE] + found->findings[CHECK_JOURNAL];
}

enum li_err check_database(struct context *context, unsigned skipped,
    const struct check_observer *observer, struct check_found *out, struct li_error *err)
{
    assert(context && observer && out);
    struct li_error own = {0};
    struct check check = {.context = context, .observer = observer, .found = out};
    enum li_err code = LI_OK;
    err = err ? err : &own;
    *out = (struct check_found){0};
    for (int part = 0; part < CHECK_PART_COUNT && !code; part++) {
        bool looks = part <= CHECK_JOURNAL || check_damage(out) == 0;
        if (looks && !(skipped & CHECK_SKIP(part)))
            code = check_run_part(&check, (enum check_part)part, err);
    }
    /* If damage stopped the check, a finding has said so. */
    return code == LI_CORRUPT && check_damage(out) > 0 ? LI_OK : code;
}
