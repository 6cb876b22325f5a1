/*
 * test_told_heads.c: what devices say they have is saved, whatever order it comes in, and however
 * many they are.
 */
#include "data/base/memory.h"
#include "data/carrier/told_heads.h"
#include "data/store/query.h"
#include "tests/support/check.h"
#include "tests/support/meeting.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct id numbered_id(int number)
{
    struct id id = {{0}};
    id.byte[0] = (unsigned char)(number >> 8);
    id.byte[15] = (unsigned char)number;
    return id;
}

static struct entry_name entry(int replica, int seq, int branch)
{
    struct entry_name name = {numbered_id(replica), seq, {{0}}};
    name.hash.byte[0] = (unsigned char)replica;
    name.hash.byte[1] = (unsigned char)seq;
    name.hash.byte[2] = (unsigned char)branch;
    return name;
}

/* entries ends in one of replica 0. */
static void say(struct meeting *meeting, int device, const struct entry_name *entries)
{
    struct told_heads told = {.device = numbered_id(device)};
    for (; !id_is_nil(&entries->replica); entries++)
        heads_add(&told.heads, entries);
    assert_int_equal(told_heads_save(meeting->head->store, &told, 1, &meeting->err), LI_OK);
    heads_clear(&told.heads);
}

/* "REPLICA-NUMBER" of each head, in order. */
static void expect(struct meeting *meeting, int device, const char *wanted)
{
    char *text = NULL;
    struct heads heads;
    struct id id = numbered_id(device);
    FILE *out = li_text_open(&text);
    assert_int_equal(told_heads_load(meeting->head->store, &id, &heads, &meeting->err), LI_OK);
    for (size_t i = 0; i < heads.count; i++)
        fprintf(out, "%d-%lld ", heads.items[i].replica.byte[15], (long long)heads.items[i].seq);
    li_text_close(out);
    assert_string_equal(text, wanted);
    heads_clear(&heads);
    free(text);
}

static int64_t number(struct meeting *meeting, const char *sql)
{
    int64_t found = -1;
    assert_int_equal(query_number(meeting->head->store, sql, &found, &meeting->err), LI_OK);
    return found;
}

static int64_t most(struct meeting *meeting, int replica)
{
    char sql[128];
    snprintf(sql, sizeof sql, "SELECT max(seq) FROM local_told_most WHERE replica = x'%030d%02x'",
        0, replica);
    return number(meeting, sql);
}

static void test_what_is_higher_stays(void **state)
{
    struct meeting *meeting = *state;
    const struct entry_name nothing = {0};
    expect(meeting, 9, "");
    say(meeting, 9, (const struct entry_name[]){entry(2, 7, 0), entry(1, 5, 0), nothing});
    expect(meeting, 9, "1-5 2-7 ");
    say(meeting, 9, (const struct entry_name[]){entry(1, 4, 0), entry(3, 1, 0), nothing});
    expect(meeting, 9, "1-5 2-7 3-1 ");
    say(meeting, 9, (const struct entry_name[]){entry(2, 8, 0), nothing});
    expect(meeting, 9, "1-5 2-8 3-1 ");
}

static void test_branches_of_one_length_both_count(void **state)
{
    struct meeting *meeting = *state;
    const struct entry_name nothing = {0};
    say(meeting, 9, (const struct entry_name[]){entry(1, 5, 0), entry(1, 5, 1), nothing});
    expect(meeting, 9, "1-5 1-5 ");
    say(meeting, 9, (const struct entry_name[]){entry(1, 5, 1), nothing});
    expect(meeting, 9, "1-5 1-5 ");
    say(meeting, 9, (const struct entry_name[]){entry(1, 6, 0), nothing});
    expect(meeting, 9, "1-6 ");
}

static void test_the_most_of_any(void **state)
{
    struct meeting *meeting = *state;
    const struct entry_name nothing = {0};
    say(meeting, 9, (const struct entry_name[]){entry(1, 5, 0), entry(2, 2, 0), nothing});
    say(meeting, 8, (const struct entry_name[]){entry(1, 4, 0), entry(2, 3, 0), nothing});
    assert_int_equal(most(meeting, 1), 5);
    assert_int_equal(most(meeting, 2), 3);
}

