# shellcheck shell=sh
# Files: which are the database's own, what restoring takes, and what a killed program leaves.

office
sound() { liaise check && lines liaise list affiliate; }
whole=$(prepare sound)
expect_sound() { expect "$1: nothing is harmed" 0 "$whole" '' sound; }

# Whatever leads to the database, or stands beside it, is not for anything else.
ln "$LIAISE_DB" hard.db
ln -s liaise.db soft.db
ln -s ../liaise.db home/liaise.csv
mkdir out
ln -s ../liaise.db out/affiliate.csv
for own in "$LIAISE_DB" "$LIAISE_DB-wal" "$LIAISE_DB-journal" hard.db soft.db ./home/../liaise.db home/liaise.csv; do
    refusal='liaise: *liaise*.db* is part of the open database*'
    case $own in hard.db | soft.db | home*) refusal="liaise: $own is part of the open database*" ;; esac
    expect "list -o $own" 1 '' "$refusal" liaise list affiliate --format csv -o "$own"
    case $own in *-wal | *-journal) continue ;; esac
    expect "import $own" 1 '' "$refusal" liaise import affiliate "$own"
    expect "import all $own" 1 '' "$refusal" liaise import all "$own"
    expect "set document=$own" 1 '' "$refusal" liaise add agreement affiliate=CAMA title=X document="$own"
    expect "backup $own" 1 '' "liaise: *" liaise backup "$own"
    expect "report -o $own" 1 '' "$refusal" liaise report directory -o "$own" --format csv
done
expect 'bad rows onto it' 1 '' '*is part of the open database*' liaise import affiliate "$data/hostile.csv" --reject "$LIAISE_DB"
expect 'export into a folder that leads to it' 1 '' 'liaise: out/affiliate.csv is part of the open database*' liaise export out
expect 'restore of itself' 1 '' "liaise: soft.db is the database itself*" liaise restore-backup soft.db
expect 'restore of its hard link' 1 '' "liaise: hard.db is the database itself*" liaise restore-backup hard.db
expect 'demo onto it' 1 '' "liaise: *liaise.db already exists; it was not changed. Choose another name." liaise demo -o "$LIAISE_DB"
expect_sound 'own files'
rm hard.db

# What a database that is gone left beside its place.
for suffix in wal shm journal; do
    echo stale >"new.db-$suffix"
    for command in 'backup new.db' '--db new.db init' 'demo -o new.db'; do
        # shellcheck disable=SC2086 # words of a command
        expect "$command beside -$suffix" 1 '' "liaise: new.db-$suffix is left over from another database*" liaise $command
    done
    expect "no database is left: $suffix" 1 '' '' test -e new.db
    rm "new.db-$suffix"
done

# A backup goes where a link leads, and what was there is kept there.
prepare liaise backup copy.db >/dev/null
prepare liaise set affiliate CAMA city=Later
echo stale >"$LIAISE_DB-wal"
expect 'restore through a link' 0 'Restored soft.db; the previous file is *liaise.db~.' '' liaise --db soft.db restore-backup copy.db
expect 'it is still a link' 0 'liaise.db' '' readlink soft.db
expect_sound 'restored'
expect 'what was there' 0 'city
Later' '' liaise --db "$LIAISE_DB~" list affiliate CAMA --columns city --format csv

# A backup is held to what `check` holds a database to.
if command -v sqlite3 >/dev/null; then
    forge() { cp copy.db forged.db && sqlite3 forged.db "$1"; }
    prepare forge "UPDATE affiliate SET city = 'Forged' WHERE code = 'CAMA'"
    expect 'a forged record' 1 '' '*affiliate*liaise: forged.db has 1 problem, so it was not restored*' liaise restore-backup forged.db
    prepare forge "UPDATE journal_entry SET changeset = zeroblob(9) WHERE rowid = 2"
    expect 'a broken journal' 1 '' '*liaise: *forged.db*' liaise restore-backup forged.db
    prepare forge "CREATE TRIGGER t AFTER DELETE ON local_fact BEGIN DELETE FROM progress; END"
    expect 'a trigger of another' 1 '' 'liaise: forged.db contains the trigger "t", which liaise did not make*' liaise restore-backup forged.db
    expect_sound 'forged backups'
fi

# A killed program leaves a file by which the next start knows it, and takes it away.
killed() {
    mkdir -p making
    "$LIAISE" demo --rows 1000000 -o making/demo.db 2>/dev/null &
    maker=$!
    until ls making/demo.db.liaise-* >/dev/null 2>&1; do sleep 0.1; done
}
others() { ls making | grep -c -v '^made.db\|^foreign'; }
prepare liaise --db made.db init >/dev/null
killed
mv made.db making/made.db
: >making/foreign.liaise-1
prepare liaise --db making/made.db add person name=Ann >/dev/null
expect 'what is being made stays' 0 '*demo.db.liaise-*' '' ls making
kill -9 "$maker"
wait "$maker" 2>/dev/null
expect 'half made, it has no name yet' 1 '' '' test -e making/demo.db
prepare liaise --db making/made.db add person name=Ben >/dev/null
expect 'the next start takes it away' 1 0 '' others
expect 'and nothing else' 0 'foreign.liaise-1
made.db' '' ls making
