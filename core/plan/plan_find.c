/*
 * plan_find.c: which plan an affiliate has for a year.
 */
#include "core/plan/plan_find.h"
#include "core/kind/affiliate.h"
#include "core/kind/plan.h"
#include "core/plan/plan_rollover.h"
#include "core/record/record_list.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>

static enum li_err plan_find_in_year(struct context *context, const struct id *affiliate, int year,
    struct records *out, struct li_error *err)
{
    char *terms = li_format(
        "r.affiliate = ?1 AND r.year = %d AND r.archived_on IS NULL ORDER BY r.id DESC LIMIT 1",
        year);
    enum li_err code = records_load(context, &kind_plan, terms, affiliate, out, err);
    free(terms);
    return code;
}

static char *plan_affiliate_name(struct context *context, const struct id *affiliate)
{
    char *code = NULL;
    struct record *record;
    if (!record_load(context, &kind_affiliate, affiliate, &record, &(struct li_error){0})) {
        const char *short_name = record_get(record, AFFILIATE_CODE);
        code = li_strdup(short_name ? short_name : record_get(record, AFFILIATE_NAME));
        record_free(record);
    }
    return code ? code : li_strdup("");
}

char *plan_heading(struct context *context, const char *verb, const struct record *plan)
{
    assert(verb && plan && plan->kind == &kind_plan);
    struct id affiliate;
    const char *stored = record_get(plan, PLAN_AFFILIATE);
    char *name = stored && id_parse(stored, &affiliate) ? plan_affiliate_name(context, &affiliate)
                                                        : li_strdup("");
    char *heading = li_format("%s %s plan for %s", verb, record_get(plan, PLAN_YEAR), name);
    free(name);
    return heading;
}

enum li_err plan_find(struct context *context, const struct id *affiliate, int year, struct id *out,
    struct li_error *err)
{
    assert(affiliate && out);
    struct records found;
    enum li_err code = plan_find_in_year(context, affiliate, year, &found, err);
    if (!code && found.count == 0) {
        char *name = plan_affiliate_name(context, affiliate);
        code = li_fail(err, LI_NONE, "There is no plan for %s in %d.", name, year);
        free(name);
    } else if (!code) {
        *out = found.list[0]->id;
    }
    records_free(&found);
    return code;
}

enum li_err plan_refuse_second(
    struct context *context, const struct id *affiliate, int year, struct li_error *err)
{
    assert(context && affiliate);
    struct records found;
    enum li_err code = plan_find_in_year(context, affiliate, year, &found, err);
    if (!code && found.count > 0) {
        char *called = record_called(context, found.list[0]);
        code = li_fail(err, LI_REFUSED, "Plan %s already exists (%s).", called,
            record_get(found.list[0], PLAN_STATE));
        free(called);
    }
    records_free(&found);
    return code;
}

struct id plan_find_id(struct context *context, const struct id *affiliate, int year)
{
    assert(affiliate);
    char text[ID_TEXT_SIZE];
    char *name = li_format("%s %d", id_text(affiliate, text), year);
    struct id id = id_named("plan", name);
    struct record *taken = NULL;
    free(name);
    if (!record_load(context, &kind_plan, &id, &taken, &(struct li_error){0}))
        id = id_new();
    record_free(taken);
    return id;
}

enum li_err plan_find_before(struct context *context, const struct id *affiliate,
    const struct year *year, struct record **out, struct li_error *err)
{
    assert(affiliate && year);
    struct records found;
    char *terms = li_format("r.affiliate = ?1 AND r.year < %d AND r.archived_on IS NULL"
                            " ORDER BY r.year DESC, r.id DESC LIMIT 1",
        year->number);
    enum li_err code = records_load(context, &kind_plan, terms, affiliate, &found, err);
    free(terms);
    *out = NULL;
    if (!code && found.count > 0) {
        *out = found.list[0];
        found.list[0] = NULL;
    }
    records_free(&found);
    return code;
}
