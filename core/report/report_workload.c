/*
 * report_workload.c: each of our people with counts of what they look after.
 */
#include "core/kind/person.h"
#include "core/people/workload.h"
#include "core/report/reports.h"
#include <inttypes.h>

enum { COUNTS = 4, CELLS = 2 + COUNTS };

static bool report_workload_write_one(struct report_out *out, const struct workload_person *person)
{
    const struct workload_counts *load = &person->load;
    const int64_t counts[COUNTS] = {load->affiliates, load->goals, load->checkins, load->renewals};
    const char *cells[CELLS] = {person->name, person->roles};
    char texts[COUNTS][24];
    for (int i = 0; i < COUNTS; i++) {
        snprintf(texts[i], sizeof texts[i], "%" PRId64, counts[i]);
        cells[CELLS - COUNTS + i] = texts[i];
    }
    return report_row(out, cells);
}

static enum li_err report_workload_write_all(struct context *context, struct workload *workload,
    struct report_out *out, struct li_error *err)
{
    struct workload_counter *counter =
        workload_counter_new(context, &kind_person, context->today, err);
    enum li_err code = counter ? LI_OK : err->code;
    for (size_t i = 0; i < workload->count && !code; i++) {
        struct workload_person *person = &workload->list[i];
        code = workload_counter_run(counter, &person->id, &person->load, err);
        if (!code && !report_workload_write_one(out, person))
            break;
    }
    workload_counter_free(counter);
    return code;
}

static enum li_err report_workload_write(
    struct context *context, const char *filter, struct report_out *out, struct li_error *err)
{
    static const char *const labels[CELLS] = {
        "Person", "Roles", "Affiliates", "Goals", "Overdue check-ins", "Renewals due"};
    struct workload workload;
    (void)filter;
    for (int i = 0; i < CELLS; i++)
        report_column(out, labels[i], i < CELLS - COUNTS ? REPORT_TEXT : REPORT_NUMBER);
    enum li_err code = workload_load(context, context->today, &workload, err);
    if (code)
        return code;
    code = report_workload_write_all(context, &workload, out, err);
    report_say(out, "Goals are the open goals of the person's affiliates; a check-in is overdue "
                    "when nothing was logged in time.");
    workload_free(&workload);
    return code;
}

const struct report report_workload = REPORT_DEFINE({
    .name = "workload",
    .title = "Workload",
    .filters = false,
    .write = report_workload_write,
});
