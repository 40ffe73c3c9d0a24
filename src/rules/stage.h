/* Where a customer stands: life stages (LIFE-01 to LIFE-10) and service stages (STAGE-01 to STAGE-12),
 * worked out from dates each time, never kept by hand (LIFE-07). */
#ifndef QT_RULES_STAGE_H
#define QT_RULES_STAGE_H

#include "base/date.h"

#define NO_DAY INT32_MIN        /* a date that is not known, or has not come about */

/* The dates of one home as they concern one customer. A date after today has not happened yet. */
struct home_dates {
    day subscribed;             /* subscription signed */
    day signed_on;              /* contract signed */
    day cancelled;              /* subscription cancelled or home given back (LIFE-10): whatever was before is over */
    day delivered;              /* formal handover, D (LIFE-08: not the day of moving in) */
    day moved_in;
    day warranty_until;         /* last day of the warranty; NO_DAY: counted from D by the limits */
    day first_delivery;         /* of the project's first phase (STAGE-10) */
};

/* The lengths, from the policies. */
struct stage_limits {
    int settling_months;        /* LIFE-04: 6 */
    int stable_months;          /* LIFE-05: 24 from D */
    int warranty_months;        /* STAGE-06 where no date is known */
    int renewal_months;         /* STAGE-08: 48 from the project's first delivery */
};

/* Numbered as the rules are, older customers higher. LIFE-02 is the common name of 3 to 6. */
enum life_stage {
    LIFE_PROSPECT = 1,          /* LIFE-01, also subscribed but not signed */
    LIFE_PENDING = 3,           /* LIFE-03: signed, today < D or no D */
    LIFE_SETTLING = 4,          /* LIFE-04: D <= today < D + 6 months */
    LIFE_STABLE = 5,            /* LIFE-05: until D + 2 years; exactly 6 months is stable (LIFE-09) */
    LIFE_VETERAN = 6,           /* LIFE-06: from exactly 2 years on */
};

enum life_stage life_of_home(const struct home_dates *home, day today, const struct stage_limits *limits);
/* The oldest stage of all the homes (LIFE-07); a prospect without any. */
enum life_stage life_of_customer(const struct home_dates *homes, size_t count, day today, const struct stage_limits *limits);
bool life_is_owner(enum life_stage stage);          /* LIFE-02 */
/* Subscribed, not signed: a prospect all the same (LIFE-01). */
bool life_is_subscribed(const struct home_dates *home, day today);
const char *life_name(enum life_stage stage);       /* translated */

/* Service stages of the six plus two, numbered as STAGE-01 to STAGE-08; sets have bit 1 << number. */
enum service_stage {
    STAGE_NONE,
    STAGE_MEET, STAGE_CONTRACT, STAGE_WAIT, STAGE_HANDOVER, STAGE_CARE, STAGE_WARRANTY, STAGE_ALONG, STAGE_RENEWAL,
    STAGE_COUNT
};
#define STAGE_BIT(stage) (1u << (stage))

/* All stages of a home that run today (STAGE-09): 1 and 2 between subscription and contract, 4 to 7 from the
 * handover on as long as each lasts, 8 from the project's first delivery on for homes handed over. */
unsigned stage_active(const struct home_dates *home, day today, const struct stage_limits *limits);
/* The one to show where there is room for one only: 2 when it runs; else the highest whose core action is not
 * among those done; else the highest. STAGE_NONE for an empty set. */
enum service_stage stage_shown(unsigned active, unsigned done);
const char *stage_name(enum service_stage stage);   /* translated */

/* The three ways of counting steps (POL-21). */
enum framework { FRAMEWORK_SIX_TWO, FRAMEWORK_FIVE_STEP, FRAMEWORK_PROPERTY, FRAMEWORK_COUNT };

/* The steps of a framework: 1 to its return; 0 stands for "no step of its own" everywhere. */
int framework_steps(enum framework f);
const char *framework_name(enum framework f);               /* translated */
const char *framework_id(enum framework f);                 /* "six_plus_two": value of the policy stage.framework */
bool framework_by_id(const char *id, enum framework *out);  /* false: none of that name */
const char *framework_step_name(enum framework f, int step);        /* translated; 0 too */
/* The step under which a stage is counted: exactly one, so that totals agree. */
int framework_step(enum framework f, enum service_stage stage);
/* All steps that have to do with it, as bits 1 << step: 4 is getting to know and moving customers at once. */
unsigned framework_steps_touched(enum framework f, enum service_stage stage);
/* Counts shown stages into counts[0 .. steps]; the sum is count, whatever the framework. */
void framework_count(enum framework f, const enum service_stage *shown, size_t count, size_t counts[STAGE_COUNT]);

#endif
