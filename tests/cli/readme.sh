# shellcheck shell=sh
# The command lines of README.md do what they say, on the demonstration, one after the other.

LIAISE_TODAY=2026-11-24
prepare liaise demo -o demo.db
export LIAISE_DB="$PWD/demo.db"
awk '/^## / { here = $0 == "## The command line" } here && /^liaise /' "$here/../../README.md" >lines
expect 'there are some' 0 17 '' count lines
while read -r line; do
    expect "$line" 0 '*' '' eval "$line"
done <lines
