/*
 * workload.c: the people, each weighed between two keys; below them the vacancies. Enter follows
 * either.
 */
#include "workload.h"
#include "../../core/kind/affiliate.h"
#include "../../core/kind/person.h"
#include "../../core/workload.h"
#include "../../data/memory.h"
#include "../../data/query.h"
#include "../app.h"
#include "scroll.h"
#include <inttypes.h>
#include <stdlib.h>

enum {
    NAME_WIDTH = 22,
    COUNTS = 4,
    CODE_WIDTH = 10,
    ROLE_WIDTH = 28,
    GAP = 2,             /* lines between the people and the vacancies, and the heading there */
    MOST_VACANCIES = 500 /* more than anybody goes through */
};

struct vacancy {
    struct id affiliate;
    char *code, *name, *role;
};

struct workload_panel {
    struct panel panel;
    struct workload people;
    struct scales *scales; /* while there are people to weigh; NULL: none */
    size_t weighed;
    struct vacancy *vacancies;
    size_t vacancy_count;
    struct scroll scroll; /* over all lines */
};

static struct workload_panel *self(struct panel *panel)
{
    return (struct workload_panel *)panel;
}

/* --- reading ---------------------------------------------------------------------------------- */

static void forget(struct workload_panel *panel)
{
    workload_free(&panel->people);
    scales_free(panel->scales);
    panel->scales = NULL;
    panel->weighed = 0;
    for (size_t i = 0; i < panel->vacancy_count; i++) {
        free(panel->vacancies[i].code);
        free(panel->vacancies[i].name);
        free(panel->vacancies[i].role);
    }
    free(panel->vacancies);
    panel->vacancies = NULL;
    panel->vacancy_count = 0;
}

static enum li_err read_vacancies(struct workload_panel *panel, struct li *li, struct li_error *err)
{
    struct query *query = vacancies(li, li->today, MOST_VACANCIES + 1, err);
    if (!query)
        return err->code;
    int more;
    while ((more = query_step(query, err)) > 0) {
        panel->vacancies =
            li_realloc(panel->vacancies, panel->vacancy_count + 1, sizeof *panel->vacancies);
        struct vacancy *vacancy = &panel->vacancies[panel->vacancy_count++];
        *vacancy = (struct vacancy){.code = li_strdup(query_text(query, VACANCY_CODE)),
            .name = li_strdup(query_text(query, VACANCY_NAME)),
            .role = li_strdup(query_text(query, VACANCY_ROLE))};
        query_id(query, VACANCY_ID, &vacancy->affiliate);
    }
    query_free(query);
    return more < 0 ? err->code : LI_OK;
}

static void refresh(struct panel *base, struct app *app)
{
    struct workload_panel *panel = self(base);
    struct li_error err;
    forget(panel);
    app->dirty = true;
    enum li_err code = workload_read(app->li, app->li->today, &panel->people, &err);
    if (!code)
        code = read_vacancies(panel, app->li, &err);
    if (!code && !(panel->scales = scales_new(app->li, &kind_person, app->li->today, &err)))
        code = err.code;
    if (code)
        app_fail(app, &err);
}

/* One person a slice; a key stops it, and they are weighed after it. */
static bool work(struct panel *base, struct app *app)
{
    struct workload_panel *panel = self(base);
    struct li_error err;
    if (!panel->scales)
        return false;
    if (panel->weighed < panel->people.count) {
        struct carrier *carrier = &panel->people.list[panel->weighed];
        app_yield_to_keys(app, true);
        enum li_err code = scales_weigh(panel->scales, &carrier->id, &carrier->load, &err);
        app_yield_to_keys(app, false);
        if (code == LI_INTERRUPTED)
            return true;
        if (!code) {
            panel->weighed++;
            app->dirty = true;
            return true;
        }
        app_fail(app, &err);
    }
    scales_free(panel->scales);
    panel->scales = NULL;
    return false;
}

/* --- lines ------------------------------------------------------------------------------------ */

static size_t line_count(const struct workload_panel *panel)
{
    size_t vacant = panel->vacancy_count > MOST_VACANCIES ? MOST_VACANCIES : panel->vacancy_count;
    return panel->people.count + (vacant ? GAP + vacant : 0);
}

