/* Sheets that leave the house: how a desk prints, and the journal's entry. */
#include "data/sheet.h"

#include "base/lang.h"

#include <string.h>

SQL(sheet_prints_of, "SELECT count(*) FROM journal_subject s JOIN journal_entry e ON e.id = s.entry"
                     " WHERE s.kind = ? AND s.subject = ? AND e.action = 'print.record'");

int64_t
sheet_prints(struct office *o, const struct reg *reg, int64_t id)
{
    struct query q = query_begin(o->store, &sheet_prints_of);

    query_bind_text(&q, reg->name);
    query_bind_int(&q, id);
    return query_number(&q, 0);
}

/* ---- how a desk prints ----------------------------------------------------------------- */

static const char *const ways[] = { "beside", "lp", "file" };

/* Printers beside a clerk have a Chinese font of their own; what goes to lp or into a file is today's text. */
enum charset
sheet_charset(enum sheet_way way)
{
    return way == SHEET_BESIDE ? CHARSET_GB18030 : CHARSET_UTF8;
}

static char *
setting_name(struct office *o, struct arena *a)
{
    return arena_printf(a, "print %s", o->desk);
}

/* One value in a line: way, charset, paper, queue, folder. */
static char *
next_line(char **at)
{
    char *line = *at, *end = line + strcspn(line, "\n");

    *at = *end ? end + 1 : end;
    *end = '\0';
    return line;
}

struct sheet_place
sheet_place(struct office *o, struct arena *a)
{
    struct sheet_place p = { .way = SHEET_BESIDE, .charset = sheet_charset(SHEET_BESIDE), .size = paper_size_get(NULL), .queue = "", .folder = "" };
    char *at = setting_get(o, setting_name(o, a), a);
    const struct paper_size *size;
    const char *way, *charset;

    if (!at)
        return p;
    way = next_line(&at);
    for (size_t i = 0; i < COUNT(ways); i++)
        if (strcmp(way, ways[i]) == 0)
            p.way = (enum sheet_way)i;
    charset = next_line(&at);
    if (!charset_by_name(charset, &p.charset) || p.charset == CHARSET_AUTO)
        p.charset = sheet_charset(p.way);
    size = paper_size_get(next_line(&at));
    p.size = size ? size : p.size;
    p.queue = next_line(&at);
    p.folder = next_line(&at);
    return p;
}

static bool
remember(struct office *o, struct action *a, const struct sheet_place *p, struct err *err)
{
    return setting_put(a, setting_name(o, &a->arena), arena_printf(&a->arena, "%s\n%s\n%s\n%s\n%s", ways[p->way],
                       charset_name(p->charset), p->size->name, p->queue, p->folder), err);
}

/* ---- the entry --------------------------------------------------------------------------- */

static void
name_subjects(struct action *a, const struct record *r)
{
    char *copy = arena_strdup(&a->arena, r->reg->subjects), *save = NULL;

    action_subject(a, r->reg->name, r->id);
    for (char *name = strtok_r(copy, " ", &save); name; name = strtok_r(NULL, " ", &save)) {
        int i = field_index(r->reg->fields, name);

        if (i >= 0 && r->v[i].set)
            action_subject(a, r->reg->fields[i].list, r->v[i].num);
    }
}

bool
sheet_printed(struct office *o, const struct sheet *s, const char *where, const struct sheet_place *place, struct err *err)
{
    static const char *const actions[] = { "print.record", "print.blank", "print.list", "print.report" };
    struct action a;

    if (!office_begin(o, &a, actions[s->wish.kind], ENTRY_LEFT, err))
        return false;
    if (s->record)
        name_subjects(&a, s->record);
    action_arg(&a, "register", s->wish.reg ? s->wish.reg->name : s->wish.report->name);
    action_arg(&a, "form", s->wish.form);
    action_arg(&a, "where", where);
    action_arg(&a, "reveal", s->wish.reveal);
    action_arg_int(&a, "records", (int64_t)s->records);
    action_arg_int(&a, "pages", (int64_t)s->pages);
    a.summary = arena_printf(&a.arena, _("Printed: %s, %zu pages, %s%s%s"), s->title, s->pages, where, s->wish.reveal ? ", " : "",
                             s->wish.reveal ? arena_printf(&a.arena, _("not masked: %s"), office_code_text(o, "reveal_purpose", s->wish.reveal)) : "");
    if (place && !remember(o, &a, place, err))
        return action_fail(&a);
    return action_commit(&a, err);
}
