/*
 * test_bulk.c: many records changed at once are one entry and one undo, or nothing at all.
 */
#include "core/format/output.h"
#include "core/history/history_undo.h"
#include "core/kind/affiliate.h"
#include "core/kind/person.h"
#include "core/kind/role.h"
#include "core/people/bulk_assign.h"
#include "core/record/bulk.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include "tests/support/sample_office.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MANY = 300 };

static struct li_error err;
static struct bulk_done done;
static struct vector rows;

/* Many affiliates, all of them taken. */
static int set_up(void **state)
{
    office_setup(state);
    struct office *office = *state;
    for (int i = 0; i < MANY; i++) {
        char *name = li_format("Association %03d", i);
        office_add(office, &kind_affiliate, "name", name, "kind", "national", NULL);
        free(name);
    }
    struct query *query =
        query_new(office->context->store, "SELECT rowid FROM affiliate ORDER BY name", &err);
    assert_int_equal(vector_fill(&rows, query, MANY + 1, &err), 0);
    assert_int_equal(rows.count, MANY);
    query_free(query);
    return 0;
}

static int tear_down(void **state)
{
    vector_clear(&rows);
    return office_teardown(state);
}

static struct bulk all(void)
{
    return (struct bulk){.kind = &kind_affiliate, .rows = rows.rows, .count = rows.count};
}

static void answers(struct office *office, const char *sql, const char *answer)
{
    char *found = office_ask(office, sql);
    assert_string_equal(found ? found : "", answer);
    free(found);
}

/* What the last entry is called. */
static void is_called(struct office *office, const char *label)
{
    answers(office, "SELECT label FROM journal_entry ORDER BY hlc DESC LIMIT 1", label);
}

static void undo(struct office *office)
{
    char *said = NULL;
    assert_int_equal(history_undo(office->context, NULL, NULL, NULL, &said, &err), LI_OK);
    free(said);
}

static const char entries_sql[] = "SELECT count(*) FROM journal_entry";
static const char dormant_sql[] = "SELECT count(*) FROM affiliate WHERE status = 'dormant'";
static const char archived_sql[] = "SELECT count(*) FROM affiliate WHERE archived_on IS NOT NULL";
static const char terms_sql[] = "SELECT count(*) FROM assignment";

static void a_field_is_set_in_one_entry_and_taken_back_by_one_undo(void **state)
{
    struct office *office = *state;
    struct bulk bulk = all();
    char *entries = office_ask(office, entries_sql), *after;
    assert_int_equal(
        bulk_set(office->context, &bulk, AFFILIATE_STATUS, "dormant", &done, &err), LI_OK);
    assert_int_equal(done.changed, MANY);
    assert_int_equal(done.same, 0);
    answers(office, dormant_sql, "300");
    is_called(office, "Set status of 300 affiliates");
    after = office_ask(office, entries_sql);
    assert_int_equal(atoi(after), atoi(entries) + 1);
    undo(office);
    answers(office, dormant_sql, "0");
    free(entries);
    free(after);
}

static void what_is_so_already_is_left_alone_and_counted(void **state)
{
    struct office *office = *state;
    struct bulk bulk = all(), some = all();
    some.count = 100;
    bulk_set(office->context, &some, AFFILIATE_STATUS, "dormant", &done, &err);
    assert_int_equal(
        bulk_set(office->context, &bulk, AFFILIATE_STATUS, "dormant", &done, &err), LI_OK);
    assert_int_equal(done.changed, MANY - 100);
    assert_int_equal(done.same, 100);
    is_called(office, "Set status of 200 affiliates");
    char *entries = office_ask(office, entries_sql);
    assert_int_equal(
        bulk_set(office->context, &bulk, AFFILIATE_STATUS, "dormant", &done, &err), LI_OK);
    assert_int_equal(done.changed, 0);
    answers(office, entries_sql, entries);
    free(entries);
}

