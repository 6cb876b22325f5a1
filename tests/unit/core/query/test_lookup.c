/*
 * test_lookup.c: from what a person calls a record to the record.
 */
#include "core/kind/affiliate.h"
#include "core/kind/commitment.h"
#include "core/kind/country.h"
#include "core/kind/person.h"
#include "core/kind/role.h"
#include "core/query/lookup.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "tests/support/sample_office.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct id add(struct office *office, const char *code, const char *name)
{
    return office_add(
        office, &kind_affiliate, "code", code, "name", name, "kind", "national", NULL);
}

static void finds(struct office *office, const char *ref, const struct id *expected)
{
    struct id id;
    struct li_error err;
    if (lookup(office->context, &kind_affiliate, ref, &id, NULL, &err) != LI_OK)
        fail_msg("\"%s\": %s", ref, err.message);
    if (!id_equal(&id, expected))
        fail_msg("\"%s\" found another record", ref);
}

static void finds_none(struct office *office, const char *ref)
{
    struct id id;
    struct li_error err;
    assert_int_equal(lookup(office->context, &kind_affiliate, ref, &id, NULL, &err), LI_NONE);
    assert_non_null(strstr(err.message, "No affiliate matches"));
}

static void codes_and_words_are_found_whatever_their_accents(void **state)
{
    struct office *office = *state;
    struct id taituara = add(office, "SOLGM", "Taituar\xC4\x81");
    struct id stmou = add(office, "STMO\xC3\x9A",
        "Sdru\xC5\xBE"
        "en\xC3\xAD tajemn\xC3\xADk\xC5\xAF");
    finds(office, "taituara", &taituara);
    finds(office, "TAITUARA", &taituara);
    finds(office, "Taituara\xCC\x84", &taituara);
    finds(office, "stmou", &stmou);
    finds(office, "STMO\xC3\x9A", &stmou);
    finds(office, "  tajemniku   sdruzeni ", &stmou);
    finds(office, "taj", &stmou);
    finds_none(office, "nobody");
    finds_none(office, "");
    finds_none(office, "  ");
    finds_none(office, "\xFF");
    finds_none(office, "%");
    finds_none(office, "\"' OR 1=1 --");
}

static void a_code_comes_before_words(void **state)
{
    struct office *office = *state;
    struct id code = add(office, "CARE", "Somebody");
    add(office, "X", "Care");
    finds(office, "care", &code);
    struct id exact = add(office, "Zed", "Upper");
    struct id other = add(office, "ZED", "Lower");
    finds(office, "Zed", &exact);
    finds(office, "ZED", &other);
    struct id id;
    assert_int_equal(
        lookup(office->context, &kind_affiliate, "zed", &id, NULL, &(struct li_error){0}),
        LI_SEVERAL);
}

/* Counts how often a statement was long enough to be asked about. */
static bool count(void *arg)
{
    ++*(size_t *)arg;
    return false;
}

static size_t steps_to_find(struct office *office, const char *ref, const struct id *expected)
{
    size_t asked = 0;
    store_on_progress(office->context->store, count, &asked);
    finds(office, ref, expected);
    store_on_progress(office->context->store, NULL, NULL);
    return asked;
}

static void a_code_in_any_case_is_found_without_a_search(void **state)
{
    struct office *office = *state;
    struct id last;
    for (int i = 0; i < 2000; i++) {
        char *code = li_format("Code%d", i);
        last = add(office, code, "Somebody");
        free(code);
    }
    finds(office, "Code1999", &last); /* and whatever is to be settled is */
    assert_int_equal(steps_to_find(office, "Code1999", &last), 0);
    assert_int_equal(steps_to_find(office, "code1999", &last), 0);
    assert_int_equal(steps_to_find(office, "CODE1999", &last), 0);
    struct id other = add(office, "Other", "Words of its own");
    assert_int_not_equal(steps_to_find(office, "words own", &other), 0);
}

static void an_exact_title_comes_before_words(void **state)
{
    struct office *office = *state;
    struct id exact = add(office, "A1", "City Managers");
    add(office, "A2", "City Managers of the North");
    finds(office, "city managers", &exact);
    struct id id;
    struct candidates several;
    struct li_error err;
    assert_int_equal(
        lookup(office->context, &kind_affiliate, "managers", &id, &several, &err), LI_SEVERAL);
    assert_string_equal(err.message, "Several affiliates match \"managers\": A1; A2.");
    assert_int_equal(several.count, 2);
    assert_string_equal(several.list[0].code, "A1");
    assert_string_equal(several.list[1].title, "City Managers of the North");
    assert_false(several.more);
    lookup_candidates_free(&several);
}

static void ids_and_their_prefixes_name_a_record(void **state)
{
    struct office *office = *state;
    struct id one = add(office, "A1", "One"), two = add(office, "A2", "Two");
    char text[ID_TEXT_SIZE], prefix[ID_TEXT_SIZE];
    finds(office, id_text(&one, text), &one);
    for (char *at = text; *at; at++)
        *at = (char)(*at >= 'a' && *at <= 'f' ? *at - 'a' + 'A' : *at);
    finds(office, text, &one);
    finds(office, lookup_short_id(office->context, &kind_affiliate, &one, prefix), &one);
    finds(office, lookup_short_id(office->context, &kind_affiliate, &two, prefix), &two);
    size_t length = strlen(prefix);
    assert_true(length >= 4);
    prefix[length - 1] = '\0';
    struct id id;
    if (length > 4)
        assert_int_equal(
            lookup(office->context, &kind_affiliate, prefix, &id, NULL, &(struct li_error){0}),
            LI_SEVERAL);
    prefix[3] = '\0';
    finds_none(office, prefix);
}

