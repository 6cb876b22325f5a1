/*
 * test_sqlite_faults_sharing.c: what a team does while SQLite refuses any one call.
 */
#include "data/base/memory.h"
#include "data/bundle/snapshot.h"
#include "data/journal/journal.h"
#include "data/merge/journal_merge.h"
#include "data/store/query.h"
#include "data/store/transaction.h"
#include "data/sync/carriers.h"
#include "data/sync/sync.h"
#include "data/team/team_check.h"
#include "data/team/team_owed.h"
#include "tests/fault/sqlite_trial.h"
#include "tests/support/check.h"
#include "tests/support/sharing.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

/* A laptop, which is a member of the team of the database that is worked on. */
struct member {
    struct id device;
    struct sharing_bundles bundles; /* what it wrote since */
    char *share, *kept; /* the folder of the carrier, and what lies there as every try begins */
    char *mail;         /* what it wrote, as a file */
};

static struct store *open_shared(struct sqlite_trial *trial)
{
    return place_open(trial->place, STORE_WRITE);
}

/* What the laptop wrote since, in the folder and as a file. */
static void share_bundles(struct place *place, struct store *laptop, struct member *member)
{
    struct sync_result result = {0};
    char name[BUNDLE_NAME_SIZE];
    member->share = place_beside(place, "share");
    member->kept = place_beside(place, "kept-share");
    member->mail = place_beside(place, "mail");
    assert_int_equal(mkdir(member->kept, 0700), 0);
    bundle_name(&member->bundles.items[0].header, name);
    char *path = li_format("%s/%s", member->kept, name);
    place_write(path, member->bundles.items[0].bytes.at, member->bundles.items[0].bytes.size);
    assert_int_equal(sync_export(laptop, member->mail, NULL, &result, &place->err), LI_OK);
    sync_result_clear(&result);
    free(path);
}

static void renew_share(const struct member *member)
{
    char *line =
        li_format("rm -rf '%s' && cp -r '%s' '%s'", member->share, member->kept, member->share);
    assert_int_equal(system(line), 0);
    free(line);
}

static void end_sharing(struct member *member)
{
    char *line = li_format("rm -rf '%s' '%s'", member->share, member->kept);
    assert_int_equal(system(line), 0);
    free(line);
    sharing_clear(&member->bundles);
    free(member->share);
    free(member->kept);
    free(member->mail);
}

/* The database, as every try begins with it, and what the laptop gives. */
static void begin_sharing(struct sqlite_trial *trial, struct place *place, struct member *member)
{
    struct heads have;
    char *path = place_beside(place, "laptop.db");
    struct place beside = {.folder = place->folder, .path = path};
    struct store *store = place_open(place, STORE_CREATE);
    struct store *laptop = place_open(&beside, STORE_CREATE);
    place_add_country(place, store, "DE");
    sharing_found(store);
    sharing_join(store, laptop, ACT_ROLE_EDITOR);
    sharing_meet(laptop, store);
    assert_int_equal(heads_load(store, &have, &place->err), LI_OK);
    place_add_country(&beside, laptop, "FR");
    member->device = *store_replica(laptop);
    member->bundles = sharing_bundles(laptop, &have);
    assert_int_equal(member->bundles.count, 1);
    share_bundles(place, laptop, member);
    renew_share(member);
    assert_int_equal(carriers_add(store, "team", "folder", member->share, &place->err), LI_OK);
    place_add_country(place, store, "IT");
    heads_clear(&have);
    store_close(laptop);
    store_close(store);
    sqlite_trial_begin(trial, place);
    trial->arg = member;
    free(path);
}

static int64_t desk_clock; /* ms */

static int64_t tell_clock(void *arg)
{
    (void)arg;
    return desk_clock;
}

/* Its clock was ahead, and what it wrote then has left. */
static struct store *open_ahead(struct sqlite_trial *trial)
{
    enum { DAY = 86400000 /* ms */, ALL = 1000 };
    struct store *store = open_shared(trial);
    desk_clock = (int64_t)time(NULL) * 1000 + 3 * (int64_t)DAY;
    store_set_clock(store, tell_clock, NULL);
    place_add_country(trial->place, store, "ES");
    sharing_mark(store, ALL);
    place_add_country(trial->place, store, "PT");
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
    struct store *store = open_shared(trial);
    assert_int_equal(
        query_run(store, "UPDATE local_standing SET writes = 0", &trial->place->err), LI_OK);
    return store;
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
    const struct member *member = trial->arg;
    (void)out;
    return team_write_role(store, &member->device, ACT_ROLE_READER, err);
}

