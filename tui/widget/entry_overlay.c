/*
 * entry_overlay.c: moving from line to line, saving, and leaving with the draft stored or
 * discarded.
 *
 * What holds between calls:
 *
 * 1. focus is a line that is shown (ops->has).
 * 2. Once something has changed, draft->unsaved is set until the draft is stored or dropped.
 * 3. draft is NULL where ops->save_draft is.
 */
#include "tui/widget/entry_overlay.h"
#include "tui/app/app.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static struct entry_overlay *entry_overlay_of(struct panel *panel)
{
    return (struct entry_overlay *)panel;
}

/* --- leaving ---------------------------------------------------------------------------------- */

void entry_overlay_save(struct entry_overlay *overlay, struct app *app)
{
    assert(overlay->ops->save);
    struct li_error err;
    char *said = NULL;
    if (overlay->ops->save(overlay, app, &said, &err)) {
        app_fail(app, &err);
        return;
    }
    if (overlay->ops->stays)
        return;
    app_remove(app, &overlay->panel);
    app_refresh(app);
    if (said)
        app_show_message(app, STYLE_STRONG, said);
}

/* False: the draft could not be stored; the app has said why. */
static bool entry_save_draft(struct entry_overlay *overlay, struct app *app)
{
    struct li_error err;
    if (!overlay->draft || !overlay->ops->save_draft(overlay, app->context, &err))
        return true;
    app_fail(app, &err);
    return false;
}

static void entry_leave(struct entry_overlay *overlay, struct app *app)
{
    if (!entry_save_draft(overlay, app))
        return;
    app_remove(app, &overlay->panel);
    if (overlay->draft && form_draft_is_stored(overlay->draft))
        app_say(
            app, "Draft saved; press %s to resume.", keymap_text(&app->keys, overlay->ops->again));
}

static void entry_discard(struct entry_overlay *overlay, struct app *app)
{
    struct li_error err;
    if (!overlay->draft) {
        app_remove(app, &overlay->panel);
        return;
    }
    bool had = form_draft_is_stored(overlay->draft) || overlay->draft->unsaved;
    if (form_draft_drop(overlay->draft, app->context, &err)) {
        app_fail(app, &err);
        return;
    }
    app_remove(app, &overlay->panel);
    if (had)
        app_say(app, "Draft discarded.");
}

/* --- keys ------------------------------------------------------------------------------------- */

void entry_overlay_touch(struct entry_overlay *overlay, struct app *app)
{
    if (overlay->draft)
        overlay->draft->unsaved = true;
    overlay->ops->preview(overlay, app);
}

static void entry_go_to(struct entry_overlay *overlay, struct app *app, int line)
{
    if (overlay->ops->leave_line)
        overlay->ops->leave_line(overlay, app);
    overlay->focus = line;
}

void entry_overlay_go_on(struct entry_overlay *overlay, struct app *app, int by)
{
    const struct entry_overlay_ops *ops = overlay->ops;
    int line = overlay->focus;
    assert(by == 1 || by == -1);
    do
        line = (line + by + ops->lines) % ops->lines;
    while (ops->has && !ops->has(overlay, line));
    entry_go_to(overlay, app, line);
}

/* A click goes to its line; the wheel moves from line to line, as in a form. */
static void entry_mouse(struct entry_overlay *overlay, struct app *app, const struct key *key)
{
    app->dirty = true;
    if (key->button > 3)
        entry_overlay_go_on(overlay, app, key->button == 4 ? -1 : 1);
    for (int i = 0; i < overlay->ops->lines && key->button <= 2; i++) {
        const struct area *area = &overlay->at[i];
        if (key->y < area->y || key->y >= area->y + area->height)
            continue;
        if (i != overlay->focus)
            entry_go_to(overlay, app, i);
        if (overlay->ops->press && overlay->ops->press(overlay, key->y))
            entry_overlay_touch(overlay, app);
        return;
    }
}

static bool entry_pick(struct entry_overlay *overlay, struct app *app)
{
    if (overlay->ops->pick)
        overlay->ops->pick(overlay, app);
    return overlay->ops->pick != NULL;
}

