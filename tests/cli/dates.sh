# shellcheck shell=sh
# The setting dates: how dates are shown and which of two readings a typed one has. What is stored
# and exported stays ISO.

office
for order in us eu; do
    echo "dates = \"$order\";" >"$order.conf"
done
us() { "$LIAISE" --config "$PWD/us.conf" "$@"; }
eu() { "$LIAISE" --config "$PWD/eu.conf" "$@"; }
since() { liaise list affiliate CAMA --columns since --format csv; }

expect 'config knows the setting' 0 '*dates*eu*eu.conf:1*' '' eu config
expect 'without it two readings are refused' 1 '' 'liaise: Since: "7/1/25" could be 2025-07-01 or 2025-01-07; enter one of these.' liaise set affiliate CAMA since=7/1/25
expect 'us reads the month first' 0 '' '' us set affiliate CAMA since=7/1/25
expect 'and stores ISO' 0 '*2025-07-01' '' since
expect 'eu reads the day first' 0 '' '' eu set affiliate CAMA since=7/1/25
expect 'and stores ISO, too' 0 '*2025-01-07' '' since
expect 'a table shows it' 0 '*Jan 7, 2025' '' us list affiliate CAMA --columns since
expect 'in the other order, too' 0 '*7 Jan 2025' '' eu list affiliate CAMA --columns since
expect 'CSV does not' 0 '*2025-01-07' '' us list affiliate CAMA --columns since --format csv
expect 'nor does JSON' 0 '*"2025-01-07"*' '' us show affiliate CAMA --format json
expect 'a page shows it' 0 '*Since * Jan 7, 2025  *' '' us show affiliate CAMA
expect 'a filter reads it by the setting' 0 '*2025-01-07' '' eu list affiliate since:7/1/25 --columns since --format csv
expect 'a shown date can be typed' 0 '' '' liaise set affiliate CAMA since='Mar 15, 2024'
expect 'and again' 0 '*2024-03-15' '' since
