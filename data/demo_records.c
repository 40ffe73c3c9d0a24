/* The demonstration's registers and people, as content/demo_records.csv and demo_people.csv tell them. */
#include "base/lang.h"
#include "data/content.h"
#include "data/customer.h"
#include "data/demo_private.h"
#include "data/ownership.h"
#include "data/registers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- "name=李敏; roles=15 29" into a record ---------------------------------------------------- */

/* "@call": that part of the introduction compiled in. */
static const char *
introduction(const char *part, struct arena *a)
{
    struct content_table t = content_table("intros.csv", a);

    for (size_t i = 0; i < t.rows; i++)
        if (strcmp(content_cell(&t, i, "part"), part) == 0)
            return content_cell(&t, i, "text");
    fprintf(stderr, "qiantai: no introduction %s\n", part);
    abort();
}

/* A name alone is enough here; 0: as any reference. */
static int64_t
by_name(struct demo *d, const char *table, const char *name)
{
    struct option found;

    if (strcmp(table, "customer") == 0)
        return demo_customer(d, name);
    if (strcmp(table, "staff") == 0)
        return demo_staff(d, name);
    if (strcmp(table, "property_event") == 0)
        return reg_refs(d->o, table, name, &d->a, &found, 1) ? found.id : 0;
    return strcmp(table, "home") == 0 ? demo_home(d, name) : 0;
}

static bool
set_value(struct demo *d, struct record *r, const char *name, const char *text, struct err *err)
{
    int at = field_index(r->reg->fields, name);
    const struct field *f = &r->reg->fields[at < 0 ? 0 : at];
    int64_t id;

    if (at < 0) {
        fprintf(stderr, "qiantai: %s has no field %s\n", r->reg->name, name);
        abort();
    }
    if (f->kind == FIELD_DATE && (*text == '-' || *text == '+')) {
        record_set_num(r, name, demo_day(d, text));
        return true;
    }
    if (f->kind == FIELD_REF && (id = by_name(d, f->list, text)) != 0) {
        record_set_num(r, name, id);
        return true;
    }
    return field_read(f, *text == '@' ? introduction(text + 1, r->arena) : text, &d->o->env, r->arena, &r->v[at], err);
}

/* Pairs "name=value" separated by ';' and blanks. */
static bool
set_values(struct demo *d, struct record *r, const char *pairs, struct err *err)
{
    char *copy = arena_strdup(r->arena, pairs), *save = NULL;

    for (char *pair = strtok_r(copy, ";", &save); pair; pair = strtok_r(NULL, ";", &save)) {
        char *value;

        pair += strspn(pair, " ");
        value = strchr(pair, '=');
        if (!value) {
            fprintf(stderr, "qiantai: %s is no value of the demonstration\n", pair);
            abort();
        }
        *value++ = '\0';
        if (!set_value(d, r, pair, value, err))
            return false;
    }
    return true;
}

/* ---- registers ------------------------------------------------------------------------------------- */

struct scripted { const struct reg *reg; const char *values; int64_t id; };
struct scripted_move { struct scripted *of; const char *id; };

static bool
save_record(struct demo *d, void *with, struct err *err)
{
    struct scripted *s = with;
    struct arena a = { 0 };
    struct record *r = record_new(d->o, s->reg, &a);
    bool good = set_values(d, r, s->values, err) && reg_save(d->o, r, NULL, err);

    s->id = r->id;
    arena_free(&a);
    return good;
}

static bool
move_record(struct demo *d, void *with, struct err *err)
{
    struct scripted_move *m = with;
    struct arena a = { 0 };
    struct record *r;
    const struct move *move = NULL;
    bool good = reg_read(d->o, m->of->reg, m->of->id, &a, &r, err);

    if (good)
        move = reg_move_named(d->o, r, m->id);
    if (good && !move)
        good = err_set(err, ERR_REFUSED, "%s: %s", m->of->reg->name, m->id);
    good = good && reg_move(d->o, r, move, NULL, err);
    arena_free(&a);
    return good;
}

/* "propose=郑海 approve=沈洁": each a quarter of an hour after the one before. */
static void
plan_moves(struct demo *d, struct scripted *s, moment at, const char *moves)
{
    char *copy = arena_strdup(&d->a, moves), *save = NULL;

    for (char *word = strtok_r(copy, " ", &save); word; word = strtok_r(NULL, " ", &save)) {
        struct scripted_move *m = arena_alloc(&d->a, sizeof *m);
        char *who = strchr(word, '=');

        *who++ = '\0';
        *m = (struct scripted_move){ s, word };
        demo_plan(d, at += 15 * 60, who, move_record, m);
    }
}

void
demo_plan_records(struct demo *d)
{
    struct content_table t = content_table("demo_records.csv", &d->a);
    struct scripted *s = NULL;

    for (size_t i = 0; i < t.rows; i++) {
        moment at = demo_when(d, content_cell(&t, i, "when"));
        const char *values = content_cell(&t, i, "values");

        if (strcmp(values, "~") != 0) {             /* ~: the record of the row before goes on */
            s = arena_alloc(&d->a, sizeof *s);
            s->reg = reg_get(content_cell(&t, i, "register"));
            s->values = values;
            demo_plan(d, at, content_cell(&t, i, "by"), save_record, s);
        }
        plan_moves(d, s, at, content_cell(&t, i, "moves"));
    }
}

