/*
 * driver.c: tries, and what is asserted after each.
 */
#include "tests/fault/driver.h"
#include "data/base/memory.h"
#include "data/database/database_file.h"
#include "data/database/embedded.h"
#include "tests/support/check.h"
#include "tests/support/record_dump.h"
#include "tests/support/seed.h"
#include <ctype.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED true
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED true
#endif
#ifndef SANITIZED
#define SANITIZED false
#endif

/* Of one piece of work. */
enum { MOST_TOLD = 10 };

/* How a try ended. */
struct ended {
    int status; /* as waitpid gives it */
    bool met;
    char *out, *said, *records, *wrote;
};

/* --- seed and share --------------------------------------------------------------------------- */

long bench_share(long usual)
{
    const char *share = getenv("LIAISE_SHARE");
    long asked = share ? atol(share) : 0;
    return asked > 0 ? asked : usual;
}

long bench_share_of(const struct work *work, long usual)
{
    return bench_share(work->rarely ? work->rarely * usual : usual);
}

bool bench_has_turn(const struct bench *bench, size_t work, int turns)
{
    const char *only = getenv("LIAISE_WORK");
    if (only)
        return strcmp(works[work].name, only) == 0;
    return getenv("LIAISE_SHARE") || (work + bench->seed) % (unsigned long)turns == 0;
}

long bench_first(const struct bench *bench, long share)
{
    return 1 + (long)(bench->seed % (unsigned long)share);
}

/* --- the bench -------------------------------------------------------------------------------- */

bool bench_open(struct bench *bench, const struct fault *fault)
{
    if (SANITIZED)
        return false;
    *bench = (struct bench){.fault = fault, .seed = seed_given()};
    print_message("%s, LIAISE_SEED=%lu\n", fault->name, bench->seed);
    desk_open(&bench->desk);
    desk_run(&bench->desk,
        "set -e; liaise set affiliate CAMA notes='What we know of them.' >/dev/null\n"
        "cp \"$HOME/.local/share/liaise/liaise.db\" \"$HOME/kept.db\"");
    bench->kept = li_format("%s/kept.db", bench->desk.home);
    return true;
}

void bench_close(struct bench *bench)
{
    desk_close(&bench->desk);
    free(bench->kept);
}

void bench_renew(struct bench *bench)
{
    desk_run(&bench->desk, "rm -rf \"$HOME\"/.local/share/liaise \"$HOME\"/made* \"$HOME\"/met\n"
                           "mkdir -p -m 700 \"$HOME/.local/share/liaise\"\n"
                           "cp \"$HOME/kept.db\" \"$HOME/.local/share/liaise/liaise.db\"");
}

void bench_harm(const struct bench *bench, long n, bool lasting)
{
    char *which = li_format("%ld%s", n, lasting ? ",lasting" : "");
    char *met = li_format("%s/met", bench->desk.home);
    char *library = realpath(bench->fault->library, NULL);
    assert_non_null(library);
    setenv("LIAISE_FAULT", which, 1);
    setenv("LIAISE_FAULT_MET", met, 1);
    setenv("LIAISE_FAULT_LIBRARY", library, 1);
    free(which);
    free(met);
    free(library);
}

bool bench_met(const struct bench *bench)
{
    char *met = li_format("%s/met", bench->desk.home);
    bool there = access(met, F_OK) == 0;
    free(met);
    return there;
}

/* --- what stands in a database ---------------------------------------------------------------- */

