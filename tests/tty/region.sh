# shellcheck shell=sh disable=SC2046 # one word a field, meant so
# A region of eight states that three people divide among themselves; `liaise` is the program.

liaise init --org 'Home Association' --you 'Wren Abernethy' >/dev/null
for state in AL:Alabama AR:Arkansas FL:Florida GA:Georgia KY:Kentucky LA:Louisiana MS:Mississippi \
    TN:Tennessee; do
    liaise add affiliate code="${state%:*}MA" name="${state#*:} Managers Association" kind=state \
        state="${state%:*}" country=US >/dev/null
done
liaise add affiliate code=CAMA name='Canadian Association of Municipal Administrators' \
    kind=international country=CA >/dev/null
for name in 'Marigold Penhaligrew' 'Thaddeus Okonkwo-Vale' 'Solveig Aspengren'; do
    liaise add person name="$name" >/dev/null
    liaise add assignment person="$name" role='vice president' region=Southeast from=2025-07-01 >/dev/null
done
liaise add person name='Perpetua Lindqvane' >/dev/null
liaise add person name='Hyacinth Mangrovelle' organization=FLMA >/dev/null
liaise add assignment person=Perpetua role='Regional director' region=Southeast from=2024-01-01 >/dev/null
liaise add assignment person=Hyacinth role=President affiliate=FLMA from=2026-01-01 to=2026-12-31 >/dev/null
for state in AL AR FL GA KY LA MS TN; do
    liaise assign "${state}MA" Marigold 'vice president' --on 2025-07-01 >/dev/null
done
liaise add person name='Ignatius Bellwether' >/dev/null
for code in GAMA CAMA; do
    liaise assign "$code" Ignatius 'Staff liaison' --on 2025-07-01 >/dev/null
done
liaise add goal affiliate=FLMA title='Train 30 managers' measure=total target=30 unit=managers \
    start=2026-01-01 due=2026-12-31 cadence=monthly >/dev/null
liaise add goal affiliate=GAMA title='A joint newsletter' measure=yes-no start=2026-06-20 \
    due=2026-12-31 >/dev/null
liaise add agreement affiliate=FLMA title='Affiliation' signed_on=2024-07-01 from=2024-07-01 \
    to=2026-08-31 >/dev/null
