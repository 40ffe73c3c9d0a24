#include "rules/claim.h"

#include "base/lang.h"

#include <stdlib.h>
#include <string.h>

/* Who holds while the contacts are walked. */
struct walk {
    const struct claim_case *c;
    const struct claim_limits *limits;
    struct arena *a;
    struct verdict *out;
    size_t room;
    enum holder holder;
    int64_t staff;
    const char *agency;
    bool waiting;               /* registered, and has not come yet */
    moment first, last;
    day until;
    enum claim_rule why;        /* how it came to this holder; CLAIM_NO_RULE: in no special way */
    enum claim_rule next;       /* why the customer is free now: that decides who comes next */
    bool rival;                 /* a contact of somebody else was set aside */
    const struct touch *spoke;  /* the last effective contact, whoever's */
};

const char *
claim_rule_name(enum claim_rule rule)
{
    static const char *const names[CLAIM_RULES] = {
        "", N_("one customer"), N_("first effective contact"), N_("within protection"), N_("protection lapsed"),
        N_("registered by a channel"), N_("asked for by name"), N_("nothing left is no contact"), N_("consultant has left"),
        N_("subscription is final"), N_("the same minute"), N_("ruled by the manager"),
    };

    return *names[rule] ? _(names[rule]) : "";
}

const char *
touch_name(enum touch_kind kind)
{
    static const char *const names[] = { "", N_("visit"), N_("call"), N_("registration by a channel"), N_("follow-up"), N_("ruling") };

    return kind ? _(names[kind]) : "";
}

/* ---- saying ------------------------------------------------------------------------------------------- */

static const struct claim_person *
person(const struct claim_case *c, int64_t staff)
{
    static const struct claim_person nobody = { .name = "" };

    for (size_t i = 0; i < c->npeople; i++)
        if (c->people[i].staff == staff)
            return &c->people[i];
    return &nobody;
}

static void say(struct walk *w, enum claim_rule rule, moment at, const char *format, ...) __attribute__((format(printf, 4, 5)));

static void
say(struct walk *w, enum claim_rule rule, moment at, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    w->out->lines = arena_grow(w->a, w->out->lines, w->out->nlines, &w->room, sizeof *w->out->lines);
    w->out->lines[w->out->nlines++] = (struct claim_line){ rule, at, arena_vprintf(w->a, format, args) };
    va_end(args);
}

/* "visit, 王强 SK261122-A001" */
static char *
touch_text(const struct walk *w, const struct touch *t)
{
    const char *who = t->kind == TOUCH_CHANNEL ? t->agency : person(w->c, t->staff)->name;

    return arena_printf(w->a, "%s %s%s%s%s", touch_name(t->kind), who ? who : "", t->number ? " " : "", t->number ? t->number : "",
                        t->relative ? _(" (household)") : "");
}

static char *
holder_text(const struct walk *w)
{
    return arena_strdup(w->a, w->holder == HOLDER_AGENCY ? w->agency : person(w->c, w->staff)->name);
}

/* ---- holding and letting go ------------------------------------------------------------------------------ */

/* Whom the customer asked for, if that one is here. */
static int64_t
asked_for(const struct walk *w, const struct touch *t)
{
    moment left = t->named ? person(w->c, t->named)->left_at : 0;

    return left && left <= t->at ? 0 : t->named;
}

static day
day_of(const struct walk *w, moment t)
{
    return moment_day(t, w->c->zone);
}

static void
release(struct walk *w, enum claim_rule why)
{
    w->holder = HOLDER_NOBODY;
    w->staff = 0;
    w->agency = NULL;
    w->waiting = false;
    w->rival = false;
    w->next = why;
}

/* What has ended by that moment: the holder left, or the protection ran out; whichever was first. */
static void
expire(struct walk *w, moment t)
{
    moment left = w->staff ? person(w->c, w->staff)->left_at : 0, over;

    if (w->holder == HOLDER_NOBODY)
        return;
    over = moment_at(w->until + 1, 0, w->c->zone);
    if (w->holder == HOLDER_STAFF && left && left <= t && left < over) {
        say(w, CLAIM_LEFT, left, _("%s left the company: free from then on"), holder_text(w));
        release(w, CLAIM_LEFT);
    } else if (over <= t) {
        if (w->waiting)
            say(w, CLAIM_CHANNEL, over, _("registration of %s is over: nobody came within %d days"), holder_text(w), w->limits->channel_days);
        else
            say(w, CLAIM_LAPSED, over, _("protection of %s is over: %d days without a contact that renews"), holder_text(w),
                w->limits->protection_days);
        release(w, w->waiting ? CLAIM_CHANNEL : CLAIM_LAPSED);
    } else if (w->holder == HOLDER_AGENCY && left && left <= t) {
        say(w, CLAIM_LEFT, left, _("%s left the company: the agency keeps its claim, somebody else serves"), person(w->c, w->staff)->name);
        w->staff = 0;
    }
}

