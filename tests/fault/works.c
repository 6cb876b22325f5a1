/*
 * works.c: what people do with the program, to be tried with faults.
 */
#include "tests/fault/driver.h"

#define ROWS                                                                                       \
    "printf 'code,name,kind,country\\nONE,One of them,national,NZ\\n"                              \
    "TWO,\"Two, of them\",national,AU\\nTRE,Three,national,NZ\\n' >\"$HOME/rows.csv\"\n"

/* A team, made once: $HOME/team holds the database of headquarters, the folder in which a laptop's
   last entry waits, the same as a file, and an invitation. Each try begins with copies. */
#define TEAM                                                                                       \
    "db=\"$HOME/.local/share/liaise/liaise.db\"\n"                                                 \
    "if [ ! -d \"$HOME/team\" ]; then\n"                                                           \
    "rm -rf \"$HOME/share\"; mkdir \"$HOME/share\"\n"                                              \
    "far() { liaise --db \"$HOME/far.db\" \"$@\" >/dev/null; }\n"                                  \
    "liaise carrier add team folder \"$HOME/share\" >/dev/null\n"                                  \
    "liaise invite 'Wren Abernethy' --expires 2099-12-31 -o \"$HOME/far.invitation\" >/dev/null\n" \
    "far join \"$HOME/far.invitation\"\n"                                                          \
    "liaise sync >/dev/null; far sync; liaise sync >/dev/null\n"                                   \
    "liaise invite 'Wren Abernethy' --expires 2099-12-31 -o \"$HOME/new.invitation\" >/dev/null; " \
    "liaise sync >/dev/null\n"                                                                     \
    "far sync; far add person name='From afar'; far sync export \"$HOME/far.mail\"; far sync\n"    \
    "mkdir \"$HOME/team\"; cp \"$db\" \"$HOME/team/hq.db\"; cp -r \"$HOME/share\" "                \
    "\"$HOME/team\"\n"                                                                             \
    "fi\n"                                                                                         \
    "cp \"$HOME/team/hq.db\" \"$db\"; rm -rf \"$HOME/share\"; cp -r \"$HOME/team/share\" "         \
    "\"$HOME\"\n"

const struct work works[] = {
    {.name = "log",
        .line = "liaise log 'Train 30 managers' 5 --on 2026-06-20 --note 'Third cohort.'"},
    {.name = "add",
        .line = "liaise add person name='Ana Lima' organization=CAMA email=ana@example.org"},
    {.name = "set", .line = "liaise set affiliate CAMA notes='What we know now.' city=Toronto"},
    {.name = "import", .before = ROWS, .line = "liaise import affiliate rows.csv"},
    {.name = "undo", .line = "liaise undo"},
    {.name = "undo a bulk",
        .before = ROWS "liaise import affiliate \"$HOME/rows.csv\" >/dev/null",
        .line = "liaise undo"},
    {.name = "redo", .before = "liaise undo >/dev/null", .line = "liaise redo"},
    {.name = "hand over",
        .line = "liaise handover 'Wren Abernethy' 'Tāne Harakeke' --on 2026-06-30"},
    {.name = "contact", .line = "liaise contact CAMA 'Spoke of dues.'"},
    {.name = "list", .line = "liaise list affiliate --format csv"},
    {.name = "show", .line = "liaise show affiliate CAMA"},
    {.name = "agenda", .line = "liaise agenda"},
    {.name = "history", .line = "liaise history affiliate CAMA"},
    {.name = "export", .line = "liaise export made.json", .writes = "made.json"},
    {.name = "backup", .line = "liaise backup made.db", .made = "made.db"},
    {.name = "restore",
        .before = "cp \"$HOME/kept.db\" \"$HOME/made-before.db\"\n"
                  "liaise set affiliate CAMA notes='Of late.' >/dev/null",
        .line = "liaise restore-backup made-before.db",
        .made = ".local/share/liaise/liaise.db~"},
    {.name = "merge",
        .before = "liaise add affiliate code=CAMX name='Canadian Administrators' kind=international"
                  " country=CA notes='Old.' >/dev/null",
        .line = "liaise merge affiliate CAMA CAMX"},
    {.name = "check", .line = "liaise check"},
    {.name = "rebuild", .line = "liaise check --rebuild"},
    {.name = "migration", .oldest = true, .line = "liaise list area"},
    {.name = "report", .line = "liaise report directory -o made.txt", .writes = "made.txt"},
    {.name = "workbook", .line = "liaise report directory --format xlsx -o made.xlsx"},
    {.name = "export of tables", .line = "liaise export made", .writes = "made/person.csv"},
    {.name = "document",
        .before = "printf 'As agreed.\\n' >\"$HOME/agreed.txt\"",
        .line = "liaise set agreement 'CAMA affiliation' document=agreed.txt"},
    {.name = "settings",
        .before = "printf 'on_track = 0.85;\\nstale = 3;\\n' >\"$HOME/made.conf\"",
        .line = "liaise --config made.conf config",
        .goes_on = true},
    {.name = "sync",
        .before = "rm -rf \"$HOME/share\"\nmkdir \"$HOME/share\"\n"
                  "liaise carrier add team folder \"$HOME/share\" >/dev/null\n"
                  "liaise sync >/dev/null\n"
                  "liaise add person name='Here' >/dev/null",
        .line = "liaise sync"},
    {.name = "sync that takes",
        .before = TEAM,
        .rarely = 3,
        .line = "liaise sync",
        .by_steps = true},
    {.name = "sync export", .before = TEAM, .rarely = 3, .line = "liaise sync export made.mail"},
    {.name = "sync import",
        .before = TEAM,
        .rarely = 3,
        .line = "liaise sync import far.mail",
        .by_steps = true},
    {.name = "invite",
        .before = TEAM "liaise sync >/dev/null",
        .rarely = 3,
        .line = "liaise invite 'Wren Abernethy' --expires 2099-12-31 -o made.invitation",
        .by_steps = true},
    {.name = "join",
        .before = TEAM,
        .rarely = 20,
        .line = "liaise --db made.db join new.invitation",
        .made = "made.db",
        .goes_on = true},
};

const size_t work_count = sizeof works / sizeof *works;
