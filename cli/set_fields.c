/*
 * set_fields.c: FIELD=VALUE words, read into a record and judged.
 */
#include "cli/set_fields.h"
#include "data/base/memory.h"
#include <stdlib.h>
#include <string.h>

/* What was wrong so far. */
struct verdict {
    const struct kind *kind;
    bool *unread;       /* a field whose word could not be read: its rules are not judged as well */
    enum li_err result; /* the first failure */
};

static size_t set_name_length(const char *word)
{
    return strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789_");
}

bool set_fields_is(const char *word)
{
    size_t length = set_name_length(word);
    return length > 0 && word[length] == '=';
}

/* Says which field it is about, unless the sentence begins with it. */
static void set_blame(struct verdict *verdict, int field, enum li_err code, const char *message)
{
    const struct field *spec = field >= 0 ? &verdict->kind->fields[field] : NULL;
    if (spec && strncmp(message, spec->label, strlen(spec->label)) != 0)
        command_say("liaise: %s: %s", spec->label, message);
    else
        command_say("liaise: %s", message);
    if (verdict->result == LI_OK)
        verdict->result = code;
}

static void set_broken_rule(void *arg, int field, const char *message)
{
    struct verdict *verdict = arg;
    if (field < 0 || !verdict->unread[field])
        set_blame(verdict, field, LI_REFUSED, message);
}

static void set_read_one(
    struct context *context, struct record *record, const char *word, struct verdict *verdict)
{
    struct li_error err = {0};
    size_t length = set_name_length(word);
    char *name = li_strndup(word, length);
    int field = -1;
    enum li_err result = set_fields_is(word) ? kind_field_read(record->kind, name, &field, &err)
                                             : li_fail(&err, LI_USAGE,
                                                   "\"%s\" is not in the form FIELD=VALUE.", word);
    free(name);
    if (result != LI_OK) {
        set_blame(verdict, -1, result, err.message);
    } else if (record_read(context, record, field, word + length + 1, &err) != LI_OK) {
        set_blame(verdict, field, err.code, err.message);
        verdict->unread[field] = true;
    }
}

enum li_err set_fields_and_save(struct context *context, struct record *record,
    const struct invocation *line, int from, struct li_error *err)
{
    struct verdict verdict = {
        .kind = record->kind,
        .unread = li_calloc((size_t)record->kind->field_count, sizeof(bool)),
    };
    for (int i = from; i < line->word_count; i++)
        set_read_one(context, record, line->words[i], &verdict);
    record_check(context, record, set_broken_rule, &verdict);
    free(verdict.unread);
    return verdict.result == LI_OK ? record_save(context, record, err) : verdict.result;
}
