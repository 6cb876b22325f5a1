/*
 * prepare.c: the database of a size, made once and kept for the next run, and its first columns as
 * lines for the bare list.
 */
#include "tests/bench/measure.h"
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void run(const char *command)
{
    if (system(command) == 0)
        return;
    fprintf(stderr, "This failed: %s\n", command);
    exit(1);
}

/* Another version's database is brought up to date here, not while something is measured. */
static void make_database(const struct bench *bench, const char *path)
{
    char *command = NULL;
    if (access(path, F_OK) != 0) {
        fprintf(stderr, "Making %s: %ld affiliates, some 5 KB each.\n", path, bench->rows);
        if (asprintf(&command, "'%s' demo --rows %ld -o '%s'", bench->liaise, bench->rows, path) <
            0)
            abort();
        run(command);
        free(command);
    }
    if (asprintf(&command, "'%s' --db '%s' list affiliate --limit 1 >/dev/null", bench->liaise,
            path) < 0)
        abort();
    run(command);
    free(command);
}

static void make_lines(const char *path, const char *lines)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *rows = NULL;
    FILE *out = access(lines, F_OK) == 0 ? NULL : fopen(lines, "w");
    if (!out)
        return;
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(db,
            "SELECT r.code, r.name, r.kind, k.health FROM local_cache_affiliate k"
            " CROSS JOIN affiliate r ON r.rowid = k.rid ORDER BY k.words, k.rid",
            -1, &rows, NULL) != SQLITE_OK) {
        fprintf(stderr, "%s: %s\n", path, sqlite3_errmsg(db));
        exit(1);
    }
    while (sqlite3_step(rows) == SQLITE_ROW)
        fprintf(out, " %-10.10s %-37.37s  %-13.13s  %-12.12s\n", sqlite3_column_text(rows, 0),
            sqlite3_column_text(rows, 1), sqlite3_column_text(rows, 2),
            sqlite3_column_text(rows, 3));
    sqlite3_finalize(rows);
    sqlite3_close(db);
    fclose(out);
}

void bench_warm(const struct bench *bench)
{
    static char bytes[1 << 20];
    char *path = bench_path(bench, "db");
    FILE *in = fopen(path, "r");
    while (in && fread(bytes, 1, sizeof bytes, in) > 0)
        ;
    if (in)
        fclose(in);
    free(path);
}

void bench_prepare(struct bench *bench)
{
    char *path = bench_path(bench, "db"), *lines = bench_path(bench, "lines");
    mkdir(bench->folder, 0700);
    make_database(bench, path);
    make_lines(path, lines);
    free(path);
    free(lines);
}
