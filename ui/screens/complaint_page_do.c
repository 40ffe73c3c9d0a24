/* What may be done with a matter: a table of acts, each with the fields that it asks for. */
#include "ui/screens/complaint_page.h"

#include "base/lang.h"
#include "data/registers.h"
#include "ui/kit/dialog.h"
#include "ui/screens/desk.h"
#include "ui/screens/dialog_draft.h"
#include "ui/screens/open.h"
#include "ui/screens/print.h"
#include "ui/screens/register.h"

#include <string.h>

#define LINE(name_, label_) { .name = name_, .label = label_, .kind = FIELD_LONG, .cols = 44, .rows = 3, .limit = 2000, .required = true }
#define SHORT(name_, label_) { .name = name_, .label = label_, .kind = FIELD_TEXT, .cols = 40, .limit = 200, .required = true }
#define MAYBE(name_, label_) { .name = name_, .label = label_, .kind = FIELD_TEXT, .cols = 40, .limit = 200, .skip = true }
#define SCORE(name_, label_) { .name = name_, .label = label_, .kind = FIELD_NUMBER, .cols = 3, .min = 1, .max = 5 }

static const struct field contact_fields[] = { LINE("result", N_("What was said")), { 0 } };
static const struct field respond_fields[] = { LINE("words", N_("Answer given")), { 0 } };
static const struct field arrive_fields[] = { SHORT("who", N_("Who came")), { 0 } };
static const struct field progress_fields[] = {
    { .name = "kind", .label = N_("Kind"), .kind = FIELD_CHOICE, .list = "progress_kind", .cols = 12, .preset = "1", .required = true },
    LINE("text", N_("How it goes")), MAYBE("next", N_("What comes next")),
    { .name = "told", .label = N_("Owner told by phone"), .kind = FIELD_BOOL, .cols = 4, .skip = true }, { 0 }
};
static const struct field why_fields[] = { SHORT("why", N_("Why")), { 0 } };
static const struct field maybe_fields[] = { MAYBE("why", N_("Note")), { 0 } };
static const struct field dispatch_fields[] = {
    { .name = "role", .label = N_("To"), .kind = FIELD_CHOICE, .list = "role", .cols = 16, .required = true },
    { .name = "staff", .label = N_("Person"), .kind = FIELD_REF, .list = "staff", .cols = 12, .skip = true, .hint = N_("Empty: whoever of the role has least to do.") },
    MAYBE("why", N_("Why")), { 0 }
};
static const struct field done_fields[] = {
    { .name = "result", .label = N_("Result"), .kind = FIELD_CHOICE, .list = "complaint_result", .cols = 12, .required = true },
    LINE("words", N_("Result in words")), { 0 }
};
static const struct field confirm_fields[] = {
    { .name = "how", .label = N_("Confirmed how"), .kind = FIELD_CHOICE, .list = "confirm_way", .cols = 12, .required = true },
    SHORT("by", N_("Confirmed by")), { 0 }
};
static const struct field follow_fields[] = {
    { .name = "reached", .label = N_("Reached"), .kind = FIELD_BOOL, .cols = 4, .preset = "1" },
    { .name = "solved", .label = N_("Is it solved?"), .kind = FIELD_BOOL, .cols = 4, .preset = "1" },
    SCORE("speed", N_("Quick enough, 1 to 5")), SCORE("manner", N_("How we behaved, 1 to 5")), SCORE("quality", N_("How well it was done, 1 to 5")),
    MAYBE("left_over", N_("What is left to do")),
    { .name = "reopen", .label = N_("Not satisfied: reopen"), .kind = FIELD_BOOL, .cols = 4, .skip = true }, { 0 }
};
static const struct field judge_fields[] = {
    { .name = "systemic", .label = N_("Systemic"), .kind = FIELD_CHOICE, .list = "yes_no", .cols = 6, .required = true },
    { .name = "defect", .label = N_("Defect"), .kind = FIELD_REF, .list = "defect_entry", .cols = 20, .skip = true, .hint = N_("The entry of the defect library that it is an example of.") },
    SHORT("why", N_("Ground of the judgement")), { 0 }
};
static const struct field goodwill_fields[] = {
    SHORT("what", N_("Goodwill")), { .name = "cost", .label = N_("Its cost"), .kind = FIELD_MONEY, .cols = 12 },
    { .name = "approver", .label = N_("Goodwill approved by"), .kind = FIELD_REF, .list = "staff", .cols = 12, .skip = true }, MAYBE("reply", N_("How it was taken")), { 0 }
};
static const struct field convert_fields[] = {
    { .name = "class", .label = N_("Class"), .kind = FIELD_CHOICE, .list = "complaint_class", .cols = 8, .required = true }, SHORT("why", N_("Why")), { 0 }
};
static const struct field pause_fields[] = {
    { .name = "until", .label = N_("Until"), .kind = FIELD_MOMENT, .cols = 16, .required = true }, SHORT("by", N_("Confirmed by")),
    { .name = "at", .label = N_("Confirmed at"), .kind = FIELD_MOMENT, .cols = 16, .preset = "now", .required = true, .skip = true }, MAYBE("why", N_("Why")), { 0 }
};
static const struct field major_fields[] = {
    { .name = "on", .label = N_("Major complaint"), .kind = FIELD_BOOL, .cols = 4, .preset = "1" }, SHORT("why", N_("Why major")), { 0 }
};
static const struct field join_fields[] = { { .name = "parent", .label = N_("Parent"), .kind = FIELD_REF, .list = "complaint", .cols = 20, .required = true }, { 0 } };
static const struct field merge_fields[] = {
    { .name = "other", .label = N_("The same as this one"), .kind = FIELD_REF, .list = "complaint", .cols = 20, .required = true }, MAYBE("why", N_("Why")), { 0 }
};

