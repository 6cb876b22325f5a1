/*
 * test_merge_records.c: two records made one: which values, what refers to them, the rules, and the
 * undo.
 */
#include "core/cache/cache_check.h"
#include "core/duplicates/merge_records.h"
#include "core/history/history_undo.h"
#include "core/kind/affiliate.h"
#include "core/kind/agreement.h"
#include "core/kind/assignment.h"
#include "core/kind/goal.h"
#include "core/kind/person.h"
#include "core/kind/progress.h"
#include "core/record/record_edit.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include "tests/support/sample_office.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct li_error err;

static struct merge_records *join(
    struct office *office, const struct kind *kind, const struct id *left, const struct id *right)
{
    struct merge_records *joining;
    if (merge_records_new(office->context, kind, left, right, &joining, &err) != LI_OK)
        fail_msg("%s", err.message);
    return joining;
}

static void save(struct office *office, struct merge_records *joining)
{
    if (merge_records_save(office->context, joining, &err) != LI_OK)
        fail_msg("%s", err.message);
    merge_records_free(joining);
}

static void undo(struct office *office)
{
    char *said = NULL;
    if (history_undo(office->context, NULL, NULL, NULL, &said, &err) != LI_OK)
        fail_msg("%s", err.message);
    free(said);
}

static void has(struct office *office, const struct kind *kind, const struct id *id,
    const char *field, const char *expected)
{
    char *value = office_value(office, kind, id, field);
    assert_string_equal(value ? value : "", expected);
    free(value);
}

static void takes(const struct merge_records *joining, const char *field,
    enum merge_records_side side, const char *expected)
{
    int number = kind_field(joining->left->kind, field);
    assert_int_equal(joining->sides[number], side);
    char *value = merge_records_value(joining, number, side);
    assert_string_equal(value ? value : "", expected);
    free(value);
}

static struct id add_affiliate(struct office *office, const char *code)
{
    return office_add(
        office, &kind_affiliate, "code", code, "name", code, "kind", "national", NULL);
}

/* --- values ----------------------------------------------------------------------------------- */

static void a_field_takes_what_there_is_the_left_first(void **state)
{
    struct office *office = *state;
    struct id left = office_add(office, &kind_affiliate, "code", "CAMA", "name", "Canada", "kind",
        "national", "city", "Ottawa", "tags", "Large, bilingual", "notes", "Met in May.", NULL);
    struct id right =
        office_add(office, &kind_affiliate, "code", "CAM", "name", "Canada", "kind", "national",
            "email", "info@example.org", "tags", "large, north", "notes", "Call first.", NULL);
    struct merge_records *joining = join(office, &kind_affiliate, &left, &right);
    takes(joining, "code", MERGE_LEFT, "CAMA");
    takes(joining, "name", MERGE_LEFT, "Canada");
    takes(joining, "city", MERGE_LEFT, "Ottawa");
    takes(joining, "email", MERGE_RIGHT, "info@example.org");
    takes(joining, "tags", MERGE_BOTH, "Large, bilingual, north");
    takes(joining, "notes", MERGE_BOTH, "Met in May.\n\nCall first.");
    takes(joining, "phone", MERGE_LEFT, "");
    assert_true(merge_records_differs(joining, AFFILIATE_CODE));
    assert_true(merge_records_differs(joining, AFFILIATE_CITY));
    assert_false(merge_records_differs(joining, AFFILIATE_NAME));
    assert_false(merge_records_differs(joining, AFFILIATE_PHONE));
    joining->sides[AFFILIATE_CODE] = MERGE_RIGHT;
    joining->sides[AFFILIATE_NOTES] = MERGE_RIGHT;
    joining->sides[AFFILIATE_CITY] = MERGE_RIGHT;
    save(office, joining);
    has(office, &kind_affiliate, &left, "code", "CAM");
    has(office, &kind_affiliate, &left, "city", "");
    has(office, &kind_affiliate, &left, "email", "info@example.org");
    has(office, &kind_affiliate, &left, "notes", "Call first.");
    has(office, &kind_affiliate, &right, "code", "CAM");
    has(office, &kind_affiliate, &right, "notes", "Call first.");
}

