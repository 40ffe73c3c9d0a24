/* The outbox: written from texts in force, kept as written, held where it may not go, handed over at most once. */
#include "tests/support.h"

#include "base/csv.h"
#include "data/content.h"
#include "data/engine/journal.h"
#include "data/message.h"
#include "data/register.h"
#include "data/task.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define NOW 1795312800      /* 2026-11-22 09:20 in China, a Sunday */
#define MINUTE 60

struct desk { struct office *o; struct arena a; char *folder; };

#define must(call) do { if (!(call)) fail_msg("%s: %s", #call, err.text); } while (0)

static int
open_desk(void **state)
{
    struct desk *d = mem_alloc(sizeof *d);
    struct err err = { 0 };

    must(office_create(&d->o, NULL, "test", OFFICE_REAL, &err));
    office_set_now(d->o, NOW);
    d->folder = support_tmpdir(&d->a);
    *state = d;
    return 0;
}

static int
close_desk(void **state)
{
    struct desk *d = *state;

    office_close(&d->o);
    support_rmdir(d->folder);
    arena_free(&d->a);
    free(d);
    return 0;
}

/* What other modules write, shortened. */
SQL(test_person, "INSERT INTO customer(id, name, refused, no_messages, quiet_from, quiet_to) VALUES (?, ?, ?, ?, ?, ?)");
SQL(test_number, "INSERT INTO customer_phone(id, customer, number, place) VALUES (?, ?, ?, ?)");
SQL(test_merged, "UPDATE customer SET merged_into = ? WHERE id = ?");
SQL(test_stop, "INSERT INTO stop_list(id, phone, state) VALUES (?, ?, 'active')");
SQL(test_retire, "UPDATE template SET state = 'retired' WHERE code = ? AND state = 'in_force'");
SQL(test_version, "INSERT INTO template(id, code, version, name, channel, text, state) VALUES (?, ?, ?, 'x', '1', ?, 'in_force')");

struct who {
    const char *name, *phone, *second;
    bool refused, no_messages, stopped;
    int quiet_from, quiet_to;
};

static int64_t
make_person(struct desk *d, const struct who *w)
{
    static int64_t last = 1000;
    struct err err = { 0 };
    struct query q = query_begin(d->o->store, &test_person);
    int64_t id = ++last;

    query_bind_int(&q, id);
    query_bind_text(&q, w->name);
    query_bind_int(&q, w->refused);
    query_bind_int(&q, w->no_messages);
    if (w->quiet_to) {
        query_bind_int(&q, w->quiet_from);
        query_bind_int(&q, w->quiet_to);
    } else {
        query_bind_null(&q);
        query_bind_null(&q);
    }
    must(query_run(&q, &err));
    for (int i = 0; i < 2; i++) {
        const char *number = i ? w->second : w->phone;

        if (!number)
            continue;
        q = query_begin(d->o->store, &test_number);
        query_bind_int(&q, ++last);
        query_bind_int(&q, id);
        query_bind_text(&q, number);
        query_bind_int(&q, i + 1);
        must(query_run(&q, &err));
    }
    if (w->stopped) {
        q = query_begin(d->o->store, &test_stop);
        query_bind_int(&q, ++last);
        query_bind_text(&q, w->phone);
        must(query_run(&q, &err));
    }
    return id;
}

static const struct template_value debut[] = {
    { "客户", "王建国" }, { "项目", "云栖花园" }, { "房号", "3-1-1203" }, { "姓名", "周颖" },
    { "电话", "13900000000" }, { "热线", "4008001234" }, { NULL, NULL },
};

static bool
try_write(struct desk *d, const struct message_wish *w, int64_t *id, struct err *err)
{
    struct action a;

    if (!office_begin(d->o, &a, "test.write", 0, err))
        return false;
    return message_compose(d->o, &a, w, id, err) ? action_commit(&a, err) : action_fail(&a);
}

