#include "ui/screens/desk_main.h"

#include "base/lang.h"
#include "data/content.h"
#include "data/engine/find.h"
#include "data/engine/journal.h"
#include "data/engine/words.h"
#include "data/login.h"
#include "data/policy.h"
#include "data/presence.h"
#include "data/ringing.h"
#include "data/task.h"
#include "data/viewing.h"
#include "ui/kit/dialog.h"
#include "ui/kit/list.h"
#include "ui/kit/picker.h"
#include "ui/screens/complaint.h"
#include "ui/screens/desk.h"
#include "ui/screens/login.h"
#include "ui/screens/screens.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { COUNT_AGAIN_SECONDS = 30, CATCH_UP_ROWS = 300 };

struct desk_private {
    struct app_ops ops;
    struct fkey fkeys[10];          /* those that whoever sits there may see */
    int64_t fkeys_of;               /* for this colleague; -1: nobody yet */
    struct arena arena;             /* phrases */
    struct content_table phrases;
    struct task_counts counts;      /* of the title row, and when they were counted */
    int64_t counted_staff, counted_project;
    long counted_commits;
    moment counted_at;
    moment escalated_minute;
    struct ringing *ear;
    bool others_wrote;
    int64_t presence;               /* who has what open: presence_stamp */
    bool locked;
};

/* ---- small answers -------------------------------------------------------------------- */

const struct field_env *
desk_env(struct desk *d)
{
    office_now(d->office);
    return &d->office->env;
}

bool
desk_can(void *desk, const char *right)
{
    const struct office *o = ((struct desk *)desk)->office;
    const char *blank = strchr(right, ' ');
    char verb[16];

    if (!blank)
        return office_can(o, right, "do");
    if ((size_t)(blank - right) >= sizeof verb)
        return false;
    memcpy(verb, right, (size_t)(blank - right));
    verb[blank - right] = '\0';
    return office_can(o, blank + 1, verb);
}

static moment
desk_now(void *ctx)
{
    return office_now(((struct desk *)ctx)->office);
}

static int
desk_zone(void *ctx)
{
    return ((struct desk *)ctx)->office->zone;
}

/* The F-keys of whoever sits there. */
static void
choose_fkeys(struct desk *d)
{
    struct desk_private *p = d->p;
    int n = 0;

    if (p->fkeys_of == d->office->staff)
        return;
    p->fkeys_of = d->office->staff;
    for (const struct desk_fkey *f = desk_fkeys; f->number && n < (int)COUNT(p->fkeys) - 1; f++)
        if (!f->right || desk_can(d, f->right))
            p->fkeys[n++] = (struct fkey) { f->number, f->label, f->screen };
    p->fkeys[n] = (struct fkey) { 0 };
}

/* ---- the title row ------------------------------------------------------------------------ */

static void
count_again(struct desk *d)
{
    struct desk_private *p = d->p;
    struct office *o = d->office;
    moment now = office_now(o);
    long commits = store_commits(o->store);

    if (!p->others_wrote && p->counted_staff == o->staff && p->counted_project == o->project &&
        p->counted_commits == commits && now - p->counted_at < COUNT_AGAIN_SECONDS && now >= p->counted_at)
        return;
    p->counts = task_counts(o);
    p->others_wrote = false;
    p->counted_staff = o->staff;
    p->counted_project = o->project;
    p->counted_commits = commits;
    p->counted_at = now;
}

static const char *
kind_word(const struct office *o)
{
    if (o->kind == OFFICE_DEMO)
        return _("[demo]");
    return o->kind == OFFICE_TRAINING ? _("[practice]") : "";
}

static void
desk_title(void *ctx, struct arena *a, struct title_parts *out)
{
    struct desk *d = ctx;
    const struct office *o = d->office;

    out->project = arena_printf(a, "%s%s%s", kind_word(o), *kind_word(o) ? " " : "", o->project ? o->project_name : _("all projects"));
    if (!o->staff) {
        out->project = *kind_word(o) ? kind_word(o) : NULL;
        out->who = o->desk;
        return;
    }
    choose_fkeys(d);
    count_again(d);
    out->who = arena_printf(a, "%s %s", o->staff_name, o->desk);
    out->counts = arena_printf(a, _("overdue %lld  today %lld"), (long long)d->p->counts.overdue,
                               (long long)d->p->counts.today);
}

/* ---- what happens by itself ------------------------------------------------------------------ */

/* Who did not come is noted, what crossed a line is raised, and names imported are indexed, by whichever desk has nothing else to do.
 * True: a new minute, in which what is shown as due may have become overdue. */
static bool
housekeeping(struct desk *d)
{
    struct office *o = d->office;
    moment minute = office_now(o) / 60;
    bool changed = minute != d->p->escalated_minute;

    if (!o->staff)
        return false;
    if (changed) {
        viewing_sweep(o, NULL);
        task_escalate(o, NULL);
    }
    d->p->escalated_minute = minute;
    if (find_catch_up(o->store, CATCH_UP_ROWS, NULL) == 0)
        find_tidy(o->store, NULL);
    words_catch_up(o->store, CATCH_UP_ROWS, NULL);
    return changed;
}

