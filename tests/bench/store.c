/*
 * store.c: a logged value made durable, and affiliates imported from CSV; each beside a bare SQLite
 * program on a table with the same columns and indexes.
 */
#include "../../core/demo.h"
#include "../../core/exchange/import.h"
#include "../../core/work.h"
#include "../../data/query.h"
#include "measure.h"
#include <csv.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

enum { CELLS = 5, CHUNKS = 100 };
static const char header[] = "code,name,kind,country,city\n";

static void must(enum li_err status, const struct li_error *err)
{
    if (status == LI_OK)
        return;
    fprintf(stderr, "%s\n", err->message);
    exit(1);
}

static void bare_must(int result, sqlite3 *db)
{
    if (result == SQLITE_OK || result == SQLITE_DONE || result == SQLITE_ROW)
        return;
    fprintf(stderr, "%s\n", sqlite3_errmsg(db));
    exit(1);
}

static void say_bad(void *arg, int64_t line, const char *column, const char *reason)
{
    (void)arg;
    fprintf(stderr, "line %lld, %s: %s\n", (long long)line, column, reason);
}

static char *in_folder(const struct bench *bench, const char *name)
{
    char *path = NULL;
    if (asprintf(&path, "%s/%s", bench->folder, name) < 0)
        exit(1);
    return path;
}

static struct li *open_office(const char *path)
{
    struct li *li = NULL;
    struct li_error err;
    struct li_options options = {.path = path, .mode = STORE_WRITE, .today = DAY_NONE};
    must(li_create(path, "Home", "Bench", &err), &err);
    must(li_open(&li, &options, &err), &err);
    return li;
}

/* The schema of liaise's own tables, on the same pragmas, and nothing else. */
static sqlite3 *open_bare(const char *path, struct li *like)
{
    sqlite3 *db = NULL;
    struct query *schema = query_new(like->store,
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND type IN ('table', 'index') "
        "AND tbl_name IN ('affiliate', 'goal', 'progress', 'country', 'region', 'state', "
        "'agreement', 'area', 'person') ORDER BY type DESC",
        NULL);
    bare_must(sqlite3_open(path, &db), db);
    bare_must(sqlite3_exec(db,
                  "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                  "PRAGMA foreign_keys = OFF;",
                  NULL, NULL, NULL),
        db);
    while (query_step(schema, NULL) == 1)
        bare_must(sqlite3_exec(db, query_text(schema, 0), NULL, NULL, NULL), db);
    query_free(schema);
    return db;
}

static struct id first_goal(struct li *li)
{
    struct id id = {{0}};
    struct query *query = query_new(li->store, "SELECT id FROM goal ORDER BY id LIMIT 1", NULL);
    if (query_step(query, NULL) == 1)
        query_id(query, 0, &id);
    query_free(query);
    return id;
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

static void measure_commit(struct bench *bench, struct li *li, sqlite3 *db)
{
    struct compared *compared = bench_measure(bench, "log progress, durable");
    struct work_log log = {.value = "1", .note = "As planned."};
    struct id goal = first_goal(li);
    struct li_error err;
    int field;
    sqlite3_stmt *insert = NULL;
    bare_must(sqlite3_prepare_v2(db,
                  "INSERT INTO progress (id, goal, day, value, note) "
                  "VALUES (?1, ?2, '2026-06-30', 1, 'As planned.')",
                  -1, &insert, NULL),
        db);
    for (int i = 0; i < SAMPLES; i++) {
        double began = clock_ms();
        must(work_log(li, &goal, &log, NULL, &field, &err), &err);
        samples_add(&compared->ours, clock_ms() - began);
        began = clock_ms();
        bare_commit(db, insert, &goal);
        samples_add(&compared->bare, clock_ms() - began);
    }
    sqlite3_finalize(insert);
}

static void write_csv(const char *path, int chunk, long rows)
{
    FILE *out = fopen(path, "w");
    if (!out)
        exit(1);
    fputs(header, out);
    for (long i = 0; i < rows; i++)
        fprintf(out, "IMP%d-%ld,\"Association of Managers, Place %ld\",national,NZ,Place %ld\n",
            chunk, i, i, i);
    fclose(out);
}

struct bare_import {
    sqlite3 *db;
    sqlite3_stmt *insert;
    int cell;
};

static void bare_cell(void *text, size_t length, void *arg)
{
    struct bare_import *import = arg;
    sqlite3_bind_text(import->insert, 2 + import->cell++, text, (int)length, SQLITE_TRANSIENT);
}

static void bare_row(int end, void *arg)
{
    struct bare_import *import = arg;
    struct id id = id_new();
    (void)end;
    sqlite3_bind_blob(import->insert, 1, id.byte, ID_SIZE, SQLITE_TRANSIENT);
    bare_must(sqlite3_step(import->insert), import->db);
    sqlite3_reset(import->insert);
    import->cell = 0;
}

static void bare_file(sqlite3 *db, const char *path)
{
    struct bare_import import = {.db = db};
    struct csv_parser parser;
    char bytes[65536];
    size_t size;
    FILE *in = fopen(path, "r");
    bare_must(sqlite3_prepare_v2(db,
                  "INSERT INTO affiliate (id, code, name, kind, country, city, status) "
                  "VALUES (?1, ?2, ?3, ?4, CAST(?5 AS BLOB), ?6, 'active')",
                  -1, &import.insert, NULL),
        db);
    if (!in || csv_init(&parser, 0) != 0)
        exit(1);
    bare_must(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), db);
    while ((size = fread(bytes, 1, sizeof bytes, in)) > 0)
        csv_parse(&parser, bytes, size, bare_cell, bare_row, &import);
    csv_fini(&parser, bare_cell, bare_row, &import);
    bare_must(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL), db);
    csv_free(&parser);
    fclose(in);
    sqlite3_finalize(import.insert);
}

static void measure_import(struct bench *bench, struct li *li, sqlite3 *db)
{
    struct compared *compared = bench_measure(bench, "import from CSV");
    char *path = in_folder(bench, "import.csv");
    long rows = bench->rows / CHUNKS < 1000 ? 1000 : bench->rows / CHUNKS;
    struct import_wish wish = {.kind = kind_find("affiliate"), .path = path};
    struct import_counts counts;
    struct li_error err;
    for (int chunk = 0; chunk < CHUNKS; chunk++) {
        write_csv(path, chunk, rows);
        double began = clock_ms();
        must(import_csv(li, &wish, say_bad, NULL, NULL, &counts, &err), &err);
        samples_add(&compared->ours, clock_ms() - began);
        began = clock_ms();
        bare_file(db, path);
        samples_add(&compared->bare, clock_ms() - began);
    }
    free(path);
}

void bench_store(struct bench *bench)
{
    char *path = in_folder(bench, "screen.db"), *bare_path = in_folder(bench, "bare.db");
    struct li_error err;
    struct li *li = open_office(path);
    must(demo_synthetic(li, bench->rows, 1, NULL, NULL, &err), &err);
    sqlite3 *db = open_bare(bare_path, li);
    measure_commit(bench, li, db);
    li_close(li);
    free(path);

    path = in_folder(bench, "import.db");
    li = open_office(path);
    measure_import(bench, li, db);
    li_close(li);
    sqlite3_close(db);
    free(path);
    free(bare_path);
}
