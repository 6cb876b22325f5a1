# shellcheck shell=sh
# A new database: where, with what, for whose eyes.

expect 'init' 0 "Created a new database: $LIAISE_DB" '' liaise init --org 'Our Association' --you 'Ana Lima'
expect 'not over another' 1 '' 'liaise: *liaise.db*' liaise init
expect 'the first is still there' 0 'No problems found: * records, 1 entry.' '' liaise check
expect 'the file is for its owner alone' 0 '-rw------- *' '' ls -l "$LIAISE_DB"

expect 'emphasis areas' 0 'name
Ethics
Leadership and Professional Development
Advocacy for the Profession
"Membership Development, Engagement, and Support"
Governance
Inclusiveness and Diversity Initiatives' '' liaise list area --columns name --format csv
expect 'roles of both sides' 0 '*ours*theirs*' '' liaise list role --format csv --sort side
expect 'countries' 0 'NZ,New Zealand' '' sh -c '"$1" list country code:NZ --columns code,name --format csv | tail -1' - "$LIAISE"
expect 'states' 0 'FL,Florida,United States' '' sh -c '"$1" list state code:FL --columns code,name,country --format csv | tail -1' - "$LIAISE"
expect 'regions' 0 '*Southeast*' '' liaise list region
expect 'no affiliates yet' 0 'code,name' '' liaise list affiliate --columns code,name --format csv
expect 'who is at work' 0 'Ana Lima' '' sh -c '"$1" add area name=Water >/dev/null && "$1" history --limit 1 --format csv | tail -1 | cut -d, -f3' - "$LIAISE"
expect 'which is undone' 0 'Undid: *' '' liaise undo
expect 'what the program wrote itself stays' 2 '' 'liaise: There is nothing to undo.' liaise undo

unset LIAISE_DB
expect 'the default place' 0 "Created a new database: $HOME/.local/share/liaise/liaise.db" '' liaise init
expect 'in a folder of its own, for its owner alone' 0 'drwx------ *' '' ls -ld "$HOME/.local/share/liaise"
expect 'is where it is found' 0 'No problems found: *' '' liaise check
XDG_DATA_HOME=$PWD/data
export XDG_DATA_HOME
expect 'XDG_DATA_HOME' 0 "Created a new database: $PWD/data/liaise/liaise.db" '' liaise init
XDG_DATA_HOME=data
expect 'a relative one is none' 1 '' "liaise: $HOME/.local/share/liaise/liaise.db *" liaise init
unset XDG_DATA_HOME
expect 'no home at all' 2 '' 'liaise: HOME is not set, so there is no default database; use --db FILE.' env -u HOME "$LIAISE" list affiliate
expect 'a folder that cannot be made' 1 '' 'liaise: *' liaise --db /dev/null/x.db init
