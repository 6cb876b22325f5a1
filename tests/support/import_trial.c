/*
 * import_trial.c: one import, and what came of it held against what is expected.
 */
#include "tests/support/import_trial.h"
#include "core/kind/affiliate.h"
#include "data/base/memory.h"
#include "tests/support/check.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void hear_bad(void *arg, int64_t line, const char *column, const char *reason)
{
    fprintf(arg, "%lld %s: %s\n", (long long)line, column, reason);
}

char *trial_file(struct office *office, const char *bytes, size_t size)
{
    char *path = li_format("%s/in.csv", office->folder);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fwrite(bytes, 1, size, out);
    fclose(out);
    return path;
}

void trial_run(struct office *office, struct trial *trial, const char *bytes, size_t size)
{
    char *path = trial_file(office, bytes, size);
    FILE *ear = li_text_open(&trial->said);
    trial->wish.path = path;
    trial->wish.reject = li_text_open(&trial->rejected);
    if (!trial->wish.kind)
        trial->wish.kind = &kind_affiliate;
    trial->code =
        import_csv(office->context, &trial->wish, hear_bad, NULL, ear, &trial->counts, &trial->err);
    li_text_close(ear);
    li_text_close(trial->wish.reject);
    free(path);
}

void trial_free(struct trial *trial)
{
    free(trial->said);
    free(trial->rejected);
}

void trial_counts(struct office *office, struct import_options wish, const char *text,
    int64_t added, int64_t changed, int64_t same)
{
    struct trial trial = {.wish = wish};
    trial_run(office, &trial, text, strlen(text));
    if (trial.code != LI_OK)
        fail_msg("%s\n%s", trial.err.message, trial.said);
    assert_string_equal(trial.said, "");
    assert_string_equal(trial.rejected, "");
    assert_int_equal(trial.counts.added, added);
    assert_int_equal(trial.counts.changed, changed);
    assert_int_equal(trial.counts.same, same);
    trial_free(&trial);
}

void trial_refused(
    struct office *office, struct import_options wish, const char *text, const char *message)
{
    struct trial trial = {.wish = wish};
    trial_run(office, &trial, text, strlen(text));
    assert_int_equal(trial.code, LI_REFUSED);
    assert_string_equal(trial.err.message, message);
    trial_free(&trial);
}

void trial_bad(
    struct office *office, struct import_options wish, const char *text, const char *said)
{
    static const char count_sql[] =
        "SELECT (SELECT count(*) FROM affiliate) || ' ' || (SELECT count(*) FROM journal_entry)";
    char *before = office_ask(office, count_sql);
    struct trial trial = {.wish = wish};
    trial_run(office, &trial, text, strlen(text));
    assert_int_equal(trial.code, LI_REFUSED);
    assert_string_equal(trial.said, said);
    char *after = office_ask(office, count_sql);
    assert_string_equal(before, after);
    free(before);
    free(after);
    trial_free(&trial);
}