static void one_record_or_an_archived_one_is_refused(void **state)
{
    struct office *office = *state;
    struct merge_records *joining;
    struct id left = add_affiliate(office, "LEFT"), right = add_affiliate(office, "RIGHT");
    assert_int_equal(
        merge_records_new(office->context, &kind_affiliate, &left, &left, &joining, &err),
        LI_REFUSED);
    assert_string_equal(
        err.message, "Both are the same affiliate; choose two different records to merge.");
    record_archive(office->context, &kind_affiliate, &right, true, &err);
    assert_int_equal(
        merge_records_new(office->context, &kind_affiliate, &left, &right, &joining, &err),
        LI_REFUSED);
    assert_string_equal(err.message, "\"RIGHT\" is archived; restore it to merge it.");
    struct id none = id_new();
    assert_int_equal(
        merge_records_new(office->context, &kind_affiliate, &none, &left, &joining, &err), LI_NONE);
    assert_null(joining);
}

/* --- references ------------------------------------------------------------------------------- */

static void what_refers_to_it_moves_and_is_counted(void **state)
{
    struct office *office = *state;
    struct id left = add_affiliate(office, "LEFT"), right = add_affiliate(office, "RIGHT");
    struct id person =
        office_add(office, &kind_person, "name", "Ada Lima", "organization", "RIGHT", NULL);
    struct id goal = office_add(office, &kind_goal, "affiliate", "RIGHT", "title", "Train",
        "measure", "total", "target", "3", "start", "2026-01-01", "due", "2026-12-31", NULL);
    office_add(office, &kind_goal, "affiliate", "RIGHT", "title", "Visit", "measure", "total",
        "target", "3", "start", "2026-01-01", "due", "2026-12-31", NULL);
    record_archive(office->context, &kind_goal, &goal, true, &err);
    char *references = merge_records_references(office->context, &kind_affiliate, &right);
    assert_string_equal(references, "1 person, 2 goals");
    free(references);
    save(office, join(office, &kind_affiliate, &left, &right));
    char id[ID_TEXT_SIZE];
    has(office, &kind_person, &person, "organization", id_text(&left, id));
    has(office, &kind_goal, &goal, "affiliate", id);
    references = merge_records_references(office->context, &kind_affiliate, &right);
    assert_string_equal(references, "");
    free(references);
    char *label = office_ask(office, "SELECT label FROM journal_entry ORDER BY hlc DESC LIMIT 1");
    assert_string_equal(label, "Merge affiliate RIGHT into LEFT");
    free(label);
    undo(office);
    has(office, &kind_goal, &goal, "affiliate", id_text(&right, id));
}

/* Said twice it is no more than said once: who holds a role there, who came. */
static void what_becomes_the_same_is_kept_once(void **state)
{
    struct office *office = *state;
    static const char standing[] = "SELECT count(*) FROM assignment WHERE archived_on IS NULL";
    struct id left = office_add(office, &kind_person, "name", "Ada Lima", NULL);
    struct id right = office_add(office, &kind_person, "name", "Ada Limã", NULL);
    char name[2][ID_TEXT_SIZE];
    id_text(&left, name[0]);
    id_text(&right, name[1]);
    add_affiliate(office, "CAMA");
    for (int i = 0; i < 2; i++)
        office_add(office, &kind_assignment, "person", name[i], "role", "President", "affiliate",
            "CAMA", "from", "2026-01-01", NULL);
    office_add(office, &kind_assignment, "person", name[1], "role", "President", "affiliate",
        "CAMA", "from", "2020-01-01", "to", "2021-12-31", NULL); /* another term */
    save(office, join(office, &kind_person, &left, &right));
    char *left_over = office_ask(office, standing);
    assert_string_equal(left_over, "2");
    free(left_over);
    undo(office);
    left_over = office_ask(office, standing);
    assert_string_equal(left_over, "3");
    free(left_over);
}

/* Two logs of the same value are two. */
static void what_counts_twice_stays_two(void **state)
{
    struct office *office = *state;
    struct id goal[2];
    char name[2][ID_TEXT_SIZE];
    add_affiliate(office, "CAMA");
    for (int i = 0; i < 2; i++) {
        goal[i] = office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Train", "measure",
            "total", "target", "3", "start", "2026-01-01", "due", "2026-12-31", NULL);
        office_add(office, &kind_progress, "goal", id_text(&goal[i], name[i]), "day", "2026-06-01",
            "value", "1", NULL);
    }
    save(office, join(office, &kind_goal, &goal[0], &goal[1]));
    char *entries = office_ask(office, "SELECT count(*) FROM progress WHERE archived_on IS NULL");
    assert_string_equal(entries, "2");
    free(entries);
}

