/*
 * percent_jump.h: a number, then `%`: to that part of a list.
 *
 * Digits also are the keys that go to the affiliates, the goals and so on, and do that at once. A
 * `%` right after them takes it back: everything stands as it did before the first digit of the
 * number, which is of as many of the last as make no more than 100. So `2 5 0 %` goes to the
 * affiliates, and to the middle of them. A digit behind which the next key waits already is held
 * until it is known what that makes of it: nothing is opened to be left at once.
 */
#ifndef LI_TUI_LOOP_PERCENT_JUMP_H
#define LI_TUI_LOOP_PERCENT_JUMP_H

#include "tui/app/app.h"

/* Before a key that is no text is acted on; sets app->percent for it. true: the key is held, and
   not to be acted on now. */
bool percent_jump_holds(struct app *app, const struct key *key);

#endif
