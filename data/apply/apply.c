/*
 * apply.c: applies one entry, so that the same entries in the same order make the same tables in
 * every database. The rules:
 *
 *  1. Changes are made row by row in the entry's own order, with references deferred.
 *  2. Addition: a record that is absent is inserted. If it exists already, the addition is left
 *     out, and each value that differs is a conflict.
 *  3. Setting: if the record is absent, the setting is left out. Otherwise each field is judged by
 *     itself: the later change wins, and the value that loses is a conflict. An undo or redo never
 *     overrules: it leaves a field that has changed since.
 *  4. A value that the table refuses is left out; in an addition, the whole row is. For this, a
 *     CHECK names one column besides id, never two, so that each field can be judged by itself.
 *  5. Repeated until nothing changes: a reference to an absent record goes back to its old value
 *     (setting) or is emptied (addition); if the table refuses that, the added row is removed.
 *  6. Removals come last. A record that is not as the remover saw it stays (columns that the
 *     changeset lacks count as NULL).
 *  7. Repeated until nothing changes: a removed record that something refers to comes back.
 *  8. So references hold after each entry. The effect is the net difference, as an SQLite session
 *     would record it.
 *
 * SQLite's own sqlite3changeset_apply does nearly this, but reports only how many references
 * dangle, not which, so it can't choose the row to change.
 */
#include "data/apply/apply.h"
#include "data/apply/apply_buffer.h"
#include "data/base/memory.h"
#include "data/changeset/changeset_write.h"
#include "data/store/query.h"
#include "data/store/table_info.h"
#include "data/store/value.h"
#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

/* One entry being applied.
 *
 * Invariants, inside an apply_fn:
 *  1. `change` is on the change with index `at`, and `table` is its table.
 *  2. After apply_first has seen a change, `did` has a byte for it: whether this entry added or
 *     removed the record.
 *  3. result->as_meant becomes false as soon as anything differs from the changeset, and is not set
 *     again during the pass.
 *  4. A column of a record has at most one conflict. */
struct apply {
    struct apply_tables *tables;
    struct store *store;
    const struct entry *entry;
    struct apply_options options;
    struct apply_result *result;
    struct changeset *change;
    struct apply_table *table;
    size_t at;
    struct bytes did;
    size_t removals; /* how many the entry has */
    bool changed;    /* in this round of a rule that is repeated until nothing changes */
    struct changeset_write written; /* what it did, as far as it was written down */
};

/* --- conflicts -------------------------------------------------------------------------------- */

static const char *apply_column(const struct apply *apply, int column)
{
    return apply->table->info->columns[column].name;
}

/* column -1: the whole record. */
static void apply_note(
    struct apply *apply, int column, const char *why, const char *lost, const char *kept)
{
    apply_conflicts_add(&apply->result->conflicts,
        &(struct apply_conflict){
            .table = apply->table->name,
            .column = column < 0 ? NULL : (char *)apply_column(apply, column),
            .id = *changeset_id(apply->change),
            .why = why,
            .lost = (char *)lost,
            .kept = (char *)kept,
        });
}

/* The conflict noted for this column of the record; NULL: none. */
static struct apply_conflict *apply_noted(struct apply *apply, int column)
{
    return apply_conflicts_find(&apply->result->conflicts, apply->table->name,
        changeset_id(apply->change), apply_column(apply, column));
}

static void apply_unnote(struct apply *apply, int column)
{
    struct apply_conflict *conflict = apply_noted(apply, column);
    if (conflict)
        apply_conflicts_remove(&apply->result->conflicts, conflict);
}

/* --- rules 2 to 4 ----------------------------------------------------------------------------- */

/* The record exists already, and is selected: notes each value that the addition would have set
   differently. */
static void apply_note_differing(struct apply *apply)
{
    for (int i = 0; i < changeset_carried(apply->change); i++) {
        sqlite3_value *new = changeset_value(apply->change, CHANGESET_NEW, i);
        if (new && !value_equal(new, apply_table_value(apply->table, i)))
            apply_note(apply, i, "exists", changeset_new(apply->change, i),
                apply_table_text(apply->table, i));
    }
}

static enum li_err apply_addition(struct apply *apply, struct li_error *err)
{
    enum li_err code = apply_table_insert(apply->table, apply->change, CHANGESET_NEW, err);
    apply->did.at[apply->at] = !code;
    if (code != LI_REFUSED)
        return code;
    apply->result->as_meant = false;
    int found = apply_table_select(apply->table, apply->change, err);
    if (found < 0)
        return err->code;
    if (found > 0)
        apply_note_differing(apply);
    else
        apply_note(apply, -1, "rule", NULL, NULL);
    apply_table_release(apply->table);
    return LI_OK;
}

