/*
 * log.c: progress on one goal. What stands here is kept as a draft of a progress record under the
 * goal's id, so that every goal has its own.
 */
#include "log.h"

#include "../../core/kind/goal.h"
#include "../../core/kind/milestone.h"
#include "../../core/kind/progress.h"
#include "../../core/listing.h"
#include "../../core/work.h"
#include "../../data/memory.h"
#include "../app.h"
#include "../edit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum line { LINE_VALUE, LINE_NOTE, LINE_DAY, LINE_CONFIDENCE, LINE_EVIDENCE, LINE_COUNT };

static const int line_fields[LINE_COUNT] = {
    PROGRESS_VALUE, PROGRESS_NOTE, PROGRESS_DAY, PROGRESS_CONFIDENCE, PROGRESS_EVIDENCE};

enum { WIDTH = 72, MOST_STEPS = 50, BAR_WIDTH = 24 };

struct step { /* a milestone not done yet */
    struct id id;
    char *title, *due;
};

struct log {
    struct panel panel;
    struct id goal;
    char *title, *affiliate, *unit;
    struct goal_facts facts;
    struct edit edits[LINE_COUNT];
    enum line focus;
    struct step steps[MOST_STEPS];
    int step_count, step; /* step: the one chosen among those that fit; -1: none fits */
    struct work_effect effect;
    bool effective; /* effect holds for what is typed */
    char *wrong;    /* why it does not; NULL: nothing is typed */
    bool drafted, unkept;
};

static bool by_steps(const struct log *log)
{
    return log->facts.measure == MEASURE_MILESTONES;
}

static const char *typed(const struct log *log, enum line line)
{
    return log->edits[line].length ? log->edits[line].text : NULL;
}

/* --- steps: the milestones the words fit ------------------------------------------------------ */

static bool fits(const struct log *log, int step)
{
    char *title = text_fold(log->steps[step].title), *words = text_fold(log->edits[0].text);
    bool fit = strstr(title, words) != NULL;
    free(title);
    free(words);
    return fit;
}

/* The next that fits, forwards or back, from the one chosen; stays when there is no other. */
static void move_step(struct log *log, int by)
{
    int count = log->step_count;
    for (int i = 1; i <= count; i++) {
        int at = (log->step + by * i + count * 2) % count;
        if (fits(log, at)) {
            log->step = at;
            return;
        }
    }
}

static void choose_step(struct log *log)
{
    if (log->step >= 0 && fits(log, log->step))
        return;
    log->step = -1;
    for (int i = 0; i < log->step_count && log->step < 0; i++)
        if (fits(log, i))
            log->step = i;
}

static void read_steps(struct log *log, struct app *app)
{
    char id[ID_TEXT_SIZE];
    char *filter = li_format("goal:%s done_on:none", id_text(&log->goal, id));
    struct listing listing = {
        .kind = &kind_milestone, .filter = filter, .sort = "due,title", .limit = MOST_STEPS};
    struct columns columns;
    struct li_error err;
    if (columns_read(&kind_milestone, "title,due", &columns, &err) == LI_OK) {
        struct query *query = listing_read(app->li, &listing, &columns, &err);
        while (query && log->step_count < MOST_STEPS && query_step(query, &err) > 0) {
            struct step *step = &log->steps[log->step_count++];
            query_id(query, 0, &step->id);
            step->title = li_strdup(query_text(query, 2));
            step->due = li_strdup(query_text(query, 3));
        }
        query_free(query);
        columns_free(&columns);
    }
    free(filter);
}

/* --- what it does, and doing it --------------------------------------------------------------- */

/* What is typed, as work.h takes it; a milestone by its id, which text must hold. */
static struct work_log written(const struct log *log, char text[ID_TEXT_SIZE])
{
    bool step = by_steps(log) && log->step >= 0;
    return (struct work_log){
        .value = step ? id_text(&log->steps[log->step].id, text) : typed(log, LINE_VALUE),
        .on = typed(log, LINE_DAY),
        .note = typed(log, LINE_NOTE),
        .confidence = typed(log, LINE_CONFIDENCE),
        .evidence = typed(log, LINE_EVIDENCE),
    };
}

