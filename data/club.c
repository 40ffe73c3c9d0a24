#include "data/club.h"

#include "base/csv.h"
#include "base/lang.h"
#include "base/phone.h"
#include "data/registers.h"
#include "data/task.h"

#include <string.h>
#include <unistd.h>

#define BATCH_MOST 500          /* first visitors of one day */

static const struct field club_fields[] = {
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .readonly = true },
    { .name = "reception", .label = N_("Reception"), .headings = "接待编号", .kind = FIELD_REF, .list = "reception", .cols = 16, .required = true },
    { .name = "customer", .label = N_("Customer"), .headings = "客户|姓名", .kind = FIELD_REF, .list = "customer", .cols = 20, .required = true },
    { .name = "batch", .label = N_("Batch"), .headings = "移交批次|批次", .kind = FIELD_TEXT, .cols = 14, .readonly = true },
    { .name = "handed_on", .label = N_("Handed over on"), .headings = "移交日|移交日期", .kind = FIELD_DATE, .readonly = true },
    { .name = "receiver", .label = N_("Taken over by"), .headings = "接收人", .kind = FIELD_TEXT, .cols = 12, .limit = 40, .keep_last = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state club_states[] = { { "due", N_("to be handed over") }, { "handed", N_("handed over") }, { 0 } };

static const struct move club_moves[] = {
    { .id = "hand_over", .label = N_("Handed over"), .from = "due", .to = "handed", .date = "handed_on" },
    { .id = "return", .label = N_("Not received"), .from = "handed", .to = "due", .reason = true },
    { 0 }
};

static const char *const club_tips[] = {
    N_("Closing a first visit puts the visitor on the list; nobody is left out (RCP-29)."),
    N_("The list of a day is handed over as one batch: written to a file, marked, with who received it."),
    NULL
};

SQL(club_exists, "SELECT count(*) FROM club_handover WHERE reception = ?");
SQL(club_day, "SELECT h.id AS id, h.customer AS customer, h.reception AS reception, r.began_at AS at, r.number AS number,"
              " coalesce(c.name, r.name, '') AS name, coalesce(r.form, c.form, '') AS form,"
              " coalesce(r.phone, (SELECT number FROM customer_phone p WHERE p.customer = c.id ORDER BY place LIMIT 1), '') AS phone,"
              " coalesce(s.name, '') AS consultant, coalesce(p.name, '') AS project, h.state = 'handed' AS handed,"
              " coalesce(h.batch, '') AS batch, coalesce(h.receiver, '') AS receiver, coalesce(h.handed_on, '') AS handed_on"
              " FROM club_handover h JOIN reception r ON r.id = h.reception JOIN customer c ON c.id = h.customer"
              " LEFT JOIN staff s ON s.id = coalesce(r.consultant, r.staff) LEFT JOIN project p ON p.id = h.project"
              " WHERE r.began_at >= ?1 AND r.began_at < ?2 AND (?3 = 0 OR h.project IS NULL OR h.project = ?3) ORDER BY r.began_at, h.id");
SQL(club_rate_of, "SELECT count(*) AS total, coalesce(sum(h.state = 'handed'), 0) AS handed FROM reception r"
                  " LEFT JOIN club_handover h ON h.reception = r.id WHERE r.kind = 'walk_in' AND r.first = 1 AND r.state = 'closed'"
                  " AND r.customer IS NOT NULL AND r.began_at >= ?1 AND r.began_at < ?2 AND (?3 = 0 OR r.project IS NULL OR r.project = ?3)");

static bool
club_check(struct office *o, const struct record *r, struct err *err)
{
    (void)o;
    return strcmp(r->state, "handed") != 0 || *record_text(r, "receiver") ||
           err_field(err, "receiver", _("Who received it? A hand-over has two sides."));
}

static bool
club_saved(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    if (strcmp(r->state, "handed") != 0)
        return true;
    return event_end(o, a, "club.hand_over", "reception", record_num(r, "reception"), _("Handed over"), err);
}

const struct reg club_handover_register = {
    .name = "club_handover", .one = N_("Hand-over to the club"), .many = N_("Hand-overs to the club"), .fields = club_fields,
    .states = club_states, .moves = club_moves, .title = "customer", .columns = "reception customer batch handed_on receiver state",
    .order = "-id", .search = "batch receiver", .unique = "reception", .subjects = "customer", .check = club_check,
    .saved = club_saved, .tips = club_tips,
};

bool
club_due(struct office *o, struct action *a, const struct record *reception, struct err *err)
{
    struct query q = query_begin(o->store, &club_exists);
    struct record *r;

    query_bind_int(&q, reception->id);
    if (query_number(&q, 0) > 0)
        return true;
    r = record_new(o, &club_handover_register, &a->arena);
    record_set_num(r, "reception", reception->id);
    record_set_num(r, "customer", record_num(reception, "customer"));
    record_clear(r, "receiver");
    if (record_num(reception, "project"))
        record_set_num(r, "project", record_num(reception, "project"));
    return reg_write(o, a, r, err);
}

static struct club_line
read_line(struct office *o, struct query *q, struct arena *a)
{
    struct club_line l = {
        .id = query_int(q, "id"), .customer = query_int(q, "customer"), .reception = query_int(q, "reception"), .at = query_int(q, "at"),
        .number = query_text(q, "number", a), .phone = query_text(q, "phone", a), .consultant = query_text(q, "consultant", a),
        .project = query_text(q, "project", a), .handed = query_int(q, "handed") != 0, .batch = query_text(q, "batch", a),
        .receiver = query_text(q, "receiver", a), .handed_on = NO_DAY,
    };
    const char *form = office_code_text(o, "form_of_address", query_text(q, "form", a));

    l.name = arena_printf(a, "%s%s%s", query_text(q, "name", a), *form ? " " : "", form);
    if (!day_parse_iso(query_text(q, "handed_on", a), &l.handed_on))
        l.handed_on = NO_DAY;
    return l;
}

static void
bind_days(struct office *o, struct query *q, day from, day to)
{
    query_bind_int(q, moment_at(from, 0, o->zone));
    query_bind_int(q, moment_at(to + 1, 0, o->zone));
    query_bind_int(q, o->project);
}

bool
club_list(struct office *o, day d, struct arena *a, struct club_line *out, size_t max, size_t *count, struct err *err)
{
    struct query q = query_begin(o->store, &club_day);

    *count = 0;
    bind_days(o, &q, d, d);
    while (*count < max && query_next(&q))
        out[(*count)++] = read_line(o, &q, a);
    return query_end(&q, err);
}

/* ---- a batch ------------------------------------------------------------------------------- */

static bool
put_lines(struct office *o, struct csv_writer *w, const struct club_line *lines, size_t n, struct arena *a, struct err *err)
{
    const char *head[] = { _("Number"), _("Came"), _("Name"), _("Phone"), _("Consultant"), _("Project") };
    bool masked = !office_can(o, "export.unmasked", "do");

    if (!csv_write(w, COUNT(head), head, 0, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        const char *cells[] = {
            lines[i].number, moment_iso(a, lines[i].at, o->zone), lines[i].name, masked ? phone_mask(a, lines[i].phone) : lines[i].phone,
            lines[i].consultant, lines[i].project,
        };

        if (!lines[i].handed && !csv_write(w, COUNT(cells), cells, 1u << 3, err))
            return false;
    }
    return true;
}

static bool
write_file(struct office *o, const char *path, const struct club_line *lines, size_t n, struct arena *a, struct err *err)
{
    struct csv_writer *w;

    if (!csv_create(&w, path, CHARSET_UTF8_BOM, err))
        return false;
    if (put_lines(o, w, lines, n, a, err))
        return csv_finish(&w, err);
    csv_abandon(&w);
    return false;
}

static bool
mark(struct office *o, struct action *a, const struct club_line *line, const char *batch, const char *receiver, struct err *err)
{
    struct record *r;

    if (!reg_read(o, &club_handover_register, line->id, &a->arena, &r, err))
        return false;
    r->state = "handed";
    record_set_text(r, "batch", batch);
    record_set_text(r, "receiver", receiver);
    record_set_num(r, "handed_on", office_today(o));
    return reg_write(o, a, r, err);
}

static bool
hand_over(struct office *o, struct action *a, day d, const char *receiver, const char *path, int64_t *count, struct err *err)
{
    struct club_line *lines = arena_alloc(&a->arena, BATCH_MOST * sizeof *lines);
    const char *batch = number_next(o, a, "KH");
    size_t n;

    if (!club_list(o, d, &a->arena, lines, BATCH_MOST, &n, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (lines[i].handed)
            continue;
        if (!mark(o, a, &lines[i], batch, receiver, err))
            return false;
        ++*count;
    }
    if (*count == 0)
        return err_set(err, ERR_MISSING, _("Nobody of that day is still to be handed over."));
    a->summary = arena_printf(&a->arena, _("%s: %d first visitors of %s handed to the club, received by %s"), batch, (int)*count,
                              day_show(&a->arena, d, office_today(o)), receiver);
    return !path || write_file(o, path, lines, n, &a->arena, err);
}

bool
club_hand_over(struct office *o, day d, const char *receiver, const char *path, int64_t *count, struct err *err)
{
    struct action a;

    *count = 0;
    if (!receiver || !*receiver)
        return err_field(err, "receiver", _("Who received it? A hand-over has two sides."));
    if (!office_must(o, "register.club_handover.edit", "do", err) || (path && !office_must(o, "export", "do", err)) ||
        !office_begin(o, &a, "club.hand_over", path ? ENTRY_LEFT : 0, err))
        return false;
    if (!hand_over(o, &a, d, receiver, path, count, err))
        return action_fail(&a);
    if (action_commit(&a, err))
        return true;
    if (path)
        unlink(path);           /* nothing was handed over: the file would say so */
    return false;
}

bool
club_rate(struct office *o, day from, day to, int64_t *handed, int64_t *all, struct err *err)
{
    struct query q = query_begin(o->store, &club_rate_of);

    *handed = *all = 0;
    bind_days(o, &q, from, to);
    if (query_next(&q)) {
        *handed = query_int(&q, "handed");
        *all = query_int(&q, "total");
    }
    return query_end(&q, err);
}
