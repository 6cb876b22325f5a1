/*
 * page_rows.c: how a record of each kind reads on a line or two of another record's page.
 */
#include "page_rows.h"
#include "../data/memory.h"
#include "record.h"
#include <stdlib.h>
#include <string.h>

enum { NAME_WIDTH = 24, ROLE_WIDTH = 22, BAR_WIDTH = 12, STATE_WIDTH = 15, TERM_WIDTH = 24 };

static const char *cell(const struct row *row, int column)
{
    return query_text(row->query, column + 2);
}

static struct page *page_of(const struct row *row)
{
    return row->sheet->page;
}

static struct span *muted(const struct row *row, const char *text)
{
    return build_text(page_of(row), SPAN_MUTED, text);
}

/* The record itself, under this name. */
static struct span *itself(const struct row *row, const char *name)
{
    build_line(page_of(row));
    return build_link(page_of(row), row->kind, &row->id, name);
}

/* Another record that a reference of it names: its id in one column, its title in the next. */
static struct span *other(const struct row *row, const char *kind, int column)
{
    struct id id;
    const char *text = cell(row, column);
    if (!text || !id_parse(text, &id))
        return build_text(page_of(row), SPAN_TEXT, "");
    return build_link(page_of(row), kind_find(kind), &id, cell(row, column + 1));
}

/* A second line under a record's own. */
static void explain(const struct row *row, const char *sentence)
{
    build_line(page_of(row));
    build_text(page_of(row), SPAN_TEXT, "  ");
    muted(row, sentence);
    build_wrap(page_of(row));
}

static enum li_err write_goal(const struct row *row, struct li_error *err)
{
    char *reason = NULL;
    itself(row, cell(row, 0))->width = -1;
    enum li_err rc = page_goal_bar(row->sheet, &row->id, cell(row, 1), BAR_WIDTH, &reason, err);
    if (!rc)
        explain(row, reason);
    free(reason);
    return rc;
}

/* Two days; an open end is said in words. */
static void write_term(const struct row *row, const char *from, const char *to)
{
    char today[DAY_TEXT_SIZE];
    bool coming = from && strcmp(from, day_text(row->sheet->li->today, today)) > 0;
    char *term = to     ? li_format("%s to %s", from ? from : "open", to)
                 : from ? li_format("%s %s", coming ? "from" : "since", from)
                        : li_strdup("");
    muted(row, term)->width = TERM_WIDTH;
    free(term);
}

static enum li_err write_agreement(const struct row *row, struct li_error *err)
{
    (void)err;
    const struct agreement_texts texts = {.state = cell(row, 1),
        .signed_on = cell(row, 2),
        .from = cell(row, 3),
        .to = cell(row, 4),
        .renewal_lead = cell(row, 5),
        .ended_on = cell(row, 6)};
    char *reason = page_agreement_reason(row->sheet->li, &texts);
    itself(row, cell(row, 0))->width = -1;
    page_agreement_state(page_of(row), texts.state)->width = STATE_WIDTH;
    write_term(row, texts.from, texts.to);
    explain(row, reason);
    free(reason);
    return LI_OK;
}

static enum li_err write_holder(const struct row *row, struct li_error *err)
{
    (void)err;
    const char *region = cell(row, 5);
    char *role = region ? li_format("%s, %s", cell(row, 2), region) : li_strdup(cell(row, 2));
    build_line(page_of(row));
    other(row, "person", 0)->width = NAME_WIDTH;
    build_link(page_of(row), row->kind, &row->id, role)->width = -1;
    write_term(row, cell(row, 3), cell(row, 4));
    free(role);
    return LI_OK;
}

static enum li_err write_assignment(const struct row *row, struct li_error *err)
{
    (void)err;
    bool affiliate = cell(row, 3);
    itself(row, cell(row, 0))->width = ROLE_WIDTH;
    other(row, affiliate ? "affiliate" : "region", affiliate ? 3 : 5)->width = -1;
    write_term(row, cell(row, 1), cell(row, 2));
    return LI_OK;
}

static enum li_err write_milestone(const struct row *row, struct li_error *err)
{
    (void)err;
    const char *due = cell(row, 1), *done = cell(row, 2);
    day_t day = due ? day_parse(due) : DAY_NONE;
    bool late = !done && day != DAY_NONE && day < row->sheet->li->today;
    build_line(page_of(row));
    build_text(page_of(row), SPAN_TEXT, done ? "[x] " : "[ ] ");
    build_link(page_of(row), row->kind, &row->id, cell(row, 0))->width = -1;
    char *when = done ? li_format("done %s", done) : due ? li_format("due %s", due) : li_strdup("");
    if (late)
        build_health(page_of(row), HEALTH_OVERDUE, when);
    else
        muted(row, when);
    free(when);
    return LI_OK;
}

static enum li_err write_progress(const struct row *row, struct li_error *err)
{
    (void)err;
    itself(row, cell(row, 0))->width = 10;
    build_text(page_of(row), SPAN_STRONG, cell(row, 1))->width = 10;
    build_text(page_of(row), SPAN_TEXT, cell(row, 2))->width = -1;
    muted(row, cell(row, 3));
    return LI_OK;
}

static enum li_err write_recent(const struct row *row, struct li_error *err)
{
    (void)err;
    itself(row, cell(row, 0))->width = 10;
    build_text(page_of(row), SPAN_STRONG, cell(row, 1))->width = 10;
    other(row, "goal", 2)->width = NAME_WIDTH;
    muted(row, cell(row, 4))->width = -1;
    return LI_OK;
}

static enum li_err write_commitment(const struct row *row, struct li_error *err)
{
    (void)err;
    itself(row, cell(row, 0));
    build_wrap(page_of(row));
    if (cell(row, 1))
        explain(row, cell(row, 1));
    return LI_OK;
}

static enum li_err write_person(const struct row *row, struct li_error *err)
{
    (void)err;
    itself(row, cell(row, 0))->width = NAME_WIDTH;
    build_text(page_of(row), SPAN_TEXT, cell(row, 1))->width = -1;
    muted(row, cell(row, 2));
    return LI_OK;
}

static enum li_err write_affiliate(const struct row *row, struct li_error *err)
{
    (void)err;
    itself(row, cell(row, 0))->width = -1;
    muted(row, cell(row, 1))->width = 10;
    const char *word = cell(row, 2);
    int health = word ? name_index(health_names, word) : -1;
    build_health(page_of(row), health < 0 ? HEALTH_NONE : (enum health)health, word)->width = 11;
    return LI_OK;
}

/* Any record: what it is called, for the kinds the table says nothing of. */
static enum li_err write_any(const struct row *row, struct li_error *err)
{
    (void)err;
    char *title = record_title(row->sheet->li, row->kind, &row->id);
    itself(row, title)->width = -1;
    free(title);
    return LI_OK;
}

const struct row_type row_goal = {"title,unit", write_goal};
const struct row_type row_agreement = {
    "title,state,signed_on,from,to,renewal_lead,ended_on", write_agreement};
const struct row_type row_holder = {"person.id,person,role,from,to,region", write_holder};
const struct row_type row_assignment = {
    "role,from,to,affiliate.id,affiliate,region.id,region", write_assignment};
const struct row_type row_milestone = {"title,due,done_on", write_milestone};
const struct row_type row_progress = {"day,value,note,by", write_progress};
const struct row_type row_recent = {"day,value,goal.id,goal,note", write_recent};
const struct row_type row_commitment = {"text,area", write_commitment};
const struct row_type row_person = {"name,title,email", write_person};
const struct row_type row_affiliate = {"name,code,health", write_affiliate};
const struct row_type row_any = {"id", write_any};
