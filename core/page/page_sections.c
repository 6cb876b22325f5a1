/*
 * page_sections.c: the records that refer to another, a section for each kind and field that can,
 * in the order in which people look for them. References that the table does not name get a plain
 * section after the rest.
 */
#include "core/page/page_sections.h"
#include "core/kind/goal.h"
#include "core/page/page_rows.h"
#include "core/people/people.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 20, MOST_RECENT = 8 };

enum page_part_flag {
    PART_ALWAYS = 1 << 0, /* shown when there are none yet */
    PART_REGION = 1 << 1, /* records of the affiliate's region are shown as well */
    PART_RECENT = 1 << 2, /* a few, without their count */
    PART_STEPS = 1 << 3,  /* as PART_ALWAYS, for a goal measured by milestones */
    PART_VALUES = 1 << 4, /* the same, for a goal measured otherwise */
};

/* A section: records whose field refers to the subject and that pass the filter. */
struct page_part {
    const char *of, *kind, *field;
    const char *more;                 /* of the filter; "" for none */
    const char *heading;              /* NULL: the kind's labels */
    const char *sort;                 /* NULL: the kind's own */
    const struct page_row_type *rows; /* NULL: other sections show them */
    unsigned flags;
};

/* clang-format off */
static const struct page_part page_sections_parts[] = {
    {"affiliate", "assignment", "affiliate", "role.side:ours state:current", "Our people", "role.position,-primary,person", &page_row_holder, PART_ALWAYS | PART_REGION},
    {"affiliate", "assignment", "affiliate", "role.side:theirs state:current", "Their people", "role.position,-primary,person", &page_row_holder, PART_ALWAYS},
    {"affiliate", "assignment", "affiliate", "state:coming", "Incoming officers", "from", &page_row_holder, 0},
    {"affiliate", "agreement", "affiliate", "", NULL, "-from", &page_row_agreement, PART_ALWAYS},
    {"affiliate", "plan", "affiliate", "", NULL, "-year", &page_row_plan, 0},
    {"affiliate", "goal", "affiliate", "", NULL, "due", &page_row_goal, PART_ALWAYS},
    {"affiliate", "activity", "affiliate", "state:planned", "Planned activities", "day", &page_row_activity, 0},
    {"affiliate", "event", "host", "time:coming,now -state:cancelled", "Upcoming events", "from,to", &page_row_event, PART_ALWAYS},
    {"affiliate", "activity", "affiliate", "state:done", "Recent activities", "-day,-id", &page_row_activity, PART_ALWAYS | PART_RECENT},
    {"affiliate", "membership", "affiliate", "", "Membership", NULL, &page_row_growth, PART_ALWAYS | PART_RECENT},
    {"affiliate", "attendance", "event.host", "", "Reciprocity", NULL, &page_row_visits, PART_RECENT},
    {"affiliate", "resource", "affiliate", "", "Shared resources", "-shared_on,title", &page_row_resource, 0},
    {"affiliate", "progress", "goal.affiliate", "", "Recent progress", "-day,-id", &page_row_recent, PART_RECENT},
    {"affiliate", "person", "organization", "", NULL, NULL, &page_row_person, 0},
    {"affiliate", "assignment", "affiliate", "state:past", "Past officers", "-to,role.position", &page_row_holder, 0},
    {"affiliate", "event", "host", "time:past", "Past events", "-from,-to", &page_row_event, PART_RECENT},
    {"affiliate", "affiliate", "parent", "", "Member affiliates", NULL, &page_row_affiliate, 0},
    {"goal", "target", "goal", "", NULL, "plan.year", &page_row_target, 0},
    {"goal", "milestone", "goal", "", NULL, "due", &page_row_milestone, PART_STEPS},
    {"goal", "progress", "goal", "", NULL, "-day,-id", &page_row_progress, PART_VALUES},
    {"goal", "goal", "parent", "", "Sub-goals", "due", &page_row_goal, 0},
    {"goal", "activity", "goal", "", NULL, "-day,-id", &page_row_activity, 0},
    {"agreement", "commitment", "agreement", "whose:ours", "Our commitments", NULL, &page_row_commitment, PART_ALWAYS},
    {"agreement", "commitment", "agreement", "whose:theirs", "Their commitments", NULL, &page_row_commitment, PART_ALWAYS},
    {"agreement", "commitment", "agreement", "whose:both", "Joint commitments", NULL, &page_row_commitment, 0},
    {"agreement", "goal", "agreement", "", NULL, "due", &page_row_goal, PART_ALWAYS},
    {"agreement", "agreement", "renews", "", "Renewal history", NULL, &page_row_chain, PART_RECENT},
    {"commitment", "goal", "commitment", "", "Supporting goals", "due", &page_row_goal, 0},
    {"commitment", "activity", "commitment", "state:planned", "Planned", "day", &page_row_activity, 0},
    {"commitment", "activity", "commitment", "state:done", "Completed", "-day,-id", &page_row_activity, PART_ALWAYS},
    {"plan", "goal", "plan", "", "Goals by area", NULL, &page_row_plan_goals, PART_ALWAYS | PART_RECENT},
    {"plan", "target", "plan", "", NULL, NULL, NULL, 0},
    {"plan", "activity", "plan", "", "Timeline", NULL, &page_row_plan_year, PART_ALWAYS | PART_RECENT},
    {"event", "attendance", "event", "person.organization:none", "Our attendees", "state,person", &page_row_guest, PART_ALWAYS},
    {"event", "attendance", "event", "-person.organization:none", "Their attendees", "person.organization,person", &page_row_guest, 0},
    {"person", "assignment", "person", "-state:past", NULL, "from", &page_row_assignment, PART_ALWAYS},
    {"person", "assignment", "person", "state:past", "Past assignments", "-to", &page_row_assignment, 0},
    {"person", "goal", "owner", "", "Goals owned", "due", &page_row_goal, 0},
    {"person", "activity", "our_person", "", NULL, "-day,-id", &page_row_activity, PART_RECENT},
    {"person", "activity", "their_person", "", NULL, "-day,-id", &page_row_activity, PART_RECENT},
    {"person", "attendance", "person", "", "Events", "-day", &page_row_visit, 0},
    {"area", "goal", "area", "", NULL, "due", &page_row_goal, 0},
    {"area", "commitment", "area", "", NULL, NULL, &page_row_commitment, 0},
    {"area", "activity", "area", "", "Recent activities", "-day,-id", &page_row_activity, PART_RECENT},
    {"region", "assignment", "region", "state:current", "People", "role.position", &page_row_holder, PART_ALWAYS},
    {"region", "affiliate", "region", "", NULL, NULL, &page_row_affiliate, 0},
};
/* clang-format on */
enum { PART_COUNT = sizeof page_sections_parts / sizeof *page_sections_parts };

