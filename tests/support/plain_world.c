/*
 * plain_world.c: made-up entries.
 */
#include "tests/support/plain_world.h"
#include "data/changeset/sqlite_session.h"
#include "data/database/schema.h"
#include "data/entry/entry_clock.h"
#include "data/entry/entry_hash.h"
#include "data/store/value.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

const int64_t world_noon = 1773576000000;

/* What is apt to meet. */
static const char *const casts[][4] = {
    {"country", "region", "state"},
    {"country", "region", "affiliate"},
    {"affiliate", "person", "role", "assignment"},
    {"affiliate", "person", "event", "attendance"},
    {"affiliate", "goal", "milestone", "progress"},
    {"agreement", "affiliate", "commitment", "activity"},
    {"plan", "affiliate", "goal", "area"},
};
enum { CASTS = sizeof casts / sizeof casts[0] };

void world_begin(struct world *world, struct plain_schema *schema, uint64_t seed)
{
    *world = (struct world){.schema = schema, .chance = {seed}, .ids = WORLD_IDS};
    const char *const *cast = casts[chance_below(&world->chance, CASTS)];
    for (int i = 0; i < 4; i++)
        world->tables[i] = cast[i] ? plain_table_find(schema, cast[i]) : -1;
}

void world_narrow(struct world *world)
{
    world->ids = 2;
    world->tables[0] = plain_table_find(world->schema, "country");
    world->tables[1] = plain_table_find(world->schema, "region");
    world->tables[2] = world->tables[3] = -1;
}

struct id world_id(int table, int number)
{
    struct id id = {{1}};
    id.byte[1] = (unsigned char)table;
    id.byte[ID_SIZE - 1] = (unsigned char)(number + 1);
    return id;
}

static struct id replica_id(int number)
{
    struct id id = {{2}};
    id.byte[ID_SIZE - 1] = (unsigned char)number;
    return id;
}

int world_write(struct world *world, const struct world_entry *from, struct plain_changes *changes)
{
    struct bytes packed = plain_pack(world->schema, changes);
    const struct entry *before = from->before < 0 ? NULL : &world->entries[from->before];
    assert_in_range(world->count, 0, WORLD_ENTRIES_MOST - 1);
    struct entry *entry = &world->entries[world->count];
    *entry = (struct entry){.sort = ENTRY_RECORDS,
        .name = {replica_id(from->replica), before ? before->name.seq + 1 : 1, {{0}}},
        .hlc = from->hlc,
        .at = "2026-03-15T12:00:00Z",
        .schema = schema_newest(),
        .author = "Ann",
        .label = "Scribble",
        .group = from->group,
        .last = !from->more,
        .reverts = from->reverts,
        .changeset = packed.at,
        .changeset_size = packed.size};
    if (before)
        entry->before = before->name.hash;
    entry->name.hash = entry_hash(entry);
    free(changes->change);
    *changes = (struct plain_changes){0};
    return world->count++;
}

/* --- by chance -------------------------------------------------------------------------------- */

/* What somebody writes, who has seen some of what was written. */
struct form_model {
    struct world *world;
    struct chance *chance;
    struct plain_schema *schema;
    struct plain_journal seen;
    struct plain_changes changes;
};

static int some_table(struct form_model *writing)
{
    int table;
    do
        table = writing->world->tables[chance_below(writing->chance, 4)];
    while (table < 0);
    return table;
}

static const struct plain_row *some_row(struct form_model *writing, int table)
{
    const struct plain_rows *rows = &writing->seen.tables.tables[table];
    return rows->count ? rows->row[chance_below(writing->chance, rows->count)] : NULL;
}

static plain_value some_ref(struct form_model *writing, int parent)
{
    struct id id = world_id(parent, chance_below(writing->chance, writing->world->ids));
    const struct plain_row *row = some_row(writing, parent);
    if (row && chance_of(writing->chance, 60))
        id = row->id;
    return chance_of(writing->chance, 12) ? plain_null(writing->schema)
                                          : plain_ref(writing->schema, &id);
}

static plain_value some_value(struct form_model *writing, int table, int column)
{
    static const char *const texts[] = {"a", "b", "c", "Taituarā", ""};
    static const double numbers[] = {1, 0, 2, 2.5, -1};
    const struct plain_column *of = &writing->schema->tables[table].columns[column];
    /* Mostly what the tables take. */
    int which = chance_below(writing->chance, chance_of(writing->chance, 15) ? 5 : 2);
    if (of->parent >= 0)
        return some_ref(writing, of->parent);
    if (chance_of(writing->chance, of->required ? 3 : 30))
        return plain_null(writing->schema);
    return of->numeric ? plain_number(writing->schema, numbers[which])
                       : plain_text(writing->schema, texts[which]);
}

