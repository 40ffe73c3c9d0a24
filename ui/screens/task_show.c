#include "ui/screens/task_show.h"

#include "base/lang.h"
#include "base/phone.h"
#include "data/content.h"
#include "data/login.h"
#include "ui/kit/dialog.h"
#include "ui/screens/desk.h"
#include "ui/screens/open.h"

#include <string.h>

const struct column task_columns[] = {
    { "", 2, ALIGN_LEFT, 0 },       /* red, yellow: in words too */
    { "", 6, ALIGN_LEFT, 0 },
    { "", 8, ALIGN_LEFT, 0 },
    { "", 20, ALIGN_LEFT, 0 },
    { "", 0, ALIGN_LEFT, 0 },
    { "", 8, ALIGN_RIGHT, 0 },
    { "", 8, ALIGN_LEFT, 1 },
    { 0 },
};

/* ---- in a line -------------------------------------------------------------------------- */

struct task_words
task_words_load(struct arena *a)
{
    struct content_table t = content_table("lists.csv", a);
    struct task_words w = { 0, arena_alloc(a, t.rows * sizeof *w.kinds), arena_alloc(a, t.rows * sizeof *w.words) };

    for (size_t i = 0; i < t.rows; i++)
        if (strcmp(content_cell(&t, i, "list"), "task_kind") == 0) {
            const char *note = content_cell(&t, i, "note");

            w.kinds[w.count] = arena_strndup(a, note, strcspn(note, " "));
            w.words[w.count++] = content_cell(&t, i, "text");
        }
    return w;
}

/* A register's task is "approve.permit", "permit.renew": what stands before the dot decides. */
const char *
task_word(const struct task_words *w, const char *kind)
{
    size_t stem = strcspn(kind, ".");

    if (strncmp(kind, "approve.", stem + 1) == 0)
        return task_word(w, "approval");
    for (size_t i = 0; i < w->count; i++)
        if (strlen(w->kinds[i]) == stem && strncmp(w->kinds[i], kind, stem) == 0)
            return w->words[i];
    return _("to do");
}

char *
task_span(struct arena *a, int64_t seconds)
{
    long long n = seconds < 0 ? -seconds : seconds;

    if (n < 100 * 60)
        return arena_printf(a, _("%lldmin"), n / 60);
    return n < DAY_SECONDS ? arena_printf(a, _("%lldh"), n / 3600) : arena_printf(a, _("%lldd"), n / DAY_SECONDS);
}

/* The clock today, else the day; midnight is the end of the day before (TIME-04). */
static char *
show_due(struct arena *a, moment due, moment now, int zone)
{
    day today = moment_day(now, zone), d = moment_day(due, zone);
    struct civil c = moment_civil(due, zone);
    bool end = c.hour == 0 && c.minute == 0 && c.second == 0;

    if (end)
        c = day_civil(--d);
    if (d == today)
        return end ? arena_strdup(a, "24:00") : arena_printf(a, "%02d:%02d", c.hour, c.minute);
    return arena_printf(a, "%02d-%02d", c.month, c.mday);
}

/* What the word before it says already is not said again. */
static const char *
text_behind(const char *text, const char *word)
{
    size_t size = strlen(word);

    if (strncmp(text, word, size) == 0 && strncmp(text + size, ": ", 2) == 0)
        return text + size + 2;
    return text;
}

char *
task_who(struct arena *a, const struct task *t)
{
    const char *name = t->customer_name ? t->customer_name : "", *home = t->home_code ? t->home_code : "";
    const char *behind = *home ? home : t->phone && *t->phone ? phone_mask(a, t->phone) : "";

    return arena_printf(a, "%s%s%s", name, *name && *behind ? " " : "", behind);
}

void
task_row(struct office *o, const struct task_words *w, const struct task *t, moment now, struct arena *a, struct row *out)
{
    bool red = t->due <= now && !t->done, yellow = !red && t->warn <= now && !t->done;

    out->cells[0] = t->done ? _("done") : red ? _("red") : yellow ? _("yel") : "";
    out->cells[1] = show_due(a, t->due, now, o->zone);
    out->cells[2] = task_word(w, t->kind);
    out->cells[3] = task_who(a, t);
    out->cells[4] = text_behind(t->text, out->cells[2]);
    out->cells[5] = t->done ? "" : red ? arena_printf(a, _("late %s"), task_span(a, now - t->due)) : task_span(a, t->due - now);
    out->cells[6] = arena_printf(a, " %s", t->rule);
    out->style = red ? STYLE_BAD : yellow ? STYLE_WARN : STYLE_PLAIN;
    out->data = t;
}

/* ---- what can be done with it --------------------------------------------------------------- */

