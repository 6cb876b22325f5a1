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
static const struct part parts[] = {
    {"affiliate", "assignment", "affiliate", "role.side:ours state:current", "Our people", "role.position,-primary,person", &row_holder, PART_ALWAYS | PART_REGION},
    {"affiliate", "assignment", "affiliate", "role.side:theirs state:current", "Their people", "role.position,-primary,person", &row_holder, PART_ALWAYS},
    {"affiliate", "assignment", "affiliate", "state:coming", "People to come", "from", &row_holder, 0},
    {"affiliate", "agreement", "affiliate", "", NULL, "-from", &row_agreement, PART_ALWAYS},
    {"affiliate", "plan", "affiliate", "", NULL, "-year", &row_plan, 0},
    {"affiliate", "goal", "affiliate", "", NULL, "due", &row_goal, PART_ALWAYS},
    {"affiliate", "activity", "affiliate", "state:planned", "Planned activities", "day", &row_activity, 0},
    {"affiliate", "event", "host", "time:coming,now -state:cancelled", "Events to come", "from,to", &row_event, PART_ALWAYS},
    {"affiliate", "activity", "affiliate", "state:done", "Recent activities", "-day,-id", &row_activity, PART_ALWAYS | PART_RECENT},
    {"affiliate", "membership", "affiliate", "", "Membership", NULL, &row_growth, PART_ALWAYS | PART_RECENT},
    {"affiliate", "attendance", "event.host", "", "Reciprocity", NULL, &row_visits, PART_RECENT},
    {"affiliate", "resource", "affiliate", "", "Resources shared", "-shared_on,title", &row_resource, 0},
    {"affiliate", "progress", "goal.affiliate", "", "Recent progress", "-day,-id", &row_recent, PART_RECENT},
    {"affiliate", "person", "organization", "", NULL, NULL, &row_person, 0},
    {"affiliate", "assignment", "affiliate", "state:past", "People before", "-to,role.position", &row_holder, 0},
    {"affiliate", "event", "host", "time:past", "Past events", "-from,-to", &row_event, PART_RECENT},
    {"affiliate", "affiliate", "parent", "", "Members", NULL, &row_affiliate, 0},
    {"goal", "target", "goal", "", NULL, "plan.year", &row_target, 0},
    {"goal", "milestone", "goal", "", NULL, "due", &row_milestone, PART_STEPS},
    {"goal", "progress", "goal", "", NULL, "-day,-id", &row_progress, PART_VALUES},
    {"goal", "goal", "parent", "", "Parts", "due", &row_goal, 0},
    {"goal", "activity", "goal", "", NULL, "-day,-id", &row_activity, 0},
    {"agreement", "commitment", "agreement", "whose:ours", "We promised", NULL, &row_commitment, PART_ALWAYS},
    {"agreement", "commitment", "agreement", "whose:theirs", "They promised", NULL, &row_commitment, PART_ALWAYS},
    {"agreement", "commitment", "agreement", "whose:both", "Both promised", NULL, &row_commitment, 0},
    {"agreement", "goal", "agreement", "", NULL, "due", &row_goal, PART_ALWAYS},
    {"agreement", "agreement", "renews", "", "Terms, from the first to the last", NULL, &row_chain, PART_RECENT},
    {"commitment", "goal", "commitment", "", "Goals that carry it out", "due", &row_goal, 0},
    {"commitment", "activity", "commitment", "state:planned", "To be done about it", "day", &row_activity, 0},
    {"commitment", "activity", "commitment", "state:done", "Done about it", "-day,-id", &row_activity, PART_ALWAYS},
    {"plan", "goal", "plan", "", "Goals by area", NULL, &row_plan_goals, PART_ALWAYS | PART_RECENT},
    {"plan", "target", "plan", "", NULL, NULL, NULL, 0},
    {"plan", "activity", "plan", "", "Through the year", NULL, &row_plan_year, PART_ALWAYS | PART_RECENT},
    {"event", "attendance", "event", "person.organization:none", "Our people there", "state,person", &row_guest, PART_ALWAYS},
    {"event", "attendance", "event", "-person.organization:none", "Their people there", "person.organization,person", &row_guest, 0},
    {"person", "assignment", "person", "-state:past", NULL, "from", &row_assignment, PART_ALWAYS},
    {"person", "assignment", "person", "state:past", "Past assignments", "-to", &row_assignment, 0},
    {"person", "goal", "owner", "", "Goals owned", "due", &row_goal, 0},
    {"person", "activity", "our_person", "", NULL, "-day,-id", &row_activity, PART_RECENT},
    {"person", "activity", "their_person", "", NULL, "-day,-id", &row_activity, PART_RECENT},
    {"person", "attendance", "person", "", "Events", "-day", &row_visit, 0},
    {"area", "goal", "area", "", NULL, "due", &row_goal, 0},
    {"area", "commitment", "area", "", NULL, NULL, &row_commitment, 0},
    {"area", "activity", "area", "", "Recent activities", "-day,-id", &row_activity, PART_RECENT},
    {"region", "assignment", "region", "state:current", "People", "role.position", &row_holder, PART_ALWAYS},
    {"region", "affiliate", "region", "", NULL, NULL, &row_affiliate, 0},
};
/* clang-format on */
enum { PART_COUNT = sizeof parts / sizeof *parts };

/* A section being filled. */
struct filling {
    struct sheet *sheet;
    const struct part *part;
    const struct kind *kind;
    int64_t count;
};

