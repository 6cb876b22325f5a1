/*
 * test_listing.c: columns, order, the shapes of rows, and JSON by the contract.
 */
#include "core/kind/affiliate.h"
#include "core/kind/assignment.h"
#include "core/kind/goal.h"
#include "core/kind/person.h"
#include "core/kind/progress.h"
#include "core/query/listing.h"
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

static int setup(void **state)
{
    struct office *office = office_new();
    office_add(office, &kind_affiliate, "code", "ZED", "name", "émile", "kind", "state", "country",
        "US", "since", "2020-01-01", NULL);
    office_add(office, &kind_affiliate, "code", "ONE", "name", "Zebra", "kind", "national",
        "country", "AT", NULL);
    office_add(office, &kind_affiliate, "code", "TWO", "name", "Frame", "kind", "equity", "country",
        "CA", "since", "2021-01-01", "parent", "ONE", NULL);
    office_add(office, &kind_person, "name", "Ada \"A\" Bright", NULL);
    office_add(office, &kind_assignment, "person", "Ada", "role", "President", "affiliate", "ONE",
        "primary", "yes", NULL);
    office_add(office, &kind_goal, "affiliate", "ONE", "title", "Train ten", "measure", "level",
        "target", "10", "start", "2026-01-01", "due", "2026-12-31", NULL);
    office_add(
        office, &kind_progress, "goal", "Train ten", "day", "2026-06-20", "value", "4.3", NULL);
    *state = office;
    return 0;
}

/* The columns of every row from the second on, joined: "a|b;c|d". */
static char *read_all(struct query *query, struct li_error *err)
{
    char *text;
    FILE *out = li_text_open(&text);
    const char *between = "";
    assert_non_null(query);
    while (query_step(query, err) > 0) {
        fputs(between, out);
        for (int i = 2; i < query_columns(query); i++) {
            const char *cell = query_text(query, i);
            fprintf(out, "%s%s", i > 2 ? "|" : "", cell ? cell : "-");
        }
        between = ";";
    }
    query_free(query);
    li_text_close(out);
    return text;
}

static void expect_rows(
    struct office *office, const struct listing *listing, const char *names, const char *rows)
{
    struct li_error err;
    struct columns columns;
    assert_int_equal(columns_parse(listing->kind, names, &columns, &err), LI_OK);
    char *text = read_all(listing_records(office->context, listing, &columns, &err), &err);
    assert_string_equal(text, rows);
    free(text);
    columns_free(&columns);
}

static void order_folds_and_puts_nothing_last(void **state)
{
    static const struct {
        const char *sort, *codes;
    } orders[] = {
        {NULL, "ZED;TWO;ONE"}, /* the kind's own: by name, é as e */
        {"-name", "ONE;TWO;ZED"},
        {"since", "ZED;TWO;ONE"},
        {"-since", "TWO;ZED;ONE"},
        {"country", "ONE;TWO;ZED"}, /* Austria, Canada, United States */
        {"parent.country,-code", "TWO;ZED;ONE"},
        {"parent.code,-code", "TWO;ZED;ONE"},
        {"code", "ONE;TWO;ZED"},
        {"health,name", "ONE;ZED;TWO"}, /* nothing is known of two, which stay by name */
        {"-health,name", "ZED;TWO;ONE"},
    };
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        struct listing listing = {.kind = &kind_affiliate, .sort = orders[i].sort};
        expect_rows(*state, &listing, "code", orders[i].codes);
    }
}

static void rows_are_as_people_read_them(void **state)
{
    struct listing affiliates = {.kind = &kind_affiliate, .filter = "TWO"};
    expect_rows(*state, &affiliates, "code,country,parent,parent.country,since,notes",
        "TWO|Canada|Zebra|Austria|2021-01-01|-");
    struct listing assignments = {.kind = &kind_assignment};
    expect_rows(
        *state, &assignments, "person,role,primary,region", "Ada \"A\" Bright|President|yes|-");
    struct listing goals = {.kind = &kind_goal};
    expect_rows(*state, &goals, "fraction,latest,target", "43%|4.3|10");
}

static void limit_and_count(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct listing listing = {.kind = &kind_affiliate, .limit = 2};
    expect_rows(office, &listing, "code", "ZED;TWO");
    assert_int_equal(listing_count(office->context, &listing, &err), 3);
    listing.filter = "zebra";
    assert_int_equal(listing_count(office->context, &listing, &err), 1);
}

static void a_vector_fetches_its_rows(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct listing listing = {.kind = &kind_affiliate, .sort = "code"};
    struct columns columns;
    struct vector vector = {0};
    struct query *rows = listing_rows(office->context, &listing, &err);
    assert_int_equal(vector_fill(&vector, rows, 100, &err), 0);
    assert_int_equal(vector.count, 3);
    assert_int_equal(columns_parse(&kind_affiliate, "name", &columns, &err), LI_OK);
    struct query *row = listing_row(office->context, &kind_affiliate, &columns, &err);
    query_bind_int(row, 1, vector.rows[1]);
    assert_int_equal(query_step(row, &err), 1);
    assert_string_equal(query_text(row, 2), "Frame");
    query_free(row);
    query_free(rows);
    vector_clear(&vector);
    columns_free(&columns);
}

