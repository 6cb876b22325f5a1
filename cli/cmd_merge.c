/*
 * cmd_merge.c: two records that are one and the same made one.
 */
#include "cli/command.h"
#include "cli/set_fields.h"
#include "core/base/name.h"
#include "core/duplicates/merge_records.h"
#include "core/open.h"
#include "data/base/memory.h"
#include <stdlib.h>
#include <string.h>

enum { KIND, LEFT, RIGHT, FIRST_FIELD };

/* FIELD=left|right|both. */
static enum li_err merge_read_side(
    struct merge_records *joining, const char *word, struct li_error *err)
{
    const struct kind *kind = joining->left->kind;
    const char *is = strchr(word, '=');
    if (!set_fields_is(word))
        return li_fail(err, LI_USAGE,
            "\"%s\" is not in the form FIELD=left, FIELD=right or FIELD=both.", word);
    int field, side = name_find(merge_records_sides, is + 1);
    char *name = li_strndup(word, (size_t)(is - word));
    enum li_err result = kind_field_read(kind, name, &field, err);
    free(name);
    if (result != LI_OK)
        return result;
    if (kind->fields[field].sql)
        return li_fail(
            err, LI_USAGE, "%s is calculated; it can't be entered.", kind->fields[field].label);
    if (side < 0 || (side == JOINING_BOTH && !merge_records_takes_both(joining, field)))
        return li_fail(err, LI_USAGE, "%s takes left or right%s, not \"%s\".",
            kind->fields[field].label, merge_records_takes_both(joining, field) ? " or both" : "",
            is + 1);
    joining->sides[field] = (enum merge_records_side)side;
    return LI_OK;
}

static void merge_say_merged(
    const struct merge_records *joining, struct context *context, const char *references)
{
    char *left = record_brief(context, joining->left),
         *right = record_brief(context, joining->right);
    char *said = li_format(
        "Merged %s into %s%s%s.", right, left, *references ? "; it now also has " : "", references);
    command_answer(said);
    free(said);
    free(right);
    free(left);
}

static enum li_err merge_merge(struct context *context, struct merge_records *joining,
    const struct invocation *line, struct li_error *err)
{
    enum li_err result = LI_OK;
    for (int i = FIRST_FIELD; i < line->word_count && result == LI_OK; i++)
        result = merge_read_side(joining, line->words[i], err);
    if (result != LI_OK)
        return result;
    char *references = merge_records_references(context, joining->right->kind, &joining->right->id);
    result = merge_records_save(context, joining, err);
    if (result == LI_OK)
        merge_say_merged(joining, context, references);
    free(references);
    return result;
}

static enum li_err merge_run_command(const struct invocation *line, struct li_error *err)
{
    const struct kind *kind;
    struct context *context;
    struct id left, right;
    struct merge_records *joining;
    enum li_err result = command_open_record(line, STORE_WRITE, RIGHT, &context, &kind, &left, err);
    if (result != LI_OK)
        return result;
    result = command_find(context, kind, line->words[RIGHT], &right, err);
    if (result == LI_OK)
        result = merge_records_new(context, kind, &left, &right, &joining, err);
    if (result == LI_OK) {
        result = merge_merge(context, joining, line, err);
        merge_records_free(joining);
    }
    context_close(context);
    return result;
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
    .run = merge_run_command,
};
