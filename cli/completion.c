/*
 * completion.c: the words before the last are parsed like any line; what a command's arguments call
 * the next word ("KIND", "FIELD=VALUE...", "bash|zsh") decides which candidates are offered.
 */
#include "cli/completion.h"
#include "cli/arguments.h"
#include "cli/shell_words.h"
#include "core/base/text.h"
#include "core/open.h"
#include "core/query/lookup.h"
#include "data/base/memory.h"
#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_RECORDS = 100 };

struct completion {
    struct invocation line; /* of the innermost command, up to the word */
    const char *word;       /* what is typed of it */
    const struct completion_request *request;
    FILE *out;
};

/* How a candidate is written for a shell, and the mark for file names. */
typedef void completion_write_candidate(
    const struct completion *at, const char *word, const char *help);
struct completion_shell_form {
    completion_write_candidate *write;
    const char *file;
    size_t file_size;
};

static void completion_write_line(const struct completion *at, const char *word, const char *help)
{
    char *quoted = shell_words_quote(word, QUOTE_NONE);
    fprintf(at->out, "%s\t%s\n", quoted, help);
    free(quoted);
}

/* Only the part that readline inserts. */
static void completion_write_reply(const struct completion *at, const char *word, const char *help)
{
    (void)help;
    char *quoted = shell_words_quote(word + at->request->kept, at->request->quote);
    fprintf(at->out, "%s\n", quoted);
    free(quoted);
}

static void completion_write_pair(const struct completion *at, const char *word, const char *help)
{
    fprintf(at->out, "%s%c%s%c", word, '\0', help, '\0');
}

/* fish would take what follows a tab in the word for its help. */
static void completion_write_fish(const struct completion *at, const char *word, const char *help)
{
    if (!strchr(word, '\t'))
        fprintf(at->out, "%s\t%s%c", word, help, '\0');
}

#define FILES(text) (text), sizeof(text) - 1
static const struct completion_shell_form completion_shell_forms[] = {
    [COMPLETING_LINES] = {completion_write_line, FILES("\tFILE\n")},
    [COMPLETING_BASH] = {completion_write_reply, FILES("\tFILE\n")},
    [COMPLETING_ZSH] = {completion_write_pair, FILES("\0FILE\0")},
    [COMPLETING_FISH] = {completion_write_fish, FILES("\tFILE\0")},
};

/* One candidate: before, word and end together, if it begins with what is typed. */
static void completion_offer(const struct completion *at, const char *before, const char *word,
    const char *end, const char *help)
{
    char *whole = li_format("%s%s%s", before, word, end);
    if (strncmp(whole, at->word, strlen(at->word)) == 0) {
        char *what = text_safe(help);
        completion_shell_forms[at->request->shell].write(at, whole, what);
        free(what);
    }
    free(whole);
}

/* By their codes, where they have some. */
static void completion_offer_records(
    const struct completion *at, const char *before, const struct kind *kind)
{
    struct candidates found = {0};
    struct context_options options = {
        .path = at->line.global[GLOBAL_DB], .mode = STORE_READ, .today = at->line.today};
    struct context *context = NULL;
    struct li_error err; /* completion reports no errors */
    const char *begun = at->word + strlen(before);
    if (kind->code < 0 || !options.path || context_open(&context, &options, &err))
        return;
    if (!lookup_some(context, kind, begun, MOST_RECORDS, &found, &err))
        for (size_t i = 0; i < found.count; i++)
            if (found.list[i].code)
                completion_offer(at, before, found.list[i].code, "", found.list[i].title);
    lookup_candidates_free(&found);
    context_close(context);
}

/* Values of a field, after "name=" or "name:". */
static void completion_offer_choices(
    const struct completion *at, const char *before, const struct field *field)
{
    static const char *const yes_no[] = {"no", "yes", NULL};
    const char *const *choices = field->type == FIELD_YESNO ? yes_no : field->choices;
    for (size_t i = 0; choices && choices[i]; i++)
        completion_offer(at, before, choices[i], "", field->label);
    if (field->type == FIELD_REF)
        completion_offer_records(at, before, kind_find(field->ref));
}

