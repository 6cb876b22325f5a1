/*
 * test_team_save.c: the team is judged while entries are merged, so that those of a new device
 * count at once, but not while an act can't be judged yet.
 */
#include "data/merge/journal_merge.h"
#include "data/team/team_save.h"
#include "tests/support/check.h"
#include "tests/support/ledger.h"
#include "tests/support/sharing.h"
#include <stdlib.h>

/* Headquarters, a laptop that is a member, and another that the first laptop doesn't know. */
struct three {
    struct ledger *hq, *laptop, *newer;
};

static void add_area(struct ledger *ledger, int number)
{
    struct id id = {{(unsigned char)number, 1}};
    ledger_write(ledger, "Add area", ledger_add_area, &id, NULL);
}

static int three_set_up(void **state)
{
    struct three *three = calloc(1, sizeof *three);
    three->hq = ledger_new();
    three->laptop = ledger_new();
    three->newer = ledger_new();
    sharing_found(three->hq->store);
    sharing_join(three->hq->store, three->laptop->store, ACT_ROLE_EDITOR);
    sharing_meet(three->laptop->store, three->hq->store);
    sharing_join(three->hq->store, three->newer->store, ACT_ROLE_EDITOR);
    add_area(three->newer, 1);
    sharing_meet(three->newer->store, three->hq->store);
    *state = three;
    return 0;
}

static int three_tear_down(void **state)
{
    struct three *three = *state;
    ledger_free(three->hq);
    ledger_free(three->laptop);
    ledger_free(three->newer);
    free(three);
    return 0;
}
#define THREE_TEST(test) cmocka_unit_test_setup_teardown(test, three_set_up, three_tear_down)

struct giving {
    struct journal_merge *to;
    const struct id *but; /* entries of this replica are not given; NULL: all are */
};

static bool give(void *arg, const struct entry *entry)
{
    struct giving *giving = arg;
    struct li_error err;
    if (!giving->but || !id_equal(&entry->name.replica, giving->but))
        assert_int_equal(journal_merge_add(giving->to, entry, &err), LI_OK);
    return true;
}

/* How many entries wait after one merge of all that headquarters has, but those of a replica. */
static size_t waiting(struct three *three, journal_merge_judge judge, const struct id *but)
{
    struct li_error err = {0};
    struct journal_merged merged;
    const struct entry_scan all = {.touching = NULL};
    struct giving giving = {journal_merge_new(three->laptop->store, &err), but};
    assert_non_null(giving.to);
    journal_merge_set_judge(giving.to, judge);
    assert_int_equal(entry_scan(three->hq->store, &all, give, &giving, &err), LI_OK);
    assert_int_equal(journal_merge_end(giving.to, &merged, &err), LI_OK);
    journal_merge_free(giving.to);
    return merged.waiting;
}

static void has_areas(struct ledger *ledger, const char *count)
{
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM area"), count);
}

static void test_counts_at_once(void **state)
{
    struct three *three = *state;
    assert_int_equal(waiting(three, team_save_standing, NULL), 0);
    has_areas(three->laptop, "1");
    ledger_is_sound(three->laptop);
}

static void test_waits_for_a_judgment(void **state)
{
    struct three *three = *state;
    bool changed;
    assert_int_equal(waiting(three, NULL, NULL), 1);
    has_areas(three->laptop, "0");
    assert_int_equal(team_save(three->laptop->store, &changed, &three->laptop->err), LI_OK);
    assert_true(changed);
    has_areas(three->laptop, "1");
    ledger_is_sound(three->laptop);
}

/* Stored entries stop counting in the merge that brings the revocation. */
static void test_revoked(void **state)
{
    struct three *three = *state;
    struct id newer = *store_replica(three->newer->store);
    waiting(three, team_save_standing, NULL);
    add_area(three->newer, 2);
    sharing_send(three->newer->store, three->laptop->store);
    has_areas(three->laptop, "2");
    assert_int_equal(
        team_write_role(three->hq->store, &newer, ACT_ROLE_NONE, &three->hq->err), LI_OK);
    assert_int_equal(waiting(three, team_save_standing, NULL), 1);
    has_areas(three->laptop, "1");
    ledger_is_sound(three->laptop);
}

/* What leads to an entry that is not here can't be told, so nothing changes before it is. */
static void test_revoked_at_what_is_not_here(void **state)
{
    struct three *three = *state;
    struct id newer = *store_replica(three->newer->store);
    waiting(three, team_save_standing, NULL);
    add_area(three->newer, 2);
    sharing_send(three->newer->store, three->hq->store);
    assert_int_equal(
        team_write_role(three->hq->store, &newer, ACT_ROLE_NONE, &three->hq->err), LI_OK);
    assert_int_equal(waiting(three, team_save_standing, &newer), 0);
    has_areas(three->laptop, "1");
    assert_int_equal(waiting(three, team_save_standing, NULL), 0);
    has_areas(three->laptop, "2");
    ledger_is_sound(three->laptop);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        THREE_TEST(test_counts_at_once),
        THREE_TEST(test_waits_for_a_judgment),
        THREE_TEST(test_revoked),
        THREE_TEST(test_revoked_at_what_is_not_here),
    };
    return cmocka_run_group_tests_name("team_save", tests, NULL, NULL);
}
