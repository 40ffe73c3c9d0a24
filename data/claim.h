/* Who owns this customer: first contacts as they were, disputes and their verdicts (rules/claim.h). Rows of first_contact
 * and claim are added and never changed; their entries stay and verify compares them with what the journal saw. */
#ifndef QT_DATA_CLAIM_H
#define QT_DATA_CLAIM_H

#include "data/register.h"
#include "rules/claim.h"

/* A customer (and household) in a project: what is on record, and who holds now. */
struct claim_found {
    struct claim_case c;
    struct verdict verdict;
};

struct claim_limits claim_limits(const struct office *o);
/* Everything lies in the arena. claimant 0: it is only asked who holds. */
bool claim_of(struct office *o, int64_t project, int64_t customer, int64_t claimant, struct arena *a, struct claim_found *out, struct err *err);
/* "belongs to 王强  first contact ... (rule 3)"; NULL: no contact is on record, or something failed. */
char *claim_text(struct office *o, int64_t project, int64_t customer, struct arena *a);
/* The colleague who holds the customer, or serves for the agency that does; 0: nobody. */
int64_t claim_owner(struct office *o, int64_t project, int64_t customer);
/* The project in which a customer is to be judged: the one worked in, else their own. */
int64_t claim_project(struct office *o, const struct record *customer);
/* Does this colleague hold a consultant's role? */
bool staff_consults(struct office *o, int64_t staff);

/* The consultants at work, in the order of their records; at most max. */
size_t claim_consultants(struct office *o, struct arena *a, struct option *out, size_t max);

/* ---- inside somebody else's action: it becomes one that stays ---- */

/* A call or visit that was written: noted when it may found a claim, renew one, or contest it. */
bool claim_note_reception(struct office *o, struct action *a, const struct record *reception, struct err *err);
/* A follow-up by whoever sits there: noted when it renews their claim. */
bool claim_note_follow_up(struct office *o, struct action *a, int64_t project, int64_t customer, struct err *err);

/* ---- actions ---- */

/* "claim.decide": the verdict of now upon a claim, with its working, numbered PK... grounds: code of the list
 * claim_ground. *id the new row. */
bool claim_file(struct office *o, int64_t project, int64_t customer, int64_t claimant, const char *grounds, int64_t *id, struct err *err);
/* "claim.overrule": the site manager gives the customer to a consultant (0: to nobody) against the verdict; a further row. */
bool claim_overrule(struct office *o, int64_t claim, int64_t holder, const char *why, int64_t *id, struct err *err);

/* Rows that are not what the journal saw them written as, and rows that are gone, each said. Their number, -1 on failure. */
long claim_verify(struct store *s, void (*say)(void *ctx, const char *line), void *ctx, struct err *err);

#endif
