#include "ui/screens/messages.h"

#include "base/lang.h"
#include "base/phone.h"
#include "data/message.h"
#include "ui/kit/dialog.h"
#include "ui/kit/list.h"
#include "ui/kit/progress.h"
#include "ui/screens/desk.h"

#include <inttypes.h>
#include <stdint.h>
#include <string.h>

static const struct column columns[] = {
    { N_("Due"), 11, ALIGN_LEFT, 0 },
    { N_("Customer"), 10, ALIGN_LEFT, 0 },
    { N_("Phone"), 12, ALIGN_LEFT, 2 },
    { N_("Text or reason"), 0, ALIGN_LEFT, 0 },
    { NULL, 0, ALIGN_LEFT, 0 },
};

struct outbox {
    struct screen *sc;
    struct list *list;
    size_t state;               /* which of message_state() */
    struct message_counts counts;
    int64_t wanted;             /* the message to begin with, until the list was read; 0: none */
};

/* ---- the list ------------------------------------------------------------------------- */

static void
add_row(struct outbox *s, const struct message *m)
{
    struct office *o = office_of(s->sc);
    struct arena *a = list_arena(s->list);
    struct message *kept = arena_alloc(a, sizeof *kept);
    struct row *row = list_add(s->list, m->id, NULL);
    const char *words = *m->error ? m->error : *m->why ? m->why : m->text;

    *kept = *m;
    row->data = kept;
    row->cells[0] = moment_show(a, m->due, office_now(o), o->zone);
    row->cells[1] = *m->customer_name ? m->customer_name : _("Colleague");
    row->cells[2] = phone_mask(a, m->phone);
    row->cells[3] = m->uncertain ? arena_printf(a, _("Uncertain: %s"), words) : words;
    if (m->uncertain || strcmp(m->state, "failed") == 0)
        row->style = STYLE_BAD;
    else if (strcmp(m->state, "held") == 0)
        row->style = STYLE_WARN;
}

static bool
fetch(void *ctx, struct list *l, enum list_from from, const struct row *anchor, int n, struct err *err)
{
    struct outbox *s = ctx;
    const struct message *at = anchor ? anchor->data : NULL;
    struct message *m = arena_alloc(list_arena(l), (size_t)n * sizeof *m);
    bool back = from == LIST_LAST || from == LIST_BEFORE;
    int64_t id = at ? at->id + (from == LIST_FROM) : 0;
    size_t count;

    if (!message_window(office_of(s->sc), message_state(s->state), at ? at->due : 0, id, back, list_arena(l), m, (size_t)n, &count, err))
        return false;
    for (size_t i = 0; i < count; i++)
        add_row(s, &m[i]);
    return true;
}

static int64_t
of_state(const struct message_counts *n, size_t state)
{
    const int64_t counts[] = { n->waiting, n->sending, n->sent, n->failed, n->held, n->cancelled };

    return counts[state];
}

static int64_t
total(void *ctx)
{
    const struct outbox *s = ctx;

    return of_state(&s->counts, s->state);
}

static const struct list_ops list_ops = { fetch, total };

/* Begin in the list of the state that this message has, with the cursor on it. */
static bool
start_with(struct outbox *s, int64_t id, struct err *err)
{
    struct arena a = { 0 };
    struct message m;
    bool good = message_get(office_of(s->sc), id, &a, &m, err);

    for (size_t i = 0; good && message_state(i); i++)
        if (strcmp(message_state(i), m.state) == 0)
            s->state = i;
    s->wanted = id;
    arena_free(&a);
    return good;
}

static bool
outbox_open(struct screen *sc, void *arg, struct err *err)
{
    struct outbox *s = sc->state;
    const int64_t *id = arg;

    s->sc = sc;
    if (id && !start_with(s, *id, err))
        return false;
    s->list = list_new(columns, &list_ops, s);
    list_empty_text(s->list, _("No messages of this kind. 1 to 6 show the others."));
    return true;
}

static void
outbox_close(struct screen *sc)
{
    struct outbox *s = sc->state;

    list_free(&s->list);
}

static bool
outbox_load(struct screen *sc, struct err *err)
{
    struct outbox *s = sc->state;

    s->counts = message_counts(office_of(sc));
    if (!list_load(s->list, err))
        return false;
    if (s->wanted)
        list_go(s->list, s->wanted, NULL);
    s->wanted = 0;
    return true;
}

/* "1 Waiting 3   2 Being sent 0 ...", the one shown in reverse. */
static void
draw_states(struct screen *sc, struct box b)
{
    struct outbox *s = sc->state;
    int x = 1;

    for (size_t i = 0; message_state(i); i++) {
        char *text = arena_printf(&sc->arena, "%zu%s %" PRId64, i + 1, message_state_name(message_state(i)), of_state(&s->counts, i));

        x += draw_text(sc->term, b, 0, x, draw_columns(sc->term, text), i == s->state ? STYLE_REVERSE : STYLE_PLAIN, text) + 2;
    }
}

