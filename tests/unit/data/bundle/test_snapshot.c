/*
 * test_snapshot.c: a database in sealed parts, and made again of them.
 */
#include "data/base/file.h"
#include "data/base/memory.h"
#include "data/bundle/snapshot_reader.h"
#include "data/crypto/seal.h"
#include "data/journal/journal.h"
#include "data/store/query.h"
#include "data/store_open.h"
#include "data/team/team_check.h"
#include "tests/support/check.h"
#include "tests/support/sharing.h"
#include "tests/support/temp_folder.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The parts of a snapshot, and where it is made again. */
struct parts {
    struct place *place;
    struct store *store;
    struct id team;
    struct hash root;
    struct keys keys;
    struct bytes items[16];
    size_t count;
    char *path, *said;
};

static enum li_err take_part(void *arg, const struct snapshot_header *header, const void *bytes,
    size_t size, struct li_error *err)
{
    struct parts *parts = arg;
    (void)err;
    assert_int_equal(header->part, parts->count);
    assert_true(parts->count < 16);
    bytes_add(&parts->items[parts->count++], bytes, size);
    return LI_OK;
}

static struct parts a_snapshot(struct place *place)
{
    struct team team;
    struct parts parts = {.place = place, .path = place_beside(place, "joined.db")};
    parts.store = place_open(place, STORE_CREATE);
    place_add_country(place, parts.store, "DE");
    parts.team = sharing_found(parts.store);
    place_add_country(place, parts.store, "FR");
    assert_int_equal(keys_load(parts.store, &parts.keys, &place->err), LI_OK);
    assert_int_equal(team_load(parts.store, &team, &place->err), LI_OK);
    parts.root = signature_fingerprint(&team.founder);
    team_clear(&team);
    if (snapshot_write(parts.store, take_part, &parts, NULL, NULL, &place->err))
        fail_msg("%s", place->err.message);
    return parts;
}

static void clear_parts(struct parts *parts)
{
    for (size_t i = 0; i < parts->count; i++)
        free(parts->items[i].at);
    keys_clear(&parts->keys);
    store_close(parts->store);
    free(parts->path);
    free(parts->said);
}

static void say_finding(void *arg, const char *finding)
{
    struct parts *parts = arg;
    if (!parts->said)
        parts->said = li_strdup(finding);
}

/* A database_restore_proof. */
static enum li_err prove(const char *path, void *arg, struct li_error *err)
{
    struct parts *parts = arg;
    struct store *store = NULL;
    free(parts->said);
    parts->said = NULL;
    enum li_err code = store_open(&store, path, STORE_READ, NULL, NULL, err);
    if (!code)
        code = team_check_snapshot(store, &parts->team, &parts->root, say_finding, parts, err);
    store_close(store);
    if (!code && parts->said)
        code = li_fail(err, LI_CORRUPT, "%s", parts->said);
    return code;
}

/* All that there are. */
static enum li_err read_parts(struct parts *parts)
{
    struct li_error *err = &parts->place->err;
    enum li_err code = LI_OK;
    struct snapshot_reader *reader =
        snapshot_reader_new(parts->path, &parts->team, &parts->keys, err);
    if (!reader)
        return err->code;
    for (size_t i = 0; i < parts->count && !code; i++)
        code = snapshot_reader_add(reader, parts->items[i].at, parts->items[i].size, err);
    if (!code)
        code = snapshot_reader_end(reader, prove, parts, err);
    snapshot_reader_free(reader);
    return code;
}

/* --- more than one part ----------------------------------------------------------------------- */

/* A journal_fn that adds a record larger than a part. */
static enum li_err add_long(struct store *store, void *arg, struct li_error *err)
{
    (void)arg;
    return query_run(store,
        "INSERT INTO area (id, name) VALUES (randomblob(16), hex(randomblob(2200000)))", err);
}

static void forget_items(struct parts *parts)
{
    while (parts->count > 0)
        free(parts->items[--parts->count].at);
    memset(parts->items, 0, sizeof parts->items);
}

static struct parts a_long_snapshot(struct place *place)
{
    struct parts parts = a_snapshot(place);
    forget_items(&parts);
    assert_int_equal(journal_write(parts.store, "Add", add_long, NULL, NULL, &place->err), LI_OK);
    assert_int_equal(
        snapshot_write(parts.store, take_part, &parts, NULL, NULL, &place->err), LI_OK);
    assert_true(parts.count >= 2);
    return parts;
}

