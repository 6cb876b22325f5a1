/*
 * undo.c: which entry undo and redo mean, and the entry they write.
 *
 * Most often everything still is as the entry left it. Then the inverse of what it did is all there
 * is to do, and all there is to write down. Where that meets anything else, the transaction begins
 * again and goes value by value: revert.c.
 */
#include "data/base/memory.h"
#include "data/journal/journal_internal.h"
#include "data/journal/undo_values.h"
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

struct undo {
    const struct entry_name *asked; /* NULL: undo or redo the last */
    bool redo;
    struct journal_observer ear;
    struct journal_meaning meaning;
    char *label;                /* what the new entry is called */
    int64_t done, total;        /* bytes of changesets */
    bool surprised;             /* the inverse of an entry did not fit */
    struct undo_values *revert; /* where values are put back one by one */
    struct journal_undone undone;
};

/* Undone is what has an undo that is not itself undone. What takes back comes later than what it
   takes back, so this ends. */
bool journal_is_undone(struct store *store, const struct entry_name *name)
{
    struct li_error err;
    struct entry_name last = *name, by;
    bool undone = false;
    if (entry_group_last(store, &last, &err) != LI_OK)
        return false;
    struct query *query = store_fresh(store, SQL_REVERTED_BY, &err);
    if (!query)
        return false;
    query_bind_hash(query, 1, &last.hash);
    while (!undone && query_step(query, &err) > 0)
        undone = entry_name_from_row(query, 0, &by) && !journal_is_undone(store, &by);
    query_free(query);
    return undone;
}

static struct query *undo_candidates(
    struct store *store, enum store_sql which, struct li_error *err)
{
    struct query *query = store_fresh(store, which, err);
    if (!query)
        return NULL;
    query_bind_id(query, 1, &store->replica);
    query_bind_text(query, 2, store->author);
    return query;
}

static enum li_err undo_undo_last(struct store *store, struct entry_name *out, struct li_error *err)
{
    struct query *query = undo_candidates(store, SQL_UNDOABLE, err);
    if (!query)
        return err->code;
    int step;
    bool found = false;
    while (!found && (step = query_step(query, err)) > 0)
        found = entry_name_from_row(query, 0, out) && !journal_is_undone(store, out);
    query_free(query);
    if (found)
        return LI_OK;
    return step < 0 ? err->code : li_fail(err, LI_NONE, "There is nothing to undo.");
}

/* How many undos and redos stand between an entry and the one it all began with. What it takes back
   is earlier, or it takes back nothing. */
static enum li_err undo_depth(struct store *store, const struct entry_name *name, int *depth,
    char **label, struct li_error *err)
{
    struct entry entry;
    struct hash next = name->hash;
    bool takes_back = true;
    *depth = -1;
    *label = NULL;
    enum li_err code = LI_OK;
    while (takes_back && (code = entry_find(store, &next, &entry, err)) == LI_OK) {
        ++*depth;
        free(*label);
        *label = li_strdup(entry.label);
        next = entry.reverts;
        code = entry_takes_back(store, &entry, &takes_back, err);
        entry_free(&entry);
        if (code != LI_OK)
            break;
    }
    return code == LI_NONE && *depth >= 0 ? LI_OK : code;
}

/* An undo of the author's that stands, with nothing new written since. */
static enum li_err undo_redo_last(struct store *store, struct entry_name *out, struct li_error *err)
{
    struct query *query = undo_candidates(store, SQL_REDOABLE, err);
    if (!query)
        return err->code;
    int step, depth = 0;
    bool found = false;
    enum li_err code = LI_OK;
    while (!found && code == LI_OK && (step = query_step(query, err)) > 0) {
        char *label;
        if (query_null(query, 3) || !entry_name_from_row(query, 0, out))
            break;
        code = undo_depth(store, out, &depth, &label, err);
        free(label);
        found = code == LI_OK && depth % 2 == 1 && !journal_is_undone(store, out);
    }
    query_free(query);
    if (found || code != LI_OK)
        return code;
    return step < 0 ? err->code : li_fail(err, LI_NONE, "There is nothing to redo.");
}

