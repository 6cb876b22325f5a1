/*
 * membership.c: the last counts of each affiliate against those of a year before.
 */
#include "core/report/report.h"
#include "data/store/query.h"
#include <inttypes.h>
#include <math.h>

/* The last count of the affiliate up to a day. */
static const char *const membership_count_sql =
    "SELECT m.day, m.members, m.joint_members, m.prospects FROM membership m"
    " WHERE m.affiliate = ?1 AND m.day <= ?2 AND m.archived_on IS NULL"
    " ORDER BY m.day DESC, m.id DESC LIMIT 1";

/* NAN where nothing was counted. */
struct count {
    char day[DAY_TEXT_SIZE];
    double members, joint, prospects;
};

struct counting {
    struct query *query;
    day_t today;
    struct count before, now; /* summed where there are both */
    int64_t none;
};

static double membership_number(struct query *query, int column)
{
    return query_null(query, column) ? NAN : query_real(query, column);
}

/* 1: there is one; 0; negative with *err. */
static int membership_read_count(struct counting *counting, const struct id *id, day_t until,
    struct count *out, struct li_error *err)
{
    struct query *query = counting->query;
    char day[DAY_TEXT_SIZE];
    query_bind_id(query, 1, id);
    query_bind_plain(query, 2, date_text(until, day));
    int step = query_step(query, err);
    *out = (struct count){.members = NAN, .joint = NAN, .prospects = NAN};
    if (step > 0) {
        snprintf(out->day, sizeof out->day, "%s", query_text(query, 0));
        out->members = membership_number(query, 1);
        out->joint = membership_number(query, 2);
        out->prospects = membership_number(query, 3);
    }
    query_reset(query);
    return step;
}

/* What part is of the whole more, in percent; NAN where it cannot be said. */
static double membership_growth(double before, double now)
{
    return before > 0 ? (now - before) / before * 100 : NAN;
}

static double membership_overlap(const struct count *count)
{
    return count->members > 0 ? count->joint / count->members * 100 : NAN;
}

/* NULL where there is no number. */
static const char *membership_show(double value, int decimals, char text[32])
{
    if (isnan(value))
        return NULL;
    snprintf(text, 32, "%.*f", decimals, value);
    return text;
}

static void membership_add_both(double *before, double *now, double was, double is)
{
    if (isnan(was) || isnan(is))
        return;
    *before += was;
    *now += is;
}

static enum li_err membership_write_one(void *arg, struct report_out *out, const struct id *id,
    const char *code, const char *name, struct li_error *err)
{
    struct counting *counting = arg;
    struct count now, before;
    char texts[6][32];
    int found = membership_read_count(counting, id, counting->today, &now, err);
    if (found > 0 && membership_read_count(
                         counting, id, date_add_months(counting->today, -12), &before, err) < 0)
        found = -1;
    counting->none += found == 0;
    if (found <= 0)
        return found < 0 ? err->code : LI_OK;
    membership_add_both(
        &counting->before.members, &counting->now.members, before.members, now.members);
    membership_add_both(&counting->before.joint, &counting->now.joint, before.joint, now.joint);
    const char *const cells[] = {code, name, now.day, membership_show(now.members, 0, texts[0]),
        membership_show(membership_growth(before.members, now.members), 1, texts[1]),
        membership_show(now.joint, 0, texts[2]),
        membership_show(membership_growth(before.joint, now.joint), 1, texts[3]),
        membership_show(membership_overlap(&now), 1, texts[4]),
        membership_show(now.prospects, 0, texts[5])};
    report_row(out, cells);
    return LI_OK;
}

static void membership_say_all(struct report_out *out, const struct counting *counting)
{
    const struct count *before = &counting->before, *now = &counting->now;
    if (before->members > 0)
        report_say(out, "Members: %.0f a year ago, %.0f now (%+.1f%%).", before->members,
            now->members, membership_growth(before->members, now->members));
    if (before->joint > 0)
        report_say(out, "Joint members: %.0f a year ago, %.0f now (%+.1f%%).", before->joint,
            now->joint, membership_growth(before->joint, now->joint));
    if (counting->none > 0)
        report_say(out, "%" PRId64 " %s no membership count.", counting->none,
            counting->none == 1 ? "affiliate has" : "affiliates have");
}

static enum li_err membership_write(
    struct context *context, const char *filter, struct report_out *out, struct li_error *err)
{
    static const char *const labels[] = {"Code", "Affiliate", "As of", "Members", "Growth %",
        "Joint members", "Joint growth %", "Overlap %", "Prospects"};
    enum { FIRST_NUMBER = 3, COLUMNS = sizeof labels / sizeof *labels };
    for (int i = 0; i < COLUMNS; i++)
        report_column(out, labels[i], i >= FIRST_NUMBER);
    struct counting counting = {
        .query = query_new(context->store, membership_count_sql, err), .today = context->today};
    if (!counting.query)
        return err->code;
    enum li_err code =
        report_affiliates(context, filter, out, membership_write_one, &counting, err);
    if (!code)
        membership_say_all(out, &counting);
    query_free(counting.query);
    return code;
}

const struct report report_membership = {
    .name = "membership", .title = "Membership", .filters = true, .write = membership_write};
