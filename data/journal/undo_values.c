/*
 * undo_values.c: puts values back column by column.
 *
 * A value is put back only if it is still what the entry left. A record that the entry added is
 * removed only if it is still as it was added; one that it removed is added again only if it is
 * still gone. Everything else is reported and left alone.
 */
#include "data/journal/undo_values.h"
#include "data/base/memory.h"
#include "data/changeset/changeset.h"
#include "data/journal/journal.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include "data/store/table_info.h"
#include "data/store/value.h"
#include <assert.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { UNDO_VALUES_NAMED = 3 }; /* records in a message */

/* What to do with a column. */
enum undo_values_verdict { UNDO_NOTHING, UNDO_PUT_BACK, UNDO_LEAVE, UNDO_FAILED };

/* The statements for the current table. A changeset has its tables one after another. */
struct undo_values_table {
    char *name;
    int columns;
    struct query *select, *remove, *add;
    struct query **set; /* one per column, prepared when first needed */
    enum undo_values_verdict *verdicts;
};

/* Invariants, between calls:
 *  1. References are deferred, from undo_values_new to the end of the transaction.
 *  2. changes and left_count are sums over all entries undone so far.
 *  3. `table` is zero, or has the statements of the table visited last. */
struct undo_values {
    struct store *store;
    undo_values_left_fn left;
    void *left_arg;
    size_t changes, left_count;
    const struct reference *references;
    size_t reference_count;
    struct query **find_parent; /* one per reference, prepared when first needed */
    struct undo_values_table table;
    const char *label; /* of the entry being explained */
};

size_t undo_values_changes(const struct undo_values *undo)
{
    assert(undo);
    return undo->changes;
}

size_t undo_values_left(const struct undo_values *undo)
{
    assert(undo);
    return undo->left_count;
}

bool undo_values_is_sound(const struct undo_values *undo)
{
    assert(undo);
    return table_info_references_hold(undo->store);
}

/* Prepares a statement made by sqlite3_mprintf, whose %w quotes names. Frees sql. */
static struct query *undo_values_prepare(struct undo_values *undo, char *sql, struct li_error *err)
{
    if (!sql)
        li_out_of_memory();
    struct query *query = query_new(undo->store, sql, err);
    sqlite3_free(sql);
    return query;
}

static enum li_err undo_values_load_references(struct undo_values *undo, struct li_error *err)
{
    undo->references = table_info_references(undo->store, &undo->reference_count, err);
    if (!undo->references)
        return err->code;
    undo->find_parent = li_calloc(undo->reference_count, sizeof(struct query *));
    return LI_OK;
}

struct undo_values *undo_values_new(
    struct store *store, undo_values_left_fn left, void *arg, struct li_error *err)
{
    assert(store && store->writing && err);
    struct undo_values *undo = li_calloc(1, sizeof *undo);
    undo->store = store;
    undo->left = left;
    undo->left_arg = arg;
    if (!query_run(store, "PRAGMA defer_foreign_keys = ON", err) &&
        !undo_values_load_references(undo, err))
        return undo;
    undo_values_free(undo);
    return NULL;
}

static void undo_values_forget_table(struct undo_values_table *table)
{
    query_free(table->select);
    query_free(table->remove);
    query_free(table->add);
    for (int i = 0; i < table->columns; i++)
        query_free(table->set[i]);
    free(table->set);
    free(table->verdicts);
    free(table->name);
    *table = (struct undo_values_table){0};
}

void undo_values_free(struct undo_values *undo)
{
    assert(undo);
    undo_values_forget_table(&undo->table);
    for (size_t i = 0; undo->find_parent && i < undo->reference_count; i++)
        query_free(undo->find_parent[i]);
    free(undo->find_parent);
    free(undo);
}

static char *undo_values_add_sql(const struct changeset *change)
{
    sqlite3_str *sql = sqlite3_str_new(NULL);
    sqlite3_str_appendf(sql, "INSERT INTO \"%w\" (", changeset_table(change));
    const char *before = "";
    for (int i = 0; i < changeset_columns(change); i++)
        if (changeset_touched(change, i)) {
            sqlite3_str_appendf(sql, "%s\"%w\"", before, changeset_column(change, i));
            before = ", ";
        }
    sqlite3_str_appendall(sql, ") VALUES (");
    before = "";
    for (int i = 0; i < changeset_columns(change); i++)
        if (changeset_touched(change, i)) {
            sqlite3_str_appendf(sql, "%s?%d", before, i + 1);
            before = ", ";
        }
    sqlite3_str_appendchar(sql, 1, ')');
    return sqlite3_str_finish(sql);
}

