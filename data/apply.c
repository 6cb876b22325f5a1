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
#include "journal_internal.h"
#include "memory.h"
#include "session.h"
#include "shape.h"
#include <stdlib.h>
#include <string.h>

/* A column that refers to another table. */
struct link {
    int column;
    const char *parent;
    struct query *parent_is_there; /* prepared when first asked */
};

/* A column of another table that refers to this one. */
struct backlink {
    char *sql;
    struct query *query; /* prepared when first asked */
};

/* A table that entries change, and its statements, each prepared when first needed. */
struct applied_table {
    char *name;
    const struct shape *shape;
    struct query *select, *remove;
    struct query *insert; /* of so many columns: */
    int insert_columns;
    struct query **set; /* one a column */
    struct link *links;
    size_t link_count;
    struct backlink *backlinks;
    size_t backlink_count;
    struct applied_table *next;
};

struct applier {
    struct store *store;
    struct applied_table *tables;
};

/* One entry being put in. */
struct applying {
    struct applier *applier;
    struct store *store;
    const struct entry *entry;
    struct apply_how how;
    struct applied *out;
    struct changeset *change;    /* stands on the change being looked at */
    struct applied_table *table; /* of that change */
    size_t removals;             /* how many the entry has */
    size_t at;                   /* which of its changes is being looked at */
    struct bytes removed;        /* one a change: whether this entry removed the record */
    bool changed;                /* in this round of a rule that goes on until nothing does */
};

/* --- tables ----------------------------------------------------------------------------------- */

struct applier *applier_new(struct store *store)
{
    struct applier *applier = li_calloc(1, sizeof *applier);
    applier->store = store;
    return applier;
}

static void applied_table_free(struct applied_table *table)
{
    query_free(table->select);
    query_free(table->remove);
    query_free(table->insert);
    for (size_t i = 0; table->set && i < table->shape->count; i++)
        query_free(table->set[i]);
    for (size_t i = 0; i < table->link_count; i++)
        query_free(table->links[i].parent_is_there);
    for (size_t i = 0; i < table->backlink_count; i++) {
        query_free(table->backlinks[i].query);
        free(table->backlinks[i].sql);
    }
    free(table->set);
    free(table->links);
    free(table->backlinks);
    free(table->name);
    free(table);
}

void applier_free(struct applier *applier)
{
    while (applier && applier->tables) {
        struct applied_table *next = applier->tables->next;
        applied_table_free(applier->tables);
        applier->tables = next;
    }
    free(applier);
}

static void table_add_link(struct applied_table *table, const struct reference *reference)
{
    for (size_t i = 0; i < table->shape->count; i++)
        if (strcmp(table->shape->columns[i].name, reference->column) == 0) {
            table->links = li_realloc(table->links, table->link_count + 1, sizeof *table->links);
            table->links[table->link_count++] =
                (struct link){.column = (int)i, .parent = reference->parent};
        }
}

static void table_add_backlink(struct applied_table *table, const struct reference *reference)
{
    table->backlinks =
        li_realloc(table->backlinks, table->backlink_count + 1, sizeof *table->backlinks);
    table->backlinks[table->backlink_count++] =
        (struct backlink){.sql = li_format("SELECT 1 FROM \"%s\" WHERE \"%s\" = ?1 LIMIT 1",
                              reference->table, reference->column)};
}

static struct applied_table *table_new(struct store *store, const char *name, struct li_error *err)
{
    size_t count;
    const struct reference *references = store_references(store, &count, err);
    const struct shape *shape = references ? store_shape(store, name, err) : NULL;
    if (!shape)
        return NULL;
    struct applied_table *table = li_calloc(1, sizeof *table);
    table->name = li_strdup(name);
    table->shape = shape;
    table->set = li_calloc(shape->count, sizeof *table->set);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(references[i].table, name) == 0)
            table_add_link(table, &references[i]);
        if (strcmp(references[i].parent, name) == 0)
            table_add_backlink(table, &references[i]);
    }
    return table;
}

/* The table of the change, and what is known of it. */
static enum li_err applying_learn_table(struct applying *applying, struct li_error *err)
{
    struct applier *applier = applying->applier;
    const char *name = changeset_table(applying->change);
    if (applying->table && strcmp(applying->table->name, name) == 0)
        return LI_OK;
    applying->table = applier->tables;
    while (applying->table && strcmp(applying->table->name, name) != 0)
        applying->table = applying->table->next;
    if (applying->table)
        return LI_OK;
    applying->table = table_new(applier->store, name, err);
    if (!applying->table)
        return err->code;
    applying->table->next = applier->tables;
    applier->tables = applying->table;
    return LI_OK;
}

