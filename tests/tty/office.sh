# The small office every screen test begins with. `liaise` is the program; the day is 2026-06-30.
liaise init --org 'Home Association' --you 'Wren Abernethy' >/dev/null

liaise add affiliate code=TAITUARA name='Taituarā' kind=international country=NZ \
    city=Wellington since=2021-03-15 >/dev/null
liaise add affiliate code=STMOÚ name='Association of City Managers of the Czech Republic' \
    kind=international country=CZ status=prospect >/dev/null
liaise add affiliate code=CAMA name='Canadian Association of Municipal Administrators' \
    kind=international country=CA city=Ottawa website=https://example.org/cama >/dev/null
liaise add affiliate code=FCCMA name='Florida City and County Management Association' \
    kind=state country=US state=FL region=Southeast >/dev/null

liaise add person name='Wren Abernethy' title='Staff liaison' email=wren@example.org >/dev/null
liaise add person name='高橋 つばめ' title='President-elect' organization=CAMA \
    email=tsubame@example.org >/dev/null
liaise add person name='Tāne Harakeke' title='Chief executive' organization=TAITUARA >/dev/null
liaise add assignment person='Wren Abernethy' role='Staff liaison' affiliate=CAMA primary=yes \
    from=2025-01-01 >/dev/null
liaise add assignment person='高橋 つばめ' role=President-elect affiliate=CAMA \
    from=2026-01-01 to=2026-12-31 >/dev/null

liaise add agreement affiliate=CAMA title='CAMA affiliation' kind=affiliation \
    signed_on=2025-06-20 from=2025-07-01 to=2026-08-31 >/dev/null
liaise add agreement affiliate=TAITUARA title='Exchange of managers' kind=memorandum \
    signed_on=2025-01-10 from=2025-01-15 to=2027-12-31 >/dev/null
liaise add commitment agreement='CAMA affiliation' text='Send two speakers a year.' \
    whose=ours area=Ethics >/dev/null

liaise add goal affiliate=CAMA title='Train 30 managers' agreement='CAMA affiliation' area=Ethics \
    whose=ours owner='Wren Abernethy' measure=total unit=managers target=30 start=2026-01-01 \
    due=2026-12-31 cadence=monthly >/dev/null
liaise add goal affiliate=CAMA title='Joint members' measure=level unit=members baseline=40 \
    target=160 start=2025-07-01 due=2026-12-31 cadence=monthly >/dev/null
liaise add goal affiliate=TAITUARA title='Three placements' agreement='Exchange of managers' \
    measure=total unit=placements target=3 start=2026-06-01 due=2027-05-31 >/dev/null
liaise log 'Train 30 managers' 8 --on 2026-03-31 --note 'First cohort in Winnipeg.' >/dev/null
liaise log 'Train 30 managers' 4 --on 2026-06-15 --note 'Halifax, small but keen.' >/dev/null
liaise log 'Joint members' 75 --on 2026-06-10 >/dev/null
