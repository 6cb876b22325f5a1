/*
 * test_replicas.c: what must hold of any journals, tried on random ones over the real schema.
 *
 * A seed gives one story: which replicas write what (now and then what breaks a rule), whose clock
 * is how wrong, who sends what to whom, in which order and how often. LIAISE_SEEDS, or the first
 * argument, says how many are tried; the seed is printed when one fails.
 */
#include "data/base/error.h"
#include "data/base/memory.h"
#include "data/changeset/changeset.h"
#include "data/database/database_check.h"
#include "data/database/database_copy.h"
#include "data/entry/entry.h"
#include "data/entry/entry_name.h"
#include "data/journal/journal.h"
#include "data/journal/journal_as_of.h"
#include "data/journal/journal_check.h"
#include "data/journal/journal_merge.h"
#include "data/journal/journal_undo.h"
#include "data/journal/scratch.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include "data/store/table_info.h"
#include "data/store/value.h"
#include "tests/support/chance.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { REPLICAS = 4, ROUNDS = 8, COLUMNS_MOST = 24 };

/* The schema, as the database itself tells it. */

struct field {
    char *name, *parent; /* parent NULL: a plain value */
    bool number;
};

struct table {
    char *name;
    struct field fields[COLUMNS_MOST];
    int count;
};

struct schema {
    struct table *tables;
    size_t count;
};

static void schema_read(struct store *store, struct schema *out)
{
    struct li_error err;
    char **names;
    assert_int_equal(table_info_load_names(store, &names, &out->count, &err), LI_OK);
    out->tables = li_calloc(out->count, sizeof *out->tables);
    struct query *query = query_new(store,
        "SELECT i.name, i.type = 'NUMERIC', f.\"table\" FROM pragma_table_info(?1) i"
        " LEFT JOIN pragma_foreign_key_list(?1) f ON f.\"from\" = i.name"
        " WHERE i.name <> 'id' ORDER BY i.cid",
        &err);
    assert_non_null(query);
    for (size_t i = 0; i < out->count; i++) {
        struct table *table = &out->tables[i];
        table->name = names[i];
        query_bind_text(query, 1, names[i]);
        while (query_step(query, &err) > 0) {
            assert_in_range(table->count, 0, COLUMNS_MOST - 1);
            table->fields[table->count++] = (struct field){
                .name = li_strdup(query_text(query, 0)),
                .number = query_int(query, 1) != 0,
                .parent = li_strdup(query_text(query, 2)),
            };
        }
    }
    query_free(query);
    free(names);
}

static void schema_free(struct schema *schema)
{
    for (size_t i = 0; i < schema->count; i++) {
        for (int j = 0; j < schema->tables[i].count; j++) {
            free(schema->tables[i].fields[j].name);
            free(schema->tables[i].fields[j].parent);
        }
        free(schema->tables[i].name);
    }
    free(schema->tables);
}

/* A replica. */

struct replica {
    struct store *store;
    struct chance *chance;
    const struct schema *schema;
    int64_t clock;
};

static int64_t replica_clock(void *arg)
{
    return ((struct replica *)arg)->clock;
}

static void replica_open(
    struct replica *replica, struct chance *chance, const struct schema *schema)
{
    struct li_error err = {0};
    assert_int_equal(scratch_open(&replica->store, NULL, NULL, &err), LI_OK);
    replica->store->replica = chance_id(chance);
    replica->chance = chance;
    replica->schema = schema;
    replica->clock = 1700000000000 + chance_below(chance, 5);
    store_set_clock(replica->store, replica_clock, replica);
    store_set_author(replica->store, "tester");
}

static bool replica_some_id(struct replica *replica, const char *table, struct id *out)
{
    struct li_error err;
    char *sql = li_format("SELECT id FROM \"%s\" ORDER BY id LIMIT 1 OFFSET"
                          " ?1 %% max(1, (SELECT count(*) FROM \"%s\"))",
        table, table);
    struct query *query = query_new(replica->store, sql, &err);
    free(sql);
    query_bind_int(query, 1, chance_below(replica->chance, 1000));
    bool found = query_step(query, &err) > 0 && query_id(query, 0, out);
    query_free(query);
    return found;
}

static void replica_bind_value(
    struct replica *replica, struct query *query, int at, const struct field *field)
{
    static const char *const texts[] = {"a", "b", "Taituarā", "x", "STMOÚ", "", "2026-03-15"};
    static const double numbers[] = {0, 1, 2, 2.5, -1, 30, 0, 1};
    struct chance *chance = replica->chance;
    struct id id;
    if (field->parent && (chance_of(chance, 30) || !replica_some_id(replica, field->parent, &id))) {
        id = chance_id(chance);
        query_bind_id(query, at, chance_of(chance, 10) ? &id : NULL);
    } else if (field->parent) {
        query_bind_id(query, at, &id);
    } else if (chance_of(chance, 10)) {
        query_bind_text(query, at, NULL);
    } else if (field->number) {
        query_bind_real(query, at, numbers[chance_below(chance, 8)]);
    } else {
        query_bind_text(query, at, texts[chance_below(chance, 7)]);
    }
}