/* ---- acts ----------------------------------------------------------------------------------------------- */

struct asked { const struct field *fields; const struct value *v; };

static const char *
text(const struct asked *q, const char *name)
{
    const struct value *v = &q->v[field_index(q->fields, name)];

    return v->set && v->text ? v->text : "";
}

static int64_t
num(const struct asked *q, const char *name)
{
    const struct value *v = &q->v[field_index(q->fields, name)];

    return v->set ? v->num : 0;
}

static bool
do_follow(struct office *o, int64_t id, const struct asked *q, struct err *err)
{
    struct complaint_answers f = { .reached = num(q, "reached"), .solved = num(q, "solved"), .speed = (int)num(q, "speed"), .manner = (int)num(q, "manner"),
                                   .quality = (int)num(q, "quality"), .left_over = text(q, "left_over"), .reopen = num(q, "reopen") };

    return complaint_follow_up(o, id, &f, err);
}

static bool
do_merge(struct office *o, int64_t id, const struct asked *q, struct err *err)
{
    int64_t other = num(q, "other");

    return complaint_merge(o, id, &other, 1, text(q, "why"), err);
}

#define ACT(name, call) static bool name(struct office *o, int64_t id, const struct asked *q, struct err *err) { (void)q; return call; }
ACT(do_contact, complaint_contact(o, id, text(q, "result"), err))
ACT(do_respond, complaint_respond(o, id, text(q, "words"), err))
ACT(do_arrive, complaint_arrive(o, id, text(q, "who"), err))
ACT(do_progress, complaint_progress(o, id, text(q, "kind"), text(q, "text"), text(q, "next"), num(q, "told"), err))
ACT(do_dispatch, complaint_dispatch(o, id, text(q, "role"), num(q, "staff"), text(q, "why"), err))
ACT(do_plan, complaint_step(o, id, STAGE_PLANNED, text(q, "why"), err))
ACT(do_agree, complaint_step(o, id, STAGE_AGREED, text(q, "why"), err))
ACT(do_begin, complaint_step(o, id, STAGE_IN_PROGRESS, text(q, "why"), err))
ACT(do_mediate, complaint_step(o, id, STAGE_MEDIATION, text(q, "why"), err))
ACT(do_done, complaint_done(o, id, text(q, "result"), text(q, "words"), err))
ACT(do_confirm, complaint_confirm(o, id, text(q, "how"), text(q, "by"), err))
ACT(do_judge, complaint_judge(o, id, *text(q, "systemic") == '1', num(q, "defect"), text(q, "why"), err))
ACT(do_close, complaint_close(o, id, err))
ACT(do_reopen, complaint_reopen(o, id, text(q, "why"), err))
ACT(do_goodwill, complaint_goodwill(o, id, text(q, "what"), num(q, "cost"), num(q, "approver"), text(q, "reply"), err))
ACT(do_convert, complaint_convert(o, id, text(q, "class"), text(q, "why"), err))
ACT(do_pause, complaint_pause(o, id, num(q, "until"), text(q, "by"), num(q, "at"), text(q, "why"), err))
ACT(do_escalate, complaint_escalate(o, id, text(q, "why"), err))
ACT(do_major, complaint_mark_major(o, id, num(q, "on"), text(q, "why"), err))
ACT(do_join, complaint_join(o, num(q, "parent"), id, err))
ACT(do_leave, complaint_leave(o, id, text(q, "why"), err))

