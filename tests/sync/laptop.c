/*
 * laptop.c: a database that is opened when its turn comes.
 */
#include "tests/sync/laptop.h"
#include "core/open.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include "data/sync/carriers.h"
#include "tests/support/check.h"
#include "tests/sync/cost.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int64_t laptop_clock(void *arg)
{
    const struct site *site = arg;
    return site->dead ? 0 : site->story->time + site->off;
}

void laptop_begin(struct laptop *laptop, struct story *story, const char *folder, int number)
{
    laptop->number = number;
    laptop->role = ACT_ROLE_EDITOR;
    laptop->office.path = li_format("%s/laptop-%d.db", folder, number);
    laptop->site = (struct site){.story = story, .office = &laptop->office};
}

void laptop_end(struct laptop *laptop, bool kept)
{
    laptop_close(laptop);
    if (!kept)
        unlink(laptop->office.path);
    if (laptop->backup && !kept)
        unlink(laptop->backup);
    free(laptop->backup);
    free(laptop->office.path);
}

/* --- opening ---------------------------------------------------------------------------------- */

static struct laptop **laptop_place(struct laptop *laptop)
{
    struct laptop_pool *pool = laptop->pool;
    struct laptop **place = &pool->open[0];
    for (int i = 0; i < LAPTOPS_OPEN_MOST; i++) {
        struct laptop **other = &pool->open[i];
        if (!*other || (*place && (*other)->turn < (*place)->turn))
            place = other;
    }
    return place;
}

/* Nobody kills it, so nothing need be waited for. */
static void laptop_hurry(struct store *store)
{
    int rc = sqlite3_exec(store_db(store), "PRAGMA synchronous = OFF", NULL, NULL, NULL);
    assert_int_equal(rc, SQLITE_OK);
}

static void laptop_open_as(struct laptop *laptop, enum store_mode mode)
{
    struct li_error err = {0};
    char *person = li_format("Person %d", laptop->number);
    const struct context_options options = {
        .path = laptop->office.path, .mode = mode, .as = person, .today = date_parse(OFFICE_TODAY)};
    if (context_open(&laptop->office.context, &options, &err))
        fail_msg("%s", err.message);
    free(person);
    store_set_clock(laptop->office.context->store, laptop_clock, &laptop->site);
    if (!laptop->pool->durable)
        laptop_hurry(laptop->office.context->store);
}

struct store *laptop_open(struct laptop *laptop)
{
    laptop->turn = ++laptop->pool->turn;
    if (!laptop->office.context) {
        struct laptop **place = laptop_place(laptop);
        if (*place)
            laptop_close(*place);
        laptop_open_as(laptop, STORE_WRITE);
        *laptop_place(laptop) = laptop;
    }
    return laptop->office.context->store;
}

void laptop_close(struct laptop *laptop)
{
    context_close(laptop->office.context);
    laptop->office.context = NULL;
    for (int i = 0; i < LAPTOPS_OPEN_MOST; i++)
        if (laptop->pool->open[i] == laptop)
            laptop->pool->open[i] = NULL;
}

/* --- files ------------------------------------------------------------------------------------ */

void laptop_create(struct laptop *laptop)
{
    struct li_error err = {0};
    if (context_create(laptop->office.path, "Home Association", NULL, &err))
        fail_msg("%s", err.message);
}

void laptop_create_blank(struct laptop *laptop)
{
    laptop_open_as(laptop, STORE_CREATE);
    laptop_close(laptop);
}

static void laptop_copy_file(const char *from, const char *to)
{
    static char room[1 << 18];
    size_t size;
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    assert_non_null(in);
    assert_non_null(out);
    while ((size = fread(room, 1, sizeof room, in)) > 0)
        assert_int_equal(fwrite(room, 1, size, out), size);
    fclose(in);
    assert_int_equal(fclose(out), 0);
}

void laptop_copy(struct laptop *laptop, struct laptop *from)
{
    laptop_close(from);
    laptop_close(laptop);
    laptop_copy_file(from->office.path, laptop->office.path);
    laptop->role = from->role;
}

void laptop_back_up(struct laptop *laptop)
{
    if (!laptop->backup)
        laptop->backup = li_format("%s.backup", laptop->office.path);
    laptop_close(laptop);
    laptop_copy_file(laptop->office.path, laptop->backup);
}

void laptop_restore(struct laptop *laptop)
{
    if (!laptop->backup)
        return;
    laptop_close(laptop);
    laptop_copy_file(laptop->backup, laptop->office.path);
}

/* --- working ---------------------------------------------------------------------------------- */

static int64_t laptop_entries(struct store *store)
{
    struct li_error err = {0};
    struct query *query =
        query_new(store, "SELECT max(seq) FROM journal_entry WHERE replica = ?1", &err);
    query_bind_id(query, 1, store_replica(store));
    assert_int_equal(query_step(query, &err), 1);
    int64_t seq = query_int(query, 0);
    query_free(query);
    return seq;
}

size_t laptop_work(struct laptop *laptop, size_t entries)
{
    if (laptop->role == ACT_ROLE_READER || entries == 0)
        return 0;
    struct store *store = laptop_open(laptop);
    int64_t before = laptop_entries(store), written = 0;
    struct cost began = cost_now();
    for (size_t deeds = 0; deeds < 4 * entries && written < (int64_t)entries; deeds++) {
        deed_by_chance(&laptop->site);
        written = laptop_entries(store) - before;
    }
    laptop->tally->worked += cost_since(began).cpu;
    return written > 0 ? (size_t)written : 0;
}

/* --- syncing ---------------------------------------------------------------------------------- */

void laptop_add_folder(struct laptop *laptop, const char *name, const char *folder)
{
    struct li_error err = {0};
    if (carriers_add(laptop_open(laptop), name, "folder", folder, &err))
        fail_msg("%s", err.message);
}

size_t laptop_count(struct laptop *laptop, struct sync_result *result)
{
    struct laptop_tally *tally = laptop->tally;
    size_t moved = result->came + result->went;
    tally->syncs++;
    tally->came += result->came;
    tally->went += result->went;
    tally->conflicts += result->conflicts;
    tally->failed += result->failed;
    tally->aside += result->aside;
    for (size_t i = 0; i < result->said_count && !tally->why; i++)
        if (result->said[i].failed)
            tally->why = li_format("laptop %d: %s", laptop->number, result->said[i].text);
    sync_result_clear(result);
    return moved;
}

size_t laptop_sync(struct laptop *laptop, const char *via)
{
    struct li_error err = {0};
    struct sync_result result;
    const struct sync_options options = {.via = via};
    struct store *store = laptop_open(laptop);
    struct cost began = cost_now();
    if (sync_run(store, &options, &result, &err))
        fail_msg("laptop %d: %s", laptop->number, err.message);
    laptop->tally->synced += cost_since(began).cpu;
    return laptop_count(laptop, &result);
}

void laptop_mail(struct laptop *laptop, struct laptop *to, const char *path)
{
    struct li_error err = {0};
    struct sync_result result;
    const struct sync_options options = {0};
    struct store *there = laptop_open(to), *here = laptop_open(laptop);
    struct cost began = cost_now();
    if (sync_export(here, path, store_replica(there), &result, &err))
        fail_msg("laptop %d: %s", laptop->number, err.message);
    laptop_count(laptop, &result);
    if (sync_import(there, path, &options, &result, &err))
        fail_msg("laptop %d: %s", to->number, err.message);
    laptop_count(to, &result);
    laptop->tally->synced += cost_since(began).cpu;
    unlink(path);
}