/* The kind the line is about; NULL: none is named. */
static const struct kind *completion_kind(const struct completion *at)
{
    return at->line.word_count > 0 ? kind_find(at->line.words[0]) : NULL;
}

/* Names of fields up to the sign, and after it values. */
static void completion_offer_fields(const struct completion *at, char sign, bool computed)
{
    const struct kind *kind = completion_kind(at);
    const char end[] = {sign, '\0'};
    for (int i = 0; kind && i < (computed ? kind->field_count : kind->stored_count); i++) {
        const struct field *field = &kind->fields[i];
        char *before = li_format("%s%s", field->name, end);
        if (strncmp(at->word, before, strlen(before)) == 0)
            completion_offer_choices(at, before, field);
        else
            completion_offer(at, "", field->name, end, field->label);
        free(before);
    }
}

static void completion_offer_values(const struct completion *at)
{
    completion_offer_fields(at, '=', false);
}

static void completion_offer_terms(const struct completion *at)
{
    completion_offer_fields(at, ':', true);
    completion_offer(at, "", "is:mine", "", "my records");
    completion_offer(at, "", "is:archived", "", "archived records");
}

static void completion_offer_kinds(const struct completion *at)
{
    for (size_t i = 0; i < kind_count; i++)
        completion_offer(at, "", kinds[i]->name, "", kinds[i]->help);
}

static void completion_offer_commands(const struct completion *at)
{
    for (const struct command *const *command = at->line.commands; *command; command++)
        completion_offer(at, "", (*command)->name, "", (*command)->help);
}

static void completion_offer_file(const struct completion *at)
{
    const struct completion_shell_form *form = &completion_shell_forms[at->request->shell];
    fwrite(form->file, 1, form->file_size, at->out);
}

static void completion_offer_reference(const struct completion *at)
{
    const struct kind *kind = completion_kind(at);
    if (kind)
        completion_offer_records(at, "", kind);
}

/* Lower-case names with signs between: "bash|zsh|fish". */
static void completion_offer_names(
    const struct completion *at, const char *names, const char *signs)
{
    char *copy = li_strdup(names), *rest = NULL;
    for (char *name = strtok_r(copy, signs, &rest); name; name = strtok_r(NULL, signs, &rest))
        if (islower((unsigned char)*name))
            completion_offer(at, "", name, "", "");
    free(copy);
}

/* What arguments call a word, and what it may be. A kind in capitals stands for one of its records.
 */
static const struct {
    const char *name;
    void (*offer)(const struct completion *at);
} completion_slots[] = {
    {"KIND", completion_offer_kinds},
    {"REF", completion_offer_reference},
    {"FIELD=VALUE", completion_offer_values},
    {"FIELD=SIDE", completion_offer_values},
    {"FILTER", completion_offer_terms},
    {"COMMAND", completion_offer_commands},
    {"FILE", completion_offer_file},
    {"DIR", completion_offer_file},
};

static void completion_offer_slot(const struct completion *at, const char *slot)
{
    for (size_t i = 0; i < sizeof completion_slots / sizeof *completion_slots; i++) {
        size_t length = strlen(completion_slots[i].name);
        if (strncmp(slot, completion_slots[i].name, length) == 0 &&
            !isupper((unsigned char)slot[length])) {
            completion_slots[i].offer(at);
            return;
        }
    }
    const struct kind *kind = isupper((unsigned char)*slot) ? kind_find(slot) : NULL;
    if (kind)
        completion_offer_records(at, "", kind);
    else
        completion_offer_names(at, slot, "|");
}

/* What the arguments call the word at that place, from 0; "[FILTER...]" covers all that follow. The
   caller frees it; NULL: no word belongs there. */
