/*
 * membership.c: the last counts of each affiliate against those of a year before.
 */
#include "core/report/report.h"
#include "data/store/query.h"
#include <inttypes.h>
#include <math.h>

/* The last count of the affiliate up to a day. */
static const char *const count_sql =
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

static double number(struct query *query, int column)
{
    return query_null(query, column) ? NAN : query_real(query, column);
}

/* 1: there is one; 0; negative with *err. */
static int read_count(struct counting *counting, const struct id *id, day_t until,
    struct count *out, struct li_error *err)
{
    struct query *query = counting->query;
    char day[DAY_TEXT_SIZE];
    query_bind_id(query, 1, id);
    query_bind_plain(query, 2, day_text(until, day));
    int step = query_step(query, err);
    *out = (struct count){.members = NAN, .joint = NAN, .prospects = NAN};
    if (step > 0) {
        snprintf(out->day, sizeof out->day, "%s", query_text(query, 0));
        out->members = number(query, 1);
        out->joint = number(query, 2);
        out->prospects = number(query, 3);
    }
    query_reset(query);
    return step;
}

/* What part is of the whole more, in percent; NAN where it cannot be said. */
static double growth(double before, double now)
{
    return before > 0 ? (now - before) / before * 100 : NAN;
}

static double overlap(const struct count *count)
{
    return count->members > 0 ? count->joint / count->members * 100 : NAN;
}

/* NULL where there is no number. */
static const char *show(double value, int decimals, char text[32])
{
    if (isnan(value))
        return NULL;
    snprintf(text, 32, "%.*f", decimals, value);
    return text;
}

static void add_both(double *before, double *now, double was, double is)
{
    if (isnan(was) || isnan(is))
        return;
    *before += was;
    *now += is;
}

static enum li_err write_one(void *arg, struct report_out *out, const struct id *id,
    const char *code, const char *name, struct li_error *err)
{
    struct counting *counting = arg;
    struct count now, before;
    char texts[6][32];
    int found = read_count(counting, id, counting->today, &now, err);
    if (found > 0 &&
        read_count(counting, id, day_add_months(counting->today, -12), &before, err) < 0)
        found = -1;
    counting->none += found == 0;
    if (found <= 0)
        return found < 0 ? err->code : LI_OK;
    add_both(&counting->before.members, &counting->now.members, before.members, now.members);
    add_both(&counting->before.joint, &counting->now.joint, before.joint, now.joint);
    const char *const cells[] = {code, name, now.day, show(now.members, 0, texts[0]),
        show(growth(before.members, now.members), 1, texts[1]), show(now.joint, 0, texts[2]),
        show(growth(before.joint, now.joint), 1, texts[3]), show(overlap(&now), 1, texts[4]),
        show(now.prospects, 0, texts[5])};
    report_row(out, cells);
    return LI_OK;
}

static void say_all(struct report_out *out, const struct counting *counting)
{
    const struct count *before = &counting->before, *now = &counting->now;
    if (before->members > 0)
        report_say(out, "Members: %.0f a year before, %.0f now: %+.1f %%.", before->members,
            now->members, growth(before->members, now->members));
    if (before->joint > 0)
        report_say(out, "Joint members: %.0f a year before, %.0f now: %+.1f %%.", before->joint,
            now->joint, growth(before->joint, now->joint));
    if (counting->none > 0)
        report_say(out, "Nothing was ever counted of %" PRId64 " %s.", counting->none,
            counting->none == 1 ? "affiliate" : "affiliates");
}

static enum li_err write(
    struct li *li, const char *filter, struct report_out *out, struct li_error *err)
{
    static const char *const labels[] = {"Code", "Affiliate", "Counted on", "Members", "Growth %",
        "Joint members", "Joint growth %", "Overlap %", "Prospects"};
    enum { FIRST_NUMBER = 3, COLUMNS = sizeof labels / sizeof *labels };
    for (int i = 0; i < COLUMNS; i++)
        report_column(out, labels[i], i >= FIRST_NUMBER);
    struct counting counting = {.query = query_new(li->store, count_sql, err), .today = li->today};
    if (!counting.query)
        return err->code;
    enum li_err code = report_affiliates(li, filter, out, write_one, &counting, err);
    if (!code)
        say_all(out, &counting);
    query_free(counting.query);
    return code;
}

const struct report report_membership = {
    .name = "membership", .title = "Membership", .filters = true, .write = write};