static void
hold(struct walk *w, const struct touch *t, enum claim_rule why)
{
    w->holder = HOLDER_STAFF;
    w->staff = t->staff;
    w->why = why;
    w->next = CLAIM_NO_RULE;
    w->first = w->last = t->at;
    w->until = day_of(w, t->at) + w->limits->protection_days;
    w->rival = false;
    w->spoke = t;
    if (asked_for(w, t)) {
        if (t->named != t->staff)
            w->why = CLAIM_NAMED;
        say(w, CLAIM_NAMED, t->at, _("the customer asked for %s"), person(w->c, t->named)->name);
        w->staff = t->named;
    }
    say(w, why == CLAIM_NO_RULE ? CLAIM_FIRST : why, t->at, _("%s founds the claim of %s, protected until %s"), touch_text(w, t),
        holder_text(w), day_iso(w->a, w->until));
}

static void
renew(struct walk *w, const struct touch *t)
{
    w->last = t->at;
    if (day_of(w, t->at) + w->limits->protection_days > w->until) {
        w->until = day_of(w, t->at) + w->limits->protection_days;
        say(w, CLAIM_PROTECTED, t->at, _("%s renews, protected until %s"), touch_text(w, t), day_iso(w->a, w->until));
    }
}

/* ---- the contacts one by one ---------------------------------------------------------------------------------- */

/* Can this contact found a claim at all? Says why not. */
static bool
counts(struct walk *w, const struct touch *t)
{
    if (t->kind == TOUCH_RULING)
        return true;
    if (t->relative && !w->limits->household) {
        say(w, CLAIM_ONE_CUSTOMER, t->at, _("%s: the household counts apart, not looked at"), touch_text(w, t));
        return false;
    }
    if (w->c->subscribed_at && t->at > w->c->subscribed_at) {
        say(w, CLAIM_SUBSCRIBED, t->at, _("%s: after the subscription, changes nothing"), touch_text(w, t));
        return false;
    }
    if (t->refused) {
        say(w, CLAIM_REFUSED, t->at, _("%s: no way to be reached was left, does not count"), touch_text(w, t));
        if (w->holder == HOLDER_NOBODY)
            w->next = CLAIM_REFUSED;
        return false;
    }
    if (t->kind == TOUCH_CALL && !w->limits->call_counts) {
        say(w, CLAIM_FIRST, t->at, _("%s: calls do not count here"), touch_text(w, t));
        return false;
    }
    if (t->kind != TOUCH_CHANNEL && !t->staff && !asked_for(w, t)) {
        say(w, CLAIM_FIRST, t->at, _("%s: no consultant was there, founds nothing"), touch_text(w, t));
        return false;
    }
    return true;
}

static void
take_channel(struct walk *w, const struct touch *t)
{
    if (w->holder != HOLDER_NOBODY) {
        say(w, CLAIM_CHANNEL, t->at, _("%s: held by %s already, void"), touch_text(w, t), holder_text(w));
        w->rival = true;
        return;
    }
    w->holder = HOLDER_AGENCY;
    w->agency = t->agency;
    w->staff = 0;
    w->waiting = true;
    w->why = CLAIM_CHANNEL;
    w->next = CLAIM_NO_RULE;
    w->first = w->last = t->at;
    w->until = day_of(w, t->at) + w->limits->channel_days;
    say(w, CLAIM_CHANNEL, t->at, _("%s, valid until %s"), touch_text(w, t), day_iso(w->a, w->until));
}

/* The registered customer stands in the door. */
static void
arrive(struct walk *w, const struct touch *t)
{
    int64_t minutes = (t->at - w->first) / 60;

    if (minutes < w->limits->channel_lead_minutes) {
        say(w, CLAIM_CHANNEL, t->at, _("registered by %s only %lld minutes before the visit, %d are wanted: void"), holder_text(w),
            (long long)minutes, w->limits->channel_lead_minutes);
        release(w, CLAIM_CHANNEL);
        hold(w, t, CLAIM_CHANNEL);
        return;
    }
    w->waiting = false;
    w->staff = asked_for(w, t) ? t->named : t->staff;
    w->last = t->at;
    w->until = day_of(w, t->at) + w->limits->protection_days;
    say(w, CLAIM_CHANNEL, t->at, _("%s %lld minutes after the registration: belongs to %s until %s"), touch_text(w, t), (long long)minutes,
        holder_text(w), day_iso(w->a, w->until));
}

