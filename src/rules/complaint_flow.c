#include "rules/complaint_flow.h"

#include "base/lang.h"

#include <string.h>

static const struct { const char *id, *name, *told; } stages[COMPLAINT_STAGES] = {
    [STAGE_REGISTERED] = { "registered", N_("registered"), N_("We have written it down.") },
    [STAGE_CLASSIFIED] = { "classified", N_("classified"), N_("We have written it down and are finding the right colleague.") },
    [STAGE_DISPATCHED] = { "dispatched", N_("dispatched"), N_("It is with the colleague in charge, who will ring you.") },
    [STAGE_CONTACTED] = { "contacted", N_("owner contacted"), N_("Our colleague has spoken with you and is working out the plan.") },
    [STAGE_PLANNED] = { "planned", N_("plan made"), N_("The plan is made and waits for your consent.") },
    [STAGE_AGREED] = { "agreed", N_("agreed"), N_("The plan is agreed, the work is being arranged.") },
    [STAGE_IN_PROGRESS] = { "in_progress", N_("in progress (stage)"), N_("The work is going on.") },
    [STAGE_DONE] = { "done", N_("done (stage)"), N_("It is done, we only ask you to confirm.") },
    [STAGE_CONFIRMED] = { "confirmed", N_("confirmed by the customer"), N_("You have confirmed it, we shall ring once more.") },
    [STAGE_FOLLOWED_UP] = { "followed_up", N_("followed up"), N_("It is done and we have rung you about it.") },
    [STAGE_CLOSED] = { "closed", N_("closed (stage)"), N_("It is settled.") },
    [STAGE_MEDIATION] = { "mediation", N_("in mediation"), N_("A third party is helping us to find a solution.") },
    [STAGE_MERGED] = { "merged", N_("merged (stage)"), N_("It is being handled together with another matter.") },
};

const char *
complaint_stage_id(enum complaint_stage stage)
{
    return stages[stage].id;
}

enum complaint_stage
complaint_stage_of(const char *id)
{
    for (int i = 0; i < COMPLAINT_STAGES; i++)
        if (strcmp(stages[i].id, id) == 0)
            return (enum complaint_stage)i;
    return COMPLAINT_STAGES;
}

const char *
complaint_stage_name(enum complaint_stage stage)
{
    return _(stages[stage].name);
}

const char *
complaint_stage_told(enum complaint_stage stage)
{
    return _(stages[stage].told);
}

bool
complaint_stage_open(enum complaint_stage stage)
{
    return stage != STAGE_CLOSED && stage != STAGE_MERGED;
}

bool
complaint_agreement_due(const char *code, int64_t amount, int64_t loss)
{
    static const char *const always[] = { "06", "07", "08", "09" };

    for (size_t i = 0; i < COUNT(always); i++)
        if (code && strcmp(code, always[i]) == 0)
            return true;
    return amount > 0 || loss > 0;
}

/* What comes next, said where somebody wants to go further at once. */
static const char *
next_first(enum complaint_stage from)
{
    static const char *const next[COMPLAINT_STAGES] = {
        [STAGE_REGISTERED] = N_("Give it a category first."), [STAGE_CLASSIFIED] = N_("Dispatch it first (CMP-07)."),
        [STAGE_DISPATCHED] = N_("Speak with the owner first (CMP-09)."),
        [STAGE_CONTACTED] = N_("Make a plan for the customer first (CMP-11)."),
        [STAGE_PLANNED] = N_("Agree on the plan with the customer first (CMP-19)."),
        [STAGE_AGREED] = N_("Begin the work first."), [STAGE_IN_PROGRESS] = N_("Finish the work first."),
        [STAGE_DONE] = N_("The customer has to confirm it first (CMP-21)."),
        [STAGE_CONFIRMED] = N_("Ring the customer about it first (CMP-22)."),
        [STAGE_FOLLOWED_UP] = N_("It can be closed now."),
    };

    return next[from] ? _(next[from]) : "";
}

/* ---- steps ------------------------------------------------------------------------------------------- */

static bool
no(const char **why, const char *text)
{
    if (why)
        *why = text;
    return false;
}

static bool
only_words(const struct complaint_facts *f)
{
    return f->class == COMPLAINT_ENQUIRY || f->class == COMPLAINT_SUGGESTION;
}

static bool
may_leave_the_way(enum complaint_stage from, enum complaint_stage to, const char **why)
{
    if (to == STAGE_MERGED)
        return true;
    if (to == STAGE_MEDIATION)
        return (from >= STAGE_CONTACTED && from <= STAGE_IN_PROGRESS) ||
               no(why, _("Mediation begins once the owner was spoken to and as long as it is not done (CMP-20)."));
    return (from >= STAGE_DONE && from <= STAGE_CLOSED) || no(why, _("Only what was done is reopened (CMP-23)."));
}

bool
complaint_may(enum complaint_stage from, enum complaint_stage to, const struct complaint_facts *f, const char **why)
{
    if (from == STAGE_MERGED)
        return no(why, _("It was merged into another matter: go on there."));
    if (from == STAGE_CLOSED && to != STAGE_DISPATCHED)
        return no(why, _("It is closed. Reopen it first (CMP-23)."));
    if (to == STAGE_MERGED || to == STAGE_MEDIATION || (to == STAGE_DISPATCHED && from > STAGE_DISPATCHED))
        return may_leave_the_way(from, to, why);
    if (from == STAGE_MEDIATION)
        return to == STAGE_AGREED || no(why, _("Mediation ends with an agreement (CMP-20)."));
    if (to == STAGE_DONE && (from == STAGE_CLASSIFIED || from == STAGE_DISPATCHED) && only_words(f))
        return true;
    if (to == STAGE_IN_PROGRESS && f->agreement_due && !f->agreement_signed)
        return no(why, _("Nobody is sent to repair before the agreement is signed (CMP-19)."));
    if (to == STAGE_IN_PROGRESS && from == STAGE_PLANNED && !f->agreement_due && !only_words(f))
        return true;
    if ((int)to == (int)from + 1)
        return true;
    if (to <= from)
        return no(why, _("It has been there already."));
    return no(why, next_first(from));
}

unsigned
complaint_close_lacks(const struct complaint_closing *c)
{
    bool words = c->class == COMPLAINT_ENQUIRY || c->class == COMPLAINT_SUGGESTION;

    return (c->done ? 0 : CLOSE_LACKS_SOLUTION) | (c->confirmed || words ? 0 : CLOSE_LACKS_CONFIRM) |
           (c->followed_up || words ? 0 : CLOSE_LACKS_FOLLOWUP) | (c->recorded ? 0 : CLOSE_LACKS_RECORD) |
           (c->judged || words ? 0 : CLOSE_LACKS_JUDGEMENT);
}