/* ---- people --------------------------------------------------------------------------------------------- */

struct named { const char *name, *phones, *values; };
struct deed { const char *name, *home, *kind; day subscribed, signed_on, handover; };
struct tie { const char *name, *other, *kind; };

static size_t
cut_phones(const char *phones, const char **out, size_t max, struct arena *a)
{
    char *copy = arena_strdup(a, phones), *save = NULL;
    size_t n = 0;

    for (char *p = strtok_r(copy, " ", &save); p && n < max; p = strtok_r(NULL, " ", &save))
        out[n++] = p;
    return n;
}

/* Whoever came to the desk before is known by then; more is noted now. */
static bool
save_person(struct demo *d, void *with, struct err *err)
{
    const struct named *p = with;
    struct arena a = { 0 };
    const char *phones[4];
    size_t n = cut_phones(p->phones, phones, COUNT(phones), &a);
    int64_t known = n ? customer_same(d->o, p->name, phones[0], NULL) : 0;
    struct record *r = record_new(d->o, &customer_register, &a);
    bool good = known == 0 || reg_read(d->o, &customer_register, known, &a, &r, err);

    record_set_text(r, "name", p->name);
    good = good && set_values(d, r, p->values, err) && customer_save(d->o, r, phones, n, NULL, err);
    arena_free(&a);
    return good;
}

static bool
note_deed(struct demo *d, void *with, struct err *err)
{
    const struct deed *w = with;
    struct action a;
    struct ownership own = {
        demo_home(d, w->home), demo_customer(d, w->name), w->kind, w->subscribed, w->signed_on, w->handover
    };
    const char *verb = w->handover != NO_DAY ? "ownership.hand_over" : w->signed_on != NO_DAY ? "ownership.sign" : "ownership.subscribe";
    const char *words = w->handover != NO_DAY ? _("Home %s handed over") :
                        w->signed_on != NO_DAY ? _("Contract for home %s signed") : _("Home %s subscribed");

    if (!office_begin(d->o, &a, verb, 0, err))
        return false;
    a.summary = arena_printf(&a.arena, words, w->home);
    return ownership_put(d->o, &a, &own, err) ? action_commit(&a, err) : action_fail(&a);
}

static void
plan_deed(struct demo *d, const struct content_table *t, size_t i, const char *column, const char *clock)
{
    const char *days = content_cell(t, i, column);
    moment at, since = demo_when(d, content_cell(t, i, "since"));
    struct deed *w;

    if (!*days || atoi(days) > 0)
        return;
    w = arena_alloc(&d->a, sizeof *w);
    *w = (struct deed){ content_cell(t, i, "name"), content_cell(t, i, "home"), content_cell(t, i, "kind"), NO_DAY, NO_DAY, NO_DAY };
    *(strcmp(column, "subscribed") == 0 ? &w->subscribed : strcmp(column, "signed") == 0 ? &w->signed_on : &w->handover) = demo_day(d, days);
    at = demo_when(d, arena_printf(&d->a, "%sd %s", days, clock));
    demo_plan(d, at > since ? at : since + 60, NULL, note_deed, w);      /* what was before the records began */
}

static bool
note_tie(struct demo *d, void *with, struct err *err)
{
    const struct tie *t = with;

    return customer_bind(d->o, demo_customer(d, t->name), demo_customer(d, t->other), t->kind, err);
}

/* Somebody noted twice is found to be one. */
static bool
merge(struct demo *d, void *with, struct err *err)
{
    const struct tie *t = with;

    return customer_merge(d->o, demo_customer(d, t->name), demo_customer(d, t->other), t->kind, err);
}

static void
plan_tie(struct demo *d, moment at, const char *who, demo_run run, const char *name, const char *other, const char *kind)
{
    struct tie *t = arena_alloc(&d->a, sizeof *t);

    *t = (struct tie){ name, other, kind };
    demo_plan(d, at, who, run, t);
}

void
demo_plan_people(struct demo *d)
{
    struct content_table t = content_table("demo_people.csv", &d->a);

    for (size_t i = 0; i < t.rows; i++) {
        struct named *p = arena_alloc(&d->a, sizeof *p);
        moment since = demo_when(d, content_cell(&t, i, "since"));
        const char *relative = content_cell(&t, i, "relative"), *same = content_cell(&t, i, "same_as");

        *p = (struct named){ content_cell(&t, i, "name"), content_cell(&t, i, "phones"), content_cell(&t, i, "values") };
        demo_plan(d, since, content_cell(&t, i, "by"), save_person, p);
        plan_deed(d, &t, i, "subscribed", "14:20");
        plan_deed(d, &t, i, "signed", "15:10");
        plan_deed(d, &t, i, "handover", "11:30");
        if (*relative)
            plan_tie(d, since + 5 * 60, content_cell(&t, i, "by"), note_tie, arena_strdup(&d->a, relative + 1), p->name,
                     arena_strndup(&d->a, relative, 1));
        if (*same)
            plan_tie(d, since + DAY_SECONDS, "沈洁", merge, same, p->name, _("The same phone, the same person"));
    }
}
