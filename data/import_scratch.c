/* Imports: what is kept in the scratch while the file is read. */
#include "data/import_private.h"

#include "base/lang.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define WORDS_MOST 500          /* different values without a code that are counted one by one */

SQL(import_put_row, "INSERT INTO import_row(n, line, cells) VALUES (?, ?, ?)");
SQL(import_put_key, "INSERT INTO import_key(owner, key, n) VALUES (?, ?, ?)");
SQL(import_put_said, "INSERT INTO import_said(kind, n, text) VALUES (?, ?, ?)");
SQL(import_get_said, "SELECT kind, text FROM import_said ORDER BY kind, n, rowid");

/* ---- rows, packed: a letter for each value, then the number or the text --------------------------- */

static bool
is_number(enum field_kind kind)
{
    return kind == FIELD_NUMBER || kind == FIELD_MONEY || kind == FIELD_AREA || kind == FIELD_DATE || kind == FIELD_MOMENT ||
           kind == FIELD_CLOCK || kind == FIELD_BOOL || kind == FIELD_REF;
}

static void
pack(struct import *im, const struct import_row *row, struct buf *b)
{
    for (size_t i = 0; i < im->nfields; i++) {
        const struct value *v = &row->v[i];

        if (!v->set) {
            buf_putc(b, '-');
        } else if (!im->reg && is_number(im->fields[i].kind)) {
            buf_putc(b, 'n');
            buf_add(b, &v->num, sizeof v->num);
        } else {
            buf_putc(b, 't');
            buf_add(b, v->text, strlen(v->text) + 1);
        }
    }
}

void
import_unpack(struct import *im, const void *bytes, size_t size, struct import_row *row)
{
    const char *s = arena_strndup(&im->row_arena, bytes, size), *end = s + size;

    row->v = arena_alloc(&im->row_arena, (im->nfields + 1) * sizeof *row->v);
    for (size_t i = 0; i < im->nfields && s < end; i++) {
        struct value *v = &row->v[i];
        char tag = *s++;

        v->set = tag != '-';
        if (tag == 'n') {
            memcpy(&v->num, s, sizeof v->num);
            s += sizeof v->num;
        } else if (tag == 't') {
            v->text = s;
            s += strlen(s) + 1;
        }
    }
}

bool
import_keep_row(struct import *im, const struct import_row *row, struct err *err)
{
    struct buf b = { 0 };
    struct query q = query_begin(im->o->store, &import_put_row);

    pack(im, row, &b);
    query_bind_int(&q, row->n);
    query_bind_int(&q, row->line);
    query_bind_blob(&q, b.text, b.size);
    buf_free(&b);
    return query_run(&q, err);
}

bool
import_key(struct import *im, const struct import_row *row, int64_t owner, const char *key, struct err *err)
{
    struct query q = query_begin(im->o->store, &import_put_key);

    query_bind_int(&q, owner);
    query_bind_text(&q, key);
    query_bind_int(&q, row->n);
    return query_run(&q, err);
}

/* ---- lines for the end ----------------------------------------------------------------------------- */

bool
import_said(struct import *im, enum import_said kind, const struct import_row *row, const char *text, struct err *err)
{
    struct query q = query_begin(im->o->store, &import_put_said);

    query_bind_int(&q, kind);
    query_bind_int(&q, row ? row->n : 0);
    query_bind_text(&q, row ? arena_printf(&im->row_arena, _("%s, line %ld: %s"), im->file, row->line, text) : text);
    return query_run(&q, err);
}

bool
import_say_all(struct import *im, struct err *err)
{
    struct query q = query_begin(im->o->store, &import_get_said);

    while (query_next(&q)) {
        im->wish->say(im->wish->ctx, (enum import_said)query_int(&q, "kind"), query_text(&q, "text", &im->row_arena));
        arena_reset(&im->row_arena);
    }
    return query_end(&q, err);
}

/* ---- values without a code --------------------------------------------------------------------------- */

struct import_word { char *heading, *words; int64_t rows; };
struct import_words { size_t count; struct import_word word[WORDS_MOST]; int64_t more; };

void
import_count_words(struct import *im, const char *heading, const char *words)
{
    struct import_words *all = im->coded;

    if (!all)
        all = im->coded = arena_alloc(&im->arena, sizeof *all);
    im->result->coded++;
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->word[i].words, words) == 0 && strcmp(all->word[i].heading, heading) == 0) {
            all->word[i].rows++;
            return;
        }
    if (all->count == WORDS_MOST) {
        all->more++;
        return;
    }
    all->word[all->count++] = (struct import_word){ arena_strdup(&im->arena, heading), arena_strdup(&im->arena, words), 1 };
}

bool
import_say_coded(struct import *im, struct err *err)
{
    struct import_words *all = im->coded;
    struct arena *a = &im->row_arena;

    for (size_t i = 0; all && i < all->count; i++) {
        char *line = arena_printf(a, _("%s \"%s\" is not in the list: kept in its own words (rows: %lld)."),
                                  text_harmless(a, all->word[i].heading), text_harmless(a, all->word[i].words), (long long)all->word[i].rows);

        if (!import_said(im, IMPORT_SAID_CODED, NULL, line, err))
            return false;
    }
    if (all && all->more)
        return import_said(im, IMPORT_SAID_CODED, NULL, arena_printf(a, _("Further values that are in no list, in rows: %lld."), (long long)all->more), err);
    return true;
}
