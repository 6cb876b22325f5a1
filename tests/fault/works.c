/*
 * works.c: what people do with the program, to be tried with faults.
 */
#include "driver.h"

const struct work works[] = {
    {.name = "log",
        .line = "liaise log 'Train 30 managers' 5 --on 2026-06-20 --note 'Third cohort.'"},
    {.name = "add",
        .line = "liaise add person name='Ana Lima' organization=CAMA email=ana@example.org"},
    {.name = "set", .line = "liaise set affiliate CAMA notes='What we know now.' city=Toronto"},
    {.name = "import",
        .before =
            "printf 'code,name,kind,country\\nONE,One of them,national,NZ\\n"
            "TWO,\"Two, of them\",national,AU\\nTRE,Three,national,NZ\\n' >\"$HOME/rows.csv\"",
        .line = "liaise import affiliate rows.csv"},
    {.name = "undo", .line = "liaise undo"},
    {.name = "redo", .before = "liaise undo >/dev/null", .line = "liaise redo"},
    {.name = "hand over",
        .line = "liaise handover 'Wren Abernethy' 'Tāne Harakeke' --on 2026-06-30"},
    {.name = "contact", .line = "liaise contact CAMA 'Spoke of dues.'"},
    {.name = "list", .line = "liaise list affiliate --format csv"},
    {.name = "show", .line = "liaise show affiliate CAMA"},
    {.name = "agenda", .line = "liaise agenda"},
    {.name = "history", .line = "liaise history affiliate CAMA"},
    {.name = "export", .line = "liaise export made.json"},
    {.name = "backup", .line = "liaise backup made.db", .made = "made.db"},
};

const size_t work_count = sizeof works / sizeof *works;