static void a_refusal_leaves_nothing_and_names_the_first(void **state)
{
    struct office *office = *state;
    struct bulk bulk = all();
    char *entries = office_ask(office, entries_sql);
    assert_int_equal(
        bulk_set(office->context, &bulk, AFFILIATE_NAME, NULL, &done, &err), LI_REFUSED);
    assert_string_equal(err.message,
        "Nothing was changed; 300 affiliates would break a rule: Association 000: Name is required."
        " Association 001: Name is required. Association 002: Name is required. And more.");
    answers(office, entries_sql, entries);
    answers(office, "SELECT count(*) FROM affiliate WHERE name IS NULL", "0");
    free(entries);
}

static void one_that_would_be_its_own_parent_refuses_for_all(void **state)
{
    struct office *office = *state;
    struct bulk bulk = all();
    char *parent = office_ask(office, "SELECT id FROM affiliate WHERE name = 'Association 007'");
    assert_int_equal(
        bulk_set(office->context, &bulk, AFFILIATE_PARENT, parent, &done, &err), LI_REFUSED);
    assert_string_equal(err.message, "Nothing was changed; 1 affiliate would break a rule: "
                                     "Association 007: Parent can't lead back to this affiliate.");
    answers(office, "SELECT count(*) FROM affiliate WHERE parent IS NOT NULL", "0");
    free(parent);
}

/* Stops once so many rows are written. */
static bool until(void *arg, int64_t at, int64_t total, int64_t count)
{
    assert_true(at <= total);
    return count < *(const int64_t *)arg;
}

static void a_cancel_leaves_nothing(void **state)
{
    struct office *office = *state;
    struct bulk bulk = all();
    char *entries = office_ask(office, entries_sql);
    int64_t most[] = {0, 200};
    for (size_t i = 0; i < 2; i++) {
        bulk.progress = until;
        bulk.progress_arg = &most[i];
        assert_int_equal(bulk_archive(office->context, &bulk, false, &done, &err), LI_INTERRUPTED);
        assert_int_equal(done.changed, 0);
        answers(office, archived_sql, "0");
        answers(office, entries_sql, entries);
    }
    bulk.progress = NULL;
    assert_int_equal(bulk_archive(office->context, &bulk, false, &done, &err), LI_OK);
    answers(office, archived_sql, "300");
    free(entries);
}

static bool all_archived(struct office *office, const struct bulk *bulk)
{
    bool all;
    assert_int_equal(bulk_archived(office->context, bulk, &all, &err), LI_OK);
    return all;
}

static void those_archived_are_brought_back(void **state)
{
    struct office *office = *state;
    struct bulk bulk = all(), some = all(), none = all();
    some.count = 3;
    none.count = 0;
    assert_false(all_archived(office, &none));
    assert_int_equal(bulk_archive(office->context, &some, false, &done, &err), LI_OK);
    is_called(office, "Archive 3 affiliates");
    assert_true(all_archived(office, &some));
    assert_false(all_archived(office, &bulk));
    assert_int_equal(bulk_archive(office->context, &bulk, false, &done, &err), LI_OK);
    assert_int_equal(done.changed, MANY - 3);
    assert_int_equal(done.same, 3);
    answers(office, archived_sql, "300");
    assert_true(all_archived(office, &bulk));
    assert_int_equal(bulk_archive(office->context, &bulk, true, &done, &err), LI_OK);
    answers(office, archived_sql, "0");
    is_called(office, "Restore 300 affiliates");
}

