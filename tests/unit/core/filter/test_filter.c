/*
 * test_filter.c: what each form of the query language finds, and what it says when it can't.
 */
#include "core/filter/filter.h"
#include "core/kind/affiliate.h"
#include "core/kind/assignment.h"
#include "core/kind/goal.h"
#include "core/kind/person.h"
#include "core/kind/progress.h"
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

static enum li_err make_filter(struct office *office, const struct kind *kind, const char *text,
    enum filter_way way, struct filter **out, struct li_error *err)
{
    struct filter_terms terms;
    enum li_err code = filter_parse(text, &terms, err);
    if (!code)
        code = filter_new(office->context, kind, &terms, way, out, err);
    filter_parse_free(&terms);
    return code;
}

static void add_affiliates(struct office *office)
{
    office_add(office, &kind_affiliate, "code", "CAMA", "name", "Canadian Administrators", "kind",
        "international", "country", "CA", "since", "2010-05-01", NULL);
    office_add(office, &kind_affiliate, "code", "FCCMA", "name", "Florida City Managers", "kind",
        "state", "country", "US", "state", "FL", "notes", "Keep \"warm\" tea", NULL);
    office_add(office, &kind_affiliate, "code", "TAI", "name", "Taituarā", "kind", "international",
        "country", "NZ", "since", "2024-02-29", "status", "dormant", NULL);
    struct id old = office_add(office, &kind_affiliate, "code", "OLD", "name", "Old Managers",
        "kind", "state", "country", "US", "region", "Southeast", NULL);
    struct li_error err;
    assert_int_equal(record_archive(office->context, &kind_affiliate, &old, true, &err), LI_OK);
}

static void add_people(struct office *office)
{
    office_add(office, &kind_person, "name", "Test", NULL);
    office_add(office, &kind_person, "name", "Ada Bright", "organization", "CAMA", NULL);
    office_add(office, &kind_assignment, "person", "Test", "role", "Staff liaison", "affiliate",
        "TAI", "primary", "yes", "from", "2025-01-01", NULL);
    office_add(office, &kind_assignment, "person", "Test", "role", "Staff liaison", "affiliate",
        "CAMA", "from", "2024-01-01", "to", "2024-12-31", NULL);
    office_add(office, &kind_assignment, "person", "Test", "role", "Regional director", "region",
        "Southeast", "from", "2025-01-01", NULL);
}

static void add_goals(struct office *office)
{
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Train ten", "measure", "level",
        "target", "10", "start", "2026-01-01", "due", "2026-12-31", "owner", "Ada Bright", NULL);
    office_add(office, &kind_goal, "affiliate", "TAI", "title", "Write", "measure", "level",
        "target", "4", "start", "2026-01-01", "due", "2026-07-15", "weight", "0.5", NULL);
    office_add(office, &kind_goal, "affiliate", "FCCMA", "title", "Dropped", "measure", "yes-no",
        "start", "2026-03-01", "due", "2026-03-31", "state", "dropped", NULL);
    office_add(
        office, &kind_progress, "goal", "Train ten", "day", "2026-06-20", "value", "5", NULL);
}

static int setup(void **state)
{
    struct office *office = office_new();
    add_affiliates(office);
    add_people(office);
    add_goals(office);
    *state = office;
    return 0;
}

static char *found_by(
    struct office *office, const struct kind *kind, const char *text, enum filter_way way)
{
    struct li_error err = {0};
    struct filter *filter;
    if (make_filter(office, kind, text, way, &filter, &err))
        return li_format("! %s", err.message);
    char *from = filter_from(filter, true);
    char *sql = li_format("SELECT coalesce(group_concat(title, ','), '') FROM"
                          " (SELECT %s AS title FROM %s WHERE %s ORDER BY 1)",
        kind->title, from, filter_sql(filter));
    struct query *query = query_new(office->context->store, sql, &err);
    assert_non_null(query);
    filter_bind(filter, query);
    assert_int_equal(query_step(query, &err), 1);
    char *titles = li_strdup(query_text(query, 0));
    query_free(query);
    filter_free(filter);
    free(from);
    free(sql);
    return titles;
}

