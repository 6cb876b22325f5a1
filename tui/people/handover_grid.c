/*
 * handover_grid.c: who has each affiliate before and after the handover, and each person's totals.
 */
#include "tui/people/handover_grid.h"
#include "data/base/memory.h"
#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum {
    HEAD = 2,         /* lines of names */
    SUMS = 4,         /* lines of totals */
    STATE_WIDTH = 18, /* of a state or, where there is none, a name */
    NAME_WIDTH = 48,
    CODE_WIDTH = 10,
    LEAST_PERSON = 5,
    MOST_PERSON = 18,
    NARROW = 60, /* below which the states are left out */
    WIDE = 120,  /* from which names have room */
};

static void handover_lay_out(
    struct handover_grid *grid, const struct handover *handover, struct area area)
{
    int head = HEAD < area.height ? HEAD : area.height;
    int left = area.height - head - SUMS;
    int count = handover->people_count > 0 ? (int)handover->people_count : 1;
    grid->rows = (struct area){area.y + head, area.x, left > 1 ? left : 1, area.width};
    if ((int)handover->share_count < grid->rows.height)
        grid->rows.height = (int)handover->share_count;
    int state = area.width >= WIDE ? NAME_WIDTH : area.width >= NARROW ? STATE_WIDTH : 0;
    grid->people = area.x + 1 + CODE_WIDTH + 1 + (state ? state + 1 : 0);
    int width = (area.x + area.width - grid->people) / count;
    grid->width = width < LEAST_PERSON ? LEAST_PERSON : width > MOST_PERSON ? MOST_PERSON : width;
}

static int handover_column_of(const struct handover_grid *grid, int person)
{
    return grid->people + person * grid->width;
}

int handover_grid_person(const struct handover_grid *grid, const struct handover *handover, int x)
{
    assert(grid->width > 0);
    int person = x < grid->people ? NOBODY : (x - grid->people) / grid->width;
    return person < (int)handover->people_count ? person : NOBODY;
}

/* The length of the part of a name for one line: whole words, or the first word where that alone is
   too long. *next is where the rest begins; 0: there is none. */
static size_t handover_part_of(const char *name, int room, size_t *next)
{
    size_t size = text_wrap(name, room, next), word = strcspn(name, " ");
    if (*next == 0 || size >= word)
        return size;
    *next = name[word] ? word + 1 : 0;
    return word;
}

/* "1 Marigold" over "  Penhaligrew". */
static void handover_draw_name(
    const struct handover_grid *grid, const struct handover *handover, int person, int y)
{
    int x = handover_column_of(grid, person), room = grid->width - 3;
    const char *name = handover->people[person].name;
    screen_textf(y, x, 2, STYLE_KEY, "%d", person + 1);
    for (int i = 0; i < HEAD && name; i++) {
        size_t next = 0, size = i + 1 < HEAD ? handover_part_of(name, room, &next) : strlen(name);
        char *part = li_strndup(name, size);
        char *line = text_column(part, room, TEXT_LEFT, screen_ascii());
        screen_text(y + i, x + 2, room, STYLE_HEADING, line);
        free(line);
        free(part);
        name = next ? name + next : NULL;
    }
}

/* A bullet in the column of the person who will have the affiliate; "was" in that of the person who
   loses it. */
static void handover_draw_share(
    const struct handover_grid *grid, const struct handover_share *share, int y)
{
    bool changes = share->then != share->now;
    int x = grid->rows.x + 1, code = grid->people - CODE_WIDTH - 1;
    enum style style = changes ? STYLE_STRONG : STYLE_TEXT;
    if (code > x)
        screen_text(y, x, code - x - 1, style, share->state ? share->state : share->name);
    screen_text(y, code, CODE_WIDTH, style, share->code ? share->code : share->name);
    if (share->before >= 0 && share->before != share->then)
        screen_text(y, handover_column_of(grid, share->before) + 2, 0, STYLE_MUTED, "was");
    if (share->then < 0)
        return;
    int at = handover_column_of(grid, share->then) + 2;
    at = screen_text(y, at, 0, changes ? STYLE_GOOD : STYLE_TEXT, screen_glyph(GLYPH_BULLET));
    if (changes && grid->width >= 9)
        screen_text(y, at + 1, 0, STYLE_GOOD, "now");
}

/* The totals of all that a person will have; *before: the affiliates they have now. */
static void handover_sum_up(
    const struct handover *handover, int person, struct workload_counts *load, int *before)
{
    *load = (struct workload_counts){0};
    *before = 0;
    for (size_t i = 0; i < handover->share_count; i++) {
        const struct handover_share *share = &handover->shares[i];
        if (share->role)
            continue;
        *before += share->before == person;
        if (share->then == person)
            workload_add(load, &share->load);
        if (share->then == person && share->load.affiliates == 0)
            load->affiliates++; /* its work is not counted yet, but it is one */
    }
}

static void handover_draw_sums(
    const struct handover_grid *grid, const struct handover *handover, int person, int y, int end)
{
    struct workload_counts load;
    int before, x = handover_column_of(grid, person) + 2;
    handover_sum_up(handover, person, &load, &before);
    const int64_t sums[SUMS] = {load.affiliates, load.goals, load.checkins, load.renewals};
    for (int i = 0; i < SUMS && y + i < end; i++) {
        int after = screen_textf(y + i, x, 0, STYLE_STRONG, "%" PRId64, sums[i]);
        if (i == 0 && before != load.affiliates && grid->width >= 10)
            screen_textf(y, after + 1, 0, STYLE_MUTED, "(was %d)", before);
    }
}

void handover_grid_draw(struct handover_grid *grid, struct scroll *scroll,
    const struct handover *handover, struct area area, bool cursor)
{
    static const char *const labels[SUMS] = {
        "Affiliates", "Open goals", "Overdue check-ins", "Renewals due"};
    assert(handover && scroll);
    handover_lay_out(grid, handover, area);
    scroll_fit(scroll, handover->share_count, grid->rows.height);
    int y = grid->rows.y, end = area.y + area.height, sums = y + grid->rows.height;
    for (int i = 0; i < (int)handover->people_count; i++) {
        handover_draw_name(grid, handover, i, area.y);
        handover_draw_sums(grid, handover, i, sums, end);
    }
    for (int i = 0; i < SUMS && sums + i < end; i++)
        screen_text(sums + i, area.x + 1, grid->people - area.x - 2, STYLE_LABEL, labels[i]);
    for (int i = 0; i < grid->rows.height; i++)
        handover_draw_share(grid, &handover->shares[scroll->top + (size_t)i], y + i);
    scroll_draw_cursor(scroll, handover->share_count, grid->rows, cursor);
    scroll_draw(scroll, handover->share_count, grid->rows);
}
