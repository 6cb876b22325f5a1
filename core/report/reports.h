/*
 * reports.h: the list of reports.
 */
#ifndef LI_CORE_REPORT_REPORTS_H
#define LI_CORE_REPORT_REPORTS_H

#include "core/report/report.h"

/* clang-format off */
/* In the order of help: the name, which is report_NAME in report_NAME.c, and what the report
   tells. */
#define REPORTS(R) \
    R(directory, "who serves each affiliate; takes a filter") \
    R(workload, "what each of our people is responsible for") \
    R(vacancies, "vacant required roles") \
    R(reciprocity, "visits to each other's events over 2 years; takes a filter") \
    R(membership, "members, joint members and growth; takes a filter")
/* clang-format on */

#define REPORTS_DECLARE(name, help) extern const struct report report_##name;
REPORTS(REPORTS_DECLARE)

/* By its name; LI_USAGE with the nearest. */
enum li_err reports_find(const char *name, const struct report **out, struct li_error *err);

#endif
