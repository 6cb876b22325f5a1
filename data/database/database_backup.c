/*
 * database_backup.c: a copy beside its place, then renamed.
 */
#include "data/database/database_backup.h"
#include "data/base/disk.h"
#include "data/database/database_copy.h"
#include "data/database/database_file.h"
#include <assert.h>
#include <stdlib.h>

enum li_err database_backup(struct store *store, const char *to, struct li_error *err)
{
    assert(store && to && err);
    char *part = NULL, *target = disk_real(to);
    enum li_err code = database_file_is_free(target, err);
    if (!code)
        code = database_copy_beside(store, target, NULL, &part, err);
    if (!code)
        code = database_file_put(part, target, err);
    if (code && part)
        database_file_remove(part);
    free(part);
    free(target);
    return code;
}
