/*
 * cmd_merge.c: two records that are one and the same made one.
 */
#include "cli/command.h"
#include "cli/set_fields.h"
#include "core/duplicates/merge_records.h"
#include "data/base/memory.h"
#include <stdlib.h>
#include <string.h>

enum { KIND, LEFT, RIGHT, FIRST_FIELD };

/* FIELD=left|right|both. */
static enum li_err read_side(struct joining *joining, const char *word, struct li_error *err)
{
    const struct kind *kind = joining->left->kind;
    const char *is = strchr(word, '=');
    if (!assign_is(word))
        return li_fail(err, LI_USAGE, "\"%s\" is not FIELD=left, right or both.", word);
    int field, side = name_index(joining_sides, is + 1);
    char *name = li_strndup(word, (size_t)(is - word));
    enum li_err result = kind_field_read(kind, name, &field, err);
    free(name);
    if (result != LI_OK)
        return result;
    if (kind->fields[field].sql)
        return li_fail(err, LI_USAGE, "%s is worked out, not written.", kind->fields[field].label);
    if (side < 0 || (side == JOINING_BOTH && !joining_takes_both(joining, field)))
        return li_fail(err, LI_USAGE, "%s takes left or right%s, not \"%s\".",
            kind->fields[field].label, joining_takes_both(joining, field) ? " or both" : "",
            is + 1);
    joining->sides[field] = (enum joining_side)side;
    return LI_OK;
}

static void say_merged(const struct joining *joining, struct li *li, const char *references)
{
    char *left = record_brief(li, joining->left), *right = record_brief(li, joining->right);
    char *said = li_format(
        "Merged %s into %s%s%s.", right, left, *references ? "; it now has also " : "", references);
    command_answer(said);
    free(said);
    free(right);
    free(left);
}

static enum li_err merge(
    struct li *li, struct joining *joining, const struct invocation *line, struct li_error *err)
{
    enum li_err result = LI_OK;
    for (int i = FIRST_FIELD; i < line->word_count && result == LI_OK; i++)
        result = read_side(joining, line->words[i], err);
    if (result != LI_OK)
        return result;
    char *references = joining_references(li, joining->right->kind, &joining->right->id);
    result = joining_save(li, joining, err);
    if (result == LI_OK)
        say_merged(joining, li, references);
    free(references);
    return result;
}

static enum li_err merge_run(const struct invocation *line, struct li_error *err)
{
    const struct kind *kind;
    struct li *li;
    struct id left, right;
    struct joining *joining;
    enum li_err result = command_open_record(line, STORE_WRITE, RIGHT, &li, &kind, &left, err);
    if (result != LI_OK)
        return result;
    result = command_find(li, kind, line->words[RIGHT], &right, err);
    if (result == LI_OK)
        result = joining_new(li, kind, &left, &right, &joining, err);
    if (result == LI_OK) {
        result = merge(li, joining, line, err);
        joining_free(joining);
    }
    li_close(li);
    return result;
}

const struct command command_merge = {
    .name = "merge",
    .arguments = "KIND REF REF [FIELD=SIDE...]",
    .help = "Make one record of two; the first stays, the second is archived.",
    .details =
        "What refers to the second refers to the first from then on. A field takes what "
        "there is, of two\n"
        "values the first's, and of two long texts or lists of tags both, unless FIELD=left, "
        "right or\n"
        "both says otherwise. One undo brings both back. A REF of several words goes in "
        "quotes.",
    .done = "Merged",
    .least = 3,
    .most = -1,
    .run = merge_run,
};
