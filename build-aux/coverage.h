/*
 * coverage.h: included before everything by ./dev coverage: a program that ends at once, as it does
 * when it runs out of memory, still writes down what it reached.
 */
#ifndef LI_BUILD_AUX_COVERAGE_H
#define LI_BUILD_AUX_COVERAGE_H

#include <unistd.h>

void __gcov_dump(void);
#define _exit(status) (__gcov_dump(), _exit(status))

#endif
