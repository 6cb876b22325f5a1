/*
 * contact_panel.h: `c`: what kind of contact, with whom, about what, and when to follow up.
 */
#ifndef LI_TUI_LOG_CONTACT_PANEL_H
#define LI_TUI_LOG_CONTACT_PANEL_H

#include "core/record/draft.h"
#include "tui/app/panel.h"

/* A contact with the affiliate of that record, begun as contact_model_begin says. draft: the key of
   the one to resume; NULL: the newest. Returns NULL when there is no affiliate; the app has said
   why. */
struct panel *contact_panel_new(
    struct app *app, const struct kind *kind, const struct id *id, const struct id *draft);

/* Whether a draft is one of this panel's; its id is then the affiliate's. */
bool contact_panel_draft(const struct draft *draft);

#endif
