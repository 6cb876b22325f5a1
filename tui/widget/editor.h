/*
 * editor.h: a long text edited in the user's own editor.
 */
#ifndef LI_TUI_WIDGET_EDITOR_H
#define LI_TUI_WIDGET_EDITOR_H

#include "tui/app/app.h"

/* Opens text in the editor that the settings, VISUAL or EDITOR name, else in vi. *out, the caller's
   to free, is what was saved there. On failure the file stays, and *err names it. */
enum li_err editor_edit(struct app *app, const char *text, char **out, struct li_error *err);

#endif
