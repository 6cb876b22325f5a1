# shellcheck shell=sh
# What a field may be called: by its name, its label, or the label of an earlier version.

prepare liaise init --org Home --you 'Ana Lima' >/dev/null
prepare liaise add affiliate code=CAMA name=Managers kind=international >/dev/null
printf 'Affiliate,Title,Why,Start,Due,Unit,Target\nCAMA,Meet,It helps,2026-01-01,2026-12-31,talks,4\n' >earlier.csv
printf 'Affiliate,Title,Rationale,Start date,Due date,Target\nCAMA,Talk,It helps,2026-01-01,2026-06-30,4\n' >labels.csv
expect 'a header with earlier labels' 0 '1 row: 1 added.' '' liaise import goal earlier.csv
expect 'and with the labels of today' 0 '1 row: 1 added.' '' liaise import goal labels.csv
expect 'a label in a filter' 0 'title
Meet' '' liaise list goal 'due_date>2026-07-01' --columns title --format csv
prepare liaise log Meet 3 >/dev/null
expect 'an earlier label in a filter' 0 'title
Meet' '' liaise list goal 'done>0.5' --columns title --format csv
expect 'a label as a column has the name for its heading' 0 'affiliate.kind,due
international,2026-12-31
international,2026-06-30' '' liaise list goal --columns affiliate.type,due_date --sort=-due --format csv
printf 'PK\003\004 and so on' >book.xlsx
expect 'a workbook' 1 '' 'liaise: book.xlsx is an Excel workbook; save it as CSV and import that.' liaise import affiliate book.xlsx
printf '\320\317\021\340 and so on' >book.xls
expect 'an older workbook' 1 '' 'liaise: book.xls is an Excel workbook; save it as CSV and import that.' liaise import affiliate book.xls
