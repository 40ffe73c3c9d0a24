#include "ui/screens/complaint_page.h"

#include "base/lang.h"
#include "base/phone.h"
#include "base/text.h"
#include "data/complaint_side.h"
#include "ui/kit/dialog.h"
#include "ui/screens/desk.h"
#include "ui/screens/meeting.h"

#include <string.h>

#define STORY_READ 200

static const struct column columns[] = {
    { N_("When"), 11, ALIGN_LEFT, 0 }, { N_("Who"), 6, ALIGN_LEFT, 0 }, { N_("What"), 10, ALIGN_LEFT, 2 }, { N_("Story"), 0, ALIGN_LEFT, 0 }, { 0 }
};

static bool
page_open(struct screen *sc, void *arg, struct err *err)
{
    struct complaint_page *s = sc->state;

    (void)err;
    s->sc = sc;
    s->id = *(int64_t *)arg;
    s->story = list_new(columns, NULL, NULL);
    return true;
}

const struct complaint_ticked *
complaint_page_ticked(const struct complaint_page *s, int place)
{
    for (size_t i = 0; i < s->nticked; i++)
        if (s->ticked[i].place == place)
            return &s->ticked[i];
    return NULL;
}

static void
fill_story(struct screen *sc, struct complaint_page *s)
{
    struct office *o = office_of(sc);
    struct complaint_story *rows = arena_alloc(&sc->arena, STORY_READ * sizeof *rows);
    size_t n = complaint_story(o, s->id, &sc->arena, rows, STORY_READ);
    struct arena *a;
    moment now = office_now(o);

    list_clear(s->story);
    a = list_arena(s->story);
    for (size_t i = 0; i < n; i++) {
        struct row *row = list_add(s->story, (int64_t)(n - i), NULL);

        row->cells[0] = moment_show(a, rows[i].at, now, o->zone);
        row->cells[1] = arena_strdup(a, rows[i].who);
        row->cells[2] = *rows[i].kind ? arena_strdup(a, office_code_text(o, "progress_kind", rows[i].kind)) : _("Steps");
        row->cells[3] = arena_printf(a, "%s%s%s%s", rows[i].text, !*rows[i].next ? "" : *rows[i].kind ? _("  next: ") : "  ", rows[i].next,
                                     rows[i].told && *rows[i].kind != '2' ? _("  (owner told)") : "");
        row->style = *rows[i].kind ? STYLE_PLAIN : STYLE_DIM;
    }
}

static bool
page_load(struct screen *sc, struct err *err)
{
    struct complaint_page *s = sc->state;
    struct office *o = office_of(sc);
    struct complaint_notice notices[32];
    size_t n;

    if (!reg_read(o, &complaint_register, s->id, &sc->arena, &s->rec, err) || !complaint_clocks(o, s->rec, &sc->arena, &s->clocks, err))
        return false;
    screen_title(sc, "%s %s", office_code_text(o, "complaint_class", record_text(s->rec, "class")), record_text(s->rec, "number"));
    s->playbook = playbook_name(record_text(s->rec, "moment"), &sc->arena);
    s->nsteps = playbook_steps(record_text(s->rec, "moment"), "step", &sc->arena, &s->steps);
    s->nticked = complaint_ticks(o, s->id, s->playbook, &sc->arena, s->ticked, TICKS_MAX);
    n = complaint_notices(o, s->id, &sc->arena, notices, COUNT(notices));
    s->notices_waiting = 0;
    for (size_t i = 0; i < n; i++)
        s->notices_waiting += !notices[i].confirmed;
    fill_story(sc, s);
    s->others = meeting_others(sc, "complaint", s->id);
    return true;
}

/* ---- drawing --------------------------------------------------------------------------------------------- */

static const char *
code(struct complaint_page *s, const char *list, const char *field)
{
    return office_code_text(office_of(s->sc), list, record_text(s->rec, field));
}

