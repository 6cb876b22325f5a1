/*
 * test_store.c: a database file is opened, refused, guarded, copied and checked as promised.
 */
#include "../../data/journal.h"
#include "../../data/memory.h"
#include "../../data/query.h"
#include "../../data/store.h"
#include <dirent.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* A folder of its own for each test. */

struct place {
    char *folder, *path;
    struct li_error err;
    struct store *store; /* what follows asks it */
    int64_t first;
};

static int place_set_up(void **state)
{
    const char *base = getenv("TMPDIR");
    struct place *place = li_calloc(1, sizeof *place);
    place->folder = li_format("%s/liaise-store-XXXXXX", base ? base : "/tmp");
    assert_non_null(mkdtemp(place->folder));
    place->path = li_format("%s/liaise.db", place->folder);
    *state = place;
    return 0;
}

static int place_tear_down(void **state)
{
    struct place *place = *state;
    chmod(place->folder, 0700);
    DIR *folder = opendir(place->folder);
    for (struct dirent *file; folder && (file = readdir(folder));) {
        char *name = li_format("%s/%s", place->folder, file->d_name);
        if (strcmp(file->d_name, ".") != 0 && strcmp(file->d_name, "..") != 0)
            remove(name);
        free(name);
    }
    closedir(folder);
    rmdir(place->folder);
    free(place->folder);
    free(place->path);
    free(place);
    return 0;
}

static char *place_beside(const struct place *place, const char *name)
{
    return li_format("%s/%s", place->folder, name);
}

static struct store *place_open(struct place *place, enum store_mode mode)
{
    struct store *store;
    if (store_open(&store, place->path, mode, NULL, NULL, &place->err) != LI_OK)
        fail_msg("%s", place->err.message);
    return store;
}

static void place_write(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    fclose(file);
}

static char *place_read(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    *size = (size_t)ftell(file);
    rewind(file);
    char *bytes = li_calloc(1, *size + 1);
    assert_int_equal(fread(bytes, 1, *size, file), *size);
    fclose(file);
    return bytes;
}

static int place_count(const struct place *place)
{
    int count = 0;
    DIR *folder = opendir(place->folder);
    while (readdir(folder))
        count++;
    closedir(folder);
    return count - 2;
}