static int64_t
write_to(struct desk *d, int64_t customer, bool mass, moment due)
{
    struct message_wish w = { .code = "TPL-10", .values = debut, .customer = customer, .mass = mass, .due = due };
    struct err err = { 0 };
    int64_t id = 0;

    must(try_write(d, &w, &id, &err));
    return id;
}

static struct message
read_message(struct desk *d, int64_t id)
{
    struct message m;
    struct err err = { 0 };

    must(message_get(d->o, id, &d->a, &m, &err));
    return m;
}

static int64_t
somebody(struct desk *d)
{
    static const struct who who = { .name = "王建国", .phone = "13800135678" };

    return make_person(d, &who);
}

/* A script of ours that keeps what it was given; then does `end`. Returns the command's line. */
static char *
gateway(struct desk *d, const char *end)
{
    char *path = arena_printf(&d->a, "%s/gateway", d->folder);
    char *text = arena_printf(&d->a, "#!/bin/sh\nprintf '%%s|' \"$@\" >>%s/log\ncat >>%s/log\necho >>%s/log\n%s\n",
                              d->folder, d->folder, d->folder, end);

    support_write(path, text, strlen(text));
    assert_int_equal(chmod(path, 0700), 0);
    return path;
}

static const char *
log_of(struct desk *d)
{
    char *path = arena_printf(&d->a, "%s/log", d->folder);
    struct stat st;

    return stat(path, &st) == 0 ? support_read(&d->a, path, NULL) : "";
}

/* ---- writing ------------------------------------------------------------------------------- */

/* Every placeholder of the text gets a value. */
static struct template_value *
all_values(struct arena *a, const char *text)
{
    struct template_value *v = arena_alloc(a, (strlen(text) + 1) * sizeof *v);
    size_t n = 0;

    for (const char *p = strchr(text, '{'); p; p = strchr(p + 1, '{'))
        v[n++] = (struct template_value){ arena_strndup(a, p + 1, strcspn(p + 1, "}")), "甲" };
    return v;
}

static void
F817_all_35_texts_fill_with_complete_values_and_none_without(void **state)
{
    struct desk *d = *state;
    struct content_table t = content_table("templates.csv", &d->a);
    int64_t customer = somebody(d);
    size_t sms = 0;

    assert_int_equal(t.rows, 35);
    for (size_t i = 0; i < t.rows; i++) {
        const char *code = content_cell(&t, i, "code"), *missing = "x";
        struct template_value *v = all_values(&d->a, content_cell(&t, i, "text"));
        char *text = template_fill(d->o, code, v, &d->a, &missing);
        struct message_wish w = { .code = code, .values = v, .customer = customer };
        struct err err = { 0 };
        bool is_sms = strcmp(content_cell(&t, i, "channel"), "sms") == 0;

        assert_non_null(text);
        if (missing || strpbrk(text, "{}") || strstr(text, "____"))
            fail_msg("%s: %s", code, text);
        assert_int_equal(try_write(d, &w, NULL, &err), is_sms);
        assert_int_equal(err.code, is_sms ? ERR_NONE : ERR_REFUSED);
        sms += is_sms;
        if (!v[0].name)
            continue;
        v[0].value = "";            /* given, but nothing in it */
        err = (struct err){ 0 };
        assert_false(try_write(d, &w, NULL, &err));
        assert_int_equal(err.code, ERR_INPUT);
        assert_non_null(strstr(err.text, v[0].name));
        assert_string_equal(err.field, v[0].name);
    }
    assert_int_equal(message_counts(d->o).waiting, sms);
    assert_true(sms > 15);
}

