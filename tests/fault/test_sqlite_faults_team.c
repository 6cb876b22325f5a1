/*
 * test_sqlite_faults_team.c: acts of a team and what follows from them, while SQLite refuses any
 * one call.
 */
#include "data/base/memory.h"
#include "data/database/replica.h"
#include "data/journal/journal.h"
#include "data/merge/journal_merge.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include "data/store/transaction.h"
#include "data/team/team_check.h"
#include "data/team/team_owed.h"
#include "tests/fault/sqlite_team.h"
#include "tests/support/check.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* --- members ---------------------------------------------------------------------------------- */

static int64_t desk_clock; /* ms */

static int64_t tell_clock(void *arg)
{
    (void)arg;
    return desk_clock;
}

/* Its clock was ahead; what it wrote up to that number has left. */
static struct store *write_ahead(struct sqlite_trial *trial, int64_t shared)
{
    enum { DAY = 86400000 /* ms */ };
    struct store *store = sqlite_team_open(trial);
    desk_clock = (int64_t)time(NULL) * 1000 + 3 * (int64_t)DAY;
    store_set_clock(store, tell_clock, NULL);
    place_add_country(trial->place, store, "ES");
    if (shared)
        sharing_mark(store, shared);
    place_add_country(trial->place, store, "PT");
    return store;
}

static struct store *open_ahead(struct sqlite_trial *trial)
{
    enum { DAY = 86400000 /* ms */, ALL = 1000 };
    struct store *store = write_ahead(trial, ALL);
    desk_clock -= 3 * (int64_t)DAY;
    return store;
}

/* Nothing of it has left, though it is signed. */
static struct store *open_ahead_alone(struct sqlite_trial *trial)
{
    enum { DAY = 86400000 /* ms */ };
    struct store *store = write_ahead(trial, 0);
    assert_int_equal(team_owed_key(store, &trial->place->err), LI_OK);
    desk_clock -= 3 * (int64_t)DAY;
    return store;
}

static enum li_err run_write(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    (void)trial, (void)out;
    return journal_write(store, "Add country", place_country, "GR", NULL, err);
}

/* Somebody put another standing beside an entry that counts. */
static struct store *open_misjudged(struct sqlite_trial *trial)
{
    struct store *store = sqlite_team_open(trial);
    assert_int_equal(
        query_run(store, "UPDATE local_standing SET writes = 0", &trial->place->err), LI_OK);
    return store;
}

/* Somebody gave other keys in the place of the team's. The first can't be told from the right one.
 */
static struct store *open_false_key(struct sqlite_trial *trial)
{
    struct store *store = sqlite_team_open(trial);
    struct li_error *err = &trial->place->err;
    assert_int_equal(team_owed_key(store, err), LI_OK);
    assert_int_equal(query_run(store, "UPDATE local_team_key SET key = zeroblob(32)", err), LI_OK);
    return store;
}

static enum li_err run_false_key(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    (void)trial, (void)out;
    int64_t wrong = 0;
    enum li_err code = team_save(store, NULL, err);
    if (!code)
        code = query_number(
            store, "SELECT count(*) FROM local_team_key WHERE key = zeroblob(32)", &wrong, err);
    assert_true(code || wrong == 1);
    return code;
}

static enum li_err run_rejudge(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    (void)trial, (void)out;
    return journal_merge_rejudge(store, err);
}

static enum li_err run_invite(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct invitation invitation;
    const struct team_person person = {.name = "Bob", .device = "Tablet"};
    (void)trial, (void)out;
    enum li_err code =
        team_write_invite(store, &person, ACT_ROLE_READER, INT64_MAX / 2, NULL, &invitation, err);
    invitation_clear(&invitation);
    return code;
}

static enum li_err run_key(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    (void)trial, (void)out;
    return team_owed_key(store, err);
}

static enum li_err run_role(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    const struct sqlite_team *team = trial->arg;
    (void)out;
    return team_write_role(store, &team->device, ACT_ROLE_READER, err);
}

