# shellcheck shell=sh
# What was done stays done when nobody can be told: the status says failed, the sentence what is so.

office
if [ -c /dev/full ]; then
    unheard() { wanted=$1; shift; expect "$1, unheard" 1 '' "liaise: $wanted, but the output could not be written: No space left on device." sh -c '"$0" "$@" >/dev/full' "$LIAISE" "$@"; }
    unheard Added add affiliate code=UNHEARD name='Unheard of' kind=state
    expect 'is there' 0 'code
UNHEARD' '' liaise list affiliate unheard --columns code --format csv
    unheard Logged log 'Train 30 managers' 5
    unheard Logged contact UNHEARD 'call about nothing'
    unheard Undone undo
    unheard Redone redo
    unheard Exported export unheard.json
    unheard 'Backed up' backup unheard.db
    unheard Checked check
    unheard Imported import all unheard.json
    unheard Created --db new.db init
    expect 'is made' 0 'code' '' liaise --db new.db list affiliate --columns code --format csv
    expect 'a refusal, unheard' 1 '' 'liaise: Name is required.' sh -c '"$0" set affiliate UNHEARD name= >/dev/full' "$LIAISE"
    expect 'what does nothing, unheard' 1 '' 'liaise: Standard output cannot be written: No space left on device.' sh -c '"$0" import all unheard.json --help >/dev/full' "$LIAISE"
    expect 'a reader who has gone' 0 '' '' sh -c '{ "$0" add affiliate name=Gone kind=state; echo $? >status; } | true; [ "$(cat status)" = 0 ]' "$LIAISE"
fi
