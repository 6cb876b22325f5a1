/*
 * report_workload.c: each of our people with counts of what they look after.
 */
#include "core/kind/person.h"
#include "core/people/workload.h"
#include "core/report/reports.h"
#include <inttypes.h>

enum { COUNTS = 4, CELLS = 2 + COUNTS };

static bool report_workload_write_one(
    struct report_out *out, const struct workload_carrier *carrier)
{
    const struct workload_load *load = &carrier->load;
    const int64_t counts[COUNTS] = {load->affiliates, load->goals, load->checkins, load->renewals};
    const char *cells[CELLS] = {carrier->name, carrier->roles};
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
    struct workload_scales *scales =
        workload_scales_new(context, &kind_person, context->today, err);
    enum li_err code = scales ? LI_OK : err->code;
    for (size_t i = 0; i < workload->count && !code; i++) {
        struct workload_carrier *carrier = &workload->list[i];
        code = workload_weigh(scales, &carrier->id, &carrier->load, err);
        if (!code && !report_workload_write_one(out, carrier))
            break;
    }
    workload_scales_free(scales);
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
        report_column(out, labels[i], i >= CELLS - COUNTS);
    enum li_err code = workload_read(context, context->today, &workload, err);
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
