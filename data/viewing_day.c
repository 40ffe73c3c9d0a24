/* The day of the appointments: who comes, has come, did not come (RCP-22, RCP-58, RCP-61). */
#include "data/viewing.h"

#include "base/lang.h"
#include "data/policy.h"
#include "data/reception_private.h"

#include <string.h>

#define SWEEP_MOST 100

SQL(viewing_rows, "SELECT v.id, v.at, v.number, coalesce(v.customer, 0) AS customer, coalesce(v.visit, 0) AS visit, coalesce(v.name, c.name, '') AS name,"
                  " coalesce(v.phone, '') AS phone, coalesce(v.homes, '') AS homes, coalesce(v.needs, '') AS needs, v.party, v.state,"
                  " coalesce(v.urgent, 0) AS urgent, coalesce(v.security, 0) AS security, coalesce(s.name, '') AS consultant, coalesce(p.done, '') AS done,"
                  " coalesce((SELECT r.focus FROM reception r WHERE r.customer = v.customer AND r.focus IS NOT NULL ORDER BY r.began_at DESC LIMIT 1), '') AS focus"
                  " FROM viewing v LEFT JOIN customer c ON c.id = v.customer LEFT JOIN staff s ON s.id = v.consultant LEFT JOIN viewing_prep p ON p.viewing = v.id"
                  " WHERE v.at >= ?1 AND v.at < ?2 AND (?3 = 0 OR v.project IS NULL OR v.project = ?3) ORDER BY v.at, v.id LIMIT ?4");
SQL(viewing_late, "SELECT id FROM viewing WHERE state = 'booked' AND coalesce(urgent, 0) = 0 AND at <= ? ORDER BY at LIMIT ?");

static char *
focus_words(struct office *o, const char *codes, struct arena *a)
{
    char *copy = arena_strdup(a, codes), *save = NULL, *out;
    struct buf b = { 0 };

    for (char *code = strtok_r(copy, " ", &save); code; code = strtok_r(NULL, " ", &save))
        buf_printf(&b, "%s%s", b.size ? " " : "", office_code_text(o, "focus", code));
    out = arena_strdup(a, b.text ? b.text : "");
    buf_free(&b);
    return out;
}

bool
viewing_list(struct office *o, moment from, moment to, struct arena *a, struct viewing_row *out, size_t max, size_t *count, struct err *err)
{
    struct query q = query_begin(o->store, &viewing_rows);

    query_bind_int(&q, from);
    query_bind_int(&q, to);
    query_bind_int(&q, o->project);
    query_bind_int(&q, (int64_t)max);
    for (*count = 0; *count < max && query_next(&q); ++*count) {
        struct viewing_row *r = &out[*count];
        const char *needs = query_text(&q, "needs", a);

        *r = (struct viewing_row){
            .id = query_int(&q, "id"), .customer = query_int(&q, "customer"), .visit = query_int(&q, "visit"), .at = query_int(&q, "at"),
            .number = query_text(&q, "number", a), .name = query_text(&q, "name", a), .phone = query_text(&q, "phone", a),
            .homes = query_text(&q, "homes", a), .consultant = query_text(&q, "consultant", a), .state = query_text(&q, "state", a),
            .party = query_int(&q, "party"), .urgent = query_int(&q, "urgent") != 0, .security = query_int(&q, "security") != 0,
            .needs = viewing_needs(o, needs, a), .focus = focus_words(o, query_text(&q, "focus", a), a),
        };
        r->prepared = viewing_prep_count(query_text(&q, "done", a), *needs != '\0', r->customer != 0, &r->to_prepare, a);
    }
    return query_end(&q, err);
}

/* ---- one action on a stored one -------------------------------------------------------------------------------- */

struct step {
    const char *from;               /* states it may be made in, separated by blanks */
    const char *detail;             /* for the journal's line, "" none */
    /* Changes the record, within the action. */
    bool (*change)(struct office *o, struct action *a, struct record *v, struct step *s, struct err *err);
    moment at;
    int64_t staff, reception;
    const char *why;
};

