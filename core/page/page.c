/*
 * page.c: a record's page: its facts, its health or state, related records and history.
 */
#include "core/page/page.h"
#include "core/base/number.h"
#include "core/history/history.h"
#include "core/kind/activity.h"
#include "core/kind/affiliate.h"
#include "core/kind/agreement.h"
#include "core/kind/assignment.h"
#include "core/kind/attendance.h"
#include "core/kind/event.h"
#include "core/kind/goal.h"
#include "core/kind/person.h"
#include "core/kind/plan.h"
#include "core/kind/resource.h"
#include "core/kind/target.h"
#include "core/page/page_conflict.h"
#include "core/page/page_sections.h"
#include "core/page/page_subject.h"
#include "core/page/page_summary.h"
#include "core/record/attachment.h"
#include "core/record/record.h"
#include "core/record/record_load.h"
#include "core/schema/choice_word.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
    HISTORY_MOST = 6,
    CLOCK_WIDTH = 6,        /* " 09:30" */
    BY_WIDTH = 18,          /* who changed something; */
    BY_WIDTH_SHARED = 26,   /* with the device */
    COMPARED_MOST = 4 << 20 /* bytes of an attachment; reading more would be felt */
};

/* The subtitle: values of these fields, by number. */
static const struct page_tagline {
    const char *kind;
    int fields[3], count;
} page_taglines[] = {
    {"affiliate", {AFFILIATE_CODE, AFFILIATE_KIND, AFFILIATE_COUNTRY}, 3},
    {"person", {PERSON_TITLE, PERSON_ORGANIZATION}, 2},
    {"assignment", {ASSIGNMENT_STATE}, 1},
    {"agreement", {AGREEMENT_KIND, AGREEMENT_AFFILIATE}, 2},
    {"goal", {GOAL_AFFILIATE, GOAL_STATE}, 2},
    {"plan", {PLAN_STATE}, 1},
    {"target", {TARGET_VERDICT}, 1},
    {"event", {EVENT_KIND, EVENT_HOST, EVENT_TIME}, 3},
    {"attendance", {ATTENDANCE_CAPACITY, ATTENDANCE_STATE}, 2},
    {"activity", {ACTIVITY_KIND, ACTIVITY_AFFILIATE, ACTIVITY_STATE}, 3},
    {"resource", {RESOURCE_KIND, RESOURCE_AFFILIATE}, 2},
};

/* Every field, then the id of each reference. */
static char *page_column_names(const struct kind *kind)
{
    char *names;
    FILE *out = li_text_open(&names);
    for (int i = 0; i < kind->field_count; i++)
        fprintf(out, "%s,", kind->fields[i].name);
    for (int i = 0; i < kind->field_count; i++)
        if (kind->fields[i].type == FIELD_REF)
            fprintf(out, "%s.id,", kind->fields[i].name);
    li_text_close(out);
    return names;
}

/* From the query's row, whose columns from 2 on are those of page_column_names. */
static void page_take_row(struct page_subject *subject, struct query *query)
{
    int count = subject->kind->field_count, next = count;
    subject->page->archived = query_int(query, 1);
    for (int i = 0; i < count; i++) {
        subject->shown[i] = li_strdup(query_text(query, i + 2));
        const char *ref = NULL;
        if (subject->kind->fields[i].type == FIELD_REF)
            ref = query_text(query, 2 + next++);
        if (ref)
            id_parse(ref, &subject->refs[i]);
    }
}

static enum li_err page_load_subject(struct page_subject *subject, struct li_error *err)
{
    const struct kind *kind = subject->kind;
    struct columns columns;
    char *names = page_column_names(kind);
    enum li_err code = columns_parse(kind, names, &columns, err);
    free(names);
    if (code)
        return code;
    columns.exact = true;
    struct query *query = listing_record(subject->context, kind, &columns, err);
    columns_free(&columns);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &subject->id);
    int found = query_step(query, err);
    if (found > 0)
        page_take_row(subject, query);
    query_free(query);
    if (found < 0)
        return err->code;
    return found ? LI_OK : li_fail(err, LI_NONE, "That %s no longer exists.", kind->name);
}

