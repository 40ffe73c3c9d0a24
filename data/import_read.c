/* Imports: from the cells of a file to values. */
#include "data/import_private.h"

#include "base/lang.h"
#include "base/phone.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define MEMO 1024               /* choices and references remembered; a roster repeats a few words */

enum memo_kind { MEMO_EMPTY, MEMO_VALUE, MEMO_WORDS };

struct import_memo {
    enum memo_kind kind;
    int field;
    char *cell;
    char *text;                 /* of the value; NULL where it is a number */
    struct value value;
};

/* ---- headings ------------------------------------------------------------------------------- */

/* "*手机号 (必填)" and "手机号" are one heading: no blanks, half-width, no star, nothing from a bracket on. */
static char *
bare_heading(struct arena *a, const char *text)
{
    char *half = text_halfwidth(a, text), *w = half;

    for (const char *s = half; *s && *s != '('; s++)
        if (!strchr(" \t\r\n*:", *s))
            *w++ = *s;
    *w = '\0';
    return half;
}

static bool
same_heading(struct arena *a, const char *bare, const char *accepted, size_t size)
{
    char *other = bare_heading(a, arena_strndup(a, accepted, size));

    return *other && strlen(other) == strlen(bare) && text_contains(other, bare);
}

static bool
heading_means(struct arena *a, const struct field *f, const char *bare)
{
    if (same_heading(a, bare, f->name, strlen(f->name)) || same_heading(a, bare, f->label, strlen(f->label)) ||
        same_heading(a, bare, _(f->label), strlen(_(f->label))))
        return true;
    for (const char *h = f->headings; h && *h;) {
        size_t size = strcspn(h, "|");

        if (same_heading(a, bare, h, size))
            return true;
        h += size + (h[size] == '|');
    }
    return false;
}

static int
field_of_heading(struct import *im, const char *heading)
{
    char *bare = bare_heading(&im->row_arena, heading);

    for (size_t i = 0; *bare && i < im->nfields; i++)
        if (heading_means(&im->row_arena, &im->fields[i], bare))
            return (int)i;
    return -1;
}

int
import_field(const struct import *im, const char *name)
{
    return field_index(im->fields, name);
}

static char *
joined_head(struct import *im)
{
    struct buf b = { 0 };
    char *out;

    for (size_t i = 0; i < im->nhead; i++)
        buf_printf(&b, "%s%s", i ? ", " : "", text_harmless(&im->row_arena, im->head[i]));
    out = arena_strdup(&im->row_arena, b.text);
    buf_free(&b);
    return out;
}

/* --map COL=FIELD: COL a heading of the file or its number, FIELD a name or any accepted heading. */
static bool
map_columns(struct import *im, struct err *err)
{
    for (size_t k = 0; k < im->wish->nmaps; k++) {
        const char *map = im->wish->maps[k], *equals = strrchr(map, '=');
        char *col, *end;
        long number;
        int field;
        size_t at = im->nhead;

        if (!equals)
            return err_set(err, ERR_INPUT, _("--map is written COL=FIELD, not \"%s\"."), map);
        col = bare_heading(&im->row_arena, arena_strndup(&im->row_arena, map, (size_t)(equals - map)));
        for (size_t i = 0; i < im->nhead && at == im->nhead; i++)
            if (strcmp(bare_heading(&im->row_arena, im->head[i]), col) == 0)
                at = i;
        number = strtol(col, &end, 10);
        if (at == im->nhead && *col && !*end && number >= 1 && number <= (long)im->nhead)
            at = (size_t)number - 1;
        if (at == im->nhead)
            return err_set(err, ERR_INPUT, _("--map: the file has no column \"%s\". It has: %s."), col, joined_head(im));
        field = field_of_heading(im, equals + 1);
        if (field < 0)
            return err_set(err, ERR_INPUT, _("--map: \"%s\" is no field. See: qiantai import %s --columns"), equals + 1, im->kind->name);
        im->column[field] = (int)at;
    }
    return true;
}

static bool
is_mapped(const struct import *im, size_t column)
{
    for (size_t i = 0; i < im->nfields; i++)
        if (im->column[i] == (int)column)
            return true;
    return false;
}

