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
static char *login_name(void)
{
    errno = 0;
    const struct passwd *entry = getpwuid(getuid());
    if (!entry && errno == ENOMEM)
        li_out_of_memory();
    return li_strdup(entry && *entry->pw_name ? entry->pw_name : "somebody");
}

/* Who is at work: as they say, as the database keeps, as they logged in. */
static enum li_err settle_author(struct li *li, const char *as, struct li_error *err)
{
    enum li_err code = LI_OK;
    if (as && *as)
        li->as = li_strdup(as);
    else
        code = store_fact(li->store, "you", &li->as, err);
    if (code == LI_OK && !li->as)
        li->as = login_name();
    if (code == LI_OK)
        store_set_author(li->store, li->as);
    return code;
}

/* A store_naming. */
static char *called(void *arg, const char *table, const struct id *id)
{
    const struct kind *kind = kind_find(table);
    return kind ? record_title(arg, kind, id) : NULL;
}

static enum li_err open_as_asked(
    struct li **out, const struct li_options *options, struct li_error *err)
{
    struct li *li = li_calloc(1, sizeof *li);
    li->opening = id_new();
    li->day_fixed = options->today != DAY_NONE;
    li->today = li->day_fixed ? options->today : day_now();
    settings_read(&li->settings, options->config, options->config_named);
    li->notify = options->notify;
    li->notify_arg = options->notify_arg;
    enum li_err code = store_open_telling(&li->store, options->path, options->mode, li_functions,
        li, options->progress, options->progress_arg, err);
    if (!code)
        code = li_derive(li, options->progress, options->progress_arg, err);
    if (!code) {
        store_set_following(li->store, li_settle, li);
        store_set_naming(li->store, called, li);
        code = settle_author(li, options->as, err);
    }
    if (code) {
        li_close(li);
        li = NULL;
    }
    *out = li;
    return code;
}

enum li_err li_open(struct li **out, const struct li_options *options, struct li_error *err)
{
    enum li_err code = open_as_asked(out, options, err);
    if (code != LI_OLDER)
        return code;
    struct li_options updating = *options;
    updating.mode = STORE_WRITE;
    code = open_as_asked(out, &updating, err);
    if (code)
        return code;
    li_close(*out);
    return open_as_asked(out, options, err);
}

void li_close(struct li *li)
{
    if (!li)
        return;
    char *notice = li->store ? store_take_notice(li->store) : NULL;
    if (notice && li->notify)
        li->notify(li->notify_arg, notice);
    free(notice);
    store_close(li->store);
    settling_free(li->settling);
    settings_free(&li->settings);
    free(li->as);
    free(li);
}

bool li_new_day(struct li *li)
{
    day_t now = li->day_fixed ? li->today : day_now();
    bool begun = now != li->today;
    li->today = now;
    return begun;
}

static enum li_err keep_names(
    struct store *store, const char *org, const char *you, struct li_error *err)
{
    enum li_err code = org ? store_set_fact(store, "org", org, err) : LI_OK;
    if (!code && you)
        code = store_set_fact(store, "you", you, err);
    return code;
}

enum li_err li_create(const char *path, const char *org, const char *you, struct li_error *err)
{
    struct li *li;
    struct li_options options = {.path = path, .mode = STORE_CREATE, .as = you, .today = DAY_NONE};
    enum li_err code = li_open(&li, &options, err);
    if (code)
        return code;
    code = keep_names(li->store, org, you, err);
    store_set_author(li->store, LI_ITSELF);
    if (!code)
        code = seed_reference(li, err);
    li_close(li);
    if (code)
        remove(path);
    return code;
}

enum li_err li_org(struct li *li, char **org, struct li_error *err)
{
    enum li_err code = store_fact(li->store, "org", org, err);
    if (code == LI_OK && !*org)
        *org = li_strdup("Home");
    return code;
}

struct pace_limits li_limits(const struct li *li)
{
    return (struct pace_limits){
        .on_track = setting_number(&li->settings, SETTING_ON_TRACK),
        .at_risk = setting_number(&li->settings, SETTING_AT_RISK),
        .stale_cadences = setting_number(&li->settings, SETTING_STALE),
    };
}

struct relation_rules li_rules(const struct li *li)
{
    struct relation_rules rules = {.pace = li_limits(li),
        .contact_days = (int)setting_number(&li->settings, SETTING_CONTACT_DAYS)};
    for (int part = 0; part < RELATION_PARTS; part++)
        rules.weight[part] =
            setting_number(&li->settings, (enum setting)(SETTING_WEIGHT_GOALS + part));
    return rules;
}

/* The last second of the day here, as a UTC instant. */
static const char *end_of_day(day_t day, char out[32])
{
    int year, month, mday;
    day_parts(day, &year, &month, &mday);
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
static enum li_err settle_past(struct store *store, void *then, struct li_error *err)
{
    (void)store;
    return li_settle(then, err);
}

/* Who follows the way back: through the journal, then through what is made of the records. */
struct way_back {
    journal_progress progress; /* NULL: nobody does */
    void *arg;
    int64_t steps; /* of both; 0: the journal had nothing to tell */
};

/* A journal_progress, of the journal's part. */
static bool tell_journal(void *arg, int64_t done, int64_t total, int64_t count)
{
    struct way_back *way = arg;
    way->steps = total;
    return way->progress(way->arg, done, total, count);
}

/* A journal_progress, of what is made after it: the second half, in the steps of the first. */
static bool tell_derived(void *arg, int64_t done, int64_t total, int64_t count)
{
    struct way_back *way = arg;
    int64_t half = way->steps / 2;
    int64_t steps = half + (total ? half * done / total : half);
    return way->steps ? way->progress(way->arg, steps, 2 * half, steps)
                      : way->progress(way->arg, done, total, count);
}

enum li_err li_as_of(struct li *li, day_t day, journal_progress progress, void *arg,
    struct li **out, struct li_error *err)
{
    char instant[32];
    struct li *then = li_calloc(1, sizeof *then);
    then->today = day;
    then->day_fixed = true;
    then->as = li_strdup(li->as);
    settings_read(&then->settings, li->settings.file, false);
    struct way_back way = {progress, arg, 0};
    enum li_err code = journal_as_of(li->store, end_of_day(day, instant), &then->store,
        li_functions, then, progress ? tell_journal : NULL, &way, err);
    if (!code)
        code = li_derive(then, progress ? tell_derived : NULL, &way, err);
    if (!code)
        code = store_write_local(then->store, settle_past, then, err);
    if (!code)
        store_on_progress(then->store, NULL, NULL);
    if (code) {
        li_close(then);
        then = NULL;
    }
    *out = then;
    return code;
}
