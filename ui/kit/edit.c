#include "ui/kit/edit.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { UNDO_MAX = 200 };

struct snapshot {
    uint32_t *cps;
    int count, caret;
};

/* What the last change was: typing on is taken back as a whole. */
enum change { CHANGE_NONE, CHANGE_TYPE, CHANGE_ERASE, CHANGE_OTHER };

struct edit {
    int limit, rows;
    uint32_t *cps;              /* the text, in code points */
    int count, room;
    int caret;                  /* before cps[caret]; never before a combining mark */
    bool replaceable, touched;
    enum change last;
    struct snapshot undo[UNDO_MAX];
    int undos;
    struct buf text;            /* UTF-8 of cps, made when asked for */
    bool stale;
    struct term *term;          /* of the last drawing: knows how wide a character is shown */
    int cols;
    int top;                    /* first line shown (long text), first character shown (one line) */
    int want;                   /* column that up and down keep to; -1: where the caret is */
    int *lines;                 /* first character of each line of a long text */
    int line_count, line_room;
    char note[200];
};

/* A combining mark belongs to the character before it. (Other characters without width are shown as what they are.) */
static bool
is_mark(uint32_t cp)
{
    char utf8[5] = "";

    if (cp < 0x300 || text_cp_columns(cp, 1) != 0)
        return false;
    utf8[text_encode(cp, utf8)] = '\0';
    return text_is_harmless(utf8);
}

/* ---- life ---- */

struct edit *
edit_new(int limit, int rows)
{
    struct edit *e = mem_alloc(sizeof *e);

    e->limit = limit;
    e->rows = rows;
    e->want = -1;
    buf_puts(&e->text, "");
    return e;
}

static void
undo_forget(struct edit *e)
{
    for (int i = 0; i < e->undos; i++)
        free(e->undo[i].cps);
    e->undos = 0;
    e->last = CHANGE_NONE;
}

void
edit_free(struct edit **e)
{
    if (!*e)
        return;
    undo_forget(*e);
    buf_free(&(*e)->text);
    free((*e)->cps);
    free((*e)->lines);
    free(*e);
    *e = NULL;
}

static void
reserve(struct edit *e, int count)
{
    if (count <= e->room)
        return;
    e->room = count + count / 2 + 32;
    e->cps = mem_realloc(e->cps, (size_t)e->room * sizeof *e->cps);
}

void
edit_set(struct edit *e, const char *utf8)
{
    const char *end = utf8 + strlen(utf8);

    undo_forget(e);
    reserve(e, (int)(end - utf8));
    for (e->count = 0; utf8 < end; e->count++)
        utf8 += text_decode(utf8, end, &e->cps[e->count]);
    e->caret = e->count;
    e->touched = e->replaceable = false;
    e->stale = true;
    e->top = 0;
    e->want = -1;
}

static void
encode(struct buf *out, const uint32_t *cps, int count)
{
    char utf8[4];

    buf_clear(out);
    buf_puts(out, "");
    for (int i = 0; i < count; i++)
        buf_add(out, utf8, (size_t)text_encode(cps[i], utf8));
}

const char *
edit_text(const struct edit *e)
{
    struct edit *own = (struct edit *)e;    /* the text is made late, which changes nothing anybody can see */

    if (own->stale)
        encode(&own->text, own->cps, own->count);
    own->stale = false;
    return own->text.text;
}

void
edit_replaceable(struct edit *e)
{
    e->replaceable = true;
}

bool
edit_touched(const struct edit *e)
{
    return e->touched;
}

/* ---- changes ---- */

/* Remember the text before a change, unless it only goes on with the last one. */
static void
undo_mark(struct edit *e, enum change change)
{
    struct snapshot *s;

    e->touched = true;
    e->stale = true;
    e->want = -1;
    if (change == e->last && change != CHANGE_OTHER)
        return;
    e->last = change;
    if (e->undos == UNDO_MAX) {
        free(e->undo[0].cps);
        memmove(e->undo, e->undo + 1, (UNDO_MAX - 1) * sizeof *e->undo);
        e->undos--;
    }
    s = &e->undo[e->undos++];
    s->cps = mem_alloc((size_t)e->count * sizeof *s->cps);
    if (e->count)
        memcpy(s->cps, e->cps, (size_t)e->count * sizeof *s->cps);
    s->count = e->count;
    s->caret = e->caret;
}

static bool
undo_take(struct edit *e)
{
    struct snapshot *s;

    if (e->undos == 0)
        return false;
    s = &e->undo[--e->undos];
    reserve(e, s->count);
    if (s->count)
        memcpy(e->cps, s->cps, (size_t)s->count * sizeof *s->cps);
    e->count = s->count;
    e->caret = s->caret;
    free(s->cps);
    e->last = CHANGE_NONE;
    e->replaceable = false;
    e->stale = e->touched = true;
    e->want = -1;
    return true;
}

