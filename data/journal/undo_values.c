/*
 * undo_values.c: putting values back, column by column.
 *
 * A value is put back only where it is still what the entry left. A record the entry added goes
 * only when it is as it was added; one it removed comes back only when its place is free. What does
 * not fit is told and left alone.
 */
#include "data/journal/undo_values.h"
#include "data/base/memory.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAMES_TOLD = 3 };

/* What stands to be done with a column. */
enum verdict { VERDICT_NONE, VERDICT_PUT_BACK, VERDICT_LEFT };

/* The statements for the table at hand: a changeset goes through its tables one by one. */
struct undo_values_table {
    char *name;
    int columns;
    struct query *select, *remove, *add;
    struct query **set; /* one a column, prepared when first needed */
    enum verdict *verdict;
};

struct undo_values {
    struct store *store;
    journal_left left;
    void *left_arg;
    size_t changes, left_count;
    const struct reference *references;
    size_t reference_count;
    struct query **parent_is_there; /* one a reference, prepared when first asked */
    struct undo_values_table table;
    const char *label; /* of the entry being explained */
};

size_t undo_values_changes(const struct undo_values *revert)
{
    return revert->changes;
}

size_t undo_values_left(const struct undo_values *revert)
{
    return revert->left_count;
}

bool undo_values_is_sound(const struct undo_values *revert)
{
    return store_references_hold(revert->store);
}

/* sqlite3_mprintf quotes names with %w. The string is freed here. */
static struct query *undo_revert_prepare(
    struct undo_values *revert, char *sql, struct li_error *err)
{
    if (!sql)
        li_out_of_memory();
    struct query *query = query_new(revert->store, sql, err);
    sqlite3_free(sql);
    return query;
}

static enum li_err undo_revert_learn_references(struct undo_values *revert, struct li_error *err)
{
    revert->references = store_references(revert->store, &revert->reference_count, err);
    if (!revert->references)
        return err->code;
    revert->parent_is_there = li_calloc(revert->reference_count, sizeof(struct query *));
    return LI_OK;
}

struct undo_values *undo_values_new(
    struct store *store, journal_left left, void *arg, struct li_error *err)
{
    struct undo_values *revert = li_calloc(1, sizeof *revert);
    revert->store = store;
    revert->left = left;
    revert->left_arg = arg;
    if (query_run(store, "PRAGMA defer_foreign_keys = ON", err) == LI_OK &&
        undo_revert_learn_references(revert, err) == LI_OK)
        return revert;
    undo_values_free(revert);
    return NULL;
}

static void undo_revert_forget_table(struct undo_values_table *table)
{
    query_free(table->select);
    query_free(table->remove);
    query_free(table->add);
    for (int i = 0; i < table->columns; i++)
        query_free(table->set[i]);
    free(table->set);
    free(table->verdict);
    free(table->name);
    *table = (struct undo_values_table){0};
}

void undo_values_free(struct undo_values *revert)
{
    undo_revert_forget_table(&revert->table);
    for (size_t i = 0; revert->parent_is_there && i < revert->reference_count; i++)
        query_free(revert->parent_is_there[i]);
    free(revert->parent_is_there);
    free(revert);
}

static char *undo_revert_add_sql(const struct changeset *change)
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

static enum li_err undo_revert_learn_table(
    struct undo_values *revert, const struct changeset *change, struct li_error *err)
{
    struct undo_values_table *table = &revert->table;
    const char *name = changeset_table(change);
    if (table->name && strcmp(table->name, name) == 0)
        return LI_OK;
    undo_revert_forget_table(table);
    table->name = li_strdup(name);
    table->columns = changeset_columns(change);
    table->set = li_calloc((size_t)table->columns, sizeof(struct query *));
    table->verdict = li_calloc((size_t)table->columns, sizeof *table->verdict);
    table->select = undo_revert_prepare(
        revert, sqlite3_mprintf("SELECT * FROM \"%w\" WHERE id = ?1", name), err);
    if (table->select)
        table->remove = undo_revert_prepare(
            revert, sqlite3_mprintf("DELETE FROM \"%w\" WHERE id = ?1", name), err);
    return table->remove ? LI_OK : err->code;
}

static void undo_revert_tell_left(
    struct undo_values *revert, const struct changeset *change, int column, const char *now)
{
    revert->left_count++;
    if (revert->left)
        revert->left(revert->left_arg, changeset_table(change), changeset_id(change),
            changeset_column(change, column), now);
}

/* 1: the record stands in table.select. 0: it is gone. -1: *err says why. */
static int undo_revert_look(
    struct undo_values *revert, const struct changeset *change, struct li_error *err)
{
    query_bind_id(revert->table.select, 1, changeset_id(change));
    return query_step(revert->table.select, err);
}

/* Tells the values that differ from one side of the change; of a record that is not as the entry
   left it, yet has no such value, its id. */
