/*
 * cmd_handover.c: hands over all of one person's assignments to another.
 */
#include "cli/command.h"
#include "core/kind/person.h"
#include "core/open.h"
#include "core/people/people.h"
#include "core/people/workload.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include <inttypes.h>
#include <stdlib.h>

static const struct option_spec handover_options[] = {
    {"on", 0, "DAY", "Successor's start date (default: today)."},
};

enum { FROM, TO, WORDS };

static const char *handover_plural(int64_t count)
{
    return count == 1 ? "" : "s";
}

/* What was handed over, and the new workload. */
static void handover_say_done(struct context *context, const struct id ids[WORDS],
    const struct people_moved *moved, const struct workload_counts *load, day_t day)
{
    char on[DATE_SHOWN_SIZE];
    char *from = record_title(context, &kind_person, &ids[FROM]);
    char *to = record_title(context, &kind_person, &ids[TO]);
    int64_t had = moved->ended - moved->begun;
    char *kept = had > 0 ? li_format(" (%" PRId64 " already held by %s)", had, to) : li_strdup("");
    char *said =
        li_format("%" PRId64 " assignment%s handed over from %s to %s, effective %s%s.\nFrom that "
                  "date, %s serves %" PRId64 " affiliate%s, with %" PRId64 " open goal%s, %" PRId64
                  " overdue check-in%s and %" PRId64 " renewal%s due.",
            moved->ended, handover_plural(moved->ended), from, to,
            date_show(day, context_dates(context), on), kept, to, load->affiliates,
            handover_plural(load->affiliates), load->goals, handover_plural(load->goals),
            load->checkins, handover_plural(load->checkins), load->renewals,
            handover_plural(load->renewals));
    command_answer(said);
    free(said);
    free(kept);
    free(to);
    free(from);
}

static enum li_err handover_weigh(struct context *context, const struct id *person, day_t day,
    struct workload_counts *out, struct li_error *err)
{
    struct workload_counter *scales = workload_counter_new(context, &kind_person, day, err);
    enum li_err code = scales ? workload_counter_run(scales, person, out, err) : err->code;
    workload_counter_free(scales);
    return code;
}

static enum li_err handover_run(const struct invocation *line, struct li_error *err)
{
    static const struct kind *const kinds_named[WORDS] = {&kind_person, &kind_person};
    struct id ids[WORDS];
    struct people_moved moved;
    struct workload_counts load;
    struct context *context;
    day_t day;
    enum li_err code = command_day(line, "on", &day, err);
    if (!code)
        code = command_open_named(line, STORE_WRITE, kinds_named, WORDS, &context, ids, err);
    if (code)
        return code;
    code = people_handover(context, &ids[FROM], &ids[TO], day, &moved, err);
    if (!code)
        code = handover_weigh(context, &ids[TO], day, &load, err);
    if (!code)
        handover_say_done(context, ids, &moved, &load, day);
    context_close(context);
    return code;
}

const struct command command_handover = {
    .name = "handover",
    .arguments = "FROM TO",
    .help = "Hand over everything one person is assigned to another person.",
    .details = "Ends every open assignment of FROM and starts it for TO, for the rest of its term, "
               "as one\nchange. Put a name of several words in quotes.",
    COMMAND_OPTIONS(handover_options),
    .done = "Handed over",
    .least = WORDS,
    .most = WORDS,
    .run = handover_run,
};
