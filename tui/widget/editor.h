/*
 * editor.h: a long text written in the person's own editor.
 */
#ifndef LI_TUI_WIDGET_EDITOR_H
#define LI_TUI_WIDGET_EDITOR_H

#include "tui/app/app.h"

/* Opens text in the editor of the settings, of VISUAL or of EDITOR. *out is what was saved there,
   the caller's to free. A file that cannot be read again is left where it is, and named. */
enum li_err editor_edit(struct app *app, const char *text, char **out, struct li_error *err);

#endif