static void undo_revert_tell_differing(
    struct undo_values *revert, const struct changeset *change, enum changeset_side side)
{
    struct query *now = revert->table.select;
    size_t before = revert->left_count;
    for (int i = 0; i < changeset_columns(change); i++) {
        sqlite3_value *value = changeset_value(change, side, i);
        if (value && !value_equal(value, query_value(now, i)))
            undo_revert_tell_left(revert, change, i, query_text(now, i));
    }
    if (side == CHANGESET_OLD && revert->left_count == before)
        undo_revert_tell_left(revert, change, 0, query_text(now, 0));
}

/* A removed record comes back, unless its place is taken. */
static enum li_err undo_revert_removal(
    struct undo_values *revert, const struct changeset *change, struct li_error *err)
{
    struct undo_values_table *table = &revert->table;
    int there = undo_revert_look(revert, change, err);
    if (there < 0)
        return err->code;
    if (there)
        undo_revert_tell_differing(revert, change, CHANGESET_OLD);
    query_reset(table->select);
    if (there)
        return LI_OK;
    if (!table->add)
        table->add = undo_revert_prepare(revert, undo_revert_add_sql(change), err);
    if (!table->add)
        return err->code;
    for (int i = 0; i < changeset_columns(change); i++) {
        sqlite3_value *old = changeset_value(change, CHANGESET_OLD, i);
        if (old)
            query_bind_value(table->add, i + 1, old);
    }
    revert->changes++;
    return query_finish(table->add, err);
}

/* An added record goes, unless it has been changed since, or went already. */
static enum li_err undo_revert_addition(
    struct undo_values *revert, const struct changeset *change, struct li_error *err)
{
    struct undo_values_table *table = &revert->table;
    size_t before = revert->left_count;
    int there = undo_revert_look(revert, change, err);
    if (there < 0)
        return err->code;
    if (there)
        undo_revert_tell_differing(revert, change, CHANGESET_NEW);
    else
        undo_revert_tell_left(revert, change, 0, NULL);
    query_reset(table->select);
    if (revert->left_count > before)
        return LI_OK;
    query_bind_id(table->remove, 1, changeset_id(change));
    revert->changes++;
    return query_finish(table->remove, err);
}

static bool undo_revert_parent_is_there(
    struct undo_values *revert, const char *column, sqlite3_value *id, struct li_error *err)
{
    for (size_t i = 0; i < revert->reference_count; i++) {
        const struct reference *reference = &revert->references[i];
        struct query **query = &revert->parent_is_there[i];
        if (strcmp(reference->table, revert->table.name) != 0 ||
            strcmp(reference->column, column) != 0)
            continue;
        if (!*query)
            *query = undo_revert_prepare(revert,
                sqlite3_mprintf("SELECT 1 FROM \"%w\" WHERE id = ?1", reference->parent), err);
        if (!*query)
            return false;
        query_bind_value(*query, 1, id);
        bool there = query_step(*query, err) > 0;
        query_reset(*query);
        return there;
    }
    return true; /* refers to nothing */
}

static enum verdict undo_revert_judge(
    struct undo_values *revert, const struct changeset *change, int column, struct li_error *err)
{
    sqlite3_value *old = changeset_value(change, CHANGESET_OLD, column);
    sqlite3_value *new = changeset_value(change, CHANGESET_NEW, column);
    sqlite3_value *now = query_value(revert->table.select, column);
    if (!new || !old)
        return VERDICT_NONE;
    if (!value_equal(now, new))
        return VERDICT_LEFT;
    if (sqlite3_value_type(old) != SQLITE_NULL &&
        !undo_revert_parent_is_there(revert, changeset_column(change, column), old, err))
        return VERDICT_LEFT;
    return VERDICT_PUT_BACK;
}

static enum li_err undo_revert_put_back(
    struct undo_values *revert, const struct changeset *change, int column, struct li_error *err)
{
    struct query **set = &revert->table.set[column];
    if (!*set)
        *set = undo_revert_prepare(revert,
            sqlite3_mprintf("UPDATE \"%w\" SET \"%w\" = ?1 WHERE id = ?2", changeset_table(change),
                changeset_column(change, column)),
            err);
    if (!*set)
        return err->code;
    query_bind_value(*set, 1, changeset_value(change, CHANGESET_OLD, column));
    query_bind_id(*set, 2, changeset_id(change));
    revert->changes++;
    return query_finish(*set, err);
}

/* All columns are judged while the record stands in the query, and put back after. */
static enum li_err undo_revert_setting(
    struct undo_values *revert, const struct changeset *change, struct li_error *err)
{
    struct undo_values_table *table = &revert->table;
    enum li_err code = LI_OK;
    int there = undo_revert_look(revert, change, err);
    if (there < 0)
        return err->code;
    for (int i = 0; i < table->columns; i++) {
        table->verdict[i] = there ? undo_revert_judge(revert, change, i, err) : VERDICT_NONE;
        if (table->verdict[i] == VERDICT_LEFT || (!there && changeset_touched(change, i)))
            undo_revert_tell_left(revert, change, i, there ? query_text(table->select, i) : NULL);
    }
    query_reset(table->select);
    for (int i = 0; i < table->columns && code == LI_OK; i++)
        if (table->verdict[i] == VERDICT_PUT_BACK)
            code = undo_revert_put_back(revert, change, i, err);
    return code;
}

