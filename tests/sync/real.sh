# shellcheck shell=sh
# A hub as the world has it: connections that break after each byte in turn, kills of either side, and
# a primary that is lost while twenty laptops push. ./dev real runs this; LIAISE_SHARE=N tries only one
# byte in N.

unset LIAISE_TODAY # what is written here is dated by the clock
# shellcheck source=cluster.sh
. "$here/../sync/cluster.sh"
trap cluster_stop EXIT
cluster_start || { verdict "not ok - $file: no PostgreSQL could be started"; exit 1; }
cluster_database=postgres
prepare cluster_sql 'CREATE DATABASE hub' >/dev/null
cluster_database=
laptops='1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20'
for login in ann plain $(for n in $laptops; do echo "p$n"; done); do
    prepare cluster_sql "CREATE ROLE $login LOGIN PASSWORD '${login}pw'" >/dev/null
    echo "*:*:hub:$login:${login}pw" >>home/.pgpass
done
echo '*:*:hub:owner:ownerpw' >>home/.pgpass
chmod 600 home/.pgpass
hub() { echo "postgresql://$1@localhost:$cluster_port/hub?hostaddr=127.0.0.1&sslmode=verify-full&sslrootcert=$cluster_root"; }
at() { # at PLACE COMMAND...: liaise on that computer
    where=$1
    shift
    LIAISE_DB=$PWD/$where/liaise.db liaise "$@"
}
equal() { # the same records everywhere, and each database is sound
    for place; do
        at "$place" check >/dev/null || echo "check fails at $place"
        at "$place" export "$PWD/$place.json" >/dev/null
        cmp "$1.json" "$place.json"
    done
    rm -f ./*.json
}
doubled='SELECT replica, first, hash FROM liaise_bundle GROUP BY team, replica, first, hash, by HAVING count(*) > 1'
people() { at "$1" list person --sort name --columns name --format csv | grep -c "^$2"; }
prepare liaise hub init "$(hub owner)" >/dev/null
mkdir hq far

# --- every byte of a small exchange
prepare at hq init --org Home --you 'Ana Lima' >/dev/null
prepare at hq add person name='Ana Lima' >/dev/null
prepare at hq add person name='Bo Ek' >/dev/null
prepare cluster_proxy 9 1000000000
address="postgresql://plain@127.0.0.1:$cluster_proxy_port/hub?sslmode=disable"
prepare at hq carrier add team hub "$address" >/dev/null
prepare at hq invite 'Bo Ek' --login plain -o invitation >/dev/null
prepare at far join invitation >/dev/null
prepare at hq sync >/dev/null
prepare at far sync >/dev/null

# Breaks the connection of a sync after so many bytes. What it says, if it fails: one sentence.
cut() { # cut BYTES PLACE
    echo "$1" >&9
    at "$2" sync >said 2>&1 && return
    [ "$(wc -l <said)" -eq 2 ] && grep -q '^liaise: team: The hub .*\.$' said && return
    echo "after $1 bytes at $2:"
    cat said
}
# An exchange here takes some 5 200 bytes; after as many and more there is nothing left to break.
share=${LIAISE_SHARE:-1}
tried=0
cut_all() {
    bytes=1
    while [ "$bytes" -lt "${LIAISE_BYTES:-6500}" ]; do
        prepare at hq add person name="Cut $bytes" >/dev/null
        cut "$bytes" hq
        cut "$bytes" far
        tried=$((tried + 1))
        bytes=$((bytes + share))
    done
    echo "$tried" >tried
}
expect 'a sync whose connection breaks says so in a sentence, or goes on' 0 '' '' cut_all
tried=$(cat tried)
for place in hq far hq far; do prepare at $place sync >/dev/null; done
expect "nothing is lost after $tried breaks" 0 "$tried" '' people far 'Cut '
expect 'all is equal' 0 '' '' equal hq far
expect 'nothing lies at the hub twice' 0 '' '' cluster_sql "$doubled"

# --- kills
seed=${LIAISE_SEED:-$(date +%s)}
random() { # random BELOW
    seed=$(((seed * 1103515245 + 12345) % 2147483648))
    echo $((seed / 65536 % $1))
}
kill_laptops() {
    for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        place=hq
        [ $((try % 2)) -eq 0 ] && place=far
        prepare at $place add person name="Killed $try" >/dev/null
        LIAISE_DB=$PWD/$place/liaise.db timeout -s KILL "0.$(printf '%03d' "$(random 120)")" "$LIAISE" sync >/dev/null 2>&1
    done
}
kill_servers() { # a server process that is killed takes all its connections with it
    for try in 21 22 23 24 25 26 27 28 29 30; do
        prepare at hq add person name="Killed $try" >/dev/null
        at hq sync >/dev/null 2>&1 &
        sleep "0.$(printf '%03d' "$(random 60)")"
        for backend in $(cluster_sql "SELECT pid FROM pg_stat_activity WHERE application_name = 'liaise'" 2>&1); do
            kill -9 "$backend" 2>/dev/null
        done
        wait $!
        until cluster_sql 'SELECT 1' >/dev/null 2>&1; do sleep 0.05; done
    done
}
began=$seed
kill_laptops
kill_servers
for place in hq far hq far; do prepare at $place sync >/dev/null; done
expect "nothing is lost by kills of either side (LIAISE_SEED=$began)" 0 30 '' people far 'Killed '
expect 'all is equal again' 0 '' '' equal hq far
expect 'and nothing lies there twice' 0 '' '' cluster_sql "$doubled"
exec 9>&-
wait

# --- a primary that is lost: one standby has all that was acknowledged, the other lags and takes over
prepare cluster_proxy 8 1000000000000
lag=$cluster_proxy_pid
prepare cluster_standby near "$cluster_port" >/dev/null
near_port=$cluster_free
prepare cluster_standby lagging "$cluster_proxy_port" >/dev/null
lagging_port=$cluster_free
prepare cluster_sql "ALTER SYSTEM SET synchronous_standby_names = 'near'" >/dev/null
prepare cluster_sql 'SELECT pg_reload_conf()' >/dev/null
hosts="localhost:$cluster_port,localhost:$near_port,localhost:$lagging_port"
hubs() { echo "postgresql://$1@$hosts/hub?hostaddr=127.0.0.1,127.0.0.1,127.0.0.1&sslmode=verify-full&sslrootcert=$cluster_root&target_session_attrs=read-write"; }
bundles() { (cluster_port=$1 && cluster_sql 'SELECT count(*) FROM liaise_bundle'); }
prepare at hq carrier remove team >/dev/null
prepare at hq carrier add team hub "$(hubs ann)" >/dev/null
places=hq
for n in $laptops; do
    mkdir "p$n"
    places="$places p$n"
    prepare at hq invite 'Bo Ek' --login "p$n" -o "inv$n" >/dev/null
    prepare at "p$n" join "inv$n" >/dev/null
done
prepare at hq sync >/dev/null
work() { # work N: writes and syncs until it is told to stop; a name in done was written
    try=0
    until [ -e stop ]; do
        try=$((try + 1))
        at "p$1" add person name="By p$1 $try" >/dev/null && echo "By p$1 $try" >>"done$1"
        at "p$1" sync >"log$1" 2>&1
    done
}
workers=
for n in $laptops; do
    work "$n" &
    workers="$workers $!"
done
sleep 4
kill "$lag"
sleep 4
cluster_lose
sleep 1
acknowledged=$(bundles "$near_port")
left=$(bundles "$lagging_port")
cluster_promote lagging
sleep 6
touch stop
# shellcheck disable=SC2086 # one word a process
wait $workers
exec 8>&-
expect "the standby that took over lacked bundles ($left of $acknowledged)" 0 '' '' [ "$left" -lt "$acknowledged" ]
settle() { # until nothing comes and nothing goes
    for round in 1 2 3 4 5; do
        moved=
        for place in $places; do
            at "$place" sync >said 2>&1 || cat said
            [ "$(cat said)" = 'Received 0 entries, sent 0, 0 conflicting edits.' ] || moved=1
        done
        [ -n "$moved" ] || return 0
    done
    echo 'It does not come to rest.'
}
expect 'the laptops bring the new primary what it lacks' 0 '' '' settle
written=$(cat done* | wc -l | tr -d ' ')
expect "nothing is lost of $written records" 0 "$written" '' people hq 'By p'
# shellcheck disable=SC2086 # one word a place
expect 'all 21 are equal' 0 '' '' equal $places
cluster_port=$lagging_port
expect 'and nothing lies at the new primary twice' 0 '' '' cluster_sql "$doubled"