static void
take_contact(struct walk *w, const struct touch *t)
{
    w->spoke = t;
    if (w->holder == HOLDER_NOBODY) {
        hold(w, t, w->next);
    } else if (w->waiting && t->kind == TOUCH_VISIT) {
        arrive(w, t);
    } else if (!w->waiting && t->staff == w->staff) {
        renew(w, t);
    } else if (w->holder == HOLDER_AGENCY && !w->waiting && !w->staff) {
        w->staff = t->staff;
        renew(w, t);
    } else {
        say(w, w->holder == HOLDER_AGENCY ? CLAIM_CHANNEL : CLAIM_PROTECTED, t->at, _("%s: %s is protected until %s, founds nothing"),
            touch_text(w, t), holder_text(w), day_iso(w->a, w->until));
        w->rival = true;
    }
}

static void
take_follow_up(struct walk *w, const struct touch *t)
{
    if (w->holder == HOLDER_NOBODY || w->waiting || t->staff != w->staff)
        say(w, CLAIM_PROTECTED, t->at, _("%s: not by the holder, founds and renews nothing"), touch_text(w, t));
    else if (!w->limits->renew_by_follow_up)
        say(w, CLAIM_PROTECTED, t->at, _("%s: follow-ups do not renew here"), touch_text(w, t));
    else
        renew(w, t);
}

static void
take_ruling(struct walk *w, const struct touch *t)
{
    release(w, CLAIM_RULED);
    if (t->staff)
        hold(w, t, CLAIM_RULED);
    else
        say(w, CLAIM_RULED, t->at, _("%s: free from then on"), touch_text(w, t));
}

static void
take(struct walk *w, const struct touch *t)
{
    if (t->kind == TOUCH_RULING)
        take_ruling(w, t);
    else if (t->kind == TOUCH_CHANNEL)
        take_channel(w, t);
    else if (t->kind == TOUCH_FOLLOW_UP)
        take_follow_up(w, t);
    else
        take_contact(w, t);
}

/* ---- rule 10 --------------------------------------------------------------------------------------------------- */

static bool
same_founder(const struct touch *a, const struct touch *b)
{
    if ((a->kind == TOUCH_CHANNEL) != (b->kind == TOUCH_CHANNEL))
        return false;
    return a->kind == TOUCH_CHANNEL ? strcmp(a->agency, b->agency) == 0 : a->staff == b->staff && a->named == b->named;
}

/* Several first contacts within one minute, in t[0..n): the best kind alone counts; of equals none. */
static void
take_minute(struct walk *w, const struct touch *const *t, size_t n)
{
    bool several = false, equal = false;

    for (size_t i = 1; i < n; i++) {
        several |= !same_founder(t[0], t[i]);
        equal |= t[i]->kind == t[0]->kind && !same_founder(t[0], t[i]);
    }
    if (!several) {
        for (size_t i = 0; i < n; i++)
            take(w, t[i]);
        return;
    }
    if (equal) {
        for (size_t i = 0; i < n; i++)
            say(w, CLAIM_SAME_MINUTE, t[i]->at, _("%s: others within the same minute, none counts"), touch_text(w, t[i]));
        w->next = CLAIM_SAME_MINUTE;
        return;
    }
    if (t[0]->kind == TOUCH_CHANNEL)
        take_channel(w, t[0]);
    else
        hold(w, t[0], CLAIM_SAME_MINUTE);
    for (size_t i = 1; i < n; i++)
        if (!same_founder(t[0], t[i]))
            say(w, CLAIM_SAME_MINUTE, t[i]->at, _("%s: within the same minute %s goes first"), touch_text(w, t[i]), touch_name(t[0]->kind));
}

/* ---- all of them ------------------------------------------------------------------------------------------------- */

static int
by_time(const void *one, const void *two)
{
    const struct touch *a = *(const struct touch *const *)one, *b = *(const struct touch *const *)two;
    moment at = a->at / 60, bt = b->at / 60;

    if (at != bt)
        return at < bt ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return a->at != b->at ? (a->at < b->at ? -1 : 1) : (a > b) - (a < b);
}

static bool
founds(const struct touch *t)
{
    return t->kind < TOUCH_FOLLOW_UP;
}

