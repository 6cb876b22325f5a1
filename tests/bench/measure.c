/*
 * measure.c: medians, 99th percentiles and how they are shown.
 */
#include "measure.h"
#include <stdlib.h>
#include <time.h>

double clock_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

struct compared *bench_measure(struct bench *bench, const char *name)
{
    struct compared *compared = &bench->compared[bench->count++];
    *compared = (struct compared){.name = name};
    return compared;
}

void samples_add(struct samples *samples, double ms)
{
    if (samples->count < SAMPLES)
        samples->ms[samples->count++] = ms;
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
    qsort(sorted.ms, sorted.count, sizeof *sorted.ms, compare);
    return sorted.ms[(size_t)(share * (double)(sorted.count - 1) + .5)];
}

static double ratio(const struct compared *compared)
{
    double bare = quantile(&compared->bare, .5);
    return bare > 0 ? quantile(&compared->ours, .5) / bare : 0;
}

void bench_print(const struct bench *bench, FILE *out)
{
    fprintf(out, "%ld affiliates; milliseconds; bare: the same work without liaise\n", bench->rows);
    fprintf(out, "%-24s %7s %9s %9s %9s %9s %7s\n", "", "samples", "median", "p99", "bare", "p99",
        "ratio");
    for (size_t i = 0; i < bench->count; i++) {
        const struct compared *compared = &bench->compared[i];
        fprintf(out, "%-24s %7zu %9.3f %9.3f %9.3f %9.3f %7.2f\n", compared->name,
            compared->ours.count, quantile(&compared->ours, .5), quantile(&compared->ours, .99),
            quantile(&compared->bare, .5), quantile(&compared->bare, .99), ratio(compared));
    }
}

void bench_write(const struct bench *bench, FILE *out)
{
    fprintf(out, "{\"rows\":%ld,\"unit\":\"ms\",\"measures\":[", bench->rows);
    for (size_t i = 0; i < bench->count; i++) {
        const struct compared *compared = &bench->compared[i];
        fprintf(out,
            "%s\n{\"name\":\"%s\",\"samples\":%zu,\"median\":%.4f,\"p99\":%.4f,"
            "\"bare_median\":%.4f,\"bare_p99\":%.4f,\"ratio\":%.3f}",
            i ? "," : "", compared->name, compared->ours.count, quantile(&compared->ours, .5),
            quantile(&compared->ours, .99), quantile(&compared->bare, .5),
            quantile(&compared->bare, .99), ratio(compared));
    }
    fprintf(out, "\n]}\n");
}