static void look(struct log *log, struct app *app)
{
    char text[ID_TEXT_SIZE];
    struct li_error err;
    if (by_steps(log))
        choose_step(log);
    struct work_log work = written(log, text);
    free(log->wrong);
    log->wrong = NULL;
    log->effective =
        work.value && work_log_preview(app->li, &log->goal, &work, &log->effect, &err) == LI_OK;
    if (work.value && !log->effective)
        log->wrong = li_strdup(err.message);
}

static char *standing(const struct app *app, const struct goal_facts *facts)
{
    const struct settings *settings = &app->li->settings;
    const struct pace_limits limits = {setting_number(settings, SETTING_ON_TRACK),
        setting_number(settings, SETTING_AT_RISK), setting_number(settings, SETTING_STALE)};
    double fraction = goal_fraction(facts);
    enum health health = goal_health(facts, app->li->today, &limits);
    char *out = isnan(fraction) ? li_format("nothing logged, %s", health_names[health])
                                : li_format("%.0f %% %s", fraction * 100, health_names[health]);
    for (char *c = out; *c; c++)
        *c = *c == '-' ? ' ' : *c;
    return out;
}

static void close_saved(struct log *log, struct app *app, const struct work_effect *effect)
{
    char *before = standing(app, &effect->before), *after = standing(app, &effect->after);
    app_remove(app, &log->panel);
    app_refresh(app);
    app_say(app, "Logged on “%s”: %s %s %s. %s undoes.", log->title, before,
        screen_ascii() ? "->" : "→", after, keymap_text(&app->keys, ACTION_UNDO));
    free(before);
    free(after);
}

static enum li_err drop_draft(struct log *log, struct app *app, struct li_error *err)
{
    enum li_err code = log->drafted ? draft_drop(app->li, &kind_progress, &log->goal, err) : LI_OK;
    if (code == LI_OK)
        log->drafted = log->unkept = false;
    return code;
}

static void save(struct log *log, struct app *app)
{
    char text[ID_TEXT_SIZE];
    struct work_log work = written(log, text);
    struct work_effect effect;
    struct li_error err;
    int field = -1;
    if (work_log(app->li, &log->goal, &work, &effect, &field, &err) == LI_OK) {
        drop_draft(log, app, NULL);
        log->unkept = false;
        close_saved(log, app, &effect);
        return;
    }
    for (int i = 0; i < LINE_COUNT; i++)
        if (line_fields[i] == field)
            log->focus = (enum line)i;
    app_fail(app, &err);
}

/* --- the draft -------------------------------------------------------------------------------- */

bool panel_log_draft(const struct draft *draft)
{
    char text[ID_TEXT_SIZE];
    const char *goal = draft->kind == &kind_progress ? draft->typed[PROGRESS_GOAL] : NULL;
    return goal && strcmp(goal, id_text(&draft->id, text)) == 0;
}

/* False when it could not be kept, which has been said. */
static bool keep_draft(struct log *log, struct app *app)
{
    char goal[ID_TEXT_SIZE];
    const char *kept[PROGRESS_FIELD_COUNT] = {0};
    struct li_error err;
    bool any = false;
    if (!log->unkept)
        return true;
    for (int i = 0; i < LINE_COUNT; i++) {
        kept[line_fields[i]] = typed(log, (enum line)i);
        any |= log->edits[i].length > 0;
    }
    kept[PROGRESS_GOAL] = id_text(&log->goal, goal);
    enum li_err code = any ? draft_keep(app->li, &kind_progress, &log->goal, kept, &err)
                           : drop_draft(log, app, &err);
    if (code != LI_OK) {
        app_fail(app, &err);
        return false;
    }
    log->drafted = any;
    log->unkept = false;
    return true;
}

static void take_up_draft(struct log *log, struct app *app)
{
    struct draft *draft = NULL;
    struct li_error err;
    enum li_err code = draft_find(app->li, &kind_progress, &log->goal, &draft, &err);
    if (code == LI_OK) {
        for (int i = 0; i < LINE_COUNT; i++)
            edit_set(&log->edits[i], draft->typed[line_fields[i]]);
        log->drafted = true;
        app_say(app, "Draft of %s taken up; %s throws it away.", draft->at,
            keymap_text(&app->keys, ACTION_DISCARD));
        draft_free(draft);
    } else if (code != LI_NONE) {
        app_fail(app, &err);
    }
}