static void a_parent_among_the_two_is_none(void **state)
{
    struct office *office = *state;
    add_affiliate(office, "TOP");
    struct id right = add_affiliate(office, "RIGHT");
    struct id left = office_add(office, &kind_affiliate, "code", "LEFT", "name", "LEFT", "kind",
        "national", "parent", "RIGHT", NULL);
    struct id child = office_add(office, &kind_affiliate, "code", "CHILD", "name", "CHILD", "kind",
        "national", "parent", "RIGHT", NULL);
    struct merge_records *joining = join(office, &kind_affiliate, &left, &right);
    assert_false(merge_records_differs(joining, AFFILIATE_PARENT));
    save(office, joining);
    char id[ID_TEXT_SIZE];
    has(office, &kind_affiliate, &left, "parent", "");
    has(office, &kind_affiliate, &child, "parent", id_text(&left, id));
}

static void a_circle_of_parents_is_refused(void **state)
{
    struct office *office = *state;
    struct id right = add_affiliate(office, "RIGHT");
    office_add(office, &kind_affiliate, "code", "MIDDLE", "name", "Middle", "kind", "national",
        "parent", "RIGHT", NULL);
    struct id left = office_add(office, &kind_affiliate, "code", "LEFT", "name", "LEFT", "kind",
        "national", "parent", "MIDDLE", NULL);
    struct merge_records *joining = join(office, &kind_affiliate, &left, &right);
    char *entries = office_ask(office, "SELECT count(*) FROM journal_entry");
    assert_int_equal(merge_records_save(office->context, joining, &err), LI_REFUSED);
    assert_string_equal(
        err.message, "Not merged: affiliate \"Middle\": Parent can't lead back to this affiliate.");
    char *after = office_ask(office, "SELECT count(*) FROM journal_entry");
    assert_string_equal(entries, after);
    free(entries);
    free(after);
    joining->sides[AFFILIATE_PARENT] = MERGE_RIGHT; /* none: then the circle is broken */
    save(office, joining);
    has(office, &kind_affiliate, &left, "parent", "");
}

static void a_broken_rule_of_the_kind_is_refused(void **state)
{
    struct office *office = *state;
    add_affiliate(office, "CAMA");
    struct id left = office_add(office, &kind_agreement, "affiliate", "CAMA", "title", "One",
        "kind", "affiliation", "from", "2026-01-01", "to", "2026-12-31", NULL);
    struct id right = office_add(office, &kind_agreement, "affiliate", "CAMA", "title", "Other",
        "kind", "affiliation", "from", "2020-01-01", "to", "2020-12-31", NULL);
    struct merge_records *joining = join(office, &kind_agreement, &left, &right);
    joining->sides[AGREEMENT_TO] = MERGE_RIGHT;
    assert_int_equal(merge_records_save(office->context, joining, &err), LI_REFUSED);
    assert_non_null(strstr(err.message, "Not merged: agreement \"One\": "));
    joining->sides[AGREEMENT_TO] = MERGE_LEFT;
    save(office, joining);
    has(office, &kind_agreement, &left, "to", "2026-12-31");
}

/* --- any office ------------------------------------------------------------------------------- */

enum { ROUNDS = 40, RECORDS = 150 };

static unsigned below(unsigned limit)
{
    return (unsigned)random() % limit;
}

/* The id of a random record of the kind, as text; NULL: there is none. The caller frees it. */
static char *any_record(struct office *office, const struct kind *kind)
{
    char *sql = li_format("SELECT id_text(id) FROM \"%s\" WHERE archived_on IS NULL LIMIT 1 OFFSET"
                          " %u %% max(1, (SELECT count(*) FROM \"%s\" WHERE archived_on IS NULL))",
        kind->name, below(10000), kind->name);
    char *id = office_ask(office, sql);
    free(sql);
    return id;
}

/* Something a field of that type may hold. The caller frees it. */
static char *any_value(struct office *office, const struct field *field)
{
    unsigned choices = 0;
    switch (field->type) {
    case FIELD_REF: return any_record(office, kind_find(field->ref));
    case FIELD_CHOICE:
        while (field->choices[choices])
            choices++;
        return li_strdup(field->choices[below(choices)]);
    case FIELD_DAY:
        return li_format("20%02u-%02u-%02u", 15 + below(11), 1 + below(12), 1 + below(28));
    case FIELD_NUMBER:
    case FIELD_COUNT: return li_format("%u", 1 + below(5));
    case FIELD_YESNO: return li_strdup(below(2) ? "1" : "0");
    case FIELD_EMAIL: return li_format("a%u@example.org", below(5));
    case FIELD_PHONE: return li_format("+1 202 555 010%u", below(5));
    case FIELD_TAGS: return li_format("t%u, t%u", below(3), 3 + below(3));
    case FIELD_ZONE: return li_strdup("Europe/Prague");
    default: return li_format("w%u", below(30));
    }
}

