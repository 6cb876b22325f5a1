/*
 * current_record.h: what actions do with the record at hand or, where many are marked, with those.
 *
 * What tells whether something is there comes before what is done with it, which relies on it.
 */
#ifndef LI_TUI_ACTION_CURRENT_RECORD_H
#define LI_TUI_ACTION_CURRENT_RECORD_H

#include "tui/app/app.h"

/* A record, or marked ones. */
bool current_record_any(struct app *app, struct panel *panel);
void current_record_edit(struct app *app, struct panel *panel);
void current_record_archive(struct app *app, struct panel *panel);

bool current_record_is_affiliate(struct app *app, struct panel *panel);
void current_record_assign(struct app *app, struct panel *panel);

/* One record, whatever is marked. */
bool current_record_one(struct app *app, struct panel *panel);
void current_record_open_link(struct app *app, struct panel *panel);

/* A goal: under the cursor, at hand, or the one that the record at hand belongs to. */
bool current_record_has_goal(struct app *app, struct panel *panel);
void current_record_log(struct app *app, struct panel *panel);

/* Something can be added, perhaps to the record at hand. */
bool current_record_can_add(struct app *app, struct panel *panel);
void current_record_add(struct app *app, struct panel *panel);

/* These do without a record as well. */
void current_record_hand_over(struct app *app, struct panel *panel);
void current_record_duplicates(struct app *app, struct panel *panel);

#endif