/* One of "a|b" has a column; words name the missing ones. */
static bool
has_one(const struct import *im, const char *needed, size_t size, struct buf *words)
{
    size_t before = words->size;

    for (const char *s = needed; s < needed + size;) {
        size_t n = strcspn(s, "| ");
        struct arena a = { 0 };
        int i = import_field(im, arena_strndup(&a, s, n));
        const char *headings = i < 0 ? "" : im->fields[i].headings;

        arena_free(&a);
        if (i >= 0 && im->column[i] >= 0) {
            words->size = before;
            return true;
        }
        if (i >= 0)
            buf_printf(words, "%s%.*s", words->size == before ? (before ? ", " : "") : "/", (int)strcspn(headings, "|"), headings);
        s += n + 1;
    }
    return false;
}

bool
import_needs(struct import *im, const char *needed, struct err *err)
{
    struct buf words = { 0 };
    bool good = true;

    for (const char *s = needed; *s;) {
        size_t n = strcspn(s, " ");

        good = has_one(im, s, n, &words) && good;
        s += n + (s[n] == ' ');
    }
    if (!good)
        err_set(err, ERR_REFUSED, _("%s: these columns are missing: %s. The file has: %s. Name them otherwise with --map COL=FIELD."),
                im->file, words.text, joined_head(im));
    buf_free(&words);
    return good;
}

/* What an export writes beside the fields, and what we add to rows that were refused. */
static bool
is_expected(struct import *im, const char *heading)
{
    static const struct field beside = { .name = "id", .label = N_("Record number"), .headings = "记录号|序号|状态|state|房号代码|code|错误原因" };
    char *bare = bare_heading(&im->row_arena, heading);

    return !*bare || heading_means(&im->row_arena, &beside, bare) || strcmp(heading, _("Reason of refusal")) == 0;
}

static bool
note_unknown(struct import *im, struct err *err)
{
    for (size_t i = 0; i < im->nhead; i++)
        if (!is_mapped(im, i) && !is_expected(im, im->head[i]) &&
            !import_said(im, IMPORT_SAID_NOTE, NULL,
                         arena_printf(&im->row_arena, _("Column \"%s\" is not known here and was left out."), text_harmless(&im->row_arena, im->head[i])), err))
            return false;
    return true;
}

/* A register knows its own headings. Its rows are kept as cells, in the file's columns. */
static bool
read_register_head(struct import *im, const struct csv_row *row, struct err *err)
{
    struct err why = { 0 };

    for (size_t i = 0; i < row->count; i++)
        im->head[i] = text_trim(&im->arena, row->cells[i]);
    im->nfields = row->count;
    if (!reg_import_columns(im->o, im->reg, (const char *const *)im->head, row->count, im->wish->maps, im->wish->nmaps, &im->arena,
                            &im->columns, &why))
        return err_set(err, why.code, _("%s: %s The file has: %s."), im->file, why.text, joined_head(im));
    for (size_t i = 0; i < im->columns.nunknown; i++)
        if (!import_said(im, IMPORT_SAID_NOTE, NULL, arena_printf(&im->row_arena, _("Column \"%s\" is not known here and was left out."),
                                                                  text_harmless(&im->row_arena, im->columns.unknown[i])), err))
            return false;
    return true;
}

/* A row of headings has no numbers in it; "房屋1" and the like are rare enough. */
static bool
looks_like_data(const struct csv_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (strpbrk(row->cells[i], "0123456789"))
            return true;
    return false;
}