/* from, to: stages in which it is offered as what comes next; a register: its new record is opened instead. */
static const struct act {
    const char *code, *name, *label;    /* name: of its drafts; NULL: nothing is asked */
    const struct field *fields;
    bool (*run)(struct office *, int64_t, const struct asked *, struct err *);
    enum complaint_stage from, to;
    const char *reg;
    bool next;
} acts[] = {
    { "1", "contact", N_("Owner contacted"), contact_fields, do_contact, STAGE_CLASSIFIED, STAGE_DISPATCHED, NULL, true },
    { "2", "respond", N_("First response"), respond_fields, do_respond, STAGE_CLASSIFIED, STAGE_CONTACTED, NULL, true },
    { "3", "arrive", N_("Somebody is on site"), arrive_fields, do_arrive, STAGE_DISPATCHED, STAGE_IN_PROGRESS, NULL, true },
    { "4", "progress", N_("Progress"), progress_fields, do_progress, STAGE_REGISTERED, STAGE_FOLLOWED_UP, NULL, true },
    { "5", NULL, N_("Plan for the customer"), NULL, NULL, STAGE_CONTACTED, STAGE_AGREED, "repair_plan", true },
    { "6", "plan", N_("Plan told, no paper"), maybe_fields, do_plan, STAGE_CONTACTED, STAGE_CONTACTED, NULL, true },
    { "7", "agree", N_("Agreed with the customer"), maybe_fields, do_agree, STAGE_PLANNED, STAGE_PLANNED, NULL, true },
    { "8", NULL, N_("Send a team"), NULL, NULL, STAGE_PLANNED, STAGE_IN_PROGRESS, "repair_order", true },
    { "9", "begin", N_("Work has begun"), maybe_fields, do_begin, STAGE_PLANNED, STAGE_AGREED, NULL, true },
    { "a", "done", N_("It is done"), done_fields, do_done, STAGE_CLASSIFIED, STAGE_IN_PROGRESS, NULL, true },
    { "b", "confirm", N_("The customer confirmed"), confirm_fields, do_confirm, STAGE_DONE, STAGE_DONE, NULL, true },
    { "c", "follow", N_("Closing call"), follow_fields, do_follow, STAGE_CONFIRMED, STAGE_CONFIRMED, NULL, true },
    { "d", "judge", N_("Systemic or not"), judge_fields, do_judge, STAGE_DONE, STAGE_FOLLOWED_UP, NULL, true },
    { "e", "close", N_("Close"), NULL, do_close, STAGE_DONE, STAGE_FOLLOWED_UP, NULL, true },
    { "f", "reopen", N_("Reopen"), why_fields, do_reopen, STAGE_DONE, STAGE_CLOSED, NULL, true },
    { "1", "dispatch", N_("Pass it on"), dispatch_fields, do_dispatch, STAGE_REGISTERED, STAGE_IN_PROGRESS, NULL, false },
    { "2", NULL, N_("Loss"), NULL, NULL, STAGE_REGISTERED, STAGE_MEDIATION, "complaint_loss", false },
    { "3", NULL, N_("Cause report"), NULL, NULL, STAGE_REGISTERED, STAGE_MEDIATION, "cause_report", false },
    { "4", NULL, N_("Mediation"), NULL, NULL, STAGE_CONTACTED, STAGE_IN_PROGRESS, "mediation", false },
    { "5", "pause", N_("Another date at the customer's wish"), pause_fields, do_pause, STAGE_REGISTERED, STAGE_IN_PROGRESS, NULL, false },
    { "6", "escalate", N_("The customer wants somebody higher"), why_fields, do_escalate, STAGE_REGISTERED, STAGE_MEDIATION, NULL, false },
    { "7", "convert", N_("Another class"), convert_fields, do_convert, STAGE_REGISTERED, STAGE_MEDIATION, NULL, false },
    { "8", "major", N_("Major complaint"), major_fields, do_major, STAGE_REGISTERED, STAGE_MEDIATION, NULL, false },
    { "9", "goodwill", N_("Goodwill"), goodwill_fields, do_goodwill, STAGE_REGISTERED, STAGE_MEDIATION, NULL, false },
    { "a", "merge", N_("The same as another"), merge_fields, do_merge, STAGE_REGISTERED, STAGE_MEDIATION, NULL, false },
    { "b", "join", N_("Part of a parent"), join_fields, do_join, STAGE_REGISTERED, STAGE_MEDIATION, NULL, false },
    { "c", "leave", N_("Out of its parent"), why_fields, do_leave, STAGE_REGISTERED, STAGE_MEDIATION, NULL, false },
    { "d", "follow_open", N_("Call about an open matter"), follow_fields, do_follow, STAGE_DISPATCHED, STAGE_IN_PROGRESS, NULL, false },
    { "e", NULL, N_("Environment test"), NULL, NULL, STAGE_REGISTERED, STAGE_MEDIATION, "environment_test", false },
    { "f", NULL, N_("Into the defect library"), NULL, NULL, STAGE_REGISTERED, STAGE_CLOSED, "defect_entry", false },
    { "g", NULL, N_("Make a case of it"), NULL, NULL, STAGE_DONE, STAGE_CLOSED, "case_study", false },
    { "h", "mediate", N_("Mediation begins"), maybe_fields, do_mediate, STAGE_CONTACTED, STAGE_IN_PROGRESS, NULL, false },
    { "i", "agree_mediated", N_("Mediation ended, agreed"), maybe_fields, do_agree, STAGE_MEDIATION, STAGE_MEDIATION, NULL, false },
};