static bool is_changed(const struct form_model *writing, int table, const struct id *id)
{
    for (int i = 0; i < writing->changes.count; i++)
        if (writing->changes.change[i].table == table &&
            id_equal(&writing->changes.change[i].id, id))
            return true;
    return false;
}

static bool says_nothing_of(const struct plain_change *change, int column)
{
    bool was =
        change->how == CHANGE_SET ? !change->was[column] : plain_is_null(change->was[column]);
    bool now =
        change->how == CHANGE_SET ? !change->now[column] : plain_is_null(change->now[column]);
    return was && now;
}

static void add_change(struct form_model *writing, struct plain_change *change)
{
    change->carried = writing->schema->tables[change->table].count;
    plain_changes_add(&writing->changes, change);
}

static bool any_says_of(
    const struct plain_schema *schema, const struct plain_changes *changes, int table, int column)
{
    bool any = schema->tables[table].columns[column].required;
    for (int i = 0; i < changes->count; i++)
        any = any ||
              (changes->change[i].table == table && !says_nothing_of(&changes->change[i], column));
    return any;
}

/* As an older schema has them, now and then: without the last columns of a table. */
static void cut_columns(struct form_model *writing)
{
    struct plain_changes *changes = &writing->changes;
    int columns[PLAIN_TABLES_MOST];
    for (int table = 0; table < writing->schema->count; table++) {
        columns[table] = writing->schema->tables[table].count;
        while (chance_of(writing->chance, 60) && columns[table] > 1 &&
               !any_says_of(writing->schema, changes, table, columns[table] - 1))
            columns[table]--;
    }
    for (int i = 0; i < changes->count; i++)
        changes->change[i].carried = columns[changes->change[i].table];
}

/* Empty where it is older than what it is about. */
static void write_addition(struct form_model *writing, int table)
{
    struct plain_change change = {.how = CHANGE_ADD, .table = table};
    struct plain_row row = {0};
    int tries = chance_of(writing->chance, 10) ? 1 : 6;
    const struct plain_table *of = &writing->schema->tables[table];
    change.id = row.id = world_id(table, chance_below(writing->chance, writing->world->ids));
    if (is_changed(writing, table, &change.id))
        return;
    do
        for (int i = 0; i < of->count; i++)
            row.value[i] = i == PLAIN_ID ? plain_ref(writing->schema, &row.id)
                           : i > 4 && of->columns[i].parent < 0 && !of->columns[i].required
                               ? plain_null(writing->schema)
                               : some_value(writing, table, i);
    while (--tries > 0 && !plain_takes(writing->schema, table, &row));
    memcpy(change.now, row.value, sizeof change.now);
    add_change(writing, &change);
}

/* References above all. */
static int some_column(struct form_model *writing, int table)
{
    const struct plain_table *of = &writing->schema->tables[table];
    int column = 0;
    for (int tries = chance_of(writing->chance, 60) ? 8 : 1; tries > 0; tries--) {
        column = 1 + chance_below(writing->chance, of->count - 1);
        if (of->columns[column].parent >= 0)
            return column;
    }
    return chance_of(writing->chance, 30) ? column : 1 + column % (of->count < 5 ? 2 : 4);
}

static void write_setting(struct form_model *writing, int table)
{
    const struct plain_row *row = some_row(writing, table);
    struct plain_change change = {.how = CHANGE_SET, .table = table};
    if (!row || is_changed(writing, table, &row->id))
        return;
    change.id = row->id;
    change.was[PLAIN_ID] = row->value[PLAIN_ID];
    bool any = false;
    for (int times = 1 + chance_below(writing->chance, 3); times > 0; times--) {
        int column = some_column(writing, table);
        plain_value now = some_value(writing, table, column);
        if (plain_same(now, row->value[column]))
            continue;
        change.was[column] = row->value[column];
        change.now[column] = now;
        any = true;
    }
    if (any)
        add_change(writing, &change);
}

