/*
 * renewal.c: an agreement and its commitments carried over to the next.
 */
#include "core/plan/renewal.h"
#include "core/base/text.h"
#include "core/context/year.h"
#include "core/kind/agreement.h"
#include "core/kind/commitment.h"
#include "core/record/record.h"
#include "core/record/record_check.h"
#include "core/record/record_edit.h"
#include "core/record/record_list.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "core/record/record_writer.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>

static const int renewal_carried[] = {AGREEMENT_AFFILIATE, AGREEMENT_TITLE, AGREEMENT_KIND,
    AGREEMENT_RENEWAL_LEAD, AGREEMENT_NOTICE_DAYS, AGREEMENT_NOTICE};

static int renewal_months_between(day_t from, day_t to)
{
    int year[2], month[2], mday;
    date_parts(from, &year[0], &month[0], &mday);
    date_parts(to, &year[1], &month[1], &mday);
    return (year[1] - year[0]) * 12 + month[1] - month[0];
}

void renewal_term(day_t from, day_t to, day_t *next_from, day_t *next_to)
{
    assert(next_from && next_to);
    *next_from = to == DAY_NONE ? DAY_NONE : to + 1;
    *next_to = DAY_NONE;
    if (from == DAY_NONE || to == DAY_NONE)
        return;
    int months = renewal_months_between(from, to + 1);
    bool whole = months > 0 && date_add_months(from, months) == to + 1;
    *next_to = whole ? date_add_months(*next_from, months) - 1 : *next_from + (to - from);
}

static void renewal_set_day(struct record *record, int field, day_t day)
{
    char text[DAY_TEXT_SIZE];
    record_set(record, field, day == DAY_NONE ? NULL : date_text(day, text));
}

/* "Accord 2026" is followed by "Accord 2028". */
static void renewal_rename_next(struct record *next, day_t old_from)
{
    day_t from = record_day(next, AGREEMENT_FROM);
    int year[2], month, mday;
    if (old_from == DAY_NONE)
        return;
    date_parts(old_from, &year[0], &month, &mday);
    date_parts(from, &year[1], &month, &mday);
    char *title = year_renamed(record_get(next, AGREEMENT_TITLE), year[0], year[1]);
    record_set(next, AGREEMENT_TITLE, title);
    free(title);
}

static struct record *renewal_follow(struct context *context, const struct record *old)
{
    struct record *next = record_new(context, &kind_agreement);
    char text[ID_TEXT_SIZE];
    day_t from = record_day(old, AGREEMENT_FROM), to = record_day(old, AGREEMENT_TO);
    day_t ended = record_day(old, AGREEMENT_ENDED_ON), next_from, next_to;
    if (from == DAY_NONE)
        from = record_day(old, AGREEMENT_SIGNED_ON);
    if (ended != DAY_NONE)
        to = ended;
    renewal_term(from, to, &next_from, &next_to);
    for (size_t i = 0; i < sizeof renewal_carried / sizeof *renewal_carried; i++)
        record_set(next, renewal_carried[i], record_get(old, renewal_carried[i]));
    renewal_set_day(next, AGREEMENT_FROM, next_from == DAY_NONE ? context->today : next_from);
    renewal_set_day(next, AGREEMENT_TO, next_to);
    renewal_rename_next(next, from);
    record_set(next, AGREEMENT_RENEWS, id_text(&old->id, text));
    return next;
}

/* Two renewals of one agreement are a mistake. */
static enum li_err renewal_refuse_renewed(
    struct context *context, const struct record *old, struct li_error *err)
{
    struct query *query = query_new(context->store,
        "SELECT r.title, r.\"from\" FROM agreement r WHERE r.renews = ?1"
        " AND r.archived_on IS NULL ORDER BY r.id LIMIT 1",
        err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &old->id);
    int step = query_step(query, err);
    enum li_err code = step < 0 ? err->code : LI_OK;
    if (step > 0) {
        const char *from = query_text(query, 1);
        code = li_fail(err, LI_REFUSED, "\"%s\" has already been renewed by \"%s\"%s%s.",
            record_get(old, AGREEMENT_TITLE), query_text(query, 0), from ? ", starting " : "",
            from ? from : "");
    }
    query_free(query);
    return code;
}

enum li_err renewal_propose(
    struct context *context, const struct id *agreement, struct record **out, struct li_error *err)
{
    assert(agreement);
    struct record *old;
    *out = NULL;
    enum li_err code = record_load(context, &kind_agreement, agreement, &old, err);
    if (code)
        return code;
    if (old->archived_on != DAY_NONE)
        code = li_fail(err, LI_REFUSED, "\"%s\" is archived; restore it to renew it.",
            record_get(old, AGREEMENT_TITLE));
    else
        code = renewal_refuse_renewed(context, old, err);
    if (!code)
        *out = renewal_follow(context, old);
    record_free(old);
    return code;
}

/* --- saving ----------------------------------------------------------------------------------- */

struct renewal_saving {
    struct context *context;
    struct record *agreement;
    struct records promised; /* commitments of the agreement that is renewed */
};

static enum li_err renewal_copy_commitments(
    struct renewal_saving *saving, struct store *store, struct li_error *err)
{
    struct record_writer *writer = record_writer_new(store, &kind_commitment);
    char text[ID_TEXT_SIZE];
    enum li_err code = LI_OK;
    id_text(&saving->agreement->id, text);
    for (size_t i = 0; i < saving->promised.count && !code; i++) {
        struct record *copy = record_copy(saving->promised.list[i]);
        record_set(copy, COMMITMENT_AGREEMENT, text);
        code = record_writer_put(writer, copy, err);
        record_free(copy);
    }
    record_writer_free(writer);
    return code;
}

static enum li_err renewal_write_renewal(struct store *store, void *arg, struct li_error *err)
{
    struct renewal_saving *saving = arg;
    struct id renews;
    enum li_err code = record_write(store, saving->agreement, err);
    if (code || !id_parse(record_get(saving->agreement, AGREEMENT_RENEWS), &renews))
        return code;
    code = records_load(saving->context, &kind_commitment,
        "r.agreement = ?1 AND r.archived_on IS NULL ORDER BY r.id", &renews, &saving->promised,
        err);
    if (!code)
        code = renewal_copy_commitments(saving, store, err);
    records_free(&saving->promised);
    return code;
}

enum li_err renewal_save(struct context *context, struct record *agreement, struct li_error *err)
{
    assert(agreement->kind == &kind_agreement);
    struct renewal_saving saving = {.context = context, .agreement = agreement};
    if (agreement->stored || !record_get(agreement, AGREEMENT_RENEWS))
        return record_save(context, agreement, err);
    enum li_err code = record_judge(context, agreement, err);
    if (code)
        return code;
    char *title = text_quoted(record_get(agreement, AGREEMENT_TITLE));
    char *label = li_format("Renew agreement %s", title);
    code = journal_write(context->store, label, renewal_write_renewal, &saving, NULL, err);
    free(label);
    free(title);
    return code;
}
