/*
 * test_replicas.c: what must hold of any journals, tried on random ones over the real schema.
 *
 * A seed gives one story: which replicas write what (now and then what breaks a rule), whose clock
 * is how wrong, who sends what to whom, in which order and how often. LIAISE_SEEDS, or the first
 * argument, says how many are tried; the seed is printed when one fails.
 */
#include "data/base/error.h"
#include "data/base/memory.h"
#include "data/entry/entry.h"
#include "data/journal/journal.h"
#include "data/journal/journal_as_of.h"
#include "data/journal/journal_undo.h"
#include "data/store/store.h"
#include "tests/support/chance.h"
#include "tests/support/scribbler.h"
#include "tests/support/take_in.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { REPLICAS = 4, ROUNDS = 8 };

/* Entries on their way. */

struct export_reader {
    struct entry *entries;
    size_t count, room;
    struct chance *chance;
    int64_t most[REPLICAS]; /* of each replica, entries up to this count */
    struct scribbler *replicas;
};

static void parcel_put(struct export_reader *parcel, const struct entry *entry)
{
    if (parcel->count == parcel->room) {
        parcel->room = parcel->room ? 2 * parcel->room : 64;
        parcel->entries = li_realloc(parcel->entries, parcel->room, sizeof *parcel->entries);
    }
    struct entry *copy = &parcel->entries[parcel->count++];
    *copy = *entry;
    copy->author = li_strdup(entry->author);
    copy->behalf = li_strdup(entry->behalf);
    copy->at = li_strdup(entry->at);
    copy->label = li_strdup(entry->label);
    copy->changeset = li_calloc(1, entry->changeset_size);
    memcpy(copy->changeset, entry->changeset, entry->changeset_size);
    copy->effect = copy->changeset;
}

static bool parcel_visit(void *arg, const struct entry *entry)
{
    struct export_reader *parcel = arg;
    for (int i = 0; i < REPLICAS; i++)
        if (id_equal(&entry->name.replica, store_replica(parcel->replicas[i].store)) &&
            entry->name.seq > parcel->most[i])
            return true;
    parcel_put(parcel, entry);
    if (chance_of(parcel->chance, 10))
        parcel_put(parcel, entry);
    return true;
}

static void parcel_shuffle(struct export_reader *parcel)
{
    for (size_t i = parcel->count; i > 1; i--) {
        size_t j = (size_t)chance_below(parcel->chance, (int)i);
        struct entry kept = parcel->entries[i - 1];
        parcel->entries[i - 1] = parcel->entries[j];
        parcel->entries[j] = kept;
    }
}

static void parcel_free(struct export_reader *parcel)
{
    for (size_t i = 0; i < parcel->count; i++)
        entry_free(&parcel->entries[i]);
    free(parcel->entries);
}

static void send(struct scribbler *replicas, int from, int to, bool whole)
{
    struct li_error err = {0};
    struct entry_scan all = {0};
    struct journal_merged merged;
    struct export_reader parcel = {.chance = replicas[from].chance, .replicas = replicas};
    for (int i = 0; i < REPLICAS; i++)
        parcel.most[i] = whole ? INT64_MAX : chance_below(parcel.chance, 40);
    assert_int_equal(entry_scan(replicas[from].store, &all, parcel_visit, &parcel, &err), LI_OK);
    parcel_shuffle(&parcel);
    enum li_err code = take_in(replicas[to].store, parcel.entries, parcel.count, &merged, &err);
    if (code != LI_OK)
        print_error("%s\n", err.message);
    assert_int_equal(code, LI_OK);
    assert_int_equal(merged.taken + merged.known, parcel.count);
    parcel_free(&parcel);
}

/* Stories. */

static void random_undo(struct scribbler *replica)
{
    struct li_error err = {0};
    struct journal_undo_result undone;
    enum li_err code = chance_of(replica->chance, 70)
                           ? journal_undo(replica->store, NULL, NULL, &undone, &err)
                           : journal_redo(replica->store, NULL, &undone, &err);
    if (code == LI_OK)
        free(undone.label);
    else
        assert_true(code == LI_NONE || code == LI_REFUSED);
}

static void story_converges(struct chance *chance, const struct scribbler_schema *schema)
{
    struct scribbler replicas[REPLICAS] = {0};
    for (int i = 0; i < REPLICAS; i++)
        scribbler_open(&replicas[i], chance, schema);
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < REPLICAS; i++)
            for (int times = chance_below(chance, 4); times > 0; times--)
                if (chance_of(chance, 15))
                    random_undo(&replicas[i]);
                else
                    scribbler_write(&replicas[i]);
        for (int times = chance_below(chance, 4); times > 0; times--)
            send(replicas, chance_below(chance, REPLICAS), chance_below(chance, REPLICAS),
                chance_of(chance, 30));
    }
    for (int i = 1; i < REPLICAS; i++)
        send(replicas, i, 0, true);
    for (int i = 1; i < REPLICAS; i++)
        send(replicas, 0, i, true);
    char *tables = scribbler_dump_tables(replicas[0].store, schema);
    char *journal = scribbler_dump_journal(replicas[0].store);
    for (int i = 0; i < REPLICAS; i++) {
        char *others = scribbler_dump_tables(replicas[i].store, schema);
        char *other_journal = scribbler_dump_journal(replicas[i].store);
        assert_string_equal(tables, others);
        assert_string_equal(journal, other_journal);
        free(others);
        free(other_journal);
    }
    scribbler_is_sound(replicas[chance_below(chance, REPLICAS)].store);
    free(tables);
    free(journal);
    for (int i = 0; i < REPLICAS; i++)
        store_close(replicas[i].store);
}

/* As of any entry is what the tables were when it had just been written. */
static void story_as_of(struct chance *chance, const struct scribbler_schema *schema)
{
    enum { WRITES = 5 };
    struct li_error err = {0};
    struct scribbler replica = {0};
    char *stood[WRITES], *instant[WRITES];
    scribbler_open(&replica, chance, schema);
    for (int i = 0; i < WRITES; i++) {
        replica.clock = (replica.clock / 1000 + 1 + chance_below(chance, 3)) * 1000 + 500;
        scribbler_write(&replica);
        stood[i] = scribbler_dump_tables(replica.store, schema);
        instant[i] = scribbler_dump(replica.store, "SELECT max(at) FROM journal_entry");
        instant[i][strcspn(instant[i], "|")] = '\0';
    }
    for (int i = 0; i < WRITES; i++) {
        struct store *then;
        if (strcmp(instant[i], "~") != 0) {
            assert_int_equal(
                journal_as_of(replica.store, instant[i], &then, NULL, NULL, NULL, NULL, &err),
                LI_OK);
            char *stands = scribbler_dump_tables(then, schema);
            assert_string_equal(stands, stood[i]);
            assert_int_equal(
                journal_write(then, "No", scribbler_scribble, &replica, NULL, &err), LI_REFUSED);
            free(stands);
            store_close(then);
        }
    }
    for (int i = 0; i < WRITES; i++) {
        free(stood[i]);
        free(instant[i]);
    }
    store_close(replica.store);
}

static int seeds_wanted;

static void test_converges(void **state)
{
    (void)state;
    scribbler_tell(story_converges, "converges", 1, seeds_wanted);
}

static void test_as_of(void **state)
{
    (void)state;
    scribbler_tell(story_as_of, "as of", 4, seeds_wanted);
}

int main(int argc, char **argv)
{
    seeds_wanted = chance_seeds(argc, argv, 140);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_converges),
        cmocka_unit_test(test_as_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