/* A section being filled. */
struct page_filling {
    struct page_subject *subject;
    const struct page_part *part;
    const struct kind *kind;
    int64_t count;
};

static enum li_err page_write_rows(
    struct page_filling *filling, const struct listing *listing, struct li_error *err)
{
    struct columns columns;
    enum li_err code = columns_parse(filling->kind, filling->part->rows->columns, &columns, err);
    if (code)
        return code;
    columns.exact = true;
    struct query *query = listing_records(filling->subject->context, listing, &columns, err);
    columns_free(&columns);
    return query ? page_rows_write(filling->subject, filling->kind, filling->part->rows, query, err)
                 : err->code;
}

static void page_write_note(const struct page_filling *filling, const char *format, int64_t count)
{
    char *note = li_format(format, (long long)count);
    page_build_line(filling->subject->page);
    page_build_text(filling->subject->page, SPAN_MUTED, note);
    free(note);
}

/* Adds the records whose field is that id. */
static enum li_err page_fill_from(
    struct page_filling *filling, const char *field, const struct id *id, struct li_error *err)
{
    const struct page_part *part = filling->part;
    char text[ID_TEXT_SIZE];
    char *filter = li_format("%s:%s %s", field, id_text(id, text), part->more);
    struct listing listing = {.kind = filling->kind,
        .filter = filter,
        .sort = part->sort,
        .limit = part->flags & PART_RECENT ? MOST_RECENT : MOST};
    int64_t count = listing_count(filling->subject->context, &listing, err);
    enum li_err code = count < 0 ? err->code : LI_OK;
    filling->count += count > 0 ? count : 0;
    if (!code && count)
        code = page_write_rows(filling, &listing, err);
    if (!code && !(part->flags & PART_RECENT) && count > MOST)
        page_write_note(filling, "… %lld more.", count - MOST);
    free(filter);
    return code;
}

