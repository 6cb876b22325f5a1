# shellcheck shell=sh
# What stands in data harms no terminal.

office >/dev/null
esc=$(printf '\033')
bell=$(printf '\007')
bidi=$(printf '\342\200\256') # U+202E
c1=$(printf '\302\233') # U+009B
clean() { # CMD...: whether nothing of it reaches the output
    "$@" 2>&1 | LC_ALL=C tr -d '\n' | LC_ALL=C grep -c "[$(printf '\001-\037\177')]\|$(printf '\342\200\256')\|$(printf '\302\233')"
}
hostile="${esc}]0;owned${bell}${esc}[31mRed${bidi}evil${c1}2J"

expect 'a hostile name can be kept' 0 '????????-*' '' liaise add person name="$hostile" notes="$hostile"
prepare liaise add person name="$hostile" >/dev/null
expect 'a table is clean' 1 0 '' clean liaise list person
expect 'a page is clean' 1 0 '' clean liaise show person "$(liaise list person --columns id --limit 1 --format tsv | tail -1)"
expect 'history is clean' 1 0 '' clean liaise history
expect 'a message about several is clean' 1 0 '' clean liaise show person red
expect 'a message that quotes the line is clean' 1 0 '' clean liaise show person "$hostile-not"
expect 'an unknown command is clean' 1 0 '' clean liaise "$hostile"
expect 'bad rows are clean' 1 0 '' clean liaise import affiliate "$data/hostile.csv"
expect 'undo is clean' 1 0 '' clean liaise undo
expect 'a path is clean' 1 0 '' clean liaise --db "$hostile" check
expect 'the data themselves are whole in JSON' 0 '*\\u001b*' '' liaise list person --format json

# Colour is for terminals alone. script(1) lends one where it is installed.
expect 'no colour into a pipe' 0 0 '' sh -c '"$1" list goal | grep -c "$2"; true' - "$LIAISE" "$esc"
if command -v script >/dev/null; then
    on_terminal() { script -qec "$*" /dev/null | tr -d '\r'; }
    expect 'colour on a terminal' 0 "*${esc}\[*" '' on_terminal "'$LIAISE' list goal"
    expect 'none with NO_COLOR' 0 0 '' sh -c 'NO_COLOR=1 script -qec "$1 list goal" /dev/null | grep -c "$2"; true' - "$LIAISE" "$esc"
fi
