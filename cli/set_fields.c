/*
 * set_fields.c: FIELD=VALUE words set in a record.
 */
#include "cli/set_fields.h"
#include "core/record/record_check.h"
#include "core/record/record_edit.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* The problems found so far. */
struct set_problems {
    const struct kind *kind;
    bool *unread;     /* by field: its value could not be parsed, so its rules are not checked */
    enum li_err code; /* the first failure */
};

static size_t set_name_length(const char *word)
{
    return strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789_");
}

bool set_fields_is(const char *word)
{
    assert(word);
    size_t length = set_name_length(word);
    return length > 0 && word[length] == '=';
}

/* Prints the problem, naming its field (-1: none) unless the sentence begins with it. */
static void set_add_problem(
    struct set_problems *problems, int field, enum li_err code, const char *message)
{
    const struct field *spec = field >= 0 ? &problems->kind->fields[field] : NULL;
    if (spec && strncmp(message, spec->label, strlen(spec->label)) != 0)
        command_say("liaise: %s: %s", spec->label, message);
    else
        command_say("liaise: %s", message);
    if (!problems->code)
        problems->code = code;
}

static void set_add_broken_rule(void *arg, int field, const char *message)
{
    struct set_problems *problems = arg;
    if (field < 0 || !problems->unread[field])
        set_add_problem(problems, field, LI_REFUSED, message);
}

static void set_parse_one(
    struct context *context, struct record *record, const char *word, struct set_problems *problems)
{
    struct li_error err = {0};
    size_t length = set_name_length(word);
    char *name = li_strndup(word, length);
    int field = -1;
    enum li_err code = set_fields_is(word) ? kind_field_parse(record->kind, name, &field, &err)
                                           : li_fail(&err, LI_USAGE,
                                                 "\"%s\" is not in the form FIELD=VALUE.", word);
    free(name);
    if (code) {
        set_add_problem(problems, -1, code, err.message);
    } else if (record_parse(context, record, field, word + length + 1, &err)) {
        set_add_problem(problems, field, err.code, err.message);
        problems->unread[field] = true;
    }
}

enum li_err set_fields_save(struct context *context, struct record *record,
    const struct invocation *line, int from, struct li_error *err)
{
    assert(context && record && line && from >= 0);
    struct set_problems problems = {
        .kind = record->kind,
        .unread = li_calloc((size_t)record->kind->field_count, sizeof(bool)),
    };
    for (int i = from; i < line->word_count; i++)
        set_parse_one(context, record, line->words[i], &problems);
    record_check(context, record, set_add_broken_rule, &problems);
    free(problems.unread);
    return problems.code ? problems.code : record_save(context, record, err);
}
