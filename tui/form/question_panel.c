/*
 * question_panel.c: an entry overlay without a draft, made of fields.
 *
 * What holds between calls:
 *
 * 1. fields[0..question->count) are in use, in the order of the question's fields.
 * 2. Why the last answer was refused is the error of the last field, so that it shows below all.
 */
#include "tui/form/question_panel.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/form/form_field.h"
#include "tui/widget/entry_overlay.h"
#include "tui/widget/record_picker.h"
#include <assert.h>
#include <stdlib.h>

enum { QUESTION_WIDTH = 76, QUESTION_LABEL = 12, QUESTION_HELP = 2 /* rows */ };

struct question_panel {
    struct entry_overlay overlay;
    struct entry_overlay_ops ops; /* with this question's heading and lines */
    const struct question *question;
    struct form_field fields[ENTRY_OVERLAY_LINES];
};

static struct question_panel *question_self(struct entry_overlay *overlay)
{
    return (struct question_panel *)overlay;
}

static struct form_field *question_field(struct question_panel *panel)
{
    return &panel->fields[panel->overlay.focus];
}

static void question_set_refused(struct question_panel *panel, const char *refused)
{
    form_field_set_error(&panel->fields[panel->question->count - 1], refused);
}

/* --- drawing ---------------------------------------------------------------------------------- */

static struct area question_place(const struct question_panel *panel, struct area area)
{
    int width = area.width < QUESTION_WIDTH ? area.width : QUESTION_WIDTH;
    int wanted = 3 + QUESTION_HELP;
    for (int i = 0; i < panel->question->count; i++)
        wanted += form_field_height(&panel->fields[i], width);
    int height = wanted < area.height ? wanted : area.height;
    return (struct area){
        area.y + (area.height - height) / 3, area.x + (area.width - width) / 2, height, width};
}

static void question_draw_line(
    struct question_panel *panel, struct app *app, int line, struct area area, bool focused)
{
    bool here = line == panel->overlay.focus;
    screen_text(area.y, area.x, QUESTION_LABEL, here ? STYLE_STRONG : STYLE_LABEL,
        panel->question->fields[line].label);
    area.x += QUESTION_LABEL;
    area.width -= QUESTION_LABEL;
    form_field_draw(&panel->fields[line], app->context, area, here && focused);
}

/* If the lines don't all fit, draws from the one with the cursor. */
static void question_draw(
    struct entry_overlay *overlay, struct app *app, struct area area, bool focused)
{
    struct question_panel *panel = question_self(overlay);
    struct area place = question_place(panel, area);
    struct area inside = screen_frame(place, panel->question->heading);
    const char *help = question_field(panel)->of->help;
    int foot = inside.height > QUESTION_HELP ? QUESTION_HELP : 0;
    int y = inside.y, end = inside.y + inside.height - foot;
    for (int i = inside.height - foot > panel->question->count ? 0 : overlay->focus;
         i < panel->question->count && y < end; i++) {
        int height = form_field_height(&panel->fields[i], inside.width - QUESTION_LABEL);
        height = height < end - y ? height : end - y;
        overlay->at[i] = (struct area){y, inside.x, height, inside.width};
        question_draw_line(panel, app, i, overlay->at[i], focused);
        y += height;
    }
    if (foot > 0)
        screen_wrapped((struct area){end, inside.x, foot, inside.width}, STYLE_MUTED, help);
}

/* --- keys ------------------------------------------------------------------------------------- */

static void question_picked(void *arg, struct app *app, const struct id *id)
{
    char text[ID_TEXT_SIZE];
    struct question_panel *panel = arg;
    form_field_set(question_field(panel), app->context, id ? id_text(id, text) : "");
    if (id)
        entry_overlay_go_on(&panel->overlay, app, 1);
}

static void question_search(struct question_panel *panel, struct app *app, const char *words)
{
    const struct field *of = question_field(panel)->of;
    app_push(app, record_picker_new(app, kind_find(of->ref), words, question_picked, panel));
}

/* Opens the picker with the key that was typed here. */
static void question_search_key(
    struct question_panel *panel, struct app *app, const struct key *key)
{
    struct edit words;
    edit_begin(&words, "", false);
    edit_key(&words, key, NULL);
    question_search(panel, app, words.text);
    edit_end(&words);
}

