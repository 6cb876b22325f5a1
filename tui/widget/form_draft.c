/*
 * form_draft.c: one draft, replaced with every change, then dropped.
 */
#include "tui/widget/form_draft.h"
#include "data/base/memory.h"
#include <assert.h>
#include <string.h>

bool form_draft_is_stored(const struct form_draft *draft)
{
    return !id_is_nil(&draft->key);
}

enum li_err form_draft_drop(struct form_draft *draft, struct context *context, struct li_error *err)
{
    enum li_err code = draft_drop(context, &draft->key, err);
    if (!code)
        draft->unsaved = false;
    return code;
}

void form_draft_done(struct form_draft *draft, struct context *context)
{
    form_draft_drop(draft, context, &(struct li_error){0});
    draft->unsaved = false;
}

enum li_err form_draft_leave(
    struct form_draft *draft, struct context *context, struct li_error *err)
{
    return draft_release(context, &draft->key, err);
}

enum li_err form_draft_save(struct form_draft *draft, struct context *context, const char **typed,
    const char *const *base, struct li_error *err)
{
    assert(draft->kind && draft->about < draft->kind->stored_count);
    char about[ID_TEXT_SIZE];
    struct id key = draft->key;
    if (!draft->unsaved)
        return LI_OK;
    if (!typed)
        return form_draft_drop(draft, context, err);
    if (draft->about != NOT_ABOUT)
        typed[draft->about] = id_text(&draft->id, about);
    enum li_err code = draft_save(context, &key, draft->kind, &draft->id, typed, base, err);
    if (draft->about != NOT_ABOUT)
        typed[draft->about] = NULL; /* it would point to a local variable */
    if (!code) {
        draft->key = key;
        draft->unsaved = false;
    }
    return code;
}

enum li_err form_draft_resume(struct form_draft *draft, struct context *context,
    bool (*fits)(void *arg, const struct draft *draft), void *arg, struct draft **out, char **at,
    struct li_error *err)
{
    assert(draft->kind && out && at);
    struct id wanted = draft->key;
    struct draft_options options = {draft->kind, &draft->id, &wanted, fits, arg};
    *at = NULL;
    draft->key = (struct id){{0}};
    enum li_err code = draft_resume(context, &options, out, &draft->elsewhere, err);
    if (!*out)
        return code;
    draft->key = (*out)->key;
    *at = li_strdup((*out)->at);
    return code;
}

bool form_draft_is_about(const struct draft *draft, const struct kind *kind, int about)
{
    assert(kind && about >= 0 && about < kind->stored_count);
    char text[ID_TEXT_SIZE];
    const char *id = draft->kind == kind ? draft->typed[about] : NULL;
    return id && strcmp(id, id_text(&draft->id, text)) == 0;
}
