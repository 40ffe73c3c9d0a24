#include "ui/kit/list_private.h"

#include "base/pinyin.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* ---- making and filling ---------------------------------------------------- */

struct list *
list_new(const struct column *columns, const struct list_ops *ops, void *ctx)
{
    struct list *l = mem_alloc(sizeof *l);

    l->columns = columns;
    l->ops = ops;
    l->ctx = ctx;
    l->page = 20;
    l->at_first = l->at_last = !ops;
    for (const struct column *c = columns; c->heading; c++) {
        l->ncols++;
        l->headings |= c->heading[0] != '\0';
    }
    return l;
}

void
list_free(struct list **l)
{
    if (!*l)
        return;
    arena_free(&(*l)->arena);
    free((*l)->rows);
    free((*l)->shown);
    free((*l)->want_key);
    buf_free(&(*l)->filter);
    buf_free(&(*l)->problem);
    free(*l);
    *l = NULL;
}

void
list_empty_text(struct list *l, const char *text)
{
    l->empty = text;
}

void
list_show_headings(struct list *l, bool on)
{
    l->headings = on;
}

struct arena *
list_arena(struct list *l)
{
    return &l->arena;
}

static void
want(struct list *l, int64_t id, const char *key)
{
    free(l->want_key);
    l->want_key = mem_strdup(key);
    l->want_id = id;
    l->wanted = true;
}

void
list_remember(struct list *l)
{
    const struct row *r = l->settled && l->at < l->nshown ? &l->rows[l->shown[l->at]] : NULL;

    if (r && !r->heading)
        want(l, r->id, r->key);
    l->settled = false;
}

void
list_clear(struct list *l)
{
    list_remember(l);
    arena_reset(&l->arena);
    l->count = l->added = 0;
}

struct row *
list_add(struct list *l, int64_t id, const char *key)
{
    struct row *r;

    if (l->count == l->room) {
        l->room = l->room ? l->room * 2 : 64;
        l->rows = mem_realloc(l->rows, l->room * sizeof *l->rows);
    }
    r = &l->rows[l->count++];
    *r = (struct row) { .id = id };
    r->key = key ? arena_strdup(&l->arena, key) : NULL;
    r->cells = arena_alloc(&l->arena, (size_t)(l->ncols ? l->ncols : 1) * sizeof *r->cells);
    l->added++;
    l->settled = false;
    return r;
}

void
list_add_heading(struct list *l, const char *text)
{
    struct row *r = list_add(l, 0, NULL);

    r->heading = true;
    r->style = STYLE_LABEL;
    r->cells[0] = text;
}

/* ---- which rows are shown, and where the cursor is --------------------------- */

static bool
row_passes(const struct list *l, const struct row *r)
{
    const char *filter = list_filter(l);

    if (!*filter || l->ops)
        return true;
    if (r->heading)
        return false;
    for (int i = 0; i < l->ncols; i++)
        if (r->cells[i] && (text_contains(r->cells[i], filter) || pinyin_match(r->cells[i], filter)))
            return true;
    return false;
}

static bool
row_is(const struct row *r, int64_t id, const char *key)
{
    if (r->heading || r->id != id)
        return false;
    return key == r->key || (key && r->key && strcmp(key, r->key) == 0);
}

/* From i on in one direction, else in the other: the nearest row that is not a heading. */
static size_t
off_heading(const struct list *l, size_t i, int step)
{
    for (int turn = 0; turn < 2; turn++, step = -step)
        for (size_t j = i; j < l->nshown; j += (size_t)step)
            if (!l->rows[l->shown[j]].heading)
                return j;
    return i;
}

