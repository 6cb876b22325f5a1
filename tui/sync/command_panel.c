/*
 * command_panel.c: the overlay in two states: the command runs, or its answer is shown.
 *
 * What holds between calls:
 *
 * 1. Either program runs and answer is NULL, or program is NULL and answer is a text.
 * 2. While program runs, asked, if there is one, is in the stack beneath: only this panel has keys.
 */
#include "tui/sync/command_panel.h"
#include "data/base/memory.h"
#include "data/crypto/secret.h"
#include "tui/app/app.h"
#include "tui/form/question_panel.h"
#include "tui/share/own_command.h"
#include "tui/term/clipboard.h"
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { COMMAND_WIDTH = 78, COMMAND_FRAME = 2, COMMAND_FOOT = 2 /* rows */ };

struct command_panel {
    struct panel panel;
    struct panel *asked; /* the question it answers; NULL: none, or it was told the end */
    const char *heading;
    struct quiet_program *program;
    char *answer; /* may contain a secret that is shown only here */
    bool failed;
};

/* --- drawing ---------------------------------------------------------------------------------- */

/* The length of a first line without blanks, such as an invitation, which can be copied without
   the words below that open it. 0: there is none. */
static size_t command_token(const struct command_panel *panel)
{
    size_t length = panel->answer ? strcspn(panel->answer, " \n") : 0;
    return length > 0 && panel->answer[length] == '\n' ? length : 0;
}

static int command_rows(const char *text, int width)
{
    int rows = 0;
    for (size_t next = 1; next > 0; text += next, rows++)
        text_wrap(text, width, &next);
    return rows;
}

static void command_draw(struct panel *base, struct app *app, struct area area, bool focused)
{
    const struct command_panel *panel = (const struct command_panel *)base;
    const char *text = panel->answer ? panel->answer : "Working...";
    (void)focused;
    int width = area.width < COMMAND_WIDTH ? area.width : COMMAND_WIDTH;
    int wanted = command_rows(text, width - 2 * COMMAND_FRAME) + COMMAND_FRAME + COMMAND_FOOT;
    int height = wanted < area.height ? wanted : area.height;
    struct area inside = screen_frame((struct area){area.y + (area.height - height) / 3,
                                          area.x + (area.width - width) / 2, height, width},
        panel->heading);
    struct area body = inside;
    body.height -= COMMAND_FOOT;
    screen_wrapped(body, panel->failed ? STYLE_BAD : STYLE_TEXT, text);
    screen_textf(inside.y + inside.height - 1, inside.x, inside.width, STYLE_MUTED, "%s: %s%s",
        keymap_hint(&app->keys, panel->answer ? ACTION_ACCEPT : ACTION_CANCEL, PLACE_ENTRY),
        panel->answer ? "close" : "stop", command_token(panel) ? "   y: copy the first line" : "");
}

/* --- the end of the command ------------------------------------------------------------------- */

/* Its messages, then its answer. The caller frees it. */
static char *command_said(const struct quiet_program *program)
{
    char *messages = own_command_messages(program), *answer = quiet_program_answer(program);
    char *said = li_format("%s%s%s", messages, *messages && *answer ? "\n" : "", answer);
    secret_forget(answer, strlen(answer));
    free(messages);
    free(answer);
    return said;
}

/* Its last line says why a command failed. True: the question that it answers shows that. */
static bool command_end_question(struct command_panel *panel, struct app *app, const char *said)
{
    const char *last = strrchr(said, '\n'), *why = last ? last + 1 : said;
    if (!panel->asked)
        return false;
    question_panel_end(panel->asked, app, panel->failed ? why : NULL);
    panel->asked = NULL;
    return panel->failed;
}

static void command_finish(struct command_panel *panel, struct app *app)
{
    char *said = command_said(panel->program);
    panel->failed = quiet_program_status(panel->program) != 0;
    quiet_program_free(panel->program);
    panel->program = NULL;
    panel->answer = said;
    bool shown = command_end_question(panel, app, said);
    app_refresh(app);
    if (strchr(said, '\n') || (!shown && text_width(said) > screen_area().width - 4))
        return;
    app_remove(app, &panel->panel);
    if (shown)
        return;
    panel->answer = NULL;
    app_show_message(app, panel->failed ? STYLE_ERROR : STYLE_STRONG, said);
}

static bool command_work(struct panel *base, struct app *app)
{
    struct command_panel *panel = (struct command_panel *)base;
    if (panel->program && quiet_program_ended(panel->program))
        command_finish(panel, app);
    return false;
}

/* --- keys ------------------------------------------------------------------------------------- */

static bool command_type(struct panel *base, struct app *app, const struct key *key)
{
    const struct command_panel *panel = (const struct command_panel *)base;
    struct li_error err;
    if (key->code != 'y' || command_token(panel) == 0)
        return false;
    char *token = li_strndup(panel->answer, command_token(panel));
    if (app_check(app, clipboard_put(token, &err), &err))
        app_say(app, "Copied the first line, without the words.");
    free(token);
    return true;
}

static bool command_act(struct panel *base, struct app *app, enum action action)
{
    struct command_panel *panel = (struct command_panel *)base;
    if (action != ACTION_ACCEPT && action != ACTION_CANCEL)
        return false;
    if (action == ACTION_ACCEPT && panel->program)
        return true;
    if (panel->program) {
        quiet_program_stop(panel->program);
        app_say(app, "Stopped.");
    }
    app_remove(app, base);
    return true;
}

static bool command_offers(struct panel *base, enum action action)
{
    const struct command_panel *panel = (const struct command_panel *)base;
    return action == (panel->program ? ACTION_CANCEL : ACTION_ACCEPT);
}

static void command_free(struct panel *base)
{
    struct command_panel *panel = (struct command_panel *)base;
    quiet_program_free(panel->program);
    if (panel->answer)
        secret_forget(panel->answer, strlen(panel->answer));
    free(panel->answer);
    free(panel);
}

static const struct panel_ops command_ops = {
    .place = PLACE_ENTRY,
    .overlay = true,
    .draw = command_draw,
    .offers = command_offers,
    .act = command_act,
    .type = command_type,
    .work = command_work,
    .free = command_free,
};

void command_panel_run(struct app *app, struct panel *asked, const char *heading,
    const char *const *words, const char *input)
{
    assert(heading && words);
    struct quiet_program *program = own_command_start(app_present(app), words, input);
    if (!program) {
        app_show_message(
            app, STYLE_ERROR, li_format("%s did not start: %s.", heading, strerror(errno)));
        return;
    }
    struct command_panel *panel = li_calloc(1, sizeof *panel);
    *panel = (struct command_panel){
        .panel.ops = &command_ops, .asked = asked, .heading = heading, .program = program};
    app_push(app, &panel->panel);
}