/* What to do with one field of a setting. */
enum apply_fate { APPLY_STAYS, APPLY_SETS, APPLY_OVERRULES, APPLY_LEAVES };

/* Judges one field of the selected record. */
static enum apply_fate apply_judge(struct apply *apply, int column)
{
    sqlite3_value *new = changeset_value(apply->change, CHANGESET_NEW, column);
    if (!new)
        return APPLY_STAYS;
    sqlite3_value *old = changeset_value(apply->change, CHANGESET_OLD, column);
    sqlite3_value *now = apply_table_value(apply->table, column);
    bool as_seen = old && value_equal(old, now);
    if (!as_seen)
        apply->result->as_meant = false;
    if (value_equal(new, now))
        return APPLY_STAYS;
    if (as_seen)
        return APPLY_SETS;
    return apply->options.overrules ? APPLY_OVERRULES : APPLY_LEAVES;
}

static enum li_err apply_field(struct apply *apply, int column, struct li_error *err)
{
    sqlite3_value *new = changeset_value(apply->change, CHANGESET_NEW, column);
    enum li_err code = apply_table_set(apply->table, apply->change, column, new, err);
    if (code != LI_REFUSED)
        return code;
    apply_unnote(apply, column);
    apply->result->as_meant = false;
    apply_note(apply, column, "rule", changeset_new(apply->change, column), NULL);
    return LI_OK;
}

/* The record is absent: notes each value that would have been set. */
static void apply_note_missing(struct apply *apply)
{
    apply->result->as_meant = false;
    for (int i = 0; i < changeset_carried(apply->change); i++)
        if (changeset_value(apply->change, CHANGESET_NEW, i))
            apply_note(apply, i, "missing", changeset_new(apply->change, i), NULL);
}

/* Judges all fields of the selected record; they are set only afterward. */
static void apply_judge_all(struct apply *apply, unsigned char *fates)
{
    for (int i = 0; i < changeset_carried(apply->change); i++) {
        fates[i] = (unsigned char)apply_judge(apply, i);
        if (fates[i] == APPLY_OVERRULES)
            apply_note(apply, i, "changed", apply_table_text(apply->table, i),
                changeset_new(apply->change, i));
        else if (fates[i] == APPLY_LEAVES)
            apply_note(apply, i, "changed", changeset_new(apply->change, i),
                apply_table_text(apply->table, i));
    }
}

/* Sets the fields. What is buffered is written down for the effect. */
static enum li_err apply_fields(
    struct apply *apply, const unsigned char *fates, struct li_error *err)
{
    struct apply_table *table = apply->table;
    size_t count = table->info->count;
    sqlite3_value **before = table->record ? li_calloc(count, sizeof *before) : NULL;
    enum li_err code = LI_OK;
    if (before)
        memcpy(before, table->record->now, count * sizeof *before);
    for (int i = 0; i < changeset_carried(apply->change) && !code; i++)
        if (fates[i] == APPLY_SETS || fates[i] == APPLY_OVERRULES)
            code = apply_field(apply, i, err);
    if (before && !code)
        changeset_write_setting(&apply->written, table->info, before, table->record->now);
    free(before);
    return code;
}

static enum li_err apply_setting(struct apply *apply, struct li_error *err)
{
    enum li_err code = LI_OK;
    int found = apply_table_select(apply->table, apply->change, err);
    if (found == 0)
        apply_note_missing(apply);
    if (found <= 0)
        return found < 0 ? err->code : LI_OK;
    unsigned char *fates = li_calloc(apply->table->info->count, 1);
    apply_judge_all(apply, fates);
    if (apply->options.wants_effect && !apply->tables->buffered)
        apply_table_remember(apply->table, apply->change);
    apply_table_release(apply->table);
    code = apply_fields(apply, fates, err);
    free(fates);
    return code;
}

static enum li_err apply_first(struct apply *apply, struct li_error *err)
{
    static const unsigned char no = 0;
    bytes_add(&apply->did, &no, sizeof no);
    switch (changeset_how(apply->change)) {
    case CHANGE_ADD: return apply_addition(apply, err);
    case CHANGE_SET: return apply_setting(apply, err);
    case CHANGE_REMOVE: apply->removals++;
    }
    return LI_OK;
}

/* --- rule 5 ----------------------------------------------------------------------------------- */

/* Puts back the reference that a setting replaced: the value it overruled, if it did, or else the
   old value of the changeset. */
static enum li_err apply_restore_link(
    struct apply *apply, const struct apply_table_link *link, struct li_error *err)
{
    struct apply_conflict *overruled = apply_noted(apply, link->column);
    const char *was = overruled ? overruled->lost : changeset_old(apply->change, link->column);
    char *kept = li_strdup(was);
    struct id id;
    bool any = kept && id_parse(kept, &id);
    enum li_err code =
        apply_table_set_id(apply->table, apply->change, link->column, any ? &id : NULL, err);
    apply_unnote(apply, link->column);
    apply_note(apply, link->column, "reference", changeset_new(apply->change, link->column), kept);
    free(kept);
    return code;
}

