/*
 * current_record.h: actions on the current record or, where records are selected, on those. Each
 * group begins with the function that tells whether they can be done; the others rely on it.
 */
#ifndef LI_TUI_ACTION_CURRENT_RECORD_H
#define LI_TUI_ACTION_CURRENT_RECORD_H

#include "tui/app/app.h"

/* There is a current record, or records are selected. */
bool current_record_any(struct app *app, struct panel *panel);
void current_record_edit(struct app *app, struct panel *panel);
void current_record_archive(struct app *app, struct panel *panel);

bool current_record_is_affiliate(struct app *app, struct panel *panel);
void current_record_assign(struct app *app, struct panel *panel);

/* There is a current record; the selection does not matter. */
bool current_record_one(struct app *app, struct panel *panel);
void current_record_open_link(struct app *app, struct panel *panel);

/* There is a goal: under the cursor, the current record, or the one this belongs to. */
bool current_record_has_goal(struct app *app, struct panel *panel);
void current_record_log(struct app *app, struct panel *panel);

/* Something can be added, perhaps to the current record. */
bool current_record_can_add(struct app *app, struct panel *panel);
void current_record_add(struct app *app, struct panel *panel);

/* These also work without a record. */
void current_record_hand_over(struct app *app, struct panel *panel);
void current_record_duplicates(struct app *app, struct panel *panel);

#endif