static enum li_err undo_values_load_table(
    struct undo_values *undo, const struct changeset *change, struct li_error *err)
{
    struct undo_values_table *table = &undo->table;
    const char *name = changeset_table(change);
    if (table->name && strcmp(table->name, name) == 0)
        return LI_OK;
    undo_values_forget_table(table);
    table->name = li_strdup(name);
    table->columns = changeset_columns(change);
    table->set = li_calloc((size_t)table->columns, sizeof(struct query *));
    table->verdicts = li_calloc((size_t)table->columns, sizeof *table->verdicts);
    table->select =
        undo_values_prepare(undo, sqlite3_mprintf("SELECT * FROM \"%w\" WHERE id = ?1", name), err);
    if (table->select)
        table->remove = undo_values_prepare(
            undo, sqlite3_mprintf("DELETE FROM \"%w\" WHERE id = ?1", name), err);
    return table->remove ? LI_OK : err->code;
}

static void undo_values_report_left(
    struct undo_values *undo, const struct changeset *change, int column, const char *now)
{
    undo->left_count++;
    if (undo->left)
        undo->left(undo->left_arg, changeset_table(change), changeset_id(change),
            changeset_column(change, column), now);
}

/* 1: table.select is on the record's row. 0: the record is gone. -1: failed; see *err. */
static int undo_values_select(
    struct undo_values *undo, const struct changeset *change, struct li_error *err)
{
    query_bind_id(undo->table.select, 1, changeset_id(change));
    return query_step(undo->table.select, err);
}

/* Reports the values that differ from one side of the change. If a removed record is back with all
   of its old values, reports its id. */
static void undo_values_report_differing(
    struct undo_values *undo, const struct changeset *change, enum changeset_side side)
{
    struct query *now = undo->table.select;
    size_t before = undo->left_count;
    for (int i = 0; i < changeset_columns(change); i++) {
        sqlite3_value *value = changeset_value(change, side, i);
        if (value && !value_equal(value, query_value(now, i)))
            undo_values_report_left(undo, change, i, query_text(now, i));
    }
    if (side == CHANGESET_OLD && undo->left_count == before)
        undo_values_report_left(undo, change, 0, query_text(now, 0));
}

/* Adds a removed record again, unless it is back already. */
static enum li_err undo_values_removal(
    struct undo_values *undo, const struct changeset *change, struct li_error *err)
{
    struct undo_values_table *table = &undo->table;
    int there = undo_values_select(undo, change, err);
    if (there < 0)
        return err->code;
    if (there)
        undo_values_report_differing(undo, change, CHANGESET_OLD);
    query_reset(table->select);
    if (there)
        return LI_OK;
    if (!table->add)
        table->add = undo_values_prepare(undo, undo_values_add_sql(change), err);
    if (!table->add)
        return err->code;
    for (int i = 0; i < changeset_columns(change); i++) {
        sqlite3_value *old = changeset_value(change, CHANGESET_OLD, i);
        if (old)
            query_bind_value(table->add, i + 1, old);
    }
    undo->changes++;
    return query_finish(table->add, err);
}

/* Removes an added record, unless it has changed since or is gone already. */
static enum li_err undo_values_addition(
    struct undo_values *undo, const struct changeset *change, struct li_error *err)
{
    struct undo_values_table *table = &undo->table;
    size_t before = undo->left_count;
    int there = undo_values_select(undo, change, err);
    if (there < 0)
        return err->code;
    if (there)
        undo_values_report_differing(undo, change, CHANGESET_NEW);
    else
        undo_values_report_left(undo, change, 0, NULL);
    query_reset(table->select);
    if (undo->left_count > before)
        return LI_OK;
    query_bind_id(table->remove, 1, changeset_id(change));
    undo->changes++;
    return query_finish(table->remove, err);
}

/* 1: the record that the column refers to is there, or it refers to none. 0: it is not there. -1:
 *err says why that is not known. */
