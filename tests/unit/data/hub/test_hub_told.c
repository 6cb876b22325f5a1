/*
 * test_hub_told.c: what devices say they have is asked of a hub where it is new, and told to it
 * where that is.
 */
#include "data/base/memory.h"
#include "data/carrier/told_heads.h"
#include "data/hub/hub.h"
#include "data/hub/hub_state.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include "data/sync/carriers.h"
#include "tests/support/check.h"
#include "tests/support/ledger.h"
#include "tests/unit/data/hub/fake_hub.h"
#include <stdlib.h>
#include <string.h>

static const unsigned char none[HUB_INT_SIZE];

/* What a device says at the hub. */
struct saying {
    struct id device;
    struct hash hash; /* zero: an older program said it */
    struct bytes sealed;
};

/* A database, and the hub it is connected to. */
struct desk {
    struct ledger *ledger;
    struct carrier carrier;
    struct saying sayings[FAKE_HUB_ROWS];
    int count;
    struct fake_hub_answer *heads, *vectors;
    char *given; /* what the last sync gave: the device, and how many entries of its own it has */
    struct li_error err;
};

static int desk_set_up(void **state)
{
    struct desk *desk = li_calloc(1, sizeof *desk);
    struct seal_key key;
    fake_hub_set_up(NULL);
    desk->ledger = ledger_new();
    desk->carrier = (struct carrier){.class = &hub_class,
        .name = "hub",
        .place = "postgresql://ann@hub/team",
        .store = desk->ledger->store,
        .team = id_new(),
        .device = *store_replica(desk->ledger->store),
        .key = id_new()};
    seal_key_new(&key);
    assert_int_equal(keys_save(desk->ledger->store, &desk->carrier.key, &key, &desk->err), LI_OK);
    desk->heads = fake_hub_answer(HUB_HEADS);
    desk->vectors = fake_hub_answer(HUB_VECTORS);
    desk->given = li_strdup("");
    *state = desk;
    return 0;
}

static void desk_forget(struct desk *desk)
{
    for (int i = 0; i < desk->count; i++)
        free(desk->sayings[i].sealed.at);
    desk->count = desk->heads->count = desk->vectors->count = 0;
}

static int desk_tear_down(void **state)
{
    struct desk *desk = *state;
    desk_forget(desk);
    ledger_free(desk->ledger);
    free(desk->given);
    free(desk);
    return 0;
}
#define DESK_TEST(test) cmocka_unit_test_setup_teardown(test, desk_set_up, desk_tear_down)

static struct id device_of(int number)
{
    return (struct id){{(unsigned char)number}};
}

/* That a device has so many entries of its own. */
static struct heads heads_of(const struct id *device, int seq)
{
    struct heads heads = {0};
    const struct entry_name name = {*device, seq, {{(unsigned char)seq}}};
    heads_add(&heads, &name);
    return heads;
}

static struct saying *add_row(struct desk *desk, const struct id *device)
{
    assert_true(desk->count < FAKE_HUB_ROWS);
    struct saying *saying = &desk->sayings[desk->count];
    *saying = (struct saying){.device = *device};
    const struct hub_value id = hub_value_id(&saying->device), hash = hub_value_hash(&saying->hash);
    memcpy(desk->heads->rows[desk->count],
        (const struct hub_value[]){id, {none, sizeof none}, hash}, 3 * sizeof id);
    memcpy(desk->vectors->rows[desk->count], (const struct hub_value[]){id, hash, {NULL, 0}},
        3 * sizeof id);
    desk->heads->count = desk->vectors->count = ++desk->count;
    return saying;
}

/* As `device` would say it, in a row of `of`. */
static struct saying *add_saying(
    struct desk *desk, const struct id *of, const struct id *device, int seq)
{
    struct saying *saying = add_row(desk, of);
    struct carrier theirs = desk->carrier;
    struct heads heads = heads_of(device, seq);
    theirs.device = *device;
    saying->hash = told_heads_hash(&heads);
    assert_int_equal(told_heads_seal(&theirs, &heads, &saying->sealed, &desk->err), LI_OK);
    desk->vectors->rows[desk->count - 1][2] =
        (struct hub_value){saying->sealed.at, saying->sealed.size};
    heads_clear(&heads);
    return saying;
}

