# shellcheck shell=sh
# plan: a year's plan drafted from the last, agreed and reviewed.

office
prepare liaise add plan affiliate=CAMA year=2026 state=agreed >/dev/null
prepare liaise set goal "$goal" plan='CAMA 2026' >/dev/null
prepare liaise log "$goal" 12 >/dev/null
prepare liaise add activity affiliate=CAMA plan='CAMA 2026' kind=visit title='Spring visit' state=planned \
    day=2026-05-04 >/dev/null
prepare liaise add agreement affiliate=CAMA title=Accord signed_on=2025-12-01 from=2026-01-01 >/dev/null
prepare liaise add commitment agreement=Accord text='Send two speakers.' >/dev/null
plans() { liaise list plan --columns year,state,agreed_on --sort year --format csv | tail -n +2; }

drafted='goal      Train 30 managers: 18 managers by 2027-12-31. 12 of 30 reached; 18 remaining.
goal      Send two speakers: by 2027-12-31. Commitment with no goal yet.
activity  Spring visit: Visit on 2027-05-04. Planned for 2026-05-04.'
expect 'a dry run says what would come along' 0 "$drafted" '' liaise plan draft CAMA 2027 --dry-run
expect 'and writes nothing' 0 '2026,agreed,' '' plans
expect 'draft says the same' 0 "$drafted" '' liaise plan draft canadian administrators 2027
expect 'and writes the plan' 0 '2026,agreed,
2027,draft,' '' plans
expect 'with its goals' 0 '*,Train 30 managers,18,2027-01-01,2027-12-31,draft
*,Send two speakers,,2027-01-01,2027-12-31,draft' '' sh -c '"$1" list goal plan:2027 --columns id,title,target,start,due,state --sort id --format csv | tail -n +2' - "$LIAISE"
expect 'again is refused' 1 '' 'liaise: Plan CAMA 2027 already exists (draft).' liaise plan draft CAMA 2027
expect 'one undo takes it all back' 0 'Undid: Draft plan CAMA 2027.' '' liaise undo
expect 'all of it' 0 '2026,agreed,' '' plans
expect 'the goals too' 0 1 '' lines liaise list goal plan:2027 --format csv
prepare liaise redo >/dev/null

prepare liaise set plan CAMA 2027 state=agreed >/dev/null
expect 'agreed by hand it opens the goals too' 0 3 '' lines liaise list goal plan:2027 state:open --format csv
expect 'as one entry' 0 'Undid: Change plan "CAMA 2027".' '' liaise undo
expect 'with the goals' 0 3 '' lines liaise list goal plan:2027 state:draft --format csv
expect 'a plan whose goals are not judged is not closed by hand' 1 '' 'liaise: Status: A plan can'\''t be closed until *Review the plan first.' liaise set plan CAMA 2026 state=closed

expect 'a day to come' 1 '' 'liaise: Date agreed can'\''t be in the future *' liaise plan agree CAMA 2027 --on 2030-01-01
expect 'agree' 0 '' '' liaise plan agree CAMA 2027 --on 2026-03-01
expect 'keeps the day' 0 '2026,agreed,
2027,agreed,2026-03-01' '' plans
expect 'and opens the goals' 0 3 '' lines liaise list goal plan:2027 state:open --format csv
expect 'twice is refused' 1 '' 'liaise: Plan CAMA 2027 is already agreed, since 2026-03-01.' liaise plan agree CAMA 2027
expect 'a plan that is not there' 2 '' 'liaise: There is no plan for CAMA in 2029.' liaise plan agree CAMA 2029

expect 'review judges by the figures' 0 'missed    Train 30 managers. 12 of 30 managers, day *' '' liaise plan review CAMA 2026 --text 'A fair year.'
expect 'and closes the plan' 0 '"closed"' '' sh -c '"$1" show plan CAMA 2026 --format json | sed -n "s/^  \"state\": \(.*\),\$/\1/p"' - "$LIAISE"
expect 'unless told otherwise' 0 'met       Train 30 managers. *' '' liaise plan review CAMA 2026 --met "$goal"
expect 'of two of one name the one of the plan' 0 'dropped   Train 30 managers. *' '' liaise plan review CAMA 2026 --dropped 'train 30'
prepare liaise undo >/dev/null
expect 'a goal of another plan' 1 '' 'liaise: "speakers" is not a goal in this plan.' liaise plan review CAMA 2026 --dropped speakers
expect 'one entry' 0 'Undid: Review plan CAMA 2026.' '' liaise undo