static void leave(struct log *log, struct app *app)
{
    if (!keep_draft(log, app))
        return;
    app_remove(app, &log->panel);
    if (log->drafted)
        app_say(app, "Draft kept; %s takes it up again.", keymap_text(&app->keys, ACTION_LOG));
}

static void discard(struct log *log, struct app *app)
{
    struct li_error err;
    bool had = log->drafted || log->unkept;
    if (drop_draft(log, app, &err) != LI_OK) {
        app_fail(app, &err);
        return;
    }
    app_remove(app, &log->panel);
    if (had)
        app_say(app, "Draft thrown away.");
}

/* --- keys ------------------------------------------------------------------------------------- */

/* From the value Enter goes on to the note, from anywhere else it saves. */
static void accept(struct log *log, struct app *app)
{
    if (log->focus != LINE_VALUE) {
        save(log, app);
        return;
    }
    if (by_steps(log) && log->step >= 0) {
        edit_set(&log->edits[LINE_VALUE], log->steps[log->step].title);
        log->unkept = true;
    }
    log->focus = LINE_NOTE;
}

static bool log_act(struct panel *panel, struct app *app, enum action action)
{
    struct log *log = (struct log *)panel;
    int by = action == ACTION_PREV_CHOICE ? -1 : 1;
    switch (action) {
    case ACTION_ACCEPT: accept(log, app); return true;
    case ACTION_CANCEL: leave(log, app); return true;
    case ACTION_SAVE: save(log, app); return true;
    case ACTION_DISCARD: discard(log, app); return true;
    case ACTION_NEXT_CHOICE:
    case ACTION_PREV_CHOICE:
        log->focus = (enum line)(((int)log->focus + by + LINE_COUNT) % LINE_COUNT);
        return true;
    default: return false;
    }
}

/* Yes and no are chosen rather than typed out. */
static bool choose_yes_no(struct log *log, const struct key *key)
{
    static const char letters[] = "yYnN ";
    if (key->code == 0 || key->code >= 0x80 || !strchr(letters, (int)key->code))
        return false;
    bool yes = key->code == ' ' ? strcmp(log->edits[LINE_VALUE].text, "yes") != 0
                                : (key->code | 0x20) == 'y';
    edit_set(&log->edits[LINE_VALUE], yes ? "yes" : "no");
    return true;
}

static bool value_key(struct log *log, const struct key *key, bool *changed)
{
    bool arrow = key->code == K_UP || key->code == K_DOWN;
    if (by_steps(log) && arrow && log->step >= 0) {
        move_step(log, key->code == K_UP ? -1 : 1);
        *changed = true;
        return true;
    }
    if (log->facts.measure == MEASURE_YES_NO && choose_yes_no(log, key)) {
        *changed = true;
        return true;
    }
    return edit_key(&log->edits[LINE_VALUE], key, changed);
}

static bool log_type(struct panel *panel, struct app *app, const struct key *key)
{
    struct log *log = (struct log *)panel;
    bool changed = false;
    enum action action = keymap_find(&app->keys, key->code, PLACE_FORM);
    if (action == ACTION_SAVE || action == ACTION_DISCARD)
        return log_act(panel, app, action);
    bool taken = log->focus == LINE_VALUE ? value_key(log, key, &changed)
                                          : edit_key(&log->edits[log->focus], key, &changed);
    if (changed) {
        log->unkept = true;
        look(log, app);
    }
    return taken;
}

static bool log_work(struct panel *panel, struct app *app)
{
    struct log *log = (struct log *)panel;
    if (input_waiting())
        return log->unkept;
    keep_draft(log, app);
    return false;
}

static void log_keep(struct panel *panel, struct app *app)
{
    keep_draft((struct log *)panel, app);
}

/* --- painting --------------------------------------------------------------------------------- */

/* What is to be typed, by measure: beside the empty field. */
static const char *const wanted[] = {
    [MEASURE_LEVEL] = "how many it is now",
    [MEASURE_TOTAL] = "how many to add",
    [MEASURE_MILESTONES] = "the step that is done",
    [MEASURE_YES_NO] = "y or n",
    [MEASURE_MAINTAIN] = "how many it is now",
};

static struct area place(const struct log *log, struct area area)
{
    int steps = by_steps(log) ? (log->step_count < 6 ? log->step_count : 6) + 1 : 0;
    int width = area.width - 4 < WIDTH ? area.width - 4 : WIDTH, height = 15 + steps;
    if (width < 30)
        width = area.width;
    if (height > area.height)
        height = area.height;
    return (struct area){
        area.y + (area.height - height) / 3, area.x + (area.width - width) / 2, height, width};
}

