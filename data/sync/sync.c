/*
 * sync.c: syncs with all carriers of a database in turn, or with one file.
 */
#include "data/sync/sync.h"
#include "data/base/memory.h"
#include "data/carrier/bundle_file.h"
#include "data/carrier/told_heads.h"
#include "data/store/transaction.h"
#include "data/sync/carriers.h"
#include "data/sync/sync_pull.h"
#include "data/sync/sync_push.h"
#include "data/sync/sync_snapshot.h"
#include "data/team/team_owed.h"
#include "data/team/team_write.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* --- results ---------------------------------------------------------------------------------- */

char *sync_result_line(const struct sync_result *result)
{
    assert(result);
    return li_format("Received %zu entr%s, sent %zu, %zu conflicting edit%s.", result->came,
        result->came == 1 ? "y" : "ies", result->went, result->conflicts,
        result->conflicts == 1 ? "" : "s");
}

void sync_result_clear(struct sync_result *result)
{
    for (size_t i = 0; i < result->said_count; i++)
        free(result->said[i].text);
    free(result->said);
    *result = (struct sync_result){0};
}

/* --- the team --------------------------------------------------------------------------------- */

static char *sync_join_line(const struct team_join *join)
{
    return li_format("%s asks to join with an invitation that %s; admit it with `liaise devices "
                     "admit %s` if you know why.",
        join->name, join->first ? "is dated in the future" : "was used before or has expired",
        join->name);
}

/* Reports devices that ask to join with an invitation that was used, has expired, or is dated in
   the future: a person must decide. */
static void sync_say_joins(struct sync_work *work, bool quiet, size_t *known)
{
    size_t count = 0;
    const struct team *team = &work->team;
    const struct team_device *own = team_own(team, work->store);
    for (size_t i = 0; own && own->role == ACT_ROLE_ADMIN && i < team->join_count; i++)
        if (!team_owed_admits(work->store, team, &team->joins[i]) && count++ >= *known && !quiet)
            sync_work_say(work, false, sync_join_line(&team->joins[i]));
    *known = count;
}

static bool sync_is_revoked(const struct sync_work *work)
{
    const struct team_device *own = team_own(&work->team, work->store);
    return own && own->revoked;
}

/* Reports that this device was revoked: else its person would go on logging what nobody takes. */
static void sync_say_revoked(struct sync_work *work, bool before)
{
    if (!sync_is_revoked(work))
        return;
    sync_work_say(work, false,
        li_strdup("This device was revoked: others take nothing it logs. Ask for an invitation."));
    work->result->said[work->result->said_count - 1].again = before;
}

/* Reports that a copy of this database, or a restored backup, wrote entries as well. Both
   count. */
static void sync_say_fork(struct sync_work *work, const struct id *before)
{
    if (!id_equal(before, store_replica(work->store)))
        sync_work_say(work, false,
            li_strdup(
                "A copy of this database, or the database before a backup was restored, wrote "
                "entries of its own. All of them count, and this one continues under a new name."));
}

/* --- carriers --------------------------------------------------------------------------------- */

/* The carriers of one sync, open together. */
struct sync_all {
    struct sync_work work;
    struct carriers table;
    struct carrier *open; /* as many as the table has */
    bool *failed;
};

enum li_err sync_check_shared(struct store *store, struct id *team, struct li_error *err)
{
    assert(store && team && err);
    bool shared;
    enum li_err code = team_save_is_shared(store, &shared, team, err);
    if (!code && !shared)
        code = li_fail(err, LI_REFUSED,
            "This database is not shared yet: begin with `liaise carrier add`, or `liaise join` "
            "with an invitation.");
    return code;
}

/* Records that a carrier failed; the sync goes on with the others. Only a person stops all. */
static enum li_err sync_fail(struct sync_all *all, size_t which, struct li_error *err)
{
    if (err->code == LI_INTERRUPTED)
        return LI_INTERRUPTED;
    const char *name = all->table.items[which].name;
    struct li_error ignored;
    all->failed[which] = true;
    all->work.result->failed++;
    sync_work_say(&all->work, true, li_format("%s: %s", name, err->message));
    carriers_save_end(all->work.store, name, err->message, &ignored);
    return LI_OK;
}

static bool sync_wants(const struct sync_all *all, size_t which)
{
    const char *via = all->work.options->via;
    return !all->failed[which] && (!via || strcmp(via, all->table.items[which].name) == 0);
}

static enum li_err sync_open_and_pull(struct sync_all *all, size_t which, struct li_error *err)
{
    struct carrier *carrier = &all->open[which];
    if (!carrier->class)
        return li_fail(
            err, LI_REFUSED, "This liaise can't use a %s.", all->table.items[which].class_name);
    enum li_err code = carrier->class->open(carrier, err);
    return code ? code : sync_pull(&all->work, carrier, true, err);
}

static enum li_err sync_push_to(struct sync_all *all, size_t which, struct li_error *err)
{
    struct carrier *carrier = &all->open[which];
    struct heads there;
    size_t went = 0;
    carrier->device = *store_replica(all->work.store); /* pulling may have renamed it */
    enum li_err code = sync_push_ask(&all->work, carrier, &there, err);
    if (!code)
        code = sync_push(&all->work, carrier, &there, &went, err);
    heads_clear(&there);
    if (went > all->work.result->went)
        all->work.result->went = went;
    if (!code)
        code = sync_snapshot(&all->work, carrier, err);
    return code ? code : carriers_save_end(all->work.store, carrier->name, NULL, err);
}

