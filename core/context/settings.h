/*
 * settings.h: every setting once, in one table, read from a libconfig file.
 *
 * A mistake in the file is reported with its line and what was expected; that setting then has its
 * default. Key bindings and colors are stored as text: tui/app/keymap.h and tui/term/colors.h parse
 * them.
 */
#ifndef LI_CORE_CONTEXT_SETTINGS_H
#define LI_CORE_CONTEXT_SETTINGS_H

#include "core/base/date_show.h"
#include "data/base/error.h"
#include <stdbool.h>
#include <stddef.h>

enum setting {
    SETTING_THEME,
    SETTING_UNICODE,
    SETTING_DATES,
    SETTING_MOUSE,
    SETTING_EDITOR,
    SETTING_OPENER,
    SETTING_ON_TRACK,
    SETTING_AT_RISK,
    SETTING_STALE,
    SETTING_YEAR_STARTS,
    SETTING_CONTACT_DAYS,
    SETTING_AGENDA_DAYS,
    SETTING_SYNC,
    SETTING_SYNC_MINUTES,
    SETTING_WEIGHT_GOALS, /* then the other parts, in the order of enum affiliate_health_part */
    SETTING_WEIGHT_AGREEMENT,
    SETTING_WEIGHT_CONTACT,
    SETTING_WEIGHT_VISITS,
    SETTING_WEIGHT_MEMBERSHIP,
    SETTING_WEIGHT_ROLES,
    SETTING_COUNT,
};

enum setting_type { SETTING_TEXT, SETTING_CHOICE, SETTING_SWITCH, SETTING_NUMBER };

struct setting_spec {
    const char *name; /* as in the file */
    enum setting_type type;
    const char *initial;
    const char *const *choices; /* NULL-terminated; for SETTING_CHOICE */
    double least, most;         /* for SETTING_NUMBER */
    bool whole;                 /* for SETTING_NUMBER: no fraction */
    const char *help;
};
extern const struct setting_spec setting_specs[SETTING_COUNT];

struct setting_value {
    char *text;
    double number; /* the text as a number */
    int line;      /* in the file; 0: the default */
};

/* Groups of names and texts: keys = { undo = "u C-z"; }; */
enum setting_group_name { SETTING_KEYS, SETTING_COLORS, SETTING_GROUP_COUNT };

struct setting_entry {
    char *name, *text;
    int line;
};

struct setting_group {
    struct setting_entry *list;
    size_t count;
};

struct settings {
    char *file; /* the file that was read; NULL: none */
    struct setting_value value[SETTING_COUNT];
    struct setting_group groups[SETTING_GROUP_COUNT];
    char **mistakes; /* one line each: "liaise.conf:12: theme: ..." */
    size_t mistake_count;
};

/* Sets the defaults, then reads the file (NULL: none). That it does not exist is a mistake only if
   it is required. Free the settings. */
void settings_read(struct settings *settings, const char *file, bool required);
void settings_free(struct settings *settings);

/* Adds a mistake, for those who parse the groups later. line 0: no line's. */
void settings_mistake(struct settings *settings, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

const char *setting_text(const struct settings *settings, enum setting setting);
double setting_number(const struct settings *settings, enum setting setting);
bool setting_on(const struct settings *settings, enum setting setting);

/* How dates are shown, and which of two readings a typed one has. */
enum date_order setting_dates(const struct settings *settings);

/* $XDG_CONFIG_HOME/liaise/liaise.conf or below ~/.config. The caller frees it. */
char *settings_default_file(void);

#endif
