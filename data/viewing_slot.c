/* Who is free, and when; what overlaps (RCP-56, RCP-61). */
#include "data/viewing.h"

#include "base/lang.h"
#include "data/duty.h"
#include "data/policy.h"
#include "data/turn.h"

#include <stdlib.h>
#include <string.h>

#define CONSULTANTS_MOST 64
#define CLASHES_MOST 3

SQL(viewing_overlaps, "SELECT v.number, v.name, v.at, coalesce(v.homes, '') AS homes, coalesce(v.consultant, 0) AS consultant, s.name AS consultant_name"
                      " FROM viewing v LEFT JOIN staff s ON s.id = v.consultant WHERE v.state = 'booked' AND v.id <> ?1"
                      " AND v.at > ?2 - 36000 AND v.at < ?3 AND v.at + v.minutes * 60 > ?2 ORDER BY v.at");
SQL(viewing_show_flat, "SELECT count(*) FROM home WHERE showroom = 1 AND code = ?1 AND (?2 = 0 OR project = ?2)");
SQL(viewing_staff, "SELECT s.id, s.name, s.roles,"
    " (SELECT v.number || ' ' || coalesce(v.name, '') FROM viewing v WHERE v.consultant = s.id AND v.state = 'booked' AND v.id <> ?2"
    "  AND v.at > ?3 - 36000 AND v.at < ?4 AND v.at + v.minutes * 60 > ?3 ORDER BY v.at LIMIT 1) AS viewing,"
    " (SELECT r.number || ' ' || coalesce(r.name, '') FROM reception r WHERE ?6 AND r.state = 'open' AND r.began_at >= ?5"
    "  AND coalesce(r.consultant, r.staff) = s.id ORDER BY r.began_at LIMIT 1) AS reception,"
    " (SELECT count(*) FROM reception r WHERE coalesce(r.consultant, r.staff) = s.id AND r.kind = 'walk_in' AND r.began_at >= ?5) AS received"
    " FROM staff s WHERE s.state = 'active' AND (?1 = 0 OR coalesce(s.projects, '') = '' OR EXISTS (SELECT 1 FROM project p WHERE p.id = ?1"
    "  AND (instr(s.projects, p.name) OR instr(s.projects, coalesce(p.short, p.name))))) ORDER BY s.id");

/* ---- overlapping ----------------------------------------------------------------------------------------- */

static bool
is_show_flat(struct office *o, const char *word, int64_t project)
{
    struct query q;

    if (strstr(word, "样板间"))
        return true;
    q = query_begin(o->store, &viewing_show_flat);
    query_bind_text(&q, word);
    query_bind_int(&q, project);
    return query_number(&q, 0) > 0;
}

/* A show flat that both lists of homes name; NULL: none. */
static char *
same_show_flat(struct office *o, const char *homes, const char *others, int64_t project, struct arena *a)
{
    static const char *const between = " ,;，；、";
    char *copy = arena_strdup(a, homes), *save = NULL;

    for (char *word = strtok_r(copy, between, &save); word; word = strtok_r(NULL, between, &save)) {
        const char *at = strstr(others, word);
        size_t size = strlen(word);
        bool whole = at && (at == others || !strchr("-0123456789", at[-1])) && (!at[size] || !strchr("-0123456789", at[size]));

        if (whole && is_show_flat(o, word, project))
            return word;
    }
    return NULL;
}

static char *
clash_words(struct office *o, const struct record *v, struct query *q, struct arena *a)
{
    bool same = record_num(v, "consultant") && query_int(q, "consultant") == record_num(v, "consultant");
    const char *flat = same_show_flat(o, record_text(v, "homes"), query_text(q, "homes", a), record_num(v, "project"), a);

    if (!same && !flat)
        return NULL;
    return arena_printf(a, "%s %s %s (%s%s%s)", query_text(q, "number", a), query_text(q, "name", a),
                        moment_show(a, query_int(q, "at"), office_now(o), o->zone),
                        same ? query_text(q, "consultant_name", a) : "", same && flat ? ", " : "", flat ? flat : "");
}

char *
viewing_clash(struct office *o, const struct record *v, struct arena *a)
{
    moment at = record_num(v, "at"), end = at + record_num(v, "minutes") * 60;
    struct query q;
    char *clash = NULL;
    int n = 0;

    if (!at)
        return NULL;
    q = query_begin(o->store, &viewing_overlaps);
    query_bind_int(&q, v->id);
    query_bind_int(&q, at);
    query_bind_int(&q, end);
    while (n < CLASHES_MOST && query_next(&q)) {
        char *one = clash_words(o, v, &q, a);

        if (one && ++n)
            clash = clash ? arena_printf(a, "%s, %s", clash, one) : one;
    }
    query_end(&q, NULL);
    return clash;
}

/* ---- consultants -------------------------------------------------------------------------------------------- */

static bool
is_consultant(const struct office *o, const char *roles, struct arena *a)
{
    char *copy = arena_strdup(a, roles), *save = NULL;

    for (char *code = strtok_r(copy, " ", &save); code; code = strtok_r(NULL, " ", &save)) {
        const struct role *r = role_get(o, code);

        if (r && r->profile == PROFILE_CONSULTANT)
            return true;
    }
    return false;
}

