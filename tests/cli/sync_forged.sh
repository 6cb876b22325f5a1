# shellcheck shell=sh
# Snapshots that are damaged, cut or forged: who joins is told so, and gets all entries one by one.

unset LIAISE_TODAY # what is written here is dated by the clock
mkdir hq share kept
at() { # at PLACE COMMAND...: liaise on that computer
    where=$1
    shift
    mkdir -p "$where"
    LIAISE_DB=$PWD/$where/liaise.db liaise "$@"
}
invite() { prepare at hq invite 'Bo Ek' -o "$1.invitation" >/dev/null; }
# Joins, is admitted, and has what headquarters has.
joins() {
    at "$1" join "$1.invitation" >said 2>&1 || cat said
    grep -q '^Joined the team of Home' said || cat said
    at hq sync >/dev/null 2>&1 || echo 'hq does not sync'
    at "$1" sync >/dev/null 2>&1 || echo "$1 does not sync"
    at "$1" check >/dev/null || echo "check fails at $1"
    at hq export "$PWD/hq.json" >/dev/null
    at "$1" export "$PWD/$1.json" >/dev/null
    cmp hq.json "$1.json"
    rm -f ./*.json
}
snapshot() { ls share/*-0-*.snapshot | tail -1; }
# patch FILE OFFSET: another byte there.
patch() { printf '\377' | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null; }

prepare at hq init --org Home --you 'Ana Lima' >/dev/null
prepare at hq import affiliate "$data/affiliates.csv" >/dev/null
prepare at hq add person name='Bo Ek' >/dev/null
prepare at hq carrier add team folder share >/dev/null
prepare at hq sync >/dev/null
invite whole
expect 'a snapshot lies there for who is invited' 0 'share/*-0-*.snapshot' '' snapshot
cp share/*.snapshot kept
size=$(wc -c <"$(snapshot)")
expect 'and serves' 0 '' '' joins whole

for case in cut empty head body tail count; do
    cp kept/*.snapshot share
    invite "$case"
    for file in share/*.snapshot; do
        case $case in
        cut) head -c $((size / 2)) "kept/${file##*/}" >"$file" ;;
        empty) : >"$file" ;;
        head) patch "$file" 12 ;;
        body) patch "$file" $((size / 2)) ;;
        tail) patch "$file" $((size - 3)) ;;
        count) patch "$file" 114 ;; # as if it held more entries than any other
        esac
    done
    expect "a snapshot that was changed does not: $case" 0 '' '' joins "$case"
    case $case in
    empty | head) continue ;; # it is none
    esac
    expect 'and who joins is told' 0 '' '' grep -q 'The carrier.s snapshot was not used; all entries were read instead: .*\.$' said
done
rm share/*.snapshot
invite again
expect 'where there is none another is put' 0 'share/*-0-*.snapshot' '' snapshot
expect 'and serves as well' 0 '' '' joins again