static int undo_values_has_parent(
    struct undo_values *undo, const char *column, sqlite3_value *id, struct li_error *err)
{
    for (size_t i = 0; i < undo->reference_count; i++) {
        const struct reference *reference = &undo->references[i];
        struct query **query = &undo->find_parent[i];
        if (strcmp(reference->table, undo->table.name) != 0 ||
            strcmp(reference->column, column) != 0)
            continue;
        if (!*query)
            *query = undo_values_prepare(undo,
                sqlite3_mprintf("SELECT 1 FROM \"%w\" WHERE id = ?1", reference->parent), err);
        if (!*query)
            return -1;
        query_bind_value(*query, 1, id);
        int there = query_step(*query, err);
        query_reset(*query);
        return there;
    }
    return 1;
}

static enum undo_values_verdict undo_values_judge(
    struct undo_values *undo, const struct changeset *change, int column, struct li_error *err)
{
    sqlite3_value *old = changeset_value(change, CHANGESET_OLD, column);
    sqlite3_value *new = changeset_value(change, CHANGESET_NEW, column);
    sqlite3_value *now = query_value(undo->table.select, column);
    if (!new || !old)
        return UNDO_NOTHING;
    if (!value_equal(now, new))
        return UNDO_LEAVE;
    if (sqlite3_value_type(old) == SQLITE_NULL)
        return UNDO_PUT_BACK;
    int parent = undo_values_has_parent(undo, changeset_column(change, column), old, err);
    return parent < 0 ? UNDO_FAILED : parent ? UNDO_PUT_BACK : UNDO_LEAVE;
}

static enum li_err undo_values_put_back(
    struct undo_values *undo, const struct changeset *change, int column, struct li_error *err)
{
    struct query **set = &undo->table.set[column];
    if (!*set)
        *set = undo_values_prepare(undo,
            sqlite3_mprintf("UPDATE \"%w\" SET \"%w\" = ?1 WHERE id = ?2", changeset_table(change),
                changeset_column(change, column)),
            err);
    if (!*set)
        return err->code;
    query_bind_value(*set, 1, changeset_value(change, CHANGESET_OLD, column));
    query_bind_id(*set, 2, changeset_id(change));
    undo->changes++;
    return query_finish(*set, err);
}

/* Judges all columns while the select is on the record; values are put back only afterward. */
static enum li_err undo_values_setting(
    struct undo_values *undo, const struct changeset *change, struct li_error *err)
{
    struct undo_values_table *table = &undo->table;
    enum li_err code = LI_OK;
    int there = undo_values_select(undo, change, err);
    if (there < 0)
        return err->code;
    for (int i = 0; i < table->columns && !code; i++) {
        table->verdicts[i] = there ? undo_values_judge(undo, change, i, err) : UNDO_NOTHING;
        if (table->verdicts[i] == UNDO_FAILED)
            code = err->code;
        if (table->verdicts[i] == UNDO_LEAVE || (!there && changeset_touched(change, i)))
            undo_values_report_left(undo, change, i, there ? query_text(table->select, i) : NULL);
    }
    query_reset(table->select);
    for (int i = 0; i < table->columns && !code; i++)
        if (table->verdicts[i] == UNDO_PUT_BACK)
            code = undo_values_put_back(undo, change, i, err);
    return code;
}

typedef enum li_err (*undo_values_fn)(
    struct undo_values *undo, const struct changeset *change, struct li_error *err);

/* One pass over an entry: calls fn for its additions, settings or removals. */
static enum li_err undo_values_pass(struct undo_values *undo, const struct entry *entry,
    enum change_how how, undo_values_fn fn, struct li_error *err)
{
    if (entry->effect_size == 0)
        return LI_OK;
    struct changeset *change = changeset_open(undo->store, entry->effect, entry->effect_size, err);
    if (!change)
        return err->code;
    enum li_err code = LI_OK;
    int step = 0;
    while (!code && (step = changeset_next(change, err)) > 0) {
        if (changeset_how(change) != how)
            continue;
        code = undo_values_load_table(undo, change, err);
        if (!code)
            code = fn(undo, change, err);
        if (!code)
            code = journal_checkpoint(undo->store, err);
    }
    changeset_close(change);
    return step < 0 ? err->code : code;
}