static void replica_insert(struct replica *replica, const struct table *table)
{
    struct li_error err;
    struct id id = chance_id(replica->chance);
    char *names = li_strdup("id"), *marks = li_strdup("?1");
    for (int i = 0; i < table->count; i++) {
        char *more = li_format("%s, \"%s\"", names, table->fields[i].name);
        free(names);
        names = more;
        more = li_format("%s, ?%d", marks, i + 2);
        free(marks);
        marks = more;
    }
    char *sql = li_format("INSERT INTO \"%s\" (%s) VALUES (%s)", table->name, names, marks);
    struct query *query = query_new(replica->store, sql, &err);
    assert_non_null(query);
    query_bind_id(query, 1, &id);
    for (int i = 0; i < table->count; i++)
        replica_bind_value(replica, query, i + 2, &table->fields[i]);
    query_step(query, &err); /* what breaks a rule is refused here, and that is fine */
    query_free(query);
    free(sql);
    free(names);
    free(marks);
}

static void replica_update(struct replica *replica, const struct table *table)
{
    struct li_error err;
    struct id id;
    if (!replica_some_id(replica, table->name, &id))
        return;
    for (int times = 1 + chance_below(replica->chance, 3); times > 0; times--) {
        const struct field *field = &table->fields[chance_below(replica->chance, table->count)];
        char *sql =
            li_format("UPDATE \"%s\" SET \"%s\" = ?1 WHERE id = ?2", table->name, field->name);
        struct query *query = query_new(replica->store, sql, &err);
        assert_non_null(query);
        replica_bind_value(replica, query, 1, field);
        query_bind_id(query, 2, &id);
        query_step(query, &err);
        query_free(query);
        free(sql);
    }
}

static void replica_delete(struct replica *replica, const struct table *table)
{
    struct li_error err;
    struct id id;
    if (!replica_some_id(replica, table->name, &id))
        return;
    char *sql = li_format("DELETE FROM \"%s\" WHERE id = ?1", table->name);
    struct query *query = query_new(replica->store, sql, &err);
    query_bind_id(query, 1, &id);
    query_step(query, &err);
    query_free(query);
    free(sql);
}

static enum li_err replica_scribble(struct store *store, void *arg, struct li_error *err)
{
    (void)store;
    (void)err;
    struct replica *replica = arg;
    for (int times = 1 + chance_below(replica->chance, 6); times > 0; times--) {
        const struct table *table =
            &replica->schema->tables[chance_below(replica->chance, (int)replica->schema->count)];
        int what = chance_below(replica->chance, 100);
        if (what < 50)
            replica_insert(replica, table);
        else if (what < 85)
            replica_update(replica, table);
        else
            replica_delete(replica, table);
    }
    return LI_OK;
}

static void replica_write(struct replica *replica)
{
    struct li_error err = {0};
    replica->clock += chance_below(replica->chance, 4) - 1; /* clocks also step back */
    enum li_err code =
        journal_write(replica->store, "Scribble", replica_scribble, replica, NULL, &err);
    if (code != LI_OK)
        print_error("%s\n", err.message);
    assert_int_equal(code, LI_OK);
}

/* What a store holds, as text. */

static char *dump(struct store *store, const char *sql)
{
    struct li_error err = {0};
    char *text = NULL;
    FILE *out = li_text_open(&text);
    struct query *query = query_new(store, sql, &err);
    assert_non_null(query);
    int step;
    while ((step = query_step(query, &err)) > 0) {
        for (int i = 0; i < query_columns(query); i++)
            fprintf(out, "%s|", query_text(query, i) ? query_text(query, i) : "~");
        fputc('\n', out);
    }
    assert_int_equal(step, 0);
    query_free(query);
    li_text_close(out);
    return text;
}

static char *dump_tables(struct store *store, const struct schema *schema)
{
    char *text = NULL;
    FILE *out = li_text_open(&text);
    for (size_t i = 0; i < schema->count; i++) {
        const struct table *table = &schema->tables[i];
        fprintf(out, "[%s]\n", table->name);
        char *sql = li_strdup("SELECT quote(id)");
        for (int j = 0; j < table->count; j++) {
            char *more = li_format("%s, quote(\"%s\")", sql, table->fields[j].name);
            free(sql);
            sql = more;
        }
        char *whole = li_format("%s FROM \"%s\" ORDER BY id", sql, table->name);
        char *rows = dump(store, whole);
        fputs(rows, out);
        free(rows);
        free(whole);
        free(sql);
    }
    li_text_close(out);
    return text;
}

