/*
 * test_history.c: entries as what people did, and undo and redo in words.
 */
#include "core/history/history.h"
#include "core/history/history_undo.h"
#include "core/kind/affiliate.h"
#include "core/kind/assignment.h"
#include "core/kind/goal.h"
#include "core/kind/person.h"
#include "core/record/bulk.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "tests/support/sample_office.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants those before it */
#include <cmocka.h>

static bool write_entry(void *arg, const struct history_entry *entry)
{
    FILE *out = arg;
    fprintf(out, "%s%s", entry->label, entry->undone ? " (undone)" : "");
    for (size_t i = 0; i < entry->change_count && i < 4; i++) {
        char *words = history_words(&entry->changes[i], DATE_ISO, "→");
        fprintf(out, "|%s %s: %s", entry->changes[i].kind->name, entry->changes[i].title, words);
        free(words);
    }
    fputc('\n', out);
    return true;
}

/* The newest entries, each on a line: "label|kind title: what". */
static char *told(
    struct office *office, const struct kind *kind, const struct id *id, int64_t limit)
{
    struct li_error err;
    struct history_options wish = {.kind = kind, .id = id, .limit = limit};
    char *text;
    FILE *out = li_text_open(&text);
    assert_int_equal(history_scan(office->context, &wish, write_entry, out, &err), LI_OK);
    li_text_close(out);
    return text;
}

static void expect_told(struct office *office, int64_t limit, const char *text)
{
    char *got = told(office, NULL, NULL, limit);
    assert_string_equal(got, text);
    free(got);
}

static void change(struct office *office, const struct kind *kind, const struct id *id,
    const char *field, const char *typed)
{
    struct li_error err = {0};
    struct record *record;
    assert_int_equal(record_load(office->context, kind, id, &record, &err), LI_OK);
    assert_int_equal(
        record_parse(office->context, record, kind_field(kind, field), typed, &err), LI_OK);
    assert_int_equal(record_save(office->context, record, &err), LI_OK);
    record_free(record);
}

static struct id add_affiliate(struct office *office)
{
    return office_add(office, &kind_affiliate, "code", "CAMA", "name", "Canadian Administrators",
        "kind", "state", "country", "CA", NULL);
}

#define ADDED "affiliate Canadian Administrators: "

static void changes_read_from_what_to_what(void **state)
{
    struct office *office = *state;
    struct id id = add_affiliate(office);
    change(office, &kind_affiliate, &id, "status", "dormant");
    change(office, &kind_affiliate, &id, "country", "NZ");
    change(office, &kind_affiliate, &id, "city", "Wellington");
    change(office, &kind_affiliate, &id, "city", "");
    expect_told(office, 5,
        "Change affiliate CAMA|" ADDED "City: Wellington → blank\n"
        "Change affiliate CAMA|" ADDED "City: blank → Wellington\n"
        "Change affiliate CAMA|" ADDED "Country: Canada → New Zealand\n"
        "Change affiliate CAMA|" ADDED "Status: Active → Dormant\n"
        "Add affiliate CAMA|" ADDED "Added\n");
}

static void archiving_has_its_own_word(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct id id = office_add(office, &kind_person, "name", "Ada", NULL);
    assert_int_equal(record_archive(office->context, &kind_person, &id, true, &err), LI_OK);
    assert_int_equal(record_archive(office->context, &kind_person, &id, false, &err), LI_OK);
    expect_told(office, 3,
        "Restore person \"Ada\"|person Ada: Restored\n"
        "Archive person \"Ada\"|person Ada: Archived\n"
        "Add person \"Ada\"|person Ada: Added\n");
}

static void one_record_has_its_own_history(void **state)
{
    struct office *office = *state;
    struct id ada = office_add(office, &kind_person, "name", "Ada", NULL);
    struct id bob = office_add(office, &kind_person, "name", "Bob", NULL);
    change(office, &kind_person, &ada, "title", "Mayor");
    change(office, &kind_person, &bob, "title", "Clerk");
    char *got = told(office, &kind_person, &ada, 0);
    assert_string_equal(got, "Change person \"Ada\"|person Ada: Title: blank → Mayor\n"
                             "Add person \"Ada\"|person Ada: Added\n");
    free(got);
}

static void undo_and_redo_say_what_they_did(void **state)
{
    struct office *office = *state;
    struct li_error err;
    char *said;
    struct id id = add_affiliate(office);
    change(office, &kind_affiliate, &id, "status", "dormant");
    assert_int_equal(history_undo(office->context, NULL, NULL, NULL, &said, &err), LI_OK);
    assert_string_equal(said, "Undid: Change affiliate CAMA.");
    free(said);
    assert_int_equal(history_redo(office->context, NULL, NULL, &said, &err), LI_OK);
    assert_string_equal(said, "Redid: Change affiliate CAMA.");
    free(said);
    assert_int_equal(history_undo(office->context, NULL, NULL, NULL, &said, &err), LI_OK);
    assert_string_equal(said, "Undid: Change affiliate CAMA.");
    free(said);
    expect_told(office, 4,
        "Undo: Change affiliate CAMA|" ADDED "Status: Dormant → Active\n"
        "Redo: Change affiliate CAMA|" ADDED "Status: Active → Dormant\n"
        "Undo: Change affiliate CAMA (undone)|" ADDED "Status: Dormant → Active\n"
        "Change affiliate CAMA (undone)|" ADDED "Status: Active → Dormant\n");
}

