/*
 * keeping.h: what is typed of a record, kept as a draft until it is written. What is typed of one
 * record about another, progress on a goal or a contact with an affiliate, is kept under the id of
 * the other, so that everything it can be about has a draft of its own.
 */
#ifndef LI_PANEL_KEEPING_H
#define LI_PANEL_KEEPING_H

#include "../../core/draft.h"

enum { NOT_ABOUT = -1 };

struct keeping {
    const struct kind *kind;
    struct id id; /* what the draft is kept under */
    int about;    /* the field that holds the same id: what it is about; NOT_ABOUT: none does */
    bool drafted; /* a draft is stored */
    bool unkept;  /* something typed is not in it yet */
};

/* Keeps what is typed, if something is unkept: kind->stored_count texts, NULL where nothing is;
   what it is about is added. typed NULL: nothing worth it, the draft goes. */
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
