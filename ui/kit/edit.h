/* The editor of one field: a line, or several lines. Knows text and keys, not fields. */
#ifndef QT_UI_KIT_EDIT_H
#define QT_UI_KIT_EDIT_H

#include "ui/kit/draw.h"

struct edit;

/* limit: characters at most. rows 1: one line; more: long text, wrapped to the width. */
struct edit *edit_new(int limit, int rows);
void edit_free(struct edit **e);
void edit_set(struct edit *e, const char *utf8);        /* caret at the end, undo history empty, not touched */
const char *edit_text(const struct edit *e);            /* UTF-8, lent until the next call with this editor */
/* Mark the text as a default: the first character typed replaces it whole. */
void edit_replaceable(struct edit *e);
bool edit_touched(const struct edit *e);
/* Take a key. False: not an editing key (Enter, Tab, Esc, F-keys, up/down at the edge, ...).
 * Handles characters, pastes (line breaks kept in long text, blanks in one line; cut at the limit, *note says how many did not fit),
 * left, right, Home, End, Backspace, Delete, Ctrl-U (clear), Ctrl-Z (take back typing), Ctrl-J (line break in long text),
 * up and down by line inside long text. note (may be NULL): one translated sentence for the message line, or NULL. */
bool edit_key(struct edit *e, const struct key *k, const char **note);
/* Draw into the box (its cols and rows); active: with caret. */
void edit_draw(struct edit *e, struct term *t, struct box b, bool active, enum style style);
/* What was typed after the last "::" (or full-width colons) before the caret in this line, without the colons,
 * lent until the next call; NULL: there are none. Replacing takes the colons too. */
const char *edit_phrase(const struct edit *e);
void edit_replace_phrase(struct edit *e, const char *utf8);

#endif