/* The titles of what the filter finds, in order, with commas between them, whichever way leads to
   them. */
static char *found(struct office *office, const struct kind *kind, const char *text)
{
    char *titles = found_by(office, kind, text, FILTER_BY_RECORD);
    for (enum filter_way way = FILTER_BY_EITHER; way <= FILTER_BY_CACHE; way++) {
        char *others = found_by(office, kind, text, way);
        assert_string_equal(others, titles);
        free(others);
    }
    return titles;
}

struct expectation {
    const char *filter, *titles;
};

static void expect(struct office *office, const struct kind *kind,
    const struct expectation *expectations, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char *titles = found(office, kind, expectations[i].filter);
        if (strcmp(titles, expectations[i].titles) != 0)
            print_error("%s\n", expectations[i].filter);
        assert_string_equal(titles, expectations[i].titles);
        free(titles);
    }
}
#define EXPECT(kind, expectations)                                                                 \
    expect(*state, kind, expectations, sizeof expectations / sizeof *expectations)

#define CAMA "Canadian Administrators"
#define FCCMA "Florida City Managers"
#define TAI "Taituarā"

static void words_match_folded_title_and_code(void **state)
{
    static const struct expectation expectations[] = {
        {NULL, CAMA "," FCCMA "," TAI},
        {"  ", CAMA "," FCCMA "," TAI},
        {"taituara", TAI},
        {"TAITUARĀ", TAI},
        {"cama", CAMA},
        {"managers city", FCCMA},
        {"\"managers city\"", ""},
        {"\"city managers\"", FCCMA},
        {"\"city man", FCCMA},
        {"-city", CAMA "," TAI},
        {"-\"city managers\" -cama", TAI},
        {"-", ""},
        {"'; DROP TABLE affiliate; --", ""},
        {"%", ""},
    };
    EXPECT(&kind_affiliate, expectations);
}

static void choices_and_text(void **state)
{
    static const struct expectation expectations[] = {
        {"kind:state", FCCMA}, {"kind:State,international", CAMA "," FCCMA "," TAI},
        {"-kind:state", CAMA "," TAI}, {"status:dormant", TAI}, {"name:taitua", TAI},
        {"name:\"city managers\"", FCCMA}, {"notes:\"warm", FCCMA}, {"notes:tea", FCCMA},
        {"-notes:tea", CAMA "," TAI}, {"notes:none", CAMA "," TAI}, {"-notes:none", FCCMA},
        {"name:\"none\"", ""}, {"notes:none,tea", CAMA "," FCCMA "," TAI},
        {"health:at-risk", CAMA "," TAI}, /* roles nobody holds any more; a goal without data */
        {"-health:at-risk", FCCMA},
        {"health:\"At risk\"", CAMA "," TAI}, /* its word is understood as well */
    };
    EXPECT(&kind_affiliate, expectations);
}

static void references_by_code_words_and_step(void **state)
{
    static const struct expectation expectations[] = {
        {"country:CA", CAMA},
        {"country:ca,nz", CAMA "," TAI},
        {"country:zealand", TAI},
        {"country:\"states united\"", FCCMA},
        {"country:none", ""},
        {"state:none", CAMA "," TAI},
        {"state:FL", FCCMA},
        {"country.code:US", FCCMA},
        {"state.region:Southeast", FCCMA},
        {"-state.region:Southeast", CAMA "," TAI},
        {"region:Southeast", FCCMA}, /* its state's, as it has none of its own */
        {"-region:Southeast", CAMA "," TAI},
        {"region:none", CAMA "," TAI},
        {"region:none,Southeast", CAMA "," FCCMA "," TAI},
        {"region:Midwest", ""},
        {"state:FL region:Southeast is:archived,mine", FCCMA},
    };
    EXPECT(&kind_affiliate, expectations);
    /* "CA" is Canada's code, and stands in the words of many others: the code decides. */
    static const struct expectation goals[] = {
        {"affiliate:TAI", "Write"},
        {"affiliate:canadian", "Train ten"},
        {"affiliate.country:CA", "Train ten"},
        {"affiliate.since:2024", "Write"},
        {"affiliate.region:southeast", "Dropped"},
        {"affiliate.region:none", "Train ten,Write"},
        {"owner:bright", "Train ten"},
        {"owner:none", "Dropped,Write"},
    };
    EXPECT(&kind_goal, goals);
}

