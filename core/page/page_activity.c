/*
 * page_activity.c: the rows of commitments, plans, activities, events and resources, each with what
 * came of it.
 */
#include "core/kind/target.h"
#include "core/page/page_rows.h"
#include "core/record/record.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include <stdlib.h>
#include <string.h>

enum {
    PLAN_STATE_WIDTH = 10,
    STATE_WIDTH = 9,
    KIND_WIDTH = 18,
    CAPACITY_WIDTH = 25,
    DIRECTION_WIDTH = 15
};
enum { COUNTS_MOST = 4 };

/* --- counts of related records ------------------------------------------------------------------
 */

/* Of a query with one row, in which ?1 is the record's id: counts, then a day or NULL. */
struct page_counts {
    int64_t of[COUNTS_MOST];
    char last[DAY_TEXT_SIZE];
};

static enum li_err page_read_counts(const struct page_row *row, const char *sql, int count,
    struct page_counts *out, struct li_error *err)
{
    *out = (struct page_counts){0};
    struct query *query = query_new(row->subject->context->store, sql, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &row->id);
    int found = query_step(query, err);
    for (int i = 0; i < count && found > 0; i++)
        out->of[i] = query_int(query, i);
    if (found > 0 && !query_null(query, count))
        snprintf(out->last, sizeof out->last, "%s", query_text(query, count));
    query_free(query);
    return found < 0 ? err->code : LI_OK;
}

/* A sentence of counts: those that are 0 are left out. */
struct page_sentence {
    char *text;
    FILE *out;
};

static void page_sentence_start(struct page_sentence *sentence)
{
    *sentence = (struct page_sentence){0};
    sentence->out = li_text_open(&sentence->text);
}

static void page_sentence_add(
    struct page_sentence *sentence, int64_t count, const char *one, const char *several)
{
    if (count > 0)
        fprintf(sentence->out, "%s%lld %s", ftell(sentence->out) > 0 ? ", " : "", (long long)count,
            count == 1 ? one : several);
}

/* The caller frees it. */
static char *page_sentence_end(struct page_sentence *sentence, const char *nothing)
{
    if (ftell(sentence->out) == 0)
        fputs(nothing, sentence->out);
    li_text_close(sentence->out);
    return sentence->text;
}

/* --- commitments and plans -------------------------------------------------------------------- */

#define DONE_ABOUT_SQL(goals, state, reference)                                                    \
    "SELECT (SELECT count(*) FROM goal g WHERE " goals " AND g.archived_on IS NULL"                \
    " AND " state " <> 'dropped'),"                                                                \
    " (SELECT count(*) FROM goal g WHERE " goals " AND g.archived_on IS NULL"                      \
    " AND " state " = 'met'), count(*) FILTER (WHERE a.state = 'done'),"                           \
    " count(*) FILTER (WHERE a.state = 'planned'),"                                                \
    " max(a.day) FILTER (WHERE a.state = 'done') FROM activity a WHERE a." reference               \
    " = ?1 AND a.archived_on IS NULL"

/* The state of a goal that runs for years is, in a plan, the verdict on that year. */
#define STATE_IN_PLAN_SQL                                                                          \
    "coalesce(nullif(" TARGET_OF_SQL("verdict", "?1", "g.id") ", 'open'), g.state)"

/* "2 goals, 1 met, 3 activities done, 1 planned; the last on 2026-05-03" */
static enum li_err page_explain_done(
    const struct page_row *row, const char *sql, const char *nothing, struct li_error *err)
{
    struct page_counts counts;
    enum li_err code = page_read_counts(row, sql, COUNTS_MOST, &counts, err);
    if (code)
        return code;
    char day[DATE_SHOWN_SIZE];
    struct page_sentence sentence;
    page_sentence_start(&sentence);
    page_sentence_add(&sentence, counts.of[0], "goal", "goals");
    page_sentence_add(&sentence, counts.of[1], "met", "met");
    page_sentence_add(&sentence, counts.of[2], "activity done", "activities done");
    page_sentence_add(&sentence, counts.of[3], "activity planned", "activities planned");
    if (*counts.last)
        fprintf(sentence.out, "; last on %s", page_row_day(row->subject, counts.last, day));
    char *text = page_sentence_end(&sentence, nothing);
    page_row_explain(row, text);
    free(text);
    return LI_OK;
}

