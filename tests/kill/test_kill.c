/*
 * test_kill.c: the program killed in the midst of a long write leaves all of it or nothing.
 *
 * Each kind of work is done once to know how it ends and how often it writes. Then it is killed
 * before the nth of what it does to files (count.c), the write at hand perhaps half done, and what
 * lies there is looked at: the database opens and checks out, the write is wholly in or wholly out,
 * and wholly in where the program had said so; doing it again succeeds; nothing is left behind.
 *
 * Which moments are tried goes by LIAISE_SEED, else by the commit, so that each commit tries
 * others. LIAISE_FAULTS=all tries many more, and some by the clock.
 */
#include "../../data/memory.h"
#include "../../data/resource.h"
#include "../unit/place.h"
#include "../unit/seed.h"
#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { KILLS_FEW = 3, KILLS_MANY = 150, BY_CLOCK = 20, PEOPLE = 5200, WORDS = 10 };

/* Which database a work begins with. */
enum base { BASE_DEMO, BASE_PEOPLE, BASE_OLD, BASE_NONE, BASES };
static const char *const base_names[BASES] = {"demo.db", "people.db", "old.db", NULL};

struct work {
    const char *name;
    enum base base;
    const char *words[WORDS]; /* after the program's name; @WORD stands for what facts hold */
    const char *out;          /* a file it makes beside the database; NULL: none */
    int again;                /* the status when it is done again though it was done; mostly 0 */
    bool staged;              /* it gets there by steps, each whole, and the next start goes on */
};

static const struct work works[] = {
    {.name = "import", .base = BASE_DEMO, .words = {"import", "person", "@people"}},
    {.name = "import of changes",
        .base = BASE_PEOPLE,
        .words = {"import", "person", "@changes", "--match", "email"}},
    {.name = "undo of many", .base = BASE_PEOPLE, .words = {"undo"}, .again = 2},
    {.name = "rebuild", .base = BASE_PEOPLE, .words = {"check", "--rebuild"}},
    {.name = "backup",
        .base = BASE_PEOPLE,
        .words = {"backup", "out.db"},
        .out = "out.db",
        .again = 1},
    {.name = "restore-backup", .base = BASE_DEMO, .words = {"restore-backup", "@backup"}},
    {.name = "migration", .base = BASE_OLD, .words = {"list", "area"}, .staged = true},
    {.name = "export", .base = BASE_PEOPLE, .words = {"export", "out.json"}, .out = "out.json"},
    {.name = "demonstration",
        .base = BASE_NONE,
        .words = {"demo", "--rows", "40", "-o", "out.db"},
        .out = "out.db",
        .again = 1},
    {.name = "plan",
        .base = BASE_DEMO,
        .words = {"plan", "draft", "@affiliate", "2031"},
        .again = 1},
    {.name = "hand-over", .base = BASE_DEMO, .words = {"handover", "@from", "@to"}, .again = 1},
};

static struct {
    char *folder, *program, *library;
    char *bases;                     /* the folder of the databases that works begin with */
    char *affiliate, *from, *to;     /* ids in BASE_DEMO */
    char *people, *changes, *backup; /* paths in bases */
    unsigned long seed;
    bool whole;
} yard;

static char *in_yard(const char *name)
{
    return li_format("%s/%s", yard.folder, name);
}

/* Running the program. */

struct run {
    const char *at;      /* before which call it is killed; NULL: it is not */
    bool torn;           /* and the write at hand half done */
    const char *count;   /* the file that gets the number of calls; NULL: none */
    useconds_t patience; /* killed after so long; 0: not so */
};