static void
walk_all(struct walk *w)
{
    const struct claim_case *c = w->c;
    const struct touch **t = arena_alloc(w->a, (c->ntouches + 1) * sizeof *t);
    size_t n = 0;

    for (size_t i = 0; i < c->ntouches; i++)
        if (c->touches[i].at <= c->now)
            t[n++] = &c->touches[i];
    qsort(t, n, sizeof *t, by_time);
    for (size_t i = 0, k; i < n; i = k) {
        const struct touch **minute = arena_alloc(w->a, (n - i) * sizeof *minute);
        size_t m = 0;
        bool frees;

        if (!c->subscribed_at || t[i]->at <= c->subscribed_at)
            expire(w, t[i]->at);
        frees = w->holder == HOLDER_NOBODY;
        for (k = i; k < n && t[k]->at / 60 == t[i]->at / 60; k++) {
            if (!counts(w, t[k]))
                continue;
            if (frees && founds(t[k]))
                minute[m++] = t[k];
            else
                take(w, t[k]);
        }
        if (m)
            take_minute(w, minute, m);
    }
}

/* ---- the verdict --------------------------------------------------------------------------------------------------- */

static enum claim_rule
deciding(const struct walk *w)
{
    if (w->holder == HOLDER_NOBODY)
        return w->next ? w->next : CLAIM_FIRST;
    if (w->holder == HOLDER_AGENCY)
        return CLAIM_CHANNEL;
    if (w->why != CLAIM_NO_RULE)
        return w->why;
    if (w->rival && day_of(w, w->c->now) <= day_of(w, w->first) + w->limits->protection_days)
        return CLAIM_FIRST;
    return CLAIM_PROTECTED;
}

/* Rule 9: the state of the day of the subscription lasts; only who has left since cannot serve. */
static void
settle_subscribed(struct walk *w)
{
    moment at = w->c->subscribed_at;

    expire(w, at);
    w->out->final = true;
    if (w->holder == HOLDER_NOBODY && w->spoke) {
        w->holder = HOLDER_STAFF;
        w->staff = asked_for(w, w->spoke) ? w->spoke->named : w->spoke->staff;
        w->first = w->last = w->spoke->at;
        say(w, CLAIM_SUBSCRIBED, w->spoke->at, _("nobody held at the subscription: %s received them last"), holder_text(w));
    }
    say(w, CLAIM_SUBSCRIBED, at, _("subscribed: final from then on"));
    w->until = day_of(w, w->c->now);
    w->out->rule = w->why == CLAIM_RULED && w->first > at ? CLAIM_RULED : CLAIM_SUBSCRIBED;
    if (w->staff && person(w->c, w->staff)->left_at && person(w->c, w->staff)->left_at <= w->c->now) {
        say(w, CLAIM_LEFT, person(w->c, w->staff)->left_at, _("%s has left: nobody takes over by a claim"), person(w->c, w->staff)->name);
        w->staff = 0;
        if (w->holder == HOLDER_STAFF) {
            w->holder = HOLDER_NOBODY;
            w->out->rule = CLAIM_LEFT;
        }
    }
}

void
claim_decide(const struct claim_case *c, const struct claim_limits *limits, struct arena *a, struct verdict *out)
{
    struct walk w = { .c = c, .limits = limits, .a = a, .out = out };

    *out = (struct verdict){ 0 };
    walk_all(&w);
    if (c->subscribed_at && c->subscribed_at <= c->now) {
        settle_subscribed(&w);
    } else {
        expire(&w, c->now);
        out->rule = deciding(&w);
    }
    out->holder = w.holder;
    out->staff = w.staff;
    out->agency = w.agency;
    if (w.holder != HOLDER_NOBODY) {
        out->first_at = w.first;
        out->last_at = w.last;
        out->until = w.until;
    }
    out->upheld = c->claimant && w.holder == HOLDER_STAFF && w.staff == c->claimant;
    if (out->nlines == 0)
        say(&w, CLAIM_FIRST, 0, _("no contact is on record"));
}

char *
claim_sentence(const struct claim_case *c, const struct verdict *v, struct arena *a)
{
    const char *rule = claim_rule_name(v->rule), *first = v->first_at ? day_iso(a, moment_day(v->first_at, c->zone)) : "";

    if (v->holder == HOLDER_NOBODY)
        return arena_printf(a, _("nobody's, the rota decides: %s (rule %d)"), rule, v->rule);
    if (v->holder == HOLDER_AGENCY)
        return arena_printf(a, _("belongs to %s%s%s, registered %s, %s (rule %d)"), v->agency, v->staff ? _(", served by ") : "",
                            v->staff ? person(c, v->staff)->name : "", first, rule, v->rule);
    if (v->final)
        return arena_printf(a, _("belongs to %s  first contact %s, %s (rule %d)"), person(c, v->staff)->name, first, rule, v->rule);
    return arena_printf(a, _("belongs to %s  first contact %s, %s until %s (rule %d)"), person(c, v->staff)->name, first, rule,
                        day_iso(a, v->until), v->rule);
}
