/*
 * log.c: a value logged and made durable, each time on another goal; beside the bare insert of the
 * same row into the same table, committed as durably.
 */
#include "core/log/log_progress.h"
#include "core/open.h"
#include "data/store/query.h"
#include "tests/bench/bare_table.h"
#include "tests/bench/measure.h"
#include <stdlib.h>
#include <string.h>

static void must(enum li_err status, const struct li_error *err)
{
    if (status == LI_OK)
        return;
    fprintf(stderr, "%s\n", err->message);
    exit(1);
}

static void bare_commit(sqlite3 *db, sqlite3_stmt *insert, const struct id *goal)
{
    struct id id = id_new();
    bare_must(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), db);
    sqlite3_bind_blob(insert, 1, id.byte, ID_SIZE, SQLITE_TRANSIENT);
    sqlite3_bind_blob(insert, 2, goal->byte, ID_SIZE, SQLITE_TRANSIENT);
    bare_must(sqlite3_step(insert), db);
    sqlite3_reset(insert);
    bare_must(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL), db);
}

/* A goal with many entries takes longer: those that an earlier run logged on are left out. */
static const char unlogged_goals[] =
    "SELECT id FROM goal g WHERE rowid % 7 = 0 AND NOT EXISTS"
    " (SELECT 1 FROM progress WHERE goal = g.id AND note = 'As planned.') LIMIT 200";

static void measure(struct bench *bench, struct context *context, sqlite3 *db)
{
    struct compared *compared =
        bench_measure(bench, "log progress, durable", "ms", LIMIT_RATIO, 1.5);
    struct log_progress log = {.value = "1", .note = "As planned."};
    struct li_error err;
    int field;
    sqlite3_stmt *insert = NULL;
    struct query *goals = query_new(context->store, unlogged_goals, &err);
    bare_must(sqlite3_prepare_v2(db,
                  "INSERT INTO progress (id, goal, day, value, note) "
                  "VALUES (?1, ?2, '2026-06-30', 1, 'As planned.')",
                  -1, &insert, NULL),
        db);
    struct id ids[200];
    size_t count = 0;
    while (count < 200 && query_step(goals, &err) == 1)
        query_id(goals, 0, &ids[count++]);
    query_free(goals);
    for (size_t i = 0; i < count; i++) {
        double began = clock_ms();
        struct log_goal goal = {0};
        must(log_goal_load(context, &ids[i], &goal, &err), &err);
        must(log_progress(context, &goal, &log, NULL, &field, &err), &err);
        log_goal_clear(&goal);
        samples_add(&compared->ours, clock_ms() - began);
        began = clock_ms();
        bare_commit(db, insert, &ids[i]);
        samples_add(&compared->bare, clock_ms() - began);
    }
    sqlite3_finalize(insert);
}

void bench_log(struct bench *bench)
{
    char *path = bench_path(bench, "db"), *bare = bench_path(bench, "bare.db");
    struct context *context = NULL;
    struct li_error err;
    struct context_options options = {.path = path, .mode = STORE_WRITE, .today = DAY_NONE};
    must(context_open(&context, &options, &err), &err);
    sqlite3 *db = bare_open(bare, path, "progress");
    measure(bench, context, db);
    sqlite3_close(db);
    context_close(context);
    remove(bare);
    free(path);
    free(bare);
}