static enum li_err write_run(struct store *store, const struct bundle_run *run,
    const struct keys *keys, FILE *out, struct li_error *err)
{
    struct bytes bytes = {0};
    enum li_err code = bundle_write(store, run, keys, NULL, &bytes, err);
    fprintf(out, "%lld to %lld, %d;", (long long)run->first, (long long)run->last, bytes.size > 0);
    free(bytes.at);
    return code;
}

static enum li_err run_bundles(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    const struct heads none = {0};
    struct heads heads = {0};
    struct keys keys = {0};
    struct team team = {0};
    (void)trial;
    enum li_err code = keys_load(store, &keys, err);
    if (!code)
        code = bundle_runs_load_team(store, &team, err);
    if (!code)
        code = heads_load(store, &heads, err);
    for (size_t i = 0; i < heads.count && !code; i++) {
        struct bundle_runs runs;
        code = bundle_runs_load(store, &team, &heads.items[i], &none, &runs, err);
        for (size_t k = 0; k < runs.count && !code; k++)
            code = write_run(store, &runs.items[k], &keys, out, err);
        bundle_runs_clear(&runs);
    }
    heads_clear(&heads);
    keys_clear(&keys);
    team_clear(&team);
    return code;
}

static enum li_err merge_bundle(
    struct store *store, struct bundle *bundle, FILE *out, struct li_error *err)
{
    struct entry entry;
    struct journal_merged merged = {0};
    struct journal_merge *merge = journal_merge_new(store, err);
    enum li_err code = merge ? LI_OK : err->code;
    while (!code && bundle_next(bundle, &entry))
        code = journal_merge_add(merge, &entry, err);
    if (!code)
        code = journal_merge_end(merge, &merged, err);
    journal_merge_free(merge);
    fprintf(out, "%zu taken, %zu waiting", merged.taken, merged.waiting);
    return code ? code : bundle_keep_signature(store, bundle_header_of(bundle), err);
}

