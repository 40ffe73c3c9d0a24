/* The way a matter goes from its reception to its end, step by step (section 2 of the complaint rules, F-445).
 *
 *  registered > classified > dispatched > contacted > planned > agreed > in progress > done > confirmed > followed up > closed
 *
 * beside it: mediation (back to agreed), reopened (back to dispatched), merged into another one.
 *  1  One step after another; a step that leaves one out is refused, with two exceptions.
 *  2  An enquiry or a suggestion may be done right after it was classified, or once it was dispatched.
 *  3  A plain repair that needs no agreement (CMP-19) goes from the plan to the work.
 *  4  Whatever is done may be reopened, with its number kept (CMP-23). */
#ifndef QT_RULES_COMPLAINT_FLOW_H
#define QT_RULES_COMPLAINT_FLOW_H

#include "rules/complaint.h"

enum complaint_stage {
    STAGE_REGISTERED, STAGE_CLASSIFIED, STAGE_DISPATCHED, STAGE_CONTACTED, STAGE_PLANNED, STAGE_AGREED, STAGE_IN_PROGRESS,
    STAGE_DONE, STAGE_CONFIRMED, STAGE_FOLLOWED_UP, STAGE_CLOSED, STAGE_MEDIATION, STAGE_MERGED, COMPLAINT_STAGES
};

/* "in_progress"; the name that the records keep. */
const char *complaint_stage_id(enum complaint_stage stage);
/* COMPLAINT_STAGES: no such name. */
enum complaint_stage complaint_stage_of(const char *id);
const char *complaint_stage_name(enum complaint_stage stage);       /* translated, short */
/* What the customer is told of it: one sentence without jargon, translated. */
const char *complaint_stage_told(enum complaint_stage stage);
bool complaint_stage_open(enum complaint_stage stage);              /* neither closed nor merged */

/* What decides about the exceptions and the gates. */
struct complaint_facts {
    enum complaint_class class;
    bool agreement_due;         /* CMP-19: money is paid, something was lost, or the moment is one of MOM-06 to MOM-09 */
    bool agreement_signed;
};

/* CMP-19: must an agreement be signed before anybody is sent to repair? code: of the moment; amount: fen paid
 * to the customer. */
bool complaint_agreement_due(const char *code, int64_t amount, int64_t loss);

/* May it go from one to the other? *why (translated; may be NULL) says what comes first where it may not. */
bool complaint_may(enum complaint_stage from, enum complaint_stage to, const struct complaint_facts *f, const char **why);

/* CMP-24: what is still missing before it may be closed. */
enum {
    CLOSE_LACKS_SOLUTION = 1 << 0,      /* the plan was carried out */
    CLOSE_LACKS_CONFIRM = 1 << 1,       /* the customer agreed (CMP-21) */
    CLOSE_LACKS_FOLLOWUP = 1 << 2,      /* the closing call (CMP-22) */
    CLOSE_LACKS_RECORD = 1 << 3,        /* class, result, the four elements */
    CLOSE_LACKS_JUDGEMENT = 1 << 4,     /* systemic or not (CMP-25) */
    CLOSE_LACKS_ALL = (1 << 5) - 1
};
struct complaint_closing {
    enum complaint_class class;
    bool done, confirmed, followed_up, recorded, judged;
};
/* Bits of the above. Enquiries and suggestions need neither the customer's consent nor a closing call of their own. */
unsigned complaint_close_lacks(const struct complaint_closing *c);

#endif
