/*
 * test_bundle_forged.c: bundles that were damaged, changed, swapped or made up: each is refused
 * with a sentence, and nothing else happens.
 */
#include "data/base/memory.h"
#include "data/bundle/bundle_entry.h"
#include "data/crypto/secret.h"
#include "data/database/replica_key.h"
#include "tests/support/check.h"
#include "tests/support/ledger.h"
#include "tests/support/sharing.h"
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

static const struct heads none;

/* A team, its key, and a small bundle of it. */
struct scene {
    struct ledger *ledger;
    struct id team;
    struct keys keys;
    struct sharing_bundles bundles;
    struct li_error err;
};

static int scene_set_up(void **state)
{
    struct scene *scene = li_calloc(1, sizeof *scene);
    scene->ledger = ledger_new();
    scene->team = sharing_found(scene->ledger->store);
    scene->bundles = sharing_bundles(scene->ledger->store, &none);
    assert_true(scene->bundles.count > 0);
    assert_int_equal(keys_load(scene->ledger->store, &scene->keys, &scene->err), LI_OK);
    *state = scene;
    return 0;
}

static int scene_tear_down(void **state)
{
    struct scene *scene = *state;
    sharing_clear(&scene->bundles);
    keys_clear(&scene->keys);
    ledger_free(scene->ledger);
    free(scene);
    return 0;
}

/* How it is refused; LI_OK: it is not. */
static enum li_err open_bytes(struct scene *scene, const void *bytes, size_t size)
{
    scene->err = (struct li_error){.code = LI_OK};
    /* A copy of exactly that size: reading beyond it shows under a sanitizer. */
    void *copy = li_calloc(size + !size, 1);
    if (size)
        memcpy(copy, bytes, size);
    struct bundle *bundle = bundle_open(copy, size, &scene->team, &scene->keys, &scene->err);
    free(copy);
    assert_true(bundle || *scene->err.message);
    bundle_close(bundle);
    return bundle ? LI_OK : scene->err.code;
}

static void test_every_byte(void **state)
{
    struct scene *scene = *state;
    struct bytes *bytes = &scene->bundles.items[0].bytes;
    assert_int_equal(open_bytes(scene, bytes->at, bytes->size), LI_OK);
    for (size_t i = 0; i < bytes->size; i++)
        for (int bit = 0; bit < 8; bit += 7) {
            bytes->at[i] = (char)(bytes->at[i] ^ (1 << bit));
            assert_int_not_equal(open_bytes(scene, bytes->at, bytes->size), LI_OK);
            bytes->at[i] = (char)(bytes->at[i] ^ (1 << bit));
        }
    assert_int_equal(open_bytes(scene, bytes->at, bytes->size), LI_OK);
}

static void test_cut(void **state)
{
    struct scene *scene = *state;
    struct bytes *bytes = &scene->bundles.items[0].bytes;
    for (size_t size = 0; size < bytes->size; size++)
        assert_int_equal(open_bytes(scene, bytes->at, size), LI_CORRUPT);
    bytes_add(bytes, "x", 1);
    assert_int_equal(open_bytes(scene, bytes->at, bytes->size), LI_CORRUPT);
}

/* The beginning of a file says whether more is to come. */
static void test_header_cut(void **state)
{
    struct scene *scene = *state;
    struct bundle_header header;
    const struct sharing_bundle *item = &scene->bundles.items[0];
    for (size_t size = 0; size < item->header.header_size; size++)
        assert_int_equal(bundle_header_read(item->bytes.at, size, &header, &scene->err), LI_NONE);
    assert_int_equal(
        bundle_header_read(item->bytes.at, item->header.header_size, &header, &scene->err), LI_OK);
    assert_memory_equal(&header, &item->header, sizeof header);
    assert_int_equal(bundle_header_read("hello", 5, &header, &scene->err), LI_CORRUPT);
}

