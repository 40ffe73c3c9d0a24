/* Who owns this customer (判客). Decided from what was written down when it happened, never from what is said later:
 * walk the contacts in order of time, and at each moment at most one consultant (or one agency) holds the customer.
 *
 *  1  One customer. A person under all their numbers and, where the policy says so, their household count as one.
 *  2  First effective contact. Whoever first receives a free customer holds them: a visit, or a call where calls count,
 *     with a consultant, in which the person can be told from others. What is typed from paper counts from its typing.
 *  3  Protection. The holder keeps the customer so many days, the last one included, from the last contact that counts:
 *     each time the holder receives them again, and each follow-up where follow-ups renew. Meanwhile contacts of others
 *     found nothing, neither now nor later.
 *  4  Lapse. The day after, the customer is free: whoever receives them next holds them, the former holder as well.
 *  5  Channel. An agency that registers a free customer holds them for the validity of the registration, if they visit
 *     within it and at least so many minutes after it; from that visit on as rule 3. Who received that visit serves them.
 *     A second registration, and one of a customer already held, are void. One made too shortly before the visit is void.
 *  6  Named. A free customer who asks for a consultant by name belongs to that one, whoever opened the door.
 *  7  Nothing left. Somebody who leaves no way to be reached is not a contact: whoever receives them later is first.
 *  8  Left. When the holder leaves the company the customer is free at that moment; an agency keeps its claim.
 *  9  Subscription is final. Who holds at the subscription keeps; with nobody holding, who received them last before it.
 * 10  The same minute. Of several first contacts within a minute a visit goes before a call and a call before a
 *     registration; of equal ones none counts, and the rota decides.
 * 11  Ruling. The site manager may overrule with a reason: from then on the customer is whose the ruling says, or free,
 *     and the rules go on from there. */
#ifndef QT_RULES_CLAIM_H
#define QT_RULES_CLAIM_H

#include "base/date.h"

enum claim_rule {
    CLAIM_NO_RULE, CLAIM_ONE_CUSTOMER, CLAIM_FIRST, CLAIM_PROTECTED, CLAIM_LAPSED, CLAIM_CHANNEL, CLAIM_NAMED, CLAIM_REFUSED,
    CLAIM_LEFT, CLAIM_SUBSCRIBED, CLAIM_SAME_MINUTE, CLAIM_RULED,
    CLAIM_RULES
};
const char *claim_rule_name(enum claim_rule rule);      /* translated, short */

/* In the order of rule 10. */
enum touch_kind { TOUCH_VISIT = 1, TOUCH_CALL, TOUCH_CHANNEL, TOUCH_FOLLOW_UP, TOUCH_RULING };
const char *touch_name(enum touch_kind kind);           /* translated */

/* One contact, as it was written down. */
struct touch {
    enum touch_kind kind;
    moment at;
    int64_t staff;              /* the consultant who spoke; 0: none was there. Of a ruling: to whom; 0: to nobody */
    const char *agency;         /* of a registration */
    int64_t named;              /* whom the customer asked for by name; 0: nobody */
    bool relative;              /* with somebody of the household, not the customer */
    bool refused;               /* no way to be reached was left */
    int64_t id;                 /* of the record; rulings have their own */
    const char *number;         /* "SK261122-A001"; NULL: none */
};

struct claim_person {
    int64_t staff;
    const char *name;
    moment left_at;             /* 0: is here */
};

struct claim_case {
    const struct touch *touches;        /* in any order; those after now are not looked at */
    size_t ntouches;
    const struct claim_person *people;  /* everybody named in the touches */
    size_t npeople;
    moment subscribed_at;       /* the first subscription that stands; 0: none */
    int64_t claimant;           /* who says the customer is theirs; 0: nobody, it is only asked who holds */
    moment now;
    int zone;
};

/* From the policies. */
struct claim_limits {
    int protection_days;        /* reception.protection_days */
    int channel_days;           /* validity of a registration */
    int channel_lead_minutes;   /* how long before the visit it must be made */
    bool renew_by_follow_up, household, call_counts;
};

enum holder { HOLDER_NOBODY /* the rota decides */, HOLDER_STAFF, HOLDER_AGENCY };

struct claim_line { enum claim_rule rule; moment at; char *text; };    /* translated; at 0: of no date */

struct verdict {
    enum holder holder;
    int64_t staff;              /* who holds, or serves for the agency; 0: nobody */
    const char *agency;         /* lent from the case */
    enum claim_rule rule;       /* that decided */
    moment first_at;            /* the contact that founded the claim; 0: none */
    moment last_at;             /* the contact from which the protection runs */
    day until;                  /* last protected day; only with a holder */
    bool final;                 /* rule 9 */
    bool upheld;                /* the claimant holds the customer */
    struct claim_line *lines;   /* the working, in order; in the arena */
    size_t nlines;
};

void claim_decide(const struct claim_case *c, const struct claim_limits *limits, struct arena *a, struct verdict *out);
/* In one line: "belongs to 王强, first contact 2025-02-20, protected until 2025-05-21 (rule 3)". */
char *claim_sentence(const struct claim_case *c, const struct verdict *v, struct arena *a);

#endif
