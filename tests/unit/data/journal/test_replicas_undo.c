/*
 * test_replicas_undo.c: what must hold of undo and redo in any journal, tried on random ones.
 *
 * LIAISE_SEEDS, or the first argument, says how many stories are tried (scribbler.h); the seed is
 * printed when one fails.
 */
#include "data/base/error.h"
#include "data/base/memory.h"
#include "data/changeset/changeset.h"
#include "data/database/database_copy.h"
#include "data/entry/entry.h"
#include "data/entry/entry_name.h"
#include "data/journal/journal_undo.h"
#include "data/store/query.h"
#include "data/store/store.h"
#include "data/store/value.h"
#include "tests/support/chance.h"
#include "tests/support/scribbler.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Undo, newest first, leads all the way back, and redo all the way forth. */
static void story_undo_in_order(struct chance *chance, const struct scribbler_schema *schema)
{
    struct li_error err;
    struct journal_undo_result undone;
    struct scribbler replica = {0};
    enum li_err code;
    scribbler_open(&replica, chance, schema);
    char *empty = scribbler_dump_tables(replica.store, schema);
    for (int times = 12; times > 0; times--)
        scribbler_write(&replica);
    char *full = scribbler_dump_tables(replica.store, schema);
    while ((code = journal_undo(replica.store, NULL, NULL, &undone, &err)) == LI_OK) {
        assert_int_equal(undone.left, 0);
        free(undone.label);
    }
    assert_int_equal(code, LI_NONE);
    char *back = scribbler_dump_tables(replica.store, schema);
    assert_string_equal(back, empty);
    while ((code = journal_redo(replica.store, NULL, &undone, &err)) == LI_OK) {
        assert_int_equal(undone.left, 0);
        free(undone.label);
    }
    assert_int_equal(code, LI_NONE);
    char *forth = scribbler_dump_tables(replica.store, schema);
    assert_string_equal(forth, full);
    scribbler_is_sound(replica.store);
    store_close(replica.store);
    free(empty);
    free(full);
    free(back);
    free(forth);
}

/* What undo named as left alone. */
struct named {
    struct id *ids;
    size_t count;
};

static void named_put(struct named *named, const struct id *id)
{
    named->ids = li_realloc(named->ids, named->count + 1, sizeof *named->ids);
    named->ids[named->count++] = *id;
}

static bool named_has(const struct named *named, const struct id *id)
{
    for (size_t i = 0; i < named->count; i++)
        if (id_equal(&named->ids[i], id))
            return true;
    return false;
}

static void named_left(
    void *arg, const char *table, const struct id *id, const char *column, const char *now)
{
    (void)now;
    assert_non_null(table);
    assert_non_null(column);
    named_put(arg, id);
}

static void named_refused(struct named *named, struct store *store, const struct entry_name *name)
{
    struct li_error err = {0};
    struct entry entry;
    assert_int_equal(entry_find(store, &name->hash, &entry, &err), LI_OK);
    struct changeset *changeset = changeset_open(store, entry.effect, entry.effect_size, &err);
    while (changeset && changeset_next(changeset, &err) > 0)
        named_put(named, changeset_id(changeset));
    changeset_close(changeset);
    entry_free(&entry);
}

static struct entry_name entry_of(struct store *store, int64_t seq)
{
    struct li_error err;
    struct entry_name name;
    char *text = li_format("%lld", (long long)seq);
    assert_int_equal(entry_name_parse(store, text, &name, &err), LI_OK);
    free(text);
    return name;
}

