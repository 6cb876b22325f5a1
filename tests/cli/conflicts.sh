# shellcheck shell=sh
# Edits that lost when two laptops were brought together: listed, kept, taken, undone.

office
there=$PWD/there.db
prepare liaise backup "$there" >/dev/null
merge=${LIAISE%/*}/tests/support/merge_databases
meet() {
    prepare "$merge" "$LIAISE_DB" "$there"
    prepare "$merge" "$there" "$LIAISE_DB"
}
bo() { liaise --db "$there" --as Bo "$@"; }
ask() { liaise list "$@" --format csv | tail -n +2; }
heading='n,kind,id,record,field,current,lost,by,at,why'
cama='Canadian Association of Municipal Administrators'

expect 'none at first' 0 "$heading" '' liaise conflicts --format csv
expect 'nor in JSON' 0 '[]' '' liaise conflicts --format json
expect 'nothing to keep' 2 '' 'liaise: There is no conflict 1; `liaise conflicts` lists 0.' liaise conflicts keep 1

prepare liaise set affiliate CAMA city=Toronto status=dormant >/dev/null
prepare bo set affiliate CAMA city=Montreal status=ended >/dev/null
id=$(liaise list affiliate CAMA --columns id --format csv | tail -1)
meet
changed='"Changed in two places; the later change was kept."'
expect 'the earlier edit is listed, the last one noted first' 0 "$heading
1,affiliate,$id,$cama,status,ended,dormant,Ana Lima,????-??-?? ??:??,$changed
2,affiliate,$id,$cama,city,Montreal,Toronto,Ana Lima,????-??-?? ??:??,$changed" '' liaise conflicts --format csv
expect 'the same there' 0 "*2,affiliate,$id,*Montreal,Toronto,Ana Lima,*" '' bo conflicts --format csv
expect 'as JSON, its number a number' 0 "*{\"n\":2,\"kind\":\"affiliate\",\"id\":\"$id\",\"record\":\"$cama\",\"field\":\"city\",\"current\":\"Montreal\",\"lost\":\"Toronto\",\"by\":\"Ana Lima\",\"at\":\"*" '' liaise conflicts --format json
expect 'valid JSON' 0 '2 values, 20 members' '' as_json liaise conflicts --format jsonl
expect 'as a table, in words' 0 'n  kind *Ended *Dormant *' '' liaise conflicts
expect 'on the agenda' 0 "*conflict,CAMA,$cama,,\"City is Montreal; Toronto by Ana Lima was not used.\"*" '' liaise agenda --format csv
expect 'on its page' 0 '*2 conflicting edits (City, Status)*' '' liaise show affiliate CAMA

expect 'a number that is none' 2 '' 'liaise: "x" isn'\''t a number or ID:FIELD from `liaise conflicts`.' liaise conflicts keep x
expect 'a number too high' 2 '' 'liaise: There is no conflict 3; `liaise conflicts` lists 2.' liaise conflicts take 1 3
expect 'another verb' 2 '' 'liaise: Unknown "merge"; use conflicts keep or conflicts take.' liaise conflicts merge 1
expect 'a verb alone' 2 '' 'liaise: Missing argument: liaise conflicts take N...' liaise conflicts take
expect 'nothing of it was written' 0 'Montreal,ended' '' ask affiliate CAMA --columns city,status

expect 'a field of it that is none' 2 '' "liaise: There is no conflict $id:name; \`liaise conflicts\` lists 2." liaise conflicts take "$id:name"
expect 'an id that is too short' 2 '' 'liaise: There is no conflict 0:city; *' liaise conflicts take 0:city
expect 'one taken, by a name that stays' 0 "Changed City of \"$cama\" to Toronto." '' liaise conflicts take "${id%????????????}:city"
expect 'sets it' 0 'Toronto,ended' '' ask affiliate CAMA --columns city,status
expect 'and it is none any more' 0 "$heading
1,affiliate,$id,$cama,status,ended,dormant,*" '' liaise conflicts --format csv
expect 'the other kept' 0 "Kept Status of \"$cama\"." '' liaise conflicts keep 1
expect 'all decided' 0 '[]' '' liaise conflicts --format json
expect 'not yet there' 0 2 '' lines bo conflicts --format jsonl
meet
expect 'until it arrives' 0 '[]' '' bo conflicts --format json
expect 'with what was taken' 0 '*Toronto,ended' '' bo list affiliate CAMA --columns city,status --format csv
expect 'undone' 0 'Undid: Keep current Status of*' '' liaise undo
expect 'both' 0 'Undid: Take other City of*' '' liaise undo
expect 'as before' 0 2 '' lines liaise conflicts --format jsonl
expect 'the value too' 0 '*Montreal*' '' ask affiliate CAMA --columns city
expect 'several at once' 0 "Kept Status of \"$cama\".
Kept City of \"$cama\"." '' liaise conflicts keep 1 2 1

# A record that was removed, by undoing its addition, and what was added to it elsewhere.
prepare liaise add affiliate code=NEW name='New managers' kind=international country=CA >/dev/null
meet
prepare liaise undo >/dev/null
prepare bo add agreement affiliate=NEW title=Accord kind=memorandum >/dev/null
meet
expect 'a record left out' 0 "*agreement,*,Accord,,,,Bo,*,Left out: it needs a record that had been removed." '' liaise conflicts --format csv
expect 'its field is null' 0 '*"record":"Accord","field":null,"current":null,"lost":null,"by":"Bo"*' '' liaise conflicts --format json
accord=$(liaise conflicts --format csv | tail -1 | cut -d, -f3)
expect 'it comes back, named as a whole' 0 'Brought back "Accord".' '' liaise conflicts take "$accord:"
expect 'with what it needs' 0 'Accord,NEW' '' ask agreement Accord --columns title,affiliate.code
meet
expect 'there too' 0 '*Accord,NEW' '' bo list agreement Accord --columns title,affiliate.code --format csv
expect 'all is as the journal says' 0 'No problems found*' '' liaise check
expect 'there too' 0 'No problems found*' '' bo check

# Two edits, each of which passes, and which together break a rule: a target is not the baseline.
prepare liaise add goal affiliate=CAMA title='Raise the share' measure=level unit=% baseline=10 target=20 due=2026-12-31 >/dev/null
meet
prepare liaise set goal 'Raise the share' baseline=15 >/dev/null
prepare bo set goal 'Raise the share' target=15 >/dev/null
meet
expect 'what breaks a rule is found' 1 '*Raise the share*' 'liaise: 1 record breaks a rule; correct it: it is listed on Today.' liaise check
expect 'is on the agenda' 0 '*Raise the share*' '' liaise agenda --format csv
prepare liaise set goal 'Raise the share' target=30 >/dev/null
expect 'and is none once it is corrected' 0 'No problems found*' '' liaise check
