/*
 * page_sections.c: what refers to a record: a section for each kind and field that can, in the
 * order people look for them. Whatever the table leaves out gets a plain section after the rest.
 */
#include "core/kind/goal.h"
#include "core/page/page_rows.h"
#include "core/people/people.h"
#include "data/base/memory.h"
#include <stdlib.h>
#include <string.h>

enum { MOST = 20, MOST_RECENT = 8 };

enum part_flag {
    PART_ALWAYS = 1 << 0, /* worth a line when there are none yet */
    PART_REGION = 1 << 1, /* those of the affiliate's region belong to it as well */
    PART_RECENT = 1 << 2, /* a few are enough, and how many there are says nothing */
    PART_STEPS = 1 << 3,  /* as PART_ALWAYS, of a goal measured by milestones */
    PART_VALUES = 1 << 4, /* the same, of a goal measured otherwise */
};

/* A section: records whose field is the page's record, and which pass the further terms. */
struct part {
    const char *of, *kind, *field;
    const char *more;            /* of the filter; "" for none */
    const char *heading;         /* NULL: the kind's labels */
    const char *sort;            /* NULL: the kind's own */
    const struct row_type *rows; /* NULL: they stand in other sections */
    unsigned flags;
};

/* clang-format off */
static const struct part page_sections_parts[] = {
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
struct cache_fill {
    struct csv_reader *sheet;
    const struct part *part;
    const struct kind *kind;
    int64_t count;
};

static enum li_err page_write_rows(
    struct cache_fill *filling, const struct listing *listing, struct li_error *err)
{
    struct columns columns;
    enum li_err rc = columns_parse(filling->kind, filling->part->rows->columns, &columns, err);
    if (rc)
        return rc;
    columns.exact = true;
    struct query *query = listing_records(filling->sheet->context, listing, &columns, err);
    columns_free(&columns);
    return query ? page_rows_write(filling->sheet, filling->kind, filling->part->rows, query, err)
                 : err->code;
}

static void page_write_note(const struct cache_fill *filling, const char *format, int64_t count)
{
    char *note = li_format(format, (long long)count);
    page_build_line(filling->sheet->page);
    page_build_text(filling->sheet->page, SPAN_MUTED, note);
    free(note);
}

/* Adds the records whose field is that id. */
static enum li_err page_fill_from(
    struct cache_fill *filling, const char *field, const struct id *id, struct li_error *err)
{
    const struct part *part = filling->part;
    char text[ID_TEXT_SIZE];
    char *filter = li_format("%s:%s %s", field, id_text(id, text), part->more);
    struct listing listing = {.kind = filling->kind,
        .filter = filter,
        .sort = part->sort,
        .limit = part->flags & PART_RECENT ? MOST_RECENT : MOST};
    int64_t count = listing_count(filling->sheet->context, &listing, err);
    enum li_err rc = count < 0 ? err->code : LI_OK;
    filling->count += count > 0 ? count : 0;
    if (!rc && count)
        rc = page_write_rows(filling, &listing, err);
    if (!rc && !(part->flags & PART_RECENT) && count > MOST)
        page_write_note(filling, "… %lld more.", count - MOST);
    free(filter);
    return rc;
}

/* A section that is no plain list. */
static enum li_err page_fill_whole(struct cache_fill *filling, struct li_error *err)
{
    struct row whole = {.sheet = filling->sheet, .kind = filling->kind, .id = filling->sheet->id};
    enum li_err rc = filling->part->rows->write(&whole, err);
    struct page *page = filling->sheet->page;
    filling->count = (int64_t)page->sections[page->section_count - 1].line_count;
    return rc;
}

/* The affiliate's region or, when it has none of its own, its state's. */
static bool page_region_of(struct csv_reader *sheet, struct id *out, struct li_error *err)
{
    static const char *const sql =
        "SELECT " AFFILIATE_REGION_SQL("r") " FROM affiliate r WHERE r.id = ?1";
    struct query *query = query_new(sheet->context->store, sql, err);
    if (!query)
        return false;
    query_bind_id(query, 1, &sheet->id);
    bool found = query_step(query, err) > 0 && query_id(query, 0, out);
    query_free(query);
    return found;
}

static bool page_shows_none(const struct csv_reader *sheet, const struct part *part)
{
    if (!(part->flags & (PART_STEPS | PART_VALUES)))
        return part->flags & PART_ALWAYS;
    bool steps = strcmp(sheet->shown[GOAL_MEASURE], measure_names[MEASURE_MILESTONES]) == 0;
    return part->flags & (steps ? PART_STEPS : PART_VALUES);
}

static enum li_err page_write_part(
    struct csv_reader *sheet, const struct part *part, struct li_error *err)
{
    struct cache_fill filling = {.sheet = sheet, .part = part, .kind = kind_find(part->kind)};
    page_build_section(sheet->page, filling.kind);
    enum li_err rc = part->rows->columns ? page_fill_from(&filling, part->field, &sheet->id, err)
                                         : page_fill_whole(&filling, err);
    struct id region;
    if (!rc && part->flags & PART_REGION && page_region_of(sheet, &region, err))
        rc = page_fill_from(&filling, "region", &region, err);
    if (!rc && !filling.count && page_shows_none(sheet, part))
        page_write_note(&filling, "None yet.", 0);
    else if (!filling.count) {
        page_build_drop(sheet->page);
        return rc;
    }
    bool counted = !(part->flags & PART_RECENT);
    page_build_heading(sheet->page, part->heading ? part->heading : filling.kind->labels,
        counted ? filling.count : 0);
    return rc;
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

/* A section for a reference the table says nothing of. */
static enum li_err page_write_other(struct csv_reader *sheet, const struct kind *kind,
    const struct field *field, struct li_error *err)
{
    bool plain = strcmp(field->name, sheet->kind->name) == 0;
    char *heading = plain ? NULL : li_format("%s: %s", kind->labels, field->label);
    const struct part part = {.of = sheet->kind->name,
        .kind = kind->name,
        .field = field->name,
        .more = "",
        .heading = heading,
        .rows = &page_row_any};
    enum li_err rc = page_write_part(sheet, &part, err);
    free(heading);
    return rc;
}

static enum li_err page_write_others(
    struct csv_reader *sheet, const struct kind *kind, struct li_error *err)
{
    enum li_err rc = LI_OK;
    for (int i = 0; !rc && i < kind->stored_count; i++) {
        const struct field *field = &kind->fields[i];
        if (field->type == FIELD_REF && strcmp(field->ref, sheet->kind->name) == 0 &&
            !page_has_part(sheet->kind, kind, field))
            rc = page_write_other(sheet, kind, field, err);
    }
    return rc;
}

enum li_err page_parts(struct csv_reader *sheet, struct li_error *err)
{
    enum li_err rc = LI_OK;
    for (size_t i = 0; !rc && i < PART_COUNT; i++)
        if (page_sections_parts[i].rows &&
            strcmp(page_sections_parts[i].of, sheet->kind->name) == 0)
            rc = page_write_part(sheet, &page_sections_parts[i], err);
    for (size_t i = 0; !rc && i < kind_count; i++)
        rc = page_write_others(sheet, kinds[i], err);
    return rc;
}
