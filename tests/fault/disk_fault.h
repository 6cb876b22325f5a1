/*
 * disk_fault.h: the faults of a disk that cannot be read and written, and of one that is full.
 */
#ifndef LI_TESTS_FAULT_DISK_FAULT_H
#define LI_TESTS_FAULT_DISK_FAULT_H

#include "tests/fault/driver.h"

extern const struct fault disk_broken;
extern const struct fault disk_full;

#endif
