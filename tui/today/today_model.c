/*
 * today_model.c: the agenda on the screen, and the one that will replace it.
 *
 * What holds between calls:
 *
 * 1. shown is NULL only until today_model_find succeeded once.
 * 2. next, if there is one, is being found; it replaces shown once it is whole.
 * 3. Where is_placed, spots[0..count) are those of shown: for each topic that has lines a heading,
 *    its lines, and one more where there are more than TODAY_MOST.
 * 4. A line in read was loaded from shown since the records changed last.
 */
#include "tui/today/today_model.h"
#include "core/base/number.h"
#include "data/base/memory.h"
#include "tui/term/screen.h"
#include <assert.h>
#include <stdlib.h>

enum { TODAY_MOST = 100, TODAY_READS = 256 };

/* The cursor never rests on a heading. */
static const struct today_spot today_nowhere = {.type = TODAY_HEADING};

/* A line that was on the screen lately. */
struct today_read {
    int64_t row; /* 0: none */
    struct agenda_line line;
};

struct today_model {
    struct context *context;
    bool mine;
    struct agenda *shown, *next; /* next NULL: none is being found */
    struct today_spot *spots;
    size_t count, room;
    bool is_placed;         /* the spots are those of shown */
    struct today_spot held; /* where the cursor belongs; a heading: nowhere */
    struct today_read read[TODAY_READS];
};

struct today_model *today_model_new(struct context *context)
{
    assert(context);
    struct today_model *model = li_calloc(1, sizeof *model);
    model->context = context;
    return model;
}

static void today_forget(struct today_model *model)
{
    for (size_t i = 0; i < TODAY_READS; i++) {
        agenda_line_clear(&model->read[i].line);
        model->read[i].row = 0;
    }
}

void today_model_free(struct today_model *model)
{
    today_forget(model);
    agenda_free(model->shown);
    agenda_free(model->next);
    free(model->spots);
    free(model);
}

static enum li_err today_ask(
    struct today_model *model, bool mine, struct agenda **out, struct li_error *err)
{
    const struct agenda_options options = {.mine = mine,
        .days = (int)setting_number(&model->context->settings, SETTING_AGENDA_DAYS),
        .most = TODAY_MOST};
    return agenda_new(model->context, &options, out, err);
}

enum li_err today_model_find(struct today_model *model, bool mine, struct li_error *err)
{
    assert(err);
    struct agenda *found;
    enum li_err code = today_ask(model, mine, &found, err);
    if (code)
        return code;
    agenda_free(model->shown);
    agenda_free(model->next);
    model->shown = found;
    model->next = NULL;
    model->mine = mine;
    model->held = today_nowhere;
    model->is_placed = false;
    today_forget(model);
    return LI_OK;
}

static bool today_is_whole(const struct agenda *agenda)
{
    bool whole = agenda != NULL;
    for (int topic = 0; whole && topic < TOPIC_COUNT; topic++)
        whole = agenda_is_counted(agenda, (enum topic_id)topic);
    return whole;
}

/* An agenda that is being found is finished first, so that frequent changes never keep it from
   being whole. */
static enum li_err today_look_again(struct today_model *model, struct li_error *err)
{
    if (model->next || !today_is_whole(model->shown) || !agenda_is_stale(model->shown))
        return LI_OK;
    return agenda_renew(model->shown, &model->next, err);
}

enum li_err today_model_refresh(struct today_model *model, struct li_error *err)
{
    today_forget(model);
    model->is_placed = false;
    enum li_err code = model->shown ? agenda_update(model->shown, err) : LI_OK;
    if (!code && model->next)
        code = agenda_update(model->next, err);
    return code ? code : today_look_again(model, err);
}

static void today_take_next(struct today_model *model)
{
    agenda_free(model->shown);
    model->shown = model->next;
    model->next = NULL;
    model->is_placed = false;
    today_forget(model);
}

int today_model_work(struct today_model *model, size_t rows, struct li_error *err)
{
    struct agenda *agenda = model->next ? model->next : model->shown;
    int more = agenda ? agenda_work(agenda, rows, err) : 0;
    if (more < 0)
        return -1;
    model->is_placed &= agenda == model->next;
    if (more > 0)
        return 1;
    if (model->next)
        today_take_next(model);
    enum li_err code = today_look_again(model, err);
    return code ? -1 : model->next ? 1 : 0;
}

void today_model_rest(struct today_model *model)
{
    struct agenda *agenda = model->next ? model->next : model->shown;
    if (agenda)
        agenda_rest(agenda);
    model->is_placed &= agenda == model->next;
}

bool today_model_mine(const struct today_model *model)
{
    return model->mine;
}