static void columns_have_names_and_labels(void **state)
{
    (void)state;
    struct li_error err;
    struct columns columns;
    assert_int_equal(
        columns_parse(&kind_goal, "id, title,affiliate.region", &columns, &err), LI_OK);
    assert_int_equal(columns.count, 3);
    assert_string_equal(columns.list[0].label, "Id");
    assert_string_equal(columns.list[2].name, "affiliate.region");
    assert_string_equal(columns.list[2].label, "Affiliate region");
    columns_free(&columns);
    assert_int_equal(columns_parse(&kind_goal, "", &columns, &err), LI_OK);
    assert_true(columns.count > 0);
    columns_free(&columns);
    assert_int_equal(columns_parse(&kind_goal, "titel", &columns, &err), LI_USAGE);
    assert_non_null(strstr(err.message, "title"));
    assert_int_equal(columns_parse(&kind_goal, "title.name", &columns, &err), LI_USAGE);
}

static void an_unknown_order_is_refused(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct listing listing = {.kind = &kind_affiliate, .sort = "nmae"};
    assert_null(listing_rows(office->context, &listing, &err));
    assert_int_equal(err.code, LI_USAGE);
    assert_non_null(strstr(err.message, "name"));
}

/* The first row's object, asked for what the path says. */
static char *json_at(
    struct office *office, const struct listing *listing, const char *names, const char *sql)
{
    struct li_error err;
    struct columns columns;
    assert_int_equal(columns_parse(listing->kind, names, &columns, &err), LI_OK);
    struct query *query = listing_json(office->context, listing, names ? &columns : NULL, &err);
    assert_non_null(query);
    assert_int_equal(query_step(query, &err), 1);
    struct query *asked = query_new(office->context->store, sql, &err);
    query_bind_text(asked, 1, query_text(query, 0));
    assert_int_equal(query_step(asked, &err), 1);
    char *answer = li_strdup(query_text(asked, 0));
    query_free(asked);
    query_free(query);
    columns_free(&columns);
    return answer;
}

static void expect_json(struct office *office, const struct listing *listing, const char *names,
    const char *sql, const char *answer)
{
    char *text = json_at(office, listing, names, sql);
    assert_string_equal(text, answer);
    free(text);
}

#define KEYS "SELECT group_concat(key) FROM json_each(?1)"
#define AT(path) "SELECT ?1 -> '$." path "'"

static void json_keeps_the_contract(void **state)
{
    struct listing affiliate = {.kind = &kind_affiliate, .filter = "TWO"};
    expect_json(*state, &affiliate, NULL, KEYS,
        "id,code,name,kind,region,region_label,country,country_label,state,state_label,city,"
        "website,email,phone,time_zone,since,status,parent,parent_label,tags,notes,cadence,health,"
        "health_reasons,score");
    expect_json(*state, &affiliate, NULL, AT("country_label"), "\"Canada\"");
    expect_json(*state, &affiliate, NULL, AT("notes"), "null");
    expect_json(*state, &affiliate, NULL,
        "SELECT json_type(?1, '$.health_reasons') || length(?1 ->> '$.parent')", "array36");
    struct listing assignment = {.kind = &kind_assignment};
    expect_json(*state, &assignment, NULL, AT("primary"), "true");
    expect_json(*state, &assignment, NULL, AT("person_label"), "\"Ada \\\"A\\\" Bright\"");
    struct listing goal = {.kind = &kind_goal};
    expect_json(*state, &goal, NULL, AT("fraction"), "0.43");
    expect_json(*state, &goal, NULL, AT("target"), "10");
    expect_json(*state, &goal, NULL, AT("latest_on"), "\"2026-06-20\"");
}

static void json_of_chosen_columns(void **state)
{
    struct listing goal = {.kind = &kind_goal};
    expect_json(*state, &goal, "title,affiliate.country", KEYS,
        "id,title,affiliate.country,affiliate.country_label");
    /* More pairs than one call of json_object takes. */
    char names[2000] = "title";
    for (int i = 0; i < 150; i++)
        strcat(names, ",due");
    expect_json(*state, &goal, names, "SELECT json_valid(?1)", "1");
    expect_json(*state, &goal, names, AT("due"), "\"2026-12-31\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_folds_and_puts_nothing_last),
        cmocka_unit_test(rows_are_as_people_read_them),
        cmocka_unit_test(limit_and_count),
        cmocka_unit_test(a_vector_fetches_its_rows),
        cmocka_unit_test(columns_have_names_and_labels),
        cmocka_unit_test(an_unknown_order_is_refused),
        cmocka_unit_test(json_keeps_the_contract),
        cmocka_unit_test(json_of_chosen_columns),
    };
    return cmocka_run_group_tests(tests, setup, office_teardown);
}
