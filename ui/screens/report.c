/* F8: which reports there are. */
#include "ui/screens/report.h"

#include "base/lang.h"
#include "ui/kit/dialog.h"
#include "ui/kit/list.h"
#include "ui/screens/desk.h"
#include "ui/screens/print.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct reports { struct list *list; };

static const struct column report_columns[] = { { N_("No."), 3, ALIGN_LEFT, 0 }, { N_("Report"), 0, ALIGN_LEFT, 0 }, { 0 } };
static const struct report_wish of_now = { .from = NO_DAY, .to = NO_DAY, .as_at = NO_DAY };

static bool
reports_open(struct screen *sc, void *arg, struct err *err)
{
    (void)arg;
    (void)err;
    ((struct reports *)sc->state)->list = list_new(report_columns, NULL, NULL);
    return true;
}

static bool
reports_load(struct screen *sc, struct err *err)
{
    struct list *l = ((struct reports *)sc->state)->list;

    (void)err;
    list_clear(l);
    for (size_t i = 0; report_at(i); i++) {
        struct row *row = list_add(l, (int64_t)i + 1, NULL);

        row->cells[0] = arena_printf(list_arena(l), "%zu", i + 1);
        row->cells[1] = _(report_at(i)->help);
        row->data = report_at(i);
    }
    return true;
}

static void
reports_draw(struct screen *sc, struct box body)
{
    list_draw(((struct reports *)sc->state)->list, sc->term, body, true);
}

static void
reports_close(struct screen *sc)
{
    list_free(&((struct reports *)sc->state)->list);
}

static bool
reports_has_row(const struct screen *sc)
{
    return list_row(((struct reports *)sc->state)->list) != NULL;
}

static const struct report *
chosen(struct screen *sc)
{
    return list_data(((struct reports *)sc->state)->list);
}

/* ---- opening -------------------------------------------------------------------------------------------- */

/* Reports without bars are read as text. */
static void
read_it(struct screen *sc, const struct report *r)
{
    struct arena a = { 0 };
    struct report_table t;
    struct buf b = { 0 };
    struct err err = { 0 };

    if (report_make(office_of(sc), r, &of_now, &a, &t, &err)) {
        report_text(&t, &b);
        dialog_text(sc->app, t.title, b.text);
    } else {
        app_say_err(sc->app, &err);
    }
    buf_free(&b);
    arena_free(&a);
}

static void
open_report(struct screen *sc, const struct report *r)
{
    if (r->figures || strcmp(r->name, "needs") == 0)
        screen_push(sc->app, &figures_screen, (void *)r);
    else
        read_it(sc, r);
}

static bool
reports_key(struct screen *sc, const struct key *k)
{
    uint32_t c = k->kind == KEY_CHAR ? key_twin(k->cp) : 0;

    if (c >= '1' && c <= '9' && report_at(c - '1')) {
        open_report(sc, report_at(c - '1'));
        return true;
    }
    return list_key(((struct reports *)sc->state)->list, k);
}

/* ---- into a file ------------------------------------------------------------------------------------------ */

static const char *
ask_path(struct screen *sc, const struct report *r, const char *tail, struct arena *a)
{
    static const struct field field = { .name = "path", .label = N_("File"), .kind = FIELD_TEXT, .cols = 50, .limit = 400, .required = true };
    const char *home = getenv("HOME");
    struct value v = { .set = true };

    v.text = arena_printf(a, "%s%s%s-%s.%s", home ? home : "", home ? "/" : "", r->name, day_iso(a, office_today(office_of(sc))), tail);
    if (!dialog_line(sc->app, _("Export"), &field, desk_env(desk_of(sc)), a, &v) || !v.set)
        return NULL;
    return access(v.text, F_OK) != 0 || dialog_confirm(sc->app, _("%s exists. Write over it?"), v.text) ? v.text : NULL;
}

