/*
 * division_draft.c: a hand-over left unfinished, as lines: the role and the day, then an affiliate
 * and a person each ("-": nobody).
 */
#include "../data/memory.h"
#include "division.h"
#include "kind/person.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ID_LENGTH = ID_TEXT_SIZE - 1 };

/* The fact it is kept as. The caller frees it. */
static char *fact_name(const struct id *scope)
{
    char text[ID_TEXT_SIZE];
    return li_format("hand-over:%s", id_text(scope, text));
}

static char *draft_text(const struct division *division)
{
    char *text = NULL, id[ID_TEXT_SIZE], day[DAY_TEXT_SIZE];
    size_t size;
    FILE *out = open_memstream(&text, &size);
    fprintf(out, "%s %s\n", id_text(&division->role, id), day_text(division->day, day));
    for (size_t i = 0; i < division->share_count; i++) {
        const struct share *share = &division->shares[i];
        if (share->then == share->now)
            continue;
        fprintf(out, "%s ", id_text(&share->affiliate, id));
        fprintf(
            out, "%s\n", share->then < 0 ? "-" : id_text(&division->people[share->then].id, id));
    }
    fclose(out);
    return text;
}

enum li_err division_keep(struct li *li, const struct division *division, struct li_error *err)
{
    if (division_changes(division) == 0)
        return division_drop(li, &division->scope.id, err);
    char *name = fact_name(&division->scope.id), *text = draft_text(division);
    enum li_err code = store_set_fact(li->store, name, text, err);
    free(text);
    free(name);
    return code;
}

enum li_err division_drop(struct li *li, const struct id *scope, struct li_error *err)
{
    char *name = fact_name(scope), *kept = store_fact(li->store, name);
    enum li_err code = kept ? store_set_fact(li->store, name, NULL, err) : LI_OK;
    free(kept);
    free(name);
    return code;
}

/* Two words of a line, the first of which is an id; false: it is no such line. */
static bool read_line(const char *line, struct id *first, const char **second)
{
    char id[ID_TEXT_SIZE] = "";
    if (strlen(line) < ID_LENGTH + 2)
        return false;
    memcpy(id, line, ID_LENGTH);
    *second = line + ID_LENGTH + 1;
    return id_parse(id, first);
}

bool division_kept(struct li *li, const struct id *scope, struct id *role, day_t *day)
{
    char *name = fact_name(scope), *text = store_fact(li->store, name);
    const char *second = NULL;
    char *end = text ? strchr(text, '\n') : NULL;
    if (end)
        *end = '\0';
    bool kept = end && read_line(text, role, &second);
    if (kept)
        *day = day_parse(second);
    free(text);
    free(name);
    return kept && *day != DAY_NONE;
}

static void resume_share(struct li *li, struct division *division, const char *line)
{
    struct id affiliate, person;
    const char *second;
    if (!read_line(line, &affiliate, &second))
        return;
    bool nobody = strcmp(second, "-") == 0;
    char *name =
        !nobody && id_parse(second, &person) ? record_title(li, &kind_person, &person) : NULL;
    for (size_t i = 0; i < division->share_count && (nobody || name); i++)
        if (id_equal(&division->shares[i].affiliate, &affiliate))
            division->shares[i].then = nobody ? NOBODY : division_person(division, &person, name);
    free(name);
}

void division_resume(struct li *li, struct division *division)
{
    char *name = fact_name(&division->scope.id), *text = store_fact(li->store, name), *rest = NULL;
    bool first = true;
    for (char *line = text ? strtok_r(text, "\n", &rest) : NULL; line;
         line = strtok_r(NULL, "\n", &rest), first = false)
        if (!first)
            resume_share(li, division, line);
    free(text);
    free(name);
}