bool
import_read_head(struct import *im, const struct csv_row *row, struct err *err)
{
    size_t known = 0;

    im->nhead = row->count;
    im->head = arena_alloc(&im->arena, (row->count + 1) * sizeof *im->head);
    if (im->reg)
        return read_register_head(im, row, err);
    im->column = arena_alloc(&im->arena, (im->nfields + 1) * sizeof *im->column);
    im->memo = mem_alloc(MEMO * sizeof *im->memo);
    for (size_t i = 0; i < im->nfields; i++)
        im->column[i] = -1;
    for (size_t i = 0; i < row->count; i++) {
        int field;

        im->head[i] = text_trim(&im->arena, row->cells[i]);
        field = field_of_heading(im, im->head[i]);
        known += field >= 0;
        if (field >= 0 && im->column[field] < 0)
            im->column[field] = (int)i;
    }
    if (known == 0 && im->wish->nmaps == 0 && looks_like_data(row))
        return err_set(err, ERR_INPUT, _("%s has no row of headings: its first row is \"%s\". Put the columns' names above it, "
                                         "as qiantai import %s --columns lists them."), im->file, joined_head(im), im->kind->name);
    return map_columns(im, err) && import_needs(im, im->kind->needed, err) && note_unknown(im, err);
}

/* ---- cells -------------------------------------------------------------------------------------- */

/* What could steer a terminal, or makes two names look alike that are not. Emoji, with their joiners, may stay. */
static bool
is_forbidden(uint32_t cp)
{
    if (cp < 0x20)
        return cp != '\t' && cp != '\n' && cp != '\r';
    return (cp >= 0x7F && cp <= 0x9F) || cp == 0x200B || cp == 0x200E || cp == 0x200F || (cp >= 0x202A && cp <= 0x202E) ||
           (cp >= 0x2060 && cp <= 0x2069) || cp == 0xFEFF || cp == 0xFFFD;
}

static bool
check_characters(const struct field *f, const char *cell, struct err *err)
{
    const char *end = cell + strlen(cell);
    long at = 0;

    while (cell < end) {
        uint32_t cp;

        if ((unsigned char)*cell >= 0x20 && (unsigned char)*cell < 0x7F) {
            cell++;
            at++;
            continue;
        }
        cell += text_decode(cell, end, &cp);
        at++;
        if (is_forbidden(cp))
            return err_field(err, f->name, _("Character %ld is an invisible control character (U+%04X): it does not belong there."), at, (unsigned)cp);
    }
    return true;
}

static struct import_memo *
memo_at(struct import *im, int field, const char *cell)
{
    unsigned h = 2166136261u + (unsigned)field;

    for (const char *s = cell; *s; s++)
        h = (h ^ (unsigned char)*s) * 16777619u;
    return &im->memo[h % MEMO];
}

static void
memo_drop(struct import_memo *m)
{
    free(m->cell);
    free(m->text);
    memset(m, 0, sizeof *m);
}

static void
memo_put(struct import_memo *m, enum memo_kind kind, int field, const char *cell, const struct value *v)
{
    memo_drop(m);
    m->kind = kind;
    m->field = field;
    m->cell = mem_strdup(cell);
    if (v) {
        m->value = *v;
        m->text = mem_strdup(v->text);
        m->value.text = m->text;
    }
}

static const char *
other_code(struct import *im, const struct field *f)
{
    const struct option_list *list = f->kind == FIELD_CHOICE ? office_list(im->o, f->list) : NULL;

    for (size_t i = 0; list && i < list->count; i++)
        if (list->options[i].other && !list->options[i].retired)
            return list->options[i].code;
    return NULL;
}

/* A value that the list lacks, or nobody of that name: 其他 and its own words beside it, else in the note. */
static bool
keep_words(struct import *im, struct import_row *row, int i, const char *cell, struct err *err)
{
    const struct field *f = &im->fields[i];
    const char *other = other_code(im, f);
    int words = import_field(im, arena_printf(&im->row_arena, "%s_words", f->name));

    if (words < 0 && import_field(im, "note") < 0)
        return false;
    if (other)
        row->v[i] = (struct value){ .set = true, .text = other };
    if (other && words >= 0) {
        if (!field_read(&im->fields[words], cell, &im->o->env, &im->row_arena, &row->v[words], err))
            return false;
    } else {
        buf_printf(&im->aside, "%s%s: %s", im->aside.size ? "\n" : "", im->head[im->column[i]], text_trim(&im->row_arena, cell));
    }
    import_count_words(im, im->head[im->column[i]], cell);
    return true;
}