static struct saying *say(struct desk *desk, int number, int seq)
{
    const struct id device = device_of(number);
    return add_saying(desk, &device, &device, seq);
}

/* A carrier_give_told. */
static enum li_err give_told(
    void *arg, const struct id *device, struct heads *heads, struct li_error *err)
{
    struct desk *desk = arg;
    (void)err;
    char *longer = li_format(
        "%s%d-%d ", desk->given, device->byte[0], heads->count ? (int)heads->items[0].seq : 0);
    free(desk->given);
    desk->given = longer;
    return LI_OK;
}

/* A sync asks for so many vectors, in one statement if for any, and is given these. */
static void expect_asked(struct desk *desk, int asked, const char *given)
{
    enum { HEAD = 20 /* bytes of an array before its items */, ITEM = 4 + ID_SIZE };
    int before = desk->vectors->asked;
    free(desk->given);
    desk->given = li_strdup("");
    desk->carrier.state = NULL;
    assert_int_equal(hub_class.open(&desk->carrier, &desk->err), LI_OK);
    assert_int_equal(hub_class.told(&desk->carrier, give_told, desk, &desk->err), LI_OK);
    hub_class.close(&desk->carrier);
    assert_int_equal(desk->vectors->asked, before + (asked > 0));
    if (asked > 0)
        assert_int_equal(desk->vectors->sizes[1], HEAD + asked * ITEM);
    if (given)
        assert_string_equal(desk->given, given);
}

/* --- asking ----------------------------------------------------------------------------------- */

static void test_only_what_is_new(void **state)
{
    struct desk *desk = *state;
    expect_asked(desk, 0, "");
    say(desk, 8, 3);
    say(desk, 9, 5);
    expect_asked(desk, 2, "8-3 9-5 ");
    expect_asked(desk, 0, "");
    desk_forget(desk);
    say(desk, 8, 3);
    say(desk, 9, 6);
    expect_asked(desk, 1, "9-6 ");
    assert_int_equal(desk->vectors->bytes[1][24], 9);
    expect_asked(desk, 0, "");
}

/* Each hub is asked for itself. */
static void test_another_hub(void **state)
{
    struct desk *desk = *state;
    say(desk, 9, 5);
    expect_asked(desk, 1, "9-5 ");
    desk->carrier.name = "other";
    expect_asked(desk, 1, "9-5 ");
}

/* A hub that was removed and added again is asked for all. */
static void test_the_same_hub_again(void **state)
{
    struct desk *desk = *state;
    const struct carrier *hub = &desk->carrier;
    assert_int_equal(carriers_add(hub->store, hub->name, "hub", hub->place, &desk->err), LI_OK);
    say(desk, 9, 5);
    expect_asked(desk, 1, "9-5 ");
    assert_int_equal(carriers_remove(hub->store, hub->name, &desk->err), LI_OK);
    expect_asked(desk, 1, "9-5 ");
}

static void test_older_programs_give_no_hash(void **state)
{
    struct desk *desk = *state;
    say(desk, 9, 5)->hash = (struct hash){{0}};
    expect_asked(desk, 1, "9-5 ");
    expect_asked(desk, 1, "9-5 ");
}

/* What this device has is known here. */
static void test_not_ones_own(void **state)
{
    struct desk *desk = *state;
    add_saying(desk, &desk->carrier.device, &desk->carrier.device, 5);
    expect_asked(desk, 0, "");
}

static void test_of_many_some(void **state)
{
    struct desk *desk = *state;
    for (int i = 1; i <= FAKE_HUB_ROWS; i++)
        say(desk, i, 1);
    expect_asked(desk, TOLD_HEADS_MOST, NULL);
    expect_asked(desk, FAKE_HUB_ROWS - TOLD_HEADS_MOST, NULL);
    expect_asked(desk, 0, "");
}

/* A device whose login changed has a row of each; what it said last comes last. */
static void test_two_logins(void **state)
{
    struct desk *desk = *state;
    say(desk, 8, 3);
    say(desk, 9, 4);
    say(desk, 9, 5);
    expect_asked(desk, 2, "8-3 9-4 9-5 ");
    expect_asked(desk, 0, "");
    desk_forget(desk);
    say(desk, 8, 3);
    say(desk, 9, 4);
    say(desk, 9, 6);
    expect_asked(desk, 1, "9-4 9-6 ");
}

