/*
 * filter.c: a filter made into one SQL condition with its values: words, what follows "is:", and
 * tests of fields (filter_condition.h).
 */
#include "core/query/filter.h"
#include "core/base/text.h"
#include "core/cache/cache_table.h"
#include "core/cache/cache_update.h"
#include "core/query/filter_word.h"
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
};

static const struct filter_word *filter_find_word(const struct context *context, const char *typed)
{
    for (const struct filter_word *word = context->filter_words; word && word->name; word++)
        if (strcasecmp(word->name, typed) == 0)
            return word;
    return NULL;
}

static enum li_err filter_refuse_word(
    const struct reading *reading, const struct term *term, const char *typed, struct li_error *err)
{
    char *list = NULL;
    FILE *out = li_text_open(&list);
    for (const struct filter_word *word = reading->context->filter_words; word && word->name;
         word++)
        fprintf(out, "is:%s or ", word->name);
    li_text_close(out);
    enum li_err code =
        filter_wrong(err, term, "\"%s\" isn't a valid value; use %sis:archived.", typed, list);
    free(list);
    return code;
}

static void filter_write_archived(struct reading *reading)
{
    reading->filter->archived = true;
    fputs(
        reading->filter->kept ? "k.archived" : "r.archived_on IS NOT NULL", reading->condition.sql);
}

static enum li_err filter_read_is(
    struct reading *reading, const struct term *term, struct li_error *err)
{
    FILE *sql = reading->condition.sql;
    enum li_err code = LI_OK;
    fputs("(", sql);
    for (size_t i = 0; !code && i < term->count; i++) {
        const char *typed = term->list[i].text;
        const struct filter_word *word = filter_find_word(reading->context, typed);
        fputs(i ? " OR " : "", sql);
        if (strcasecmp(typed, "archived") == 0) {
            filter_write_archived(reading);
        } else if (word) {
            reading->filter->record = true;
            code = word->write(reading->context, reading->kind, &reading->condition, err);
        } else {
            code = filter_refuse_word(reading, term, typed, err);
        }
    }
    fputs(")", sql);
    return code;
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

static bool filter_is_narrow_word(const struct context *context, const struct term *term)
{
    bool alone =
        term->field && strcasecmp(term->field, "is") == 0 && term->count == 1 && !term->negated;
    const struct filter_word *word = alone ? filter_find_word(context, term->list[0].text) : NULL;
    return word && word->narrow;
}

/* Whether the term names what the record, or the one a step away, refers to: there are indexes of
   all references. */
static bool filter_is_narrow(
    const struct context *context, const struct kind *kind, const struct term *term)
{
    if (filter_is_narrow_word(context, term))
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
        filter->narrow |= filter_is_narrow(reading->context, filter->kind, term);
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
