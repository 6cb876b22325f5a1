/*
 * report_vacancies.c: each required role that no one holds for an affiliate.
 */
#include "core/people/workload.h"
#include "core/report/reports.h"
#include "data/store/query.h"
#include <inttypes.h>

static enum li_err report_vacancies_write(
    struct context *context, const char *filter, struct report_out *out, struct li_error *err)
{
    static const char *const labels[] = {"Code", "Affiliate", "Role", "Region"};
    (void)filter;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        report_column(out, labels[i], REPORT_TEXT);
    struct query *query = workload_vacancies(context, context->today, 0, err);
    enum li_err code = query ? report_rows(out, query, VACANCY_CODE, err) : err->code;
    query_free(query);
    if (report_count(out) > 0)
        report_say(out, "Vacant roles: %" PRId64 ".", report_count(out));
    else
        report_say(out, "No vacancies.");
    return code;
}

const struct report report_vacancies = REPORT_DEFINE({
    .name = "vacancies",
    .title = "Vacancies",
    .filters = false,
    .write = report_vacancies_write,
});
