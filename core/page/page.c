/*
 * page.c: a record's page: what it is, where it stands, what belongs to it, what happened to it.
 */
#include "core/page/page.h"
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
#include "core/page/page_context.h"
#include "core/record/attachment.h"
#include "core/record/history.h"
#include "core/record/record.h"
#include "data/base/memory.h"
#include <stdlib.h>
#include <string.h>

enum {
    HISTORY_MOST = 6,
    COMPARED_MOST = 4 << 20 /* bytes: more would be felt while going from record to record */
};

/* What stands under the title, by field number, up to the first that is not below it. */
static const struct tagline {
    const char *kind;
    int fields[3], count;
} taglines[] = {
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

/* Keeps what the query's row says, its columns from 2 on as page_column_names has them. */
static void page_take_row(struct csv_reader *sheet, struct query *query)
{
    int count = sheet->kind->field_count, next = count;
    sheet->page->archived = query_int(query, 1);
    for (int i = 0; i < count; i++) {
        sheet->shown[i] = li_strdup(query_text(query, i + 2));
        const char *ref = NULL;
        if (sheet->kind->fields[i].type == FIELD_REF)
            ref = query_text(query, 2 + next++);
        if (ref)
            id_parse(ref, &sheet->refs[i]);
    }
}

static enum li_err page_read_sheet(struct csv_reader *sheet, struct li_error *err)
{
    const struct kind *kind = sheet->kind;
    struct columns columns;
    char *names = page_column_names(kind);
    enum li_err rc = columns_parse(kind, names, &columns, err);
    free(names);
    if (rc)
        return rc;
    columns.exact = true;
    struct query *query = listing_record(sheet->context, kind, &columns, err);
    columns_free(&columns);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &sheet->id);
    int found = query_step(query, err);
    if (found > 0)
        page_take_row(sheet, query);
    query_free(query);
    if (found < 0)
        return err->code;
    return found ? LI_OK : li_fail(err, LI_NONE, "That %s no longer exists.", kind->name);
}

static const struct tagline *page_find_tagline(const struct kind *kind)
{
    for (size_t i = 0; i < sizeof taglines / sizeof *taglines; i++)
        if (strcmp(taglines[i].kind, kind->name) == 0)
            return &taglines[i];
    return NULL;
}

/* A person without an organization is one of ours. */
static enum li_err page_tag_of(
    const struct csv_reader *sheet, int field, char **tag, struct li_error *err)
{
    bool home = sheet->kind == &kind_person && field == PERSON_ORGANIZATION;
    if (!sheet->shown[field] && home)
        return context_org(sheet->context, tag, err);
    *tag = li_strdup(sheet->shown[field]);
    return LI_OK;
}

static enum li_err page_subtitle(const struct csv_reader *sheet, char **text, struct li_error *err)
{
    enum li_err code = LI_OK;
    const struct tagline *tagline = page_find_tagline(sheet->kind);
    FILE *out = li_text_open(text);
    const char *between = "";
    for (int i = 0; tagline && i < tagline->count && code == LI_OK; i++) {
        char *tag;
        code = page_tag_of(sheet, tagline->fields[i], &tag, err);
        if (tag && *tag) {
            fprintf(out, "%s%s", between, tag);
            between = " · ";
        }
        free(tag);
    }
    if (!*between)
        fputs(sheet->kind->label, out);
    li_text_close(out);
    return code;
}

/* The title and the code are told already; where a record stands has lines of its own. */
static bool page_is_fact(const struct csv_reader *sheet, int field)
{
    const struct field *what = &sheet->kind->fields[field];
    const char *value = sheet->shown[field];
    const char *choice = what->when ? sheet->shown[kind_field(sheet->kind, what->when)] : NULL;
    return value && *value && strcmp(value, sheet->page->title) != 0 &&
           field_counts(what, choice) && field != sheet->kind->code &&
           !(what->sql && page_has_lead(sheet->kind));
}

/* Whether the file that a link names is still what it was, below it. */
static void page_add_attachment(struct csv_reader *sheet, int link)
{
    static const enum health colours[] = {[ATTACHMENT_MISSING] = HEALTH_OFF_TRACK,
        [ATTACHMENT_UNREAD] = HEALTH_OFF_TRACK,
        [ATTACHMENT_CHANGED] = HEALTH_OFF_TRACK};
    int digest = attachment_digest_field(sheet->kind, link);
    enum attachment found =
        digest < 0 ? ATTACHMENT_ELSEWHERE
                   : attachment_compare(sheet->shown[link], sheet->shown[digest], COMPARED_MOST);
    if (!attachment_words(found))
        return;
    page_build_line(sheet->page);
    page_build_text(sheet->page, SPAN_LABEL, "");
    if (colours[found])
        page_build_health(sheet->page, colours[found], attachment_words(found));
    else
        page_build_text(sheet->page, SPAN_MUTED, attachment_words(found));
    page_build_wrap(sheet->page);
}

