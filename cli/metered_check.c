/*
 * metered_check.c: check_database with a progress meter.
 */
#include "cli/metered_check.h"
#include "cli/progress_meter.h"
#include <assert.h>

/* The part of the check that is running. */
struct metered_part {
    const char *doing; /* shown with the time spent where the rest is unknown; else NULL */
    struct progress_meter meter;
    void (*say)(const char *finding);
};

static void metered_begin_part(void *arg, enum check_part part)
{
    static const char *const doing[CHECK_PART_COUNT] = {
        [CHECK_FILE] = "Checking the file",
        [CHECK_CACHE] = "Checking the search index",
    };
    struct metered_part *at = arg;
    *at = (struct metered_part){.doing = doing[part], .say = at->say};
    progress_meter_begin(&at->meter, "records");
    if (at->doing)
        progress_meter_spend(&at->meter, at->doing);
}

static void metered_say_finding(void *arg, const char *finding)
{
    struct metered_part *part = arg;
    progress_meter_end(&part->meter);
    part->say(finding);
}

/* A store_on_progress that never stops. */
static bool metered_show_time(void *arg)
{
    struct metered_part *part = arg;
    progress_meter_spend(&part->meter, part->doing);
    return false;
}

static bool metered_show_progress(void *arg, int64_t done, int64_t total, int64_t count)
{
    struct metered_part *part = arg;
    progress_meter_show(&part->meter, done, total, count);
    return true;
}

static void metered_end_part(void *arg)
{
    progress_meter_end(&((struct metered_part *)arg)->meter);
}

enum li_err metered_check_run(struct context *context, unsigned skipped,
    void (*say)(const char *finding), struct check_found *out, struct li_error *err)
{
    assert(say);
    struct metered_part part = {.say = say};
    const struct check_observer observer = {.begin = metered_begin_part,
        .say = metered_say_finding,
        .progress = metered_show_progress,
        .stop = metered_show_time,
        .end = metered_end_part,
        .arg = &part};
    return check_database(context, skipped, &observer, out, err);
}