static const struct page_tagline *page_find_tagline(const struct kind *kind)
{
    for (size_t i = 0; i < sizeof page_taglines / sizeof *page_taglines; i++)
        if (strcmp(page_taglines[i].kind, kind->name) == 0)
            return &page_taglines[i];
    return NULL;
}

/* A person with no affiliate is one of ours. */
static enum li_err page_tag_of(
    const struct page_subject *subject, int field, char **tag, struct li_error *err)
{
    bool home = subject->kind == &kind_person && field == PERSON_ORGANIZATION;
    if (!subject->shown[field] && home)
        return context_org(subject->context, tag, err);
    char word[CHOICE_WORD_SIZE];
    *tag = li_strdup(choice_cell(&subject->kind->fields[field], subject->shown[field], word));
    return LI_OK;
}

static enum li_err page_subtitle(
    const struct page_subject *subject, char **text, struct li_error *err)
{
    enum li_err code = LI_OK;
    const struct page_tagline *tagline = page_find_tagline(subject->kind);
    FILE *out = li_text_open(text);
    const char *between = "";
    for (int i = 0; tagline && i < tagline->count && !code; i++) {
        char *tag;
        code = page_tag_of(subject, tagline->fields[i], &tag, err);
        if (tag && *tag) {
            fprintf(out, "%s%s", between, tag);
            between = " · ";
        }
        free(tag);
    }
    if (!*between)
        fputs(subject->kind->label, out);
    li_text_close(out);
    return code;
}

/* The title and the code are shown above already, and computed fields in the summary. */
static bool page_is_fact(const struct page_subject *subject, int field)
{
    const struct field *what = &subject->kind->fields[field];
    const char *value = subject->shown[field];
    const char *choice = what->when ? subject->shown[kind_field(subject->kind, what->when)] : NULL;
    return value && *value && strcmp(value, subject->page->title) != 0 &&
           field_counts(what, choice) && field != subject->kind->code &&
           !(what->sql && page_summary_has(subject->kind));
}

/* On a line below a link: whether its file is still the one that was attached. */
static void page_add_attachment(struct page_subject *subject, int link)
{
    static const enum health colours[] = {[ATTACHMENT_MISSING] = HEALTH_OFF_TRACK,
        [ATTACHMENT_UNREAD] = HEALTH_OFF_TRACK,
        [ATTACHMENT_CHANGED] = HEALTH_OFF_TRACK};
    int digest = attachment_digest_field(subject->kind, link);
    enum attachment found = digest < 0 ? ATTACHMENT_ELSEWHERE
                                       : attachment_compare(subject->shown[link],
                                             subject->shown[digest], COMPARED_MOST);
    if (!attachment_words(found))
        return;
    page_build_line(subject->page);
    page_build_text(subject->page, SPAN_LABEL, "");
    if (colours[found])
        page_build_health(subject->page, colours[found], attachment_words(found));
    else
        page_build_text(subject->page, SPAN_MUTED, attachment_words(found));
    page_build_wrap(subject->page);
}

static void page_add_day(struct page_subject *subject, day_t day)
{
    char distance[32], shown[DATE_SHOWN_SIZE];
    page_build_text(
        subject->page, SPAN_TEXT, date_show(day, context_dates(subject->context), shown));
    page_build_text(subject->page, SPAN_MUTED, "  ");
    page_build_text(
        subject->page, SPAN_MUTED, date_distance(day, subject->context->today, distance));
}

static void page_add_amount(struct page_subject *subject, const char *value, const char *unit)
{
    char *amount = number_amount(value, unit);
    page_build_text(subject->page, SPAN_TEXT, amount);
    free(amount);
}