static int64_t count_of(struct store *store, const char *sql)
{
    int64_t count = -1;
    struct li_error err = {0};
    assert_int_equal(query_number(store, sql, &count, &err), LI_OK);
    return count;
}

static void test_there_and_back(void **state)
{
    struct place *place = *state;
    struct parts parts = a_snapshot(place);
    if (read_parts(&parts))
        fail_msg("%s", place->err.message);
    assert_int_equal(place_count(place), 2 + 2); /* both, and the log of the one that is open */
    struct store *joined = NULL;
    assert_int_equal(store_open(&joined, parts.path, STORE_WRITE, NULL, NULL, &place->err), LI_OK);
    assert_int_equal(place_countries(joined), 2);
    assert_int_equal(count_of(joined, "SELECT count(*) FROM journal_entry"),
        count_of(parts.store, "SELECT count(*) FROM journal_entry"));
    assert_int_equal(count_of(joined, "SELECT count(*) FROM local_key"), 0);
    assert_int_equal(count_of(joined, "SELECT count(*) FROM local_team_key"), 0);
    assert_int_equal(count_of(joined, "SELECT count(*) FROM local_team"), 0);
    assert_false(id_equal(store_replica(joined), store_replica(parts.store)));
    store_close(joined);
    clear_parts(&parts);
}

/* Nothing of what stays at home is in the file, not even in a page that is free. */
static bool stop(void *arg, int64_t done, int64_t total, int64_t count)
{
    (void)arg;
    assert_int_equal(done, count);
    assert_in_range(done, 1, total);
    return false;
}

static void test_not_written(void **state)
{
    struct place *place = *state;
    struct parts parts = a_snapshot(place), more = {.place = place};
    assert_int_equal(
        snapshot_write(parts.store, take_part, &more, stop, NULL, &place->err), LI_INTERRUPTED);
    assert_string_equal(place->err.message, "Stopped; the snapshot is not complete.");
    for (size_t i = 0; i < parts.keys.count; i++)
        assert_int_equal(keys_remove(parts.store, &parts.keys.items[i].id, &place->err), LI_OK);
    assert_int_equal(
        snapshot_write(parts.store, take_part, &more, NULL, NULL, &place->err), LI_REFUSED);
    assert_string_equal(place->err.message, "The team key has not arrived here yet; sync first.");
    free(more.items[0].at);
    clear_parts(&parts);
}

static void test_no_secret(void **state)
{
    struct place *place = *state;
    size_t size = 0;
    unsigned char seed[SIGNATURE_SEED_SIZE];
    struct parts parts = a_snapshot(place);
    struct query *query = query_new(parts.store, "SELECT seed FROM local_key", &place->err);
    assert_int_equal(query_step(query, &place->err), 1);
    const void *bytes = query_blob(query, 0, &size);
    assert_int_equal(size, sizeof seed);
    memcpy(seed, bytes, size);
    query_free(query);
    assert_int_equal(read_parts(&parts), LI_OK);
    char *file = place_read(parts.path, &size);
    for (size_t i = 0; i + sizeof seed <= size; i++)
        assert_true(memcmp(file + i, seed, sizeof seed) != 0 &&
                    memcmp(file + i, parts.keys.items[0].key.byte, SEAL_KEY_SIZE) != 0);
    free(file);
    clear_parts(&parts);
}

/* Nothing is put in place. */
static void refuses(struct parts *parts, enum li_err expected)
{
    int files = place_count(parts->place);
    parts->place->err = (struct li_error){.code = LI_OK};
    assert_int_equal(read_parts(parts), expected);
    assert_true(*parts->place->err.message);
    assert_int_equal(place_count(parts->place), files);
}

static void test_damaged(void **state)
{
    struct parts parts = a_snapshot(*state);
    struct bytes *first = &parts.items[0];
    for (size_t i = 0; i < first->size; i += 1 + i / 8) {
        first->at[i] = (char)(first->at[i] ^ 1);
        parts.place->err = (struct li_error){.code = LI_OK};
        assert_int_not_equal(read_parts(&parts), LI_OK);
        assert_true(*parts.place->err.message);
        first->at[i] = (char)(first->at[i] ^ 1);
    }
    first->size--;
    refuses(&parts, LI_CORRUPT);
    first->size = 3;
    refuses(&parts, LI_CORRUPT);
    clear_parts(&parts);
}