/* A section that is not a plain list. */
static enum li_err page_fill_whole(struct page_filling *filling, struct li_error *err)
{
    struct page_row whole = {
        .subject = filling->subject, .kind = filling->kind, .id = filling->subject->id};
    enum li_err code = filling->part->rows->write(&whole, err);
    struct page *page = filling->subject->page;
    filling->count = (int64_t)page->sections[page->section_count - 1].line_count;
    return code;
}

/* The affiliate's region or, when it has none of its own, its state's. */
static bool page_region_of(struct page_subject *subject, struct id *out, struct li_error *err)
{
    static const char *const sql =
        "SELECT " AFFILIATE_REGION_SQL("r") " FROM affiliate r WHERE r.id = ?1";
    struct query *query = query_new(subject->context->store, sql, err);
    if (!query)
        return false;
    query_bind_id(query, 1, &subject->id);
    bool found = query_step(query, err) > 0 && query_id(query, 0, out);
    query_free(query);
    return found;
}

static bool page_shows_none(const struct page_subject *subject, const struct page_part *part)
{
    if (!(part->flags & (PART_STEPS | PART_VALUES)))
        return part->flags & PART_ALWAYS;
    bool steps = strcmp(subject->shown[GOAL_MEASURE], measure_names[MEASURE_MILESTONES]) == 0;
    return part->flags & (steps ? PART_STEPS : PART_VALUES);
}

static enum li_err page_write_part(
    struct page_subject *subject, const struct page_part *part, struct li_error *err)
{
    struct page_filling filling = {.subject = subject, .part = part, .kind = kind_find(part->kind)};
    page_build_section(subject->page, filling.kind);
    enum li_err code = part->rows->columns
                           ? page_fill_from(&filling, part->field, &subject->id, err)
                           : page_fill_whole(&filling, err);
    struct id region;
    if (!code && part->flags & PART_REGION && page_region_of(subject, &region, err))
        code = page_fill_from(&filling, "region", &region, err);
    if (!code && !filling.count && page_shows_none(subject, part))
        page_write_note(&filling, "None yet.", 0);
    else if (!filling.count) {
        page_build_drop(subject->page);
        return code;
    }
    bool counted = !(part->flags & PART_RECENT);
    page_build_heading(subject->page, part->heading ? part->heading : filling.kind->labels,
        counted ? filling.count : 0);
    return code;
}

static bool page_has_part(const struct kind *of, const struct kind *kind, const struct field *field)
{
    for (size_t i = 0; i < PART_COUNT; i++)
        if (strcmp(page_sections_parts[i].of, of->name) == 0 &&
            strcmp(page_sections_parts[i].kind, kind->name) == 0 &&
            strcmp(page_sections_parts[i].field, field->name) == 0)
            return true;
    return false;
}

/* A section for a reference that the table does not name. */
static enum li_err page_write_other(struct page_subject *subject, const struct kind *kind,
    const struct field *field, struct li_error *err)
{
    bool plain = strcmp(field->name, subject->kind->name) == 0;
    char *heading = plain ? NULL : li_format("%s: %s", kind->labels, field->label);
    const struct page_part part = {.of = subject->kind->name,
        .kind = kind->name,
        .field = field->name,
        .more = "",
        .heading = heading,
        .rows = &page_row_any};
    enum li_err code = page_write_part(subject, &part, err);
    free(heading);
    return code;
}

static enum li_err page_write_others(
    struct page_subject *subject, const struct kind *kind, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (int i = 0; !code && i < kind->stored_count; i++) {
        const struct field *field = &kind->fields[i];
        if (field->type == FIELD_REF && strcmp(field->ref, subject->kind->name) == 0 &&
            !page_has_part(subject->kind, kind, field))
            code = page_write_other(subject, kind, field, err);
    }
    return code;
}

enum li_err page_sections_add(struct page_subject *subject, struct li_error *err)
{
    assert(subject->page && subject->kind);
    enum li_err code = LI_OK;
    for (size_t i = 0; !code && i < PART_COUNT; i++)
        if (page_sections_parts[i].rows &&
            strcmp(page_sections_parts[i].of, subject->kind->name) == 0)
            code = page_write_part(subject, &page_sections_parts[i], err);
    for (size_t i = 0; !code && i < kind_count; i++)
        code = page_write_others(subject, kinds[i], err);
    return code;
}
