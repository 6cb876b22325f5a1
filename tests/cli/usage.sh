# shellcheck shell=sh
# How lines are read, whatever the command.

expect 'help lists the commands' 0 '*Usage: liaise*init *demo *list *restore-backup *config *--db FILE*' '' liaise help
expect '--help is the same' 0 "$(liaise help)" '' liaise --help
expect 'help of a command' 0 'Usage: liaise list KIND \[FILTER...\]*--columns*--db FILE*' '' liaise help list
expect 'COMMAND --help is the same' 0 "$(liaise help list)" '' liaise list --help
expect 'help needs no sound line' 0 "$(liaise help set)" '' liaise set --help
expect 'help of an unknown command' 2 '' 'liaise: There is no command "lst"; did you mean list?' liaise help lst
expect '--version' 0 'liaise [0-9]*.[0-9]*' '' liaise --version
for command in init demo list show add set archive restore log history undo redo as-of import \
    export check backup restore-backup carrier invite join sync devices revoke recover kinds keys config completion help; do
    expect "help of $command" 0 "Usage: liaise $command*" '' liaise "$command" --help
done

expect 'an unknown command names the nearest' 2 '' 'liaise: There is no command "lsit"; did you mean list?' liaise lsit
expect 'a command like no other' 2 '' 'liaise: There is no command "xyzzyplugh"; see `liaise help`.' liaise xyzzyplugh
expect 'too few words' 2 '' 'liaise: Missing argument: liaise show KIND REF.' liaise show affiliate
expect 'too many words' 2 '' 'liaise: Unexpected argument "more": liaise check [--rebuild].' liaise check more

office
expect 'an unknown option names the nearest' 2 '' 'liaise: There is no option --limt; did you mean --limit?' liaise list affiliate --limt 5
expect 'an option of another command' 2 '' 'liaise: There is no option --reject here; see `liaise list --help`.' liaise list affiliate --reject x
expect 'a value is missing' 2 '' 'liaise: --limit needs a value: --limit N.' liaise list affiliate --limit
expect 'a switch takes none' 2 '' 'liaise: --dry-run takes no value.' liaise import affiliate x.csv --dry-run=yes
expect 'a number is wanted' 2 '' 'liaise: --limit takes a whole number, not "five".' liaise list affiliate --limit five
expect 'a number is positive' 2 '' 'liaise: --limit must be 1 or more.' liaise list affiliate --limit 0
expect '--limit=5 and --limit 5' 0 "$(liaise list affiliate --limit 5)" '' liaise list affiliate --limit=5
expect '--limit 5' 0 6 '' lines liaise list affiliate --format csv --limit 5
expect 'an option before the words' 0 "$(liaise list affiliate --limit 5)" '' liaise list --limit 5 affiliate

expect 'global options before the command' 0 "$(liaise list affiliate)" '' liaise --db "$LIAISE_DB" --as Ben list affiliate
expect 'and after it' 0 "$(liaise list affiliate)" '' liaise list affiliate --db "$LIAISE_DB" --as Ben
expect '--db counts more than LIAISE_DB' 1 '' 'liaise: *elsewhere.db*' liaise --db elsewhere.db list affiliate
expect '--today is a day' 2 '' 'liaise: *someday*' liaise --today someday list affiliate
expect '--today as people write it' 0 '*CAMA*' '' liaise --today '15 mar 2026' list affiliate CAMA

expect 'a word may begin with -' 0 29 '' lines liaise list affiliate -canadian --format csv --columns code,name
expect '-- ends the options' 0 '*CAMA*' '' liaise list --columns code -- affiliate CAMA
expect 'after -- an option is a word' 2 '' 'liaise: There is no kind*--limit*' liaise list -- --limit affiliate
expect 'KIND in the singular and plural' 0 "$(liaise list affiliate)" '' liaise list affiliates
expect 'an unknown kind names the nearest' 2 '' 'liaise: *afiliate*affiliate*' liaise list afiliate