/* --- statements ------------------------------------------------------------------------------- */

/* A statement that is prepared when it is first asked for. The text is freed. */
static struct query *table_query(
    struct store *store, struct query **query, char *sql, struct li_error *err)
{
    if (!*query)
        *query = query_new(store, sql, err);
    else
        query_reset(*query);
    free(sql);
    return *query;
}

/* 1: the record stands in the table's select, for the caller to reset. 0: it is absent. -1: *err.
 */
static int applying_look(struct applying *applying, struct li_error *err)
{
    struct applied_table *table = applying->table;
    char *sql = table->select ? NULL : li_format("SELECT * FROM \"%s\" WHERE id = ?1", table->name);
    struct query *select = table_query(applying->store, &table->select, sql, err);
    if (!select)
        return -1;
    query_bind_id(select, 1, changeset_id(applying->change));
    return query_step(select, err);
}

static char *table_insert_sql(const struct applied_table *table)
{
    struct bytes sql = {0};
    bytes_text(&sql, "INSERT INTO \"");
    bytes_text(&sql, table->name);
    for (int i = 0; i < table->insert_columns; i++) {
        bytes_text(&sql, i ? "\", \"" : "\" (\"");
        bytes_text(&sql, table->shape->columns[i].name);
    }
    bytes_text(&sql, "\") VALUES (?");
    for (int i = 1; i < table->insert_columns; i++)
        bytes_text(&sql, ", ?");
    bytes_add(&sql, ")", sizeof ")");
    return (char *)sql.at;
}

/* The record of an addition, or that of a removal brought back. */
static enum li_err applying_insert(
    struct applying *applying, enum changeset_side side, struct li_error *err)
{
    struct applied_table *table = applying->table;
    int columns = changeset_carried(applying->change);
    if (table->insert_columns != columns) { /* of an older schema's */
        query_free(table->insert);
        table->insert = NULL;
        table->insert_columns = columns;
    }
    char *sql = table->insert ? NULL : table_insert_sql(table);
    struct query *insert = table_query(applying->store, &table->insert, sql, err);
    if (!insert)
        return err->code;
    for (int i = 0; i < columns; i++)
        query_bind_value(insert, i + 1, changeset_value(applying->change, side, i));
    return query_finish(insert, err);
}

/* What sets the column of the record to its first parameter. */
static struct query *applying_setter(struct applying *applying, int column, struct li_error *err)
{
    struct applied_table *table = applying->table;
    struct query **set = &table->set[column];
    char *sql = *set ? NULL
                     : li_format("UPDATE \"%s\" SET \"%s\" = ?1 WHERE id = ?2", table->name,
                           table->shape->columns[column].name);
    struct query *query = table_query(applying->store, set, sql, err);
    if (query)
        query_bind_id(query, 2, changeset_id(applying->change));
    return query;
}

static enum li_err applying_set(
    struct applying *applying, int column, sqlite3_value *value, struct li_error *err)
{
    struct query *query = applying_setter(applying, column, err);
    if (!query)
        return err->code;
    query_bind_value(query, 1, value);
    return query_finish(query, err);
}

/* id NULL: null. */
static enum li_err applying_set_link(
    struct applying *applying, int column, const struct id *id, struct li_error *err)
{
    struct query *query = applying_setter(applying, column, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, id);
    return query_finish(query, err);
}

static enum li_err applying_remove(struct applying *applying, struct li_error *err)
{
    struct applied_table *table = applying->table;
    char *sql = table->remove ? NULL : li_format("DELETE FROM \"%s\" WHERE id = ?1", table->name);
    struct query *remove = table_query(applying->store, &table->remove, sql, err);
    if (!remove)
        return err->code;
    query_bind_id(remove, 1, changeset_id(applying->change));
    return query_finish(remove, err);
}

/* 1: it gives a row for the id. 0: none. -1: *err. */
static int asks_for(struct query *query, const struct id *id, struct li_error *err)
{
    query_bind_id(query, 1, id);
    int there = query_step(query, err);
    query_reset(query);
    return there;
}

static int link_finds(
    struct applying *applying, struct link *link, const struct id *id, struct li_error *err)
{
    char *sql = link->parent_is_there
                    ? NULL
                    : li_format("SELECT 1 FROM \"%s\" WHERE id = ?1", link->parent);
    struct query *query = table_query(applying->store, &link->parent_is_there, sql, err);
    return query ? asks_for(query, id, err) : -1;
}

