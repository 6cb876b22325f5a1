# shellcheck shell=sh
# Lists: filters, columns, order, formats.

office
csv() { liaise list "$@" --format csv; }

expect 'a table' 0 '*Code*Name*CAMA*Canadian Association of Municipal Administrators*' '' liaise list affiliate
expect 'names come through whole' 0 '*STMOÚ*Taituarā*' '' csv affiliate --columns code,name
expect 'columns in the order asked' 0 'name,code
Canadian Association of Municipal Administrators,CAMA' '' csv affiliate CAMA --columns name,code
expect 'a reference reads as its title' 0 'code,country
CAMA,Canada' '' csv affiliate CAMA --columns code,country
expect 'a column one reference away' 0 'title,affiliate.country
Train 30 managers,Canada' '' csv goal --columns title,affiliate.country
expect 'an unknown column names the nearest' 2 '' 'liaise: *nmae*name*' liaise list affiliate --columns nmae
expect 'order' 0 'code
ACMA
FCCMA
TCMA' '' csv affiliate kind:state --columns code --sort code
expect 'order, turned round' 0 'code
TCMA
FCCMA
ACMA' '' csv affiliate kind:state --columns code --sort=-code
expect 'an unknown order names the nearest' 2 '' 'liaise: *cod*code*' liaise list affiliate --sort cod
expect 'limit' 0 'code
ACMA' '' csv affiliate kind:state --columns code --sort code --limit 1

expect 'words match folded' 0 'code
TAITUARA' '' csv affiliate taituara --columns code
expect 'words match the code' 0 'code
STMOÚ' '' csv affiliate stmou --columns code
expect 'all words' 0 'code
CMAG' '' csv affiliate gujarat managers --columns code
expect 'a phrase' 0 'code
CMAG
CMAK
CMAR' '' csv affiliate '"city managers'"'"' association"' country:IN --columns code --sort code
expect 'not' 0 'code
CMAG
CMAR' '' csv affiliate country:IN managers -karnataka --columns code --sort code
expect 'any of several' 0 'code
CAMA
TAITUARA' '' csv affiliate code:CAMA,TAITUARA --columns code --sort code
expect 'a reference by its code' 0 'code
FLAI' '' csv affiliate country:IL --columns code
expect 'a reference by words' 0 'code
TAITUARA' '' csv affiliate country:zealand --columns code
expect 'none' 0 27 '' lines csv affiliate state:none --columns code
expect 'a step along a reference' 0 'title
Train 30 managers' '' csv goal affiliate.country:CA --columns title
expect 'numbers' 0 'title
Train 30 managers' '' csv goal 'target>29' 'target<=30' --columns title
expect 'days from now' 0 'title' '' csv goal 'due:<+30d' --columns title
expect 'a range of months' 0 'title
Train 30 managers' '' csv goal due:2026-10..2026-12 --columns title
expect 'health' 0 'title
Train 30 managers' '' csv goal health:no-data --columns title
expect 'an unknown field names the nearest' 2 '' 'liaise: *contry*country*' liaise list affiliate contry:CA
expect 'archived ones are apart' 0 '' '' liaise archive affiliate CAMA
expect 'not in the list' 0 'code' '' csv affiliate CAMA --columns code
expect 'but in is:archived' 0 'code
CAMA' '' csv affiliate is:archived --columns code

expect 'tsv' 0 "code	name
TAITUARA	Taituarā" '' liaise list affiliate taituara --columns code,name --format tsv
expect 'md' 0 '| Code *| Name *|
|*---*|*---*|
| TAITUARA *| Taituarā *|' '' liaise list affiliate taituara --columns code,name --format md
expect 'json is an array' 0 '\[*\]' '' liaise list affiliate --format json
expect 'of valid JSON' 0 '1 values, * members' '' as_json liaise list affiliate --format json
expect 'an empty one too' 0 '1 values, 0 members' '' as_json liaise list affiliate nosuchword --format json
expect 'jsonl is an object a line' 0 28 '' lines liaise list affiliate --format jsonl
expect 'each valid JSON' 0 '28 values, *' '' as_json liaise list affiliate --format jsonl
expect 'json carries references twice, absence, and what is worked out' 0 \
    '*"id":*"affiliate":*"affiliate_label":*"agreement":*null*"fraction":*null*"expected":*"health":*"no-data"*"latest":*null*"latest_on":*null*' '' \
    liaise list goal --format json
expect 'and the health of affiliates' 0 '*"health":*"health_reasons":*' '' liaise list affiliate taituara --format json
expect 'an unknown format lists what there is' 2 '' 'liaise: *table*csv*tsv*json*jsonl*md*' liaise list affiliate --format xml

expect '-o writes a file' 0 '' '' liaise list affiliate --format csv -o out.csv
expect 'with the same bytes' 0 "$(csv affiliate)" '' cat out.csv
expect 'for its owner alone' 0 '-rw------- *' '' ls -l out.csv
expect 'and leaves nothing beside it' 0 'out.csv' '' sh -c 'ls | grep out'
expect 'a file that cannot be written' 1 '' 'liaise: nowhere/out.csv cannot be written: No such file or directory.' liaise list affiliate -o nowhere/out.csv
expect 'a refused list leaves the file' 2 '' 'liaise: *' liaise list affiliate contry:CA -o out.csv
expect 'as it was' 0 "$(csv affiliate)" '' cat out.csv
expect 'a device is written to' 0 '*TAITUARA*' '' liaise list affiliate taituara -o /dev/stdout
expect 'a reader who leaves is no failure' 0 'code' '' sh -c '{ "$1" list affiliate --columns code --format csv; echo $? >status; } | head -1; exit "$(cat status)"' - "$LIAISE"
# More than a pipe holds, so that the writer must notice.
prepare liaise demo --rows 300 -o big.db
export LIAISE_DB="$PWD/big.db"
ends() { sh -c '{ "$@"; echo $? >status; } | head -1 | wc -l | tr -d " "; exit "$(cat status)"' - "$LIAISE" "$@"; }
for format in table csv tsv json jsonl md; do
    expect "nor while $format is still to come" 0 1 '' ends list progress --format $format
done
expect 'nor in history' 0 1 '' ends history --format jsonl
expect '-o a file, all of it' 0 '' '' liaise list progress --format jsonl -o progress.jsonl
expect 'as many lines as records' 0 3000 '' count progress.jsonl
expect 'and of valid JSON' 0 '3000 values, *' '' as_json cat progress.jsonl
expect 'a table is as long' 0 3001 '' lines liaise list progress
if [ -c /dev/full ]; then
    expect 'a full disk is' 1 '' 'liaise: Standard output cannot be written: No space left on device.' sh -c '"$1" list affiliate >/dev/full' - "$LIAISE"
fi