static void
outbox_draw(struct screen *sc, struct box body)
{
    struct outbox *s = sc->state;
    struct box rest = { body.y + 2, body.x, body.rows - 2, body.cols };

    draw_states(sc, body);
    list_draw(s->list, sc->term, rest, true);
}

static bool
outbox_key(struct screen *sc, const struct key *k)
{
    return list_key(((struct outbox *)sc->state)->list, k);
}

static bool
outbox_has_row(const struct screen *sc)
{
    return list_row(((struct outbox *)sc->state)->list) != NULL;
}

static const char *
outbox_hint(struct screen *sc, bool *warn)
{
    const struct outbox *s = sc->state;

    (void)warn;
    if (s->counts.uncertain)
        return arena_printf(&sc->arena, _("%lld handed over without a result: find out, then a or r."), (long long)s->counts.uncertain);
    return NULL;
}

/* ---- commands ------------------------------------------------------------------------------ */

static const struct message *
chosen(struct screen *sc)
{
    return list_data(((struct outbox *)sc->state)->list);
}

static void
add_part(struct buf *b, const char *label, const char *text)
{
    if (*text)
        buf_printf(b, "%s  %s\n", label, text);
}

static void
show_text(struct screen *sc)
{
    struct office *o = office_of(sc);
    const struct message *m = chosen(sc);
    struct arena a = { 0 };
    struct buf b = { 0 };

    add_part(&b, _("Addressee"), arena_printf(&a, "%s %s", m->customer_name, phone_mask(&a, m->phone)));
    add_part(&b, _("Text"), arena_printf(&a, _("%s, version %lld, %d parts"), m->code, (long long)m->version, message_parts(m->text)));
    add_part(&b, _("Due"), moment_show(&a, m->due, office_now(o), o->zone));
    if (m->sent)
        add_part(&b, _("Handed over"), arena_printf(&a, _("%s, try %lld"), moment_show(&a, m->sent, office_now(o), o->zone), (long long)m->tries));
    add_part(&b, _("State"), message_state_name(m->state));
    add_part(&b, _("Why"), m->why);
    add_part(&b, _("What the other side said"), m->error);
    buf_printf(&b, "\n%s\n", m->text);
    dialog_text(sc->app, _("Text message"), b.text);
    buf_free(&b);
    arena_free(&a);
}

static void
answer(struct screen *sc, bool good, const struct err *err, const char *said)
{
    if (good)
        app_say(sc->app, "%s", said);
    else
        app_say_err(sc->app, err);
}

static void
resend(struct screen *sc)
{
    const struct message *m = chosen(sc);
    struct err err = { 0 };

    if (m->uncertain && !dialog_confirm(sc->app, _("It may have arrived. Send it to %s once more?"), m->customer_name))
        return;
    answer(sc, message_resend(office_of(sc), m->id, &err), &err, _("It waits to be sent."));
}

static void
arrived(struct screen *sc)
{
    struct err err = { 0 };

    answer(sc, message_arrived(office_of(sc), chosen(sc)->id, &err), &err, _("Noted as sent."));
}

static void
cancel(struct screen *sc)
{
    static const struct field field = { .name = "why", .label = N_("Why it is not to be sent"), .kind = FIELD_TEXT, .cols = 40, .required = true };
    struct arena a = { 0 };
    struct value why = { 0 };
    struct err err = { 0 };

    if (dialog_line(sc->app, _("Do not send"), &field, desk_env(desk_of(sc)), &a, &why))
        answer(sc, message_cancel(office_of(sc), chosen(sc)->id, why.set ? why.text : "", &err), &err, _("It will not be sent."));
    arena_free(&a);
}

static bool
step(void *ctx, int64_t done, int64_t all)
{
    (void)all;
    return progress_step(ctx, done);
}

static void
report(struct screen *sc, bool good, const struct message_report *r, const struct err *err)
{
    if (!good)
        app_say_err(sc->app, err);
    else if (r->failed + r->uncertain + r->held)
        app_warn(sc->app, _("Sent %lld, failed %lld, held %lld, uncertain %lld."), (long long)r->sent, (long long)r->failed,
                 (long long)r->held, (long long)r->uncertain);
    else
        app_say(sc->app, _("Sent %lld, put off %lld."), (long long)r->sent, (long long)r->moved);
}

static void
to_command(struct screen *sc)
{
    struct message_report r;
    struct err err = { 0 };
    struct progress p;
    bool good;

    progress_begin(&p, sc->app, _("Handing over"), ((struct outbox *)sc->state)->counts.due);
    good = message_send(office_of(sc), NULL, step, &p, &r, &err);
    progress_end(&p);
    report(sc, good, &r, &err);
}

static void
to_file(struct screen *sc, enum charset charset)
{
    static const struct field field = { .name = "file", .label = N_("File for the SMS portal"), .kind = FIELD_TEXT, .cols = 50, .limit = 400, .required = true };
    struct office *o = office_of(sc);
    struct arena a = { 0 };
    struct civil c = moment_civil(office_now(o), o->zone);
    struct value v = { .set = true, .text = arena_printf(&a, "messages-%04d%02d%02d-%02d%02d.csv", c.year, c.month, c.mday, c.hour, c.minute) };
    struct message_report r;
    struct err err = { 0 };

    if (dialog_line(sc->app, _("Write the due messages to a file"), &field, desk_env(desk_of(sc)), &a, &v) && v.set) {
        bool good = message_send_file(o, v.text, charset, &r, &err);

        report(sc, good, &r, &err);
    }
    arena_free(&a);
}

