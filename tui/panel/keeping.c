/*
 * keeping.c: a draft is stored, stored anew with every change, and dropped.
 */
#include "keeping.h"
#include "../../data/memory.h"
#include <string.h>

enum li_err keeping_drop(struct keeping *keeping, struct li *li, struct li_error *err)
{
    enum li_err code = keeping->drafted ? draft_drop(li, keeping->kind, &keeping->id, err) : LI_OK;
    if (code == LI_OK)
        keeping->drafted = keeping->unkept = false;
    return code;
}

void keeping_done(struct keeping *keeping, struct li *li)
{
    keeping_drop(keeping, li, NULL);
    keeping->unkept = false;
}

enum li_err keeping_keep(
    struct keeping *keeping, struct li *li, const char **typed, struct li_error *err)
{
    char about[ID_TEXT_SIZE];
    if (!keeping->unkept)
        return LI_OK;
    if (!typed)
        return keeping_drop(keeping, li, err);
    if (keeping->about != NOT_ABOUT)
        typed[keeping->about] = id_text(&keeping->id, about);
    enum li_err code = draft_keep(li, keeping->kind, &keeping->id, typed, err);
    if (keeping->about != NOT_ABOUT)
        typed[keeping->about] = NULL; /* the text of it ends here */
    if (code == LI_OK) {
        keeping->drafted = true;
        keeping->unkept = false;
    }
    return code;
}

enum li_err keeping_take_up(
    struct keeping *keeping, struct li *li, struct draft **out, char **at, struct li_error *err)
{
    *out = NULL;
    *at = NULL;
    enum li_err code = draft_find(li, keeping->kind, &keeping->id, out, err);
    if (code != LI_OK)
        return code == LI_NONE ? LI_OK : code;
    keeping->drafted = true;
    *at = li_strdup((*out)->at);
    return LI_OK;
}

bool keeping_kept(const struct draft *draft, const struct kind *kind, int about)
{
    char text[ID_TEXT_SIZE];
    const char *id = draft->kind == kind ? draft->typed[about] : NULL;
    return id && strcmp(id, id_text(&draft->id, text)) == 0;
}