static void
F019_a_new_version_changes_nothing_already_written(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    int64_t customer = somebody(d), before = write_to(d, customer, false, 0), after;
    struct query q = query_begin(d->o->store, &test_retire);
    char *old = read_message(d, before).text;

    query_bind_text(&q, "TPL-10");
    must(query_run(&q, &err));
    q = query_begin(d->o->store, &test_version);
    query_bind_int(&q, 99001);
    query_bind_text(&q, "TPL-10");
    query_bind_int(&q, 2);
    query_bind_text(&q, "{客户}您好，{房号}的新版短信。");
    must(query_run(&q, &err));
    after = write_to(d, customer, false, 0);
    assert_int_equal(read_message(d, before).version, 1);
    assert_string_equal(read_message(d, before).text, old);
    assert_int_equal(read_message(d, after).version, 2);
    assert_string_equal(read_message(d, after).text, "王建国您好，3-1-1203的新版短信。");
}

static void
F019_without_a_version_in_force_nothing_is_written(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct message_wish w = { .code = "TPL-10", .values = debut, .customer = somebody(d) };
    struct query q = query_begin(d->o->store, &test_retire);

    query_bind_text(&q, "TPL-10");
    must(query_run(&q, &err));
    assert_false(try_write(d, &w, NULL, &err));
    assert_int_equal(err.code, ERR_MISSING);
}

/* ---- who may be written to -------------------------------------------------------------------- */

static const struct {
    struct who who;
    bool mass;
    const char *state, *gate, *phone;
} gates[] = {
    { { .name = "甲", .phone = "13800135678" }, true, "waiting", "", "13800135678" },
    { { .name = "乙", .phone = "010-62345678", .second = "13900139000" }, false, "waiting", "", "13900139000" },
    { { .name = "丙", .phone = "+85291234567" }, false, "waiting", "", "+85291234567" },
    { { .name = "丁" }, false, "held", "a", "" },
    { { .name = "戊", .phone = "010-62345678" }, false, "held", "a", "" },
    { { .name = "己", .phone = "13800135670", .refused = true }, false, "held", "1", "13800135670" },
    { { .name = "庚", .phone = "13800135671", .stopped = true }, false, "held", "2", "13800135671" },
    { { .name = "辛", .phone = "13800135672", .stopped = true }, true, "held", "2", "13800135672" },
    { { .name = "壬", .phone = "13800135673", .no_messages = true }, true, "held", "2", "13800135673" },
    { { .name = "癸", .phone = "13800135674", .no_messages = true }, false, "waiting", "", "13800135674" },
};

static void
F803_who_refused_or_unsubscribed_is_held_with_the_reason(void **state)
{
    struct desk *d = *state;

    for (size_t i = 0; i < COUNT(gates); i++) {
        struct message m = read_message(d, write_to(d, make_person(d, &gates[i].who), gates[i].mass, 0));

        assert_row_string(i, m.state, gates[i].state);
        assert_row_string(i, m.gate, gates[i].gate);
        assert_row_string(i, m.phone, gates[i].phone);
        assert_row_int(i, *m.why != '\0', *gates[i].gate != '\0');
        if (*m.why)
            assert_non_null(strstr(m.why, gates[i].who.name));
    }
}

static void
F803_who_unsubscribed_meanwhile_is_not_sent_to(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct message_report r;
    int64_t id = write_to(d, somebody(d), true, 0);
    struct query q = query_begin(d->o->store, &test_stop);

    query_bind_int(&q, 99001);
    query_bind_text(&q, "13800135678");
    must(query_run(&q, &err));
    must(message_send(d->o, gateway(d, "exit 0"), NULL, NULL, &r, &err));
    assert_int_equal(r.held, 1);
    assert_int_equal(r.sent, 0);
    assert_string_equal(read_message(d, id).state, "held");
    assert_string_equal(log_of(d), "");
    assert_false(message_resend(d->o, id, &err));
    assert_int_equal(err.code, ERR_REFUSED);
}

