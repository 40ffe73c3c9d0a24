/* import KIND FILE: lists of people, homes, owners and registers into the records. */
#include "command/import.h"
#include "command/meter.h"
#include "command/records.h"
#include "data/engine/bulk.h"
#include "data/import.h"

#include "base/lang.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LINES_SHOWN 100         /* of each sort, where people read them on a terminal or errors would flood */

struct telling {
    struct meter meter;
    enum import_phase phase;
    long said[IMPORT_SAID_CODED + 1];
    bool metering, headed[IMPORT_SAID_CODED + 1];
};

static const char *
phase_words(enum import_phase phase)
{
    switch (phase) {
    case IMPORT_CHECKING:
        return _("Checking");
    case IMPORT_COMPARING:
        return _("Comparing");
    case IMPORT_WRITING:
        return _("Writing");
    case IMPORT_INDEXING:
        break;
    }
    return _("Indexing");
}

static bool
on_progress(void *ctx, enum import_phase phase, int64_t done, int64_t total)
{
    struct telling *t = ctx;

    if (!t->metering || t->phase != phase) {
        if (t->metering)
            meter_end(&t->meter);
        meter_start(&t->meter, phase_words(phase));
        t->metering = true;
        t->phase = phase;
    }
    return meter_step(&t->meter, done, total);
}

static const char *
heading_words(enum import_said what)
{
    switch (what) {
    case IMPORT_SAID_DIFFERS:
        return _("Rows that differ from what is stored:");
    case IMPORT_SAID_KEPT:
        return _("Homes that have another owner:");
    case IMPORT_SAID_FAMILY:
        return _("The same phone under another name:");
    case IMPORT_SAID_CODED:
        return _("Values that the lists do not know:");
    default:
        return NULL;
    }
}

/* Complaints go to stderr while the file is read, the lists to stdout at the end. */
static void
on_line(void *ctx, enum import_said what, const char *line)
{
    struct telling *t = ctx;
    const char *heading = heading_words(what);
    bool error = what == IMPORT_SAID_BAD || what == IMPORT_SAID_NOTE;

    if (t->metering)
        meter_end(&t->meter);
    t->metering = false;
    if (++t->said[what] > LINES_SHOWN && (error || isatty(STDOUT_FILENO)))
        return;
    if (error) {
        command_note("%s", line);
        return;
    }
    if (heading && !t->headed[what])
        command_print(stdout, "%s\n", heading);
    t->headed[what] = true;
    command_print(stdout, "  %s\n", line);
}

static void
say_rest(const struct telling *t)
{
    for (int i = 0; i <= IMPORT_SAID_CODED; i++) {
        bool error = i == IMPORT_SAID_BAD || i == IMPORT_SAID_NOTE;

        if (t->said[i] <= LINES_SHOWN || (!error && !isatty(STDOUT_FILENO)))
            continue;
        if (error)
            command_note(_("... and %ld lines more."), t->said[i] - LINES_SHOWN);
        else
            command_print(stdout, "  %s\n", _("... and more; write the output to a file to see all."));
    }
}

static void
summarize(const struct import_wish *w, const struct import_result *r)
{
    command_print(stdout, w->dry_run ? _("Checked, nothing written: %lld rows, %lld new, %lld to be changed, %lld known already, %lld wrong.\n")
                                     : _("Imported: %lld rows, %lld new, %lld changed, %lld known already, %lld wrong.\n"),
                  (long long)r->rows, (long long)r->added, (long long)r->changed, (long long)r->same, (long long)r->bad);
    if (r->differ)
        command_print(stdout, _("%lld rows differ from what is stored and changed nothing. With --update they do.\n"), (long long)r->differ);
    if (r->kept)
        command_print(stdout, _("%lld homes keep the owner they have.\n"), (long long)r->kept);
    if (r->bad && w->rejects)
        command_note(_("The wrong rows and what is wrong with them are in %s."), w->rejects);
    if (r->unsure)
        command_note(_("The file says little about its charset; it was read as %s. If names look wrong: --charset."), charset_name(r->charset));
    if (r->waiting)
        command_note(_("%lld customers are still to come into the search; the desks go on with it."), (long long)r->waiting);
}

