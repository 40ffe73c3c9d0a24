/* The demonstration's appointments: moved, missed, cancelled, unannounced, guarded, prepared (content/demo_viewings.csv). */
#include "data/content.h"
#include "data/demo_private.h"
#include "data/viewing.h"

#include <stdlib.h>
#include <string.h>

SQL(demo_viewing_of_name, "SELECT id FROM viewing WHERE name = ? ORDER BY id DESC LIMIT 1");

struct step { const struct content_table *t; size_t row; };

static const char *
cell(const struct step *s, const char *column)
{
    return content_cell(s->t, s->row, column);
}

static int64_t
viewing_of(struct demo *d, const char *name)
{
    struct query q = query_begin(d->o->store, &demo_viewing_of_name);

    query_bind_text(&q, name);
    return query_number(&q, 0);
}

static bool
book(struct demo *d, const struct step *s, struct arena *a, struct err *err)
{
    static const char *const texts[] = { "name", "phone", "form", "homes", "needs" };
    struct record *v = strcmp(cell(s, "do"), "urgent") == 0 ? viewing_new_urgent(d->o, a) : viewing_new(d->o, a);

    for (size_t i = 0; i < COUNT(texts); i++)
        record_set_text(v, texts[i], cell(s, texts[i]));
    if (*cell(s, "at"))
        record_set_num(v, "at", demo_when(d, cell(s, "at")));
    record_set_num(v, "party", atoi(cell(s, "party")));
    if (*cell(s, "consultant"))
        record_set_num(v, "consultant", demo_staff(d, cell(s, "consultant")));
    if (*cell(s, "security"))
        record_set_num(v, "security", 1);
    record_set_num(v, "notice_told", 1);
    record_set_text(v, "note", cell(s, "text"));
    return viewing_book(d->o, v, a, err);
}

static bool
result(struct demo *d, const struct step *s, struct record *v, struct err *err)
{
    record_set_text(v, "seen", cell(s, "homes"));
    record_set_text(v, "feedback", cell(s, "text"));
    record_set_num(v, "escort", demo_staff(d, cell(s, "consultant")));
    return viewing_finish(d->o, v, err);
}

static bool
tick(struct demo *d, int64_t viewing, const char *codes, struct err *err)
{
    for (const char *c = codes; *c; c += c[1] ? 2 : 1) {
        const char code[2] = { *c, '\0' };

        if (!viewing_tick(d->o, viewing, code, true, err))
            return false;
    }
    return true;
}

static bool
run(struct demo *d, void *with, struct err *err)
{
    const struct step *s = with;
    const char *what = cell(s, "do");
    int64_t id = viewing_of(d, cell(s, "name"));
    struct arena a = { 0 };
    struct record *v;
    bool good;

    if (strcmp(what, "book") == 0 || strcmp(what, "urgent") == 0)
        good = book(d, s, &a, err);
    else if (strcmp(what, "move") == 0)
        good = viewing_move(d->o, id, demo_when(d, cell(s, "at")), cell(s, "text"), err);
    else if (strcmp(what, "cancel") == 0)
        good = viewing_cancel(d->o, id, cell(s, "text"), err);
    else if (strcmp(what, "assign") == 0)
        good = viewing_assign(d->o, id, demo_staff(d, cell(s, "consultant")), err);
    else if (strcmp(what, "sweep") == 0)
        good = viewing_sweep(d->o, err) >= 0;
    else if (strcmp(what, "tick") == 0)
        good = tick(d, id, cell(s, "text"), err);
    else if (!reg_read(d->o, &viewing_register, id, &a, &v, err))
        good = false;
    else        /* "come": received without a sheet of their own, as the visits of demo_visits.csv are */
        good = strcmp(what, "come") == 0 ? reg_move(d->o, v, reg_move_named(d->o, v, "arrive"), NULL, err) : result(d, s, v, err);
    arena_free(&a);
    return good;
}

void
demo_plan_viewings(struct demo *d)
{
    struct content_table *t = arena_alloc(&d->a, sizeof *t);

    *t = content_table("demo_viewings.csv", &d->a);
    for (size_t i = 0; i < t->rows; i++) {
        struct step *s = arena_alloc(&d->a, sizeof *s);

        *s = (struct step){ t, i };
        demo_plan(d, demo_when(d, cell(s, "when")), *cell(s, "by") ? cell(s, "by") : NULL, run, s);
    }
}
