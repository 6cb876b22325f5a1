/*
 * merge_records.c: the values of both, then the references to the one that goes.
 */
#include "core/duplicates/merge_records.h"
#include "core/base/text.h"
#include "core/record/bulk.h"
#include "core/record/record_check.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "core/record/record_writer.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const merge_records_sides[] = {
    [MERGE_LEFT] = "left", [MERGE_RIGHT] = "right", [MERGE_BOTH] = "both", NULL};

/* --- values ----------------------------------------------------------------------------------- */

/* Whether the field of that kind refers to records of the other. */
static bool merge_records_refers_to(const struct field *field, const struct kind *kind)
{
    return field->type == FIELD_REF && strcmp(field->ref, kind->name) == 0;
}

/* The record's value in the field, unless it names the other or itself. */
static const char *merge_records_own_value(
    const struct merge_records *merge, const struct record *record, int field)
{
    const struct kind *kind = record->kind;
    const char *value = record_get(record, field);
    struct id id;
    if (!value || !merge_records_refers_to(&kind->fields[field], kind) || !id_parse(value, &id))
        return value;
    bool one_of_them = id_equal(&id, &merge->left->id) || id_equal(&id, &merge->right->id);
    return one_of_them ? NULL : value;
}

static bool merge_records_has_tag(const char *tags, const char *tag)
{
    char *wanted = text_fold(tag), *copy = li_strdup(tags), *rest = NULL;
    bool has = false;
    for (char *word = strtok_r(copy, ",", &rest); word && !has; word = strtok_r(NULL, ",", &rest)) {
        char *folded = text_fold(word);
        has = strcmp(folded, wanted) == 0;
        free(folded);
    }
    free(copy);
    free(wanted);
    return has;
}

/* The left's tags, then the right's that the left does not have. */
static char *merge_records_both_tags(const char *left, const char *right)
{
    char *out = NULL, *copy = li_strdup(right), *rest = NULL;
    FILE *stream = li_text_open(&out);
    fputs(left, stream);
    for (char *tag = strtok_r(copy, ",", &rest); tag; tag = strtok_r(NULL, ",", &rest))
        if (!merge_records_has_tag(left, tag))
            fprintf(stream, ", %s", tag + strspn(tag, " "));
    li_text_close(stream);
    free(copy);
    return out;
}

char *merge_records_value(
    const struct merge_records *merge, int field, enum merge_records_side side)
{
    assert(field >= 0 && field < merge->left->kind->stored_count);
    const char *left = merge_records_own_value(merge, merge->left, field);
    const char *right = merge_records_own_value(merge, merge->right, field);
    if (side != MERGE_BOTH || !left || !right)
        return li_strdup(side == MERGE_LEFT || (side == MERGE_BOTH && left) ? left : right);
    return merge->left->kind->fields[field].type == FIELD_TAGS
               ? merge_records_both_tags(left, right)
               : li_format("%s\n\n%s", left, right);
}

bool merge_records_differs(const struct merge_records *merge, int field)
{
    assert(field >= 0 && field < merge->left->kind->stored_count);
    const char *left = merge_records_own_value(merge, merge->left, field);
    const char *right = merge_records_own_value(merge, merge->right, field);
    return left && right ? strcmp(left, right) != 0 : left != right;
}

bool merge_records_takes_both(const struct merge_records *merge, int field)
{
    assert(merge && field >= 0 && field < merge->left->kind->stored_count);
    enum field_type type = merge->left->kind->fields[field].type;
    return type == FIELD_TAGS || type == FIELD_LONG;
}

static enum merge_records_side merge_records_first_side(
    const struct merge_records *merge, int field)
{
    if (!merge_records_own_value(merge, merge->left, field))
        return merge_records_own_value(merge, merge->right, field) ? MERGE_RIGHT : MERGE_LEFT;
    bool both = merge_records_differs(merge, field) && merge_records_takes_both(merge, field) &&
                merge_records_own_value(merge, merge->right, field);
    return both ? MERGE_BOTH : MERGE_LEFT;
}

/* --- opening ---------------------------------------------------------------------------------- */

static enum li_err merge_records_judge_pair(
    struct context *context, const struct merge_records *merge, struct li_error *err)
{
    const struct record *records[] = {merge->left, merge->right};
    if (id_equal(&merge->left->id, &merge->right->id))
        return li_fail(err, LI_REFUSED,
            "Both are the same %s; choose two different records to merge.",
            merge->left->kind->name);
    for (int i = 0; i < 2; i++) {
        if (records[i]->archived_on == DAY_NONE)
            continue;
        char *name = record_called(context, records[i]);
        li_fail(err, LI_REFUSED, "\"%s\" is archived; restore it to merge it.", name);
        free(name);
        return LI_REFUSED;
    }
    return LI_OK;
}