static void a_reference_by_id(void **state)
{
    struct office *office = *state;
    char *id = office_ask(office, "SELECT id_text(id) FROM affiliate WHERE code = 'TAI'");
    char *filter = li_format("affiliate:%s", id);
    char *titles = found(office, &kind_goal, filter);
    assert_string_equal(titles, "Write");
    free(titles);
    free(filter);
    free(id);
}

static void days(void **state)
{
    static const struct expectation affiliates[] = {
        {"since:2010", CAMA},
        {"since:2010-05", CAMA},
        {"since:2010-05-01", CAMA},
        {"since:2024-02..2024-03", TAI},
        {"since:2010..2024-02", CAMA "," TAI},
        {"since:..2015", CAMA},
        {"since:2015..", TAI},
        {"since<2010", ""},
        {"since<=2010", CAMA},
        {"since>2010", TAI},
        {"since>=2010", CAMA "," TAI},
        {"since:>2010,none", FCCMA "," TAI},
        {"-since>2010", CAMA "," FCCMA},
        {"since:\"29 feb 2024\"", TAI},
    };
    EXPECT(&kind_affiliate, affiliates);
    static const struct expectation goals[] = {
        {"due:<+30d", "Dropped,Write"},
        {"due<+30d due>=today", "Write"},
        {"due:>eoq", "Train ten,Write"},
        {"due>2026-07-15", "Train ten"},
        {"latest_on:2026-06", "Train ten"},
    };
    EXPECT(&kind_goal, goals);
}

static void numbers(void **state)
{
    static const struct expectation expectations[] = {
        {"target:10", "Train ten"},
        {"target:10.0", "Train ten"},
        {"target>4", "Train ten"},
        {"target>=4", "Train ten,Write"},
        {"target>0.004k", "Train ten"},
        {"target<1e1", "Write"},
        {"target:4..9", "Write"},
        {"target:5..", "Train ten"},
        {"target:none", "Dropped"},
        {"weight:.5", "Write"},
        {"fraction>0.4", "Train ten"},
        {"fraction:50%", "Train ten"},
        {"fraction:none", "Dropped,Write"},
        {"health:none", "Dropped"},
        {"latest:5", "Train ten"},
    };
    EXPECT(&kind_goal, expectations);
}

static void yes_and_no(void **state)
{
    static const struct expectation expectations[] = {
        {"primary:yes", "Test, Staff liaison for TAI"},
        {"primary:no state:past", "Test, Staff liaison for CAMA"},
        {"state:current role.side:ours region:southeast", "Test, Regional director for Southeast"},
        {"staff -state:past", "Test, Staff liaison for TAI"},
    };
    EXPECT(&kind_assignment, expectations);
}

static void archived_ones_are_hidden_until_asked_for(void **state)
{
    static const struct expectation expectations[] = {
        {"is:archived", "Old Managers"},
        {"managers", FCCMA},
        {"managers is:archived", "Old Managers"},
        {"-is:archived", CAMA "," FCCMA "," TAI},
        {"IS:Archived region:southeast", "Old Managers"},
    };
    EXPECT(&kind_affiliate, expectations);
}

static void mine_follows_assignments_regions_and_references(void **state)
{
    static const struct expectation affiliates[] = {
        {"is:mine", FCCMA "," TAI}, /* by its state's region, and by name; CAMA's term is over */
        {"-is:mine", CAMA},
        {"is:mine,archived", FCCMA ",Old Managers," TAI},
    };
    static const struct expectation goals[] = {{"is:mine", "Dropped,Write"}};
    static const struct expectation progress[] = {{"is:mine", ""}};
    static const struct expectation people[] = {{"is:mine", "Test"}};
    EXPECT(&kind_affiliate, affiliates);
    EXPECT(&kind_goal, goals);
    EXPECT(&kind_progress, progress);
    EXPECT(&kind_person, people);
}

