/*
 * goals.c: the list of goals, of which there are two an affiliate: read from either end, its first
 * rows in other orders, and a filter over their affiliates that no goal passes. What liaise reads
 * is read in this process, beside bare statements on the same tables.
 */
#include "core/base/number.h"
#include "core/kind/goal.h"
#include "core/open.h"
#include "core/query/listing.h"
#include "tests/bench/bare_table.h"
#include "tests/bench/measure.h"
#include "tests/bench/subject.h"
#include "tests/support/terminal.h"
#include <stdlib.h>
#include <string.h>

enum { FIRST = 24 /* rows: a screenful */ };

#define BARE_FIRST "SELECT r.title, r.due FROM goal r WHERE r.archived_on IS NULL ORDER BY "
#define BARE_STORED                                                                                \
    "SELECT r.title, r.due FROM local_cache_goal k CROSS JOIN goal r ON r.rowid = k.rid"           \
    " WHERE k.archived = 0 ORDER BY "
#define BARE_WHOLE "SELECT rid FROM local_cache_goal WHERE archived = 0 ORDER BY "
#define BARE_LIMIT " LIMIT 24"

/* limit 0: the row ids of all; else the first rows with two columns. */
static const struct reading {
    const char *name, *filter, *sort;
    int64_t limit;
    double ratio;
    const char *bare;
} readings[] = {
    {"goals: all, by due", NULL, NULL, 0, 2, BARE_WHOLE "lead, words, rid"},
    {"goals: all, by -due", NULL, "-due", 0, 2, BARE_WHOLE "lead DESC, words DESC, rid DESC"},
    {"goals: first, by due", NULL, "due", FIRST, 2, BARE_STORED "lead, words, rid" BARE_LIMIT},
    {"goals: first, by -due", NULL, "-due", FIRST, 2,
        BARE_STORED "lead DESC, words DESC, rid DESC" BARE_LIMIT},
    {"goals: first, by title", NULL, "title", FIRST, 1.3, BARE_FIRST "lower(r.title)" BARE_LIMIT},
    {"goals: first, by -title", NULL, "-title", FIRST, 1.3,
        BARE_FIRST "lower(r.title) DESC" BARE_LIMIT},
    {"goals: first, by health", NULL, "health", FIRST, 1.3,
        "SELECT r.title, r.due FROM (SELECT rid FROM local_cache_goal WHERE archived = 0"
        " ORDER BY health" BARE_LIMIT ") o CROSS JOIN goal r ON r.rowid = o.rid"},
    {"goals: none of an affiliate", "affiliate.name:zzz", NULL, 0, 1.3,
        "SELECT g.rowid FROM affiliate a CROSS JOIN goal g ON g.affiliate = a.id"
        " WHERE instr(lower(a.name), 'zzz') > 0"},
};

static void goals_must(bool done, const struct li_error *err)
{
    if (done)
        return;
    fprintf(stderr, "%s\n", err->message);
    exit(1);
}

/* ms from the question to the last row. */
static double goals_read(struct context *context, const struct reading *reading)
{
    struct listing listing = {.kind = &kind_goal,
        .filter = reading->filter,
        .sort = reading->sort,
        .limit = reading->limit};
    struct li_error err;
    struct columns columns;
    int more;
    double began = clock_ms();
    goals_must(!columns_parse(&kind_goal, "title,due", &columns, &err), &err);
    struct query *query = reading->limit > 0 ? listing_records(context, &listing, &columns, &err)
                                             : listing_rows(context, &listing, &err);
    goals_must(query != NULL, &err);
    while ((more = query_step(query, &err)) > 0)
        query_int(query, 0);
    goals_must(more == 0, &err);
    query_free(query);
    columns_free(&columns);
    return clock_ms() - began;
}

static double goals_read_bare(sqlite3 *db, const struct reading *reading)
{
    sqlite3_stmt *statement = NULL;
    int step;
    double began = clock_ms();
    bare_must(sqlite3_prepare_v2(db, reading->bare, -1, &statement, NULL), db);
    while ((step = sqlite3_step(statement)) == SQLITE_ROW)
        sqlite3_column_int64(statement, 0);
    bare_must(step, db);
    sqlite3_finalize(statement);
    return clock_ms() - began;
}

