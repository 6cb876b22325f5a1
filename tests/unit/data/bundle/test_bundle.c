/*
 * test_bundle.c: bundles made of what is in a journal, and opened again.
 */
#include "data/base/memory.h"
#include "data/database/replica_key.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include "data/team/team_owed.h"
#include "tests/support/check.h"
#include "tests/support/ledger.h"
#include "tests/support/seed.h"
#include "tests/support/sharing.h"
#include <stdlib.h>
#include <string.h>

static const struct heads none;

static struct id an_id(int i)
{
    return (struct id){{7, 7, (unsigned char)(i >> 8), (unsigned char)i}};
}

static void write_areas(struct ledger *ledger, int from, int to)
{
    for (int i = from; i < to; i++) {
        struct id id = an_id(i);
        ledger_write(ledger, "Add area", ledger_add_area, &id, NULL);
    }
}

/* A text that comes back is the same text, also where there is none. */
static void assert_same_text(const char *one, const char *other)
{
    assert_true(one && other ? strcmp(one, other) == 0 : one == other);
}

static void assert_same_entry(struct store *store, const struct entry *entry)
{
    struct entry here;
    struct li_error err = {0};
    assert_int_equal(entry_find(store, &entry->name.hash, &here, &err), LI_OK);
    assert_memory_equal(&here.name, &entry->name, sizeof here.name);
    assert_int_equal(here.sort, entry->sort);
    assert_true(here.hlc == entry->hlc);
    assert_int_equal(here.schema, entry->schema);
    assert_int_equal(here.last, entry->last);
    assert_same_text(here.at, entry->at);
    assert_same_text(here.author, entry->author);
    assert_same_text(here.behalf, entry->behalf);
    assert_same_text(here.label, entry->label);
    assert_memory_equal(&here.group, &entry->group, sizeof here.group);
    assert_memory_equal(&here.before, &entry->before, sizeof here.before);
    assert_memory_equal(&here.reverts, &entry->reverts, sizeof here.reverts);
    assert_int_equal(here.changeset_size, entry->changeset_size);
    assert_memory_equal(here.changeset, entry->changeset, entry->changeset_size);
    entry_free(&here);
}

/* Opens all; how many entries there are. */
static size_t open_all(
    struct store *store, const struct id *team, const struct sharing_bundles *bundles)
{
    size_t count = 0;
    struct keys keys;
    struct entry entry;
    struct li_error err = {0};
    assert_int_equal(keys_load(store, &keys, &err), LI_OK);
    for (size_t i = 0; i < bundles->count; i++) {
        const struct sharing_bundle *item = &bundles->items[i];
        struct bundle *bundle = bundle_open(item->bytes.at, item->bytes.size, team, &keys, &err);
        if (!bundle)
            fail_msg("%s", err.message);
        assert_memory_equal(bundle_header_of(bundle), &item->header, sizeof item->header);
        while (bundle_next(bundle, &entry)) {
            assert_same_entry(store, &entry);
            count++;
        }
        bundle_close(bundle);
    }
    keys_clear(&keys);
    return count;
}

/* What was written before the team was founded, in a group, undone and said on others' behalf, too.
 */
static void test_there_and_back(void **state)
{
    struct ledger *ledger = *state;
    write_areas(ledger, 0, 3);
    ledger_import(ledger, 12000);
    assert_int_equal(ledger_undo(ledger, NULL), LI_OK);
    struct id team = sharing_found(ledger->store);
    write_areas(ledger, 4, 6);
    struct sharing_bundles bundles = sharing_bundles(ledger->store, &none);
    size_t count = open_all(ledger->store, &team, &bundles);
    assert_int_equal(count, atoi(ledger_value(ledger, "SELECT count(*) FROM journal_entry")));
    sharing_clear(&bundles);
    ledger_is_sound(ledger);
}

/* The founder's key signs for what it was before it had one. */
static void test_signers(void **state)
{
    struct ledger *ledger = *state;
    struct team team;
    struct signature_public signer;
    write_areas(ledger, 0, 3);
    struct id before = *store_replica(ledger->store);
    sharing_found(ledger->store);
    struct sharing_bundles bundles = sharing_bundles(ledger->store, &none);
    assert_int_equal(team_load(ledger->store, &team, &ledger->err), LI_OK);
    size_t keyless = 0;
    for (size_t i = 0; i < bundles.count; i++) {
        const struct bundle_header *header = &bundles.items[i].header;
        bool own = bundle_is_own_signed(header);
        assert_int_equal(own, !id_equal(&header->replica, &before));
        assert_true(team_signer(&team, &header->replica, &signer));
        assert_true(signature_public_equal(&signer, &header->signer));
        keyless += !own;
    }
    assert_int_equal(keyless, 1);
    team_clear(&team);
    sharing_clear(&bundles);
}