static char *completion_slot_at(const char *arguments, int place)
{
    char *copy = li_strdup(arguments), *rest = NULL, *slot = NULL;
    for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        word += strspn(word, "[");
        if (*word == '|')
            break; /* another way of calling it */
        if (*word == '-') {
            if (!strchr(word, ']'))
                strtok_r(NULL, " ", &rest); /* its value */
            continue;
        }
        if (place-- > 0 && !strstr(word, "..."))
            continue;
        slot = li_strndup(word, strcspn(word, ".]"));
        break;
    }
    free(copy);
    return slot;
}

static void completion_offer_options(
    const struct completion *at, const struct option_spec *specs, int count)
{
    for (int i = 0; i < count; i++)
        completion_offer(at, "--", specs[i].name, "", specs[i].help);
}

/* "code,na": the last of a list. */
static void completion_offer_columns(const struct completion *at)
{
    const struct kind *kind = completion_kind(at);
    const char *comma = strrchr(at->word, ',');
    char *before = comma ? li_strndup(at->word, (size_t)(comma - at->word) + 1) : li_strdup("");
    for (int i = 0; kind && i < kind->field_count; i++)
        completion_offer(at, before, kind->fields[i].name, "", kind->fields[i].label);
    free(before);
}

/* A format's help names them: "text, json or md (text)." */
static void completion_offer_formats(const struct completion *at, const struct option_spec *option)
{
    char *names = li_strndup(option->help, strcspn(option->help, "("));
    char *last = strstr(names, " or ");
    if (last)
        memset(last, ' ', strlen(" or "));
    completion_offer_names(at, names, ", ");
    free(names);
}

static void completion_offer_option_value(
    const struct completion *at, const struct option_spec *option)
{
    if (strcmp(option->value, "FILE") == 0)
        completion_offer_file(at);
    else if (strcmp(option->value, "FORMAT") == 0)
        completion_offer_formats(at, option);
    else if (strncmp(option->value, "A,", 2) == 0)
        completion_offer_columns(at);
}

static void completion_offer_anything(const struct completion *at)
{
    const struct command *command = at->line.command;
    if (at->word[0] == '-' && command)
        completion_offer_options(at, command->options, command->option_count);
    if (at->word[0] == '-')
        completion_offer_options(at, arguments_global, GLOBAL_COUNT);
    char *slot = command ? completion_slot_at(command->arguments, at->line.word_count)
                         : li_strdup("COMMAND");
    if (slot)
        completion_offer_slot(at, slot);
    free(slot);
}

/* Parses the words before the last. After the first word of a command that wraps another, the line
   is the inner command's. */
static enum li_err completion_parse_line(struct completion *at, const char *const *words, int count)
{
    struct invocation inner = at->line;
    struct li_error err;
    enum li_err code = arguments_parse(&inner, words, count, &err);
    bool wraps = inner.command && inner.command->wraps && inner.word_count > 0;
    at->line = inner;
    if (!wraps)
        return code;
    const char **rest = inner.words;
    at->line.command = NULL;
    at->line.words = NULL;
    at->line.options = NULL;
    at->line.word_count = at->line.option_count = 0;
    code = completion_parse_line(at, rest + 1, inner.word_count - 1);
    free(rest);
    free(inner.options);
    return code;
}

void completion_write(const struct invocation *line, const char *const *words, int count,
    const struct completion_request *request, FILE *out)
{
    assert(line->commands &&
           (size_t)request->shell < sizeof completion_shell_forms / sizeof *completion_shell_forms);
    struct completion at = {
        .word = count > 0 ? words[count - 1] : "", .request = request, .out = out};
    at.line.commands = line->commands;
    memcpy(at.line.global, line->global, sizeof at.line.global);
    at.line.today = line->today;
    at.line.as_of = DAY_NONE;
    enum li_err code = completion_parse_line(&at, words, count > 0 ? count - 1 : 0);
    const struct option_spec *option =
        count > 1 ? arguments_find(at.line.command, words[count - 2]) : NULL;
    if (option && option->value)
        completion_offer_option_value(&at, option);
    else if (!code)
        completion_offer_anything(&at);
    arguments_free(&at.line);
}