static enum li_err undo_choose(
    struct store *store, struct undo *undo, struct entry_name *name, struct li_error *err)
{
    enum li_err code = LI_OK;
    if (undo->asked)
        *name = *undo->asked;
    else
        code = undo->redo ? undo_redo_last(store, name, err) : undo_undo_last(store, name, err);
    if (code == LI_OK)
        code = entry_group_last(store, name, err);
    if (code == LI_OK && undo->asked && journal_is_undone(store, name)) {
        char *text = journal_name_text(store, name);
        li_fail(err, LI_REFUSED, "Entry %s is already undone.", text);
        free(text);
        return LI_REFUSED;
    }
    return code;
}

static enum li_err undo_name_new(
    struct store *store, struct undo *undo, const struct entry_name *name, struct li_error *err)
{
    int depth;
    char *root;
    struct entry entry;
    enum li_err code = undo_depth(store, name, &depth, &root, err);
    if (code == LI_NONE) {
        char *text = journal_name_text(store, name);
        li_fail(err, LI_NONE, "There is no entry %s.", text);
        free(text);
    }
    if (code == LI_OK && (code = entry_find(store, &name->hash, &entry, err)) == LI_OK) {
        undo->label = li_format("%s: %s", depth % 2 ? "Redo" : "Undo", root);
        undo->meaning = (struct journal_meaning){undo->label, *name};
        undo->undone.what = *name;
        undo->undone.label = li_strdup(entry.label);
        entry_free(&entry);
    }
    free(root);
    return code;
}

