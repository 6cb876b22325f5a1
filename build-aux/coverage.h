/*
 * coverage.h: included before everything by ./dev coverage: a program that ends at once, as it does
 * when it runs out of memory, still writes down what it reached. For that there is memory: it is no
 * work of the program (tests/fault/moment.h).
 */
#ifndef LI_BUILD_AUX_COVERAGE_H
#define LI_BUILD_AUX_COVERAGE_H

#include <unistd.h>

void __gcov_dump(void);
void moment_end(void) __attribute__((weak));
#define _exit(status) (moment_end ? moment_end() : (void)0, __gcov_dump(), _exit(status))

#endif