static const struct { int from, to, due, want; } quiet[] = {     /* minutes of the day; want may be tomorrow's */
    { 12 * 60, 14 * 60, 11 * 60 + 59, 11 * 60 + 59 },
    { 12 * 60, 14 * 60, 12 * 60, 14 * 60 },
    { 12 * 60, 14 * 60, 13 * 60 + 59, 14 * 60 },
    { 12 * 60, 14 * 60, 14 * 60, 14 * 60 },
    { 21 * 60, 8 * 60, 23 * 60, 32 * 60 },
    { 21 * 60, 8 * 60, 7 * 60, 8 * 60 },
    { 21 * 60, 8 * 60, 8 * 60, 8 * 60 },
    { 21 * 60, 8 * 60, 21 * 60, 32 * 60 },
};

static void
F018_quiet_hours_move_a_message_to_their_end(void **state)
{
    struct desk *d = *state;
    day today = moment_day(NOW, ZONE_CHINA);

    for (size_t i = 0; i < COUNT(quiet); i++) {
        struct who who = { .name = "王建国", .phone = "13800135678", .quiet_from = quiet[i].from, .quiet_to = quiet[i].to };
        moment due = moment_at(today, quiet[i].due * 60, ZONE_CHINA);
        struct message m = read_message(d, write_to(d, make_person(d, &who), false, due));

        assert_row_string(i, m.state, "waiting");
        assert_row_int(i, m.due, moment_at(today, quiet[i].want * 60, ZONE_CHINA));
    }
}

static void
F018_somebody_merged_is_written_to_as_who_it_is_now(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    const struct who keep = { .name = "王建国", .phone = "13800135678" }, gone = { .name = "王建囯", .phone = "13700137000" };
    int64_t kept = make_person(d, &keep), other = make_person(d, &gone);
    struct query q = query_begin(d->o->store, &test_merged);
    struct message m;

    query_bind_int(&q, kept);
    query_bind_int(&q, other);
    must(query_run(&q, &err));
    m = read_message(d, write_to(d, other, false, 0));
    assert_int_equal(m.customer, kept);
    assert_string_equal(m.phone, "13800135678");
}

/* ---- handing over -------------------------------------------------------------------------------- */

static void
F018_what_is_due_goes_to_the_command_without_a_shell_once(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct message_report r;
    const struct who evil = { .name = "$(touch x); `id` \"'", .phone = "13900139000" };
    int64_t a = write_to(d, somebody(d), false, 0), later = write_to(d, somebody(d), false, NOW + MINUTE);
    struct template_value v[COUNT(debut)];
    struct message_wish w = { .code = "TPL-10", .values = v, .customer = make_person(d, &evil) };
    char *line = gateway(d, "exit 0");

    memcpy(v, debut, sizeof v);
    v[0].value = evil.name;
    must(try_write(d, &w, NULL, &err));
    must(message_send(d->o, arena_printf(&d->a, "%s TEXT {number} \"a b\"", line), NULL, NULL, &r, &err));
    assert_int_equal(r.sent, 2);
    assert_int_equal(r.failed + r.held + r.moved + r.uncertain + r.left, 0);
    assert_non_null(strstr(log_of(d), "TEXT|13800135678|a b|王建国您好，恭喜您认购云栖花园3-1-1203！"));
    assert_non_null(strstr(log_of(d), "TEXT|13900139000|a b|$(touch x); `id` \"'您好"));
    assert_string_equal(read_message(d, a).state, "sent");
    assert_int_equal(read_message(d, a).sent, NOW);
    assert_string_equal(read_message(d, later).state, "waiting");
    must(message_send(d->o, line, NULL, NULL, &r, &err));       /* nothing is due: nothing goes twice */
    assert_int_equal(r.sent, 0);
    office_set_now(d->o, NOW + MINUTE);
    must(message_send(d->o, line, NULL, NULL, &r, &err));
    assert_int_equal(r.sent, 1);
    assert_string_equal(read_message(d, later).state, "sent");
}

