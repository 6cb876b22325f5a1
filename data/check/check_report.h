/*
 * check_report.h: the findings of a check of the journal, and its progress.
 */
#ifndef LI_DATA_CHECK_CHECK_REPORT_H
#define LI_DATA_CHECK_CHECK_REPORT_H

#include "data/base/progress.h"
#include "data/entry/entry.h"

/* Progress counts replaying the entries as one half of the work, comparing the records as the
   other. */
struct check_report {
    struct store *store; /* the database being checked */
    void (*say)(void *arg, const char *finding);
    void *arg;
    size_t found;         /* findings so far */
    progress_fn progress; /* NULL: none */
    void *progress_arg;
    int64_t entries, replayed; /* all, and done so far */
    int64_t records, compared; /* about how many there are, and done so far */
};

/* Reports a finding, and frees it. After the first hundred, one line says that there are more, and
   the rest are dropped. */
void check_report_say(struct check_report *report, char *finding);
/* Reports "Entry NAME WORDS", and frees the words. */
void check_report_say_of(struct check_report *report, const struct entry *entry, char *words);

/* Whether there are so many findings that further ones would be dropped. */
bool check_report_is_full(const struct check_report *report);

/* Reports how far the check is. LI_INTERRUPTED: it is to stop. */
enum li_err check_report_progress(struct check_report *report, struct li_error *err);

#endif
