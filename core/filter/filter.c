/*
 * filter.c: a filter made into one SQL condition with its values: words, what follows "is:", and
 * tests of fields (filter_condition.h).
 */
#include "core/filter/filter.h"
#include "core/base/text.h"
#include "core/cache/cache_table.h"
#include "core/cache/cache_update.h"
#include "core/filter/filter_test.h"
#include "core/filter/filter_word.h"
#include "core/schema/field_name.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct filter {
    const struct kind *kind;
    const struct kind *cached; /* the kind if k is joined; NULL: it is not */
    char *sql;
    char **bound;
    size_t bound_count;
    bool record; /* r is looked at */
    bool archived, narrow;
};

/* What is collected while the terms are read. */
struct filter_building {
    struct context *context;
    const struct kind *kind;
    struct filter *filter; /* the result */
    struct filter_condition condition;
};

static const struct filter_word *filter_find_word(const struct context *context, const char *typed)
{
    for (const struct filter_word *word = context->filter_words; word && word->name; word++)
        if (strcasecmp(word->name, typed) == 0)
            return word;
    return NULL;
}

static enum li_err filter_refuse_word(const struct filter_building *building,
    const struct filter_term *term, const char *typed, struct li_error *err)
{
    char *list = NULL;
    FILE *out = li_text_open(&list);
    for (const struct filter_word *word = building->context->filter_words; word && word->name;
         word++)
        fprintf(out, "is:%s or ", word->name);
    li_text_close(out);
    enum li_err code = filter_condition_refuse(
        err, term, "\"%s\" isn't a valid value; use %sis:archived.", typed, list);
    free(list);
    return code;
}

static void filter_write_archived(struct filter_building *building)
{
    building->filter->archived = true;
    fputs(building->filter->cached ? "k.archived" : "r.archived_on IS NOT NULL",
        building->condition.sql);
}

static enum li_err filter_write_is(
    struct filter_building *building, const struct filter_term *term, struct li_error *err)
{
    FILE *sql = building->condition.sql;
    enum li_err code = LI_OK;
    fputs("(", sql);
    for (size_t i = 0; !code && i < term->count; i++) {
        const char *typed = term->list[i].text;
        const struct filter_word *word = filter_find_word(building->context, typed);
        fputs(i ? " OR " : "", sql);
        if (strcasecmp(typed, "archived") == 0) {
            filter_write_archived(building);
        } else if (word) {
            building->filter->record = true;
            code = word->write(building->context, building->kind, &building->condition, err);
        } else {
            code = filter_refuse_word(building, term, typed, err);
        }
    }
    fputs(")", sql);
    return code;
}

static void filter_write_word(struct filter_building *building, const struct filter_term *term)
{
    char *folded = text_fold(term->list[0].text);
    int at = filter_condition_bind(&building->condition, folded);
    free(folded);
    if (building->filter->cached)
        fprintf(building->condition.sql, "holds(k.words, ?%d)", at);
    else
        fprintf(building->condition.sql, "holds(fold(%s), ?%d)", building->kind->title, at);
}

/* The record's own field that a term is about; NULL: words, a step, or no field of that name. */
static const struct field *filter_own_field(const struct kind *kind, const struct filter_term *term)
{
    int number = term->field ? field_name_find(kind, term->field) : -1;
    return number < 0 ? NULL : &kind->fields[number];
}

static enum li_err filter_write_field(
    struct filter_building *building, const struct filter_term *term, struct li_error *err)
{
    struct filter *filter = building->filter;
    const struct field *field = filter_own_field(building->kind, term);
    filter->record |= !filter->cached || !field || !field->cached;
    return filter_test_term(
        &building->condition, building->context, building->kind, filter->cached, term, err);
}

static enum li_err filter_write_term(
    struct filter_building *building, const struct filter_term *term, struct li_error *err)
{
    enum li_err code = LI_OK;
    fputs("(", building->condition.sql);
    if (!term->field)
        filter_write_word(building, term);
    else if (strcasecmp(term->field, "is") == 0)
        code = filter_write_is(building, term, err);
    else
        code = filter_write_field(building, term, err);
    fputs(term->negated ? ") IS NOT TRUE AND " : ") AND ", building->condition.sql);
    return code;
}

static bool filter_is_narrow_word(const struct context *context, const struct filter_term *term)
{
    bool alone =
        term->field && strcasecmp(term->field, "is") == 0 && term->count == 1 && !term->negated;
    const struct filter_word *word = alone ? filter_find_word(context, term->list[0].text) : NULL;
    return word && word->narrow;
}

/* Whether the term names a record that this one, or the one a step away, refers to: all references
   are indexed. */