/* Empties the reference of an addition or, if the table refuses that, removes the row. */
static enum li_err apply_empty_link(
    struct apply *apply, const struct apply_table_link *link, struct li_error *err)
{
    enum li_err code = apply_table_set_id(apply->table, apply->change, link->column, NULL, err);
    if (!code)
        apply_note(
            apply, link->column, "reference", changeset_new(apply->change, link->column), NULL);
    if (code != LI_REFUSED)
        return code;
    code = apply_table_remove(apply->table, apply->change, err);
    for (size_t i = 0; i < apply->table->info->count; i++)
        apply_unnote(apply, (int)i);
    apply_note(apply, -1, "reference", NULL, NULL);
    return code;
}

/* 1: the record still has the reference that the change set in this column, and the record referred
   to is absent. 0: otherwise. -1: failed; see *err. */
static int apply_dangles(struct apply *apply, struct apply_table_link *link, struct li_error *err)
{
    sqlite3_value *new = changeset_value(apply->change, CHANGESET_NEW, link->column);
    struct id id;
    if (!new || !value_id(new, &id))
        return 0;
    int found = apply_table_select(apply->table, apply->change, err);
    if (found < 0)
        return -1;
    bool as_said = found > 0 && value_equal(new, apply_table_value(apply->table, link->column));
    apply_table_release(apply->table);
    if (!as_said)
        return 0;
    found = apply_table_has_parent(apply->table, link, &id, err);
    return found < 0 ? -1 : !found;
}

static enum li_err apply_links(struct apply *apply, struct li_error *err)
{
    struct apply_table *table = apply->table;
    bool adds = changeset_how(apply->change) == CHANGE_ADD;
    enum li_err code = LI_OK;
    if (changeset_how(apply->change) == CHANGE_REMOVE)
        return LI_OK;
    for (size_t i = 0; i < table->link_count && !code; i++) {
        int dangles = apply_dangles(apply, &table->links[i], err);
        if (dangles < 0)
            return err->code;
        if (!dangles)
            continue;
        apply->result->as_meant = false;
        apply->changed = true;
        code = adds ? apply_empty_link(apply, &table->links[i], err)
                    : apply_restore_link(apply, &table->links[i], err);
    }
    return code;
}

/* --- rules 6 and 7 ---------------------------------------------------------------------------- */

static enum li_err apply_removal(struct apply *apply, struct li_error *err)
{
    if (changeset_how(apply->change) != CHANGE_REMOVE)
        return LI_OK;
    int found = apply_table_select(apply->table, apply->change, err);
    if (found < 0)
        return err->code;
    bool goes = found > 0 && apply_table_is(apply->table, apply->change, CHANGESET_OLD);
    apply_table_release(apply->table);
    if (!goes)
        apply->result->as_meant = false;
    if (found > 0 && !goes)
        apply_note(apply, -1, "changed", NULL, NULL);
    apply->did.at[apply->at] = goes;
    return goes ? apply_table_remove(apply->table, apply->change, err) : LI_OK;
}

static enum li_err apply_return(struct apply *apply, struct li_error *err)
{
    if (changeset_how(apply->change) != CHANGE_REMOVE || !apply->did.at[apply->at])
        return LI_OK;
    int referred_to = apply_table_is_referred_to(apply->table, apply->change, err);
    if (referred_to <= 0)
        return referred_to < 0 ? err->code : LI_OK;
    apply->did.at[apply->at] = 0;
    apply->result->as_meant = false;
    apply->changed = true;
    apply_note(apply, -1, "reference", NULL, NULL);
    return apply_table_insert(apply->table, apply->change, CHANGESET_OLD, err);
}

/* --- the entry -------------------------------------------------------------------------------- */

typedef enum li_err (*apply_fn)(struct apply *apply, struct li_error *err);

/* Calls fn for each change, in the entry's own order. */
static enum li_err apply_each(struct apply *apply, apply_fn fn, struct li_error *err)
{
    int step = 0;
    enum li_err code = LI_OK;
    const struct entry *entry = apply->entry;
    apply->change = changeset_open(apply->store, entry->changeset, entry->changeset_size, err);
    if (!apply->change)
        return err->code;
    for (apply->at = 0; !code && (step = changeset_next(apply->change, err)) > 0; apply->at++) {
        apply->table = apply_tables_find(apply->tables, changeset_table(apply->change), err);
        code = apply->table ? fn(apply, err) : err->code;
    }
    changeset_close(apply->change);
    apply->change = NULL;
    return step < 0 ? err->code : code;
}

