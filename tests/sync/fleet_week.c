/*
 * fleet_week.c: what happens in a week, by chance.
 */
#include "tests/sync/fleet_week.h"
#include "data/journal/journal.h"
#include "data/store/query.h"
#include "tests/support/check.h"
#include "tests/support/ledger.h"
#include <stdlib.h>

static const int64_t week_hour = 3600000, week_length = (int64_t)7 * 24 * 3600000;

/* What happens once, when so much of the week has passed, in hundredths. */
enum {
    WEEK_VUD = 15,
    WEEK_PARTED = 30,
    WEEK_BACKUP = 35,
    WEEK_COPY = 45,
    WEEK_TOGETHER = 50,
    WEEK_REVOKE = 65,
    WEEK_RESTORE = 70,
};

struct week {
    struct fleet *fleet;
    int64_t began;
    size_t entries; /* wanted in all */
    int events, event;
    int reached; /* hundredths of it, that were looked at */
};

static int week_hundredths(const struct week *week)
{
    return (int)((int64_t)week->event * 100 / week->events);
}

/* --- clocks ----------------------------------------------------------------------------------- */

static void week_turn_clock(struct laptop *laptop)
{
    static const int hours[] = {1, -1, 48, -48, 24 * 400, -24 * 400, 24 * 1100};
    struct chance *chance = &laptop->site.story->chance;
    bool wrong = laptop->site.off || laptop->site.dead;
    /* One in five, about, is wrong once. */
    if (laptop->number == 0 || chance_below(chance, 5 * WEEK_MEETINGS) >= (wrong ? 20 : 1))
        return;
    laptop->site.off = wrong ? 0 : hours[chance_below(chance, 7)] * week_hour;
    laptop->site.dead = !wrong && chance_of(chance, 10);
}

/* Whoever was ahead dates what it wrote anew, once it writes. */
static void week_set_clocks_right(struct fleet *fleet)
{
    for (int i = 0; i < fleet->count; i++) {
        struct laptop *laptop = &fleet->laptops[i];
        bool wrong = laptop->site.off || laptop->site.dead;
        laptop->site.off = 0;
        laptop->site.dead = false;
        if (!wrong || laptop->role == ACT_ROLE_READER)
            continue;
        laptop_open(laptop);
        deed_add_person(&laptop->site);
    }
}

/* --- V, U, D ---------------------------------------------------------------------------------- */

static void week_write(
    struct laptop *laptop, const char *sql, const struct id *one, const struct id *other)
{
    struct li_error err = {0};
    struct ledger_writing writing = {sql, one, other};
    laptop->site.story->time += 60000;
    if (journal_write(laptop_open(laptop), "Story", ledger_run, &writing, NULL, &err))
        fail_msg("laptop %d: %s", laptop->number, err.message);
}

/* One that may write, by its own clock, and is none of the others. */
static struct laptop *week_writer(
    struct fleet *fleet, const struct laptop * not, const struct laptop *nor)
{
    struct laptop *laptop;
    do
        laptop = fleet_any(fleet);
    while (laptop->role == ACT_ROLE_READER || laptop == not || laptop == nor);
    laptop->site.off = 0;
    laptop->site.dead = false;
    return laptop;
}

void fleet_week_tell_vud(struct fleet *fleet)
{
    struct chance *chance = &fleet->story.chance;
    struct id country = chance_id(chance), named = chance_id(chance), region = chance_id(chance);
    struct laptop *v = week_writer(fleet, NULL, NULL), *d = week_writer(fleet, v, NULL),
                  *u = week_writer(fleet, v, d);
    week_write(v, ledger_add_country, &country, NULL);
    week_write(v, ledger_add_country, &named, NULL);
    week_write(v, "INSERT INTO region (id, name) VALUES (?1, 'Oceania')", &region, NULL);
    laptop_sync(v, "main");
    laptop_sync(d, "main");
    laptop_sync(u, "main");
    week_write(v, "UPDATE region SET country = ?2 WHERE id = ?1", &region, &named);
    week_write(d, "DELETE FROM country WHERE id = ?1", &named, NULL);
    week_write(u, "UPDATE region SET country = ?2 WHERE id = ?1", &region, &country);
    laptop_sync(v, "main");
    laptop_sync(u, "main");
    laptop_sync(fleet_any(fleet), "main");
    laptop_sync(v, "main");
    laptop_sync(d, "main");
}

/* --- events ----------------------------------------------------------------------------------- */

/* Whether that much of the week has passed just now. */
static bool week_comes(struct week *week, int hundredths)
{
    return week->reached < hundredths && week_hundredths(week) >= hundredths;
}

static struct laptop *week_victim(struct fleet *fleet)
{
    return &fleet->laptops[fleet->count > 4 ? 4 : 1]; /* an administrator, where there are many */
}

static void week_events(struct week *week)
{
    struct fleet *fleet = week->fleet;
    struct laptop *restored = &fleet->laptops[2 % fleet->count];
    if (week_comes(week, WEEK_VUD) && fleet->count > 4)
        fleet_week_tell_vud(fleet);
    if (week_comes(week, WEEK_BACKUP))
        laptop_back_up(restored);
    if (week_comes(week, WEEK_COPY) && fleet->count < fleet->room)
        fleet_copy(fleet, &fleet->laptops[3 % fleet->count]);
    if (week_comes(week, WEEK_REVOKE))
        fleet_revoke(fleet, week_victim(fleet));
    if (week_comes(week, WEEK_RESTORE))
        laptop_restore(restored);
    week->reached = week_hundredths(week);
}

/* How many entries to write now, so that all are written at the end. */
static size_t week_share(struct week *week)
{
    struct fleet *fleet = week->fleet;
    size_t left = week->entries > fleet->written ? week->entries - fleet->written : 0;
    size_t events = (size_t)(week->events - week->event);
    size_t most = 2 * left / events;
    if (most > 0)
        return (size_t)chance_below(&fleet->story.chance, (int)most + 1);
    return (size_t)chance_below(&fleet->story.chance, (int)events) < left ? 1 : 0;
}

static void week_event(struct week *week)
{
    struct fleet *fleet = week->fleet;
    int passed = week_hundredths(week);
    struct laptop *laptop = fleet_any(fleet);
    week_turn_clock(laptop);
    fleet->written += laptop_work(laptop, week_share(week));
    fleet_meet(fleet, laptop, passed < WEEK_PARTED || passed >= WEEK_TOGETHER);
    for (int i = 0; i < fleet->revoked_count; i++)
        if (chance_of(&fleet->story.chance, 5)) { /* it does not know, and goes on */
            laptop_work(fleet->revoked[i].laptop, 1);
            laptop_sync(fleet->revoked[i].laptop, "main");
        }
}

void fleet_week_run(struct fleet *fleet, size_t entries)
{
    struct week week = {.fleet = fleet,
        .began = fleet->story.time,
        .entries = entries,
        .events = fleet->count * WEEK_MEETINGS};
    for (; week.event < week.events; week.event++) {
        int64_t due = week.began + week_length / week.events * week.event;
        if (fleet->story.time < due)
            fleet->story.time = due;
        week_events(&week);
        week_event(&week);
    }
    week_set_clocks_right(fleet);
}