/* Only what is not had, in runs that may be joined. */
static void test_only_what_is_new(void **state)
{
    struct ledger *ledger = *state;
    struct heads have;
    struct id team = sharing_found(ledger->store);
    struct sharing_bundles bundles = sharing_bundles(ledger->store, &none);
    sharing_clear(&bundles);
    assert_int_equal(heads_load(ledger->store, &have, &ledger->err), LI_OK);
    bundles = sharing_bundles(ledger->store, &have);
    assert_int_equal(bundles.count, 0);
    write_areas(ledger, 0, 5);
    bundles = sharing_bundles(ledger->store, &have);
    assert_int_equal(bundles.count, 1);
    assert_int_equal(open_all(ledger->store, &team, &bundles), 5);
    assert_true(hash_equal(&bundles.items[0].header.before, &have.items[0].hash));
    sharing_clear(&bundles);
    heads_clear(&have);
}

/* Stored before anything leaves. */
static void test_shared_up_to(void **state)
{
    struct ledger *ledger = *state;
    int64_t shared;
    sharing_found(ledger->store);
    const struct id *own = store_replica(ledger->store);
    assert_int_equal(replica_key_shared(ledger->store, own, &shared, &ledger->err), LI_OK);
    assert_int_equal(shared, 0);
    write_areas(ledger, 0, 2);
    struct sharing_bundles bundles = sharing_bundles(ledger->store, &none);
    assert_int_equal(replica_key_shared(ledger->store, own, &shared, &ledger->err), LI_OK);
    assert_int_equal(shared, 4);
    sharing_clear(&bundles);
}

/* Each key opens what was sealed while it was the newest, and the act that gives the next. */
static void test_keys(void **state)
{
    struct ledger *ledger = *state;
    struct keys before, after;
    struct id team = sharing_found(ledger->store);
    assert_int_equal(keys_load(ledger->store, &before, &ledger->err), LI_OK);
    write_areas(ledger, 0, 2);
    assert_int_equal(team_owed_key(ledger->store, &ledger->err), LI_OK);
    write_areas(ledger, 2, 4);
    assert_int_equal(keys_load(ledger->store, &after, &ledger->err), LI_OK);
    assert_int_equal(before.count, 1);
    assert_int_equal(after.count, 2);
    struct sharing_bundles bundles = sharing_bundles(ledger->store, &none);
    struct sharing_bundle *first = &bundles.items[0], *last = &bundles.items[bundles.count - 1];
    assert_null(bundle_open(last->bytes.at, last->bytes.size, &team, &before, &ledger->err));
    assert_int_equal(ledger->err.code, LI_NONE);
    struct sharing_bundle *gives = last - 1;
    assert_true(id_equal(&gives->header.key, &before.items[0].id));
    struct bundle *bundle =
        bundle_open(gives->bytes.at, gives->bytes.size, &team, &before, &ledger->err);
    assert_non_null(bundle);
    bundle_close(bundle);
    assert_true(first->header.first == 1);
    assert_int_equal(open_all(ledger->store, &team, &bundles), 7);
    sharing_clear(&bundles);
    keys_clear(&before);
    keys_clear(&after);
}

/* Runs of some 2 MiB, unpacked, that follow each other. */
static void test_long(void **state)
{
    struct ledger *ledger = *state;
    struct id team = sharing_found(ledger->store);
    ledger_import(ledger, 120000);
    struct sharing_bundles bundles = sharing_bundles(ledger->store, &none);
    assert_true(bundles.count >= 3);
    for (size_t i = 1; i < bundles.count; i++) {
        const struct bundle_header *header = &bundles.items[i].header;
        if (!id_equal(&header->replica, &bundles.items[i - 1].header.replica))
            continue;
        assert_true(hash_equal(&header->before, &bundles.items[i - 1].header.hash));
        assert_true(header->first == bundles.items[i - 1].header.last + 1);
        assert_true(header->plain_size < 2 * BUNDLE_PLAIN_USUAL);
    }
    open_all(ledger->store, &team, &bundles);
    sharing_clear(&bundles);
}

/* A database that shares with nobody gives nothing. */
static void test_alone(void **state)
{
    struct ledger *ledger = *state;
    struct team team;
    write_areas(ledger, 0, 1);
    assert_int_equal(bundle_runs_load_team(ledger->store, &team, &ledger->err), LI_NONE);
    team_clear(&team);
}

