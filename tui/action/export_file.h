/*
 * export_file.h: records written to a file from the screen.
 */
#ifndef LI_TUI_ACTION_EXPORT_FILE_H
#define LI_TUI_ACTION_EXPORT_FILE_H

#include "tui/app/app.h"

/* Whether a file is there already. "~/" is the home folder, here and below. */
bool export_file_would_replace(const char *path);

/* Writes the file, whole or not at all, in the format its ending names, under a gauge, and says so.
   False: *err says why not. */
bool export_file_write(struct app *app, const struct panel_selection *selection, const char *path,
    struct li_error *err);

#endif