static bool
make(struct office *o, struct action *a, int64_t id, struct step *s, struct err *err)
{
    struct record *v;

    if (!reg_read(o, &viewing_register, id, &a->arena, &v, err))
        return false;
    if (!strstr(s->from, v->state))
        return err_set(err, ERR_REFUSED, _("%s: this is no longer possible."), reg_state_label(&viewing_register, v->state));
    if (!s->change(o, a, v, s, err) || !viewing_write(o, a, v, err))
        return false;
    action_arg(a, "reason", s->why);
    a->summary = arena_printf(&a->arena, "%s %s %s: %s%s%s", record_text(v, "number"), record_text(v, "name"),
                              moment_show(&a->arena, record_num(v, "at"), a->actor.now, o->zone),
                              s->detail ? s->detail : reg_state_label(&viewing_register, v->state), s->why ? ", " : "", s->why ? s->why : "");
    return true;
}

static bool
run(struct office *o, const char *name, int64_t id, struct step *s, struct err *err)
{
    struct action a;

    if (!office_must(o, "reception.do", "do", err) || !office_begin(o, &a, name, 0, err))
        return false;
    return make(o, &a, id, s, err) ? action_commit(&a, err) : action_fail(&a);
}

static bool
said_why(const char *why, struct err *err)
{
    return (why && *why) || err_field(err, "why", _("Say why."));
}

/* ---- they are here ------------------------------------------------------------------------------------------------ */

/* What the appointment knows, for whoever receives them. */
static char *
carried_note(struct office *o, const struct record *v, struct arena *a)
{
    const char *needs = viewing_needs(o, record_text(v, "needs"), a), *homes = record_text(v, "homes"), *note = record_text(v, "note");

    return arena_printf(a, "%s%s%s%s%s%s%s", record_text(v, "number"), *needs ? " " : "", needs, *homes ? " " : "", homes, *note ? " " : "", note);
}

static void
carry(struct office *o, struct action *a, const struct record *v, struct record *r)
{
    static const char *const texts[] = { "name", "form", "phone", "channel", "refused_why" };
    static const char *const numbers[] = { "customer", "party", "consultant", "project", "refused" };
    struct record *c;

    for (size_t i = 0; i < COUNT(texts); i++)
        if (*record_text(v, texts[i]))
            record_set_text(r, texts[i], record_text(v, texts[i]));
    for (size_t i = 0; i < COUNT(numbers); i++)
        if (record_num(v, numbers[i]))
            record_set_num(r, numbers[i], record_num(v, numbers[i]));
    if (record_num(v, "consultant"))            /* agreed beforehand: it does not go by turn */
        record_set_text(r, "override_why", arena_printf(&a->arena, _("By appointment %s"), record_text(v, "number")));
    record_set_text(r, "need", "1");            /* 看房 */
    record_set_text(r, "note", carried_note(o, v, &a->arena));
    if (!record_num(v, "customer") || !reg_read(o, reg_get("customer"), record_num(v, "customer"), &a->arena, &c, NULL))
        return;
    if (!*record_text(r, "form"))
        record_set_text(r, "form", record_text(c, "form"));
    if (!*record_text(r, "channel"))
        record_set_text(r, "channel", record_text(c, "channel"));
}

static bool
change_arrive(struct office *o, struct action *a, struct record *v, struct step *s, struct err *err)
{
    struct reception *r = reception_new(o, "walk_in", &a->arena);

    carry(o, a, v, r->record);
    if (!reception_open_within(o, a, r, err))
        return false;
    v->state = "arrived";
    record_set_num(v, "visit", r->record->id);
    if (!record_num(v, "customer"))
        record_set_num(v, "customer", record_num(r->record, "customer"));
    if (!record_num(v, "escort") && record_num(v, "consultant"))
        record_set_num(v, "escort", record_num(v, "consultant"));
    s->reception = r->record->id;
    return true;
}