static void test_newer(void **state)
{
    struct scene *scene = *state;
    struct bytes *bytes = &scene->bundles.items[0].bytes;
    char *version = memchr(bytes->at, '1', 40);
    *version = '2';
    assert_int_equal(open_bytes(scene, bytes->at, bytes->size), LI_REFUSED);
    assert_non_null(strstr(scene->err.message, "newer version"));
}

/* The header of one with the contents of another. */
static void test_swapped(void **state)
{
    struct scene *scene = *state;
    struct id id = {{9}};
    struct bytes made = {0};
    ledger_write(scene->ledger, "Add area", ledger_add_area, &id, NULL);
    struct sharing_bundles others = sharing_bundles(scene->ledger->store, &none);
    const struct sharing_bundle *one = &scene->bundles.items[0];
    const struct sharing_bundle *other = &others.items[others.count - 1];
    struct bundle_header header = one->header;
    header.sealed_size = other->header.sealed_size;
    bundle_header_encode(&header, &made);
    bytes_add(&made, other->bytes.at + other->header.header_size, other->header.sealed_size);
    assert_int_equal(open_bytes(scene, made.at, made.size), LI_CORRUPT);
    free(made.at);
    sharing_clear(&others);
}

static void test_another_team(void **state)
{
    struct scene *scene = *state;
    struct ledger *other = ledger_new();
    sharing_found(other->store);
    struct sharing_bundles bundles = sharing_bundles(other->store, &none);
    assert_int_equal(
        open_bytes(scene, bundles.items[0].bytes.at, bundles.items[0].bytes.size), LI_REFUSED);
    assert_string_equal(scene->err.message, "This bundle belongs to another team.");
    sharing_clear(&bundles);
    ledger_free(other);
}

/* --- by somebody who has the team key --------------------------------------------------------- */

/* Seals what it likes. */
static enum li_err open_made(
    struct scene *scene, struct bundle_header header, const void *packed, size_t size)
{
    struct bytes made = {0};
    header.sealed_size = size + SEAL_EXTRA;
    bundle_header_encode(&header, &made);
    size_t at = made.size;
    bytes_reserve(&made, header.sealed_size);
    seal_close(
        keys_find(&scene->keys, &header.key), header.nonce, made.at, at, packed, size, &made);
    enum li_err code = open_bytes(scene, made.at, made.size);
    free(made.at);
    return code;
}

static enum li_err open_packed(
    struct scene *scene, struct bundle_header header, const void *plain, size_t size)
{
    size_t room = ZSTD_compressBound(size);
    void *packed = li_calloc(room, 1);
    size_t done = ZSTD_compress(packed, room, plain, size, 1);
    header.plain_size = (int64_t)size;
    enum li_err code = open_made(scene, header, packed, done);
    free(packed);
    return code;
}

static void test_bombs(void **state)
{
    struct scene *scene = *state;
    struct bundle_header header = scene->bundles.items[0].header;
    char *zeros = li_calloc(BUNDLE_PLAIN_MOST, 1);
    assert_int_equal(open_packed(scene, header, zeros, BUNDLE_PLAIN_MOST), LI_CORRUPT);
    struct bundle_header many = header;
    many.last = many.first + BUNDLE_PLAIN_MOST - 2;
    assert_int_equal(open_packed(scene, many, zeros, BUNDLE_PLAIN_MOST), LI_CORRUPT);
    many.last = INT64_MAX - 1;
    assert_int_equal(open_packed(scene, many, zeros, 1000), LI_CORRUPT);
    header.plain_size = INT64_MAX;
    assert_int_equal(open_made(scene, header, zeros, 100), LI_CORRUPT);
    header.plain_size = 100;
    assert_int_equal(open_made(scene, header, zeros, 100), LI_CORRUPT);
    free(zeros);
}

