/*
 * plain_journal.c: the rules of putting an entry in, plainly.
 */
#include "tests/support/plain_journal.h"
#include "data/base/bytes.h"
#include "data/base/hash.h"
#include "data/base/id.h"
#include "data/base/memory.h"
#include "data/changeset/changeset.h"
#include "data/database/replica.h"
#include "data/store/value.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

const char *const plain_wrong_names[PLAIN_WRONGS] = {
    [PLAIN_RIGHT] = "the rules as they are",
    [WRONG_REMOVALS_FIRST] = "removals before settings",
    [WRONG_NOTHING_RETURNS] = "a removed record that something refers to stays away",
    [WRONG_RETURNS_ONCE] = "only what is named at once comes back",
    [WRONG_UNDO_OVERRULES] = "an undo overrules",
    [WRONG_EARLIER_WINS] = "the earlier value wins",
    [WRONG_ADDITION_REPLACES] = "an addition replaces what is there",
    [WRONG_FIELD_COSTS_ROW] = "a refused field costs the whole setting",
    [WRONG_LINKS_ONCE] = "references are looked at once",
    [WRONG_LINK_EMPTIED] = "a setting's reference is emptied",
    [WRONG_REMOVES_CHANGED] = "what has changed is removed all the same",
    [WRONG_UNKNOWN_COLUMNS] = "columns of a later schema do not count",
    [WRONG_PARTS_OF_GROUPS] = "a group counts in part",
    [WRONG_REVERTS_LATER] = "what takes back a later entry takes back",
};

enum { ROUNDS_MOST = 100 };

/* One entry being put in. */
struct putting {
    struct plain_journal *journal;
    struct plain_schema *schema;
    struct plain_db *db;
    struct plain_entry *entry;
    struct plain_changes changes;
    bool overrules;
    enum plain_wrong wrong;
};

/* --- entries ---------------------------------------------------------------------------------- */

void plain_journal_put(struct plain_journal *journal, const struct entry *entry)
{
    for (int i = 0; i < journal->count; i++)
        if (hash_equal(&journal->entries[i].entry.name.hash, &entry->name.hash))
            return;
    journal->entries =
        li_realloc(journal->entries, (size_t)journal->count + 1, sizeof *journal->entries);
    struct plain_entry *copy = &journal->entries[journal->count++];
    *copy = (struct plain_entry){.entry = *entry};
    copy->entry.changeset = li_calloc(1, entry->changeset_size);
    memcpy(copy->entry.changeset, entry->changeset, entry->changeset_size);
}

static void conflicts_clear(struct plain_entry *entry)
{
    for (int i = 0; i < entry->conflict_count; i++) {
        free(entry->conflicts[i].lost);
        free(entry->conflicts[i].kept);
    }
    free(entry->conflicts);
    entry->conflicts = NULL;
    entry->conflict_count = 0;
}

void plain_journal_clear(struct plain_journal *journal)
{
    for (int i = 0; i < journal->count; i++) {
        conflicts_clear(&journal->entries[i]);
        free(journal->entries[i].entry.changeset);
    }
    free(journal->entries);
    plain_clear(&journal->tables);
    journal->entries = NULL;
    journal->count = 0;
}

static int entry_order(const void *a, const void *b)
{
    const struct entry *one = &((const struct plain_entry *)a)->entry;
    const struct entry *other = &((const struct plain_entry *)b)->entry;
    if (one->hlc != other->hlc)
        return one->hlc < other->hlc ? -1 : 1;
    int order = memcmp(one->name.replica.byte, other->name.replica.byte, ID_SIZE);
    return order ? order : memcmp(one->name.hash.byte, other->name.hash.byte, HASH_SIZE);
}

/* A group counts only when it is whole: its last is here, and none before that can be missing. */
static bool entry_is_whole(const struct plain_journal *journal, const struct entry *entry)
{
    bool whole = id_is_nil(&entry->group) || journal->wrong == WRONG_PARTS_OF_GROUPS;
    for (int i = 0; i < journal->count && !whole; i++) {
        const struct entry *other = &journal->entries[i].entry;
        whole = other->last && id_equal(&other->group, &entry->group) &&
                id_equal(&other->name.replica, &entry->name.replica);
    }
    return whole;
}

