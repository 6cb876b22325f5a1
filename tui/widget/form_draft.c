/*
 * form_draft.c: a draft is stored, stored anew with every change, and dropped.
 */
#include "tui/widget/form_draft.h"
#include "data/base/memory.h"
#include <string.h>

bool keeping_drafted(const struct keeping *keeping)
{
    return !id_is_nil(&keeping->key);
}

enum li_err keeping_drop(struct keeping *keeping, struct li *li, struct li_error *err)
{
    enum li_err code = draft_drop(li, &keeping->key, err);
    if (code == LI_OK)
        keeping->unkept = false;
    return code;
}

void keeping_done(struct keeping *keeping, struct li *li)
{
    keeping_drop(keeping, li, NULL);
    keeping->unkept = false;
}

enum li_err keeping_leave(struct keeping *keeping, struct li *li, struct li_error *err)
{
    return draft_release(li, &keeping->key, err);
}

enum li_err keeping_keep(struct keeping *keeping, struct li *li, const char **typed,
    const char *const *base, struct li_error *err)
{
    char about[ID_TEXT_SIZE];
    struct id key = keeping->key;
    if (!keeping->unkept)
        return LI_OK;
    if (!typed)
        return keeping_drop(keeping, li, err);
    if (keeping->about != NOT_ABOUT)
        typed[keeping->about] = id_text(&keeping->id, about);
    enum li_err code = draft_keep(li, &key, keeping->kind, &keeping->id, typed, base, err);
    if (keeping->about != NOT_ABOUT)
        typed[keeping->about] = NULL; /* the text of it ends here */
    if (code == LI_OK) {
        keeping->key = key;
        keeping->unkept = false;
    }
    return code;
}

enum li_err keeping_take_up(struct keeping *keeping, struct li *li,
    bool (*fits)(void *arg, const struct draft *draft), void *arg, struct draft **out, char **at,
    struct li_error *err)
{
    struct id wished = keeping->key;
    struct draft_wish wish = {keeping->kind, &keeping->id, &wished, fits, arg};
    *at = NULL;
    keeping->key = (struct id){{0}};
    enum li_err code = draft_resume(li, &wish, out, &keeping->elsewhere, err);
    if (!*out)
        return code;
    keeping->key = (*out)->key;
    *at = li_strdup((*out)->at);
    return code;
}

bool keeping_kept(const struct draft *draft, const struct kind *kind, int about)
{
    char text[ID_TEXT_SIZE];
    const char *id = draft->kind == kind ? draft->typed[about] : NULL;
    return id && strcmp(id, id_text(&draft->id, text)) == 0;
}
