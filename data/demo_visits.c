/* The demonstration at the desk: calls, walk-ins, appointments, what is owed after them, messages. */
#include "base/lang.h"
#include "data/club.h"
#include "data/content.h"
#include "data/customer.h"
#include "data/demo_private.h"
#include "data/message.h"
#include "data/reception.h"
#include "data/task.h"

#include <stdlib.h>
#include <string.h>

SQL(demo_viewing_of, "SELECT id FROM viewing WHERE reception = ?");
SQL(demo_received, "SELECT count(*) FROM reception WHERE customer = ?");

/* ---- calls and walk-ins ------------------------------------------------------------------------ */

/* "text=1|text=2|text=2@+50" */
static void
take_questions(struct demo *d, struct reception *r, const char *asked)
{
    char *copy = arena_strdup(r->arena, asked), *save = NULL;

    r->asked = arena_alloc(r->arena, COUNT(((struct demo_visit *)0)->questions) * sizeof *r->asked);
    for (char *q = strtok_r(copy, "|", &save); q && r->nasked < 6; q = strtok_r(NULL, "|", &save)) {
        struct asked *a = &r->asked[r->nasked++];
        char *state = strchr(q, '=');

        *state++ = '\0';
        a->text = q;
        a->answered = *state == '1';
        if (state[1] == '@')
            a->promised_at = demo_when(d, state + 2);
    }
}

static void
put(struct record *r, const char *field, const char *text)
{
    if (text && *text)
        record_set_text(r, field, text);
}

static void
take_words(struct demo *d, struct record *r, const struct demo_visit *v)
{
    put(r, "name", v->name);
    put(r, "form", v->form);
    put(r, "phone", v->phone);
    put(r, "need", v->need);
    put(r, "channel", v->channel);
    put(r, "occupation", v->occupation);
    put(r, "focus", v->focus);
    put(r, "latent", v->latent);
    put(r, "told", v->told);
    put(r, "topics", v->topics);
    put(r, "invited", v->invited);
    put(r, "next_step", v->next_step);
    put(r, "result", v->result);
    put(r, "lost", v->lost);
    put(r, "refused_why", v->refused_why);
    put(r, "note", v->note);
    if (v->party && *v->party)
        record_set_num(r, "party", atoi(v->party));
    if (v->consultant && *v->consultant)
        record_set_num(r, "consultant", demo_staff(d, v->consultant));
    if (v->refused_why && *v->refused_why)
        record_set_num(r, "refused", 1);
    if (v->next_at)
        record_set_num(r, "next_at", v->next_at);
}

static void
take_times(struct record *r, const struct demo_visit *v, bool first)
{
    moment began = record_num(r, "began_at") - v->minutes * 60;

    record_set_num(r, "began_at", began);
    record_set_num(r, "first", first);
    if (strcmp(v->kind, "call") != 0)
        return;
    record_set_num(r, "rings", 2);
    record_set_num(r, "answered_at", began + 8);
    record_set_num(r, "greeted", 1);
    record_set_num(r, "introduced", first);
    record_set_num(r, "more_asked", 1);
}

/* The appointment that the reception ends with; NULL where it is made of the reception alone. */
static struct record *
appointment(struct demo *d, const struct demo_visit *v, struct record *r)
{
    struct record *view;

    if (!v->view_homes || !*v->view_homes)
        return NULL;
    view = viewing_new(d->o, r->arena);
    put(view, "name", v->name);
    put(view, "phone", v->phone);
    put(view, "homes", v->view_homes);
    put(view, "needs", v->view_needs);
    put(view, "note", v->note);
    record_set_num(view, "party", v->view_needs && *v->view_needs ? 2 : 4);
    return view;
}

static bool
received_before(struct demo *d, int64_t customer)
{
    struct query q = query_begin(d->o->store, &demo_received);

    query_bind_int(&q, customer);
    return query_number(&q, 0) > 0;
}

bool
demo_visit(struct demo *d, void *visit, struct err *err)
{
    struct demo_visit *v = visit;
    struct arena a = { 0 };
    struct reception *r = reception_new(d->o, v->kind, &a);
    int64_t known = v->phone && *v->phone ? customer_same(d->o, v->name, v->phone, NULL) : 0;
    bool good;

    if (known)
        reception_caller(d->o, r, known);
    take_words(d, r->record, v);
    take_times(r->record, v, !known || !received_before(d, known));
    if (v->asked)
        take_questions(d, r, v->asked);
    good = v->open ? reception_open(d->o, r, err) : reception_close(d->o, r, appointment(d, v, r->record), err);
    v->reception = r->record->id;
    for (v->nquestions = 0; v->nquestions < r->nasked; v->nquestions++)
        v->questions[v->nquestions] = r->asked[v->nquestions].id;
    arena_free(&a);
    return good;
}

/* What the history still owes is settled the same day: first visits to the customers' club. */
static bool
hand_to_club(struct demo *d, void *with, struct err *err)
{
    struct err why = { 0 };
    int64_t count;

    (void)with;
    if (club_hand_over(d->o, office_today(d->o), "周小云", NULL, &count, &why) || why.code == ERR_MISSING)
        return true;                        /* whoever came again is no first visitor */
    *err = why;
    return false;
}

/* The appointment that the call ended with was kept. */
static bool
arrive(struct demo *d, void *with, struct err *err)
{
    const struct demo_visit *v = with;
    struct arena a = { 0 };
    struct query q = query_begin(d->o->store, &demo_viewing_of);
    struct record *r = NULL;
    bool good;

    query_bind_int(&q, v->reception);
    good = reg_read(d->o, &viewing_register, query_number(&q, 0), &a, &r, err) &&
           reg_move(d->o, r, reg_move_named(d->o, r, "arrive"), NULL, err);
    arena_free(&a);
    return good;
}