static void become(const char *const *words, const struct run *run)
{
    int out = open("said", O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (out < 0 || dup2(out, STDOUT_FILENO) < 0 || dup2(out, STDERR_FILENO) < 0)
        _exit(126);
    if (run->at || run->count)
        setenv("LD_PRELOAD", yard.library, 1);
    if (run->at)
        setenv("LIAISE_KILL_AT", run->at, 1);
    if (run->torn)
        setenv("LIAISE_KILL_TORN", "1", 1);
    if (run->count)
        setenv("LIAISE_KILL_COUNT", run->count, 1);
    execv(yard.program, (char **)words);
    _exit(127);
}

/* The status as waitpid has it. What the program says goes to the file "said". */
static int run_words(const char *const *words, const struct run *run)
{
    int status;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (chdir(yard.folder) != 0)
            _exit(126);
        become(words, run);
    }
    if (run->patience > 0) {
        usleep(run->patience);
        kill(child, SIGKILL);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

static char *said(void)
{
    size_t size;
    char *path = in_yard("said"), *text = place_read(path, &size);
    free(path);
    return text;
}

static const char *meant(const char *word)
{
    const struct {
        const char *name, *value;
    } facts[] = {{"@affiliate", yard.affiliate}, {"@from", yard.from}, {"@to", yard.to},
        {"@people", yard.people}, {"@changes", yard.changes}, {"@backup", yard.backup}};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        if (strcmp(facts[i].name, word) == 0)
            return facts[i].value;
    return word;
}

static int run_work(const struct work *work, const struct run *run)
{
    const char *words[WORDS + 2] = {yard.program};
    for (size_t i = 0; i < WORDS && work->words[i]; i++)
        words[i + 1] = meant(work->words[i]);
    return run_words(words, run);
}

/* Must succeed. */
static void run_well(const char *what, const char *const *words)
{
    int status = run_words(words, &(struct run){0});
    char *text = said();
    if (status != 0)
        fail_msg("%s: status %x: %s", what, (unsigned)status, text);
    free(text);
}

static void check_database(const char *what, const char *name)
{
    run_well(what, (const char *[]){yard.program, "--db", name, "check", NULL});
}

/* Files. */

static bool there(const char *name)
{
    char *path = in_yard(name);
    bool is = access(path, F_OK) == 0;
    free(path);
    return is;
}

static void copy_file(const char *from, const char *to)
{
    size_t size;
    char *bytes = place_read(from, &size);
    place_write(to, bytes, size);
    free(bytes);
}

/* Visits each file of the yard; how many visit found fault with. */
static int each_file(bool (*visit)(const char *name, void *arg), void *arg)
{
    int count = 0;
    DIR *folder = opendir(yard.folder);
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));)
        if (entry->d_name[0] != '.')
            count += visit(entry->d_name, arg);
    closedir(folder);
    return count;
}

static bool remove_one(const char *name, void *arg)
{
    (void)arg;
    char *path = in_yard(name);
    unlink(path);
    free(path);
    return false;
}

/* What no work is to leave, said when it is met. */
static bool is_stray(const char *name, void *arg)
{
    const struct work *work = arg;
    static const char *const known[] = {"said", "liaise.db", "liaise.db~"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(name, known[i]) == 0)
            return false;
    if (work->out && strcmp(name, work->out) == 0)
        return false;
    if (strstr(name, ".part") || strchr(name, '~')) /* a draft, named for who wrote it */
        return false;
    print_error("%s is left behind\n", name);
    return true;
}

static void begin(const struct work *work)
{
    each_file(remove_one, NULL);
    if (!base_names[work->base])
        return;
    char *from = li_format("%s/%s", yard.bases, base_names[work->base]);
    char *to = in_yard("liaise.db");
    copy_file(from, to);
    free(from);
    free(to);
}

/* What a database holds, whatever ids and times its records got. */

static uint64_t mixed(uint64_t digest, const void *bytes, size_t size)
{
    for (const unsigned char *at = bytes; size > 0; size--)
        digest = (digest ^ *at++) * 1099511628211u; /* FNV-1a */
    return digest;
}

static uint64_t digest_rows(sqlite3 *db, const char *table)
{
    char *sql = li_format("SELECT * FROM \"%s\"", table);
    sqlite3_stmt *rows;
    uint64_t sum = 0;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &rows, NULL), SQLITE_OK);
    while (sqlite3_step(rows) == SQLITE_ROW) {
        uint64_t digest = 14695981039346656037u;
        for (int i = 0; i < sqlite3_column_count(rows); i++) {
            const char *text = sqlite3_column_type(rows, i) == SQLITE_BLOB
                                   ? "id"
                                   : (const char *)sqlite3_column_text(rows, i);
            digest = mixed(digest, text ? text : "", text ? strlen(text) + 1 : 0);
        }
        sum += digest; /* in any order */
    }
    assert_int_equal(sqlite3_finalize(rows), SQLITE_OK);
    free(sql);
    return sum;
}

static uint64_t digest_database(const char *path)
{
    sqlite3 *db;
    sqlite3_stmt *tables;
    uint64_t digest = 14695981039346656037u;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(db,
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'local\\_%'"
            " ESCAPE '\\' AND name NOT LIKE 'journal\\_%' ESCAPE '\\' ORDER BY name",
            -1, &tables, NULL),
        SQLITE_OK);
    while (sqlite3_step(tables) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(tables, 0);
        uint64_t rows = digest_rows(db, name);
        digest = mixed(mixed(digest, name, strlen(name)), &rows, sizeof rows);
    }
    sqlite3_finalize(tables);
    sqlite3_close(db);
    return digest;
}

/* 0: there is no such file. A database is looked at in a copy, with its log, so that it stays as
   the kill left it. */
