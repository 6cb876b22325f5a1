/*
 * log_progress.c: logging progress: a value on a goal, or a milestone done.
 */
#include "core/log/log_progress.h"
#include "core/base/text.h"
#include "core/kind/goal.h"
#include "core/kind/goal_facts.h"
#include "core/kind/milestone.h"
#include "core/kind/progress.h"
#include "core/log/goal_value.h"
#include "core/record/record_check.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One log on its way from what was typed to the record that is written. */
struct log_model {
    struct context *context;
    const struct id *goal;
    const struct log_progress *log;
    struct work_effect effect;
    char *unit;            /* of the goal; NULL: none */
    struct record *record; /* a progress entry, or the milestone */
    int field;             /* of progress: what is wrong, -1 when nothing is */
    struct li_error *err;
};

static enum li_err log_wrong(struct log_model *logging, int field, const char *message)
{
    logging->field = field;
    return li_fail(logging->err, LI_REFUSED, "%s", message);
}

static void log_progress_first_problem(void *arg, int field, const char *message)
{
    struct log_model *logging = arg;
    if (logging->err->code == LI_OK)
        log_wrong(logging, field, message);
}

/* --- a value ---------------------------------------------------------------------------------- */

/* The caller frees *out. */
static enum li_err log_read_value(struct log_model *logging, char **out)
{
    char *typed = text_normal(logging->log->value ? logging->log->value : "");
    if (!typed) {
        *out = li_strdup(logging->log->value); /* refused when it is read */
        return LI_OK;
    }
    enum li_err code = goal_value(&logging->effect.before, logging->unit, typed, out, logging->err);
    if (code)
        logging->field = PROGRESS_VALUE;
    free(typed);
    return code;
}

static enum li_err log_read_entry(struct log_model *logging)
{
    const struct log_progress *log = logging->log;
    char *value = NULL;
    enum li_err code = log_read_value(logging, &value);
    const struct {
        int field;
        const char *typed;
    } given[] = {
        {PROGRESS_VALUE, value},
        {PROGRESS_DAY, log->on},
        {PROGRESS_NOTE, log->note},
        {PROGRESS_CONFIDENCE, log->confidence},
        {PROGRESS_EVIDENCE, log->evidence},
    };
    for (size_t i = 0; i < sizeof given / sizeof *given && !code; i++) {
        if (!given[i].typed)
            continue;
        code = record_parse(
            logging->context, logging->record, given[i].field, given[i].typed, logging->err);
        if (code)
            logging->field = given[i].field;
    }
    free(value);
    return code;
}

/* Of entries of one day the last one written counts, as local_goal_tally has it. */
static void log_add_entry(struct log_model *logging)
{
    struct goal_facts *after = &logging->effect.after;
    double value = record_number(logging->record, PROGRESS_VALUE);
    day_t day = record_day(logging->record, PROGRESS_DAY);
    *after = logging->effect.before;
    after->entries++;
    after->total += value;
    if (after->latest_on == DAY_NONE || day >= after->latest_on) {
        after->latest = value;
        after->latest_on = day;
    }
}

static enum li_err log_value(struct log_model *logging)
{
    char goal[ID_TEXT_SIZE];
    logging->record = record_new(logging->context, &kind_progress);
    record_set(logging->record, PROGRESS_GOAL, id_text(logging->goal, goal));
    record_set(logging->record, PROGRESS_BY, logging->context->as);
    enum li_err code = log_read_entry(logging);
    if (!code &&
        record_check(logging->context, logging->record, log_progress_first_problem, logging) > 0)
        code = LI_REFUSED;
    if (!code)
        log_add_entry(logging);
    return code;
}

/* --- a milestone ------------------------------------------------------------------------------ */

/* Finds one of the goal's milestones, which the query gives in their order: column 0 is the id, 1
   whether it is open, 2 its title, folded. */
struct choice {
    const char *words;      /* folded; "" means the only one open */
    long number;            /* 0: none was given */
    const struct id *given; /* NULL: none was */
    struct id id;
    int hits, exact;
};

/* An exact title comes before titles that hold the words; an open milestone is meant by no words.
 */
static void log_choose(struct choice *choice, struct query *query, long number)
{
    const char *title = query_text(query, 2);
    bool open = query_int(query, 1);
    struct id id = {{0}};
    query_id(query, 0, &id);
    bool meant = choice->given    ? id_equal(&id, choice->given)
                 : choice->number ? number == choice->number
                 : *choice->words ? text_has_words(title, choice->words)
                                  : open;
    bool exact = meant && strcmp(title, choice->words) == 0;
    if (!meant || (choice->exact && !exact))
        return;
    if (exact && !choice->exact)
        choice->hits = 0;
    choice->exact += exact;
    choice->hits++;
    choice->id = id;
}

/* "1 Agree terms; 2 Sign": what can be named, for the message. */
static enum li_err log_refuse_milestone(struct log_model *logging, struct query *query)
{
    char *list = NULL;
    FILE *out = li_text_open(&list);
    query_reset(query);
    for (long number = 1; query_step(query, logging->err) > 0; number++)
        if (query_int(query, 1))
            fprintf(out, "%s%ld %s", ftell(out) > 0 ? "; " : "", number, query_text(query, 3));
    li_text_close(out);
    char *message = *list ? li_format("Value must name one milestone: %s.", list)
                          : li_strdup("This goal has no open milestones.");
    enum li_err code = log_wrong(logging, PROGRESS_VALUE, message);
    free(message);
    free(list);
    return code;
}

