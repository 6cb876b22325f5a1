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

struct logging {
    struct id goal;
    char *title, *affiliate, *unit; /* unit may be NULL */
    struct goal_facts facts;
    struct edit edits[LOG_LINES];
    struct few steps; /* for a goal of milestones */
    struct work_effect effect;
    bool effective; /* effect holds for what is typed */
    char *wrong;    /* why it does not; NULL: nothing is typed */
    struct keeping keeping;
};

/* draft: the key of the one to resume; NULL: the newest of the goal. *at, the caller's to free, is
   when it was kept; NULL: there was none. */
enum li_err logging_start(struct logging *logging, struct li *li, const struct id *goal,
    const struct id *draft, char **at, struct li_error *err);
void logging_free(struct logging *logging);

/* The goal may be another now: reads it again. */
enum li_err logging_renew(struct logging *logging, struct li *li, struct li_error *err);

/* Something is typed or chosen: works out what it would do. */
void logging_look(struct logging *logging, struct li *li);

bool logging_by_steps(const struct logging *logging);
/* A milestone keeps the day it was done and nothing else. */
bool logging_has(const struct logging *logging, enum logging_line line);
const struct field *logging_field(enum logging_line line);

/* Writes it and drops the draft. On failure *line is the one to mend, if it is one's fault. */
enum li_err logging_save(struct logging *logging, struct li *li, struct work_effect *effect,
    enum logging_line *line, struct li_error *err);

/* Keeps what is typed, if something is unkept, as a draft of progress under the goal's id. */
enum li_err logging_keep(struct logging *logging, struct li *li, struct li_error *err);

#endif
