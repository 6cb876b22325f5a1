/*
 * log_progress.c: progress written: a value on a goal, or a milestone done.
 */
#include "core/log/log_progress.h"
#include "core/base/text.h"
#include "core/health/goal_entries.h"
#include "core/kind/milestone.h"
#include "core/kind/progress.h"
#include "core/log/goal_value.h"
#include "core/log/log_judge.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include "data/store/transaction.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Progress before it is written. */
struct log_progress_entry {
    struct context *context;
    const struct log_goal *goal;
    const struct log_progress *log;
    struct log_effect effect;
    struct record *record; /* a progress entry, or the milestone */
    int field;             /* of progress: the one that is wrong; -1: none */
    struct li_error *err;
};

static enum li_err log_progress_wrong(
    struct log_progress_entry *entry, int field, const char *message)
{
    entry->field = field;
    return li_fail(entry->err, LI_REFUSED, "%s", message);
}

/* --- a value ---------------------------------------------------------------------------------- */

/* The caller frees *out. */
static enum li_err log_progress_parse_value(struct log_progress_entry *entry, char **out)
{
    char *typed = text_normal(entry->log->value ? entry->log->value : "");
    if (!typed) {
        *out = li_strdup(entry->log->value); /* refused when it is parsed */
        return LI_OK;
    }
    enum li_err code = goal_value(&entry->goal->facts, entry->goal->unit, typed, out, entry->err);
    if (code)
        entry->field = PROGRESS_VALUE;
    free(typed);
    return code;
}

static enum li_err log_progress_parse_entry(struct log_progress_entry *entry)
{
    const struct log_progress *log = entry->log;
    char *value = NULL;
    enum li_err code = log_progress_parse_value(entry, &value);
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
        code =
            record_parse(entry->context, entry->record, given[i].field, given[i].typed, entry->err);
        if (code)
            entry->field = given[i].field;
    }
    free(value);
    return code;
}

static void log_progress_add_entry(struct log_progress_entry *entry)
{
    static const struct id newest = {{0xff}}; /* the record has no id yet */
    struct goal_facts *after = &entry->effect.after;
    *after = entry->effect.before;
    struct goal_entries entries = {.count = after->entries,
        .total = after->total,
        .latest = after->latest,
        .latest_on = after->latest_on};
    goal_entries_add(&entries, record_day(entry->record, PROGRESS_DAY), &newest,
        record_number(entry->record, PROGRESS_VALUE));
    after->entries = entries.count;
    after->total = entries.total;
    after->latest = entries.latest;
    after->latest_on = entries.latest_on;
}

static enum li_err log_progress_value(struct log_progress_entry *entry)
{
    char goal[ID_TEXT_SIZE];
    entry->record = record_new(entry->context, &kind_progress);
    record_set(entry->record, PROGRESS_GOAL, id_text(&entry->goal->id, goal));
    record_set(entry->record, PROGRESS_BY, entry->context->as);
    enum li_err code = log_progress_parse_entry(entry);
    if (!code)
        code = log_judge(entry->context, entry->record, &entry->field, entry->err);
    if (!code)
        log_progress_add_entry(entry);
    return code;
}

/* --- a milestone ------------------------------------------------------------------------------ */

/* The search for the milestone that is meant. */
struct log_choice {
    const char *words;      /* folded; "" means the only one open */
    long number;            /* 0: none was given */
    const struct id *given; /* NULL: none was */
    struct id id;
    int matches, exact;
};

/* The query is at a milestone: 0 its id, 1 whether it is open, 2 its folded title. An exact title
   goes before one that contains the words; no words mean an open milestone. */
static void log_progress_choose(struct log_choice *choice, struct query *query, long number)
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
        choice->matches = 0;
    choice->exact += exact;
    choice->matches++;
    choice->id = id;
}

/* The message lists those that can be named: "1 Agree terms; 2 Sign". */
static enum li_err log_progress_refuse_milestone(
    struct log_progress_entry *entry, struct query *query)
{
    char *list = NULL;
    FILE *out = li_text_open(&list);
    query_reset(query);
    for (long number = 1; query_step(query, entry->err) > 0; number++)
        if (query_int(query, 1))
            fprintf(out, "%s%ld %s", ftell(out) > 0 ? "; " : "", number, query_text(query, 3));
    li_text_close(out);
    char *message = *list ? li_format("Value must name one milestone: %s.", list)
                          : li_strdup("This goal has no open milestones.");
    enum li_err code = log_progress_wrong(entry, PROGRESS_VALUE, message);
    free(message);
    free(list);
    return code;
}

static enum li_err log_progress_find_milestone(struct log_progress_entry *entry, struct id *out)
{
    struct query *query = query_new(entry->context->store,
        "SELECT r.id, r.done_on IS NULL, fold(r.title), r.title FROM milestone r WHERE r.goal = ?1"
        " AND r.archived_on IS NULL ORDER BY r.due IS NULL, r.due, r.id",
        entry->err);
    if (!query)
        return entry->err->code;
    query_bind_id(query, 1, &entry->goal->id);
    char *words = text_fold(entry->log->value ? entry->log->value : "");
    int count = entry->effect.before.milestones;
    struct log_choice choice = {
        .words = strcmp(goal_value_yes_or_no(words), "1") == 0 ? "" : words};
    if (*words && !words[strspn(words, "0123456789")] && strtol(words, NULL, 10) <= count)
        choice = (struct log_choice){.words = words, .number = strtol(words, NULL, 10)};
    struct id given;
    if (id_parse(words, &given))
        choice.given = &given;
    int step;
    for (long number = 1; (step = query_step(query, entry->err)) > 0; number++)
        log_progress_choose(&choice, query, number);
    enum li_err code = step < 0 ? entry->err->code : LI_OK;
    if (!code && choice.matches != 1)
        code = log_progress_refuse_milestone(entry, query);
    *out = choice.id;
    free(words);
    query_free(query);
    return code;
}

