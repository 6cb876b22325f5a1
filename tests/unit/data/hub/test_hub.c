/*
 * test_hub.c: what a hub gives is taken as far as it makes sense, and what goes there is dated as
 * the hub's clock allows.
 */
#include "data/base/memory.h"
#include "data/entry/entry_clock.h"
#include "data/hub/hub.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include "tests/support/check.h"
#include "tests/support/ledger.h"
#include "tests/unit/data/hub/fake_hub.h"
#include <stdlib.h>
#include <string.h>

static const char address[] = "postgresql://ann@hub/team";
static const unsigned char theirs[ID_SIZE] = {9}, other[ID_SIZE] = {8};
static const unsigned char tips[][HASH_SIZE] = {{1}, {2}, {3}};

/* Numbers as a hub gives them. */
static const unsigned char numbers[][HUB_INT_SIZE] = {
    {0}, {0, 0, 0, 0, 0, 0, 0, 1}, {0, 0, 0, 0, 0, 0, 0, 2}, {0, 0, 0, 0, 0, 0, 0, 3}};

static struct hub_value bytes_of(const unsigned char *bytes, size_t size)
{
    return (struct hub_value){bytes, size};
}
#define VALUE(array) bytes_of(array, sizeof(array))

/* A database, and the hub it is connected to. */
struct desk {
    struct ledger *ledger;
    struct carrier carrier;
    char *given; /* what was given, with a space after each */
    struct li_error err;
};

static int desk_set_up(void **state)
{
    struct desk *desk = li_calloc(1, sizeof *desk);
    fake_hub_set_up(NULL);
    desk->ledger = ledger_new();
    desk->carrier = (struct carrier){.class = &hub_class,
        .name = "hub",
        .place = address,
        .store = desk->ledger->store,
        .team = id_new(),
        .device = *store_replica(desk->ledger->store)};
    desk->given = li_strdup("");
    assert_int_equal(hub_class.open(&desk->carrier, &desk->err), LI_OK);
    *state = desk;
    return 0;
}

static int desk_tear_down(void **state)
{
    struct desk *desk = *state;
    hub_class.close(&desk->carrier);
    ledger_free(desk->ledger);
    free(desk->given);
    free(desk);
    return 0;
}
#define DESK_TEST(test) cmocka_unit_test_setup_teardown(test, desk_set_up, desk_tear_down)

static void desk_note(struct desk *desk, char *text)
{
    char *longer = li_format("%s%s ", desk->given, text);
    free(desk->given);
    free(text);
    desk->given = longer;
}

/* A carrier_give_head. */
static enum li_err give_head(void *arg, const struct entry_name *head, struct li_error *err)
{
    (void)err;
    desk_note(arg, li_format("%lld", (long long)head->seq));
    return LI_OK;
}

/* A carrier_give_bundle. */
static enum li_err give_bundle(
    void *arg, const char *name, const void *bytes, size_t size, struct li_error *err)
{
    (void)name, (void)err;
    desk_note(arg, li_format("%.*s", (int)size, (const char *)bytes));
    return LI_OK;
}

static void assert_given(const struct desk *desk, const char *wanted)
{
    assert_string_equal(desk->given, wanted);
}

/* The head of a branch that is not here, and one that makes no sense. */
static void answer_heads(int last)
{
    struct fake_hub_answer *answer = fake_hub_answer(HUB_HEADS);
    const struct hub_value good[] = {VALUE(theirs), VALUE(numbers[last]), VALUE(tips[0])};
    const struct hub_value odd[] = {VALUE(numbers[1]), VALUE(numbers[1]), VALUE(tips[0])};
    memcpy(answer->rows[0], good, sizeof good);
    memcpy(answer->rows[1], odd, sizeof odd);
    answer->count = 2;
}

static void test_heads(void **state)
{
    struct desk *desk = *state;
    answer_heads(3);
    assert_int_equal(hub_class.heads(&desk->carrier, give_head, desk, &desk->err), LI_OK);
    assert_given(desk, "3 ");
    assert_int_equal(hub_class.heads(&desk->carrier, give_head, desk, &desk->err), LI_OK);
    assert_int_equal(fake_hub.connects, 1); /* asked once */
}

/* --- pulling ---------------------------------------------------------------------------------- */

static void answer_bundle(struct fake_hub_answer *answer, const unsigned char *tip, int first,
    int last, const char *sealed)
{
    const struct hub_value row[] = {VALUE(theirs), VALUE(numbers[first]), VALUE(numbers[last]),
        bytes_of(tip, HASH_SIZE), {sealed, sealed ? strlen(sealed) : 0}};
    memcpy(answer->rows[answer->count++], row, sizeof row);
}

static enum li_err pull(struct desk *desk, const struct heads *have)
{
    return hub_class.pull(&desk->carrier, have, give_bundle, desk, &desk->err);
}