static void what_is_gone_keeps_its_name(void **state)
{
    struct office *office = *state;
    struct li_error err;
    char *said;
    office_add(office, &kind_person, "name", "Ada", NULL);
    assert_int_equal(history_undo(office->context, NULL, NULL, NULL, &said, &err), LI_OK);
    free(said);
    expect_told(office, 2,
        "Undo: Add person \"Ada\"|person Ada: Removed\n"
        "Add person \"Ada\" (undone)|person Ada: Added\n");
}

static void what_is_gone_and_had_no_name_is_told_by_what_it_referred_to(void **state)
{
    struct office *office = *state;
    struct li_error err;
    char *said;
    add_affiliate(office);
    office_add(office, &kind_person, "name", "Ada", NULL);
    office_add(office, &kind_assignment, "person", "Ada", "role", "Liaison", "affiliate", "CAMA",
        "from", "2026-01-01", NULL);
    assert_int_equal(history_undo(office->context, NULL, NULL, NULL, &said, &err), LI_OK);
    free(said);
    char *told_now = told(office, NULL, NULL, 1);
    assert_non_null(
        strstr(told_now, "|assignment Ada, Liaison, Canadian Administrators: Removed\n"));
    free(told_now);
}

struct noting {
    char name[64];
};

static bool note_name(void *arg, const struct history_entry *entry)
{
    struct noting *noting = arg;
    snprintf(noting->name, sizeof noting->name, "%s", entry->name);
    return false;
}

static void undo_leaves_what_changed_since_and_names_it(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct noting noting;
    char *said;
    struct id id = office_add(office, &kind_person, "name", "Ada", NULL);
    struct record *record;
    assert_int_equal(record_load(office->context, &kind_person, &id, &record, &err), LI_OK);
    record_set(record, PERSON_TITLE, "Mayor");
    record_set(record, PERSON_PHONE, "+1 202 555 0100");
    assert_int_equal(record_save(office->context, record, &err), LI_OK);
    record_free(record);
    struct history_options wish = {.limit = 1};
    assert_int_equal(history_scan(office->context, &wish, note_name, &noting, &err), LI_OK);
    change(office, &kind_person, &id, "title", "Clerk");
    assert_int_equal(history_undo(office->context, noting.name, NULL, NULL, &said, &err), LI_OK);
    assert_string_equal(said, "Undid: Change person \"Ada\", except 1 value changed since: Title "
                              "of \"Ada\" (now Clerk).");
    free(said);
    char *phone = office_value(office, &kind_person, &id, "phone");
    assert_null(phone);
}

/* What a person reads first is how many; a few names tell which. */
static void undo_counts_what_it_leaves_and_names_a_few(void **state)
{
    enum { MANY = 1010, CHANGED = 1004 };
    struct office *office = *state;
    struct li_error err;
    struct noting noting;
    struct bulk_done done;
    char *said;
    static int64_t rows[MANY];
    for (int i = 0; i < MANY; i++) {
        char *name = li_format("Person %04d", i);
        struct id id = office_add(office, &kind_person, "name", name, NULL);
        rows[i] = bulk_row(office->context, &kind_person, &id);
        free(name);
    }
    struct bulk bulk = {.kind = &kind_person, .rows = rows, .count = MANY};
    assert_int_equal(bulk_set(office->context, &bulk, PERSON_TITLE, "Clerk", &done, &err), LI_OK);
    struct history_options wish = {.limit = 1};
    assert_int_equal(history_scan(office->context, &wish, note_name, &noting, &err), LI_OK);
    bulk.count = CHANGED;
    assert_int_equal(bulk_set(office->context, &bulk, PERSON_TITLE, "Mayor", &done, &err), LI_OK);
    assert_int_equal(history_undo(office->context, noting.name, NULL, NULL, &said, &err), LI_OK);
    static const char begins[] =
        "Undid: Set title of 1 010 people, except 1 004 values changed since: Title of \"Person ";
    static const char ends[] = " (now Mayor) and 1 001 more.";
    assert_memory_equal(said, begins, strlen(begins));
    assert_string_equal(said + strlen(said) - strlen(ends), ends);
    assert_in_range(strlen(said), 0, 240);
    free(said);
}

static void nothing_to_undo_is_said(void **state)
{
    struct office *office = *state;
    struct li_error err;
    char *said;
    assert_int_equal(history_redo(office->context, NULL, NULL, &said, &err), LI_NONE);
    assert_int_not_equal(history_undo(office->context, "no such", NULL, NULL, &said, &err), LI_OK);
}

static bool note_most(void *arg, const struct history_entry *entry)
{
    size_t *most = arg;
    if (entry->change_count + entry->more > most[0] + most[1]) {
        most[0] = entry->change_count;
        most[1] = entry->more;
    }
    return true;
}

/* The reference data is one entry of several hundred records. */
static void a_bulk_entry_tells_a_hundred_and_counts_the_rest(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct history_options wish = {0};
    size_t most[2] = {0, 0};
    assert_int_equal(history_scan(office->context, &wish, note_most, most, &err), LI_OK);
    assert_int_equal(most[0], 100);
    assert_true(most[1] > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(changes_read_from_what_to_what),
        OFFICE_TEST(archiving_has_its_own_word),
        OFFICE_TEST(one_record_has_its_own_history),
        OFFICE_TEST(undo_and_redo_say_what_they_did),
        OFFICE_TEST(what_is_gone_keeps_its_name),
        OFFICE_TEST(what_is_gone_and_had_no_name_is_told_by_what_it_referred_to),
        OFFICE_TEST(undo_leaves_what_changed_since_and_names_it),
        OFFICE_TEST(undo_counts_what_it_leaves_and_names_a_few),
        OFFICE_TEST(nothing_to_undo_is_said),
        OFFICE_TEST(a_bulk_entry_tells_a_hundred_and_counts_the_rest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