static uint64_t digest_file(const char *name)
{
    if (!there(name))
        return 0;
    size_t size, length = strlen(name);
    char *path = in_yard(name);
    uint64_t digest;
    if (length > 3 && strcmp(name + length - 3, ".db") == 0) {
        char *log = li_format("%s-wal", path), *copy = li_format("%s/probe.db", yard.bases);
        char *copied_log = li_format("%s-wal", copy);
        copy_file(path, copy);
        if (access(log, F_OK) == 0)
            copy_file(log, copied_log);
        else
            unlink(copied_log);
        digest = digest_database(copy);
        free(log);
        free(copy);
        free(copied_log);
    } else {
        char *bytes = place_read(path, &size);
        digest = mixed(1, bytes, size);
        free(bytes);
    }
    free(path);
    return digest;
}

struct state {
    uint64_t records, out;
};

static struct state look(const struct work *work)
{
    return (struct state){digest_file("liaise.db"), work->out ? digest_file(work->out) : 0};
}

static bool same(struct state a, struct state b)
{
    return a.records == b.records && a.out == b.out;
}

/* One kill. */

struct ends {
    struct state before, after;
    long calls;       /* that the work makes from its beginning to its end */
    useconds_t takes; /* by the clock */
};

static void know_ends(const struct work *work, struct ends *ends)
{
    struct timespec from, to;
    char *count = in_yard("count"), *text;
    size_t size;
    begin(work);
    ends->before = look(work);
    clock_gettime(CLOCK_MONOTONIC, &from);
    int status = run_work(work, &(struct run){.count = count});
    clock_gettime(CLOCK_MONOTONIC, &to);
    text = said();
    if (status != 0)
        fail_msg("%s: status %x: %s", work->name, (unsigned)status, text);
    free(text);
    ends->after = look(work);
    if (same(ends->before, ends->after) && strcmp(work->words[0], "check") != 0)
        fail_msg("%s: it does nothing", work->name);
    text = place_read(count, &size);
    ends->calls = strtol(text, NULL, 10);
    ends->takes =
        (useconds_t)((to.tv_sec - from.tv_sec) * 1000000 + (to.tv_nsec - from.tv_nsec) / 1000);
    free(text);
    free(count);
}

/* The same once more after a kill. */
static void do_again(const struct work *work, const struct ends *ends, bool done, const char *what)
{
    int status = run_work(work, &(struct run){0});
    char *text = said();
    int expected = done ? work->again : 0;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != expected)
        fail_msg("%s: again: status %x: %s", what, (unsigned)status, text);
    free(text);
    if (!done && !same(look(work), ends->after))
        fail_msg("%s: done again, it comes out different", what);
    if (there("liaise.db"))
        check_database(what, "liaise.db");
    if (each_file(is_stray, (void *)work) > 0)
        fail_msg("%s: something is left behind", what);
}

static void judge(const struct work *work, const struct ends *ends, int status, const char *what)
{
    bool finished = WIFEXITED(status);
    if (finished && WEXITSTATUS(status) != 0)
        fail_msg("%s: status %x", what, (unsigned)status);
    struct state state = look(work);
    bool after = same(state, ends->after);
    if (!after && !same(state, ends->before) && !work->staged)
        fail_msg("%s: neither what was nor what was to be", what);
    if (finished && !after)
        fail_msg("%s: it said it was done", what);
    if (base_names[work->base])
        check_database(what, "liaise.db");
    if (state.out && strstr(work->out, ".db"))
        check_database(what, work->out);
    struct state looked = look(work);
    if (!work->staged && !same(state, looked))
        fail_msg("%s: looking at it changed it", what);
    do_again(work, ends,
        same(looked, ends->after) && (finished || !same(ends->before, ends->after)), what);
}

static void kill_at(const struct work *work, const struct ends *ends, long at, bool torn)
{
    char *number = li_format("%ld", at);
    char *what = li_format("%s, killed before call %ld of %ld%s (LIAISE_SEED=%lu)", work->name, at,
        ends->calls, torn ? ", torn" : "", yard.seed);
    begin(work);
    judge(work, ends, run_work(work, &(struct run){.at = number, .torn = torn}), what);
    free(number);
    free(what);
}

static void kill_after(const struct work *work, const struct ends *ends, useconds_t patience)
{
    char *what = li_format("%s, killed after %u us", work->name, (unsigned)patience);
    begin(work);
    judge(work, ends, run_work(work, &(struct run){.patience = patience}), what);
    free(what);
}

/* Spread over all the calls, each at random within its stretch. */
static void kill_work(void **state)
{
    const struct work *work = *state;
    struct ends ends;
    know_ends(work, &ends);
    assert_true(ends.calls > 0);
    long kills = yard.whole ? KILLS_MANY : KILLS_FEW;
    struct seed chance = seed_start(yard.seed);
    for (long i = 0; i < kills && i < ends.calls; i++) {
        long from = ends.calls * i / kills, to = ends.calls * (i + 1) / kills;
        long at =
            to > from ? from + 1 + (long)seed_below(&chance, (uint64_t)(to - from)) : from + 1;
        kill_at(work, &ends, at, seed_below(&chance, 2) == 1);
    }
    for (int i = 0; i < BY_CLOCK && yard.whole; i++)
        kill_after(work, &ends, 1 + (useconds_t)seed_below(&chance, ends.takes));
}

