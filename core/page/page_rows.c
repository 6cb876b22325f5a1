/*
 * page_rows.c: the parts of rows, and the rows of people, agreements and goals.
 */
#include "core/page/page_rows.h"
#include "core/base/name.h"
#include "core/base/number.h"
#include "core/page/page_summary.h"
#include "core/record/record.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { ROLE_WIDTH = 22, BAR_WIDTH = 12, STATE_WIDTH = 15, PLAN_WIDTH = 18, VERDICT_WIDTH = 9 };

enum li_err page_rows_write(struct page_subject *subject, const struct kind *kind,
    const struct page_row_type *type, struct query *query, struct li_error *err)
{
    assert(type->columns && type->write && query);
    struct page_row row = {.subject = subject, .kind = kind, .query = query};
    enum li_err code = LI_OK;
    int more = 0;
    while (!code && (more = query_step(query, err)) > 0) {
        query_id(query, 0, &row.id);
        code = type->write(&row, err);
    }
    query_free(query);
    return more < 0 ? err->code : code;
}

enum li_err page_rows_write_one(struct page_subject *subject, const struct kind *kind,
    const struct page_row_type *type, const struct id *id, struct li_error *err)
{
    assert(type->columns && id);
    struct columns columns;
    enum li_err code = columns_parse(kind, type->columns, &columns, err);
    if (code)
        return code;
    columns.exact = true;
    struct query *query = listing_record(subject->context, kind, &columns, err);
    columns_free(&columns);
    if (!query)
        return err->code;
    query_bind_id(query, 1, id);
    return page_rows_write(subject, kind, type, query, err);
}

const char *page_row_cell(const struct page_row *row, int column)
{
    assert(row->query && column >= 0);
    return query_text(row->query, column + 2);
}

const char *page_row_choice(const struct page_row *row, int column, char word[CHOICE_WORD_SIZE])
{
    return choice_word(page_row_cell(row, column), word);
}

static struct page *page_of(const struct page_row *row)
{
    return row->subject->page;
}

struct page_span *page_row_muted(const struct page_row *row, const char *text)
{
    assert(row);
    return page_build_text(page_of(row), SPAN_MUTED, text);
}

struct page_span *page_row_itself(const struct page_row *row, const char *name)
{
    assert(row->kind);
    page_build_line(page_of(row));
    return page_build_link(page_of(row), row->kind, &row->id, name);
}

struct page_span *page_row_other(const struct page_row *row, const char *kind, int column)
{
    assert(row && kind);
    struct id id;
    const char *text = page_row_cell(row, column);
    if (!text || !id_parse(text, &id))
        return page_build_text(page_of(row), SPAN_TEXT, "");
    return page_build_link(page_of(row), kind_find(kind), &id, page_row_cell(row, column + 1));
}

void page_row_explain(const struct page_row *row, const char *sentence)
{
    assert(sentence);
    page_build_line(page_of(row));
    page_build_text(page_of(row), SPAN_TEXT, "  ");
    page_row_muted(row, sentence);
    page_build_wrap(page_of(row));
}

static enum li_err page_write_goal(const struct page_row *row, struct li_error *err)
{
    char *reason = NULL;
    page_row_itself(row, page_row_cell(row, 0))->width = -1;
    enum li_err code =
        page_goal_bar(row->subject, &row->id, page_row_cell(row, 1), BAR_WIDTH, &reason, err);
    if (!code)
        page_row_explain(row, reason);
    free(reason);
    return code;
}

const char *page_row_day(
    const struct page_subject *subject, const char *stored, char out[DATE_SHOWN_SIZE])
{
    assert(subject && out);
    return date_show_stored(stored, context_dates(subject->context), out);
}

int page_row_day_width(const struct page_subject *subject)
{
    assert(subject);
    return date_show_width(context_dates(subject->context));
}

void page_row_term(const struct page_row *row, const char *from, const char *to)
{
    assert(row);
    char today[DAY_TEXT_SIZE], first[DATE_SHOWN_SIZE], last[DATE_SHOWN_SIZE];
    bool coming = from && strcmp(from, date_text(row->subject->context->today, today)) > 0;
    from = page_row_day(row->subject, from, first);
    to = page_row_day(row->subject, to, last);
    char *term = from && to ? li_format("%s to %s", from, to)
                 : to       ? li_format("until %s", to)
                 : from     ? li_format("%s %s", coming ? "from" : "since", from)
                            : li_strdup("");
    page_row_muted(row, term)->width = 2 * page_row_day_width(row->subject) + (int)strlen(" to ");
    free(term);
}

static enum li_err page_write_agreement(const struct page_row *row, struct li_error *err)
{
    (void)err;
    const struct page_agreement_texts texts = {.state = page_row_cell(row, 1),
        .signed_on = page_row_cell(row, 2),
        .from = page_row_cell(row, 3),
        .to = page_row_cell(row, 4),
        .renewal_lead = page_row_cell(row, 5),
        .ended_on = page_row_cell(row, 6)};
    char *reason = page_agreement_reason(row->subject->context, &texts);
    page_row_itself(row, page_row_cell(row, 0))->width = -1;
    page_agreement_state(page_of(row), texts.state)->width = STATE_WIDTH;
    page_row_term(row, texts.from, texts.to);
    page_row_explain(row, reason);
    free(reason);
    return LI_OK;
}

static enum li_err page_write_holder(const struct page_row *row, struct li_error *err)
{
    (void)err;
    const char *region = page_row_cell(row, 5);
    char *role = region ? li_format("%s, %s", page_row_cell(row, 2), region)
                        : li_strdup(page_row_cell(row, 2));
    page_build_line(page_of(row));
    page_row_other(row, "person", 0)->width = ROW_NAME_WIDTH;
    page_build_link(page_of(row), row->kind, &row->id, role)->width = -1;
    page_row_term(row, page_row_cell(row, 3), page_row_cell(row, 4));
    free(role);
    return LI_OK;
}