void
report_to_file(struct screen *sc, const struct report *r, const struct report_wish *w)
{
    static const struct { enum report_format format; enum charset charset; const char *tail; } forms[] = {
        { REPORT_CSV, CHARSET_UTF8_BOM, "csv" }, { REPORT_CSV, CHARSET_GB18030, "csv" }, { REPORT_HTML, CHARSET_UTF8, "html" },
        { REPORT_JSON, CHARSET_UTF8, "json" }, { REPORT_TEXT, CHARSET_UTF8, "txt" },
    };
    const struct option options[] = {
        { .code = "1", .text = _("CSV for Excel and WPS of today") }, { .code = "2", .text = _("CSV in GB18030, for older programs") },
        { .code = "3", .text = _("A page (HTML)") }, { .code = "4", .text = _("JSON, for other programs") }, { .code = "5", .text = _("Text") },
    };
    struct arena a = { 0 };
    struct err err = { 0 };
    int form = dialog_choose(sc->app, _("Export"), options, COUNT(options), 0);
    const char *path = form >= 0 ? ask_path(sc, r, forms[form].tail, &a) : NULL;

    if (path && report_export(office_of(sc), r, w, forms[form].format, forms[form].charset, path, &err)) {
        app_wrote(sc->app);
        app_say(sc->app, _("Written to %s."), path);
    } else if (path) {
        app_say_err(sc->app, &err);
    }
    arena_free(&a);
}

/* ---- commands ------------------------------------------------------------------------------------------------ */

static void
run_open(struct screen *sc)
{
    open_report(sc, chosen(sc));
}

static void
run_export(struct screen *sc)
{
    report_to_file(sc, chosen(sc), &of_now);
}

static void
run_print(struct screen *sc)
{
    print_report(sc, chosen(sc), &of_now);
}

static const struct command reports_commands[] = {
    { .id = "report.number", .bar = N_("Open"), .help = N_("The digit of a report opens it."), .show = N_("digits") },
    { .id = "report.open", .key = CMD_KEY(KEY_ENTER), .need = NEED_ROW, .bar = N_("Open"), .help = N_("Opens the report."), .run = run_open },
    { .id = "report.export", .key = 'x', .need = NEED_ROW, .right = "do export", .bar = N_("Export"), .help = N_("Into a file: CSV, JSON or a page."),
      .run = run_export },
    { .id = "report.print", .key = 'p', .need = NEED_ROW, .bar = N_("Print"), .help = N_("On paper."), .run = run_print },
    { 0 }
};

const struct screen_ops report_screen = {
    .name = "report", .title = N_("Reports"), .state_size = sizeof(struct reports), .commands = reports_commands,
    .open = reports_open, .load = reports_load, .draw = reports_draw, .key = reports_key, .has_row = reports_has_row, .close = reports_close,
};

/* ---- from everywhere ------------------------------------------------------------------------------------------ */

static void
show_figures(struct screen *sc)
{
    screen_push(sc->app, &figures_screen, (void *)report_get("reception"));
}

static void
show_needs(struct screen *sc)
{
    screen_push(sc->app, &figures_screen, (void *)report_get("needs"));
}

static void
show_sla(struct screen *sc)
{
    screen_push(sc->app, &figures_screen, (void *)report_get("sla"));
}

const struct command report_menu[] = {
    { .id = "open.figures", .right = "see screen.report", .bar = N_("Front desk figures"),
      .help = N_("Calls, invitations, telling, appointments, promises: each figure with its rows."), .run = show_figures },
    { .id = "open.sla", .right = "see screen.report", .bar = N_("Hotline figures"),
      .help = N_("Contact, response, plan, on site, settled, reopened: each figure with its rows."), .run = show_sla },
    { .id = "open.needs", .right = "see screen.report", .bar = N_("What customers want"),
      .help = N_("What they care about, why they did not buy, how they came."), .run = show_needs },
    { 0 }
};
