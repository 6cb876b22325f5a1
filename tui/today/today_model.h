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
    enum agenda_topic topic;
    int64_t row; /* SPOT_LINE */
};

struct today_lines;

/* li must outlive it. */
struct today_lines *today_lines_new(struct li *li);
void today_lines_free(struct today_lines *lines);

/* Looks for what needs attention. What stood there stays until all of it is found, unless it was
   another's: mine or everyone's. LI_NONE: nobody is called as who is at work. */
enum li_err today_lines_find(struct today_lines *lines, bool mine, struct li_error *err);

/* Records may have changed: what that concerns is looked at again, and what stands there is read
   again. */
enum li_err today_lines_refresh(struct today_lines *lines, struct li_error *err);

/* A slice of looking, of so many rows. 1: there is more. 0: all is found. -1: *err says why. */
int today_lines_work(struct today_lines *lines, size_t rows, struct li_error *err);

/* Lets go of what it is in the midst of reading. */
void today_lines_rest(struct today_lines *lines);

bool today_lines_mine(const struct today_lines *lines);
bool today_lines_whole(const struct today_lines *lines); /* all is found and counted */
size_t today_lines_total(const struct today_lines *lines);

/* Places on the screen, in order. Valid until anything else is asked of it. */
const struct spot *today_lines_spots(struct today_lines *lines, size_t *count);

/* "Goals at risk  12", or how many more there are. The caller frees it. */
char *today_lines_words(const struct today_lines *lines, const struct spot *spot);

/* What stands in the line there; NULL: it needs no attention any more, and the spots are others
   now. Valid until the next. */
const struct agenda_line *today_lines_read(
    struct today_lines *lines, const struct spot *spot, struct li_error *err);

#endif