/* Whether anything refers to the record of the change. */
static int applying_is_named(struct applying *applying, struct li_error *err)
{
    int named = 0;
    struct applied_table *table = applying->table;
    for (size_t i = 0; i < table->backlink_count && named == 0; i++) {
        struct backlink *link = &table->backlinks[i];
        struct query *query = table_query(applying->store, &link->query, li_strdup(link->sql), err);
        named = query ? asks_for(query, changeset_id(applying->change), err) : -1;
    }
    return named;
}

/* --- conflicts -------------------------------------------------------------------------------- */

/* column -1: the whole record. Texts are copied. */
static void applying_note(
    struct applying *applying, int column, const char *why, const char *lost, const char *kept)
{
    struct applied *out = applying->out;
    if (out->conflict_count == out->conflict_room) {
        out->conflict_room = out->conflict_room ? 2 * out->conflict_room : 8;
        out->conflicts = li_realloc(out->conflicts, out->conflict_room, sizeof *out->conflicts);
    }
    out->conflicts[out->conflict_count++] = (struct conflict){
        .table = li_strdup(applying->table->name),
        .column = column < 0 ? NULL : li_strdup(applying->table->shape->columns[column].name),
        .id = *changeset_id(applying->change),
        .why = why,
        .lost = li_strdup(lost),
        .kept = li_strdup(kept),
    };
}

static void conflict_clear(struct conflict *conflict)
{
    free(conflict->table);
    free(conflict->column);
    free(conflict->lost);
    free(conflict->kept);
}

/* What was noted of this record's column; NULL: nothing. */
static struct conflict *applying_noted(struct applying *applying, int column)
{
    struct applied *out = applying->out;
    const char *name = applying->table->shape->columns[column].name;
    for (size_t i = out->conflict_count; i > 0; i--) {
        struct conflict *conflict = &out->conflicts[i - 1];
        if (id_equal(&conflict->id, changeset_id(applying->change)) && conflict->column &&
            strcmp(conflict->column, name) == 0 &&
            strcmp(conflict->table, applying->table->name) == 0)
            return conflict;
    }
    return NULL;
}

static void applying_unnote(struct applying *applying, struct conflict *conflict)
{
    struct applied *out = applying->out;
    conflict_clear(conflict);
    *conflict = out->conflicts[--out->conflict_count];
}

/* Of this record, which is told of as a whole. */
static void applying_unnote_fields(struct applying *applying)
{
    for (size_t i = 0; i < applying->table->shape->count; i++) {
        struct conflict *noted = applying_noted(applying, (int)i);
        if (noted)
            applying_unnote(applying, noted);
    }
}

void applied_free(struct applied *applied)
{
    for (size_t i = 0; i < applied->conflict_count; i++)
        conflict_clear(&applied->conflicts[i]);
    free(applied->conflicts);
    sqlite3_free(applied->effect.at);
    *applied = (struct applied){0};
}

static enum li_err conflict_add(struct store *store, const struct conflict *conflict,
    const struct hash *entry, struct li_error *err)
{
    struct query *query = store_kept(store, SQL_CONFLICT_ADD, err);
    if (!query)
        return err->code;
    query_bind_hash(query, 1, entry);
    query_bind_plain(query, 2, conflict->table);
    query_bind_id(query, 3, &conflict->id);
    query_bind_plain(query, 4, conflict->column);
    query_bind_plain(query, 5, conflict->why);
    query_bind_plain(query, 6, conflict->lost);
    query_bind_plain(query, 7, conflict->kept);
    return query_finish(query, err);
}

enum li_err applied_keep_conflicts(struct store *store, const struct applied *applied,
    const struct hash *entry, struct li_error *err)
{
    struct query *query = store_kept(store, SQL_CONFLICT_DROP, err);
    if (!query)
        return err->code;
    query_bind_hash(query, 1, entry);
    enum li_err code = query_finish(query, err);
    for (size_t i = 0; i < applied->conflict_count && code == LI_OK; i++)
        code = conflict_add(store, &applied->conflicts[i], entry, err);
    return code;
}

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

static bool references_hold(struct store *store)
{
    int open = 0, highest = 0;
    return sqlite3_db_status(store->db, SQLITE_DBSTATUS_DEFERRED_FKS, &open, &highest, 0) ==
               SQLITE_OK &&
           open == 0;
}

/* fn over each change, again and again until references hold or nothing changes. */
static enum li_err apply_until_held(struct applying *applying, apply_fn fn, struct li_error *err)
{
    enum li_err code = LI_OK;
    applying->changed = true;
    while (code == LI_OK && applying->changed && !references_hold(applying->store)) {
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
    if (code == LI_OK && !references_hold(applying->store))
        code = li_fail(err, LI_CORRUPT,
            "A reference was left open before a journal entry; `liaise check` says more.");
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
        code = store_fail(applying->store, rc, "Applying a journal entry", err);
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
