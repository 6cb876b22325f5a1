# shellcheck shell=sh
# A code names one record: one that is taken is refused on this machine.

prepare liaise init --org Home --you 'Ana Lima' >/dev/null
cama=$(prepare liaise add affiliate code=CAMA name='Canadian Administrators' kind=national) || exit 1
fccma=$(prepare liaise add affiliate code=FCCMA name='Florida Managers' kind=state) || exit 1
taken='liaise: Code "CAMA" is already used by Canadian Administrators; choose another.'

expect 'add' 1 '' "$taken" liaise add affiliate code=CAMA name=Another kind=state
expect 'whatever its case' 1 '' 'liaise: Code "cama" is already used by Canadian Administrators; choose another.' liaise add affiliate code=cama name=Another kind=state
prepare liaise add affiliate code=ÉTÉ name=Summer kind=state >/dev/null
expect 'nor beyond A to Z' 1 '' 'liaise: Code "Été" is already used by Summer; choose another.' liaise add affiliate code=Été name=Another kind=state
expect 'an accent tells two apart' 0 '????????-*' '' liaise add affiliate code=ETE name=Plain kind=state
expect 'set' 1 '' "$taken" liaise set affiliate FCCMA code=CAMA
expect 'its own in another case' 0 '' '' liaise set affiliate FCCMA code=fccma
expect 'and other fields' 0 '' '' liaise set affiliate FCCMA code=FCCMA city=Orlando
expect 'many have none' 0 '????????-*' '' liaise add affiliate name=Nameless kind=state
expect 'truly' 0 '????????-*' '' liaise add affiliate name='Nameless too' kind=state

prepare liaise archive affiliate CAMA
expect 'what is archived has no code to take' 0 '????????-*' '' liaise add affiliate code=CAMA name=Successor kind=state
expect 'until it comes back' 1 '' 'liaise: Code "CAMA" is already used by Successor; change one of the two first.' liaise restore affiliate "$cama"
expect 'it gets another where it lies' 0 '' '' liaise set affiliate "$cama" code=OLD
expect 'and then comes back' 0 '' '' liaise restore affiliate "$cama"

expect 'a country' 1 '' 'liaise: Code "NZ" is already used by New Zealand; choose another.' liaise add country code=nz name=Elsewhere
expect 'a state' 1 '' 'liaise: Code "WA" is already used by Washington; choose another.' liaise add state code=WA name=Elsewhere country=US
expect 'of another country' 0 '????????-*' '' liaise add state code=WA name='Western Australia' country=AU
expect 'people of one name are two' 0 '????????-*' '' liaise add person name='Ana Lima'

# Of two that are the same, the one that stays may have the code of the other.
twin=$(prepare liaise add affiliate code=FCCMA2 name='Florida Managers' kind=state) || exit 1
expect 'a merge' 0 '*' '' liaise merge affiliate "$twin" "$fccma" code=right
expect 'gives the code on' 0 'code
FCCMA' '' liaise list affiliate 'Florida Managers' --columns code --format csv

# Import.
export LIAISE_DB="$PWD/import.db"
prepare liaise init --org Home --you 'Ana Lima' >/dev/null
prepare liaise import affiliate "$data/affiliates.csv" >/dev/null
expect 'a file twice' 1 '' 'affiliates.csv:2: code: Code "*" is already used by *; choose another.
*
affiliates.csv:30: code: Code "*" is already used by *; choose another.
liaise: 29 of 29 rows are bad; nothing was imported. To update the records that have these codes, use --match code; to add the rows anyway, use --allow-duplicates.' liaise import affiliate "$data/affiliates.csv"
expect 'doubled nothing' 0 30 '' lines liaise list affiliate --columns code --format csv
expect 'a dry run says the same' 1 '' '*29 of 29 rows are bad*' liaise import affiliate "$data/affiliates.csv" --dry-run
tr 'A-Z' 'a-z' <"$data/affiliates.csv" >lower.csv
expect 'matched whatever its case' 0 '29 rows: 29 changed.' '' liaise import affiliate lower.csv --match code
expect 'and back' 0 '29 rows: 29 changed.' '' liaise import affiliate "$data/affiliates.csv" --match code
printf 'code,name,kind\nNEW,One,state\nnew,Two,state\nCAMA,Three,state\n' >same.csv
expect 'twice in one file' 1 '' 'same.csv:3: code: Code "new" is already used by One; choose another.
same.csv:4: code: Code "CAMA" is already used by Canadian *; choose another.
liaise: 2 of 3 rows are bad; *' liaise import affiliate same.csv
expect 'in a dry run too' 1 '' 'same.csv:3: *
same.csv:4: *
liaise: 2 of 3 rows are bad; *' liaise import affiliate same.csv --dry-run
expect 'matched by another field' 1 '' 'same.csv:3: *
same.csv:4: *
liaise: 2 of 3 rows are bad; nothing was imported. To add the rows anyway, use --allow-duplicates.' liaise import affiliate same.csv --match name
expect 'allowed' 0 '3 rows: 3 added.' '' liaise import affiliate same.csv --allow-duplicates
expect 'that is sound' 0 'No problems found: *' '' liaise check
expect 'a match of several tells them apart by case' 0 '1 row: 1 unchanged; nothing to do.' '' sh -c 'printf "code,name\nnew,Two\n" | "$1" import affiliate /dev/stdin --match code' - "$LIAISE"
expect 'else it is refused' 1 '' 'stdin:2: code: Several records have this value, so *' sh -c 'printf "code,name\nCAMA,Two\n" | "$1" import affiliate /dev/stdin --match code' - "$LIAISE"

# Everything: duplicates come as they are, but none is made.
expect 'exported with its duplicates' 0 'Exported * records to all.' '' liaise export all
export LIAISE_DB="$PWD/back.db"
prepare liaise init >/dev/null
expect 'they come back' 0 '* added*' '' liaise import all all
prepare liaise export again >/dev/null
expect 'to equal records' 0 '' '' diff -r all again
expect 'and again' 0 'Nothing to do.' '' liaise import all all
export LIAISE_DB="$PWD/other.db"
prepare liaise init >/dev/null
prepare liaise add affiliate code=new name=Ours kind=state >/dev/null
expect 'where the code is taken they do not' 1 '' 'liaise: *: Code "*" is already used by Ours; nothing was imported. To add it anyway, use --allow-duplicates.' liaise import all all
expect 'nothing came' 0 2 '' lines liaise list affiliate --columns code --format csv
expect 'unless it is allowed' 0 '* added*' '' liaise import all all --allow-duplicates
