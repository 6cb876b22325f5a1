/*
 * completion.c: the words before the last are read as any line is; what a command's arguments call
 * the next word ("KIND", "FIELD=VALUE...", "bash|zsh") says what may stand there.
 */
#include "cli/completion.h"
#include "cli/arguments.h"
#include "cli/shell_words.h"
#include "core/base/text.h"
#include "core/query/lookup.h"
#include "data/base/memory.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_RECORDS = 100 };

struct completing {
    struct invocation line; /* of the innermost command, up to the word to be completed */
    const char *word;       /* what there is of it */
    const struct completing_form *form;
    FILE *out;
};

/* How a shell is told of a candidate, and that the names of files are wanted. */
typedef void write_candidate(const struct completing *at, const char *word, const char *help);
struct shell_form {
    write_candidate *write;
    const char *file;
    size_t file_size;
};

static void write_line(const struct completing *at, const char *word, const char *help)
{
    char *quoted = shell_quoted(word, QUOTE_NONE);
    fprintf(at->out, "%s\t%s\n", quoted, help);
    free(quoted);
}

/* Only what readline is to put there. */
static void write_reply(const struct completing *at, const char *word, const char *help)
{
    (void)help;
    char *quoted = shell_quoted(word + at->form->kept, at->form->quote);
    fprintf(at->out, "%s\n", quoted);
    free(quoted);
}

static void write_pair(const struct completing *at, const char *word, const char *help)
{
    fprintf(at->out, "%s%c%s%c", word, '\0', help, '\0');
}

/* Of a word that holds a tab fish would take the rest for what it is. */
static void write_fish(const struct completing *at, const char *word, const char *help)
{
    if (!strchr(word, '\t'))
        fprintf(at->out, "%s\t%s%c", word, help, '\0');
}

#define FILES(text) (text), sizeof(text) - 1
static const struct shell_form forms[] = {
    [COMPLETING_LINES] = {write_line, FILES("\tFILE\n")},
    [COMPLETING_BASH] = {write_reply, FILES("\tFILE\n")},
    [COMPLETING_ZSH] = {write_pair, FILES("\0FILE\0")},
    [COMPLETING_FISH] = {write_fish, FILES("\tFILE\0")},
};

/* One candidate: before and word together are what would stand there. */
static void offer(const struct completing *at, const char *before, const char *word,
    const char *end, const char *help)
{
    char *whole = li_format("%s%s%s", before, word, end);
    if (strncmp(whole, at->word, strlen(at->word)) == 0) {
        char *what = text_safe(help);
        forms[at->form->shell].write(at, whole, what);
        free(what);
    }
    free(whole);
}

/* By their codes, where they have some. */
static void offer_records(const struct completing *at, const char *before, const struct kind *kind)
{
    struct candidates found = {0};
    struct li_options options = {
        .path = at->line.global[GLOBAL_DB], .mode = STORE_READ, .today = at->line.today};
    struct li *li = NULL;
    struct li_error err; /* a line that completes nothing says nothing */
    const char *begun = at->word + strlen(before);
    if (kind->code < 0 || !options.path || li_open(&li, &options, &err) != LI_OK)
        return;
    if (lookup_some(li, kind, begun, MOST_RECORDS, &found, &err) == LI_OK)
        for (size_t i = 0; i < found.count; i++)
            if (found.list[i].code)
                offer(at, before, found.list[i].code, "", found.list[i].title);
    candidates_free(&found);
    li_close(li);
}

/* What stands behind a sign that is there already. */
static void offer_choices(
    const struct completing *at, const char *before, const struct field *field)
{
    static const char *const yes_no[] = {"no", "yes", NULL};
    const char *const *choices = field->type == FIELD_YESNO ? yes_no : field->choices;
    for (size_t i = 0; choices && choices[i]; i++)
        offer(at, before, choices[i], "", field->label);
    if (field->type == FIELD_REF)
        offer_records(at, before, kind_find(field->ref));
}

/* The kind the line is about; NULL: none is named. */
static const struct kind *kind_of(const struct completing *at)
{
    return at->line.word_count > 0 ? kind_find(at->line.words[0]) : NULL;
}

/* Names of fields before a sign, and after it what the field may be. */
static void offer_fields(const struct completing *at, char sign, bool computed)
{
    const struct kind *kind = kind_of(at);
    const char end[] = {sign, '\0'};
    for (int i = 0; kind && i < (computed ? kind->field_count : kind->stored_count); i++) {
        const struct field *field = &kind->fields[i];
        char *before = li_format("%s%s", field->name, end);
        if (strncmp(at->word, before, strlen(before)) == 0)
            offer_choices(at, before, field);
        else
            offer(at, "", field->name, end, field->label);
        free(before);
    }
}

static void offer_values(const struct completing *at)
{
    offer_fields(at, '=', false);
}

static void offer_terms(const struct completing *at)
{
    offer_fields(at, ':', true);
    offer(at, "", "is:mine", "", "what I look after");
    offer(at, "", "is:archived", "", "what was archived");
}

static void offer_kinds(const struct completing *at)
{
    for (size_t i = 0; i < kind_count; i++)
        offer(at, "", kinds[i]->name, "", kinds[i]->help);
}

