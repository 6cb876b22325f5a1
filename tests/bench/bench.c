/*
 * bench.c: how long the work takes that people wait for, each beside the bare way to do it in the
 * same run, since only the ratio means something on another machine. BENCH_ROWS affiliates (10000);
 * prints a table and writes bench.json. Nothing is asserted.
 */
#include "measure.h"
#include <locale.h>
#include <stdlib.h>
#include <string.h>

static void remove_folder(const char *folder)
{
    char line[128];
    snprintf(line, sizeof line, "rm -rf '%s'", folder);
    if (system(line) != 0)
        fprintf(stderr, "%s was left behind.\n", folder);
}

int main(int argc, char **argv)
{
    static struct bench bench = {.rows = 10000, .folder = "/tmp/liaise-bench.XXXXXX"};
    const char *rows = getenv("BENCH_ROWS");
    setlocale(LC_ALL, "");
    if (argc == 3 && strcmp(argv[1], "list") == 0)
        return bare_list(atol(argv[2]));
    if (rows)
        bench.rows = atol(rows);
    if (!mkdtemp(bench.folder)) {
        perror(bench.folder);
        return 1;
    }
    setenv("TERM", "xterm-256color", 1);
    setenv("LANG", "C.UTF-8", 1);
    setenv("HOME", bench.folder, 1);
    bench_store(&bench);
    bench_screen(&bench, "/proc/self/exe");
    remove_folder(bench.folder);
    bench_print(&bench, stdout);
    FILE *out = fopen("bench.json", "w");
    if (!out) {
        perror("bench.json");
        return 1;
    }
    bench_write(&bench, out);
    return fclose(out) == 0 ? 0 : 1;
}