static void place_raw(const char *path, const char *sql)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static enum li_err add_country(struct store *store, void *arg, struct li_error *err)
{
    struct id id = id_new();
    struct query *query =
        query_new(store, "INSERT INTO country (id, code, name) VALUES (?1, ?2, 'Land')", err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &id);
    query_bind_text(query, 2, arg);
    int step = query_step(query, err);
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

static void write_country(struct place *place, struct store *store, const char *code)
{
    struct li_error *err = &place->err;
    if (journal_write(store, "Add country", add_country, (char *)code, NULL, err) != LI_OK)
        fail_msg("%s", err->message);
}

static int64_t count_countries(struct store *store)
{
    struct li_error err;
    struct query *query = query_new(store, "SELECT count(*) FROM country", &err);
    assert_int_equal(query_step(query, &err), 1);
    int64_t count = query_int(query, 0);
    query_free(query);
    return count;
}

static void say_count(void *arg, const char *finding)
{
    assert_true(strlen(finding) > 5);
    assert_null(strchr(finding, '\n'));
    ++*(int *)arg;
}

/* Refused with these words, and not a byte is different after, nor a file more. */
static void assert_refused(
    struct place *place, enum store_mode mode, enum li_err code, const char *words)
{
    struct store *store = NULL;
    size_t before_size, after_size;
    int files = place_count(place);
    char *before = place_read(place->path, &before_size);
    assert_int_equal(store_open(&store, place->path, mode, NULL, NULL, &place->err), code);
    assert_null(store);
    if (!strstr(place->err.message, words))
        fail_msg("\"%s\" does not say \"%s\"", place->err.message, words);
    char *after = place_read(place->path, &after_size);
    assert_int_equal(before_size, after_size);
    assert_memory_equal(before, after, before_size);
    assert_int_equal(place_count(place), files);
    free(before);
    free(after);
}

/* Opening. */

static void test_create(void **state)
{
    struct place *place = *state;
    char *deep = place_beside(place, "new/liaise.db"), *folder = place_beside(place, "new");
    char *log = li_format("%s-wal", deep), *shared = li_format("%s-shm", deep);
    struct store *store;
    struct stat about;
    assert_int_equal(store_open(&store, deep, STORE_CREATE, NULL, NULL, &place->err), LI_OK);
    write_country(place, store, "AU");
    const char *const files[] = {deep, log, shared};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(stat(files[i], &about), 0);
        assert_int_equal(about.st_mode & 0777, 0600);
    }
    assert_int_equal(stat(folder, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0700);
    assert_string_equal(store_path(store), deep);
    assert_false(id_is_nil(store_replica(store)));
    store_close(store);
    assert_int_not_equal(access(log, F_OK), 0);
    assert_int_equal(store_open(&store, deep, STORE_CREATE, NULL, NULL, &place->err), LI_REFUSED);
    assert_int_equal(store_open(&store, deep, STORE_READ, NULL, NULL, &place->err), LI_OK);
    assert_int_equal(count_countries(store), 1);
    store_close(store);
    remove(deep);
    rmdir(folder);
    free(deep);
    free(folder);
    free(log);
    free(shared);
}

static void test_strange_names(void **state)
{
    struct place *place = *state;
    static const char *const names[] = {"a b?c#d%20.db", "Taituarā.db", ":memory:"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct store *store;
        char *path = place_beside(place, names[i]);
        assert_int_equal(store_open(&store, path, STORE_CREATE, NULL, NULL, &place->err), LI_OK);
        store_close(store);
        assert_int_equal(access(path, F_OK), 0);
        free(path);
    }
    assert_int_equal(place_count(place), 3);
}

static void test_missing(void **state)
{
    struct place *place = *state;
    struct store *store;
    assert_int_equal(store_open(&store, place->path, STORE_WRITE, NULL, NULL, &place->err), LI_IO);
    assert_non_null(strstr(place->err.message, "There is no database at"));
    assert_int_equal(place_count(place), 0);
    assert_int_equal(
        store_open(&store, place->folder, STORE_WRITE, NULL, NULL, &place->err), LI_IO);
    assert_non_null(strstr(place->err.message, "is a folder"));
}

static void test_not_a_database(void **state)
{
    struct place *place = *state;
    static const char text[] = "code,name\nCAMA,Canadian Association of Municipal Administrators\n"
                               "and enough more of it to be longer than the header of a database\n";
    place_write(place->path, text, sizeof text - 1);
    assert_refused(place, STORE_WRITE, LI_CORRUPT, "is not a liaise database");
    assert_refused(place, STORE_READ, LI_CORRUPT, "is not a liaise database");
    place_write(place->path, "", 0);
    assert_refused(place, STORE_WRITE, LI_CORRUPT, "is not a liaise database");
}

static void test_foreign(void **state)
{
    struct place *place = *state;
    place_raw(place->path, "PRAGMA journal_mode = WAL; CREATE TABLE theirs (x)");
    assert_refused(place, STORE_WRITE, LI_CORRUPT, "is not a liaise database");
    assert_refused(place, STORE_READ, LI_CORRUPT, "is not a liaise database");
}

static void test_newer(void **state)
{
    struct place *place = *state;
    store_close(place_open(place, STORE_CREATE));
    place_raw(place->path, "PRAGMA user_version = 4711");
    assert_refused(place, STORE_WRITE, LI_REFUSED, "made by a newer liaise (schema 4711;");
    assert_refused(place, STORE_READ, LI_REFUSED, "update first");
}

/* The newer schema is still in the log: that is left as it is too. */
static void test_newer_in_log(void **state)
{
    struct place *place = *state;
    char *copy = place_beside(place, "copy.db"), *log = li_format("%s-wal", place->path);
    char *copied_log = li_format("%s-wal", copy);
    size_t size, log_size, after_size;
    store_close(place_open(place, STORE_CREATE));
    sqlite3 *db;
    assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA user_version = 4711", NULL, NULL, NULL), SQLITE_OK);
    char *bytes = place_read(place->path, &size), *logged = place_read(log, &log_size);
    assert_true(log_size > 0);
    place_write(copy, bytes, size);
    place_write(copied_log, logged, log_size);
    sqlite3_close(db);
    struct store *store;
    assert_int_equal(store_open(&store, copy, STORE_WRITE, NULL, NULL, &place->err), LI_REFUSED);
    char *after = place_read(copy, &after_size);
    assert_int_equal(after_size, size);
    assert_memory_equal(after, bytes, size);
    free(after);
    after = place_read(copied_log, &after_size);
    assert_int_equal(after_size, log_size);
    assert_memory_equal(after, logged, log_size);
    free(after);
    free(bytes);
    free(logged);
    free(copy);
    free(log);
    free(copied_log);
}

static void test_read_only_file(void **state)
{
    struct place *place = *state;
    store_close(place_open(place, STORE_CREATE));
    chmod(place->path, 0400);
    assert_refused(place, STORE_WRITE, LI_IO, "is read-only");
    struct store *store = place_open(place, STORE_READ);
    assert_int_equal(count_countries(store), 0);
    store_close(store);
}

static void test_read_only_folder(void **state)
{
    struct place *place = *state;
    store_close(place_open(place, STORE_CREATE));
    chmod(place->folder, 0500);
    assert_refused(place, STORE_WRITE, LI_IO, "The folder");
    struct store *store = place_open(place, STORE_READ);
    assert_int_equal(count_countries(store), 0);
    store_close(store);
    assert_int_equal(place_count(place), 1);
    char *other = place_beside(place, "other.db");
    assert_int_equal(store_open(&store, other, STORE_CREATE, NULL, NULL, &place->err), LI_IO);
    assert_non_null(strstr(place->err.message, "read-only"));
    free(other);
}

static void test_damaged(void **state)
{
    struct place *place = *state;
    size_t size;
    store_close(place_open(place, STORE_CREATE));
    char *bytes = place_read(place->path, &size);
    place_write(place->path, bytes, size / 2);
    assert_refused(place, STORE_WRITE, LI_CORRUPT, "is damaged");
    assert_refused(place, STORE_READ, LI_CORRUPT, "is damaged");
    memset(bytes + 100, 0x5A, size - 100);
    place_write(place->path, bytes, size);
    assert_refused(place, STORE_WRITE, LI_CORRUPT, "is damaged");
    free(bytes);
}

static void test_start_cut_short(void **state)
{
    struct place *place = *state;
    place_raw(place->path, "PRAGMA application_id = 1279869257; PRAGMA journal_mode = WAL");
    assert_refused(place, STORE_READ, LI_OLDER, "open it once for writing");
    struct store *store = place_open(place, STORE_WRITE);
    write_country(place, store, "AU");
    store_close(store);
}

static void test_reading_never_writes(void **state)
{
    struct place *place = *state;
    struct store *store = place_open(place, STORE_CREATE);
    write_country(place, store, "AU");
    store_close(store);
    store = place_open(place, STORE_READ);
    assert_int_equal(journal_write(store, "Add", add_country, "NZ", NULL, &place->err), LI_REFUSED);
    assert_int_equal(store_set_fact(store, "org", "ICMA", &place->err), LI_IO);
    assert_int_equal(count_countries(store), 1);
    store_close(store);
}

/* Guarding. */

static void test_guard(void **state)
{
    struct place *place = *state;
    struct store *store = place_open(place, STORE_CREATE);
    static const char *const refused[] = {
        "INSERT INTO country (id, code, name) VALUES (randomblob(16), 'X', 'X')",
        "UPDATE goal SET title = 'x'",
        "DELETE FROM affiliate",
        "DROP TABLE person",
        "DELETE FROM journal_entry",
        "UPDATE journal_conflict SET why = ''",
    };
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        assert_int_equal(query_run(store, refused[i], &place->err), LI_REFUSED);
        assert_non_null(strstr(place->err.message, "through the journal only"));
    }
    assert_int_equal(query_run(store, "CREATE TEMP TABLE t (x)", &place->err), LI_OK);
    assert_int_equal(query_run(store, "INSERT INTO t VALUES (1)", &place->err), LI_OK);
    assert_int_equal(query_run(store, "DELETE FROM local_draft", &place->err), LI_OK);
    assert_int_equal(store_set_fact(store, "org", "ICMA", &place->err), LI_OK);
    store_close(store);
}

