# shellcheck shell=sh
# Who changed what; undo and redo over processes; the past.

LIAISE_TODAY=
office
today=$(date -u +%Y-%m-%d)
city() { liaise list affiliate "$1" --columns city --format tsv | tail -1; }

prepare liaise set affiliate CAMA city=Ottawa
prepare liaise --as 'Ben Okri' set affiliate CAMA city=Fredericton
expect 'history of a record' 0 'entry,at,by,what,how,record,field,from,to,device
*,Ben Okri,Change affiliate CAMA,changed,*,city,Ottawa,Fredericton,
*,Ana Lima,Change affiliate CAMA,changed,*,city,,Ottawa,
*,Ana Lima,Import 29 affiliates,added,*' '' liaise history affiliate CAMA --format csv
expect 'history of everything' 0 '*Change affiliate CAMA*Add goal "Train 30 managers"*Import 29 affiliates*' '' liaise history
expect '--limit' 0 2 '' lines liaise history --limit 1 --format csv
expect 'as JSON' 0 '1 values, *' '' as_json liaise history --format json
expect 'a kind alone' 2 '' 'liaise: Missing argument: liaise history KIND REF.' liaise history affiliate

expect 'undo takes back what this person did' 0 'Und*Change affiliate CAMA*' '' liaise --as 'Ben Okri' undo
expect 'in another process it is so' 0 Ottawa '' city CAMA
expect 'redo' 0 'Red*Change affiliate CAMA*' '' liaise --as 'Ben Okri' redo
expect 'is so too' 0 Fredericton '' city CAMA
expect 'nothing to redo' 2 '' 'liaise: *redo*' liaise --as 'Ben Okri' redo
expect 'nothing of a stranger to undo' 2 '' 'liaise: *undo*' liaise --as 'Cara Diaz' undo
expect 'an entry by its name' 0 'Und*Add goal*' '' liaise undo 3
expect 'is undone' 0 title '' liaise list goal --columns title --format csv
expect 'and an import as a whole, but for what was changed since' 0 'Und*Import 29 affiliates*City*Fredericton*' '' liaise undo 2
expect 'no entry of that name' 2 '' 'liaise: *4711*' liaise undo 4711
expect 'the journal stands' 0 'No problems found: *' '' liaise check

export LIAISE_DB="$PWD/past.db"
office
expect 'what others refer to is not undone' 1 '' 'liaise: *' liaise undo 2
expect 'it is all still there' 0 30 '' lines liaise list affiliate --format csv
prepare liaise log "$goal" 3 >/dev/null
expect 'as of today' 0 '*Train 30 managers*' '' liaise as-of today list goal
expect 'as of a day before anything' 0 'title' '' liaise as-of 2020-01-01 list goal --columns title --format csv
expect 'options of the inner command count' 0 '1 values, 0 members' '' as_json liaise as-of 2020-01-01 list affiliate --format json --limit 3
expect 'a report' 0 '*Directory, 2020-01-01*' '' liaise as-of 2020-01-01 report directory
expect 'show' 0 '*Canadian Association*' '' liaise as-of "$today" show affiliate CAMA
expect 'history' 0 '*Import 29 affiliates*' '' liaise as-of "$today" history
expect 'a record not yet there' 2 '' 'liaise: *CAMA*' liaise as-of yesterday show affiliate CAMA
expect 'export' 0 'Exported 0 records to then.json.' '' liaise as-of 2020-01-01 export then.json
expect 'no writing' 2 '' 'liaise: set can'\''t run on past records; only commands that read can, such as list, show, agenda or report.' liaise as-of today set affiliate CAMA city=X
expect 'no day' 2 '' 'liaise: *someday*' liaise as-of someday list goal
expect 'a day to come' 2 '' 'liaise: tomorrow is in the future; choose today or an earlier date.' liaise as-of tomorrow list goal
expect 'no command' 2 '' 'liaise: Missing command; *' liaise as-of today
expect 'an unknown one' 2 '' 'liaise: There is no command "lst"; did you mean list?' liaise as-of today lst goal
expect 'help of the inner command' 0 'Usage: liaise list*' '' liaise as-of today list --help
quoted=$(prepare liaise add activity affiliate=CAMA day=2026-03-01 kind=call title='The "new" plan')
expect 'quotes within a title do not nest' 0 "*Add activity \"The 'new' plan\"*" '' liaise history activity "$quoted"
expect 'nor does what is undone' 0 "Undid: Add activity \"The 'new' plan\"." '' liaise undo
expect 'nor what is not' 1 '' 'liaise: Import 29 affiliates can'\''t be undone: goal "Train 30 managers" links to what it added.' liaise undo 2
expect 'the present is untouched' 0 'No problems found: *' '' liaise check

# Much at once: taken back and done again exactly.
prepare liaise demo --rows 1500 -o many.db
export LIAISE_DB="$PWD/many.db"
prepare liaise export before.json >/dev/null
expect 'a big write is undone' 0 'Undid: Add 1500 synthetic affiliates.' '' liaise undo
expect 'whole' 0 'code' '' liaise list affiliate --columns code --format csv
expect 'redone' 0 'Redid: Add 1500 synthetic affiliates.' '' liaise redo
prepare liaise export after.json >/dev/null
expect 'to the byte' 0 '' '' cmp before.json after.json
expect 'with a sound journal' 0 'No problems found: *' '' liaise check