typedef enum li_err (*sync_step)(struct sync_all *all, size_t which, struct li_error *err);

static enum li_err sync_each(struct sync_all *all, sync_step step, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (size_t i = 0; i < all->table.count && !code; i++)
        if (sync_wants(all, i) && step(all, i, err))
            code = sync_fail(all, i, err);
    return code;
}

static enum li_err sync_begin(struct sync_all *all, struct li_error *err)
{
    struct store *store = all->work.store;
    struct id team;
    const struct carriers_item *named;
    enum li_err code = sync_check_shared(store, &team, err);
    if (!code)
        code = carriers_load(store, &all->table, err);
    if (!code && (all->work.options->via || all->table.count == 0))
        code = carriers_find(
            &all->table, all->work.options->via ? all->work.options->via : "", &named, err);
    all->open = li_calloc(all->table.count + 1, sizeof *all->open);
    all->failed = li_calloc(all->table.count + 1, sizeof *all->failed);
    for (size_t i = 0; i < all->table.count; i++)
        all->open[i] = (struct carrier){.class = all->table.items[i].class,
            .name = all->table.items[i].name,
            .place = all->table.items[i].place,
            .store = store,
            .team = team,
            .device = *store_replica(store)};
    return code;
}

static void sync_end(struct sync_all *all)
{
    for (size_t i = 0; i < all->table.count; i++)
        if (all->open[i].class)
            all->open[i].class->close(&all->open[i]);
    free(all->open);
    free(all->failed);
    sync_work_clear(&all->work);
    carriers_clear(&all->table);
}

enum li_err sync_run(struct store *store, const struct sync_options *options,
    struct sync_result *out, struct li_error *err)
{
    assert(store && options && out && err);
    *out = (struct sync_result){0};
    struct sync_all all = {.work = {.store = store, .options = options, .result = out}};
    size_t joins = 0;
    struct id before = *store_replica(store);
    transaction_series_begin(store);
    enum li_err code = sync_begin(&all, err);
    if (!code)
        code = sync_work_update_team(&all.work, err);
    sync_say_joins(&all.work, true, &joins);
    bool revoked = sync_is_revoked(&all.work);
    if (!code)
        code = sync_each(&all, sync_open_and_pull, err);
    sync_say_fork(&all.work, &before);
    if (!code)
        code = sync_each(&all, sync_push_to, err);
    if (!code && out->came > 0)
        sync_say_joins(&all.work, false, &joins);
    if (!code)
        sync_say_revoked(&all.work, revoked);
    if (!code && out->came + out->went > 0)
        code = heads_save(store, err);
    transaction_series_end(store);
    sync_end(&all);
    return code;
}

/* --- files ------------------------------------------------------------------------------------ */

static enum li_err sync_open_file(
    struct sync_work *work, const char *path, struct carrier *carrier, struct li_error *err)
{
    *carrier = (struct carrier){.class = &bundle_file_class,
        .name = path,
        .place = path,
        .store = work->store,
        .device = *store_replica(work->store)};
    enum li_err code = sync_check_shared(work->store, &carrier->team, err);
    return code ? code : carrier->class->open(carrier, err);
}

enum li_err sync_export(struct store *store, const char *path, const struct id *device,
    struct sync_result *out, struct li_error *err)
{
    assert(store && path && out && err);
    *out = (struct sync_result){0};
    const struct sync_options options = {0};
    struct sync_work work = {.store = store, .options = &options, .result = out};
    struct carrier carrier;
    struct heads there = {0};
    enum li_err code = sync_open_file(&work, path, &carrier, err);
    if (!code)
        code = sync_work_update_team(&work, err);
    if (!code && device)
        code = told_heads_load(store, device, &there, err);
    if (!code)
        code = sync_push(&work, &carrier, &there, &out->went, err);
    heads_clear(&there);
    carrier.class->close(&carrier);
    sync_work_clear(&work);
    return code;
}

enum li_err sync_import(struct store *store, const char *path, const struct sync_options *options,
    struct sync_result *out, struct li_error *err)
{
    assert(store && path && options && out && err);
    *out = (struct sync_result){0};
    struct sync_work work = {.store = store, .options = options, .result = out};
    struct carrier carrier;
    struct heads there = {0};
    size_t joins = 0;
    struct id before = *store_replica(store);
    struct li_error why;
    transaction_series_begin(store);
    enum li_err code = sync_open_file(&work, path, &carrier, err);
    if (!code)
        code = sync_work_update_team(&work, err);
    sync_say_joins(&work, true, &joins);
    bool revoked = sync_is_revoked(&work);
    if (!code && sync_pull(&work, &carrier, false, &why)) {
        out->failed++;
        sync_work_say(&work, true, li_strdup(why.message));
        code = why.code == LI_INTERRUPTED ? li_fail(err, why.code, "%s", why.message) : LI_OK;
    } else if (!code) {
        code = sync_push_ask(&work, &carrier, &there, err);
    }
    sync_say_fork(&work, &before);
    if (!code && out->came > 0)
        sync_say_joins(&work, false, &joins);
    if (!code)
        sync_say_revoked(&work, revoked);
    if (!code && out->came > 0)
        code = heads_save(store, err);
    transaction_series_end(store);
    heads_clear(&there);
    carrier.class->close(&carrier);
    sync_work_clear(&work);
    return code;
}
