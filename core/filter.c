/*
 * filter.c: a filter read into one SQL condition with its values: words, is:mine, is:archived, and
 * the tests of fields (filter_test.h).
 */
#include "filter.h"
#include "../data/memory.h"
#include "expression.h"
#include "filter_test.h"
#include "kind/assignment.h"
#include "text.h"
#include <stdlib.h>
#include <string.h>

struct filter {
    char *from, *sql;
    char **bound;
    size_t bound_count;
    bool archived;
};

/* What is gathered while the terms are read. */
struct reading {
    struct li *li;
    const struct kind *kind;
    struct condition condition;
    bool words;    /* a bare word was there: the folded words are part of FROM */
    bool archived; /* is:archived was there: archived records are not hidden */
    int me;        /* the parameter with the folded name of who is at work; 0: none yet */
};

/* The person at work, as a select of ids. Looking through the folded words first spares folding
   every name. */
static const char *const me_sql =
    "SELECT r.id FROM local_fold_person w CROSS JOIN person r ON r.rowid = w.rid"
    " WHERE instr(w.words, ?%1$d) AND fold(r.name) = ?%1$d AND r.archived_on IS NULL";

/* The affiliates that person is assigned to today, themselves or by their region; one without a
   region of its own is in its state's. */
static const char *const mine_sql =
    "WITH held(affiliate, region) AS (SELECT r.affiliate, r.region FROM assignment r"
    " WHERE r.person IN (%1$s) AND r.archived_on IS NULL AND (%2$s) = 'current')"
    " SELECT affiliate FROM held WHERE affiliate IS NOT NULL"
    " UNION SELECT r.id FROM affiliate r WHERE r.region IN (SELECT region FROM held)"
    " UNION SELECT r.id FROM affiliate r WHERE r.region IS NULL AND r.state IN"
    " (SELECT r.id FROM state r WHERE r.region IN (SELECT region FROM held))";

static void write_mine(const struct kind *kind, const char *me, FILE *out)
{
    if (strcmp(kind->name, "affiliate") == 0) {
        fputs("r.id IN (", out);
        fprintf(out, mine_sql, me, kind_assignment.fields[ASSIGNMENT_STATE].sql);
        fputs(")", out);
        return;
    }
    /* Whatever refers to something of mine is mine; kinds refer only to kinds before them. */
    fputs("(0", out);
    if (strcmp(kind->name, "person") == 0)
        fprintf(out, " OR r.id IN (%s)", me);
    for (int i = 0; i < kind->stored_count; i++) {
        const struct field *field = &kind->fields[i];
        const struct kind *target = field->type == FIELD_REF ? kind_find(field->ref) : NULL;
        if (!target || target == kind || target->reference)
            continue;
        if (strcmp(target->name, "person") == 0) {
            fprintf(out, " OR r.\"%s\" IN (%s)", field->name, me);
            continue;
        }
        fprintf(
            out, " OR r.\"%s\" IN (SELECT r.id FROM \"%s\" r WHERE ", field->name, target->name);
        write_mine(target, me, out);
        fputs(")", out);
    }
    fputs(")", out);
}

/* Refused when nobody is called so: an empty list would not say why. */
static enum li_err find_me(struct reading *reading, struct li_error *err)
{
    if (reading->me)
        return LI_OK;
    char *folded = text_fold(reading->li->as ? reading->li->as : "");
    char *sql = li_format(me_sql, 1);
    struct query *query = query_new(reading->li->store, sql, err);
    free(sql);
    int found = -1;
    if (query) {
        query_bind_text(query, 1, folded);
        found = query_step(query, err);
        query_free(query);
    }
    reading->me = condition_bind(&reading->condition, folded);
    free(folded);
    if (found < 0)
        return err ? err->code : LI_IO;
    if (!found)
        return li_fail(err, LI_NONE,
            "No person is called \"%s\", so nothing is theirs; name who is at work with --as.",
            reading->li->as ? reading->li->as : "");
    return LI_OK;
}

