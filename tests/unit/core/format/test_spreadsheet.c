/*
 * test_spreadsheet.c: a library that crashes as it packs a spreadsheet is told of like a disk that
 * fails.
 *
 * The linker puts a loading of libraries in place of the real one that exchanges one function.
 */
#include "core/format/printer.h"
#include "core/format/xlsx.h"
#include "data/base/memory.h"
#include "data/base/optional_library.h"
#include "tests/support/check.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int crash(void)
{
    return raise(SIGKILL);
}

enum li_err __real_optional_library_load(
    const struct optional_library *library, void *pointers, size_t size, struct li_error *err);
enum li_err __wrap_optional_library_load(
    const struct optional_library *library, void *pointers, size_t size, struct li_error *err);
enum li_err __wrap_optional_library_load(
    const struct optional_library *library, void *pointers, size_t size, struct li_error *err)
{
    int (*instead)(void) = crash;
    enum li_err code = __real_optional_library_load(library, pointers, size, err);
    for (size_t i = 0; !code && library->names[i]; i++)
        if (strcmp(library->names[i], "workbook_close") == 0)
            memcpy((char *)pointers + i * sizeof instead, &instead, sizeof instead);
    return code;
}

static void test_a_crash_is_told_of(void **state)
{
#ifdef WITH_XLSX
    const char *const cells[] = {"AMCTO"};
    struct li_error err;
    char *text = NULL;
    FILE *out = li_text_open(&text);
    struct printer printer = printer_of(&format_xlsx, NULL, out);
    printer_add(&printer, "code", "Code");
    printer_begin(&printer);
    printer_row(&printer, cells);
    printer_end(&printer);
    assert_int_equal(xlsx_finish(&printer, &err), LI_IO);
    assert_string_equal(
        err.message, "The spreadsheet could not be written: Cannot allocate memory.");
    printer_clear(&printer);
    li_text_close(out);
    assert_string_equal(text, "");
    free(text);
#else
    skip();
#endif
    (void)state;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_a_crash_is_told_of)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
