/*
 * prompt.h: one line being typed where the footer is: a filter, an answer.
 */
#ifndef LI_TUI_WIDGET_PROMPT_H
#define LI_TUI_WIDGET_PROMPT_H

#include "tui/app/panel.h"

struct prompt_ops {
    const char *label; /* "/" */
    const char *help;  /* shown muted while nothing is typed; NULL: nothing */
    /* With every change of the text. NULL: not told. */
    void (*changed)(void *arg, struct app *app, const char *text);
    /* At the end, with the text, or NULL when it was given up. The panel is gone by then. */
    void (*done)(void *arg, struct app *app, const char *text);
    /* Up and Down: another line of what is filtered. NULL: not told. */
    void (*moved)(void *arg, struct app *app, enum action action);
};

/* text: what stands there at first; NULL: nothing. */
struct panel *prompt_new(const struct prompt_ops *ops, const char *text, void *arg);

/* Says what is wrong with the text, beside it. NULL: nothing is. Copied. */
void prompt_remark(struct panel *panel, const char *remark);

#endif
