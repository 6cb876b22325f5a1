/*
 * page_plan.c: a plan's goals by emphasis area, and its year by quarter.
 */
#include "core/base/name.h"
#include "core/base/number.h"
#include "core/context/year.h"
#include "core/kind/goal.h"
#include "core/kind/plan.h"
#include "core/kind/target.h"
#include "core/page/page_rows.h"
#include "core/record/record.h"
#include "core/schema/choice_word.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <stdlib.h>
#include <string.h>

enum { WHAT_WIDTH = 24 };

static void page_add_subheading(struct page *page, const char *text)
{
    page_build_line(page);
    page_build_text(page, SPAN_STRONG, text);
}

/* --- goals by area ---------------------------------------------------------------------------- */

/* The goals of the plan ?1, each with its target for the plan, if it has one, and whether it runs
   on after the plan. */
/* clang-format off */
#define GOALS_SQL \
    "(SELECT g.*, t.id AS stated, t.target AS value, t.verdict, t.comment, year_last(p.year) AS last, " \
    GOAL_CONTINUES_SQL("g", "year_last(p.year)", "p.year") " AS continues" \
    " FROM plan p CROSS JOIN goal g LEFT JOIN target t ON t.id = " TARGET_OF_SQL("id", "?1", "g.id") \
    " WHERE p.id = ?1 AND g.archived_on IS NULL AND g.id IN (" PLAN_GOALS_SQL("?1") "))"
/* clang-format on */

enum goals_column {
    GOALS_ID,
    GOALS_AREA,
    GOALS_STATE,
    GOALS_OUTCOME,
    GOALS_TARGET,
    GOALS_VALUE,
    GOALS_UNIT,
    GOALS_LAST,
    GOALS_VERDICT,
    GOALS_COMMENT,
    GOALS_CONTINUES
};

static const char *const page_goals_sql =
    "SELECT g.id, coalesce(a.name, ''), g.state, g.outcome, g.stated, g.value, g.unit, g.last,"
    " g.verdict, g.comment, g.continues FROM " GOALS_SQL " g LEFT JOIN area a ON a.id = g.area"
    " ORDER BY a.name IS NULL, a.position, a.name, g.due IS NULL, g.due, g.id";

/* The state that a person gave it, and the outcome. That it is met is shown beside it already. */
static void page_add_verdict(struct page *page, const char *state, const char *outcome)
{
    int called = name_find(goal_state_names, state);
    if (called <= STATE_OPEN || (called == STATE_MET && !outcome))
        return;
    char word[CHOICE_WORD_SIZE];
    char *text =
        li_format("%s%s%s", choice_word(state, word), outcome ? ": " : "", outcome ? outcome : "");
    page_build_line(page);
    page_build_text(page, SPAN_TEXT, "  ");
    page_build_text(page, SPAN_TEXT, text);
    page_build_wrap(page);
    free(text);
}

/* The target for the year of a goal that runs on after it, and how the year went. */
static void page_add_target(struct page *page, struct query *query)
{
    const char *value = query_text(query, GOALS_VALUE), *unit = query_text(query, GOALS_UNIT);
    const char *verdict = query_text(query, GOALS_VERDICT);
    const char *comment = query_text(query, GOALS_COMMENT);
    bool said = strcmp(verdict, verdict_names[VERDICT_OPEN]) != 0;
    char *amount = number_amount(value ? value : "", unit);
    char *due = value ? li_format("Target %s by %s", amount, query_text(query, GOALS_LAST))
                      : li_strdup("No target for the year");
    free(amount);
    char *went = li_format("%s%s%s%s%s", said || comment ? ": " : "", said ? verdict : "",
        said && comment ? ". " : "", comment ? comment : "", said && !comment ? "." : "");
    struct id id;
    query_id(query, GOALS_TARGET, &id);
    page_build_line(page);
    page_build_text(page, SPAN_TEXT, "  ");
    page_build_link(page, &kind_target, &id, due);
    page_build_text(page, SPAN_TEXT, went);
    page_build_wrap(page);
    free(went);
    free(due);
}

/* How the goal itself ended is said unless the verdict on the year says the same. */
static void page_add_goal_verdicts(struct page *page, struct query *query)
{
    const char *state = query_text(query, GOALS_STATE);
    const char *outcome = query_text(query, GOALS_OUTCOME);
    bool stated = query_int(query, GOALS_CONTINUES) && !query_null(query, GOALS_TARGET);
    if (stated)
        page_add_target(page, query);
    if (!stated || outcome || strcmp(state, query_text(query, GOALS_VERDICT)) != 0)
        page_add_verdict(page, state, outcome);
}

static enum li_err page_write_goals(const struct page_row *row, struct li_error *err)
{
    struct page_subject *subject = row->subject;
    struct query *query = query_new(subject->context->store, page_goals_sql, err);
    char *area = li_strdup("");
    enum li_err code = query ? LI_OK : err->code;
    int more = 0;
    if (query)
        query_bind_id(query, 1, &row->id);
    while (!code && (more = query_step(query, err)) > 0) {
        struct id goal;
        const char *its = query_text(query, GOALS_AREA);
        if (strcmp(its, area) != 0) {
            page_add_subheading(subject->page, *its ? its : "No area");
            free(area);
            area = li_strdup(its);
        }
        query_id(query, GOALS_ID, &goal);
        code = page_rows_write_one(subject, &kind_goal, &page_row_goal, &goal, err);
        page_add_goal_verdicts(subject->page, query);
    }
    free(area);
    query_free(query);
    return more < 0 ? err->code : code;
}

