# shellcheck shell=sh
# The database as a file: backup and back, damage, strangers, rights, two at once.

office >/dev/null
state() { cksum "$1"; ls "$(dirname "$1")"; }
# A file that is refused: with its own sentence, and not touched.
refused() {
    before=$(state "$3/liaise.db")
    for command in 'list affiliate' 'set affiliate CAMA city=X' check undo 'import affiliate none.csv'; do
        # shellcheck disable=SC2086 # words of a command
        expect "$1: ${command%% *}" 1 '' "$2" liaise --db "$3/liaise.db" $command
    done
    expect "$1: untouched" 0 "$before" '' state "$3/liaise.db"
}

expect 'check' 0 'No problems found: [0-9]* records, 3 entries.' '' liaise check
expect 'backup' 0 'Backed up to copy.db.' '' liaise backup copy.db
expect 'for its owner alone' 0 '-rw------- *' '' ls -l copy.db
expect 'not over another file' 1 '' 'liaise: *copy.db*' liaise backup copy.db
expect 'a backup is a database' 0 'No problems found: *' '' liaise --db copy.db check
prepare liaise set affiliate CAMA city=Later
expect 'restore-backup' 0 "copy.db stands in place of $LIAISE_DB; what was there is $LIAISE_DB~ now." '' liaise restore-backup copy.db
expect 'what was there before is back' 0 'city
' '' liaise list affiliate CAMA --columns city --format csv
expect 'and what was there is kept' 0 'city
Later' '' liaise --db "$LIAISE_DB~" list affiliate CAMA --columns city --format csv
expect 'where no database was' 0 "copy.db stands at new.db." '' liaise --db new.db restore-backup copy.db
expect 'there is one' 0 'No problems found: *' '' liaise --db new.db check
expect 'restore-backup of no database' 1 '' 'liaise: *run.sh*' liaise restore-backup "$here/run"
expect 'of no file' 1 '' 'liaise: *none.db*' liaise restore-backup none.db
expect 'leaves the database' 0 'No problems found: *' '' liaise check

mkdir missing foreign corrupt newer readonly text
expect 'missing' 1 '' 'liaise: *missing/liaise.db*liaise init*' liaise --db missing/liaise.db list affiliate
expect 'missing: not made' 0 '' '' ls missing
echo 'Dear all, the minutes of' >text/liaise.db
refused 'no database at all' 'liaise: text/liaise.db *' text
: >foreign/liaise.db
refused 'an empty file' 'liaise: foreign/liaise.db *' foreign
prepare liaise backup corrupt/liaise.db >/dev/null
printf 'damage damage damage damage' | dd of=corrupt/liaise.db bs=1 seek=4096 conv=notrunc 2>/dev/null
dd if=/dev/zero of=corrupt/liaise.db bs=4096 seek=1 count=20 conv=notrunc 2>/dev/null
refused 'damaged' 'liaise: corrupt/liaise.db *damaged*' corrupt
prepare liaise backup newer/liaise.db >/dev/null
printf '\000\000\017\377' | dd of=newer/liaise.db bs=1 seek=60 conv=notrunc 2>/dev/null # user_version
refused 'newer' 'liaise: newer/liaise.db *newer*' newer
prepare liaise backup readonly/liaise.db >/dev/null
chmod 400 readonly/liaise.db
before=$(state readonly/liaise.db)
expect 'read-only: can be read' 0 '*CAMA*' '' liaise --db readonly/liaise.db list affiliate CAMA
expect 'read-only: cannot be written' 1 '' 'liaise: readonly/liaise.db *read-only*' liaise --db readonly/liaise.db set affiliate CAMA city=X
expect 'read-only: untouched' 0 "$before" '' state readonly/liaise.db
expect 'a folder' 1 '' 'liaise: *' liaise --db . list affiliate

# Two writers at once: both wait their turn.
write_some() {
    i=0
    while [ "$i" -lt 10 ]; do
        liaise --as "$1" add person name="$1 $i" >/dev/null || return 1
        i=$((i + 1))
    done
}
two_writers() {
    write_some one & first=$!
    write_some two & second=$!
    wait "$first" && wait "$second" && lines liaise list person --format jsonl
}
expect 'two writers at once' 0 20 '' two_writers
expect 'and the journal stands' 0 'No problems found: *' '' liaise check
