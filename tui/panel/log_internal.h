/*
 * log_internal.h: what the keys and the painting of progress share.
 */
#ifndef LI_PANEL_LOG_INTERNAL_H
#define LI_PANEL_LOG_INTERNAL_H

#include "logging.h"
#include "slip.h"

struct log {
    struct slip slip;
    struct logging logging;
};

void log_draw(struct slip *slip, struct app *app, struct area area, bool focused);

/* "40 % at-risk"; the caller frees it. */
char *log_standing(const struct app *app, const struct goal_facts *facts);

#endif