/* Calls fn for each change, in repeated passes, until references hold or a pass changes nothing. */
static enum li_err apply_until_held(struct apply *apply, apply_fn fn, struct li_error *err)
{
    enum li_err code = LI_OK;
    apply->changed = true;
    while (!code && apply->changed && !table_info_references_hold(apply->store)) {
        apply->changed = false;
        code = apply_each(apply, fn, err);
    }
    return code;
}

static enum li_err apply_by_rules(struct apply *apply, struct li_error *err)
{
    enum li_err code = apply_tables_defer(apply->tables, err);
    if (!code)
        code = apply_each(apply, apply_first, err);
    if (!code)
        code = apply_until_held(apply, apply_links, err);
    if (!code && apply->removals > 0)
        code = apply_each(apply, apply_removal, err);
    if (!code && apply->removals > 0)
        code = apply_until_held(apply, apply_return, err);
    if (!code && !table_info_references_hold(apply->store))
        code = li_fail(
            err, LI_CORRUPT, "A record links to a missing record; run `liaise check` for details.");
    return code;
}

/* --- the effect ------------------------------------------------------------------------------- */

/* Calls the writer with the values of the selected record. */
static void apply_write_selected(struct apply *apply, const struct field_buffer_record *before)
{
    struct apply_table *table = apply->table;
    size_t count = table->info->count;
    sqlite3_value **now = li_calloc(count, sizeof *now);
    for (size_t i = 0; i < count; i++)
        now[i] = apply_table_value(table, (int)i);
    if (before)
        changeset_write_setting(&apply->written, table->info, before->now, now);
    else
        changeset_write_addition(&apply->written, table->info, now);
    free(now);
}

/* A record goes only if it is as the remover saw it. */
static void apply_write_removal(struct apply *apply)
{
    const struct table_info *info = apply->table->info;
    sqlite3_value **old = li_calloc(info->count, sizeof *old);
    for (int i = 0; i < changeset_carried(apply->change); i++)
        old[i] = changeset_value(apply->change, CHANGESET_OLD, i);
    changeset_write_removal(&apply->written, info, old);
    free(old);
}

/* Writes what the entry did to the record of the change. An entry changes no other records. */
static enum li_err apply_write_effect(struct apply *apply, struct li_error *err)
{
    struct apply_table *table = apply->table;
    enum change_how how = changeset_how(apply->change);
    const struct field_buffer_record *before =
        field_buffer_find(&table->before, changeset_id(apply->change));
    if (how == CHANGE_SET ? !before : !apply->did.at[apply->at])
        return LI_OK;
    if (how == CHANGE_REMOVE) {
        apply_write_removal(apply);
        return LI_OK;
    }
    int found = apply_table_select(table, apply->change, err);
    if (found > 0)
        apply_write_selected(apply, before);
    apply_table_release(table);
    return found < 0 ? err->code : LI_OK;
}

/* Most entries do exactly their changeset. What any other did is written down afterward: a session
   of SQLite's would cost more than the entry. What is buffered was written as it was set. */
static enum li_err apply_with_effect(struct apply *apply, struct li_error *err)
{
    const struct entry *entry = apply->entry;
    struct apply_result *result = apply->result;
    enum li_err code =
        apply_buffer_enter(apply->tables, entry->changeset, entry->changeset_size, err);
    if (!code)
        code = apply_by_rules(apply, err);
    if (!code && !result->as_meant && !apply->tables->buffered)
        code = apply_each(apply, apply_write_effect, err);
    apply_tables_forget_before(apply->tables);
    if (code || result->as_meant)
        return code;
    result->effect = apply->written.bytes;
    apply->written.bytes = (struct bytes){0};
    return LI_OK;
}

enum li_err apply_entry(struct apply_tables *tables, const struct entry *entry,
    struct apply_options options, struct apply_result *result, struct li_error *err)
{
    assert(tables && entry && result && err && (options.wants_effect || !tables->buffers));
    *result = (struct apply_result){.as_meant = entry->sort == ENTRY_RECORDS};
    if (entry->sort != ENTRY_RECORDS)
        return LI_OK;
    struct apply apply = {.tables = tables,
        .store = apply_tables_store(tables),
        .entry = entry,
        .options = options,
        .result = result};
    enum li_err code =
        options.wants_effect ? apply_with_effect(&apply, err) : apply_by_rules(&apply, err);
    free(apply.did.at);
    free(apply.written.bytes.at);
    return code;
}

void apply_result_free(struct apply_result *result)
{
    assert(result);
    apply_conflicts_clear(&result->conflicts);
    free(result->effect.at);
    *result = (struct apply_result){0};
}
