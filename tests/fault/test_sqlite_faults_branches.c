/*
 * test_sqlite_faults_branches.c: which entries lead to which, and what that decides, while SQLite
 * refuses any one call.
 */
#include "data/base/memory.h"
#include "data/bundle/bundle_runs.h"
#include "data/carrier/folder_push.h"
#include "data/database/fact.h"
#include "data/store/query.h"
#include "data/team/team_save.h"
#include "tests/fault/sqlite_team.h"
#include "tests/support/check.h"
#include <stdlib.h>

/* What was loaded before anything failed. */
static struct {
    struct heads heads;
    struct team team;
} branches;

static struct store *open_loaded(struct sqlite_trial *trial)
{
    struct store *store = sqlite_team_open(trial);
    struct li_error *err = &trial->place->err;
    assert_int_equal(bundle_runs_load_team(store, &branches.team, err), LI_OK);
    assert_int_equal(heads_load(store, &branches.heads, err), LI_OK);
    return store;
}

static void forget(struct sqlite_trial *trial)
{
    (void)trial;
    team_clear(&branches.team);
    heads_clear(&branches.heads);
}

static enum li_err run_runs(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    const struct heads none = {0};
    enum li_err code = LI_OK;
    (void)trial;
    for (size_t i = 0; i < branches.heads.count && !code; i++) {
        struct bundle_runs runs;
        code = bundle_runs_load(store, &branches.team, &branches.heads.items[i], &none, &runs, err);
        fprintf(out, "%zu ", runs.count);
        bundle_runs_clear(&runs);
    }
    return code;
}

/* The first entry of a branch leads to its last. */
static enum li_err run_leads(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    enum li_err code = LI_OK;
    (void)trial;
    for (size_t i = 0; i < branches.heads.count && !code; i++) {
        const struct entry_name *head = &branches.heads.items[i];
        const struct entry_name first = {.replica = head->replica, .seq = 1};
        bool leads = false;
        code = folder_push_leads(store, &first, &head->hash, &leads, err);
        fprintf(out, "%d ", leads);
    }
    return code;
}

/* The heads were saved, and an entry was written since. */
static struct store *open_saved(struct sqlite_trial *trial)
{
    struct store *store = sqlite_team_open(trial);
    struct li_error *err = &trial->place->err;
    struct heads heads;
    struct bytes bytes = {0};
    char *text = NULL;
    int64_t row = 0;
    assert_int_equal(heads_load(store, &heads, err), LI_OK);
    assert_int_equal(query_number(store, "SELECT max(rowid) FROM journal_entry", &row, err), LI_OK);
    heads_encode(&heads, &bytes);
    FILE *out = li_text_open(&text);
    fprintf(out, "%lld ", (long long)row);
    for (size_t i = 0; i < bytes.size; i++)
        fprintf(out, "%02x", (unsigned char)bytes.at[i]);
    li_text_close(out);
    assert_int_equal(fact_save(store, "heads", text, err), LI_OK);
    place_add_country(trial->place, store, "GR");
    heads_clear(&heads);
    free(bytes.at);
    free(text);
    return store;
}

static enum li_err run_heads(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct heads heads;
    (void)trial;
    enum li_err code = heads_load(store, &heads, err);
    fprintf(out, "%zu", heads.count);
    heads_clear(&heads);
    return code;
}

static enum li_err run_judge(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct team team;
    (void)trial;
    enum li_err code = team_load(store, &team, err);
    for (size_t i = 0; i < team.device_count; i++)
        fprintf(out, "%d ", (int)team.devices[i].role);
    team_clear(&team);
    return code;
}

static void test_branches(void **state)
{
    static const struct sqlite_work works[] = {
        {.name = "runs", .begin = open_loaded, .run = run_runs, .end = forget, .reads = true},
        {.name = "leads", .begin = open_loaded, .run = run_leads, .end = forget, .reads = true},
        {.name = "heads", .begin = open_saved, .run = run_heads, .reads = true}, {0}};
    sqlite_team_run(*state, works);
}

/* A laptop that decided as an administrator, and wrote on, was revoked since. */
static void test_judging(void **state)
{
    static const struct sqlite_work judging = {
        .name = "judging", .begin = sqlite_team_open, .run = run_judge, .reads = true};
    static const struct team_person bob = {.name = "Bob", .device = "Tablet"};
    struct place *place = *state;
    struct sqlite_trial trial;
    struct invitation invitation;
    struct store *hq = place_open(place, STORE_CREATE),
                 *laptop = sqlite_team_open_beside(place, "laptop.db");
    sharing_found(hq);
    sharing_join(hq, laptop, ACT_ROLE_ADMIN);
    sharing_meet(laptop, hq);
    assert_int_equal(team_write_invite(laptop, &bob, ACT_ROLE_READER, INT64_MAX / 2, NULL,
                         &invitation, &place->err),
        LI_OK);
    place_add_country(place, laptop, "FR");
    sharing_meet(laptop, hq);
    assert_int_equal(team_write_role(hq, store_replica(laptop), ACT_ROLE_NONE, &place->err), LI_OK);
    invitation_clear(&invitation);
    store_close(laptop);
    store_close(hq);
    sqlite_trial_begin(&trial, place);
    sqlite_trial_run(&trial, &judging);
    sqlite_trial_end(&trial);
}

int main(void)
{
    const struct CMUnitTest tests[] = {PLACE_TEST(test_branches), PLACE_TEST(test_judging)};
    return cmocka_run_group_tests_name("sqlite faults of branches", tests, NULL, NULL);
}
