/*
 * test_sqlite_faults_sharing.c: bundles, snapshots and whole syncs while SQLite or the disk refuses
 * any one call.
 */
#include "data/base/memory.h"
#include "data/bundle/snapshot_reader.h"
#include "data/database/database_file.h"
#include "data/merge/journal_merge.h"
#include "data/store/query.h"
#include "data/store/transaction.h"
#include "data/store_open.h"
#include "data/sync/carriers.h"
#include "data/sync/sync.h"
#include "tests/fault/fault_place.h"
#include "tests/fault/sqlite_team.h"
#include "tests/support/check.h"
#include <stdlib.h>
#include <string.h>

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
    const struct sqlite_team *team = trial->arg;
    const struct bytes *bytes = &team->bundles.items[0].bytes;
    struct keys keys = {0};
    struct id id;
    bool shared = false;
    enum li_err code = team_save_is_shared(store, &shared, &id, err);
    if (!code)
        code = keys_load(store, &keys, err);
    struct bundle *bundle = code ? NULL : bundle_open(bytes->at, bytes->size, &id, &keys, err);
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

/* The parts of headquarters' snapshot, all of them in one run. */
static struct snapshot_parts {
    struct bytes items[4];
    size_t count;
} snapshot_parts;

static enum li_err take_part(void *arg, const struct snapshot_header *header, const void *bytes,
    size_t size, struct li_error *err)
{
    (void)arg, (void)header, (void)err;
    assert_true(snapshot_parts.count < 4);
    bytes_add(&snapshot_parts.items[snapshot_parts.count++], bytes, size);
    return LI_OK;
}

static struct store *open_snapshot(struct sqlite_trial *trial)
{
    struct store *store = sqlite_team_open(trial);
    if (snapshot_parts.count == 0)
        assert_int_equal(
            snapshot_write(store, take_part, NULL, NULL, NULL, &trial->place->err), LI_OK);
    return store;
}

static enum li_err read_snapshot(struct store *store, const char *path, struct li_error *err)
{
    struct id id;
    struct keys keys = {0};
    bool shared = false;
    enum li_err code = team_save_is_shared(store, &shared, &id, err);
    if (!code)
        code = keys_load(store, &keys, err);
    struct snapshot_reader *reader = code ? NULL : snapshot_reader_new(path, &id, &keys, err);
    if (!code && !reader)
        code = err->code;
    for (size_t i = 0; i < snapshot_parts.count && !code; i++)
        code = snapshot_reader_add(
            reader, snapshot_parts.items[i].at, snapshot_parts.items[i].size, err);
    if (!code)
        code = snapshot_reader_end(reader, store_open_proof, NULL, err);
    snapshot_reader_free(reader);
    keys_clear(&keys);
    return code;
}

/* The database that it makes is whole, or not there. */
static enum li_err run_snapshot_reading(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    char *path = place_beside(trial->place, "joined.db");
    (void)out;
    database_file_remove(path);
    enum li_err code = read_snapshot(store, path, err);
    fault_place_end();
    if (database_file_exists(path, "")) {
        struct store *joined;
        struct li_error unused;
        assert_int_equal(store_open(&joined, path, STORE_WRITE, NULL, NULL, &unused), LI_OK);
        assert_int_equal(place_countries(joined), 2);
        store_close(joined);
    } else {
        assert_int_not_equal(code, LI_OK);
    }
    database_file_remove(path);
    free(path);
    return code;
}

static void forget_snapshot(void)
{
    while (snapshot_parts.count > 0)
        free(snapshot_parts.items[--snapshot_parts.count].at);
}

/* --- whole syncs ------------------------------------------------------------------------------ */

static void sync_unharmed(struct sqlite_trial *trial, struct store *store)
{
    struct sync_result result;
    const struct sync_options options = {0};
    if (sync_run(store, &options, &result, &trial->place->err))
        fail_msg("%s", trial->place->err.message);
    sync_result_clear(&result);
}

