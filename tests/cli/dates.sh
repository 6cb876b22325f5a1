# shellcheck shell=sh
# The setting dates: how dates are shown and which of two readings a typed one has. What is stored
# and exported stays ISO.

office
for order in us eu; do
    echo "dates = \"$order\";" >"$order.conf"
done
us() { "$LIAISE" --config "$PWD/us.conf" "$@"; }
eu() { "$LIAISE" --config "$PWD/eu.conf" "$@"; }
since() { liaise list affiliate CAMA --columns since --format csv; }

expect 'config knows the setting' 0 '*dates*eu*eu.conf:1*' '' eu config
expect 'without it two readings are refused' 1 '' 'liaise: Since: "7/1/25" could be 2025-07-01 or 2025-01-07; enter one of these.' liaise set affiliate CAMA since=7/1/25
expect 'us reads the month first' 0 '' '' us set affiliate CAMA since=7/1/25
expect 'and stores ISO' 0 '*2025-07-01' '' since
expect 'eu reads the day first' 0 '' '' eu set affiliate CAMA since=7/1/25
expect 'and stores ISO, too' 0 '*2025-01-07' '' since
expect 'a table shows it' 0 '*Jan 7, 2025' '' us list affiliate CAMA --columns since
expect 'in the other order, too' 0 '*7 Jan 2025' '' eu list affiliate CAMA --columns since
expect 'CSV does not' 0 '*2025-01-07' '' us list affiliate CAMA --columns since --format csv
expect 'nor does JSON' 0 '*"2025-01-07"*' '' us show affiliate CAMA --format json
expect 'a page shows it' 0 '*Since * Jan 7, 2025  *' '' us show affiliate CAMA
expect 'a filter reads it by the setting' 0 '*2025-01-07' '' eu list affiliate since:7/1/25 --columns since --format csv
expect 'a shown date can be typed' 0 '' '' liaise set affiliate CAMA since='Mar 15, 2024'
expect 'and again' 0 '*2024-03-15' '' since

# What people read follows the setting; what programs read does not.
prepare liaise add activity affiliate=CAMA title=Dues day=2026-03-01 follow_up_on=2026-03-10 >/dev/null
prepare liaise set affiliate CAMA since=2024-03-16
expect 'the agenda as a table' 0 '*follow-up *CAMA *Dues *Mar 10, 2026 *Follow-up due Mar 10, 2026, 5 days ago; call on Mar 1, 2026.*' '' us agenda
expect 'the agenda as CSV' 0 '*follow-up,CAMA,Dues,2026-03-10,"Follow-up due 2026-03-10, 5 days ago; call on 2026-03-01.",activity,*' '' us agenda --format csv
expect 'history as a table' 0 '*changed *since *15 Mar 2024 *16 Mar 2024*' '' eu history affiliate CAMA
expect 'history as CSV' 0 '*,since,2024-03-15,2024-03-16*' '' eu history affiliate CAMA --format csv
expect 'a list in Markdown' 0 '*16 Mar 2024*' '' eu list affiliate CAMA --columns code,since --format md
for format in text md html; do
    expect "a report's title in $format" 0 '*Vacancies, Mar 15, 2026*' '' us report vacancies --format $format
done
expect 'a day on the command line is read by it' 0 '*Vacancies, Jul 4, 2025*' '' us report vacancies --on 7/4/25
expect 'in the other order, too' 0 '*Vacancies, 7 Apr 2025*' '' eu report vacancies --on 7/4/25
prepare liaise add membership affiliate=CAMA day=2026-01-31 members=90 >/dev/null
expect "a report's days" 0 '*CAMA *31 Jan 2026 *90*' '' eu report membership
expect "a report's days as CSV" 0 '*CAMA,*,2026-01-31,90,*' '' eu report membership --format csv
prepare liaise add goal affiliate=CAMA title=Train measure=total target=10 start=2026-01-01 due=2026-02-28 >/dev/null
expect 'what was logged' 0 '* -> 20%, overdue
Was due Feb 28, 2026, 2 weeks ago, at 20%.' '' us log Train 2
expect 'a plan' 0 '*Train: 8 by Feb 28, 2027. 2 of 10 reached; 8 remaining.*' '' us plan draft CAMA 2027 --dry-run
expect 'a refusal' 1 '' 'liaise: Date can'"'"'t be in the future (today is 15 Mar 2026).' eu log Train 1 --on 2026-04-01
expect 'sentences in a table' 0 '*Contact: last on Mar 1, 2026, 14 days ago*' '' us list affiliate CAMA --columns health_reasons
expect 'sentences in CSV' 0 '*Contact: last on 2026-03-01, 14 days ago*' '' us list affiliate CAMA --columns health_reasons --format csv
