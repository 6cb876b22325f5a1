/*
 * test_field.c: what people type into a field becomes its canonical value, or is refused.
 */
#include "core/kind/affiliate.h"
#include "core/kind/assignment.h"
#include "core/kind/country.h"
#include "core/kind/goal.h"
#include "core/kind/progress.h"
#include "core/record/field.h"
#include "tests/support/sample_office.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* One field read from one text: canonical, or (when it begins with '!') what the refusal says. */
struct reading {
    const struct kind *kind;
    int field;
    const char *typed, *expected;
};

static void check_reading(struct office *office, const struct reading *reading)
{
    const struct field *field = &reading->kind->fields[reading->field];
    struct li_error err = {0};
    char *canonical = NULL;
    enum li_err code = field_parse(office->context, field, reading->typed, &canonical, &err);
    const char *got = code ? err.message : canonical ? canonical : "(nothing)";
    bool refused = *reading->expected == '!';
    const char *expected = reading->expected + refused;
    bool as_expected = refused ? strstr(got, expected) != NULL : strcmp(got, expected) == 0;
    if ((code != LI_OK) != refused || !as_expected)
        fail_msg("%s.%s: \"%s\" gave \"%s\", not \"%s\"", reading->kind->name, field->name,
            reading->typed, got, expected);
    if (refused && got[strlen(got) - 1] != '.' && got[strlen(got) - 1] != '?')
        fail_msg("\"%s\" is no sentence", got);
    free(canonical);
}

