/*
 * prompt.c: the last row of the screen, with the label, the text and the remark.
 */
#include "tui/widget/prompt.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/term/edit.h"
#include <assert.h>
#include <stdlib.h>

struct prompt {
    struct panel panel;
    const struct prompt_ops *asks;
    struct edit edit;
    char *remark;
    void *arg;
};

static void prompt_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct prompt *prompt = (struct prompt *)panel;
    int y = area.y + area.height;
    (void)app;
    screen_fill((struct area){y, area.x, 1, area.width}, STYLE_TEXT);
    int x = screen_text(y, area.x, 0, STYLE_KEY, prompt->asks->label);
    int room = area.x + area.width - x, remark = 0;
    if (prompt->remark) {
        int typed = text_width(prompt->edit.text) + 3, most = room - typed;
        most = most > room / 2 ? most : room / 2;
        remark = text_width(prompt->remark) + 1 < most ? text_width(prompt->remark) + 1 : most;
        screen_text(y, x + room - remark, remark, STYLE_BAD, prompt->remark);
    } else if (prompt->edit.length == 0 && prompt->asks->help) {
        screen_text(y, x + 1, room > 1 ? room - 1 : 0, STYLE_MUTED, prompt->asks->help);
        screen_cursor(y, x);
        return;
    }
    edit_draw(&prompt->edit, (struct area){y, x, 1, room - remark}, STYLE_TEXT, focused);
}

static void prompt_finish(struct prompt *prompt, struct app *app, bool accepted)
{
    app_remove(app, &prompt->panel);
    prompt->asks->done(prompt->arg, app, accepted ? prompt->edit.text : NULL);
}

static bool prompt_act(struct panel *panel, struct app *app, enum action action)
{
    struct prompt *prompt = (struct prompt *)panel;
    if (action == ACTION_ACCEPT || action == ACTION_CANCEL)
        prompt_finish(prompt, app, action == ACTION_ACCEPT);
    else if ((action == ACTION_NEXT_CHOICE || action == ACTION_PREV_CHOICE) && prompt->asks->moved)
        prompt->asks->moved(prompt->arg, app, action);
    else
        return false;
    return true;
}

/* Where a list is filtered, the wheel moves in it, and a click accepts the filter and goes to the
 * list.
 */
static bool prompt_type_mouse(struct prompt *prompt, struct app *app, const struct key *key)
{
    if (!prompt->asks->moved)
        return true;
    enum action action = key->button == 4 ? ACTION_PREV_CHOICE : ACTION_NEXT_CHOICE;
    for (int i = 0; i < 3 && key->button >= 4; i++)
        prompt->asks->moved(prompt->arg, app, action);
    if (key->button >= 4)
        return true;
    prompt_finish(prompt, app, true);
    panel_type(app_top(app), app, key);
    return true;
}

static bool prompt_type(struct panel *panel, struct app *app, const struct key *key)
{
    struct prompt *prompt = (struct prompt *)panel;
    bool changed = false;
    if (key->code == K_MOUSE)
        return prompt_type_mouse(prompt, app, key);
    if (key->code == K_BACKSPACE && prompt->edit.length == 0) {
        prompt_finish(prompt, app, false);
        return true;
    }
    if (!edit_key(&prompt->edit, key, &changed))
        return false;
    if (changed && prompt->asks->changed)
        prompt->asks->changed(prompt->arg, app, prompt->edit.text);
    app->dirty = true;
    return true;
}

/* The prompt covers the footer: there is no room for hints. */
static bool prompt_offers(struct panel *panel, enum action action)
{
    (void)panel;
    (void)action;
    return false;
}

static void prompt_free(struct panel *panel)
{
    struct prompt *prompt = (struct prompt *)panel;
    edit_end(&prompt->edit);
    free(prompt->remark);
    free(prompt);
}

static const struct panel_ops prompt_panel_ops = {
    .place = PLACE_ENTRY,
    .overlay = true,
    .draw = prompt_draw,
    .offers = prompt_offers,
    .act = prompt_act,
    .type = prompt_type,
    .free = prompt_free,
};

struct panel *prompt_new(const struct prompt_ops *asks, const char *text, void *arg)
{
    assert(asks->label && asks->done);
    struct prompt *prompt = li_calloc(1, sizeof *prompt);
    prompt->panel.ops = &prompt_panel_ops;
    prompt->asks = asks;
    prompt->arg = arg;
    edit_begin(&prompt->edit, text, false);
    prompt->edit.at = prompt->edit.length;
    return &prompt->panel;
}

void prompt_remark(struct panel *panel, const char *remark)
{
    assert(panel && panel->ops == &prompt_panel_ops);
    struct prompt *prompt = (struct prompt *)panel;
    free(prompt->remark);
    prompt->remark = li_strdup(remark);
}
