# shellcheck shell=sh
# A contact logged, and its follow-up; views.

prepare liaise init --org Home --you 'Ana Lima' >/dev/null
prepare liaise import affiliate "$data/affiliates.csv" >/dev/null
prepare liaise add person name='Ana Lima' >/dev/null
prepare liaise add person name='Bea Cole' organization=CAMA >/dev/null
csv() { liaise list "$@" --format csv; }

expect 'a call with a follow-up' 0 'Call with Bea Cole, Sun 2026-03-15: "who speaks"; follow up Sun 2026-03-29.' '' \
    liaise contact CAMA 'who speaks' --with bea --follow-up +2w
expect 'is an activity of whoever is at work' 0 'affiliate,kind,title,our_person,their_person,follow_up_on
Canadian Association of Municipal Administrators,call,who speaks,Ana Lima,Bea Cole,2026-03-29' '' csv activity --columns affiliate,kind,title,our_person,their_person,follow_up_on
expect 'undone in one' 0 'Undid: Log call with *' '' liaise undo
expect 'and gone' 0 'kind' '' csv activity --columns kind
expect 'a visit to come is planned' 0 'Visit, planned for Fri 2026-03-20: "the office".' '' liaise contact CAMA 'the office' --kind visit --on fri
expect 'an ambiguous day is asked back' 1 '' 'liaise: "3/4" could be 2026-03-04 or 2026-04-03; enter one of these.' liaise contact CAMA x --on 3/4
expect 'no such affiliate' 2 '' 'liaise: No affiliate *' liaise contact NOBODY x
expect 'numbers are read as written' 0 '????????-*' '' liaise add goal affiliate=CAMA title=Grow target=1.5k start=1.1.2026 due=12/31/2026
expect 'and kept as numbers' 0 'target,start,due
1500,2026-01-01,2026-12-31' '' csv goal --columns target,start,due

expect 'a view is shown by its parts' 0 '????????-*' '' liaise add view name=Large kind=goal 'filter=target>1000' columns=title,target sort=-target
expect 'one that cannot be shown is refused' 1 '' 'liaise: *oals have no field "titel"; did you mean title?' liaise add view name=Wrong kind=goal columns=titel

prepare liaise contact CAMA Dues --kind 'conference support' --on 2026-03-02 --follow-up 2026-03-09 >/dev/null
prepare liaise set activity Dues title= >/dev/null
expect 'without a title it is named by its type' 0 'Conference support on 2026-03-02*' '' liaise show activity "$(liaise list activity day:2026-03-02 --columns id --format csv | tail -n 1)"
expect 'so is its follow-up' 0 '*Conference support *2026-03-09 *' '' liaise agenda