static void what_is_written_becomes_canonical(void **state)
{
    static const struct reading readings[] = {
        {&kind_affiliate, AFFILIATE_NAME, "  Taituar\xC4\x81 ", "Taituar\xC4\x81"},
        {&kind_affiliate, AFFILIATE_NAME, "Taituara\xCC\x84", "Taituar\xC4\x81"},
        {&kind_affiliate, AFFILIATE_NAME, "", "(nothing)"},
        {&kind_affiliate, AFFILIATE_NAME, " \t ", "(nothing)"},
        {&kind_affiliate, AFFILIATE_NAME, "two\nlines", "!Name must be one line."},
        {&kind_affiliate, AFFILIATE_NAME, "a\x1B[31mb", "!without control characters"},
        {&kind_affiliate, AFFILIATE_NAME,
            "a\xC2\x9B"
            "b",
            "!without control characters"},
        {&kind_affiliate, AFFILIATE_NAME,
            "a\xFF"
            "b",
            "!not valid UTF-8"},
        {&kind_affiliate, AFFILIATE_NOTES, "two\r\nlines\tof text", "two\nlines\tof text"},
        {&kind_affiliate, AFFILIATE_NOTES, "a\ab", "!without control characters"},
        {&kind_affiliate, AFFILIATE_CODE, "STMO\xC3\x9A", "STMO\xC3\x9A"},
        {&kind_affiliate, AFFILIATE_CODE, "LGPA NSW", "!Code must be one word"},
        {&kind_affiliate, AFFILIATE_CODE, "LGPA\xC2\xA0NSW", "!Code must be one word"},
        {&kind_affiliate, AFFILIATE_CODE, "LGPA\xE2\x80\x8BNSW", "!Code must be one word"},
        {&kind_affiliate, AFFILIATE_CODE, "\xF0\x9F\x98\x80", "!Code must be one word"},
        {&kind_affiliate, AFFILIATE_CODE, "R&D/A+B", "R&D/A+B"},
        {&kind_country, COUNTRY_CODE, "nz", "NZ"},
        {&kind_country, COUNTRY_CODE, "n\xC3\xA9", "N\xC3\x89"},
        {&kind_affiliate, AFFILIATE_KIND, "International", "international"},
        {&kind_affiliate, AFFILIATE_KIND, "internatonal",
            "!Type must be one of State, National, Equity, International, Multinational; did you"
            " mean International?"},
        {&kind_affiliate, AFFILIATE_KIND, "zzzzzzzz", "!International, Multinational."},
        {&kind_affiliate, AFFILIATE_COUNTRY, "Nowhere", "!No country matches \"Nowhere\""},
        {&kind_affiliate, AFFILIATE_EMAIL, "office@example.org", "office@example.org"},
        {&kind_affiliate, AFFILIATE_EMAIL, "office", "!Email must be one email address"},
        {&kind_affiliate, AFFILIATE_EMAIL, "a@b@c", "!Email must be one email address"},
        {&kind_affiliate, AFFILIATE_EMAIL, "a b@c", "!Email must be one email address"},
        {&kind_affiliate, AFFILIATE_EMAIL, "@c", "!Email must be one email address"},
        {&kind_affiliate, AFFILIATE_PHONE, "+64 (4) 978-1280", "+64 (4) 978-1280"},
        {&kind_affiliate, AFFILIATE_PHONE, "call me", "!Phone must be a phone number"},
        {&kind_affiliate, AFFILIATE_PHONE, "--", "!Phone must be a phone number"},
        {&kind_affiliate, AFFILIATE_TIME_ZONE, "Pacific/Auckland", "Pacific/Auckland"},
        {&kind_affiliate, AFFILIATE_TIME_ZONE, "../../../etc/passwd", "!a time zone such as"},
        {&kind_affiliate, AFFILIATE_TIME_ZONE, "/etc/passwd", "!a time zone such as"},
        {&kind_affiliate, AFFILIATE_TIME_ZONE, "noon", "!a time zone such as"},
        {&kind_affiliate, AFFILIATE_TAGS, "a , b b,, c,", "a, b b, c"},
        {&kind_affiliate, AFFILIATE_TAGS, ", ,", "(nothing)"},
        {&kind_affiliate, AFFILIATE_WEBSITE, "https://example.org/?a=b",
            "https://example.org/?a=b"},
        {&kind_affiliate, AFFILIATE_SINCE, "15 mar 2019", "2019-03-15"},
        {&kind_affiliate, AFFILIATE_SINCE, "2019-02-30", "!\"2019-02-30\""},
        {&kind_progress, PROGRESS_DAY, "today", OFFICE_TODAY},
        {&kind_progress, PROGRESS_DAY, "tomorrow",
            "!Date can't be in the future (today is 2026-06-30)."},
        {&kind_goal, GOAL_TARGET, "1200", "1200"},
        {&kind_goal, GOAL_TARGET, "1,200.50", "1200.5"},
        {&kind_goal, GOAL_TARGET, "1 200 300", "1200300"},
        {&kind_goal, GOAL_TARGET,
            "1\xE2\x80\xAF"
            "200",
            "1200"},
        {&kind_goal, GOAL_TARGET,
            "1\xC2\xA0"
            "200",
            "1200"},
        {&kind_goal, GOAL_TARGET, "1'200", "1200"},
        {&kind_goal, GOAL_TARGET, "1.5k", "1500"},
        {&kind_goal, GOAL_TARGET, "1.1 K", "1100"},
        {&kind_goal, GOAL_TARGET, "-2 thousand", "-2000"},
        {&kind_goal, GOAL_TARGET, "1.2 million", "1200000"},
        {&kind_goal, GOAL_TARGET, "1,200m", "1200000000"},
        {&kind_goal, GOAL_TARGET, "k",
            "!Target must be a number such as 1200, 1,200, 1.5k or 12.5."},
        {&kind_goal, GOAL_TARGET, "1kk", "!Target must be a number such as"},
        {&kind_goal, GOAL_TARGET, "40 %", "!Target must be a plain number without %"},
        {&kind_progress, PROGRESS_CONFIDENCE, "0.01k", "10"},
        {&kind_goal, GOAL_TARGET, ".5", "0.5"},
        {&kind_goal, GOAL_TARGET, "-0", "0"},
        {&kind_goal, GOAL_TARGET,
            "\xE2\x88\x92"
            "3",
            "-3"},
        {&kind_goal, GOAL_TARGET, "007", "7"},
        {&kind_goal, GOAL_TARGET, "0.1", "0.1"},
        {&kind_goal, GOAL_TARGET, "1,5", "!Target must be a number such as"},
        {&kind_goal, GOAL_TARGET, "1,2000", "!Target must be a number such as"},
        {&kind_goal, GOAL_TARGET, "1,200 300", "!Target must be a number such as"},
        {&kind_goal, GOAL_TARGET, "12 kg", "!Target must be a number such as"},
        {&kind_goal, GOAL_TARGET, "1e3", "!Target must be a number such as"},
        {&kind_goal, GOAL_TARGET, "0.0001", "0.0001"},
        {&kind_goal, GOAL_TARGET, "-0.00001", "!Target must be 0, or at least 0.0001"},
        {&kind_goal, GOAL_TARGET, "0x10", "!Target must be a number such as"},
        {&kind_goal, GOAL_TARGET, "nan", "!Target must be a number such as"},
        {&kind_goal, GOAL_TARGET, "--3", "!Target must be a number such as"},
        {&kind_goal, GOAL_TARGET, "5.", "!Target must be a number such as"},
        {&kind_goal, GOAL_TARGET, "1234567890123456", "!at most 15 digits"},
        {&kind_goal, GOAL_WEIGHT, "0", "!Weight must be between 0.001 and 1000."},
        {&kind_progress, PROGRESS_CONFIDENCE, "10", "10"},
        {&kind_progress, PROGRESS_CONFIDENCE, "11", "!Confidence must be between 0 and 10."},
        {&kind_progress, PROGRESS_CONFIDENCE, "7.5", "!Confidence must be a whole number"},
        {&kind_assignment, ASSIGNMENT_PRIMARY, "Yes", "1"},
        {&kind_assignment, ASSIGNMENT_PRIMARY, "f", "!Primary contact must be yes or no."},
        {&kind_assignment, ASSIGNMENT_PRIMARY, "0", "0"},
    };
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++)
        check_reading(*state, &readings[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(what_is_written_becomes_canonical),
    };
    return cmocka_run_group_tests_name("field", tests, NULL, NULL);
}
