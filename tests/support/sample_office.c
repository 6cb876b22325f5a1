/*
 * sample_office.c: the office tests work in.
 */
#include "tests/support/sample_office.h"
#include "core/open.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "data/database/database_backup.h"
#include "data/store/query.h"
#include "tests/support/ledger.h"
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void office_open(struct office *office)
{
    struct li_error err = {0};
    struct context_options options = {
        .path = office->path, .mode = STORE_WRITE, .as = "Test", .today = date_parse(OFFICE_TODAY)};
    if (context_open(&office->context, &options, &err) != LI_OK)
        fail_msg("%s", err.message);
}

struct office *office_new(void)
{
    struct li_error err = {0};
    struct office *office = li_calloc(1, sizeof *office);
    const char *temporary = getenv("TMPDIR");
    office->folder = li_format("%s/liaise-test-XXXXXX", temporary ? temporary : "/tmp");
    if (!mkdtemp(office->folder))
        fail_msg("%s cannot be made", office->folder);
    office->path = li_format("%s/office.db", office->folder);
    if (context_create(office->path, "Home Association", "Test", &err) != LI_OK)
        fail_msg("%s", err.message);
    office_open(office);
    return office;
}

void office_reopen(struct office *office)
{
    context_close(office->context);
    office_open(office);
}

static void remove_folder(const char *folder)
{
    DIR *entries = opendir(folder);
    for (struct dirent *entry; entries && (entry = readdir(entries));) {
        char *path = li_format("%s/%s", folder, entry->d_name);
        unlink(path);
        free(path);
    }
    if (entries)
        closedir(entries);
    rmdir(folder);
}

void office_free(struct office *office)
{
    context_close(office->context);
    remove_folder(office->folder);
    free(office->folder);
    free(office->path);
    free(office);
}

int office_setup(void **state)
{
    *state = office_new();
    return 0;
}

int office_teardown(void **state)
{
    office_free(*state);
    return 0;
}

struct id office_add(struct office *office, const struct kind *kind, ...)
{
    struct li_error err = {0};
    struct record *record = record_new(office->context, kind);
    va_list pairs;
    va_start(pairs, kind);
    for (const char *name; (name = va_arg(pairs, const char *));) {
        int field = kind_field(kind, name);
        if (field < 0)
            fail_msg("%s has no field %s", kind->name, name);
        if (record_parse(office->context, record, field, va_arg(pairs, const char *), &err) !=
            LI_OK)
            fail_msg("%s: %s", name, err.message);
    }
    va_end(pairs);
    record->allow_duplicate = true; /* as what others share may be */
    if (record_save(office->context, record, &err) != LI_OK)
        fail_msg("%s", err.message);
    struct id id = record->id;
    record_free(record);
    return id;
}

char *office_value(
    struct office *office, const struct kind *kind, const struct id *id, const char *field)
{
    struct record *record;
    struct li_error err = {0};
    if (record_load(office->context, kind, id, &record, &err) != LI_OK)
        fail_msg("%s", err.message);
    char *value = li_strdup(record_get(record, kind_field(kind, field)));
    record_free(record);
    return value;
}

char *office_ask(struct office *office, const char *sql)
{
    struct li_error err = {0};
    struct query *query = query_new(office->context->store, sql, &err);
    int step = query ? query_step(query, &err) : -1;
    if (step < 0)
        fail_msg("%s: %s", sql, err.message);
    char *answer = step > 0 ? li_strdup(query_text(query, 0)) : NULL;
    query_free(query);
    return answer;
}

void office_expect(struct office *office, const char *sql, const char *wanted)
{
    char *got = office_ask(office, sql);
    if (!got || !wanted ? got || wanted : strcmp(got, wanted) != 0)
        fail_msg("%s gave %s, not %s", sql, got ? got : "null", wanted ? wanted : "null");
    free(got);
}

struct context *office_copy(struct office *office, const char *name)
{
    struct li_error err = {0};
    struct context *context = NULL;
    char *path = li_format("%s/%s", office->folder, name);
    struct context_options options = {
        .path = path, .mode = STORE_WRITE, .as = "Bo", .today = date_parse(OFFICE_TODAY)};
    if (database_backup(office->context->store, path, &err) ||
        context_open(&context, &options, &err))
        fail_msg("%s", err.message);
    free(path);
    return context;
}

void office_take(struct context *to, struct context *from)
{
    struct ledger into = {.store = to->store}, out_of = {.store = from->store};
    ledger_take(&into, &out_of, LI_OK);
}

void office_set(struct context *context, const struct kind *kind, const struct id *id,
    const char *field, const char *value)
{
    struct li_error err = {0};
    struct record *record;
    enum li_err code = record_load(context, kind, id, &record, &err);
    if (!code)
        code = record_parse(context, record, kind_field(kind, field), value, &err);
    if (!code)
        code = record_save(context, record, &err);
    if (code)
        fail_msg("%s", err.message);
    record_free(record);
}

static void begin(void *arg, enum check_part part)
{
    (void)arg;
    (void)part;
}

static void say(void *arg, const char *finding)
{
    fprintf(arg, "%s\n", finding);
}

static void end(void *arg)
{
    (void)arg;
}

char *office_check(struct context *context, unsigned skipped, struct check_found *found)
{
    struct li_error err = {0};
    char *said = NULL;
    FILE *out = li_text_open(&said);
    const struct check_observer ear = {.begin = begin, .say = say, .end = end, .arg = out};
    if (check_database(context, skipped, &ear, found, &err))
        say(out, err.message);
    li_text_close(out);
    return said;
}
