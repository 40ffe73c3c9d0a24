/* The form of one call or walk-in, in two files: the form and its commands (reception_form.c), who it is
 * (reception_person.c). */
#ifndef QT_UI_SCREENS_RECEPTION_PRIVATE_H
#define QT_UI_SCREENS_RECEPTION_PRIVATE_H

#include "data/brief.h"
#include "data/reception.h"
#include "ui/kit/form.h"
#include "ui/screens/form_draft.h"
#include "ui/screens/know.h"

#define BRIEF_MAX 24
#define TELL_MAX 3              /* what must be told of the permits, above what is known of the person */
#define SAME_PHONE_MAX 8

struct reception_form {
    struct reception *rec;
    struct arena kept;              /* the reception and its texts */
    const struct field *fields;
    struct form *form;
    struct form_draft draft;
    struct screen *sc;
    int64_t customer;               /* whom the right side speaks of */
    int64_t same[SAME_PHONE_MAX];   /* everybody with this phone */
    size_t nsame;
    struct arena known;             /* of the right side */
    struct brief_line brief[BRIEF_MAX];
    size_t nbrief;
    int brief_at;                   /* row of the right side under the cursor, -1: the left has the keys */
    char *greeting, *intro;
    bool asked_phone;               /* a number was looked for */
    struct know_used used;          /* answers used before it is stored */
};

bool reception_form_is_open(const struct reception_form *s);
int64_t reception_form_project(const struct reception_form *s);
/* What is known of the person, read anew. */
void reception_form_learn(struct reception_form *s);
/* Defaults that typing replaces; a field that the form has not is passed over. */
void reception_form_offer(struct reception_form *s, const char *field, const char *text);
void reception_form_offer_number(struct reception_form *s, const char *field, int64_t number);
/* This is who it is: fill in what is known, the right side follows. 0: nobody known. */
void reception_form_take(struct reception_form *s, int64_t customer);
/* Propose who receives: the owner of a known customer, else whose turn it is. */
void reception_form_propose(struct reception_form *s);
/* A field was left with another value. */
void reception_form_changed(struct reception_form *s, int field);
/* Ctrl-N: somebody else with the same number. */
void reception_form_next_person(struct screen *sc);

#endif
