/*
 * journal_undo.c: finds the entry to undo or redo, and writes the entry that does so.
 *
 * Usually the records are still as the entry left them. Then the inverse of its effect is applied
 * and recorded as a whole. If that does not fit, the transaction is rolled back, and the undo is
 * tried again value by value (undo_values.h).
 */
#include "data/journal/journal_undo.h"
#include "data/base/memory.h"
#include "data/changeset/changeset_apply.h"
#include "data/changeset/changeset_walk.h"
#include "data/entry/entry_counts.h"
#include "data/entry/entry_name.h"
#include "data/entry/entry_statement.h"
#include "data/journal/journal.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

struct journal_undo {
    const struct entry_name *asked; /* the entry to undo; NULL: undo or redo the last */
    bool redo;
    struct journal_undo_observer observer;
    struct journal_heading heading;
    char *label;                /* of the new entry */
    int64_t done, total;        /* bytes of changesets */
    bool by_values;             /* the inverse of an entry did not fit: go value by value */
    struct undo_values *values; /* set while by_values does its work */
    struct journal_undo_result result;
};

/* An undo is later than what it undoes, so the recursion ends. */
bool journal_undo_is_undone(struct store *store, const struct entry_name *name)
{
    assert(store && name);
    struct li_error err;
    struct entry_name last = *name, by;
    bool undone = false;
    if (entry_group_last(store, &last, &err))
        return false;
    struct query *query = entry_statement_new(store, ENTRY_SQL_REVERTED_BY, &err);
    if (!query)
        return false;
    query_bind_hash(query, 1, &last.hash);
    while (!undone && query_step(query, &err) > 0)
        undone = entry_name_from_row(query, 0, &by) && !journal_undo_is_undone(store, &by);
    query_free(query);
    return undone;
}

static struct query *journal_undo_candidates(
    struct store *store, enum entry_sql which, struct li_error *err)
{
    struct query *query = entry_statement_new(store, which, err);
    if (!query)
        return NULL;
    query_bind_id(query, 1, &store->replica);
    query_bind_text(query, 2, store->author);
    return query;
}

static enum li_err journal_undo_find_last(
    struct store *store, struct entry_name *out, struct li_error *err)
{
    struct query *query = journal_undo_candidates(store, ENTRY_SQL_UNDOABLE, err);
    if (!query)
        return err->code;
    int step;
    bool found = false;
    while (!found && (step = query_step(query, err)) > 0)
        found = entry_name_from_row(query, 0, out) && !journal_undo_is_undone(store, out);
    query_free(query);
    if (found)
        return LI_OK;
    return step < 0 ? err->code : li_fail(err, LI_NONE, "There is nothing to undo.");
}

/* Follows an undo or redo back to the original entry. *depth: how many undos and redos there are
   (0: the entry itself is the original). *label: the original's, which the caller frees. An entry
   undoes an earlier one, so the loop ends. */
static enum li_err journal_undo_depth(struct store *store, const struct entry_name *name,
    int *depth, char **label, struct li_error *err)
{
    struct entry entry;
    struct hash next = name->hash;
    bool reverts = true;
    *depth = -1;
    *label = NULL;
    enum li_err code = LI_OK;
    while (reverts && !(code = entry_find(store, &next, &entry, err))) {
        ++*depth;
        free(*label);
        *label = li_strdup(entry.label);
        next = entry.reverts;
        code = entry_reverts_earlier(store, &entry, &reverts, err);
        entry_free(&entry);
        if (code)
            break;
    }
    return code == LI_NONE && *depth >= 0 ? LI_OK : code;
}

/* The author's last undo that is not redone, if nothing new was written since. */
static enum li_err journal_undo_find_redo(
    struct store *store, struct entry_name *out, struct li_error *err)
{
    struct query *query = journal_undo_candidates(store, ENTRY_SQL_REDOABLE, err);
    if (!query)
        return err->code;
    int step, depth = 0;
    bool found = false;
    enum li_err code = LI_OK;
    while (!found && !code && (step = query_step(query, err)) > 0) {
        char *label;
        if (query_null(query, 3) || !entry_name_from_row(query, 0, out))
            break;
        code = journal_undo_depth(store, out, &depth, &label, err);
        free(label);
        found = !code && depth % 2 == 1 && !journal_undo_is_undone(store, out);
    }
    query_free(query);
    if (found || code)
        return code;
    return step < 0 ? err->code : li_fail(err, LI_NONE, "There is nothing to redo.");
}