enum li_err merge_records_new(struct context *context, const struct kind *kind,
    const struct id *left, const struct id *right, struct merge_records **out, struct li_error *err)
{
    assert(kind && left && right);
    struct merge_records *merge = li_calloc(1, sizeof *merge);
    merge->sides = li_calloc((size_t)kind->stored_count, sizeof *merge->sides);
    enum li_err code = record_load(context, kind, left, &merge->left, err);
    if (!code)
        code = record_load(context, kind, right, &merge->right, err);
    if (!code)
        code = merge_records_judge_pair(context, merge, err);
    for (int i = 0; i < kind->stored_count && !code; i++)
        merge->sides[i] = merge_records_first_side(merge, i);
    *out = code ? NULL : merge;
    if (code)
        merge_records_free(merge);
    return code;
}

void merge_records_free(struct merge_records *merge)
{
    if (!merge)
        return;
    record_free(merge->left);
    record_free(merge->right);
    free(merge->sides);
    free(merge);
}

/* --- what refers to a record ------------------------------------------------------------------ */

/* A query of the rows of kind whose field refers to the record. */
static struct query *merge_records_referring(struct context *context, const char *what,
    const struct kind *kind, const struct field *field, const struct id *id, struct li_error *err)
{
    char *sql = li_format("SELECT %s FROM \"%s\" WHERE \"%s\" = ?1", what, kind->name, field->name);
    struct query *query = query_new(context->store, sql, err);
    free(sql);
    if (query)
        query_bind_id(query, 1, id);
    return query;
}

static size_t merge_records_count_referring(struct context *context, const struct kind *kind,
    const struct field *field, const struct id *id)
{
    struct query *query =
        merge_records_referring(context, "count(*)", kind, field, id, &(struct li_error){0});
    size_t count = query && query_step(query, NULL) > 0 ? (size_t)query_int(query, 0) : 0;
    query_free(query);
    return count;
}

char *merge_records_references(
    struct context *context, const struct kind *kind, const struct id *id)
{
    assert(kind && id);
    char *text = NULL;
    FILE *out = li_text_open(&text);
    for (size_t i = 0; i < kind_count; i++) {
        size_t count = 0;
        for (int j = 0; j < kinds[i]->stored_count; j++)
            if (merge_records_refers_to(&kinds[i]->fields[j], kind))
                count += merge_records_count_referring(context, kinds[i], &kinds[i]->fields[j], id);
        char *records = bulk_count_text(kinds[i], count);
        if (count > 0)
            fprintf(out, "%s%s", ftell(out) > 0 ? ", " : "", records);
        free(records);
    }
    li_text_close(out);
    return text;
}

/* --- writing ---------------------------------------------------------------------------------- */

struct merge_run {
    struct context *context;
    const struct merge_records *merge;
    const struct record *judged;
    struct li_error *err;
};

/* The first rule that is broken, and the record that breaks it. */
static void merge_records_refuse(void *arg, int field, const char *message)
{
    struct merge_run *run = arg;
    (void)field;
    if (run->err->code)
        return;
    char *name = record_called(run->context, run->judged);
    li_fail(
        run->err, LI_REFUSED, "Not merged: %s \"%s\": %s", run->judged->kind->name, name, message);
    free(name);
}

static enum li_err merge_records_put_sound(
    struct merge_run *run, struct record_writer *writer, struct record *record)
{
    run->judged = record;
    run->err->code = LI_OK;
    if (record_check(run->context, record, merge_records_refuse, run) > 0)
        return LI_REFUSED;
    return record_writer_put(writer, record, run->err);
}

/* The left record as stored now, with the values chosen. */
static enum li_err merge_records_put_left(struct merge_run *run, struct store *store)
{
    const struct merge_records *merge = run->merge;
    const struct kind *kind = merge->left->kind;
    struct record *left;
    enum li_err code = record_load(run->context, kind, &merge->left->id, &left, run->err);
    if (code)
        return code;
    for (int i = 0; i < kind->stored_count; i++) {
        char *value = merge_records_value(merge, i, merge->sides[i]);
        record_set(left, i, value);
        free(value);
    }
    struct record_writer *writer = record_writer_new(store, kind);
    code = merge_records_put_sound(run, writer, left);
    record_writer_free(writer);
    record_free(left);
    return code;
}

static enum li_err merge_records_archive_right(struct merge_run *run, struct store *store)
{
    const struct record *right = run->merge->right;
    struct record *gone;
    enum li_err code = record_load(run->context, right->kind, &right->id, &gone, run->err);
    if (code)
        return code;
    record_set_archived(gone, run->context->today);
    code = record_write(store, gone, run->err);
    record_free(gone);
    return code;
}

/* The records of one kind that refer to the right one by one field. */
struct merge_move {
    struct merge_run *run;
    const struct kind *kind;
    int field;
    struct query *load, *same; /* same: NULL where a record may stand twice */
    struct record_writer *writer;
};