static void
erase(struct edit *e, int from, int to)
{
    if (to < e->count)
        memmove(e->cps + from, e->cps + to, (size_t)(e->count - to) * sizeof *e->cps);
    e->count -= to - from;
    e->caret = from;
    e->stale = true;
}

/* A default goes as a whole when the first character is typed. */
static void
replace_default(struct edit *e)
{
    if (!e->replaceable)
        return;
    e->replaceable = false;
    if (e->count == 0)
        return;
    undo_mark(e, CHANGE_OTHER);
    erase(e, 0, e->count);
}

static int
insert(struct edit *e, const uint32_t *cps, int count)
{
    int fits = e->limit - e->count;

    fits = fits < 0 ? 0 : fits < count ? fits : count;
    /* the limit cuts before a character, never between it and its marks */
    while (fits > 0 && fits < count && is_mark(cps[fits]))
        fits--;
    if (fits == 0)
        return 0;
    reserve(e, e->count + fits);
    memmove(e->cps + e->caret + fits, e->cps + e->caret, (size_t)(e->count - e->caret) * sizeof *e->cps);
    memcpy(e->cps + e->caret, cps, (size_t)fits * sizeof *e->cps);
    e->count += fits;
    e->caret += fits;
    e->stale = true;
    return fits;
}

static void
note_full(struct edit *e, int lost, const char **note)
{
    if (lost == 1)
        snprintf(e->note, sizeof e->note, _("The field holds %d characters at most."), e->limit);
    else
        snprintf(e->note, sizeof e->note,
                 _("The field holds %d characters at most; %d did not fit."), e->limit, lost);
    if (note)
        *note = e->note;
}

static void
type(struct edit *e, uint32_t cp, const char **note)
{
    replace_default(e);
    if (e->count >= e->limit) {
        note_full(e, 1, note);
        return;
    }
    undo_mark(e, CHANGE_TYPE);
    insert(e, &cp, 1);
    /* a phrase at a time is taken back */
    if (cp == ' ' || cp == '\n' || cp == 0x3002 || cp == 0xFF0C)
        e->last = CHANGE_NONE;
}

static void
insert_text(struct edit *e, const char *utf8, const char **note)
{
    const char *end = utf8 + strlen(utf8);
    uint32_t *cps;
    int count = 0, fits;

    cps = mem_alloc((size_t)(end - utf8) * sizeof *cps);
    for (; utf8 < end; count++) {
        utf8 += text_decode(utf8, end, &cps[count]);
        if (cps[count] == '\t' || (cps[count] == '\n' && e->rows <= 1))
            cps[count] = ' ';
    }
    /* copied cells often bring the end of their line along */
    while (e->rows <= 1 && count > 0 && cps[count - 1] == ' ')
        count--;
    fits = insert(e, cps, count);
    free(cps);
    if (fits < count)
        note_full(e, count - fits, note);
}

static void
paste(struct edit *e, const char *utf8, const char **note)
{
    if (!*utf8)
        return;
    replace_default(e);
    undo_mark(e, CHANGE_OTHER);
    insert_text(e, utf8, note);
}

/* ---- movement ---- */

static int
step_left(const struct edit *e, int at)
{
    if (at > 0)
        at--;
    while (at > 0 && is_mark(e->cps[at]))
        at--;
    return at;
}

static int
step_right(const struct edit *e, int at)
{
    if (at < e->count)
        at++;
    while (at < e->count && is_mark(e->cps[at]))
        at++;
    return at;
}

/* Columns of one character as it is shown; joined: there is a character before it for a mark to sit on. */
static int
columns_of(const struct edit *e, uint32_t cp, bool joined)
{
    char utf8[6] = "x";
    char *at = utf8;

    if (cp == '\n')
        return 0;
    if (cp >= 0x20 && cp < 0x7F)
        return 1;
    if (!e->term)
        return text_cp_columns(cp, 1);
    joined = joined && is_mark(cp);
    at += joined;
    at[text_encode(cp, at)] = '\0';
    return draw_columns(e->term, utf8) - joined;
}

/* Columns of the characters from ... to - 1 as they are shown. */
static int
columns(const struct edit *e, int from, int to)
{
    int sum = 0;

    for (int i = from; i < to; i++)
        sum += columns_of(e, e->cps[i], i > from);
    return sum;
}

static void
line_add(struct edit *e, int from)
{
    if (e->line_count == e->line_room) {
        e->line_room = e->line_room * 2 + 16;
        e->lines = mem_realloc(e->lines, (size_t)e->line_room * sizeof *e->lines);
    }
    e->lines[e->line_count++] = from;
}