static void mine_needs_somebody(void **state)
{
    struct office *office = *state;
    char *as = office->context->as;
    struct filter *filter;
    struct li_error err;
    office->context->as = "Una Stranger";
    assert_int_equal(
        make_filter(office, &kind_goal, "is:mine", FILTER_BY_RECORD, &filter, &err), LI_NONE);
    assert_non_null(strstr(err.message, "Una Stranger"));
    office->context->as = as;
}

static void mistakes_say_where_and_how(void **state)
{
    static const struct {
        const char *filter, *says;
    } mistakes[] = {
        {"stauts:active", "did you mean status"},
        {"status:activ", "did you mean active"},
        {"status:", "status:VALUE"},
        {"status:active,", "status:VALUE"},
        {"since>soonish", "soonish"},
        {"since:2026-13", "2026-13"},
        {"since:2026-+1", "2026-+1"},
        {"since:0000", "0000"},
        {"name>3", "name:VALUE"},
        {"name.code:x", "isn't a link to another record"},
        {"country.code.x:1", "only one level of linked fields"},
        {"country.cod:CA", "did you mean code"},
        {"is:yours", "is:mine"},
    };
    struct office *office = *state;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        struct filter *filter;
        struct li_error err = {0};
        enum li_err rc = make_filter(
            office, &kind_affiliate, mistakes[i].filter, FILTER_BY_RECORD, &filter, &err);
        assert_int_equal(rc, LI_USAGE);
        if (!strstr(err.message, mistakes[i].says))
            print_error("%s: %s\n", mistakes[i].filter, err.message);
        assert_non_null(strstr(err.message, mistakes[i].says));
    }
}

static void many_values_are_too_many(void **state)
{
    struct office *office = *state;
    struct filter *filter;
    struct li_error err;
    char *many = NULL;
    FILE *out = li_text_open(&many);
    for (int i = 0; i < 1000; i++)
        fputs("a ", out);
    li_text_close(out);
    assert_int_equal(
        make_filter(office, &kind_affiliate, many, FILTER_BY_RECORD, &filter, &err), LI_USAGE);
    assert_string_equal(err.message, "The filter has 1000 words and values; the maximum is 400.");
    many[2 * 400] = '\0';
    free(found(office, &kind_affiliate, many));
    for (char *at = many; *at; at++)
        if (*at == ' ')
            *at = ',';
    many[2 * 400 - 1] = '\0';
    char *values = li_format("code:%s", many);
    free(found(office, &kind_affiliate, values));
    free(values);
    free(many);
}

/* Whatever is typed gives SQL that can be prepared, or a sentence. */
static void anything_typed_is_harmless(void **state)
{
    static const char *const pieces[] = {"\"", ":", "..", ",", "-", " ", "<", ">=", "since", "kind",
        "name", "country", "is", "mine", "none", ".", "2026", "%", "'", "(", "\\", "ā", "health"};
    enum { PIECES = sizeof pieces / sizeof *pieces };
    struct office *office = *state;
    uint32_t seed = 20260630;
    for (int i = 0; i < 3000; i++) {
        char text[256] = "";
        for (int n = 0; n < 8; n++) {
            seed = seed * 1664525U + 1013904223U;
            strcat(text, pieces[(seed >> 16) % PIECES]);
        }
        free(found(office, &kind_affiliate, text));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_match_folded_title_and_code),
        cmocka_unit_test(choices_and_text),
        cmocka_unit_test(references_by_code_words_and_step),
        cmocka_unit_test(a_reference_by_id),
        cmocka_unit_test(days),
        cmocka_unit_test(numbers),
        cmocka_unit_test(yes_and_no),
        cmocka_unit_test(archived_ones_are_hidden_until_asked_for),
        cmocka_unit_test(mine_follows_assignments_regions_and_references),
        cmocka_unit_test(mine_needs_somebody),
        cmocka_unit_test(mistakes_say_where_and_how),
        cmocka_unit_test(many_values_are_too_many),
        cmocka_unit_test(anything_typed_is_harmless),
    };
    return cmocka_run_group_tests(tests, setup, office_teardown);
}
