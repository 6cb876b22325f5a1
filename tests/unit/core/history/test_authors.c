/*
 * test_authors.c: who wrote an entry, on which device, and on whose behalf.
 */
#include "core/history/authors.h"
#include "core/history/history.h"
#include "core/kind/area.h"
#include "core/kind/person.h"
#include "core/open.h"
#include "data/base/memory.h"
#include "data/entry/entry_clock.h"
#include "tests/support/check.h"
#include "tests/support/ledger.h"
#include "tests/support/sample_office.h"
#include "tests/support/sharing.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool write_author(void *out, const struct history_entry *entry)
{
    fprintf(out, "%s|%s|%s\n", entry->by, entry->device ? entry->device : "-", entry->label);
    return true;
}

/* The newest entries about records, a line each: "by|device|label". */
static void expect_authors(struct context *context, int64_t limit, const char *wanted)
{
    struct li_error err = {0};
    const struct history_options options = {.limit = limit};
    char *text;
    FILE *out = li_text_open(&text);
    if (history_scan(context, &options, write_author, out, &err))
        fail_msg("%s", err.message);
    li_text_close(out);
    assert_string_equal(text, wanted);
    free(text);
}

static void add_area(struct office *office, const char *as, const char *name)
{
    store_set_author(office->context->store, as);
    office_add(office, &kind_area, "name", name, NULL);
}

static void test_not_shared(void **state)
{
    struct office *office = *state;
    add_area(office, "Ann", "Water");
    add_area(office, "Bo", "Parks");
    expect_authors(office->context, 2,
        "Bo|-|Add area \"Parks\"\n"
        "Ann|-|Add area \"Water\"\n");
    struct id id = *store_replica(office->context->store);
    const struct authors *authors;
    struct li_error err = {0};
    assert_int_equal(authors_load(office->context, &authors, &err), LI_OK);
    assert_null(authors_device(authors, &id));
}

/* Before the team was founded no person was bound to the device. */
static void test_on_behalf_of_others(void **state)
{
    struct office *office = *state;
    store_set_author(office->context->store, "Bo");
    struct id id = office_add(office, &kind_area, "name", "Before", NULL);
    sharing_found(office->context->store); /* "Head" on "HQ" */
    add_area(office, "Head", "Own");
    add_area(office, "HEAD", "Own, too");
    add_area(office, "Bo", "For Bo");
    add_area(office, LI_ITSELF, "By itself");
    add_area(office, "", "By no name");
    expect_authors(office->context, 5,
        "Head|HQ|Add area \"By no name\"\n"
        "liaise|HQ|Add area \"By itself\"\n"
        "Head on behalf of Bo|HQ|Add area \"For Bo\"\n"
        "HEAD|HQ|Add area \"Own, too\"\n"
        "Head|HQ|Add area \"Own\"\n");
    char *by, *at;
    struct li_error err = {0};
    assert_int_equal(
        history_last(office->context, &kind_area, &id, NULL, HISTORY_ADDED, &by, &at, &err), LI_OK);
    assert_string_equal(by, "Bo on HQ");
    free(by);
    free(at);
}

/* What an entry says of itself is shown, shared or not. */
static void test_an_entry_that_says_so(void **state)
{
    struct office *office = *state;
    const struct authors *authors;
    struct li_error err = {0};
    struct entry entry = {.author = (char *)"Ann", .behalf = (char *)"Bo"};
    assert_int_equal(authors_load(office->context, &authors, &err), LI_OK);
    char *by = authors_by(authors, office->context, &entry);
    assert_string_equal(by, "Ann on behalf of Bo");
    free(by);
    sharing_found(office->context->store);
    entry.name.replica = *store_replica(office->context->store);
    assert_int_equal(authors_load(office->context, &authors, &err), LI_OK);
    by = authors_by(authors, office->context, &entry);
    assert_string_equal(by, "Head on behalf of Bo");
    free(by);
}

/* Who joins is known from then on, by the name of their device; a person who was renamed by both
   names. */
static void test_another_device(void **state)
{
    struct office *office = *state;
    struct ledger *laptop = ledger_new();
    struct id id = {{7, 1}};
    struct store *store = office->context->store;
    laptop->clock = entry_clock_now(store);
    sharing_found(store);
    sharing_join(store, laptop->store, ACT_ROLE_EDITOR);
    sharing_meet(laptop->store, store);
    ledger_write(laptop, "Add area", ledger_add_area, &id, NULL);
    sharing_meet(laptop->store, store);
    expect_authors(office->context, 1, "Ann|Laptop|Add area\n");
    store_set_author(laptop->store, "Cy");
    ledger_write(laptop, "Add area", ledger_add_area, &(struct id){{8, 1}}, NULL);
    sharing_meet(laptop->store, store);
    expect_authors(office->context, 1, "Ann on behalf of Cy|Laptop|Add area\n");
    ledger_free(laptop);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(test_not_shared),
        OFFICE_TEST(test_on_behalf_of_others),
        OFFICE_TEST(test_an_entry_that_says_so),
        OFFICE_TEST(test_another_device),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
