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

static size_t name_length(const char *word)
{
    return strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789_");
}

bool assign_is(const char *word)
{
    size_t length = name_length(word);
    return length > 0 && word[length] == '=';
}

/* Says which field it is about, unless the sentence begins with it. */
static void blame(struct verdict *verdict, int field, enum li_err code, const char *message)
{
    const struct field *spec = field >= 0 ? &verdict->kind->fields[field] : NULL;
    if (spec && strncmp(message, spec->label, strlen(spec->label)) != 0)
        command_say("liaise: %s: %s", spec->label, message);
    else
        command_say("liaise: %s", message);
    if (verdict->result == LI_OK)
        verdict->result = code;
}

static void broken_rule(void *arg, int field, const char *message)
{
    struct verdict *verdict = arg;
    if (field < 0 || !verdict->unread[field])
        blame(verdict, field, LI_REFUSED, message);
}

static void read_one(
    struct li *li, struct record *record, const char *word, struct verdict *verdict)
{
    struct li_error err = {0};
    size_t length = name_length(word);
    char *name = li_strndup(word, length);
    int field = -1;
    enum li_err result = assign_is(word)
                             ? kind_field_read(record->kind, name, &field, &err)
                             : li_fail(&err, LI_USAGE, "\"%s\" is not FIELD=VALUE.", word);
    free(name);
    if (result != LI_OK) {
        blame(verdict, -1, result, err.message);
    } else if (record_read(li, record, field, word + length + 1, &err) != LI_OK) {
        blame(verdict, field, err.code, err.message);
        verdict->unread[field] = true;
    }
}

enum li_err assign_and_save(struct li *li, struct record *record, const struct invocation *line,
    int from, struct li_error *err)
{
    struct verdict verdict = {
        .kind = record->kind,
        .unread = li_calloc((size_t)record->kind->field_count, sizeof(bool)),
    };
    for (int i = from; i < line->word_count; i++)
        read_one(li, record, line->words[i], &verdict);
    record_check(li, record, broken_rule, &verdict);
    free(verdict.unread);
    return verdict.result == LI_OK ? record_save(li, record, err) : verdict.result;
}
