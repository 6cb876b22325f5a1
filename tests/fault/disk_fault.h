/*
 * disk_fault.h: the faults of a disk that cannot be read and written, and of one that is full.
 */
#ifndef LI_TEST_DISK_FAULT_H
#define LI_TEST_DISK_FAULT_H

#include "driver.h"

extern const struct fault disk_broken;
extern const struct fault disk_full;

#endif