/* --- the year by quarter ---------------------------------------------------------------------- */

enum year_column { YEAR_KIND, YEAR_ID, YEAR_TITLE, YEAR_DAY, YEAR_MARK, YEAR_WHAT, YEAR_AREA };

static const char *const page_year_sql =
    "SELECT y.kind, y.id, y.title, y.day, y.mark, y.what, a.name FROM ("
    "SELECT 'goal' AS kind, g.id, g.title, iif(g.continues AND g.value IS NOT NULL, g.last, g.due)"
    " AS day, CASE iif(g.continues, coalesce(nullif(g.verdict, 'open'), g.state), g.state)"
    " WHEN 'met' THEN 'x' WHEN 'missed' THEN '-' WHEN 'dropped' THEN '-' WHEN 'continues' THEN '>'"
    " ELSE ' ' END AS mark, iif(g.continues AND g.value IS NOT NULL, 'target', 'goal') AS what,"
    " g.area FROM " GOALS_SQL " g"
    " UNION ALL SELECT 'milestone', m.id, m.title, m.due, iif(m.done_on IS NULL, ' ', 'x'), "
    "'milestone',"
    " g.area FROM goal g JOIN milestone m ON m.goal = g.id WHERE g.id IN (" PLAN_GOALS_SQL(
        "?1") ")"
              " AND g.archived_on IS NULL AND m.archived_on IS NULL"
              " UNION ALL SELECT 'activity', c.id, c.title, c.day, iif(c.state = "
              "'done', "
              "'x', ' '),"
              " c.kind, c.area FROM activity c WHERE c.plan = ?1 AND c.archived_on IS NULL"
              " AND c.state <> 'cancelled') y LEFT JOIN area a ON a.id = y.area"
              " ORDER BY y.day IS NULL, y.day, y.what, y.id";

/* Where a day is: before the year, in a quarter of it (0..3), after it, or no day. */
enum { BEFORE = -1, AFTER = QUARTERS, NOWHERE };

static int page_place_of(const struct year *year, const char *text)
{
    day_t day = text ? date_parse(text) : DAY_NONE;
    int quarter = year_quarter(year, day);
    return day == DAY_NONE ? NOWHERE : quarter >= 0 ? quarter : day < year->first ? BEFORE : AFTER;
}

/* "July to September 2026". The caller frees it. */
static char *page_place_name(const struct year *year, int place)
{
    static const char *const months[] = {"January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December"};
    static const char *const elsewhere[] = {[AFTER] = "After year-end", [NOWHERE] = "No date"};
    int number, month, mday;
    if (place == BEFORE)
        return li_strdup("Before the year begins");
    if (place >= AFTER)
        return li_strdup(elsewhere[place]);
    date_parts(date_add_months(year->first, place * 3), &number, &month, &mday);
    return li_format(
        "%s to %s %d", months[month - 1], months[(month + 1) % 12], number + (month + 1 > 12));
}

/* "2026-05-01  [x]  Title  Milestone · Area"; the mark is as page_year_sql gives it, and
   an activity without a title is called by its kind. */
static void page_write_plan_item(struct page_subject *subject, struct query *query)
{
    const char *day = query_text(query, YEAR_DAY), *area = query_text(query, YEAR_AREA);
    const char *mark = query_text(query, YEAR_MARK);
    bool late = day && *mark == ' ' && date_parse(day) < subject->context->today;
    char kind[CHOICE_WORD_SIZE], shown[DATE_SHOWN_SIZE];
    const char *word = choice_word(query_text(query, YEAR_WHAT), kind);
    const char *title = query_text(query, YEAR_TITLE);
    char *what = li_format("%s%s%s", word, area ? " · " : "", area ? area : "");
    const char box[] = {'[', *mark, ']', '\0'};
    struct id id;
    query_id(query, YEAR_ID, &id);
    day = page_row_day(subject, day, shown);
    page_build_line(subject->page);
    struct page_span *span = late ? page_build_health(subject->page, HEALTH_OVERDUE, day)
                                  : page_build_text(subject->page, SPAN_MUTED, day);
    span->width = page_row_day_width(subject);
    page_build_text(subject->page, SPAN_TEXT, box)->width = 3;
    page_build_link(
        subject->page, kind_find(query_text(query, YEAR_KIND)), &id, title ? title : word)
        ->width = -1;
    page_build_text(subject->page, SPAN_MUTED, what)->width = WHAT_WIDTH;
    free(what);
}

static enum li_err page_write_year(const struct page_row *row, struct li_error *err)
{
    struct page_subject *subject = row->subject;
    struct year year =
        year_of((int)strtol(subject->shown[PLAN_YEAR], NULL, 10), year_starts(subject->context));
    struct query *query = query_new(subject->context->store, page_year_sql, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &row->id);
    int more, last = NOWHERE + 1;
    while ((more = query_step(query, err)) > 0) {
        int place = page_place_of(&year, query_text(query, YEAR_DAY));
        if (place != last) {
            char *name = page_place_name(&year, place);
            page_add_subheading(subject->page, name);
            free(name);
        }
        last = place;
        page_write_plan_item(subject, query);
    }
    query_free(query);
    return more < 0 ? err->code : LI_OK;
}

const struct page_row_type page_row_plan_goals = {NULL, page_write_goals};
const struct page_row_type page_row_plan_year = {NULL, page_write_year};
