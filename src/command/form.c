/* qiantai form: a paper form as text, in pages. */
#include "command/form.h"

#include "base/lang.h"
#include "command/records.h"
#include "data/sheet.h"

#include <string.h>
#include <unistd.h>

struct form_options { const char *charset, *paper, *reveal; };

static bool
read_options(const struct form_options *opt, struct sheet_wish *w, enum charset *charset, struct err *err)
{
    *charset = CHARSET_UTF8;
    if (opt->charset && (!charset_by_name(opt->charset, charset) ||
                         (*charset != CHARSET_UTF8 && *charset != CHARSET_GB18030 && *charset != CHARSET_GBK)))
        return err_set(err, ERR_INPUT, _("--charset takes utf-8, gb18030 or gbk."));
    w->size = paper_size_get(opt->paper);
    w->reveal = opt->reveal;
    return w->size || err_set(err, ERR_INPUT, _("--paper takes a4 or 241."));
}

/* On a terminal as text for it, where no charset was asked for; else the charset's bytes. */
static bool
put_out(const struct sheet *s, const struct buf *bytes, bool as_text, struct err *err)
{
    if (as_text && isatty(STDOUT_FILENO))
        command_print(stdout, "%s", s->text);
    else
        fwrite(bytes->text, 1, bytes->size, stdout);
    return (fflush(stdout) == 0 && !ferror(stdout)) || err_set(err, ERR_IO, _("The form could not be written whole."));
}

static bool
make_form(struct command_context *ctx, struct office *o, const char *name, const char *id, const struct form_options *opt, struct err *err)
{
    struct sheet_wish wish;
    struct sheet s;
    struct buf bytes = { 0 };
    enum charset charset;
    bool good;

    good = sheet_named(o, name, id, ctx->arena, &wish, err) && read_options(opt, &wish, &charset, err) &&
           sheet_compose(o, &wish, ctx->arena, &s, err) && paper_encode(s.text, charset, &bytes, err) &&
           sheet_printed(o, &s, _("command line"), NULL, err) && put_out(&s, &bytes, !opt->charset, err);
    buf_free(&bytes);
    return good;
}

static int
form_run(struct command_context *ctx, int argc, char **argv)
{
    struct form_options opt = { 0 };
    const struct command_option options[] = {
        { .name = "--charset", .value = &opt.charset }, { .name = "--paper", .value = &opt.paper },
        { .name = "--reveal", .value = &opt.reveal }, { 0 },
    };
    struct sheet_wish unused;
    enum charset charset;
    struct err err = { 0 };
    struct office *o;
    bool good;

    if (!command_options(ctx, options, 1, 2, &argc, argv, &err) || !read_options(&opt, &unused, &charset, &err))
        return command_misused(&form_command, &err);
    if (!command_open(ctx, &o, &err))
        return command_fail(&err);
    good = make_form(ctx, o, argv[1], argc > 2 ? command_typed(ctx, argv[2]) : "", &opt, &err);
    office_close(&o);
    return good ? COMMAND_DONE : command_fail(&err);
}

const struct command_entry form_command = {
    .name = "form", .usage = "NAME [ID] [--charset C] [--paper a4|241] [--reveal PURPOSE]", .run = form_run,
    .help = N_("a paper form as text in pages\n"
               "NAME is a register (permit, reception, viewing ...): its record ID is filled in. ID is an id, or a number for\n"
               "people or its tail: qiantai form reception A009 | lp\n"
               "blank:NAME is the empty form (blank:call, blank:walk_in, blank:permit ...), list:NAME the register's list.\n"
               "Phones and id cards are masked unless --reveal names a purpose. Every form is noted in the journal."),
};