static bool entry_is_due(const struct plain_journal *journal, const struct entry *entry)
{
    return entry->hlc <= journal->due ||
           (journal->store && replica_is_own(journal->store, &entry->name.replica));
}

static bool entry_is_barred(const struct plain_journal *journal, const struct entry *entry)
{
    return journal->bars && journal->bars(journal->bars_arg, entry);
}

/* What another entry stands for never counts, where that has a say. */
static bool entry_is_replaced(const struct plain_journal *journal, const struct entry *entry)
{
    bool replaced = false;
    for (int i = 0; i < journal->count && !replaced; i++)
        replaced = hash_equal(&journal->entries[i].entry.stands_for, &entry->name.hash) &&
                   !entry_is_barred(journal, &journal->entries[i].entry);
    return replaced;
}

/* Rule 10: reverts counts only if that entry is earlier, and itself counts. */
static bool entry_is_undo(const struct plain_journal *journal, int at)
{
    const struct hash *reverts = &journal->entries[at].entry.reverts;
    int end = journal->wrong == WRONG_REVERTS_LATER ? journal->count : at;
    for (int i = 0; i < end; i++)
        if (hash_equal(&journal->entries[i].entry.name.hash, reverts))
            return journal->entries[i].counts;
    return false;
}

static void note(const struct putting *putting, const struct plain_change *change, int column,
    const char *why, plain_value lost, plain_value kept)
{
    struct plain_entry *entry = putting->entry;
    entry->conflicts =
        li_realloc(entry->conflicts, (size_t)entry->conflict_count + 1, sizeof *entry->conflicts);
    entry->conflicts[entry->conflict_count++] = (struct plain_conflict){
        change->table, column, change->id, why, plain_tell(lost), plain_tell(kept)};
}

/* What became of a field is told once: as it ended. */
static void renote(const struct putting *putting, const struct plain_change *change, int column,
    const char *why, plain_value lost, plain_value kept)
{
    struct plain_entry *entry = putting->entry;
    for (int i = entry->conflict_count - 1; i >= 0; i--) {
        struct plain_conflict *conflict = &entry->conflicts[i];
        if (conflict->table != change->table || !id_equal(&conflict->id, &change->id) ||
            (column >= 0 && conflict->column != column))
            continue;
        free(conflict->lost);
        free(conflict->kept);
        *conflict = entry->conflicts[--entry->conflict_count];
    }
    note(putting, change, column, why, lost, kept);
}

/* --- rules 2 to 4 ----------------------------------------------------------------------------- */

static const struct plain_row *row_of(const struct putting *putting,
    const struct plain_change *change, const plain_value values[PLAIN_COLUMNS_MOST])
{
    struct plain_row *row = plain_row_new(putting->schema, NULL);
    row->id = change->id;
    for (int i = 0; i < putting->schema->tables[change->table].count; i++)
        row->value[i] = i < change->carried ? values[i] : plain_null(putting->schema);
    return row;
}

static const struct plain_row *row_with(
    const struct putting *putting, const struct plain_row *from, int column, plain_value value)
{
    struct plain_row *row = plain_row_new(putting->schema, from);
    row->value[column] = value;
    return row;
}

static void add(const struct putting *putting, const struct plain_change *change)
{
    const struct plain_row *there = plain_find(putting->db, change->table, &change->id);
    const struct plain_row *row = row_of(putting, change, change->now);
    if (there)
        for (int i = 0; i < change->carried; i++)
            if (!plain_same(change->now[i], there->value[i]))
                note(putting, change, i, "exists", change->now[i], there->value[i]);
    if (there && putting->wrong != WRONG_ADDITION_REPLACES)
        return;
    if (plain_takes(putting->schema, change->table, row))
        plain_set(putting->db, change->table, row);
    else
        note(putting, change, -1, "rule", NULL, NULL);
}

