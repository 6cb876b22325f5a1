/*
 * filter.c: a filter read into one SQL condition with its values: words, is:mine, is:archived, and
 * the tests of fields (filter_test.h).
 */
#include "core/query/filter.h"
#include "core/base/text.h"
#include "core/cache/cache_table.h"
#include "core/cache/cache_update.h"
#include "core/kind/affiliate.h"
#include "core/kind/person.h"
#include "core/people/my_portfolio.h"
#include "core/query/filter_condition.h"
#include "data/base/memory.h"
#include <stdlib.h>
#include <string.h>

struct filter {
    const struct kind *kind;
    const struct kind *kept; /* the kind where k is at hand; NULL: it is not */
    char *sql;
    char **bound;
    size_t bound_count;
    bool record; /* r is looked at */
    bool archived, narrow;
};

/* What is gathered while the terms are read. */
struct reading {
    struct context *context;
    const struct kind *kind;
    struct filter *filter; /* what it becomes */
    struct condition condition;
    int me; /* the parameter with the folded name of who is at work; 0: none yet */
};

/* Whether a record is mine where what the reference names is: an affiliate, or a record it is a
   part of. What is only mentioned (a goal's agreement) belongs to the same affiliate anyway. */
static bool filter_passes_on(const struct kind *kind, const struct field *field)
{
    const struct kind *target = field->type == FIELD_REF ? kind_find(field->ref) : NULL;
    return target && target != kind && !target->reference && target != &kind_person &&
           (field->flags & FIELD_REQUIRED || target == &kind_affiliate);
}

/* people: a SELECT of who is at work. What names them is theirs, whatever it is. Nothing but tests
   of references stands between the ORs, so that the indexes of these can lead. */
static void filter_write_mine(const struct kind *kind, const char *people, FILE *out)
{
    char *affiliates = my_portfolio_affiliates(people);
    const char *between = "";
    fputs("(", out);
    if (kind == &kind_affiliate || kind == &kind_person) {
        fprintf(out, "r.id IN (%s)", kind == &kind_person ? people : affiliates);
        between = " OR ";
    }
    for (int i = 0; i < kind->stored_count; i++) {
        const struct field *field = &kind->fields[i];
        bool person = field->type == FIELD_REF && strcmp(field->ref, kind_person.name) == 0;
        if (!person && !filter_passes_on(kind, field))
            continue;
        fprintf(out, "%sr.\"%s\" IN (", between, field->name);
        between = " OR ";
        if (person || strcmp(field->ref, kind_affiliate.name) == 0) {
            fputs(person ? people : affiliates, out);
        } else {
            fprintf(out, "SELECT r.id FROM \"%s\" r WHERE ", field->ref);
            filter_write_mine(kind_find(field->ref), people, out);
        }
        fputs(")", out);
    }
    fputs(*between ? ")" : "0)", out);
    free(affiliates);
}

/* Refused when nobody is called so: an empty list would not say why. */
static enum li_err filter_find_me(struct reading *reading, struct li_error *err)
{
    char *name = NULL;
    if (reading->me)
        return LI_OK;
    enum li_err rc = my_portfolio_name(reading->context, &name, err);
    if (!rc)
        reading->me = filter_condition_bind(&reading->condition, name);
    free(name);
    return rc;
}

static enum li_err filter_write_is_mine(struct reading *reading, struct li_error *err)
{
    char number[16];
    enum li_err rc = filter_find_me(reading, err);
    if (rc)
        return rc;
    snprintf(number, sizeof number, "?%d", reading->me);
    char *people = my_portfolio_people(number);
    reading->filter->record = true;
    filter_write_mine(reading->kind, people, reading->condition.sql);
    free(people);
    return LI_OK;
}

static enum li_err filter_read_is(
    struct reading *reading, const struct term *term, struct li_error *err)
{
    FILE *sql = reading->condition.sql;
    fputs("(", sql);
    for (size_t i = 0; i < term->count; i++) {
        const char *what = term->list[i].text;
        fputs(i ? " OR " : "", sql);
        if (strcasecmp(what, "archived") == 0) {
            reading->filter->archived = true;
            fputs(reading->filter->kept ? "k.archived" : "r.archived_on IS NOT NULL", sql);
        } else if (strcasecmp(what, "mine") == 0) {
            enum li_err rc = filter_write_is_mine(reading, err);
            if (rc)
                return rc;
        } else {
            return filter_wrong(
                err, term, "\"%s\" isn't a valid value; use is:mine or is:archived.", what);
        }
    }
    fputs(")", sql);
    return LI_OK;
}

static void filter_read_word(struct reading *reading, const struct term *term)
{
    char *folded = text_fold(term->list[0].text);
    int at = filter_condition_bind(&reading->condition, folded);
    free(folded);
    if (reading->filter->kept)
        fprintf(reading->condition.sql, "holds(k.words, ?%d)", at);
    else
        fprintf(reading->condition.sql, "holds(fold(%s), ?%d)", reading->kind->title, at);
}

/* The record's own field that a term is about; NULL: words, a step, or no field of that name. */
static const struct field *filter_own_field(const struct kind *kind, const struct term *term)
{
    int number = term->field ? kind_field(kind, term->field) : -1;
    return number < 0 ? NULL : &kind->fields[number];
}

