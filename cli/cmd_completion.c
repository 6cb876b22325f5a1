/*
 * cmd_completion.c: completion for three shells. Their scripts only ask this program, so they never
 * fall behind its tables.
 */
#include "cli/command.h"
#include "cli/completion.h"
#include "core/base/text.h"
#include <string.h>

/* Candidates come from data: no script evaluates them. zsh and fish quote them as the word being
   typed is quoted; bash would insert them as they are, so this program quotes for it. */
static const char completion_bash[] =
    "# liaise: completion for bash. Source it, or put it where bash-completion looks:\n"
    "# liaise completion bash > ~/.local/share/bash-completion/completions/liaise\n"
    "_liaise() {\n"
    "    local reply\n"
    "    COMPREPLY=()\n"
    "    while IFS= read -r reply; do\n"
    "        if [[ $reply == $'\\t'FILE ]]; then\n"
    "            compopt -o default\n"
    "            return\n"
    "        fi\n"
    "        [[ $reply == *[=:,] ]] && compopt -o nospace\n"
    "        COMPREPLY+=(\"$reply\")\n"
    "    done < <(\"${1/#\\~/$HOME}\" completion --line \"${COMP_LINE:0:COMP_POINT}\" \\\n"
    "        --breaks \"$COMP_WORDBREAKS\" bash 2>/dev/null)\n"
    "}\n"
    "complete -F _liaise liaise\n";

static const char completion_zsh[] =
    "#compdef liaise\n"
    "# liaise: completion for zsh. Put it into a folder of $fpath:\n"
    "# liaise completion zsh > ~/.zfunc/_liaise\n"
    "_liaise() {\n"
    "    local program=${(Q)words[1]} candidate help line\n"
    "    local -a ends ends_shown goes_on goes_on_shown\n"
    "    for candidate help in \"${(@0)$(${program/#\\~/$HOME} completion --null zsh \\\n"
    "        \"${(@Q)words[2,CURRENT-1]}\" \"${(Q)PREFIX}\" 2>/dev/null)}\"; do\n"
    "        if [[ -z $candidate ]]; then\n"
    "            [[ $help == FILE ]] && _files\n"
    "            continue\n"
    "        fi\n"
    "        line=${(V)candidate}\n"
    "        [[ -n $help ]] && line+=\"  -- $help\"\n"
    "        if [[ $candidate == *[=:,] ]]; then\n"
    "            goes_on+=(\"$candidate\")\n"
    "            goes_on_shown+=(\"$line\")\n"
    "        else\n"
    "            ends+=(\"$candidate\")\n"
    "            ends_shown+=(\"$line\")\n"
    "        fi\n"
    "    done\n"
    "    compadd -l -d ends_shown -a -- ends\n"
    "    compadd -l -S '' -d goes_on_shown -a -- goes_on\n"
    "}\n"
    "if [[ $funcstack[1] == _liaise ]]; then _liaise \"$@\"; else compdef _liaise liaise; fi\n";

static const char completion_fish[] =
    "# liaise: completion for fish. Put it where fish looks:\n"
    "# liaise completion fish > ~/.config/fish/completions/liaise.fish\n"
    "function __liaise_candidates\n"
    "    set -l words (commandline -opc)\n"
    "    set -l typed (commandline -ct)\n"
    "    set -l word (string unescape -- $typed; or string unescape -- $typed\\';\n"
    "        or string unescape -- $typed\\\"; or printf '%s\\n' $typed | string collect)\n"
    "    set -l found ($words[1] completion --null fish $words[2..-1] \"$word\" 2>/dev/null |\n"
    "        string split0)\n"
    "    if test \"$found\" = \\tFILE\n"
    "        __fish_complete_path \"$word\"\n"
    "    else if set -q found[1]\n"
    "        string join0 -- $found\n"
    "    end\n"
    "end\n"
    "complete -c liaise -f -a '(__liaise_candidates | string split0)'\n";

static const struct {
    const char *name, *script;
    enum completion_shell form;
} completion_shells[] = {{"bash", completion_bash, COMPLETING_BASH},
    {"zsh", completion_zsh, COMPLETING_ZSH}, {"fish", completion_fish, COMPLETING_FISH}};
enum { SHELLS = sizeof completion_shells / sizeof *completion_shells };

static const struct option_spec completion_options[] = {
    {"line", 0, "TEXT", "For bash: the line up to the cursor, as typed."},
    {"breaks", 0, "CHARACTERS", "For bash: the characters that end a word for readline."},
    {"null", 0, NULL, "For zsh and fish: end each word with a NUL."},
};

static enum li_err completion_unknown_shell(const char *name, struct li_error *err)
{
    const char *names[SHELLS];
    for (int i = 0; i < SHELLS; i++)
        names[i] = completion_shells[i].name;
    const char *near = text_nearest(name, names, SHELLS);
    return near ? li_fail(err, LI_USAGE, "There is no completion for \"%s\"; did you mean %s?",
                      name, near)
                : li_fail(err, LI_USAGE,
                      "Completion is available for bash, zsh and fish, not for \"%s\".", name);
}

/* bash passes the whole line; its first word is the program. */
static void completion_complete_line(const struct invocation *line, const char *text)
{
    const char *breaks = command_option(line, "breaks");
    struct shell_words words;
    shell_words_parse(text, breaks ? breaks : "", &words);
    const struct completion_request request = {COMPLETING_BASH, words.quote, words.kept};
    if (words.count > 1)
        completion_write(
            line, (const char *const *)words.list + 1, words.count - 1, &request, stdout);
    shell_words_free(&words);
}

static enum li_err completion_run(const struct invocation *line, struct li_error *err)
{
    int shell = 0;
    while (shell < SHELLS && strcmp(completion_shells[shell].name, line->words[0]) != 0)
        shell++;
    if (shell == SHELLS)
        return completion_unknown_shell(line->words[0], err);
    const char *text = command_option(line, "line");
    const struct completion_request request = {
        .shell = command_option(line, "null") ? completion_shells[shell].form : COMPLETING_LINES};
    if (text)
        completion_complete_line(line, text);
    else if (line->word_count == 1)
        fputs(completion_shells[shell].script, stdout);
    else
        completion_write(line, line->words + 1, line->word_count - 1, &request, stdout);
    return LI_OK;
}

const struct command command_completion = {
    .name = "completion",
    .arguments = "bash|zsh|fish [WORD...]",
    .help = "Print shell completion for liaise.",
    .details = "Its first lines say where to put it. With the words of a command line, it prints "
               "the\npossible completions of the last one.",
    COMMAND_OPTIONS(completion_options),
    .least = 1,
    .most = -1,
    .wraps = true,
    .run = completion_run,
};
