#include "ui/kit/picker.h"

#include "base/lang.h"
#include "base/pinyin.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct picker {
    const struct option *options;
    size_t count;
    bool several, plain;
    bool *on;               /* ticks, one for each option */
    int *fit;               /* indices of options that fit what was typed */
    size_t fits;
    size_t at;              /* cursor in fit */
    size_t top;             /* first one drawn */
    size_t page;            /* rows drawn last */
    struct buf typed;
    struct arena codes;
    const char **code;      /* the options' own, or numbers */
};

/* ---- how well an option fits -------------------------------------------- */

static bool
begins(const char *text, const char *start)
{
    return strncasecmp(text, start, strlen(start)) == 0;
}

/* By letters, from any character of the text on: 2 from the first, 1 from a later one. */
static int
match_letters(const struct option *o, const char *typed)
{
    const char *end = o->text + strlen(o->text);
    uint32_t cp;

    if (o->initials && begins(o->initials, typed))
        return 2;
    for (const char *p = o->text; p < end; p += text_decode(p, end, &cp)) {
        text_decode(p, end, &cp);
        if (text_is_han(cp) && pinyin_match(p, typed))
            return p == o->text ? 2 : 1;
    }
    return 0;
}

int
option_match(const struct option *o, const char *typed)
{
    if (!*typed)
        return 1;
    if (o->code && strcasecmp(o->code, typed) == 0)
        return 100;
    if (o->code && begins(o->code, typed))
        return 90;
    if (begins(o->text, typed))
        return 80;
    switch (match_letters(o, typed)) {
    case 2: return 70;
    case 1: return 60;
    default: return text_contains(o->text, typed) ? 50 : 0;
    }
}

/* ---- state ----------------------------------------------------------------- */

static void
make_codes(struct picker *p)
{
    size_t offered = 0, n = 0;

    arena_reset(&p->codes);
    p->code = arena_alloc(&p->codes, (p->count + 1) * sizeof *p->code);
    for (size_t i = 0; i < p->count; i++)
        offered += !p->options[i].retired;
    for (size_t i = 0; i < p->count; i++)
        if (p->options[i].code)
            p->code[i] = p->options[i].code;
        else if (p->plain || p->options[i].retired)
            p->code[i] = "";
        else
            p->code[i] = arena_printf(&p->codes, offered > 9 ? "%02zu" : "%zu", ++n);
}

static int
fit_of(const struct picker *p, size_t i)
{
    struct option o = p->options[i];

    if (o.retired)
        return 0;
    o.code = p->code[i];
    return option_match(&o, p->typed.size ? p->typed.text : "");
}

/* What fits, the better the nearer to the top, equal ones in the list's order. */
static void
refit(struct picker *p)
{
    static const int grades[] = { 100, 90, 80, 70, 60, 50, 1 };
    int *grade = mem_alloc((p->count + 1) * sizeof *grade);

    for (size_t i = 0; i < p->count; i++)
        grade[i] = p->plain ? !p->options[i].retired : fit_of(p, i);
    p->fits = 0;
    for (size_t g = 0; g < COUNT(grades); g++)
        for (size_t i = 0; i < p->count; i++)
            if (grade[i] == grades[g])
                p->fit[p->fits++] = (int)i;
    free(grade);
    p->at = p->top = 0;
}

struct picker *
picker_new(const struct option *options, size_t count, bool several)
{
    struct picker *p = mem_alloc(sizeof *p);

    p->several = several;
    p->page = 8;
    picker_replace(p, options, count);
    return p;
}

void
picker_free(struct picker **p)
{
    if (!*p)
        return;
    free((*p)->on);
    free((*p)->fit);
    buf_free(&(*p)->typed);
    arena_free(&(*p)->codes);
    free(*p);
    *p = NULL;
}

void
picker_replace(struct picker *p, const struct option *options, size_t count)
{
    p->options = options;
    p->count = count;
    free(p->on);
    free(p->fit);
    p->on = mem_alloc(count + 1);
    p->fit = mem_alloc((count + 1) * sizeof *p->fit);
    make_codes(p);
    refit(p);
}

void
picker_plain(struct picker *p)
{
    p->plain = true;
    make_codes(p);
    refit(p);
}

int
picker_chosen(const struct picker *p)
{
    return p->at < p->fits ? p->fit[p->at] : -1;
}

void
picker_go(struct picker *p, int index)
{
    for (size_t i = 0; i < p->fits; i++)
        if (p->fit[i] == index)
            p->at = i;
}

void
picker_tick(struct picker *p, int index, bool on)
{
    p->on[index] = on;
}

bool
picker_ticked(const struct picker *p, int index)
{
    return p->on[index];
}

const char *
picker_typed(const struct picker *p)
{
    return p->typed.size ? p->typed.text : "";
}

size_t
picker_fitting(const struct picker *p)
{
    return p->fits;
}

/* ---- keys -------------------------------------------------------------------- */