static enum li_err write_rows(
    struct filling *filling, const struct listing *listing, struct li_error *err)
{
    struct columns columns;
    enum li_err rc = columns_read(filling->kind, filling->part->rows->columns, &columns, err);
    if (rc)
        return rc;
    columns.exact = true;
    struct query *query = listing_read(filling->sheet->li, listing, &columns, err);
    columns_free(&columns);
    return query ? rows_write(filling->sheet, filling->kind, filling->part->rows, query, err)
                 : err->code;
}

static void write_note(const struct filling *filling, const char *format, int64_t count)
{
    char *note = li_format(format, (long long)count);
    build_line(filling->sheet->page);
    build_text(filling->sheet->page, SPAN_MUTED, note);
    free(note);
}

/* Adds the records whose field is that id. */
static enum li_err fill_from(
    struct filling *filling, const char *field, const struct id *id, struct li_error *err)
{
    const struct part *part = filling->part;
    char text[ID_TEXT_SIZE];
    char *filter = li_format("%s:%s %s", field, id_text(id, text), part->more);
    struct listing listing = {.kind = filling->kind,
        .filter = filter,
        .sort = part->sort,
        .limit = part->flags & PART_RECENT ? MOST_RECENT : MOST};
    int64_t count = listing_count(filling->sheet->li, &listing, err);
    enum li_err rc = count < 0 ? err->code : LI_OK;
    filling->count += count > 0 ? count : 0;
    if (!rc && count)
        rc = write_rows(filling, &listing, err);
    if (!rc && !(part->flags & PART_RECENT) && count > MOST)
        write_note(filling, "… %lld more.", count - MOST);
    free(filter);
    return rc;
}

/* A section that is no plain list. */
static enum li_err fill_whole(struct filling *filling, struct li_error *err)
{
    struct row whole = {.sheet = filling->sheet, .kind = filling->kind, .id = filling->sheet->id};
    enum li_err rc = filling->part->rows->write(&whole, err);
    struct page *page = filling->sheet->page;
    filling->count = (int64_t)page->sections[page->section_count - 1].line_count;
    return rc;
}

/* The affiliate's region or, when it has none of its own, its state's. */
static bool region_of(struct sheet *sheet, struct id *out, struct li_error *err)
{
    static const char *const sql =
        "SELECT " AFFILIATE_REGION_SQL("r") " FROM affiliate r WHERE r.id = ?1";
    struct query *query = query_new(sheet->li->store, sql, err);
    if (!query)
        return false;
    query_bind_id(query, 1, &sheet->id);
    bool found = query_step(query, err) > 0 && query_id(query, 0, out);
    query_free(query);
    return found;
}

static bool shows_none(const struct sheet *sheet, const struct part *part)
{
    if (!(part->flags & (PART_STEPS | PART_VALUES)))
        return part->flags & PART_ALWAYS;
    bool steps = strcmp(sheet->shown[GOAL_MEASURE], measure_names[MEASURE_MILESTONES]) == 0;
    return part->flags & (steps ? PART_STEPS : PART_VALUES);
}

static enum li_err write_part(struct sheet *sheet, const struct part *part, struct li_error *err)
{
    struct filling filling = {.sheet = sheet, .part = part, .kind = kind_find(part->kind)};
    build_section(sheet->page, filling.kind);
    enum li_err rc = part->rows->columns ? fill_from(&filling, part->field, &sheet->id, err)
                                         : fill_whole(&filling, err);
    struct id region;
    if (!rc && part->flags & PART_REGION && region_of(sheet, &region, err))
        rc = fill_from(&filling, "region", &region, err);
    if (!rc && !filling.count && shows_none(sheet, part))
        write_note(&filling, "None yet.", 0);
    else if (!filling.count) {
        build_drop(sheet->page);
        return rc;
    }
    bool counted = !(part->flags & PART_RECENT);
    build_heading(sheet->page, part->heading ? part->heading : filling.kind->labels,
        counted ? filling.count : 0);
    return rc;
}

static bool has_part(const struct kind *of, const struct kind *kind, const struct field *field)
{
    for (size_t i = 0; i < PART_COUNT; i++)
        if (strcmp(parts[i].of, of->name) == 0 && strcmp(parts[i].kind, kind->name) == 0 &&
            strcmp(parts[i].field, field->name) == 0)
            return true;
    return false;
}

/* A section for a reference the table says nothing of. */
static enum li_err write_other(
    struct sheet *sheet, const struct kind *kind, const struct field *field, struct li_error *err)
{
    bool plain = strcmp(field->name, sheet->kind->name) == 0;
    char *heading = plain ? NULL : li_format("%s: %s", kind->labels, field->label);
    const struct part part = {.of = sheet->kind->name,
        .kind = kind->name,
        .field = field->name,
        .more = "",
        .heading = heading,
        .rows = &row_any};
    enum li_err rc = write_part(sheet, &part, err);
    free(heading);
    return rc;
}

static enum li_err write_others(struct sheet *sheet, const struct kind *kind, struct li_error *err)
{
    enum li_err rc = LI_OK;
    for (int i = 0; !rc && i < kind->stored_count; i++) {
        const struct field *field = &kind->fields[i];
        if (field->type == FIELD_REF && strcmp(field->ref, sheet->kind->name) == 0 &&
            !has_part(sheet->kind, kind, field))
            rc = write_other(sheet, kind, field, err);
    }
    return rc;
}

enum li_err page_parts(struct sheet *sheet, struct li_error *err)
{
    enum li_err rc = LI_OK;
    for (size_t i = 0; !rc && i < PART_COUNT; i++)
        if (parts[i].rows && strcmp(parts[i].of, sheet->kind->name) == 0)
            rc = write_part(sheet, &parts[i], err);
    for (size_t i = 0; !rc && i < kind_count; i++)
        rc = write_others(sheet, kinds[i], err);
    return rc;
}