static enum li_err keep_statement(struct store *store, void *arg, struct li_error *err)
{
    *(struct query **)arg = query_new(
        store, "INSERT INTO country (id, code, name) VALUES (randomblob(16), 'X', 'X')", err);
    return LI_OK;
}

static void test_guard_kept_statement(void **state)
{
    struct place *place = *state;
    struct query *kept = NULL;
    struct store *store = place_open(place, STORE_CREATE);
    assert_int_equal(journal_write(store, "Keep", keep_statement, &kept, NULL, &place->err), LI_OK);
    assert_int_equal(query_step(kept, &place->err), -1);
    assert_int_equal(place->err.code, LI_REFUSED);
    assert_non_null(strstr(place->err.message, "through the journal only"));
    assert_int_equal(count_countries(store), 0);
    write_country(place, store, "AU"); /* and what comes after is not held against it */
    assert_int_equal(count_countries(store), 1);
    query_free(kept);
    store_close(store);
}

/* A statement that was freed may serve again, but not where it could not have been prepared, and
   with nothing bound. */
static void test_guard_statement_again(void **state)
{
    struct place *place = *state;
    struct query *kept = NULL;
    struct store *store = place_open(place, STORE_CREATE);
    assert_int_equal(journal_write(store, "Keep", keep_statement, &kept, NULL, &place->err), LI_OK);
    query_free(kept);
    assert_int_equal(
        query_run(store, "INSERT INTO country (id, code, name) VALUES (randomblob(16), 'X', 'X')",
            &place->err),
        LI_REFUSED);
    assert_non_null(strstr(place->err.message, "through the journal only"));
    for (int i = 0; i < 2; i++) {
        struct query *query = query_new(store, "SELECT ?1 IS NULL", &place->err);
        assert_int_equal(query_step(query, &place->err), 1);
        assert_int_equal(query_int(query, 0), 1);
        query_bind_text(query, 1, "something");
        query_free(query);
    }
    store_close(store);
}

