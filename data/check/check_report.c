/*
 * check_report.c: counts and passes on findings and progress.
 */
#include "data/check/check_report.h"
#include "data/base/memory.h"
#include "data/entry/entry_name.h"
#include <assert.h>
#include <stdlib.h>

enum { CHECK_REPORT_MOST = 100 }; /* findings that are passed on */

bool check_report_is_full(const struct check_report *report)
{
    assert(report);
    return report->found > CHECK_REPORT_MOST;
}

void check_report_say(struct check_report *report, char *finding)
{
    assert(report && report->say && finding);
    if (++report->found <= CHECK_REPORT_MOST)
        report->say(report->arg, finding);
    else if (report->found == CHECK_REPORT_MOST + 1)
        report->say(report->arg, "More problems were found; only the first are shown.");
    free(finding);
}

void check_report_say_of(struct check_report *report, const struct entry *entry, char *words)
{
    assert(report && entry && words);
    char *name = entry_name_text(report->store, &entry->name);
    check_report_say(report, li_format("Entry %s %s", name, words));
    free(name);
    free(words);
}

enum li_err check_report_progress(struct check_report *report, struct li_error *err)
{
    assert(report && err);
    int64_t entries = report->entries ? report->entries : 1;
    int64_t done = report->records * report->replayed / entries + report->compared;
    int64_t total = 2 * report->records;
    if (!report->progress || report->progress(report->progress_arg, done, total, done / 2))
        return LI_OK;
    return li_fail(err, LI_INTERRUPTED, "Stopped; the check is not complete.");
}
