#include "data/line.h"

#include "base/lang.h"
#include "data/policy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct { const char *unit; enum span_unit span; } units[] = {
    { "minutes", SPAN_MINUTES }, { "hours", SPAN_HOURS }, { "business_minutes", SPAN_OPEN_MINUTES },
    { "days", SPAN_DAYS }, { "workdays", SPAN_WORKDAYS }, { "months", SPAN_MONTHS }, { "years", SPAN_YEARS },
};

static struct deadline
at_clock(struct office *o, const struct policy *p, moment start, moment anchor, struct arena *a)
{
    struct deadline_step *step = arena_alloc(a, sizeof *step);
    int minutes = 0;
    moment base = anchor ? anchor : start;
    struct deadline d = { .start = start, .count = 1, .steps = step };

    clock_typed(p->value, &minutes);
    d.due = moment_at(moment_day(base, o->zone), minutes * 60, o->zone);
    *step = (struct deadline_step){ _("Time of day"), true, d.due, d.due - start, p->value };
    return d;
}

static struct deadline
one_line(struct office *o, const char *name, moment start, moment anchor, struct arena *a)
{
    bool before = *name == '-';
    const struct policy *p = policy_get(o, before ? name + 1 : name);
    struct span span = { .before = before };

    if (p && strcmp(p->unit, "clock") == 0)
        return at_clock(o, p, start, anchor, a);
    for (size_t i = 0; p && i < COUNT(units); i++) {
        if (strcmp(units[i].unit, p->unit) == 0) {
            span.unit = units[i].span;
            span.count = policy_number(o, p->name);
            return deadline_of(a, span, before && anchor ? anchor : start, &o->calendar, NULL, 0);
        }
    }
    fprintf(stderr, "qiantai: policy %s is no length of time\n", name);
    abort();
}

struct deadline
line_of(struct office *o, const char *expression, bool red, moment start, moment anchor, struct arena *a)
{
    const char *bar = strchr(expression, '|');
    struct deadline first, second;

    if (!bar)
        return one_line(o, expression, start, anchor, a);
    first = one_line(o, arena_strndup(a, expression, (size_t)(bar - expression)), start, anchor, a);
    second = one_line(o, bar + 1, start, anchor, a);
    return red ? deadline_later(a, &first, &second) : deadline_earlier(a, &first, &second);
}

bool
line_names(const char *expression, const char *policy)
{
    size_t n = strlen(policy);

    for (const char *s = expression; s && *s; s++) {
        const char *hit = strstr(s, policy);

        if (!hit)
            return false;
        if ((hit == expression || hit[-1] == '-' || hit[-1] == '|') && (hit[n] == '\0' || hit[n] == '|'))
            return true;
        s = hit;
    }
    return false;
}