/* The same question is asked of the tables as they are now. */
static void test_statement_outlives_its_schema(void **state)
{
    struct place *place = *state;
    struct store *store = place_open(place, STORE_CREATE);
    static const char make[] = "CREATE TEMP TABLE t AS SELECT 1 AS one";
    assert_int_equal(query_run(store, make, &place->err), LI_OK);
    for (int columns = 1; columns <= 2; columns++) {
        struct query *query = query_new(store, "SELECT * FROM t", &place->err);
        assert_int_equal(query_step(query, &place->err), 1);
        assert_int_equal(query_columns(query), columns);
        assert_string_equal(query_text(query, columns - 1), columns == 1 ? "1" : "2");
        query_free(query);
        if (columns == 1)
            assert_int_equal(
                query_run(store, "ALTER TABLE t ADD COLUMN two DEFAULT 2", &place->err), LI_OK);
    }
    store_close(store);
}

static enum li_err count_nothing(struct store *store, void *arg, struct li_error *err)
{
    (void)store;
    (void)arg;
    (void)err;
    return LI_OK;
}

static enum li_err add_two_and_fail(struct store *store, void *arg, struct li_error *err)
{
    int64_t first = -1;
    enum li_err code = add_country(store, arg, err);
    if (code == LI_OK)
        code = add_country(store, arg, err);
    assert_true(store_take_added(store, "country", &first));
    assert_int_equal(first, 2); /* one stood there before */
    assert_false(store_take_added(store, "country", &first));
    assert_false(store_take_added(store, "region", &first));
    if (code == LI_OK)
        code = add_country(store, arg, err);
    return code == LI_OK ? li_fail(err, LI_REFUSED, "No.") : code;
}

static enum li_err see_added(void *arg, struct li_error *err)
{
    (void)err;
    struct place *place = arg;
    if (!store_take_added(place->store, "country", &place->first))
        place->first = 0;
    return LI_OK;
}

