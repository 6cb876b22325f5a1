/*
 * combine_panel.c: an overlay with the text, which begins as both texts in one.
 *
 * What holds between calls:
 *
 * 1. item is described, and its values can be combined.
 * 2. edit has the text as typed; draft is what was saved of it.
 */
#include "tui/sync/combine_panel.h"
#include "core/sync/conflicts_text.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/form/conflict_model.h"
#include "tui/term/edit.h"
#include "tui/widget/entry_overlay.h"
#include <stdlib.h>
#include <string.h>

enum { COMBINE_WIDEST = 100, COMBINE_HEIGHT = 14 };

struct combine_panel {
    struct entry_overlay overlay;
    struct conflicts_item item;
    struct edit edit;
    struct form_draft draft;
};

static struct combine_panel *combine_self(struct entry_overlay *overlay)
{
    return (struct combine_panel *)overlay;
}

/* How many bytes their common first lines have. */
static size_t combine_same(const char *one, const char *other)
{
    size_t same = 0;
    for (size_t i = 0; one[i] && one[i] == other[i]; i++)
        if (one[i] == '\n')
            same = i + 1;
    return same;
}

/* Both texts in one; the common first lines of long ones only once. The caller frees it. */
static char *combine_both(const struct conflicts_item *item)
{
    const char *current = item->current, *lost = item->lost;
    if (conflicts_item_described(item)->type != FIELD_LONG)
        return li_format("%s, %s", current, lost);
    char *was = li_strndup(current, combine_same(current, lost));
    char *both = conflict_model_combine(was, lost, current);
    free(was);
    return both;
}

/* --- drawing ---------------------------------------------------------------------------------- */

static void combine_draw(
    struct entry_overlay *overlay, struct app *app, struct area area, bool focused)
{
    struct combine_panel *combine = combine_self(overlay);
    int width = area.width < COMBINE_WIDEST ? area.width : COMBINE_WIDEST;
    int height = area.height < COMBINE_HEIGHT ? area.height : COMBINE_HEIGHT;
    struct area place = {
        area.y + (area.height - height) / 2, area.x + (area.width - width) / 2, height, width};
    struct area inside = screen_frame(place, overlay->ops->heading);
    struct area *body = &overlay->at[0];
    screen_textf(inside.y, inside.x, inside.width, STYLE_LABEL, "%s of \"%s\"",
        conflicts_text_field(&combine->item), combine->item.title);
    *body = (struct area){inside.y + 1, inside.x, inside.height - 2, inside.width};
    if (body->height > 0)
        edit_draw(&combine->edit, *body, STYLE_FOCUS, focused);
    if (inside.height > 1)
        screen_textf(inside.y + inside.height - 1, inside.x, inside.width, STYLE_MUTED, "%s: save",
            keymap_hint(&app->keys, ACTION_SAVE, PLACE_FORM));
}

/* --- keys ------------------------------------------------------------------------------------- */

static bool combine_type(
    struct entry_overlay *overlay, struct app *app, const struct key *key, bool *changed)
{
    (void)app;
    return edit_key(&combine_self(overlay)->edit, key, changed);
}

/* Enter in a text of one line. */
static void combine_accept(struct entry_overlay *overlay, struct app *app)
{
    entry_overlay_save(overlay, app);
}

/* In a text of several lines Enter begins a new one. */
static bool combine_accepts(const struct entry_overlay *overlay)
{
    return !((const struct combine_panel *)overlay)->edit.lines;
}

static void combine_preview(struct entry_overlay *overlay, struct app *app)
{
    (void)overlay;
    app->dirty = true;
}

static void combine_refresh(struct entry_overlay *overlay, struct app *app)
{
    (void)overlay;
    (void)app;
}

/* --- the draft -------------------------------------------------------------------------------- */

static enum li_err combine_save_draft(
    struct entry_overlay *overlay, struct context *context, struct li_error *err)
{
    struct combine_panel *combine = combine_self(overlay);
    const struct conflicts_item *item = &combine->item;
    size_t count = (size_t)item->kind->stored_count;
    const char **typed = li_calloc(count, sizeof *typed), **base = li_calloc(count, sizeof *base);
    typed[item->field] = combine->edit.text;
    base[item->field] = item->current;
    enum li_err code = form_draft_save(&combine->draft, context, typed, base, err);
    free(base);
    free(typed);
    return code;
}

/* A draft of that field and no other. */
static bool combine_fits(void *arg, const struct draft *draft)
{
    const struct conflicts_item *item = arg;
    for (int i = 0; i < item->kind->stored_count; i++)
        if ((draft->typed[i] != NULL) != (i == item->field))
            return false;
    return true;
}

static enum li_err combine_resume(
    struct combine_panel *combine, struct context *context, char **at, struct li_error *err)
{
    struct draft *draft;
    enum li_err code =
        form_draft_resume(&combine->draft, context, combine_fits, &combine->item, &draft, at, err);
    if (draft)
        edit_set(&combine->edit, draft->typed[combine->item.field]);
    draft_free(draft);
    return code;
}

/* --- the overlay ------------------------------------------------------------------------------ */

static enum li_err combine_save(
    struct entry_overlay *overlay, struct app *app, char **said, struct li_error *err)
{
    struct combine_panel *combine = combine_self(overlay);
    struct conflicts_item *item = &combine->item;
    enum li_err code =
        conflicts_decide(app->context, &item, 1, DECISION_COMBINE, combine->edit.text, err);
    if (code)
        return code;
    form_draft_done(&combine->draft, app->context);
    *said = li_format("Combined %s. Press %s to undo.", conflicts_text_field(item),
        keymap_text(&app->keys, ACTION_UNDO));
    return LI_OK;
}

static void combine_free(struct entry_overlay *overlay)
{
    edit_end(&combine_self(overlay)->edit);
    conflicts_item_clear(&combine_self(overlay)->item);
    free(overlay);
}

static const struct entry_overlay_ops combine_ops = {
    .heading = "Combine",
    .lines = 1,
    .again = ACTION_COMBINE,
    .draw = combine_draw,
    .type = combine_type,
    .accept = combine_accept,
    .accepts = combine_accepts,
    .preview = combine_preview,
    .refresh = combine_refresh,
    .save_draft = combine_save_draft,
    .save = combine_save,
    .free = combine_free,
};

struct panel *combine_panel_new(struct app *app, const struct conflicts_item *item)
{
    struct combine_panel *combine = li_calloc(1, sizeof *combine);
    struct li_error err;
    char *both = combine_both(item), *at = NULL;
    entry_overlay_begin(&combine->overlay, &combine_ops, &combine->draft);
    conflicts_item_copy(item, &combine->item);
    combine->draft = (struct form_draft){.kind = item->kind, .id = item->id, .about = NOT_ABOUT};
    edit_begin(&combine->edit, both, conflicts_item_described(item)->type == FIELD_LONG);
    free(both);
    if (combine_resume(combine, app->context, &at, &err))
        return entry_overlay_failed(&combine->overlay, app, &err);
    app_say_draft(app, at, item->kind->name, combine->draft.elsewhere);
    return &combine->overlay.panel;
}