static struct hash hash_of(const struct entry_name *entries)
{
    struct heads heads = {0};
    for (; !id_is_nil(&entries->replica); entries++)
        heads_append(&heads, entries);
    struct hash hash = told_heads_hash(&heads);
    heads_clear(&heads);
    return hash;
}

static void test_equal_sets_have_equal_hashes(void **state)
{
    const struct entry_name one = entry(1, 5, 0), other = entry(2, 7, 0), nothing = {0};
    const struct entry_name fork = entry(1, 4, 1);
    (void)state;
    struct hash hash = hash_of((const struct entry_name[]){one, other, nothing});
    struct hash turned = hash_of((const struct entry_name[]){other, one, nothing});
    struct hash forked = hash_of((const struct entry_name[]){one, other, fork, nothing});
    struct hash less = hash_of((const struct entry_name[]){one, nothing});
    struct hash none = hash_of(&nothing);
    assert_true(hash_equal(&hash, &turned));
    assert_false(hash_equal(&hash, &forked));
    assert_false(hash_equal(&hash, &less));
    assert_false(hash_equal(&less, &none) || hash_is_zero(&none));
}

/* Different ones, of those there are. */
static void test_of_many_some_are_chosen(void **state)
{
    static const size_t counts[] = {0, 1, TOLD_HEADS_MOST, TOLD_HEADS_MOST + 1, 1000};
    (void)state;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        size_t which[TOLD_HEADS_MOST], count = counts[i], chosen = told_heads_choose(count, which);
        bool is[1000] = {false};
        assert_int_equal(chosen, count < TOLD_HEADS_MOST ? count : TOLD_HEADS_MOST);
        for (size_t k = 0; k < chosen; k++) {
            assert_true(which[k] < count && !is[which[k]]);
            is[which[k]] = true;
        }
    }
}

enum { MANY = 70 };

/* A file as that device would write it. */
static void tell(struct meeting *meeting, int device)
{
    struct ledger *head = meeting->head;
    struct keys keys;
    struct bytes bytes = {0};
    struct heads heads = {0};
    char id[ID_TEXT_SIZE];
    struct carrier carrier = {.store = head->store, .device = numbered_id(device)};
    assert_int_equal(keys_load(head->store, &keys, &meeting->err), LI_OK);
    carrier.key = keys.items[0].id;
    assert_int_equal(sync_check_shared(head->store, &carrier.team, &meeting->err), LI_OK);
    keys_clear(&keys);
    const struct entry_name own = entry(device, 1, 0);
    heads_add(&heads, &own);
    assert_int_equal(told_heads_seal(&carrier, &heads, &bytes, &meeting->err), LI_OK);
    char *path = li_format("%s/%s.heads", meeting->one, id_text(&carrier.device, id));
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    assert_int_equal(fwrite(bytes.at, bytes.size, 1, out), 1);
    assert_int_equal(fclose(out), 0);
    free(path);
    free(bytes.at);
    heads_clear(&heads);
}

/* A sync reads some of many, and others the next time. */
static void test_all_have_their_turn(void **state)
{
    struct meeting *meeting = *state;
    meeting_meet(meeting);
    int64_t others = number(meeting, "SELECT count(*) FROM local_told"), last = others;
    for (int device = 1; device <= MANY; device++)
        tell(meeting, device);
    for (int syncs = 0; syncs < 3; syncs++) {
        meeting_sync(meeting, meeting->head);
        int64_t told = number(meeting, "SELECT count(*) FROM local_told");
        assert_true(told > last && (syncs == 2 || told < others + MANY));
        last = told;
    }
    assert_int_equal(last, others + MANY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MEETING_TEST(test_what_is_higher_stays),
        MEETING_TEST(test_branches_of_one_length_both_count),
        MEETING_TEST(test_the_most_of_any),
        cmocka_unit_test(test_equal_sets_have_equal_hashes),
        cmocka_unit_test(test_of_many_some_are_chosen),
        MEETING_TEST(test_all_have_their_turn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