/* How much there is to do, from the newest entry. */
static enum li_err undo_measure(
    struct store *store, struct undo *undo, const struct entry *entry, struct li_error *err)
{
    undo->done = 0;
    undo->total = (int64_t)entry->changeset_size;
    if (id_is_nil(&entry->group))
        return LI_OK;
    struct query *query = store_statement(store, SQL_GROUP_SIZE, err);
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

static enum li_err undo_tell(struct undo *undo, const struct entry *entry, struct li_error *err)
{
    undo->done += (int64_t)entry->changeset_size;
    if (!undo->ear.progress || undo->ear.progress(undo->ear.progress_arg, undo->done, undo->total,
                                   (int64_t)undo->undone.changes))
        return LI_OK;
    return li_fail(err, LI_INTERRUPTED, "Stopped; nothing was changed.");
}

typedef enum li_err (*undo_fn)(
    struct store *store, struct undo *undo, const struct entry *entry, struct li_error *err);

/* The entry and the rest of its group, newest first. */
static enum li_err undo_each(
    struct store *store, struct undo *undo, undo_fn fn, struct li_error *err)
{
    struct hash hash = undo->undone.what.hash;
    struct id group = {{0}};
    bool more = true;
    enum li_err code = LI_OK;
    for (bool first = true; more && code == LI_OK && !hash_is_zero(&hash); first = false) {
        struct entry entry;
        code = entry_find(store, &hash, &entry, err);
        if (code != LI_OK)
            return code == LI_NONE && !first ? LI_OK : code;
        if (first) {
            group = entry.group;
            code = undo_measure(store, undo, &entry, err);
        }
        more = !id_is_nil(&group) && id_equal(&entry.group, &group);
        if (code == LI_OK && (first || more))
            code = fn(store, undo, &entry, err);
        if (code == LI_OK && (first || more))
            code = undo_tell(undo, &entry, err);
        hash = entry.before;
        entry_free(&entry);
    }
    return code;
}

static enum li_err undo_whole(
    struct store *store, struct undo *undo, const struct entry *entry, struct li_error *err)
{
    size_t size = 0, values = 0;
    void *inverse = NULL;
    if (entry->effect_size == 0)
        return LI_OK;
    bool fits = changeset_count(store, entry->effect, entry->effect_size, &values);
    enum li_err code = fits ? apply_inverse(store, entry, &inverse, &size, err) : LI_OK;
    if (fits && code == LI_OK)
        code = journal_put(store, inverse, size, &fits, err);
    sqlite3_free(inverse);
    if (code != LI_OK)
        return code;
    undo->undone.changes += values;
    undo->surprised = !fits;
    return fits ? LI_OK : li_fail(err, LI_REFUSED, "The records have changed since.");
}

static enum li_err undo_values(
    struct store *store, struct undo *undo, const struct entry *entry, struct li_error *err)
{
    (void)store;
    enum li_err code = undo_values_entry(undo->revert, entry, err);
    undo->undone.changes = undo_values_changes(undo->revert);
    undo->undone.left = undo_values_left(undo->revert);
    return code;
}

static enum li_err undo_explain(
    struct store *store, struct undo *undo, const struct entry *entry, struct li_error *err)
{
    (void)store;
    return undo_values_explain(undo->revert, entry, err);
}

static enum li_err undo_by_values(struct store *store, struct undo *undo, struct li_error *err)
{
    undo->revert = undo_values_new(store, undo->ear.left, undo->ear.left_arg, err);
    if (!undo->revert)
        return err->code;
    enum li_err code = undo_each(store, undo, undo_values, err);
    if (code == LI_OK && !undo_values_is_sound(undo->revert)) {
        code = undo_each(store, undo, undo_explain, err);
        if (code == LI_OK)
            code = li_fail(err, LI_REFUSED,
                "\"%s\" can't be undone: it would leave a link to a missing record.",
                undo->undone.label);
    }
    undo_values_free(undo->revert);
    return code;
}

static enum li_err undo_body(struct store *store, void *arg, struct li_error *err)
{
    struct undo *undo = arg;
    struct entry_name name;
    bool by_values = undo->surprised;
    enum li_err code = undo_choose(store, undo, &name, err);
    if (code == LI_OK)
        code = undo_name_new(store, undo, &name, err);
    if (code == LI_OK)
        code =
            by_values ? undo_by_values(store, undo, err) : undo_each(store, undo, undo_whole, err);
    if (code == LI_OK && undo->undone.changes == 0)
        return li_fail(err, LI_REFUSED,
            undo->undone.left ? "\"%s\" can't be undone: later changes build on it."
                              : "\"%s\" has nothing left to undo.",
            undo->undone.label);
    return code;
}

static enum li_err undo_try(struct store *store, struct undo *undo, struct li_error *err)
{
    free(undo->label);
    free(undo->undone.label);
    undo->label = NULL;
    undo->undone = (struct journal_undone){0};
    return journal_record(store, &undo->meaning, undo_body, undo, NULL, err);
}

static enum li_err undo_run_command(
    struct store *store, struct undo *undo, struct journal_undone *out, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    store->unjudged = true;
    enum li_err code = undo_try(store, undo, err);
    if (undo->surprised)
        code = undo_try(store, undo, err);
    store->unjudged = false;
    free(undo->label);
    if (code == LI_OK && out)
        *out = undo->undone;
    else
        free(undo->undone.label);
    return code;
}

enum li_err journal_undo(struct store *store, const struct entry_name *which,
    const struct journal_observer *ear, struct journal_undone *out, struct li_error *err)
{
    struct undo undo = {.asked = which, .ear = ear ? *ear : (struct journal_observer){0}};
    return undo_run_command(store, &undo, out, err);
}

enum li_err journal_redo(struct store *store, const struct journal_observer *ear,
    struct journal_undone *out, struct li_error *err)
{
    struct undo undo = {.redo = true, .ear = ear ? *ear : (struct journal_observer){0}};
    return undo_run_command(store, &undo, out, err);
}
