#include "rules/reception.h"

#include "base/lang.h"

int
call_rings(const struct call *call, const struct reception_limits *limits)
{
    if (call->rings > 0 || limits->seconds_per_ring <= 0)
        return call->rings;
    return (int)((call->ringing_seconds + limits->seconds_per_ring - 1) / limits->seconds_per_ring);
}

int64_t
call_seconds(const struct call *call, moment now)
{
    moment end = call->ended_at != 0 ? call->ended_at : now;

    return call->answered_at != 0 && end > call->answered_at ? end - call->answered_at : 0;
}

unsigned
call_flags(const struct call *call, moment now, const struct reception_limits *limits)
{
    int rings = call_rings(call, limits);
    unsigned flags = 0;

    if (rings > limits->answer_rings)
        flags |= CALL_OVER_RINGS;
    if (rings > limits->forward_rings)
        flags |= CALL_OVER_FORWARD;
    /* Ten minutes to the second still keep the rule (KPI-03). */
    if (call_seconds(call, now) > limits->call_limit_seconds)
        flags |= CALL_OVER_TIME;
    if (call->contact == CONTACT_REFUSED)
        flags |= CALL_CONTACT_REFUSED;
    return flags;
}

const char *
call_flag_name(enum call_flag flag)
{
    switch (flag) {
    case CALL_OVER_RINGS:      return _("answered late");
    case CALL_OVER_FORWARD:    return _("to be forwarded");
    case CALL_OVER_TIME:       return _("too long");
    case CALL_CONTACT_REFUSED: return _("contact refused");
    }
    return "";
}

enum deadline_colour
call_colour(const struct call *call, moment now, const struct reception_limits *limits)
{
    if (call->answered_at == 0)
        return COLOUR_NONE;
    /* The clock keeps the colour with which the call ended. */
    return deadline_colour(call->answered_at + call_seconds(call, now), call->answered_at + limits->call_warn_seconds,
                           call->answered_at + limits->call_limit_seconds, 0);
}

enum caller_type
caller_type_for(bool number_known)
{
    return number_known ? CALLER_REPEAT : CALLER_FIRST;
}

bool
call_shows_introduction(enum caller_type type)
{
    return type == CALLER_FIRST;
}

/* Did anybody of ours speak with the customer? */
static bool
call_spoken(const struct call *call)
{
    return call->outcome == CALL_ANSWERED || call->outcome == CALL_FORWARDED;
}

unsigned
call_steps_undone(const struct call *call)
{
    unsigned wanted = (1u << CALL_STEPS) - 1;

    if (!call_spoken(call))
        return 0;
    if (call->type == CALLER_REPEAT)
        wanted &= ~(1u << CALL_MORE_QUESTIONS);
    return wanted & ~call->steps;
}

const char *
call_step_name(enum call_step step, enum caller_type type)
{
    switch (step) {
    case CALL_GREETED:        return _("Greet and offer help");
    case CALL_PURPOSE:        return _("Ask what the call is about");
    case CALL_TYPED:          return _("Ask whether it is the first call");
    case CALL_INTRODUCED:     return type == CALLER_REPEAT ? _("Answer the question") : _("Give the introduction");
    case CALL_MORE_QUESTIONS: return _("Ask what else is unclear");
    case CALL_INVITED:        return _("Invite to come");
    case CALL_CONTACT:        return _("Ask for a contact");
    case CALL_FOLLOW_UP:      return _("Settle the next step");
    case CALL_STEPS:          break;
    }
    return "";
}

static void
lack_add(struct lack *out, size_t *count, const char *field, const char *rule, const char *text)
{
    out[(*count)++] = (struct lack){ .field = field, .text = text, .rule = rule };
}

static bool
blank(const char *text)
{
    return !text || !*text;
}

size_t
call_missing(const struct call *call, struct lack out[LACKS_MOST])
{
    size_t count = 0;

    if (!call_spoken(call))
        return 0;
    if (call->type == CALLER_UNKNOWN)
        lack_add(out, &count, "caller_type", "RCP-06", _("Say whether this is the customer's first call."));
    if (call->invitation == INVITATION_OPEN)
        lack_add(out, &count, "invitation", "RCP-11", _("Say what came of the invitation."));
    if ((call->invitation == INVITATION_BOOKED || call->next == NEXT_VIEWING) && call->viewing_at == 0)
        lack_add(out, &count, "viewing_at", "RCP-09", _("Enter the day and time of the viewing."));
    if (call->contact == CONTACT_OPEN)
        lack_add(out, &count, "contact", "RCP-10", _("Enter a contact, or that it was refused."));
    if (call->contact == CONTACT_REFUSED && blank(call->refusal))
        lack_add(out, &count, "contact_refusal", "RCP-10", _("Note why the customer leaves no contact."));
    if (call->next == NEXT_OPEN)
        lack_add(out, &count, "next_step", "RCP-16", _("Choose the next step."));
    if ((call->invitation == INVITATION_NOT_FIXED || call->next == NEXT_CALL) && call->next_call_at == 0)
        lack_add(out, &count, "next_call_at", "RCP-11", _("Enter when the customer will be called again."));
    return count;
}

size_t
walk_in_missing(const struct walk_in *visit, struct lack out[LACKS_MOST])
{
    size_t count = 0;

    if (blank(visit->name))
        lack_add(out, &count, "name", "RCP-27", _("Enter the customer's name."));
    if (visit->contact == CONTACT_OPEN)
        lack_add(out, &count, "contact", "RCP-27", _("Enter a contact, or that it was refused."));
    if (blank(visit->occupation))
        lack_add(out, &count, "occupation", "RCP-27", _("Choose an occupation; there is one for undisclosed."));
    if (visit->came_at == 0)
        lack_add(out, &count, "came_at", "RCP-27", _("Enter when the customer came."));
    if (visit->focuses == 0)
        lack_add(out, &count, "focus", "RCP-27", _("Choose what matters most to the customer."));
    if (blank(visit->needs))
        lack_add(out, &count, "needs", "RCP-27", _("Enter what else the customer may need."));
    return count;
}

bool
walk_in_briefed_in_part(const struct walk_in *visit, int topics)
{
    unsigned all = topics >= 32 ? ~0u : (1u << topics) - 1;

    return visit->first_visit && (visit->topics & all) != all;
}

bool
walk_in_untold(const struct walk_in *visit)
{
    return visit->first_visit && !visit->card_given && !visit->channels_told;
}

size_t
questions_open(const struct question *questions, size_t count)
{
    size_t open = 0;

    for (size_t i = 0; i < count; i++)
        open += !questions[i].answered;
    return open;
}

moment
question_due(const struct question *question, const struct reception_limits *limits)
{
    return question->promised_at != 0 ? question->promised_at : question->asked_at + limits->call_back_seconds;
}