static enum li_err run_pull(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    const struct member *member = trial->arg;
    const struct bytes *bytes = &member->bundles.items[0].bytes;
    struct keys keys = {0};
    struct id team;
    bool shared = false;
    enum li_err code = team_save_is_shared(store, &shared, &team, err);
    if (!code)
        code = keys_load(store, &keys, err);
    struct bundle *bundle = code ? NULL : bundle_open(bytes->at, bytes->size, &team, &keys, err);
    transaction_series_begin(store);
    if (!code)
        code = bundle ? merge_bundle(store, bundle, out, err) : err->code;
    bundle_close(bundle);
    keys_clear(&keys);
    if (!code)
        code = team_save(store, NULL, err);
    transaction_series_end(store);
    return code;
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

static enum li_err give_part(void *arg, const struct snapshot_header *header, const void *bytes,
    size_t size, struct li_error *err)
{
    (void)bytes, (void)err;
    fprintf(arg, "%lld of %lld, %d;", (long long)header->part, (long long)header->parts, size > 0);
    return LI_OK;
}

static enum li_err run_snapshot(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    (void)trial;
    return snapshot_write(store, give_part, out, NULL, NULL, err);
}

/* --- whole syncs ------------------------------------------------------------------------------ */

static struct store *open_carriers(struct sqlite_trial *trial)
{
    renew_share(trial->arg);
    return open_shared(trial);
}

/* A carrier that failed is a failure here. */
static enum li_err answer_sync(
    struct sync_result *result, enum li_err code, FILE *out, struct li_error *err)
{
    fprintf(out, "%zu came, %zu went", result->came, result->went);
    for (size_t i = 0; i < result->said_count && !code; i++)
        if (result->said[i].failed)
            code = li_fail(err, LI_IO, "%s", result->said[i].text);
    sync_result_clear(result);
    return code;
}

static enum li_err run_sync(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct sync_result result;
    const struct sync_options options = {0};
    (void)trial;
    enum li_err code = sync_run(store, &options, &result, err);
    return answer_sync(&result, code, out, err);
}

static enum li_err run_sync_snapshot(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct sync_result result;
    const struct sync_options options = {.snapshot = true};
    (void)trial;
    enum li_err code = sync_run(store, &options, &result, err);
    return answer_sync(&result, code, out, err);
}

static enum li_err run_import(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct sync_result result;
    const struct sync_options options = {0};
    const struct member *member = trial->arg;
    enum li_err code = sync_import(store, member->mail, &options, &result, err);
    return answer_sync(&result, code, out, err);
}

static enum li_err run_export(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct sync_result result;
    char *path = place_beside(trial->place, "exported");
    enum li_err code = sync_export(store, path, NULL, &result, err);
    free(path);
    return answer_sync(&result, code, out, err);
}

/* What that device lacks. */
static enum li_err run_export_for(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct sync_result result;
    const struct member *member = trial->arg;
    char *path = place_beside(trial->place, "exported");
    enum li_err code = sync_export(store, path, &member->device, &result, err);
    free(path);
    return answer_sync(&result, code, out, err);
}

static enum li_err run_state(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct carriers_state state = {0};
    (void)trial;
    enum li_err code = carriers_load_state(store, &state, err);
    fprintf(
        out, "%zu %lld %lld", state.carriers, (long long)state.waiting, (long long)state.missing);
    carriers_state_clear(&state);
    return code;
}

/* Whatever failed, the next sync brings what the laptop wrote and takes away what was written here.
 */
static void goes_on(struct sqlite_trial *trial)
{
    struct sync_result result;
    const struct sync_options options = {0};
    struct store *store = place_open(trial->place, STORE_WRITE);
    if (sync_run(store, &options, &result, &trial->place->err))
        fail_msg("%s", trial->place->err.message);
    for (size_t i = 0; i < result.said_count; i++)
        fail_msg("%s", result.said[i].text);
    sync_result_clear(&result);
    assert_int_equal(place_countries(store), 3);
    sharing_is_sound(store);
    assert_int_equal(sync_run(store, &options, &result, &trial->place->err), LI_OK);
    assert_int_equal(result.came + result.went, 0);
    sync_result_clear(&result);
    store_close(store);
}

static void run_all(struct place *place, const struct sqlite_work *works)
{
    struct sqlite_trial trial;
    struct member member;
    begin_sharing(&trial, place, &member);
    for (; works->name; works++)
        sqlite_trial_run(&trial, works);
    end_sharing(&member);
    sqlite_trial_end(&trial);
}

static void test_acts(void **state)
{
    static const struct sqlite_work works[] = {
        {.name = "invite", .begin = open_shared, .run = run_invite, .has_sequel = true},
        {.name = "new key", .begin = open_shared, .run = run_key, .has_sequel = true},
        {.name = "another role", .begin = open_shared, .run = run_role, .has_sequel = true},
        {.name = "write with a wrong clock", .begin = open_ahead, .run = run_write}, {0}};
    run_all(*state, works);
}

static void test_bundles(void **state)
{
    static const struct sqlite_work works[] = {
        {.name = "standing", .begin = open_misjudged, .run = run_rejudge},
        {.name = "push", .begin = open_shared, .run = run_bundles, .has_sequel = true},
        {.name = "pull", .begin = open_shared, .run = run_pull, .has_sequel = true},
        {.name = "check of a team", .begin = open_shared, .run = run_check, .reads = true},
        {.name = "snapshot", .begin = open_shared, .run = run_snapshot, .has_sequel = true}, {0}};
    run_all(*state, works);
}

static void test_carriers(void **state)
{
    enum { SHARE = 40 };
    static const struct sqlite_work works[] = {
#define CARRIER_WORK(NAME, RUN)                                                                    \
    {.name = NAME,                                                                                 \
        .begin = open_carriers,                                                                    \
        .run = RUN,                                                                                \
        .sequel = goes_on,                                                                         \
        .has_sequel = true,                                                                        \
        .share = SHARE}
        CARRIER_WORK("sync", run_sync), CARRIER_WORK("sync with a snapshot", run_sync_snapshot),
        CARRIER_WORK("sync import", run_import), CARRIER_WORK("sync export", run_export),
        CARRIER_WORK("export for a device", run_export_for),
        {.name = "state of sharing", .begin = open_carriers, .run = run_state, .reads = true}, {0}};
    run_all(*state, works);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(test_acts),
        PLACE_TEST(test_bundles),
        PLACE_TEST(test_carriers),
    };
    return cmocka_run_group_tests_name("sqlite faults of sharing", tests, NULL, NULL);
}
