/*
 * report_membership.c: the last counts of each affiliate against those of a year before.
 */
#include "core/report/reports.h"
#include "data/store/query.h"
#include <inttypes.h>
#include <math.h>

/* The last count of the affiliate up to a day. */
static const char *const report_membership_sql =
    "SELECT m.day, m.members, m.joint_members, m.prospects FROM membership m"
    " WHERE m.affiliate = ?1 AND m.day <= ?2 AND m.archived_on IS NULL"
    " ORDER BY m.day DESC, m.id DESC LIMIT 1";

/* NAN where nothing was counted. */
struct report_count {
    char day[DAY_TEXT_SIZE];
    double members, joint, prospects;
};

struct report_membership {
    struct query *query;
    day_t today;
    struct report_count before, now; /* summed where there are both */
    int64_t none;
};

static double report_membership_number(struct query *query, int column)
{
    return query_null(query, column) ? NAN : query_real(query, column);
}

/* 1: there is one; 0; negative with *err. */
static int report_membership_read_count(struct report_membership *totals, const struct id *id,
    day_t until, struct report_count *out, struct li_error *err)
{
    struct query *query = totals->query;
    char day[DAY_TEXT_SIZE];
    query_bind_id(query, 1, id);
    query_bind_plain(query, 2, date_text(until, day));
    int step = query_step(query, err);
    *out = (struct report_count){.members = NAN, .joint = NAN, .prospects = NAN};
    if (step > 0) {
        snprintf(out->day, sizeof out->day, "%s", query_text(query, 0));
        out->members = report_membership_number(query, 1);
        out->joint = report_membership_number(query, 2);
        out->prospects = report_membership_number(query, 3);
    }
    query_reset(query);
    return step;
}

/* In percent; NAN where the number before is none or 0. */
static double report_membership_growth(double before, double now)
{
    return before > 0 ? (now - before) / before * 100 : NAN;
}

static double report_membership_overlap(const struct report_count *count)
{
    return count->members > 0 ? count->joint / count->members * 100 : NAN;
}

/* NULL where there is no number. */
static const char *report_membership_show(double value, int decimals, char text[32])
{
    if (isnan(value))
        return NULL;
    snprintf(text, 32, "%.*f", decimals, value);
    return text;
}

static void report_membership_add_both(double *before, double *now, double was, double is)
{
    if (isnan(was) || isnan(is))
        return;
    *before += was;
    *now += is;
}

static enum li_err report_membership_write_one(void *arg, struct report_out *out,
    const struct id *id, const char *code, const char *name, struct li_error *err)
{
    struct report_membership *totals = arg;
    struct report_count now, before;
    char texts[6][32];
    int found = report_membership_read_count(totals, id, totals->today, &now, err);
    if (found > 0 && report_membership_read_count(
                         totals, id, date_add_months(totals->today, -12), &before, err) < 0)
        found = -1;
    totals->none += found == 0;
    if (found <= 0)
        return found < 0 ? err->code : LI_OK;
    report_membership_add_both(
        &totals->before.members, &totals->now.members, before.members, now.members);
    report_membership_add_both(&totals->before.joint, &totals->now.joint, before.joint, now.joint);
    const char *const cells[] = {code, name, now.day,
        report_membership_show(now.members, 0, texts[0]),
        report_membership_show(report_membership_growth(before.members, now.members), 1, texts[1]),
        report_membership_show(now.joint, 0, texts[2]),
        report_membership_show(report_membership_growth(before.joint, now.joint), 1, texts[3]),
        report_membership_show(report_membership_overlap(&now), 1, texts[4]),
        report_membership_show(now.prospects, 0, texts[5])};
    report_row(out, cells);
    return LI_OK;
}

static void report_membership_say_all(
    struct report_out *out, const struct report_membership *totals)
{
    const struct report_count *before = &totals->before, *now = &totals->now;
    if (before->members > 0)
        report_say(out, "Members: %.0f a year ago, %.0f now (%+.1f%%).", before->members,
            now->members, report_membership_growth(before->members, now->members));
    if (before->joint > 0)
        report_say(out, "Joint members: %.0f a year ago, %.0f now (%+.1f%%).", before->joint,
            now->joint, report_membership_growth(before->joint, now->joint));
    if (totals->none > 0)
        report_say(out, "%" PRId64 " %s no membership count.", totals->none,
            totals->none == 1 ? "affiliate has" : "affiliates have");
}

static enum li_err report_membership_write(
    struct context *context, const char *filter, struct report_out *out, struct li_error *err)
{
    static const char *const labels[] = {"Code", "Affiliate", "As of", "Members", "Growth %",
        "Joint members", "Joint growth %", "Overlap %", "Prospects"};
    enum { AS_OF = 2, COLUMNS = sizeof labels / sizeof *labels };
    for (int i = 0; i < COLUMNS; i++)
        report_column(out, labels[i],
            i < AS_OF    ? REPORT_TEXT
            : i == AS_OF ? REPORT_DAY
                         : REPORT_NUMBER);
    struct report_membership totals = {
        .query = query_new(context->store, report_membership_sql, err), .today = context->today};
    if (!totals.query)
        return err->code;
    enum li_err code =
        report_affiliates(context, filter, out, report_membership_write_one, &totals, err);
    if (!code)
        report_membership_say_all(out, &totals);
    query_free(totals.query);
    return code;
}

const struct report report_membership = REPORT_DEFINE({
    .name = "membership",
    .title = "Membership",
    .filters = true,
    .write = report_membership_write,
});
