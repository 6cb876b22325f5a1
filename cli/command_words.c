/*
 * command_words.c: the first word found in a table.
 */
#include "cli/command_words.h"
#include "core/open.h"
#include <assert.h>
#include <string.h>

static bool command_words_is(const struct command_word *word, const struct invocation *line)
{
    return line->word_count == 0 ? !word->name
                                 : word->name && strcmp(word->name, line->words[0]) == 0;
}

enum li_err command_words_find(const struct invocation *line, const struct command_words *words,
    const struct command_word **out, struct li_error *err)
{
    assert(line && line->command && words && out && err);
    const char *command = line->command->name;
    const struct command_word *word = NULL;
    for (size_t i = 0; i < words->count && !word; i++)
        if (command_words_is(&words->list[i], line))
            word = &words->list[i];
    if (!word)
        return li_fail(err, LI_USAGE, "liaise %s takes %s, not \"%s\".", command, words->takes,
            line->word_count ? line->words[0] : "");
    bool missing = line->word_count < word->least;
    if (missing || (word->most >= 0 && line->word_count > word->most))
        return li_fail(err, LI_USAGE, "%s argument: liaise %s %s.",
            missing ? "Missing" : "Unexpected", command, word->usage);
    *out = word;
    return LI_OK;
}

enum li_err command_words_run(
    const struct invocation *line, const struct command_words *words, struct li_error *err)
{
    const struct command_word *word;
    struct context *context;
    enum li_err code = command_words_find(line, words, &word, err);
    if (!code)
        code = command_open(line, word->mode, &context, err);
    if (code)
        return code;
    code = word->run(line, context, err);
    context_close(context);
    return code;
}
