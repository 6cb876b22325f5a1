# shellcheck shell=sh
# The database as a file: backup and back, damage, strangers, rights, two at once.

office
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
expect 'restore-backup' 0 "Restored $LIAISE_DB; the previous file is $LIAISE_DB~." '' liaise restore-backup copy.db
expect 'what was there before is back' 0 'city' '' liaise list affiliate CAMA --columns city --format csv
expect 'and what was there is kept' 0 'city
Later' '' liaise --db "$LIAISE_DB~" list affiliate CAMA --columns city --format csv
expect 'where no database was' 0 "Restored new.db." '' liaise --db new.db restore-backup copy.db
expect 'there is one' 0 'No problems found: *' '' liaise --db new.db check
expect 'restore-backup of no database' 1 '' "liaise: $here/run is not a liaise database*" liaise restore-backup "$here/run"
expect 'of no file' 1 '' 'liaise: *none.db*' liaise restore-backup none.db
expect 'leaves the database' 0 'No problems found: *' '' liaise check

mkdir missing text empty zeroes short newer readonly
expect 'missing' 1 '' 'liaise: There is no database at missing/liaise.db; run `liaise init` to create one.' liaise --db missing/liaise.db list affiliate
expect 'missing: not made' 0 '' '' ls missing
echo 'Dear all, the minutes of' >text/liaise.db
refused 'no database at all' 'liaise: text/liaise.db is not a liaise database*' text
: >empty/liaise.db
refused 'an empty file' 'liaise: empty/liaise.db is not a liaise database*' empty
cp "$LIAISE_DB" zeroes/liaise.db
dd if=/dev/zero of=zeroes/liaise.db bs=4096 seek=1 count=30 conv=notrunc 2>/dev/null
refused 'damaged' 'liaise: zeroes/liaise.db is damaged*' zeroes
dd if="$LIAISE_DB" of=short/liaise.db bs=4096 count=10 2>/dev/null
refused 'cut short' 'liaise: short/liaise.db is damaged*' short
cp "$LIAISE_DB" page.db
dd if=/dev/zero of=page.db bs=4096 seek=10 count=1 conv=notrunc 2>/dev/null
expect 'a damaged page: check says where' 1 '*[Pp]age 11*' 'liaise: [0-9]* problem* found in page.db; run `liaise restore-backup FILE` *' liaise --db page.db check
cp "$LIAISE_DB" newer/liaise.db
printf '\000\000\017\377' | dd of=newer/liaise.db bs=1 seek=60 conv=notrunc 2>/dev/null # its user_version
refused 'newer' 'liaise: newer/liaise.db was made by a newer version of liaise*' newer
cp "$LIAISE_DB" readonly/liaise.db
chmod 400 readonly/liaise.db
before=$(state readonly/liaise.db)
expect 'read-only: can be read' 0 '*CAMA*' '' liaise --db readonly/liaise.db list affiliate CAMA
expect 'read-only: cannot be written' 1 '' 'liaise: readonly/liaise.db is read-only*' liaise --db readonly/liaise.db set affiliate CAMA city=X
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
