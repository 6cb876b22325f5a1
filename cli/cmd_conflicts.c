/*
 * cmd_conflicts.c: lists conflicting edits and decides on them.
 */
#include "cli/answer_output.h"
#include "cli/command.h"
#include "core/kind/decision.h"
#include "core/open.h"
#include "core/query/lookup.h"
#include "core/sync/conflicts_decide.h"
#include "core/sync/conflicts_text.h"
#include "data/base/memory.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct option_spec conflicts_options[] = {
    COMMAND_OPTION_FORMAT,
};

enum { CONFLICTS_ID_LEAST = 4 /* characters of an id, as of any record's */ };

enum { NUMBER, KIND, ID, RECORD, FIELD, CURRENT, LOST, BY, AT, WHY, CELLS };
static const char *const conflicts_names[CELLS] = {
    [NUMBER] = "n",
    [KIND] = "kind",
    [ID] = "id",
    [RECORD] = "record",
    [FIELD] = "field",
    [CURRENT] = "current",
    [LOST] = "lost",
    [BY] = "by",
    [AT] = "at",
    [WHY] = "why",
};

/* --- the list --------------------------------------------------------------------------------- */

/* A table shows values in words, and only as much of the id as makes it unique. */
static bool conflicts_write_item(struct context *context, const struct conflicts_item *item,
    size_t number, bool table, struct output_rows *rows)
{
    char digits[24], id[ID_TEXT_SIZE];
    char *current =
        table ? conflicts_text_current_shown(context, item) : conflicts_text_current(context, item);
    char *lost =
        table ? conflicts_text_lost_shown(context, item) : conflicts_text_lost(context, item);
    char *why = conflicts_text_why(item);
    snprintf(digits, sizeof digits, "%zu", number);
    if (table && !item->gone)
        lookup_short_id(context, item->kind, &item->id, id);
    else
        id_text(&item->id, id);
    const char *const cells[CELLS] = {
        [NUMBER] = digits,
        [KIND] = item->kind->name,
        [ID] = id,
        [RECORD] = item->title,
        [FIELD] = conflicts_item_field(item),
        [CURRENT] = current,
        [LOST] = lost,
        [BY] = item->by,
        [AT] = item->at,
        [WHY] = why,
    };
    bool wanted = output_rows_add(rows, cells);
    free(why);
    free(lost);
    free(current);
    return wanted;
}

static enum li_err conflicts_write_list(struct context *context, const struct conflicts *conflicts,
    const struct format *format, bool table, struct li_error *err)
{
    const struct answer_output answer = {.out = stdout};
    const struct output_style style = answer_output_style(&answer);
    struct output_rows *rows = output_rows_new(format, &style, conflicts_names, CELLS, stdout);
    bool wanted = true;
    enum li_err code = LI_OK;
    output_rows_set_number(rows, NUMBER);
    for (size_t i = 0; i < conflicts->count && wanted && !code; i++) {
        code = conflicts_describe(context, &conflicts->items[i], err);
        if (!code)
            wanted = conflicts_write_item(context, &conflicts->items[i], i + 1, table, rows);
    }
    enum li_err written = output_rows_end(rows, code ? NULL : err);
    return code ? code : written;
}

/* --- decisions -------------------------------------------------------------------------------- */

static enum li_err conflicts_fail_none(
    const char *word, const struct conflicts *conflicts, struct li_error *err)
{
    return li_fail(err, LI_NONE, "There is no conflict %s; `liaise conflicts` lists %zu.", word,
        conflicts->count);
}

/* "01a22f43:city": the beginning of a record's id, and the field; none for the whole record. */
static enum li_err conflicts_find_named(const char *word, size_t id_size,
    const struct conflicts *conflicts, size_t *at, struct li_error *err)
{
    size_t count = 0;
    for (size_t i = 0; i < conflicts->count; i++) {
        char id[ID_TEXT_SIZE];
        const char *field = conflicts_item_field(&conflicts->items[i]);
        if (id_size < CONFLICTS_ID_LEAST || strcmp(word + id_size + 1, field ? field : "") != 0 ||
            strncasecmp(id_text(&conflicts->items[i].id, id), word, id_size) != 0)
            continue;
        *at = i;
        count++;
    }
    if (count > 1)
        return li_fail(err, LI_SEVERAL,
            "Several conflicts match \"%s\"; use the number of one from `liaise conflicts`.", word);
    return count ? LI_OK : conflicts_fail_none(word, conflicts, err);
}

