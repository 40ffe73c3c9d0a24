/* messages: the outbox of text messages from the command line; made to be run every minute or so by cron. */
#include "command/messages.h"

#include "base/json.h"
#include "base/lang.h"
#include "base/phone.h"
#include "command/meter.h"
#include "command/records.h"
#include "data/message.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define WINDOW 200

/* ---- list -------------------------------------------------------------------------------- */

static void
add_member(struct buf *b, const char *name, const char *text)
{
    buf_printf(b, "%s\"%s\":", b->text[b->size - 1] == '{' ? "" : ",", name);
    json_string(b, text && *text ? text : NULL);
}

static void
add_json(struct office *o, const struct message *m, struct buf *b, struct arena *a)
{
    buf_puts(b, b->size > 1 ? ",\n{" : "\n{");
    buf_printf(b, "\"id\":%" PRId64 ",\"version\":%" PRId64 ",\"tries\":%" PRId64 ",\"mass\":%s,\"uncertain\":%s,\"parts\":%d",
               m->id, m->version, m->tries, m->mass ? "true" : "false", m->uncertain ? "true" : "false", message_parts(m->text));
    add_member(b, "state", m->state);
    add_member(b, "template", m->code);
    add_member(b, "customer_name", m->customer_name);
    add_member(b, "phone", phone_mask(a, m->phone));
    add_member(b, "text", m->text);
    add_member(b, "due", moment_iso(a, m->due, o->zone));
    add_member(b, "sent", m->sent ? moment_iso(a, m->sent, o->zone) : NULL);
    add_member(b, "error", m->error);
    add_member(b, "why", m->why);
    buf_putc(b, '}');
}

static void
add_line(struct office *o, const struct message *m, struct buf *b, struct arena *a)
{
    const char *about = *m->error ? m->error : m->why;

    buf_printf(b, "%" PRId64 "\t%s%s\t%s\t%s\t%s\t%s v%" PRId64 "\t%s%s%s\n", m->id, message_state_name(m->state),
               m->uncertain ? _(" (uncertain)") : "", moment_show(a, m->due, office_now(o), o->zone), m->customer_name,
               phone_mask(a, m->phone), m->code, m->version, m->text, *about ? "\t" : "", about);
}

static bool
list_state(struct office *o, const char *state, bool json, struct buf *b, struct err *err)
{
    struct message *m = mem_alloc(WINDOW * sizeof *m);
    moment due = 0;
    int64_t id = 0;
    size_t n = WINDOW;
    bool good = true;

    while (good && n == WINDOW) {
        struct arena a = { 0 };

        good = message_window(o, state, due, id, false, &a, m, WINDOW, &n, err);
        for (size_t i = 0; good && i < n; i++) {
            if (json)
                add_json(o, &m[i], b, &a);
            else
                add_line(o, &m[i], b, &a);
            due = m[i].due;
            id = m[i].id;
        }
        arena_free(&a);
    }
    free(m);
    return good;
}

static int
list(struct command_context *ctx, struct office *o, const char *state, bool json)
{
    struct err err = { 0 };
    struct buf b = { 0 };
    bool good = true, known = state == NULL;

    (void)ctx;
    if (json)
        buf_putc(&b, '[');
    for (size_t i = 0; good && message_state(i); i++)
        if (!state || strcmp(state, message_state(i)) == 0) {
            known = true;
            good = list_state(o, message_state(i), json, &b, &err);
        }
    if (json)
        buf_puts(&b, "\n]\n");
    if (good && !known)
        good = err_set(&err, ERR_INPUT, _("There is no state %s: waiting, sending, sent, failed, held, cancelled."), state);
    if (good && b.size)
        command_print(stdout, "%s", b.text);
    buf_free(&b);
    return good ? COMMAND_DONE : command_fail(&err);
}

/* ---- send -------------------------------------------------------------------------------------- */

static bool
step(void *ctx, int64_t done, int64_t all)
{
    return meter_step(ctx, done, all);
}

static int
send(struct office *o, const char *csv, enum charset charset)
{
    struct message_report r;
    struct err err = { 0 };
    struct meter meter;
    bool good;

    if (csv) {
        good = message_send_file(o, csv, charset, &r, &err);
    } else {
        meter_start(&meter, _("Handing over"));
        good = message_send(o, NULL, step, &meter, &r, &err);
        meter_end(&meter);
    }
    command_print(stdout, _("sent %lld, failed %lld, held %lld, put off %lld, uncertain %lld\n"), (long long)r.sent,
                  (long long)r.failed, (long long)r.held, (long long)r.moved, (long long)(r.uncertain + r.left));
    if (!good)
        return command_fail(&err);
    if (r.uncertain + r.left > 0)
        command_note(_("Uncertain ones are not sent again by themselves: see messages list --state sending."));
    return r.failed + r.uncertain + r.left > 0 ? COMMAND_LOOK : COMMAND_DONE;
}

static int
set_command(struct office *o, const char *line)
{
    struct err err = { 0 };
    struct arena a = { 0 };
    const char *now;

    if (line && !message_set_command(o, line, &err))
        return command_fail(&err);
    now = message_command(o, &a);
    command_print(stdout, "%s\n", now ? now : _("No command for text messages is set."));
    arena_free(&a);
    return COMMAND_DONE;
}

static int
run(struct command_context *ctx, int argc, char **argv)
{
    bool json = false;
    const char *state = NULL, *csv = NULL, *wish = NULL;
    const struct command_option options[] = {
        { .name = "--json", .flag = &json }, { .name = "--state", .value = &state }, { .name = "--csv", .value = &csv },
        { .name = "--charset", .value = &wish }, { 0 },
    };
    enum charset charset = CHARSET_UTF8_BOM;
    struct office *o;
    struct err err = { 0 };
    int code = COMMAND_USAGE;

    if (!command_options(ctx, options, 1, 2, &argc, argv, &err))
        return command_misused(&messages_command, &err);
    if (wish && (!charset_by_name(wish, &charset) || charset == CHARSET_AUTO)) {
        err_set(&err, ERR_INPUT, _("There is no charset %s."), wish);
        return command_misused(&messages_command, &err);
    }
    if (charset == CHARSET_UTF8)
        charset = CHARSET_UTF8_BOM;
    if (!command_open(ctx, &o, &err))
        return command_fail(&err);
    if (strcmp(argv[1], "list") == 0 && argc == 2)
        code = list(ctx, o, state, json);
    else if (strcmp(argv[1], "send") == 0 && argc == 2)
        code = send(o, csv, charset);
    else if (strcmp(argv[1], "command") == 0)
        code = set_command(o, argc > 2 ? command_typed(ctx, argv[2]) : NULL);
    office_close(&o);
    if (code == COMMAND_USAGE) {
        err_set(&err, ERR_INPUT, _("messages list, messages send or messages command is expected."));
        return command_misused(&messages_command, &err);
    }
    return code;
}

const struct command_entry messages_command = {
    .name = "messages",
    .usage = "list [--state waiting|sending|sent|failed|held|cancelled] [--json] | send [--csv FILE] [--charset C] | command [LINE]",
    .help = N_("the outbox of text messages\n"
               "list shows them by state. send hands over what is due: to the command set here (run once for each message,\n"
               "the text on its standard input, the number in the place of {number}, else as its last argument; no shell),\n"
               "or to a new CSV file for an SMS portal (utf-8 or gb18030). Nothing is handed over twice: what was handed\n"
               "over without a result is listed as uncertain. command shows the command or sets it, \"\" takes it away:\n"
               "  qiantai messages command 'gammu-smsd-inject TEXT {number} -unicode -len 400'"),
    .run = run,
};
