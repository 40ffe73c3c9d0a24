/* `x`: what a register's list shows, into a CSV file. */
#include "ui/screens/register.h"

#include "base/lang.h"
#include "data/export.h"
#include "ui/kit/dialog.h"
#include "ui/kit/progress.h"
#include "ui/screens/desk.h"

#include <stdlib.h>
#include <unistd.h>

static bool
tell_progress(void *ctx, int64_t rows)
{
    return progress_step(ctx, rows);
}

/* Where to: a name in the home folder, with the day, unless something else is typed. */
static const char *
ask_path(struct screen *sc, const struct reg *reg, struct arena *a)
{
    static const struct field field = { .name = "path", .label = N_("File"), .kind = FIELD_TEXT, .cols = 50, .limit = 400, .required = true };
    const char *home = getenv("HOME");
    struct value v = { .set = true };

    v.text = arena_printf(a, "%s%s%s-%s.csv", home ? home : "", home ? "/" : "", reg->name, day_iso(a, office_today(office_of(sc))));
    return dialog_line(sc->app, _("Export to a CSV file"), &field, desk_env(desk_of(sc)), a, &v) ? v.text : NULL;
}

static bool
ask_charset(struct screen *sc, enum charset *out)
{
    static const enum charset charsets[] = { CHARSET_UTF8_BOM, CHARSET_GB18030, CHARSET_UTF8 };
    const struct option options[] = {
        { .code = "1", .text = _("UTF-8 with a mark: Excel and WPS of today") }, { .code = "2", .text = _("GB18030: older programs") },
        { .code = "3", .text = _("UTF-8 without a mark: other programs") },
    };
    int chosen = dialog_choose(sc->app, _("In which charset"), options, COUNT(options), 0);

    if (chosen >= 0)
        *out = charsets[chosen];
    return chosen >= 0;
}

/* Who may take out everything is asked; to others it goes masked. */
static bool
ask_masked(struct screen *sc, bool *masked)
{
    const struct option options[] = {
        { .code = "1", .text = _("Phones and id cards masked") }, { .code = "2", .text = _("In full") },
    };
    int chosen = 0;

    if (app_can(sc->app, "do export.unmasked"))
        chosen = dialog_choose(sc->app, _("Export to a CSV file"), options, COUNT(options), 0);
    *masked = chosen == 0;
    return chosen >= 0;
}

static void
write_it(struct screen *sc, struct export_wish *f, const struct reg *reg)
{
    struct progress p;
    struct err err = { 0 };
    int64_t rows = 0, total = f->filter && f->filter->text && *f->filter->text ? 0 : reg_total(office_of(sc), reg, f->filter);
    bool good;

    progress_begin(&p, sc->app, _("Export"), total);
    f->progress = tell_progress;
    f->ctx = &p;
    good = export_run(office_of(sc), f, &rows, &err);
    progress_end(&p);
    if (good)
        app_say(sc->app, _("%lld rows written to %s."), (long long)rows, f->path);
    else
        app_say_err(sc->app, &err);
}

void
register_export(struct screen *sc, const struct reg *reg, const struct reg_filter *filter)
{
    struct export_wish f = { .kind = reg->name, .filter = filter };
    struct arena a = { 0 };

    f.path = ask_path(sc, reg, &a);
    if (f.path && access(f.path, F_OK) == 0 && !dialog_confirm(sc->app, _("%s exists. Write over it?"), f.path))
        f.path = NULL;
    if (f.path && ask_charset(sc, &f.charset) && ask_masked(sc, &f.masked))
        write_it(sc, &f, reg);
    arena_free(&a);
}
