# shellcheck shell=sh
# Doubles found, and two records merged into one.

office
add() { prepare liaise add "$@"; }
cama=$(liaise list affiliate CAMA --columns id --format csv | tail -1)
double=$(add affiliate code=CAMA2 name='Canadian Association of Municipal Administrators, Inc.' \
    kind=national website=https://www.camacam.ca city=Ottawa notes='Found on a list.' tags=north)
add goal affiliate=CAMA2 title='Visit once a year' measure=total target=2 start=2026-01-01 due=2026-12-31 >/dev/null
add person name='Ada Lima' email=ada@example.org organization=CAMA2 >/dev/null
add person name='Lima, Ada' phone='+1 202 555 0100' >/dev/null
prepare liaise set affiliate CAMA notes='Met in May.' tags=large >/dev/null
ask() { liaise list "$@" --format csv | tail -n +2; }

expect 'those alike are listed with why' 0 "one,one_name,other,other_name,why
$cama,CAMA Canadian Association of Municipal Administrators,$double,\"CAMA2 Canadian Association of Municipal Administrators, Inc.\",similar name" '' liaise duplicates affiliates --format csv
expect 'people too' 0 '*,Ada Lima,*,"Lima, Ada",similar name' '' liaise duplicates person --format csv
expect 'as a table, by as much of the id as names it' 0 "one * why
${cama%%-*}*  CAMA Canadian *similar name" '' liaise duplicates affiliate
expect 'as JSON' 0 '1 values, 5 members' '' as_json liaise duplicates person --format jsonl
add person name='LIMA, ADA' >/dev/null
expect 'no more than asked for' 0 1 '' lines liaise duplicates person --limit 1 --format jsonl
expect 'as they stood' 0 'one,one_name,other,other_name,why' '' liaise as-of 2020-01-01 duplicates person --format csv
expect 'not among all kinds' 2 '' 'liaise: Duplicates can be listed for affiliates and people.' liaise duplicates goal

expect 'a field of no such name' 2 '' 'liaise: Affiliates have no field "nmae"; did you mean name?' liaise merge affiliate CAMA CAMA2 nmae=left
expect 'a side that is none' 2 '' 'liaise: Name takes left or right, not "both".' liaise merge affiliate CAMA CAMA2 name=both
expect 'nor of long text' 2 '' 'liaise: Notes takes left or right or both, not "none".' liaise merge affiliate CAMA CAMA2 notes=none
expect 'what is worked out' 2 '' 'liaise: Health is calculated; it can'\''t be entered.' liaise merge affiliate CAMA CAMA2 health=left
expect 'a word that is no choice' 2 '' 'liaise: "name" is not in the form FIELD=left, FIELD=right or FIELD=both.' liaise merge affiliate CAMA CAMA2 name
expect 'one record twice' 1 '' 'liaise: Both are the same affiliate; choose two different records to merge.' liaise merge affiliate CAMA cama
expect 'a record that is not there' 2 '' 'liaise: *nosuch*' liaise merge affiliate CAMA nosuch
expect 'nothing of it was written' 0 '*Visit once a year,CAMA2' '' ask goal --columns title,affiliate.code

expect 'merge says what moved' 0 'Merged CAMA2 into CAMA; it now also has 1 person, 1 goal.' '' liaise merge affiliate CAMA CAMA2 city=right
expect 'chosen and usual values' 0 'CAMA,Ottawa,https://www.camacam.ca,"large, north","Met in May.

Found on a list."' '' ask affiliate CAMA --columns code,city,website,tags,notes
expect 'what referred to it moved' 0 'Train 30 managers,CAMA
Visit once a year,CAMA' '' ask goal affiliate:CAMA --columns title,affiliate.code --sort title
expect 'the other is archived' 0 '' '' ask affiliate CAMA2
expect 'and no double any more' 0 '[]' '' liaise duplicates affiliate --format json
expect 'an archived one is not merged again' 1 '' 'liaise: "Canadian Association of Municipal Administrators, Inc." is archived; restore it to merge it.' liaise merge affiliate CAMA CAMA2
expect 'the entry is named' 0 'Undid: Merge affiliate CAMA2 into CAMA*' '' liaise undo
expect 'one undo brings all back' 0 'Train 30 managers,CAMA
Visit once a year,CAMA2' '' ask goal --columns title,affiliate.code --sort title
expect 'and it is a double again' 0 '*similar name' '' liaise duplicates affiliate
expect 'all is as the journal says' 0 '*' '' liaise check
