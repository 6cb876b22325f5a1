/*
 * duplicates.c: one sweep for each sign of duplicates, then the pairs of all sweeps.
 */
#include "core/duplicates/duplicates.h"
#include "core/base/match_key.h"
#include "core/base/text.h"
#include "core/kind/distinction.h"
#include "core/record/bulk.h"
#include "core/record/record.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALL_PAIRED = 5 /* up to this many similar records, each is paired with each */ };

/* The bit of duplicates_pair.signs that no sweep has: a person marked them as different. */
static const unsigned duplicates_apart = 1U << (sizeof(unsigned) * CHAR_BIT - 1);

/* What two records can have in common: values alike in a field of that type. */
static const struct duplicates_sign {
    enum field_type type;
    enum match_key how;
    int weight; /* how likely that makes them duplicates */
    bool similar;
} duplicates_signs[] = {
    {FIELD_CODE, MATCH_WORDS, 4, false},
    {FIELD_TEXT, MATCH_WORDS, 4, false},
    {FIELD_EMAIL, MATCH_WORDS, 3, false},
    {FIELD_LINK, MATCH_SITE, 3, false},
    {FIELD_PHONE, MATCH_PHONE, 2, false},
    {FIELD_TEXT, MATCH_NAME, 2, true},
};
enum { KNOWN_SIGNS = sizeof duplicates_signs / sizeof *duplicates_signs };

/* A sign looked for in one field; its number is its bit in duplicates_pair.signs. */
struct duplicates_sweep {
    const struct field *field;
    const struct duplicates_sign *sign;
    unsigned
        said_by; /* the bit of the stronger sign in that field, which makes this one redundant */
};

bool duplicates_has(const struct kind *kind)
{
    assert(kind);
    for (int i = 0; i < kind->stored_count; i++)
        if (kind->fields[i].flags & FIELD_IDENTIFIES)
            return true;
    return false;
}

const struct kind *duplicates_next(const struct kind *kind)
{
    size_t at = kind_count - 1;
    while (kind && kinds[at] != kind)
        at--;
    do
        at = (at + 1) % kind_count;
    while (!duplicates_has(kinds[at]));
    return kinds[at];
}

static unsigned duplicates_said_by(
    const struct duplicates *duplicates, const struct duplicates_sweep *sweep)
{
    for (size_t i = 0; i < duplicates->looks && sweep->sign->similar; i++)
        if (duplicates->sweeps[i].field == sweep->field)
            return 1U << i;
    return 0;
}

static void duplicates_add_sweep(
    struct duplicates *duplicates, const struct field *field, const struct duplicates_sign *sign)
{
    if (!(field->flags & FIELD_IDENTIFIES) || field->type != sign->type)
        return;
    struct duplicates_sweep sweep = {.field = field, .sign = sign};
    sweep.said_by = duplicates_said_by(duplicates, &sweep);
    duplicates->sweeps =
        li_realloc(duplicates->sweeps, duplicates->looks + 1, sizeof *duplicates->sweeps);
    duplicates->sweeps[duplicates->looks++] = sweep;
}

struct duplicates *duplicates_new(struct context *context, const struct kind *kind)
{
    assert(kind && duplicates_has(kind));
    struct duplicates *duplicates = li_calloc(1, sizeof *duplicates);
    duplicates->context = context;
    duplicates->kind = kind;
    for (int i = 0; i < KNOWN_SIGNS; i++)
        for (int j = 0; j < kind->stored_count; j++)
            duplicates_add_sweep(duplicates, &kind->fields[j], &duplicates_signs[i]);
    return duplicates;
}

void duplicates_free(struct duplicates *duplicates)
{
    if (!duplicates)
        return;
    query_free(duplicates->naming);
    free(duplicates->sweeps);
    free(duplicates->pairs);
    free(duplicates);
}

static void duplicates_add(
    struct duplicates *duplicates, int64_t one, int64_t other, unsigned signs)
{
    if (duplicates->count == duplicates->room) {
        duplicates->room = duplicates->room ? duplicates->room * 2 : 64;
        duplicates->pairs =
            li_realloc(duplicates->pairs, duplicates->room, sizeof *duplicates->pairs);
    }
    bool ordered = one < other;
    duplicates->pairs[duplicates->count++] = (struct duplicates_pair){
        .one = ordered ? one : other, .other = ordered ? other : one, .signs = signs};
}

/* --- a sweep ---------------------------------------------------------------------------------- */