static void seeded_ids_are_the_same_everywhere(void **state)
{
    struct office *office = *state;
    struct id expected = id_named("country", "NZ"), id;
    struct li_error err;
    assert_int_equal(lookup(office->context, &kind_country, "new zealand", &id, NULL, &err), LI_OK);
    assert_true(id_equal(&id, &expected));
    expected = id_named("role", "Staff liaison");
    assert_int_equal(lookup(office->context, &kind_role, "staff liaison", &id, NULL, &err), LI_OK);
    assert_true(id_equal(&id, &expected));
}

static void archived_records_are_found_by_code_or_id_or_when_asked_for(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct id old = add(office, "OLD", "Gone Association");
    char text[ID_TEXT_SIZE];
    assert_int_equal(record_archive(office->context, &kind_affiliate, &old, true, &err), LI_OK);
    finds(office, "old", &old);
    finds(office, id_text(&old, text), &old);
    finds_none(office, "gone");
    struct id live = add(office, "OLD", "New Association"), found;
    finds(office, "OLD", &live);
    assert_int_equal(
        lookup_archived(office->context, &kind_affiliate, "association", &found, NULL, &err),
        LI_OK);
    assert_true(id_equal(&found, &old));
    assert_int_equal(
        lookup_archived(office->context, &kind_affiliate, "new", &found, NULL, &err), LI_NONE);
}

static void words_that_are_digits_are_words_too(void **state)
{
    struct office *office = *state;
    struct id cafe = add(office, "X1", "Cafe 2026");
    finds(office, "2026", &cafe);
    finds(office, "cafe", &cafe);
}

/* Titles of what a picker shows, joined. */
static void shows(struct office *office, const struct kind *kind, const char *words, size_t most,
    const char *expected)
{
    struct candidates found;
    struct li_error err;
    char titles[512] = "";
    if (lookup_some(office->context, kind, words, most, &found, &err) != LI_OK)
        fail_msg("%s", err.message);
    for (size_t i = 0; i < found.count; i++) {
        strcat(titles, found.list[i].title);
        strcat(titles, i + 1 < found.count ? "|" : "");
    }
    strcat(titles, found.more ? "|..." : "");
    assert_string_equal(titles, expected);
    lookup_candidates_free(&found);
}

static void a_picker_shows_the_best_first(void **state)
{
    struct office *office = *state;
    add(office, "Z9", "The Camp");
    add(office, "Q1", "Camden Managers");
    add(office, "CAMA", "Zebra");
    struct id gone = add(office, "CAMX", "Archived");
    assert_int_equal(
        record_archive(office->context, &kind_affiliate, &gone, true, &(struct li_error){0}),
        LI_OK);
    shows(office, &kind_affiliate, "cam", 9, "Zebra|Camden Managers|The Camp");
    shows(office, &kind_affiliate, "CAM", 2, "Zebra|Camden Managers|...");
    shows(office, &kind_affiliate, "managers cam", 9, "Camden Managers");
    shows(office, &kind_affiliate, "nothing", 9, "");
    shows(office, &kind_affiliate, "", 9, "Camden Managers|The Camp|Zebra");
    shows(office, &kind_country, "new z", 9, "New Zealand");
    shows(office, &kind_role, "", 2, "Regional vice president|Regional director|...");
}

static void every_kind_can_be_looked_up(void **state)
{
    struct office *office = *state;
    for (size_t i = 0; i < kind_count; i++) {
        struct id id;
        struct candidates found;
        assert_int_equal(
            lookup(office->context, kinds[i], "zzz zzz", &id, NULL, &(struct li_error){0}),
            LI_NONE);
        assert_int_equal(
            lookup_some(office->context, kinds[i], "zzz", 5, &found, &(struct li_error){0}), LI_OK);
        lookup_candidates_free(&found);
        assert_int_equal(
            lookup_some(office->context, kinds[i], "", 5, &found, &(struct li_error){0}), LI_OK);
        lookup_candidates_free(&found);
    }
}

static void records_made_of_others_are_found_by_their_names(void **state)
{
    struct office *office = *state;
    const struct kind *kind = kind_find("assignment");
    add(office, "CAMA", "Canadian Association");
    office_add(office, &kind_person, "name", "Ad\xC3\xA9la Example", NULL);
    struct id id, expected = office_add(office, kind, "person", "adela", "role", "staff liaison",
                      "affiliate", "cama", NULL);
    struct li_error err;
    assert_int_equal(lookup(office->context, kind, "adela cama", &id, NULL, &err), LI_OK);
    assert_true(id_equal(&id, &expected));
    shows(office, kind, "adela", 5, "Ad\xC3\xA9la Example, Staff liaison for CAMA");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(codes_and_words_are_found_whatever_their_accents),
        OFFICE_TEST(a_code_comes_before_words),
        OFFICE_TEST(a_code_in_any_case_is_found_without_a_search),
        OFFICE_TEST(an_exact_title_comes_before_words),
        OFFICE_TEST(ids_and_their_prefixes_name_a_record),
        OFFICE_TEST(seeded_ids_are_the_same_everywhere),
        OFFICE_TEST(archived_records_are_found_by_code_or_id_or_when_asked_for),
        OFFICE_TEST(words_that_are_digits_are_words_too),
        OFFICE_TEST(a_picker_shows_the_best_first),
        OFFICE_TEST(every_kind_can_be_looked_up),
        OFFICE_TEST(records_made_of_others_are_found_by_their_names),
    };
    return cmocka_run_group_tests_name("lookup", tests, NULL, NULL);
}