bool today_model_whole(const struct today_model *model)
{
    return today_is_whole(model->shown);
}

size_t today_model_total(const struct today_model *model)
{
    size_t total = 0;
    for (int topic = 0; model->shown && topic < TOPIC_COUNT; topic++)
        total += agenda_total(model->shown, (enum topic_id)topic);
    return total;
}

static void today_place(
    struct today_model *model, enum today_spot_type type, int topic, int64_t row)
{
    if (model->count == model->room) {
        model->room = model->room ? model->room * 2 : 64;
        model->spots = li_realloc(model->spots, model->room, sizeof *model->spots);
    }
    model->spots[model->count++] = (struct today_spot){type, (enum topic_id)topic, row};
}

const struct today_spot *today_model_spots(struct today_model *model, size_t *count)
{
    if (!model->is_placed)
        model->count = 0;
    for (int i = 0; i < TOPIC_COUNT && model->shown && !model->is_placed; i++) {
        enum topic_id topic = (enum topic_id)i;
        size_t lines = agenda_line_count(model->shown, topic);
        if (lines > 0)
            today_place(model, TODAY_HEADING, i, 0);
        for (size_t at = 0; at < lines; at++)
            today_place(model, TODAY_LINE, i, agenda_line_row(model->shown, topic, at));
        if (agenda_total(model->shown, topic) > lines)
            today_place(model, TODAY_MORE, i, 0);
    }
    model->is_placed = true;
    *count = model->count;
    return model->spots;
}

char *today_model_words(const struct today_model *model, const struct today_spot *spot)
{
    assert(spot->type != TODAY_LINE && model->shown);
    char number[NUMBER_SIZE];
    size_t total = agenda_total(model->shown, spot->topic);
    size_t lines = agenda_line_count(model->shown, spot->topic);
    size_t snoozed = agenda_snoozed(model->shown, spot->topic);
    const char *grows =
        agenda_is_counted(model->shown, spot->topic) ? "" : screen_glyph(GLYPH_ELLIPSIS);
    if (spot->type == TODAY_MORE)
        return li_format("and %s%s more", number_grouped((int64_t)(total - lines), number), grows);
    char *also = snoozed ? li_format(", %zu snoozed", snoozed) : li_strdup("");
    const struct topic *topic = topics[spot->topic];
    char *words = li_format(
        "%s  %s%s%s", topic->heading, number_grouped((int64_t)total, number), grows, also);
    free(also);
    return words;
}

const struct agenda_line *today_model_load(
    struct today_model *model, const struct today_spot *spot, struct li_error *err)
{
    assert(spot->type == TODAY_LINE && model->shown);
    uint64_t mixed = (uint64_t)spot->row * TOPIC_COUNT + (uint64_t)spot->topic;
    struct today_read *read = &model->read[mixed % TODAY_READS];
    if (read->row == spot->row && read->line.topic == spot->topic)
        return &read->line;
    agenda_line_clear(&read->line);
    read->row = 0;
    int found = agenda_line_load(model->shown, spot->topic, spot->row, &read->line, err);
    if (found > 0) {
        read->row = spot->row;
        read->line.why = date_show_all(read->line.why, context_dates(model->context));
        return &read->line;
    }
    agenda_drop(model->shown, spot->topic, spot->row);
    model->is_placed = false;
    return NULL;
}

/* --- the cursor ------------------------------------------------------------------------------- */

const struct today_spot *today_model_spot(struct today_model *model, size_t at)
{
    size_t count;
    const struct today_spot *spots = today_model_spots(model, &count);
    return at < count ? &spots[at] : NULL;
}

const struct agenda_line *today_model_line(struct today_model *model, size_t at)
{
    const struct today_spot *spot = today_model_spot(model, at);
    return spot && spot->type == TODAY_LINE ? today_model_load(model, spot, &(struct li_error){0})
                                            : NULL;
}

void today_model_hold(struct today_model *model, size_t at)
{
    const struct today_spot *spot = today_model_spot(model, at);
    model->held = spot ? *spot : today_nowhere;
}

static bool today_is_held(const struct today_model *model, const struct today_spot *spot)
{
    const struct today_spot *held = &model->held;
    return spot->type == held->type && spot->topic == held->topic && spot->row == held->row;
}

void today_model_follow(struct today_model *model, struct scroll *scroll)
{
    size_t count, at = 0;
    const struct today_spot *spots = today_model_spots(model, &count);
    if (model->held.type == TODAY_HEADING)
        return;
    while (at < count && !today_is_held(model, &spots[at]))
        at++;
    if (at == count || at == scroll->at)
        return;
    size_t line = scroll->at - scroll->top;
    scroll->at = at;
    scroll->top = at > line ? at - line : 0;
}
