/*
 * empty_message.c: the message of an empty list, with the key that helps.
 */
#include "tui/list/empty_message.h"
#include "data/base/memory.h"
#include "tui/app/as_of_mode.h"
#include <stdlib.h>

void empty_message_draw(const struct app *app, const struct kind *kind, const char *filter,
    bool looking, struct area area)
{
    const char *key = keymap_hint(&app->keys, ACTION_ADD, PLACE_LIST);
    char *message =
        looking ? li_strdup("Searching...")
        : filter && *filter
            ? li_format("No %s match \"%s\". Press Esc to clear the filter.", kind->plural, filter)
        : as_of_mode_is_shown(app)
            ? li_format("There were no %s yet.", kind->plural)
            : li_format("No %s yet. Press %s to add one.", kind->plural, key);
    screen_text(area.y, area.x + 1, area.width > 1 ? area.width - 1 : 0, STYLE_MUTED, message);
    free(message);
}
