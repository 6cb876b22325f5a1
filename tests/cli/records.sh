# shellcheck shell=sh
# One record: add, show, set, archive, restore, log.

office
value() { liaise show "$1" "$2" --format json | sed -n "s/^  \"$3\": \(.*\),\$/\1/p"; }

expect 'add prints the id' 0 '????????-????-7???-????-????????????' '' liaise add person name='Ben Okri' title=Liaison
expect 'add says everything that is wrong' 1 '' 'liaise: Type must be one of *
liaise: Since: Can'\''t read "never" as a date. *' liaise add affiliate name=X kind=club since=never
expect 'and a required field that is missing' 1 '' 'liaise: Name is required.
liaise: Type is required.' liaise add affiliate code=X
expect 'an unknown field names the nearest' 2 '' 'liaise: *nmae*name*' liaise add affiliate nmae=X name=Y kind=state
expect 'a word that is no assignment' 2 '' 'liaise: "CAMA" is not in the form FIELD=VALUE.' liaise add affiliate CAMA name=Y kind=state
expect 'what is worked out cannot be set' 2 '' 'liaise: Health is calculated; it can'\''t be entered.' liaise set goal "$goal" health=met
expect 'a rule over several fields' 1 '' 'liaise: Due date must be after the start date *' liaise add goal affiliate=CAMA title=Backwards measure=level target=3 start=2026-05-01 due=2026-04-01
expect 'target equal to baseline' 1 '' 'liaise: *' liaise add goal affiliate=CAMA title=Level measure=level baseline=3 target=3 start=2026-01-01 due=2026-04-01
expect 'a reference that fits nothing' 2 '' 'liaise: Affiliate: No affiliate matches "nosuch"*' liaise add goal affiliate=nosuch title=X target=3
expect 'nothing of it was written' 0 1 '' sh -c '"$1" list goal --format jsonl | wc -l | tr -d " "' - "$LIAISE"

expect 'show as text' 0 '*Canadian Association of Municipal Administrators*CAMA*Train 30 managers*' '' liaise show affiliate CAMA
expect 'a code in any case' 0 "$(liaise show affiliate CAMA)" '' liaise show affiliate cama
expect 'several words' 0 "$(liaise show affiliate CAMA)" '' liaise show affiliate canadian administrators
expect 'show as json' 0 '{*"id": *"code": *"CAMA"*"country_label": *"Canada"*}' '' liaise show affiliate CAMA --format json
expect 'which is one valid object' 0 '1 values, *' '' as_json liaise show affiliate CAMA --format json
expect 'show as Markdown' 0 '# Canadian Association of Municipal Administrators*' '' liaise show affiliate CAMA --format md
expect 'in which what is said of a line stands beneath it' 0 '*
- Train 30 managers *
  - *' '' liaise show affiliate CAMA --format md
expect 'show in no other' 2 '' 'liaise: Unknown format "csv"; use text, json or md.' liaise show affiliate CAMA --format csv
expect 'by the whole id' 0 '*Train 30 managers*' '' liaise show goal "$goal"
expect 'by words' 0 '*Train 30 managers*' '' liaise show goal train
expect 'a name that fits nothing' 2 '' 'liaise: *nosuch*' liaise show affiliate nosuch
expect 'a name that fits several lists them' 2 '' 'liaise: Several affiliates match "city managers":
  ????*  CMAK  City Managers'"'"' Association of Karnataka*' liaise show affiliate city managers
expect 'set answers nothing' 0 '' '' liaise set affiliate CAMA city=Fredericton phone='+1 506 555 0100'
expect 'and did it' 0 '"Fredericton"' '' value affiliate CAMA city
expect 'FIELD= clears' 0 '' '' liaise set affiliate CAMA city=
expect 'to null' 0 'null' '' value affiliate CAMA city
expect 'a required field cannot be cleared' 1 '' 'liaise: Name is required.' liaise set affiliate CAMA name=
expect 'what is named by words, and days as people write them' 0 '' '' liaise set affiliate canadian administrators since='15 mar 2019'
expect 'are kept as ISO days' 0 '"2019-03-15"' '' value affiliate CAMA since
expect 'nothing to set' 2 '' 'liaise: Missing argument: liaise set KIND REF FIELD=VALUE...' liaise set affiliate canadian administrators
expect 'the same again writes nothing' 0 '' '' liaise set affiliate CAMA since=2019-03-15
expect 'as history shows' 0 4 '' sh -c '"$1" history affiliate CAMA --format csv | grep -c "Change affiliate"' - "$LIAISE"
expect 'a value may hold anything' 0 '' '' liaise set affiliate CAMA notes='a=b "c", --d
e'
expect 'line breaks too' 0 '*"a=b \\"c\\", --d\\ne"*' '' liaise show affiliate CAMA --format json

expect 'archive' 0 '' '' liaise archive affiliate TAITUARA
expect 'then its code finds it still' 0 '*Taituarā*' '' liaise show affiliate TAITUARA
expect 'restore' 0 '' '' liaise restore affiliate TAITUARA
expect 'and it is back' 0 '*Taituarā*' '' liaise list affiliate taituara
expect 'archive, named by words' 0 '' '' liaise archive affiliate association bangladesh
expect 'they find it still, when no other has them' 0 'Municipal Association of Bangladesh*Archived*' '' liaise show affiliate bangladesh
expect 'restore, named by words' 0 '' '' liaise restore affiliate association bangladesh
expect 'archive what is not there' 2 '' 'liaise: *nosuch*' liaise archive affiliate nosuch

expect 'log prints before and after, and why' 0 'No data -> 20%, on track
6 of 30 managers, day 73 of 364: 20% done, 20% expected.' '' liaise log "$goal" 6 --note 'First course' --confidence 7 --evidence https://example.org/a
expect 'a goal named by words' 0 '20%, on track -> 40%, on track
*' '' liaise log train managers 6 --on 2026-03-14
expect 'on a day' 0 '2026-03-14
2026-03-15' '' sh -c '"$1" list progress --columns day --sort day --format csv | tail -2' - "$LIAISE"
expect 'what was said is kept' 0 'First course,7,Ana Lima,https://example.org/a' '' sh -c '"$1" list progress confidence:7 --columns note,confidence,by,evidence --format csv | tail -1' - "$LIAISE"
expect 'no number' 1 '' 'liaise: Value must be a number *' liaise log "$goal" many
expect 'a day to come' 1 '' 'liaise: *' liaise log "$goal" 1 --on tomorrow
expect 'too sure' 1 '' 'liaise: *' liaise log "$goal" 1 --confidence 11
expect 'a goal that is not there' 2 '' 'liaise: *nosuch*' liaise log nosuch 1