/* Somebody rings: their number opens the intake (screen pop). */
static bool
hear(struct desk *d)
{
    struct arena a = { 0 };
    char *number = d->office->staff && !d->p->locked ? ringing_poll(d->p->ear, ringing_path(d->office, &a), &a) : NULL;

    if (number && office_can(d->office, "complaint.file", "do"))
        complaint_pop(d->app, number);
    arena_free(&a);
    return number != NULL;
}

static bool
desk_changed(void *ctx)
{
    struct desk *d = ctx;
    bool others = office_changed(d->office), own = housekeeping(d) | hear(d);
    int64_t presence = presence_stamp(d->office);
    bool came = presence != d->p->presence;

    d->p->presence = presence;
    d->p->others_wrote |= others || own;
    return others || own || came;
}

static void
desk_idle(struct app *app, int minutes)
{
    struct desk *d = app->ctx;

    if (d->p->locked || !d->office->staff || minutes < policy_number(d->office, "desk.idle_minutes"))
        return;
    desk_lock(app);
}

void
desk_lock(struct app *app)
{
    struct desk *d = app->ctx;

    if (d->p->locked)
        return;
    drafts_sync(d->drafts);
    d->p->locked = true;
    login_run(app, LOGIN_LOCKED, 0);
    d->p->locked = false;
    choose_fkeys(d);
}

static void
desk_hangup(void *ctx)
{
    drafts_sync(((struct desk *)ctx)->drafts);
}

/* ---- keys that work everywhere ------------------------------------------------------------------ */

static void
desk_find_push(struct app *app)
{
    if (app_top(app) && app_top(app)->ops != desk_find)
        screen_push(app, desk_find, NULL);
}

static void
desk_undo(struct app *app)
{
    struct desk *d = app->ctx;
    struct office *o = d->office;
    struct actor actor = { .staff = o->staff, .desk = o->desk, .now = office_now(o) };
    struct arena a = { 0 };
    struct entry e;
    struct err err = { 0 };

    if (!office_must(o, "undo", "do", &err) || !journal_last(o->store, &actor, &a, &e, &err)) {
        app_say_err(app, &err);
    } else if (dialog_confirm(app, _("Take back what you did at %s? %s"), moment_show(&a, e.at, actor.now, o->zone),
                              *e.summary ? e.summary : e.action)) {
        actor.now = office_now(o);
        if (journal_undo(o->store, &actor, e.id, &err) && office_reload(o, &err))
            app_say(app, _("Taken back: %s"), *e.summary ? e.summary : e.action);
        else
            app_say_err(app, &err);
        app_wrote(app);
    } else {
        app_say(app, _("Nothing was taken back."));
    }
    arena_free(&a);
}

static size_t
desk_phrases(void *ctx, const char *initials, struct arena *a, struct option *out, size_t max)
{
    struct desk *d = ctx;
    const struct content_table *t = &d->p->phrases;
    const struct screen *top = app_top(d->app);
    size_t count = 0;

    (void)a;
    /* Those of the work in hand first. */
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < t->rows && count < max; i++) {
            const char *code = content_cell(t, i, "initials"), *where = content_cell(t, i, "where");
            bool here = top && strncmp(top->ops->name, where, strlen(where)) == 0;

            if (here == (pass == 0) && strncasecmp(code, initials, strlen(initials)) == 0)
                out[count++] = (struct option) { .code = code, .text = content_cell(t, i, "text") };
        }
    return count;
}

/* ---- from the log-in to the end ------------------------------------------------------------------- */

static void
desk_make(struct desk *d)
{
    d->p = mem_alloc(sizeof *d->p);
    d->p->fkeys_of = -1;
    d->p->ear = ringing_new();
    d->p->phrases = content_table("phrases.csv", &d->p->arena);
    d->p->ops = (struct app_ops) {
        .fkeys = d->p->fkeys, .home = 9, .menu = desk_menu, .now = desk_now, .zone = desk_zone, .title = desk_title,
        .changed = desk_changed, .can = desk_can, .find = desk_find ? desk_find_push : NULL, .undo = desk_undo,
        .idle = desk_idle, .hangup = desk_hangup, .phrases = desk_phrases,
    };
    d->app = app_new(&d->term, &d->p->ops, d);
}

static void
desk_work(struct desk *d)
{
    if (!login_run(d->app, login_nobody(d->office) ? LOGIN_FIRST : LOGIN_IN, 0))
        return;
    choose_fkeys(d);
    app_run(d->app);
}

bool
desk_run(const char *path, const char *desk, struct err *err)
{
    struct desk d = { 0 };
    bool good = desk_open(&d.office, path, desk, err);

    if (good) {
        d.drafts = drafts_new(d.office, NULL);
        office_seat(d.office, 0, NULL);
        good = term_open(&d.term, err);
    }
    if (good) {
        desk_make(&d);
        desk_work(&d);
        app_free(&d.app);
        term_close(&d.term);
        ringing_free(&d.p->ear);
        arena_free(&d.p->arena);
        free(d.p);
    }
    drafts_free(&d.drafts);
    office_close(&d.office);
    return good;
}
