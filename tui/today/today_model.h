/*
 * today_model.h: what needs attention, as lines of the screen: for each topic that has some, a
 * heading, its lines, and how many more there are.
 */
#ifndef LI_TUI_TODAY_TODAY_MODEL_H
#define LI_TUI_TODAY_TODAY_MODEL_H

#include "core/agenda/agenda.h"
#include "tui/app/scroll.h"

enum today_spot_type { TODAY_HEADING, TODAY_LINE, TODAY_MORE };

/* One line of the screen. */
struct today_spot {
    enum today_spot_type type;
    enum topic_id topic;
    int64_t row; /* the row id of a line; else 0 */
};

struct today_model;

/* context must outlive it. */
struct today_model *today_model_new(struct context *context);
void today_model_free(struct today_model *model);

/* Begins to find what needs attention: mine, or everyone's. LI_NONE: the user is not in the People
   list. On failure nothing changes. */
enum li_err today_model_find(struct today_model *model, bool mine, struct li_error *err);

/* Records may have changed: finds their topics again, and loads lines again. What is shown stays
   until all is found. */
enum li_err today_model_refresh(struct today_model *model, struct li_error *err);

/* A slice of finding, of so many rows. 1: there is more. 0: all is found. -1: *err says why. */
int today_model_work(struct today_model *model, size_t rows, struct li_error *err);

/* Closes the statements that are being read; work begins them again. */
void today_model_rest(struct today_model *model);

bool today_model_mine(const struct today_model *model);
bool today_model_whole(const struct today_model *model); /* all is found and counted */
size_t today_model_total(const struct today_model *model);

/* The lines of the screen, in order. Valid until the next call. */
const struct today_spot *today_model_spots(struct today_model *model, size_t *count);

/* The text of a heading, "Goals at risk  12", or of how many more there are. The caller frees it.
 */
char *today_model_words(const struct today_model *model, const struct today_spot *spot);

/* The spot at that place; NULL: there is none. And its line; NULL: it is no line, or needs no
   attention any more. Valid until the next call. */
const struct today_spot *today_model_spot(struct today_model *model, size_t at);
const struct agenda_line *today_model_line(struct today_model *model, size_t at);

/* hold: the cursor belongs to the spot at that place. follow: moves it to where that spot is now,
   on the same line of the screen. Without a spot held, it stays. */
void today_model_hold(struct today_model *model, size_t at);
void today_model_follow(struct today_model *model, struct scroll *scroll);

/* The line of a spot; NULL: it needs no attention any more, and the spots have changed. Valid until
   the next call. */
const struct agenda_line *today_model_load(
    struct today_model *model, const struct today_spot *spot, struct li_error *err);

#endif