/* What can't be shared is not, and it is said why. */
static void test_not_written(void **state)
{
    struct ledger *ledger = *state;
    struct keys keys;
    struct bytes bytes = {0};
    sharing_found(ledger->store);
    write_areas(ledger, 0, 1);
    assert_int_equal(keys_load(ledger->store, &keys, &ledger->err), LI_OK);
    const struct entry_name first = ledger_entry(ledger, 1);
    struct bundle_run run = {
        .key = id_new(), .first = 1, .last = 1, .replica = first.replica, .hash = first.hash};
    assert_int_equal(bundle_write(ledger->store, &run, &keys, NULL, &bytes, &ledger->err), LI_NONE);
    assert_string_equal(ledger->err.message, "The team key has not arrived here yet.");
    run.key = keys.items[0].id;
    run.last = 2; /* though the entry is the first */
    assert_int_equal(
        bundle_write(ledger->store, &run, &keys, NULL, &bytes, &ledger->err), LI_CORRUPT);
    run.last = 1;
    run.hash.byte[0] ^= 1;
    assert_int_equal(
        bundle_write(ledger->store, &run, &keys, NULL, &bytes, &ledger->err), LI_CORRUPT);
    assert_string_equal(ledger->err.message,
        "An entry to be shared is missing from the journal; run `liaise check`.");
    assert_int_equal(bytes.size, 0);
    keys_clear(&keys);
}

/* Copies the last entry so often, each after the one before it. */
static void copy_entry(struct ledger *ledger, int64_t seq, int times)
{
    static const char *const copy[] = {
        "UPDATE copy SET before = hash, hash = randomblob(32), seq = seq + 1, hlc = hlc + 1",
        "INSERT INTO journal_entry SELECT * FROM copy"};
    char *sql = li_format(
        "CREATE TEMP TABLE copy AS SELECT * FROM journal_entry WHERE seq = %lld", (long long)seq);
    ledger->store->gate = GATE_OPEN;
    assert_int_equal(query_run(ledger->store, sql, &ledger->err), LI_OK);
    for (int i = 0; i < 2 * times; i++)
        assert_int_equal(query_run(ledger->store, copy[i % 2], &ledger->err), LI_OK);
    ledger->store->gate = GATE_SHUT;
    free(sql);
}

/* A run is no larger than what its receivers would unpack. */
static void test_too_large(void **state)
{
    enum { ENTRY = 8 << 20, ENTRIES = 1 + BUNDLE_PLAIN_MOST / ENTRY };
    struct ledger *ledger = *state;
    const struct id id = an_id(1);
    struct keys keys;
    struct bytes bytes = {0};
    struct signature signature;
    if (seed_sanitized())
        skip();
    sharing_found(ledger->store);
    const struct entry_name before = ledger_entry(ledger, 2);
    char *sql =
        li_format("INSERT INTO area (id, name) VALUES (?1, printf('%%.*c', %d, 'a'))", (int)ENTRY);
    ledger_write(ledger, "Add area", sql, &id, NULL);
    copy_entry(ledger, before.seq + 1, ENTRIES - 1);
    const struct entry_name last = ledger_entry(ledger, before.seq + ENTRIES);
    assert_int_equal(keys_load(ledger->store, &keys, &ledger->err), LI_OK);
    assert_int_equal(
        replica_key_sign(ledger->store, &last.replica, &last.hash, &signature, &ledger->err),
        LI_OK);
    const struct bundle_run run = {.key = keys.items[0].id,
        .first = before.seq + 1,
        .last = last.seq,
        .replica = last.replica,
        .before = before.hash,
        .hash = last.hash};
    assert_int_equal(
        bundle_write(ledger->store, &run, &keys, NULL, &bytes, &ledger->err), LI_REFUSED);
    assert_string_equal(ledger->err.message, "A change is larger than what can be shared (96 MB).");
    assert_int_equal(bytes.size, 0);
    keys_clear(&keys);
    free(sql);
}

static void test_name(void **state)
{
    struct ledger *ledger = *state;
    char name[BUNDLE_NAME_SIZE], digits[HASH_DIGITS_SIZE];
    sharing_found(ledger->store);
    struct sharing_bundles bundles = sharing_bundles(ledger->store, &none);
    const struct bundle_header *header = &bundles.items[0].header;
    bundle_name(header, name);
    assert_int_equal(strspn(name, "0123456789abcdef"), 32);
    char *rest = li_format("-1-1-%s.bundle", hash_digits(&header->hash, digits));
    char *second = li_format("-1-2-%s.bundle", hash_digits(&header->hash, digits));
    assert_true(strcmp(name + 32, rest) == 0 || strcmp(name + 32, second) == 0);
    free(rest);
    free(second);
    sharing_clear(&bundles);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LEDGER_TEST(test_there_and_back),
        LEDGER_TEST(test_signers),
        LEDGER_TEST(test_only_what_is_new),
        LEDGER_TEST(test_shared_up_to),
        LEDGER_TEST(test_keys),
        LEDGER_TEST(test_long),
        LEDGER_TEST(test_alone),
        LEDGER_TEST(test_not_written),
        LEDGER_TEST(test_too_large),
        LEDGER_TEST(test_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
