/*
 * context.c: opening and closing an office.
 */
#include "core/context/context.h"
#include "core/cache/cache_update.h"
#include "core/demo/seed.h"
#include "core/record/record.h"
#include "data/base/memory.h"
#include "data/journal/journal.h"
#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* The caller frees it. */
static char *context_login_name(void)
{
    errno = 0;
    const struct passwd *entry = getpwuid(getuid());
    if (!entry && errno == ENOMEM)
        li_out_of_memory();
    return li_strdup(entry && *entry->pw_name ? entry->pw_name : "somebody");
}

/* Who is at work: as they say, as the database keeps, as they logged in. */
static enum li_err context_settle_author(
    struct context *context, const char *as, struct li_error *err)
{
    enum li_err code = LI_OK;
    if (as && *as)
        context->as = li_strdup(as);
    else
        code = store_fact(context->store, "you", &context->as, err);
    if (code == LI_OK && !context->as)
        context->as = context_login_name();
    if (code == LI_OK)
        store_set_author(context->store, context->as);
    return code;
}

/* A store_naming. */
static char *context_called(void *arg, const char *table, const struct id *id)
{
    const struct kind *kind = kind_find(table);
    return kind ? record_title(arg, kind, id) : NULL;
}

static enum li_err context_open_as_asked(
    struct context **out, const struct context_options *options, struct li_error *err)
{
    struct context *context = li_calloc(1, sizeof *context);
    context->opening = id_new();
    context->day_fixed = options->today != DAY_NONE;
    context->today = context->day_fixed ? options->today : date_now();
    settings_read(&context->settings, options->config, options->config_named);
    context->notify = options->notify;
    context->notify_arg = options->notify_arg;
    enum li_err code = store_open_telling(&context->store, options->path, options->mode,
        sql_functions_add, context, options->progress, options->progress_arg, err);
    if (!code)
        code = cache_ensure(context, options->progress, options->progress_arg, err);
    if (!code) {
        store_set_following(context->store, cache_update, context);
        store_set_naming(context->store, context_called, context);
        code = context_settle_author(context, options->as, err);
    }
    if (code) {
        context_close(context);
        context = NULL;
    }
    *out = context;
    return code;
}

enum li_err context_open(
    struct context **out, const struct context_options *options, struct li_error *err)
{
    enum li_err code = context_open_as_asked(out, options, err);
    if (code != LI_OLDER)
        return code;
    struct context_options updating = *options;
    updating.mode = STORE_WRITE;
    code = context_open_as_asked(out, &updating, err);
    if (code)
        return code;
    context_close(*out);
    return context_open_as_asked(out, options, err);
}

void context_close(struct context *context)
{
    if (!context)
        return;
    char *notice = context->store ? store_take_notice(context->store) : NULL;
    if (notice && context->notify)
        context->notify(context->notify_arg, notice);
    free(notice);
    store_close(context->store);
    cache_update_free(context->settling);
    settings_free(&context->settings);
    free(context->as);
    free(context);
}

bool context_new_day(struct context *context)
{
    day_t now = context->day_fixed ? context->today : date_now();
    bool begun = now != context->today;
    context->today = now;
    return begun;
}

static enum li_err context_keep_names(
    struct store *store, const char *org, const char *you, struct li_error *err)
{
    enum li_err code = org ? store_set_fact(store, "org", org, err) : LI_OK;
    if (!code && you)
        code = store_set_fact(store, "you", you, err);
    return code;
}

enum li_err context_create(const char *path, const char *org, const char *you, struct li_error *err)
{
    struct context *context;
    struct context_options options = {
        .path = path, .mode = STORE_CREATE, .as = you, .today = DAY_NONE};
    enum li_err code = context_open(&context, &options, err);
    if (code)
        return code;
    code = context_keep_names(context->store, org, you, err);
    store_set_author(context->store, LI_ITSELF);
    if (!code)
        code = seed_reference(context, err);
    context_close(context);
    if (code)
        remove(path);
    return code;
}

enum li_err context_org(struct context *context, char **org, struct li_error *err)
{
    enum li_err code = store_fact(context->store, "org", org, err);
    if (code == LI_OK && !*org)
        *org = li_strdup("Our organization");
    return code;
}

struct pace_limits context_limits(const struct context *context)
{
    return (struct pace_limits){
        .on_track = setting_number(&context->settings, SETTING_ON_TRACK),
        .at_risk = setting_number(&context->settings, SETTING_AT_RISK),
        .stale_cadences = setting_number(&context->settings, SETTING_STALE),
    };
}

struct affiliate_health_rules context_rules(const struct context *context)
{
    struct affiliate_health_rules rules = {.pace = context_limits(context),
        .contact_days = (int)setting_number(&context->settings, SETTING_CONTACT_DAYS)};
    for (int part = 0; part < RELATION_PARTS; part++)
        rules.weight[part] =
            setting_number(&context->settings, (enum setting)(SETTING_WEIGHT_GOALS + part));
    return rules;
}

/* The last second of the day here, as a UTC instant. */
static const char *context_end_of_day(day_t day, char out[32])
{
    int year, month, mday;
    date_parts(day, &year, &month, &mday);
    struct tm local = {.tm_year = year - 1900,
        .tm_mon = month - 1,
        .tm_mday = mday,
        .tm_hour = 23,
        .tm_min = 59,
        .tm_sec = 59,
        .tm_isdst = -1};
    time_t instant = mktime(&local);
    struct tm utc;
    gmtime_r(&instant, &utc);
    strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return out;
}

/* A copy that went back in time noted what changed on the way. */
static enum li_err context_settle_past(struct store *store, void *then, struct li_error *err)
{
    (void)store;
    return cache_update(then, err);
}

/* Who follows the way back: through the journal, then through what is made of the records. */
struct way_back {
    journal_progress progress; /* NULL: nobody does */
    void *arg;
    int64_t steps; /* of both; 0: the journal had nothing to tell */
};

/* A journal_progress, of the journal's part. */
static bool context_tell_journal(void *arg, int64_t done, int64_t total, int64_t count)
{
    struct way_back *way = arg;
    way->steps = total;
    return way->progress(way->arg, done, total, count);
}

/* A journal_progress, of what is made after it: the second half, in the steps of the first. */
static bool context_tell_derived(void *arg, int64_t done, int64_t total, int64_t count)
{
    struct way_back *way = arg;
    int64_t half = way->steps / 2;
    int64_t steps = half + (total ? half * done / total : half);
    return way->steps ? way->progress(way->arg, steps, 2 * half, steps)
                      : way->progress(way->arg, done, total, count);
}

enum li_err context_as_of(struct context *context, day_t day, journal_progress progress, void *arg,
    struct context **out, struct li_error *err)
{
    char instant[32];
    struct context *then = li_calloc(1, sizeof *then);
    then->today = day;
    then->day_fixed = true;
    then->as = li_strdup(context->as);
    settings_read(&then->settings, context->settings.file, false);
    struct way_back way = {progress, arg, 0};
    enum li_err code = journal_as_of(context->store, context_end_of_day(day, instant), &then->store,
        sql_functions_add, then, progress ? context_tell_journal : NULL, &way, err);
    if (!code)
        code = cache_ensure(then, progress ? context_tell_derived : NULL, &way, err);
    if (!code)
        code = store_write_local(then->store, context_settle_past, then, err);
    if (!code)
        store_on_progress(then->store, NULL, NULL);
    if (code) {
        context_close(then);
        then = NULL;
    }
    *out = then;
    return code;
}