/* A frame that says less than it holds, or more. */
static void test_frames(void **state)
{
    struct scene *scene = *state;
    struct bundle_header header = scene->bundles.items[0].header;
    char plain[4000] = {0}, packed[5000];
    size_t size = ZSTD_compress(packed, sizeof packed, plain, sizeof plain, 1);
    header.plain_size = sizeof plain - 1;
    assert_int_equal(open_made(scene, header, packed, size), LI_CORRUPT);
    header.plain_size = sizeof plain + 1;
    assert_int_equal(open_made(scene, header, packed, size), LI_CORRUPT);
    header.plain_size = sizeof plain;
    assert_int_equal(open_made(scene, header, packed, size - 1), LI_CORRUPT);
}

/* The entries of the first bundle, as they lie in it; the first of them changed. */
static struct bytes changed_entries(struct scene *scene, void (*change)(struct entry *entry))
{
    struct entry entry;
    struct bytes plain = {0};
    const struct sharing_bundle *item = &scene->bundles.items[0];
    struct bundle *bundle =
        bundle_open(item->bytes.at, item->bytes.size, &scene->team, &scene->keys, &scene->err);
    for (int i = 0; bundle_next(bundle, &entry); i++) {
        struct entry said = entry;
        if (i == 0)
            change(&said);
        bundle_entry_encode(&said, &plain);
    }
    bundle_close(bundle);
    return plain;
}

static void change_nothing(struct entry *entry)
{
    (void)entry;
}
static void change_author(struct entry *entry)
{
    entry->author = (char *)"Mallory";
}
static void change_time(struct entry *entry)
{
    entry->hlc++;
}
static void change_act(struct entry *entry)
{
    entry->changeset_size--;
}
static void change_schema(struct entry *entry)
{
    entry->schema = 9999;
}

static void test_changed_entries(void **state)
{
    static void (*const changes[])(struct entry * entry) = {
        change_author, change_time, change_act, change_schema};
    struct scene *scene = *state;
    struct bundle_header header = scene->bundles.items[0].header;
    struct bytes plain = changed_entries(scene, change_nothing);
    assert_int_equal(open_packed(scene, header, plain.at, plain.size), LI_OK);
    for (size_t size = 0; size < plain.size; size += 1 + size / 16)
        assert_int_equal(open_packed(scene, header, plain.at, size), LI_CORRUPT);
    free(plain.at);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        plain = changed_entries(scene, changes[i]);
        assert_int_equal(open_packed(scene, header, plain.at, plain.size), LI_CORRUPT);
        free(plain.at);
    }
}

/* Signed by a key of the forger's own, it opens, but is not the replica's: the team knows who
 * signs. */
static void test_signed_by_another(void **state)
{
    struct scene *scene = *state;
    struct signature_pair pair;
    struct signature_public signer;
    struct team team;
    struct bundle_header header = scene->bundles.items[0].header;
    struct bytes plain = changed_entries(scene, change_nothing);
    signature_pair_new(&pair);
    header.signer = pair.public;
    assert_int_equal(open_packed(scene, header, plain.at, plain.size), LI_CORRUPT);
    signature_sign(&pair, REPLICA_KEY_RUN, header.hash.byte, HASH_SIZE, &header.signature);
    assert_int_equal(open_packed(scene, header, plain.at, plain.size), LI_OK);
    assert_false(bundle_is_own_signed(&header));
    assert_int_equal(team_load(scene->ledger->store, &team, &scene->err), LI_OK);
    assert_true(team_signer(&team, &header.replica, &signer));
    assert_false(signature_public_equal(&signer, &header.signer));
    team_clear(&team);
    free(plain.at);
}

#define SCENE_TEST(test) cmocka_unit_test_setup_teardown(test, scene_set_up, scene_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENE_TEST(test_every_byte),
        SCENE_TEST(test_cut),
        SCENE_TEST(test_header_cut),
        SCENE_TEST(test_newer),
        SCENE_TEST(test_swapped),
        SCENE_TEST(test_another_team),
        SCENE_TEST(test_bombs),
        SCENE_TEST(test_frames),
        SCENE_TEST(test_changed_entries),
        SCENE_TEST(test_signed_by_another),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
