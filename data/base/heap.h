/*
 * heap.h: memory of the system, taken before it is needed.
 */
#ifndef LI_DATA_BASE_HEAP_H
#define LI_DATA_BASE_HEAP_H

#include <stddef.h>

/* Has the system give the heap that many bytes at once, for a program that will soon use them: it
   would otherwise get them a page at a time, each at the cost of a fault. Without an effect where
   the system or the C library works in another way. */
void heap_warm(size_t size);

#endif
