/*
 * form_draft.c: a draft is stored, stored anew with every change, and dropped.
 */
#include "tui/widget/form_draft.h"
#include "data/base/memory.h"
#include <string.h>

bool form_draft_drafted(const struct form_draft *keeping)
{
    return !id_is_nil(&keeping->key);
}

enum li_err form_draft_drop(
    struct form_draft *keeping, struct context *context, struct li_error *err)
{
    enum li_err code = draft_drop(context, &keeping->key, err);
    if (!code)
        keeping->unkept = false;
    return code;
}

void form_draft_done(struct form_draft *keeping, struct context *context)
{
    form_draft_drop(keeping, context, &(struct li_error){0});
    keeping->unkept = false;
}

enum li_err form_draft_leave(
    struct form_draft *keeping, struct context *context, struct li_error *err)
{
    return draft_release(context, &keeping->key, err);
}

enum li_err form_draft_keep(struct form_draft *keeping, struct context *context, const char **typed,
    const char *const *base, struct li_error *err)
{
    char about[ID_TEXT_SIZE];
    struct id key = keeping->key;
    if (!keeping->unkept)
        return LI_OK;
    if (!typed)
        return form_draft_drop(keeping, context, err);
    if (keeping->about != NOT_ABOUT)
        typed[keeping->about] = id_text(&keeping->id, about);
    enum li_err code = draft_save(context, &key, keeping->kind, &keeping->id, typed, base, err);
    if (keeping->about != NOT_ABOUT)
        typed[keeping->about] = NULL; /* the text of it ends here */
    if (!code) {
        keeping->key = key;
        keeping->unkept = false;
    }
    return code;
}

enum li_err form_draft_take_up(struct form_draft *keeping, struct context *context,
    bool (*fits)(void *arg, const struct draft *draft), void *arg, struct draft **out, char **at,
    struct li_error *err)
{
    struct id wished = keeping->key;
    struct draft_options wish = {keeping->kind, &keeping->id, &wished, fits, arg};
    *at = NULL;
    keeping->key = (struct id){{0}};
    enum li_err code = draft_resume(context, &wish, out, &keeping->elsewhere, err);
    if (!*out)
        return code;
    keeping->key = (*out)->key;
    *at = li_strdup((*out)->at);
    return code;
}

bool form_draft_kept(const struct draft *draft, const struct kind *kind, int about)
{
    char text[ID_TEXT_SIZE];
    const char *id = draft->kind == kind ? draft->typed[about] : NULL;
    return id && strcmp(id, id_text(&draft->id, text)) == 0;
}
