/*
 * sharing.c: decides when a sync begins, reports how it ended, and writes the header's words.
 *
 * What holds between calls:
 *
 * 1. At most one sync runs; another that is asked for or falls due begins when it has ended.
 * 2. due is 0 unless there is a carrier and the setting `sync` is on.
 * 3. began is the time of program; shows, asked and again are set only while one runs.
 */
#include "tui/share/sharing.h"
#include "core/base/number.h"
#include "core/context/context.h"
#include "data/base/memory.h"
#include "data/database/replica.h"
#include "data/sync/carriers.h"
#include "data/team/team_save.h"
#include "tui/share/own_command.h"
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
    SHARING_PAUSE = 2000,  /* ms after a change, in which more may follow */
    SHARING_SHOWN = 1000,  /* ms until a sync that runs is in the header */
    SHARING_MINUTE = 60000 /* ms */
};

/* What this device is to the team, by the acts that have arrived here. */
enum sharing_place { SHARING_OUTSIDE /* not admitted yet */, SHARING_INSIDE, SHARING_REVOKED };

struct sharing {
    struct carriers_state state;
    enum sharing_place place;
    struct quiet_program *program; /* the sync that runs; NULL: none */
    int64_t began, due; /* began: of program. due: of the next; 0: none is. Both of input_now */
    int64_t conflicts;  /* state.conflicts when it began */
    bool asked;         /* a person asked for it, and is told how it ended */
    bool again; /* asked for while it ran: another follows, which takes what came meanwhile */
    bool shows; /* it has run long enough to be shown */
};

static const struct settings *sharing_settings(const struct app *app)
{
    return &app_present(app)->settings;
}

static bool sharing_is_on(const struct app *app)
{
    return app->sharing->state.carriers > 0 && setting_on(sharing_settings(app), SETTING_SYNC);
}

bool sharing_can(const struct app *app)
{
    assert(app && app->sharing);
    return app->sharing->state.carriers > 0;
}

/* Invariants 2 and 3. */
static void sharing_check(const struct app *app)
{
    assert(app && app->sharing);
    const struct sharing *sharing = app->sharing;
    assert(sharing->due == 0 || sharing_is_on(app));
    assert(!sharing->asked || sharing->program);
    assert(!sharing->again || sharing->program);
    assert(!sharing->shows || sharing->program);
    (void)sharing;
}

/* --- when ------------------------------------------------------------------------------------- */

/* Plans a sync, unless an earlier one is due. */
static void sharing_plan(struct app *app, int64_t after)
{
    struct sharing *sharing = app->sharing;
    int64_t at = input_now() + after;
    if (sharing_is_on(app) && (sharing->due == 0 || at < sharing->due))
        sharing->due = at;
}

static int64_t sharing_every(const struct app *app)
{
    return (int64_t)setting_number(sharing_settings(app), SETTING_SYNC_MINUTES) * SHARING_MINUTE;
}

/* Another run of the program may have given the database a new replica id. New changes are sent
   soon; while every carrier fails, only with the next regular sync. */
static void sharing_load_state(struct app *app)
{
    struct sharing *sharing = app->sharing;
    struct carriers_state now = {0};
    struct li_error err;
    struct store *store = app_present(app)->store;
    app->written = false;
    enum li_err code = replica_refresh(store, &err);
    if (!code)
        code = carriers_load_state(store, &now, &err);
    if (code) {
        app_fail(app, &err);
        return;
    }
    bool first = now.carriers > 0 && sharing->state.carriers == 0;
    bool more = now.waiting > sharing->state.waiting || first;
    carriers_state_clear(&sharing->state);
    sharing->state = now;
    if (!sharing_is_on(app))
        sharing->due = 0;
    else if (more && !now.failing)
        sharing_plan(app, SHARING_PAUSE);
    app->dirty = true;
}

/* Loads place, which only a sync can change. The team's acts may not have arrived yet. */
static void sharing_load_place(struct app *app)
{
    struct sharing *sharing = app->sharing;
    struct team team = {0};
    struct li_error err;
    struct store *store = app_present(app)->store;
    enum li_err code = team_load(store, &team, &err);
    const struct team_device *own = code ? NULL : team_own(&team, store);
    if (code && code != LI_NONE)
        app_fail(app, &err);
    sharing->place = !own ? SHARING_OUTSIDE : own->revoked ? SHARING_REVOKED : SHARING_INSIDE;
    team_clear(&team);
}

/* The alarm wakes the program up for the next thing it has to do by itself. */
static void sharing_set_alarm(const struct app *app)
{
    const struct sharing *sharing = app->sharing;
    int64_t shown = sharing->began + SHARING_SHOWN;
    if (!sharing->program)
        input_set_alarm(sharing->due);
    else
        input_set_alarm(sharing->shows ? 0 : shown);
}

/* --- running ---------------------------------------------------------------------------------- */

static struct quiet_program *sharing_start(const struct app *app)
{
    static const char *const words[] = {"sync", NULL};
    return own_command_start(app_present(app), words, NULL);
}

static void sharing_run(struct app *app, bool asked)
{
    struct sharing *sharing = app->sharing;
    assert(!sharing->program);
    sharing->due = 0;
    sharing->shows = false;
    sharing->began = input_now();
    sharing->conflicts = sharing->state.conflicts;
    sharing->program = sharing_start(app);
    if (!sharing->program) {
        app_show_message(app, STYLE_ERROR, li_format("Sync did not start: %s.", strerror(errno)));
        sharing_plan(app, sharing_every(app));
    }
    sharing->asked = asked && sharing->program;
}

