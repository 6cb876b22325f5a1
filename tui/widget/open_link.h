/*
 * open_link.h: opens a link or a file with another program.
 */
#ifndef LI_TUI_WIDGET_OPEN_LINK_H
#define LI_TUI_WIDGET_OPEN_LINK_H

#include "tui/app/app.h"

/* Opens a link (an address, or a path as in core/record/attachment.h) with the program that the
   setting opener names, which gets the terminal; else with the system's, which gets it only where
   there is no graphical display. The app says what was opened, or why it could not be. */
void open_link_open(struct app *app, const char *link);

/* Opens the first link of the record, and warns if the file has changed since its checksum was
   recorded. False: the record has no link. */
bool open_link_record(struct app *app, const struct kind *kind, const struct id *id);

#endif
