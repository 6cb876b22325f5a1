/*
 * progress_dialog.h: the progress of long work, over whatever is on the screen; Esc stops the work.
 * It shows only when the work takes longer than a moment. Keys pressed meanwhile count after it.
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

/* Until progress_dialog_end, Esc also stops a running statement of the database. doing must outlive
   the dialog. */
void progress_dialog_begin(struct progress_dialog *dialog, struct app *app, const char *doing);
void progress_dialog_end(struct progress_dialog *dialog);

/* A store_wait_observer whose arg is the app: shows that another program is waited for, and lets
   Esc stop that. */
bool progress_dialog_waits(void *app, double seconds);

/* A progress_fn whose arg is a struct progress_dialog. */
bool progress_dialog_tell(void *dialog, int64_t done, int64_t total, int64_t count);

#endif