enum li_err undo_values_entry(
    struct undo_values *undo, const struct entry *entry, struct li_error *err)
{
    assert(undo && entry && err);
    /* Removed records come back first, so that references to them can be put back. */
    enum li_err code = undo_values_pass(undo, entry, CHANGE_REMOVE, undo_values_removal, err);
    if (!code)
        code = undo_values_pass(undo, entry, CHANGE_SET, undo_values_setting, err);
    if (!code)
        code = undo_values_pass(undo, entry, CHANGE_ADD, undo_values_addition, err);
    return code;
}

/* --- explaining a refusal --------------------------------------------------------------------- */

static void undo_values_write_name(
    struct store *store, FILE *out, const char *table, const struct id *id)
{
    char text[ID_TEXT_SIZE];
    char *called = store->naming ? store->naming(store->naming_arg, table, id) : NULL;
    if (called && *called) /* empty if the title is made of records that are gone */
        fprintf(out, "%s \"%s\"", table, called);
    else
        fprintf(out, "%s %s", table, id_text(id, text));
    free(called);
}

/* Writes the records that refer to this one: 'goal "Train ten", goal "Meet" and others'. Returns
   how many there are, counting at most one more than are named; -1: *err says why that is not
   known. */
static int undo_values_write_referrers(struct undo_values *undo, FILE *out, const char *table,
    const struct id *id, struct li_error *err)
{
    int found = 0, step = 0;
    for (size_t i = 0; i < undo->reference_count && found <= UNDO_VALUES_NAMED; i++) {
        const struct reference *reference = &undo->references[i];
        if (strcmp(reference->parent, table) != 0)
            continue;
        struct query *query = undo_values_prepare(undo,
            sqlite3_mprintf("SELECT id FROM \"%w\" WHERE \"%w\" = ?1 ORDER BY id LIMIT %d",
                reference->table, reference->column, UNDO_VALUES_NAMED + 1),
            err);
        if (!query)
            return -1;
        query_bind_id(query, 1, id);
        struct id by;
        while (found <= UNDO_VALUES_NAMED && (step = query_step(query, err)) > 0 &&
               query_id(query, 0, &by)) {
            if (++found > UNDO_VALUES_NAMED) {
                fputs(" and others", out);
                break;
            }
            fputs(found > 1 ? ", " : "", out);
            undo_values_write_name(undo->store, out, reference->table, &by);
        }
        query_free(query);
        if (step < 0)
            return -1;
    }
    return found;
}

static enum li_err undo_values_explain_addition(
    struct undo_values *undo, const struct changeset *change, struct li_error *err)
{
    int there = undo_values_select(undo, change, err);
    query_reset(undo->table.select);
    if (there != 0)
        return there < 0 ? err->code : LI_OK;
    char *names = NULL;
    FILE *out = li_text_open(&names);
    int found =
        undo_values_write_referrers(undo, out, changeset_table(change), changeset_id(change), err);
    li_text_close(out);
    if (found > 0)
        li_fail(err, LI_REFUSED, "%s can't be undone: %s %s to what it added.", undo->label, names,
            found > 1 ? "link" : "links");
    free(names);
    return found == 0 ? LI_OK : err->code;
}

static enum li_err undo_values_explain_removal(
    struct undo_values *undo, const struct changeset *change, struct li_error *err)
{
    for (int i = 0; i < changeset_columns(change); i++) {
        sqlite3_value *old = changeset_value(change, CHANGESET_OLD, i);
        struct id id;
        if (!old || !value_id(old, &id))
            continue;
        int parent = undo_values_has_parent(undo, changeset_column(change, i), old, err);
        if (parent < 0)
            return err->code;
        if (parent)
            continue;
        return li_fail(err, LI_REFUSED,
            "%s can't be undone: the %s it would restore needs its %s, which no longer exists.",
            undo->label, changeset_table(change), changeset_column(change, i));
    }
    return LI_OK;
}

enum li_err undo_values_explain(
    struct undo_values *undo, const struct entry *entry, struct li_error *err)
{
    assert(undo && entry && err);
    undo->label = entry->label;
    enum li_err code = undo_values_pass(undo, entry, CHANGE_ADD, undo_values_explain_addition, err);
    if (!code)
        code = undo_values_pass(undo, entry, CHANGE_REMOVE, undo_values_explain_removal, err);
    return code;
}
