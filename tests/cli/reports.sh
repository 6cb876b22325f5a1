# shellcheck shell=sh
# report: directory, workload, vacancies, reciprocity, membership; each as text, md, html, csv.

office
for one in 'Ada Byron' 'Mary Jackson'; do prepare liaise add person name="$one" >/dev/null; done
prepare liaise add person name='Zoë Snow <b>' organization=CAMA >/dev/null
prepare liaise assign CAMA Ada 'Staff liaison' --on 2026-01-01 >/dev/null
prepare liaise assign CAMA Zoë President --on 2026-03-01 >/dev/null
prepare liaise add assignment person=Mary role='vice president' region=Southeast from=2020-01-01 >/dev/null

expect 'the directory, a column a role' 0 'code,affiliate,*staff_liaison,*president,*
*CAMA,Canadian Association of Municipal Administrators,*Ada Byron,*Zoë Snow <b>*' '' liaise report directory cama --format csv
expect 'by region too' 0 '*FCCMA*,Mary Jackson,*' '' liaise report directory fccma --format csv
expect 'as of a day' 0 'Home: Directory, 2026-01-31

Code  Affiliate                                         Regional vice president  Staff liaison  President  Secretary/executive director
CAMA  Canadian Association of Municipal Administrators                           Ada Byron' '' liaise report directory cama --on 2026-01-31
expect 'as Markdown' 0 '# Home: Directory, 2026-03-15

| Code | *
| CAMA | *Zoë Snow \\<b\\> |*' '' liaise report directory cama --format md
expect 'as HTML, harmless' 0 '<!DOCTYPE html>*<td>Zoë Snow &lt;b&gt;</td>*</html>' '' liaise report directory cama --format html
expect 'a filter that cannot be read: nothing is written' 2 '' 'liaise: *nmae*' liaise report directory nmae:x

expect 'workload counts' 0 'person,roles,affiliates,goals,overdue_check-ins,renewals_due
Ada Byron,Staff liaison,1,1,1,0
Mary Jackson,Regional vice president,1,0,0,0' '' liaise report workload --format csv
expect 'workload takes no filter' 2 '' 'liaise: The report "workload" does not take a filter.' liaise report workload cama

expect 'vacancies' 0 1 '' sh -c '"$1" report vacancies --format csv | grep -c "^CAMA"' - "$LIAISE"
expect 'none once the role is held' 0 0 '' sh -c '"$1" assign CAMA Zoë Secretary >/dev/null && "$1" report vacancies --format csv | grep -c "^CAMA" | cat' - "$LIAISE"
expect 'until the term is over' 0 1 '' sh -c '"$1" report vacancies --on 2027-03-01 --format csv | grep -c "^CAMA.*President"' - "$LIAISE"

prepare liaise add event title='Northern conference' host=CAMA from=2025-06-01 >/dev/null
prepare liaise add event title='Our conference' from=2025-10-01 >/dev/null
prepare liaise add event title='Long ago' from=2023-10-01 >/dev/null
went() { prepare liaise add attendance event="$1" person="$2" state=attended >/dev/null; }
went 'Northern conference' Ada
went 'Northern conference' Mary
went 'Our conference' Zoë
went 'Long ago' Zoë
expect 'who came to whose' 0 'code,affiliate,our_visits,their_events,their_visits,our_events
CAMA,Canadian Association of Municipal Administrators,2,Northern conference,1,Our conference' '' liaise report reciprocity --format csv
expect 'and with how many nobody did' 0 '*28 affiliates: no visits in either direction in 2 years.' '' liaise report reciprocity

counted() { prepare liaise add membership affiliate=CAMA day="$1" members="$2" joint_members="$3" >/dev/null; }
counted 2025-01-15 400 40
counted 2026-02-01 500 75
expect 'members and joint members against the year before' 0 'code,affiliate,as_of,members,growth_%,joint_members,joint_growth_%,overlap_%,prospects
CAMA,Canadian Association of Municipal Administrators,2026-02-01,500,25.0,75,87.5,15.0,' '' liaise report membership --format csv
expect 'and of all' 0 '*
Members: 400 a year ago, 500 now (+25.0%).
Joint members: 40 a year ago, 75 now (+87.5%).
28 affiliates have no membership count.' '' liaise report membership

expect 'the reports are listed' 0 '*
  directory: *
  workload: *
  vacancies: *
  reciprocity: *
  membership: *' '' liaise report --help
expect 'a report that is not there names the nearest' 2 '' 'liaise: There is no report "directry"; did you mean directory?' liaise report directry
expect 'a format that is not there' 2 '' 'liaise: Unknown report format "pdf"; use one of text|md|html|csv*.' liaise report workload --format pdf
expect 'into a file' 0 '' '' liaise report workload --format html -o workload.html
expect 'whole' 0 '</html>' '' tail -1 workload.html

# Built without libxlsxwriter, it says so.
sheet() { liaise report workload --format xlsx -o workload.xlsx 2>why && head -c 2 workload.xlsx || sed 's/.*text|md|html|csv\.$/PK/' why; }
expect 'as a spreadsheet, where it can be' 0 PK '' sheet
# Days in it are dates: 46054 is 2026-02-01, counted from 1900.
sheet_dates() {
    liaise report membership --format xlsx -o membership.xlsx 2>/dev/null && command -v unzip >/dev/null || { echo 46054; return; }
    unzip -p membership.xlsx xl/worksheets/sheet1.xml | grep -o '<c r="C2" s="[0-9]*"><v>[0-9]*' | sed 's/.*>//'
}
expect 'with dates that are dates' 0 46054 '' sheet_dates
