/*
 * leak_roots.c: linked into what runs under the sanitizers, so that looking for leaks is quick.
 *
 * At exit LeakSanitizer reads all writable data of all libraries for pointers, its own runtime's
 * ten megabytes of zeros included, which takes longer than most of our programs run. Here it is
 * told to read the same except those.
 */
#define _GNU_SOURCE
#include <link.h>
#include <sanitizer/lsan_interface.h>
#include <stdlib.h>
#include <string.h>

const char *__lsan_default_options(void);
const char *__lsan_default_options(void)
{
    return "use_globals=0";
}

static int leak_roots_add(struct dl_phdr_info *library, size_t size, void *arg)
{
    (void)size, (void)arg;
    if (strstr(library->dlpi_name, "libclang_rt."))
        return 0;
    for (int i = 0; i < library->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &library->dlpi_phdr[i];
        if (part->p_type == PT_LOAD && (part->p_flags & PF_W))
            __lsan_register_root_region(
                (const void *)(library->dlpi_addr + part->p_vaddr), part->p_memsz);
    }
    return 0;
}

static void leak_roots_register(void)
{
    dl_iterate_phdr(leak_roots_add, NULL);
}

/* At exit, so that libraries opened on the way count; LeakSanitizer's own look comes after. */
__attribute__((constructor)) static void leak_roots_begin(void)
{
    if (atexit(leak_roots_register) != 0)
        abort();
}
