/*
 * apply.c: putting one entry into the tables, by rules that are the same everywhere, so that the
 * same entries in the same order make the same tables.
 *
 *  1. Row by row in the entry's own order, references deferred.
 *  2. Addition: where the record is absent it is inserted; where it is there already it is left
 * out, and what differs is noted.
 *  3. Setting: where the record is absent it is left out; else field by field the later wins, and
 *     the loser is noted. An undo or redo overrules nobody: it leaves such a field.
 *  4. A value the table refuses: that field is left out; in an addition, the row. A CHECK names one
 *     column and id, never two columns, so that each field can be judged alone.
 *  5. Until nothing changes: a reference to an absent record goes back to what it was (setting), is
 *     emptied (addition), or the row goes out again (addition, NOT NULL). The table decides.
 *  6. Removals last: of a record that is not as the remover saw it, left out (columns the changeset
 *     does not know count as NULL).
 *  7. Until nothing changes: a removed record that anything refers to comes back.
 *  8. So references hold after each entry. The effect is the net difference, as a session sees it.
 *
 * What SQLite's own sqlite3changeset_apply does is close to this, but it tells of references by a
 * count of those that are open, so that it cannot choose a row.
 */
#include "data/base/memory.h"
#include "data/journal/apply_internal.h"
#include "data/store/session.h"
#include <stdlib.h>

/* --- rules 2 to 4 ----------------------------------------------------------------------------- */

/* There already: each value that is not what the addition says. */
static void applying_note_differing(struct applying *applying)
{
    struct query *now = applying->table->select;
    for (int i = 0; i < changeset_carried(applying->change); i++) {
        sqlite3_value *new = changeset_value(applying->change, CHANGESET_NEW, i);
        if (new && !value_equal(new, query_value(now, i)))
            applying_note(
                applying, i, "exists", changeset_new(applying->change, i), query_text(now, i));
    }
}

static enum li_err apply_addition(struct applying *applying, struct li_error *err)
{
    enum li_err code = applying_insert(applying, CHANGESET_NEW, err);
    if (code != LI_REFUSED)
        return code;
    applying->out->as_meant = false;
    int there = applying_look(applying, err);
    if (there > 0)
        applying_note_differing(applying);
    else if (there == 0)
        applying_note(applying, -1, "rule", NULL, NULL);
    query_reset(applying->table->select);
    return there < 0 ? err->code : LI_OK;
}

/* What becomes of one field of a setting. The record stands in the table's select, which is at rest
   when this returns. */
enum field_fate { FIELD_STAYS, FIELD_IS_SET, FIELD_IS_OVERRULED, FIELD_IS_LEFT };

static enum field_fate applying_judge(struct applying *applying, int column)
{
    sqlite3_value *old = changeset_value(applying->change, CHANGESET_OLD, column);
    sqlite3_value *new = changeset_value(applying->change, CHANGESET_NEW, column);
    sqlite3_value *now = query_value(applying->table->select, column);
    bool as_seen = old && value_equal(old, now);
    if (!new)
        return FIELD_STAYS;
    if (!as_seen)
        applying->out->as_meant = false;
    if (value_equal(new, now))
        return FIELD_STAYS;
    if (as_seen)
        return FIELD_IS_SET;
    return applying->how.overrules ? FIELD_IS_OVERRULED : FIELD_IS_LEFT;
}

static enum li_err apply_field(struct applying *applying, int column, struct li_error *err)
{
    sqlite3_value *new = changeset_value(applying->change, CHANGESET_NEW, column);
    enum li_err code = applying_set(applying, column, new, err);
    if (code != LI_REFUSED)
        return code;
    struct conflict *overruled = applying_noted(applying, column);
    if (overruled)
        applying_unnote(applying, overruled);
    applying->out->as_meant = false;
    applying_note(applying, column, "rule", changeset_new(applying->change, column), NULL);
    return LI_OK;
}

/* Each value would have been set. */
static void applying_note_missing(struct applying *applying)
{
    applying->out->as_meant = false;
    for (int i = 0; i < changeset_carried(applying->change); i++)
        if (changeset_value(applying->change, CHANGESET_NEW, i))
            applying_note(applying, i, "missing", changeset_new(applying->change, i), NULL);
}

