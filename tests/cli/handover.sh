# shellcheck shell=sh
# assign and handover.

office
terms() {
    liaise list assignment --sort from,person --columns person,role,affiliate.code,from,to --format csv
}
entries() { liaise history --format csv | cut -d, -f1 | sort -u | grep -c '[0-9]'; }
prepare liaise add person name='Ada Byron' >/dev/null
prepare liaise add person name='Mary Jackson' >/dev/null
prepare liaise set role liaison term_years=
prepare liaise set role 'vice president' term_years=3

expect 'assign says what was given' 0 'Ada Byron is Liaison for Canadian Association of Municipal Administrators, starting 2026-03-15.' '' liaise assign CAMA Ada 'Liaison'
expect 'from a day on' 0 'Ada Byron is Regional vice president for Taituarā, starting 2026-04-01.' '' liaise assign TAITUARA 'Ada Byron' 'vice president' --on '1 apr'
expect 'until the term of the role is over' 0 'person,role,affiliate.code,from,to
Ada Byron,Liaison,CAMA,2026-03-15,
Ada Byron,Regional vice president,TAITUARA,2026-04-01,2029-03-31' '' terms
expect 'the same again changes nothing' 0 'Ada Byron is already Liaison for * on 2026-05-01; nothing was changed.' '' liaise assign CAMA Ada Liaison --on 2026-05-01
expect 'and leaves no trace' 0 "$(terms)" '' terms
expect 'a role that is not there' 2 '' 'liaise: No role matches "Captain"*' liaise assign CAMA Ada Captain
expect 'a person that is not there' 2 '' 'liaise: No person matches "nosuch"*' liaise assign CAMA nosuch Liaison
expect 'too few words' 2 '' 'liaise: Missing argument: liaise assign AFFILIATE PERSON ROLE.' liaise assign CAMA Ada
expect 'no day' 1 '' 'liaise: Can'\''t read "never" as a date*' liaise assign CAMA Ada Liaison --on never
prepare liaise archive affiliate FCCMA
expect 'nobody is assigned to what is archived' 1 '' 'liaise: Affiliate "*" is archived; restore it first.' liaise assign FCCMA Ada Liaison
prepare liaise restore affiliate FCCMA

before=$(terms)
were=$(entries)
expect 'handover says what passes on, and what comes with it' 0 '2 assignments handed over from Ada Byron to Mary Jackson, effective 2026-10-01.
From that date, Mary Jackson serves 2 affiliates, with 1 open goal, 1 overdue check-in and 0 renewals due.' '' liaise handover Ada Mary --on 2026-10-01
expect 'the old ends and the new begins on the day, with what is left of the term' 0 'person,role,affiliate.code,from,to
Ada Byron,Liaison,CAMA,2026-03-15,2026-09-30
Ada Byron,Regional vice president,TAITUARA,2026-04-01,2026-09-30
Mary Jackson,Liaison,CAMA,2026-10-01,
Mary Jackson,Regional vice president,TAITUARA,2026-10-01,2029-03-31' '' terms
expect 'in one entry' 0 $((were + 1)) '' entries
expect 'which one undo takes back' 0 'Undid: Hand over from Ada Byron to Mary Jackson on 2026-10-01.' '' liaise undo
expect 'whole' 0 "$before" '' terms
prepare liaise add region name=Highlands >/dev/null
prepare liaise add affiliate code=HILL name='Hill Managers' kind=state region=Highlands >/dev/null
prepare liaise add assignment person=Ada role='vice president' region=Highlands from=2026-01-01 to=2026-12-31 >/dev/null
prepare liaise add assignment person=Ada role='vice president' region=Highlands from=2027-01-01 to=2027-12-31 >/dev/null
prepare liaise add assignment person=Ada role=President affiliate=CAMA from=2020-01-01 to=2020-12-31 >/dev/null
regions() {
    liaise list assignment region:Highlands --sort from,person --columns person,region,from,to --format csv
}
were=$(entries)
expect 'roles for regions pass on too, those to come as well, and what is over stays' 0 '4 assignments handed over from Ada Byron to Mary Jackson, effective 2026-10-01.*' '' liaise handover Ada Mary --on 2026-10-01
expect 'the role for the region itself' 0 'person,region,from,to
Ada Byron,Highlands,2026-01-01,2026-09-30
Mary Jackson,Highlands,2026-10-01,2026-12-31
Mary Jackson,Highlands,2027-01-01,2027-12-31' '' regions
expect 'all in one entry' 0 $((were + 1)) '' entries
prepare liaise add affiliate code=NEWH name='New Hill Managers' kind=state region=Highlands >/dev/null
expect 'so that a new affiliate there has the new one' 0 '*Mary Jackson*' '' liaise report directory newh --on 2026-10-01 --format csv
prepare liaise undo >/dev/null
prepare liaise undo >/dev/null
expect 'and one undo takes it back' 0 'person,region,from,to
Ada Byron,Highlands,2026-01-01,2026-12-31
Ada Byron,Highlands,2027-01-01,2027-12-31' '' regions
expect 'who has nothing has nothing to hand over' 1 '' 'liaise: Mary Jackson has nothing to hand over on 2026-03-15.' liaise handover Mary Ada
expect 'not to oneself' 1 '' 'liaise: Both names are the same person; name a different successor.' liaise handover Ada Ada
expect 'the database is sound' 0 '*' '' liaise check
