/*
 * workload_panel.c: the people, each weighed between two keys; below them the vacancies. Enter
 * follows either.
 */
#include "tui/people/workload_panel.h"
#include "core/kind/affiliate.h"
#include "core/kind/person.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/people/workload_loader.h"
#include "tui/widget/scroll.h"
#include <inttypes.h>
#include <stdlib.h>

enum {
    NAME_WIDTH = 22,
    LEAST_NAME = 12,
    COUNTS = 4,
    CODE_WIDTH = 10,
    ROLE_WIDTH = 28,
    WIDEST = 100, /* beyond which what stands in a line would be too far apart to read */
    GAP = 2       /* lines between the people and the vacancies: a blank one and the heading */
};

struct workload_panel {
    struct panel panel;
    struct workload_loader found, finding; /* finding takes the place of found when it is whole */
    struct scroll scroll;                  /* over all lines */
};

static struct workload_panel *workload_self(struct panel *panel)
{
    return (struct workload_panel *)panel;
}

/* The first time, what there is so far. */
static const struct workload_loader *workload_seen(const struct workload_panel *panel)
{
    return panel->found.stage == TALLY_DONE ? &panel->found : &panel->finding;
}

static void workload_refresh(struct panel *base, struct app *app)
{
    workload_loader_clear(&workload_self(base)->finding);
    app->dirty = true;
}

static bool workload_work(struct panel *base, struct app *app)
{
    struct workload_panel *panel = workload_self(base);
    if (panel->finding.stage == TALLY_DONE || workload_loader_work(&panel->finding, app))
        return panel->finding.stage != TALLY_DONE;
    workload_loader_clear(&panel->found);
    panel->found = panel->finding;
    panel->finding = (struct workload_loader){.stage = TALLY_DONE};
    return false;
}

/* --- lines ------------------------------------------------------------------------------------ */

static size_t workload_line_count(const struct workload_panel *panel)
{
    const struct workload_loader *tally = workload_seen(panel);
    return tally->people.count + (tally->vacancy_count ? GAP + tally->vacancy_count : 0);
}

/* NULL: the line is none's. */
static const struct workload_carrier *workload_carrier_at(
    const struct workload_panel *panel, size_t line)
{
    const struct workload *people = &workload_seen(panel)->people;
    return line < people->count ? &people->list[line] : NULL;
}

static const struct vacancy *workload_vacancy_at(const struct workload_panel *panel, size_t line)
{
    const struct workload_loader *tally = workload_seen(panel);
    size_t before = tally->people.count + GAP;
    return line >= before && line < workload_line_count(panel) ? &tally->vacancies[line - before]
                                                               : NULL;
}

static bool workload_record(struct panel *base, const struct kind **kind, struct id *id)
{
    const struct workload_panel *panel = workload_self(base);
    const struct workload_carrier *carrier = workload_carrier_at(panel, panel->scroll.at);
    const struct vacancy *vacancy = workload_vacancy_at(panel, panel->scroll.at);
    *kind = carrier ? &kind_person : &kind_affiliate;
    if (carrier || vacancy)
        *id = carrier ? carrier->id : vacancy->affiliate;
    return carrier || vacancy;
}

static void workload_follow(struct workload_panel *panel, struct app *app)
{
    const struct kind *kind;
    struct id id;
    if (workload_record(&panel->panel, &kind, &id))
        app_open(app, kind, &id);
}

/* --- keys ------------------------------------------------------------------------------------- */

static int workload_height(const struct workload_panel *panel)
{
    return panel->panel.area.height > 2 ? panel->panel.area.height - 1 : 1;
}

/* The cursor passes over the lines between. */
static void workload_skip(struct workload_panel *panel, size_t before)
{
    struct scroll *scroll = &panel->scroll;
    size_t people = workload_seen(panel)->people.count, at = scroll->at;
    if (workload_carrier_at(panel, at) || workload_vacancy_at(panel, at))
        return;
    bool back = (at < before && people > 0) || workload_line_count(panel) <= people + GAP;
    scroll->at = back ? people - (people > 0) : people + GAP;
}

static bool workload_offers(struct panel *base, enum action action)
{
    return action != ACTION_OPEN || workload_line_count(workload_self(base)) > 0;
}

static bool workload_act(struct panel *base, struct app *app, enum action action)
{
    struct workload_panel *panel = workload_self(base);
    size_t before = panel->scroll.at;
    if (scroll_act(&panel->scroll, action, workload_line_count(panel), workload_height(panel))) {
        workload_skip(panel, before);
        return true;
    }
    if (action != ACTION_OPEN)
        return false;
    workload_follow(panel, app);
    return true;
}

static bool workload_type(struct panel *base, struct app *app, const struct key *key)
{
    struct workload_panel *panel = workload_self(base);
    size_t count = workload_line_count(panel), before = panel->scroll.at;
    struct area body = {base->area.y + 1, base->area.x, workload_height(panel), base->area.width};
    if (key->code != K_MOUSE)
        return false;
    app->dirty = true;
    size_t line = scroll_line(&panel->scroll, body, key->y, count);
    if (!scroll_wheel(&panel->scroll, key, count, body.height) && line < count)
        panel->scroll.at = line;
    workload_skip(panel, before);
    if (key->button == 2 && line == panel->scroll.at)
        workload_follow(panel, app);
    return true;
}

/* --- painting --------------------------------------------------------------------------------- */

static const struct {
    const char *label;
    int width;
} counted[COUNTS] = {{"Affiliates", 11}, {"Goals", 7}, {"Overdue", 9}, {"Renewals", 10}};

