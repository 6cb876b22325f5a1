# shellcheck shell=sh
# Import and export.

prepare liaise init --org Home --you 'Ana Lima' >/dev/null
entries() { liaise history --format csv | tail -n +2 | cut -d, -f1 | sort -u | wc -l | tr -d ' '; }

expect 'bad rows, each with line, column and reason' 1 '' 'bad.csv:3: kind: *
bad.csv:4: since: *
bad.csv:7: name: *
liaise: *' liaise import affiliate "$data/bad.csv"
expect 'nothing was written' 0 code '' liaise list affiliate --columns code --format csv
expect '--reject' 1 '' '*' liaise import affiliate "$data/bad.csv" --reject rejects.csv
expect 'holds the bad rows as they were' 0 "$(sed -n '1p;3p;4p;7,8p' "$data/bad.csv")" '' cat rejects.csv
expect 'a dry run' 0 '29 rows: 29 added; dry run, nothing saved.' '' liaise import affiliate "$data/affiliates.csv" --dry-run
expect 'wrote nothing' 0 code '' liaise list affiliate --columns code --format csv
expect 'import' 0 '29 rows: 29 added.' '' liaise import affiliate "$data/affiliates.csv" --reject none.csv
expect 'no reject file when all is well' 0 '' '' test ! -e none.csv
expect 'names intact' 0 '*"STMOÚ"*"Taituarā"*' '' liaise list affiliate --format json
before=$(entries)
expect 'again, matched' 0 '29 rows: 29 unchanged; nothing to do.' '' liaise import affiliate "$data/affiliates.csv" --match code
expect 'left no entry' 0 "$before" '' entries
expect 'matched, with a change' 0 '3 rows: 1 added, 1 changed, 1 unchanged.' '' liaise import affiliate "$data/changed.csv" --match code
expect 'an unknown column names the nearest' 1 '' 'liaise: *nmae*name*' liaise import affiliate "$data/unknown.csv"
expect '--map reads it' 0 '1 row: 1 added.' '' liaise import affiliate "$data/unknown.csv" --map name=nmae
expect '--map needs both' 2 '' 'liaise: --map takes FIELD=COLUMN, not "name".' liaise import affiliate "$data/unknown.csv" --map name
expect '--map of no field' 2 '' 'liaise: *nmae*name*' liaise import affiliate "$data/unknown.csv" --map nmae=nmae
expect 'an unknown match names the nearest' 2 '' 'liaise: *cod*code*' liaise import affiliate "$data/affiliates.csv" --match cod
expect 'as spreadsheets write it: BOM, semicolons, CRLF, quoted line breaks' 0 '2 rows: 2 added.' '' liaise import affiliate "$data/spreadsheet.csv"
expect 'the line break came through' 0 '*"First line\\nsecond; line"*' '' liaise list affiliate code:SHEET1 --format json
expect 'tabs' 0 '1 row: 1 added.' '' liaise import person "$data/people.tsv"
expect 'references by code' 0 'organization
Canadian Association of Municipal Administrators' '' liaise list person ana --columns organization --format csv
expect 'not UTF-8' 1 '' '*latin1.csv:2: *' liaise import affiliate "$data/latin1.csv"
expect 'no such file' 1 '' 'liaise: *nosuch.csv*' liaise import affiliate nosuch.csv
expect 'an empty file' 1 '' 'liaise: null is empty*' liaise import affiliate /dev/null
expect 'an import is undone as one' 0 'Und*Import 1 person*' '' liaise undo

# Killed between two rows, with some thousand written: the end of the file never came.
killed() {
    mkfifo half.csv
    "$LIAISE" import person half.csv &
    exec 3>half.csv
    awk 'BEGIN { print "name"; for (i = 0; i < 40000; i++) print "Half Way " i }' >&3
    kill -KILL $! && wait $! 2>/dev/null
    exec 3>&-
    liaise list person half --columns name --format csv
}
before=$(entries)
expect 'an import that is killed' 0 name '' killed
expect 'leaves no entry' 0 "$before" '' entries
expect 'and a sound database' 0 'No problems found: *' '' liaise check

prepare liaise add person name='=SUM(A1)' title='+1' notes="-2+3
@x" >/dev/null
expect 'no cell starts a formula' 0 "name,title
'=SUM(A1),*" '' liaise list person SUM --columns name,title --format csv
expect 'nor in TSV' 0 "*
'=SUM(A1)*" '' liaise list person SUM --columns name,title --format tsv
expect 'negative numbers stay numbers' 0 '????????-*' '' liaise add goal affiliate=CAMA title=Fewer measure=level baseline=0 target=-5 start=2026-01-01 due=2026-12-31
expect 'in CSV' 0 'target
-5' '' liaise list goal fewer --columns target --format csv

expect 'export to a folder' 0 'Exported * records to all.' '' liaise export all
expect 'for its owner alone' 0 'drwx------ *' '' ls -ld all
expect 'as is what is in it' 0 '-rw------- *' '' ls -l all/person.csv
expect 'a CSV file a kind' 0 'activity.csv
affiliate.csv
agreement.csv
area.csv
*
state.csv
target.csv
view.csv' '' ls all
expect 'export to one JSON document' 0 'Exported * records to all.json.' '' liaise export all.json
expect 'of valid JSON' 0 '1 values, *' '' as_json cat all.json
export LIAISE_DB="$PWD/second.db"
prepare liaise init >/dev/null
expect 'imports back from the folder' 0 '* added*' '' liaise import all all
expect 'a second time is nothing new' 0 'Nothing to do.' '' liaise import all all
prepare liaise export again >/dev/null
expect 'to equal records' 0 '' '' diff -r all again
export LIAISE_DB="$PWD/third.db"
prepare liaise init >/dev/null
expect 'imports back from JSON' 0 '* added*' '' liaise import all all.json
prepare liaise export third >/dev/null
expect 'to equal records too' 0 '' '' diff -r all third
expect 'as one undo' 0 'Und*' '' liaise undo
expect 'or from a pipe' 0 '* added*' '' sh -c 'cat all.json | "$1" import all /dev/stdin' - "$LIAISE"
expect 'all has no options' 2 '' 'liaise: --match works with a CSV file of one kind, not with all.' liaise import all all --match code
expect 'what is no export' 1 '' 'liaise: *' liaise import all "$data/affiliates.csv"