char *bench_records(struct bench *bench, const char *file)
{
    char *check = li_format("liaise --db '%s' check", file), *text;
    sqlite3 *db;
    desk_run(&bench->desk, check);
    if (sqlite3_open_v2(file, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        fail_msg("%s: %s (%d)", file, sqlite3_errmsg(db), sqlite3_system_errno(db));
    FILE *out = li_text_open(&text);
    record_dump(db, out);
    li_text_close(out);
    sqlite3_close(db);
    free(check);
    return text;
}

/* --- one try ---------------------------------------------------------------------------------- */

/* "" where there is none. */
static char *whole_file(const struct bench *bench, const char *name)
{
    char *path = li_format("%s/%s", bench->desk.home, name ? name : "none"), *text, part[4096];
    FILE *in = fopen(path, "r"), *out = li_text_open(&text);
    size_t got;
    while (in && (got = fread(part, 1, sizeof part, in)) > 0)
        fwrite(part, 1, got, out);
    if (in)
        fclose(in);
    li_text_close(out);
    free(path);
    return text;
}

/* Ids and times of day as dots: they differ from run to run. */
static void mask(char *text)
{
    for (char *at = text; *at; at++) {
        size_t id = strspn(at, "0123456789abcdef-"), time = strspn(at, "0123456789:");
        bool is_id = id == 36 && at[8] == '-', is_time = time >= 5 && at[2] == ':';
        if (is_id || is_time) {
            memset(at, '.', is_id ? id : time);
            at += (is_id ? id : time) - 1;
        } else if (isalnum((unsigned char)*at)) {
            at += strspn(at, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") - 1;
        }
    }
}

char *bench_database(const struct bench *bench)
{
    return li_format("%s/.local/share/liaise/liaise.db", bench->desk.home);
}

/* Only the program itself is harmed, not the shell. */
static int run_harmed(const char *line)
{
    char *whole =
        li_format("liaise() { exec env LD_PRELOAD=\"$LIAISE_FAULT_LIBRARY\" \"$LIAISE\" \"$@\"; }\n"
                  "cd \"$HOME\"\n%s >\"$HOME/out\" 2>\"$HOME/said\" </dev/null",
            line);
    int status = system(whole);
    free(whole);
    return status;
}

/* A database as the first liaise made it, empty. */
static void make_oldest(const struct bench *bench)
{
    char *path = bench_database(bench);
    char *sql = li_format("PRAGMA application_id = %d; PRAGMA journal_mode = WAL; BEGIN; %s;"
                          " PRAGMA user_version = 1; COMMIT;",
        DATABASE_FILE_APPLICATION, embedded_find("schema/0001-records.sql")->text);
    sqlite3 *db;
    assert_int_equal(remove(path), 0);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    free(sql);
    free(path);
}

static void make_ready(struct bench *bench, const struct work *work)
{
    bench_renew(bench);
    if (work->before)
        desk_run(&bench->desk, work->before);
    if (work->oldest)
        make_oldest(bench);
}

static struct ended bench_try(struct bench *bench, const struct work *work, long n, bool lasting)
{
    char *path = bench_database(bench);
    struct ended ended = {0};
    make_ready(bench, work);
    bench_harm(bench, n, lasting);
    ended.status = run_harmed(work->line);
    ended.met = bench_met(bench);
    ended.out = whole_file(bench, "out");
    ended.said = whole_file(bench, "said");
    ended.wrote = whole_file(bench, work->writes);
    ended.records = bench_records(bench, path);
    mask(ended.out);
    mask(ended.wrote);
    free(path);
    return ended;
}

static void ended_free(struct ended *ended)
{
    free(ended->out);
    free(ended->said);
    free(ended->records);
    free(ended->wrote);
}

/* --- the judgment ----------------------------------------------------------------------------- */

bool bench_names_cause(const struct fault *fault, const char *said)
{
    for (const char *const *cause = fault->causes; *cause; cause++)
        if (strstr(said, *cause))
            return true;
    return false;
}

/* NULL: all is as it should be. */
static const char *judge(const struct fault *fault, const struct work *work,
    const struct ended *ended, const char *before, const struct ended *after)
{
    bool told = bench_names_cause(fault, ended->said);
    bool wrote = strcmp(ended->wrote, after->wrote) == 0;
    bool old = strcmp(ended->records, before) == 0,
         new = strcmp(ended->records, after->records) == 0;
    if (!WIFEXITED(ended->status) || WEXITSTATUS(ended->status) > 1)
        return "it ended in no way that is meant";
    if (!old && !new)
        return "the records are neither as before nor as they should be";
    if (WEXITSTATUS(ended->status) == 0 && !new)
        return "it claims to have worked, and has not";
    if (!wrote && (*ended->wrote || WEXITSTATUS(ended->status) == 0))
        return "what it wrote is not whole";
    if (WEXITSTATUS(ended->status) == 0 && strcmp(ended->out, after->out) != 0 &&
        !(work->goes_on && told))
        return "it claims to have worked, and answers otherwise than it should";
    if (WEXITSTATUS(ended->status) == 0)
        return NULL;
    if (strncmp(ended->said, "liaise: ", 8) != 0 || !told)
        return "the message does not tell what happened";
    if (strstr(ended->said, fault->claim) && !old && !work->by_steps)
        return "it says that nothing was changed, and something was";
    return NULL;
}

/* A file that was to be made is whole, or not there. */
static void judge_made(struct bench *bench, const struct work *work, const struct ended *ended)
{
    if (!work->made)
        return;
    char *path = li_format("%s/%s", bench->desk.home, work->made);
    bool there = access(path, F_OK) == 0;
    if (there)
        free(bench_records(bench, path));
    else
        assert_int_not_equal(ended->status, 0);
    free(path);
}

static void tell(const struct bench *bench, const struct work *work, long n, bool lasting,
    const struct ended *ended, const char *wrong)
{
    print_message("%s: %s at %ld%s, LIAISE_SEED=%lu: %s.\nstatus %d\nprinted: %ssaid: %s\n",
        work->name, bench->fault->name, n, lasting ? ", lasting" : "", bench->seed, wrong,
        WIFEXITED(ended->status) ? WEXITSTATUS(ended->status) : -1, ended->out, ended->said);
}

long bench_try_all(struct bench *bench, const struct work *work, long share)
{
    long wrongs = 0, tries = 0, most = 0;
    struct ended after = bench_try(bench, work, 0, false);
    assert_int_equal(after.status, 0);
    make_ready(bench, work);
    char *path = bench_database(bench), *before = bench_records(bench, path);
    for (int lasting = 0; lasting < 2; lasting++) {
        bool met = true;
        for (long n = bench_first(bench, share); met && wrongs < MOST_TOLD; n += share, tries++) {
            struct ended ended = bench_try(bench, work, n, lasting);
            const char *wrong = judge(bench->fault, work, &ended, before, &after);
            if (wrong)
                tell(bench, work, n, lasting, &ended, wrong);
            judge_made(bench, work, &ended);
            wrongs += wrong != NULL;
            met = ended.met;
            most = n > most ? n : most;
            ended_free(&ended);
        }
    }
    print_message("%s: %ld tries, up to %ld\n", work->name, tries, most);
    ended_free(&after);
    free(before);
    free(path);
    return wrongs;
}