/* The text over at most so many lines. Returns the line after it. */
static int draw_wrapped(struct area area, enum style style, const char *text)
{
    size_t next = 1;
    int y = area.y;
    for (; next > 0 && y < area.y + area.height; y++) {
        size_t size = text_wrap(text, area.width, &next);
        char *line = li_strndup(text, size);
        screen_text(y, area.x, area.width, style, line);
        free(line);
        text += next;
    }
    return y;
}

/* The goal as it stands; as much of it as there is room for. Returns the line after it. */
static int draw_goal(const struct log *log, struct app *app, struct area area)
{
    const struct settings *settings = &app->li->settings;
    const struct pace_limits limits = {setting_number(settings, SETTING_ON_TRACK),
        setting_number(settings, SETTING_AT_RISK), setting_number(settings, SETTING_STALE)};
    enum health health = goal_health(&log->facts, app->li->today, &limits);
    int y = area.y;
    if (area.height >= 8)
        screen_text(y++, area.x, area.width, STYLE_STRONG, log->title);
    if (area.height >= 11)
        screen_text(y++, area.x, area.width, STYLE_MUTED, log->affiliate);
    if (area.height >= 9) {
        char *now = standing(app, &log->facts);
        screen_bar(y, area.x, BAR_WIDTH, goal_fraction(&log->facts),
            goal_expected(&log->facts, app->li->today), health);
        int x = area.x + BAR_WIDTH + 2;
        screen_text(y++, x, area.x + area.width - x, screen_health_style(health), now);
        free(now);
    }
    if (area.height >= 13) {
        char *reason = goal_reason(&log->facts, log->unit, app->li->today, &limits);
        y = draw_wrapped((struct area){y, area.x, 2, area.width}, STYLE_MUTED, reason) + 1;
        free(reason);
    }
    return y;
}

static void draw_line(struct log *log, enum line line, struct area area, bool focused)
{
    enum { LABEL = 12 };
    const struct field *field = &kind_progress.fields[line_fields[line]];
    bool here = line == log->focus;
    struct area body = {area.y, area.x + LABEL, 1, area.width - LABEL};
    screen_text(area.y, area.x, LABEL, here ? STYLE_STRONG : STYLE_LABEL, field->label);
    edit_draw(&log->edits[line], body, here ? STYLE_FOCUS : STYLE_FIELD, here && focused);
    if (log->edits[line].length > 0)
        return;
    const char *hint = line == LINE_VALUE ? wanted[log->facts.measure]
                       : line == LINE_DAY ? "today"
                                          : NULL;
    if (hint)
        screen_text(area.y, body.x + 1, body.width - 1, here ? STYLE_FOCUS : STYLE_MUTED, hint);
}

/* The milestones the words fit, around the one chosen. Returns the line after them. */
static int draw_steps(const struct log *log, struct area area)
{
    int before = 0, y = area.y;
    for (int i = 0; i < log->step; i++)
        before += fits(log, i);
    int skip = before < area.height ? 0 : before - area.height + 1;
    for (int i = 0; i < log->step_count && y < area.y + area.height; i++) {
        if (!fits(log, i) || skip-- > 0)
            continue;
        const struct step *step = &log->steps[i];
        enum style style = i == log->step ? STYLE_CURSOR : STYLE_TEXT;
        screen_textf(y, area.x, area.width, style, " %s", step->title);
        if (step->due && area.width > 40)
            screen_textf(y, area.x + area.width - 16, 16, style, "  due %s", step->due);
        y++;
    }
    if (log->step_count == 0)
        screen_text(y++, area.x, area.width, STYLE_MUTED, "Every milestone is done.");
    return y;
}

