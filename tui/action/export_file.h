/*
 * export_file.h: records written to a file from the screen.
 */
#ifndef LI_TUI_ACTION_EXPORT_FILE_H
#define LI_TUI_ACTION_EXPORT_FILE_H

#include "tui/app/app.h"

/* Whether the file exists. "~/" is the home folder, here and below. */
bool export_file_would_replace(const char *path);

/* Writes the file, whole or not at all, in the format of its extension, with a progress dialog; the
   app says so. False: *err says why not. */
bool export_file_write(struct app *app, const struct panel_selection *selection, const char *path,
    struct li_error *err);

#endif
