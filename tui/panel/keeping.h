/*
 * keeping.h: what is typed of one record about another, progress on a goal or a contact with an
 * affiliate, kept as a draft until it is written. Everything it can be about has a draft of its
 * own, kept under the id of that.
 */
#ifndef LI_PANEL_KEEPING_H
#define LI_PANEL_KEEPING_H

#include "../../core/draft.h"

struct keeping {
    const struct kind *kind;
    int about;    /* the field of it that holds what it is about ... */
    struct id id; /* ... which is that */
    bool drafted; /* a draft is stored */
    bool unkept;  /* something typed is not in it yet */
};

/* Keeps what is typed, if something is unkept: kind->stored_count texts, NULL where nothing is, and
   what it is about is put among them. typed NULL: nothing worth it; the draft goes. */
enum li_err keeping_keep(
    struct keeping *keeping, struct li *li, const char **typed, struct li_error *err);
enum li_err keeping_drop(struct keeping *keeping, struct li *li, struct li_error *err);

/* The record is written: the draft goes, and if it stays behind nothing is added to it. */
void keeping_done(struct keeping *keeping, struct li *li);

/* *out is the draft kept earlier and *at when that was, both the caller's to free; NULL: there is
   none. */
enum li_err keeping_take_up(
    struct keeping *keeping, struct li *li, struct draft **out, char **at, struct li_error *err);

/* Whether a draft is of that kind, and kept under the id of what it is about. */
bool keeping_kept(const struct draft *draft, const struct kind *kind, int about);

#endif
