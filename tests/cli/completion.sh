# shellcheck shell=sh
# Completion: what the program offers, and that the shells take it.

office

# offers NAME CANDIDATES WORD...: the words that may stand in place of the last, on one line.
offers() {
    name=$1 wanted=$2
    shift 2
    expect "$name" 0 "$wanted" '' sh -c '"$0" completion bash "$@" | awk -F"\t" "{ print \$1 == \"\" ? \$2 : \$1 }" | xargs' "$LIAISE" "$@"
}

offers 'commands' 'init*list show*' ''
offers 'commands' 'export' exp
offers 'kinds' 'affiliate' list aff
offers 'fields to filter by' 'state: status:' list affiliate sta
offers 'what a field may be' 'status:prospect status:active status:dormant status:ended' list affiliates status:
offers 'words of filters' 'is:mine' list goals name:x is:m
offers 'fields to set' 'website=' set affiliate CAMA web
offers 'no computed ones' '' set affiliate CAMA heal
offers 'yes and no' 'primary=no primary=yes' add assignment primary=
offers 'records by their code' 'CAMA' show affiliate CAM
offers 'records that a field refers to' 'organization=CAMA' add person organization=CAM
offers 'and that it is filtered by' 'affiliate:CAMA' list goals affiliate:CAM
offers 'options' '--limit' list affiliate --li
offers 'options of every command' '--config' list affiliate --con
offers 'formats' 'json jsonl' list affiliate --format js
offers 'formats of show' 'text json md' show affiliate CAMA --format ''
offers 'columns' 'code,city' list affiliate --columns code,ci
offers 'a file' 'FILE' backup ''
offers 'a file after an option' 'FILE' --db ''
offers 'the line inside another' 'list' as-of today lis
offers 'and its words' 'goal' as-of today list goa
offers 'what to do with conflicting edits' 'keep take' conflicts ''
offers 'shells' 'bash zsh fish' completion ''
offers 'nothing after a wrong word' '' lsit ''
offers 'nothing where anything may stand' '' log 'Train 30 managers' ''
expect 'what a candidate is' 0 'affiliate	An association we have a relationship with.' '' liaise completion fish list aff
expect 'an unknown shell' 2 '' 'liaise: There is no completion for "bsh"; did you mean bash?' liaise completion bsh
expect 'another' 2 '' 'liaise: Completion is available for bash, zsh and fish, not for "powershell".' liaise completion powershell

for shell in bash zsh fish; do
    liaise completion "$shell" >"liaise.$shell"
    command -v "$shell" >/dev/null || continue
    expect "$shell reads its script" 0 '' '' "$shell" -n "liaise.$shell"
done

# completed LINE: what bash makes of the line, as readline asks for it.
completed() {
    mkdir -p bin
    ln -sf "$LIAISE" bin/liaise
    PATH=$PWD/bin:$PATH bash -c '. ./liaise.bash; COMP_LINE=$1 COMP_POINT=${#1}; _liaise liaise; echo "${COMPREPLY[*]}"' bash "$1"
}
if command -v bash >/dev/null; then
    expect 'bash completes a command' 0 'archive' '' completed 'liaise arc'
    expect 'bash completes a kind' 0 'agreement' '' completed 'liaise list agr'
    expect 'bash completes behind the sign' 0 'state' '' completed 'liaise add affiliate kind=sta'
    expect 'bash completes a code' 0 'CAMA' '' completed 'liaise --as Ben show affiliate CAM'
    expect 'bash completes in quotes that know escapes' 0 'affiliate' '' completed "liaise list \$'\\x61f"
    expect 'and takes each as it is meant' 0 'CAMA' '' completed "liaise show \$'affiliate' \$'\\x43A\\x4D"
    expect 'bash completes in the midst of a line' 0 'affiliate' '' \
        env PATH="$PWD/bin:$PATH" bash -c '. ./liaise.bash; COMP_LINE="liaise list aff status:x" COMP_POINT=15; _liaise liaise; echo "${COMPREPLY[*]}"'
fi
if command -v fish >/dev/null; then
    expect 'fish completes a kind' 0 'agreement	*' '' \
        env PATH="$PWD/bin:$PATH" fish --no-config -c 'source liaise.fish; complete -C "liaise list agr"'
fi
