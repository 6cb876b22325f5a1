/*
 * percent_jump.h: a number, then `%`: jumps to that percentage of a list.
 *
 * Digits are also the keys that open the affiliates, the goals and so on, and do that at once. A
 * `%` right after them takes that back: the stack is as it was before the first digit of the
 * number. The number has as many of the last digits as make no more than 100, so that `2 5 0 %`
 * opens the affiliates and jumps to their middle. If the next key is already waiting, a digit is
 * held until that key shows what it is, so that nothing is opened only to be closed at once.
 */
#ifndef LI_TUI_LOOP_PERCENT_JUMP_H
#define LI_TUI_LOOP_PERCENT_JUMP_H

#include "tui/app/app.h"

/* Call it before a key that is not text is acted on. Sets app->percent. True: the key is held, and
   must not be acted on now. */
bool percent_jump_holds(struct app *app, const struct key *key);

#endif
