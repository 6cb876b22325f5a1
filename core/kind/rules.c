/*
 * rules.c: rules that several kinds have, and their words.
 */
#include "core/kind/rules.h"
#include "core/base/text.h"
#include "core/record/attachment.h"
#include "core/record/record.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

void rule_in_order(struct context *context, const struct record *record, int first, int last,
    kind_problem problem, void *arg)
{
    assert(context && record && problem);
    const struct field *fields = record->kind->fields;
    day_t from = record_day(record, first), to = record_day(record, last);
    if (from == DAY_NONE || to == DAY_NONE || from <= to)
        return;
    char shown[DATE_SHOWN_SIZE], *before = text_fold(fields[first].label);
    char *message = li_format("%s can't be before %s (%s).", fields[last].label, before,
        date_show(from, context_dates(context), shown));
    problem(arg, last, message);
    free(message);
    free(before);
}

/* The affiliate of a record of the kind. */
static const struct {
    const char *kind, *sql;
} rules_owners[] = {
    {"goal", "SELECT affiliate FROM goal WHERE id = ?1"},
    {"plan", "SELECT affiliate FROM plan WHERE id = ?1"},
    {"commitment", "SELECT g.affiliate FROM \"commitment\" c JOIN agreement g ON g.id = c.agreement"
                   " WHERE c.id = ?1"},
};

/* False when it is not known. */
static bool rules_affiliate_of(
    struct context *context, const char *kind, const struct id *id, struct id *out)
{
    const char *sql = NULL;
    for (size_t i = 0; i < sizeof rules_owners / sizeof *rules_owners; i++)
        if (strcmp(rules_owners[i].kind, kind) == 0)
            sql = rules_owners[i].sql;
    struct query *query = sql ? query_new(context->store, sql, NULL) : NULL;
    if (!query)
        return false;
    query_bind_id(query, 1, id);
    bool known = query_step(query, NULL) > 0 && query_id(query, 0, out);
    query_free(query);
    return known;
}

void rule_same_affiliate(struct context *context, const struct record *record, int affiliate,
    int field, kind_problem problem, void *arg)
{
    assert(context && record && problem);
    const struct field *what = &record->kind->fields[field];
    const char *mine = record_get(record, affiliate), *other = record_get(record, field);
    struct id owner, id, whose;
    if (!mine || !other || !id_parse(mine, &owner) || !id_parse(other, &id) ||
        !rules_affiliate_of(context, what->ref, &id, &whose) || id_equal(&owner, &whose))
        return;
    char *message = li_format("%s must belong to the same affiliate.", what->label);
    problem(arg, field, message);
    free(message);
}

void rule_one_affiliate(struct context *context, const struct record *record, int one, int other,
    kind_problem problem, void *arg)
{
    assert(context && record && problem);
    const struct field *fields = record->kind->fields;
    const char *here = record_get(record, one), *there = record_get(record, other);
    struct id id, other_id, owner, whose;
    if (!here || !there || !id_parse(here, &id) || !id_parse(there, &other_id) ||
        !rules_affiliate_of(context, fields[one].ref, &id, &owner) ||
        !rules_affiliate_of(context, fields[other].ref, &other_id, &whose) ||
        id_equal(&owner, &whose))
        return;
    char *first = text_fold(fields[one].label);
    char *message =
        li_format("%s must belong to the same affiliate as the %s.", fields[other].label, first);
    problem(arg, other, message);
    free(message);
    free(first);
}

void rule_digest(const struct record *record, int field, kind_problem problem, void *arg)
{
    assert(record && problem);
    const char *digest = record_get(record, field);
    size_t digits = digest ? strspn(digest, "0123456789abcdefABCDEF") : 0;
    if (digest && (digits != DIGEST_TEXT_SIZE - 1 || digest[digits]))
        problem(arg, field, "Enter 64 hexadecimal digits, or leave it blank to have it filled in.");
}
