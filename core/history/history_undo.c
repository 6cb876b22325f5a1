/*
 * history_undo.c: runs an undo or redo, and words the result.
 */
#include "core/history/history_undo.h"
#include "core/base/number.h"
#include "core/base/text.h"
#include "core/history/history.h"
#include "core/record/record_load.h"
#include "core/schema/choice_word.h"
#include "data/base/memory.h"
#include "data/entry/entry_name.h"
#include "data/journal/journal_undo.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HISTORY_LEFT_NAMED = 3 };

/* The values that an undo leaves alone: how many, and the first few as the end of a sentence. */
struct history_leaving {
    struct context *context;
    FILE *out;
    size_t count;
};

static void history_leave(
    void *arg, const char *table, const struct id *id, const char *column, const char *now)
{
    struct history_leaving *leaving = arg;
    if (leaving->count++ >= HISTORY_LEFT_NAMED)
        return;
    const struct kind *kind = kind_find(table);
    int number = kind ? kind_field(kind, column) : -1;
    char *title = kind ? record_title(leaving->context, kind, id) : NULL;
    char *quoted = text_quoted(title ? title : table);
    char *shown =
        number < 0 ? li_strdup(now) : history_value(leaving->context, &kind->fields[number], now);
    char word[CHOICE_WORD_SIZE];
    fputs(leaving->count > 1 ? ", " : "", leaving->out);
    if (number < 0) /* the record as a whole */
        fputs(quoted, leaving->out);
    else
        fprintf(leaving->out, "%s of %s (now %s)", kind->fields[number].label, quoted,
            shown ? choice_cell(&kind->fields[number], shown, word) : "blank");
    free(quoted);
    free(title);
    free(shown);
}

/* The label of the original entry, without what undos and redos put before it. */
static const char *history_first_label(const char *label)
{
    while (strncmp(label, "Undo: ", 6) == 0 || strncmp(label, "Redo: ", 6) == 0)
        label += 6;
    return label;
}

/* The caller frees it. Undoing an undo is a redo, and is called so. */
static char *history_undone_sentence(const struct journal_undo_result *undone,
    const struct history_leaving *leaving, const char *left)
{
    bool again = strncmp(undone->label, "Undo: ", 6) == 0;
    const char *verb = again ? "Redid" : "Undid", *label = history_first_label(undone->label);
    char count[NUMBER_SIZE];
    if (!leaving->count)
        return li_format("%s: %s.", verb, label);
    return li_format("%s: %s, except %s value%s changed since: %s.", verb, label,
        number_grouped((int64_t)leaving->count, count), leaving->count == 1 ? "" : "s", left);
}

static enum li_err history_say_and_free(enum li_err code, const struct history_leaving *leaving,
    char *left, struct journal_undo_result *undone, char **said, struct li_error *err)
{
    if (!code) {
        *said = date_show_all(
            history_undone_sentence(undone, leaving, left), context_dates(leaving->context));
        free(undone->label);
    }
    if (code == LI_REFUSED && leaving->count) {
        char *why = li_strndup(err->message, strlen(err->message) - 1); /* without its period */
        li_fail(err, LI_REFUSED, "%s: %s.", why, left);
        free(why);
    }
    free(left);
    return code;
}

/* With redo, which must be NULL. */
static enum li_err history_run_and_say(struct context *context, const struct entry_name *which,
    bool redo, struct journal_undo_observer observer, char **said, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    char *left;
    struct history_leaving leaving = {.context = context, .out = li_text_open(&left)};
    struct journal_undo_result undone = {0};
    observer.left = history_leave;
    observer.left_arg = &leaving;
    enum li_err code = redo ? journal_redo(context->store, &observer, &undone, err)
                            : journal_undo(context->store, which, &observer, &undone, err);
    char more[NUMBER_SIZE];
    if (leaving.count > HISTORY_LEFT_NAMED)
        fprintf(leaving.out, " and %s more",
            number_grouped((int64_t)leaving.count - HISTORY_LEFT_NAMED, more));
    li_text_close(leaving.out);
    return history_say_and_free(code, &leaving, left, &undone, said, err);
}

enum li_err history_undo(struct context *context, const char *entry, progress_fn progress,
    void *arg, char **said, struct li_error *err)
{
    assert(context && said);
    struct entry_name which;
    const struct journal_undo_observer observer = {.progress = progress, .progress_arg = arg};
    enum li_err code = entry ? entry_name_parse(context->store, entry, &which, err) : LI_OK;
    return code ? code
                : history_run_and_say(context, entry ? &which : NULL, false, observer, said, err);
}

enum li_err history_redo(
    struct context *context, progress_fn progress, void *arg, char **said, struct li_error *err)
{
    assert(context && said);
    const struct journal_undo_observer observer = {.progress = progress, .progress_arg = arg};
    return history_run_and_say(context, NULL, true, observer, said, err);
}