static enum li_err run_revoke(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    const struct sqlite_team *team = trial->arg;
    (void)out;
    return team_write_role(store, &team->device, ACT_ROLE_NONE, err);
}

static void say_finding(void *out, const char *finding)
{
    fprintf(out, "%s\n", finding);
}

static enum li_err run_check(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    (void)trial;
    return team_check(store, say_finding, out, err);
}

/* --- who comes -------------------------------------------------------------------------------- */

/* What those who are not members yet are tried with. */
struct newcomer {
    struct invitation invitation;
    char phrase[PHRASE_SIZE]; /* of recovery */
    struct id replica;        /* that asks to be admitted */
};

static const struct team_person head = {.name = "Head", .device = "HQ"};

static enum li_err run_found(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    char phrase[PHRASE_SIZE];
    (void)trial, (void)out;
    return team_write_found(store, &head, phrase, err);
}

static enum li_err run_join(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    const struct newcomer *newcomer = trial->arg;
    (void)out;
    return team_write_join(store, &newcomer->invitation, "Laptop", err);
}

/* As a line that six words open. */
static enum li_err run_invitation(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    const struct newcomer *newcomer = trial->arg;
    struct invitation opened = {0};
    char *line = NULL, words[PHRASE_SIZE];
    (void)store;
    enum li_err code = invitation_seal(&newcomer->invitation, &line, words, err);
    if (!code)
        code = invitation_open(line, words, &opened, err);
    fprintf(out, "%s", opened.person_name ? opened.person_name : "");
    invitation_clear(&opened);
    free(line);
    return code;
}

static enum li_err run_admit(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    const struct newcomer *newcomer = trial->arg;
    static const struct team_person ann = {.name = "Ann", .device = "Laptop"};
    (void)out;
    return team_write_admit(store, &newcomer->replica, ACT_ROLE_EDITOR, &ann, err);
}

static enum li_err run_owed(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    (void)trial, (void)out;
    return team_write_owed(store, err);
}

static enum li_err run_recover(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    const struct newcomer *newcomer = trial->arg;
    (void)out;
    return team_write_recover(store, newcomer->phrase, &head, err);
}

/* Headquarters, which goes on under a new name. */
static struct store *open_renamed(struct sqlite_trial *trial)
{
    struct store *store = sqlite_team_open(trial);
    struct li_error *err = &trial->place->err;
    assert_int_equal(transaction_begin(store, err), LI_OK);
    store->gate = GATE_OPEN;
    assert_int_equal(replica_rename(store, err), LI_OK);
    store->gate = GATE_SHUT;
    assert_int_equal(transaction_commit(store, err), LI_OK);
    place_add_country(trial->place, store, "GR");
    return store;
}

/* ---------------------------------------------------------------------------------------------- */

/* Whatever failed, the team is sound once it is saved again, as the next sync does. */
static void is_sound(struct sqlite_trial *trial)
{
    struct store *store = place_open(trial->place, STORE_WRITE);
    assert_int_equal(team_save(store, NULL, &trial->place->err), LI_OK);
    sharing_is_sound(store);
    store_close(store);
}

/* Check tries one place in so many of an act and what follows from it. */
enum { ACT_SHARE = 40 };
#define ACT_WORK(NAME, BEGIN, RUN)                                                                 \
    {                                                                                              \
        .name = NAME, .begin = BEGIN, .run = RUN, .sequel = is_sound, .has_sequel = true,          \
        .by_steps = true, .share = ACT_SHARE                                                       \
    }

static void test_acts(void **state)
{
    static const struct sqlite_work works[] = {ACT_WORK("invite", sqlite_team_open, run_invite),
        ACT_WORK("new key", sqlite_team_open, run_key),
        ACT_WORK("another role", sqlite_team_open, run_role),
        ACT_WORK("revoke", sqlite_team_open, run_revoke),
        ACT_WORK("new name", open_renamed, run_owed),
        {.name = "write with a wrong clock", .begin = open_ahead, .run = run_write},
        {.name = "write with a wrong clock, alone",
            .begin = open_ahead_alone,
            .run = run_write,
            .share = ACT_SHARE},
        {0}};
    sqlite_team_run(*state, works);
}

