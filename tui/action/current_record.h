/*
 * current_record.h: what actions do with the current record or, where several are selected, with
 * those.
 *
 * What tells whether something is there comes before what is done with it, which relies on it.
 */
#ifndef LI_TUI_ACTION_CURRENT_RECORD_H
#define LI_TUI_ACTION_CURRENT_RECORD_H

#include "tui/app/app.h"

/* A record, or selected ones. */
bool current_record_any(struct app *app, struct panel *panel);
void current_record_edit(struct app *app, struct panel *panel);
void current_record_archive(struct app *app, struct panel *panel);

bool current_record_is_affiliate(struct app *app, struct panel *panel);
void current_record_assign(struct app *app, struct panel *panel);

/* One record, whatever is selected. */
bool current_record_one(struct app *app, struct panel *panel);
void current_record_open_link(struct app *app, struct panel *panel);

/* A goal: under the cursor, the current record, or the one that this belongs to. */
bool current_record_has_goal(struct app *app, struct panel *panel);
void current_record_log(struct app *app, struct panel *panel);

/* Something can be added, perhaps to the current record. */
bool current_record_can_add(struct app *app, struct panel *panel);
void current_record_add(struct app *app, struct panel *panel);

/* These do without a record as well. */
void current_record_hand_over(struct app *app, struct panel *panel);
void current_record_duplicates(struct app *app, struct panel *panel);

#endif