static int
print_columns(struct office *o, const char *kind, struct err *err)
{
    struct arena a = { 0 };
    struct reg_heading *h;
    size_t n;

    if (!import_headings(o, kind, &a, &h, &n, err)) {
        arena_free(&a);
        return command_fail(err);
    }
    for (size_t i = 0; i < n; i++) {
        struct buf b = { 0 };

        for (const char *s = h[i].headings; *s; s++)
            buf_puts(&b, *s == '|' ? ", " : (char[2]){ *s, 0 });
        command_print(stdout, "%s%s\n  %s%s%s%s%s\n  %s\n", h[i].label, h[i].required ? _(" (needed)") : "", b.size ? b.text : "", b.size ? ", " : "",
                      h[i].name, "", "", h[i].meaning);
        buf_free(&b);
    }
    arena_free(&a);
    return COMMAND_DONE;
}

/* The columns are asked for before there is a database too. */
static int
columns(struct command_context *ctx, const char *kind)
{
    struct office *o = NULL;
    struct err err = { 0 };
    struct stat st;
    int code;

    if (!(stat(ctx->db, &st) == 0 ? command_open(ctx, &o, &err) : office_create(&o, NULL, command_desk(ctx), OFFICE_REAL, &err)))
        return command_fail(&err);
    code = print_columns(o, kind, &err);
    office_close(&o);
    return code;
}

static int
import_file(struct command_context *ctx, struct import_wish *w)
{
    struct telling t = { 0 };
    struct import_result r;
    struct office *o;
    struct err err = { 0 };
    bool good;

    w->alone = !store_in_use(ctx->db);
    w->progress = on_progress;
    w->say = on_line;
    w->ctx = &t;
    if (!command_open(ctx, &o, &err))
        return command_fail(&err);
    good = import_run(o, w, &r, &err);
    if (t.metering)
        meter_end(&t.meter);
    office_close(&o);
    say_rest(&t);
    if (!good)
        return command_fail(&err);
    summarize(w, &r);
    return r.bad || r.differ || r.kept ? COMMAND_LOOK : COMMAND_DONE;
}

static int
run(struct command_context *ctx, int argc, char **argv)
{
    struct import_wish w = { 0 };
    struct command_list maps = { 0 };
    const char *charset = NULL;
    bool want_columns = false;
    const struct command_option options[] = {
        { .name = "--project", .value = &w.project }, { .name = "--charset", .value = &charset },
        { .name = "--dry-run", .flag = &w.dry_run }, { .name = "--update", .flag = &w.update },
        { .name = "--rejects", .value = &w.rejects }, { .name = "--map", .list = &maps },
        { .name = "--now", .flag = &w.now }, { .name = "--columns", .flag = &want_columns }, { 0 },
    };
    struct err err = { 0 };

    if (!command_options(ctx, options, 1, 2, &argc, argv, &err))
        return command_misused(&import_command, &err);
    if (charset && !charset_by_name(charset, &w.charset)) {
        err_set(&err, ERR_INPUT, _("\"%s\" is no charset known here: auto, utf-8, gb18030, gbk."), charset);
        return command_misused(&import_command, &err);
    }
    if (want_columns != (argc == 2)) {
        err_set(&err, ERR_INPUT, want_columns ? _("--columns takes no file.") : _("Which file?"));
        return command_misused(&import_command, &err);
    }
    if (want_columns)
        return columns(ctx, argv[1]);
    for (size_t i = 0; i < maps.count; i++)
        maps.items[i] = command_typed(ctx, maps.items[i]);
    w.maps = maps.items;
    w.nmaps = maps.count;
    w.project = w.project ? command_typed(ctx, w.project) : NULL;
    w.kind = argv[1];
    w.path = argv[2];
    return import_file(ctx, &w);
}

const struct command_entry import_command = {
    "import",
    "KIND FILE [--project P] [--charset C] [--dry-run] [--update] [--rejects FILE] [--map COL=FIELD ...] [--now], or KIND --columns",
    N_("reads a CSV file: homes, customers, owners, complaints, registers\n"
       "KIND is homes, customers, owners, complaints, staff, holidays, policies, content, or the name of a register.\n"
       "All of the file or nothing, unless --rejects FILE is given: then the good rows are taken and the others written there.\n"
       "The same file twice adds nothing twice; a row that differs from what is stored is listed, and changes it with --update."),
    run,
};