void
task_ask_open(struct screen *sc, const struct task *t)
{
    open_matter(sc, t->about, t->matter);
}

void
task_ask_why(struct screen *sc, const struct task *t)
{
    struct arena a = { 0 };
    struct buf text = { 0 };
    struct err err = { 0 };
    char **lines;
    size_t count;

    if (task_explain(office_of(sc), t->id, &a, &lines, &count, &err)) {
        for (size_t i = 0; i < count; i++)
            buf_printf(&text, "%s\n", lines[i]);
        dialog_text(sc->app, t->text, text.text ? text.text : "");
    } else {
        app_say_err(sc->app, &err);
    }
    buf_free(&text);
    arena_free(&a);
}

static void
say_result(struct app *app, bool good, const struct err *err, const char *what)
{
    if (good)
        app_say(app, "%s", what);
    else
        app_say_err(app, err);
}

void
task_ask_done(struct screen *sc, const struct task *t)
{
    static const struct field outcome = {
        .name = "outcome", .label = N_("What came of it"), .hint = N_("Two or three words; they stand in the timeline."),
        .kind = FIELD_TEXT, .cols = 40, .required = true,
    };
    struct arena a = { 0 };
    struct value v = { 0 };
    struct err err = { 0 };

    if (dialog_line(sc->app, t->text, &outcome, desk_env(desk_of(sc)), &a, &v) && v.set) {
        bool good = task_done(office_of(sc), t->id, v.text, &err);

        say_result(sc->app, good, &err, arena_printf(&a, _("Done: %s. Ctrl-Z takes it back."), t->text));
    }
    arena_free(&a);
}

enum { MOVE_DUE, MOVE_BY, MOVE_AT, MOVE_WHY };

void
task_ask_move(struct screen *sc, const struct task *t)
{
    static const struct field fields[] = {
        { .name = "due", .label = N_("New time"), .hint = N_("1530, tomorrow 10, 1128 1530, +2h"), .kind = FIELD_MOMENT, .required = true },
        { .name = "confirmed_by", .label = N_("Who agreed"), .hint = N_("Only the customer's own wish stops a clock (TIME-07)."),
          .kind = FIELD_TEXT, .cols = 20, .required = true },
        { .name = "confirmed_at", .label = N_("Agreed at"), .kind = FIELD_MOMENT, .preset = "now", .required = true },
        { .name = "why", .label = N_("Why"), .kind = FIELD_TEXT, .cols = 40, .required = true },
        { 0 },
    };
    struct office *o = office_of(sc);
    struct arena a = { 0 };
    struct value v[COUNT(fields)] = { 0 };
    struct err err = { 0 };

    v[MOVE_AT] = (struct value) { .set = true, .num = office_now(o) };
    if (dialog_form(sc->app, t->text, fields, desk_env(desk_of(sc)), &a, v)) {
        bool good = task_reschedule(o, t->id, v[MOVE_DUE].num, v[MOVE_BY].text, v[MOVE_AT].num, v[MOVE_WHY].text, &err);

        say_result(sc->app, good, &err, arena_printf(&a, _("Moved to %s; the time between counts as the customer's."),
                                                     moment_show(&a, v[MOVE_DUE].num, office_now(o), o->zone)));
    }
    arena_free(&a);
}

void
task_ask_assign(struct screen *sc, const struct task *t)
{
    struct office *o = office_of(sc);
    struct arena a = { 0 };
    struct colleague *people;
    struct err err = { 0 };
    size_t count;

    if (login_colleagues(o, &a, &people, &count, &err)) {
        struct option *options = arena_alloc(&a, (count + 1) * sizeof *options);
        int at;

        for (size_t i = 0; i < count; i++)
            options[i].text = arena_printf(&a, "%s  %s", people[i].name, people[i].roles);
        at = dialog_choose(sc->app, _("Whose is it from now on?"), options, count, 0);
        if (at >= 0)
            say_result(sc->app, task_assign(o, t->id, people[at].id, &err), &err,
                       arena_printf(&a, _("%s has it now: %s"), people[at].name, t->text));
    } else {
        app_say_err(sc->app, &err);
    }
    arena_free(&a);
}

char *
ask_filter(struct app *app, const char *before, struct arena *a)
{
    static const struct field filter = {
        .name = "filter", .label = N_("Only rows with"), .hint = N_("Text, name or room; empty shows all."), .kind = FIELD_TEXT, .cols = 30,
    };
    struct desk *d = app->ctx;
    struct value v = { .set = *before != '\0', .text = before };

    if (!dialog_line(app, _("Filter"), &filter, desk_env(d), a, &v))
        return NULL;
    return arena_strdup(a, v.set ? v.text : "");
}