static enum li_err apply_setting(struct applying *applying, struct li_error *err)
{
    struct applied_table *table = applying->table;
    enum li_err code = LI_OK;
    int there = applying_look(applying, err);
    if (there == 0)
        applying_note_missing(applying);
    if (there <= 0)
        return there < 0 ? err->code : LI_OK;
    unsigned char *fates = li_calloc(table->shape->count, 1);
    for (int i = 0; i < changeset_carried(applying->change); i++) {
        const char *new = changeset_new(applying->change, i);
        fates[i] = (unsigned char)applying_judge(applying, i);
        if (fates[i] == FIELD_IS_OVERRULED)
            applying_note(applying, i, "changed", query_text(table->select, i), new);
        else if (fates[i] == FIELD_IS_LEFT)
            applying_note(applying, i, "changed", new, query_text(table->select, i));
    }
    query_reset(table->select);
    for (int i = 0; i < changeset_carried(applying->change) && code == LI_OK; i++)
        if (fates[i] == FIELD_IS_SET || fates[i] == FIELD_IS_OVERRULED)
            code = apply_field(applying, i, err);
    free(fates);
    return code;
}

static enum li_err apply_first(struct applying *applying, struct li_error *err)
{
    static const unsigned char no = 0;
    bytes_add(&applying->removed, &no, sizeof no);
    switch (changeset_how(applying->change)) {
    case CHANGE_ADD: return apply_addition(applying, err);
    case CHANGE_SET: return apply_setting(applying, err);
    case CHANGE_REMOVE: applying->removals++;
    }
    return LI_OK;
}

/* --- rule 5 ----------------------------------------------------------------------------------- */

/* A setting's reference goes back to what it was, a value that was overruled included. */
static enum li_err apply_link_back(
    struct applying *applying, const struct link *link, struct li_error *err)
{
    const char *lost = changeset_new(applying->change, link->column);
    struct conflict *overruled = applying_noted(applying, link->column);
    const char *was = overruled ? overruled->lost : changeset_old(applying->change, link->column);
    struct id id;
    bool any = was && id_parse(was, &id);
    char *kept = li_strdup(was);
    enum li_err code = applying_set_link(applying, link->column, any ? &id : NULL, err);
    if (overruled)
        applying_unnote(applying, overruled);
    applying_note(applying, link->column, "reference", lost, kept);
    free(kept);
    return code;
}

/* An addition's is emptied, or the row goes out again. */
static enum li_err apply_link_empty(
    struct applying *applying, const struct link *link, struct li_error *err)
{
    enum li_err code = applying_set_link(applying, link->column, NULL, err);
    if (code == LI_OK)
        applying_note(applying, link->column, "reference",
            changeset_new(applying->change, link->column), NULL);
    if (code != LI_REFUSED)
        return code;
    code = applying_remove(applying, err);
    applying_unnote_fields(applying);
    applying_note(applying, -1, "reference", NULL, NULL);
    return code;
}

/* 1: the record refers by that column, as the change says, to one that is absent. */
static int applying_dangles(struct applying *applying, struct link *link, struct li_error *err)
{
    sqlite3_value *new = changeset_value(applying->change, CHANGESET_NEW, link->column);
    struct id id;
    if (!new || !value_id(new, &id))
        return 0;
    int there = applying_look(applying, err);
    bool as_said =
        there > 0 && value_equal(new, query_value(applying->table->select, link->column));
    query_reset(applying->table->select);
    if (there < 0 || !as_said)
        return there < 0 ? -1 : 0;
    there = link_finds(applying, link, &id, err);
    return there < 0 ? -1 : !there;
}

static enum li_err apply_links(struct applying *applying, struct li_error *err)
{
    struct applied_table *table = applying->table;
    bool adds = changeset_how(applying->change) == CHANGE_ADD;
    enum li_err code = LI_OK;
    if (changeset_how(applying->change) == CHANGE_REMOVE)
        return LI_OK;
    for (size_t i = 0; i < table->link_count && code == LI_OK; i++) {
        int dangles = applying_dangles(applying, &table->links[i], err);
        if (dangles < 0)
            return err->code;
        if (!dangles)
            continue;
        applying->out->as_meant = false;
        applying->changed = true;
        code = adds ? apply_link_empty(applying, &table->links[i], err)
                    : apply_link_back(applying, &table->links[i], err);
    }
    return code;
}

/* --- rules 6 and 7 ---------------------------------------------------------------------------- */

/* Columns that the changeset does not know count as NULL. */
static bool applying_is_as_seen(struct applying *applying)
{
    struct query *now = applying->table->select;
    for (int i = 0; i < query_columns(now); i++) {
        sqlite3_value *old = changeset_value(applying->change, CHANGESET_OLD, i);
        if (old ? !value_equal(old, query_value(now, i)) : !query_null(now, i))
            return false;
    }
    return true;
}