#define ACT_DRAFT "act_"

/* The names of the fields that hold sentences: by them a draft is known again. */
static char *
text_fields(const struct field *fields, struct arena *a)
{
    struct buf b = { 0 };
    char *names;

    for (; fields && fields->name; fields++)
        if (fields->kind == FIELD_TEXT || fields->kind == FIELD_LONG)
            buf_printf(&b, "%s ", fields->name);
    names = arena_strdup(a, b.text ? b.text : "");
    buf_free(&b);
    return names;
}

/* Asked again with what was typed, as long as it is refused. */
static void
run_act(struct complaint_page *s, const struct act *act)
{
    struct office *o = office_of(s->sc);
    struct arena a = { 0 };
    struct value *v = NULL;
    struct err err = { 0 };
    bool good = false;
    struct form_draft fd = { .name = act->name ? arena_printf(&a, ACT_DRAFT "%s", act->name) : NULL, .matter = s->id, .title_fields = text_fields(act->fields, &a),
                             .about = record_text(s->rec, "number") };

    if (act->reg) {
        struct register_wish w = { .reg = reg_get(act->reg), .preset_field = "complaint", .preset = s->id };

        screen_push(s->sc->app, &register_form_screen, &w);
        arena_free(&a);
        return;
    }
    if (act->fields)
        v = arena_alloc(&a, field_count(act->fields) * sizeof *v);
    for (size_t i = 0; act->fields && act->fields[i].name; i++)
        if (act->fields[i].preset)
            field_parse(&act->fields[i], act->fields[i].preset, desk_env(desk_of(s->sc)), &a, &v[i], NULL);
    while (!good && (!act->fields || dialog_form_drafted(s->sc, _(act->label), act->fields, &a, v, &fd))) {
        struct asked q = { act->fields, v };

        memset(&err, 0, sizeof err);
        good = act->run(o, s->id, &q, &err);
        if (!good)
            app_say_err(s->sc->app, &err);
        if (!act->fields)
            break;
    }
    if (good) {
        form_draft_saved(&fd);
        app_wrote(s->sc->app);
        app_say(s->sc->app, _("Noted: %s."), _(act->label));
    }
    arena_free(&a);
}

