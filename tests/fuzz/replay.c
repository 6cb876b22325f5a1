/*
 * replay.c: a main for a fuzz target without a fuzzer: every file of its corpus once, or those
 * named.
 */
#include "data/base/bytes.h"
#include "data/base/memory.h"
#include "tests/fuzz/fuzz.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool try(const char *path)
{
    FILE *in = fopen(path, "rb");
    struct bytes bytes = {0};
    char part[4096];
    size_t size;
    if (!in) {
        fprintf(stderr, "%s cannot be read.\n", path);
        return false;
    }
    while ((size = fread(part, 1, sizeof part, in)) > 0)
        bytes_add(&bytes, part, size);
    fclose(in);
    /* In memory of its very size, so that a sanitizer sees what reads on beyond its end. */
    uint8_t *exact = li_realloc(NULL, bytes.size + (bytes.size == 0), 1);
    if (bytes.size > 0)
        memcpy(exact, bytes.at, bytes.size);
    LLVMFuzzerTestOneInput(exact, bytes.size);
    free(exact);
    free(bytes.at);
    printf("ok - %s\n", path);
    return true;
}

static int is_input(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int try_folder(const char *folder)
{
    struct dirent **list;
    int count = scandir(folder, &list, is_input, alphasort);
    if (count <= 0) {
        fprintf(stderr, "%s holds no input.\n", folder);
        return 1;
    }
    bool tried = true;
    for (int i = 0; i < count; i++) {
        char *path = li_format("%s/%s", folder, list[i]->d_name);
        tried &= try(path);
        free(path);
        free(list[i]);
    }
    free(list);
    return !tried;
}

/* .../fuzz_day replays tests/fuzz/corpus/day below the source. */
int main(int argc, char **argv)
{
    setvbuf(stdout, NULL, _IOLBF, 0); /* a crash leaves the file before it as the last line */
    const char *source = getenv("SOURCE"), *slash = strrchr(argv[0], '/');
    const char *program = slash ? slash + 1 : argv[0];
    size_t prefix = strncmp(program, "fuzz_", 5) == 0 ? 5 : 0;
    bool tried = true;
    for (int i = 1; i < argc; i++)
        tried &= try(argv[i]);
    if (argc > 1)
        return !tried;
    char *folder = li_format("%s/tests/fuzz/corpus/%s", source ? source : ".", program + prefix);
    int status = try_folder(folder);
    free(folder);
    return status;
}