bool
viewing_arrive(struct office *o, int64_t id, int64_t *reception, struct err *err)
{
    struct step s = { .from = "booked missed", .change = change_arrive };

    *reception = 0;
    if (!run(o, "viewing.arrive", id, &s, err))
        return false;
    *reception = s.reception;
    return true;
}

/* ---- another time, not at all ---------------------------------------------------------------------------------------- */

static bool
change_move(struct office *o, struct action *a, struct record *v, struct step *s, struct err *err)
{
    char *from = moment_show(&a->arena, record_num(v, "at"), a->actor.now, o->zone);

    (void)err;
    s->detail = arena_printf(&a->arena, _("moved from %s"), from);
    v->state = "booked";
    record_set_num(v, "at", s->at);
    record_set_text(v, "moved_why", s->why);
    return true;
}

bool
viewing_move(struct office *o, int64_t id, moment at, const char *why, struct err *err)
{
    struct step s = { .from = "booked missed", .change = change_move, .at = at, .why = why };

    return said_why(why, err) && run(o, "viewing.move", id, &s, err);
}

static bool
change_miss(struct office *o, struct action *a, struct record *v, struct step *s, struct err *err)
{
    (void)o;
    (void)s;
    if (record_num(v, "at") > a->actor.now)
        return err_set(err, ERR_REFUSED, _("They may still come: the time is not over."));
    v->state = "missed";
    return true;
}

bool
viewing_miss(struct office *o, int64_t id, struct err *err)
{
    struct step s = { .from = "booked", .change = change_miss };

    return run(o, "viewing.miss", id, &s, err);
}

static bool
change_cancel(struct office *o, struct action *a, struct record *v, struct step *s, struct err *err)
{
    (void)o;
    (void)a;
    (void)err;
    v->state = "cancelled";
    record_set_text(v, "result", s->why);
    return true;
}

bool
viewing_cancel(struct office *o, int64_t id, const char *why, struct err *err)
{
    struct step s = { .from = "booked missed", .change = change_cancel, .why = why };

    return said_why(why, err) && run(o, "viewing.cancel", id, &s, err);
}

static bool
change_assign(struct office *o, struct action *a, struct record *v, struct step *s, struct err *err)
{
    (void)err;
    record_set_num(v, "consultant", s->staff);
    s->detail = arena_printf(&a->arena, _("assigned to %s"), reg_ref_text(o, "staff", s->staff, &a->arena));
    return true;
}

bool
viewing_assign(struct office *o, int64_t id, int64_t staff, struct err *err)
{
    struct step s = { .from = "booked", .change = change_assign, .staff = staff };

    return run(o, "viewing.assign", id, &s, err);
}

/* ---- nobody came ------------------------------------------------------------------------------------------------------- */

static size_t
late_ones(struct office *o, int64_t *out, size_t max)
{
    struct query q = query_begin(o->store, &viewing_late);
    size_t n = 0;

    query_bind_int(&q, office_now(o) - policy_number(o, "viewing.miss_minutes") * 60);
    query_bind_int(&q, (int64_t)max);
    while (n < max && query_next(&q))
        out[n++] = query_int(&q, "id");
    query_end(&q, NULL);
    return n;
}

long
viewing_sweep(struct office *o, struct err *err)
{
    int64_t late[SWEEP_MOST];
    size_t n = late_ones(o, late, SWEEP_MOST);
    struct action a;
    bool good = true;

    if (n == 0)
        return 0;
    if (!office_begin(o, &a, "viewing.sweep", ENTRY_QUIET | ENTRY_FIXED, err))
        return -1;
    n = late_ones(o, late, SWEEP_MOST);         /* another desk may have been first */
    for (size_t i = 0; good && i < n; i++) {
        struct step s = { .from = "booked", .change = change_miss };

        good = make(o, &a, late[i], &s, err);
    }
    if (good && n > 1)
        a.summary = arena_printf(&a.arena, _("%zu appointments: nobody came"), n);
    good = good && n > 0 ? action_commit(&a, err) : action_fail(&a);
    return good ? (long)n : n == 0 ? 0 : -1;
}
