/* A customer on one page: above who it is, on the left what is owed and theirs, on the right what happened. */
#include "ui/screens/customer_private.h"

#include "base/lang.h"
#include "ui/screens/open.h"

#include <string.h>

#define WIDE 110            /* columns from which the left side gets more */

static const struct column left_columns[] = { { "", 12, ALIGN_LEFT, 0 }, { "", 0, ALIGN_LEFT, 0 }, { NULL, 0, ALIGN_LEFT, 0 } };
static const struct column right_columns[] = {
    { "", 11, ALIGN_LEFT, 0 }, { "", 4, ALIGN_LEFT, 0 }, { "", 0, ALIGN_LEFT, 0 }, { NULL, 0, ALIGN_LEFT, 0 },
};

/* ---- life --------------------------------------------------------------------------------------------------- */

static bool
page_open(struct screen *sc, void *arg, struct err *err)
{
    struct page *s = sc->state;
    struct office *o = office_of(sc);

    s->sc = sc;
    s->id = customer_now(o, *(const int64_t *)arg);
    if (!office_must(o, "screen.customer", "see", err))
        return false;
    s->left = list_new(left_columns, NULL, NULL);
    s->right = list_new(right_columns, NULL, NULL);
    list_empty_text(s->left, _("No home, nothing owed."));
    list_empty_text(s->right, _("Nothing of this kind."));
    return true;
}

static void
page_close(struct screen *sc)
{
    struct page *s = sc->state;

    list_free(&s->left);
    list_free(&s->right);
    arena_free(&s->kept);
}

static bool
page_load(struct screen *sc, struct err *err)
{
    struct page *s = sc->state;
    struct office *o = office_of(sc);
    struct customer_phone *phones;
    enum life_stage life;
    size_t n;

    s->record = NULL;
    s->npairs = 0;
    s->id = customer_now(o, s->id);
    if (!page_load_left(s, &life, err) || !page_load_right(s, err) || !customer_phones(o, s->id, &sc->arena, &phones, &n, err) ||
        !reg_read(o, reg_get("customer"), s->id, &sc->arena, &s->record, err))
        return false;
    page_pairs(s, phones, n, life);
    screen_title(sc, _("Customer %s"), record_text(s->record, "name"));
    return true;
}

/* ---- drawing and keys ---------------------------------------------------------------------------------------- */

static const char *
right_title(const struct page *s)
{
    return s->group == STORY_LACKING ? _("lacking an element") : story_group_name(s->group);
}

static void
page_draw(struct screen *sc, struct box body)
{
    struct page *s = sc->state;
    int room = body.rows / 3 < 3 ? 3 : body.rows / 3, left = body.cols >= WIDE ? body.cols * 2 / 5 : body.cols / 2 - 1;
    bool all;
    int used = pairs_draw(sc->term, body, s->pairs, s->npairs, room, &all), top = used + 1;
    struct box lower = { body.y + top, body.x, body.rows - top, left };
    struct box happened = { body.y + top + 1, body.x + left + 1, body.rows - top - 1, body.cols - left - 1 };

    draw_text(sc->term, body, used, 1, left - 1, STYLE_LABEL, all ? "" : _("i shows the rest"));
    draw_printf(sc->term, body, top, left + 2, -1, STYLE_LABEL, _("What happened: %s"), right_title(s));
    draw_column(sc->term, (struct box){ body.y + used + 1, body.x, body.rows - used - 1, body.cols }, left, STYLE_DIM);
    if (happened.rows > 0) {
        list_draw(s->left, sc->term, lower, !s->on_right);
        list_draw(s->right, sc->term, happened, s->on_right);
    }
}

static bool
page_key(struct screen *sc, const struct key *k)
{
    struct page *s = sc->state;

    if (k->kind == KEY_LEFT_ || k->kind == KEY_RIGHT_ || k->kind == KEY_TAB || k->kind == KEY_BACKTAB) {
        s->on_right = k->kind == KEY_LEFT_ ? false : k->kind == KEY_RIGHT_ ? true : !s->on_right;
        return true;
    }
    if (!list_key(s->on_right ? s->right : s->left, k))
        return false;
    if (s->on_right && s->more && list_data(s->right) == s->last) {
        s->further = true;
        screen_stale(sc);
    }
    return true;
}

static bool
page_has_row(const struct screen *sc)
{
    struct page *s = sc->state;

    return list_row(s->on_right ? s->right : s->left) != NULL;
}

static const char *const tips[] = {
    N_("Phones and id cards are shown by v, with a purpose, and every showing is written down (SGN-14)."),
    N_("The stage follows from the dates of the homes; of several the oldest counts (LIFE-07)."),
    N_("Every service has four elements: who, how reached, what was done, what came of it (RCP-62); / lists what lacks one."),
    NULL
};

const struct screen_ops customer_screen = {
    .name = "customer", .title = N_("Customer"), .state_size = sizeof(struct page), .commands = customer_commands, .tips = tips,
    .open = page_open, .load = page_load, .draw = page_draw, .key = page_key, .has_row = page_has_row, .close = page_close,
};

/* ---- ways in --------------------------------------------------------------------------------------------------- */

void
customer_open(struct app *app, int64_t id)
{
    screen_push(app, &customer_screen, &id);
}

void
customer_open_matter(struct screen *sc, const char *about, int64_t id)
{
    (void)about;
    customer_open(sc->app, id);
}

void
customer_open_new(struct screen *sc, const char *typed)
{
    screen_push(sc->app, &customer_form_screen, &(struct customer_wish){ .typed = typed });
}

void
customer_open_draft(struct screen *sc, struct draft *d, int64_t matter)
{
    screen_push(sc->app, &customer_form_screen, &(struct customer_wish){ .id = matter, .draft = d });
}
