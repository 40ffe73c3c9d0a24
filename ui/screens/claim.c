#include "ui/screens/claim.h"

#include "base/lang.h"
#include "data/claim.h"
#include "data/customer.h"
#include "data/registers.h"
#include "ui/kit/dialog.h"
#include "ui/kit/list.h"
#include "ui/screens/desk.h"
#include "ui/screens/open.h"
#include "ui/screens/print.h"

#include <string.h>

enum { CLAIMS_MOST = 50, PEOPLE_MOST = 60 };

struct state {
    struct list *list;
    int64_t customer, project;
    struct claim_found found;       /* in sc->arena, like the rest */
    const char *sentence;
    int64_t last_claim;             /* the newest verdict, 0: none */
};

static const struct column columns[] = {
    { N_("Time"), 16, ALIGN_LEFT, 0 }, { N_("Contact or verdict"), 12, ALIGN_LEFT, 0 }, { N_("By whom"), 0, ALIGN_LEFT, 0 },
    { N_("Number"), 14, ALIGN_LEFT, 1 }, { 0 },
};

static bool
claim_open(struct screen *sc, void *arg, struct err *err)
{
    struct state *s = sc->state;
    struct office *o = office_of(sc);
    struct arena a = { 0 };
    struct record *c;
    bool good;

    s->customer = customer_now(o, *(const int64_t *)arg);
    good = office_must(o, "screen.reception", "see", err) && reg_read(o, reg_get("customer"), s->customer, &a, &c, err);
    if (good) {
        s->project = claim_project(o, c);
        screen_title(sc, _("Whose customer: %s"), record_text(c, "name"));
        good = s->project || err_set(err, ERR_INPUT, "%s", _("Choose a project first."));
    }
    s->list = list_new(columns, NULL, s);
    list_empty_text(s->list, _("No contact is on record."));
    arena_free(&a);
    return good;
}

static const char *
name_of(const struct state *s, int64_t staff)
{
    for (size_t i = 0; i < s->found.c.npeople; i++)
        if (s->found.c.people[i].staff == staff)
            return s->found.c.people[i].name;
    return "";
}

static void
add_contacts(struct screen *sc)
{
    struct state *s = sc->state;
    struct office *o = office_of(sc);

    for (size_t i = 0; i < s->found.c.ntouches; i++) {
        const struct touch *t = &s->found.c.touches[i];
        struct row *r;

        if (t->kind == TOUCH_RULING)
            continue;
        r = list_add(s->list, t->id, "first_contact");
        r->cells[0] = moment_show(&sc->arena, t->at, office_now(o), o->zone);
        r->cells[1] = touch_name(t->kind);
        r->cells[2] = arena_printf(&sc->arena, "%s%s%s%s", t->agency ? t->agency : name_of(s, t->staff), t->relative ? _(" (household)") : "",
                                   t->named ? _(", asked for by name") : "", t->refused ? _(", nothing left") : "");
        r->cells[3] = t->number;
        r->style = t->at == s->found.verdict.first_at ? STYLE_STRONG : STYLE_PLAIN;
    }
}

static bool
add_verdicts(struct screen *sc, struct err *err)
{
    struct state *s = sc->state;
    struct office *o = office_of(sc);
    struct reg_filter mine = { .field = "customer", .equals = s->customer };
    struct record *rows[CLAIMS_MOST];
    size_t n;

    if (!reg_window(o, &claim_register, &mine, NULL, false, &sc->arena, rows, CLAIMS_MOST, &n, err))
        return false;
    s->last_claim = n ? rows[0]->id : 0;
    if (n)
        list_add_heading(s->list, _("Verdicts"));
    for (size_t i = 0; i < n; i++) {
        struct row *r = list_add(s->list, rows[i]->id, "claim");
        const char *agency = record_text(rows[i], "agency");
        int64_t holder = record_num(rows[i], "holder");

        r->cells[0] = moment_show(&sc->arena, record_num(rows[i], "decided_at"), office_now(o), o->zone);
        r->cells[1] = reg_state_label(&claim_register, rows[i]->state);
        r->cells[2] = arena_printf(&sc->arena, _("%s claims, belongs to %s (rule %d)"), reg_ref_text(o, "staff", record_num(rows[i], "claimant"), &sc->arena),
                                   *agency ? agency : holder ? reg_ref_text(o, "staff", holder, &sc->arena) : _("nobody, by turns"),
                                   (int)record_num(rows[i], "rule"));
        r->cells[3] = record_text(rows[i], "number");
    }
    return true;
}

