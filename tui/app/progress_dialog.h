/*
 * progress_dialog.h: how far a long piece of work is, over whatever stands on the screen; Esc stops
 * it.
 *
 * It shows only when the work takes longer than a moment. Keys pressed meanwhile are acted on after
 * it.
 */
#ifndef LI_TUI_APP_PROGRESS_DIALOG_H
#define LI_TUI_APP_PROGRESS_DIALOG_H

#include "tui/app/app.h"

struct progress_dialog {
    struct app *app;
    const char *doing; /* "Archiving 1 204 affiliates" */
    double began, looked, shown;
    int64_t done, total, count;
    bool stopped;
};

/* From here to progress_dialog_end a running statement of the database is stopped by Esc too. doing
   must outlive it. */
void progress_dialog_start(struct progress_dialog *dialog, struct app *app, const char *doing);
void progress_dialog_end(struct progress_dialog *dialog);

/* A store_wait_observer whose arg is the app: says over the screen that another program is waited
   for, and lets Esc stop that. */
bool progress_dialog_waits(void *app, double seconds);

/* A progress_fn whose arg is a struct dialog. */
bool progress_dialog_tell(void *dialog, int64_t done, int64_t total, int64_t count);

#endif
