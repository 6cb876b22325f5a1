/*
 * cmd_carrier.c: adds, lists and removes the carriers through which changes are shared.
 */
#include "cli/command_words.h"
#include "cli/rows_answer.h"
#include "cli/secret_line.h"
#include "cli/share_database.h"
#include "data/base/memory.h"
#include "data/sync/carriers.h"
#include <stdlib.h>
#include <string.h>

/* A hub's address can contain a password, so "-" reads the place from standard input. */
static enum li_err carrier_save(
    const struct invocation *line, struct context *context, struct li_error *err)
{
    const char *name = line->words[1], *class_name = line->words[2], *place = line->words[3];
    if (strcmp(place, "-") != 0)
        return carriers_add(context->store, name, class_name, place, err);
    char *secret;
    enum li_err code = secret_line_read("The place", &secret, err);
    if (!code)
        code = carriers_add(context->store, name, class_name, secret, err);
    secret_line_free(secret);
    return code;
}

static enum li_err carrier_add(
    const struct invocation *line, struct context *context, struct li_error *err)
{
    const char *name = line->words[1];
    char *phrase = NULL;
    enum li_err code = carrier_save(line, context, err);
    if (code)
        return code;
    code = share_database_begin(context, &phrase, err);
    if (code) {
        struct li_error ignored;
        carriers_remove(context->store, name, &ignored);
        return code;
    }
    char *said = li_format("Added carrier %s; run `liaise sync` to use it.", name);
    command_answer(said);
    free(said);
    share_database_say(phrase);
    return LI_OK;
}

static enum li_err carrier_list(
    const struct invocation *line, struct context *context, struct li_error *err)
{
    static const char *const names[] = {"name", "class", "place", "synced", "failing", "why"};
    struct carriers carriers;
    struct output_rows *rows;
    enum li_err code = carriers_load(context->store, &carriers, err);
    if (!code)
        code = rows_answer_begin(line, names, sizeof names / sizeof *names, NULL, &rows, err);
    for (size_t i = 0; i < carriers.count && !code; i++) {
        const struct carriers_item *item = &carriers.items[i];
        char synced[DATE_MINUTE_SIZE], failing[DATE_MINUTE_SIZE];
        const char *cells[] = {item->name, item->class_name, item->shown,
            rows_answer_time(line, item->synced, synced),
            rows_answer_time(line, item->failing, failing), item->why};
        output_rows_add(rows, cells);
    }
    if (!code)
        code = output_rows_end(rows, err);
    carriers_clear(&carriers);
    return code;
}

static enum li_err carrier_remove(
    const struct invocation *line, struct context *context, struct li_error *err)
{
    enum li_err code = carriers_remove(context->store, line->words[1], err);
    if (code)
        return code;
    char *said = li_format("Removed carrier %s; its files were not deleted.", line->words[1]);
    command_answer(said);
    free(said);
    return LI_OK;
}

static const struct command_word carrier_words[] = {
    {"add", 4, 4, "add NAME folder|hub DIR|URL", STORE_WRITE, carrier_add},
    {"list", 1, 1, "list", STORE_READ, carrier_list},
    {"remove", 2, 2, "remove NAME", STORE_WRITE, carrier_remove},
};

static enum li_err carrier_run(const struct invocation *line, struct li_error *err)
{
    static const struct command_words words = {
        .takes = "add, list or remove", COMMAND_WORDS(carrier_words)};
    return command_words_run(line, &words, err);
}

static const struct option_spec carrier_options[] = {COMMAND_OPTION_FORMAT};

const struct command command_carrier = {
    .name = "carrier",
    .arguments = "add|list|remove [NAME] [folder|hub] [DIR|URL]",
    .help = "Set where changes are shared: a folder that others can see, or a hub.",
    .details =
        "liaise carrier add NAME folder DIR   a memory stick, a network drive, a synchronized "
        "folder\n"
        "liaise carrier add NAME hub URL      a PostgreSQL database (postgresql://...)\n"
        "                                     \"-\" reads the DIR or URL from standard input\n"
        "liaise carrier list                  with the time each was last synced\n"
        "liaise carrier remove NAME           does not delete its files\n"
        "The first carrier makes this a shared database, and shows a recovery phrase once.",
    COMMAND_OPTIONS(carrier_options),
    .done = "Done",
    .least = 1,
    .most = 4,
    .run = carrier_run,
};