/* May a line end before cps[at]? Not before closing punctuation, not inside a word. */
static bool
may_break(const struct edit *e, int at)
{
    static const uint32_t closing[] = {
        0xFF0C, 0x3002, 0x3001, 0xFF1B, 0xFF1A, 0xFF1F, 0xFF01, 0xFF09, 0x300D, 0x300F, 0x300B, 0x201D, 0x2019,
        0x3011, ',', '.', ';', ':', '?', '!', ')', ']', '%', 0xFF05,
    };
    uint32_t before = e->cps[at - 1], after = e->cps[at];

    if (is_mark(after) || after == ' ')
        return false;
    for (size_t i = 0; i < COUNT(closing); i++)
        if (after == closing[i])
            return false;
    return before == ' ' || before > 0x2E00 || after > 0x2E00;
}

/* Where the line that starts at from ends when cps[at] does not fit any more. */
static int
break_before(const struct edit *e, int from, int at)
{
    int end = at;

    while (end > from && !may_break(e, end))
        end--;
    if (end > from)
        return end;
    while (at > from + 1 && is_mark(e->cps[at]))
        at--;
    return at;
}

/* Break a long text into lines of the width last drawn; the last column stays free for the caret. */
static void
wrap(struct edit *e)
{
    int width = e->cols > 1 ? e->cols - 1 : 1, used = 0, from = 0;

    e->line_count = 0;
    line_add(e, 0);
    for (int i = 0; i < e->count; i++) {
        int one = columns_of(e, e->cps[i], i > from);

        /* blanks at the end of a line hang over: they do not begin the next one */
        if (used + one > width && i > from && e->cps[i] != ' ' && e->cps[i] != '\n') {
            from = break_before(e, from, i);
            line_add(e, from);
            used = columns(e, from, i);
        }
        used += one;
        if (e->cps[i] == '\n') {
            from = i + 1;
            line_add(e, from);
            used = 0;
        }
    }
}

static int
line_of(const struct edit *e, int at)
{
    int line = e->line_count - 1;

    while (line > 0 && e->lines[line] > at)
        line--;
    return line;
}

static int
line_end(const struct edit *e, int line)
{
    int end = line + 1 < e->line_count ? e->lines[line + 1] : e->count;

    /* the break itself, or the place where the next line begins anyway, is not a place of this line */
    return line + 1 < e->line_count && end > e->lines[line] ? step_left(e, end) : end;
}

/* Up or down by lines of a long text; false at its edge. */
static bool
step_line(struct edit *e, int by)
{
    int line, at, end;

    if (e->rows <= 1)
        return false;
    if (e->cols == 0)
        e->cols = 80;
    wrap(e);
    line = line_of(e, e->caret);
    if (e->want < 0)
        e->want = columns(e, e->lines[line], e->caret);
    if (line + by < 0 || line + by >= e->line_count)
        return false;
    line += by;
    end = line_end(e, line);
    for (at = e->lines[line]; at < end; at = step_right(e, at))
        if (columns(e, e->lines[line], step_right(e, at)) > e->want)
            break;
    e->caret = at < end ? at : end;
    return true;
}

static void
move_to(struct edit *e, int at)
{
    e->caret = at;
    e->want = -1;
}

/* Home and End: of the line in a long text. */
static void
move_edge(struct edit *e, bool end)
{
    int line;

    if (e->rows <= 1) {
        move_to(e, end ? e->count : 0);
        return;
    }
    if (e->cols == 0)
        e->cols = 80;
    wrap(e);
    line = line_of(e, e->caret);
    move_to(e, end ? line_end(e, line) : e->lines[line]);
}

/* ---- keys ---- */

static bool
control(struct edit *e, uint32_t letter, const char **note)
{
    switch (letter) {
    case 'u':
        e->replaceable = false;
        if (e->count > 0) {
            undo_mark(e, CHANGE_OTHER);
            erase(e, 0, e->count);
        }
        return true;
    case 'z':
        return undo_take(e);
    case 'j':
        if (e->rows <= 1)
            return false;
        type(e, '\n', note);
        return true;
    }
    return false;
}

static bool
movement(struct edit *e, enum key_kind kind)
{
    switch (kind) {
    case KEY_LEFT_:
        move_to(e, step_left(e, e->caret));
        return true;
    case KEY_RIGHT_:
        move_to(e, step_right(e, e->caret));
        return true;
    case KEY_HOME_:
    case KEY_END_:
        move_edge(e, kind == KEY_END_);
        return true;
    case KEY_UP_:
        return step_line(e, -1);
    case KEY_DOWN_:
        return step_line(e, 1);
    default:
        return false;
    }
}

