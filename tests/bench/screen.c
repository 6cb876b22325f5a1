/*
 * screen.c: from the start to a full screen, from a key to what it shows, how many bytes that took,
 * and what the program weighs and does when nobody types; the bare list in the same way.
 */
#include "tests/bench/measure.h"
#include "tests/bench/subject.h"
#include "tests/support/terminal.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The first screen is what needs attention today. */
static void measure_start(struct bench *bench, struct subject *ours, struct subject *bare)
{
    struct compared *compared =
        bench_measure(bench, "start to a full screen", "ms", LIMIT_RATIO, 2);
    struct compared *today =
        bench_measure(bench, "start: Today's first rows", "ms", LIMIT_P99, 100);
    for (int i = 0; i < bench->samples; i++) {
        double began = subject_start(ours);
        samples_add(&compared->ours, began);
        samples_add(&today->ours, began);
        subject_leave(ours);
        samples_add(&compared->bare, subject_start(bare));
        subject_leave(bare);
    }
}

/* A key again and again, each followed by the key back when there is one. */
static const struct {
    const char *name, *late, *bytes; /* measures: of time, at the worst, of bytes */
    const char *keys, *bare, *back;
} keys[] = {
    {"key: down", "key: down, at worst", "bytes: down", KEYS_DOWN, KEYS_DOWN, NULL},
    {"key: page down", "key: page down, at worst", "bytes: page down", KEYS_PAGE_DOWN,
        KEYS_PAGE_DOWN, NULL},
    {"key: end", "key: end, at worst", "bytes: end", KEYS_END, KEYS_END, KEYS_HOME},
    {"key: 50 %", "key: 50 %, at worst", "bytes: 50 %", "50%", "50%", KEYS_HOME},
};

static void measure_key(
    struct bench *bench, struct subject *ours, struct subject *bare, size_t which)
{
    struct compared *times = bench_measure(bench, keys[which].name, "ms", LIMIT_RATIO, 1.4);
    struct compared *worst = bench_measure(bench, keys[which].late, "ms", LIMIT_P99, 8);
    struct compared *bytes = bench_measure(bench, keys[which].bytes, "bytes", LIMIT_RATIO, 1.3);
    for (int i = 0; i < bench->samples; i++) {
        struct answer_output mine = subject_key(ours, keys[which].keys);
        struct answer_output its = subject_key(bare, keys[which].bare);
        samples_add(&times->ours, mine.ms);
        samples_add(&times->bare, its.ms);
        samples_add(&worst->ours, mine.ms);
        samples_add(&bytes->ours, (double)mine.bytes);
        samples_add(&bytes->bare, (double)its.bytes);
        if (keys[which].back) {
            subject_key(ours, keys[which].back);
            subject_key(bare, keys[which].back);
        }
    }
}

static void measure_rest(struct bench *bench, struct subject *ours)
{
    enum { SECONDS = 3 };
    struct compared *memory =
        bench_measure(bench, "resident, the list on screen", "MiB", LIMIT_MOST, 48);
    struct compared *idle = bench_measure(bench, "idle: wake-ups in 3 s", "", LIMIT_MOST, 0);
    samples_add(&memory->ours, subject_status(ours, "VmRSS:") / 1024);
    subject_rest(ours);
    for (int i = 0; i < 3; i++) {
        double before = subject_status(ours, "voluntary_ctxt_switches:");
        sleep(SECONDS);
        samples_add(&idle->ours, subject_status(ours, "voluntary_ctxt_switches:") - before);
    }
}

void bench_screen(struct bench *bench)
{
    char *database = bench_path(bench, "db"), *lines = bench_path(bench, "lines");
    struct subject ours = {.argv = (const char *const[]){bench->liaise, "--db", database, NULL}};
    struct subject bare = {.argv = (const char *const[]){bench->self, "list", lines, NULL}};
    measure_start(bench, &ours, &bare);
    subject_start(&ours);
    subject_start(&bare);
    subject_key(&ours, KEYS_AFFILIATES);
    subject_settle(&ours);
    subject_rest(&ours);
    subject_settle(&bare);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        subject_key(&ours, KEYS_HOME);
        subject_key(&bare, KEYS_HOME);
        measure_key(bench, &ours, &bare, i);
    }
    measure_rest(bench, &ours);
    subject_leave(&ours);
    subject_leave(&bare);
    free(database);
    free(lines);
}
