/*
 * cmd_merge.c: merges two records that are duplicates.
 */
#include "cli/command.h"
#include "cli/set_fields.h"
#include "core/base/name.h"
#include "core/duplicates/merge_records.h"
#include "core/open.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include <stdlib.h>
#include <string.h>

enum { KIND, LEFT, RIGHT, FIRST_FIELD };

/* FIELD=left|right|both. */
static enum li_err merge_parse_side(
    struct merge_records *merge, const char *word, struct li_error *err)
{
    const struct kind *kind = merge->left->kind;
    const char *is = strchr(word, '=');
    if (!set_fields_is(word))
        return li_fail(err, LI_USAGE,
            "\"%s\" is not in the form FIELD=left, FIELD=right or FIELD=both.", word);
    int field, side = name_find(merge_records_sides, is + 1);
    char *name = li_strndup(word, (size_t)(is - word));
    enum li_err code = kind_field_parse(kind, name, &field, err);
    free(name);
    if (code)
        return code;
    if (kind->fields[field].sql)
        return li_fail(
            err, LI_USAGE, "%s is calculated; it can't be entered.", kind->fields[field].label);
    if (side < 0 || (side == MERGE_BOTH && !merge_records_takes_both(merge, field)))
        return li_fail(err, LI_USAGE, "%s takes left or right%s, not \"%s\".",
            kind->fields[field].label, merge_records_takes_both(merge, field) ? " or both" : "",
            is + 1);
    merge->sides[field] = (enum merge_records_side)side;
    return LI_OK;
}

static void merge_say_done(
    const struct merge_records *merge, struct context *context, const char *references)
{
    char *left = record_brief(context, merge->left), *right = record_brief(context, merge->right);
    char *said = li_format(
        "Merged %s into %s%s%s.", right, left, *references ? "; it now also has " : "", references);
    command_answer(said);
    free(said);
    free(right);
    free(left);
}

static enum li_err merge_save(struct context *context, struct merge_records *merge,
    const struct invocation *line, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (int i = FIRST_FIELD; i < line->word_count && !code; i++)
        code = merge_parse_side(merge, line->words[i], err);
    if (code)
        return code;
    char *references = merge_records_references(context, merge->right->kind, &merge->right->id);
    code = merge_records_save(context, merge, err);
    if (!code)
        merge_say_done(merge, context, references);
    free(references);
    return code;
}

static enum li_err merge_run(const struct invocation *line, struct li_error *err)
{
    const struct kind *kind;
    struct context *context;
    struct id left, right;
    struct merge_records *merge;
    enum li_err code = command_open_record(line, STORE_WRITE, RIGHT, &context, &kind, &left, err);
    if (code)
        return code;
    code = command_find(context, kind, line->words[RIGHT], &right, err);
    if (!code)
        code = merge_records_new(context, kind, &left, &right, &merge, err);
    if (!code) {
        code = merge_save(context, merge, line, err);
        merge_records_free(merge);
    }
    context_close(context);
    return code;
}

const struct command command_merge = {
    .name = "merge",
    .arguments = "KIND REF REF [FIELD=SIDE...]",
    .help = "Merge two records: the first is kept, the second is archived.",
    .details = "Everything linked to the second is linked to the first. Blank fields are filled "
               "from the\nsecond; where both have a value, the first's is kept, and notes and tags "
               "are combined. Use\nFIELD=left, FIELD=right or FIELD=both to choose otherwise. One "
               "undo restores both records. Put\na REF of several words in quotes.",
    .done = "Merged",
    .least = 3,
    .most = -1,
    .run = merge_run,
};