static enum li_err read_is(struct reading *reading, const struct term *term, struct li_error *err)
{
    FILE *sql = reading->condition.sql;
    fputs("(0", sql);
    for (size_t i = 0; i < term->count; i++) {
        const char *what = term->list[i].text;
        if (strcasecmp(what, "archived") == 0) {
            reading->archived = true;
            fputs(" OR r.archived_on IS NOT NULL", sql);
        } else if (strcasecmp(what, "mine") == 0) {
            enum li_err rc = find_me(reading, err);
            if (rc)
                return rc;
            char *me = li_format(me_sql, reading->me);
            fputs(" OR ", sql);
            write_mine(reading->kind, me, sql);
            free(me);
        } else {
            return filter_wrong(
                err, term, "it can be is:mine or is:archived, but not \"%s\".", what);
        }
    }
    fputs(")", sql);
    return LI_OK;
}

static void read_word(struct reading *reading, const struct term *term)
{
    char *folded = text_fold(term->list[0].text);
    int at = condition_bind(&reading->condition, folded);
    free(folded);
    if (expression_has_words(reading->kind)) {
        reading->words = true;
        fprintf(reading->condition.sql, "instr(w.words, ?%d) > 0", at);
    } else {
        fprintf(reading->condition.sql, "instr(fold(%s), ?%d) > 0", reading->kind->title, at);
    }
}

static enum li_err read_term(struct reading *reading, const struct term *term, struct li_error *err)
{
    enum li_err rc = LI_OK;
    fputs("(", reading->condition.sql);
    if (!term->field)
        read_word(reading, term);
    else if (strcasecmp(term->field, "is") == 0)
        rc = read_is(reading, term, err);
    else
        rc = filter_test(&reading->condition, reading->li, reading->kind, term, err);
    fputs(term->negated ? ") IS NOT TRUE AND " : ") AND ", reading->condition.sql);
    return rc;
}

static enum li_err read_terms(struct reading *reading, const char *text, struct li_error *err)
{
    struct terms terms;
    enum li_err rc = terms_read(text, &terms, err);
    for (size_t i = 0; !rc && i < terms.count; i++)
        rc = read_term(reading, &terms.list[i], err);
    fputs(reading->archived ? "1" : "r.archived_on IS NULL", reading->condition.sql);
    terms_free(&terms);
    return rc;
}

/* With words, the folded words are walked and the record is looked up only for those that fit. */
static char *from_sql(const struct reading *reading)
{
    const char *name = reading->kind->name;
    return reading->words
               ? li_format("local_fold_%s w CROSS JOIN \"%s\" r ON r.rowid = w.rid", name, name)
               : li_format("\"%s\" r", name);
}

enum li_err filter_read(struct li *li, const struct kind *kind, const char *text,
    struct filter **out, struct li_error *err)
{
    struct reading reading = {.li = li, .kind = kind};
    struct filter *filter = li_calloc(1, sizeof *filter);
    struct li_error unseen;
    size_t size;
    reading.condition.sql = open_memstream(&filter->sql, &size);
    enum li_err rc = read_terms(&reading, text, err ? err : &unseen);
    fclose(reading.condition.sql);
    filter->from = from_sql(&reading);
    filter->bound = reading.condition.bound;
    filter->bound_count = reading.condition.count;
    filter->archived = reading.archived;
    if (rc)
        filter_free(filter);
    else
        *out = filter;
    return rc;
}

void filter_free(struct filter *filter)
{
    if (!filter)
        return;
    for (size_t i = 0; i < filter->bound_count; i++)
        free(filter->bound[i]);
    free(filter->bound);
    free(filter->from);
    free(filter->sql);
    free(filter);
}

const char *filter_from(const struct filter *filter)
{
    return filter->from;
}

const char *filter_sql(const struct filter *filter)
{
    return filter->sql;
}

bool filter_archived(const struct filter *filter)
{
    return filter->archived;
}

int filter_bind(const struct filter *filter, struct query *query)
{
    for (size_t i = 0; i < filter->bound_count; i++)
        query_bind_text(query, (int)i + 1, filter->bound[i]);
    return (int)filter->bound_count + 1;
}
