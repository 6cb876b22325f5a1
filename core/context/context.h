/*
 * context.h: an open database with its settings, its user and its today.
 *
 * Nearly everything in core takes a struct context; core/open.h opens and closes one. It belongs to
 * one thread. core never prints, never exits and knows no terminal.
 */
#ifndef LI_CORE_CONTEXT_CONTEXT_H
#define LI_CORE_CONTEXT_CONTEXT_H

#include "core/base/date.h"
#include "core/context/settings.h"
#include "core/health/affiliate_health.h"
#include "data/journal/journal.h"

struct authors;         /* core/history/authors.h */
struct cache_extension; /* core/function/cache_extension.h */
struct cache_update;    /* core/cache/cache_update.h */
struct filter_word;     /* core/filter/filter_word.h */

struct context {
    struct store *store; /* never NULL once it is open */
    struct id opening;   /* identifies this opening of the database */
    struct settings settings;
    day_t today;
    bool day_fixed; /* today does not follow the clock */
    char *as;       /* the user's name: --as, else as init --you stored it, else the login name */
    void (*notify)(void *arg, const char *notice); /* as in struct context_options; may be NULL */
    void *notify_arg;
    const struct cache_extension *extension; /* NULL: none */
    const struct filter_word *filter_words;  /* what may follow "is:" in a filter; NULL: nothing */
    struct cache_update *update;             /* NULL: nothing was written yet */
    struct authors *authors;                 /* NULL: no entry was shown yet */
    struct {
        day_t day;
        int64_t version; /* store_version then; 0: never */
    } refreshed; /* when the whole cache was last seen to hold (core/cache/cache_refresh.h) */
};

/* The author of entries that no person wrote (reference data, the sample), so that no one undoes
   them by mistake. */
#define LI_ITSELF "liaise"

/* Sets today by the clock, unless it is fixed. True: another day has begun. */
bool context_new_day(struct context *context);

/* The home organization's name, "Our organization" until one is set. The caller frees it; NULL on
   failure. */
enum li_err context_org(struct context *context, char **org, struct li_error *err);

/* The order of the dates that a person reads and types. */
enum date_order context_dates(const struct context *context);

/* The limits of a goal's pace, from the settings. */
struct pace_limits context_limits(const struct context *context);

/* The rules for an affiliate's health, from the settings. */
struct affiliate_health_rules context_rules(const struct context *context);

#endif
