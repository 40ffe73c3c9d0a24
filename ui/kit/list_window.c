/* Windows by key into a list that may be a million rows long. */
#include "ui/kit/list_private.h"

#include <stdlib.h>
#include <string.h>

#define WINDOW_MAX 4000         /* rows read since the window was last read anew */

struct window { struct row *rows; size_t count, room; };

static void
window_swap(struct list *l, struct window *w)
{
    struct window mine = { l->rows, l->count, l->room };

    l->rows = w->rows;
    l->count = w->count;
    l->room = w->room;
    *w = mine;
}

/* Fetched rows in the list's order; w is the caller's to free. */
static bool
grab(struct list *l, enum list_from from, const struct row *anchor, size_t n, struct window *w, struct err *err)
{
    bool ok;

    *w = (struct window) { 0 };
    window_swap(l, w);
    ok = l->ops->fetch(l->ctx, l, from, anchor, (int)n, err);
    window_swap(l, w);
    if (from == LIST_LAST || from == LIST_BEFORE)
        for (size_t i = 0; i < w->count / 2; i++) {
            struct row r = w->rows[i];

            w->rows[i] = w->rows[w->count - 1 - i];
            w->rows[w->count - 1 - i] = r;
        }
    return ok;
}

static size_t
batch(const struct list *l)
{
    return l->page * 3 > 30 ? l->page * 3 : 30;
}

/* Put new rows in place of all. */
static bool
renew(struct list *l, enum list_from from, const struct row *anchor, struct err *err)
{
    struct arena old = l->arena;
    size_t n = batch(l);
    struct window w;
    bool ok;

    l->arena = (struct arena) { 0 };        /* the anchor lives in the old one */
    l->added = 0;
    ok = grab(l, from, anchor, n, &w, err);
    if (ok) {
        window_swap(l, &w);
        l->at_first = from == LIST_FIRST || (from == LIST_LAST && l->count < n);
        l->at_last = from == LIST_LAST || l->count < n;
        arena_free(&old);
    } else {
        arena_free(&l->arena);
        l->arena = old;
    }
    free(w.rows);
    l->settled = false;
    return ok;
}

bool
list_load(struct list *l, struct err *err)
{
    size_t at, first;

    buf_clear(&l->problem);
    list_settle(l);
    list_follow(l);
    list_remember(l);
    at = l->at;
    first = l->top;
    if (l->count == 0 || (first == 0 && l->at_first))
        return renew(l, LIST_FIRST, NULL, err);
    l->at = at - first;
    l->top = 0;
    if (!renew(l, LIST_FROM, &l->rows[l->shown[first]], err)) {
        l->at = at;
        l->top = first;
        return false;
    }
    if (l->count > 0)
        return true;
    /* What was below the top is gone: look at what comes before. */
    if (!renew(l, LIST_LAST, NULL, err))
        return false;
    l->at = l->count ? l->count - 1 : 0;
    return true;
}

static void
say_problem(struct list *l, const struct err *err)
{
    buf_clear(&l->problem);
    buf_puts(&l->problem, err->text);
}

/* Far from where it was read, the window begins anew. */
static void
bound(struct list *l, struct err *err)
{
    if (l->added > WINDOW_MAX && !list_load(l, err))
        say_problem(l, err);
    list_settle(l);
}

static void
append(struct list *l, const struct window *w)
{
    if (l->count + w->count > l->room) {
        l->room = l->count + w->count;
        l->rows = mem_realloc(l->rows, l->room * sizeof *l->rows);
    }
    memcpy(l->rows + l->count, w->rows, w->count * sizeof *w->rows);
    l->count += w->count;
}

void
list_grow_down(struct list *l, size_t index)
{
    struct err err = { 0 };
    struct window w;
    size_t n = batch(l);

    if (index < l->count || l->at_last || l->count == 0)
        return;
    bound(l, &err);
    if (l->count == 0)
        return;
    if (!grab(l, LIST_AFTER, &l->rows[l->count - 1], n, &w, &err))
        say_problem(l, &err);
    else if (w.count)
        append(l, &w);
    l->at_last = w.count < n && !err.code;
    free(w.rows);
    l->settled = false;
    list_settle(l);
}

void
list_grow_up(struct list *l, size_t wanted)
{
    struct err err = { 0 };
    struct window w;
    size_t n = batch(l);

    if (l->at >= wanted || l->at_first || l->count == 0)
        return;
    bound(l, &err);
    if (l->count == 0)
        return;
    if (!grab(l, LIST_BEFORE, &l->rows[0], n, &w, &err))
        say_problem(l, &err);
    l->at_first = w.count < n && !err.code;
    if (!err.code && w.count) {
        size_t got = w.count;

        window_swap(l, &w);
        append(l, &w);
        l->at += got;
        l->top += got;
    }
    free(w.rows);
    l->settled = false;
    list_settle(l);
}

void
list_jump(struct list *l, enum list_from from)
{
    struct err err = { 0 };

    if ((from == LIST_FIRST && l->at_first) || (from == LIST_LAST && l->at_last))
        return;
    if (!renew(l, from, NULL, &err))
        say_problem(l, &err);
    l->wanted = false;
    l->top = 0;
    list_settle(l);
}