static bool entry_act(struct panel *panel, struct app *app, enum action action)
{
    struct entry_overlay *overlay = entry_overlay_of(panel);
    switch (action) {
    case ACTION_ACCEPT: overlay->ops->accept(overlay, app); return true;
    case ACTION_CANCEL: entry_leave(overlay, app); return true;
    case ACTION_SAVE: entry_overlay_save(overlay, app); return true;
    case ACTION_DISCARD: entry_discard(overlay, app); return true;
    case ACTION_PICK: return entry_pick(overlay, app);
    case ACTION_NEXT_CHOICE: entry_overlay_go_on(overlay, app, 1); return true;
    case ACTION_PREV_CHOICE: entry_overlay_go_on(overlay, app, -1); return true;
    default: return false;
    }
}

/* What is typed is stored before it is drawn, unless more keys wait. */
static bool entry_work(struct panel *panel, struct app *app)
{
    struct entry_overlay *overlay = entry_overlay_of(panel);
    if (input_waiting())
        return overlay->draft && overlay->draft->unsaved;
    entry_save_draft(overlay, app);
    return false;
}

/* Three keys of a form work here as well; all others go to the line first. */
static bool entry_type(struct panel *panel, struct app *app, const struct key *key)
{
    struct entry_overlay *overlay = entry_overlay_of(panel);
    bool changed = false;
    if (key->code == K_MOUSE) {
        entry_mouse(overlay, app, key);
        return true;
    }
    enum action action = keymap_find(&app->keys, key->code, PLACE_FORM);
    if ((action == ACTION_SAVE || action == ACTION_DISCARD || action == ACTION_PICK) &&
        entry_act(panel, app, action))
        return true;
    bool taken = overlay->ops->type(overlay, app, key, &changed);
    if (taken && changed) {
        entry_overlay_touch(overlay, app);
        entry_work(panel, app);
    }
    return taken;
}

/* --- the rest of a panel ---------------------------------------------------------------------- */

static void entry_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct entry_overlay *overlay = entry_overlay_of(panel);
    memset(overlay->at, 0, sizeof overlay->at);
    overlay->ops->draw(overlay, app, area, focused);
}

static void entry_refresh(struct panel *panel, struct app *app)
{
    entry_overlay_of(panel)->ops->refresh(entry_overlay_of(panel), app);
}

static bool entry_offers(struct panel *panel, enum action action)
{
    const struct entry_overlay *overlay = entry_overlay_of(panel);
    return action != ACTION_ACCEPT || !overlay->ops->accepts || overlay->ops->accepts(overlay);
}

static void entry_store_drafts(struct panel *panel, struct app *app)
{
    struct entry_overlay *overlay = entry_overlay_of(panel);
    struct li_error err;
    entry_save_draft(overlay, app);
    if (overlay->draft && form_draft_leave(overlay->draft, app->context, &err))
        app_fail(app, &err);
}

static void entry_overlay_free(struct panel *panel)
{
    entry_overlay_of(panel)->ops->free(entry_overlay_of(panel));
}

static const struct panel_ops entry_panel_ops = {
    .place = PLACE_ENTRY,
    .overlay = true,
    .draw = entry_draw,
    .offers = entry_offers,
    .act = entry_act,
    .type = entry_type,
    .work = entry_work,
    .refresh = entry_refresh,
    .store_drafts = entry_store_drafts,
    .free = entry_overlay_free,
};

/* --- opening ---------------------------------------------------------------------------------- */

void entry_overlay_begin(
    struct entry_overlay *overlay, const struct entry_overlay_ops *ops, struct form_draft *draft)
{
    assert(ops->lines > 0 && ops->lines <= ENTRY_OVERLAY_LINES && !draft == !ops->save_draft);
    *overlay = (struct entry_overlay){.panel.ops = &entry_panel_ops, .ops = ops, .draft = draft};
}

struct panel *entry_overlay_failed(
    struct entry_overlay *overlay, struct app *app, const struct li_error *err)
{
    assert(err);
    app_fail(app, err);
    overlay->ops->free(overlay);
    return NULL;
}
