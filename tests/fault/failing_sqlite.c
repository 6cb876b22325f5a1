/*
 * failing_sqlite.c: functions of SQLite's names, which the linker takes in place of the library's.
 */
#include "tests/fault/failing_sqlite.h"
#include "data/changeset/sqlite_session.h"
#include "tests/fault/fault_place.h"
#include <dlfcn.h>
#include <sqlite3.h>
#include <stdint.h>
#include <string.h>

static bool failing_sqlite_met, failing_sqlite_commits;

void failing_sqlite_begin(void)
{
    failing_sqlite_met = failing_sqlite_commits = false;
}

bool failing_sqlite_was_commit(void)
{
    return failing_sqlite_commits;
}

/* The function of SQLite's own. */
#define FAILING_SQLITE_NEXT(name)                                                                  \
    static __typeof__(&name) next;                                                                 \
    if (!next)                                                                                     \
    next = (__typeof__(&name))(uintptr_t)dlsym(RTLD_NEXT, #name)

/* A function that returns a result code. SQL: of the statement; FAILS: what it returns then. */
#define FAILING_SQLITE(name, SQL, FAILS, parameters, ...)                                          \
    int name parameters                                                                            \
    {                                                                                              \
        FAILING_SQLITE_NEXT(name);                                                                 \
        bool fails = failing_sqlite_stops((SQL), __builtin_return_address(0));                     \
        return fails ? (FAILS) : next(__VA_ARGS__);                                                \
    }

#define FAILING_SQLITE_CODE fault_place_how()->code

/* A rollback needs nothing that could fail. */
static bool failing_sqlite_rolls_back(const char *sql)
{
    return sql && strncmp(sql, "ROLLBACK", strlen("ROLLBACK")) == 0;
}

/* Whether the statement is to fail. */
static bool failing_sqlite_stops(const char *sql, const void *caller)
{
    if (failing_sqlite_rolls_back(sql) || !fault_place_is_due(caller))
        return false;
    if (!failing_sqlite_met)
        failing_sqlite_commits = sql && strcmp(sql, "COMMIT") == 0;
    failing_sqlite_met = true;
    return true;
}

FAILING_SQLITE(sqlite3_step, sqlite3_sql(statement), FAILING_SQLITE_CODE,
    (sqlite3_stmt * statement), statement)
FAILING_SQLITE(sqlite3_prepare_v2, sql, (*out = NULL, FAILING_SQLITE_CODE),
    (sqlite3 * db, const char *sql, int size, sqlite3_stmt **out, const char **rest), db, sql, size,
    out, rest)
FAILING_SQLITE(sqlite3_prepare_v3, sql, (*out = NULL, FAILING_SQLITE_CODE),
    (sqlite3 * db, const char *sql, int size, unsigned flags, sqlite3_stmt **out,
        const char **rest),
    db, sql, size, flags, out, rest)
FAILING_SQLITE(sqlite3_exec, sql, FAILING_SQLITE_CODE,
    (sqlite3 * db, const char *sql, int (*row)(void *, int, char **, char **), void *arg,
        char **message),
    db, sql, row, arg, message)
FAILING_SQLITE(sqlite3_bind_text, NULL, FAILING_SQLITE_CODE,
    (sqlite3_stmt * statement, int at, const char *text, int size, void (*drop)(void *)), statement,
    at, text, size, drop)
FAILING_SQLITE(sqlite3_bind_blob64, NULL, FAILING_SQLITE_CODE,
    (sqlite3_stmt * statement, int at, const void *bytes, sqlite3_uint64 size,
        void (*drop)(void *)),
    statement, at, bytes, size, drop)
FAILING_SQLITE(sqlite3_backup_step, NULL, FAILING_SQLITE_CODE, (sqlite3_backup * backup, int pages),
    backup, pages)
FAILING_SQLITE(sqlite3session_create, NULL, (*out = NULL, FAILING_SQLITE_CODE),
    (sqlite3 * db, const char *name, sqlite3_session **out), db, name, out)
FAILING_SQLITE(sqlite3session_object_config, NULL, FAILING_SQLITE_CODE,
    (sqlite3_session * session, int which, void *arg), session, which, arg)
FAILING_SQLITE(sqlite3session_attach, NULL, FAILING_SQLITE_CODE,
    (sqlite3_session * session, const char *table), session, table)
FAILING_SQLITE(sqlite3session_changeset, NULL, FAILING_SQLITE_CODE,
    (sqlite3_session * session, int *size, void **bytes), session, size, bytes)
FAILING_SQLITE(sqlite3changeset_start, NULL, (*out = NULL, FAILING_SQLITE_CODE),
    (sqlite3_changeset_iter * *out, int size, void *bytes), out, size, bytes)
FAILING_SQLITE(sqlite3changeset_invert, NULL, FAILING_SQLITE_CODE,
    (int size, const void *bytes, int *inverse_size, void **inverse), size, bytes, inverse_size,
    inverse)
FAILING_SQLITE(sqlite3changeset_concat, NULL, FAILING_SQLITE_CODE,
    (int one_size, void *one, int other_size, void *other, int *size, void **both), one_size, one,
    other_size, other, size, both)
FAILING_SQLITE(sqlite3changeset_apply_v2, NULL, FAILING_SQLITE_CODE,
    (sqlite3 * db, int size, void *bytes, int (*filter)(void *, const char *),
        int (*conflict)(void *, int, sqlite3_changeset_iter *), void *arg, void **rebase,
        int *rebase_size, int flags),
    db, size, bytes, filter, conflict, arg, rebase, rebase_size, flags)

/* SQLite says why on the connection, so it is asked for a database that is not there. */
sqlite3_backup *sqlite3_backup_init(
    sqlite3 *to, const char *to_name, sqlite3 *from, const char *from_name)
{
    FAILING_SQLITE_NEXT(sqlite3_backup_init);
    bool fails = fault_place_is_due(__builtin_return_address(0));
    return next(to, to_name, from, fails ? "none" : from_name);
}