static bool
claim_load(struct screen *sc, struct err *err)
{
    struct state *s = sc->state;

    list_clear(s->list);
    s->sentence = "";
    if (!claim_of(office_of(sc), s->project, s->customer, 0, &sc->arena, &s->found, err))
        return false;
    s->sentence = claim_sentence(&s->found.c, &s->found.verdict, &sc->arena);
    add_contacts(sc);
    return add_verdicts(sc, err);
}

static void
claim_draw(struct screen *sc, struct box body)
{
    struct state *s = sc->state;

    draw_text(sc->term, body, 0, 1, body.cols - 2, STYLE_STRONG, s->sentence);
    list_draw(s->list, sc->term, (struct box){ body.y + 2, body.x + 1, body.rows - 2, body.cols - 1 }, true);
}

static bool
claim_key(struct screen *sc, const struct key *k)
{
    return list_key(((struct state *)sc->state)->list, k);
}

static bool
claim_has_row(const struct screen *sc)
{
    return list_row(((struct state *)sc->state)->list) != NULL;
}

static void
claim_close(struct screen *sc)
{
    list_free(&((struct state *)sc->state)->list);
}

/* ---- commands ------------------------------------------------------------------------------------------- */

static void
do_open(struct screen *sc)
{
    const struct row *r = list_row(((struct state *)sc->state)->list);

    open_matter(sc, r->key, r->id);
}

/* The working, each line with the day and the rule it rests on. */
static void
do_working(struct screen *sc)
{
    struct state *s = sc->state;
    struct office *o = office_of(sc);
    struct arena a = { 0 };
    struct buf b = { 0 };

    buf_printf(&b, "%s\n\n", s->sentence);
    for (size_t i = 0; i < s->found.verdict.nlines; i++) {
        const struct claim_line *l = &s->found.verdict.lines[i];

        buf_printf(&b, "%s  %s\n", l->at ? moment_show(&a, l->at, office_now(o), o->zone) : "", arena_printf(&a, _("%s (rule %d)"), l->text, l->rule));
    }
    buf_puts(&b, "\n");
    for (int rule = CLAIM_ONE_CUSTOMER; rule < CLAIM_RULES; rule++)
        buf_printf(&b, _("rule %d: %s\n"), rule, claim_rule_name((enum claim_rule)rule));
    dialog_text(sc->app, _("Working"), b.text);
    buf_free(&b);
    arena_free(&a);
}

/* A consultant by one digit; nobody offered too: 0. -1: Esc. */
static int64_t
choose_consultant(struct screen *sc, const char *title, bool nobody)
{
    struct arena a = { 0 };
    struct option people[PEOPLE_MOST];
    size_t n = claim_consultants(office_of(sc), &a, people, PEOPLE_MOST - 1);
    int64_t id = -1;
    int chosen;

    if (nobody)
        people[n++] = (struct option){ .text = _("nobody, by turns") };
    chosen = n ? dialog_choose(sc->app, title, people, n, 0) : -1;
    if (chosen >= 0)
        id = people[chosen].id;
    arena_free(&a);
    return id;
}

static void
do_claim(struct screen *sc)
{
    struct state *s = sc->state;
    const struct option_list *grounds = office_list(office_of(sc), "claim_ground");
    int64_t who = choose_consultant(sc, _("Who says the customer is theirs?"), false), id;
    int why = who > 0 ? dialog_choose(sc->app, _("On what grounds?"), grounds->options, grounds->count, 0) : -1;
    struct err err = { 0 };

    if (why < 0)
        return;
    if (!claim_file(office_of(sc), s->project, s->customer, who, grounds->options[why].code, &id, &err))
        app_say_err(sc->app, &err);
    else
        app_say(sc->app, _("Decided: %s"), s->sentence);
}

