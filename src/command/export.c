/* export KIND [FILE]: lists out of the records, for spreadsheets, scripts and the next import. */
#include "command/export.h"
#include "command/meter.h"
#include "command/records.h"
#include "data/export.h"

#include "base/lang.h"

#include <string.h>

static bool
on_progress(void *ctx, int64_t done)
{
    return meter_step(ctx, done, 0);
}

static bool
read_options(struct export_wish *w, const char *charset, const char *format, struct err *err)
{
    if (charset && !charset_by_name(charset, &w->charset))
        return err_set(err, ERR_INPUT, _("\"%s\" is no charset known here: auto, utf-8, gb18030, gbk."), charset);
    if (format && strcmp(format, "csv") != 0 && strcmp(format, "json") != 0)
        return err_set(err, ERR_INPUT, _("--format takes csv or json."));
    w->json = format && strcmp(format, "json") == 0;
    return true;
}

static int
run(struct command_context *ctx, int argc, char **argv)
{
    struct export_wish w = { .progress = on_progress };
    const char *charset = NULL, *format = NULL;
    const struct command_option options[] = {
        { .name = "--charset", .value = &charset }, { .name = "--format", .value = &format },
        { .name = "--masked", .flag = &w.masked }, { 0 },
    };
    struct err err = { 0 };
    struct meter meter;
    struct office *o;
    int64_t rows;
    bool good;

    if (!command_options(ctx, options, 1, 2, &argc, argv, &err) || !read_options(&w, charset, format, &err))
        return command_misused(&export_command, &err);
    w.kind = argv[1];
    w.path = argc > 2 && strcmp(argv[2], "-") != 0 ? argv[2] : NULL;
    w.ctx = &meter;
    if (!command_open(ctx, &o, &err))
        return command_fail(&err);
    meter_start(&meter, _("Exporting"));
    good = export_run(o, &w, &rows, &err);
    meter_end(&meter);
    office_close(&o);
    if (!good)
        return command_fail(&err);
    if (w.path)
        command_note(_("%lld rows in %s."), (long long)rows, w.path);
    return COMMAND_DONE;
}

const struct command_entry export_command = {
    "export", "KIND [FILE] [--charset C] [--format csv|json] [--masked]",
    N_("writes a list as CSV or JSON\n"
       "KIND is homes, customers, owners, staff, tasks, receptions, holidays, policies, content, or the name of a register.\n"
       "To a file UTF-8 with BOM, as spreadsheets like it; to standard output plain UTF-8. A character that the charset lacks\n"
       "is named with its place, and nothing is written."),
    run,
};
