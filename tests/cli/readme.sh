# shellcheck shell=sh
# README.md shows the screen as it is, and its command lines do what they say, on the demonstration,
# one after the other.

readme=$here/../../README.md
fenced() { awk '/^```$/ { block++; next } block == 1' "$readme"; }
expect 'the screen' 0 "$(cat "$here/../tty/screens/readme.80x22.txt")" '' fenced

LIAISE_TODAY=2026-11-24
prepare liaise demo -o demo.db
export LIAISE_DB="$PWD/demo.db"
awk '/^## / { here = $0 == "## The command line" } here && /^liaise /' "$readme" >lines
expect 'there are some' 0 17 '' count lines
while read -r line; do
    expect "$line" 0 '*' '' eval "$line"
done <lines
