/*
 * today_model.h: what stands on the screen of what needs attention: a heading for each topic that
 * has lines, its lines, and how many more there are.
 */
#ifndef LI_TUI_TODAY_TODAY_MODEL_H
#define LI_TUI_TODAY_TODAY_MODEL_H

#include "core/agenda/agenda.h"

enum spot_type { SPOT_HEADING, SPOT_LINE, SPOT_MORE };

/* One line of the screen. */
struct spot {
    enum spot_type type;
    enum topic_id topic;
    int64_t row; /* SPOT_LINE */
};

struct today_model;

/* li must outlive it. */
struct today_model *today_model_new(struct context *context);
void today_model_free(struct today_model *lines);

/* Looks for what needs attention. What stood there stays until all of it is found, unless it was
   another's: mine or everyone's. LI_NONE: nobody is called as who is at work. */
enum li_err today_model_find(struct today_model *lines, bool mine, struct li_error *err);

/* Records may have changed: what that concerns is looked at again, and what stands there is read
   again. */
enum li_err today_model_refresh(struct today_model *lines, struct li_error *err);

/* A slice of looking, of so many rows. 1: there is more. 0: all is found. -1: *err says why. */
int today_model_work(struct today_model *lines, size_t rows, struct li_error *err);

/* Lets go of what it is in the midst of reading. */
void today_model_rest(struct today_model *lines);

bool today_model_mine(const struct today_model *lines);
bool today_model_whole(const struct today_model *lines); /* all is found and counted */
size_t today_model_total(const struct today_model *lines);

/* Places on the screen, in order. Valid until anything else is asked of it. */
const struct spot *today_model_spots(struct today_model *lines, size_t *count);

/* "Goals at risk  12", or how many more there are. The caller frees it. */
char *today_model_words(const struct today_model *lines, const struct spot *spot);

/* What stands in the line there; NULL: it needs no attention any more, and the spots are others
   now. Valid until the next. */
const struct agenda_line *today_model_read(
    struct today_model *lines, const struct spot *spot, struct li_error *err);

#endif
