/*
 * page_conflict.c: how many conflicting edits a record has, and in which fields.
 */
#include "core/page/page_conflict.h"
#include "core/sync/conflicts.h"
#include "core/sync/conflicts_text.h"
#include "data/base/memory.h"
#include <stdlib.h>

/* The caller frees it. */
static char *page_conflict_words(const struct conflicts *conflicts)
{
    char *text;
    FILE *out = li_text_open(&text);
    fprintf(out, "%zu conflicting edit%s (", conflicts->count, conflicts->count == 1 ? "" : "s");
    for (size_t i = conflicts->count; i-- > 0;) /* in the order of the fields */
        fprintf(out, "%s%s", conflicts_text_field(&conflicts->items[i]), i ? ", " : "");
    fputs(")", out);
    li_text_close(out);
    return text;
}

enum li_err page_conflict_add(struct page_subject *subject, struct li_error *err)
{
    struct conflicts conflicts;
    enum li_err code = conflicts_load(subject->context, &subject->id, &conflicts, err);
    if (!code && conflicts.count > 0) {
        char *words = page_conflict_words(&conflicts);
        page_build_line(subject->page);
        page_build_health(subject->page, HEALTH_AT_RISK, words);
        page_build_wrap(subject->page);
        free(words);
    }
    conflicts_clear(&conflicts);
    return code;
}