static enum li_err journal_undo_choose(
    struct store *store, struct journal_undo *undo, struct entry_name *name, struct li_error *err)
{
    enum li_err code = LI_OK;
    if (undo->asked)
        *name = *undo->asked;
    else
        code = undo->redo ? journal_undo_find_redo(store, name, err)
                          : journal_undo_find_last(store, name, err);
    if (!code)
        code = entry_group_last(store, name, err);
    if (!code && undo->asked && journal_undo_is_undone(store, name)) {
        char *text = entry_name_text(store, name);
        li_fail(err, LI_REFUSED, "Entry %s is already undone.", text);
        free(text);
        return LI_REFUSED;
    }
    return code;
}

static enum li_err journal_undo_label(struct store *store, struct journal_undo *undo,
    const struct entry_name *name, struct li_error *err)
{
    int depth;
    char *root;
    struct entry entry;
    enum li_err code = journal_undo_depth(store, name, &depth, &root, err);
    if (code == LI_NONE) {
        char *text = entry_name_text(store, name);
        li_fail(err, LI_NONE, "There is no entry %s.", text);
        free(text);
    }
    if (!code && !(code = entry_find(store, &name->hash, &entry, err))) {
        undo->label = li_format("%s: %s", depth % 2 ? "Redo" : "Undo", root);
        undo->heading = (struct journal_heading){undo->label, *name};
        undo->result.what = *name;
        undo->result.label = li_strdup(entry.label);
        entry_free(&entry);
    }
    free(root);
    return code;
}

/* Sets the total for progress: the size of the entry or, if it has a group, of that. */
static enum li_err journal_undo_measure(
    struct store *store, struct journal_undo *undo, const struct entry *entry, struct li_error *err)
{
    undo->done = 0;
    undo->total = (int64_t)entry->changeset_size;
    if (id_is_nil(&entry->group))
        return LI_OK;
    struct query *query = entry_statement(store, ENTRY_SQL_GROUP_SIZE, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &entry->name.replica);
    query_bind_id(query, 2, &entry->group);
    int step = query_step(query, err);
    if (step > 0)
        undo->total = query_int(query, 0);
    query_reset(query);
    return step < 0 ? err->code : LI_OK;
}

static enum li_err journal_undo_report(
    struct journal_undo *undo, const struct entry *entry, struct li_error *err)
{
    undo->done += (int64_t)entry->changeset_size;
    if (!undo->observer.progress || undo->observer.progress(undo->observer.progress_arg, undo->done,
                                        undo->total, (int64_t)undo->result.changes))
        return LI_OK;
    return li_fail(err, LI_INTERRUPTED, "Stopped; nothing was changed.");
}

typedef enum li_err (*journal_undo_fn)(struct store *store, struct journal_undo *undo,
    const struct entry *entry, struct li_error *err);

/* Calls fn for the entry and the rest of its group, newest first. */
static enum li_err journal_undo_each(
    struct store *store, struct journal_undo *undo, journal_undo_fn fn, struct li_error *err)
{
    struct hash hash = undo->result.what.hash;
    struct id group = {{0}};
    bool more = true;
    enum li_err code = LI_OK;
    for (bool first = true; more && !code && !hash_is_zero(&hash); first = false) {
        struct entry entry;
        code = entry_find(store, &hash, &entry, err);
        if (code)
            return code == LI_NONE && !first ? LI_OK : code;
        if (first) {
            group = entry.group;
            code = journal_undo_measure(store, undo, &entry, err);
        }
        more = !id_is_nil(&group) && id_equal(&entry.group, &group);
        if (!code && (first || more))
            code = fn(store, undo, &entry, err);
        if (!code && (first || more))
            code = journal_undo_report(undo, &entry, err);
        hash = entry.before;
        entry_free(&entry);
    }
    return code;
}

