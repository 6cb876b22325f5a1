/*
 * progress_dialog.c: a frame with a bar, painted over the screen several times a second.
 */
#include "tui/app/progress_dialog.h"
#include "core/base/number.h"
#include <assert.h>
#include <math.h>
#include <time.h>

/* Seconds: until it first shows, between two frames, between two looks at the keys. */
static const double progress_delay = 0.5, progress_frame = 0.1, progress_glance = 0.01;

enum { WIDTH = 64, HEIGHT = 6 };

static double progress_dialog_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* "24 600 done, 8 200 a second, 11 s left" */
static void progress_draw_words(
    const struct progress_dialog *dialog, struct area area, double part, double spent)
{
    char done[NUMBER_SIZE], rate[NUMBER_SIZE];
    if (dialog->done == 0)
        screen_text(area.y, area.x, area.width, STYLE_TEXT, "Starting");
    else if (dialog->done >= dialog->total)
        screen_text(area.y, area.x, area.width, STYLE_TEXT, "Finishing");
    else if (dialog->count == 0)
        screen_textf(area.y, area.x, area.width, STYLE_TEXT, "Checking records, %.0f s left",
            spent * (1 - part) / part);
    else
        screen_textf(area.y, area.x, area.width, STYLE_TEXT, "%s done, %s per second, %.0f s left",
            number_grouped(dialog->count, done),
            number_grouped((int64_t)((double)dialog->count / spent), rate),
            spent * (1 - part) / part);
}

/* A frame in the middle with what Esc does in its last row. Returns the area inside. */
static struct area progress_paint_frame(const char *title, const char *esc)
{
    struct area screen = screen_area();
    int width = screen.width < WIDTH ? screen.width : WIDTH;
    int height = screen.height < HEIGHT ? screen.height : HEIGHT;
    screen_clip(screen);
    struct area inside = screen_frame(
        (struct area){(screen.height - height) / 2, (screen.width - width) / 2, height, width},
        title);
    screen_text(inside.y + 3, inside.x, inside.width, STYLE_MUTED, esc);
    return inside;
}

static void progress_paint(const struct progress_dialog *dialog, double spent)
{
    double part = dialog->total > 0 ? (double)dialog->done / (double)dialog->total : 0;
    struct area inside =
        progress_paint_frame(dialog->doing, "Press Esc to stop; no partial changes are made.");
    progress_draw_words(dialog, inside, part, spent);
    screen_bar(inside.y + 1, inside.x, inside.width - 6, part, NAN, STYLE_GOOD);
    screen_textf(inside.y + 1, inside.x + inside.width - 5, 5, STYLE_TEXT, "%3.0f%%", part * 100);
    screen_cursor(-1, -1);
    screen_end();
}

/* For store_on_progress: whether to stop. */
static bool progress_asks(void *arg)
{
    struct progress_dialog *dialog = arg;
    double now = progress_dialog_seconds();
    if (dialog->stopped || now - dialog->looked < progress_glance)
        return dialog->stopped;
    dialog->looked = now;
    dialog->stopped = input_stops();
    if (now - dialog->began >= progress_delay && now - dialog->shown >= progress_frame) {
        dialog->shown = now;
        progress_paint(dialog, now - dialog->began);
    }
    return dialog->stopped;
}

static void progress_paint_wait(double spent)
{
    struct area inside = progress_paint_frame("Waiting for another program to finish writing",
        "Press Esc to stop waiting; nothing is changed.");
    screen_textf(inside.y, inside.x, inside.width, STYLE_TEXT, "%.0f s", spent);
    screen_cursor(-1, -1);
    screen_end();
}

bool progress_dialog_waits(void *arg, double waited)
{
    static double shown;
    struct app *app = arg;
    if (waited < progress_delay) {
        shown = 0;
        return true;
    }
    if (waited - shown >= progress_frame) {
        shown = waited;
        progress_paint_wait(waited);
        app->dirty = true;
    }
    return !input_stops();
}

bool progress_dialog_tell(void *arg, int64_t done, int64_t total, int64_t count)
{
    struct progress_dialog *dialog = arg;
    dialog->done = done;
    dialog->total = total;
    dialog->count = count;
    return !progress_asks(dialog);
}

void progress_dialog_begin(struct progress_dialog *dialog, struct app *app, const char *doing)
{
    assert(app->context && doing);
    *dialog =
        (struct progress_dialog){.app = app, .doing = doing, .began = progress_dialog_seconds()};
    store_on_progress(app->context->store, progress_asks, dialog);
}

void progress_dialog_end(struct progress_dialog *dialog)
{
    store_on_progress(dialog->app->context->store, NULL, NULL);
    dialog->app->dirty = true;
}
