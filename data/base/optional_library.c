/*
 * optional_library.c: dlopen.
 */
#include "data/base/optional_library.h"
#include <assert.h>
#include <dlfcn.h>
#include <string.h>

enum li_err optional_library_load(
    const struct optional_library *library, void *pointers, size_t size, struct li_error *err)
{
    assert(library && library->names && pointers);
    void *handle = dlopen(library->file, RTLD_LAZY | RTLD_LOCAL);
    size_t count = 0;
    for (; handle && library->names[count]; count++) {
        void *function = dlsym(handle, library->names[count]);
        assert((count + 1) * sizeof function <= size);
        memcpy((char *)pointers + count * sizeof function, &function, sizeof function);
        if (!function)
            handle = NULL;
    }
    if (handle)
        return LI_OK;
    return li_fail(err, LI_REFUSED, "%s need %s, which is not installed; install the package %s.",
        library->writes, library->file, library->package);
}