static bool
read_remembered(struct import *im, struct import_row *row, int i, const char *cell, struct err *err)
{
    const struct field *f = &im->fields[i];
    struct import_memo *m = memo_at(im, i, cell);
    struct err why = { 0 };

    if (m->kind == MEMO_EMPTY || m->field != i || strcmp(m->cell, cell) != 0) {
        if (field_read(f, cell, &im->o->env, &im->row_arena, &row->v[i], &why)) {
            memo_put(m, MEMO_VALUE, i, cell, &row->v[i]);
        } else if (f->kind == FIELD_CHOICE || f->kind == FIELD_REF) {
            memo_put(m, MEMO_WORDS, i, cell, NULL);
        } else {
            if (err)
                *err = why;
            return false;
        }
    }
    if (m->kind == MEMO_WORDS)
        return keep_words(im, row, i, cell, err);
    row->v[i] = m->value;
    return true;
}

static const char *
next_number(const char *s)
{
    static const char *const cuts[] = { "/", ";", ",", "、", "，", "；", "／", "\n", "\r", "|" };
    const char *first = NULL;

    for (size_t i = 0; i < COUNT(cuts); i++) {
        const char *at = strstr(s, cuts[i]);

        if (at && (!first || at < first))
            first = at;
    }
    return first;
}

bool
import_phones(struct import *im, const char *cell, char **out, size_t max, size_t *count, struct err *err)
{
    const char *why = NULL, *cut;
    char *number;

    if (phone_parse(&im->row_arena, cell, &number, &why) != PHONE_NONE) {
        if (*count < max)
            out[(*count)++] = number;
        return true;
    }
    if (!next_number(cell))
        return err_field(err, "phone", "%s", why);
    while (*cell) {
        char *one;
        uint32_t cp;

        cut = next_number(cell);
        one = text_trim(&im->row_arena, cut ? arena_strndup(&im->row_arena, cell, (size_t)(cut - cell)) : cell);
        if (*one && phone_parse(&im->row_arena, one, &number, &why) == PHONE_NONE)
            return err_field(err, "phone", "%s", why);
        if (*one && *count < max)
            out[(*count)++] = number;
        if (!cut)
            break;
        cell = cut + text_decode(cut, cut + strlen(cut), &cp);
    }
    return true;
}

/* Canonical numbers joined by blanks. */
static bool
read_phones(struct import *im, struct import_row *row, int i, const char *cell, struct err *err)
{
    char *numbers[8], *joined;
    size_t n = 0;

    if (!import_phones(im, cell, numbers, COUNT(numbers), &n, err)) {
        if (err)
            err_field(err, im->fields[i].name, "%s", arena_strdup(&im->row_arena, err->text));
        return false;
    }
    joined = n ? numbers[0] : NULL;
    for (size_t k = 1; k < n; k++)
        joined = arena_printf(&im->row_arena, "%s %s", joined, numbers[k]);
    row->v[i] = (struct value){ .set = n > 0, .text = joined };
    return true;
}

/* "23,800元/平": what stands behind the slash is the unit. */
static const char *
without_unit(struct import *im, const char *cell)
{
    const char *slash = strchr(cell, '/');

    return slash && slash > cell ? arena_strndup(&im->row_arena, cell, (size_t)(slash - cell)) : cell;
}

/* In prose that was pasted from pages they are dirt without a meaning; in a name or a number they are refused. */
static const char *
without_zero_width(struct import *im, const char *cell)
{
    static const char *const dirt[] = { "\xE2\x80\x8B", "\xE2\x80\x8E", "\xE2\x80\x8F", "\xE2\x81\xA0", "\xEF\xBB\xBF" };
    bool any = false;
    char *out, *w;

    for (size_t i = 0; i < COUNT(dirt); i++)
        any |= strstr(cell, dirt[i]) != NULL;
    if (!any)
        return cell;
    out = w = arena_alloc(&im->row_arena, strlen(cell) + 1);
    while (*cell) {
        size_t k = 0;

        while (k < COUNT(dirt) && strncmp(cell, dirt[k], 3) != 0)
            k++;
        if (k < COUNT(dirt))
            cell += 3;
        else
            *w++ = *cell++;
    }
    *w = '\0';
    return out;
}

