/*
 * test_changeset.c: what an entry did is read change by change, with the names of its columns.
 */
#include "data/base/memory.h"
#include "data/changeset/changeset.h"
#include "data/changeset/changeset_meaning.h"
#include "data/changeset/changeset_walk.h"
#include "data/journal/journal.h"
#include "data/journal/scratch.h"
#include "data/store/query.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static enum li_err run(struct store *store, void *arg, struct li_error *err)
{
    return query_run(store, arg, err);
}

struct seen {
    struct store *store;
    char *text;
};

/* Every change as a line: how, table, id, then name:old>new of each column it carries. */
static bool write_out(void *arg, const struct entry *entry)
{
    static const char *const how[] = {
        [CHANGE_ADD] = "add", [CHANGE_SET] = "set", [CHANGE_REMOVE] = "remove"};
    struct seen *seen = arg;
    struct li_error err;
    char id[ID_TEXT_SIZE];
    FILE *out = li_text_open(&seen->text);
    struct changeset *change = changeset_open(seen->store, entry->effect, entry->effect_size, &err);
    assert_non_null(change);
    int step;
    while ((step = changeset_next(change, &err)) > 0) {
        fprintf(out, "%s %s %s", how[changeset_how(change)], changeset_table(change),
            id_text(changeset_id(change), id));
        for (int i = 0; i < changeset_columns(change); i++) {
            const char *old = changeset_old(change, i), *new = changeset_new(change, i);
            if (changeset_touched(change, i) && (old || new))
                fprintf(
                    out, " %s:%s>%s", changeset_column(change, i), old ? old : "", new ? new : "");
        }
        fputc('\n', out);
    }
    assert_int_equal(step, 0);
    changeset_close(change);
    li_text_close(out);
    return false;
}

static void assert_change(struct store *store, const char *sql, const char *expected)
{
    struct li_error err = {0};
    struct seen seen = {.store = store};
    struct entry_scan newest = {.newest_first = true};
    if (journal_write(store, "Write", run, (char *)sql, NULL, &err) != LI_OK)
        fail_msg("%s", err.message);
    assert_int_equal(entry_scan(store, &newest, write_out, &seen, &err), LI_OK);
    assert_string_equal(seen.text, expected);
    free(seen.text);
}

#define CODE "018f3c2a-7b1d-7e4f-8a2b-0123456789ab"
#define BLOB "x'018f3c2a7b1d7e4f8a2b0123456789ab'"

static void test_changes(void **state)
{
    (void)state;
    struct li_error err = {0};
    struct store *store;
    assert_int_equal(scratch_open(&store, NULL, NULL, &err), LI_OK);
    assert_change(store, "INSERT INTO country (id, code, name) VALUES (" BLOB ", 'NZ', 'Aotearoa')",
        "add country " CODE " id:>" CODE " code:>NZ name:>Aotearoa\n");
    assert_change(store, "INSERT INTO area (id, position, name) VALUES (" BLOB ", 2.50, 'A')",
        "add area " CODE " id:>" CODE " position:>2.5 name:>A\n");
    assert_change(store, "INSERT INTO region (id, name, country) VALUES (" BLOB ", 'R', " BLOB ")",
        "add region " CODE " id:>" CODE " name:>R country:>" CODE "\n");
    assert_change(store, "UPDATE region SET name = 'S', country = NULL",
        "set region " CODE " name:R>S country:" CODE ">\n");
    assert_change(store, "UPDATE area SET position = 30", "set area " CODE " position:2.5>30\n");
    assert_change(
        store, "DELETE FROM area", "remove area " CODE " id:" CODE "> position:30> name:A>\n");
    store_close(store);
}