static void offer_commands(const struct completing *at)
{
    for (int i = 0; i < command_count; i++)
        offer(at, "", commands[i]->name, "", commands[i]->help);
}

static void offer_file(const struct completing *at)
{
    const struct shell_form *form = &forms[at->form->shell];
    fwrite(form->file, 1, form->file_size, at->out);
}

static void offer_reference(const struct completing *at)
{
    const struct kind *kind = kind_of(at);
    if (kind)
        offer_records(at, "", kind);
}

/* Lower-case names parted by signs: "bash|zsh|fish". */
static void offer_names(const struct completing *at, const char *names, const char *signs)
{
    char *copy = li_strdup(names), *rest = NULL;
    for (char *name = strtok_r(copy, signs, &rest); name; name = strtok_r(NULL, signs, &rest))
        if (islower((unsigned char)*name))
            offer(at, "", name, "", "");
    free(copy);
}

/* What the arguments of commands call words. A kind in capitals is one of its records. */
static const struct {
    const char *name;
    void (*offer)(const struct completing *at);
} slots[] = {
    {"KIND", offer_kinds},
    {"REF", offer_reference},
    {"FIELD=VALUE", offer_values},
    {"FIELD=SIDE", offer_values},
    {"FILTER", offer_terms},
    {"COMMAND", offer_commands},
    {"FILE", offer_file},
    {"DIR", offer_file},
};

static void offer_slot(const struct completing *at, const char *slot)
{
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++) {
        size_t length = strlen(slots[i].name);
        if (strncmp(slot, slots[i].name, length) == 0 && !isupper((unsigned char)slot[length])) {
            slots[i].offer(at);
            return;
        }
    }
    const struct kind *kind = isupper((unsigned char)*slot) ? kind_find(slot) : NULL;
    if (kind)
        offer_records(at, "", kind);
    else
        offer_names(at, slot, "|");
}

/* The word of the arguments that stands there, counted from 0: "[FILTER...]" for all after it. The
   caller frees it; NULL: none does. */
static char *slot_at(const char *arguments, int place)
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

static void offer_options(const struct completing *at, const struct option_spec *specs, int count)
{
    for (int i = 0; i < count; i++)
        offer(at, "--", specs[i].name, "", specs[i].help);
}

/* "code,na": the last of a list. */
static void offer_columns(const struct completing *at)
{
    const struct kind *kind = kind_of(at);
    const char *comma = strrchr(at->word, ',');
    char *before = comma ? li_strndup(at->word, (size_t)(comma - at->word) + 1) : li_strdup("");
    for (int i = 0; kind && i < kind->field_count; i++)
        offer(at, before, kind->fields[i].name, "", kind->fields[i].label);
    free(before);
}

/* A format's help names them: "text, json or md (text)." */
static void offer_formats(const struct completing *at, const struct option_spec *option)
{
    char *names = li_strndup(option->help, strcspn(option->help, "("));
    char *last = strstr(names, " or ");
    if (last)
        memset(last, ' ', strlen(" or "));
    offer_names(at, names, ", ");
    free(names);
}

static void offer_option_value(const struct completing *at, const struct option_spec *option)
{
    if (strcmp(option->value, "FILE") == 0)
        offer_file(at);
    else if (strcmp(option->value, "FORMAT") == 0)
        offer_formats(at, option);
    else if (strncmp(option->value, "A,", 2) == 0)
        offer_columns(at);
}

static void offer_anything(const struct completing *at)
{
    const struct command *command = at->line.command;
    if (at->word[0] == '-' && command)
        offer_options(at, command->options, command->option_count);
    if (at->word[0] == '-')
        offer_options(at, global_options, GLOBAL_COUNT);
    char *slot = command ? slot_at(command->arguments, at->line.word_count) : li_strdup("COMMAND");
    if (slot)
        offer_slot(at, slot);
    free(slot);
}

/* The words before the last; from the second word of a command that wraps another, those are its.
 */
static enum li_err read_line(struct completing *at, const char *const *words, int count)
{
    struct invocation inner = at->line;
    struct li_error err;
    enum li_err result = arguments_read(&inner, words, count, &err);
    bool wraps = inner.command && inner.command->wraps && inner.word_count > 0;
    at->line = inner;
    if (!wraps)
        return result;
    const char **rest = inner.words;
    at->line.command = NULL;
    at->line.words = NULL;
    at->line.options = NULL;
    at->line.word_count = at->line.option_count = 0;
    result = read_line(at, rest + 1, inner.word_count - 1);
    free(rest);
    free(inner.options);
    return result;
}

void completing_write(const struct invocation *line, const char *const *words, int count,
    const struct completing_form *form, FILE *out)
{
    struct completing at = {.word = count > 0 ? words[count - 1] : "", .form = form, .out = out};
    memcpy(at.line.global, line->global, sizeof at.line.global);
    at.line.today = line->today;
    at.line.as_of = DAY_NONE;
    enum li_err result = read_line(&at, words, count > 0 ? count - 1 : 0);
    const struct option_spec *option =
        count > 1 ? arguments_option(at.line.command, words[count - 2]) : NULL;
    if (option && option->value)
        offer_option_value(&at, option);
    else if (result == LI_OK)
        offer_anything(&at);
    arguments_free(&at.line);
}