/* Of the acts offered, what is usually done at this stage: under the cursor first. */
static int
likely(const struct complaint_page *s, const struct act *const *offered, size_t n)
{
    static const struct { enum complaint_stage stage; const char *code; } usual[] = {
        { STAGE_REGISTERED, "1" }, { STAGE_CLASSIFIED, "1" }, { STAGE_DISPATCHED, "1" }, { STAGE_CONTACTED, "5" }, { STAGE_PLANNED, "7" },
        { STAGE_AGREED, "8" }, { STAGE_IN_PROGRESS, "a" }, { STAGE_DONE, "b" }, { STAGE_CONFIRMED, "c" }, { STAGE_FOLLOWED_UP, "e" },
    };
    enum complaint_stage now = complaint_stage_of(s->rec->state);
    const char *code = "";

    for (size_t i = 0; i < COUNT(usual); i++)
        if (usual[i].stage == now)
            code = usual[i].code;
    if (now == STAGE_CONTACTED && !record_value(s->rec, "responded_at")->set)
        code = "2";
    if (now == STAGE_FOLLOWED_UP && !record_value(s->rec, "systemic")->set)
        code = "d";
    for (size_t i = 0; i < n; i++)
        if (strcmp(offered[i]->code, code) == 0)
            return (int)i;
    return 0;
}

static void
choose_act(struct complaint_page *s, bool next)
{
    struct option options[COUNT(acts)] = { { 0 } };
    const struct act *offered[COUNT(acts)];
    enum complaint_stage now = complaint_stage_of(s->rec->state);
    bool words = *record_text(s->rec, "class") >= '3';
    size_t n = 0;
    int chosen;

    for (size_t i = 0; i < COUNT(acts); i++) {
        const struct act *a = &acts[i];
        bool fits = now >= a->from && now <= a->to;

        /* Only words end right after they were given; everything else goes through the work. */
        if (a->run == do_done)
            fits = words ? now == STAGE_CLASSIFIED || now == STAGE_DISPATCHED || now == STAGE_IN_PROGRESS : now == STAGE_IN_PROGRESS;
        if (a->next == next && fits) {
            options[n] = (struct option){ .code = a->code, .text = _(a->label) };
            offered[n++] = a;
        }
    }
    if (n == 0) {
        app_say(s->sc->app, "%s", _("Nothing is to be done here any more."));
        return;
    }
    chosen = dialog_choose(s->sc->app, next ? _("What comes next") : _("What else"), options, n, next ? likely(s, offered, n) : 0);
    if (chosen >= 0)
        run_act(s, offered[chosen]);
}

static void act_next(struct screen *sc) { choose_act(sc->state, true); }
static void act_more(struct screen *sc) { choose_act(sc->state, false); }