static enum li_err conflicts_find(
    const char *word, const struct conflicts *conflicts, size_t *at, struct li_error *err)
{
    char *end;
    const char *colon = strchr(word, ':');
    if (colon)
        return conflicts_find_named(word, (size_t)(colon - word), conflicts, at, err);
    errno = 0;
    long number = strtol(word, &end, 10);
    if (*end || end == word || errno || number < 1)
        return li_fail(
            err, LI_USAGE, "\"%s\" isn't a number or ID:FIELD from `liaise conflicts`.", word);
    if ((size_t)number > conflicts->count)
        return conflicts_fail_none(word, conflicts, err);
    *at = (size_t)number - 1;
    return LI_OK;
}

/* Puts the conflicts that the words name into items, each once and described. */
static enum li_err conflicts_choose(const struct invocation *line, struct context *context,
    const struct conflicts *conflicts, struct conflicts_item **items, size_t *count,
    struct li_error *err)
{
    bool *chosen = li_calloc(conflicts->count + 1, sizeof *chosen);
    enum li_err code = LI_OK;
    *count = 0;
    for (int i = 1; i < line->word_count && !code; i++) {
        size_t at = 0;
        code = conflicts_find(line->words[i], conflicts, &at, err);
        if (code || chosen[at])
            continue;
        chosen[at] = true;
        items[(*count)++] = &conflicts->items[at];
        code = conflicts_describe(context, &conflicts->items[at], err);
    }
    free(chosen);
    return code;
}

static enum li_err conflicts_decide_words(const struct invocation *line, struct context *context,
    const struct conflicts *conflicts, enum decision decision, struct li_error *err)
{
    size_t count;
    struct conflicts_item **items = li_calloc((size_t)line->word_count, sizeof *items);
    enum li_err code = conflicts_choose(line, context, conflicts, items, &count, err);
    if (!code)
        code = conflicts_decide(context, items, count, decision, NULL, err);
    for (size_t i = 0; i < count && !code; i++) {
        char *outcome = conflicts_text_outcome(context, items[i], decision);
        command_answer(outcome);
        free(outcome);
    }
    free(items);
    return code;
}

/* --- the command ------------------------------------------------------------------------------ */

/* Without words, *decision is DECISION_COMBINE, which here means: list them. */
static enum li_err conflicts_parse_verb(
    const struct invocation *line, enum decision *decision, struct li_error *err)
{
    *decision = DECISION_COMBINE;
    if (line->word_count == 0)
        return LI_OK;
    for (int i = DECISION_KEEP; i <= DECISION_TAKE; i++)
        if (strcmp(line->words[0], decision_names[i]) == 0)
            *decision = (enum decision)i;
    if (*decision == DECISION_COMBINE)
        return li_fail(
            err, LI_USAGE, "Unknown \"%s\"; use conflicts keep or conflicts take.", line->words[0]);
    if (line->word_count == 1)
        return li_fail(err, LI_USAGE, "Missing argument: liaise conflicts %s N...", line->words[0]);
    return LI_OK;
}

static enum li_err conflicts_run(const struct invocation *line, struct li_error *err)
{
    enum decision decision;
    struct context *context;
    const struct format *format;
    struct conflicts conflicts = {0};
    const char *format_name = command_option_or(line, "format", "table");
    enum li_err code = output_format_parse(format_name, &format, err);
    if (!code)
        code = conflicts_parse_verb(line, &decision, err);
    if (!code)
        code = command_open(
            line, decision == DECISION_COMBINE ? STORE_READ : STORE_WRITE, &context, err);
    if (code)
        return code;
    code = conflicts_load(context, NULL, &conflicts, err);
    if (!code && decision == DECISION_COMBINE)
        code = conflicts_write_list(
            context, &conflicts, format, strcmp(format_name, "table") == 0, err);
    else if (!code)
        code = conflicts_decide_words(line, context, &conflicts, decision, err);
    conflicts_clear(&conflicts);
    context_close(context);
    return code;
}

const struct command command_conflicts = {
    .name = "conflicts",
    .arguments = "[keep|take N...]",
    .help = "List conflicting edits, or choose which ones count.",
    .details =
        "Where two people changed the same field, the later change counts and the other is "
        "listed\nhere, as are records that were left out because a record they need had been "
        "removed.\nkeep leaves the current value. take uses the lost one instead, or "
        "restores the record.\nN is the number in the list, or ID:FIELD, such as 01a22f43:city, "
        "which stays the same\nwhile others are settled. `liaise undo` undoes the choice.",
    COMMAND_OPTIONS(conflicts_options),
    .most = -1,
    .done = "Saved",
    .run = conflicts_run,
};