/* Cut at any byte, or with any byte another, it is refused or read to an end. */
static bool spoil(void *arg, const struct entry *entry)
{
    struct li_error err = {0};
    unsigned char *bytes = li_calloc(1, entry->changeset_size);
    memcpy(bytes, entry->changeset, entry->changeset_size);
    for (size_t size = 1; size < entry->changeset_size; size++) {
        struct changeset *change = changeset_open(arg, bytes, size, &err);
        if (change) /* only the head of the table is left */
            assert_int_equal(changeset_next(change, &err), 0);
        else
            assert_int_equal(err.code, LI_CORRUPT);
        changeset_close(change);
    }
    for (size_t i = 0; i < 256 * entry->changeset_size; i++) {
        unsigned char kept = bytes[i / 256];
        bytes[i / 256] = (unsigned char)i;
        struct changeset *change = changeset_open(arg, bytes, entry->changeset_size, &err);
        while (change && changeset_next(change, &err) > 0)
            ;
        changeset_close(change);
        bytes[i / 256] = kept;
    }
    free(bytes);
    return false;
}

static void test_damaged(void **state)
{
    (void)state;
    struct li_error err = {0};
    struct store *store;
    struct entry_scan all = {0};
    assert_int_equal(scratch_open(&store, NULL, NULL, &err), LI_OK);
    static const char sql[] = "INSERT INTO country (id, code, name) VALUES (" BLOB ", 'NZ', 'A')";
    journal_write(store, "Add", run, (char *)sql, NULL, &err);
    assert_int_equal(entry_scan(store, &all, spoil, store, &err), LI_OK);
    store_close(store);
}

/* Bytes made by hand: what no session of SQLite's writes, yet a file may hold. */
static void test_forged(void **state)
{
    (void)state;
    /* Table t of one column, a key; an addition with a blob whose length takes nine bytes. */
    static const unsigned char keyed[] = {'T', 1, 1, 't', 0, 18, 0, 4, 0x80, 0x80, 0x80, 0x80, 0x80,
        0x80, 0x80, 0x80, 16, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    struct id first, last;
    assert_true(changeset_walk_is_whole(keyed, sizeof keyed));
    assert_false(changeset_walk_span(keyed, sizeof keyed, &first, &last)); /* no id is so long */
    assert_true(changeset_walk_is_whole(NULL, 0));
    assert_false(changeset_walk_span(NULL, 0, &first, &last));
    struct li_error err = {0};
    assert_int_equal(changeset_meaning_equal(keyed, sizeof keyed - 1, NULL, 0, &err), 0);
    assert_int_equal(changeset_meaning_equal(keyed, sizeof keyed, NULL, 0, &err), 0);
    assert_int_equal(changeset_meaning_equal(keyed, sizeof keyed, keyed, sizeof keyed, &err), 1);
    /* Two columns, of which the second is the key; no table here is called t. */
    static const unsigned char second[] = {'T', 2, 0, 1, 't', 0, 18, 0, 5, 4, 16, 1, 2, 3, 4, 5, 6,
        7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    assert_true(changeset_walk_span(second, sizeof second, &first, &last));
    assert_true(id_equal(&first, &last));
    assert_int_equal(first.byte[ID_SIZE - 1], 16);
    struct store *store;
    assert_int_equal(scratch_open(&store, NULL, NULL, &err), LI_OK);
    struct changeset *change = changeset_open(store, second, sizeof second, &err);
    assert_non_null(change);
    assert_int_equal(changeset_next(change, &err), -1);
    changeset_close(change);
    change = changeset_open(store, keyed, sizeof keyed, &err);
    assert_non_null(change);
    assert_int_equal(changeset_next(change, &err), -1);
    changeset_close(change);
    /* A table without a key is refused. */
    unsigned char keyless[sizeof keyed];
    memcpy(keyless, keyed, sizeof keyed);
    keyless[2] = 0;
    assert_null(changeset_open(store, keyless, sizeof keyless, &err));
    assert_int_equal(err.code, LI_CORRUPT);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_changes),
        cmocka_unit_test(test_damaged),
        cmocka_unit_test(test_forged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