/* Undoes the entries in a random order, coming back to those refused until none goes any more. */
static void undo_shuffled(
    struct scribbler *replica, int64_t first, int64_t last, struct named *named)
{
    size_t count = (size_t)(last - first + 1);
    struct entry_name *names = li_calloc(count, sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = entry_of(replica->store, first + (int64_t)i);
    for (size_t i = count; i > 1; i--) {
        size_t j = (size_t)chance_below(replica->chance, (int)i);
        struct entry_name kept = names[i - 1];
        names[i - 1] = names[j];
        names[j] = kept;
    }
    bool any = true;
    while (any && count > 0) {
        size_t refused = 0;
        for (size_t i = 0; i < count; i++) {
            struct li_error err = {0};
            struct journal_undo_result undone;
            struct named left = {0};
            const struct journal_undo_observer ear = {.left = named_left, .left_arg = &left};
            enum li_err code = journal_undo(replica->store, &names[i], &ear, &undone, &err);
            if (code == LI_OK) {
                assert_int_equal(undone.left, left.count);
                for (size_t j = 0; j < left.count; j++)
                    named_put(named, &left.ids[j]);
                free(undone.label);
            } else {
                assert_int_equal(code, LI_REFUSED);
                assert_true(strlen(err.message) > 10);
                names[refused++] = names[i];
            }
            free(left.ids);
        }
        any = refused < count;
        count = refused;
    }
    for (size_t i = 0; i < count; i++)
        named_refused(named, replica->store, &names[i]);
    free(names);
}

/* Every record that is not as it was has been named. */
static void compare_records(struct store *before, struct store *after,
    const struct scribbler_schema *schema, const struct named *named)
{
    struct li_error err = {0};
    for (size_t i = 0; i < schema->count; i++) {
        char *sql = li_format("SELECT * FROM \"%s\" ORDER BY id", schema->tables[i].name);
        struct query *a = query_new(before, sql, &err), *b = query_new(after, sql, &err);
        int in_a = query_step(a, &err), in_b = query_step(b, &err);
        while (in_a > 0 || in_b > 0) {
            struct id id_a = {{0}}, id_b = {{0}};
            if (in_a > 0)
                query_id(a, 0, &id_a);
            if (in_b > 0)
                query_id(b, 0, &id_b);
            int order = in_a <= 0 ? 1 : in_b <= 0 ? -1 : memcmp(id_a.byte, id_b.byte, ID_SIZE);
            bool same = order == 0;
            for (int j = 0; same && j < query_columns(a); j++)
                same = value_equal(query_value(a, j), query_value(b, j));
            if (!same)
                assert_true(named_has(named, order <= 0 ? &id_a : &id_b));
            if (order <= 0)
                in_a = query_step(a, &err);
            if (order >= 0)
                in_b = query_step(b, &err);
        }
        query_free(a);
        query_free(b);
        free(sql);
    }
}

static void story_undo_shuffled(struct chance *chance, const struct scribbler_schema *schema)
{
    struct li_error err = {0};
    struct scribbler replica = {0};
    struct named named = {0};
    struct entry_name last;
    struct store *before;
    scribbler_open(&replica, chance, schema);
    for (int times = 8; times > 0; times--)
        scribbler_write(&replica);
    assert_int_equal(store_connect_blank(&before, NULL, NULL, &err), LI_OK);
    assert_int_equal(database_copy(replica.store, store_db(before), NULL, NULL, &err), LI_OK);
    char *started = scribbler_dump(replica.store, "SELECT ifnull(max(seq), 0) FROM journal_entry");
    for (int times = 12; times > 0; times--)
        scribbler_write(&replica);
    char *ended = scribbler_dump(replica.store, "SELECT ifnull(max(seq), 0) FROM journal_entry");
    last.seq = atoll(ended);
    if (last.seq > atoll(started))
        undo_shuffled(&replica, atoll(started) + 1, last.seq, &named);
    compare_records(before, replica.store, schema, &named);
    scribbler_is_sound(replica.store);
    store_close(before);
    store_close(replica.store);
    free(named.ids);
    free(started);
    free(ended);
}

static int seeds_wanted;

static void test_undo_in_order(void **state)
{
    (void)state;
    scribbler_tell(story_undo_in_order, "undo in order", 2, seeds_wanted);
}

static void test_undo_shuffled(void **state)
{
    (void)state;
    scribbler_tell(story_undo_shuffled, "undo shuffled", 3, seeds_wanted);
}

int main(int argc, char **argv)
{
    seeds_wanted = chance_seeds(argc, argv, 140);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_undo_in_order),
        cmocka_unit_test(test_undo_shuffled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
