/*
 * import_bad.c: a bad row counted, reported, and copied to the file of rejected rows.
 */
#include "core/exchange/import_internal.h"
#include "data/store/store_error.h"
#include <assert.h>

static void import_reject(struct import *import)
{
    FILE *out = import->options->reject;
    if (!out)
        return;
    if (import->counts->bad == 1)
        fprintf(out, "%s", import->header);
    csv_reader_copy(import->reader, out);
}

void import_say_bad(struct import *import, const char *column, const char *reason)
{
    assert(column && reason);
    /* A failure of the disk is not the row's. */
    if (import->unread.code || store_error_refuse_unread(import->context->store, &import->unread))
        return;
    if (!import->row_bad) {
        import->row_bad = true;
        import->counts->bad++;
        import_reject(import);
    }
    if (import->bad)
        import->bad(import->arg, csv_reader_line(import->reader), column, reason);
}
