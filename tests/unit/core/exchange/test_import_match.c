/*
 * test_import_match.c: rows matched with the records there are, and with those of earlier rows.
 */
#include "core/kind/affiliate.h"
#include "core/kind/assignment.h"
#include "core/kind/person.h"
#include "core/record/record_save.h"
#include "tests/support/import_trial.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
/* cmocka wants those before it */
#include <cmocka.h>

static void matching_changes_what_differs(void **state)
{
    struct office *office = *state;
    const struct import_options by_code = {.match = "code"};
    trial_counts(office, by_code, "code,name,kind\nA,One,state\nB,Two,state\n", 2, 0, 0);
    office_expect(
        office, "SELECT label FROM journal_entry ORDER BY hlc DESC LIMIT 1", "Import 2 affiliates");
    trial_counts(office, by_code, "code,name,kind\nA,One,state\nB,Two,state\n", 0, 0, 2);
    office_expect(office, "SELECT count(*) FROM journal_entry WHERE label LIKE 'Import%'", "1");
    trial_counts(office, by_code,
        "code,city,name,kind\nA,Oslo,One,state\nB,,Two,state\nC,,3,state\n", 1, 1, 1);
    office_expect(office, "SELECT city FROM affiliate WHERE code = 'A'", "Oslo");
    /* A column that is not there is left alone, a blank cell clears. */
    trial_counts(office, by_code, "code,name\nA,Eins\n", 0, 1, 0);
    office_expect(office, "SELECT name || city FROM affiliate WHERE code = 'A'", "EinsOslo");
    trial_counts(office, by_code, "code,city\nA,\n", 0, 1, 0);
    office_expect(office, "SELECT city FROM affiliate WHERE code = 'A'", NULL);
    office_expect(office, "SELECT group_concat(DISTINCT status) FROM affiliate", "active");
}

static void matching_that_cannot_decide(void **state)
{
    struct office *office = *state;
    trial_counts(office, WISH(.allow_duplicates = true),
        "code,name,kind\nA,One,state\nA,Two,state\n", 2, 0, 0);
    trial_bad(office, WISH(.match = "code"), "code,name,kind\nA,X,state\n,Y,state\n",
        "2 code: Several records have this value, so the row can't be matched.\n"
        "3 code: This cell is blank, so the row can't be matched.\n");
}

static void archived_records_are_matched_last(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct id id =
        office_add(office, &kind_affiliate, "code", "A", "name", "One", "kind", "state", NULL);
    assert_int_equal(record_archive(office->context, &kind_affiliate, &id, true, &err), LI_OK);
    trial_counts(office, WISH(.match = "code"), "code,name\nA,Uno\n", 0, 1, 0);
    office_add(office, &kind_affiliate, "code", "A", "name", "Two", "kind", "state", NULL);
    trial_counts(office, WISH(.match = "code"), "code,name\nA,Dos\n", 0, 1, 0);
    office_expect(office, "SELECT name FROM affiliate WHERE archived_on IS NULL", "Dos");
}

/* A column to match by may have no index: it gets one, and keeps none. */
static void matches_by_any_column(void **state)
{
    struct office *office = *state;
    static const char schema[] = "SELECT group_concat(sql) FROM sqlite_schema";
    char *before = office_ask(office, schema);
    trial_counts(office, WISH(.match = "name"),
        "name,kind,city\nOne,state,A\nTwo,state,B\nOne,state,C\n", 2, 1, 0);
    trial_counts(office, WISH(.match = "city"), "city,name\nB,Deux\nC,One\n", 0, 1, 1);
    office_expect(office, "SELECT group_concat(name || city, ' ') FROM affiliate", "OneC DeuxB");
    trial_bad(office, WISH(.match = "name"), "name,kind\nThree,state\nFour,nonsense\n",
        "3 kind: Type must be one of State, National, Equity, International, Multinational.\n");
    office_expect(office, schema, before);
    free(before);
}

static void a_dry_run_only_counts(void **state)
{
    struct office *office = *state;
    trial_counts(office, WISH(.dry_run = true), "name,kind\nA,state\nB,state\n", 2, 0, 0);
    office_expect(office, "SELECT count(*) FROM affiliate", "0");
    office_expect(office, "SELECT count(*) FROM journal_entry WHERE label LIKE 'Import%'", "0");
}

/* What it says is what the import would: of rows that name earlier ones too. */
static void a_dry_run_knows_earlier_rows(void **state)
{
    struct office *office = *state;
    trial_counts(office, WISH(.dry_run = true),
        "code,name,kind,parent\nA,One,state,\nB,Two,state,A\n", 2, 0, 0);
    trial_counts(office, WISH(.dry_run = true, .match = "code"),
        "code,name,kind\nA,One,state\nA,Uno,state\nA,Uno,state\n", 1, 1, 1);
    trial_bad(office, WISH(.dry_run = true), "code,name,kind,parent\nA,One,state,\nB,Two,state,C\n",
        "3 parent: No affiliate matches \"C\"; use its code, its id or words from its name.\n");
    office_expect(office, "SELECT count(*) FROM affiliate", "0");
    office_expect(office, "SELECT count(*) FROM journal_entry WHERE label LIKE 'Import%'", "0");
}

static void rows_may_name_earlier_rows(void **state)
{
    struct office *office = *state;
    trial_counts(office, WISH(.match = NULL),
        "code,name,kind,parent\nA,One,state,\nB,Two,state,A\nC,Three,state,Two\n", 3, 0, 0);
    office_expect(office,
        "SELECT p.code FROM affiliate r JOIN affiliate p ON p.id = r.parent WHERE r.code = 'C'",
        "B");
    office_add(office, &kind_person, "name", "Ada", NULL);
    trial_counts(office, WISH(.kind = &kind_assignment),
        "person,role,affiliate,primary\nAda,Staff Liaison,A,yes\nada,staff liaison,two,no\n", 2, 0,
        0);
    office_expect(office, "SELECT count(*) FROM assignment WHERE \"from\" = '" OFFICE_TODAY "'",
        "2"); /* a missing column takes its initial value */
}

static void ids_name_records(void **state)
{
    struct office *office = *state;
    trial_counts(office, WISH(.match = NULL),
        "id,name,kind,archived_on\n"
        "0190d3c8-7a3e-7cc1-9f0a-3b1f0d5e2a44,One,state,2026-01-31\n",
        1, 0, 0);
    trial_counts(office, WISH(.match = "id"),
        "id,name,archived_on\n0190d3c8-7a3e-7cc1-9f0a-3b1f0d5e2a44,Uno,\n", 0, 1, 0);
    office_expect(office, "SELECT name || ifnull(archived_on, '') FROM affiliate", "Uno");
    trial_bad(office, WISH(.match = NULL), "id,name,kind,archived_on\nx,A,state,\n,B,state,soon\n",
        "2 id: An id has 36 characters: 0190d3c8-7a3e-7cc1-9f0a-3b1f0d5e2a44.\n"
        "3 archived_on: The archive date must be written YYYY-MM-DD.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(matching_changes_what_differs),
        OFFICE_TEST(matching_that_cannot_decide),
        OFFICE_TEST(archived_records_are_matched_last),
        OFFICE_TEST(matches_by_any_column),
        OFFICE_TEST(a_dry_run_only_counts),
        OFFICE_TEST(a_dry_run_knows_earlier_rows),
        OFFICE_TEST(rows_may_name_earlier_rows),
        OFFICE_TEST(ids_name_records),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