static void page_add_fact(struct csv_reader *sheet, int number)
{
    const struct field *field = &sheet->kind->fields[number];
    const char *value = sheet->shown[number];
    page_build_line(sheet->page);
    page_build_text(sheet->page, SPAN_LABEL, field->label);
    if (field->type == FIELD_REF)
        page_build_link(sheet->page, kind_find(field->ref), &sheet->refs[number], value);
    else
        page_build_text(sheet->page, SPAN_TEXT, value);
    day_t day = field->type == FIELD_DAY ? date_parse(value) : DAY_NONE;
    if (day != DAY_NONE) {
        char distance[32];
        page_build_text(sheet->page, SPAN_MUTED, "  ");
        page_build_text(
            sheet->page, SPAN_MUTED, date_distance(day, sheet->context->today, distance));
    }
    page_build_wrap(sheet->page);
    if (field->type == FIELD_LINK)
        page_add_attachment(sheet, number);
}

static enum li_err page_add_facts(struct csv_reader *sheet, struct li_error *err)
{
    page_build_section(sheet->page, NULL);
    enum li_err rc = page_lead(sheet, err);
    for (int i = 0; !rc && i < sheet->kind->field_count; i++)
        if (page_is_fact(sheet, i))
            page_add_fact(sheet, i);
    return rc;
}

struct remembering {
    struct page *page;
    int lines;
};

static bool page_add_entry(void *arg, const struct history_entry *entry)
{
    struct remembering *remembering = arg;
    for (size_t i = 0; i < entry->change_count && remembering->lines < HISTORY_MOST; i++) {
        char *words = history_words(&entry->changes[i]);
        page_build_line(remembering->page);
        page_build_text(remembering->page, SPAN_MUTED, entry->at)->width = 16;
        page_build_text(remembering->page, SPAN_MUTED, entry->author)->width = 18;
        page_build_text(remembering->page, entry->undone ? SPAN_MUTED : SPAN_TEXT, words);
        if (entry->undone)
            page_build_text(remembering->page, SPAN_MUTED, " (undone)");
        page_build_wrap(remembering->page);
        free(words);
        remembering->lines++;
    }
    return remembering->lines < HISTORY_MOST;
}

static enum li_err page_add_history(struct csv_reader *sheet, struct li_error *err)
{
    struct remembering remembering = {.page = sheet->page};
    struct history_options wish = {.kind = sheet->kind, .id = &sheet->id, .limit = HISTORY_MOST};
    page_build_section(sheet->page, NULL);
    enum li_err rc = history_read(sheet->context, &wish, page_add_entry, &remembering, err);
    if (remembering.lines)
        page_build_heading(sheet->page, "History", 0);
    else
        page_build_drop(sheet->page);
    return rc;
}

static enum li_err page_write_page(struct csv_reader *sheet, struct li_error *err)
{
    enum li_err rc = page_read_sheet(sheet, err);
    if (rc)
        return rc;
    sheet->page->title = record_title(sheet->context, sheet->kind, &sheet->id);
    if (!sheet->page->title)
        sheet->page->title = li_strdup(sheet->kind->label);
    rc = page_subtitle(sheet, &sheet->page->subtitle, err);
    if (!rc)
        rc = page_add_facts(sheet, err);
    if (!rc)
        rc = page_parts(sheet, err);
    return rc ? rc : page_add_history(sheet, err);
}

enum li_err page_read(struct context *context, const struct kind *kind, const struct id *id,
    struct page **out, struct li_error *err)
{
    struct page *page = li_calloc(1, sizeof *page);
    page->kind = kind;
    page->id = *id;
    struct csv_reader sheet = {.context = context, .page = page, .kind = kind, .id = *id};
    sheet.shown = li_calloc((size_t)kind->field_count, sizeof *sheet.shown);
    sheet.refs = li_calloc((size_t)kind->field_count, sizeof *sheet.refs);
    enum li_err rc = page_write_page(&sheet, err);
    for (int i = 0; i < kind->field_count; i++)
        free(sheet.shown[i]);
    free(sheet.shown);
    free(sheet.refs);
    if (rc)
        page_free(page);
    else
        *out = page;
    return rc;
}