/* A milestone has a date but no field for note, confidence and evidence. */
static enum li_err log_progress_refuse_more(struct log_progress_entry *entry)
{
    const struct log_progress *log = entry->log;
    if (log->note && *log->note)
        return log_progress_wrong(
            entry, PROGRESS_NOTE, "Leave Note blank: milestones have no note.");
    if (log->confidence && *log->confidence)
        return log_progress_wrong(
            entry, PROGRESS_CONFIDENCE, "Leave Confidence blank: milestones have no confidence.");
    if (log->evidence && *log->evidence)
        return log_progress_wrong(
            entry, PROGRESS_EVIDENCE, "Leave Evidence blank: milestones have no evidence.");
    return LI_OK;
}

static enum li_err log_progress_mark_done(struct log_progress_entry *entry)
{
    struct record *milestone = entry->record;
    const char *done = record_get(milestone, MILESTONE_DONE_ON);
    if (done) {
        char day[DATE_SHOWN_SIZE];
        char *message =
            li_format("\"%s\" was already completed on %s.", record_get(milestone, MILESTONE_TITLE),
                date_show_stored(done, context_dates(entry->context), day));
        enum li_err code = log_progress_wrong(entry, PROGRESS_VALUE, message);
        free(message);
        return code;
    }
    const char *on = entry->log->on && *entry->log->on ? entry->log->on : "today";
    enum li_err code = record_parse(entry->context, milestone, MILESTONE_DONE_ON, on, entry->err);
    if (code)
        entry->field = PROGRESS_DAY;
    return code;
}

static enum li_err log_progress_milestone(struct log_progress_entry *entry)
{
    struct id id;
    enum li_err code = log_progress_refuse_more(entry);
    if (!code)
        code = log_progress_find_milestone(entry, &id);
    if (!code)
        code = record_load(entry->context, &kind_milestone, &id, &entry->record, entry->err);
    if (!code)
        code = log_progress_mark_done(entry);
    if (code)
        return code;
    struct goal_facts *after = &entry->effect.after;
    day_t day = record_day(entry->record, MILESTONE_DONE_ON);
    *after = entry->effect.before;
    after->milestones_done++;
    if (after->latest_on == DAY_NONE || day > after->latest_on)
        after->latest_on = day;
    return LI_OK;
}

/* --- both ------------------------------------------------------------------------------------- */

static enum li_err log_progress_prepare(struct log_progress_entry *entry)
{
    const struct log_goal *goal = entry->goal;
    entry->field = -1;
    entry->effect.before = goal->facts;
    if (goal->archived)
        return li_fail(entry->err, LI_REFUSED,
            "\"%s\" is archived; restore it to log progress on it.", goal->title);
    return goal->facts.measure == MEASURE_MILESTONES ? log_progress_milestone(entry)
                                                     : log_progress_value(entry);
}

enum li_err log_progress_preview(struct context *context, const struct log_goal *goal,
    const struct log_progress *log, struct log_effect *out, struct li_error *err)
{
    assert(context && goal && goal->title && log && out);
    struct li_error why = {0};
    struct log_progress_entry entry = {.context = context, .goal = goal, .log = log, .err = &why};
    enum li_err code = log_progress_prepare(&entry);
    *out = entry.effect;
    record_free(entry.record);
    return code ? li_fail(err, code, "%s", why.message) : LI_OK;
}

/* Brings the goal up to date, and judges by it, in one look at the database. */
static enum li_err log_progress_judge(
    struct context *context, struct log_goal *goal, struct log_progress_entry *entry)
{
    bool began;
    enum li_err code = transaction_begin_read(context->store, &began, entry->err);
    if (!code)
        code = log_goal_refresh(context, goal, entry->err);
    if (!code)
        code = log_progress_prepare(entry);
    transaction_end_read(context->store, began);
    return code;
}

static enum li_err log_progress_write(struct store *store, void *arg, struct li_error *err)
{
    return record_write(store, arg, err);
}

enum li_err log_progress(struct context *context, struct log_goal *goal,
    const struct log_progress *log, struct log_effect *out, int *field, struct li_error *err)
{
    assert(context && goal && goal->title && log);
    struct li_error why = {0};
    struct log_progress_entry entry = {
        .context = context, .goal = goal, .log = log, .field = -1, .err = &why};
    enum li_err code = log_progress_judge(context, goal, &entry);
    if (!code) {
        char *title = text_quoted(goal->title), *label = li_format("Log progress on %s", title);
        code = journal_write(context->store, label, log_progress_write, entry.record, NULL, &why);
        free(label);
        free(title);
    }
    if (out)
        *out = entry.effect;
    if (field)
        *field = entry.field;
    record_free(entry.record);
    return code ? li_fail(err, code, "%s", why.message) : LI_OK;
}