/* What follows the records is told which were added in this transaction, and of no other. */
static void test_added(void **state)
{
    struct place *place = *state;
    struct store *store = place->store = place_open(place, STORE_CREATE);
    store_set_following(store, see_added, place);
    write_country(place, store, "AU");
    assert_int_equal(place->first, 1);
    assert_int_equal(
        journal_write(store, "Fail", add_two_and_fail, "NZ", NULL, &place->err), LI_REFUSED);
    assert_int_equal(journal_write(store, "None", count_nothing, NULL, NULL, &place->err), LI_OK);
    assert_int_equal(place->first, 0);
    write_country(place, store, "NZ");
    assert_int_equal(place->first, 2);
    store_close(store);
}

static enum li_err reach_too_far(struct store *store, void *arg, struct li_error *err)
{
    return query_run(store, arg, err);
}

static void test_guard_inside(void **state)
{
    struct place *place = *state;
    struct store *store = place_open(place, STORE_CREATE);
    static const char *const refused[] = {"COMMIT", "ROLLBACK", "DELETE FROM journal_entry"};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        assert_int_equal(
            journal_write(store, "Reach", reach_too_far, (char *)refused[i], NULL, &place->err),
            LI_REFUSED);
    write_country(place, store, "AU");
    store_close(store);
}

static enum li_err write_inside(struct store *store, void *arg, struct li_error *err)
{
    return journal_write(store, "Inner", add_country, arg, NULL, err);
}

static void test_no_write_inside_a_write(void **state)
{
    struct place *place = *state;
    struct store *store = place_open(place, STORE_CREATE);
    assert_int_equal(
        journal_write(store, "Outer", write_inside, "AU", NULL, &place->err), LI_REFUSED);
    assert_int_equal(count_countries(store), 0);
    write_country(place, store, "AU");
    store_close(store);
}

/* Facts, others, stopping. */

static void test_facts(void **state)
{
    struct place *place = *state;
    struct store *store = place_open(place, STORE_CREATE);
    assert_null(store_fact(store, "org"));
    assert_int_equal(store_set_fact(store, "org", "Tāmaki", &place->err), LI_OK);
    assert_int_equal(store_set_fact(store, "org", "Taituarā", &place->err), LI_OK);
    store_close(store);
    store = place_open(place, STORE_WRITE);
    char *org = store_fact(store, "org");
    assert_string_equal(org, "Taituarā");
    free(org);
    assert_string_equal(store_author(store), "");
    store_set_author(store, "Ann");
    assert_string_equal(store_author(store), "Ann");
    store_close(store);
}

static void test_two_programs(void **state)
{
    struct place *place = *state;
    struct store *one = place_open(place, STORE_CREATE), *other = place_open(place, STORE_WRITE);
    assert_true(id_equal(store_replica(one), store_replica(other)));
    int64_t before = store_version(one);
    write_country(place, one, "AU");
    assert_int_equal(store_version(one), before);
    write_country(place, other, "NZ");
    assert_int_not_equal(store_version(one), before);
    assert_int_equal(count_countries(one), 2);
    sqlite3_busy_timeout(store_db(other), 1);
    assert_int_equal(query_run(one, "BEGIN IMMEDIATE", &place->err), LI_OK);
    assert_int_equal(journal_write(other, "Add", add_country, "CA", NULL, &place->err), LI_BUSY);
    assert_non_null(strstr(place->err.message, "Another program is writing to"));
    assert_int_equal(query_run(one, "COMMIT", &place->err), LI_OK);
    write_country(place, other, "CA");
    store_close(one);
    store_close(other);
}

static bool stop_at_once(void *arg)
{
    return *(bool *)arg;
}

static void test_stop(void **state)
{
    struct place *place = *state;
    static const char endless[] =
        "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n";
    struct store *store = place_open(place, STORE_CREATE);
    bool stop = true;
    store_on_progress(store, stop_at_once, &stop);
    assert_int_equal(query_run(store, endless, &place->err), LI_INTERRUPTED);
    store_on_progress(store, NULL, NULL);
    write_country(place, store, "AU");
    store_close(store);
}

/* Copies. */