bool
edit_key(struct edit *e, const struct key *k, const char **note)
{
    if (note)
        *note = NULL;
    switch (k->kind) {
    case KEY_CHAR:
        type(e, k->cp, note);
        return true;
    case KEY_PASTE:
        paste(e, k->paste, note);
        return true;
    case KEY_CTRL:
        return control(e, k->cp, note);
    case KEY_BACKSPACE:
        e->replaceable = false;
        if (e->caret > 0) {
            undo_mark(e, CHANGE_ERASE);
            /* one mark at a time, as it was typed */
            erase(e, e->caret - 1, e->caret);
        }
        return true;
    case KEY_DELETE:
        e->replaceable = false;
        if (e->caret < e->count) {
            undo_mark(e, CHANGE_ERASE);
            erase(e, e->caret, step_right(e, e->caret));
        }
        return true;
    default:
        if (!movement(e, k->kind))
            return false;
        e->replaceable = false;
        e->last = CHANGE_NONE;
        return true;
    }
}

/* ---- drawing ---- */

static void
draw_span(struct edit *e, struct term *t, struct box b, int y, int from, int to, enum style style)
{
    struct buf line = { 0 };

    while (to > from && e->cps[to - 1] == '\n')
        to--;
    encode(&line, e->cps + from, to - from);
    draw_text(t, b, y, 0, -1, style, line.text);
    buf_free(&line);
}

/* The first character from which all up to at fit into width columns, looking no further left than least. */
static int
fit_left(const struct edit *e, int least, int at, int width)
{
    int used = 0;

    while (at > least) {
        int before = step_left(e, at);

        used += columns(e, before, at);
        if (used > width)
            break;
        at = before;
    }
    return at;
}

/* One line scrolls sideways, by characters, so that the caret and what stands before it are seen. */
static void
draw_line(struct edit *e, struct term *t, struct box b, bool active, enum style style)
{
    int first = e->top < e->caret ? e->top : e->caret, whole;

    first = fit_left(e, first, e->caret, b.cols - 1);
    /* after erasing, fill the field again from the left */
    whole = fit_left(e, 0, e->count, b.cols - 1);
    first = active ? (whole < first ? whole : first) : 0;
    e->top = first;
    draw_span(e, t, b, 0, first, e->count, style);
    if (active)
        draw_caret(t, b, 0, columns(e, first, e->caret));
}

static void
draw_lines(struct edit *e, struct term *t, struct box b, bool active, enum style style)
{
    int line, shown, column;

    wrap(e);
    line = line_of(e, e->caret);
    if (!active)
        e->top = 0;
    if (e->top > e->line_count - b.rows)
        e->top = e->line_count > b.rows ? e->line_count - b.rows : 0;
    if (active && line < e->top)
        e->top = line;
    if (active && line >= e->top + b.rows)
        e->top = line - b.rows + 1;
    for (int y = 0; y < b.rows; y++) {
        shown = e->top + y;
        if (shown >= e->line_count)
            draw_text(t, b, y, 0, -1, style, "");
        else
            draw_span(e, t, b, y, e->lines[shown],
                      shown + 1 < e->line_count ? e->lines[shown + 1] : e->count, style);
    }
    column = columns(e, e->lines[line], e->caret);
    if (active)
        draw_caret(t, b, line - e->top, column < b.cols ? column : b.cols - 1);
}

void
edit_draw(struct edit *e, struct term *t, struct box b, bool active, enum style style)
{
    e->term = t;
    e->cols = b.cols;
    if (e->rows <= 1)
        draw_line(e, t, b, active, style);
    else
        draw_lines(e, t, b, active, style);
}

/* ---- phrases ---- */

/* First character of the last "::" before the caret; -1: none. */
static int
phrase_start(const struct edit *e)
{
    for (int i = e->caret - 2; i >= 0; i--) {
        if (key_twin(e->cps[i]) == ':' && key_twin(e->cps[i + 1]) == ':')
            return i;
        if (e->cps[i + 1] == '\n')
            break;
    }
    return -1;
}

const char *
edit_phrase(const struct edit *e)
{
    struct edit *own = (struct edit *)e;
    int start = phrase_start(e);

    if (start < 0)
        return NULL;
    encode(&own->text, e->cps + start + 2, e->caret - start - 2);
    own->stale = true;
    return own->text.text;
}

void
edit_replace_phrase(struct edit *e, const char *utf8)
{
    int start = phrase_start(e);
    const char *note;

    if (start < 0)
        return;
    undo_mark(e, CHANGE_OTHER);
    erase(e, start, e->caret);
    insert_text(e, utf8, &note);
}
