/*
 * import.c: affiliates from a CSV file, each run a process of its own, so that its memory can be
 * told; beside a bare loop that inserts the same cells into the same table.
 */
#include "../../data/id.h"
#include "bare_table.h"
#include "measure.h"
#include <csv.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void write_csv(const char *path, long rows)
{
    FILE *out = fopen(path, "w");
    if (!out)
        exit(1);
    fputs("code,name,kind,country,city\n", out);
    for (long i = 0; i < rows; i++)
        fprintf(out, "IMP%ld,\"Association of Managers, Place %ld\",national,NZ,Place %ld\n", i,
            i * 7919 % rows, i);
    fclose(out);
}

/* Runs a program to its end; ms, and its largest resident memory in MiB. */
static double run(const char *const *argv, double *memory)
{
    int status;
    struct rusage usage;
    double began = clock_ms();
    pid_t child = fork();
    if (child == 0) {
        if (freopen("/dev/null", "w", stdout))
            execv(argv[0], (char *const *)argv);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) != child || status != 0) {
        fprintf(stderr, "%s %s failed.\n", argv[0], argv[1]);
        exit(1);
    }
    *memory = (double)usage.ru_maxrss / 1024;
    return clock_ms() - began;
}

static void remove_database(const char *path)
{
    static const char *const ends[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        char *one = NULL;
        if (asprintf(&one, "%s%s", path, ends[i]) < 0)
            abort();
        remove(one);
        free(one);
    }
}

void bench_import(struct bench *bench)
{
    struct compared *times =
        bench_measure(bench, "import affiliates from CSV", "ms", LIMIT_RATIO, 1.6);
    struct compared *memory = bench_measure(bench, "import: resident", "MiB", LIMIT_MOST, 256);
    char *csv = bench_path(bench, "csv"), *path = bench_path(bench, "import.db");
    char *like = bench_path(bench, "like.db");
    const char *const init[] = {bench->liaise, "--db", path, "init", NULL};
    const char *const init_like[] = {bench->liaise, "--db", like, "init", NULL};
    const char *const ours[] = {bench->liaise, "--db", path, "import", "affiliate", csv, NULL};
    const char *const bare[] = {bench->self, "import", csv, path, like, NULL};
    double most;
    write_csv(csv, bench->rows);
    remove_database(like);
    run(init_like, &most);
    for (int i = 0; i < bench->samples; i++) {
        remove_database(path);
        run(init, &most);
        samples_add(&times->ours, run(ours, &most));
        samples_add(&memory->ours, most);
        remove_database(path);
        samples_add(&times->bare, run(bare, &most));
    }
    remove_database(path);
    remove_database(like);
    remove(csv);
    free(csv);
    free(path);
    free(like);
}

/* --- the bare loop ---------------------------------------------------------------------------- */

/* Beside our table's own indexes one of the words in order, as ours are kept. */
static const char beginning[] =
    "CREATE INDEX affiliate_words ON affiliate (name, code); BEGIN IMMEDIATE";

struct inserting {
    sqlite3 *db;
    sqlite3_stmt *insert;
    int cell;
    long row;
};

static void take_cell(void *text, size_t length, void *arg)
{
    struct inserting *inserting = arg;
    sqlite3_bind_text(
        inserting->insert, 2 + inserting->cell++, text, (int)length, SQLITE_TRANSIENT);
}

static void take_row(int end, void *arg)
{
    struct inserting *inserting = arg;
    struct id id = id_new();
    (void)end;
    inserting->cell = 0;
    if (inserting->row++ == 0)
        return; /* the header */
    sqlite3_bind_blob(inserting->insert, 1, id.byte, ID_SIZE, SQLITE_TRANSIENT);
    bare_must(sqlite3_step(inserting->insert), inserting->db);
    sqlite3_reset(inserting->insert);
}

int bare_import(const char *csv, const char *database, const char *like)
{
    struct inserting inserting = {0};
    struct csv_parser parser;
    char bytes[65536];
    size_t size;
    FILE *in = fopen(csv, "r");
    if (!in || csv_init(&parser, 0) != 0)
        return 1;
    inserting.db = bare_open(database, like, "affiliate");
    bare_must(sqlite3_exec(inserting.db, beginning, NULL, NULL, NULL), inserting.db);
    bare_must(sqlite3_prepare_v2(inserting.db,
                  "INSERT INTO affiliate (id, code, name, kind, country, city, status) "
                  "VALUES (?1, ?2, ?3, ?4, CAST(?5 || '..............' AS BLOB), ?6, 'active')",
                  -1, &inserting.insert, NULL),
        inserting.db);
    while ((size = fread(bytes, 1, sizeof bytes, in)) > 0)
        csv_parse(&parser, bytes, size, take_cell, take_row, &inserting);
    csv_fini(&parser, take_cell, take_row, &inserting);
    bare_must(sqlite3_exec(inserting.db, "COMMIT", NULL, NULL, NULL), inserting.db);
    sqlite3_finalize(inserting.insert);
    sqlite3_close(inserting.db);
    csv_free(&parser);
    fclose(in);
    return 0;
}
