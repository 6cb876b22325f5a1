/*
 * reports.c: a report found by its name.
 */
#include "core/report/reports.h"
#include "core/base/text.h"
#include <assert.h>
#include <string.h>

#define REPORTS_ENTRY(name, help) &report_##name,
static const struct report *const reports[] = {REPORTS(REPORTS_ENTRY)};
enum { REPORT_COUNT = sizeof reports / sizeof *reports };

enum li_err reports_find(const char *name, const struct report **out, struct li_error *err)
{
    const char *names[REPORT_COUNT];
    assert(name);
    for (size_t i = 0; i < REPORT_COUNT; i++) {
        names[i] = reports[i]->name;
        *out = reports[i];
        if (strcmp(name, names[i]) == 0)
            return LI_OK;
    }
    const char *nearest = text_nearest(name, names, REPORT_COUNT);
    if (!nearest)
        return li_fail(
            err, LI_USAGE, "There is no report \"%s\"; see `liaise report --help`.", name);
    return li_fail(err, LI_USAGE, "There is no report \"%s\"; did you mean %s?", name, nearest);
}
