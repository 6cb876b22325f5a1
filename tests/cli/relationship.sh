# shellcheck shell=sh
# The whole relationship: plans, activities, events and who attends, membership, resources, views.

prepare liaise init --org Home --you 'Ana Lima' >/dev/null
prepare liaise import affiliate "$data/affiliates.csv" >/dev/null
csv() { liaise list "$@" --format csv; }

expect 'events as the public pages list them' 0 '11 rows: 11 added.' '' liaise import event "$data/events.csv"
expect 'with host and days' 0 "title,host,from,to
Annual Dinner '24 - 50 Years of Solace,Solace,2024-03-21,2024-03-21
Solace in the South Conference,Solace,2024-04-18,2024-04-19
Solace Summit 2024,Solace,2024-10-17,2024-10-18" '' csv event host:solace --columns title,host,from,to --sort title
expect 'quotes and accents whole' 0 'title
"LGAZ Annual Conference: ""Visionary Local Leadership in the Face of Current and Emerging Developmental Challenges"""
Taituarā Annual Conference' '' csv event annual conference from:2024-08..2024-09 --columns title --sort title
expect 'a second time they are there' 0 '11 rows: 11 unchanged; nothing to do.' '' liaise import event "$data/events.csv" --match title
expect 'an event of which only the end is known' 0 '????????-*' '' liaise add event title=Retreat host=CAMA to=2026-05-01
expect 'is to come' 0 'from,to,time
,2026-05-01,coming' '' csv event retreat --columns from,to,time
expect 'one without any day is refused' 1 '' 'liaise: Start date: Enter a start or end date.' liaise add event title=Someday host=CAMA
expect 'one that ends before it begins too' 1 '' 'liaise: End date can'\''t be before start date (2026-05-01).' liaise add event title=Back from=2026-05-01 to=2026-04-01

prepare liaise add person name='Bea Cole' organization=CAMA >/dev/null
prepare liaise add attendance event=Retreat person='Bea Cole' capacity=speaker state=going >/dev/null
expect 'who attends' 0 'event,person,state,day
Retreat,Bea Cole,going,2026-05-01' '' csv attendance --columns event,person,state,day

prepare liaise add plan affiliate=CAMA year=2026 >/dev/null
expect 'a plan is called by affiliate and year' 0 'CAMA 2026*' '' liaise show plan 'cama 2026'
expect 'and by that a goal refers to it' 0 '????????-*' '' liaise add goal affiliate=CAMA title=Talks measure=total target=4 plan='CAMA 2026'
expect 'of one affiliate as of the other' 1 '' 'liaise: Plan must belong to the same affiliate.' liaise add goal affiliate=FLAI title=Talks measure=yes-no plan='CAMA 2026'
expect 'an activity too' 1 '' 'liaise: Goal must belong to the same affiliate.' liaise add activity affiliate=FLAI goal=Talks
expect 'a year is a year' 1 '' 'liaise: Year must *' liaise add plan affiliate=CAMA year=26

expect 'a call' 0 '????????-*' '' liaise add activity affiliate=CAMA title='Who speaks' follow_up_on=+1w goal=Talks
expect 'is done, today' 0 'kind,state,day,follow_up_on
call,done,2026-03-15,2026-03-22' '' csv activity --columns kind,state,day,follow_up_on
expect 'what lies ahead is planned' 1 '' 'liaise: Status must be Planned for a future date.' liaise add activity affiliate=CAMA day=+1w
expect 'nothing is followed up that need not be' 1 '' 'liaise: Follow-up date: Enter the follow-up date before marking the follow-up done.' liaise add activity affiliate=CAMA follow_up_done_on=today

prepare liaise add membership affiliate=CAMA day=2026-01-01 members=600 joint_members=150 >/dev/null
expect 'the overlap of members' 0 'members,overlap
600,0.25' '' csv membership --columns members,overlap
expect 'is a part of them' 1 '' 'liaise: Joint members can'\''t exceed members.' liaise add membership affiliate=CAMA members=5 joint_members=6
expect 'and something was counted' 1 '' 'liaise: Members: Enter members, joint members or prospects.' liaise add membership affiliate=CAMA

expect 'views are shipped' 0 '*Goals at risk*' '' csv view --columns name
expect 'one of what there is' 1 '' 'liaise: Kind: There is no kind "gaol"; did you mean goal?' liaise add view name=Mine kind=gaol
expect 'with columns that there are' 1 '' 'liaise: Columns: Goals have no field "tilte"; did you mean title?' liaise add view name=Mine kind=goal columns=tilte

expect 'a digest is one' 1 '' 'liaise: File checksum: Enter 64 hexadecimal digits, or leave it blank to have it filled in.' liaise add resource affiliate=CAMA title=Code link=/x link_sha256=abc
expect 'of agreements too' 1 '' 'liaise: Document checksum: Enter 64 *' liaise add agreement affiliate=CAMA title=Accord document=/x document_sha256=abc

prepare liaise demo -o demo.db
LIAISE_DB=$PWD/demo.db prepare liaise export demo >/dev/null
export LIAISE_DB="$PWD/back.db"
prepare liaise init >/dev/null
expect 'the demonstration, exported and imported' 0 '* added*' '' liaise import all demo
prepare liaise export back >/dev/null
expect 'is the same to the letter' 0 '' '' diff -r demo back
expect 'and sound' 0 'No problems found: *' '' liaise check

prepare liaise assign CAMA 'Wren Abernethy' Liaison >/dev/null
expect 'what has no name without what is taken back is told by its id' 1 '' 'liaise: Import * records can'\''t be undone: assignment ????????-*' liaise undo 2