static void test_backup(void **state)
{
    struct place *place = *state;
    struct stat about;
    char *copy = place_beside(place, "copy.db");
    struct store *store = place_open(place, STORE_CREATE), *other;
    write_country(place, store, "AU");
    struct id replica = *store_replica(store);
    assert_int_equal(store_backup(store, copy, &place->err), LI_OK);
    assert_int_equal(stat(copy, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_equal(store_backup(store, copy, &place->err), LI_REFUSED);
    store_close(store);
    assert_int_equal(place_count(place), 2);
    assert_int_equal(store_open(&other, copy, STORE_READ, NULL, NULL, &place->err), LI_OK);
    assert_int_equal(count_countries(other), 1);
    store_close(other);
    /* Written to, it is a replica of its own. */
    assert_int_equal(store_open(&other, copy, STORE_WRITE, NULL, NULL, &place->err), LI_OK);
    assert_false(id_equal(&replica, store_replica(other)));
    write_country(place, other, "NZ");
    store_close(other);
    char *lost = place_beside(place, "no/such/folder/copy.db");
    store = place_open(place, STORE_READ);
    assert_int_equal(store_backup(store, lost, &place->err), LI_OK);
    store_close(store);
    remove(lost);
    free(lost);
    for (const char *folder = "no/such/folder"; *folder;) {
        char *name = place_beside(place, folder);
        rmdir(name);
        free(name);
        folder = strcmp(folder, "no/such/folder") == 0 ? "no/such"
                 : strcmp(folder, "no/such") == 0      ? "no"
                                                       : "";
    }
    free(copy);
}

static void test_restore(void **state)
{
    struct place *place = *state;
    char *copy = place_beside(place, "copy.db"), *kept = li_format("%s~", place->path);
    struct store *store = place_open(place, STORE_CREATE);
    write_country(place, store, "AU");
    assert_int_equal(store_backup(store, copy, &place->err), LI_OK);
    write_country(place, store, "NZ");
    write_country(place, store, "CA");
    assert_int_equal(store_restore(copy, place->path, NULL, NULL, &place->err), LI_BUSY);
    assert_int_equal(count_countries(store), 3);
    store_close(store);
    assert_int_equal(store_restore(copy, place->path, NULL, NULL, &place->err), LI_OK);
    store = place_open(place, STORE_WRITE);
    assert_int_equal(count_countries(store), 1);
    write_country(place, store, "MT");
    store_close(store);
    assert_int_equal(store_open(&store, kept, STORE_READ, NULL, NULL, &place->err), LI_OK);
    assert_int_equal(count_countries(store), 3);
    store_close(store);
    assert_int_equal(place_count(place), 3);
    free(copy);
    free(kept);
}

static void test_restore_over_damage(void **state)
{
    struct place *place = *state;
    char *copy = place_beside(place, "copy.db"), *log = li_format("%s-wal", place->path);
    struct store *store = place_open(place, STORE_CREATE);
    write_country(place, store, "AU");
    assert_int_equal(store_backup(store, copy, &place->err), LI_OK);
    store_close(store);
    place_write(place->path, "spoilt", 6);
    place_write(log, "spoilt too", 10);
    assert_int_equal(store_restore(copy, place->path, NULL, NULL, &place->err), LI_OK);
    store = place_open(place, STORE_WRITE);
    assert_int_equal(count_countries(store), 1);
    store_close(store);
    free(copy);
    free(log);
}

static void test_restore_refuses(void **state)
{
    struct place *place = *state;
    char *copy = place_beside(place, "copy.db");
    size_t size;
    struct store *store = place_open(place, STORE_CREATE);
    write_country(place, store, "AU");
    assert_int_equal(store_backup(store, copy, &place->err), LI_OK);
    store_close(store);
    char *bytes = place_read(copy, &size);
    memset(bytes + size / 2, 0x5A, size / 4);
    place_write(copy, bytes, size);
    free(bytes);
    assert_int_equal(store_restore(copy, place->path, NULL, NULL, &place->err), LI_CORRUPT);
    place_write(copy, "a text", 6);
    assert_int_equal(store_restore(copy, place->path, NULL, NULL, &place->err), LI_CORRUPT);
    remove(copy);
    assert_int_equal(store_restore(copy, place->path, NULL, NULL, &place->err), LI_IO);
    assert_int_equal(place_count(place), 1);
    store = place_open(place, STORE_READ);
    assert_int_equal(count_countries(store), 1);
    store_close(store);
    free(copy);
}

static void test_check(void **state)
{
    struct place *place = *state;
    int findings = 0;
    struct store *store = place_open(place, STORE_CREATE);
    write_country(place, store, "AU");
    assert_int_equal(store_check(store, say_count, &findings, &place->err), LI_OK);
    assert_int_equal(findings, 0);
    store_close(store);
    place_raw(place->path, "PRAGMA foreign_keys = OFF; INSERT INTO region (id, name, country)"
                           " VALUES (randomblob(16), 'R', randomblob(16))");
    store = place_open(place, STORE_WRITE);
    assert_int_equal(store_check(store, say_count, &findings, &place->err), LI_OK);
    assert_int_equal(findings, 1);
    store_close(store);
}

/* Where in the file the root of the table or index stands, and how long a page is. */
static size_t place_root(struct place *place, const char *name, size_t *page)
{
    struct store *store = place_open(place, STORE_READ);
    struct query *query = query_new(store,
        "SELECT rootpage, page_size FROM sqlite_schema, pragma_page_size WHERE name = ?1",
        &place->err);
    query_bind_text(query, 1, name);
    assert_int_equal(query_step(query, &place->err), 1);
    *page = (size_t)query_int(query, 1);
    size_t root = (size_t)(query_int(query, 0) - 1) * *page;
    query_free(query);
    store_close(store);
    return root;
}

static void test_check_damaged(void **state)
{
    static const char *const damaged[] = {"goal", "progress_goal_day"};
    struct place *place = *state;
    int findings = 0;
    size_t size, page;
    store_close(place_open(place, STORE_CREATE));
    char *bytes = place_read(place->path, &size);
    for (size_t i = 0; i < 2; i++) {
        size_t root = place_root(place, damaged[i], &page);
        memset(bytes + root, 0, page);
    }
    place_write(place->path, bytes, size);
    free(bytes);
    struct store *store = place_open(place, STORE_READ);
    store_check(store, say_count, &findings, &place->err);
    assert_true(findings > 1);
    store_close(store);
}

/* Queries. */

static void test_query_values(void **state)
{
    struct place *place = *state;
    struct id id = id_new(), back;
    char text[ID_TEXT_SIZE];
    struct store *store = place_open(place, STORE_CREATE);
    struct query *query = query_new(
        store, "SELECT ?1, ?2, ?3, ?4, ?5, typeof(?4), 0.1 + 0.2, 12.0, -0.0, 1e300", &place->err);
    query_bind_text(query, 1, "Taituarā");
    query_bind_int(query, 2, INT64_MIN);
    query_bind_real(query, 3, 2.5);
    query_bind_text(query, 4, id_text(&id, text));
    query_bind_text(query, 5, NULL);
    assert_int_equal(query_step(query, &place->err), 1);
    assert_int_equal(query_columns(query), 10);
    assert_string_equal(query_text(query, 0), "Taituarā");
    assert_true(query_int(query, 1) == INT64_MIN);
    assert_string_equal(query_text(query, 2), "2.5");
    assert_string_equal(query_text(query, 3), text);
    assert_true(query_id(query, 3, &back) && id_equal(&id, &back));
    assert_null(query_text(query, 4));
    assert_true(query_null(query, 4));
    assert_false(query_id(query, 4, &back));
    assert_string_equal(query_text(query, 5), "blob");
    assert_string_equal(query_text(query, 6), "0.3");
    assert_string_equal(query_text(query, 7), "12");
    assert_string_equal(query_text(query, 8), "0");
    assert_string_equal(query_text(query, 9), "1e+300");
    assert_int_equal(query_step(query, &place->err), 0);
    query_free(query);
    assert_null(query_new(store, "SELECT nonsense", &place->err));
    assert_true(strlen(place->err.message) > 0);
    store_close(store);
}

static void test_vector(void **state)
{
    struct place *place = *state;
    struct vector vector = {0};
    struct store *store = place_open(place, STORE_CREATE);
    struct query *query = query_new(store,
        "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 5000)"
        " SELECT x FROM n",
        &place->err);
    assert_int_equal(vector_fill(&vector, query, 3000, &place->err), 1);
    assert_int_equal(vector.count, 3000);
    assert_int_equal(vector_fill(&vector, query, 3000, &place->err), 0);
    assert_int_equal(vector.count, 5000);
    for (size_t i = 0; i < vector.count; i++)
        assert_int_equal(vector.rows[i], i + 1);
    vector_clear(&vector);
    assert_int_equal(vector.count, 0);
    query_free(query);
    store_close(store);
}

/* A read that is half done would keep this program from writing once another has written. */
static void test_write_lets_go_of_half_read_vector(void **state)
{
    struct place *place = *state;
    struct vector vector = {0};
    struct store *store = place_open(place, STORE_CREATE), *other = place_open(place, STORE_WRITE);
    struct query *query =
        query_new(store, "SELECT rowid FROM sqlite_schema ORDER BY rowid", &place->err);
    assert_int_equal(vector_fill(&vector, query, 2, &place->err), 1);
    assert_int_equal(store_set_fact(other, "org", "Theirs", &place->err), LI_OK);
    assert_int_equal(store_set_fact(store, "you", "Ours", &place->err), LI_OK);
    assert_int_equal(vector_fill(&vector, query, 2, &place->err), -1);
    assert_int_equal(place->err.code, LI_INTERRUPTED);
    vector_clear(&vector);
    assert_int_equal(vector_fill(&vector, query, 1000, &place->err), 0);
    assert_true(vector.count > 2);
    vector_clear(&vector);
    query_free(query);
    store_close(other);
    store_close(store);
}

/* Errors. */

static void test_error_is_cut_at_a_character(void **state)
{
    (void)state;
    struct li_error err;
    char text[600] = "";
    for (size_t i = 0; i + 2 < sizeof text; i += 2)
        memcpy(text + i, "ā", 3);
    assert_int_equal(li_fail(&err, LI_IO, "x%s", text), LI_IO);
    size_t length = strlen(err.message);
    assert_int_equal(length, 511);
    li_fail(&err, LI_IO, "%s", text);
    assert_int_equal(strlen(err.message), 510);
    li_fail(&err, LI_USAGE, "Again: %s", "short");
    li_fail(&err, LI_USAGE, "%s!", err.message);
    assert_string_equal(err.message, "Again: short!");
    assert_int_equal(li_fail(NULL, LI_NONE, "nobody hears"), LI_NONE);
}

#define IN_PLACE(test) cmocka_unit_test_setup_teardown(test, place_set_up, place_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_PLACE(test_create),
        IN_PLACE(test_strange_names),
        IN_PLACE(test_missing),
        IN_PLACE(test_not_a_database),
        IN_PLACE(test_foreign),
        IN_PLACE(test_newer),
        IN_PLACE(test_newer_in_log),
        IN_PLACE(test_read_only_file),
        IN_PLACE(test_read_only_folder),
        IN_PLACE(test_damaged),
        IN_PLACE(test_start_cut_short),
        IN_PLACE(test_reading_never_writes),
        IN_PLACE(test_guard),
        IN_PLACE(test_guard_kept_statement),
        IN_PLACE(test_guard_statement_again),
        IN_PLACE(test_statement_outlives_its_schema),
        IN_PLACE(test_added),
        IN_PLACE(test_guard_inside),
        IN_PLACE(test_no_write_inside_a_write),
        IN_PLACE(test_facts),
        IN_PLACE(test_two_programs),
        IN_PLACE(test_stop),
        IN_PLACE(test_backup),
        IN_PLACE(test_restore),
        IN_PLACE(test_restore_over_damage),
        IN_PLACE(test_restore_refuses),
        IN_PLACE(test_check),
        IN_PLACE(test_check_damaged),
        IN_PLACE(test_query_values),
        IN_PLACE(test_vector),
        IN_PLACE(test_write_lets_go_of_half_read_vector),
        cmocka_unit_test(test_error_is_cut_at_a_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
