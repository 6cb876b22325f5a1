/*
 * context.h: an open office: the database, the day it is, the settings, and who is at work.
 *
 * Everything in core takes a struct li. It belongs to one thread. core never prints, never exits
 * and knows no terminal.
 */
#ifndef LI_CORE_CONTEXT_CONTEXT_H
#define LI_CORE_CONTEXT_CONTEXT_H

#include "core/base/date.h"
#include "core/context/settings.h"
#include "core/health/affiliate_health.h"
#include "data/journal/journal.h"

struct settling; /* settle.h */

struct context {
    struct store *store;
    struct id opening; /* this one, of this program */
    struct settings settings;
    day_t today;
    bool day_fixed; /* today stays what it is, whatever the clock says */
    void (*notify)(void *arg, const char *notice); /* as in the options */
    void *notify_arg;
    char *as;                  /* who is at work: --as, else what init --you kept */
    struct settling *settling; /* NULL: nothing was written yet */
    struct {
        day_t day;
        int64_t version; /* store_version then */
    } fresh;             /* when all that is kept of records was seen to hold (freshen.h) */
};

struct context_options {
    const char *path;
    enum store_mode mode;
    const char *config;        /* the settings file; NULL: none */
    bool config_named;         /* a person named it: that it is not there is a mistake */
    const char *as;            /* NULL: what the database keeps */
    day_t today;               /* DAY_NONE: the clock's */
    journal_progress progress; /* told where what is kept has to be made anew, which may take
                                  minutes; NULL: nobody asks */
    void *progress_arg;
    void (*notify)(
        void *arg, const char *notice); /* told on closing what a person should know that no
                                           call asked for (store_take_notice); or NULL */
    void *notify_arg;
};

/* Opens the database with the SQL functions and derived tables of core in place. A mistake in the
   settings file does not stop it: see settings.h. Opened for reading, a database that an older
   liaise left is first brought up to date by writing. The caller closes *out. */
enum li_err context_open(
    struct context **out, const struct context_options *options, struct li_error *err);
void context_close(struct context *context);

/* Looks at the clock again, unless the day is fixed. True: another day has begun. */
bool context_new_day(struct context *context);

/* The author of what no person wrote, so that nobody's undo takes it away by mistake: the reference
   data of a new database, the demonstration. */
#define LI_ITSELF "liaise"

/* Creates a database at path, seeded with the reference data as one journal entry. org and you may
   be NULL. */
enum li_err context_create(
    const char *path, const char *org, const char *you, struct li_error *err);

/* The home organization's name, "Home" until one is set. The caller frees it; NULL on failure. */
enum li_err context_org(struct context *context, char **org, struct li_error *err);

/* What the settings say of a goal's pace. */
struct pace_limits context_limits(const struct context *context);

/* What they say of an affiliate's health. */
struct affiliate_health_rules context_rules(const struct context *context);

/* Another office on the records as they stood at the end of day; read only. progress (may be NULL)
   counts steps; what it stops ends with LI_INTERRUPTED. */
enum li_err context_as_of(struct context *context, day_t day, journal_progress progress, void *arg,
    struct context **out, struct li_error *err);

/* SQL functions of core for a connection: fold(), likeness(), today(), id_text(), percent(),
   goal_*(), agreement_state(), affiliate_*(). A store_prepare whose arg is a struct li with its day
   and settings. */
int sql_functions_add(struct sqlite3 *db, void *context);

/* Makes the local tables of what is kept of each record (kept.h) and the triggers that follow the
   records, from the kind tables, where they are missing, of another description, or made by other
   settings. progress (may be NULL) counts records. */
enum li_err cache_ensure(
    struct context *context, journal_progress progress, void *arg, struct li_error *err);
/* The same whatever stands there. */
enum li_err cache_make_anew(
    struct context *context, journal_progress progress, void *arg, struct li_error *err);

/* Holds the database's tables, indexes and triggers against those of a new one; each finding is one
   line given to say. */
enum li_err cache_check_schema(struct context *context, void (*say)(void *arg, const char *finding),
    void *arg, struct li_error *err);

/* Compares what is kept with what the records give; each finding is one line given to say. */
enum li_err cache_check(struct context *context, void (*say)(void *arg, const char *finding),
    void *arg, struct li_error *err);

#endif