/* The first line the program printed, if the header does not say the same; NULL: none. The caller
   frees it. */
static char *sharing_news(const struct sharing *sharing, bool failed)
{
    bool offline = failed && sharing->state.failing;
    char *text = sharing->asked && !failed ? quiet_program_answer(sharing->program)
                                           : own_command_messages(sharing->program);
    text[strcspn(text, "\n")] = '\0';
    if (*text && (sharing->asked || !offline))
        return text;
    free(text);
    return NULL;
}

static void sharing_say_end(struct app *app)
{
    struct sharing *sharing = app->sharing;
    bool failed = quiet_program_status(sharing->program) != 0;
    char *news = sharing_news(sharing, failed);
    if (news)
        app_show_message(app, failed ? STYLE_ERROR : STYLE_STRONG, news);
    else if (sharing->state.conflicts > sharing->conflicts)
        app_say(app, "There are conflicting edits: press %s to see them.",
            keymap_text(&app->keys, ACTION_CONFLICTS));
}

/* Of two that were asked for in one, the first that works is told of. */
static void sharing_has_ended(struct app *app)
{
    struct sharing *sharing = app->sharing;
    bool again = sharing->again, failed = quiet_program_status(sharing->program) != 0;
    sharing->asked = sharing->asked || again;
    sharing_load_state(app);
    sharing_load_place(app);
    if (!again || !failed)
        sharing_say_end(app);
    quiet_program_free(sharing->program);
    sharing->program = NULL;
    sharing->asked = sharing->again = sharing->shows = false;
    if (again)
        sharing_run(app, failed);
    else
        sharing_plan(app, sharing_every(app));
}

void sharing_turn(struct app *app)
{
    struct sharing *sharing = app->sharing;
    sharing_check(app);
    if (sharing->program && quiet_program_ended(sharing->program))
        sharing_has_ended(app);
    if (app->written && !input_waiting())
        sharing_load_state(app);
    if (sharing->program && !sharing->shows && input_now() >= sharing->began + SHARING_SHOWN)
        sharing->shows = app->dirty = true;
    if (!sharing->program && sharing->due > 0 && input_now() >= sharing->due)
        sharing_run(app, false);
    sharing_set_alarm(app);
}

void sharing_now(struct app *app)
{
    struct sharing *sharing = app->sharing;
    sharing_check(app);
    app_say(app, "Syncing.");
    if (sharing->program)
        sharing->again = true;
    else
        sharing_run(app, true);
}

void sharing_begin(struct app *app)
{
    assert(app && app->context && !app->sharing);
    app->sharing = li_calloc(1, sizeof *app->sharing);
}

void sharing_load(struct app *app)
{
    assert(app && app->sharing);
    sharing_load_state(app);
    if (app->sharing->state.shared)
        sharing_load_place(app);
    sharing_plan(app, 0);
}

void sharing_end(struct app *app)
{
    struct sharing *sharing = app->sharing;
    sharing_check(app);
    if (app->written)
        sharing_load_state(app);
    quiet_program_free(sharing->program);
    sharing->program = NULL;
    if (sharing_is_on(app) && sharing->state.waiting > 0)
        quiet_program_free(sharing_start(app));
    input_set_alarm(0);
    carriers_state_clear(&sharing->state);
    free(sharing);
    app->sharing = NULL;
}

/* --- the header ------------------------------------------------------------------------------- */

/* "10:32" for today, else the date. room may hold the result. */
static const char *sharing_when(const struct app *app, const char *at, char room[DATE_SHOWN_SIZE])
{
    char today[DAY_TEXT_SIZE], day[DAY_TEXT_SIZE];
    enum { DAY_LENGTH = DAY_TEXT_SIZE - 1 };
    const struct context *context = app_present(app);
    date_text(date_now(), today);
    if (strncmp(at, today, DAY_LENGTH) == 0)
        return at + DAY_LENGTH + (at[DAY_LENGTH + 1] == '0' ? 2 : 1);
    snprintf(day, sizeof day, "%s", at);
    return date_show_stored(day, context_dates(context), room);
}

void sharing_title(const struct app *app, FILE *out)
{
    assert(app && app->sharing && out);
    const struct sharing *sharing = app->sharing;
    const struct carriers_state *state = &sharing->state;
    const char *up = screen_ascii() ? "out " : "↑", *down = screen_ascii() ? "in " : "↓";
    char room[DATE_SHOWN_SIZE], digits[NUMBER_SIZE];
    if (!state->shared)
        return;
    if (state->waiting > 0)
        fprintf(out, "  %s%s", up, number_grouped(state->waiting, digits));
    if (state->missing > 0)
        fprintf(out, "  %s%s", down, number_grouped(state->missing, digits));
    if (sharing->program && sharing->shows)
        fputs("  syncing", out);
    else if (state->failing)
        fprintf(out, "  offline since %s", sharing_when(app, state->failing, room));
    else if (sharing->place != SHARING_INSIDE)
        fputs(sharing->place == SHARING_REVOKED ? "  revoked" : "  not admitted yet", out);
    else if (state->waiting == 0 && state->missing == 0 && state->synced)
        fprintf(out, "  in sync %s", sharing_when(app, state->synced, room));
}
