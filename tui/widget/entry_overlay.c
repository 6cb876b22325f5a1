/*
 * entry_overlay.c: going from line to line, saving, and leaving with the draft kept or thrown away.
 */
#include "tui/widget/entry_overlay.h"
#include "tui/app/app.h"
#include <stdlib.h>
#include <string.h>

static struct slip *slip_of(struct panel *panel)
{
    return (struct slip *)panel;
}

/* --- leaving ---------------------------------------------------------------------------------- */

void slip_save(struct slip *slip, struct app *app)
{
    struct li_error err;
    char *said = NULL;
    if (slip->ops->save(slip, app, &said, &err) != LI_OK) {
        app_fail(app, &err);
        return;
    }
    app_remove(app, &slip->panel);
    app_refresh(app);
    app_say(app, "%s", said);
    free(said);
}

/* False when the draft could not be kept, which has been said. */
static bool keep_draft(struct slip *slip, struct app *app)
{
    struct li_error err;
    if (slip->ops->keep(slip, app->li, &err) == LI_OK)
        return true;
    app_fail(app, &err);
    return false;
}

static void leave(struct slip *slip, struct app *app)
{
    if (!keep_draft(slip, app))
        return;
    app_remove(app, &slip->panel);
    if (keeping_drafted(slip->keeping))
        app_say(app, "Draft saved; press %s to resume.", keymap_text(&app->keys, slip->ops->again));
}

static void discard(struct slip *slip, struct app *app)
{
    struct li_error err;
    bool had = keeping_drafted(slip->keeping) || slip->keeping->unkept;
    if (keeping_drop(slip->keeping, app->li, &err) != LI_OK) {
        app_fail(app, &err);
        return;
    }
    app_remove(app, &slip->panel);
    if (had)
        app_say(app, "Draft discarded.");
}

/* --- keys ------------------------------------------------------------------------------------- */

void slip_touch(struct slip *slip, struct app *app)
{
    slip->keeping->unkept = true;
    slip->ops->look(slip, app);
}

static void go_to(struct slip *slip, struct app *app, int line)
{
    if (slip->ops->settle)
        slip->ops->settle(slip, app);
    slip->focus = line;
}

void slip_go_on(struct slip *slip, struct app *app, int by)
{
    const struct slip_ops *ops = slip->ops;
    int line = slip->focus;
    do
        line = (line + by + ops->lines) % ops->lines;
    while (ops->has && !ops->has(slip, line));
    go_to(slip, app, line);
}

/* The line pressed; the wheel goes from line to line, as in a form. */
static void mouse(struct slip *slip, struct app *app, const struct key *key)
{
    app->dirty = true;
    if (key->button > 3)
        slip_go_on(slip, app, key->button == 4 ? -1 : 1);
    for (int i = 0; i < slip->ops->lines && key->button <= 2; i++) {
        const struct area *area = &slip->at[i];
        if (key->y < area->y || key->y >= area->y + area->height)
            continue;
        if (i != slip->focus)
            go_to(slip, app, i);
        if (slip->ops->press && slip->ops->press(slip, key->y))
            slip_touch(slip, app);
        return;
    }
}

static bool pick(struct slip *slip, struct app *app)
{
    if (slip->ops->pick)
        slip->ops->pick(slip, app);
    return slip->ops->pick != NULL;
}

static bool act(struct panel *panel, struct app *app, enum action action)
{
    struct slip *slip = slip_of(panel);
    switch (action) {
    case ACTION_ACCEPT: slip->ops->accept(slip, app); return true;
    case ACTION_CANCEL: leave(slip, app); return true;
    case ACTION_SAVE: slip_save(slip, app); return true;
    case ACTION_DISCARD: discard(slip, app); return true;
    case ACTION_PICK: return pick(slip, app);
    case ACTION_NEXT_CHOICE: slip_go_on(slip, app, 1); return true;
    case ACTION_PREV_CHOICE: slip_go_on(slip, app, -1); return true;
    default: return false;
    }
}

/* What is typed is stored before it is shown, unless more keys wait. */
static bool work(struct panel *panel, struct app *app)
{
    if (input_waiting())
        return slip_of(panel)->keeping->unkept;
    keep_draft(slip_of(panel), app);
    return false;
}

/* Three actions of a form are a slip's too; the rest of its keys are its lines' first. */
static bool type(struct panel *panel, struct app *app, const struct key *key)
{
    struct slip *slip = slip_of(panel);
    bool changed = false;
    if (key->code == K_MOUSE) {
        mouse(slip, app, key);
        return true;
    }
    enum action action = keymap_find(&app->keys, key->code, PLACE_FORM);
    if ((action == ACTION_SAVE || action == ACTION_DISCARD || action == ACTION_PICK) &&
        act(panel, app, action))
        return true;
    bool taken = slip->ops->type(slip, app, key, &changed);
    if (taken && changed) {
        slip_touch(slip, app);
        work(panel, app);
    }
    return taken;
}

/* --- the rest of a panel ---------------------------------------------------------------------- */

static void draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct slip *slip = slip_of(panel);
    memset(slip->at, 0, sizeof slip->at);
    slip->ops->draw(slip, app, area, focused);
}

static void refresh(struct panel *panel, struct app *app)
{
    slip_of(panel)->ops->refresh(slip_of(panel), app);
}

static void title(struct panel *panel, FILE *left, FILE *right)
{
    struct slip *slip = slip_of(panel);
    (void)right;
    fprintf(left, "%s: %s", slip->ops->heading, slip->ops->about(slip));
}

static void keep(struct panel *panel, struct app *app)
{
    struct li_error err;
    keep_draft(slip_of(panel), app);
    if (keeping_leave(slip_of(panel)->keeping, app->li, &err) != LI_OK)
        app_fail(app, &err);
}

static void free_slip(struct panel *panel)
{
    slip_of(panel)->ops->free(slip_of(panel));
}

static const struct panel_ops panel_ops = {
    .place = PLACE_ENTRY,
    .overlay = true,
    .draw = draw,
    .act = act,
    .type = type,
    .work = work,
    .refresh = refresh,
    .title = title,
    .keep = keep,
    .free = free_slip,
};

/* --- opening ---------------------------------------------------------------------------------- */

void slip_start(struct slip *slip, const struct slip_ops *ops, struct keeping *keeping)
{
    *slip = (struct slip){.panel.ops = &panel_ops, .ops = ops, .keeping = keeping};
}

struct panel *slip_failed(struct slip *slip, struct app *app, const struct li_error *err)
{
    app_fail(app, err);
    slip->ops->free(slip);
    return NULL;
}
