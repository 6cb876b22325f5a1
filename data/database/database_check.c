/*
 * database_check.c: SQLite's own checks, as sentences.
 */
#include "data/database/database_check.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include "data/store/store_error.h"
#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

/* SQLite's reason why a page could not be read, which is not the page's own; SQLITE_OK: the line
   says no such thing. */
static int database_check_page_failure(const char *line)
{
    static const char mark[] = "unable to get the page. error code=";
    const char *at = strstr(line, mark);
    int rc = at ? atoi(at + strlen(mark)) : SQLITE_OK;
    return (rc & 0xFF) == SQLITE_IOERR || rc == SQLITE_NOMEM ? rc : SQLITE_OK;
}

/* SQLite returns several findings as the lines of one row, under the name of the database. A page
   that the disk fails to read is no finding: SQLite's result for it is returned. */
static int database_check_say_lines(
    const char *lines, void (*say)(void *arg, const char *finding), void *arg)
{
    int rc = SQLITE_OK;
    while (*lines) {
        size_t length = strcspn(lines, "\n");
        char *line = li_strndup(lines, length);
        rc = database_check_page_failure(line);
        if (rc != SQLITE_OK) {
            free(line);
            break;
        }
        if (*line && strcmp(line, "ok") != 0 && strncmp(line, "***", 3) != 0)
            say(arg, line);
        free(line);
        lines += length + (lines[length] == '\n');
    }
    return rc;
}

static enum li_err database_check_integrity(struct store *store,
    void (*say)(void *arg, const char *finding), void *arg, struct li_error *err)
{
    struct query *query = query_new(store, "PRAGMA integrity_check", err);
    if (!query)
        return err->code;
    int step, rc = SQLITE_OK;
    while (rc == SQLITE_OK && (step = query_step(query, err)) > 0)
        rc = database_check_say_lines(query_text(query, 0), say, arg);
    enum li_err code = LI_OK;
    if (rc != SQLITE_OK)
        code = store_error(store, rc, "Checking the database", err);
    else if (step < 0)
        code = err->code;
    query_free(query);
    return code;
}

static char *database_check_record_name(struct store *store, const char *table, int64_t row)
{
    struct li_error err;
    char *sql = sqlite3_mprintf("SELECT id FROM \"%w\" WHERE rowid = ?1", table);
    if (!sql)
        li_out_of_memory();
    struct query *query = query_new(store, sql, &err);
    sqlite3_free(sql);
    if (query)
        query_bind_int(query, 1, row);
    const char *id = query && query_step(query, &err) > 0 ? query_text(query, 0) : NULL;
    char *name = li_format("%s %s", table, id ? id : "without an id");
    query_free(query);
    return name;
}

static enum li_err database_check_references(struct store *store,
    void (*say)(void *arg, const char *finding), void *arg, struct li_error *err)
{
    struct query *query = query_new(store,
        "SELECT c.\"table\", c.rowid, c.parent, f.\"from\" FROM pragma_foreign_key_check c"
        " JOIN pragma_foreign_key_list(c.\"table\") f ON f.id = c.fkid",
        err);
    if (!query)
        return err->code;
    int step;
    while ((step = query_step(query, err)) > 0) {
        char *name = database_check_record_name(store, query_text(query, 0), query_int(query, 1));
        char *finding = li_format("%s links by %s to a missing %s record.", name,
            query_text(query, 3), query_text(query, 2));
        say(arg, finding);
        free(finding);
        free(name);
    }
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

enum li_err database_check(struct store *store, void (*say)(void *arg, const char *finding),
    void *arg, struct li_error *err)
{
    assert(store && say && err);
    enum li_err code = database_check_integrity(store, say, arg, err);
    return code ? code : database_check_references(store, say, arg, err);
}
