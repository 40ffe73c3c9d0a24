/* The command palette's way of searching, apart from its drawing. */
#ifndef QT_UI_KIT_PALETTE_H
#define QT_UI_KIT_PALETTE_H

#include "ui/kit/command.h"

struct palette_entry {
    const char *label, *help, *key;         /* translated */
    const struct command *command;          /* or */
    int fkey;                               /* the screen of an F-key, or */
    int group;                              /* a group of the menu; -1: none */
    int grade;
};

/* How well an entry fits what was typed, by Chinese text, pinyin initials or English id: 0 not at all. Pure. */
int palette_match(const struct palette_entry *e, const char *typed);

#endif
