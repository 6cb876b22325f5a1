/*
 * finding.c: filters and orders on the screen: when the first rows stand there, when all are found;
 * beside a bare loop over the same tables for the same rows, and a key of the bare list to show
 * them.
 */
#include "core/base/number.h"
#include "tests/bench/measure.h"
#include "tests/bench/subject.h"
#include "tests/support/terminal.h"
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

/* The header (line 1) and the first row (line 3) of a list. */
static const char *line(const char *screen, int number, size_t *length)
{
    for (; number > 1 && *screen; number--)
        screen += strcspn(screen, "\n") + 1;
    *length = strcspn(screen, "\n");
    return screen;
}

static bool holds(const char *screen, int number, const char *text)
{
    size_t length;
    const char *at = line(screen, number, &length);
    return memmem(at, length, text, strlen(text)) != NULL;
}

/* The header ends in a number once all are counted, and has no ellipsis once they are in order. */
static bool counted(const char *screen)
{
    size_t length;
    const char *header = line(screen, 1, &length);
    return length > 0 && header[length - 1] >= '0' && header[length - 1] <= '9';
}

static bool complete(const char *screen)
{
    return counted(screen) && !holds(screen, 1, "…") && !holds(screen, 3, "Looking");
}

/* What a filter is and how a row that fits looks. */
struct filter {
    const char *first, *full; /* the names of its measures */
    const char *typed, *last; /* all but the last key, the last key */
    const char *header, *row; /* what the screen shows then */
    const char *scan;         /* the bare loop */
};

static const struct filter filters[] = {
    {"/ words: first hits", "/ words: full count", "/map", "7", "/map7", " Map7",
        "SELECT rid FROM local_cache_affiliate WHERE archived = 0 AND instr(words, 'map7') > 0"},
    {"/ health: first hits", "/ health: full count", "/health:at-ris", "k", "/health:at-risk",
        "At risk",
        "SELECT rid FROM local_cache_affiliate WHERE archived = 0 AND health = 'at-risk'"},
    {"/ field: first hits", "/ field: full count", "/kind:equit", "y", "/kind:equity", " Equity ",
        "SELECT rowid FROM affiliate WHERE archived_on IS NULL AND kind = 'equity'"},
};

static bool shows_first(const char *screen, const void *arg)
{
    const struct filter *filter = arg;
    return holds(screen, 1, filter->header) && holds(screen, 3, filter->row);
}

static bool shows_all(const char *screen, const void *arg)
{
    return shows_first(screen, arg) && counted(screen);
}

struct order {
    const char *name, *first, *late; /* of its measures */
    const char *header;
    const char *sort, *top; /* the bare loops: all, and the first screenful */
};

#define BARE_AFFILIATES "SELECT rowid FROM affiliate WHERE archived_on IS NULL ORDER BY "
#define BARE_CACHE "SELECT rid FROM local_cache_affiliate WHERE archived = 0 ORDER BY "

/* In the order in which `s` comes to them. */
static const struct order orders[] = {
    {"sort by kind", "sort by kind: first rows", "sort by kind: a key meanwhile", "by type",
        BARE_AFFILIATES "kind, name", BARE_AFFILIATES "kind, lower(name) LIMIT 24"},
    {"sort by health", "sort by health: first rows", "sort by health: a key meanwhile", "by health",
        BARE_CACHE "health, words", BARE_CACHE "health, words LIMIT 24"},
    {"sort by code", "sort by code: first rows", "sort by code: a key meanwhile", "by code",
        BARE_AFFILIATES "code, name", BARE_AFFILIATES "lower(code), name LIMIT 24"},
};

enum { FEW = 20000 /* rows, sorted so soon that the first are not looked for before */ };

/* The code of the row that stands first in an order. */
struct first_row {
    const struct order *order;
    char code[64];
};

static bool is_sorted(const char *screen, const void *arg)
{
    return holds(screen, 1, ((const struct order *)arg)->header) && complete(screen);
}

/* Or all are sorted already, and the screen may be elsewhere. */
static bool shows_first_row(const char *screen, const void *arg)
{
    const struct first_row *first = arg;
    return (holds(screen, 1, first->order->header) && holds(screen, 3, first->code)) ||
           is_sorted(screen, first->order);
}

static bool is_sorting(struct subject *ours, const struct order *order)
{
    char *screen = terminal_screen(ours->terminal);
    bool sorted = is_sorted(screen, order);
    free(screen);
    return !sorted;
}

/* arg: how many rows there are. */
static bool is_whole(const char *screen, const void *arg)
{
    char number[NUMBER_SIZE], all[NUMBER_SIZE + 4];
    snprintf(all, sizeof all, " of %s", number_grouped(*(const long *)arg, number));
    return holds(screen, 1, "by name") && holds(screen, 1, all) && complete(screen);
}

struct bare {
    sqlite3 *db;
    struct subject list;
    bool at_end; /* where the list stands */
};

