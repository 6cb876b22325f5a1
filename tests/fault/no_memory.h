/*
 * no_memory.h: the fault that an allocation fails.
 */
#ifndef LI_TESTS_FAULT_NO_MEMORY_H
#define LI_TESTS_FAULT_NO_MEMORY_H

#include "tests/fault/driver.h"

extern const struct fault no_memory;

#endif