static void
run_named(struct screen *sc, bool (*run)(struct office *, int64_t, const struct asked *, struct err *))
{
    for (size_t i = 0; i < COUNT(acts); i++)
        if (acts[i].run == run) {
            run_act(sc->state, &acts[i]);
            return;
        }
}

static void act_contact(struct screen *sc) { run_named(sc, do_contact); }
static void act_progress(struct screen *sc) { run_named(sc, do_progress); }
static void act_dispatch(struct screen *sc) { run_named(sc, do_dispatch); }

static const struct act *
act_of_draft(const char *form)
{
    for (size_t i = 0; strncmp(form, ACT_DRAFT, strlen(ACT_DRAFT)) == 0 && i < COUNT(acts); i++)
        if (acts[i].name && strcmp(acts[i].name, form + strlen(ACT_DRAFT)) == 0)
            return &acts[i];
    return NULL;
}

const char *
complaint_act_word(const char *form)
{
    const struct act *act = act_of_draft(form);

    return act ? _(act->label) : NULL;
}

void
complaint_open_act(struct screen *sc, const char *form, int64_t matter)
{
    const struct act *act = act_of_draft(form);
    struct screen *page = act ? screen_push(sc->app, &complaint_page_screen, &matter) : NULL;

    if (page)
        run_act(page->state, act);
}

/* ---- further commands ----------------------------------------------------------------------------------------- */

static void
edit(struct screen *sc)
{
    struct complaint_arg arg = { .id = ((struct complaint_page *)sc->state)->id };

    screen_push(sc->app, &complaint_form_screen, &arg);
}

static void
answer(struct screen *sc)
{
    complaint_tell_status(sc, ((struct complaint_page *)sc->state)->id);
}

static void
explain(struct screen *sc)
{
    struct complaint_page *s = sc->state;
    struct buf b = { 0 };
    struct err err = { 0 };
    char **lines;
    size_t n;

    if (complaint_explain(office_of(sc), s->rec, &sc->arena, &lines, &n, &err)) {
        for (size_t i = 0; i < n; i++)
            buf_printf(&b, "%s\n", lines[i]);
        dialog_text(sc->app, _("Why it is due when it is"), b.text ? b.text : "");
    } else {
        app_say_err(sc->app, &err);
    }
    buf_free(&b);
}

static void
tick(struct screen *sc)
{
    struct complaint_page *s = sc->state;
    struct office *o = office_of(sc);
    struct option options[TICKS_MAX] = { { 0 } };
    bool on[TICKS_MAX], was[TICKS_MAX];
    struct err err = { 0 };
    size_t n = s->nsteps < TICKS_MAX ? s->nsteps : TICKS_MAX;

    for (size_t i = 0; i < n; i++) {
        const struct complaint_ticked *t = complaint_page_ticked(s, s->steps[i].place);

        on[i] = was[i] = t != NULL;
        options[i] = (struct option){ .code = arena_printf(&sc->arena, "%d", s->steps[i].place),
            .text = t ? arena_printf(&sc->arena, "%s  %s %s", s->steps[i].text, t->staff_name, moment_show(&sc->arena, t->at, office_now(o), o->zone)) : s->steps[i].text };
    }
    if (!dialog_tick(sc->app, _("Steps of the playbook"), options, n, on))
        return;
    for (size_t i = 0; i < n; i++)
        if (on[i] != was[i] && !complaint_tick(o, s->id, s->playbook, s->steps[i].place, on[i], &err)) {
            app_say_err(sc->app, &err);
            break;
        }
    app_wrote(sc->app);
}

