/*
 * cmd_revoke.c: revokes a lost or stolen device, or all of a person's.
 */
#include "cli/command.h"
#include "core/kind/person.h"
#include "core/open.h"
#include "core/team/team_view.h"
#include "data/base/memory.h"
#include <stdlib.h>

static enum li_err revoke_device(
    struct context *context, const struct team_view_device *device, struct li_error *err)
{
    if (device->revoked)
        return li_fail(err, LI_REFUSED, "%s is already revoked.", device->name);
    if (device->own)
        return li_fail(err, LI_REFUSED,
            "%s is this device; revoke it from another administrator's device.", device->name);
    enum li_err code = team_write_role(context->store, &device->id, ACT_ROLE_NONE, err);
    if (code)
        return code;
    char *said =
        li_format("Revoked %s (%s). What has arrived here from it counts, and it keeps the "
                  "records it has. Run `liaise sync` to tell the others.",
            device->name, device->person_label ? device->person_label : "no person");
    command_answer(said);
    free(said);
    return LI_OK;
}

/* Revokes all devices of the person named. */
static enum li_err revoke_person(const struct invocation *line, struct context *context,
    const struct team_view *view, struct li_error *err)
{
    struct id person;
    size_t count = 0;
    enum li_err code = command_find(context, &kind_person, line->words[0], &person, err);
    if (code == LI_NONE)
        return li_fail(err, LI_NONE,
            "No device or person matches \"%s\"; `liaise devices` lists them.", line->words[0]);
    for (size_t i = 0; i < view->count && !code; i++) {
        const struct team_view_device *device = &view->devices[i];
        if (id_equal(&device->person, &person) && !device->revoked && device->since) {
            code = revoke_device(context, device, err);
            count++;
        }
    }
    if (!code && count == 0)
        code =
            li_fail(err, LI_NONE, "%s has no device; `liaise devices` lists them.", line->words[0]);
    return code;
}

static enum li_err revoke_run(const struct invocation *line, struct li_error *err)
{
    struct context *context;
    struct team_view view;
    const struct team_view_device *device;
    enum li_err code = command_open(line, STORE_WRITE, &context, err);
    if (code)
        return code;
    code = team_view_load(context, &view, err);
    if (!code) {
        code = team_view_find(&view, line->words[0], &device, err);
        if (!code)
            code = revoke_device(context, device, err);
        else if (code == LI_NONE)
            code = revoke_person(line, context, &view, err);
    }
    team_view_clear(&view);
    context_close(context);
    return code;
}

const struct command command_revoke = {
    .name = "revoke",
    .arguments = "DEVICE|PERSON",
    .help = "Revoke a lost device, or all devices of a person.",
    .details = "What has arrived here from the device counts; what it writes later does not. It "
               "keeps the\nrecords it has, but can't read what the others write from then on. It "
               "can't be undone: the owner\njoins again with a new invitation.",
    .done = "Revoked",
    .least = 1,
    .most = 1,
    .run = revoke_run,
};