/* NULL: the line is none's. */
static const struct carrier *carrier_at(const struct workload_panel *panel, size_t line)
{
    return line < panel->people.count ? &panel->people.list[line] : NULL;
}

static const struct vacancy *vacancy_at(const struct workload_panel *panel, size_t line)
{
    size_t before = panel->people.count + GAP;
    return line >= before && line < line_count(panel) ? &panel->vacancies[line - before] : NULL;
}

static bool record(struct panel *base, const struct kind **kind, struct id *id)
{
    const struct workload_panel *panel = self(base);
    const struct carrier *carrier = carrier_at(panel, panel->scroll.at);
    const struct vacancy *vacancy = vacancy_at(panel, panel->scroll.at);
    *kind = carrier ? &kind_person : &kind_affiliate;
    if (carrier || vacancy)
        *id = carrier ? carrier->id : vacancy->affiliate;
    return carrier || vacancy;
}

static void follow(struct workload_panel *panel, struct app *app)
{
    const struct kind *kind;
    struct id id;
    if (record(&panel->panel, &kind, &id))
        app_open(app, kind, &id);
}

/* --- keys ------------------------------------------------------------------------------------- */

static int height(const struct workload_panel *panel)
{
    return panel->panel.area.height > 2 ? panel->panel.area.height - 1 : 1;
}

/* The cursor passes over the lines between. */
static void skip(struct workload_panel *panel, size_t before)
{
    struct scroll *scroll = &panel->scroll;
    size_t people = panel->people.count, at = scroll->at;
    if (carrier_at(panel, at) || vacancy_at(panel, at))
        return;
    bool back = (at < before && people > 0) || line_count(panel) <= people + GAP;
    scroll->at = back ? people - (people > 0) : people + GAP;
}

static bool offers(struct panel *base, enum action action)
{
    return action != ACTION_OPEN || line_count(self(base)) > 0;
}

static bool act(struct panel *base, struct app *app, enum action action)
{
    struct workload_panel *panel = self(base);
    size_t before = panel->scroll.at;
    if (scroll_act(&panel->scroll, action, line_count(panel), height(panel))) {
        skip(panel, before);
        return true;
    }
    if (action != ACTION_OPEN)
        return false;
    follow(panel, app);
    return true;
}

static bool type(struct panel *base, struct app *app, const struct key *key)
{
    struct workload_panel *panel = self(base);
    size_t count = line_count(panel), before = panel->scroll.at;
    struct area body = {base->area.y + 1, base->area.x, height(panel), base->area.width};
    if (key->code != K_MOUSE)
        return false;
    app->dirty = true;
    size_t line = scroll_line(&panel->scroll, body, key->y, count);
    if (!scroll_wheel(&panel->scroll, key, count, body.height) && line < count)
        panel->scroll.at = line;
    skip(panel, before);
    if (key->button == 2 && line == panel->scroll.at)
        follow(panel, app);
    return true;
}

/* --- painting --------------------------------------------------------------------------------- */

static const struct {
    const char *label;
    int width;
} counted[COUNTS] = {{"Affiliates", 11}, {"Goals", 7}, {"Overdue", 9}, {"Renewals", 10}};

static int counts_at(struct area area)
{
    int x = area.x + area.width - 1;
    for (int i = 0; i < COUNTS; i++)
        x -= counted[i].width;
    return x;
}

/* To the right edge of their columns. */
static void draw_counts(int y, struct area area, enum style style, const char *const *texts)
{
    int x = counts_at(area);
    for (int i = 0; i < COUNTS; i++) {
        char *cell = text_column(texts[i], counted[i].width, TEXT_RIGHT, screen_ascii());
        x = screen_text(y, x, counted[i].width, style, cell);
        free(cell);
    }
}

