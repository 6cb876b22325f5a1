/*
 * check.h: cmocka with what it wants included before it.
 */
#ifndef LI_TESTS_SUPPORT_CHECK_H
#define LI_TESTS_SUPPORT_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#endif
