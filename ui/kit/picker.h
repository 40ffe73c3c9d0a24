/* Options to pick from by code, letters or arrows: the option list of a choice field, the menu, the palette. */
#ifndef QT_UI_KIT_PICKER_H
#define QT_UI_KIT_PICKER_H

#include "base/field.h"
#include "ui/kit/draw.h"
#include "ui/kit/key.h"

struct picker;

enum picked {
    PICK_NOTHING,               /* not a key of the picker */
    PICK_MOVED,                 /* taken; go on */
    PICK_TAKEN,                 /* picker_chosen says which */
    PICK_CLOSED,                /* Esc; of several: Enter, accepted as ticked */
    PICK_DROPPED,               /* of several: Esc */
};

/* options are lent; retired ones are not offered. several: Space ticks, Enter accepts. */
struct picker *picker_new(const struct option *options, size_t count, bool several);
void picker_free(struct picker **p);
/* Other options in place of these (a search while typing); what was typed is kept, the cursor goes to the first. */
void picker_replace(struct picker *p, const struct option *options, size_t count);
/* What is typed is shown elsewhere and filtered by others: only arrows, Enter and Esc are taken. */
void picker_plain(struct picker *p);
enum picked picker_key(struct picker *p, const struct key *k);
int picker_chosen(const struct picker *p);              /* index into options under the cursor, -1: none fits */
void picker_go(struct picker *p, int index);
void picker_tick(struct picker *p, int index, bool on);
bool picker_ticked(const struct picker *p, int index);
const char *picker_typed(const struct picker *p);
size_t picker_fitting(const struct picker *p);          /* options that fit what was typed */
/* Columns and rows it would like to have. */
int picker_cols(const struct picker *p, struct term *t);
int picker_rows(const struct picker *p);
void picker_draw(struct picker *p, struct term *t, struct box b);

/* How well an option fits what was typed: 0 not at all; higher is better (code, beginning, initials, somewhere). Pure. */
int option_match(const struct option *o, const char *typed);

#endif
