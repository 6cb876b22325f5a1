/*
 * yard.c: where the program is killed.
 */
#include "tests/kill/yard.h"
#include "data/base/memory.h"
#include "data/database/embedded.h"
#include "tests/support/seed.h"
#include "tests/support/temp_folder.h"
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
#include <unistd.h>

#include <cmocka.h>

enum { PEOPLE = 5200 };

struct yard yard;

char *yard_path(const char *name)
{
    return li_format("%s/%s", yard.folder, name);
}

/* Running the program. */

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
    /* A build that counts what tests reach writes that as it ends: not what would be torn here. */
    if (run->at || run->patience > 0) {
        setenv("GCOV_PREFIX", "/dev/null", 1);
        setenv("GCOV_ERROR_FILE", "/dev/null", 1);
    }
    execv(yard.program, (char **)words);
    _exit(127);
}

int yard_run(const char *const *words, const struct run *run)
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

char *yard_said(void)
{
    size_t size;
    char *path = yard_path("said"), *text = place_read(path, &size);
    free(path);
    return text;
}

void yard_run_well(const char *what, const char *const *words)
{
    int status = yard_run(words, &(struct run){0});
    char *text = yard_said();
    if (status != 0)
        fail_msg("%s: status %x: %s", what, (unsigned)status, text);
    free(text);
}

void yard_check(const char *what, const char *name)
{
    yard_run_well(what, (const char *[]){yard.program, "--db", name, "check", NULL});
}

/* Files. */

bool yard_has(const char *name)
{
    char *path = yard_path(name);
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

static int each_in(const char *path, bool (*visit)(const char *name, void *arg), void *arg)
{
    int count = 0;
    DIR *folder = opendir(path);
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            count += visit(entry->d_name, arg);
    closedir(folder);
    return count;
}

int yard_each(bool (*visit)(const char *name, void *arg), void *arg)
{
    return each_in(yard.folder, visit, arg);
}

static bool remove_one(const char *name, void *folder)
{
    char *path = li_format("%s/%s", (const char *)folder, name);
    unlink(path);
    free(path);
    return false;
}

static void empty(char *folder)
{
    each_in(folder, remove_one, folder);
}

/* folders: from and to. */
static bool copy_one(const char *name, void *folders)
{
    char *const *both = folders;
    char *from = li_format("%s/%s", both[0], name), *to = li_format("%s/%s", both[1], name);
    copy_file(from, to);
    free(from);
    free(to);
    return true;
}

static void copy_all(char *from, char *to)
{
    char *both[] = {from, to};
    each_in(from, copy_one, both);
}

void yard_begin(const char *base)
{
    empty(yard.folder);
    empty(yard.share);
    copy_all(yard.kept, yard.share);
    if (!base)
        return;
    char *from = li_format("%s/%s", yard.bases, base), *to = yard_path("liaise.db");
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

uint64_t yard_digest(const char *name)
{
    if (!yard_has(name))
        return 0;
    size_t size, length = strlen(name);
    char *path = yard_path(name);
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
    const struct embedded *schema = embedded_find("schema/0001-records.sql");
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

static void run_at(const char *database, const char *const words[])
{
    enum { MOST = 10 };
    const char *line[MOST + 1] = {yard.program, "--db", database};
    for (size_t i = 0; i + 3 < MOST && words[i]; i++)
        line[i + 3] = words[i];
    yard_run_well(words[0], line);
}
#define RUN_AT(database, ...) run_at(database, (const char *[]){__VA_ARGS__, NULL})

/* A team of two, of which the other wrote something that lies in the folder and in the file; and an
   invitation for a third. */
static void make_team(const char *demo, const char *team)
{
    char *far = in_bases("far.db"), *first = in_bases("first.invitation");
    copy_file(demo, team);
    RUN_AT(team, "carrier", "add", "team", "folder", yard.share);
    RUN_AT(team, "invite", yard.to, "--expires", "2099-12-31", "-o", first);
    RUN_AT(far, "join", first);
    RUN_AT(team, "sync");
    RUN_AT(far, "sync");
    RUN_AT(team, "sync");
    RUN_AT(team, "invite", yard.to, "--expires", "2099-12-31", "-o", yard.invitation);
    RUN_AT(team, "sync");
    RUN_AT(far, "sync");
    RUN_AT(team, "sync");
    RUN_AT(far, "add", "person", "name=From afar");
    RUN_AT(far, "sync", "export", yard.mail);
    RUN_AT(far, "sync");
    copy_all(yard.share, yard.kept);
    free(first);
    free(far);
}

void yard_make_bases(void)
{
    char *demo = in_bases("demo.db"), *people = in_bases("people.db"), *old = in_bases("old.db");
    yard.people = in_bases("people.csv");
    yard.changes = in_bases("changes.csv");
    yard.backup = in_bases("backup.db");
    write_people(yard.people, "Manager");
    write_people(yard.changes, "Director");
    yard_run_well("demo", (const char *[]){yard.program, "demo", "--rows", "20", "-o", demo, NULL});
    copy_file(demo, people);
    yard_run_well("import", (const char *[]){yard.program, "--db", people, "--as", "Ann", "import",
                                "person", yard.people, NULL});
    yard_run_well(
        "backup", (const char *[]){yard.program, "--db", people, "backup", yard.backup, NULL});
    make_old(old);
    char *team = in_bases("team.db");
    yard.mail = in_bases("mail");
    yard.invitation = in_bases("invitation");
    yard.affiliate = ask(demo, "SELECT affiliate FROM goal GROUP BY 1 ORDER BY count(*) DESC, 1");
    yard.from = ask(demo, "SELECT person FROM assignment GROUP BY 1 ORDER BY count(*) DESC, 1");
    yard.to = ask(demo, "SELECT id FROM person WHERE id NOT IN (SELECT person FROM assignment)"
                        " UNION ALL SELECT person FROM assignment ORDER BY 1 DESC");
    make_team(demo, team);
    free(demo);
    free(people);
    free(old);
    free(team);
}

void yard_make(const char *program)
{
    const char *base = getenv("TMPDIR"), *liaise = getenv("LIAISE"),
               *wish = getenv("LIAISE_FAULTS");
    char *copy = li_strdup(program), *slash = strrchr(copy, '/');
    yard.folder = li_format("%s/liaise-kill-XXXXXX", base ? base : "/tmp");
    assert_non_null(mkdtemp(yard.folder));
    yard.bases = li_format("%s-bases", yard.folder);
    assert_int_equal(mkdir(yard.bases, 0700), 0);
    yard.share = in_bases("share");
    yard.kept = in_bases("kept");
    assert_int_equal(mkdir(yard.share, 0700), 0);
    assert_int_equal(mkdir(yard.kept, 0700), 0);
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

void yard_remove(void)
{
    char *const folders[] = {yard.share, yard.kept, yard.folder, yard.bases};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        empty(folders[i]);
        rmdir(folders[i]);
    }
}
