/*
 * handover_draft.c: the unsaved changes of a hand-over as lines: the role and the day, then an
 * affiliate and a person each ("-": no one).
 */
#include "core/people/handover_draft.h"
#include "core/base/name.h"
#include "core/kind/person.h"
#include "core/record/draft.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ID_LENGTH = ID_TEXT_SIZE - 1 };

/* The names of the drafts in the store, under the id of the scope. */
static const char *const handover_names[] = {[HANDOVER_OF_REGION] = "hand-over of a region",
    [HANDOVER_OF_PERSON] = "hand-over of a person",
    NULL};

bool handover_draft_is(const struct draft *draft, struct handover_scope *out)
{
    assert(draft && out);
    int of = draft->kind ? -1 : name_find(handover_names, draft->name);
    if (of >= 0)
        *out = (struct handover_scope){(enum handover_of)of, draft->id};
    return of >= 0;
}

static char *handover_draft_text(struct context *context, const struct handover_scope *scope)
{
    return draft_text(context, handover_names[scope->of], &scope->id);
}

static char *handover_draft_write(const struct handover *handover)
{
    char *text = NULL, id[ID_TEXT_SIZE], day[DAY_TEXT_SIZE];
    FILE *out = li_text_open(&text);
    fprintf(out, "%s %s\n", id_text(&handover->role, id), date_text(handover->day, day));
    for (size_t i = 0; i < handover->share_count; i++) {
        const struct handover_share *share = &handover->shares[i];
        if (share->then == share->now)
            continue;
        fprintf(out, "%s ", id_text(&share->affiliate, id));
        fprintf(
            out, "%s\n", share->then < 0 ? "-" : id_text(&handover->people[share->then].id, id));
    }
    li_text_close(out);
    return text;
}

enum li_err handover_draft_save(
    struct context *context, const struct handover *handover, struct li_error *err)
{
    assert(handover->day != DAY_NONE);
    const struct handover_scope *scope = &handover->scope;
    char *text = handover_changes(handover) > 0 ? handover_draft_write(handover) : NULL;
    enum li_err code = draft_save_text(context, handover_names[scope->of], &scope->id, text, err);
    free(text);
    return code;
}

enum li_err handover_draft_drop(
    struct context *context, const struct handover_scope *scope, struct li_error *err)
{
    assert(context && scope);
    return draft_save_text(context, handover_names[scope->of], &scope->id, NULL, err);
}

/* The two words of a line, the first of which is an id. False: it is not such a line. */
static bool handover_draft_parse(const char *line, struct id *first, const char **second)
{
    char id[ID_TEXT_SIZE] = "";
    if (strlen(line) < ID_LENGTH + 2)
        return false;
    memcpy(id, line, ID_LENGTH);
    *second = line + ID_LENGTH + 1;
    return id_parse(id, first);
}

bool handover_draft_find(
    struct context *context, const struct handover_scope *scope, struct id *role, day_t *day)
{
    assert(scope && role && day);
    char *text = handover_draft_text(context, scope);
    const char *second = NULL;
    char *end = text ? strchr(text, '\n') : NULL;
    if (end)
        *end = '\0';
    bool kept = end && handover_draft_parse(text, role, &second);
    if (kept)
        *day = date_parse(second);
    free(text);
    return kept && *day != DAY_NONE;
}

static void handover_draft_load_share(
    struct context *context, struct handover *handover, const char *line)
{
    struct id affiliate, person;
    const char *second;
    if (!handover_draft_parse(line, &affiliate, &second))
        return;
    bool nobody = strcmp(second, "-") == 0;
    char *name =
        !nobody && id_parse(second, &person) ? record_title(context, &kind_person, &person) : NULL;
    for (size_t i = 0; i < handover->share_count && (nobody || name); i++)
        if (id_equal(&handover->shares[i].affiliate, &affiliate))
            handover->shares[i].then = nobody ? NOBODY : handover_person(handover, &person, name);
    free(name);
}

void handover_draft_load(struct context *context, struct handover *handover)
{
    assert(context && handover);
    char *text = handover_draft_text(context, &handover->scope), *rest = NULL;
    bool first = true;
    for (char *line = text ? strtok_r(text, "\n", &rest) : NULL; line;
         line = strtok_r(NULL, "\n", &rest), first = false)
        if (!first)
            handover_draft_load_share(context, handover, line);
    free(text);
}

enum li_err handover_draft_release(
    struct context *context, const struct handover_scope *scope, struct li_error *err)
{
    assert(context && scope);
    return draft_release_text(context, handover_names[scope->of], &scope->id, err);
}

bool handover_draft_is_elsewhere(struct context *context, const struct handover_scope *scope)
{
    assert(context && scope);
    return draft_text_elsewhere(context, handover_names[scope->of], &scope->id);
}