static void assigning_gives_each_the_person_once(void **state)
{
    struct office *office = *state;
    struct bulk bulk = all(), some = all();
    struct id ada = office_add(office, &kind_person, "name", "Ada Lovelace", NULL);
    struct id role =
        office_add(office, &kind_role, "name", "Bridge", "side", "ours", "term_years", "2", NULL);
    some.count = 8;
    assert_int_equal(bulk_assign(office->context, &some, &ada, &role, &done, &err), LI_OK);
    assert_int_equal(done.changed, 8);
    is_called(office, "Assign Ada Lovelace as Bridge to 8 affiliates");
    answers(office, "SELECT DISTINCT \"from\" FROM assignment", OFFICE_TODAY);
    answers(office, "SELECT DISTINCT \"to\" FROM assignment", "2028-06-29");
    assert_int_equal(bulk_assign(office->context, &bulk, &ada, &role, &done, &err), LI_OK);
    assert_int_equal(done.same, 8);
    answers(office, terms_sql, "300");
    undo(office);
    answers(office, terms_sql, "8");
    some.kind = &kind_person;
    assert_int_equal(bulk_assign(office->context, &some, &ada, &role, &done, &err), LI_USAGE);
}

static void rows_that_are_gone_are_passed_over(void **state)
{
    struct office *office = *state;
    int64_t with_gone[] = {rows.rows[0], 1000000, rows.rows[1]};
    struct bulk bulk = {.kind = &kind_affiliate, .rows = with_gone, .count = 3};
    assert_int_equal(bulk_archive(office->context, &bulk, false, &done, &err), LI_OK);
    assert_int_equal(done.changed, 2);
    answers(office, archived_sql, "2");
}

/* What output_records writes of the first two records, the second before the first. */
static enum li_err write_two(
    struct office *office, const char *format_name, bool stopped, char **out)
{
    int64_t two[] = {rows.rows[1], 1000000, rows.rows[0]}, none = 0;
    struct bulk bulk = {.kind = &kind_affiliate, .rows = two, .count = 3};
    const struct format *format;
    FILE *file = li_text_open(out);
    bulk.progress = stopped ? until : NULL;
    bulk.progress_arg = &none;
    assert_int_equal(output_format_parse(format_name, &format, &err), LI_OK);
    enum li_err code = output_records(office->context, &bulk, format, file, &err);
    li_text_close(file);
    return code;
}

static void chosen_records_are_written_in_their_order_archived_or_not(void **state)
{
    struct office *office = *state;
    struct bulk some = all();
    char *csv, *jsonl, *rest;
    some.count = 1;
    assert_int_equal(bulk_archive(office->context, &some, false, &done, &err), LI_OK);
    assert_int_equal(write_two(office, "csv", false, &csv), LI_OK);
    assert_string_equal(csv, "code,name,kind,country,status,health\n"
                             ",Association 001,national,,active,no-data\n"
                             ",Association 000,national,,active,no-data\n");
    assert_int_equal(write_two(office, "jsonl", false, &jsonl), LI_OK);
    rest = strstr(jsonl, "\"name\":\"Association 001\"");
    assert_non_null(rest);
    assert_non_null(strstr(rest, "\"name\":\"Association 000\""));
    free(csv);
    free(jsonl);
}

static void writing_them_can_be_stopped(void **state)
{
    char *csv;
    assert_int_equal(write_two(*state, "csv", true, &csv), LI_INTERRUPTED);
    free(csv);
}

static void counts_are_read_at_a_glance(void **state)
{
    static const struct {
        size_t count;
        const char *text;
    } cases[] = {{1, "1 affiliate"}, {999, "999 affiliates"}, {1204, "1 204 affiliates"},
        {1000000, "1 000 000 affiliates"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text = bulk_count_text(&kind_affiliate, cases[i].count);
        assert_string_equal(text, cases[i].text);
        free(text);
    }
}

#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(a_field_is_set_in_one_entry_and_taken_back_by_one_undo),
        test(what_is_so_already_is_left_alone_and_counted),
        test(a_refusal_leaves_nothing_and_names_the_first),
        test(one_that_would_be_its_own_parent_refuses_for_all),
        test(a_cancel_leaves_nothing),
        test(those_archived_are_brought_back),
        test(assigning_gives_each_the_person_once),
        test(rows_that_are_gone_are_passed_over),
        test(chosen_records_are_written_in_their_order_archived_or_not),
        test(writing_them_can_be_stopped),
        cmocka_unit_test(counts_are_read_at_a_glance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
