/*
 * temp_folder.c: a folder for a database file, gone after the test.
 */
#include "tests/support/temp_folder.h"
#include "data/base/memory.h"
#include "data/journal/journal.h"
#include "data/store/query.h"
#include "data/store_open.h"
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

int place_set_up(void **state)
{
    const char *base = getenv("TMPDIR");
    struct place *place = li_calloc(1, sizeof *place);
    place->folder = li_format("%s/liaise-store-XXXXXX", base ? base : "/tmp");
    assert_non_null(mkdtemp(place->folder));
    place->path = li_format("%s/liaise.db", place->folder);
    *state = place;
    return 0;
}

int place_tear_down(void **state)
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

char *place_beside(const struct place *place, const char *name)
{
    return li_format("%s/%s", place->folder, name);
}

struct store *place_open(struct place *place, enum store_mode mode)
{
    struct store *store;
    if (store_open(&store, place->path, mode, NULL, NULL, &place->err) != LI_OK)
        fail_msg("%s", place->err.message);
    return store;
}

void place_write(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    fclose(file);
}

char *place_read(const char *path, size_t *size)
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

int place_count(const struct place *place)
{
    int count = 0;
    DIR *folder = opendir(place->folder);
    while (readdir(folder))
        count++;
    closedir(folder);
    return count - 2;
}

void place_raw(const char *path, const char *sql)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

enum li_err place_country(struct store *store, void *arg, struct li_error *err)
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

void place_add_country(struct place *place, struct store *store, const char *code)
{
    struct li_error *err = &place->err;
    if (journal_write(store, "Add country", place_country, (char *)code, NULL, err) != LI_OK)
        fail_msg("%s", err->message);
}

int64_t place_countries(struct store *store)
{
    struct li_error err;
    struct query *query = query_new(store, "SELECT count(*) FROM country", &err);
    assert_int_equal(query_step(query, &err), 1);
    int64_t count = query_int(query, 0);
    query_free(query);
    return count;
}
