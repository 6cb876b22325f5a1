/*
 * log_model.h: progress on a goal being logged, apart from the screen: what is typed, the effect it
 * would have, its draft.
 */
#ifndef LI_TUI_LOG_LOG_MODEL_H
#define LI_TUI_LOG_LOG_MODEL_H

#include "core/log/log_progress.h"
#include "tui/term/edit.h"
#include "tui/widget/form_draft.h"
#include "tui/widget/milestone_list.h"

enum log_line { LOG_VALUE, LOG_NOTE, LOG_DAY, LOG_CONFIDENCE, LOG_EVIDENCE, LOG_LINES };

struct log_model {
    struct log_goal goal;
    char *affiliate; /* its name; NULL: none */
    struct edit edits[LOG_LINES];
    struct short_list milestones; /* the open ones, of a goal measured by them */
    struct log_effect effect;
    bool has_effect; /* effect is that of what is typed */
    char *wrong;     /* why it has none; NULL: nothing is typed, or has_effect */
    struct form_draft draft;
};

/* draft: the key of the one to resume; NULL: the newest of the goal. *at, the caller's to free, is
   when it was saved; NULL: there was none. End it, after a failure too. */
enum li_err log_model_begin(struct log_model *model, struct context *context, const struct id *goal,
    const struct id *draft, char **at, struct li_error *err);
void log_model_end(struct log_model *model);

/* Loads the goal again: it may have changed. */
enum li_err log_model_refresh(
    struct log_model *model, struct context *context, struct li_error *err);

/* Something else is typed or chosen: sets effect, has_effect and wrong. */
void log_model_preview(struct log_model *model, struct context *context);

bool log_model_by_milestones(const struct log_model *model);
/* Whether the line is shown: a milestone has only the date it was done. */
bool log_model_has(const struct log_model *model, enum log_line line);
const struct field *log_model_field(enum log_line line); /* of a progress entry */

/* Saves the progress and drops the draft. On failure *line is the one to correct, if it is one's
   fault; else it is left alone. */
enum li_err log_model_save(struct log_model *model, struct context *context,
    struct log_effect *effect, enum log_line *line, struct li_error *err);

/* Saves what is typed as a draft under the goal's id, if the draft is not that yet. */
enum li_err log_model_save_draft(
    struct log_model *model, struct context *context, struct li_error *err);

enum health log_model_health(struct context *context, const struct goal_facts *facts);
/* The progress and health of a goal: "40%, at risk", or the health alone without a fraction.
   The caller frees it. */
char *log_model_standing(struct context *context, const struct goal_facts *facts);

#endif