static struct store *sync_before(struct sqlite_trial *trial)
{
    struct store *store = sqlite_team_open_carriers(trial);
    sync_unharmed(trial, store);
    return store;
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

/* It was synced before, and headquarters wrote on: its tail in the folder grows. */
static struct store *open_grown(struct sqlite_trial *trial)
{
    struct store *store = sync_before(trial);
    place_add_country(trial->place, store, "MT");
    return store;
}

/* What the laptop put into the folder is there no more. */
static struct store *open_gone(struct sqlite_trial *trial)
{
    const struct sqlite_team *team = trial->arg;
    struct store *store = sync_before(trial);
    char name[BUNDLE_NAME_SIZE];
    bundle_name(&team->bundles.items[0].header, name);
    char *path = li_format("%s/%s", team->share, name);
    assert_int_equal(remove(path), 0);
    free(path);
    return store;
}

/* What the laptop put into the folder was damaged, and that was seen before. */
static struct store *open_damaged(struct sqlite_trial *trial)
{
    const struct sqlite_team *team = trial->arg;
    const struct sharing_bundle *bundle = &team->bundles.items[0];
    char name[BUNDLE_NAME_SIZE];
    store_close(sqlite_team_open_carriers(trial));
    bundle_name(&bundle->header, name);
    char *path = li_format("%s/%s", team->share, name);
    bundle->bytes.at[bundle->bytes.size - 1] ^= 1;
    place_write(path, bundle->bytes.at, bundle->bytes.size);
    bundle->bytes.at[bundle->bytes.size - 1] ^= 1;
    free(path);
    struct store *store = sqlite_team_open(trial);
    sync_unharmed(trial, store);
    assert_int_equal(
        query_run(store, "UPDATE local_aside SET at = '2020-01-01T00:00:00Z'", &trial->place->err),
        LI_OK);
    return store;
}

/* That it is set aside is an answer. */
static enum li_err run_sync_damaged(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct sync_result result;
    const struct sync_options options = {0};
    (void)trial;
    enum li_err code = sync_run(store, &options, &result, err);
    for (size_t i = 0; i < result.said_count; i++)
        if (strstr(result.said[i].text, " was set aside: ")) {
            fputs("set aside", out);
            result.said[i].failed = false;
        }
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
    const struct sqlite_team *team = trial->arg;
    enum li_err code = sync_import(store, team->mail, &options, &result, err);
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
    const struct sqlite_team *team = trial->arg;
    char *path = place_beside(trial->place, "exported");
    enum li_err code = sync_export(store, path, &team->device, &result, err);
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

static void test_bundles(void **state)
{
    static const struct sqlite_work works[] = {
        {.name = "push", .begin = sqlite_team_open, .run = run_bundles, .has_sequel = true},
        {.name = "pull", .begin = sqlite_team_open, .run = run_pull, .has_sequel = true},
        {.name = "snapshot", .begin = sqlite_team_open, .run = run_snapshot, .has_sequel = true},
        {.name = "reading a snapshot", .begin = open_snapshot, .run = run_snapshot_reading}, {0}};
    sqlite_team_run(*state, works);
    forget_snapshot();
}

/* share: check tries one place in so many. goes_on asks for what the laptop wrote in the folder. */
#define CARRIER_WORK(NAME, BEGIN, RUN, SEQUEL)                                                     \
    {                                                                                              \
        .name = NAME, .begin = BEGIN, .run = RUN, .sequel = SEQUEL, .has_sequel = true,            \
        .share = CARRIER_SHARE                                                                     \
    }
enum { CARRIER_SHARE = 80 };

static void test_carriers(void **state)
{
    static const struct sqlite_work works[] = {
        CARRIER_WORK("sync", sqlite_team_open_carriers, run_sync, goes_on),
        CARRIER_WORK("sync with a snapshot", sqlite_team_open_carriers, run_sync_snapshot, goes_on),
        CARRIER_WORK("sync import", sqlite_team_open_carriers, run_import, goes_on),
        CARRIER_WORK("sync export", sqlite_team_open_carriers, run_export, goes_on),
        CARRIER_WORK("export for a device", sqlite_team_open_carriers, run_export_for, goes_on),
        {.name = "state of sharing",
            .begin = sqlite_team_open_carriers,
            .run = run_state,
            .reads = true},
        {0}};
    sqlite_team_run(*state, works);
}

static void test_carriers_again(void **state)
{
    static const struct sqlite_work works[] = {
        CARRIER_WORK("sync of what grew", open_grown, run_sync, NULL),
        CARRIER_WORK("sync of what is gone", open_gone, run_sync, NULL),
        CARRIER_WORK("sync of what is damaged", open_damaged, run_sync_damaged, NULL), {0}};
    sqlite_team_run(*state, works);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(test_bundles),
        PLACE_TEST(test_carriers),
        PLACE_TEST(test_carriers_again),
    };
    return cmocka_run_group_tests_name("sqlite faults of sharing", tests, NULL, NULL);
}