/* What saving would do, or why it cannot be. */
static void draw_effect(const struct log *log, struct app *app, struct area area)
{
    if (log->wrong) {
        draw_wrapped(area, STYLE_BAD, log->wrong);
    } else if (log->effective) {
        const struct settings *settings = &app->li->settings;
        const struct pace_limits limits = {setting_number(settings, SETTING_ON_TRACK),
            setting_number(settings, SETTING_AT_RISK), setting_number(settings, SETTING_STALE)};
        enum health health = goal_health(&log->effect.after, app->li->today, &limits);
        char *before = standing(app, &log->effect.before);
        char *after = standing(app, &log->effect.after);
        int x = screen_textf(
            area.y, area.x, 0, STYLE_MUTED, "%s %s ", before, screen_ascii() ? "->" : "→");
        screen_text(area.y, x, area.x + area.width - x, screen_health_style(health), after);
        free(before);
        free(after);
    } else {
        screen_text(area.y, area.x, area.width, STYLE_MUTED,
            "Enter goes on, then saves. Tab: day, confidence, evidence.");
    }
}

static void log_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct log *log = (struct log *)panel;
    struct area inside = screen_frame(place(log, area), "Log progress");
    int y = draw_goal(log, app, inside), end = inside.y + inside.height - (inside.height > 2);
    int room = end - y - LINE_COUNT - (inside.height > 12);
    int first = room < 0 && (int)log->focus + 1 > end - y ? (int)log->focus + 1 - (end - y) : 0;
    for (int i = first; i < LINE_COUNT && y < end; i++) {
        draw_line(log, (enum line)i, (struct area){y++, inside.x, 1, inside.width}, focused);
        if (i == LINE_VALUE && by_steps(log) && room > 0)
            y = draw_steps(log, (struct area){y, inside.x + 12, room, inside.width - 12});
    }
    draw_effect(
        log, app, (struct area){end, inside.x, inside.y + inside.height - end, inside.width});
}

static void log_title(struct panel *panel, FILE *left, FILE *right)
{
    (void)right;
    fprintf(left, "Log progress: %s", ((struct log *)panel)->title);
}

/* --- beginning and end ------------------------------------------------------------------------ */

static void read_steps_again(struct log *log, struct app *app)
{
    for (int i = 0; i < log->step_count; i++) {
        free(log->steps[i].title);
        free(log->steps[i].due);
    }
    log->step_count = 0;
    if (app && by_steps(log))
        read_steps(log, app);
}

static enum li_err read_goal(struct log *log, struct app *app, struct li_error *err)
{
    struct record *record;
    struct id affiliate;
    enum li_err code = record_load(app->li, &kind_goal, &log->goal, &record, err);
    if (code != LI_OK)
        return code;
    code = record_goal_facts(app->li, &log->goal, &log->facts, err);
    free(log->title);
    free(log->unit);
    free(log->affiliate);
    log->title = li_strdup(record_get(record, GOAL_TITLE));
    log->unit = li_strdup(record_get(record, GOAL_UNIT));
    const char *whom = record_get(record, GOAL_AFFILIATE);
    log->affiliate = whom && id_parse(whom, &affiliate)
                         ? record_title(app->li, kind_find("affiliate"), &affiliate)
                         : NULL;
    record_free(record);
    read_steps_again(log, app);
    return code;
}

static void log_refresh(struct panel *panel, struct app *app)
{
    struct log *log = (struct log *)panel;
    struct li_error err;
    if (read_goal(log, app, &err) != LI_OK)
        app_fail(app, &err);
    else
        look(log, app);
}

static void log_free(struct panel *panel)
{
    struct log *log = (struct log *)panel;
    for (int i = 0; i < LINE_COUNT; i++)
        edit_free(&log->edits[i]);
    read_steps_again(log, NULL);
    free(log->title);
    free(log->affiliate);
    free(log->unit);
    free(log->wrong);
    free(log);
}

static const struct panel_ops ops = {
    .place = PLACE_ENTRY,
    .overlay = true,
    .draw = log_draw,
    .act = log_act,
    .type = log_type,
    .work = log_work,
    .refresh = log_refresh,
    .title = log_title,
    .keep = log_keep,
    .free = log_free,
};

struct panel *panel_log_new(struct app *app, const struct id *goal)
{
    struct log *log = li_calloc(1, sizeof *log);
    struct li_error err;
    log->panel.ops = &ops;
    log->goal = *goal;
    for (int i = 0; i < LINE_COUNT; i++)
        edit_start(&log->edits[i], NULL, false);
    if (read_goal(log, app, &err) != LI_OK) {
        app_fail(app, &err);
        log_free(&log->panel);
        return NULL;
    }
    take_up_draft(log, app);
    look(log, app);
    return &log->panel;
}