static void add_any(struct office *office, const struct kind *kind)
{
    struct record *record = record_new(office->context, kind);
    for (int i = 0; i < kind->stored_count; i++) {
        const struct field *field = &kind->fields[i];
        char *value =
            field->flags & FIELD_REQUIRED || below(3) > 0 ? any_value(office, field) : NULL;
        if (value)
            record_set(record, i, value);
        free(value);
    }
    record_save(office->context, record, &err); /* a record that breaks a rule is not added */
    record_free(record);
}

/* Every row of every kind as text. */
static char *everything(struct office *office)
{
    char *text = NULL;
    FILE *out = li_text_open(&text);
    for (size_t i = 0; i < kind_count; i++) {
        char *sql = li_format("SELECT * FROM \"%s\" ORDER BY id", kinds[i]->name);
        struct query *query = query_new(office->context->store, sql, &err);
        while (query_step(query, &err) > 0)
            for (int j = 0; j < query_columns(query); j++)
                fprintf(out, "%s%c", query_null(query, j) ? "\x01" : query_text(query, j),
                    j + 1 < query_columns(query) ? '\t' : '\n');
        query_free(query);
        free(sql);
    }
    li_text_close(out);
    return text;
}

static void say_finding(void *arg, const char *finding)
{
    (void)arg;
    fail_msg("%s", finding);
}

static bool join_any(struct office *office, const struct kind *kind)
{
    char *one = any_record(office, kind), *other = any_record(office, kind);
    struct id left, right;
    struct merge_records *joining = NULL;
    bool two =
        one && other && strcmp(one, other) != 0 && id_parse(one, &left) && id_parse(other, &right);
    free(one);
    free(other);
    if (!two)
        return false;
    joining = join(office, kind, &left, &right);
    for (int i = 0; i < kind->stored_count; i++)
        if (below(2))
            joining->sides[i] = merge_records_takes_both(joining, i) ? below(3) : below(2);
    char *before = everything(office);
    enum li_err code = merge_records_save(office->context, joining, &err);
    merge_records_free(joining);
    if (code) {
        char *after = everything(office);
        assert_int_equal(code, LI_REFUSED);
        assert_string_equal(after, before);
        free(after);
    } else {
        char *references = merge_records_references(office->context, kind, &right);
        assert_string_equal(references, "");
        free(references);
        cache_check_rows(office->context, say_finding, NULL, &err);
        undo(office);
        char *after = everything(office);
        assert_string_equal(after, before);
        free(after);
        char *said = NULL;
        assert_int_equal(history_redo(office->context, NULL, NULL, &said, &err), LI_OK);
        free(said);
        references = merge_records_references(office->context, kind, &right);
        assert_string_equal(references, "");
        free(references);
    }
    free(before);
    return code == LI_OK;
}

static void nothing_refers_to_what_is_gone_and_undo_brings_all_back(void **state)
{
    struct office *office = *state;
    const char *given = getenv("LIAISE_SEED");
    unsigned seed = given ? (unsigned)strtoul(given, NULL, 10) : 7;
    int joined = 0;
    print_message("LIAISE_SEED=%u\n", seed);
    srandom(seed);
    for (int i = 0; i < RECORDS; i++)
        add_any(office, kinds[below((unsigned)kind_count)]);
    for (int i = 0; i < ROUNDS; i++)
        joined += join_any(office, kinds[below((unsigned)kind_count)]);
    assert_true(joined > ROUNDS / 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(a_field_takes_what_there_is_the_left_first),
        OFFICE_TEST(one_record_or_an_archived_one_is_refused),
        OFFICE_TEST(what_refers_to_it_moves_and_is_counted),
        OFFICE_TEST(what_becomes_the_same_is_kept_once),
        OFFICE_TEST(what_counts_twice_stays_two),
        OFFICE_TEST(a_parent_among_the_two_is_none),
        OFFICE_TEST(a_circle_of_parents_is_refused),
        OFFICE_TEST(a_broken_rule_of_the_kind_is_refused),
        OFFICE_TEST(nothing_refers_to_what_is_gone_and_undo_brings_all_back),
    };
    return cmocka_run_group_tests_name("joining", tests, NULL, NULL);
}
