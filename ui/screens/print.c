#include "ui/screens/print.h"

#include "base/lang.h"
#include "base/text.h"
#include "data/reception.h"
#include "data/sheet.h"
#include "ui/kit/dialog.h"
#include "ui/screens/desk.h"
#include "ui/screens/print_out.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One sheet on its way to paper. */
struct printing {
    struct screen *sc;
    struct arena arena;
    struct sheet_wish wish;
    struct sheet sheet;
    struct sheet_place place;
    bool charset_chosen;            /* by hand, now: kept whichever way it goes */
};

enum choice { GO_BESIDE, GO_LP, GO_FILE, LOOK, PAPER, CHARSET, IN_FULL, CHOICES };

static bool
compose(struct printing *p)
{
    struct err err = { 0 };

    p->wish.size = p->place.size;
    if (sheet_compose(office_of(p->sc), &p->wish, &p->arena, &p->sheet, &err))
        return true;
    app_say_err(p->sc->app, &err);
    return false;
}

/* ---- what can be changed about it -------------------------------------------------- */

/* A page's end is shown as a line, and no line is longer than the dialog. */
static void
look(struct printing *p)
{
    struct arena a = { 0 };
    struct buf b = { 0 };
    int width = p->sc->term->cols - 4;

    for (const char *s = p->sheet.text; *s; s += strcspn(s, "\n") + 1) {
        const char *line = s;

        if (*line == '\f') {
            buf_puts(&b, "- - - - - - - - - - - - - - - - - - - -\n");
            line++;
        }
        line = arena_strndup(&a, line, strcspn(line, "\n"));
        buf_add(&b, line, text_clip(line, width));
        buf_putc(&b, '\n');
    }
    dialog_text(p->sc->app, p->sheet.title, b.text ? b.text : "");
    buf_free(&b);
    arena_free(&a);
}

static void
change_paper(struct printing *p)
{
    p->place.size = paper_size_get(strcmp(p->place.size->name, "a4") == 0 ? "241" : "a4");
}

static void
change_charset(struct printing *p)
{
    static const enum charset order[] = { CHARSET_GB18030, CHARSET_GBK, CHARSET_UTF8 };
    size_t i = 0;

    while (i < COUNT(order) && order[i] != p->place.charset)
        i++;
    p->place.charset = order[(i + 1) % COUNT(order)];
    p->charset_chosen = true;
}

/* Phones and id cards in full, for a purpose; or masked again. */
static void
change_masks(struct printing *p)
{
    const struct option_list *purposes = office_list(office_of(p->sc), "reveal_purpose");
    int chosen = -1;

    if (p->wish.reveal) {
        p->wish.reveal = NULL;
        return;
    }
    if (purposes)
        chosen = dialog_choose(p->sc->app, _("In full: what is it needed for?"), purposes->options, purposes->count, 0);
    if (chosen >= 0)
        p->wish.reveal = arena_strdup(&p->arena, purposes->options[chosen].code);
}

/* ---- where to --------------------------------------------------------------------------- */

static const char *
ask_queue(struct printing *p)
{
    static const struct field field = { .name = "queue", .label = N_("Printer"), .kind = FIELD_TEXT, .cols = 24, .limit = 80,
                                        .hint = N_("Its name on this host; empty: the usual one.") };
    struct value v = { .set = *p->place.queue != '\0', .text = p->place.queue };

    if (!dialog_line(p->sc->app, _("Print by lp"), &field, desk_env(desk_of(p->sc)), &p->arena, &v))
        return NULL;
    return v.set ? v.text : "";
}

/* A name without what file names cannot have. */
static char *
file_name(struct printing *p)
{
    char *name = arena_printf(&p->arena, "%s.txt", p->sheet.title);

    for (char *c = name; *c; c++)
        if (*c == '/' || *c == ' ')
            *c = '-';
    return name;
}

static const char *
ask_path(struct printing *p)
{
    static const struct field field = { .name = "path", .label = N_("File"), .kind = FIELD_TEXT, .cols = 50, .limit = 400, .required = true };
    const char *folder = *p->place.folder ? p->place.folder : getenv("HOME"), *slash;
    struct value v = { .set = true };

    v.text = arena_printf(&p->arena, "%s%s%s", folder ? folder : "", folder ? "/" : "", file_name(p));
    if (!dialog_line(p->sc->app, _("Print into a file"), &field, desk_env(desk_of(p->sc)), &p->arena, &v) || !v.set)
        return NULL;
    if (access(v.text, F_OK) == 0 && !dialog_confirm(p->sc->app, _("%s exists. Write over it?"), v.text))
        return NULL;
    slash = strrchr(v.text, '/');
    p->place.folder = slash ? arena_strndup(&p->arena, v.text, (size_t)(slash - v.text)) : "";
    return v.text;
}

static bool
send_out(struct printing *p, const struct buf *bytes, const char *where, struct err *err)
{
    switch (p->place.way) {
    case SHEET_LP:
        return print_lp(bytes, p->place.queue, p->sheet.title, err);
    case SHEET_FILE:
        return print_file(bytes, where, err);
    case SHEET_BESIDE:
        print_beside(p->sc->term, bytes);
    }
    return true;
}

