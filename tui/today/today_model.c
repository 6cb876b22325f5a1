/*
 * today_model.c: the agenda on the screen, and the one that is to take its place.
 */
#include "tui/today/today_model.h"
#include "core/base/number.h"
#include "data/base/memory.h"
#include "tui/term/screen.h"
#include <stdlib.h>

enum { KEPT_OF_TOPIC = 100, READ_LINES = 256 };

/* A line that was read: on the screen lately. */
struct read_line {
    int64_t row; /* 0: none */
    struct agenda_line line;
};

struct today_model {
    struct context *context;
    bool mine;
    struct agenda *shown, *next; /* next: NULL while nothing is to take its place */
    struct spot *spots;
    size_t count, room;
    bool placed; /* the spots are those of what is shown */
    struct read_line read[READ_LINES];
};

struct today_model *today_model_new(struct context *context)
{
    struct today_model *lines = li_calloc(1, sizeof *lines);
    lines->context = context;
    return lines;
}

static void today_forget(struct today_model *lines)
{
    for (size_t i = 0; i < READ_LINES; i++) {
        agenda_line_clear(&lines->read[i].line);
        lines->read[i].row = 0;
    }
}

void today_model_free(struct today_model *lines)
{
    today_forget(lines);
    agenda_free(lines->shown);
    agenda_free(lines->next);
    free(lines->spots);
    free(lines);
}

static enum li_err today_ask(
    struct today_model *lines, bool mine, struct agenda **out, struct li_error *err)
{
    const struct agenda_options wish = {.mine = mine,
        .days = (int)setting_number(&lines->context->settings, SETTING_AGENDA_DAYS),
        .most = KEPT_OF_TOPIC};
    return agenda_new(lines->context, &wish, out, err);
}

enum li_err today_model_find(struct today_model *lines, bool mine, struct li_error *err)
{
    struct agenda *found;
    enum li_err code = today_ask(lines, mine, &found, err);
    if (code)
        return code;
    agenda_free(lines->shown);
    agenda_free(lines->next);
    lines->shown = found;
    lines->next = NULL;
    lines->mine = mine;
    lines->placed = false;
    today_forget(lines);
    return LI_OK;
}

static bool today_is_whole(const struct agenda *agenda)
{
    bool whole = agenda != NULL;
    for (int topic = 0; whole && topic < TOPIC_COUNT; topic++)
        whole = agenda_is_counted(agenda, (enum topic_id)topic);
    return whole;
}

/* What is being looked for is found first, so that frequent changes don't keep it from being whole.
 */
static enum li_err today_look_again(struct today_model *lines, struct li_error *err)
{
    if (lines->next || !today_is_whole(lines->shown) || !agenda_is_stale(lines->shown))
        return LI_OK;
    return agenda_renew(lines->shown, &lines->next, err);
}

enum li_err today_model_refresh(struct today_model *lines, struct li_error *err)
{
    today_forget(lines);
    lines->placed = false;
    enum li_err code = lines->shown ? agenda_update(lines->shown, err) : LI_OK;
    if (!code && lines->next)
        code = agenda_update(lines->next, err);
    return code ? code : today_look_again(lines, err);
}

static void today_take_next(struct today_model *lines)
{
    agenda_free(lines->shown);
    lines->shown = lines->next;
    lines->next = NULL;
    lines->placed = false;
    today_forget(lines);
}

int today_model_work(struct today_model *lines, size_t rows, struct li_error *err)
{
    struct agenda *agenda = lines->next ? lines->next : lines->shown;
    int more = agenda ? agenda_work(agenda, rows, err) : 0;
    if (more < 0)
        return -1;
    lines->placed &= agenda == lines->next;
    if (more > 0)
        return 1;
    if (lines->next)
        today_take_next(lines);
    enum li_err code = today_look_again(lines, err);
    return code ? -1 : lines->next ? 1 : 0;
}

void today_model_rest(struct today_model *lines)
{
    struct agenda *agenda = lines->next ? lines->next : lines->shown;
    if (agenda)
        agenda_rest(agenda);
    lines->placed &= agenda == lines->next;
}

bool today_model_mine(const struct today_model *lines)
{
    return lines->mine;
}

bool today_model_whole(const struct today_model *lines)
{
    return today_is_whole(lines->shown);
}

size_t today_model_total(const struct today_model *lines)
{
    size_t total = 0;
    for (int topic = 0; lines->shown && topic < TOPIC_COUNT; topic++)
        total += agenda_total(lines->shown, (enum topic_id)topic);
    return total;
}

static void today_place(struct today_model *lines, enum spot_type type, int topic, int64_t row)
{
    if (lines->count == lines->room) {
        lines->room = lines->room ? lines->room * 2 : 64;
        lines->spots = li_realloc(lines->spots, lines->room, sizeof *lines->spots);
    }
    lines->spots[lines->count++] = (struct spot){type, (enum topic_id)topic, row};
}

const struct spot *today_model_spots(struct today_model *lines, size_t *count)
{
    if (!lines->placed)
        lines->count = 0;
    for (int i = 0; i < TOPIC_COUNT && lines->shown && !lines->placed; i++) {
        enum topic_id topic = (enum topic_id)i;
        size_t kept = agenda_line_count(lines->shown, topic);
        if (kept > 0)
            today_place(lines, SPOT_HEADING, i, 0);
        for (size_t at = 0; at < kept; at++)
            today_place(lines, SPOT_LINE, i, agenda_line_row(lines->shown, topic, at));
        if (agenda_total(lines->shown, topic) > kept)
            today_place(lines, SPOT_MORE, i, 0);
    }
    lines->placed = true;
    *count = lines->count;
    return lines->spots;
}

char *today_model_words(const struct today_model *lines, const struct spot *spot)
{
    char number[NUMBER_SIZE];
    size_t total = agenda_total(lines->shown, spot->topic);
    size_t kept = agenda_line_count(lines->shown, spot->topic);
    size_t put_off = agenda_snoozed(lines->shown, spot->topic);
    const char *grows =
        agenda_is_counted(lines->shown, spot->topic) ? "" : screen_glyph(GLYPH_ELLIPSIS);
    if (spot->type == SPOT_MORE)
        return li_format("and %s%s more", number_grouped((int64_t)(total - kept), number), grows);
    char *besides = put_off ? li_format(", %zu snoozed", put_off) : li_strdup("");
    char *words = li_format("%s  %s%s%s", topics[spot->topic]->heading,
        number_grouped((int64_t)total, number), grows, besides);
    free(besides);
    return words;
}

const struct agenda_line *today_model_read(
    struct today_model *lines, const struct spot *spot, struct li_error *err)
{
    uint64_t mixed = (uint64_t)spot->row * TOPIC_COUNT + (uint64_t)spot->topic;
    struct read_line *read = &lines->read[mixed % READ_LINES];
    if (read->row == spot->row && read->line.topic == spot->topic)
        return &read->line;
    agenda_line_clear(&read->line);
    read->row = 0;
    int found = agenda_line_load(lines->shown, spot->topic, spot->row, &read->line, err);
    if (found > 0) {
        read->row = spot->row;
        return &read->line;
    }
    agenda_drop(lines->shown, spot->topic, spot->row);
    lines->placed = false;
    return NULL;
}
