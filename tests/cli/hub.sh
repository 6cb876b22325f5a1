# shellcheck shell=sh
# Sharing through a hub, on a PostgreSQL of its own.

unset LIAISE_TODAY # what is written here is dated by the clock
expect 'hub sql prints what makes the tables' 0 '-- The tables of a hub.*CREATE TABLE IF NOT EXISTS liaise_bundle (*CREATE POLICY liaise_bundle_add*' '' liaise hub sql
expect 'hub takes two words' 2 '' 'liaise: liaise hub takes init or sql, not "drop".' liaise hub drop
expect 'an address is one' 2 '' 'liaise: "localhost" isn'\''t a hub address; use postgresql://LOGIN@HOST/DATABASE.' liaise hub init localhost

if liaise hub init postgresql://nobody@127.0.0.1:1/none 2>&1 | grep -q 'built without libpq'; then
    return 0 # a folder and mailed files are what this build shares by
fi

# shellcheck source=../sync/cluster.sh
. "$here/../sync/cluster.sh"
trap cluster_stop EXIT
cluster_start || { verdict "not ok - $file: no PostgreSQL could be started"; exit 1; }
cluster_database=postgres
prepare cluster_sql 'CREATE DATABASE hub' >/dev/null
cluster_database=
for login in ann bob plain; do
    prepare cluster_sql "CREATE ROLE $login LOGIN PASSWORD '${login}pw'" >/dev/null
done
hub() { echo "postgresql://$1@localhost:$cluster_port/hub?hostaddr=127.0.0.1&sslmode=verify-full&sslrootcert=$cluster_root"; }
for login in owner ann bob; do echo "localhost:$cluster_port:hub:$login:${login}pw"; done >home/.pgpass
chmod 600 home/.pgpass
mkdir hq bo cy
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
rows() { cluster_sql "SELECT count(*) FROM liaise_$1"; }

# --- tables
expect 'a login that owns nothing makes no tables' 1 '' 'liaise: The hub * refuses this login; ask the person who runs it for access.' liaise hub init "$(hub ann)"
expect 'the owner does' 0 'The hub * is ready.' '' liaise hub init "$(hub owner)"
expect 'and again' 0 'The hub * is ready.' '' liaise hub init "$(hub owner)"
expect 'a wrong password is not shown' 1 '' "liaise: The hub postgresql://ann@localhost:$cluster_port/hub?* can't be reached: *password authentication failed*" \
    liaise hub init "postgresql://ann:se%2Fcret@localhost:$cluster_port/hub?hostaddr=127.0.0.1"
expect 'nothing goes without TLS' 1 '' "liaise: * can't be reached: *pg_hba.conf*" liaise hub init "$(hub ann | sed 's/verify-full/disable/')"

# --- a team
prepare at hq init --org Home --you 'Ana Lima' >/dev/null
prepare at hq import affiliate "$data/affiliates.csv" >/dev/null
prepare at hq add person name='Bo Ek' >/dev/null
prepare at hq carrier add team hub "postgresql://ann:annpw@localhost:$cluster_port/hub?hostaddr=127.0.0.1&sslmode=verify-full&sslrootcert=$cluster_root" >/dev/null
expect 'a carrier is listed without its password' 0 "name,class,place*team,hub,postgresql://ann@localhost:$cluster_port/hub?*" '' at hq carrier list --format csv
expect 'what is here goes' 0 'Received 0 entries, sent 5, 0 conflicting edits.' '' at hq sync
expect 'once' 0 'Received 0 entries, sent 0, 0 conflicting edits.' '' at hq sync
expect 'an invitation for a login of the hub' 0 'Wrote the invitation for Bo Ek to inv.*' '' at hq invite 'Bo Ek' --login bob -o inv
expect 'joins' 0 'Joined the team of Home.*' '' at bo join inv
expect 'by the login of the invitation' 0 '*postgresql://bob@localhost*' '' at bo carrier list --format csv
prepare at hq sync >/dev/null
prepare at bo set affiliate CAMA city=Ottawa >/dev/null
expect 'what a laptop writes goes' 0 'Received 1 entry, sent 1, 0 conflicting edits.' '' at bo sync
expect 'and comes' 0 'Received 1 entry, sent 0, 0 conflicting edits.' '' at hq sync
prepare at bo sync >/dev/null
expect 'all are equal' 0 '' '' equal hq bo

# --- what devices have, of which only what is new is asked for
lacks() { at "$1" sync status --format csv | awk -F, -v device="$2" '$1 == "device" && $3 == device { print $7 }'; }
for place in hq bo; do prepare at $place sync >/dev/null; done
expect 'what another has is known' 0 '0' '' lacks bo 'Ana Lima'
prepare cluster_sql 'REVOKE SELECT ON liaise_head FROM PUBLIC; GRANT SELECT (team, replica, hash, last, by, at) ON liaise_head TO PUBLIC' >/dev/null
expect 'a sync with nothing new asks for none of it' 0 'Received 0 entries, sent 0, 0 conflicting edits.' '' at bo sync
prepare at bo set affiliate CAMA city=Regina >/dev/null
expect 'nor one that only sends' 0 'Received 0 entries, sent 1, 0 conflicting edits.' '' at bo sync
expect 'what another lacks, too' 0 '1' '' lacks bo 'Ana Lima'
expect 'one with something new does' 1 '*' 'liaise: team: The hub * refuses this login; *' at hq sync
prepare cluster_sql 'GRANT SELECT ON liaise_head TO PUBLIC' >/dev/null
for place in hq bo; do prepare at $place sync >/dev/null; done
expect 'until that is there' 0 '0' '' lacks bo 'Ana Lima'

