# shellcheck shell=sh
# What the program says of itself: kinds, keys, config; the demonstration; the screen without one.

expect 'kinds' 0 '*affiliate*affiliates*person*people*goal*goals*' '' liaise kinds
expect 'the fields of one' 0 '*code*Code*name*Name*required*' '' liaise kinds affiliate
expect 'choices' 0 '*one of state, national, equity, international, multinational*' '' liaise kinds affiliate --format csv
expect 'as JSON' 0 '1 values, *' '' as_json liaise kinds goal --format json
expect 'an unknown kind' 2 '' 'liaise: *gaol*goal*' liaise kinds gaol

expect 'keys' 0 '*undo*u*default*Undo the last change*' '' liaise keys
expect 'keys as JSON' 0 '1 values, *' '' as_json liaise keys --format json
expect 'config' 0 '*theme*default*' '' liaise config
cat >liaise.conf <<'CONF'
theme = "light";
on_track = 7;
nonsense = 1;
keys = { undo = "U"; redo = "C-r,r"; };
colors = { good = "bold 114"; bad = "redd"; };
CONF
expect 'settings from a file, and its mistakes' 0 "*theme*light*$PWD/liaise.conf:1*" '*liaise.conf:2: on_track: *
*liaise.conf:3: *nonsense*
*liaise.conf:5: colors: bad: "redd" isn'\''t a color; did you mean red?' liaise --config "$PWD/liaise.conf" config
expect 'colours from a file' 0 '*colors.good*bold 114*liaise.conf:5*colors.bad*from the theme*default*' '*' liaise --config liaise.conf config
expect 'keys one after the other' 0 '*redo*C-r,r*liaise.conf:4*' '*' liaise --config liaise.conf keys
expect 'keys from a file' 0 "*undo*U*liaise.conf:4*" '*' liaise --config liaise.conf keys
expect 'LIAISE_CONFIG' 0 '*light*' '*' env LIAISE_CONFIG=liaise.conf "$LIAISE" config
mkdir -p home/.config/liaise
cp liaise.conf home/.config/liaise/
expect 'the default place' 0 '*light*' '*' liaise config
rm -r home/.config
expect 'a file that was named must be there' 0 '*' 'liaise: *none.conf*' liaise --config none.conf config

expect 'the screen needs a terminal' 1 '' 'liaise: The screen needs a terminal; use `liaise init` to create a database here; `liaise help` lists what works without a terminal.' liaise
expect 'the demonstration too' 1 '' 'liaise: The screen needs a terminal; use `liaise demo -o FILE` to write the sample data to a file.' liaise demo
expect 'the demonstration written to a file' 0 '' '' liaise demo -o demo.db
expect 'is a sound database' 0 'No problems found: *' '' liaise --db demo.db check
expect 'not over another file' 1 '' 'liaise: *demo.db*' liaise demo -o demo.db
health() { liaise --db demo.db list goal --columns health --format tsv | tail -n +2 | grep . | sort -u; }
expect 'it shows every health' 0 'at-risk
met
no-data
not-started
off-track
on-track
overdue
stale' '' health
terms() { liaise --db demo.db list agreement --columns state --format tsv | tail -n +2 | sort -u; }
expect 'and every state of an agreement' 0 'draft
due-for-renewal
ended
in-force
lapsed
renewed' '' terms
expect 'with the real affiliates' 0 30 '' lines liaise --db demo.db list affiliate --format csv
expect 'synthetic rows' 0 '' '' liaise demo --rows 200 --seed 7 -o one.db
expect 'as many as asked' 0 201 '' lines liaise --db one.db list affiliate --columns id --format csv
prepare liaise demo --rows 200 --seed 7 -o two.db
names() { liaise --db "$1" list affiliate --columns code,name --sort name,code --format csv; }
expect 'the same seed gives the same' 0 "$(names one.db)" '' names two.db
expect 'rows are a number' 2 '' 'liaise: --rows takes a whole number, not "many".' liaise demo --rows many -o three.db
expect 'and then no file is left' 0 '' '' test ! -e three.db
ended_early() {
    "$LIAISE" demo --rows 1000000 -o early.db & maker=$!
    until ls early.db.liaise-* >/dev/null 2>&1; do sleep 0.1; done
    kill "$maker"
    wait "$maker"
}
expect 'a signal ends the writing' 143 '' '*' ended_early
expect 'and leaves nothing half made' 1 '' '' sh -c 'ls | grep early'
if command -v script >/dev/null; then
    first_start() { printf '%s' "$1" | script -qec "'$LIAISE' --db first.db" /dev/null | tr -d '\r'; }
    expect 'a first start asks' 0 '*There is no database yet*first.db*1*Create a new database*2*Explore sample data*q*Quit*' '' first_start 'q
'
    expect 'and leaves nothing' 0 '' '' test ! -e first.db
fi