static bool
read_cell(struct import *im, struct import_row *row, int i, const char *cell, struct err *err)
{
    const struct field *f = &im->fields[i];

    if (f->kind == FIELD_LONG)
        cell = without_zero_width(im, cell);
    if (!*cell || cell[strspn(cell, " \t\r\n")] == '\0')
        return true;
    if (!check_characters(f, cell, err))
        return false;
    switch (f->kind) {
    case FIELD_CHOICE:
    case FIELD_CHOICES:
    case FIELD_REF:
    case FIELD_BOOL:
        return read_remembered(im, row, i, cell, err);
    case FIELD_PHONE:
        return read_phones(im, row, i, cell, err);
    case FIELD_MONEY:
        cell = without_unit(im, cell);
        break;
    default:
        break;
    }
    return field_read(f, cell, &im->o->env, &im->row_arena, &row->v[i], err);
}

static bool
keep_aside(struct import *im, struct import_row *row, struct err *err)
{
    int note = import_field(im, "note");
    const char *before = row->v[note].set ? row->v[note].text : "";
    char *text = arena_printf(&im->row_arena, "%s%s%s", before, *before ? "\n" : "", im->aside.text);

    return field_read(&im->fields[note], text, &im->o->env, &im->row_arena, &row->v[note], err);
}

bool
import_read_row(struct import *im, const struct csv_row *cells, struct import_row *row, struct err *err)
{
    row->v = arena_alloc(&im->row_arena, (im->nfields + 1) * sizeof *row->v);
    buf_clear(&im->aside);
    for (size_t i = im->nhead; i < cells->count; i++)
        if (cells->cells[i][strspn(cells->cells[i], " \t\r\n")])
            return err_set(err, ERR_INPUT, _("The row has more cells than there are headings. Is a quote or a comma missing?"));
    for (size_t i = 0; i < im->nfields && im->reg; i++)
        if (i < cells->count && *cells->cells[i])
            row->v[i] = (struct value){ .set = true, .text = cells->cells[i] };
    for (size_t i = 0; i < im->nfields && !im->reg; i++) {
        int at = im->column[i];

        if (at >= 0 && at < (int)cells->count && !read_cell(im, row, (int)i, cells->cells[at], err))
            return false;
    }
    return im->reg || im->aside.size == 0 || keep_aside(im, row, err);
}

struct value *
import_value(struct import *im, struct import_row *row, const char *name)
{
    int i = import_field(im, name);

    return i < 0 ? NULL : &row->v[i];
}

const char *
import_text(struct import *im, struct import_row *row, const char *name)
{
    const struct value *v = import_value(im, row, name);

    return v && v->set && v->text ? v->text : "";
}

/* ---- complaints --------------------------------------------------------------------------------------- */

/* The column that a field's value comes from, or -1. */
static int
column_of(struct import *im, const char *field)
{
    int i = *field ? field_index(im->fields, field) : -1;

    if (i < 0)
        return -1;
    return im->reg ? im->columns.column[i] : im->column[i];
}

char *
import_complaint(struct import *im, const struct csv_row *cells, const struct err *err)
{
    struct arena *a = &im->row_arena;
    int at = column_of(im, err->field), i = field_index(im->fields, err->field);
    const char *cell = at >= 0 && at < (int)cells->count ? cells->cells[at] : "";
    size_t size = text_clip(cell, 40);

    if (at < 0 && i >= 0)
        return arena_printf(a, _("%s, line %ld, %s: %s"), im->file, cells->line, _(im->fields[i].label), err->text);
    if (at < 0)
        return arena_printf(a, _("%s, line %ld: %s"), im->file, cells->line, err->text);
    return arena_printf(a, _("%s, line %ld, %s \"%s%s\": %s"), im->file, cells->line, text_harmless(a, im->head[at]),
                        text_harmless(a, arena_strndup(a, cell, size)), cell[size] ? "..." : "", err->text);
}

void
import_read_free(struct import *im)
{
    for (size_t i = 0; im->memo && i < MEMO; i++)
        memo_drop(&im->memo[i]);
    free(im->memo);
    im->memo = NULL;
    buf_free(&im->aside);
}