static bool
has_claim(const struct screen *sc)
{
    return ((const struct state *)sc->state)->last_claim != 0;
}

static void
do_overrule(struct screen *sc)
{
    static const struct field why = { .name = "why", .label = N_("Reason"), .kind = FIELD_TEXT, .cols = 50, .required = true };
    struct state *s = sc->state;
    int64_t who = choose_consultant(sc, _("To whom does the customer go?"), true), id;
    struct value v = { 0 };
    struct arena a = { 0 };
    struct err err = { 0 };

    if (who >= 0 && dialog_line(sc->app, _("Overrule the verdict"), &why, desk_env(desk_of(sc)), &a, &v)) {
        if (claim_overrule(office_of(sc), s->last_claim, who, v.set ? v.text : "", &id, &err))
            app_say(sc->app, "%s", _("Overruled; the first verdict stays as it is."));
        else
            app_say_err(sc->app, &err);
    }
    arena_free(&a);
}

static bool
on_contact(const struct screen *sc)
{
    const struct row *r = list_row(((struct state *)sc->state)->list);

    return r && strcmp(r->key, "first_contact") == 0;
}

static void
do_print(struct screen *sc)
{
    print_record(sc, &first_contact_register, list_id(((struct state *)sc->state)->list));
}

static const struct command commands[] = {
    { .id = "claim.open", .key = CMD_KEY(KEY_ENTER), .need = NEED_ROW, .bar = N_("Open"), .help = N_("Opens the contact or the verdict."), .run = do_open },
    { .id = "claim.why", .key = 'i', .bar = N_("Working"), .help = N_("The working: each contact, its date, the rule."), .run = do_working },
    { .id = "claim.file", .key = 'c', .need = NEED_WRITE, .right = "do claim.decide", .bar = N_("Claim"),
      .help = N_("A colleague says the customer is theirs: who, on what grounds; the verdict is kept."), .run = do_claim },
    { .id = "claim.overrule", .key = 'o', .need = NEED_WRITE, .right = "approve claim.overrule", .bar = N_("Overrule"),
      .help = N_("The site manager decides against the rules, with a reason."), .run = do_overrule, .when = has_claim },
    { .id = "claim.print", .key = 'p', .need = NEED_ROW, .bar = N_("Slip"), .help = N_("The slip of this contact on paper."), .run = do_print, .when = on_contact },
    { 0 }
};

static const char *const tips[] = {
    N_("Contacts are never changed; a verdict names the rule and the dates it rests on."),
    N_("The household counts as one customer; numbers of days stand in the policies."),
    NULL
};

const struct screen_ops claim_screen = {
    .name = "claim", .title = N_("Whose customer"), .state_size = sizeof(struct state), .commands = commands, .tips = tips,
    .open = claim_open, .load = claim_load, .draw = claim_draw, .key = claim_key, .has_row = claim_has_row, .close = claim_close,
};

/* ---- ways in ----------------------------------------------------------------------------------------------- */

void
claim_open_matter(struct screen *sc, const char *about, int64_t customer)
{
    (void)about;
    screen_push(sc->app, &claim_screen, &customer);
}

static void
ask_customer(struct screen *sc)
{
    static const struct field who = { .name = "customer", .label = N_("Customer"), .kind = FIELD_REF, .list = "customer", .cols = 24, .required = true };
    struct value v = { 0 };
    struct arena a = { 0 };

    if (dialog_line(sc->app, _("Whose customer"), &who, desk_env(desk_of(sc)), &a, &v) && v.set)
        claim_open_matter(sc, "customer", v.num);
    arena_free(&a);
}

static void
show_rota(struct screen *sc)
{
    screen_push(sc->app, &rota_screen, NULL);
}

const struct command claim_menu[] = {
    { .id = "menu.rota", .right = "see screen.reception", .bar = N_("Rota"), .help = N_("Whose turn it is to receive."), .run = show_rota },
    { .id = "menu.claim", .right = "see screen.reception", .bar = N_("Whose customer"), .help = N_("Who owns a customer, and why."), .run = ask_customer },
    { 0 }
};
