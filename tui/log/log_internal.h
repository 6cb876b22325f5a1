/*
 * log_internal.h: what the keys and the painting of progress share.
 */
#ifndef LI_TUI_LOG_LOG_INTERNAL_H
#define LI_TUI_LOG_LOG_INTERNAL_H

#include "tui/log/log_model.h"
#include "tui/widget/entry_overlay.h"

struct log {
    struct entry_overlay slip;
    struct log_model logging;
};

void log_draw(struct entry_overlay *slip, struct app *app, struct area area, bool focused);

/* "40 % at-risk"; the caller frees it. */
char *log_standing(const struct app *app, const struct goal_facts *facts);

#endif