/* ms to show another screenful: to and fro between the ends, so that there always is one. */
static double show(struct bare *bare)
{
    bare->at_end = !bare->at_end;
    return subject_key(&bare->list, bare->at_end ? KEYS_END : KEYS_HOME).ms;
}

static sqlite3_stmt *prepare(struct bare *bare, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(bare->db, sql, -1, &statement, NULL) != SQLITE_OK) {
        fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(bare->db));
        exit(1);
    }
    return statement;
}

/* ms to step through every row and then show some. */
static double scan(struct bare *bare, const char *sql)
{
    double began = clock_ms();
    sqlite3_stmt *statement = prepare(bare, sql);
    int64_t sum = 0;
    while (sqlite3_step(statement) == SQLITE_ROW)
        sum += sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    double scanned = sum >= 0 ? clock_ms() - began : 0;
    return scanned + show(bare);
}

static void measure_filter(
    struct bench *bench, struct subject *ours, struct bare *bare, const struct filter *filter)
{
    struct compared *first = bench_measure(bench, filter->first, "ms", LIMIT_P99, 16);
    struct compared *full = bench_measure(bench, filter->full, "ms", LIMIT_RATIO, 1.2);
    for (int i = 0; i < bench->samples; i++) {
        terminal_type(ours->terminal, filter->typed);
        subject_settle(ours);
        double shown = subject_until(ours, filter->last, shows_first, filter);
        samples_add(&first->ours, shown);
        samples_add(&full->ours, shown + subject_until(ours, "", shows_all, filter));
        samples_add(&full->bare, scan(bare, filter->scan));
        terminal_type(ours->terminal, KEYS_ENTER);
        subject_settle(ours);
        subject_until(ours, KEYS_ESCAPE, is_whole, &bench->rows);
        subject_settle(ours);
    }
}

enum { ORDERS = sizeof orders / sizeof *orders };

static struct first_row first_row(struct bare *bare, const struct order *order)
{
    struct first_row first = {.order = order};
    char sql[256];
    snprintf(sql, sizeof sql, "SELECT code FROM affiliate WHERE rowid = (%s)", order->top);
    sqlite3_stmt *statement = prepare(bare, sql);
    if (sqlite3_step(statement) == SQLITE_ROW)
        snprintf(
            first.code, sizeof first.code, " %s ", (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    return first;
}

/* Keys pressed while an order is found; it may be there before the last of them. */
static void press_meanwhile(
    struct subject *ours, const struct order *order, struct samples *late, int keys)
{
    subject_key(ours, "s");
    for (int key = 0; key < keys && is_sorting(ours, order); key++)
        samples_add(late, subject_key(ours, KEYS_DOWN).ms);
    subject_until(ours, "", is_sorted, order);
}

/* Goes round the orders by `s`; in some rounds keys are pressed while the order is found. */
static void measure_orders(struct bench *bench, struct subject *ours, struct bare *bare)
{
    enum { KEYS = 10 };
    struct compared *times[ORDERS], *first[ORDERS], *late[ORDERS];
    struct first_row rows[ORDERS];
    for (size_t i = 0; i < ORDERS; i++) {
        rows[i] = first_row(bare, &orders[i]);
        first[i] = bench_measure(bench, orders[i].first, "ms", LIMIT_RATIO, 1.3);
        times[i] = bench_measure(bench, orders[i].name, "ms", LIMIT_RATIO, 1.3);
        late[i] = bench_measure(bench, orders[i].late, "ms", LIMIT_P99, 16);
    }
    for (int round = 0; round < bench->samples + bench->samples / KEYS; round++) {
        for (size_t i = 0; i < ORDERS; i++) {
            if (round % (KEYS + 1) == KEYS) {
                press_meanwhile(ours, &orders[i], &late[i]->ours, KEYS);
                continue;
            }
            samples_add(&first[i]->bare, scan(bare, orders[i].top));
            samples_add(&times[i]->bare, scan(bare, orders[i].sort));
            double shown = subject_until(ours, "s", shows_first_row, &rows[i]);
            if (bench->rows > FEW)
                samples_add(&first[i]->ours, shown);
            samples_add(&times[i]->ours, shown + subject_until(ours, "", is_sorted, &orders[i]));
        }
        subject_until(ours, "s", is_whole, &bench->rows);
    }
}

void bench_finding(struct bench *bench)
{
    char *database = bench_path(bench, "db"), *lines = bench_path(bench, "lines");
    struct subject ours = {.argv = (const char *const[]){bench->liaise, "--db", database, NULL}};
    struct bare bare = {.list.argv = (const char *const[]){bench->self, "list", lines, NULL}};
    if (sqlite3_open_v2(database, &bare.db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
        exit(1);
    subject_start(&bare.list);
    subject_start(&ours);
    subject_until(&ours, KEYS_AFFILIATES, is_whole, &bench->rows);
    subject_rest(&ours);
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++)
        measure_filter(bench, &ours, &bare, &filters[i]);
    measure_orders(bench, &ours, &bare);
    subject_leave(&ours);
    subject_leave(&bare.list);
    sqlite3_close(bare.db);
    free(database);
    free(lines);
}
