/*
 * workload_view.c: names and counts in columns; a count that is not known yet is an ellipsis.
 */
#include "tui/people/workload_view.h"
#include "core/base/text.h"
#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>

enum {
    WORKLOAD_NAME_WIDTH = 22,
    WORKLOAD_LEAST_NAME = 12,
    WORKLOAD_COUNTS = 4,
    WORKLOAD_CODE_WIDTH = 10,
    WORKLOAD_ROLE_WIDTH = 28,
    WORKLOAD_WIDEST = 100, /* beyond it the parts of a row are too far apart to read */
};

static const struct {
    const char *label;
    int width;
} workload_columns[WORKLOAD_COUNTS] = {
    {"Affiliates", 11}, {"Goals", 7}, {"Overdue", 9}, {"Renewals", 10}};

struct area workload_view_body(struct area area)
{
    int height = area.height > 2 ? area.height - 1 : 1;
    return (struct area){area.y + 1, area.x, height, area.width};
}

/* Where the first count begins; *count: how many have room beside a name. */
static int workload_counts_at(struct area area, int *count)
{
    int room = area.width - 1 - WORKLOAD_LEAST_NAME, width = 0;
    for (*count = 0; *count < WORKLOAD_COUNTS && width + workload_columns[*count].width <= room;
         ++*count)
        width += workload_columns[*count].width;
    return area.x + area.width - 1 - width;
}

/* To the right edge of their columns. */
static void workload_draw_counts(
    int y, struct area area, enum style style, const char *const *texts)
{
    int count, x = workload_counts_at(area, &count);
    for (int i = 0; i < count; i++) {
        int width = workload_columns[i].width;
        char *cell = text_column(texts[i], width, TEXT_RIGHT, screen_ascii());
        x = screen_text(y, x, width, style, cell);
        free(cell);
    }
}

static void workload_draw_headings(struct area area)
{
    const char *labels[WORKLOAD_COUNTS];
    for (int i = 0; i < WORKLOAD_COUNTS; i++)
        labels[i] = workload_columns[i].label;
    screen_text(area.y, area.x + 1, WORKLOAD_NAME_WIDTH, STYLE_HEADING, "Person");
    workload_draw_counts(area.y, area, STYLE_HEADING, labels);
}

static void workload_draw_person(
    const struct workload_person *person, bool counted, int y, struct area area)
{
    const struct workload_counts *load = &person->load;
    const int64_t counts[WORKLOAD_COUNTS] = {
        load->affiliates, load->goals, load->checkins, load->renewals};
    char digits[WORKLOAD_COUNTS][24];
    const char *texts[WORKLOAD_COUNTS];
    int count, room = workload_counts_at(area, &count) - area.x - 1;
    int name = room < WORKLOAD_NAME_WIDTH ? room : WORKLOAD_NAME_WIDTH;
    screen_text(y, area.x + 1, name, STYLE_TEXT, person->name);
    if (room > WORKLOAD_NAME_WIDTH + 4)
        screen_text(y, area.x + name + 2, room - name - 1, STYLE_MUTED, person->roles);
    for (int i = 0; i < WORKLOAD_COUNTS; i++) {
        snprintf(digits[i], sizeof digits[i], "%" PRId64, counts[i]);
        texts[i] = counted ? digits[i] : screen_glyph(GLYPH_ELLIPSIS);
    }
    workload_draw_counts(y, area, STYLE_TEXT, texts);
}

static void workload_draw_vacancy(const struct vacancy *vacancy, int y, struct area area)
{
    int x = area.x + 1, role = area.x + area.width - 1 - WORKLOAD_ROLE_WIDTH;
    screen_text(y, x, WORKLOAD_CODE_WIDTH, STYLE_TEXT, vacancy->code ? vacancy->code : "");
    x += WORKLOAD_CODE_WIDTH + 1;
    if (role - 1 > x)
        screen_text(y, x, role - 1 - x, STYLE_TEXT, vacancy->name);
    screen_text(y, role > x ? role : x, 0, STYLE_WARN, vacancy->role);
}

static void workload_draw_line(
    const struct workload_model *model, size_t line, int y, struct area area)
{
    const struct workload_person *person = workload_model_person(model, line);
    const struct vacancy *vacancy = workload_model_vacancy(model, line);
    if (person)
        workload_draw_person(person, line < model->counted, y, area);
    else if (vacancy)
        workload_draw_vacancy(vacancy, y, area);
    else if (line == model->people.count + WORKLOAD_GAP - 1)
        screen_textf(y, area.x + 1, area.width - 1, STYLE_HEADING, "Vacant roles (%s%zu)",
            model->vacancies.more ? "more than " : "", model->vacancies.count);
}

void workload_view_draw(
    const struct workload_model *model, struct scroll *scroll, struct area area, bool focused)
{
    assert(model && scroll);
    size_t count = workload_model_lines(model);
    struct area body = workload_view_body(area), text = area;
    text.width = area.width < WORKLOAD_WIDEST ? area.width : WORKLOAD_WIDEST;
    scroll_fit(scroll, count, body.height);
    workload_draw_headings(text);
    if (count == 0)
        screen_text(body.y, area.x + 1, area.width - 1, STYLE_MUTED,
            model->stage == WORKLOAD_DONE ? "No assignments yet." : "Counting...");
    for (int i = 0; i < body.height && scroll->top + (size_t)i < count; i++)
        workload_draw_line(model, scroll->top + (size_t)i, body.y + i, text);
    scroll_draw_cursor(scroll, count, body, focused);
    scroll_draw(scroll, count, body);
}