/* Who was told, and who said that it arrived (CMP-08). */
static void
notices(struct screen *sc)
{
    static const struct field by = { .name = "by", .label = N_("Confirmed by"), .kind = FIELD_TEXT, .cols = 20, .limit = 40, .hint = N_("Empty: the colleague in person.") };
    struct complaint_page *s = sc->state;
    struct office *o = office_of(sc);
    struct complaint_notice rows[32];
    struct option options[32] = { { 0 } };
    size_t n = complaint_notices(o, s->id, &sc->arena, rows, COUNT(rows));
    moment now = office_now(o);
    struct err err = { 0 };
    struct value v = { 0 };
    int chosen;

    for (size_t i = 0; i < n; i++)
        options[i] = (struct option){ .text = arena_printf(&sc->arena, "%s %s  %s%s  %s%s  %s", rows[i].role_name, rows[i].staff_name,
            rows[i].texted ? _("message ") : _("no message"), rows[i].texted ? moment_show(&sc->arena, rows[i].texted, now, o->zone) : "",
            rows[i].mailed ? _("mail ") : _("no mail"), rows[i].mailed ? moment_show(&sc->arena, rows[i].mailed, now, o->zone) : "",
            rows[i].confirmed ? arena_printf(&sc->arena, _("confirmed %s"), moment_show(&sc->arena, rows[i].confirmed, now, o->zone)) : _("NOT CONFIRMED")) };
    if (n == 0) {
        app_say(sc->app, "%s", _("Nobody was told yet."));
        return;
    }
    chosen = dialog_choose(sc->app, _("Told: Enter confirms by phone, or notes the mail"), options, n, 0);
    if (chosen < 0)
        return;
    if (!rows[chosen].mailed) {
        const struct option both[] = { { .code = "1", .text = _("Confirmed on the phone") }, { .code = "2", .text = _("The mail was sent") } };
        int what = dialog_choose(sc->app, rows[chosen].staff_name, both, 2, 0);

        if (what < 0)
            return;
        if (what == 1) {
            if (complaint_notice_mailed(o, rows[chosen].id, &err))
                app_wrote(sc->app);
            else
                app_say_err(sc->app, &err);
            return;
        }
    }
    if (!dialog_line(sc->app, _("Who says that it arrived?"), &by, desk_env(desk_of(sc)), &sc->arena, &v))
        return;
    if (complaint_notice_confirm(o, rows[chosen].id, v.set ? v.text : "", &err))
        app_wrote(sc->app);
    else
        app_say_err(sc->app, &err);
}

static void
customer(struct screen *sc)
{
    int64_t id = record_num(((struct complaint_page *)sc->state)->rec, "customer");

    if (id)
        open_matter(sc, "customer", id);
}

static void
children(struct screen *sc)
{
    struct complaint_page *s = sc->state;
    struct complaint_filter f = { .view = VIEW_ALL, .parent = s->id };
    struct complaint_row rows[200];
    struct option options[200] = { { 0 } };
    size_t n;
    int chosen;

    if (!complaint_list(office_of(sc), &f, &sc->arena, rows, COUNT(rows), &n, NULL) || n == 0) {
        app_say(sc->app, "%s", _("It has no children."));
        return;
    }
    for (size_t i = 0; i < n; i++)
        options[i] = (struct option){ .text = arena_printf(&sc->arena, "%s %s %s %s", rows[i].number, rows[i].name, rows[i].home_code, complaint_stage_name(rows[i].stage)) };
    chosen = dialog_choose(sc->app, _("Callers of this matter"), options, n, 0);
    if (chosen >= 0)
        open_matter(sc, "complaint", rows[chosen].id);
}

static void
all_of_it(struct screen *sc)
{
    register_open_record(sc->app, &complaint_register, ((struct complaint_page *)sc->state)->id);
}

static void
lacking(struct screen *sc)
{
    struct complaint_page *s = sc->state;
    struct buf b = { 0 };
    char **lines;
    size_t n;

    complaint_close_lacking(office_of(sc), s->id, &sc->arena, &lines, &n);
    for (size_t i = 0; i < n; i++)
        buf_printf(&b, "%s\n", lines[i]);
    dialog_text(sc->app, _("Before it may be closed"), n ? b.text : _("Nothing is missing."));
    buf_free(&b);
}