expect 'no such word' 2 '' 'liaise: Unknown action "drift"; use draft, agree or review; did you mean draft?' liaise plan drift CAMA 2027
expect 'no year' 2 '' 'liaise: "next" is not a year such as 2027.' liaise plan draft CAMA next
expect 'no affiliate' 2 '' 'liaise: *nosuch*' liaise plan draft nosuch 2027
expect 'too few words' 2 '' 'liaise: Missing argument: *' liaise plan draft CAMA
prepare liaise add agreement affiliate=TAITUARA title=Exchange signed_on=2025-12-01 >/dev/null
prepare liaise add commitment agreement=Exchange text='Host one placement.' >/dev/null
echo 'year_starts = 7;' >july.conf
expect 'a year may begin in July' 0 'goal      Host one placement: by 2027-06-30. *' '' liaise --config july.conf plan draft TAITUARA 2027 --dry-run

# A goal that runs for years stands in each year's plan.
targets() { liaise list target "$@" --columns plan,goal,target,verdict,comment --sort plan,goal --format csv | tail -n +2; }
prepare liaise add affiliate code=LONG name=Longford kind=state >/dev/null
prepare liaise add plan affiliate=LONG year=2026 state=agreed >/dev/null
long=$(liaise add goal affiliate=LONG title='Mentor managers' measure=total unit=managers target=30 start=2026-01-01 \
    due=2028-12-31 plan='LONG 2026')
expect 'a goal added to a plan gets a target for the year' 0 'LONG 2026,Mentor managers,10,open,' '' targets plan:LONG
expect 'which can be changed' 0 '' '' liaise set target mentor target=12
expect 'another for the same plan is refused' 1 '' 'liaise: Goal: "Mentor managers" already has a target in the plan LONG 2026; change that one.' \
    liaise add target plan='LONG 2026' goal="$long" target=3
expect 'of another affiliate too' 1 '' 'liaise: Goal must belong to the same affiliate as the plan.' \
    liaise add target plan='CAMA 2027' goal="$long" target=3
prepare liaise log "$long" 12 >/dev/null
expect 'drafting the next year moves nothing' 0 'goal      Mentor managers: 20 managers by 2027-12-31. Continues until 2028-12-31 (target 30).' '' \
    liaise plan draft LONG 2027
expect 'it adds a target' 0 'LONG 2026,Mentor managers,12,open,
LONG 2027,Mentor managers,20,open,' '' targets plan:LONG
expect 'the first plan keeps the goal' 0 '*
Goals by area
Mentor managers *
  Target 12 managers by 2026-12-31
*' '' liaise show plan LONG 2026
expect 'the second shows it too' 0 '*
Goals by area
Mentor managers *
  Target 20 managers by 2027-12-31
*' '' liaise show plan LONG 2027
expect 'its page shows both' 0 '*
Targets (2)
LONG 2026 * 12 managers * Open
LONG 2027 * 20 managers * Open
*' '' liaise show goal "$long"
expect 'the review tells of its year' 0 'met       Mentor managers. 12 of 12 managers due by 2026-12-31 (30 by 2028-12-31).' '' liaise plan review LONG 2026
expect 'and leaves the goal open' 0 'open' '' sh -c '"$1" list goal mentor --columns state --format csv | tail -n +2' - "$LIAISE"
expect 'or what you say of it' 0 'continues Mentor managers. 12 of 12 *' '' liaise plan review LONG 2026 --continues "$long"
expect 'is kept for the year' 0 'LONG 2026,Mentor managers,12,continues,
LONG 2027,Mentor managers,20,open,' '' targets plan:LONG
expect 'what is due within the year does not continue' 1 '' "liaise: \"Train 30 managers\" doesn't continue after the year: *" \
    liaise plan review CAMA 2026 --continues "$goal"
expect 'one undo takes the review back' 0 'Undid: Review plan LONG 2026.' '' liaise undo
prepare liaise undo >/dev/null
expect 'another the draft, with its target' 0 'Undid: Draft plan LONG 2027.' '' liaise undo
expect 'but not the first' 0 'LONG 2026,Mentor managers,12,open,' '' targets plan:LONG
prepare liaise redo >/dev/null
prepare liaise export whole.json >/dev/null
prepare liaise --db copy.db init --org Home --you 'Ana Lima' >/dev/null
expect 'targets are exported and imported' 0 '* added*' '' liaise --db copy.db import all whole.json
expect 'as they are, with none of its own' 0 "$(targets)" '' sh -c '"$1" --db copy.db list target --columns plan,goal,target,verdict,comment --sort plan,goal --format csv | tail -n +2' - "$LIAISE"
expect 'all is sound' 0 'No problems found: *' '' liaise check