void
list_settle(struct list *l)
{
    if (l->settled)
        return;
    free(l->shown);
    l->shown = mem_alloc((l->count + 1) * sizeof *l->shown);
    l->nshown = 0;
    for (size_t i = 0; i < l->count; i++)
        if (row_passes(l, &l->rows[i]))
            l->shown[l->nshown++] = i;
    if (l->at >= l->nshown)
        l->at = l->nshown ? l->nshown - 1 : 0;
    for (size_t i = 0; l->wanted && i < l->nshown; i++)
        if (row_is(&l->rows[l->shown[i]], l->want_id, l->want_key)) {
            /* The eye keeps its place too: the row stays at its height. From the top, new rows are seen. */
            size_t height = l->at >= l->top ? l->at - l->top : 0;

            if (l->top > 0)
                l->top = i > height ? i - height : 0;
            l->at = i;
            break;
        }
    l->wanted = false;
    l->at = off_heading(l, l->at, 1);
    l->settled = true;
}

void
list_follow(struct list *l)
{
    if (l->at >= l->top + l->page)
        l->top = l->at - l->page + 1;
    if (l->at < l->top)
        l->top = l->at;
    if (l->top > 0 && l->top + l->page > l->nshown)
        l->top = l->nshown > l->page ? l->nshown - l->page : 0;
}

const struct row *
list_row(struct list *l)
{
    list_settle(l);
    if (l->at >= l->nshown || l->rows[l->shown[l->at]].heading)
        return NULL;
    return &l->rows[l->shown[l->at]];
}

const void *
list_data(struct list *l)
{
    const struct row *r = list_row(l);

    return r ? r->data : NULL;
}

int64_t
list_id(struct list *l)
{
    const struct row *r = list_row(l);

    return r ? r->id : 0;
}

bool
list_go(struct list *l, int64_t id, const char *key)
{
    list_settle(l);
    for (size_t i = 0; i < l->nshown; i++)
        if (row_is(&l->rows[l->shown[i]], id, key)) {
            l->at = i;
            return true;
        }
    return false;
}

void
list_go_first(struct list *l)
{
    l->wanted = false;
    l->at = l->top = 0;
    l->settled = false;
}

int
list_count(const struct list *l)
{
    int n = 0;

    for (size_t i = 0; i < l->count; i++)
        n += !l->rows[i].heading;
    return n;
}

void
list_set_filter(struct list *l, const char *text)
{
    list_remember(l);
    buf_clear(&l->filter);
    buf_puts(&l->filter, text);
    if (l->ops) {
        l->count = 0;           /* read from the first that fits */
        list_load(l, NULL);
    }
}

const char *
list_filter(const struct list *l)
{
    return l->filter.size ? l->filter.text : "";
}

const char *
list_problem(const struct list *l)
{
    return l->problem.size ? l->problem.text : "";
}

/* ---- keys ------------------------------------------------------------------------ */

static void
go_down(struct list *l, size_t step)
{
    size_t to;

    list_grow_down(l, l->at + step);
    to = l->at + step < l->nshown ? l->at + step : l->nshown ? l->nshown - 1 : 0;
    l->at = off_heading(l, to, step == 1 ? 1 : -1);
}

static void
go_up(struct list *l, size_t step)
{
    list_grow_up(l, step);
    l->at = off_heading(l, l->at > step ? l->at - step : 0, -1);
}

bool
list_key(struct list *l, const struct key *k)
{
    list_settle(l);
    buf_clear(&l->problem);
    switch (k->kind) {
    case KEY_UP_:
        go_up(l, 1);
        return true;
    case KEY_DOWN_:
        go_down(l, 1);
        return true;
    case KEY_PGUP:
        go_up(l, l->page);
        return true;
    case KEY_PGDN:
        go_down(l, l->page);
        return true;
    case KEY_HOME_:
        list_jump(l, LIST_FIRST);
        l->at = off_heading(l, 0, 1);
        return true;
    case KEY_END_:
        list_jump(l, LIST_LAST);
        l->at = off_heading(l, l->nshown ? l->nshown - 1 : 0, -1);
        return true;
    default:
        return false;
    }
}
