# shellcheck shell=sh
# What needs attention: as a list, as data, as a calendar; mine; how far ahead. The day is 2026-03-15.

office
agenda() { liaise agenda --format csv "$@" | grep -v '^contact,\|^role,'; }

prepare liaise add person name='Ana Lima' >/dev/null
prepare liaise add assignment person='Ana Lima' role='Staff liaison' affiliate=TAITUARA from=2026-01-01 to=2026-05-31 >/dev/null
prepare liaise add agreement affiliate=CAMA title=Affiliation signed_on=2025-01-01 from=2025-01-01 to=2026-04-30 >/dev/null
prepare liaise add activity affiliate=TAITUARA kind=call title='Dues, and "more"' day=2026-03-01 follow_up_on=2026-03-10 >/dev/null

expect 'in order, with the reason' 0 'topic,affiliate,what,day,why,kind,id
check-in,CAMA,Train 30 managers,2026-01-31,"Nothing logged yet; due monthly, 43 days overdue.",goal,'"$goal"'
renewal,CAMA,Affiliation,2026-04-30,"Ends 2026-04-30, in 7 weeks.",agreement,*
term,TAITUARA,"Ana Lima, Staff liaison",2026-05-31,"Ends 2026-05-31, in 3 months; no successor named.",assignment,*
follow-up,TAITUARA,"Dues, and ""more""",2026-03-10,"Follow-up due 2026-03-10, 5 days ago; call on 2026-03-01.",activity,*' '' agenda
expect 'a table leaves out what only programs want' 0 '*topic * affiliate * what * day * why
check-in * CAMA * Train 30 managers *' '' liaise agenda
expect 'affiliates out of touch, and roles' 0 '*
contact,CAMA,*,,No contact logged (target: every 90 days).,affiliate,*
role,TAITUARA,Taituar*,,"Vacant: President, Secretary/executive director.",affiliate,*' '' liaise agenda --format csv
expect 'who was called lately is in touch' 1 '' '' sh -c '"$0" agenda --format csv | grep contact,TAITUARA' "$LIAISE"
expect 'mine' 0 'topic,affiliate,what,day,why,kind,id
term,TAITUARA,*
follow-up,TAITUARA,*' '' agenda --mine
expect 'of somebody who is nobody' 2 '' 'liaise: You ("Zoe") aren'\''t in the People list*--as NAME.' liaise --as Zoe agenda --mine
expect 'so many days ahead' 0 'topic,*
check-in,*
renewal,*
follow-up,*' '' agenda --days 30
expect 'days that are none' 2 '' 'liaise: --days takes*' liaise agenda --days soon
expect 'the setting says how far' 0 'topic,*
check-in,*
renewal,*
follow-up,*' '' agenda --config /dev/fd/3 3<<CONF
agenda_days = 30;
CONF
expect 'JSON' 0 "check-in $goal" '' sh -c '"$0" agenda --format jsonl | head -1 | sed "s/.*\"topic\":\"\([^\"]*\)\".*\"id\":\"\([^\"]*\)\".*/\1 \2/"' "$LIAISE"
expect 'what is dealt with' 0 '*on track*' '' liaise log 'Train 30 managers' 25
expect 'goes' 0 'topic,*
renewal,*
term,*
follow-up,*' '' agenda
expect 'a format there is not' 2 '' 'liaise: Unknown format "xml"; *ics.' liaise agenda --format xml
expect 'as of a day' 0 'topic,affiliate,what,day,why,kind,id' '' liaise as-of 2020-01-01 agenda --format csv

calendar() { liaise agenda --format ics -o out.ics && tr -d '\r' <out.ics; }
case $(liaise agenda --format ics 2>&1) in
*'built without libical'*) ;;
*)
    expect 'a calendar' 0 'BEGIN:VCALENDAR
VERSION:2.0
*BEGIN:VEVENT
UID:renewal:*@liaise
DTSTAMP:20260315T000000Z
DTSTART;VALUE=DATE:20260430
SUMMARY:CAMA: Affiliation
DESCRIPTION:Ends 2026-04-30?, in 7 weeks.
CATEGORIES:Agreements to renew
*SUMMARY:TAITUARA: Dues?, and "more"
*END:VCALENDAR' '' calendar
    expect 'what is late is to be done today' 0 1 '' sh -c 'tr -d "\r" <out.ics | grep -A2 UID:follow-up | grep -c DATE:20260315'
    expect 'each has a name of its own' 0 0 '' sh -c 'grep ^UID out.ics | sort | uniq -d | wc -l | tr -d " "'
    ;;
esac