/* Of the field of a record as it was before the entry. False: the table refuses the value. */
static bool set_field(const struct putting *putting, const struct plain_change *change, int column,
    const struct plain_row *before)
{
    plain_value was = before->value[column], now = change->now[column];
    bool as_seen = plain_same(change->was[column], was);
    bool wins = as_seen || (putting->overrules != (putting->wrong == WRONG_EARLIER_WINS));
    if (plain_same(now, was))
        return true;
    if (!wins) {
        note(putting, change, column, "changed", now, was);
        return true;
    }
    const struct plain_row *row =
        row_with(putting, plain_find(putting->db, change->table, &change->id), column, now);
    if (!plain_takes(putting->schema, change->table, row)) {
        note(putting, change, column, "rule", now, NULL);
        return false;
    }
    plain_set(putting->db, change->table, row);
    if (!as_seen)
        note(putting, change, column, "changed", was, now);
    return true;
}

static void set(const struct putting *putting, const struct plain_change *change)
{
    const struct plain_row *before = plain_find(putting->db, change->table, &change->id);
    bool taken = true;
    for (int i = 0; i < change->carried; i++) {
        if (!change->now[i])
            continue;
        if (!before)
            note(putting, change, i, "missing", change->now[i], NULL);
        else
            taken = set_field(putting, change, i, before) && taken;
    }
    if (!taken && putting->wrong == WRONG_FIELD_COSTS_ROW)
        plain_set(putting->db, change->table, before);
}

/* --- rule 5 ----------------------------------------------------------------------------------- */

/* The record refers by that column to one that is absent. */
static bool dangles(const struct plain_schema *schema, const struct plain_db *db, int table,
    const struct plain_row *row, int column)
{
    struct id id;
    int parent = schema->tables[table].columns[column].parent;
    return parent >= 0 && !plain_is_null(row->value[column]) &&
           !(value_id(row->value[column], &id) && plain_find(db, parent, &id));
}

/* was: the record before the entry. */
static void mend_reference(const struct putting *putting, const struct plain_change *change,
    int column, const struct plain_row *was)
{
    const struct plain_row *row = plain_find(putting->db, change->table, &change->id);
    plain_value back = was && putting->wrong != WRONG_LINK_EMPTIED ? was->value[column]
                                                                   : plain_null(putting->schema);
    const struct plain_row *mended = row_with(putting, row, column, back);
    if (plain_takes(putting->schema, change->table, mended)) {
        plain_set(putting->db, change->table, mended);
        renote(putting, change, column, "reference", change->now[column], was ? back : NULL);
    } else {
        plain_drop(putting->db, change->table, &change->id);
        renote(putting, change, -1, "reference", NULL, NULL);
    }
}

static bool mend_references(const struct putting *putting, const struct plain_db *before)
{
    bool changed = false;
    for (int i = 0; i < putting->changes.count; i++) {
        const struct plain_change *change = &putting->changes.change[i];
        const struct plain_row *row, *was = plain_find(before, change->table, &change->id);
        for (int j = 0; j < putting->schema->tables[change->table].count; j++) {
            row = plain_find(putting->db, change->table, &change->id);
            if (!row || !dangles(putting->schema, putting->db, change->table, row, j))
                continue;
            mend_reference(putting, change, j, was);
            changed = true;
        }
    }
    return changed && putting->wrong != WRONG_LINKS_ONCE;
}

/* --- rules 6 and 7 ---------------------------------------------------------------------------- */

static bool is_as_seen(
    const struct putting *putting, const struct plain_change *change, const struct plain_row *row)
{
    bool same = true;
    for (int i = 0; i < putting->schema->tables[change->table].count; i++)
        if (i < change->carried)
            same = same && plain_same(change->was[i], row->value[i]);
        else if (putting->wrong != WRONG_UNKNOWN_COLUMNS)
            same = same && plain_is_null(row->value[i]);
    return same;
}