static enum li_err page_write_commitment(const struct page_row *row, struct li_error *err)
{
    page_row_itself(row, page_row_cell(row, 0));
    page_build_wrap(row->subject->page);
    if (page_row_cell(row, 1))
        page_row_explain(row, page_row_cell(row, 1));
    return page_explain_done(
        row, DONE_ABOUT_SQL("g.commitment = ?1", "g.state", "commitment"), "No activity yet.", err);
}

static enum li_err page_write_plan(const struct page_row *row, struct li_error *err)
{
    char *title = record_title(row->subject->context, row->kind, &row->id);
    page_row_itself(row, title)->width = ROW_NAME_WIDTH;
    free(title);
    char word[CHOICE_WORD_SIZE];
    page_build_text(row->subject->page, SPAN_TEXT, page_row_choice(row, 0, word))->width =
        PLAN_STATE_WIDTH;
    page_row_muted(row, page_row_cell(row, 1))->width = -1;
    return page_explain_done(row,
        DONE_ABOUT_SQL("g.id IN (" PLAN_GOALS_SQL("?1") ")", STATE_IN_PLAN_SQL, "plan"),
        "No goals or activities yet.", err);
}

/* --- activities ------------------------------------------------------------------------------- */

/* A follow-up that is not done yet, or that the activity itself is past its planned day. */
static void page_write_waiting(const struct page_row *row)
{
    const char *day = page_row_cell(row, 1), *state = page_row_cell(row, 3),
               *follow = page_row_cell(row, 5);
    day_t today = row->subject->context->today;
    bool late = strcmp(state, "planned") == 0 && date_parse(day) < today;
    bool waits = follow && !page_row_cell(row, 6);
    if (!late && !waits)
        return;
    day_t due = date_parse(late ? day : follow);
    char distance[32], shown[DATE_SHOWN_SIZE];
    follow = page_row_day(row->subject, follow, shown);
    char *text =
        late ? li_format("was due %s", date_distance(due, today, distance))
             : li_format("follow-up due %s, %s", follow, date_distance(due, today, distance));
    page_build_line(row->subject->page);
    page_build_text(row->subject->page, SPAN_TEXT, "  ");
    if (due < today)
        page_build_health(row->subject->page, HEALTH_OVERDUE, text);
    else
        page_row_muted(row, text);
    free(text);
}

static enum li_err page_write_activity(const struct page_row *row, struct li_error *err)
{
    (void)err;
    char day[DATE_SHOWN_SIZE];
    const char *outcome = page_row_cell(row, 4);
    char word[CHOICE_WORD_SIZE];
    page_row_itself(row, page_row_day(row->subject, page_row_cell(row, 1), day))->width =
        page_row_day_width(row->subject);
    page_row_muted(row, page_row_choice(row, 2, word))->width = KIND_WIDTH;
    page_build_text(row->subject->page, SPAN_TEXT, page_row_cell(row, 0))->width = -1;
    if (outcome)
        page_row_explain(row, outcome);
    page_write_waiting(row);
    return LI_OK;
}

/* --- events ----------------------------------------------------------------------------------- */

static const char *const page_attending_sql =
    "SELECT count(*) FILTER (WHERE p.organization IS NULL AND t.state IN ('going', 'attended')),"
    " count(*) FILTER (WHERE p.organization IS NULL AND t.state = 'invited'),"
    " count(*) FILTER (WHERE p.organization IS NOT NULL AND t.state IN ('going', 'attended')), NULL"
    " FROM attendance t JOIN person p ON p.id = t.person"
    " WHERE t.event = ?1 AND t.archived_on IS NULL";

