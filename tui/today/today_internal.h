/*
 * today_internal.h: what the parts of the screen of what needs attention know of each other.
 */
#ifndef LI_TUI_TODAY_TODAY_INTERNAL_H
#define LI_TUI_TODAY_TODAY_INTERNAL_H

#include "tui/app/app.h"
#include "tui/app/scroll.h"
#include "tui/today/today_model.h"

struct today_panel {
    struct panel panel;
    struct today_model *lines;
    struct spot on;             /* the line the cursor stays on; row 0: on none yet */
    size_t painted;             /* how many there were when it was painted last */
    struct panel *ask;          /* the day being typed; NULL: none is */
    struct agenda_line put_off; /* what that puts off */
};

int today_height(const struct today_panel *today); /* lines of the screen for spots */
struct area today_body(const struct today_panel *today);
/* What the cursor is on, and the line there; NULL: nothing, no line. */
const struct spot *today_at(const struct today_panel *today);
const struct agenda_line *today_line(const struct today_panel *today);
/* The cursor stays on its line, and that on its line of the screen, whatever comes before it. */
void today_follow(struct today_panel *today);

/* today_act.c: what the line under the cursor asks for; its record; putting it off. */
void today_act(struct today_panel *today, struct app *app);
void today_open_page(struct today_panel *today, struct app *app);
void today_put_off(struct today_panel *today, struct app *app);

/* today_draw.c */
void today_draw(struct panel *panel, struct app *app, struct area area, bool focused);

#endif
