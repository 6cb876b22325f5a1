/*
 * contact_view.c: the lines being typed, the people to choose from, and the sentence of what would
 * be saved.
 */
#include "tui/log/contact_view.h"
#include "core/kind/activity.h"
#include "core/schema/choice_word.h"
#include "data/base/memory.h"
#include <ctype.h>
#include <stdlib.h>

enum {
    WIDTH = 76,
    LABEL_WIDTH = 15,
    CHOICE_WIDTH = 25,
    MOST_PEOPLE = 5,
    SAID_HEIGHT = 2,
    SMALL = 8
};

static int contact_people_lines(const struct contact_panel *contact)
{
    const struct short_list *people = &contact->model.people;
    if (contact->overlay.focus != CONTACT_WITH)
        return 0;
    int lines = people->count + (people->chosen < 0); /* one to say that no one is chosen */
    return lines < MOST_PEOPLE ? lines : MOST_PEOPLE;
}

static int contact_line_height(const struct contact_panel *contact, enum contact_line line)
{
    return line == CONTACT_WITH ? 1 + contact_people_lines(contact)
                                : form_field_height(&contact->model.fields[line], WIDTH);
}

static int contact_lines_height(const struct contact_panel *contact)
{
    int height = 0;
    for (int i = 0; i < CONTACT_LINES; i++)
        height += contact_line_height(contact, (enum contact_line)i);
    return height;
}

static void contact_draw_person(struct contact_panel *contact, struct area area, bool focused)
{
    struct contact_model *model = &contact->model;
    const struct short_list_row *one = short_list_chosen(&model->people);
    struct area line = {area.y, area.x, 1, area.width};
    bool typing = focused || model->words.length > 0;
    if (typing)
        edit_draw(&model->words, line, STYLE_FOCUS, focused);
    else
        screen_textf(line.y, line.x, line.width, one ? STYLE_FIELD : STYLE_MUTED, "%s%s%s",
            one ? one->title : "no one", one && one->aside ? ", " : "",
            one && one->aside ? one->aside : "");
    if (!focused)
        return;
    if (model->words.length == 0)
        screen_text(line.y, line.x + 1, line.width - 1, STYLE_FOCUS, "type part of a name");
    const char *none = model->people.count == 0  ? "No contacts listed."
                       : model->words.length > 0 ? "No match; Enter searches everyone."
                                                 : "No one chosen.";
    short_list_draw(
        &model->people, none, (struct area){area.y + 1, area.x, area.height - 1, area.width});
}

/* The letter of each kind of contact, beside the line of the kind: as many as fit. */
static void contact_draw_kinds(struct area area)
{
    const char *const *names = kind_activity.fields[ACTIVITY_KIND].choices;
    int x = area.x, end = area.x + area.width;
    for (size_t i = 1; names[i]; i++) {
        bool last = !names[i + 1];
        char room[CHOICE_WORD_SIZE];
        const char *word = choice_word(names[i], room);
        int width = 2 + text_width(word);
        if (x + width + (last ? 0 : 3) > end) { /* room is left for the ellipsis */
            screen_text(area.y, x, end - x, STYLE_MUTED, screen_glyph(GLYPH_ELLIPSIS));
            return;
        }
        x = screen_textf(
                area.y, x, width, STYLE_MUTED, "%c %s", tolower((unsigned char)*word), word) +
            2;
    }
}

static const char *const contact_labels[CONTACT_LINES] = {[CONTACT_KIND] = "Type",
    [CONTACT_WITH] = "With",
    [CONTACT_ABOUT] = "About",
    [CONTACT_FOLLOW_UP] = "Follow-up date",
    [CONTACT_DAY] = "Date",
    [CONTACT_DETAILS] = "Details"};

static void contact_draw_line(struct contact_panel *contact, struct app *app,
    enum contact_line line, struct area area, bool focused)
{
    struct form_field *field = &contact->model.fields[line];
    bool here = (int)line == contact->overlay.focus;
    struct area body = {area.y, area.x + LABEL_WIDTH, area.height, area.width - LABEL_WIDTH};
    screen_text(
        area.y, area.x, LABEL_WIDTH, here ? STYLE_STRONG : STYLE_LABEL, contact_labels[line]);
    if (line == CONTACT_WITH)
        contact_draw_person(contact, body, here && focused);
    else
        form_field_draw(field, app->context, body, here && focused);
    if (line == CONTACT_KIND && here && body.width > CHOICE_WIDTH)
        contact_draw_kinds(
            (struct area){body.y, body.x + CHOICE_WIDTH, 1, body.width - CHOICE_WIDTH});
    if (line == CONTACT_DETAILS && here && area.height > 1)
        screen_textf(area.y + 1, area.x, LABEL_WIDTH, STYLE_MUTED, "%s: save",
            keymap_text(&app->keys, ACTION_SAVE));
}

/* The frame's top stays where it is while people are listed. */
static struct area contact_place(const struct contact_panel *contact, struct area area)
{
    int width = area.width < WIDTH ? area.width : WIDTH;
    int around = 4 + (contact->model.why != NULL) + SAID_HEIGHT;
    int usual =
        contact_lines_height(contact) - contact_people_lines(contact) + MOST_PEOPLE + around;
    int top = usual < area.height ? (area.height - usual) / 3 : 0;
    int height = contact_lines_height(contact) + around;
    height = height < area.height - top ? height : area.height - top;
    return (struct area){area.y + top, area.x + (area.width - width) / 2, height, width};
}

/* The first line drawn, such that the one being typed is in sight. */
static int contact_first_line(const struct contact_panel *contact, int room)
{
    int first = contact->overlay.focus;
    int height = contact_line_height(contact, (enum contact_line)contact->overlay.focus);
    while (
        first > 0 && height + contact_line_height(contact, (enum contact_line)(first - 1)) <= room)
        height += contact_line_height(contact, (enum contact_line)-- first);
    return first;
}

static void contact_draw_lines(
    struct contact_panel *contact, struct app *app, struct area area, bool focused)
{
    int y = area.y, end = area.y + area.height;
    for (int i = contact_first_line(contact, area.height); i < CONTACT_LINES && y < end; i++) {
        int height = contact_line_height(contact, (enum contact_line)i);
        height = height < end - y ? height : end - y;
        contact->overlay.at[i] = (struct area){y, area.x, height, area.width};
        contact_draw_line(contact, app, (enum contact_line)i, contact->overlay.at[i], focused);
        y += height;
    }
}

/* On a small screen only the lines and the sentence are drawn. */
void contact_draw(struct entry_overlay *overlay, struct app *app, struct area area, bool focused)
{
    struct contact_panel *contact = (struct contact_panel *)overlay;
    const struct contact_model *model = &contact->model;
    struct area inside = screen_frame(contact_place(contact, area), overlay->ops->heading),
                lines = inside;
    const char *said = model->wrong ? model->wrong : model->said;
    int foot = inside.height > SMALL ? SAID_HEIGHT : inside.height > 1;
    lines.height -= foot;
    if (inside.height > SMALL) {
        screen_text(lines.y++, inside.x, inside.width, STYLE_STRONG, model->title);
        lines.height--;
    }
    if (inside.height > SMALL && model->why) {
        screen_text(lines.y++, inside.x, inside.width, STYLE_MUTED, model->why);
        lines.height--;
    }
    contact_draw_lines(contact, app, lines, focused);
    screen_wrapped((struct area){inside.y + inside.height - foot, inside.x, foot, inside.width},
        model->wrong ? STYLE_BAD : STYLE_GOOD, said);
}