static bool
answer_later(struct demo *d, void *with, struct err *err)
{
    const struct demo_visit *v = with;

    for (size_t i = 0; i < v->nquestions; i++) {
        struct arena a = { 0 };
        struct asked it;
        int64_t reception;
        bool good = question_get(d->o, v->questions[i], &a, &it, &reception, err) &&
                    (it.answered || reception_answer(d->o, it.id, "已核实，电话答复", err));

        arena_free(&a);
        if (!good)
            return false;
    }
    return true;
}

void
demo_plan_visits(struct demo *d)
{
    struct content_table t = content_table("demo_visits.csv", &d->a);

    for (size_t i = 0; i < t.rows; i++) {
        struct demo_visit *v = arena_alloc(&d->a, sizeof *v);
        moment at = demo_when(d, content_cell(&t, i, "when"));
        const char **const texts[] = {
            &v->kind, &v->name, &v->form, &v->phone, &v->need, &v->channel, &v->party, &v->consultant, &v->occupation, &v->focus,
            &v->latent, &v->told, &v->topics, &v->asked, &v->invited, &v->next_step, &v->result, &v->refused_why, &v->view_needs,
            &v->view_homes, &v->note,
        };
        static const char *const columns[] = {
            "kind", "name", "form", "phone", "need", "channel", "party", "consultant", "occupation", "focus",
            "latent", "told", "topics", "asked", "invited", "next_step", "result", "refused_why", "view_needs", "view_homes", "note",
        };

        for (size_t c = 0; c < COUNT(columns); c++)
            *texts[c] = content_cell(&t, i, columns[c]);
        v->minutes = atoi(content_cell(&t, i, "minutes"));
        v->next_at = demo_when(d, content_cell(&t, i, "next_at"));
        v->open = v->minutes == 0;
        demo_plan(d, at, content_cell(&t, i, "by"), demo_visit, v);
        demo_settle_visit(d, v, at, content_cell(&t, i, "by"));
    }
}

void
demo_settle_visit(struct demo *d, struct demo_visit *v, moment at, const char *who)
{
    if (moment_day(at, d->o->zone) >= d->today)
        return;                             /* today's are owed still */
    if (strcmp(v->kind, "walk_in") == 0)
        demo_plan(d, at + 20 * 60, who, hand_to_club, v);
    if (v->asked && strstr(v->asked, "=2"))
        demo_plan(d, at + 10 * 60, who, answer_later, v);
    if (v->view_homes && *v->view_homes && v->next_at < d->now)
        demo_plan(d, v->next_at + 2 * 60, NULL, arrive, v);
}

/* ---- owed and sent ------------------------------------------------------------------------------------ */

struct owed { const struct content_table *t; size_t row; };

static const char *
cell(const struct owed *w, const char *column)
{
    return content_cell(w->t, w->row, column);
}

static bool
owe(struct demo *d, void *with, struct err *err)
{
    const struct owed *w = with;
    struct action a;
    struct task_wish wish = {
        .about = cell(w, "about"), .customer = demo_customer(d, cell(w, "customer")), .home = demo_home(d, cell(w, "home")),
        .staff = demo_staff(d, cell(w, "staff")), .project = demo_project(d), .due = demo_when(d, cell(w, "due")),
        .text = *cell(w, "text") ? cell(w, "text") : NULL,
    };

    wish.matter = strcmp(wish.about, "home") == 0 ? wish.home : wish.customer;
    if (!office_begin(d->o, &a, cell(w, "event"), ENTRY_QUIET, err))
        return false;
    action_subject(&a, "home", wish.home);
    action_subject(&a, "customer", wish.customer);
    return event_raise(d->o, &a, cell(w, "event"), cell(w, "task"), &wish, err) ? action_commit(&a, err) : action_fail(&a);
}

/* "客户=陈女士;日期=今天" */
static struct template_value *
cut_values(const char *pairs, struct arena *a)
{
    char *copy = arena_strdup(a, pairs), *save = NULL;
    struct template_value *v = arena_alloc(a, (strlen(pairs) / 2 + 2) * sizeof *v);
    size_t n = 0;

    for (char *pair = strtok_r(copy, ";", &save); pair; pair = strtok_r(NULL, ";", &save)) {
        char *value = strchr(pair, '=');

        *value++ = '\0';
        v[n++] = (struct template_value){ pair, value };
    }
    return v;
}

static bool
write_message(struct demo *d, void *with, struct err *err)
{
    const struct owed *w = with;
    struct action a;
    struct message_wish wish = {
        .code = cell(w, "template"), .customer = demo_customer(d, cell(w, "customer")), .due = demo_when(d, cell(w, "due")),
        .mass = *cell(w, "mass") != '\0',
    };

    if (!office_begin(d->o, &a, "message.write", 0, err))
        return false;
    wish.values = cut_values(cell(w, "values"), &a.arena);
    a.summary = arena_printf(&a.arena, _("Message %s to %s"), wish.code, cell(w, "customer"));
    return message_compose(d->o, &a, &wish, NULL, err) ? action_commit(&a, err) : action_fail(&a);
}

void
demo_plan_owed(struct demo *d)
{
    struct content_table *t = arena_alloc(&d->a, sizeof *t);

    *t = content_table("demo_owed.csv", &d->a);
    for (size_t i = 0; i < t->rows; i++) {
        struct owed *w = arena_alloc(&d->a, sizeof *w);

        *w = (struct owed){ t, i };
        demo_plan(d, demo_when(d, cell(w, "when")), cell(w, "by"), *cell(w, "event") ? owe : write_message, w);
    }
}
