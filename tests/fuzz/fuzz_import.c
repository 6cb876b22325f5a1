/*
 * fuzz_import.c: importing writes all rows or none, as a dry run said it would.
 *
 * The input's first line is the kind's name and perhaps the field to match by; the rest is the
 * file.
 */
#include "core/exchange/import.h"
#include "core/kind/kinds.h"
#include "data/base/memory.h"
#include "data/journal/journal_undo.h"
#include "tests/fuzz/fuzz.h"
#include <stdlib.h>
#include <string.h>

static void count_bad(void *arg, int64_t line, const char *column, const char *reason)
{
    HOLDS(line > 0 && column && *reason);
    ++*(int64_t *)arg;
}

static enum li_err import(const struct import_options *wish, struct import_counts *out)
{
    struct li_error err = {0};
    int64_t told = 0;
    enum li_err code = import_csv(fuzz_office(), wish, count_bad, NULL, &told, out, &err);
    HOLDS(out->bad <= told);
    HOLDS(code != LI_OK || (out->bad == 0 && out->added + out->changed + out->same == out->rows));
    if (code != LI_OK)
        fuzz_told(&err);
    return code;
}

static void is_as_it_was(void)
{
    HOLDS(fuzz_office_digest() == fuzz_office_fresh());
}

/* Written in earnest, found sound, and taken back. */
static void writes_as_rehearsed(struct import_options *wish, const struct import_counts *rehearsed)
{
    struct li_error err = {0};
    struct import_counts counts;
    struct journal_undo_result undone;
    wish->dry_run = false;
    HOLDS(import(wish, &counts) == LI_OK);
    HOLDS(counts.added == rehearsed->added && counts.changed == rehearsed->changed);
    enum li_err code = journal_undo(fuzz_office()->store, NULL, NULL, &undone, &err);
    HOLDS(code == LI_OK);
    free(undone.label);
    is_as_it_was();
    fuzz_office_renew();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *end = size ? memchr(data, '\n', size) : NULL;
    if (!end)
        return 0;
    kinds_begin();
    char *name = fuzz_text(data, (size_t)(end - data)), *blank = strchr(name, ' ');
    if (blank)
        *blank = '\0';
    struct import_options wish = {.kind = kind_find(name),
        .path = fuzz_file(end + 1, size - (size_t)(end + 1 - data)),
        .match = blank ? blank + 1 : NULL,
        .dry_run = true};
    struct import_counts counts = {0};
    if (wish.kind) {
        fuzz_office_fresh();
        enum li_err code = import(&wish, &counts);
        is_as_it_was();
        if (code == LI_OK && counts.added + counts.changed > 0)
            writes_as_rehearsed(&wish, &counts);
    }
    free(name);
    return 0;
}
