/*
 * check_report.h: what a check of the journal found, and how far it is.
 */
#ifndef LI_DATA_CHECK_CHECK_REPORT_H
#define LI_DATA_CHECK_CHECK_REPORT_H

#include "data/base/progress.h"
#include "data/entry/entry.h"

/* Half of the work is to replay the entries, half to compare the records. */
struct check_report {
    struct store *store; /* names its entries */
    void (*say)(void *arg, const char *finding);
    void *arg;
    size_t found;
    progress_fn progress; /* NULL: none */
    void *progress_arg;
    int64_t entries, replayed;
    int64_t records, compared; /* records: about how many there are */
};

/* Takes the finding's memory. After the first hundred findings, one line says that there are more,
   and the rest is dropped. */
void check_report_say(struct check_report *report, char *finding);
/* "Entry NAME ", then the words, whose memory it takes. */
void check_report_say_of(struct check_report *report, const struct entry *entry, char *words);

/* Whether there are so many findings that it is of no use to look for more. */
bool check_report_is_full(const struct check_report *report);

/* LI_INTERRUPTED: the check is to stop. */
enum li_err check_report_progress(struct check_report *report, struct li_error *err);

#endif