static bool filter_is_narrow(
    const struct context *context, const struct kind *kind, const struct filter_term *term)
{
    if (filter_is_narrow_word(context, term))
        return true;
    const struct field *field = filter_own_field(kind, term);
    const char *step = term->field ? strchr(term->field, '.') : NULL;
    if (step) {
        char *name = li_strndup(term->field, (size_t)(step - term->field));
        int via = field_name_find(kind, name);
        const char *target = via < 0 ? NULL : kind->fields[via].ref;
        int number = target ? field_name_find(kind_find(target), step + 1) : -1;
        field = number < 0 ? NULL : &kind_find(target)->fields[number];
        free(name);
    }
    return field && field->type == FIELD_REF && !term->negated;
}

/* Whether the term gives the ids of the records referred to: few records refer to them, and an
   index leads to each. */
static bool filter_is_of_few(const struct kind *kind, const struct filter_term *term)
{
    const struct field *field = filter_own_field(kind, term);
    bool few = field && field->type == FIELD_REF && !term->negated;
    struct id id;
    for (size_t i = 0; few && i < term->count; i++)
        few = id_parse(term->list[i].text, &id);
    return few;
}

/* Whether it takes a step to another record: an index leads back from each that passes. */
static bool filter_takes_step(const struct filter_term *term)
{
    return term->field && strchr(term->field, '.') && !term->negated;
}

/* Decides, before the terms are written, whether k is joined and how references are followed. */
static void filter_choose_way(
    struct filter_building *building, const struct filter_terms *terms, enum filter_way way)
{
    struct filter *filter = building->filter;
    bool looked_at = false, words_tell = false, indexed = false;
    building->condition.follows = way == FILTER_BY_CACHE;
    for (size_t i = 0; i < terms->count; i++) {
        const struct filter_term *term = &terms->list[i];
        const struct field *field = filter_own_field(filter->kind, term);
        looked_at |= !term->field || (field && field->cached);
        words_tell |= field && filter_test_words_tell(field, term);
        filter->narrow |= filter_is_narrow(building->context, filter->kind, term);
        indexed |= filter->narrow || filter_takes_step(term);
        building->condition.follows |= filter_is_of_few(filter->kind, term);
    }
    bool cached = looked_at || way == FILTER_BY_CACHE ||
                  (!indexed && (words_tell || way == FILTER_BY_EITHER));
    filter->cached = cached && cache_table_has(filter->kind) ? filter->kind : NULL;
}

static enum li_err filter_write_terms(struct filter_building *building,
    const struct filter_terms *terms, enum filter_way way, struct li_error *err)
{
    struct filter *filter = building->filter;
    enum li_err code = cache_update_early(building->context, err);
    if (!code)
        filter_choose_way(building, terms, way);
    for (size_t i = 0; !code && i < terms->count; i++)
        code = filter_write_term(building, &terms->list[i], err);
    fputs(filter->archived ? "1"
          : filter->cached ? "k.archived = 0"
                           : "r.archived_on IS NULL",
        building->condition.sql);
    return code;
}

enum li_err filter_new(struct context *context, const struct kind *kind,
    const struct filter_terms *terms, enum filter_way way, struct filter **out,
    struct li_error *err)
{
    assert(context && kind && terms && out);
    struct filter *filter = li_calloc(1, sizeof *filter);
    struct filter_building building = {.context = context, .kind = kind, .filter = filter};
    struct li_error unseen;
    filter->kind = kind;
    building.condition.sql = li_text_open(&filter->sql);
    enum li_err code = filter_write_terms(&building, terms, way, err ? err : &unseen);
    li_text_close(building.condition.sql);
    filter->bound = building.condition.bound;
    filter->bound_count = building.condition.count;
    if (code) {
        filter_free(filter);
        filter = NULL;
    }
    *out = filter;
    return code;
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

const struct kind *filter_cached(const struct filter *filter)
{
    assert(filter);
    return filter->cached;
}

bool filter_narrow(const struct filter *filter)
{
    assert(filter);
    return filter->narrow;
}

/* With k, the cache is walked, and the record is looked up only for rows that pass so far. */
char *filter_from(const struct filter *filter, bool record)
{
    assert(filter);
    const char *name = filter->kind->name;
    return !filter->cached ? li_format("\"%s\" r", name)
           : record || filter->record
               ? li_format("local_cache_%s k CROSS JOIN \"%s\" r ON r.rowid = k.rid", name, name)
               : li_format("local_cache_%s k", name);
}

const char *filter_rowid(const struct filter *filter)
{
    assert(filter);
    return filter->cached ? "k.rid" : "r.rowid";
}

const char *filter_sql(const struct filter *filter)
{
    assert(filter);
    return filter->sql;
}

bool filter_archived(const struct filter *filter)
{
    assert(filter);
    return filter->archived;
}

int filter_bind(const struct filter *filter, struct query *query)
{
    assert(filter && query);
    for (size_t i = 0; i < filter->bound_count; i++)
        query_bind_text(query, (int)i + 1, filter->bound[i]);
    return (int)filter->bound_count + 1;
}
