/*
 * fuzz.h: what the fuzz targets share.
 *
 * A target is one file that is given any bytes and says what must hold of them. `make check` builds
 * each with the main of replay.c and runs it over tests/fuzz/corpus/NAME, where every input that
 * once broke something stays; `./dev fuzz` builds each with libFuzzer and lets it look for more.
 */
#ifndef LI_TESTS_FUZZ_FUZZ_H
#define LI_TESTS_FUZZ_FUZZ_H

#include "core/context/context.h"
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Like assert, but in every build, and libFuzzer keeps the input. */
#define HOLDS(what) ((what) ? (void)0 : fuzz_broken(#what, __FILE__, __LINE__))
_Noreturn void fuzz_broken(const char *what, const char *file, int line);

/* The bytes as text, up to their first NUL. The caller frees it. */
char *fuzz_text(const uint8_t *data, size_t size);

bool fuzz_is_utf8(const char *text);

/* Cuts the first line off the text and returns it; *rest is what follows, perhaps "". */
char *fuzz_first_line(char *text, char **rest);

/* The bytes as a file: its path, good until the next call. */
const char *fuzz_file(const void *data, size_t size);

/* A small office, its day 2026-06-30, the same for every input as long as nothing is written to it;
   whoever writes has it renewed. */
struct context *fuzz_office(void);
void fuzz_office_renew(void);
/* A number that differs when any record does; fresh: that of the office as it began. */
uint64_t fuzz_office_digest(void);
uint64_t fuzz_office_fresh(void);

/* An error tells the person something. */
void fuzz_told(const struct li_error *err);

#endif