static void
retype(struct picker *p, size_t size)
{
    int chosen = picker_chosen(p);

    if (size < p->typed.size) {
        p->typed.size = size;
        p->typed.text[size] = '\0';
    }
    refit(p);
    if (size == 0 && chosen >= 0)
        picker_go(p, chosen);
}

static void
toggle(struct picker *p)
{
    int i = picker_chosen(p);

    if (i >= 0)
        p->on[i] = !p->on[i];
    retype(p, 0);
}

static bool
complete_code(const struct picker *p)
{
    int i = picker_chosen(p);

    return i >= 0 && p->typed.size && strcasecmp(p->code[i], p->typed.text) == 0;
}

static enum picked
type_char(struct picker *p, uint32_t cp)
{
    char utf8[5] = { 0 };
    size_t before = p->typed.size;

    text_encode(cp, utf8);
    buf_puts(&p->typed, utf8);
    refit(p);
    if (p->fits == 0)
        retype(p, before);      /* nothing begins so: the letter is not taken into the search */
    else if (complete_code(p)) {
        if (!p->several)
            return PICK_TAKEN;
        toggle(p);
    }
    return PICK_MOVED;
}

static bool
move(struct picker *p, enum key_kind kind)
{
    size_t last = p->fits ? p->fits - 1 : 0;

    switch (kind) {
    case KEY_UP_: p->at -= p->at > 0; return true;
    case KEY_DOWN_: p->at += p->at < last; return true;
    case KEY_PGUP: p->at = p->at > p->page ? p->at - p->page : 0; return true;
    case KEY_PGDN: p->at = p->at + p->page < last ? p->at + p->page : last; return true;
    case KEY_HOME_: p->at = 0; return !p->plain;
    case KEY_END_: p->at = last; return !p->plain;
    default: return false;
    }
}

static enum picked
enter(struct picker *p)
{
    if (!p->several)
        return picker_chosen(p) >= 0 ? PICK_TAKEN : PICK_MOVED;
    if (p->typed.size == 0)
        return PICK_CLOSED;
    toggle(p);
    return PICK_MOVED;
}

static size_t
last_char(const struct picker *p)
{
    size_t n = p->typed.size;

    while (n > 0 && ((unsigned char)p->typed.text[n - 1] & 0xC0) == 0x80)
        n--;
    return n > 0 ? n - 1 : 0;
}

enum picked
picker_key(struct picker *p, const struct key *k)
{
    uint32_t c = k->kind == KEY_CHAR ? key_twin(k->cp) : 0;

    if (move(p, k->kind))
        return PICK_MOVED;
    if (k->kind == KEY_ENTER)
        return enter(p);
    if (k->kind == KEY_ESC)
        return p->several ? PICK_DROPPED : PICK_CLOSED;
    if (p->plain)
        return PICK_NOTHING;
    if (c == ' ') {
        if (!p->several)
            return enter(p);
        toggle(p);
        return PICK_MOVED;
    }
    if (c)
        return type_char(p, c);
    if (k->kind == KEY_BACKSPACE) {
        retype(p, last_char(p));
        return PICK_MOVED;
    }
    return PICK_NOTHING;
}

/* ---- drawing -------------------------------------------------------------------- */

int
picker_cols(const struct picker *p, struct term *t)
{
    int widest = 0;

    for (size_t i = 0; i < p->fits; i++) {
        size_t o = (size_t)p->fit[i];
        int cols = draw_columns(t, p->options[o].text) + (*p->code[o] ? draw_columns(t, p->code[o]) + 1 : 0);

        if (cols > widest)
            widest = cols;
    }
    return widest + 2 + (p->several ? 4 : 0);
}

int
picker_rows(const struct picker *p)
{
    return p->fits ? (int)p->fits : 1;
}

static void
draw_option(struct picker *p, struct term *t, struct box b, int y, size_t i)
{
    size_t o = (size_t)p->fit[i];
    bool here = i == p->at;

    draw_printf(t, b, y, 0, b.cols, here ? STYLE_CURSOR : STYLE_PLAIN, "%s%s%s%s%s", here ? ">" : " ",
                !p->several ? "" : p->on[o] ? "[x] " : "[ ] ", p->code[o], *p->code[o] ? " " : "", p->options[o].text);
}

void
picker_draw(struct picker *p, struct term *t, struct box b)
{
    size_t rows = b.rows > 0 ? (size_t)b.rows : 0;

    if (rows == 0)
        return;
    p->page = rows;
    if (p->at < p->top)
        p->top = p->at;
    if (p->at >= p->top + rows)
        p->top = p->at - rows + 1;
    if (p->top > 0 && p->top + rows > p->fits)
        p->top = p->fits > rows ? p->fits - rows : 0;
    draw_fill(t, b, STYLE_PLAIN);
    if (p->fits == 0)
        draw_text(t, b, 0, 1, b.cols - 1, STYLE_DIM, _("Nothing fits."));
    for (size_t y = 0; y < rows && p->top + y < p->fits; y++)
        draw_option(p, t, b, (int)y, p->top + y);
    if (!p->plain)
        draw_caret(t, b, p->fits ? (int)(p->at - p->top) : 0, 0);
}
