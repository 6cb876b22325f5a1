/*
 * empty_message.h: the message in place of the rows of a list, while there are none.
 */
#ifndef LI_TUI_LIST_EMPTY_MESSAGE_H
#define LI_TUI_LIST_EMPTY_MESSAGE_H

#include "tui/app/app.h"

/* Draws in the first row of the area: that records are being found (looking), that none matches the
   filter (NULL: there is none), or that there are none of the kind and how to add one. */
void empty_message_draw(const struct app *app, const struct kind *kind, const char *filter,
    bool looking, struct area area);

#endif