# --- rows of one's own only
expect 'nobody writes in the name of another' 1 '*row-level security*' '' cluster_sql_as bob "INSERT INTO liaise_bundle (team, replica, first, last, hash, sealed, by) VALUES ('x', 'x', 1, 1, 'x', 'x', 'ann')"
expect 'or changes what lies there' 1 '*permission denied*' '' cluster_sql_as bob "UPDATE liaise_bundle SET sealed = 'x'"
expect 'or removes it' 1 '*permission denied*' '' cluster_sql_as bob 'DELETE FROM liaise_bundle'
heads=$(rows head)
prepare cluster_sql_as bob "DELETE FROM liaise_head WHERE by = 'ann'" >/dev/null
expect 'nor heads of others' 0 "$heads" '' rows head

# --- a hub that loses what it had
prepare cluster_sql 'TRUNCATE liaise_bundle, liaise_head' >/dev/null
expect 'gets it again from any device' 0 'Received 0 entries, sent *, 0 conflicting edits.' '' at bo sync
prepare at hq invite 'Bo Ek' --login bob -o inv2 >/dev/null
prepare at cy join inv2 >/dev/null
prepare at hq sync >/dev/null
prepare at cy sync >/dev/null
expect 'so that another can join' 0 '' '' equal hq cy

# --- a hub that is gone for a while
prepare at bo set affiliate CAMA city=Toronto >/dev/null
cluster_kill
expect 'a hub that is down is told in one sentence' 1 'Received 0 entries, sent 0, 0 conflicting edits.' "liaise: team: The hub postgresql://bob@localhost:$cluster_port/hub?* can't be reached: *" at bo sync
prepare cluster_restart
expect 'and what waited goes when it is back' 0 'Received *, sent 1, 0 conflicting edits.' '' at bo sync

# --- a statement that the hub asks to run again
prepare cluster_sql "CREATE SEQUENCE times; GRANT USAGE ON SEQUENCE times TO PUBLIC;
    CREATE FUNCTION again() RETURNS trigger LANGUAGE plpgsql AS \$\$ BEGIN
        IF nextval('times') < 3 THEN RAISE SQLSTATE '40001'; END IF; RETURN NEW; END \$\$;
    CREATE TRIGGER again BEFORE INSERT ON liaise_bundle FOR EACH ROW EXECUTE FUNCTION again()" >/dev/null
prepare at bo set affiliate CAMA city=Quebec >/dev/null
expect 'is run again' 0 'Received *, sent 1, 0 conflicting edits.' '' at bo sync
expect 'as often as it asks' 0 '3' '' cluster_sql 'SELECT last_value FROM times'
prepare cluster_sql 'DROP TRIGGER again ON liaise_bundle' >/dev/null
prepare at hq sync >/dev/null

# --- two at once, and connections that break after any byte
prepare at hq set affiliate CAMA city=Banff >/dev/null
prepare at cy set affiliate CAMA website=https://cama.example.org >/dev/null
at hq sync >hq.out 2>&1 &
at cy sync >cy.out 2>&1
wait
prepare at hq sync >/dev/null
prepare at cy sync >/dev/null
prepare at bo sync >/dev/null
expect 'two that push at once' 0 '' '' equal hq bo cy

cut_after() { # cut_after BYTES: writes, and syncs through a connection that breaks then
    cluster_proxy 9 "$1" || return
    at hq carrier remove cut >/dev/null 2>&1
    prepare at hq carrier add cut hub "postgresql://plain:plainpw@127.0.0.1:$cluster_proxy_port/hub?sslmode=disable" >/dev/null
    prepare at hq set affiliate CAMA phone="555-$1" >/dev/null
    at hq sync --via cut >cut.out 2>&1 || sed "s/^/after $1 bytes: /" cut.out
    exec 9>&-
    wait
}
seed=${LIAISE_SEED:-$(date +%s)}
many=12 # a program with sanitizers takes six times as long
! grep -q __asan_init "$LIAISE" || many=3
cuts=$(awk -v seed="$seed" -v many="$many" 'BEGIN { srand(seed); for (i = 0; i < many; i++) print int(rand() * 4000) }')
broken() { for bytes in $cuts; do cut_after "$bytes"; done; }
expect "a sync goes on where a connection broke (seed $seed)" 0 '' '' broken
prepare at bo sync >/dev/null
expect 'and nothing is lost or doubled' 0 '' '' equal hq bo
expect 'no head but the last of each branch was added by the broken ones' 0 '' '' cluster_sql "SELECT 1 FROM liaise_bundle GROUP BY team, replica, first, hash, by HAVING count(*) > 1"