/* A record and, now and then, what it refers to, before or after it. */
static void write_removal(struct form_model *writing, int table, const struct plain_row *row)
{
    struct id id;
    struct plain_change change = {.how = CHANGE_REMOVE, .table = table};
    if (!row || is_changed(writing, table, &row->id))
        return;
    change.id = row->id;
    memcpy(change.was, row->value, sizeof change.was);
    bool first = chance_of(writing->chance, 50);
    if (first)
        add_change(writing, &change);
    for (int i = 0; i < writing->schema->tables[table].count; i++) {
        int parent = writing->schema->tables[table].columns[i].parent;
        if (parent >= 0 && parent != table && value_id(row->value[i], &id) &&
            chance_of(writing->chance, 60))
            write_removal(writing, parent, plain_find(&writing->seen.tables, parent, &id));
    }
    if (!first)
        add_change(writing, &change);
}

static void write_changes(struct form_model *writing)
{
    for (int times = 1 + chance_below(writing->chance, 4); times > 0; times--) {
        int what = chance_below(writing->chance, 100);
        int table = some_table(writing);
        if (what < 35)
            write_addition(writing, table);
        else if (what < 75)
            write_setting(writing, table);
        else
            write_removal(writing, table, some_row(writing, table));
    }
    while (writing->changes.count == 0)
        write_addition(writing, some_table(writing));
    cut_columns(writing);
}

/* The opposite of what one did that was seen, or of what one said that was not. */
static bool write_undo(struct form_model *writing, struct hash *reverts)
{
    struct world *world = writing->world;
    if (writing->seen.count == 0)
        return false;
    const struct plain_entry *seen =
        &writing->seen.entries[chance_below(writing->chance, writing->seen.count)];
    const struct entry *other = &world->entries[chance_below(writing->chance, world->count)];
    bool known = chance_of(writing->chance, 70);
    void *inverse;
    int size = 0;
    const void *bytes = known ? seen->effect.at : other->changeset;
    size_t length = known ? seen->effect.size : other->changeset_size;
    *reverts = known ? seen->entry.name.hash : other->name.hash;
    if (length == 0 || sqlite3changeset_invert((int)length, (void *)bytes, &size, &inverse))
        return false;
    writing->changes = plain_unpack(writing->schema, inverse, (size_t)size);
    sqlite3_free(inverse);
    return true;
}

/* The one it follows: the replica's newest, or, as a copy of its database has it, an older one. */
static int some_before(struct world *world, int replica)
{
    struct id id = replica_id(replica);
    int found = -1;
    bool forks = chance_of(&world->chance, 12);
    for (int i = world->count - 1; i >= 0; i--)
        if (id_equal(&world->entries[i].name.replica, &id)) {
            found = i;
            if (!forks || chance_of(&world->chance, 50))
                break;
        }
    /* A copy is never made within a group. */
    while (found >= 0 && !world->entries[found].last && found + 1 < world->count &&
           id_equal(&world->entries[found + 1].group, &world->entries[found].group))
        found++;
    return found;
}

static uint64_t some_hlc(struct world *world, int before)
{
    uint64_t least = (uint64_t)world_noon << ENTRY_CLOCK_COUNTER_BITS;
    uint64_t hlc = before < 0 ? least : world->entries[before].hlc;
    if (chance_of(&world->chance, 3))
        hlc += (uint64_t)WORLD_DAY << ENTRY_CLOCK_COUNTER_BITS; /* a clock that is ahead */
    return hlc + 1 + (uint64_t)chance_below(&world->chance, 6);
}

static void write_one(struct world *world, struct world_entry *entry)
{
    struct form_model writing = {.world = world, .chance = &world->chance, .schema = world->schema};
    writing.seen = (struct plain_journal){.schema = world->schema, .due = UINT64_MAX};
    for (int i = 0; i < world->count; i++)
        if (chance_of(&world->chance, 75))
            plain_journal_put(&writing.seen, &world->entries[i]);
    plain_journal_run(&writing.seen);
    entry->reverts = (struct hash){{0}};
    if (!chance_of(&world->chance, 20) || !write_undo(&writing, &entry->reverts))
        write_changes(&writing);
    plain_journal_clear(&writing.seen);
    entry->hlc = some_hlc(world, entry->before);
    entry->before = world_write(world, entry, &writing.changes);
}

void world_scribble(struct world *world)
{
    struct world_entry entry = {.replica = chance_below(&world->chance, WORLD_REPLICAS)};
    int count = chance_of(&world->chance, 15) ? 2 + chance_below(&world->chance, 2) : 1;
    bool whole = chance_of(&world->chance, 80);
    entry.before = some_before(world, entry.replica);
    if (count > 1)
        entry.group = chance_id(&world->chance);
    for (int i = 1; i <= count; i++) {
        entry.more = i < count || (count > 1 && !whole);
        write_one(world, &entry);
    }
}