/* What comes twice, or is empty, is passed over. */
static void test_pull(void **state)
{
    struct desk *desk = *state;
    const struct heads none = {0};
    answer_heads(3);
    struct fake_hub_answer *answer = fake_hub_answer(HUB_PULL);
    answer_bundle(answer, tips[1], 1, 2, "first");
    answer_bundle(answer, tips[1], 1, 2, "again");
    answer_bundle(answer, tips[0], 3, 3, NULL);
    answer_bundle(answer, tips[0], 3, 3, "second");
    assert_int_equal(pull(desk, &none), LI_OK);
    assert_given(desk, "first second ");
}

/* Of what is here, the longest of several branches is named. */
static void test_pull_names_the_longest(void **state)
{
    struct desk *desk = *state;
    struct heads have = {0};
    struct entry_name head = {.replica = desk->carrier.device};
    static const int lengths[] = {1, 3, 2};
    for (int i = 0; i < 3; i++) {
        head.seq = lengths[i];
        memcpy(head.hash.byte, tips[i], HASH_SIZE);
        heads_add(&have, &head);
    }
    head.seq = 2;
    memcpy(head.replica.byte, other, ID_SIZE); /* not whole here */
    memset(head.hash.byte, 7, HASH_SIZE);
    heads_add(&have, &head);
    static const unsigned char unknown[HASH_SIZE] = {99};
    answer_heads(1);
    fake_hub.answers[0].rows[0][2] = VALUE(unknown);
    struct fake_hub_answer *answer = fake_hub_answer(HUB_PULL);
    assert_int_equal(pull(desk, &have), LI_OK);
    enum { ONE = 20 + 4 /* an array of one item, and its size */ };
    assert_int_equal(answer->sizes[1], ONE + ID_SIZE);
    assert_memory_equal(answer->bytes[1] + ONE, desk->carrier.device.byte, ID_SIZE);
    assert_int_equal(answer->sizes[2], ONE + HUB_INT_SIZE);
    assert_memory_equal(answer->bytes[2] + ONE, numbers[3], HUB_INT_SIZE);
    heads_clear(&have);
}

/* Nothing is asked of the hub when it can't be read what is here. */
static void test_pull_unread(void **state)
{
    struct desk *desk = *state;
    struct store *store = desk->ledger->store;
    struct heads have = {0};
    struct entry_name head = {.seq = 1};
    memcpy(head.replica.byte, other, ID_SIZE);
    heads_add(&have, &head);
    store->gate = GATE_OPEN;
    assert_int_equal(
        query_run(store, "ALTER TABLE journal_signature RENAME TO hidden", &desk->err), LI_OK);
    store->gate = GATE_SHUT;
    answer_heads(3);
    struct fake_hub_answer *answer = fake_hub_answer(HUB_PULL);
    assert_int_not_equal(pull(desk, &have), LI_OK);
    assert_int_equal(answer->asked, 0);
    heads_clear(&have);
}

/* A branch that did not come with the rest is asked for bundle by bundle, in order. */
static void test_pull_a_branch(void **state)
{
    struct desk *desk = *state;
    const struct heads none = {0};
    answer_heads(3);
    struct fake_hub_answer *pulled = fake_hub_answer(HUB_PULL);
    answer_bundle(pulled, tips[2], 1, 1, "trunk");
    struct fake_hub_answer *list = fake_hub_answer(HUB_LIST);
    for (int i = 0; i < 3; i++) {
        const struct hub_value row[] = {VALUE(numbers[i + 1]), VALUE(tips[2 - i])};
        memcpy(list->rows[i], row, sizeof row);
    }
    list->count = 3;
    struct fake_hub_answer *fetched = fake_hub_answer(HUB_FETCH);
    fetched->rows[0][0] = (struct hub_value){"branch", 6};
    fetched->count = 1;
    assert_int_equal(pull(desk, &none), LI_OK);
    assert_given(desk, "trunk branch branch ");
    assert_int_equal(fetched->asked, 2);
    assert_memory_equal(fetched->bytes[2], numbers[3], HUB_INT_SIZE);
    assert_memory_equal(fetched->bytes[3], tips[0], HASH_SIZE);
}

/* --- pushing ---------------------------------------------------------------------------------- */

/* Entries that would win over what others write until then stay here. */
static void test_push_from_the_future(void **state)
{
    enum { MINUTE = 60000 /* ms */ };
    static const unsigned char noon[HUB_INT_SIZE] = {0, 0, 1, 0x9C, 0, 0, 0, 0};
    const int64_t clock = (int64_t)0x19C << 32;
    struct desk *desk = *state;
    struct bundle_header header = {.first = 1, .last = 1};
    struct fake_hub_answer *answer = fake_hub_answer(HUB_CLOCK), *put = fake_hub_answer(HUB_PUSH);
    answer->rows[0][0] = bytes_of(noon, sizeof noon);
    answer->count = 1;
    header.hlc = (uint64_t)(clock + 70 * (int64_t)MINUTE) << ENTRY_CLOCK_COUNTER_BITS;
    assert_int_equal(hub_class.push(&desk->carrier, &header, "sealed", 6, &desk->err), LI_REFUSED);
    assert_string_equal(desk->err.message,
        "Entries dated 70 minutes ahead of the hub's clock stay here until they are due; check "
        "this computer's clock.");
    assert_int_equal(put->asked, 0);
    header.hlc = (uint64_t)(clock + 9 * (int64_t)MINUTE) << ENTRY_CLOCK_COUNTER_BITS;
    assert_int_equal(hub_class.push(&desk->carrier, &header, "sealed", 6, &desk->err), LI_OK);
    assert_int_equal(put->asked, 1);
    assert_int_equal(answer->asked, 1);
}