static enum li_err log_find_milestone(struct log_model *logging, struct id *out)
{
    struct query *query = query_new(logging->context->store,
        "SELECT r.id, r.done_on IS NULL, fold(r.title), r.title FROM milestone r WHERE r.goal = ?1"
        " AND r.archived_on IS NULL ORDER BY r.due IS NULL, r.due, r.id",
        logging->err);
    if (!query)
        return logging->err->code;
    query_bind_id(query, 1, logging->goal);
    char *words = text_fold(logging->log->value ? logging->log->value : "");
    int count = logging->effect.before.milestones;
    struct choice choice = {.words = strcmp(goal_value_yes_or_no(words), "1") == 0 ? "" : words};
    if (*words && !words[strspn(words, "0123456789")] && strtol(words, NULL, 10) <= count)
        choice = (struct choice){.words = words, .number = strtol(words, NULL, 10)};
    struct id given;
    if (id_parse(words, &given))
        choice.given = &given;
    int step;
    for (long number = 1; (step = query_step(query, logging->err)) > 0; number++)
        log_choose(&choice, query, number);
    enum li_err code = step < 0 ? logging->err->code : LI_OK;
    if (!code && choice.hits != 1)
        code = log_refuse_milestone(logging, query);
    *out = choice.id;
    free(words);
    query_free(query);
    return code;
}

/* A milestone has a day and nothing else to keep what was said. */
static enum li_err log_refuse_more(struct log_model *logging)
{
    const struct log_progress *log = logging->log;
    if (log->note && *log->note)
        return log_wrong(logging, PROGRESS_NOTE, "Leave Note blank: milestones have no note.");
    if (log->confidence && *log->confidence)
        return log_wrong(
            logging, PROGRESS_CONFIDENCE, "Leave Confidence blank: milestones have no confidence.");
    if (log->evidence && *log->evidence)
        return log_wrong(
            logging, PROGRESS_EVIDENCE, "Leave Evidence blank: milestones have no evidence.");
    return LI_OK;
}

static enum li_err log_mark_done(struct log_model *logging)
{
    struct record *milestone = logging->record;
    const char *done = record_get(milestone, MILESTONE_DONE_ON);
    if (done) {
        char *message = li_format(
            "\"%s\" was already completed on %s.", record_get(milestone, MILESTONE_TITLE), done);
        enum li_err code = log_wrong(logging, PROGRESS_VALUE, message);
        free(message);
        return code;
    }
    const char *on = logging->log->on && *logging->log->on ? logging->log->on : "today";
    enum li_err code =
        record_parse(logging->context, milestone, MILESTONE_DONE_ON, on, logging->err);
    if (code)
        logging->field = PROGRESS_DAY;
    return code;
}

static enum li_err log_milestone(struct log_model *logging)
{
    struct id id;
    enum li_err code = log_refuse_more(logging);
    if (!code)
        code = log_find_milestone(logging, &id);
    if (!code)
        code = record_load(logging->context, &kind_milestone, &id, &logging->record, logging->err);
    if (!code)
        code = log_mark_done(logging);
    if (code)
        return code;
    struct goal_facts *after = &logging->effect.after;
    day_t day = record_day(logging->record, MILESTONE_DONE_ON);
    *after = logging->effect.before;
    after->milestones_done++;
    if (after->latest_on == DAY_NONE || day > after->latest_on)
        after->latest_on = day;
    return LI_OK;
}

/* --- both ------------------------------------------------------------------------------------- */

static enum li_err log_read_goal(struct log_model *logging)
{
    struct record *goal;
    enum li_err code =
        record_load(logging->context, &kind_goal, logging->goal, &goal, logging->err);
    if (code)
        return code;
    if (goal->archived_on != DAY_NONE)
        code = li_fail(logging->err, LI_REFUSED,
            "\"%s\" is archived; restore it to log progress on it.", record_get(goal, GOAL_TITLE));
    logging->unit = li_strdup(record_get(goal, GOAL_UNIT));
    record_free(goal);
    return code;
}

static enum li_err log_prepare(struct log_model *logging)
{
    enum li_err code = log_read_goal(logging);
    if (!code)
        code =
            goal_facts_load(logging->context, logging->goal, &logging->effect.before, logging->err);
    if (code)
        return code;
    return logging->effect.before.measure == MEASURE_MILESTONES ? log_milestone(logging)
                                                                : log_value(logging);
}

enum li_err log_progress_preview(struct context *context, const struct id *goal,
    const struct log_progress *log, struct work_effect *out, struct li_error *err)
{
    struct li_error why = {0};
    struct log_model logging = {
        .context = context, .goal = goal, .log = log, .field = -1, .err = &why};
    enum li_err code = log_prepare(&logging);
    *out = logging.effect;
    free(logging.unit);
    record_free(logging.record);
    return code ? li_fail(err, code, "%s", why.message) : LI_OK;
}

static enum li_err log_write(struct store *store, void *arg, struct li_error *err)
{
    return record_write(store, arg, err);
}

enum li_err log_progress(struct context *context, const struct id *goal,
    const struct log_progress *log, struct work_effect *out, int *field, struct li_error *err)
{
    struct li_error why = {0};
    struct log_model logging = {
        .context = context, .goal = goal, .log = log, .field = -1, .err = &why};
    enum li_err code = log_prepare(&logging);
    if (!code) {
        char *title = record_title(context, &kind_goal, goal);
        char *label = li_format("Log progress on \"%s\"", title ? title : "");
        code = journal_write(context->store, label, log_write, logging.record, NULL, &why);
        free(label);
        free(title);
    }
    if (out)
        *out = logging.effect;
    if (field)
        *field = logging.field;
    free(logging.unit);
    record_free(logging.record);
    return code ? li_fail(err, code, "%s", why.message) : LI_OK;
}