static void test_incomplete(void **state)
{
    struct parts parts = a_snapshot(*state);
    size_t count = parts.count;
    parts.count = 0;
    refuses(&parts, LI_CORRUPT);
    parts.count = count;
    clear_parts(&parts);
}

static void test_of_another_team(void **state)
{
    struct parts parts = a_snapshot(*state);
    struct id team = parts.team;
    parts.team.byte[0] ^= 1;
    refuses(&parts, LI_REFUSED);
    parts.team = team;
    keys_clear(&parts.keys);
    refuses(&parts, LI_NONE);
    clear_parts(&parts);
}

/* One of the team makes a snapshot of a team that somebody else founded. */
static void test_of_another_founder(void **state)
{
    struct parts parts = a_snapshot(*state);
    parts.root.byte[0] ^= 1;
    refuses(&parts, LI_CORRUPT);
    assert_string_equal(parts.said, "The entry that founded the team is missing.");
    clear_parts(&parts);
}

static void exchange(struct parts *parts, struct parts *with, size_t at, size_t with_at)
{
    struct bytes item = parts->items[at];
    parts->items[at] = with->items[with_at];
    with->items[with_at] = item;
}

/* In their order, all of one snapshot, and all of them. */
static void test_parts(void **state)
{
    static const char out_of_order[] = "A part of the snapshot is missing or out of order.";
    struct place *place = *state;
    struct parts parts = a_long_snapshot(place), again = {.place = place};
    assert_int_equal(
        snapshot_write(parts.store, take_part, &again, NULL, NULL, &place->err), LI_OK);
    exchange(&parts, &again, 1, 1);
    refuses(&parts, LI_CORRUPT);
    assert_string_equal(place->err.message, out_of_order);
    exchange(&parts, &again, 1, 1);
    exchange(&parts, &parts, 0, 1);
    refuses(&parts, LI_CORRUPT);
    assert_string_equal(place->err.message, out_of_order);
    exchange(&parts, &parts, 0, 1);
    parts.count--;
    refuses(&parts, LI_CORRUPT);
    assert_string_equal(place->err.message, "The snapshot is incomplete.");
    parts.count++;
    assert_int_equal(read_parts(&parts), LI_OK);
    forget_items(&again);
    clear_parts(&parts);
}

/* One of the team seals a part that is shorter than it says. */
static void test_wrong_size(void **state)
{
    struct parts parts = a_snapshot(*state);
    struct bytes *item = &parts.items[0], packed = {0}, forged = {0};
    struct snapshot_header header;
    assert_int_equal(snapshot_header_read(item->at, item->size, &header, &parts.place->err), LI_OK);
    const struct seal_key *key = keys_find(&parts.keys, &header.key);
    assert_true(seal_open(key, header.nonce, item->at, header.header_size,
        item->at + header.header_size, header.sealed_size, &packed));
    header.plain_size++;
    snapshot_header_encode(&header, &forged);
    bytes_reserve(&forged, header.sealed_size); /* so that forged.at stays where it is */
    seal_close(key, header.nonce, forged.at, header.header_size, packed.at, packed.size, &forged);
    free(item->at);
    free(packed.at);
    *item = forged;
    refuses(&parts, LI_CORRUPT);
    assert_string_equal(
        parts.place->err.message, "Part of the snapshot is damaged or was changed in transit.");
    clear_parts(&parts);
}

/* A file that is there already stays. */
static void test_taken(void **state)
{
    struct parts parts = a_snapshot(*state);
    place_write(parts.path, "mine", 4);
    refuses(&parts, LI_REFUSED);
    clear_parts(&parts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(test_there_and_back),
        PLACE_TEST(test_no_secret),
        PLACE_TEST(test_damaged),
        PLACE_TEST(test_incomplete),
        PLACE_TEST(test_not_written),
        PLACE_TEST(test_of_another_team),
        PLACE_TEST(test_of_another_founder),
        PLACE_TEST(test_parts),
        PLACE_TEST(test_wrong_size),
        PLACE_TEST(test_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