/* The first of the records with the same key, which follow each other. */
struct duplicates_alike {
    char *text; /* their common value; NULL: there is none yet */
    int64_t rows[ALL_PAIRED];
    size_t count;
};

/* Pairs the next record with those before it that have the same key. */
static void duplicates_meet(
    struct duplicates *duplicates, struct duplicates_alike *alike, const char *text, int64_t row)
{
    if (!alike->text || strcmp(alike->text, text) != 0) {
        free(alike->text);
        alike->text = li_strdup(text);
        alike->count = 0;
    }
    size_t with = alike->count < ALL_PAIRED ? alike->count : 1;
    for (size_t i = 0; i < with; i++)
        duplicates_add(duplicates, alike->rows[i], row, 1U << duplicates->looked);
    if (alike->count < ALL_PAIRED)
        alike->rows[alike->count++] = row;
}

static struct query *duplicates_sweep_query(
    const struct duplicates *duplicates, const struct duplicates_sweep *sweep, struct li_error *err)
{
    const char *field = sweep->field->name;
    char *sql =
        li_format("SELECT match_key(%d, r.\"%s\"), r.rowid FROM \"%s\" r WHERE r.\"%s\" IS NOT NULL"
                  " AND r.archived_on IS NULL ORDER BY 1, 2",
            (int)sweep->sign->how, field, duplicates->kind->name, field);
    struct query *query = query_new(duplicates->context->store, sql, err);
    free(sql);
    return query;
}

static int duplicates_run_sweep(struct duplicates *duplicates, struct li_error *err)
{
    struct query *query =
        duplicates_sweep_query(duplicates, &duplicates->sweeps[duplicates->looked], err);
    struct duplicates_alike alike = {0};
    size_t found = duplicates->count;
    int step = -1;
    while (query && (step = query_step(query, err)) > 0)
        if (*query_text(query, 0))
            duplicates_meet(duplicates, &alike, query_text(query, 0), query_int(query, 1));
    if (step < 0)
        duplicates->count = found;
    free(alike.text);
    query_free(query);
    return step;
}

/* --- all of them ------------------------------------------------------------------------------ */

/* The pairs that a person marked as different. */
static int duplicates_add_apart(struct duplicates *duplicates, struct li_error *err)
{
    struct context *context = duplicates->context;
    struct query *query = query_new(context->store,
        "SELECT one, other FROM distinction WHERE kind = ?1 AND archived_on IS NULL", err);
    int step = -1;
    if (query)
        query_bind_plain(query, 1, duplicates->kind->name);
    while (query && (step = query_step(query, err)) > 0) {
        struct id one, other;
        if (id_parse(query_text(query, 0), &one) && id_parse(query_text(query, 1), &other))
            duplicates_add(duplicates, bulk_row(context, duplicates->kind, &one),
                bulk_row(context, duplicates->kind, &other), duplicates_apart);
    }
    query_free(query);
    return step;
}

