/* Customers: who is who, phones, household, homes, merging two who are one. */
#ifndef QT_DATA_CUSTOMER_H
#define QT_DATA_CUSTOMER_H

#include "data/register.h"
#include "rules/stage.h"

struct customer_phone { int64_t id; char *number; int64_t place; char *note; };

/* Phones of a customer in the order in which they are to be rung. */
bool customer_phones(struct office *o, int64_t customer, struct arena *a, struct customer_phone **out, size_t *count, struct err *err);
/* Everybody with this number (canonical), the most recently active first; at most max. Merged ones are not among them. */
bool customer_by_phone(struct office *o, const char *number, int64_t *out, size_t max, size_t *count, struct err *err);

/* One person is: the same id card; else the same name and one phone in common. 0: nobody. phone, idcard canonical or NULL. */
int64_t customer_same(struct office *o, const char *name, const char *phone, const char *idcard);

/* Save the record and its phones (canonical, first to ring first) as one action: "customer.new" or "customer.edit".
 * Needs a phone, an id card or the refusal of both (RCP-10). ERR_CHANGED as reg_save.
 * phones are all there are: those not named are retired. Refused, naming who it is, where another record is the same
 * person (customer_same); the same phone under another name is a second person of the household and allowed. */
bool customer_save(struct office *o, struct record *r, const char *const *phones, size_t nphones, const char *why, struct err *err);
/* Inside somebody else's action: sets r->id. Phones not named stay, new ones come behind them. Whether somebody is the
 * same person or can be reached is for the caller to say. In a bulk action the find index follows later. */
bool customer_write(struct office *o, struct action *a, struct record *r, const char *const *phones, size_t nphones, struct err *err);

/* ---- household ---- */
struct relative { int64_t id, customer; char *name, *kind /* text */, *phone; };
bool customer_household(struct office *o, int64_t customer, struct arena *a, struct relative **out, size_t *count, struct err *err);
/* kind: code of the list "relation", what `other` is to `customer`; from the other's side the household shows the
 * opposite (parent and child). Inside an action; twice is once, another kind replaces the first. */
bool customer_relate(struct office *o, struct action *a, int64_t customer, int64_t other, const char *kind, struct err *err);
/* The same as actions of their own: "customer.relate", "customer.unrelate". */
bool customer_bind(struct office *o, int64_t customer, int64_t other, const char *kind, struct err *err);
bool customer_unbind(struct office *o, int64_t customer, int64_t other, struct err *err);

/* ---- homes ---- */
struct owned {
    int64_t ownership, home, project;
    char *code, *project_name, *kind;           /* kind: text of the list "ownership" */
    struct home_dates dates;                    /* of this home for this owner; resold counts as given back */
};
/* All homes there ever were, those of now first. */
bool customer_homes(struct office *o, int64_t customer, struct arena *a, struct owned **out, size_t *count, struct err *err);
/* Life stage over all homes: the oldest one (LIFE-07). */
enum life_stage customer_life(struct office *o, int64_t customer);
struct stage_limits customer_limits(struct office *o);      /* from the policies */

/* ---- one and the same ---- */
/* Everything of `gone` becomes `keep`'s: phones, relations, homes, receptions, tasks, messages; empty fields of keep are
 * filled, remarks of both put together; gone stays as a pointer to keep and is not found any more. One action ("customer.merge"), taken back by
 * journal_undo. The timeline of keep shows both (F-004). */
bool customer_merge(struct office *o, int64_t keep, int64_t gone, const char *why, struct err *err);
/* What would move: for looking at two before they are merged. */
struct customer_sum { int64_t homes, receptions, tasks, relatives; };
bool customer_sums(struct office *o, int64_t customer, struct customer_sum *out, struct err *err);
/* Follow merges to who it is now. */
int64_t customer_now(struct office *o, int64_t customer);

/* Show what is masked, on the record (F-802): what is "phone" or "idcard"; purpose a code of the list "reveal_purpose".
 * The plain text, in the arena; NULL: refused, see err. */
char *customer_reveal(struct office *o, int64_t customer, const char *what, const char *purpose, struct arena *a, struct err *err);

#endif