static void remove_all(const struct putting *putting)
{
    for (int i = 0; i < putting->changes.count; i++) {
        const struct plain_change *change = &putting->changes.change[i];
        const struct plain_row *row = plain_find(putting->db, change->table, &change->id);
        if (change->how != CHANGE_REMOVE || !row)
            continue;
        if (is_as_seen(putting, change, row) || putting->wrong == WRONG_REMOVES_CHANGED)
            plain_drop(putting->db, change->table, &change->id);
        else
            note(putting, change, -1, "changed", NULL, NULL);
    }
}

static bool is_named(const struct putting *putting, int parent, const struct id *id)
{
    struct id named;
    for (int table = 0; table < putting->schema->count; table++)
        for (int i = 0; i < putting->db->tables[table].count; i++)
            for (int j = 0; j < putting->schema->tables[table].count; j++)
                if (putting->schema->tables[table].columns[j].parent == parent &&
                    value_id(putting->db->tables[table].row[i]->value[j], &named) &&
                    id_equal(&named, id))
                    return true;
    return false;
}

/* before: the tables before any removal. */
static bool bring_back(const struct putting *putting, const struct plain_db *before)
{
    bool changed = false;
    for (int i = 0; i < putting->changes.count; i++) {
        const struct plain_change *change = &putting->changes.change[i];
        const struct plain_row *was = plain_find(before, change->table, &change->id);
        if (change->how != CHANGE_REMOVE || !was ||
            plain_find(putting->db, change->table, &change->id) ||
            !is_named(putting, change->table, &change->id))
            continue;
        plain_set(putting->db, change->table, was);
        note(putting, change, -1, "reference", NULL, NULL);
        changed = true;
    }
    return changed && putting->wrong != WRONG_RETURNS_ONCE;
}

/* --- the entry -------------------------------------------------------------------------------- */

static void put_in_by_rules(const struct putting *putting, const struct plain_db *before)
{
    if (putting->wrong == WRONG_REMOVALS_FIRST)
        remove_all(putting);
    for (int i = 0; i < putting->changes.count; i++) {
        const struct plain_change *change = &putting->changes.change[i];
        if (change->how == CHANGE_ADD)
            add(putting, change);
        else if (change->how == CHANGE_SET)
            set(putting, change);
    }
    int rounds = 0;
    while (rounds++ < ROUNDS_MOST && mend_references(putting, before))
        ;
    /* Only a wrong rule goes round in circles. */
    assert_true(rounds <= ROUNDS_MOST || putting->wrong);
    if (putting->wrong != WRONG_REMOVALS_FIRST)
        remove_all(putting);
    while (putting->wrong != WRONG_NOTHING_RETURNS && bring_back(putting, before))
        ;
}

static void put_in(struct plain_journal *journal, int at)
{
    struct plain_entry *entry = &journal->entries[at];
    struct plain_db before = plain_copy(&journal->tables);
    struct putting putting = {.journal = journal,
        .schema = journal->schema,
        .db = &journal->tables,
        .entry = entry,
        .changes =
            plain_unpack(journal->schema, entry->entry.changeset, entry->entry.changeset_size),
        .overrules = !entry_is_undo(journal, at) || journal->wrong == WRONG_UNDO_OVERRULES,
        .wrong = journal->wrong};
    put_in_by_rules(&putting, &before);
    struct plain_changes effect = plain_difference(journal->schema, &before, &journal->tables);
    entry->effect = plain_pack(journal->schema, &effect);
    free(effect.change);
    free(putting.changes.change);
    plain_clear(&before);
}

void plain_journal_run(struct plain_journal *journal)
{
    plain_clear(&journal->tables);
    if (journal->count)
        qsort(journal->entries, (size_t)journal->count, sizeof *journal->entries, entry_order);
    for (int i = 0; i < journal->count; i++) {
        struct plain_entry *entry = &journal->entries[i];
        conflicts_clear(entry);
        entry->effect = (struct bytes){0};
        entry->counts =
            entry_is_due(journal, &entry->entry) && entry_is_whole(journal, &entry->entry) &&
            !entry_is_barred(journal, &entry->entry) && !entry_is_replaced(journal, &entry->entry);
        if (entry->counts)
            put_in(journal, i);
    }
}