static bool question_type(
    struct entry_overlay *overlay, struct app *app, const struct key *key, bool *changed)
{
    struct question_panel *panel = question_self(overlay);
    enum form_field_answer answer = form_field_key(question_field(panel), app->context, key);
    *changed = answer == FORM_FIELD_CHANGED;
    if (answer == FORM_FIELD_SEARCHES)
        question_search_key(panel, app, key);
    return answer != FORM_FIELD_IGNORED;
}

static void question_pick(struct entry_overlay *overlay, struct app *app)
{
    if (question_field(question_self(overlay))->of->type == FIELD_REF)
        question_search(question_self(overlay), app, "");
}

static void question_leave_line(struct entry_overlay *overlay, struct app *app)
{
    form_field_normalize(question_field(question_self(overlay)), app->context);
}

/* Enter moves to the next line; on the last one it answers. */
static void question_accept(struct entry_overlay *overlay, struct app *app)
{
    const struct form_field *field = question_field(question_self(overlay));
    bool blank = field->of->type == FIELD_REF && field->edit.length == 0;
    if (blank)
        question_pick(overlay, app);
    else if (overlay->focus + 1 < overlay->ops->lines)
        entry_overlay_go_on(overlay, app, 1);
    else
        entry_overlay_save(overlay, app);
}

static void question_preview(struct entry_overlay *overlay, struct app *app)
{
    (void)overlay;
    app->dirty = true;
}

/* --- the answer ------------------------------------------------------------------------------- */

static bool question_is_missing(const struct form_field *field)
{
    return (field->of->flags & FIELD_REQUIRED) && field->edit.length == 0;
}

static enum li_err question_save(
    struct entry_overlay *overlay, struct app *app, char **said, struct li_error *err)
{
    struct question_panel *panel = question_self(overlay);
    const char *typed[ENTRY_OVERLAY_LINES] = {0};
    question_set_refused(panel, NULL);
    for (int i = 0; i < panel->question->count; i++) {
        form_field_normalize(&panel->fields[i], app->context);
        typed[i] = panel->fields[i].edit.text;
        if (question_is_missing(&panel->fields[i])) {
            overlay->focus = i;
            return li_fail(err, LI_USAGE, "%s is required.", panel->question->fields[i].label);
        }
    }
    *said = NULL;
    panel->question->answered(app, &overlay->panel, typed);
    return LI_OK;
}

void question_panel_end(struct panel *asked, struct app *app, const char *refused)
{
    assert(asked && app);
    struct question_panel *panel = question_self((struct entry_overlay *)asked);
    assert(panel->ops.save == question_save);
    question_set_refused(panel, refused);
    if (!refused)
        app_remove(app, asked);
    app->dirty = true;
}

static void question_free(struct entry_overlay *overlay)
{
    struct question_panel *panel = question_self(overlay);
    for (int i = 0; i < panel->question->count; i++)
        form_field_end(&panel->fields[i]);
    free(panel);
}

static const struct entry_overlay_ops question_ops = {
    .stays = true,
    .draw = question_draw,
    .type = question_type,
    .accept = question_accept,
    .pick = question_pick,
    .leave_line = question_leave_line,
    .preview = question_preview,
    .refresh = question_preview,
    .save = question_save,
    .free = question_free,
};

struct panel *question_panel_new(
    struct app *app, const struct question *question, const char *first)
{
    assert(question->count > 0 && question->count <= ENTRY_OVERLAY_LINES);
    struct question_panel *panel = li_calloc(1, sizeof *panel);
    panel->question = question;
    panel->ops = question_ops;
    panel->ops.heading = question->heading;
    panel->ops.lines = question->count;
    entry_overlay_begin(&panel->overlay, &panel->ops, NULL);
    for (int i = 0; i < question->count; i++) {
        const struct field *of = &question->fields[i];
        form_field_begin(
            &panel->fields[i], app->context, of, i == 0 && first ? first : of->initial);
    }
    panel->overlay.focus = first && question->count > 1 ? 1 : 0;
    return &panel->overlay.panel;
}
