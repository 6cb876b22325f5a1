/*
 * test_open.c: an office opened makes what is kept anew when that is of old, and is seen as it was.
 */
#include "core/kind/affiliate.h"
#include "core/kind/goal.h"
#include "core/kind/person.h"
#include "core/kind/progress.h"
#include "core/open.h"
#include "data/base/memory.h"
#include "data/database/fact.h"
#include "data/store/query.h"
#include "data/store_open.h"
#include "tests/support/cache_rows.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
/* cmocka wants those before it */
#include <cmocka.h>

static struct id add_affiliate(struct office *office)
{
    return office_add(office, &kind_affiliate, "code", "STMO\xC3\x9A", "name", "Taituar\xC4\x81",
        "kind", "national", NULL);
}

static struct id log_value(
    struct office *office, const char *goal, const char *day, const char *value)
{
    return office_add(office, &kind_progress, "goal", goal, "day", day, "value", value, NULL);
}

static void another_description_builds_them_afresh(void **state)
{
    struct office *office = *state;
    struct li_error err;
    add_affiliate(office);
    assert_int_equal(fact_save(office->context->store, "derived", "of old", &err), LI_OK);
    free(office_ask(office, "DELETE FROM local_cache_affiliate RETURNING 1"));
    office_reopen(office);
    office_expect(office, "SELECT replace(words, char(10), '|') FROM local_cache_affiliate",
        "taituara|stmou");
}

/* What somebody who follows the making anew sees, and where they stop it. */
struct follower {
    int told, stops_at; /* 0: never */
    bool dies;
    int64_t done, total;
};

static bool follow(void *arg, int64_t done, int64_t total, int64_t count)
{
    struct follower *follower = arg;
    assert_true(done >= follower->done && done <= total && count >= 0 && count <= done);
    assert_true(follower->told == 0 || total == follower->total);
    follower->done = done;
    follower->total = total;
    if (++follower->told != follower->stops_at)
        return true;
    if (follower->dies)
        _exit(EXIT_SUCCESS);
    return false;
}

/* An office of which what is kept is of an old description, so that opening it makes that anew. */
static enum li_err open_followed(
    struct office *office, struct follower *follower, struct li_error *err)
{
    struct context_options options = {.path = office->path,
        .mode = STORE_WRITE,
        .today = date_parse(OFFICE_TODAY),
        .progress = follow,
        .progress_arg = follower};
    return context_open(&office->context, &options, err);
}

static void make_old(struct office *office)
{
    struct li_error err;
    add_affiliate(office);
    office_add(office, &kind_person, "name", "Ada", NULL);
    free(office_ask(office, "UPDATE local_cache_affiliate SET words = 'of old' RETURNING 1"));
    assert_int_equal(fact_save(office->context->store, "derived", "of old", &err), LI_OK);
    context_close(office->context);
    office->context = NULL;
}

static void is_still_old(struct office *office)
{
    struct store *store;
    struct li_error err;
    assert_int_equal(store_open(&store, office->path, STORE_READ, NULL, NULL, &err), LI_OK);
    struct query *words = query_new(store, "SELECT words FROM local_cache_affiliate", &err);
    assert_int_equal(query_step(words, &err), 1);
    assert_string_equal(query_text(words, 0), "of old");
    query_free(words);
    store_close(store);
}

static void making_anew_is_followed_and_stopped(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct follower stops = {.stops_at = 2}, stays = {.told = 0};
    make_old(office);
    assert_int_equal(open_followed(office, &stops, &err), LI_INTERRUPTED);
    assert_null(office->context);
    is_still_old(office);
    assert_int_equal(open_followed(office, &stays, &err), LI_OK);
    assert_true(stays.told > 2 && stays.done == stays.total);
    cache_rows_expect_rebuilt(office);
}

static void making_anew_outlives_its_program(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct follower dies = {.stops_at = 2, .dies = true}, stays = {.told = 0};
    int status;
    make_old(office);
    pid_t child = fork();
    if (child == 0) {
        open_followed(office, &dies, &err);
        _exit(EXIT_FAILURE);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS);
    is_still_old(office);
    assert_int_equal(open_followed(office, &stays, &err), LI_OK);
    cache_rows_expect_rebuilt(office);
}

static void a_reader_of_an_old_description_brings_it_up_to_date(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct context *reader;
    struct context_options options = {.path = office->path, .mode = STORE_READ, .today = DAY_NONE};
    assert_int_equal(context_open(&reader, &options, &err), LI_OK);
    context_close(reader);
    assert_int_equal(fact_save(office->context->store, "derived", "of old", &err), LI_OK);
    assert_int_equal(context_open(&reader, &options, &err), LI_OK);
    char *mark;
    assert_int_equal(fact_load(reader->store, "derived", &mark, &err), LI_OK);
    assert_string_not_equal(mark, "of old");
    free(mark);
    context_close(reader);
}

static void an_office_can_be_seen_as_it_was(void **state)
{
    struct office *office = *state;
    struct context *then;
    struct li_error err;
    add_affiliate(office);
    day_t long_ago = date_parse("2001-01-01");
    assert_int_equal(context_as_of(office->context, long_ago, NULL, NULL, &then, &err), LI_OK);
    assert_int_equal(then->today, long_ago);
    struct store *now = office->context->store;
    office->context->store = then->store;
    office_expect(office, "SELECT count(*) FROM affiliate", "0");
    office_expect(office, "SELECT count(*) FROM local_cache_affiliate", "0");
    office->context->store = now;
    context_close(then);
}