static enum li_err apply_removal(struct applying *applying, struct li_error *err)
{
    if (changeset_how(applying->change) != CHANGE_REMOVE)
        return LI_OK;
    int there = applying_look(applying, err);
    bool goes = there > 0 && applying_is_as_seen(applying);
    query_reset(applying->table->select);
    if (there < 0)
        return err->code;
    if (!goes)
        applying->out->as_meant = false;
    if (there > 0 && !goes)
        applying_note(applying, -1, "changed", NULL, NULL);
    applying->removed.at[applying->at] = goes;
    return goes ? applying_remove(applying, err) : LI_OK;
}

static enum li_err apply_return(struct applying *applying, struct li_error *err)
{
    if (!applying->removed.at[applying->at])
        return LI_OK;
    int named = applying_is_named(applying, err);
    if (named <= 0)
        return named < 0 ? err->code : LI_OK;
    applying->removed.at[applying->at] = 0;
    applying->out->as_meant = false;
    applying->changed = true;
    applying_note(applying, -1, "reference", NULL, NULL);
    return applying_insert(applying, CHANGESET_OLD, err);
}

/* --- the entry -------------------------------------------------------------------------------- */

typedef enum li_err (*apply_fn)(struct applying *applying, struct li_error *err);

/* fn over each change, in the entry's own order. */
static enum li_err apply_each(struct applying *applying, apply_fn fn, struct li_error *err)
{
    int step = 0;
    enum li_err code = LI_OK;
    const struct entry *entry = applying->entry;
    applying->change =
        changeset_read(applying->store, entry->changeset, entry->changeset_size, err);
    if (!applying->change)
        return err->code;
    for (applying->at = 0; code == LI_OK && (step = changeset_next(applying->change, err)) > 0;
         applying->at++) {
        code = applying_learn_table(applying, err);
        if (code == LI_OK)
            code = fn(applying, err);
    }
    changeset_free(applying->change);
    applying->change = NULL;
    return step < 0 ? err->code : code;
}

/* fn over each change, again and again until references hold or nothing changes. */
static enum li_err apply_until_held(struct applying *applying, apply_fn fn, struct li_error *err)
{
    enum li_err code = LI_OK;
    applying->changed = true;
    while (code == LI_OK && applying->changed && !store_references_hold(applying->store)) {
        applying->changed = false;
        code = apply_each(applying, fn, err);
    }
    return code;
}

static enum li_err apply_by_rules(struct applying *applying, struct li_error *err)
{
    enum li_err code = query_run(applying->store, "PRAGMA defer_foreign_keys = ON", err);
    if (code == LI_OK)
        code = apply_each(applying, apply_first, err);
    if (code == LI_OK)
        code = apply_until_held(applying, apply_links, err);
    if (code == LI_OK && applying->removals > 0)
        code = apply_each(applying, apply_removal, err);
    if (code == LI_OK && applying->removals > 0)
        code = apply_until_held(applying, apply_return, err);
    if (code == LI_OK && !store_references_hold(applying->store))
        code = li_fail(
            err, LI_CORRUPT, "A record links to a missing record; run `liaise check` for details.");
    return code;
}

static enum li_err apply_recorded(struct applying *applying, struct li_error *err)
{
    struct applied *out = applying->out;
    sqlite3_session *session = journal_session(applying->store, err);
    if (!session)
        return err->code;
    int size = 0, rc = SQLITE_OK;
    void *effect = NULL;
    enum li_err code = apply_by_rules(applying, err);
    if (code == LI_OK && !out->as_meant)
        rc = sqlite3session_changeset(session, &size, &effect);
    sqlite3session_delete(session);
    if (rc != SQLITE_OK)
        code = store_error(applying->store, rc, "Applying a journal entry", err);
    out->effect = (struct bytes){.at = effect, .size = (size_t)size};
    return code;
}

enum li_err apply_entry(struct applier *applier, const struct entry *entry, struct apply_how how,
    struct applied *out, struct li_error *err)
{
    *out = (struct applied){.as_meant = true};
    struct applying applying = {
        .applier = applier, .store = applier->store, .entry = entry, .how = how, .out = out};
    enum li_err code =
        how.wants_effect ? apply_recorded(&applying, err) : apply_by_rules(&applying, err);
    free(applying.removed.at);
    return code;
}