static enum li_err filter_read_field(
    struct reading *reading, const struct term *term, struct li_error *err)
{
    struct filter *filter = reading->filter;
    const struct field *field = filter_own_field(reading->kind, term);
    filter->record |= !filter->kept || !field || !field->cached;
    return filter_test(
        &reading->condition, reading->context, reading->kind, filter->kept, term, err);
}

static enum li_err filter_read_term(
    struct reading *reading, const struct term *term, struct li_error *err)
{
    enum li_err rc = LI_OK;
    fputs("(", reading->condition.sql);
    if (!term->field)
        filter_read_word(reading, term);
    else if (strcasecmp(term->field, "is") == 0)
        rc = filter_read_is(reading, term, err);
    else
        rc = filter_read_field(reading, term, err);
    fputs(term->negated ? ") IS NOT TRUE AND " : ") AND ", reading->condition.sql);
    return rc;
}

static bool filter_is_mine_alone(const struct term *term)
{
    return term->field && strcasecmp(term->field, "is") == 0 && term->count == 1 &&
           strcasecmp(term->list[0].text, "mine") == 0 && !term->negated;
}

/* Whether the term names what the record, or the one a step away, refers to: there are indexes of
   all references. */
static bool filter_is_narrow(const struct kind *kind, const struct term *term)
{
    if (filter_is_mine_alone(term))
        return true;
    const struct field *field = filter_own_field(kind, term);
    const char *step = term->field ? strchr(term->field, '.') : NULL;
    if (step) {
        char *name = li_strndup(term->field, (size_t)(step - term->field));
        int via = kind_field(kind, name);
        const char *target = via < 0 ? NULL : kind->fields[via].ref;
        int number = target ? kind_field(kind_find(target), step + 1) : -1;
        field = number < 0 ? NULL : &kind_find(target)->fields[number];
        free(name);
    }
    return field && field->type == FIELD_REF && !term->negated;
}

/* Whether the term names the very records referred to: few refer to them, and from each of these
   it is but a step. */
static bool filter_is_of_few(const struct kind *kind, const struct term *term)
{
    const struct field *field = filter_own_field(kind, term);
    bool few = field && field->type == FIELD_REF && !term->negated;
    struct id id;
    for (size_t i = 0; few && i < term->count; i++)
        few = id_parse(term->list[i].text, &id);
    return few;
}

/* Whether k is at hand, and which way a step is taken, before the terms are written. */
static void filter_choose_way(
    struct reading *reading, const struct terms *terms, enum filter_way way)
{
    struct filter *filter = reading->filter;
    bool looked_at = false;
    reading->condition.follows = way == FILTER_BY_KEPT;
    for (size_t i = 0; i < terms->count; i++) {
        const struct term *term = &terms->list[i];
        const struct field *field = filter_own_field(filter->kind, term);
        looked_at |= !term->field || (field && field->cached);
        filter->narrow |= filter_is_narrow(filter->kind, term);
        reading->condition.follows |= filter_is_of_few(filter->kind, term);
    }
    bool kept = looked_at || way == FILTER_BY_KEPT || (way == FILTER_BY_EITHER && !filter->narrow);
    filter->kept = kept && cache_table_has(filter->kind) ? filter->kind : NULL;
}

static enum li_err filter_read_terms(
    struct reading *reading, const char *text, enum filter_way way, struct li_error *err)
{
    struct terms terms;
    struct filter *filter = reading->filter;
    enum li_err rc = filter_parse(text, &terms, err);
    if (!rc)
        rc = cache_update_early(reading->context, err);
    if (!rc)
        filter_choose_way(reading, &terms, way);
    for (size_t i = 0; !rc && i < terms.count; i++)
        rc = filter_read_term(reading, &terms.list[i], err);
    fputs(filter->archived ? "1"
          : filter->kept   ? "k.archived = 0"
                           : "r.archived_on IS NULL",
        reading->condition.sql);
    filter_parse_free(&terms);
    return rc;
}

enum li_err filter_read(struct context *context, const struct kind *kind, const char *text,
    enum filter_way way, struct filter **out, struct li_error *err)
{
    struct filter *filter = li_calloc(1, sizeof *filter);
    struct reading reading = {.context = context, .kind = kind, .filter = filter};
    struct li_error unseen;
    filter->kind = kind;
    reading.condition.sql = li_text_open(&filter->sql);
    enum li_err rc = filter_read_terms(&reading, text, way, err ? err : &unseen);
    li_text_close(reading.condition.sql);
    filter->bound = reading.condition.bound;
    filter->bound_count = reading.condition.count;
    if (rc) {
        filter_free(filter);
        filter = NULL;
    }
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
    free(filter->sql);
    free(filter);
}

const struct kind *filter_kept(const struct filter *filter)
{
    return filter->kept;
}

bool filter_narrow(const struct filter *filter)
{
    return filter->narrow;
}

/* Where k is at hand it is walked, and the record looked up only for what fits so far. */
char *filter_from(const struct filter *filter, bool record)
{
    const char *name = filter->kind->name;
    return !filter->kept ? li_format("\"%s\" r", name)
           : record || filter->record
               ? li_format("local_kept_%s k CROSS JOIN \"%s\" r ON r.rowid = k.rid", name, name)
               : li_format("local_kept_%s k", name);
}

const char *filter_rowid(const struct filter *filter)
{
    return filter->kept ? "k.rid" : "r.rowid";
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