static int duplicates_compare(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int duplicates_by_records(const void *a, const void *b)
{
    const struct duplicates_pair *left = a, *right = b;
    int order = duplicates_compare(left->one, right->one);
    return order ? order : duplicates_compare(left->other, right->other);
}

static int duplicates_by_weight(const void *a, const void *b)
{
    const struct duplicates_pair *left = a, *right = b;
    int order = duplicates_compare(right->weight, left->weight);
    return order ? order : duplicates_by_records(a, b);
}

static void duplicates_weigh(const struct duplicates *duplicates, struct duplicates_pair *pair)
{
    for (size_t i = 0; i < duplicates->looks; i++) {
        const struct duplicates_sweep *sweep = &duplicates->sweeps[i];
        if (pair->signs & sweep->said_by)
            pair->signs &= ~(1U << i);
        if (pair->signs & 1U << i)
            pair->weight += sweep->sign->weight;
    }
}

/* Each pair once, with all its signs, the likeliest first. */
static void duplicates_put_together(struct duplicates *duplicates)
{
    struct duplicates_pair *pairs = duplicates->pairs;
    size_t kept = 0;
    if (duplicates->count == 0)
        return;
    qsort(pairs, duplicates->count, sizeof *pairs, duplicates_by_records);
    for (size_t i = 0, next; i < duplicates->count; i = next) {
        struct duplicates_pair pair = pairs[i];
        for (next = i + 1;
             next < duplicates->count && duplicates_by_records(&pair, &pairs[next]) == 0; next++)
            pair.signs |= pairs[next].signs;
        duplicates_weigh(duplicates, &pair);
        if (!(pair.signs & duplicates_apart))
            pairs[kept++] = pair;
    }
    duplicates->count = kept;
    qsort(pairs, kept, sizeof *pairs, duplicates_by_weight);
}

int duplicates_look(struct duplicates *duplicates, struct li_error *err)
{
    assert(duplicates->looked <= duplicates->looks);
    struct li_error own = {0};
    err = err ? err : &own;
    if (duplicates->looked < duplicates->looks && duplicates_run_sweep(duplicates, err) < 0)
        return -1;
    if (duplicates->looked < duplicates->looks && ++duplicates->looked < duplicates->looks)
        return 1;
    if (duplicates_add_apart(duplicates, err) < 0)
        return -1;
    duplicates_put_together(duplicates);
    return 0;
}

/* --- in words --------------------------------------------------------------------------------- */

/* The pair's signs that are similar, or those that are the same: "same code, name and email". */
static void duplicates_say_signs(const struct duplicates *duplicates,
    const struct duplicates_pair *pair, bool similar, FILE *out)
{
    const char *last = NULL, *begin = ftell(out) > 0 ? ", " : "";
    size_t count = 0;
    for (size_t i = 0; i < duplicates->looks; i++) {
        const struct duplicates_sweep *sweep = &duplicates->sweeps[i];
        if (!(pair->signs & 1U << i) || sweep->sign->similar != similar)
            continue;
        if (count++ == 0)
            fprintf(out, "%s%s ", begin, similar ? "similar" : "same");
        else
            fprintf(out, "%s%s", count > 2 ? ", " : "", last);
        last = sweep->field->name;
    }
    if (last)
        fprintf(out, "%s%s", count > 1 ? " and " : "", last);
}

char *duplicates_why(const struct duplicates *duplicates, const struct duplicates_pair *pair)
{
    assert(pair->signs);
    char *text = NULL;
    FILE *out = li_text_open(&text);
    duplicates_say_signs(duplicates, pair, false, out);
    duplicates_say_signs(duplicates, pair, true, out);
    li_text_close(out);
    return text;
}

static struct query *duplicates_naming_query(const struct duplicates *duplicates)
{
    const struct kind *kind = duplicates->kind;
    const char *code = kind->code < 0 ? NULL : kind->fields[kind->code].name;
    char *before = code ? li_format("coalesce(r.\"%s\" || ' ', '') || ", code) : li_strdup("");
    char *sql = li_format("SELECT r.id, %s%s FROM \"%s\" r WHERE r.rowid = ?1 AND r.archived_on IS"
                          " NULL",
        before, kind->title, kind->name);
    struct query *query = query_new(duplicates->context->store, sql, NULL);
    free(sql);
    free(before);
    return query;
}

bool duplicates_record(struct duplicates *duplicates, int64_t row, struct id *id, char **name)
{
    assert(id && name);
    if (!duplicates->naming)
        duplicates->naming = duplicates_naming_query(duplicates);
    if (!duplicates->naming)
        return false;
    query_bind_int(duplicates->naming, 1, row);
    bool there = query_step(duplicates->naming, NULL) > 0 && query_id(duplicates->naming, 0, id);
    *name = there ? li_strdup(query_text(duplicates->naming, 1)) : NULL;
    query_reset(duplicates->naming);
    return there;
}

/* --- different -------------------------------------------------------------------------------- */

static enum li_err duplicates_write_told(struct store *store, void *told, struct li_error *err)
{
    return record_write(store, told, err);
}

enum li_err duplicates_tell_apart(struct context *context, const struct kind *kind,
    const struct id *one, const struct id *other, struct li_error *err)
{
    assert(one && other && !id_equal(one, other));
    struct record *told = record_empty(&kind_distinction);
    char *left = record_title(context, kind, one), *right = record_title(context, kind, other);
    char *names = li_format("%s; %s", left ? left : "", right ? right : "");
    char *first = text_quoted(left ? left : ""), *second = text_quoted(right ? right : "");
    char *label = li_format("Mark %s as different: %s and %s", kind->plural, first, second);
    char text[ID_TEXT_SIZE];
    record_set(told, DISTINCTION_KIND, kind->name);
    record_set(told, DISTINCTION_ONE, id_text(one, text));
    record_set(told, DISTINCTION_OTHER, id_text(other, text));
    record_set(told, DISTINCTION_NAMES, names);
    enum li_err code = journal_write(context->store, label, duplicates_write_told, told, NULL, err);
    free(label);
    free(second);
    free(first);
    free(names);
    free(right);
    free(left);
    record_free(told);
    return code;
}
