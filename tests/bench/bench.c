/*
 * bench.c: how long the work takes that people wait for, each beside the bare way to do it in the
 * same run, since only the ratio means something on another machine. Nothing is asserted.
 *
 * bench [--markdown] measures on the sizes in BENCH_ROWS (10000 100000 1000000), with BENCH_SAMPLES
 * (200) samples, all parts or those named in BENCH_PARTS, in the folder BENCH_FOLDER (bench-data),
 * prints a table and writes bench.json. bench --compare OLDER shows what has changed since another
 * bench.json. doc/performance.md tells what the numbers rest on.
 */
#include "tests/bench/measure.h"
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
    const char *name; /* in BENCH_PARTS */
    void (*measure)(struct bench *bench);
} measures[] = {
    {"screen", bench_screen},
    {"finding", bench_finding},
    {"goals", bench_goals},
    {"log", bench_log},
    {"import", bench_import},
};

static void measure_all(struct bench *bench, const char *sizes)
{
    char *end;
    const char *parts = getenv("BENCH_PARTS"); /* NULL: all */
    for (long rows; (rows = strtol(sizes, &end, 10)) > 0; sizes = end) {
        bench->rows = rows;
        bench_prepare(bench);
        for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
            if (parts && !strstr(parts, measures[i].name))
                continue;
            fprintf(stderr, "%ld affiliates: %s\n", rows, measures[i].name);
            bench_warm(bench);
            measures[i].measure(bench);
        }
    }
}

static int report(const struct bench *bench, bool markdown)
{
    bench_print(bench, markdown, stdout);
    FILE *out = fopen("bench.json", "w");
    if (!out) {
        perror("bench.json");
        return 1;
    }
    bench_write(bench, out);
    return fclose(out) == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    static struct bench bench;
    static char self[PATH_MAX], liaise[PATH_MAX];
    const char *rows = getenv("BENCH_ROWS"), *folder = getenv("BENCH_FOLDER");
    const char *program = getenv("LIAISE"), *samples = getenv("BENCH_SAMPLES");
    setlocale(LC_ALL, "");
    if (argc == 3 && strcmp(argv[1], "list") == 0)
        return bare_list(argv[2]);
    if (argc == 5 && strcmp(argv[1], "import") == 0)
        return bare_import(argv[2], argv[3], argv[4]);
    if (argc == 3 && strcmp(argv[1], "--compare") == 0)
        return bench_compare(argv[2], "bench.json", stdout);
    if (!realpath("/proc/self/exe", self) || !realpath(program ? program : "./liaise", liaise)) {
        perror("liaise");
        return 1;
    }
    setenv("TERM", "xterm-256color", 1);
    setenv("LANG", "C.UTF-8", 1);
    setenv("LIAISE_CONFIG", "/dev/null", 1);
    bench.samples = samples ? atoi(samples) : 200;
    bench.self = self;
    bench.liaise = liaise;
    bench.folder = folder ? folder : "bench-data";
    measure_all(&bench, rows ? rows : "10000 100000 1000000");
    return report(&bench, argc > 1 && strcmp(argv[1], "--markdown") == 0);
}