/* Who attends. An upcoming event to which none of us was even invited is at risk. */
static enum li_err page_explain_attending(
    const struct page_row *row, bool past, struct li_error *err)
{
    struct page_counts counts;
    enum li_err code = page_read_counts(row, page_attending_sql, 3, &counts, err);
    if (code)
        return code;
    struct page_sentence sentence;
    page_sentence_start(&sentence);
    page_sentence_add(&sentence, counts.of[0], past ? "of us attended" : "attending",
        past ? "of us attended" : "attending");
    page_sentence_add(&sentence, counts.of[1], "invited", "invited");
    page_sentence_add(&sentence, counts.of[2], "of theirs", "of theirs");
    char *text =
        page_sentence_end(&sentence, past ? "none of us attended" : "none of us registered");
    page_build_line(row->subject->page);
    page_build_text(row->subject->page, SPAN_TEXT, "  ");
    if (!past && counts.of[0] + counts.of[1] == 0)
        page_build_health(row->subject->page, HEALTH_AT_RISK, text);
    else
        page_row_muted(row, text);
    free(text);
    return LI_OK;
}

static enum li_err page_write_event(const struct page_row *row, struct li_error *err)
{
    const char *state = page_row_cell(row, 3);
    bool past = strcmp(page_row_cell(row, 4), "past") == 0, sure = strcmp(state, "confirmed") == 0;
    page_row_itself(row, page_row_cell(row, 0))->width = -1;
    char word[CHOICE_WORD_SIZE];
    page_row_muted(row, sure ? "" : choice_word(state, word))->width = STATE_WIDTH;
    page_row_term(row, page_row_cell(row, 1), page_row_cell(row, 2));
    return page_explain_attending(row, past, err);
}

/* The capacity, which is the attendance itself, and in the next column its state. */
static void page_write_attending(const struct page_row *row, int capacity)
{
    struct page *page = row->subject->page;
    char word[CHOICE_WORD_SIZE];
    page_build_link(page, row->kind, &row->id, page_row_choice(row, capacity, word))->width =
        CAPACITY_WIDTH;
    page_build_text(page, SPAN_TEXT, page_row_choice(row, capacity + 1, word))->width = STATE_WIDTH;
}

static enum li_err page_write_guest(const struct page_row *row, struct li_error *err)
{
    (void)err;
    page_build_line(row->subject->page);
    page_row_other(row, "person", 0)->width = ROW_NAME_WIDTH;
    page_write_attending(row, 2);
    page_row_muted(row, page_row_cell(row, 4))->width = -1;
    return LI_OK;
}

static enum li_err page_write_visit(const struct page_row *row, struct li_error *err)
{
    (void)err;
    char day[DATE_SHOWN_SIZE];
    page_build_line(row->subject->page);
    page_row_muted(row, page_row_day(row->subject, page_row_cell(row, 0), day))->width =
        page_row_day_width(row->subject);
    page_row_other(row, "event", 1)->width = -1;
    page_write_attending(row, 3);
    return LI_OK;
}

/* --- resources -------------------------------------------------------------------------------- */

static enum li_err page_write_resource(const struct page_row *row, struct li_error *err)
{
    (void)err;
    char day[DATE_SHOWN_SIZE];
    page_build_line(row->subject->page);
    page_row_muted(row, page_row_day(row->subject, page_row_cell(row, 1), day))->width =
        page_row_day_width(row->subject);
    page_build_link(row->subject->page, row->kind, &row->id, page_row_cell(row, 0))->width = -1;
    char word[CHOICE_WORD_SIZE];
    page_row_muted(row, page_row_choice(row, 2, word))->width = KIND_WIDTH;
    page_row_muted(row, page_row_choice(row, 3, word))->width = DIRECTION_WIDTH;
    return LI_OK;
}

const struct page_row_type page_row_commitment = {"text,area", page_write_commitment};
const struct page_row_type page_row_plan = {"state,summary", page_write_plan};
const struct page_row_type page_row_activity = {
    "title,day,kind,state,outcome,follow_up_on,follow_up_done_on", page_write_activity};
const struct page_row_type page_row_event = {"title,from,to,state,time", page_write_event};
const struct page_row_type page_row_guest = {
    "person.id,person,capacity,state,person.organization", page_write_guest};
const struct page_row_type page_row_visit = {"day,event.id,event,capacity,state", page_write_visit};
const struct page_row_type page_row_resource = {
    "title,shared_on,kind,direction", page_write_resource};