static void
draw_head(struct complaint_page *s, struct box b)
{
    struct office *o = office_of(s->sc);
    struct arena *a = &s->sc->arena;
    const struct record *r = s->rec;
    char *home = record_num(r, "home") ? reg_ref_text(o, "home", record_num(r, "home"), a) : NULL;
    char *handler = record_num(r, "handler") ? reg_ref_text(o, "staff", record_num(r, "handler"), a) : NULL;
    char **lines;
    size_t n;

    draw_printf(s->sc->term, b, 0, 1, b.cols - 2, STYLE_STRONG, "%s  %s %s  %s%s%s%s  %s   %s", code(s, "complaint_category", "category"), code(s, "home_place", "place"),
                code(s, "severity", "severity"), *record_text(r, "urgency") == '2' ? _("URGENT ") : "", record_num(r, "important") ? _("VIP ") : "",
                record_num(r, "major") ? _("MAJOR ") : "", record_num(r, "incident") ? _("many callers") : "", complaint_stage_name(complaint_stage_of(r->state)),
                s->notices_waiting ? arena_printf(a, _("not confirmed %zu"), s->notices_waiting) : "");
    draw_printf(s->sc->term, b, 1, 1, b.cols - 2, STYLE_PLAIN, "%s %s  %s  %s   %s %s  %s", complaint_addressed(o, r, a), code(s, "caller_relation", "relation"),
                phone_mask(a, record_text(r, "phone")), home ? home : "", _("Handled by"), handler ? handler : "-",
                code(s, "role", "role"));
    n = text_wrap(a, record_text(r, "words"), b.cols - 2, &lines);
    for (size_t i = 0; i < n && i < 2; i++)
        draw_text(s->sc->term, b, 2 + (int)i, 1, b.cols - 2, STYLE_PLAIN, n > 2 && i == 1 ? arena_printf(a, "%s ...", lines[i]) : lines[i]);
    if (*record_text(r, "wants") || *record_text(r, "promise"))
        draw_printf(s->sc->term, b, 4, 1, b.cols - 2, STYLE_DIM, "%s%s  %s%s", *record_text(r, "wants") ? _("Wants: ") : "", record_text(r, "wants"),
                    *record_text(r, "promise") ? _("Promised: ") : "", record_text(r, "promise"));
}

static int
draw_clocks(struct complaint_page *s, struct box b)
{
    struct office *o = office_of(s->sc);
    struct arena *a = &s->sc->arena;
    moment now = office_now(o);
    int y = 0;

    if (record_num(s->rec, "parent"))
        draw_printf(s->sc->term, b, y++, 1, b.cols - 1, STYLE_STRONG, _("Its clocks run with %s"), reg_ref_text(o, "complaint", record_num(s->rec, "parent"), a));
    if (record_num(s->rec, "same_as"))
        draw_printf(s->sc->term, b, y++, 1, b.cols - 1, STYLE_STRONG, _("Merged into %s"), reg_ref_text(o, "complaint", record_num(s->rec, "same_as"), a));
    for (int i = 0; i < COMPLAINT_CLOCKS && y < b.rows; i++) {
        const struct complaint_clock *c = &s->clocks.clock[i];
        enum deadline_colour colour = complaint_colour(c, now);

        if (c->red.count == 0 || c->state == CLOCK_IS_DROPPED)
            continue;
        draw_text(s->sc->term, b, y, 1, 10, STYLE_LABEL, complaint_clock_title((enum complaint_clock_name)i));
        if (c->state == CLOCK_IS_DONE)
            draw_printf(s->sc->term, b, y, 12, b.cols - 12, deadline_on_time(c->red.due, c->done) ? STYLE_GOOD : STYLE_WARN, "%s %s",
                        deadline_on_time(c->red.due, c->done) ? _("in time") : _("late"), moment_show(a, c->done, now, o->zone));
        else
            draw_printf(s->sc->term, b, y, 12, b.cols - 12, colour == COLOUR_RED ? STYLE_BAD : colour == COLOUR_YELLOW ? STYLE_WARN : STYLE_PLAIN, "%s%s %s",
                        colour == COLOUR_RED ? _("red ") : colour == COLOUR_YELLOW ? _("yellow ") : "", moment_show(a, c->red.due, now, o->zone),
                        c->rule ? c->rule : "");
        y++;
    }
    return y;
}