static void test_push_fails(void **state)
{
    struct desk *desk = *state;
    const struct bundle_header header = {.first = 1, .last = 1};
    fake_hub.fault = FAKE_HUB_RESULT;
    fake_hub.faults = 1;
    fake_hub.state = "53100";
    assert_int_equal(hub_class.push(&desk->carrier, &header, "sealed", 6, &desk->err), LI_IO);
    assert_non_null(strstr(desk->err.message, "is short of memory, disk or connections"));
    assert_int_equal(hub_class.push(&desk->carrier, &header, "sealed", 6, &desk->err), LI_OK);
}

/* The server that answers may be another than the one that said what the hub has, and lack the last
   of that. With a hole before it, a bundle would hide forever that anything is missing. */
static void test_push_leaves_no_hole(void **state)
{
    struct desk *desk = *state;
    struct bundle_header header = {.first = 2, .last = 2};
    struct fake_hub_answer *before = fake_hub_answer(HUB_BEFORE), *put = fake_hub_answer(HUB_PUSH);
    memcpy(header.before.byte, tips[1], HASH_SIZE);
    assert_int_equal(hub_class.push(&desk->carrier, &header, "sealed", 6, &desk->err), LI_IO);
    assert_string_equal(desk->err.message,
        "The hub lost entries during this sync, as when another server takes over; the next sync "
        "sends them again.");
    assert_memory_equal(before->bytes[2], tips[1], HASH_SIZE);
    assert_int_equal(put->asked, 0);
    before->rows[0][0] = VALUE(numbers[1]);
    before->count = 1;
    assert_int_equal(hub_class.push(&desk->carrier, &header, "sealed", 6, &desk->err), LI_OK);
    assert_int_equal(put->asked, 1);
}

/* --- snapshots -------------------------------------------------------------------------------- */

/* The newest that makes sense, part by part. */
static void test_snapshot(void **state)
{
    struct desk *desk = *state;
    struct fake_hub_answer *found = fake_hub_answer(HUB_SNAPSHOTS);
    struct fake_hub_answer *fetched = fake_hub_answer(HUB_SNAPSHOT_FETCH);
    assert_int_equal(
        hub_class.get_snapshot(&desk->carrier, give_bundle, desk, &desk->err), LI_NONE);
    assert_string_equal(desk->err.message, "There is no snapshot at hub.");
    const struct hub_value nobody[] = {VALUE(other), VALUE(numbers[3]), {NULL, 0}};
    const struct hub_value odd[] = {VALUE(numbers[1]), VALUE(numbers[3]), {"ann", 3}};
    const struct hub_value newest[] = {VALUE(theirs), VALUE(numbers[2]), {"bo", 2}};
    const struct hub_value older[] = {VALUE(other), VALUE(numbers[1]), {"ann", 3}};
    memcpy(found->rows[0], nobody, sizeof nobody);
    memcpy(found->rows[1], odd, sizeof odd);
    memcpy(found->rows[2], newest, sizeof newest);
    memcpy(found->rows[3], older, sizeof older);
    found->count = 4;
    fetched->rows[0][0] = (struct hub_value){"part", 4};
    fetched->count = 2; /* the second has nothing */
    assert_int_equal(hub_class.get_snapshot(&desk->carrier, give_bundle, desk, &desk->err), LI_OK);
    assert_given(desk, "part part ");
    assert_int_equal(fetched->asked, 2);
    assert_memory_equal(fetched->bytes[1], theirs, ID_SIZE);
    assert_memory_equal(fetched->bytes[2], "bo", 2);
}

/* --- without a hub ---------------------------------------------------------------------------- */

static void test_not_installed(void **state)
{
    struct desk *desk = *state;
    bool secured = true;
    struct carrier another = desk->carrier;
    another.state = NULL;
    fake_hub.fault = FAKE_HUB_NOT_INSTALLED;
    fake_hub.faults = 2;
    assert_int_equal(hub_class.open(&another, &desk->err), LI_REFUSED);
    assert_non_null(strstr(desk->err.message, "libpq5"));
    hub_class.close(&another);
    hub_class.close(&another);
    assert_int_equal(hub_make_tables(address, &secured, &desk->err), LI_REFUSED);
    assert_false(secured);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK_TEST(test_heads),
        DESK_TEST(test_pull),
        DESK_TEST(test_pull_names_the_longest),
        DESK_TEST(test_pull_unread),
        DESK_TEST(test_pull_a_branch),
        DESK_TEST(test_push_from_the_future),
        DESK_TEST(test_push_fails),
        DESK_TEST(test_push_leaves_no_hole),
        DESK_TEST(test_snapshot),
        DESK_TEST(test_not_installed),
    };
    return cmocka_run_group_tests_name("hub", tests, NULL, NULL);
}