static void measure_reading(struct bench *bench, const char *database)
{
    struct context *context = NULL;
    struct li_error err;
    struct context_options options = {.path = database, .mode = STORE_READ, .today = DAY_NONE};
    goals_must(!context_open(&context, &options, &err), &err);
    sqlite3 *db = NULL;
    bare_must(sqlite3_open_v2(database, &db, SQLITE_OPEN_READONLY, NULL), db);
    bare_must(sqlite3_exec(db, "PRAGMA cache_size = -16384", NULL, NULL, NULL), db);
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
        struct compared *compared =
            bench_measure(bench, readings[i].name, "ms", LIMIT_RATIO, readings[i].ratio);
        for (int sample = 0; sample < bench->samples; sample++) {
            samples_add(&compared->ours, goals_read(context, &readings[i]));
            samples_add(&compared->bare, goals_read_bare(db, &readings[i]));
        }
    }
    sqlite3_close(db);
    context_close(context);
}

/* --- on the screen -----------------------------------------------------------------------------
 */

static bool header_has(const char *screen, const char *text)
{
    return memmem(screen, strcspn(screen, "\n"), text, strlen(text)) != NULL;
}

/* arg: how the header tells the order. Once all are in that order it has no ellipsis. */
static bool is_whole(const char *screen, const void *arg)
{
    return header_has(screen, arg) && !header_has(screen, "…");
}

/* arg: how many goals there are. */
static bool is_all(const char *screen, const void *arg)
{
    char number[NUMBER_SIZE], all[NUMBER_SIZE + 4];
    snprintf(all, sizeof all, " of %s", number_grouped(*(const long *)arg, number));
    return header_has(screen, all) && is_whole(screen, "by due");
}

static bool counts_none(const char *screen, const void *arg)
{
    (void)arg;
    return header_has(screen, " 0 of 0");
}

static bool counted_none(const char *screen, const void *arg)
{
    return counts_none(screen, arg) && !header_has(screen, "…");
}

static void measure_backward(struct bench *bench, struct subject *ours)
{
    struct compared *backward = bench_measure(bench, "goals: S, backward", "ms", LIMIT_NONE, 0);
    struct compared *forward = bench_measure(bench, "goals: S, forward", "ms", LIMIT_NONE, 0);
    for (int i = 0; i < bench->samples; i++) {
        samples_add(&backward->ours, subject_until(ours, "S", is_whole, "by due date ▼"));
        subject_settle(ours);
        samples_add(&forward->ours, subject_until(ours, "S", is_whole, "by due date ▲"));
        subject_settle(ours);
    }
}

/* From many goals to none: the count runs at once, and says so once none can come. */
static void measure_none(struct bench *bench, struct subject *ours, long goals)
{
    struct compared *runs =
        bench_measure(bench, "goals: / none: a count runs", "ms", LIMIT_P99, 16);
    struct compared *known =
        bench_measure(bench, "goals: / none: it is known", "ms", LIMIT_NONE, 0);
    for (int i = 0; i < bench->samples; i++) {
        terminal_type(ours->terminal, "/affiliate.name:map");
        subject_settle(ours);
        double shown = subject_until(ours, "q", counts_none, NULL);
        samples_add(&runs->ours, shown);
        samples_add(&known->ours, shown + subject_until(ours, "", counted_none, NULL));
        terminal_type(ours->terminal, KEYS_ENTER);
        subject_settle(ours);
        subject_until(ours, KEYS_ESCAPE, is_all, &goals);
        subject_settle(ours);
    }
}

void bench_goals(struct bench *bench)
{
    char *database = bench_path(bench, "db");
    struct subject ours = {.argv = (const char *const[]){bench->liaise, "--db", database, NULL}};
    long goals = 2 * bench->rows;
    measure_reading(bench, database);
    subject_start(&ours);
    subject_until(&ours, "3", is_all, &goals);
    subject_rest(&ours);
    measure_backward(bench, &ours);
    measure_none(bench, &ours, goals);
    subject_leave(&ours);
    free(database);
}
