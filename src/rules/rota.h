/* The rota: who receives the next new visitor. A turn is used by a first visitor whom nobody owns; customers of somebody
 * go to that one and use none (whether it is one is for rules/claim.h). Each consultant has had so many turns; next is
 * who had the fewest, in the order of the day.
 *   busy or skipped   keeps the turn: is next again as soon as free
 *   absent with leave  keeps the turns missed: they are made up for afterwards
 *   absent without     loses them: goes on from where the others are
 *   came late          the same: nobody begins with a debt of the others */
#ifndef QT_RULES_ROTA_H
#define QT_RULES_ROTA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum rota_state { ROTA_HERE, ROTA_LEAVE /* absent with leave */, ROTA_AWAY /* without */ };

struct rota_turn {
    int64_t staff;
    int place;                  /* order of the day, from 1, no two the same */
    int received;               /* turns taken today */
    int lost;                   /* turns that went by while away without leave */
    enum rota_state state;
    bool busy;                  /* with a visitor, or on the phone with one */
    bool skipped;               /* passed over for the next visitor alone */
};

/* Index of who receives next, -1: nobody is free. */
int rota_next(const struct rota_turn *t, size_t n);
/* Somebody receives a new visitor in turn (or out of it: it is their turn that is used). Who was skipped stands first
 * again. */
void rota_take(struct rota_turn *t, size_t n, int64_t staff);
/* Back at the desk: after an absence without leave the turns gone by are lost. Who comes late is added as absent so,
 * and then is back. Nothing happens to somebody who is here. */
void rota_back(struct rota_turn *t, size_t n, int64_t staff);
/* Turns that one of them has yet to make up for: missed while absent with leave. */
int rota_owed(const struct rota_turn *t, size_t n, int64_t staff);

/* The order of a new day: those of yesterday as they stood at its end, the next one first, then those who were not
 * there, as they are given. yesterday may be empty. order gets n ids. */
void rota_order(const int64_t *staff, size_t n, const struct rota_turn *yesterday, size_t before, int64_t *order);

#endif