static enum li_err journal_undo_whole(
    struct store *store, struct journal_undo *undo, const struct entry *entry, struct li_error *err)
{
    size_t size = 0, values = 0;
    void *inverse = NULL;
    if (entry->effect_size == 0)
        return LI_OK;
    bool fits = changeset_walk_count(store, entry->effect, entry->effect_size, &values);
    enum li_err code = fits ? changeset_apply_invert(
                                  store, entry->effect, entry->effect_size, &inverse, &size, err)
                            : LI_OK;
    if (fits && !code)
        code = journal_put(store, inverse, size, &fits, err);
    sqlite3_free(inverse);
    if (code)
        return code;
    undo->result.changes += values;
    undo->by_values = !fits;
    return fits ? LI_OK : li_fail(err, LI_REFUSED, "The records have changed since.");
}

static enum li_err journal_undo_values(
    struct store *store, struct journal_undo *undo, const struct entry *entry, struct li_error *err)
{
    (void)store;
    enum li_err code = undo_values_entry(undo->values, entry, err);
    undo->result.changes = undo_values_changes(undo->values);
    undo->result.left = undo_values_left(undo->values);
    return code;
}

static enum li_err journal_undo_explain(
    struct store *store, struct journal_undo *undo, const struct entry *entry, struct li_error *err)
{
    (void)store;
    return undo_values_explain(undo->values, entry, err);
}

static enum li_err journal_undo_by_values(
    struct store *store, struct journal_undo *undo, struct li_error *err)
{
    undo->values = undo_values_new(store, undo->observer.left, undo->observer.left_arg, err);
    if (!undo->values)
        return err->code;
    enum li_err code = journal_undo_each(store, undo, journal_undo_values, err);
    if (!code && !undo_values_is_sound(undo->values)) {
        code = journal_undo_each(store, undo, journal_undo_explain, err);
        if (!code)
            code = li_fail(err, LI_REFUSED,
                "%s can't be undone: it would leave a link to a missing record.",
                undo->result.label);
    }
    undo_values_free(undo->values);
    return code;
}

static enum li_err journal_undo_write(struct store *store, void *arg, struct li_error *err)
{
    struct journal_undo *undo = arg;
    struct entry_name name;
    enum li_err code = journal_undo_choose(store, undo, &name, err);
    if (!code)
        code = journal_undo_label(store, undo, &name, err);
    if (!code)
        code = undo->by_values ? journal_undo_by_values(store, undo, err)
                               : journal_undo_each(store, undo, journal_undo_whole, err);
    if (!code && undo->result.changes == 0)
        return li_fail(err, LI_REFUSED,
            undo->result.left ? "%s can't be undone: later changes build on it."
                              : "%s has nothing left to undo.",
            undo->result.label);
    return code;
}

static enum li_err journal_undo_try(
    struct store *store, struct journal_undo *undo, struct li_error *err)
{
    free(undo->label);
    free(undo->result.label);
    undo->label = NULL;
    undo->result = (struct journal_undo_result){0};
    return journal_record(store, &undo->heading, journal_undo_write, undo, NULL, err);
}

static enum li_err journal_undo_run(struct store *store, struct journal_undo *undo,
    struct journal_undo_result *out, struct li_error *err)
{
    assert(store && err);
    store->merging = true;
    enum li_err code = journal_undo_try(store, undo, err);
    if (undo->by_values)
        code = journal_undo_try(store, undo, err);
    store->merging = false;
    free(undo->label);
    if (!code && out)
        *out = undo->result;
    else
        free(undo->result.label);
    return code;
}

enum li_err journal_undo(struct store *store, const struct entry_name *which,
    const struct journal_undo_observer *observer, struct journal_undo_result *out,
    struct li_error *err)
{
    struct journal_undo undo = {
        .asked = which, .observer = observer ? *observer : (struct journal_undo_observer){0}};
    return journal_undo_run(store, &undo, out, err);
}

enum li_err journal_redo(struct store *store, const struct journal_undo_observer *observer,
    struct journal_undo_result *out, struct li_error *err)
{
    struct journal_undo undo = {
        .redo = true, .observer = observer ? *observer : (struct journal_undo_observer){0}};
    return journal_undo_run(store, &undo, out, err);
}