/* Bytes first, then the journal, then paper: what cannot be written is not noted, and nothing leaves unnoted. */
static void
print_to(struct printing *p, const char *where)
{
    struct buf bytes = { 0 };
    struct err err = { 0 };

    if (paper_encode(p->sheet.text, p->place.charset, &bytes, &err) &&
        sheet_printed(office_of(p->sc), &p->sheet, where, &p->place, &err)) {
        app_wrote(p->sc->app);
        if (send_out(p, &bytes, where, &err))
            app_say(p->sc->app, _("Printed: %s, %zu pages, %s"), p->sheet.title, p->sheet.pages, where);
    }
    if (err.code != ERR_NONE)
        app_say_err(p->sc->app, &err);
    buf_free(&bytes);
}

/* True: it is done with, printed or not. */
static bool
go(struct printing *p, enum sheet_way way)
{
    const char *where = _("printer beside the desk");

    if (p->place.way != way && !p->charset_chosen)
        p->place.charset = sheet_charset(way);
    p->place.way = way;
    if (way == SHEET_LP) {
        const char *queue = ask_queue(p);

        if (!queue)
            return false;
        p->place.queue = queue;
        where = *queue ? arena_printf(&p->arena, "lp %s", queue) : "lp";
    } else if (way == SHEET_FILE) {
        where = ask_path(p);
        if (!where)
            return false;
    }
    print_to(p, where);
    return true;
}

/* ---- the question ------------------------------------------------------------------------- */

static size_t
offer(struct printing *p, struct option *out)
{
    bool can_reveal = p->sheet.masked || p->wish.reveal;
    const char *const texts[CHOICES] = {
        _("Printer beside the desk"), _("Printer of the house (lp)"), _("A file"), _("Look at it first"),
        arena_printf(&p->arena, _("Paper: %s"), strcmp(p->place.size->name, "a4") == 0 ? "A4" : _("241 mm, with holes")),
        arena_printf(&p->arena, _("Charset: %s"), charset_name(p->place.charset)),
        p->wish.reveal ? _("Phones and id cards: in full") : _("Phones and id cards: masked"),
    };
    size_t n = can_reveal ? CHOICES : IN_FULL;

    for (size_t i = 0; i < n; i++)
        out[i] = (struct option){ .code = arena_printf(&p->arena, "%zu", i + 1), .text = texts[i] };
    return n;
}

static void
ask(struct printing *p)
{
    struct option options[CHOICES];
    int at = (int)p->place.way, chosen;

    while (compose(p)) {
        size_t n = offer(p, options);

        chosen = dialog_choose(p->sc->app, arena_printf(&p->arena, _("Print: %s, %zu pages"), p->sheet.title, p->sheet.pages), options, n, at);
        if (chosen < 0 || (chosen <= GO_FILE && go(p, (enum sheet_way)chosen)))
            return;
        if (chosen == LOOK)
            look(p);
        else if (chosen == PAPER)
            change_paper(p);
        else if (chosen == CHARSET)
            change_charset(p);
        else if (chosen == IN_FULL)
            change_masks(p);
        at = chosen > LOOK ? chosen : (int)p->place.way;
    }
}

static void
print_wish(struct screen *sc, const struct sheet_wish *wish)
{
    struct printing p = { .sc = sc, .wish = *wish };

    p.place = sheet_place(office_of(sc), &p.arena);
    ask(&p);
    arena_free(&p.arena);
}

void
print_record(struct screen *sc, const struct reg *reg, int64_t id)
{
    struct sheet_wish wish = { .kind = SHEET_RECORD, .reg = reg, .id = id };

    if (id)
        print_wish(sc, &wish);
}

void
print_blank(struct screen *sc, const char *name)
{
    bool reception = strcmp(name, "call") == 0 || strcmp(name, "walk_in") == 0;
    struct sheet_wish wish = { .kind = SHEET_BLANK, .reg = reception ? &reception_register : reg_get(name), .form = reception ? name : NULL };

    if (wish.reg)
        print_wish(sc, &wish);
}

void
print_list(struct screen *sc, const struct reg *reg, const struct reg_filter *filter)
{
    struct sheet_wish wish = { .kind = SHEET_LIST, .reg = reg, .filter = filter };

    print_wish(sc, &wish);
}

void
print_report(struct screen *sc, const struct report *report, const struct report_wish *report_wish)
{
    struct sheet_wish wish = { .kind = SHEET_REPORT, .report = report, .report_wish = report_wish };

    print_wish(sc, &wish);
}

void
print_register(struct screen *sc, const struct reg *reg, int64_t id, const struct reg_filter *filter)
{
    const struct option options[] = {
        { .code = "1", .text = _("This record") }, { .code = "2", .text = _("What the list shows") }, { .code = "3", .text = _("An empty form") },
    };
    int first = id ? 0 : 1, chosen = dialog_choose(sc->app, _("Print"), options + first, COUNT(options) - (size_t)first, 0);

    if (chosen < 0)
        return;
    switch (chosen + first) {
    case 0: print_record(sc, reg, id); break;
    case 1: print_list(sc, reg, filter); break;
    default: print_blank(sc, reg->name);
    }
}
