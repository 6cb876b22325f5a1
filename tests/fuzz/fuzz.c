/*
 * fuzz.c: bytes as text and as files, and the office that the targets read into.
 */
#include "tests/fuzz/fuzz.h"
#include "core/demo/demo.h"
#include "core/open.h"
#include "data/base/memory.h"
#include "data/database/database_backup.h"
#include "data/database/database_file.h"
#include "data/store/query.h"
#include "data/store/table_info.h"
#include "data/store_open.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <utf8proc.h>

/* libconfig loses some bytes of a file that ends within a string. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libconfig.so";
}

enum { AFFILIATES = 5, SEED = 7 };

void fuzz_broken(const char *what, const char *file, int line)
{
    fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
    abort();
}

char *fuzz_text(const uint8_t *data, size_t size)
{
    return li_strndup(size > 0 ? (const char *)data : "", size);
}

bool fuzz_is_utf8(const char *text)
{
    utf8proc_int32_t code;
    for (utf8proc_ssize_t length; *text; text += length) {
        length = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &code);
        if (length <= 0)
            return false;
    }
    return true;
}

char *fuzz_first_line(char *text, char **rest)
{
    char *end = strchr(text, '\n');
    *rest = end ? end + 1 : text + strlen(text);
    if (end)
        *end = '\0';
    return text;
}

const char *fuzz_file(const void *data, size_t size)
{
    static int file = -1;
    static char path[64];
    if (file < 0) {
        file = memfd_create("fuzz", MFD_CLOEXEC);
        HOLDS(file >= 0);
        snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    }
    HOLDS(ftruncate(file, 0) == 0);
    HOLDS(size == 0 || pwrite(file, data, size, 0) == (ssize_t)size);
    return path;
}

void fuzz_told(const struct li_error *err)
{
    HOLDS(err->code != LI_OK);
    HOLDS(strlen(err->message) > 10);
}

/* The office. */

static struct {
    char *folder, *path, *fresh; /* fresh: a copy of the database as it began */
    struct context *context;
} office;

static void office_open(void)
{
    struct li_error err = {0};
    struct context_options options = {
        .path = office.path, .mode = STORE_WRITE, .as = "Test", .today = date_parse("2026-06-30")};
    if (context_open(&office.context, &options, &err) != LI_OK)
        fuzz_broken(err.message, __FILE__, __LINE__);
}

static void office_remove(void)
{
    context_close(office.context);
    database_file_remove(office.path);
    database_file_remove(office.fresh);
    rmdir(office.folder);
    free(office.folder);
    free(office.path);
    free(office.fresh);
}

static void office_make(void)
{
    struct li_error err = {0};
    const char *base = getenv("TMPDIR");
    office.folder = li_format("%s/liaise-fuzz-XXXXXX", base ? base : "/tmp");
    HOLDS(mkdtemp(office.folder));
    office.path = li_format("%s/office.db", office.folder);
    office.fresh = li_format("%s/fresh.db", office.folder);
    HOLDS(context_create(office.path, "Home", "Test", &err) == LI_OK);
    office_open();
    HOLDS(demo_synthetic(office.context, AFFILIATES, SEED, NULL, NULL, &err) == LI_OK);
    HOLDS(database_backup(office.context->store, office.fresh, &err) == LI_OK);
    atexit(office_remove);
}

struct context *fuzz_office(void)
{
    if (!office.folder)
        office_make();
    return office.context;
}

void fuzz_office_renew(void)
{
    struct li_error err = {0};
    struct store *fresh;
    fuzz_office();
    context_close(office.context);
    database_file_remove(office.path);
    HOLDS(store_open(&fresh, office.fresh, STORE_READ, NULL, NULL, &err) == LI_OK);
    HOLDS(database_backup(fresh, office.path, &err) == LI_OK);
    store_close(fresh);
    office_open();
}

static uint64_t mixed(uint64_t digest, const char *text)
{
    for (; text && *text; text++)
        digest = (digest ^ (unsigned char)*text) * 1099511628211u; /* FNV-1a */
    return (digest ^ (text ? 1 : 2)) * 1099511628211u;
}

uint64_t fuzz_office_digest(void)
{
    struct li_error err = {0};
    struct store *store = fuzz_office()->store;
    char **tables;
    size_t count;
    uint64_t digest = 14695981039346656037u;
    HOLDS(table_info_load_names(store, &tables, &count, &err) == LI_OK);
    for (size_t i = 0; i < count; i++) {
        char *sql = li_format("SELECT * FROM \"%s\" ORDER BY id", tables[i]);
        struct query *query = query_new(store, sql, &err);
        int columns = query_columns(query);
        while (query_step(query, &err) > 0)
            for (int column = 0; column < columns; column++)
                digest = mixed(digest, query_text(query, column));
        query_free(query);
        free(sql);
    }
    table_info_free_names(tables, count);
    return digest;
}

uint64_t fuzz_office_fresh(void)
{
    static uint64_t fresh;
    if (!fresh)
        fresh = fuzz_office_digest();
    return fresh;
}
