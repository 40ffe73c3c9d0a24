/* qiantai report: figures as text, CSV, JSON or HTML. */
#include "command/report.h"

#include "base/lang.h"
#include "command/records.h"
#include "data/register.h"
#include "data/report.h"
#include "rules/stage.h"

#include <string.h>

static bool
read_day(const char *option, const char *text, day *out, struct err *err)
{
    *out = NO_DAY;
    return !text || day_read(text, out) || err_set(err, ERR_INPUT, _("%s wants a day, like 2026-11-22."), option);
}

static bool
read_format(const char *text, enum report_format *out, struct err *err)
{
    *out = REPORT_TEXT;
    for (int i = 0; text && report_format_name((enum report_format)i); i++)
        if (strcmp(text, report_format_name((enum report_format)i)) == 0) {
            *out = (enum report_format)i;
            return true;
        }
    return !text || err_set(err, ERR_INPUT, _("--format takes text, csv, json or html."));
}

static bool
print_table(const struct report_table *t, enum report_format format, struct err *err)
{
    struct buf b = { 0 };

    switch (format) {
    case REPORT_CSV:
        return report_csv(t, NULL, CHARSET_UTF8, err);
    case REPORT_JSON:
        report_json(t, &b);
        break;
    case REPORT_HTML:
        report_html(t, &b);
        break;
    case REPORT_TEXT:
        report_text(t, &b);
    }
    command_print(stdout, "%s", b.text);
    buf_free(&b);
    return (fflush(stdout) == 0 && !ferror(stdout)) || err_set(err, ERR_IO, _("The report could not be written whole."));
}

/* ---- the command -------------------------------------------------------------------------- */

static const struct report *
named(const char *name, struct arena *a, struct err *err)
{
    const struct report *r = report_get(name);
    char *names = arena_strdup(a, "");

    for (size_t i = 0; report_at(i); i++)
        names = arena_printf(a, "%s%s%s (%s)", names, i ? ", " : "", report_at(i)->name, _(report_at(i)->help));
    if (!r)
        err_set(err, ERR_INPUT, _("There is no report %s. There are: %s."), name, names);
    return r;
}

/* Figures are of all projects unless one is named. */
static bool
choose_project(struct command_context *ctx, struct office *o, const char *name, struct err *err)
{
    struct option found[2];
    size_t n;

    if (!name)
        return true;
    n = reg_refs(o, "project", command_typed(ctx, name), ctx->arena, found, COUNT(found));
    if (n != 1)
        return err_set(err, ERR_INPUT, n ? _("Several projects fit %s.") : _("There is no project %s."), name);
    return office_choose_project(o, found[0].id, err);
}

static bool
make_report(struct command_context *ctx, const struct report *r, const struct report_wish *w, const char *project,
            enum report_format format, struct err *err)
{
    struct office *o;
    struct report_table t;
    bool good;

    if (!command_open(ctx, &o, err))
        return false;
    good = choose_project(ctx, o, project, err) && report_make(o, r, w, ctx->arena, &t, err);
    office_close(&o);
    return good && print_table(&t, format, err);
}

static int
report_run(struct command_context *ctx, int argc, char **argv)
{
    const char *from = NULL, *to = NULL, *as_at = NULL, *format_text = NULL, *project = NULL;
    struct report_wish w = { 0 };
    const struct command_option options[] = {
        { .name = "--from", .value = &from }, { .name = "--to", .value = &to }, { .name = "--as-at", .value = &as_at },
        { .name = "--framework", .value = &w.framework }, { .name = "--format", .value = &format_text },
        { .name = "--period", .value = &w.period }, { .name = "--by", .value = &w.by }, { .name = "--project", .value = &project }, { 0 },
    };
    const struct report *r;
    enum report_format format;
    struct err err = { 0 };

    if (!command_options(ctx, options, 1, 1, &argc, argv, &err) || !read_format(format_text, &format, &err) ||
        !read_day("--from", from, &w.from, &err) || !read_day("--to", to, &w.to, &err) || !read_day("--as-at", as_at, &w.as_at, &err) ||
        (r = named(argv[1], ctx->arena, &err)) == NULL)
        return command_misused(&report_command, &err);
    return make_report(ctx, r, &w, project, format, &err) ? COMMAND_DONE : command_fail(&err);
}

const struct command_entry report_command = {
    .name = "report", .run = report_run,
    .usage = "NAME [--period day|week|month|quarter|year] [--from DAY] [--to DAY] [--as-at DAY] [--project P] [--by person|channel]"
             " [--framework six_plus_two|five_plus_one|property_five|all] [--format text|csv|json|html]",
    .help = N_("figures out of the records\n"
               "report reception: the figures of the front desk with their counts, the period before and the target.\n"
               "report needs: what customers care about, why they do not buy, how they came, what they came for, what they do.\n"
               "Both are of this month unless days are given; --period takes the one that --from lies in; --as-at DAY counts only\n"
               "what had happened by the end of that day; --by cuts the figures by person or channel.\n"
               "report stages counts customers and homes by life stage and by service stage; every one is counted once, so the\n"
               "sums agree whichever way steps are counted (default: the policy stage.framework). \"Homes where it runs\" counts\n"
               "a home in each stage that runs today. CSV and JSON carry no sums.\n"
               "report hotline-day, complaints, sla, abc, departments: the hotline's day and month, its figures, what most is\n"
               "about, how quick each department is; further: escalations, defects, complaint-followup, complaint-quality."),
};