static void test_standing(void **state)
{
    static const struct sqlite_work works[] = {
        {.name = "standing", .begin = open_misjudged, .run = run_rejudge},
        ACT_WORK("false key", open_false_key, run_false_key),
        {.name = "check of a team", .begin = sqlite_team_open, .run = run_check, .reads = true},
        {0}};
    sqlite_team_run(*state, works);
}

static void try_all(struct place *place, const struct sqlite_work *works, struct newcomer *newcomer)
{
    struct sqlite_trial trial;
    sqlite_trial_begin(&trial, place);
    trial.arg = newcomer;
    for (; works->name; works++)
        sqlite_trial_run(&trial, works);
    sqlite_trial_end(&trial);
}

/* A database that is not shared founds a team, or joins another's. */
static void test_begin_sharing(void **state)
{
    static const struct sqlite_work works[] = {ACT_WORK("found", sqlite_team_open, run_found),
        ACT_WORK("join", sqlite_team_open, run_join),
        {.name = "invitation", .begin = sqlite_team_open, .run = run_invitation, .reads = true},
        {0}};
    struct place *place = *state;
    struct newcomer newcomer;
    struct store *store = place_open(place, STORE_CREATE),
                 *hq = sqlite_team_open_beside(place, "hq.db");
    place_add_country(place, store, "DE");
    sharing_found(hq);
    assert_int_equal(team_owed_key(hq, &place->err), LI_OK); /* so that the invitation has two */
    assert_int_equal(team_write_invite(hq, &head, ACT_ROLE_EDITOR, UINT64_MAX / 2, NULL,
                         &newcomer.invitation, &place->err),
        LI_OK);
    store_close(hq);
    store_close(store);
    try_all(place, works, &newcomer);
    invitation_clear(&newcomer.invitation);
}

/* Headquarters hears that a laptop joined, with a key that has been replaced. */
static void test_admitting(void **state)
{
    static const struct sqlite_work works[] = {ACT_WORK("admit", sqlite_team_open, run_admit),
        ACT_WORK("owed", sqlite_team_open, run_owed), {0}};
    struct place *place = *state;
    struct newcomer newcomer;
    struct store *hq = place_open(place, STORE_CREATE),
                 *laptop = sqlite_team_open_beside(place, "laptop.db");
    sharing_found(hq);
    sharing_join(hq, laptop, ACT_ROLE_EDITOR);
    place_add_country(place, laptop, "FR");
    assert_int_equal(team_owed_key(hq, &place->err), LI_OK);
    place_add_country(place, hq, "DE");
    sharing_send(laptop, hq);
    newcomer.replica = *store_replica(laptop);
    store_close(laptop);
    store_close(hq);
    try_all(place, works, &newcomer);
}

/* The last administrator's device is lost. */
static void test_recovering(void **state)
{
    static const struct sqlite_work works[] = {
        ACT_WORK("recover", sqlite_team_open, run_recover), {0}};
    struct place *place = *state;
    struct newcomer newcomer;
    struct store *laptop = place_open(place, STORE_CREATE),
                 *hq = sqlite_team_open_beside(place, "hq.db");
    assert_int_equal(team_write_found(hq, &head, newcomer.phrase, &place->err), LI_OK);
    sharing_join(hq, laptop, ACT_ROLE_EDITOR);
    sharing_meet(laptop, hq);
    store_close(laptop);
    store_close(hq);
    try_all(place, works, &newcomer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(test_acts),
        PLACE_TEST(test_standing),
        PLACE_TEST(test_begin_sharing),
        PLACE_TEST(test_admitting),
        PLACE_TEST(test_recovering),
    };
    return cmocka_run_group_tests_name("sqlite faults of a team", tests, NULL, NULL);
}