static enum li_err page_write_assignment(const struct page_row *row, struct li_error *err)
{
    (void)err;
    bool affiliate = page_row_cell(row, 3);
    page_row_itself(row, page_row_cell(row, 0))->width = ROLE_WIDTH;
    page_row_other(row, affiliate ? "affiliate" : "region", affiliate ? 3 : 5)->width = -1;
    page_row_term(row, page_row_cell(row, 1), page_row_cell(row, 2));
    return LI_OK;
}

static enum li_err page_write_milestone(const struct page_row *row, struct li_error *err)
{
    (void)err;
    const char *due = page_row_cell(row, 1), *done = page_row_cell(row, 2);
    day_t day = due ? date_parse(due) : DAY_NONE;
    bool late = !done && day != DAY_NONE && day < row->subject->context->today;
    page_build_line(page_of(row));
    page_build_text(page_of(row), SPAN_TEXT, done ? "[x] " : "[ ] ");
    page_build_link(page_of(row), row->kind, &row->id, page_row_cell(row, 0))->width = -1;
    char shown[DATE_SHOWN_SIZE];
    due = page_row_day(row->subject, done ? done : due, shown);
    char *when = due ? li_format("%s %s", done ? "done" : "due", due) : li_strdup("");
    if (late)
        page_build_health(page_of(row), HEALTH_OVERDUE, when);
    else
        page_row_muted(row, when);
    free(when);
    return LI_OK;
}

/* The plan, the target for its year, and the verdict. */
static enum li_err page_write_target(const struct page_row *row, struct li_error *err)
{
    (void)err;
    const char *value = page_row_cell(row, 1), *unit = page_row_cell(row, 2),
               *comment = page_row_cell(row, 4);
    char *due = value ? number_amount(value, unit) : li_strdup("");
    page_row_itself(row, page_row_cell(row, 0))->width = PLAN_WIDTH;
    page_build_text(page_of(row), SPAN_TEXT, due)->width = -1;
    char word[CHOICE_WORD_SIZE];
    page_row_muted(row, page_row_choice(row, 3, word))->width = VERDICT_WIDTH;
    if (comment)
        page_row_explain(row, comment);
    free(due);
    return LI_OK;
}

static enum li_err page_write_progress(const struct page_row *row, struct li_error *err)
{
    (void)err;
    char day[DATE_SHOWN_SIZE];
    page_row_itself(row, page_row_day(row->subject, page_row_cell(row, 0), day))->width =
        page_row_day_width(row->subject);
    page_build_text(page_of(row), SPAN_STRONG, page_row_cell(row, 1))->width = 10;
    page_build_text(page_of(row), SPAN_TEXT, page_row_cell(row, 2))->width = -1;
    page_row_muted(row, page_row_cell(row, 3));
    return LI_OK;
}

static enum li_err page_write_recent(const struct page_row *row, struct li_error *err)
{
    (void)err;
    char day[DATE_SHOWN_SIZE];
    page_row_itself(row, page_row_day(row->subject, page_row_cell(row, 0), day))->width =
        page_row_day_width(row->subject);
    page_build_text(page_of(row), SPAN_STRONG, page_row_cell(row, 1))->width = 10;
    page_row_other(row, "goal", 2)->width = ROW_NAME_WIDTH;
    page_row_muted(row, page_row_cell(row, 4))->width = -1;
    return LI_OK;
}

static enum li_err page_write_person(const struct page_row *row, struct li_error *err)
{
    (void)err;
    page_row_itself(row, page_row_cell(row, 0))->width = ROW_NAME_WIDTH;
    page_build_text(page_of(row), SPAN_TEXT, page_row_cell(row, 1))->width = -1;
    page_row_muted(row, page_row_cell(row, 2));
    return LI_OK;
}

static enum li_err page_write_affiliate(const struct page_row *row, struct li_error *err)
{
    (void)err;
    page_row_itself(row, page_row_cell(row, 0))->width = -1;
    page_row_muted(row, page_row_cell(row, 1))->width = 10;
    int health = name_find(health_names, page_row_cell(row, 2));
    page_build_standing(page_of(row), health < 0 ? HEALTH_NONE : (enum health)health)->width = 11;
    return LI_OK;
}

/* Any record by its title, for kinds that the table of sections does not name. */
static enum li_err page_write_any(const struct page_row *row, struct li_error *err)
{
    (void)err;
    char *title = record_title(row->subject->context, row->kind, &row->id);
    page_row_itself(row, title)->width = -1;
    free(title);
    return LI_OK;
}

const struct page_row_type page_row_goal = {"title,unit", page_write_goal};
const struct page_row_type page_row_agreement = {
    "title,state,signed_on,from,to,renewal_lead,ended_on", page_write_agreement};
const struct page_row_type page_row_holder = {
    "person.id,person,role,from,to,region", page_write_holder};
const struct page_row_type page_row_assignment = {
    "role,from,to,affiliate.id,affiliate,region.id,region", page_write_assignment};
const struct page_row_type page_row_milestone = {"title,due,done_on", page_write_milestone};
const struct page_row_type page_row_target = {
    "plan,target,goal.unit,verdict,comment", page_write_target};
const struct page_row_type page_row_progress = {"day,value,note,by", page_write_progress};
const struct page_row_type page_row_recent = {"day,value,goal.id,goal,note", page_write_recent};
const struct page_row_type page_row_person = {"name,title,email", page_write_person};
const struct page_row_type page_row_affiliate = {"name,code,health", page_write_affiliate};
const struct page_row_type page_row_any = {"id", page_write_any};
