/*
 * cmd_devices.c: lists the team's devices, and admits one that is waiting.
 */
#include "cli/command.h"
#include "cli/rows_answer.h"
#include "core/open.h"
#include "core/team/team_view.h"
#include "data/base/memory.h"
#include <stdlib.h>
#include <string.h>

enum {
    DEVICE_ID,
    DEVICE_NAME,
    DEVICE_PERSON,
    DEVICE_PERSON_LABEL,
    DEVICE_ROLE,
    DEVICE_FINGERPRINT,
    DEVICE_SINCE,
    DEVICE_HEARD,
    DEVICE_REVOKED,
    DEVICE_CELLS
};
static const char *const devices_names[DEVICE_CELLS] = {[DEVICE_ID] = "id",
    [DEVICE_NAME] = "name",
    [DEVICE_PERSON] = "person",
    [DEVICE_PERSON_LABEL] = "person_label",
    [DEVICE_ROLE] = "role",
    [DEVICE_FINGERPRINT] = "fingerprint",
    [DEVICE_SINCE] = "since",
    [DEVICE_HEARD] = "heard",
    [DEVICE_REVOKED] = "revoked"};

static const char *const devices_table_names[DEVICE_CELLS] = {[DEVICE_ID] = "id",
    [DEVICE_NAME] = "name",
    [DEVICE_PERSON] = "person",
    [DEVICE_PERSON_LABEL] = "role",
    [DEVICE_ROLE] = "fingerprint",
    [DEVICE_FINGERPRINT] = "since",
    [DEVICE_SINCE] = "heard",
    [DEVICE_HEARD] = "revoked"};
enum { DEVICE_TABLE_CELLS = DEVICE_CELLS - 1, DEVICE_SHORT = 8 };

static void devices_add(const struct invocation *line, struct output_rows *rows,
    const struct team_view_device *device, bool table)
{
    char id[ID_TEXT_SIZE], person[ID_TEXT_SIZE];
    id_text(&device->id, id);
    id_text(&device->person, person);
    char minutes[3][DATE_MINUTE_SIZE];
    const char *since = rows_answer_time(line, device->since, minutes[0]);
    const char *heard = rows_answer_time(line, device->heard, minutes[1]);
    const char *revoked = rows_answer_time(line, device->revoked, minutes[2]);
    if (table) { /* a short id, enough to type; no person id */
        id[DEVICE_SHORT] = '\0';
        const char *cells[DEVICE_TABLE_CELLS] = {id, device->name, device->person_label,
            device->role, device->fingerprint, since, heard, revoked};
        output_rows_add(rows, cells);
        return;
    }
    const char *cells[DEVICE_CELLS] = {id, device->name, id_is_nil(&device->person) ? NULL : person,
        device->person_label, device->role, device->fingerprint, since, heard, revoked};
    output_rows_add(rows, cells);
}

static enum li_err devices_list(
    const struct invocation *line, const struct team_view *view, struct li_error *err)
{
    bool table = strcmp(command_option_or(line, "format", "table"), "table") == 0;
    struct output_rows *rows;
    enum li_err code = rows_answer_begin(line, table ? devices_table_names : devices_names,
        table ? (size_t)DEVICE_TABLE_CELLS : DEVICE_CELLS, NULL, &rows, err);
    if (code)
        return code;
    for (size_t i = 0; i < view->count; i++)
        devices_add(line, rows, &view->devices[i], table);
    return output_rows_end(rows, err);
}

static enum li_err devices_admit(const struct invocation *line, struct context *context,
    const struct team_view *view, struct li_error *err)
{
    const struct team_view_device *device;
    enum act_role role;
    enum li_err code = act_role_parse(command_option_or(line, "role", "editor"), &role, err);
    if (!code)
        code = team_view_find(view, line->words[1], &device, err);
    if (!code && strcmp(device->role, "waiting") != 0)
        code = li_fail(err, LI_REFUSED, "%s is already in the team.", device->name);
    if (code)
        return code;
    const struct team_person person = {device->person, device->person_label, device->name};
    code = team_write_admit(context->store, &device->id, role, &person, err);
    if (code)
        return code;
    char *said = li_format(
        "Admitted %s as %s; run `liaise sync` to let it know.", device->name, act_role_name(role));
    command_answer(said);
    free(said);
    return LI_OK;
}

static enum li_err devices_run(const struct invocation *line, struct li_error *err)
{
    bool admits = line->word_count > 0;
    if (admits && (line->word_count != 2 || strcmp(line->words[0], "admit") != 0))
        return li_fail(err, LI_USAGE, "liaise devices takes no arguments, or admit DEVICE.");
    struct context *context;
    struct team_view view;
    enum li_err code = command_open(line, admits ? STORE_WRITE : STORE_READ, &context, err);
    if (code)
        return code;
    code = team_view_load(context, &view, err);
    if (!code)
        code = admits ? devices_admit(line, context, &view, err) : devices_list(line, &view, err);
    team_view_clear(&view);
    context_close(context);
    return code;
}

static const struct option_spec devices_options[] = {
    {"role", 0, "ROLE", "Role of the admitted device: admin, editor or reader (default: editor)."},
    COMMAND_OPTION_FORMAT,
};

const struct command command_devices = {
    .name = "devices",
    .arguments = "[admit] [DEVICE]",
    .help = "List the team's devices: owner, role, and when each was last heard from.",
    .details = "A device that joins with a valid invitation is admitted automatically. If the "
               "invitation was already\nused or has expired, the device is listed as waiting until "
               "`liaise devices admit DEVICE` lets it in.",
    COMMAND_OPTIONS(devices_options),
    .done = "Admitted",
    .most = 2,
    .run = devices_run,
};
