/*
 * open_link.h: a link or a file opened with another program.
 */
#ifndef LI_TUI_WIDGET_OPEN_LINK_H
#define LI_TUI_WIDGET_OPEN_LINK_H

#include "tui/app/app.h"

/* Opens a link (an address, or a path as core/record/attachment.h reads it) with the program of the
   settings (opener), which gets the terminal, or with the system's, which gets it only where there
   is no graphical display. Says what it opened, or why it could not. */
void open_link_link(struct app *app, const char *link);

/* Opens the first link that the record holds; a file that is no longer the one whose digest was
   kept with a word about it. False: the record holds none. */
bool open_link_record(struct app *app, const struct kind *kind, const struct id *id);

#endif
