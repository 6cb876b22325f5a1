/*
 * sanitized.c: linked into what runs under the sanitizers, so that they take less time.
 *
 * Freed memory is set aside so that a later use of it shows; 256 MB of it, as is usual, is more
 * than a test frees, so that each piece of memory would be a new one from the system.
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

const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "quarantine_size_mb=16";
}

const char *__lsan_default_options(void);
const char *__lsan_default_options(void)
{
    return "use_globals=0";
}

static int sanitized_add(struct dl_phdr_info *library, size_t size, void *arg)
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

static void sanitized_register(void)
{
    dl_iterate_phdr(sanitized_add, NULL);
}

/* At exit, so that libraries opened on the way count; LeakSanitizer's own look comes after. */
__attribute__((constructor)) static void sanitized_begin(void)
{
    if (atexit(sanitized_register) != 0)
        abort();
}