static int
draw_steps(struct complaint_page *s, struct box b)
{
    int y = 0;

    draw_printf(s->sc->term, b, y++, 0, b.cols, STYLE_LABEL, _("To do %zu/%zu  k ticks"), s->nticked, s->nsteps);
    for (size_t i = 0; i < s->nsteps && y < b.rows; i++) {
        bool done = complaint_page_ticked(s, s->steps[i].place) != NULL;

        draw_printf(s->sc->term, b, y++, 0, b.cols, done ? STYLE_DIM : STYLE_PLAIN, "[%s] %d %s", done ? "x" : " ", s->steps[i].place, s->steps[i].text);
    }
    return y;
}

static void
page_draw(struct screen *sc, struct box body)
{
    struct complaint_page *s = sc->state;
    int left = body.cols / 2 - 2, rows = body.rows >= 18 ? 8 : 5, used, more;

    if (!s->rec)
        return;
    draw_head(s, body);
    used = draw_clocks(s, (struct box){ body.y + 5, body.x, rows, left });
    more = draw_steps(s, (struct box){ body.y + 5, body.x + left + 1, rows, body.cols - left - 1 });
    used = 5 + (used > more ? used : more);
    list_draw(s->story, sc->term, (struct box){ body.y + used, body.x, body.rows - used, body.cols }, true);
}

static bool
page_key(struct screen *sc, const struct key *k)
{
    return list_key(((struct complaint_page *)sc->state)->story, k);
}

static const char *
page_hint(struct screen *sc, bool *warn)
{
    *warn = false;
    return ((struct complaint_page *)sc->state)->others;
}

static void
page_close(struct screen *sc)
{
    list_free(&((struct complaint_page *)sc->state)->story);
}

/* ---- from elsewhere ------------------------------------------------------------------------------------------- */

void
complaint_open_matter(struct screen *sc, const char *about, int64_t id)
{
    (void)about;
    screen_push(sc->app, &complaint_page_screen, &id);
}

void
complaint_open_draft(struct screen *sc, struct draft *d, int64_t matter)
{
    struct complaint_arg arg = { .id = matter, .draft = d };

    screen_push(sc->app, &complaint_form_screen, &arg);
}

void
complaint_tell_status(struct screen *sc, int64_t id)
{
    struct office *o = office_of(sc);
    struct complaint_status st;
    struct arena a = { 0 };
    struct err err = { 0 };

    if (!complaint_status(o, id, &a, &st, &err)) {
        app_say_err(sc->app, &err);
    } else {
        moment now = office_now(o);

        if (office_can(o, "complaint.file", "do") && complaint_asked(o, id, NULL))
            app_wrote(sc->app);
        dialog_text(sc->app, arena_printf(&a, "%s %s", st.number, st.about),
                    arena_printf(&a, "%s\n\n%s  %s\n%s  %s\n%s  %s  %s\n", st.sentence, _("Stage"), complaint_stage_name(st.stage), _("Handled by"), st.handler,
                                 _("Next"), st.next, st.due ? moment_show(&a, st.due, now, o->zone) : ""));
    }
    arena_free(&a);
}

static const char *const tips[] = {
    N_("Enter offers what comes next; m whatever else may be done. One step after another, each with person and time (CMP-24)."),
    N_("Passing it on, converting it and mediation never begin a clock anew; only the customer's wish for another date stops it (TIME-07)."),
    N_("No repair without an agreement where money is paid or for cracks, leaks, windows, burst pipes (CMP-19)."),
    N_("What is written here is only added to; a correction is a line of its own (CMP-16)."),
    NULL
};

const struct screen_ops complaint_page_screen = {
    .name = "complaint_page", .title = N_("Complaint"), .state_size = sizeof(struct complaint_page), .commands = complaint_page_commands, .tips = tips,
    .open = page_open, .load = page_load, .draw = page_draw, .key = page_key, .hint = page_hint, .close = page_close,
};
