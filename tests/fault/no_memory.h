/*
 * no_memory.h: the fault that an allocation fails.
 */
#ifndef LI_TEST_NO_MEMORY_H
#define LI_TEST_NO_MEMORY_H

#include "driver.h"

extern const struct fault no_memory;

#endif
