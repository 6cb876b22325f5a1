/*
 * affiliate_of.c: from a record to its affiliate along the references of its kind.
 */
#include "core/people/affiliate_of.h"
#include "core/kind/affiliate.h"
#include "core/kind/assignment.h"
#include "core/kind/person.h"
#include "core/query/listing.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* --- the affiliate ---------------------------------------------------------------------------- */

static bool affiliate_of_names_affiliate(const struct field *field)
{
    return field->type == FIELD_REF && strcmp(field->ref, kind_affiliate.name) == 0;
}

/* A required reference: the record belongs to that one, and to its affiliate. */
static bool affiliate_of_belongs(const struct field *field)
{
    return field->type == FIELD_REF && field->flags & FIELD_REQUIRED;
}

bool affiliate_of_any(const struct kind *kind)
{
    assert(kind);
    bool any = kind == &kind_affiliate;
    for (int i = 0; i < kind->stored_count && !any; i++)
        any = affiliate_of_names_affiliate(&kind->fields[i]) ||
              (affiliate_of_belongs(&kind->fields[i]) &&
                  affiliate_of_any(kind_find(kind->fields[i].ref)));
    return any;
}

static enum li_err affiliate_of_none_named(
    struct context *context, const struct record *record, struct li_error *err)
{
    char *called = record_called(context, record);
    enum li_err code = li_fail(err, LI_NONE, "\"%s\" has no affiliate.", called);
    free(called);
    return code;
}

static enum li_err affiliate_of_follow(struct context *context, const struct record *record,
    struct id *affiliate, struct li_error *err)
{
    const struct kind *kind = record->kind;
    for (int i = 0; i < kind->stored_count; i++)
        if (affiliate_of_names_affiliate(&kind->fields[i]) && record_get(record, i) &&
            id_parse(record_get(record, i), affiliate))
            return LI_OK;
    for (int i = 0; i < kind->stored_count; i++) {
        struct id next;
        const struct kind *owner =
            affiliate_of_belongs(&kind->fields[i]) ? kind_find(kind->fields[i].ref) : NULL;
        if (owner && affiliate_of_any(owner) && record_get(record, i) &&
            id_parse(record_get(record, i), &next))
            return affiliate_of(context, owner, &next, affiliate, err);
    }
    return affiliate_of_none_named(context, record, err);
}

enum li_err affiliate_of(struct context *context, const struct kind *kind, const struct id *id,
    struct id *affiliate, struct li_error *err)
{
    assert(kind && id);
    struct record *record;
    if (kind == &kind_affiliate) {
        *affiliate = *id;
        return LI_OK;
    }
    enum li_err code = record_load(context, kind, id, &record, err);
    if (code)
        return code;
    code = affiliate_of_follow(context, record, affiliate, err);
    record_free(record);
    return code;
}

/* --- its people ------------------------------------------------------------------------------- */

/* Two lists: columns are the person's id and name, and perhaps the role. */
static const struct affiliate_of_source {
    const struct kind *kind;
    const char *filter, *sort, *columns; /* filter: of the affiliate's id */
} affiliate_of_sources[] = {
    {&kind_assignment, "affiliate:%s role.side:theirs state:current",
        "role.position,-primary,person", "person.id,person,role"},
    {&kind_person, "organization:%s", NULL, "id,name"},
};
enum { SOURCES = sizeof affiliate_of_sources / sizeof *affiliate_of_sources };

struct affiliate_of_giving {
    affiliate_of_person give;
    void *arg;
    struct id *given;
    size_t count;
};

static void affiliate_of_give_row(struct affiliate_of_giving *giving, struct query *query)
{
    struct id person;
    const char *id = query_text(query, 2);
    if (!id || !id_parse(id, &person))
        return;
    for (size_t i = 0; i < giving->count; i++)
        if (id_equal(&giving->given[i], &person))
            return;
    giving->given = li_realloc(giving->given, giving->count + 1, sizeof *giving->given);
    giving->given[giving->count++] = person;
    char *name = li_strdup(query_text(query, 3));
    giving->give(
        giving->arg, &person, name, query_columns(query) > 4 ? query_text(query, 4) : NULL);
    free(name);
}

static enum li_err affiliate_of_give_source(struct context *context,
    const struct affiliate_of_source *source, const char *affiliate,
    struct affiliate_of_giving *giving, struct li_error *err)
{
    struct columns columns;
    char *filter = li_format(source->filter, affiliate);
    struct listing listing = {.kind = source->kind, .filter = filter, .sort = source->sort};
    enum li_err code = columns_parse(source->kind, source->columns, &columns, err);
    if (!code) {
        columns.exact = true;
        struct query *query = listing_records(context, &listing, &columns, err);
        int more = query ? 1 : -1;
        while (more > 0 && (more = query_step(query, err)) > 0)
            affiliate_of_give_row(giving, query);
        code = more < 0 ? err->code : LI_OK;
        query_free(query);
        columns_free(&columns);
    }
    free(filter);
    return code;
}

enum li_err affiliate_of_people(struct context *context, const struct id *affiliate,
    affiliate_of_person give, void *arg, struct li_error *err)
{
    assert(affiliate && give);
    struct affiliate_of_giving giving = {.give = give, .arg = arg};
    char text[ID_TEXT_SIZE];
    enum li_err code = LI_OK;
    for (size_t i = 0; i < SOURCES && !code; i++)
        code = affiliate_of_give_source(
            context, &affiliate_of_sources[i], id_text(affiliate, text), &giving, err);
    free(giving.given);
    return code;
}