/* How each entry fared, and what it overruled: that too is the same everywhere. */
static char *dump_journal(struct store *store)
{
    char *entries = dump(store, "SELECT hlc, replica, hex(hash), seq, state, label FROM"
                                " journal_entry ORDER BY hlc, replica, hash");
    char *conflicts = dump(store, "SELECT hex(entry), tbl, id, col, why, lost, kept"
                                  " FROM journal_conflict ORDER BY 1, 2, 3, 4, 5, 6, 7");
    char *both = li_format("%s--\n%s", entries, conflicts);
    free(entries);
    free(conflicts);
    return both;
}

static void say_finding(void *arg, const char *finding)
{
    print_error("%s\n", finding);
    ++*(int *)arg;
}

static void check_sound(struct store *store)
{
    struct li_error err = {0};
    int findings = 0;
    enum li_err code = database_check(store, say_finding, &findings, &err);
    if (code == LI_OK)
        code = journal_check(store, NULL, NULL, say_finding, &findings, NULL, NULL, &err);
    if (code != LI_OK)
        print_error("%s\n", err.message);
    assert_int_equal(code, LI_OK);
    assert_int_equal(findings, 0);
}

/* Entries on their way. */

struct export_reader {
    struct entry *entries;
    size_t count, room;
    struct chance *chance;
    int64_t most[REPLICAS]; /* of each replica, entries up to this count */
    struct replica *replicas;
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

static void send(struct replica *replicas, int from, int to, bool whole)
{
    struct li_error err = {0};
    struct entry_scan all = {0};
    struct journal_merged merged;
    struct export_reader parcel = {.chance = replicas[from].chance, .replicas = replicas};
    for (int i = 0; i < REPLICAS; i++)
        parcel.most[i] = whole ? INT64_MAX : chance_below(parcel.chance, 40);
    assert_int_equal(entry_scan(replicas[from].store, &all, parcel_visit, &parcel, &err), LI_OK);
    parcel_shuffle(&parcel);
    enum li_err code =
        journal_merge(replicas[to].store, parcel.entries, parcel.count, &merged, &err);
    if (code != LI_OK)
        print_error("%s\n", err.message);
    assert_int_equal(code, LI_OK);
    assert_int_equal(merged.taken + merged.known, parcel.count);
    parcel_free(&parcel);
}

/* Stories. */

typedef void (*story_fn)(struct chance *chance, const struct schema *schema);

static void random_undo(struct replica *replica)
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

static void story_converges(struct chance *chance, const struct schema *schema)
{
    struct replica replicas[REPLICAS] = {0};
    for (int i = 0; i < REPLICAS; i++)
        replica_open(&replicas[i], chance, schema);
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < REPLICAS; i++)
            for (int times = chance_below(chance, 4); times > 0; times--)
                if (chance_of(chance, 15))
                    random_undo(&replicas[i]);
                else
                    replica_write(&replicas[i]);
        for (int times = chance_below(chance, 4); times > 0; times--)
            send(replicas, chance_below(chance, REPLICAS), chance_below(chance, REPLICAS),
                chance_of(chance, 30));
    }
    for (int i = 1; i < REPLICAS; i++)
        send(replicas, i, 0, true);
    for (int i = 1; i < REPLICAS; i++)
        send(replicas, 0, i, true);
    char *tables = dump_tables(replicas[0].store, schema);
    char *journal = dump_journal(replicas[0].store);
    for (int i = 0; i < REPLICAS; i++) {
        char *others = dump_tables(replicas[i].store, schema);
        char *other_journal = dump_journal(replicas[i].store);
        assert_string_equal(tables, others);
        assert_string_equal(journal, other_journal);
        free(others);
        free(other_journal);
    }
    check_sound(replicas[chance_below(chance, REPLICAS)].store);
    free(tables);
    free(journal);
    for (int i = 0; i < REPLICAS; i++)
        store_close(replicas[i].store);
}

