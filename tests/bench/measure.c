/*
 * measure.c: medians, 99th percentiles, limits, and how they are shown.
 */
#include "tests/bench/measure.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

double clock_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

struct compared *bench_measure(
    struct bench *bench, const char *name, const char *unit, enum limit_on on, double limit)
{
    if (bench->count == MEASURES) {
        fprintf(stderr, "There is room for %d measures; measure fewer sizes.\n", MEASURES);
        exit(1);
    }
    struct compared *compared = &bench->compared[bench->count++];
    *compared = (struct compared){
        .rows = bench->rows, .name = name, .unit = unit, .on = on, .limit = limit};
    return compared;
}

void samples_add(struct samples *samples, double value)
{
    if (samples->count < SAMPLES)
        samples->value[samples->count++] = value;
}

char *bench_path(const struct bench *bench, const char *ending)
{
    char *path = NULL;
    if (asprintf(&path, "%s/%ld.%s", bench->folder, bench->rows, ending) < 0)
        abort();
    return path;
}

static int compare(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

/* The value that so large a share of the samples does not exceed. */
static double quantile(const struct samples *samples, double share)
{
    struct samples sorted = *samples;
    if (sorted.count == 0)
        return 0;
    qsort(sorted.value, sorted.count, sizeof *sorted.value, compare);
    return sorted.value[(size_t)(share * (double)(sorted.count - 1) + .5)];
}

static double ratio(const struct compared *compared)
{
    double bare = quantile(&compared->bare, .5);
    return bare > 0 ? quantile(&compared->ours, .5) / bare : 0;
}

/* What stands against the limit. */
static double held(const struct compared *compared)
{
    return compared->on == LIMIT_RATIO ? ratio(compared)
           : compared->on == LIMIT_P99 ? quantile(&compared->ours, .99)
                                       : quantile(&compared->ours, 1);
}

static const char *limit_text(const struct compared *compared, char out[48])
{
    static const char *const what[] = {
        [LIMIT_NONE] = "", [LIMIT_RATIO] = "x", [LIMIT_P99] = " at p99", [LIMIT_MOST] = ""};
    if (compared->on == LIMIT_NONE)
        return "";
    snprintf(out, 48, "%s %g%s", held(compared) <= compared->limit ? "within" : "OVER",
        compared->limit, what[compared->on]);
    return out;
}

static void print_row(const struct compared *compared, bool markdown, FILE *out)
{
    static const char *const rows[] = {
        "%9ld  %-34s %-5s %4zu %10.2f %10.2f ", "| %ld | %s | %s | %zu | %.2f | %.2f | "};
    static const char *const beside[] = {"%10.2f %10.2f %7.2f  ", "%.2f | %.2f | %.2f | "};
    static const char *const alone[] = {"%30s", "| | %s| "};
    char limit[48];
    fprintf(out, rows[markdown], compared->rows, compared->name, compared->unit,
        compared->ours.count, quantile(&compared->ours, .5), quantile(&compared->ours, .99));
    if (compared->bare.count > 0)
        fprintf(out, beside[markdown], quantile(&compared->bare, .5),
            quantile(&compared->bare, .99), ratio(compared));
    else
        fprintf(out, alone[markdown], "");
    fprintf(out, "%s%s\n", limit_text(compared, limit), markdown ? " |" : "");
}

void bench_print(const struct bench *bench, bool markdown, FILE *out)
{
    if (markdown)
        fputs("| rows | what | unit | samples | median | p99 | bare | bare p99 | ratio | limit |\n"
              "|---:|---|---|---:|---:|---:|---:|---:|---:|---|\n",
            out);
    else
        fprintf(out, "%9s  %-34s %-5s %4s %10s %10s %10s %10s %7s  %s\n", "rows", "what", "unit",
            "n", "median", "p99", "bare", "bare p99", "ratio", "limit");
    /* What never happened, as a key while an order is found that is there at once, has no row. */
    for (size_t i = 0; i < bench->count; i++)
        if (bench->compared[i].ours.count > 0)
            print_row(&bench->compared[i], markdown, out);
}

void bench_write(const struct bench *bench, FILE *out)
{
    fputs("{\"measures\":[", out);
    for (size_t i = 0; i < bench->count; i++) {
        const struct compared *compared = &bench->compared[i];
        fprintf(out,
            "%s\n{\"rows\":%ld,\"name\":\"%s\",\"unit\":\"%s\",\"samples\":%zu,\"median\":%.4f,"
            "\"p99\":%.4f,\"bare_median\":%.4f,\"bare_p99\":%.4f,\"ratio\":%.3f,"
            "\"limit\":%g,\"within\":%s}",
            i ? "," : "", compared->rows, compared->name, compared->unit, compared->ours.count,
            quantile(&compared->ours, .5), quantile(&compared->ours, .99),
            quantile(&compared->bare, .5), quantile(&compared->bare, .99), ratio(compared),
            compared->limit,
            compared->on == LIMIT_NONE || held(compared) <= compared->limit ? "true" : "false");
    }
    fprintf(out, "\n]}\n");
}

/* One measure of a file that bench_write wrote, one a line. */
struct written {
    long rows;
    char name[64];
    double median, ratio;
};

static bool read_line(FILE *in, struct written *out)
{
    char line[512];
    while (fgets(line, sizeof line, in)) {
        const char *median = strstr(line, "\"median\":"), *ratio = strstr(line, "\"ratio\":");
        if (sscanf(line, "{\"rows\":%ld,\"name\":\"%63[^\"]\"", &out->rows, out->name) == 2 &&
            median && ratio) {
            out->median = strtod(median + strlen("\"median\":"), NULL);
            out->ratio = strtod(ratio + strlen("\"ratio\":"), NULL);
            return true;
        }
    }
    return false;
}

static bool find_line(const char *path, const struct written *wanted, struct written *out)
{
    FILE *in = fopen(path, "r");
    bool found = false;
    while (in && !found && read_line(in, out))
        found = out->rows == wanted->rows && strcmp(out->name, wanted->name) == 0;
    if (in)
        fclose(in);
    return found;
}

int bench_compare(const char *older, const char *newer, FILE *out)
{
    struct written now, before;
    FILE *in = fopen(newer, "r");
    if (!in) {
        perror(newer);
        return 1;
    }
    fprintf(out, "%9s  %-34s %10s %10s %8s %8s %8s\n", "rows", "what", "before", "now", "change",
        "ratio", "before");
    while (read_line(in, &now))
        if (find_line(older, &now, &before))
            fprintf(out, "%9ld  %-34s %10.2f %10.2f %+7.0f%% %8.2f %8.2f\n", now.rows, now.name,
                before.median, now.median,
                before.median > 0 ? 100 * (now.median / before.median - 1) : 0, now.ratio,
                before.ratio);
    fclose(in);
    return 0;
}