static void draw_carrier(const struct workload_panel *panel, size_t at, int y, struct area area)
{
    const struct carrier *carrier = &panel->people.list[at];
    const struct load *load = &carrier->load;
    const int64_t counts[COUNTS] = {load->affiliates, load->goals, load->checkins, load->renewals};
    char digits[COUNTS][24];
    const char *texts[COUNTS];
    int roles = area.x + 1 + NAME_WIDTH + 1, room = counts_at(area) - roles;
    screen_text(y, area.x + 1, NAME_WIDTH, STYLE_TEXT, carrier->name);
    if (room > 4)
        screen_text(y, roles, room, STYLE_MUTED, carrier->roles);
    for (int i = 0; i < COUNTS; i++) {
        snprintf(digits[i], sizeof digits[i], "%" PRId64, counts[i]);
        texts[i] = at < panel->weighed ? digits[i] : screen_glyph(GLYPH_ELLIPSIS);
    }
    draw_counts(y, area, STYLE_TEXT, texts);
}

static void draw_vacancy(const struct vacancy *vacancy, int y, struct area area)
{
    int x = area.x + 1, role = area.x + area.width - 1 - ROLE_WIDTH;
    screen_text(y, x, CODE_WIDTH, STYLE_TEXT, vacancy->code ? vacancy->code : "");
    x += CODE_WIDTH + 1;
    if (role - 1 > x)
        screen_text(y, x, role - 1 - x, STYLE_TEXT, vacancy->name);
    screen_text(y, role > x ? role : x, 0, STYLE_WARN, vacancy->role);
}

static void draw_line(const struct workload_panel *panel, size_t line, int y, struct area area)
{
    const struct vacancy *vacancy = vacancy_at(panel, line);
    bool more = panel->vacancy_count > MOST_VACANCIES;
    if (carrier_at(panel, line))
        draw_carrier(panel, line, y, area);
    else if (vacancy)
        draw_vacancy(vacancy, y, area);
    else if (line == panel->people.count + GAP - 1)
        screen_textf(y, area.x + 1, area.width - 1, STYLE_HEADING, "Vacant (%s%zu)",
            more ? "more than " : "", more ? (size_t)MOST_VACANCIES : panel->vacancy_count);
}

static void draw(struct panel *base, struct app *app, struct area area, bool focused)
{
    const char *labels[COUNTS];
    struct workload_panel *panel = self(base);
    size_t count = line_count(panel);
    struct area body = {area.y + 1, area.x, height(panel), area.width};
    (void)app;
    scroll_fit(&panel->scroll, count, body.height);
    screen_text(area.y, area.x + 1, NAME_WIDTH, STYLE_HEADING, "Person");
    for (int i = 0; i < COUNTS; i++)
        labels[i] = counted[i].label;
    draw_counts(area.y, area, STYLE_HEADING, labels);
    if (count == 0)
        screen_text(
            body.y, area.x + 1, area.width - 1, STYLE_MUTED, "Nobody holds a role of ours yet.");
    for (int i = 0; i < body.height && panel->scroll.top + (size_t)i < count; i++)
        draw_line(panel, panel->scroll.top + (size_t)i, body.y + i, area);
    if (count > 0)
        screen_restyle(body.y + (int)(panel->scroll.at - panel->scroll.top), area.x, area.width,
            focused ? STYLE_CURSOR : STYLE_SHADE);
    scroll_draw(&panel->scroll, count, body);
}

static void title(struct panel *base, FILE *left, FILE *right)
{
    const struct workload_panel *panel = self(base);
    fputs("Workload", left);
    fprintf(right, "%zu people, %zu%s vacant", panel->people.count,
        line_count(panel) - panel->people.count - (panel->vacancy_count ? GAP : 0),
        panel->vacancy_count > MOST_VACANCIES ? "+" : "");
}

static void free_workload(struct panel *base)
{
    forget(self(base));
    free(base);
}

const struct panel_ops panel_workload_ops = {
    .place = PLACE_TEXT,
    .draw = draw,
    .offers = offers,
    .act = act,
    .type = type,
    .work = work,
    .refresh = refresh,
    .title = title,
    .record = record,
    .free = free_workload,
};

struct panel *panel_workload_new(struct app *app)
{
    struct workload_panel *panel = li_calloc(1, sizeof *panel);
    panel->panel.ops = &panel_workload_ops;
    panel->panel.root = &panel_workload_ops;
    refresh(&panel->panel, app);
    return &panel->panel;
}
