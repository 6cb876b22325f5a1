/*
 * frame.c: draws the panels from the bottom up.
 */
#include "tui/loop/frame.h"
#include "data/base/memory.h"
#include "tui/app/as_of_mode.h"
#include "tui/loop/footer.h"
#include "tui/share/sharing.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_HEIGHT = 6, LEAST_WIDTH = 20 };

size_t frame_base(const struct app *app)
{
    assert(app && app->depth > 0);
    size_t base = app->depth;
    while (base > 0 && app->stack[--base]->ops->overlay)
        ;
    return base;
}

/* The title of the panel; the caller frees both texts. */
static void frame_title_of(struct panel *panel, char **left, char **right)
{
    assert(panel->ops->title);
    FILE *left_out = li_text_open(left), *right_out = li_text_open(right);
    panel->ops->title(panel, left_out, right_out);
    li_text_close(left_out);
    li_text_close(right_out);
}

/* Says that the past is shown, on every screen. Returns the column after it. */
static int frame_paint_past(const struct app *app, int room)
{
    char day[DATE_SHOWN_SIZE];
    char *says = li_format(" Viewing as of %s (read-only) ",
        date_show(app->context->today, context_dates(app->context), day));
    int width = text_width(says);
    int after = screen_text(0, 0, width < room ? width : room, STYLE_PAST, says) + 1;
    free(says);
    return after;
}

/* The state of sharing, in words. The caller frees it. */
static char *frame_sharing(const struct app *app)
{
    char *text = NULL;
    FILE *out = li_text_open(&text);
    if (app->sharing)
        sharing_title(app, out);
    li_text_close(out);
    return text;
}

/* Two texts side by side at the right end of the header, after x: both, the second, or none. */
static void frame_paint_right(const char *count, const char *shared, int x, int width)
{
    int counted = text_width(count), wide = text_width(shared), end = width - 1;
    if (wide > 0 && x + wide <= end)
        screen_text(0, end - wide, wide, STYLE_BAR, shared);
    if (counted > 0 && x + 2 + counted + wide <= end)
        screen_text(0, end - wide - counted, counted, STYLE_BAR, count);
}

/* The title at the left, the count and the state of sharing at the right. If they don't fit, the
   count is left out first, then the name of the program, then the state of sharing. */
static void frame_paint_header(struct app *app, struct area screen)
{
    char *left, *right, *shared = frame_sharing(app);
    frame_title_of(app->stack[frame_base(app)], &left, &right);
    const char *name = screen_ascii() ? "liaise - " : "liaise · ";
    int end = screen.width - 1, x = 1;
    int wide = text_width(left), own = text_width(name);
    screen_fill((struct area){0, 0, 1, screen.width}, STYLE_BAR);
    if (as_of_mode_is_shown(app))
        x = frame_paint_past(app, end - x);
    bool named = x + own + wide + text_width(shared) <= end;
    if (named)
        x = screen_text(0, x, own, STYLE_BAR, name);
    if (wide > 0)
        x = screen_text(0, x, x + wide < end ? wide : end - x, STYLE_BAR, left);
    frame_paint_right(named ? right : "", shared, x, screen.width);
    free(left);
    free(right);
    free(shared);
}

static void frame_paint_panels(struct app *app, struct area screen, size_t from, size_t to)
{
    struct area body = {1, 0, screen.height - 2, screen.width};
    for (size_t i = from; i < to; i++) {
        struct panel *panel = app->stack[i];
        screen_clip(panel->ops->overlay ? screen : body);
        panel_draw(panel, app, body, i + 1 == app->depth);
    }
    screen_clip(screen);
}

void frame_paint(struct app *app)
{
    struct area screen = screen_area();
    assert(app && app->depth > 0);
    screen_begin();
    if (screen.height < LEAST_HEIGHT || screen.width < LEAST_WIDTH) {
        screen_text(0, 0, screen.width, STYLE_TEXT, "Screen too small.");
    } else {
        size_t base = frame_base(app);
        frame_paint_panels(app, screen, base, base + 1);
        frame_paint_header(
            app, screen); /* after the panel, because it shows how far that is scrolled */
        footer_paint(app, screen);
        frame_paint_panels(app, screen, base + 1, app->depth);
    }
    screen_end();
}
