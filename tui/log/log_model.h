/*
 * log_model.h: progress on a goal being logged, apart from the screen: what is typed, what it would
 * do, its draft.
 */
#ifndef LI_TUI_LOG_LOG_MODEL_H
#define LI_TUI_LOG_LOG_MODEL_H

#include "core/log/log_progress.h"
#include "tui/term/edit.h"
#include "tui/widget/form_draft.h"
#include "tui/widget/milestone_list.h"

enum logging_line { LOG_VALUE, LOG_NOTE, LOG_DAY, LOG_CONFIDENCE, LOG_EVIDENCE, LOG_LINES };

struct log_model {
    struct id goal;
    char *title, *affiliate, *unit; /* unit may be NULL */
    struct goal_facts facts;
    struct edit edits[LOG_LINES];
    struct short_list steps; /* for a goal of milestones */
    struct work_effect effect;
    bool effective; /* effect holds for what is typed */
    char *wrong;    /* why it does not; NULL: nothing is typed */
    struct form_draft keeping;
};

/* draft: the key of the one to resume; NULL: the newest of the goal. *at, the caller's to free, is
   when it was kept; NULL: there was none. */
enum li_err log_model_start(struct log_model *logging, struct context *context,
    const struct id *goal, const struct id *draft, char **at, struct li_error *err);
void log_model_free(struct log_model *logging);

/* The goal may be another now: reads it again. */
enum li_err log_model_renew(
    struct log_model *logging, struct context *context, struct li_error *err);

/* Something is typed or chosen: works out what it would do. */
void log_model_look(struct log_model *logging, struct context *context);

bool log_model_by_steps(const struct log_model *logging);
/* A milestone keeps the day it was done and nothing else. */
bool log_model_has(const struct log_model *logging, enum logging_line line);
const struct field *log_model_field(enum logging_line line);

/* Writes it and drops the draft. On failure *line is the one to mend, if it is one's fault. */
enum li_err log_model_save(struct log_model *logging, struct context *context,
    struct work_effect *effect, enum logging_line *line, struct li_error *err);

/* Keeps what is typed, if something is unkept, as a draft of progress under the goal's id. */
enum li_err log_model_keep(
    struct log_model *logging, struct context *context, struct li_error *err);

#endif