static void
hand_over(struct screen *sc)
{
    struct outbox *s = sc->state;
    struct option ways[] = {
        { .code = "1", .text = _("To the command that is set") },
        { .code = "2", .text = _("To a file, UTF-8") },
        { .code = "3", .text = _("To a file, GB18030") },
    };

    if (s->counts.due == 0) {
        app_say(sc->app, _("Nothing is due now."));
        return;
    }
    switch (dialog_choose(sc->app, _("Hand over what is due"), ways, COUNT(ways), 0)) {
    case 0: to_command(sc); break;
    case 1: to_file(sc, CHARSET_UTF8_BOM); break;
    case 2: to_file(sc, CHARSET_GB18030); break;
    default: break;
    }
}

static void
show_state(struct screen *sc, size_t state)
{
    ((struct outbox *)sc->state)->state = state;
    screen_stale(sc);
}

static void show_waiting(struct screen *sc) { show_state(sc, 0); }
static void show_sending(struct screen *sc) { show_state(sc, 1); }
static void show_sent(struct screen *sc) { show_state(sc, 2); }
static void show_failed(struct screen *sc) { show_state(sc, 3); }
static void show_held(struct screen *sc) { show_state(sc, 4); }
static void show_cancelled(struct screen *sc) { show_state(sc, 5); }

static bool
is_uncertain(const struct screen *sc)
{
    const struct message *m = list_data(((struct outbox *)sc->state)->list);

    return m && m->uncertain;
}

static const struct command commands[] = {
    { "messages.open", CMD_KEY(KEY_ENTER), 0, NEED_ROW, NULL, N_("Open"), N_("Shows the whole text, its version and what became of it."), show_text, NULL, NULL },
    { "messages.resend", 'r', 0, NEED_ROW | NEED_WRITE, "message.send", N_("Send again"), N_("Lets a failed, held or stopped message wait again."), resend, NULL, NULL },
    { "messages.hand_over", 'x', 0, NEED_WRITE, "message.send", N_("Hand over"), N_("Hands over whatever is due, to a command or to a file."), hand_over, NULL, NULL },
    { "messages.cancel", 'd', 0, NEED_ROW | NEED_WRITE, "message.send", N_("Do not send"), N_("Stops a message that has not left, with a reason."), cancel, NULL, NULL },
    { "messages.arrived", 'a', 0, NEED_ROW | NEED_WRITE, "message.send", N_("It arrived"), N_("An uncertain message did arrive."), arrived, is_uncertain, NULL },
    { "messages.waiting", '1', 0, CMD_OFF_BAR, NULL, N_("Waiting"), N_("Shows the messages that wait."), show_waiting, NULL, NULL },
    { "messages.sending", '2', 0, CMD_OFF_BAR, NULL, N_("Being sent"), N_("Shows those handed over without a result yet."), show_sending, NULL, NULL },
    { "messages.sent", '3', 0, CMD_OFF_BAR, NULL, N_("Sent"), N_("Shows the messages that were sent."), show_sent, NULL, NULL },
    { "messages.failed", '4', 0, CMD_OFF_BAR, NULL, N_("Failed"), N_("Shows the messages that failed."), show_failed, NULL, NULL },
    { "messages.held", '5', 0, CMD_OFF_BAR, NULL, N_("Held"), N_("Shows the messages that a person has to see to."), show_held, NULL, NULL },
    { "messages.cancelled", '6', 0, CMD_OFF_BAR, NULL, N_("Not to be sent"), N_("Shows the messages that were stopped."), show_cancelled, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL },
};

static const char *const tips[] = {
    N_("A held message is for a person: ring, or let it be. The reason stands in the row."),
    N_("Nothing is handed over twice. What left without a result is uncertain until somebody says."),
    NULL,
};

const struct screen_ops messages_screen = {
    .name = "messages", .title = N_("Text messages"), .state_size = sizeof(struct outbox),
    .commands = commands, .tips = tips,
    .open = outbox_open, .load = outbox_load, .draw = outbox_draw, .key = outbox_key,
    .has_row = outbox_has_row, .hint = outbox_hint, .close = outbox_close,
};

/* ---- from elsewhere ------------------------------------------------------------------------- */

static void
show_outbox(struct screen *sc)
{
    screen_push(sc->app, &messages_screen, NULL);
}

void
messages_open_matter(struct screen *sc, const char *about, int64_t id)
{
    (void)about;
    screen_push(sc->app, &messages_screen, &id);
}

const struct command messages_menu[] = {
    { .id = "open.messages", .right = "message.send", .bar = N_("Text messages"), .help = N_("What waits to be sent, was sent, failed, or needs a person."),
      .run = show_outbox },
    { 0 },
};
