/*
 * page_membership.c: an affiliate's members, joint members and prospects over time, and how they
 * have grown.
 */
#include "core/page/page_rows.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <math.h>
#include <stdlib.h>

enum { COUNTS_MOST = 40, NUMBER_WIDTH = 8, WORDS_WIDTH = 24, YEAR_MONTHS = 12, ABOUT_DAYS = 46 };
enum { MEMBERS, JOINT, PROSPECTS, OVERLAP, MEASURES };

static const char *const page_counts_sql =
    "SELECT day, members, joint_members, prospects,"
    " round(joint_members * 100.0 / nullif(members, 0), 1), note, id FROM membership"
    " WHERE affiliate = ?1 AND archived_on IS NULL ORDER BY day DESC, id DESC LIMIT ?2";

/* The counts of one measure, the latest first. */
struct page_growth {
    double values[COUNTS_MOST];
    day_t days[COUNTS_MOST];
    size_t count;
};

/* How many days a count is from one year before the latest. */
static int page_off_year(const struct page_growth *growth, size_t at)
{
    return abs(growth->days[at] - date_add_months(growth->days[0], -YEAR_MONTHS));
}

/* The count to compare the latest with: the one nearest to a year before. 0: there is no other. */
static size_t page_base_of(const struct page_growth *growth)
{
    size_t base = growth->count > 1 ? 1 : 0;
    for (size_t at = base; at < growth->count; at++)
        if (page_off_year(growth, at) < page_off_year(growth, base))
            base = at;
    return base;
}

/* "+21 (+3.3%) in a year"; a share grows in points. The caller frees it. */
static char *page_growth_words(const struct page_growth *growth, bool share, enum date_order dates)
{
    size_t base = page_base_of(growth);
    double before = growth->values[base], change = growth->values[0] - before;
    char since[DATE_SHOWN_SIZE], *span, *words;
    if (base == 0)
        return li_strdup("");
    bool year = page_off_year(growth, base) <= ABOUT_DAYS;
    span = year ? li_strdup("in a year")
                : li_format("since %s", date_show(growth->days[base], dates, since));
    if (share)
        words = li_format("%+.1f points %s", change, span);
    else if (year && before > 0)
        words = li_format("%+.0f (%+.1f%%) %s", change, change / before * 100, span);
    else
        words = li_format("%+.0f %s", change, span);
    free(span);
    return words;
}

static void page_write_measure(const struct page_subject *subject, const char *label,
    const struct page_growth *growth, bool share)
{
    struct page *page = subject->page;
    double course[COUNTS_MOST];
    if (!growth->count)
        return;
    for (size_t i = 0; i < growth->count; i++)
        course[i] = growth->values[growth->count - 1 - i];
    char *now = li_format(share ? "%.1f%%" : "%.0f", growth->values[0]);
    char *words = page_growth_words(growth, share, context_dates(subject->context));
    page_build_line(page);
    page_build_text(page, SPAN_LABEL, label);
    page_build_text(page, SPAN_STRONG, now)->width = NUMBER_WIDTH;
    page_build_text(page, SPAN_MUTED, words)->width = WORDS_WIDTH;
    if (growth->count > 1)
        page_build_spark(page, course, growth->count)->width = -1;
    free(words);
    free(now);
}

static void page_take_count(struct page_growth measures[MEASURES], struct query *query)
{
    day_t day = date_parse(query_text(query, 0));
    for (int i = 0; i < MEASURES; i++) {
        struct page_growth *growth = &measures[i];
        if (query_null(query, i + 1))
            continue;
        growth->values[growth->count] = query_real(query, i + 1);
        growth->days[growth->count++] = day;
    }
}

/* The latest count's day, as a link to its record, and its note. */
static void page_write_last(const struct page_row *row, struct query *query)
{
    struct id id;
    char distance[32], shown[DATE_SHOWN_SIZE];
    struct page *page = row->subject->page;
    const char *day = query_text(query, 0), *note = query_text(query, 5);
    date_distance(date_parse(day), row->subject->context->today, distance);
    char *words = li_format("  %s%s%s", distance, note ? "  " : "", note ? note : "");
    page_build_line(page);
    page_build_text(page, SPAN_LABEL, "As of");
    query_id(query, 6, &id);
    page_build_link(page, row->kind, &id, page_row_day(row->subject, day, shown));
    page_build_text(page, SPAN_MUTED, words);
    page_build_wrap(page);
    free(words);
}

static enum li_err page_write_growth(const struct page_row *row, struct li_error *err)
{
    static const char *const labels[MEASURES] = {
        "Members", "Joint members", "Prospects", "Overlap"};
    struct page_growth measures[MEASURES] = {0};
    struct query *query = query_new(row->subject->context->store, page_counts_sql, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &row->id);
    query_bind_int(query, 2, COUNTS_MOST);
    int more;
    for (bool last = true; (more = query_step(query, err)) > 0; last = false) {
        if (last)
            page_write_last(row, query);
        page_take_count(measures, query);
    }
    query_free(query);
    for (int i = 0; i < MEASURES; i++)
        page_write_measure(row->subject, labels[i], &measures[i], i == OVERLAP);
    return more < 0 ? err->code : LI_OK;
}

const struct page_row_type page_row_growth = {NULL, page_write_growth};
