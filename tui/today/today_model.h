/*
 * today_model.h: what stands on the screen of what needs attention: a heading for each topic that
 * has lines, its lines, and how many more there are.
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
    int64_t row; /* of a line: its row id; else 0 */
};

struct today_model;

/* context must outlive it. */
struct today_model *today_model_new(struct context *context);
void today_model_free(struct today_model *model);

/* Begins to find what needs attention: mine, or everyone's. LI_NONE: the user is no known person.
   On failure nothing changes. */
enum li_err today_model_find(struct today_model *model, bool mine, struct li_error *err);

/* Records may have changed: topics they belong to are found again, and lines loaded again. What is
   shown stays until all of it is found. */
enum li_err today_model_refresh(struct today_model *model, struct li_error *err);

/* A slice of finding, of so many rows. 1: there is more. 0: all is found. -1: *err says why. */
int today_model_work(struct today_model *model, size_t rows, struct li_error *err);

/* Closes the statements that are in the midst of being read; work begins them again. */
void today_model_rest(struct today_model *model);

bool today_model_mine(const struct today_model *model);
bool today_model_whole(const struct today_model *model); /* all is found and counted */
size_t today_model_total(const struct today_model *model);

/* What stands on each line of the screen, in order. Valid until the next call. */
const struct today_spot *today_model_spots(struct today_model *model, size_t *count);

/* "Goals at risk  12", or how many more there are. The caller frees it. */
char *today_model_words(const struct today_model *model, const struct today_spot *spot);

/* What stands at that place, NULL: nothing; and the line there, NULL: none is, or it needs no
   attention any more. Valid until the next call. */
const struct today_spot *today_model_spot(struct today_model *model, size_t at);
const struct agenda_line *today_model_line(struct today_model *model, size_t at);

/* The cursor is held on what stands at that place; and goes to where that stands now, staying on
   its line of the screen. Held on nothing, it stays where it is. */
void today_model_hold(struct today_model *model, size_t at);
void today_model_follow(struct today_model *model, struct scroll *scroll);

/* The line of that spot; NULL: it needs no attention any more, and the spots have changed. Valid
   until the next call. */
const struct agenda_line *today_model_load(
    struct today_model *model, const struct today_spot *spot, struct li_error *err);

#endif
