/*
 * hub_library.c: the functions of libpq that are used.
 */
#include "data/hub/hub_library.h"
#include <stdbool.h>

static const char *const hub_library_names[] = {HUB_LIBRARY(OPTIONAL_LIBRARY_NAME) NULL};
static const struct optional_library hub_library_libpq = {
    "libpq.so.5", "libpq5", "Hubs", hub_library_names};

enum li_err hub_library_load(const struct hub_library **out, struct li_error *err)
{
    static struct hub_library library;
    static bool loaded;
    *out = &library;
    enum li_err code =
        loaded ? LI_OK : optional_library_load(&hub_library_libpq, &library, sizeof library, err);
    loaded = !code;
    return code;
}
