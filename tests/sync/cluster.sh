# shellcheck shell=sh
# cluster.sh: a PostgreSQL of one's own, for tests: in a temporary folder, on loopback, with TLS, run by
# an ordinary user also under root. Its owner is "owner" with the password "ownerpw".
#
#     cluster_start || exit 1     # $cluster_port, $cluster_root (the certificate)
#     cluster_sql 'CREATE ROLE ann LOGIN'
#     cluster_stop

cluster_bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
cluster_bin=${cluster_bin:-$(dirname "$(command -v pg_ctl 2>/dev/null || echo pg_ctl)")}

# As an ordinary user: servers refuse to run as root.
cluster_as() {
    if [ "$(id -u)" -eq 0 ]; then
        (cd / && exec setpriv --reuid=nobody --regid=nogroup --clear-groups "$@")
    else
        "$@"
    fi
}

cluster_make() {
    cluster=$(mktemp -d) || return 1
    chmod 755 "$cluster"
    echo ownerpw >"$cluster/password"
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
        -keyout "$cluster/server.key" -out "$cluster/server.crt" 2>/dev/null || return 1
    chmod 600 "$cluster/server.key"
    [ "$(id -u)" -ne 0 ] || chown -R nobody:nogroup "$cluster"
    cluster_root=$cluster/server.crt
    cluster_as "$cluster_bin/initdb" -D "$cluster/data" -U owner -A scram-sha-256 \
        --pwfile="$cluster/password" --no-sync -E UTF8 --locale=C >/dev/null || return 1
    # Without TLS only where the address asks for it: the proxy of tests counts bytes.
    cluster_as sh -c 'printf "%s\n" "hostssl all all 127.0.0.1/32 scram-sha-256" \
        "hostnossl all plain 127.0.0.1/32 scram-sha-256" \
        "hostnossl replication owner 127.0.0.1/32 scram-sha-256" >"$1/data/pg_hba.conf"' sh "$cluster"
}

# cluster_serve DATA PORT: one server, of the folder DATA in $cluster.
cluster_serve() {
    cluster_as "$cluster_bin/pg_ctl" -D "$cluster/$1" -w -l "$cluster/log" -o "-p $2 -h 127.0.0.1 -k '' \
        -c fsync=off -c ssl=on -c ssl_cert_file=$cluster/server.crt -c ssl_key_file=$cluster/server.key \
        -c lc_messages=C" start >/dev/null 2>&1
}

# cluster_serve_somewhere DATA: the same on a free port, $cluster_free.
cluster_serve_somewhere() {
    for cluster_try in 1 2 3 4 5 6 7 8; do
        cluster_free=$((20000 + ($$ * 8 + ${cluster_free:-0} + cluster_try * 1009) % 40000))
        cluster_serve "$1" "$cluster_free" && return
    done
    cat "$cluster/log" >&2
    return 1
}

cluster_start() {
    cluster_make && cluster_serve_somewhere data && cluster_port=$cluster_free
}
# Once more, on the port that it had.
cluster_restart() { cluster_serve data "$cluster_port"; }
cluster_kill() { cluster_as "$cluster_bin/pg_ctl" -D "$cluster/${1:-data}" -m immediate -w stop >/dev/null 2>&1; }
cluster_stop() {
    [ -n "${cluster:-}" ] || return 0
    for cluster_data in "$cluster"/*/; do
        cluster_data=${cluster_data%/}
        cluster_kill "${cluster_data##*/}"
    done
    rm -rf "$cluster"
}

# cluster_standby NAME PORT: a standby of the server at that port, in the folder NAME; on $cluster_free.
cluster_standby() {
    cluster_as env PGPASSWORD=ownerpw "$cluster_bin/pg_basebackup" -D "$cluster/$1" -R -X fetch -c fast \
        --no-sync -d "host=127.0.0.1 port=$2 user=owner application_name=$1 sslmode=disable" &&
        cluster_serve_somewhere "$1"
}
cluster_promote() { cluster_as "$cluster_bin/pg_ctl" -D "$cluster/$1" -w promote >/dev/null; }
# As a power cut would: nothing is finished.
cluster_lose() { kill -9 "$(head -1 "$cluster/${1:-data}/postmaster.pid")"; }

# cluster_proxy FD BYTES: a proxy to the server, which breaks its first connection after so many bytes,
# or a number of them that is written to FD; it ends when FD is closed. Its port: $cluster_proxy_port.
cluster_proxy() {
    mkfifo keep
    "${LIAISE%/*}/tests/sync/cutting_proxy" "$cluster_port" "$2" <keep >port &
    cluster_proxy_pid=$!
    eval "exec $1>keep"
    rm keep
    until [ -s port ]; do
        kill -0 $cluster_proxy_pid 2>/dev/null || { echo 'The proxy could not be started.'; return 1; }
        sleep 0.01
    done
    cluster_proxy_port=$(cat port)
    rm port
}

# cluster_sql_as LOGIN SQL: on the database "hub" ("postgres" before it is there); what it gives.
cluster_sql_as() {
    PGPASSWORD=${1}pw "$cluster_bin/psql" -X -q -A -t -v ON_ERROR_STOP=1 \
        "host=localhost hostaddr=127.0.0.1 port=$cluster_port user=$1 dbname=${cluster_database:-hub}" -c "$2" 2>&1
}
cluster_sql() { cluster_sql_as owner "$1"; }