static void
F018_a_failure_is_kept_in_the_words_of_the_other_side_and_sent_again(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct message_report r;
    int64_t id = write_to(d, somebody(d), false, 0);

    must(message_send(d->o, gateway(d, "echo 余额不足 >&2; exit 3"), NULL, NULL, &r, &err));
    assert_int_equal(r.failed, 1);
    assert_string_equal(read_message(d, id).state, "failed");
    assert_non_null(strstr(read_message(d, id).error, "余额不足"));
    must(message_send(d->o, gateway(d, "exit 0"), NULL, NULL, &r, &err));     /* not by itself */
    assert_int_equal(r.sent, 0);
    must(message_resend(d->o, id, &err));
    assert_string_equal(read_message(d, id).state, "waiting");
    must(message_send(d->o, gateway(d, "exit 0"), NULL, NULL, &r, &err));
    assert_string_equal(read_message(d, id).state, "sent");
    assert_int_equal(read_message(d, id).tries, 2);
    assert_string_equal(read_message(d, id).error, "");
    assert_false(message_resend(d->o, id, &err));
    assert_int_equal(err.code, ERR_REFUSED);
}

static void
F018_a_command_that_does_not_start_leaves_all_waiting(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct message_report r;
    int64_t id = write_to(d, somebody(d), false, 0);

    assert_false(message_send(d->o, NULL, NULL, NULL, &r, &err));
    assert_int_equal(err.code, ERR_MISSING);
    must(message_set_command(d->o, arena_printf(&d->a, "%s/none", d->folder), &err));
    assert_false(message_send(d->o, NULL, NULL, NULL, &r, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_string_equal(read_message(d, id).state, "waiting");
    assert_int_equal(read_message(d, id).tries, 0);
    assert_false(message_set_command(d->o, "x \"open", &err));
}

static void
F018_a_command_that_hangs_is_ended_and_its_message_is_uncertain(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct message_report r;
    int64_t id = write_to(d, somebody(d), false, 0);
    struct message m;

    must(policy_set(d->o, "message.command_seconds", "1", NULL, &err));
    must(message_send(d->o, gateway(d, "sleep 60"), NULL, NULL, &r, &err));
    assert_int_equal(r.uncertain, 1);
    m = read_message(d, id);
    assert_string_equal(m.state, "sending");
    assert_true(m.uncertain);
    assert_int_equal(message_counts(d->o).uncertain, 1);
    must(message_send(d->o, gateway(d, "exit 0"), NULL, NULL, &r, &err));
    assert_int_equal(r.sent, 0);
    assert_int_equal(r.left, 1);
    assert_false(message_cancel(d->o, id, "不发了", &err));
    must(message_arrived(d->o, id, &err));
    assert_string_equal(read_message(d, id).state, "sent");
    assert_false(message_arrived(d->o, id, &err));
}

/* The claim is committed, then the program is gone: as far as the records know, exactly what a kill leaves. */
SQL(test_as_if_killed, "UPDATE message SET state = 'sending', sent_at = ?, tries = 1, entry = 1");

static void
F018_a_crash_between_sends_nothing_twice_and_lists_what_is_uncertain(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct message_report r;
    int64_t id = write_to(d, somebody(d), false, 0);
    struct query q = query_begin(d->o->store, &test_as_if_killed);
    struct message m[4];
    size_t n;

    query_bind_int(&q, NOW);
    must(query_run(&q, &err));
    assert_false(read_message(d, id).uncertain);            /* another desk may be at it just now */
    assert_false(message_resend(d->o, id, &err));
    office_set_now(d->o, NOW + 11 * MINUTE);
    must(message_send(d->o, gateway(d, "exit 0"), NULL, NULL, &r, &err));
    assert_int_equal(r.sent, 0);
    assert_int_equal(r.left, 1);
    assert_string_equal(log_of(d), "");
    must(message_window(d->o, "sending", 0, 0, false, &d->a, m, 4, &n, &err));
    assert_int_equal(n, 1);
    assert_true(m[0].uncertain);
    must(message_resend(d->o, id, &err));                   /* a person decides */
    must(message_send(d->o, gateway(d, "exit 0"), NULL, NULL, &r, &err));
    assert_int_equal(r.sent, 1);
}

static void
F018_hand_over_to_a_file_for_a_portal(void **state)
{
    static const enum charset charsets[] = { CHARSET_UTF8_BOM, CHARSET_GB18030 };
    struct desk *d = *state;
    struct err err = { 0 };
    struct message_report r;

    for (size_t i = 0; i < COUNT(charsets); i++) {
        char *path = arena_printf(&d->a, "%s/out%zu.csv", d->folder, i);
        const struct who who = { .name = "王䶮", .phone = "13800135678" };       /* a character that GBK lacks */
        int64_t id = write_to(d, make_person(d, &who), false, 0);
        struct csv_reader *in;
        struct csv_row row;

        must(message_send_file(d->o, path, charsets[i], &r, &err));
        assert_int_equal(r.sent, 1);
        assert_string_equal(read_message(d, id).state, "sent");
        must(csv_open(&in, path, CHARSET_AUTO, &err));
        assert_int_equal(csv_next(in, &row, &err), 1);
        assert_int_equal(csv_next(in, &row, &err), 1);
        assert_string_equal(row.cells[0], "13800135678");
        assert_string_equal(row.cells[1], read_message(d, id).text);
        assert_int_equal(csv_next(in, &row, &err), 0);
        csv_close(&in);
        assert_false(message_send_file(d->o, path, charsets[i], &r, &err));      /* it holds what was handed over */
        assert_int_equal(err.code, ERR_REFUSED);
    }
}

static void
F018_a_file_that_cannot_be_written_leaves_all_waiting(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct message_report r;
    struct template_value v[COUNT(debut)];
    struct message_wish w = { .code = "TPL-10", .values = v, .customer = somebody(d) };
    char *path = arena_printf(&d->a, "%s/gbk.csv", d->folder);
    int64_t id;
    struct stat st;

    memcpy(v, debut, sizeof v);
    v[0].value = "王䶮";
    must(try_write(d, &w, &id, &err));
    assert_false(message_send_file(d->o, path, CHARSET_GBK, &r, &err));
    assert_int_equal(r.sent, 0);
    assert_string_equal(read_message(d, id).state, "waiting");
    assert_int_not_equal(stat(path, &st), 0);
    assert_false(message_send_file(d->o, arena_printf(&d->a, "%s/no/x.csv", d->folder), CHARSET_UTF8_BOM, &r, &err));
    assert_string_equal(read_message(d, id).state, "waiting");
    assert_int_equal(read_message(d, id).tries, 0);
}

static void
F018_a_hand_over_is_one_entry_with_counts_that_cannot_be_undone(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct message_report r;
    int64_t id = write_to(d, somebody(d), false, 0);
    struct entry e[8];
    size_t n, hand_overs = 0;
    struct actor me = { .desk = "test", .now = NOW };

    for (int i = 0; i < 4; i++)
        write_to(d, somebody(d), false, 0);
    must(message_send(d->o, gateway(d, "exit 0"), NULL, NULL, &r, &err));
    assert_int_equal(r.sent, 5);
    must(journal_about(d->o->store, "message", id, 0, true, &d->a, e, 8, &n, &err));
    for (size_t i = 0; i < n; i++)
        if (strcmp(e[i].action, "message.hand_over") == 0) {
            hand_overs++;
            assert_true(e[i].flags & ENTRY_LEFT);
            assert_non_null(strchr(e[i].summary, '5'));
            assert_false(journal_undo(d->o->store, &me, e[i].id, &err));
        }
    assert_int_equal(hand_overs, 1);
}

static void
F018_the_task_it_was_owed_for_ends_when_it_was_sent(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct message_report r;
    struct message_wish w = { .code = "TPL-10", .values = debut, .customer = somebody(d) };
    struct task_wish owed = { .matter = w.customer, .about = "customer", .customer = w.customer };
    struct task_filter f = { .who = TASKS_ALL };
    struct task t[4];
    struct action a;
    size_t n;

    must(office_begin(d->o, &a, "test.owe", 0, &err));
    must(event_raise(d->o, &a, "deal.subscribe", "debut_message", &owed, &err));
    must(action_commit(&a, &err));
    must(task_window(d->o, &f, 0, 0, &d->a, t, 4, &n, &err));
    assert_int_equal(n, 1);
    w.task = t[0].id;
    must(try_write(d, &w, NULL, &err));
    must(message_send(d->o, gateway(d, "exit 0"), NULL, NULL, &r, &err));
    assert_int_equal(task_total(d->o, &f), 0);
}

static void
F018_states_are_counted_and_read_in_windows(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct message_counts n;
    struct message m[3];
    int64_t id = 0, seen = 0;
    moment due = 0;
    size_t got;

    for (int i = 0; i < 8; i++)
        id = write_to(d, somebody(d), false, NOW + (i < 5 ? 0 : MINUTE));
    assert_false(message_cancel(d->o, id, "", &err));
    assert_string_equal(err.field, "why");
    must(message_cancel(d->o, id, "客户说不用了", &err));
    assert_string_equal(read_message(d, id).why, "客户说不用了");
    n = message_counts(d->o);
    assert_int_equal(n.waiting, 7);
    assert_int_equal(n.due, 5);
    assert_int_equal(n.cancelled, 1);
    id = 0;
    do {
        must(message_window(d->o, "waiting", due, id, false, &d->a, m, 3, &got, &err));
        for (size_t i = 0; i < got; i++) {
            assert_true(due == 0 || m[i].due < due || (m[i].due == due && m[i].id < id));
            due = m[i].due;
            id = m[i].id;
            seen++;
        }
    } while (got == 3);
    assert_int_equal(seen, 7);
    must(message_window(d->o, "waiting", due, id, true, &d->a, m, 3, &got, &err));
    assert_int_equal(got, 3);
    assert_true(m[0].id > id);
}

static void
F018_networks_cut_at_70_and_67_characters(void **state)
{
    struct buf b = { 0 };

    (void)state;
    for (int i = 1; i <= 135; i++) {
        buf_puts(&b, "信");
        assert_row_int((size_t)i, message_parts(b.text), i <= 70 ? 1 : i <= 134 ? 2 : 3);
    }
    buf_free(&b);
}

#define test(f) cmocka_unit_test_setup_teardown(f, open_desk, close_desk)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test(F817_all_35_texts_fill_with_complete_values_and_none_without),
        test(F019_a_new_version_changes_nothing_already_written),
        test(F019_without_a_version_in_force_nothing_is_written),
        test(F803_who_refused_or_unsubscribed_is_held_with_the_reason),
        test(F803_who_unsubscribed_meanwhile_is_not_sent_to),
        test(F018_quiet_hours_move_a_message_to_their_end),
        test(F018_somebody_merged_is_written_to_as_who_it_is_now),
        test(F018_what_is_due_goes_to_the_command_without_a_shell_once),
        test(F018_a_failure_is_kept_in_the_words_of_the_other_side_and_sent_again),
        test(F018_a_command_that_does_not_start_leaves_all_waiting),
        test(F018_a_command_that_hangs_is_ended_and_its_message_is_uncertain),
        test(F018_a_crash_between_sends_nothing_twice_and_lists_what_is_uncertain),
        test(F018_hand_over_to_a_file_for_a_portal),
        test(F018_a_file_that_cannot_be_written_leaves_all_waiting),
        test(F018_a_hand_over_is_one_entry_with_counts_that_cannot_be_undone),
        test(F018_the_task_it_was_owed_for_ends_when_it_was_sent),
        test(F018_states_are_counted_and_read_in_windows),
        test(F018_networks_cut_at_70_and_67_characters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
