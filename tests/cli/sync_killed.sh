# shellcheck shell=sh
# Syncs killed at random moments lose nothing: the next ones go on.

unset LIAISE_TODAY
mkdir hq far share
at() {
    where=$1
    shift
    LIAISE_DB=$PWD/$where/liaise.db liaise "$@"
}
prepare at hq init --org Home --you 'Ana Lima' >/dev/null
prepare at hq add person name='Ana Lima' >/dev/null
prepare at hq carrier add team folder share >/dev/null
prepare at hq invite 'Ana Lima' -o invitation >/dev/null
prepare at far join invitation >/dev/null
prepare at hq sync >/dev/null
prepare at far sync >/dev/null
prepare at hq import affiliate "$data/affiliates.csv" >/dev/null

# A kill after so many thousandths of a second; LIAISE_SEED repeats a run.
seed=${LIAISE_SEED:-$(date +%s)}
began=$seed
killed=0
for try in 1 2 3 4 5 6 7 8 9 10 11 12; do
    seed=$(((seed * 1103515245 + 12345) % 2147483648))
    place=hq
    [ $((try % 2)) -eq 0 ] && place=far
    prepare at $place add person name="Person $try" >/dev/null
    after=$((seed / 65536 % 60))
    # A build that counts what tests reach writes that as it ends: not what would be torn here.
    GCOV_PREFIX=/dev/null LIAISE_DB=$PWD/$place/liaise.db timeout -s KILL "0.$(printf '%03d' $after)" "$LIAISE" sync >/dev/null 2>&1
    [ $? -eq 137 ] && killed=$((killed + 1))
done
for place in far hq far hq; do
    prepare at $place sync >/dev/null
done
expect 'headquarters is sound' 0 'No problems found: *' '' at hq check
expect 'the laptop is sound' 0 'No problems found: *' '' at far check
prepare at hq export "$PWD/hq.json" >/dev/null
prepare at far export "$PWD/far.json" >/dev/null
expect "both have the same after $killed kills (LIAISE_SEED=$began)" 0 '' '' cmp hq.json far.json
expect 'all twelve people are there' 0 12 '' sh -c "'$LIAISE' --db far/liaise.db list person 'Person' --format csv | tail -n +2 | wc -l | tr -d ' '"
expect 'nothing is left behind in the folder for good' 0 'Received 0 entries, sent 0, 0 conflicting edits.' '' at hq sync