/* The clock by which entries are dated: noon of a day, which lies after the office was made. */
static int64_t noon(void *day)
{
    return (int64_t)(*(const day_t *)day) * 86400000 + 43200000;
}

static void are_found_by_what_they_were(struct office *office, day_t day)
{
    struct context *then;
    struct li_error err;
    struct follower follower = {.told = 0};
    assert_int_equal(context_as_of(office->context, day, follow, &follower, &then, &err), LI_OK);
    assert_int_equal(follower.done, follower.total);
    struct store *now = office->context->store;
    office->context->store = then->store;
    office_expect(office, "SELECT replace(words, char(10), '|') FROM local_cache_affiliate",
        "taituara|stmou");
    office_expect(office, "SELECT latest IS NULL FROM local_cache_goal", "1");
    office_expect(office, "SELECT count(*) FROM local_stale_affiliate", "0");
    office_expect(office, "SELECT value FROM local_fact WHERE name = 'org'", "Home Association");
    office->context->store = now;
    context_close(then);
}

/* What is kept of records that changed later is what it was too, and so is what they feed, whether
   what came later is taken out, or what came before is put together. */
static void records_are_found_by_what_they_were(void **state)
{
    struct office *office = *state;
    day_t clock = date_parse("2100-03-01"), between = date_parse("2100-03-20");
    store_set_clock(office->context->store, noon, &clock);
    struct id id = add_affiliate(office);
    office_add(office, &kind_goal, "affiliate", "stmou", "title", "Train", "measure", "total",
        "target", "30", "start", "2026-01-01", "due", "2026-12-31", NULL);
    clock = date_parse("2100-04-01");
    office_set(office->context, &kind_affiliate, &id, "name", "Renamed");
    log_value(office, "train", "2026-06-01", "14");
    are_found_by_what_they_were(office, between);
    char *long_story = li_format("%0500000d", 0);
    office_set(office->context, &kind_affiliate, &id, "notes", long_story);
    free(long_story);
    are_found_by_what_they_were(office, between);
}

/* A store_on_progress: in the midst of a statement. */
static bool stops_soon(void *arg)
{
    int *asked = arg;
    return ++*asked > 3;
}

static void the_way_to_what_was_can_be_stopped(void **state)
{
    struct office *office = *state;
    struct context *then;
    struct li_error err;
    struct follower back = {.stops_at = 1}, forward = {.stops_at = 2};
    const day_t last_year = office->context->today + 365 * 70, long_ago = date_parse("2001-01-01");
    int asked = 0;
    add_affiliate(office);
    office_add(office, &kind_person, "name", "Ada", NULL);
    assert_int_equal(
        context_as_of(office->context, last_year, follow, &back, &then, &err), LI_INTERRUPTED);
    assert_null(then);
    assert_int_equal(context_as_of(office->context, long_ago, NULL, NULL, &then, &err), LI_OK);
    context_close(then);
    day_t clock = last_year + 1;
    store_set_clock(office->context->store, noon, &clock);
    char *long_story = li_format("%0500000d", 0);
    office_add(
        office, &kind_affiliate, "name", "More", "kind", "national", "notes", long_story, NULL);
    free(long_story);
    assert_int_equal(
        context_as_of(office->context, last_year, follow, &forward, &then, &err), LI_INTERRUPTED);
    assert_null(then);
    store_on_progress(office->context->store, stops_soon, &asked);
    assert_int_equal(
        context_as_of(office->context, last_year, NULL, NULL, &then, &err), LI_INTERRUPTED);
    store_on_progress(office->context->store, NULL, NULL);
    assert_null(then);
}

static void a_new_day_is_seen_unless_the_day_is_fixed(void **state)
{
    struct office *office = *state;
    struct context *context = office->context;
    const day_t long_ago = date_parse("2001-01-01");
    assert_false(context_new_day(context));
    office_expect(office, "SELECT today()", OFFICE_TODAY);
    context->today = long_ago;
    context->day_fixed = false;
    assert_true(context_new_day(context));
    assert_true(context->today > long_ago);
}

static void the_home_organization_has_a_name(void **state)
{
    struct office *office = *state;
    char *org;
    assert_int_equal(context_org(office->context, &org, NULL), LI_OK);
    assert_string_equal(org, "Home Association");
    free(org);
    assert_string_equal(office->context->as, "Test");
    assert_string_equal(store_author(office->context->store), "Test");
    office_expect(office, "SELECT today()", OFFICE_TODAY);
    office_expect(office, "SELECT count(DISTINCT label) FROM journal_entry", "1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(another_description_builds_them_afresh),
        OFFICE_TEST(making_anew_is_followed_and_stopped),
        OFFICE_TEST(making_anew_outlives_its_program),
        OFFICE_TEST(a_reader_of_an_old_description_brings_it_up_to_date),
        OFFICE_TEST(an_office_can_be_seen_as_it_was),
        OFFICE_TEST(records_are_found_by_what_they_were),
        OFFICE_TEST(the_way_to_what_was_can_be_stopped),
        OFFICE_TEST(a_new_day_is_seen_unless_the_day_is_fixed),
        OFFICE_TEST(the_home_organization_has_a_name),
    };
    return cmocka_run_group_tests_name("open", tests, NULL, NULL);
}
