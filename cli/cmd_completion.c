/*
 * cmd_completion.c: completion for three shells. Their scripts only ask this program, which knows
 * its own tables, so that they never fall behind it.
 */
#include "../core/text.h"
#include "command.h"
#include "completing.h"
#include <string.h>

static const char bash[] =
    "# liaise: completion for bash. Source it, or put it where bash-completion looks:\n"
    "# liaise completion bash > ~/.local/share/bash-completion/completions/liaise\n"
    "_liaise() {\n"
    "    local line words word candidate done\n"
    "    read -ra words <<<\"${COMP_LINE:0:COMP_POINT}\"\n"
    "    [[ ${COMP_LINE:0:COMP_POINT} == *[[:space:]] ]] && words+=('')\n"
    "    word=${words[${#words[@]} - 1]}\n"
    "    done=${word%\"${word##*[=:]}\"} # readline takes what follows these for a word of its "
    "own\n"
    "    COMPREPLY=()\n"
    "    while IFS= read -r line; do\n"
    "        candidate=${line%%$'\\t'*}\n"
    "        if [[ -z $candidate ]]; then\n"
    "            compopt -o filenames 2>/dev/null\n"
    "            while IFS= read -r candidate; do\n"
    "                COMPREPLY+=(\"$candidate\")\n"
    "            done < <(compgen -f -- \"$word\")\n"
    "            return\n"
    "        fi\n"
    "        [[ $candidate == *[=:] ]] && compopt -o nospace 2>/dev/null\n"
    "        COMPREPLY+=(\"${candidate#\"$done\"}\")\n"
    "    done < <(\"${words[0]}\" completion bash \"${words[@]:1}\" 2>/dev/null)\n"
    "}\n"
    "complete -F _liaise liaise\n";

static const char zsh[] =
    "#compdef liaise\n"
    "# liaise: completion for zsh. Put it into a folder of $fpath:\n"
    "# liaise completion zsh > ~/.zfunc/_liaise\n"
    "_liaise() {\n"
    "    local line candidate\n"
    "    local -a ends ends_shown goes_on goes_on_shown\n"
    "    for line in \"${(@f)$(${words[1]} completion zsh \"${(@)words[2,CURRENT-1]}\" \"$PREFIX\" "
    "2>/dev/null)}\"; do\n"
    "        [[ -z $line ]] && continue\n"
    "        candidate=${line%%$'\\t'*}\n"
    "        if [[ -z $candidate ]]; then\n"
    "            _files\n"
    "            return\n"
    "        fi\n"
    "        if [[ $candidate == *[=:] ]]; then\n"
    "            goes_on+=(\"$candidate\")\n"
    "            goes_on_shown+=(\"${line/$'\\t'/  -- }\")\n"
    "        else\n"
    "            ends+=(\"$candidate\")\n"
    "            ends_shown+=(\"${line/$'\\t'/  -- }\")\n"
    "        fi\n"
    "    done\n"
    "    compadd -Q -l -d ends_shown -a ends\n"
    "    compadd -Q -l -S '' -d goes_on_shown -a goes_on\n"
    "}\n"
    "if [[ $funcstack[1] == _liaise ]]; then _liaise \"$@\"; else compdef _liaise liaise; fi\n";

static const char fish[] =
    "# liaise: completion for fish. Put it where fish looks:\n"
    "# liaise completion fish > ~/.config/fish/completions/liaise.fish\n"
    "function __liaise_candidates\n"
    "    set -l words (commandline -opc)\n"
    "    set -l word (commandline -ct)\n"
    "    set -l found ($words[1] completion fish $words[2..-1] \"$word\" 2>/dev/null)\n"
    "    if test \"$found\" = \\tFILE\n"
    "        __fish_complete_path \"$word\"\n"
    "    else\n"
    "        printf '%s\\n' $found\n"
    "    end\n"
    "end\n"
    "complete -c liaise -f -a '(__liaise_candidates)'\n";

static const struct {
    const char *name, *script;
} shells[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};
enum { SHELLS = sizeof shells / sizeof *shells };

static enum li_err unknown_shell(const char *name, struct li_error *err)
{
    const char *names[SHELLS];
    for (int i = 0; i < SHELLS; i++)
        names[i] = shells[i].name;
    const char *near = text_nearest(name, names, SHELLS);
    return near ? li_fail(err, LI_USAGE, "There is no completion for \"%s\"; did you mean %s?",
                      name, near)
                : li_fail(err, LI_USAGE,
                      "There is completion for bash, zsh and fish, not for \"%s\".", name);
}

static enum li_err completion_run(const struct invocation *line, struct li_error *err)
{
    const char *script = NULL;
    for (int i = 0; i < SHELLS; i++)
        if (strcmp(shells[i].name, line->words[0]) == 0)
            script = shells[i].script;
    if (!script)
        return unknown_shell(line->words[0], err);
    if (line->word_count == 1)
        fputs(script, stdout);
    else
        completing_write(line, line->words + 1, line->word_count - 1, stdout);
    return LI_OK;
}

const struct command command_completion = {
    .name = "completion",
    .arguments = "bash|zsh|fish [WORD...]",
    .help = "Print what makes a shell complete liaise's words.",
    .details =
        "Its first lines say where to put it. With the words of a line it prints what the last\n"
        "of them may become.",
    .least = 1,
    .most = -1,
    .wraps = true,
    .run = completion_run,
};
