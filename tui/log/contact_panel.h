/*
 * contact_panel.h: `c`: what kind of contact, with whom, about what, and when to come back to it.
 */
#ifndef LI_TUI_LOG_CONTACT_PANEL_H
#define LI_TUI_LOG_CONTACT_PANEL_H

#include "core/record/draft.h"
#include "tui/app/panel.h"

/* A contact with the counterpart of that record: of a person, with them; of an activity whose
   follow-up is open, which is done then. draft: the key of the one to resume; NULL: the newest.
   NULL when there is none; the app has said why. */
struct panel *contact_panel_new(
    struct app *app, const struct kind *kind, const struct id *id, const struct id *draft);

/* Whether a draft is one of this panel's: its id is then the affiliate's. */
bool contact_panel_draft(const struct draft *draft);

#endif
