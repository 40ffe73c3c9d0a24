/* The telephone and the walk-in at the sales desk (RCP-01 to RCP-31): what is noted by itself, what is still
 * missing before a record may be closed, what is owed afterwards. */
#ifndef QT_RULES_RECEPTION_H
#define QT_RULES_RECEPTION_H

#include "rules/deadline.h"

/* Every number of the desk, from the policies. */
struct reception_limits {
    int answer_rings;               /* RCP-02: answered by this ring */
    int forward_rings;              /* RCP-03: after this ring the stand-in answers */
    int seconds_per_ring;           /* RCP-02: to work rings out of seconds */
    int64_t call_warn_seconds;      /* RCP-13: yellow */
    int64_t call_limit_seconds;     /* RCP-13: red */
    int64_t call_back_seconds;      /* RCP-12, RCP-18: an open question is answered within */
};

enum contact_state {
    CONTACT_OPEN,                   /* not asked yet */
    CONTACT_LEFT,
    CONTACT_REFUSED,                /* RCP-10: respected and noted */
};

/* The outcome of a call (RCP-01). */
enum call_outcome { CALL_ANSWERED, CALL_FORWARDED /* the stand-in answered */, CALL_MISSED, CALL_WRONG_NUMBER };
enum caller_type { CALLER_UNKNOWN, CALLER_FIRST, CALLER_REPEAT };
enum invitation { INVITATION_OPEN, INVITATION_BOOKED, INVITATION_NOT_FIXED, INVITATION_NONE };
enum next_step { NEXT_OPEN, NEXT_VIEWING, NEXT_CALL, NEXT_NO_MORE };

/* The steps of the flow, as bits 1 << step, in their order. */
enum call_step {
    CALL_GREETED, CALL_PURPOSE, CALL_TYPED, CALL_INTRODUCED /* or answered, RCP-08 */, CALL_MORE_QUESTIONS, CALL_INVITED,
    CALL_CONTACT, CALL_FOLLOW_UP,
    CALL_STEPS
};

/* A question that came up (RCP-12, RCP-26). */
struct question {
    const char *text;
    moment asked_at;
    bool answered;
    moment promised_at;             /* another time agreed with the customer; 0: none */
};

struct call {
    enum call_outcome outcome;
    int rings;                      /* as counted; 0: by the seconds */
    int64_t ringing_seconds;
    moment answered_at, ended_at;   /* 0: not */
    enum caller_type type;
    unsigned steps;                 /* those done */
    enum contact_state contact;
    const char *refusal;            /* why the contact was refused; NULL or "" : none noted */
    enum invitation invitation;
    moment viewing_at;              /* 0: none */
    moment next_call_at;            /* 0: none */
    enum next_step next;
    const struct question *questions;
    size_t nquestions;
};

/* What a call is marked with. */
enum call_flag {
    CALL_OVER_RINGS = 1 << 0,       /* RCP-02 */
    CALL_OVER_FORWARD = 1 << 1,     /* RCP-03: rang beyond the forwarding ring */
    CALL_OVER_TIME = 1 << 2,        /* RCP-13: longer than the limit */
    CALL_CONTACT_REFUSED = 1 << 3,  /* RCP-10 */
};

/* Rings as counted, else worked out of the seconds, a begun ring counting. */
int call_rings(const struct call *call, const struct reception_limits *limits);
/* Flags of a call that is still running are those of this moment. */
unsigned call_flags(const struct call *call, moment now, const struct reception_limits *limits);
const char *call_flag_name(enum call_flag flag);        /* translated, short: 超三声 ... */
/* Seconds talked until now or until its end; 0 before it was answered. */
int64_t call_seconds(const struct call *call, moment now);
/* RCP-13: the colour of the running clock. */
enum deadline_colour call_colour(const struct call *call, moment now, const struct reception_limits *limits);

/* RCP-06: who is known by number is taken as calling again; may be changed. */
enum caller_type caller_type_for(bool number_known);
/* RCP-07, RCP-08: the introduction is for first callers only. */
bool call_shows_introduction(enum caller_type type);
/* The steps that the flow asks of this call and that were not done, as bits. Nothing of a missed call or a wrong
 * number; callers who call again are not asked once more for what is unclear. */
unsigned call_steps_undone(const struct call *call);
const char *call_step_name(enum call_step step, enum caller_type type);    /* translated */

/* One thing that is still wanted. */
struct lack {
    const char *field;              /* name of the field where it is entered */
    const char *text;               /* translated: what to do */
    const char *rule;               /* "RCP-10" */
};
enum { LACKS_MOST = 8 };

/* What is missing before a call may be closed, in the order of the form; returns how many, none: it may be. */
size_t call_missing(const struct call *call, struct lack out[LACKS_MOST]);

/* A walk-in. Texts may be NULL or "". */
struct walk_in {
    const char *name;
    enum contact_state contact;
    const char *occupation;         /* a code; "undisclosed" is one */
    moment came_at;                 /* 0: not noted */
    size_t focuses;                 /* points of interest noted */
    const char *needs;              /* what else may be wanted */
    bool first_visit;
    unsigned topics;                /* RCP-31: topics explained, as bits */
    bool card_given, channels_told; /* RCP-36 */
    const struct question *questions;
    size_t nquestions;
};

/* RCP-27: which of the six elements are missing before the record may be saved. */
size_t walk_in_missing(const struct walk_in *visit, struct lack out[LACKS_MOST]);
/* RCP-31: a first visit in which not all of so many topics were explained; saved all the same, but marked. */
bool walk_in_briefed_in_part(const struct walk_in *visit, int topics);
/* RCP-36: a first visitor got neither the card nor the ways to reach us. */
bool walk_in_untold(const struct walk_in *visit);

/* Questions without an answer (RCP-12, RCP-26): each is owed a call back. */
size_t questions_open(const struct question *questions, size_t count);
/* When the call back is due: the time agreed, else within the limit of its asking (POL-22). */
moment question_due(const struct question *question, const struct reception_limits *limits);

#endif
