/*
 * prompt.h: a line of input in place of the footer: a filter, an answer.
 */
#ifndef LI_TUI_WIDGET_PROMPT_H
#define LI_TUI_WIDGET_PROMPT_H

#include "tui/app/panel.h"

struct prompt_ops {
    const char *label; /* "/" */
    const char *help;  /* shown while nothing is typed; NULL: nothing */
    /* Called with every change of the text. NULL: not called. */
    void (*changed)(void *arg, struct app *app, const char *text);
    /* Called at the end, once the panel is gone, with the text; NULL: it was canceled. */
    void (*done)(void *arg, struct app *app, const char *text);
    /* Called for Up and Down, to move in the list that is filtered. NULL: not called. */
    void (*moved)(void *arg, struct app *app, enum action action);
};

/* text: what is in the line at first; NULL: nothing. ops must outlive the panel. */
struct panel *prompt_new(const struct prompt_ops *ops, const char *text, void *arg);

/* A remark beside the text, such as why it is wrong. NULL: none. Copied. */
void prompt_remark(struct panel *panel, const char *remark);

#endif
