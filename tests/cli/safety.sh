# shellcheck shell=sh
# What stands in data, or is typed, harms no terminal.

office
esc=$(printf '\033')
rlo=$(printf '\342\200\256') # U+202E, which turns the order of what follows round
csi=$(printf '\302\233')     # U+009B, an escape in one character
hostile="${esc}]0;owned$(printf '\007')${esc}[31mRed${rlo}evil${csi}2J"

# Counts the characters that could harm in all that a command says.
harm() {
    "$@" 2>&1 | LC_ALL=C tr -d '\n' |
        LC_ALL=C grep -ac "[$(printf '\001')-$(printf '\037')$(printf '\177')]\|$rlo\|$csi"
}

expect 'control characters are refused' 1 '' 'liaise: Name must be text without control characters.*' liaise add person name="$hostile"
expect 'so are they in a file' 1 '' 'hostile.csv:2: *' liaise import affiliate "$data/hostile.csv"
prepare liaise add person name="Red ${rlo}evil" title="Boss${rlo}" >/dev/null
prepare liaise add person name="Red ${rlo}evil" title="Boss${rlo}" >/dev/null
prepare liaise set goal train title="Train ${rlo}30"
expect 'a table is clean' 1 0 '' harm liaise list person
expect 'Markdown is clean' 1 0 '' harm liaise list person --format md
expect 'a page is clean' 1 0 '' harm liaise show affiliate CAMA
expect 'a page in Markdown is clean' 1 0 '' harm liaise show affiliate CAMA --format md
expect 'history is clean' 1 0 '' harm liaise history
expect 'the list of several is clean' 1 0 '' harm liaise show person red
expect 'a message that quotes what was typed is clean' 1 0 '' harm liaise show person "$hostile"
expect 'so with a filter' 1 0 '' harm liaise list person "$hostile:x"
expect 'so with a value' 1 0 '' harm liaise add person name=X email="$hostile"
expect 'an unknown command is clean' 1 0 '' harm liaise "$hostile"
expect 'an unknown option is clean' 1 0 '' harm liaise list "--$hostile"
expect 'bad rows are clean' 1 0 '' harm liaise import affiliate "$data/hostile.csv"
expect 'undo is clean' 1 0 '' harm liaise undo
expect 'a path is clean' 1 0 '' harm liaise --db "$hostile" check
expect 'the data themselves are whole' 0 "*Red ${rlo}evil*" '' liaise list person --format json

# Colour is for terminals alone. script(1) lends one where it is installed.
expect 'no colour into a pipe' 1 0 '' sh -c '"$1" list goal | grep -c "$2"' - "$LIAISE" "$esc"
if command -v script >/dev/null; then
    on_terminal() { script -qec "$*" /dev/null | tr -d '\r'; }
    expect 'colour on a terminal' 0 "*${esc}\[*" '' on_terminal "'$LIAISE' list goal"
    expect 'none with NO_COLOR' 1 0 '' sh -c 'NO_COLOR=1 script -qec "\"$1\" list goal" /dev/null | grep -c "$2"' - "$LIAISE" "$esc"
    expect 'a check says what it is at' 0 '*Checking the file*No problems found: *' '' on_terminal "'$LIAISE' check"
    expect 'a table no wider than the terminal' 0 '*…*' '' on_terminal "stty cols 40; '$LIAISE' list affiliate --limit 3"
fi

# What is kept to find records by can be made anew, and then is what they say.
expect 'made anew' 0 'No problems found: *' '' liaise check --rebuild