/* Where the first of them begins, and in *count how many have room beside a name. */
static int workload_counts_at(struct area area, int *count)
{
    int room = area.width - 1 - LEAST_NAME, width = 0;
    for (*count = 0; *count < COUNTS && width + counted[*count].width <= room; ++*count)
        width += counted[*count].width;
    return area.x + area.width - 1 - width;
}

/* To the right edge of their columns. */
static void workload_draw_counts(
    int y, struct area area, enum style style, const char *const *texts)
{
    int count, x = workload_counts_at(area, &count);
    for (int i = 0; i < count; i++) {
        char *cell = text_column(texts[i], counted[i].width, TEXT_RIGHT, screen_ascii());
        x = screen_text(y, x, counted[i].width, style, cell);
        free(cell);
    }
}

static void workload_draw_carrier(
    const struct workload_panel *panel, size_t at, int y, struct area area)
{
    const struct workload_loader *tally = workload_seen(panel);
    const struct workload_carrier *carrier = &tally->people.list[at];
    const struct workload_load *load = &carrier->load;
    const int64_t counts[COUNTS] = {load->affiliates, load->goals, load->checkins, load->renewals};
    char digits[COUNTS][24];
    const char *texts[COUNTS];
    int count, room = workload_counts_at(area, &count) - area.x - 1;
    int name = room < NAME_WIDTH ? room : NAME_WIDTH;
    screen_text(y, area.x + 1, name, STYLE_TEXT, carrier->name);
    if (room > NAME_WIDTH + 4)
        screen_text(y, area.x + name + 2, room - name - 1, STYLE_MUTED, carrier->roles);
    for (int i = 0; i < COUNTS; i++) {
        snprintf(digits[i], sizeof digits[i], "%" PRId64, counts[i]);
        texts[i] = at < tally->weighed ? digits[i] : screen_glyph(GLYPH_ELLIPSIS);
    }
    workload_draw_counts(y, area, STYLE_TEXT, texts);
}

static void workload_draw_vacancy(const struct vacancy *vacancy, int y, struct area area)
{
    int x = area.x + 1, role = area.x + area.width - 1 - ROLE_WIDTH;
    screen_text(y, x, CODE_WIDTH, STYLE_TEXT, vacancy->code ? vacancy->code : "");
    x += CODE_WIDTH + 1;
    if (role - 1 > x)
        screen_text(y, x, role - 1 - x, STYLE_TEXT, vacancy->name);
    screen_text(y, role > x ? role : x, 0, STYLE_WARN, vacancy->role);
}

static void workload_draw_line(
    const struct workload_panel *panel, size_t line, int y, struct area area)
{
    const struct workload_loader *tally = workload_seen(panel);
    const struct vacancy *vacancy = workload_vacancy_at(panel, line);
    if (workload_carrier_at(panel, line))
        workload_draw_carrier(panel, line, y, area);
    else if (vacancy)
        workload_draw_vacancy(vacancy, y, area);
    else if (line == tally->people.count + GAP - 1)
        screen_textf(y, area.x + 1, area.width - 1, STYLE_HEADING, "Vacant roles (%s%zu)",
            tally->more ? "more than " : "", tally->vacancy_count);
}

static void workload_draw(struct panel *base, struct app *app, struct area area, bool focused)
{
    const char *labels[COUNTS];
    struct workload_panel *panel = workload_self(base);
    size_t count = workload_line_count(panel);
    struct area body = {area.y + 1, area.x, workload_height(panel), area.width};
    (void)app;
    struct area text = area;
    text.width = area.width < WIDEST ? area.width : WIDEST;
    scroll_fit(&panel->scroll, count, body.height);
    screen_text(area.y, area.x + 1, NAME_WIDTH, STYLE_HEADING, "Person");
    for (int i = 0; i < COUNTS; i++)
        labels[i] = counted[i].label;
    workload_draw_counts(area.y, text, STYLE_HEADING, labels);
    if (count == 0)
        screen_text(body.y, area.x + 1, area.width - 1, STYLE_MUTED,
            workload_seen(panel)->stage == TALLY_DONE ? "No assignments yet." : "Counting...");
    for (int i = 0; i < body.height && panel->scroll.top + (size_t)i < count; i++)
        workload_draw_line(panel, panel->scroll.top + (size_t)i, body.y + i, text);
    scroll_draw_cursor(&panel->scroll, count, body, focused);
    scroll_draw(&panel->scroll, count, body);
}

static void workload_title(struct panel *base, FILE *left, FILE *right)
{
    const struct workload_loader *tally = workload_seen(workload_self(base));
    fputs("Workload", left);
    fprintf(right, "%zu people, %zu%s vacant", tally->people.count, tally->vacancy_count,
        tally->more ? "+" : "");
}

static void workload_free_workload(struct panel *base)
{
    workload_loader_clear(&workload_self(base)->found);
    workload_loader_clear(&workload_self(base)->finding);
    free(base);
}

const struct panel_ops workload_panel_ops = {
    .place = PLACE_TEXT,
    .draw = workload_draw,
    .offers = workload_offers,
    .act = workload_act,
    .type = workload_type,
    .work = workload_work,
    .refresh = workload_refresh,
    .title = workload_title,
    .record = workload_record,
    .free = workload_free_workload,
};

struct panel *workload_panel_new(struct app *app)
{
    struct workload_panel *panel = li_calloc(1, sizeof *panel);
    panel->panel.ops = &workload_panel_ops;
    panel->panel.root = &workload_panel_ops;
    (void)app;
    return &panel->panel;
}
