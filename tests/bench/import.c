/*
 * import.c: affiliates from a CSV file, each run a process of its own, so that its memory can be
 * told; beside a bare loop that inserts the same cells into the same table.
 *
 * The file is handed to the program through a pipe, which takes the next part once the last was
 * read: so each part of some 5 000 rows is a sample. What is done after the last was read, until
 * the program has ended, is shared out among them: together they are the run.
 */
#include "data/base/id.h"
#include "data/base/memory.h"
#include "tests/bench/bare_table.h"
#include "tests/bench/measure.h"
#include <csv.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PART = 5000 };

struct csv_reader {
    char *text;
    size_t *ends; /* of each part */
    int parts;
};

static struct csv_reader sheet_new(long rows)
{
    struct csv_reader sheet = {.parts = rows < PART ? 1 : (int)(rows / PART)};
    FILE *out = li_text_open(&sheet.text);
    sheet.ends = li_calloc((size_t)sheet.parts, sizeof *sheet.ends);
    fputs("code,name,kind,country,city\n", out);
    for (long i = 0, part = 0; i < rows; i++) {
        fprintf(out, "IMP%ld,\"Association of Managers, Place %ld\",national,NZ,Place %ld\n", i,
            i * 7919 % rows, i);
        if (i + 1 == rows * (part + 1) / sheet.parts)
            sheet.ends[part++] = (size_t)ftell(out);
    }
    li_text_close(out);
    return sheet;
}

static void sheet_clear(struct csv_reader *sheet)
{
    free(sheet->text);
    free(sheet->ends);
}

static void fail(const char *const *argv)
{
    fprintf(stderr, "%s %s failed.\n", argv[0], argv[1]);
    exit(1);
}

static pid_t start(const char *const *argv, int in)
{
    pid_t child = fork();
    if (child == 0) {
        if (dup2(in, STDIN_FILENO) == STDIN_FILENO && freopen("/dev/null", "w", stdout))
            execv(argv[0], (char *const *)argv);
        _exit(127);
    }
    if (child < 0)
        fail(argv);
    return child;
}

/* Its largest resident memory in MiB. */
static double end(pid_t child, const char *const *argv)
{
    int status;
    struct rusage usage;
    if (wait4(child, &status, 0, &usage) != child || status != 0)
        fail(argv);
    return (double)usage.ru_maxrss / 1024;
}

/* Hands the sheet to the program; returns its largest resident memory in MiB. */
static double feed(const char *const *argv, const struct csv_reader *sheet, struct samples *samples)
{
    int ends[2];
    if (pipe(ends) != 0)
        fail(argv);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    size_t at = 0, first = samples->count;
    double before = clock_ms(), now;
    pid_t child = start(argv, ends[0]);
    close(ends[0]);
    for (int part = 0; part < sheet->parts; part++, before = now) {
        while (at < sheet->ends[part]) {
            ssize_t taken = write(ends[1], sheet->text + at, sheet->ends[part] - at);
            if (taken < 0)
                fail(argv);
            at += (size_t)taken;
        }
        samples_add(samples, (now = clock_ms()) - before);
    }
    close(ends[1]);
    double memory = end(child, argv);
    double share = (clock_ms() - before) / sheet->parts;
    for (size_t i = first; i < samples->count; i++)
        samples->value[i] += share;
    return memory;
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

static void make_empty(const char *const *init)
{
    end(start(init, STDIN_FILENO), init);
}

void bench_import(struct bench *bench)
{
    struct compared *times =
        bench_measure(bench, "import: 5 000 affiliates from CSV", "ms", LIMIT_RATIO, 1.6);
    struct compared *memory = bench_measure(bench, "import: resident", "MiB", LIMIT_MOST, 256);
    char *path = bench_path(bench, "import.db"), *like = bench_path(bench, "like.db");
    const char *const init[] = {bench->liaise, "--db", path, "init", NULL};
    const char *const init_like[] = {bench->liaise, "--db", like, "init", NULL};
    const char *const ours[] = {
        bench->liaise, "--db", path, "import", "affiliate", "/dev/stdin", NULL};
    const char *const bare[] = {bench->self, "import", "/dev/stdin", path, like, NULL};
    struct csv_reader sheet = sheet_new(bench->rows);
    signal(SIGPIPE, SIG_IGN);
    remove_database(like);
    make_empty(init_like);
    while (times->ours.count < (size_t)bench->samples) {
        remove_database(path);
        make_empty(init);
        samples_add(&memory->ours, feed(ours, &sheet, &times->ours));
        remove_database(path);
        feed(bare, &sheet, &times->bare);
    }
    signal(SIGPIPE, SIG_DFL);
    remove_database(path);
    remove_database(like);
    sheet_clear(&sheet);
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