/* Undo, newest first, leads all the way back, and redo all the way forth. */
static void story_undo_in_order(struct chance *chance, const struct schema *schema)
{
    struct li_error err;
    struct journal_undo_result undone;
    struct replica replica = {0};
    enum li_err code;
    replica_open(&replica, chance, schema);
    char *empty = dump_tables(replica.store, schema);
    for (int times = 12; times > 0; times--)
        replica_write(&replica);
    char *full = dump_tables(replica.store, schema);
    while ((code = journal_undo(replica.store, NULL, NULL, &undone, &err)) == LI_OK) {
        assert_int_equal(undone.left, 0);
        free(undone.label);
    }
    assert_int_equal(code, LI_NONE);
    char *back = dump_tables(replica.store, schema);
    assert_string_equal(back, empty);
    while ((code = journal_redo(replica.store, NULL, &undone, &err)) == LI_OK) {
        assert_int_equal(undone.left, 0);
        free(undone.label);
    }
    assert_int_equal(code, LI_NONE);
    char *forth = dump_tables(replica.store, schema);
    assert_string_equal(forth, full);
    check_sound(replica.store);
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
static void undo_shuffled(struct replica *replica, int64_t first, int64_t last, struct named *named)
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
static void compare_records(struct store *before, struct store *after, const struct schema *schema,
    const struct named *named)
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

static void story_undo_shuffled(struct chance *chance, const struct schema *schema)
{
    struct li_error err = {0};
    struct replica replica = {0};
    struct named named = {0};
    struct entry_name last;
    struct store *before;
    replica_open(&replica, chance, schema);
    for (int times = 8; times > 0; times--)
        replica_write(&replica);
    assert_int_equal(store_connect_blank(&before, NULL, NULL, &err), LI_OK);
    assert_int_equal(database_copy(replica.store, store_db(before), NULL, NULL, &err), LI_OK);
    char *started = dump(replica.store, "SELECT ifnull(max(seq), 0) FROM journal_entry");
    for (int times = 12; times > 0; times--)
        replica_write(&replica);
    char *ended = dump(replica.store, "SELECT ifnull(max(seq), 0) FROM journal_entry");
    last.seq = atoll(ended);
    if (last.seq > atoll(started))
        undo_shuffled(&replica, atoll(started) + 1, last.seq, &named);
    compare_records(before, replica.store, schema, &named);
    check_sound(replica.store);
    store_close(before);
    store_close(replica.store);
    free(named.ids);
    free(started);
    free(ended);
}

/* As of any entry is what the tables were when it had just been written. */
static void story_as_of(struct chance *chance, const struct schema *schema)
{
    enum { WRITES = 5 };
    struct li_error err = {0};
    struct replica replica = {0};
    char *stood[WRITES], *instant[WRITES];
    replica_open(&replica, chance, schema);
    for (int i = 0; i < WRITES; i++) {
        replica.clock = (replica.clock / 1000 + 1 + chance_below(chance, 3)) * 1000 + 500;
        replica_write(&replica);
        stood[i] = dump_tables(replica.store, schema);
        instant[i] = dump(replica.store, "SELECT max(at) FROM journal_entry");
        instant[i][strcspn(instant[i], "|")] = '\0';
    }
    for (int i = 0; i < WRITES; i++) {
        struct store *then;
        if (strcmp(instant[i], "~") != 0) {
            assert_int_equal(
                journal_as_of(replica.store, instant[i], &then, NULL, NULL, NULL, NULL, &err),
                LI_OK);
            char *stands = dump_tables(then, schema);
            assert_string_equal(stands, stood[i]);
            assert_int_equal(
                journal_write(then, "No", replica_scribble, &replica, NULL, &err), LI_REFUSED);
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

static void tell(story_fn story, const char *name, uint64_t salt)
{
    struct li_error err = {0};
    struct store *store;
    struct schema schema = {0};
    assert_int_equal(scratch_open(&store, NULL, NULL, &err), LI_OK);
    schema_read(store, &schema);
    store_close(store);
    for (int seed = 1; seed <= seeds_wanted; seed++) {
        struct chance chance = {(uint64_t)seed * 1000003u + salt};
        print_message("%s: seed %d of %d\r", name, seed, seeds_wanted);
        story(&chance, &schema);
    }
    print_message("%s: seeds 1 to %d hold   \n", name, seeds_wanted);
    schema_free(&schema);
}

static void test_converges(void **state)
{
    (void)state;
    tell(story_converges, "converges", 1);
}

static void test_undo_in_order(void **state)
{
    (void)state;
    tell(story_undo_in_order, "undo in order", 2);
}

static void test_undo_shuffled(void **state)
{
    (void)state;
    tell(story_undo_shuffled, "undo shuffled", 3);
}

static void test_as_of(void **state)
{
    (void)state;
    tell(story_as_of, "as of", 4);
}

int main(int argc, char **argv)
{
    seeds_wanted = chance_seeds(argc, argv, 200);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_converges),
        cmocka_unit_test(test_undo_in_order),
        cmocka_unit_test(test_undo_shuffled),
        cmocka_unit_test(test_as_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