/* On the roster at that moment, in whatever place. */
static size_t
on_duty(struct office *o, int64_t project, moment at, int64_t *staff)
{
    static const char *const kinds[] = { DUTY_DESK, DUTY_BACKUP, DUTY_HOTLINE };
    size_t n = 0;

    for (size_t i = 0; project && i < COUNT(kinds); i++)
        n += duty_at(o, project, kinds[i], at, staff + n, CONSULTANTS_MOST / 4);
    return n;
}

static int
whose_turn(const void *x, const void *y)
{
    const struct viewing_consultant *a = x, *b = y;

    if (!a->busy != !b->busy)
        return a->busy ? 1 : -1;
    if (a->duty != b->duty)
        return a->duty ? -1 : 1;
    if (!a->place != !b->place)
        return a->place ? -1 : 1;
    if (a->place != b->place)
        return a->place < b->place ? -1 : 1;
    return a->received != b->received ? (a->received > b->received) - (a->received < b->received) : (a->staff > b->staff) - (a->staff < b->staff);
}

static void
mark_duty(struct office *o, int64_t project, moment from, struct viewing_consultant *out, size_t n)
{
    int64_t staff[CONSULTANTS_MOST];
    size_t present = on_duty(o, project, from, staff);
    bool any = false;

    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < present; k++)
            out[i].duty |= staff[k] == out[i].staff;
        any |= out[i].duty;
    }
    for (size_t i = 0; !any && i < n; i++)
        out[i].duty = true;
}

/* The day's rota: taken one after the other as it would give them visitors. */
static void
mark_turns(struct office *o, int64_t project, struct arena *a, struct viewing_consultant *out, size_t n)
{
    struct turns t;
    int place = 0, next;

    if (!project || !turns_read(o, project, office_today(o), a, &t, NULL))
        return;
    for (size_t k = 0; k < t.n; k++)
        for (size_t i = 0; i < n; i++)
            if (out[i].staff == t.t[k].staff && t.t[k].state != ROTA_HERE && !out[i].busy)
                out[i].busy = arena_strdup(a, _("away"));
    while ((next = rota_next(t.t, t.n)) >= 0) {
        place++;
        for (size_t i = 0; i < n; i++)
            if (out[i].staff == t.t[next].staff)
                out[i].place = place;
        t.t[next].busy = true;
    }
}

size_t
viewing_consultants(struct office *o, int64_t project, moment from, moment to, int64_t except, bool now, struct arena *a,
                    struct viewing_consultant *out, size_t max)
{
    struct query q = query_begin(o->store, &viewing_staff);
    size_t n = 0;

    query_bind_int(&q, project);
    query_bind_int(&q, except);
    query_bind_int(&q, from);
    query_bind_int(&q, to);
    query_bind_int(&q, moment_at(office_today(o), 0, o->zone));
    query_bind_int(&q, now);
    while (n < max && query_next(&q)) {
        char *viewing, *reception;

        if (!is_consultant(o, query_text(&q, "roles", a), a))
            continue;
        viewing = query_text_or_null(&q, "viewing", a);
        reception = query_text_or_null(&q, "reception", a);
        out[n++] = (struct viewing_consultant){ .staff = query_int(&q, "id"), .name = query_text(&q, "name", a),
                                                .busy = reception ? reception : viewing, .received = query_int(&q, "received") };
    }
    query_end(&q, NULL);
    mark_duty(o, project, from, out, n);
    if (now)
        mark_turns(o, project, a, out, n);
    qsort(out, n, sizeof *out, whose_turn);
    return n;
}

/* ---- slots --------------------------------------------------------------------------------------------------------- */

/* Of the wanted consultant (0: anybody) at that time; false: nobody is free. */
static bool
slot_at(struct office *o, const struct record *v, moment at, int64_t seconds, struct arena *a, struct viewing_slot *out)
{
    struct viewing_consultant all[CONSULTANTS_MOST];
    size_t n = viewing_consultants(o, record_num(v, "project"), at, at + seconds, v->id, false, a, all, COUNT(all));
    int64_t wanted = record_num(v, "consultant");

    *out = (struct viewing_slot){ .at = at };
    for (size_t i = 0; i < n; i++) {
        if (all[i].busy || (wanted ? all[i].staff != wanted : !all[i].duty))
            continue;
        if (!out->consultant)
            out->consultant = all[i].staff;
        out->names = out->names ? arena_printf(a, "%s %s", out->names, all[i].name) : all[i].name;
    }
    return out->consultant != 0;
}

size_t
viewing_slots(struct office *o, const struct record *v, day from, struct arena *a, struct viewing_slot *out, size_t max)
{
    int64_t minutes = record_num(v, "minutes") > 0 ? record_num(v, "minutes") : policy_number(o, "viewing.slot_minutes");
    int64_t step = policy_number(o, "viewing.slot_minutes");
    day last = from + (day)policy_number(o, "viewing.show_days");
    size_t n = 0;

    step = step > 0 ? step : 1;
    for (day d = from; d <= last; d++)
        for (int h = 0; h < o->calendar.nhours; h++)
            for (int64_t m = o->calendar.hours[h].from; m + minutes <= o->calendar.hours[h].to; m += step) {
                moment at = moment_at(d, (int)m * 60, o->zone);

                if (n == max)
                    return n;
                if (at > office_now(o) && slot_at(o, v, at, minutes * 60, a, &out[n]))
                    n++;
            }
    return n;
}
