/*
 * entry_overlay.c: going from line to line, saving, and leaving with the draft kept or thrown away.
 */
#include "tui/widget/entry_overlay.h"
#include "tui/app/app.h"
#include <stdlib.h>
#include <string.h>

static struct entry_overlay *entry_slip_of(struct panel *panel)
{
    return (struct entry_overlay *)panel;
}

/* --- leaving ---------------------------------------------------------------------------------- */

void entry_overlay_save(struct entry_overlay *slip, struct app *app)
{
    struct li_error err;
    char *said = NULL;
    if (slip->ops->save(slip, app, &said, &err)) {
        app_fail(app, &err);
        return;
    }
    app_remove(app, &slip->panel);
    app_refresh(app);
    app_say(app, "%s", said);
    free(said);
}

/* False when the draft could not be kept, which has been said. */
static bool entry_keep_draft(struct entry_overlay *slip, struct app *app)
{
    struct li_error err;
    if (!slip->ops->keep(slip, app->context, &err))
        return true;
    app_fail(app, &err);
    return false;
}

static void entry_leave(struct entry_overlay *slip, struct app *app)
{
    if (!entry_keep_draft(slip, app))
        return;
    app_remove(app, &slip->panel);
    if (form_draft_drafted(slip->keeping))
        app_say(app, "Draft saved; press %s to resume.", keymap_text(&app->keys, slip->ops->again));
}

static void entry_discard(struct entry_overlay *slip, struct app *app)
{
    struct li_error err;
    bool had = form_draft_drafted(slip->keeping) || slip->keeping->unkept;
    if (form_draft_drop(slip->keeping, app->context, &err)) {
        app_fail(app, &err);
        return;
    }
    app_remove(app, &slip->panel);
    if (had)
        app_say(app, "Draft discarded.");
}

/* --- keys ------------------------------------------------------------------------------------- */

void entry_overlay_touch(struct entry_overlay *slip, struct app *app)
{
    slip->keeping->unkept = true;
    slip->ops->look(slip, app);
}

static void entry_go_to(struct entry_overlay *slip, struct app *app, int line)
{
    if (slip->ops->settle)
        slip->ops->settle(slip, app);
    slip->focus = line;
}

void entry_overlay_go_on(struct entry_overlay *slip, struct app *app, int by)
{
    const struct entry_overlay_ops *ops = slip->ops;
    int line = slip->focus;
    do
        line = (line + by + ops->lines) % ops->lines;
    while (ops->has && !ops->has(slip, line));
    entry_go_to(slip, app, line);
}

/* The line pressed; the wheel goes from line to line, as in a form. */
static void entry_mouse(struct entry_overlay *slip, struct app *app, const struct key *key)
{
    app->dirty = true;
    if (key->button > 3)
        entry_overlay_go_on(slip, app, key->button == 4 ? -1 : 1);
    for (int i = 0; i < slip->ops->lines && key->button <= 2; i++) {
        const struct area *area = &slip->at[i];
        if (key->y < area->y || key->y >= area->y + area->height)
            continue;
        if (i != slip->focus)
            entry_go_to(slip, app, i);
        if (slip->ops->press && slip->ops->press(slip, key->y))
            entry_overlay_touch(slip, app);
        return;
    }
}

static bool entry_pick(struct entry_overlay *slip, struct app *app)
{
    if (slip->ops->pick)
        slip->ops->pick(slip, app);
    return slip->ops->pick != NULL;
}

static bool entry_act(struct panel *panel, struct app *app, enum action action)
{
    struct entry_overlay *slip = entry_slip_of(panel);
    switch (action) {
    case ACTION_ACCEPT: slip->ops->accept(slip, app); return true;
    case ACTION_CANCEL: entry_leave(slip, app); return true;
    case ACTION_SAVE: entry_overlay_save(slip, app); return true;
    case ACTION_DISCARD: entry_discard(slip, app); return true;
    case ACTION_PICK: return entry_pick(slip, app);
    case ACTION_NEXT_CHOICE: entry_overlay_go_on(slip, app, 1); return true;
    case ACTION_PREV_CHOICE: entry_overlay_go_on(slip, app, -1); return true;
    default: return false;
    }
}

/* What is typed is stored before it is shown, unless more keys wait. */
static bool entry_work(struct panel *panel, struct app *app)
{
    if (input_waiting())
        return entry_slip_of(panel)->keeping->unkept;
    entry_keep_draft(entry_slip_of(panel), app);
    return false;
}

/* Three actions of a form are a slip's too; the rest of its keys are its lines' first. */
static bool entry_type(struct panel *panel, struct app *app, const struct key *key)
{
    struct entry_overlay *slip = entry_slip_of(panel);
    bool changed = false;
    if (key->code == K_MOUSE) {
        entry_mouse(slip, app, key);
        return true;
    }
    enum action action = keymap_find(&app->keys, key->code, PLACE_FORM);
    if ((action == ACTION_SAVE || action == ACTION_DISCARD || action == ACTION_PICK) &&
        entry_act(panel, app, action))
        return true;
    bool taken = slip->ops->type(slip, app, key, &changed);
    if (taken && changed) {
        entry_overlay_touch(slip, app);
        entry_work(panel, app);
    }
    return taken;
}

/* --- the rest of a panel ---------------------------------------------------------------------- */

static void entry_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct entry_overlay *slip = entry_slip_of(panel);
    memset(slip->at, 0, sizeof slip->at);
    slip->ops->draw(slip, app, area, focused);
}

static void entry_refresh(struct panel *panel, struct app *app)
{
    entry_slip_of(panel)->ops->refresh(entry_slip_of(panel), app);
}

static void entry_title(struct panel *panel, FILE *left, FILE *right)
{
    struct entry_overlay *slip = entry_slip_of(panel);
    (void)right;
    fprintf(left, "%s: %s", slip->ops->heading, slip->ops->about(slip));
}

static void entry_keep(struct panel *panel, struct app *app)
{
    struct li_error err;
    entry_keep_draft(entry_slip_of(panel), app);
    if (form_draft_leave(entry_slip_of(panel)->keeping, app->context, &err))
        app_fail(app, &err);
}

static void entry_free_slip(struct panel *panel)
{
    entry_slip_of(panel)->ops->free(entry_slip_of(panel));
}

static const struct panel_ops entry_panel_ops = {
    .place = PLACE_ENTRY,
    .overlay = true,
    .draw = entry_draw,
    .act = entry_act,
    .type = entry_type,
    .work = entry_work,
    .refresh = entry_refresh,
    .title = entry_title,
    .keep = entry_keep,
    .free = entry_free_slip,
};

/* --- opening ---------------------------------------------------------------------------------- */

void entry_overlay_start(
    struct entry_overlay *slip, const struct entry_overlay_ops *ops, struct form_draft *keeping)
{
    *slip = (struct entry_overlay){.panel.ops = &entry_panel_ops, .ops = ops, .keeping = keeping};
}

struct panel *entry_overlay_failed(
    struct entry_overlay *slip, struct app *app, const struct li_error *err)
{
    app_fail(app, err);
    slip->ops->free(slip);
    return NULL;
}
