/*
 * heap.c: memory of the system, taken before it is needed.
 */
#include "data/base/heap.h"
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* After memory of that size was freed once, glibc takes as much from the heap, and leaves it there
   when it is freed. */
void heap_warm(size_t size)
{
#ifdef MADV_POPULATE_WRITE
    void *volatile mapped = malloc(size); /* volatile, so that no compiler leaves it out */
    free(mapped);
    char *memory = malloc(size);
    if (!memory)
        return;
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t before = (page - (uintptr_t)memory % page) % page;
    if (before < size)
        (void)madvise(memory + before, (size - before) / page * page, MADV_POPULATE_WRITE);
    free(memory);
#else
    (void)size;
#endif
}