typedef enum li_err (*revert_fn)(
    struct undo_values *revert, const struct changeset *change, struct li_error *err);

/* One pass over an entry for the changes of one sort. */
static enum li_err undo_revert_pass(struct undo_values *revert, const struct entry *entry,
    enum change_how how, revert_fn fn, struct li_error *err)
{
    if (entry->effect_size == 0)
        return LI_OK;
    struct changeset *change =
        changeset_read(revert->store, entry->effect, entry->effect_size, err);
    if (!change)
        return err->code;
    enum li_err code = LI_OK;
    int step = 0;
    while (code == LI_OK && (step = changeset_next(change, err)) > 0) {
        if (changeset_how(change) != how)
            continue;
        code = undo_revert_learn_table(revert, change, err);
        if (code == LI_OK)
            code = fn(revert, change, err);
        if (code == LI_OK)
            code = journal_checkpoint(revert->store, err);
    }
    changeset_free(change);
    return step < 0 ? err->code : code;
}

enum li_err undo_values_entry(
    struct undo_values *revert, const struct entry *entry, struct li_error *err)
{
    /* What was removed comes back first, so that what referred to it can again. */
    enum li_err code = undo_revert_pass(revert, entry, CHANGE_REMOVE, undo_revert_removal, err);
    if (code == LI_OK)
        code = undo_revert_pass(revert, entry, CHANGE_SET, undo_revert_setting, err);
    if (code == LI_OK)
        code = undo_revert_pass(revert, entry, CHANGE_ADD, undo_revert_addition, err);
    return code;
}

/* Explaining a refusal. */

static void undo_revert_write_name(
    struct store *store, FILE *out, const char *table, const struct id *id)
{
    char text[ID_TEXT_SIZE];
    char *called = store->naming ? store->naming(store->naming_arg, table, id) : NULL;
    if (called && *called) /* empty where its name is made of records that are gone by now */
        fprintf(out, "%s \"%s\"", table, called);
    else
        fprintf(out, "%s %s", table, id_text(id, text));
    free(called);
}

/* Writes 'goal "Train ten", goal "Meet" and others'. Returns how many there are, at most one more
   than are told. */
static int undo_revert_write_referrers(
    struct undo_values *revert, FILE *out, const char *table, const struct id *id)
{
    int found = 0;
    struct li_error err;
    for (size_t i = 0; i < revert->reference_count && found <= NAMES_TOLD; i++) {
        const struct reference *reference = &revert->references[i];
        if (strcmp(reference->parent, table) != 0)
            continue;
        struct query *query = undo_revert_prepare(revert,
            sqlite3_mprintf("SELECT id FROM \"%w\" WHERE \"%w\" = ?1 ORDER BY id LIMIT %d",
                reference->table, reference->column, NAMES_TOLD + 1),
            &err);
        if (!query)
            continue;
        query_bind_id(query, 1, id);
        struct id by;
        while (found <= NAMES_TOLD && query_step(query, &err) > 0 && query_id(query, 0, &by)) {
            if (++found > NAMES_TOLD) {
                fputs(" and others", out);
                break;
            }
            fputs(found > 1 ? ", " : "", out);
            undo_revert_write_name(revert->store, out, reference->table, &by);
        }
        query_free(query);
    }
    return found;
}

static enum li_err undo_revert_explain_addition(
    struct undo_values *revert, const struct changeset *change, struct li_error *err)
{
    int there = undo_revert_look(revert, change, err);
    query_reset(revert->table.select);
    if (there != 0)
        return there < 0 ? err->code : LI_OK;
    char *names = NULL;
    FILE *out = li_text_open(&names);
    int found =
        undo_revert_write_referrers(revert, out, changeset_table(change), changeset_id(change));
    li_text_close(out);
    if (found > 0)
        li_fail(err, LI_REFUSED, "\"%s\" can't be undone: %s %s to what it added.", revert->label,
            names, found > 1 ? "link" : "links");
    free(names);
    return found > 0 ? LI_REFUSED : LI_OK;
}

static enum li_err undo_revert_explain_removal(
    struct undo_values *revert, const struct changeset *change, struct li_error *err)
{
    for (int i = 0; i < changeset_columns(change); i++) {
        sqlite3_value *old = changeset_value(change, CHANGESET_OLD, i);
        struct id id;
        if (!old || !value_id(old, &id) ||
            undo_revert_parent_is_there(revert, changeset_column(change, i), old, err))
            continue;
        return li_fail(err, LI_REFUSED,
            "\"%s\" can't be undone: the %s it would restore needs its %s, which no longer exists.",
            revert->label, changeset_table(change), changeset_column(change, i));
    }
    return LI_OK;
}

enum li_err undo_values_explain(
    struct undo_values *revert, const struct entry *entry, struct li_error *err)
{
    revert->label = entry->label;
    enum li_err code =
        undo_revert_pass(revert, entry, CHANGE_ADD, undo_revert_explain_addition, err);
    if (code == LI_OK)
        code = undo_revert_pass(revert, entry, CHANGE_REMOVE, undo_revert_explain_removal, err);
    return code;
}
