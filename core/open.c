/*
 * open.c: the life of a context: created, opened, opened as of a day, closed.
 */
#include "core/open.h"
#include "core/cache/cache_day.h"
#include "core/cache/cache_schema.h"
#include "core/cache/cache_update.h"
#include "core/check/broken_list.h"
#include "core/demo/seed.h"
#include "core/function/sql_functions.h"
#include "core/history/authors.h"
#include "core/kind/kinds.h"
#include "core/people/my_portfolio.h"
#include "core/record/record.h"
#include "core/record/record_load.h"
#include "core/sync/conflicts_functions.h"
#include "data/base/memory.h"
#include "data/database/fact.h"
#include "data/journal/journal_as_of.h"
#include "data/store/transaction.h"
#include "data/store_open.h"
#include <assert.h>
#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* The caller frees it. */
static char *open_login_name(void)
{
    errno = 0;
    const struct passwd *entry = getpwuid(getuid());
    if (!entry && errno == ENOMEM)
        li_out_of_memory();
    return li_strdup(entry && *entry->pw_name ? entry->pw_name : "unknown user");
}

/* The user's name: as given, else as stored in the database, else the login name. */
static enum li_err open_set_author(struct context *context, const char *as, struct li_error *err)
{
    enum li_err code = LI_OK;
    if (as && *as)
        context->as = li_strdup(as);
    else
        code = fact_load(context->store, "you", &context->as, err);
    if (!code && !context->as)
        context->as = open_login_name();
    if (!code)
        store_set_author(context->store, context->as);
    return code;
}

/* A store_naming: how the sentences of floors below name a record. */
static char *open_title(void *arg, const char *table, const struct id *id)
{
    const struct kind *kind = kind_find(table);
    return kind ? record_title(arg, kind, id) : NULL;
}

/* A store_prepare: the SQL functions of all floors. */
static int open_add_functions(struct sqlite3 *db, void *context)
{
    int rc = sql_functions_add(db, context);
    return rc ? rc : sql_functions_add_table(db, conflicts_functions, context);
}

/* A context without a store yet, with the tables that floors below get from those above. */
static struct context *open_new(day_t today)
{
    struct context *context = li_calloc(1, sizeof *context);
    kinds_begin();
    context->extension = &broken_list_extension;
    context->filter_words = my_portfolio_words;
    context->opening = id_new();
    context->today = today;
    return context;
}

static enum li_err open_as_asked(
    struct context **out, const struct context_options *options, struct li_error *err)
{
    bool fixed = options->today != DAY_NONE;
    struct context *context = open_new(fixed ? options->today : date_now());
    context->day_fixed = fixed;
    settings_read(&context->settings, options->config, options->config_named);
    context->notify = options->notify;
    context->notify_arg = options->notify_arg;
    enum li_err code = store_open_with_progress(&context->store, options->path, options->mode,
        open_add_functions, context, options->progress, options->progress_arg, err);
    if (!code)
        code = cache_schema_ensure(context, options->progress, options->progress_arg, err);
    if (!code) {
        cache_day_load(context);
        store_set_commit_hook(context->store, cache_update, context);
        store_set_naming(context->store, open_title, context);
        code = open_set_author(context, options->as, err);
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
    assert(out && options && options->path);
    enum li_err code = open_as_asked(out, options, err);
    if (code != LI_OLDER)
        return code;
    struct context_options updating = *options;
    updating.mode = STORE_WRITE;
    code = open_as_asked(out, &updating, err);
    if (code)
        return code;
    context_close(*out);
    return open_as_asked(out, options, err);
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
    cache_update_free(context->update);
    authors_free(context->authors);
    settings_free(&context->settings);
    free(context->as);
    free(context);
}

static enum li_err open_store_names(
    struct store *store, const char *org, const char *you, struct li_error *err)
{
    enum li_err code = org ? fact_save(store, "org", org, err) : LI_OK;
    if (!code && you)
        code = fact_save(store, "you", you, err);
    return code;
}

enum li_err context_create(const char *path, const char *org, const char *you, struct li_error *err)
{
    struct context *context;
    assert(path);
    struct context_options options = {
        .path = path, .mode = STORE_CREATE, .as = you, .today = DAY_NONE};
    enum li_err code = context_open(&context, &options, err);
    if (code)
        return code;
    code = open_store_names(context->store, org, you, err);
    store_set_author(context->store, LI_ITSELF);
    if (!code)
        code = seed_reference(context, err);
    context_close(context);
    if (code)
        remove(path);
    return code;
}

/* The last second of the day here, as a UTC instant. */
static const char *open_end_of_day(day_t day, char out[32])
{
    time_t instant = date_end_of_day(day);
    struct tm utc;
    gmtime_r(&instant, &utc);
    strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return out;
}

/* The rolled-back copy has marks on all that changed. */
static enum li_err open_update_past(struct store *store, void *then, struct li_error *err)
{
    (void)store;
    return cache_update(then, err);
}

/* Progress of the way back: first through the journal, then through the cache. */
struct open_way_back {
    progress_fn progress; /* may be NULL */
    void *arg;
    int64_t steps; /* of the journal, counted twice; 0: it told none */
};

/* A progress_fn: the first half. */
static bool open_tell_journal(void *arg, int64_t done, int64_t total, int64_t count)
{
    struct open_way_back *way = arg;
    way->steps = total;
    return way->progress(way->arg, done, total, count);
}

/* A progress_fn: the second half, in the steps of the first. */
static bool open_tell_cache(void *arg, int64_t done, int64_t total, int64_t count)
{
    struct open_way_back *way = arg;
    int64_t half = way->steps / 2;
    int64_t steps = half + (total ? half * done / total : half);
    return way->steps ? way->progress(way->arg, steps, 2 * half, steps)
                      : way->progress(way->arg, done, total, count);
}

enum li_err context_as_of(struct context *context, day_t day, progress_fn progress, void *arg,
    struct context **out, struct li_error *err)
{
    char instant[32];
    assert(context && out && day != DAY_NONE);
    struct context *then = open_new(day);
    then->day_fixed = true;
    then->as = li_strdup(context->as);
    settings_read(&then->settings, context->settings.file, false);
    struct open_way_back way = {progress, arg, 0};
    enum li_err code = journal_as_of(context->store, open_end_of_day(day, instant), &then->store,
        open_add_functions, then, progress ? open_tell_journal : NULL, &way, err);
    if (!code)
        code = cache_schema_ensure(then, progress ? open_tell_cache : NULL, &way, err);
    if (!code)
        code = transaction_write_local(then->store, open_update_past, then, err);
    if (!code)
        store_on_progress(then->store, NULL, NULL);
    if (code) {
        context_close(then);
        then = NULL;
    }
    *out = then;
    return code;
}