/* The yard. */

static void write_people(const char *path, const char *title)
{
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs("name,email,title\n", out);
    for (int i = 0; i < PEOPLE; i++)
        fprintf(out, "Person %d,p%d@example.org,%s\n", i, i, title);
    assert_int_equal(fclose(out), 0);
}

/* A database as the first liaise made it, empty. */
static void make_old(const char *path)
{
    const struct resource *schema = resource_find("schema/0001-records.sql");
    char *sql = li_format("PRAGMA application_id = %d; PRAGMA journal_mode = WAL; BEGIN; %s;"
                          " PRAGMA user_version = 1; COMMIT;",
        0x4C494149, schema->text);
    place_raw(path, sql);
    free(sql);
}

static char *ask(const char *path, const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *row;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &row, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(row), SQLITE_ROW);
    struct id id;
    char text[ID_TEXT_SIZE];
    assert_int_equal(sqlite3_column_bytes(row, 0), ID_SIZE);
    memcpy(id.byte, sqlite3_column_blob(row, 0), ID_SIZE);
    id_text(&id, text);
    sqlite3_finalize(row);
    sqlite3_close(db);
    return li_strdup(text);
}

static char *in_bases(const char *name)
{
    return li_format("%s/%s", yard.bases, name);
}

static void make_bases(void)
{
    char *demo = in_bases("demo.db"), *people = in_bases("people.db"), *old = in_bases("old.db");
    yard.people = in_bases("people.csv");
    yard.changes = in_bases("changes.csv");
    yard.backup = in_bases("backup.db");
    write_people(yard.people, "Manager");
    write_people(yard.changes, "Director");
    run_well("demo", (const char *[]){yard.program, "demo", "--rows", "20", "-o", demo, NULL});
    copy_file(demo, people);
    run_well("import", (const char *[]){yard.program, "--db", people, "--as", "Ann", "import",
                           "person", yard.people, NULL});
    run_well("backup", (const char *[]){yard.program, "--db", people, "backup", yard.backup, NULL});
    make_old(old);
    yard.affiliate = ask(demo, "SELECT affiliate FROM goal GROUP BY 1 ORDER BY count(*) DESC, 1");
    yard.from = ask(demo, "SELECT person FROM assignment GROUP BY 1 ORDER BY count(*) DESC, 1");
    yard.to = ask(demo, "SELECT id FROM person WHERE id NOT IN (SELECT person FROM assignment)"
                        " UNION ALL SELECT person FROM assignment ORDER BY 1 DESC");
    free(demo);
    free(people);
    free(old);
}

static void make_yard(const char *program)
{
    const char *base = getenv("TMPDIR"), *liaise = getenv("LIAISE"),
               *wish = getenv("LIAISE_FAULTS");
    char *copy = li_strdup(program), *slash = strrchr(copy, '/');
    yard.folder = li_format("%s/liaise-kill-XXXXXX", base ? base : "/tmp");
    assert_non_null(mkdtemp(yard.folder));
    yard.bases = li_format("%s-bases", yard.folder);
    assert_int_equal(mkdir(yard.bases, 0700), 0);
    yard.program = realpath(liaise ? liaise : "./liaise", NULL);
    *slash = '\0';
    char *library = li_format("%s/count.so", copy);
    yard.library = realpath(library, NULL);
    if (!yard.program || !yard.library)
        fail_msg("the program or %s is missing", library);
    yard.seed = seed_given();
    yard.whole = wish && strcmp(wish, "all") == 0;
    free(library);
    free(copy);
    setenv("LIAISE_DB", "liaise.db", 1);
    setenv("LIAISE_TODAY", "2026-06-30", 1);
    setenv("HOME", yard.folder, 1);
    setenv("LC_ALL", "C.UTF-8", 1);
}

static void remove_yard(void)
{
    each_file(remove_one, NULL);
    rmdir(yard.folder);
    char *folder = yard.folder;
    yard.folder = yard.bases;
    each_file(remove_one, NULL);
    rmdir(yard.folder);
    yard.folder = folder;
}

static int set_up(void **state)
{
    (void)state;
    make_bases();
    return 0;
}

int main(int argc, char **argv)
{
    enum { COUNT = sizeof works / sizeof *works };
    struct CMUnitTest tests[COUNT];
    make_yard(argv[0]);
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    for (size_t i = 0; i < COUNT; i++)
        tests[i] = (struct CMUnitTest){works[i].name, kill_work, NULL, NULL, (void *)&works[i]};
    int failed = cmocka_run_group_tests_name("kill", tests, set_up, NULL);
    remove_yard();
    return failed;
}
