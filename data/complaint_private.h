/* Shared by the files of the complaints. */
#ifndef QT_DATA_COMPLAINT_PRIVATE_H
#define QT_DATA_COMPLAINT_PRIVATE_H

#include "data/complaint.h"

/* Codes of the lists urgency, importance, caller_relation, progress_kind, complaint_channel; they never change their meaning. */
#define URGENT "2"
#define RELATION_OWNER "1"
#define PROGRESS_WORK "1"           /* how the work goes */
#define PROGRESS_TOLD "2"           /* the owner was told by phone */
#define PROGRESS_ASKED "3"          /* the customer asked how it stands */
#define PROGRESS_NOTE "4"           /* what else belongs to the story, corrections too */
#define NOTICE_DISPATCH "1"
#define NOTICE_ESCALATION "2"

/* Open an action on a stored matter: reads it into the action's arena, names its subjects. right: "complaint.do" ...
 * False: err says why, nothing is open. */
bool complaint_begin(struct office *o, struct action *a, const char *verb, const char *right, int64_t id, struct record **out,
                     struct err *err);
/* Write the record, its clocks, commit. */
bool complaint_end(struct office *o, struct action *a, struct record *r, struct err *err);
/* Write it without the register's checks of the form: what is filed stays filed. */
bool complaint_write(struct office *o, struct action *a, struct record *r, struct err *err);

enum complaint_stage complaint_stage_now(const struct record *r);
enum complaint_class complaint_class_now(const struct record *r);
bool complaint_is_open(const struct record *r);
/* The same as a refusal with words. */
bool complaint_still_open(const struct record *r, struct err *err);
/* The step of the way, refused with the sentence that says what comes first; notes it (complaint_step). */
bool complaint_advance(struct office *o, struct action *a, struct record *r, enum complaint_stage to, const char *why, struct err *err);
/* Note a step without asking whether it may be made. */
bool complaint_note_step(struct office *o, struct action *a, struct record *r, enum complaint_stage to, const char *why, struct err *err);
/* From now on it is seen as the record says (complaint_turn). */
bool complaint_turn(struct office *o, struct action *a, const struct record *r, moment at, const char *why, struct err *err);
/* One line of the story (complaint_progress). told: 0 or when the owner was told. */
bool complaint_tell(struct office *o, struct action *a, const struct record *r, const char *kind, const char *text, const char *next,
                    moment told, struct err *err);

/* Bring the clock tasks in line with the record. */
bool complaint_sync(struct office *o, struct action *a, const struct record *r, struct err *err);
struct task_wish complaint_wish(const struct record *r);

/* The colleague of that role on the project: the one with the fewest open matters; 0: nobody. role: identifier or code. */
int64_t complaint_colleague(struct office *o, int64_t project, const char *role);
/* Tell everybody the category (or the escalation) names. */
bool complaint_notify(struct office *o, struct action *a, const struct record *r, const char *why, struct err *err);
bool complaint_notify_role(struct office *o, struct action *a, const struct record *r, const char *role, int64_t staff, const char *why,
                           struct err *err);
/* CMP-25: the same came too often lately: somebody has to judge whether it is systemic. */
bool complaint_note_repeat(struct office *o, struct action *a, const struct record *r, struct err *err);
/* What is done for the parent is done for its children. */
bool complaint_carry(struct office *o, struct action *a, const struct record *parent, struct err *err);
/* CMP-21, CMP-22: once it is done, the customer confirms and is rung. */
bool complaint_owe_ending(struct office *o, struct action *a, const struct record *r, struct err *err);
/* Losses estimated so far, in fen. */
int64_t complaint_losses(struct office *o, int64_t id);
/* What decides about gates and exceptions of the way. */
struct complaint_facts complaint_facts_now(struct office *o, const struct record *r);

/* The register's .paper (complaint_sheet.c). */
struct sheet_pairs;
struct paper;
bool complaint_paper(struct sheet_pairs *s, struct paper *p, const struct record *r, struct err *err);

#endif
