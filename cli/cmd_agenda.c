/*
 * cmd_agenda.c: what needs attention, as a list or as a calendar.
 */
#include "cli/answer_output.h"
#include "cli/command.h"
#include "core/agenda/agenda.h"
#include "core/format/calendar.h"
#include "core/open.h"
#include "data/base/memory.h"
#include <stdlib.h>
#include <string.h>

static const struct option_spec agenda_options[] = {
    {"mine", 0, NULL, "Only items you are responsible for or named in."},
    {"days", 0, "N", "How many days ahead to look (default: the setting agenda_days, 90)."},
    {"format", 0, "FORMAT",
        "table, csv, tsv, json, jsonl, md or ics (default: table; ics is a calendar)."},
    COMMAND_OPTION_OUTPUT,
};

enum { TOPIC, AFFILIATE, WHAT, DAY, WHY, KIND, ID, CELLS };
static const char *const agenda_names[CELLS] = {
    [TOPIC] = "topic",
    [AFFILIATE] = "affiliate",
    [WHAT] = "what",
    [DAY] = "day",
    [WHY] = "why",
    [KIND] = "kind",
    [ID] = "id",
};

/* A table is for people, so it leaves out what only programs need. */
enum { CELLS_IN_TABLE = KIND };

/* Where the lines go: rows of a format, or a calendar. */
struct agenda_writer {
    day_t today;
    enum date_order dates; /* in rows */
    struct output_rows *rows;
    struct calendar *calendar;
};

/* False: no more is wanted. */
static bool agenda_write_row(const struct agenda_writer *writer, const struct agenda_line *line)
{
    char day[DATE_SHOWN_SIZE], id[ID_TEXT_SIZE];
    const struct topic *topic = topics[line->topic];
    char *why = date_show_all(li_strdup(line->why), writer->dates);
    const char *cells[CELLS] = {
        [TOPIC] = topic->name,
        [AFFILIATE] = line->who,
        [WHAT] = line->what,
        [DAY] = line->day == DAY_NONE ? NULL : date_show(line->day, writer->dates, day),
        [WHY] = why,
        [KIND] = line->kind->name,
        [ID] = id_text(&line->id, id),
    };
    bool wanted = output_rows_add(writer->rows, cells);
    free(why);
    return wanted;
}

/* An item that is late or has no day is due today. */
static bool agenda_write_day(const struct agenda_writer *writer, const struct agenda_line *line)
{
    const struct topic *topic = topics[line->topic];
    char *key = agenda_line_key(line), *uid = li_format("%s@liaise", key);
    char *summary =
        li_format("%s%s%s", line->who ? line->who : "", line->who ? ": " : "", line->what);
    day_t day = line->day < writer->today ? writer->today : line->day;
    calendar_add(
        writer->calendar, &(struct calendar_day){uid, summary, line->why, topic->heading, day});
    free(summary);
    free(uid);
    free(key);
    return true;
}

static enum li_err agenda_find_all(struct agenda *agenda, struct li_error *err)
{
    enum { AT_ONCE = 10000 };
    int more;
    do
        more = agenda_work(agenda, AT_ONCE, err);
    while (more > 0);
    return more < 0 ? err->code : LI_OK;
}

static enum li_err agenda_write_topic(const struct agenda_writer *writer, struct agenda *agenda,
    enum topic_id topic, struct li_error *err)
{
    bool wanted = true;
    for (size_t i = 0; wanted && i < agenda_line_count(agenda, topic); i++) {
        struct agenda_line line;
        int read = agenda_line_load(agenda, topic, agenda_line_row(agenda, topic, i), &line, err);
        if (read < 0)
            return err->code;
        if (read > 0)
            wanted =
                writer->rows ? agenda_write_row(writer, &line) : agenda_write_day(writer, &line);
        agenda_line_clear(&line);
    }
    return LI_OK;
}

static enum li_err agenda_write_found(struct agenda_writer *writer, struct agenda *agenda,
    const struct format *format, bool table, const struct answer_output *answer,
    struct li_error *err)
{
    const struct output_style style = answer_output_style(answer);
    enum li_err code = LI_OK;
    if (format)
        writer->rows = output_rows_new(
            format, &style, agenda_names, table ? CELLS_IN_TABLE : CELLS, answer->out);
    for (int topic = 0; topic < TOPIC_COUNT && !code; topic++)
        code = agenda_write_topic(writer, agenda, (enum topic_id)topic, err);
    enum li_err written = format ? output_rows_end(writer->rows, code ? NULL : err) : LI_OK;
    if (!format)
        calendar_write(writer->calendar, answer->out);
    return code ? code : written;
}

static enum li_err agenda_write_answer(const struct invocation *line, struct context *context,
    const struct agenda_options *options, const struct format *format, struct li_error *err)
{
    struct answer_output answer;
    struct agenda *agenda = NULL;
    struct agenda_writer writer = {.today = context->today,
        .dates = format && output_is_for_people(format) ? context_dates(context) : DATE_ISO};
    bool table = strcmp(command_option_or(line, "format", "table"), "table") == 0;
    enum li_err code = format ? LI_OK : calendar_new(context->today, &writer.calendar, err);
    if (!code)
        code = agenda_new(context, options, &agenda, err);
    if (!code)
        code = answer_output_open(&answer, context->store, command_option(line, "output"), err);
    if (!code) {
        code = agenda_find_all(agenda, err);
        if (!code)
            code = agenda_write_found(&writer, agenda, format, table, &answer, err);
        code = answer_output_close(&answer, code, err);
    }
    agenda_free(agenda);
    calendar_free(writer.calendar);
    return code;
}

static enum li_err agenda_run(const struct invocation *line, struct li_error *err)
{
    const char *format_name = command_option_or(line, "format", "table");
    const struct format *format = NULL; /* of a calendar: none */
    struct agenda_options options = {.mine = command_option(line, "mine") != NULL};
    struct context *context;
    enum li_err code = LI_OK;
    int64_t days = -1;
    if (strcmp(format_name, "ics") != 0)
        code = output_format_parse(format_name, &format, err);
    if (code)
        return li_fail(err, LI_USAGE, "Unknown format \"%s\"; use one of %s|ics.", format_name,
            output_format_names());
    if (!code)
        code = command_number(line, "days", &days, err);
    if (!code && days > 3650)
        code = li_fail(err, LI_USAGE, "--days can be 3650 at most.");
    if (!code)
        code = command_open(line, STORE_READ, &context, err);
    if (code)
        return code;
    options.days =
        days < 0 ? (int)setting_number(&context->settings, SETTING_AGENDA_DAYS) : (int)days;
    code = agenda_write_answer(line, context, &options, format, err);
    context_close(context);
    return code;
}

const struct command command_agenda = {
    .name = "agenda",
    .arguments = "",
    .help = "List what needs attention and why.",
    .details = "Overdue check-ins, goals at risk, milestones, agreements to renew, terms ending "
               "soon,\nfollow-ups, events with no one attending, affiliates out of touch, vacant "
               "roles,\nrecords to correct.\nItems snoozed on the screen come back on their date.",
    COMMAND_OPTIONS(agenda_options),
    .reads = true,
    .run = agenda_run,
};
