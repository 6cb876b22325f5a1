/*
 * exporting.h: records written to a file from the screen.
 */
#ifndef LI_EXPORTING_H
#define LI_EXPORTING_H

#include "app.h"

/* Whether a file is there already. "~/" is the home folder, here and below. */
bool exporting_would_replace(const char *path);

/* Writes the file, whole or not at all, in the format its ending names, under a gauge, and says so.
   False: *err says why not. */
bool exporting_write(
    struct app *app, const struct taken *taken, const char *path, struct li_error *err);

#endif