static void page_add_fact(struct page_subject *subject, int number)
{
    const struct field *field = &subject->kind->fields[number];
    char word[CHOICE_WORD_SIZE];
    const char *value = choice_cell(field, subject->shown[number], word);
    day_t day = field->type == FIELD_DAY ? date_parse(value) : DAY_NONE;
    page_build_line(subject->page);
    page_build_text(subject->page, SPAN_LABEL, field->label);
    if (field->type == FIELD_REF)
        page_build_link(subject->page, kind_find(field->ref), &subject->refs[number], value);
    else if (day != DAY_NONE)
        page_add_day(subject, day);
    else if (field->unit)
        page_add_amount(subject, value, field->unit);
    else
        page_build_text(subject->page, SPAN_TEXT, value);
    page_build_wrap(subject->page);
    if (field->type == FIELD_LINK)
        page_add_attachment(subject, number);
}

static enum li_err page_add_facts(struct page_subject *subject, struct li_error *err)
{
    page_build_section(subject->page, NULL);
    enum li_err code = page_conflict_add(subject, err);
    if (!code)
        code = page_summary_add(subject, err);
    for (int i = 0; !code && i < subject->kind->field_count; i++)
        if (page_is_fact(subject, i))
            page_add_fact(subject, i);
    return code;
}

struct remembering {
    struct page *page;
    enum date_order dates;
    int lines;
};

static bool page_add_entry(void *arg, const struct history_entry *entry)
{
    struct remembering *remembering = arg;
    for (size_t i = 0; i < entry->change_count && remembering->lines < HISTORY_MOST; i++) {
        char *words = history_words(&entry->changes[i], remembering->dates, "→");
        char *at = date_show_all(li_strdup(entry->at), remembering->dates);
        char *by = history_by(entry);
        page_build_line(remembering->page);
        page_build_text(remembering->page, SPAN_MUTED, at)->width =
            date_show_width(remembering->dates) + CLOCK_WIDTH;
        page_build_text(remembering->page, SPAN_MUTED, by)->width =
            entry->device ? BY_WIDTH_SHARED : BY_WIDTH;
        page_build_text(remembering->page, entry->undone ? SPAN_MUTED : SPAN_TEXT, words);
        if (entry->undone)
            page_build_text(remembering->page, SPAN_MUTED, " (undone)");
        page_build_wrap(remembering->page);
        free(by);
        free(at);
        free(words);
        remembering->lines++;
    }
    return remembering->lines < HISTORY_MOST;
}

static enum li_err page_add_history(struct page_subject *subject, struct li_error *err)
{
    struct remembering remembering = {
        .page = subject->page, .dates = context_dates(subject->context)};
    struct history_options options = {
        .kind = subject->kind, .id = &subject->id, .limit = HISTORY_MOST};
    page_build_section(subject->page, NULL);
    enum li_err code = history_scan(subject->context, &options, page_add_entry, &remembering, err);
    if (remembering.lines)
        page_build_heading(subject->page, "History", 0);
    else
        page_build_drop(subject->page);
    return code;
}

static enum li_err page_write_page(struct page_subject *subject, struct li_error *err)
{
    enum li_err code = page_load_subject(subject, err);
    if (code)
        return code;
    subject->page->title = record_title(subject->context, subject->kind, &subject->id);
    if (!subject->page->title)
        subject->page->title = li_strdup(subject->kind->label);
    code = page_subtitle(subject, &subject->page->subtitle, err);
    if (!code)
        code = page_add_facts(subject, err);
    if (!code)
        code = page_sections_add(subject, err);
    if (!code)
        code = page_add_history(subject, err);
    subject->page->title = date_show_all(subject->page->title, context_dates(subject->context));
    return code;
}

enum li_err page_load(struct context *context, const struct kind *kind, const struct id *id,
    struct page **out, struct li_error *err)
{
    assert(kind && id);
    struct page *page = li_calloc(1, sizeof *page);
    page->kind = kind;
    page->id = *id;
    struct page_subject subject = {.context = context, .page = page, .kind = kind, .id = *id};
    subject.shown = li_calloc((size_t)kind->field_count, sizeof *subject.shown);
    subject.refs = li_calloc((size_t)kind->field_count, sizeof *subject.refs);
    enum li_err code = page_write_page(&subject, err);
    for (int i = 0; i < kind->field_count; i++)
        free(subject.shown[i]);
    free(subject.shown);
    free(subject.refs);
    if (code)
        page_free(page);
    else
        *out = page;
    return code;
}