/* --- what makes no sense ---------------------------------------------------------------------- */

/* Its key may still arrive. */
static void test_under_another_key(void **state)
{
    struct desk *desk = *state;
    const struct id key = desk->carrier.key, other = id_new();
    struct seal_key secret;
    seal_key_new(&secret);
    assert_int_equal(keys_save(desk->ledger->store, &other, &secret, &desk->err), LI_OK);
    desk->carrier.key = other;
    say(desk, 9, 5);
    desk->carrier.key = key;
    assert_int_equal(keys_remove(desk->ledger->store, &other, &desk->err), LI_OK);
    expect_asked(desk, 1, "");
    assert_int_equal(keys_save(desk->ledger->store, &other, &secret, &desk->err), LI_OK);
    expect_asked(desk, 1, "9-5 ");
    expect_asked(desk, 0, "");
}

/* Damaged, empty, or sealed by one for another: asked for once. */
static void test_not_a_vector(void **state)
{
    struct desk *desk = *state;
    const struct id empty = device_of(7), one = device_of(9), other = device_of(10);
    add_row(desk, &empty)->hash.byte[0] = 1;
    struct saying *damaged = say(desk, 8, 3);
    damaged->sealed.at[damaged->sealed.size - 1] ^= 1;
    add_saying(desk, &one, &other, 4);
    say(desk, 11, 6);
    desk->vectors->rows[desk->vectors->count++][0] = (struct hub_value){none, sizeof none};
    expect_asked(desk, 4, "11-6 ");
    expect_asked(desk, 0, "");
}

/* Nothing is asked of the hub when it can't be read what is here. */
static void test_unread(void **state)
{
    struct desk *desk = *state;
    struct store *store = desk->ledger->store;
    say(desk, 9, 5);
    store->gate = GATE_OPEN;
    assert_int_equal(
        query_run(store, "ALTER TABLE local_told_hash RENAME TO hidden", &desk->err), LI_OK);
    store->gate = GATE_SHUT;
    assert_int_equal(hub_class.open(&desk->carrier, &desk->err), LI_OK);
    assert_int_not_equal(hub_class.told(&desk->carrier, give_told, desk, &desk->err), LI_OK);
    hub_class.close(&desk->carrier);
    assert_int_equal(desk->vectors->asked, 0);
}

/* --- telling ---------------------------------------------------------------------------------- */

static void test_tell_what_is_new(void **state)
{
    struct desk *desk = *state;
    struct heads have = heads_of(&desk->carrier.device, 5);
    const struct hash hash = told_heads_hash(&have);
    struct fake_hub_answer *told = fake_hub_answer(HUB_TOLD);
    add_saying(desk, &desk->carrier.device, &desk->carrier.device, 5);
    assert_int_equal(hub_class.open(&desk->carrier, &desk->err), LI_OK);
    assert_int_equal(hub_class.tell(&desk->carrier, &have, &desk->err), LI_OK);
    hub_class.close(&desk->carrier);
    assert_int_equal(told->asked, 0);
    desk_forget(desk);
    add_saying(desk, &desk->carrier.device, &desk->carrier.device, 4);
    assert_int_equal(hub_class.open(&desk->carrier, &desk->err), LI_OK);
    assert_int_equal(hub_class.tell(&desk->carrier, &have, &desk->err), LI_OK);
    hub_class.close(&desk->carrier);
    assert_int_equal(told->asked, 1);
    assert_int_equal(told->sizes[2], HASH_SIZE);
    assert_memory_equal(told->bytes[2], hash.byte, HASH_SIZE);
    heads_clear(&have);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK_TEST(test_only_what_is_new),
        DESK_TEST(test_another_hub),
        DESK_TEST(test_the_same_hub_again),
        DESK_TEST(test_older_programs_give_no_hash),
        DESK_TEST(test_not_ones_own),
        DESK_TEST(test_of_many_some),
        DESK_TEST(test_two_logins),
        DESK_TEST(test_under_another_key),
        DESK_TEST(test_not_a_vector),
        DESK_TEST(test_unread),
        DESK_TEST(test_tell_what_is_new),
    };
    return cmocka_run_group_tests_name("what devices say at a hub", tests, NULL, NULL);
}