static void
words(struct screen *sc)
{
    struct complaint_page *s = sc->state;
    struct arena *a = &sc->arena;

    dialog_text(sc->app, _("In their words"), arena_printf(a, "%s\n\n%s %s\n%s %s\n%s %s\n%s %s", record_text(s->rec, "words"), _("Summary:"), record_text(s->rec, "summary"),
                                                           _("Wants:"), record_text(s->rec, "wants"), _("Loss:"), record_text(s->rec, "loss"),
                                                           _("Promised:"), record_text(s->rec, "promise")));
}

static void
print_sheet(struct screen *sc)
{
    print_record(sc, &complaint_register, ((struct complaint_page *)sc->state)->id);
}

static bool
has_children(const struct screen *sc)
{
    const struct complaint_page *s = sc->state;

    return s->rec && record_num(s->rec, "incident");
}

const struct command complaint_page_commands[] = {
    { "complaint_page.next", CMD_KEY(KEY_ENTER), 'g', NEED_WRITE, "complaint.do", N_("What comes next"), N_("The next step of the way, by a digit."), act_next, NULL, NULL },
    { "complaint_page.more", 'm', 0, NEED_WRITE, "complaint.do", N_("What else"), N_("Pass it on, loss, cause, mediation, another date, goodwill, merge."), act_more, NULL, NULL },
    { "complaint_page.contact", 'c', 0, NEED_WRITE, "complaint.do", N_("Owner contacted"), N_("The owner was spoken to (CMP-09)."), act_contact, NULL, NULL },
    { "complaint_page.progress", 'f', 0, NEED_WRITE, "complaint.do", N_("Progress"), N_("How it goes, what comes next, whether the owner was told (CMP-10)."), act_progress, NULL, NULL },
    { "complaint_page.tick", 'k', 0, NEED_WRITE, "complaint.do", N_("Steps"), N_("Tick the steps of the playbook; person and time are kept."), tick, NULL, NULL },
    { "complaint_page.notices", 'u', 0, NEED_WRITE, "complaint.file", N_("Told"), N_("Who was told, and who said on the phone that it arrived (CMP-08)."), notices, NULL, NULL },
    { "complaint_page.answer", 'a', 0, 0, NULL, N_("How it stands"), N_("Tell the caller: stage, person, next time; noted as asked."), answer, NULL, NULL },
    { "complaint_page.explain", 'i', 0, 0, NULL, N_("Why"), N_("The arithmetic of its clocks, line by line."), explain, NULL, NULL },
    { "complaint_page.edit", 'e', 0, 0, "complaint.file", N_("Edit"), N_("What was taken up; class, severity and urgency with a reason."), edit, NULL, NULL },
    { "complaint_page.dispatch", 'd', 0, NEED_WRITE, "complaint.file", N_("Pass it on"), N_("To another department or person, with the reason; the customer's clock goes on (CMP-07)."), act_dispatch, NULL, NULL },
    { "complaint_page.words", 'w', 0, CMD_OFF_BAR, NULL, N_("Words"), N_("Everything that the customer said."), words, NULL, NULL },
    { "complaint_page.lacking", 'l', 0, CMD_OFF_BAR, NULL, N_("Missing"), N_("What is missing before it may be closed (CMP-24)."), lacking, NULL, NULL },
    { "complaint_page.customer", 't', 0, CMD_OFF_BAR, NULL, N_("Customer"), N_("The customer's page with everything else."), customer, NULL, NULL },
    { "complaint_page.children", 'b', 0, CMD_OFF_BAR, NULL, N_("Callers"), N_("Whose matters this one stands for."), children, has_children, NULL },
    { "complaint_page.record", 'r', 0, CMD_OFF_BAR, NULL, N_("Whole record"), N_("Every field, and who changed what."), all_of_it, NULL, NULL },
    { "complaint_page.print", 'p', 0, CMD_OFF_BAR, NULL, N_("Print"), N_("The sheet of this matter on paper."), print_sheet, NULL, NULL },
    { 0 }
};