/* Whether another record that is not archived says the same as the one of parameter 1 would. */
static struct query *merge_records_find_same(
    struct context *context, const struct kind *kind, struct li_error *err)
{
    char *text = NULL;
    FILE *sql = li_text_open(&text);
    fprintf(sql, "SELECT 1 FROM \"%s\" WHERE id <> ?1 AND archived_on IS NULL", kind->name);
    const int tell = kind->unique_by ? kind->unique_by : kind->stored_count;
    for (int i = 0; i < kind->stored_count; i++)
        fprintf(sql, i < tell ? " AND \"%s\" IS ?%d" : " AND (1 OR \"%s\" IS ?%d)",
            kind->fields[i].name, i + 2);
    li_text_close(sql);
    struct query *query = query_new(context->store, text, err);
    free(text);
    return query;
}

static bool merge_records_is_said_already(struct query *same, const struct record *record)
{
    record_bind(record, same);
    bool said = query_step(same, NULL) > 0;
    query_reset(same);
    return said;
}

static enum li_err merge_records_move_one(struct merge_move *move, int64_t row)
{
    struct merge_run *run = move->run;
    char left[ID_TEXT_SIZE];
    query_bind_int(move->load, 1, row);
    int step = query_step(move->load, run->err);
    struct record *record = step > 0 ? record_at(move->kind, move->load) : NULL;
    query_reset(move->load);
    if (!record)
        return step < 0 ? run->err->code : LI_OK;
    record_set(record, move->field, id_text(&run->merge->left->id, left));
    if (move->same && record->archived_on == DAY_NONE &&
        merge_records_is_said_already(move->same, record))
        record_set_archived(record, run->context->today);
    enum li_err code = merge_records_put_sound(run, move->writer, record);
    record_free(record);
    return code ? code : journal_checkpoint(run->context->store, run->err);
}

/* All are found before the first is written, so that none is found twice. */
static enum li_err merge_records_find_rows(const struct merge_move *move, struct vector *rows)
{
    struct merge_run *run = move->run;
    struct query *find = merge_records_referring(run->context, "rowid", move->kind,
        &move->kind->fields[move->field], &run->merge->right->id, run->err);
    bool found = find && vector_fill(rows, find, SIZE_MAX, run->err) == 0;
    query_free(find);
    return found ? LI_OK : run->err->code;
}

static enum li_err merge_records_move_all(struct merge_run *run, const struct kind *kind, int field)
{
    struct vector rows = {0};
    struct merge_move move = {.run = run, .kind = kind, .field = field};
    enum li_err code = merge_records_find_rows(&move, &rows);
    if (!code && rows.count > 0) {
        move.load = record_query(run->context, kind, "rowid", run->err);
        move.same = kind->unique && move.load
                        ? merge_records_find_same(run->context, kind, run->err)
                        : NULL;
        move.writer = record_writer_new(run->context->store, kind);
        code = move.load && (move.same || !kind->unique) ? LI_OK : run->err->code;
        for (size_t i = 0; i < rows.count && !code; i++)
            code = merge_records_move_one(&move, rows.rows[i]);
        record_writer_free(move.writer);
        query_free(move.same);
        query_free(move.load);
    }
    vector_clear(&rows);
    return code;
}

/* The right one first, whose code the left may get; then the left: whether what refers to it leads
   back to it can be told only then. */
static enum li_err merge_records_write_all(struct store *store, void *arg, struct li_error *err)
{
    struct merge_run *run = arg;
    const struct kind *kind = run->merge->left->kind;
    run->err = err;
    enum li_err code = merge_records_archive_right(run, store);
    if (!code)
        code = merge_records_put_left(run, store);
    for (size_t i = 0; i < kind_count; i++)
        for (int j = 0; j < kinds[i]->stored_count && !code; j++)
            if (merge_records_refers_to(&kinds[i]->fields[j], kind))
                code = merge_records_move_all(run, kinds[i], j);
    return code;
}

/* Two with the same name are named once. */
static char *merge_records_label_of(struct context *context, const struct merge_records *merge)
{
    const struct kind *kind = merge->left->kind;
    char *left = record_brief(context, merge->left), *right = record_brief(context, merge->right);
    char *label = strcmp(left, right) == 0
                      ? li_format("Merge two %s into %s", kind->plural, left)
                      : li_format("Merge %s %s into %s", kind->name, right, left);
    free(right);
    free(left);
    return label;
}

enum li_err merge_records_save(
    struct context *context, const struct merge_records *merge, struct li_error *err)
{
    assert(merge->left && merge->right);
    struct li_error own = {0};
    struct merge_run run = {.context = context, .merge = merge};
    char *label = merge_records_label_of(context, merge);
    enum li_err code =
        journal_write(context->store, label, merge_records_write_all, &run, NULL, err ? err : &own);
    free(label);
    return code;
}
