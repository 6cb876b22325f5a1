# shellcheck shell=sh
# Sharing: headquarters and laptops over a folder and by mailed files.

unset LIAISE_TODAY # what is written here is dated by the clock
mkdir hq bo cy share
at() { # at PLACE COMMAND...: liaise on that computer
    where=$1
    shift
    LIAISE_DB=$PWD/$where/liaise.db liaise "$@"
}
words_at() { # words_at WORDS PLACE COMMAND...: the same with words on standard input
    typed=$1
    shift
    echo "$typed" | at "$@"
}
names() { at "$1" list person --sort name --columns name --format csv | tail -n +2 | paste -sd, -; }
# The same records everywhere, and each database is sound.
equal() {
    first=$1
    prepare at "$first" export "$PWD/$first.json" >/dev/null
    for place; do
        at "$place" check >/dev/null || { echo "check fails at $place"; continue; }
        at "$place" export "$PWD/$place.json" >/dev/null
        cmp "$first.json" "$place.json"
    done
    rm -f ./*.json
}
share() { for place; do prepare at "$place" sync >/dev/null; done; }
role_of() { at "$1" devices --format csv | awk -F, -v who="$2" '$4 == who {print $5}' | paste -sd, -; }
name_of() { at "$1" devices --format csv | awk -F, -v who="$2" '$4 == who {print $2}' | tail -1; }
device_of() { at "$1" devices --format csv | awk -F, -v who="$2" '$4 == who {print $1}' | tail -1; }

prepare at hq init --org Home --you 'Ana Lima' >/dev/null
prepare at hq import affiliate "$data/affiliates.csv" >/dev/null
for person in 'Ana Lima' 'Bo Ek' 'Cy Fu'; do
    prepare at hq add person name="$person" >/dev/null
done

# --- before anything is shared
expect 'a database that is not shared has nothing to sync' 1 '' 'liaise: This database is not shared yet: begin with `liaise carrier add`, or `liaise join` with an invitation.' at hq sync
expect 'nor devices' 1 '' 'liaise: This database is not shared yet*' at hq devices
expect 'a carrier is a folder or a hub' 2 '' 'liaise: A carrier is a folder*, not "cloud".' at hq carrier add team cloud share
expect 'the folder must be there' 1 '' 'liaise: There is no folder nowhere; make it first, or connect its disk.' at hq carrier add team folder nowhere
expect 'and be reached' 1 '' 'liaise: The folder /dev/null/share can'\''t be used: Not a directory.' at hq carrier add team folder /dev/null/share
expect 'and not be where the database lies' 1 '' 'liaise: The database is in *; choose another folder, used only for sharing.' at hq carrier add team folder hq
expect 'a name is one word' 1 '' 'liaise: "our team" can'\''t be a carrier'\''s name; use letters, digits, - and _.' at hq carrier add 'our team' folder share
expect 'too few words' 2 '' 'liaise: Missing argument: liaise carrier add NAME folder|hub DIR|URL.' at hq carrier add team
expect 'an action that is none' 2 '' 'liaise: liaise carrier takes add, list or remove, not "drop".' at hq carrier drop team

# --- a team
expect 'the first carrier makes a team, and shows the recovery phrase' 0 'Added carrier team; run `liaise sync` to use it.
This database is shared from now on, and this computer is its first administrator.
Recovery phrase (write it down: it is not shown again, and makes any device an administrator):
* * * * * * * * * * * *' '' at hq carrier add team folder share
phrase=$(tail -1 "$root/out")
expect 'a name that is taken' 1 '' "liaise: There is already a carrier team, at $PWD/share." at hq carrier add team folder bo
expect 'carriers are listed with the whole path' 0 "name,class,place,synced,failing,why
team,folder,$PWD/share,,," '' at hq carrier list --format csv
expect 'what is here goes' 0 'Received 0 entries, sent 7, 0 conflicting edits.' '' at hq sync
expect 'once' 0 'Received 0 entries, sent 0, 0 conflicting edits.' '' at hq sync
expect 'by this carrier alone' 0 'Received 0 entries, sent 0, 0 conflicting edits.' '' at hq sync --via team
expect 'or another, which is not there' 2 '' 'liaise: There is no carrier "disk"; use team.' at hq sync --via disk
expect 'sync with a word it does not know' 2 '' 'liaise: liaise sync takes nothing, or status, export or import, not "now".' at hq sync now

# --- invitations
expect 'whom nobody knows' 2 '' 'liaise: No person matches "Dee"*' at hq invite Dee
expect 'a role that is none' 2 '' 'liaise: "boss" is not a role; use reader, editor or admin.' at hq invite 'Bo Ek' --role boss
expect 'a day that is over' 2 '' 'liaise: --expires takes today or a later date, not "yesterday".' at hq invite 'Bo Ek' --expires yesterday
expect 'an invitation as a file' 0 'Wrote the invitation for Bo Ek to bo.invitation. Anyone who has this file can use it once to join, so deliver it safely.' '' at hq invite 'Bo Ek' -o bo.invitation
changes=$(lines at hq history --format csv)
expect 'a file that cannot be' 1 '' 'liaise: *nosuch/bo.invitation*' at hq invite 'Bo Ek' -o nosuch/bo.invitation
expect 'leaves no open invitation' 0 "$changes" '' lines at hq history --format csv
expect 'which only its owner can read' 0 '-rw-------*' '' ls -l bo.invitation
expect 'a dry run says what joining does' 0 'Joining the team of Home makes */bo/liaise.db a copy of the team'\''s records.' '' at bo join bo.invitation --dry-run
expect 'and does nothing' 1 '' '' test -e bo/liaise.db
expect 'a file that is not there' 1 '' 'liaise: There is no file bo.inv; name an invitation'\''s file, or give its line (liaise1-...).' at bo join bo.inv
expect 'joining' 0 'Joined the team of Home. An administrator'\''s device admits this one at its next sync; until then the others don'\''t see your changes.' '' at bo join bo.invitation
expect 'brings all records at once' 0 'Ana Lima,Bo Ek,Cy Fu' '' names bo
expect 'the name of the organization' 0 '*"org":"Home"*' '' sh -c "cd bo && '$LIAISE' --db liaise.db export all.json >/dev/null && cat all.json && rm all.json"
expect 'not twice' 1 '' 'liaise: */bo/liaise.db is already in a team; to join another, name another file with --db.' at bo join bo.invitation
expect 'a file that is no invitation' 1 '' 'liaise: *' at cy join "$data/affiliates.csv"
expect 'the first join of an invitation is admitted by the next sync' 0 'Received 1 entry, sent 1, 0 conflicting edits.' '' at hq sync
expect 'as it says' 0 'editor' '' role_of hq 'Bo Ek'
invitation=$(prepare at hq invite 'Cy Fu')
line=$(echo "$invitation" | head -1)
words=$(echo "$invitation" | sed -n 's/^Words that open it (send them separately): //p')
expect 'an invitation as a line opens with its words alone' 1 '' 'liaise: *' words_at 'apple apple apple apple apple apple' cy join "$line"
expect 'without words' 2 '' 'liaise: The six words must be typed in a terminal or given on standard input.' at cy join "$line"
expect 'with them' 0 'Joined the team of Home.*' '' words_at "$words" cy join "$line"
share hq bo cy hq
expect 'all have the same' 0 '' '' equal hq bo cy
expect 'a table says when for people' 0 '*since *20[0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9] *' '' at hq devices
expect 'devices as JSON' 0 '1 values, 27 members' '' as_json at hq devices --format json
expect 'status as JSON' 0 '1 values, 30 members' '' as_json at hq sync status --format json

# --- working apart
prepare at hq add person name='From hq' >/dev/null
prepare at bo add person name='From bo' >/dev/null
prepare at cy add person name='From cy' >/dev/null
prepare at bo set person 'Cy Fu' title=Alpha >/dev/null
prepare at bo --as 'Cy Fu' set person 'Bo Ek' title=Gamma >/dev/null
sleep 1
prepare at cy set person 'Cy Fu' title=Beta >/dev/null
share cy bo hq cy bo
expect 'in any order' 0 'Ana Lima,Bo Ek,Cy Fu,From bo,From cy,From hq' '' names hq
expect 'all end equal' 0 '' '' equal hq bo cy
expect 'the edit that lost is kept, with who made it and where' 0 "*title,Beta,Alpha,Bo Ek on $(name_of hq 'Bo Ek'),*" '' at bo conflicts --format csv
expect 'the invited person is who joined' 0 '*,Bo Ek,Join the team,*' '' at hq history --format csv
expect 'history says on which device' 0 "*,Bo Ek,*From bo*,$(name_of hq 'Bo Ek')
*" '' at hq history --format csv
expect 'and on whose behalf' 0 "*,Bo Ek on behalf of Cy Fu,*Gamma,$(name_of hq 'Bo Ek')
*" '' at cy history --format csv
expect 'of what was there before it was shared, the device alone' 0 "*,Ana Lima,Import*,$(name_of hq 'Ana Lima')
*" '' at bo history --format csv
expect 'a copied bundle under another name is no trouble' 0 '' '' sh -c 'for f in share/*-tail.bundle; do cp "$f" "${f%.bundle} (conflicted copy).bundle"; done'
expect 'it came twice' 0 'Received 0 entries, sent 0, 0 conflicting edits.' '' at hq sync

# --- what can't be taken
printf 'half' >share/half.bundle
cp "$data/affiliates.csv" share/readme.csv
expect 'a file that is half there may still be arriving' 0 'Received 0 entries, sent 0, 0 conflicting edits.' '' at hq sync
expect 'as the status says; what is no bundle is not looked at' 0 '*arriving,team/half.bundle,*' '' at hq sync status --format csv
rm share/half.bundle share/readme.csv
share hq
mv share gone
expect 'a folder that is not there' 1 'Received 0 entries, sent 0, 0 conflicting edits.' 'liaise: team: The folder */share is not available now (is its disk connected?); the next sync tries again.' at bo sync
mkdir early
prepare at hq invite 'Cy Fu' -o early.invitation >/dev/null
expect 'who joins meanwhile is told why nothing arrives, and what to do' 0 'Joined the team of Home, but none of its records have arrived yet. When a carrier can be reached, run `liaise sync`; `liaise carrier add` adds one that is missing. By mail: *' 'liaise: The folder */share is not available now*' at early join early.invitation
expect 'is remembered' 0 '*The folder */share is not available now*' '' at bo carrier list --format csv
mv gone share
expect 'until it is back' 0 'Received 0 entries, sent 0, 0 conflicting edits.' '' at bo sync
expect 'and then forgotten' 0 "*
team,folder,$PWD/share,20*Z,," '' at bo carrier list --format csv

# --- a reader
mkdir reader
prepare at hq invite 'Cy Fu' --role reader -o reader.invitation >/dev/null
prepare at reader join reader.invitation >/dev/null
share hq reader
expect 'a reader reads' 0 'Ana Lima,Bo Ek,Cy Fu,From bo,From cy,From hq' '' names reader
expect 'and does not write' 1 '' 'liaise: This device may only read; an administrator*' at reader add person name=Nobody

# --- an invitation used twice
mkdir again
prepare at again join reader.invitation >/dev/null
expect 'the second time is shown' 0 'Received 1 entry, sent 0, 0 conflicting edits.' 'liaise: * asks to join with an invitation that was used before or has expired; admit it with `liaise devices admit *` if you know why.' at hq sync
expect 'and waits' 0 '*waiting*' '' role_of hq 'Cy Fu'
expect 'for a person' 0 'Admitted * as editor; run `liaise sync` to let it know.' '' at hq devices admit "$(device_of hq 'Cy Fu')"
expect 'who is in is not admitted' 1 '' 'liaise: * is already in the team.' at hq devices admit "$(device_of hq 'Bo Ek')"
expect 'nor what is no role' 2 '' 'liaise: *' at hq devices admit "$(device_of hq 'Bo Ek')" --role owner
expect 'there is one other word' 2 '' 'liaise: liaise devices takes no arguments, or admit DEVICE.' at hq devices remove this
share hq again
prepare at again add person name='From again' >/dev/null
share again hq bo cy
expect 'then it writes' 0 '*From again*' '' names bo

# --- a copied database, and a backup put back
mkdir copy
prepare at bo backup "$PWD/bo.backup" >/dev/null
cp bo/liaise.db copy/liaise.db
prepare at bo add person name='On the original' >/dev/null
prepare at copy add person name='On the copy' >/dev/null
share bo
expect 'a copy that both wrote to goes on under a new name' 0 'Received 1 entry, sent 2, 0 conflicting edits.' 'liaise: A copy of this database, or the database before a backup was restored, wrote entries of its own. All of them count, and this one continues under a new name.' at copy sync
share bo copy hq bo copy
expect 'nothing of either is lost' 0 '*On the copy,On the original*' '' names hq
prepare at bo restore-backup bo.backup >/dev/null
prepare at bo add person name='After the backup' >/dev/null
share bo hq copy bo
expect 'nor by a backup that is put back' 0 '*After the backup*On the copy,On the original*' '' names bo
expect 'and all end equal' 0 '' '' equal hq bo copy

# --- a lost laptop
prepare at cy add person name='Before the loss' >/dev/null
share cy hq
expect 'a device that nobody knows' 2 '' 'liaise: No device or person matches "nosuch"; `liaise devices` lists them.' at hq revoke nosuch
expect 'one does not revoke oneself' 1 '' 'liaise: * is this device; revoke it from another administrator'\''s device.' at hq revoke 'Ana Lima'
expect 'a person means all their devices' 0 'Revoked * (Bo Ek). What has arrived here from it counts, and it keeps the records it has. Run `liaise sync` to tell the others.' '' at hq revoke 'Bo Ek'
expect 'once' 2 '' 'liaise: Bo Ek has no device; `liaise devices` lists them.' at hq revoke 'Bo Ek'
expect 'whatever it is called' 1 '' 'liaise: * is already revoked.' at hq revoke "$(device_of hq 'Bo Ek')"
share hq
prepare at bo add person name='By the thief' >/dev/null
expect 'a revoked device is told so' 0 'Received 3 entries, sent 1, 0 conflicting edits.' 'liaise: This device was revoked: *' at bo sync
expect 'not again where no person looks, as from cron' 0 'Received 0 entries, sent 0, 0 conflicting edits.' '' at bo sync
if command -v script >/dev/null; then
    expect 'again on a terminal' 0 '*This device was revoked: *' '' script -qec "'$LIAISE' --db bo/liaise.db sync" /dev/null
fi
share cy
prepare at hq sync >/dev/null
expect 'what it wrote before counts' 0 '*After the backup*' '' names hq
expect 'what it writes after does not' 1 '' '' sh -c "'$LIAISE' --db hq/liaise.db list person --format csv | grep 'By the thief'"
expect 'and the status says so' 0 '*revoked*What it wrote after it was revoked is left out.*' '' at hq sync status --format csv
prepare at hq add person name='After the loss' >/dev/null
share hq cy bo
expect 'the others have the new key' 0 '*After the loss*' '' names cy
expect 'the lost one does not' 1 '' '' sh -c "'$LIAISE' --db bo/liaise.db list person --format csv | grep 'After the loss'"
mkdir bo2
prepare at hq invite 'Bo Ek' -o bo2.invitation >/dev/null
prepare at bo2 join bo2.invitation >/dev/null
share hq bo2
expect 'its owner joins again, and sees what came before' 0 '*After the backup,After the loss,Ana Lima*' '' names bo2
expect 'all end equal' 0 '' '' equal hq cy bo2

# --- the only administrator is lost
expect 'who is not one can'\''t invite' 1 '' 'liaise: Only an administrator'\''s device can do that; ask an administrator, or run `liaise recover` if you have the recovery phrase.' at cy invite 'Bo Ek'
expect 'a phrase that is wrong' 1 '' 'liaise: *' words_at 'one two three' cy recover
expect 'that of another team' 1 '' 'liaise: This is the recovery phrase of another team; use the one of this team.' words_at 'curb smoke phrase canvas smooth jacket dawn patch coach orient tidy tackle' cy recover
expect 'the phrase makes one' 0 'This device is now an administrator; run `liaise sync` to tell the others.' '' words_at "$phrase" cy recover
share cy hq
expect 'as all see' 0 '*admin*' '' role_of hq 'Cy Fu'

# --- by mailed file, and with records of one's own
mkdir far
prepare at hq carrier remove team >/dev/null
expect 'nothing to sync by' 2 '' 'liaise: There is no carrier yet; add one with `liaise carrier add NAME folder DIR`.' at hq sync
expect 'an invitation without a carrier' 0 'Wrote the invitation for Bo Ek to far.invitation.*' 'liaise: The team has no carrier, so the invitation names none. Add one with `liaise carrier add` and invite again, or send the file that `liaise sync export FILE` writes, too.' at hq invite 'Bo Ek' -o far.invitation
expect 'joining without a carrier' 0 'Joined the team of Home, but none of its records have arrived yet.*' '' at far join far.invitation
expect 'all in one file' 0 'Exported * entries to hq.mail.' '' at hq sync export hq.mail
expect 'is taken' 0 'Received * entries, sent 0, * conflicting edits.' '' at far sync import hq.mail
expect 'again is no trouble' 0 'Received 0 entries, sent 0, 0 conflicting edits.' '' at far sync import hq.mail hq.mail
prepare at far add person name='From afar' >/dev/null
prepare at far sync export far.mail >/dev/null
expect 'and back' 0 'Received 2 entries, sent 0, 0 conflicting edits.' '' at hq sync import far.mail
expect 'for one device, what it lacks' 0 'Exported 1 entry to far2.mail.' '' at hq sync export far2.mail --for "$(device_of hq 'Bo Ek')"
prepare at far sync import far2.mail >/dev/null
expect 'both end equal' 0 '' '' equal hq far
expect 'a device that nobody has' 2 '' 'liaise: *nosuch*' at hq sync export x.mail --for nosuch
head -c 3000 hq.mail >cut.mail
expect 'a file that was cut on its way' 1 'Received 0 entries, sent 0, 0 conflicting edits.' 'liaise: cut.mail is incomplete*' at far sync import cut.mail
expect 'a file that is none' 1 'Received 0 entries, sent 0, 0 conflicting edits.' 'liaise: * contains no bundles*' at far sync import "$data/affiliates.csv"
mkdir own
prepare at own init --org Own --you 'Cy Fu' >/dev/null
prepare at own add person name='My own' >/dev/null
prepare at hq carrier add team folder share >/dev/null
prepare at hq invite 'Cy Fu' -o own.invitation >/dev/null
echo older >own/liaise.db~
expect 'with records of one'\''s own, joining asks first' 1 '' 'liaise: */own/liaise.db has 1 record. Joining the team of Home replaces it with the team'\''s records, and adds yours as new ones, dated today. The current file is kept as */own/liaise.db~2 . To go ahead, add --yes.' at own join own.invitation
expect 'then adds them' 0 'Joined the team of Home. Added 1 of your records.*' '' at own join own.invitation --yes
expect 'and keeps the old file' 0 'own/liaise.db~2' '' ls own/liaise.db~2
expect 'beside an older one' 0 'older' '' cat own/liaise.db~
share hq own
expect 'all have them' 0 '*My own*' '' names hq
expect 'and end equal' 0 '' '' equal hq own
