/* Appointments to view: what an appointment needs, and what follows whenever one is written (RCP-54 to RCP-61). */
#include "data/viewing.h"

#include "base/lang.h"
#include "data/customer.h"
#include "data/policy.h"
#include "data/task.h"
#include "data/viewing_private.h"

#include <string.h>

SQL(viewing_need, "SELECT text, coalesce(note, '') AS note FROM list_entry WHERE list = 'special_need' AND code = ?");
SQL(viewing_task_turn, "SELECT turn FROM task WHERE kind = ? AND about = 'viewing' AND matter = ? AND done IS NULL ORDER BY turn DESC LIMIT 1");

/* ---- words ------------------------------------------------------------------------------------------------ */

char *
viewing_needs(struct office *o, const char *codes, struct arena *a)
{
    char *copy = arena_strdup(a, codes), *save = NULL, *out;
    struct buf b = { 0 };

    for (char *code = strtok_r(copy, " ", &save); code; code = strtok_r(NULL, " ", &save)) {
        struct query q = query_begin(o->store, &viewing_need);
        const char *text = code, *note = "";

        query_bind_text(&q, code);
        if (query_next(&q)) {
            text = query_text(&q, "text", a);
            note = query_text(&q, "note", a);
        }
        query_end(&q, NULL);
        note += strcspn(note, " ");         /* the identifier, then what is to be prepared */
        note += *note == ' ';
        buf_printf(&b, "%s%s%s%s", b.size ? " " : "", text, *note ? ":" : "", note);
    }
    out = arena_strdup(a, b.text ? b.text : "");
    buf_free(&b);
    return out;
}

/* What whoever receives them has to know: needs first. */
static char *
task_words(struct office *o, const struct record *v, struct arena *a)
{
    const char *needs = viewing_needs(o, record_text(v, "needs"), a), *homes = record_text(v, "homes");

    return arena_printf(a, _("%s%s%lld people%s%s"), needs, *needs ? " " : "", (long long)record_num(v, "party"), *homes ? " " : "", homes);
}

static char *
who_and_when(struct office *o, const struct record *v, struct arena *a)
{
    return arena_printf(a, "%s %s", moment_show(a, record_num(v, "at"), office_now(o), o->zone), record_text(v, "name"));
}

/* ---- tasks -------------------------------------------------------------------------------------------------- */

/* While it is open it follows the appointment; once it was done, a new time is a new duty. */
static int64_t
turn_of(struct office *o, struct action *a, const char *kind, int64_t viewing)
{
    struct query q = query_begin(o->store, &viewing_task_turn);

    query_bind_text(&q, kind);
    query_bind_int(&q, viewing);
    return query_number(&q, a->entry);
}

static bool
owe(struct office *o, struct action *a, const struct record *v, const char *event, const char *kind, const char *text, moment due,
    struct err *err)
{
    struct task_wish w = {
        .about = "viewing", .matter = v->id, .turn = turn_of(o, a, kind, v->id), .customer = record_num(v, "customer"),
        .project = record_num(v, "project"), .due = due, .text = text,
    };

    if (strcmp(kind, "viewing_security") != 0 && strcmp(kind, "notify_staff") != 0)
        w.staff = record_num(v, "consultant");
    return event_raise(o, a, event, kind, &w, err);
}

static bool
owe_or_end(struct office *o, struct action *a, const struct record *v, const char *kind, bool wanted, const char *text, struct err *err)
{
    if (!wanted)
        return task_end(o, a, kind, "viewing", v->id, _("No longer due"), err);
    return owe(o, a, v, "viewing.book", kind, text, record_num(v, "at"), err);
}

static bool
tasks_booked(struct office *o, struct action *a, const struct record *v, struct err *err)
{
    bool urgent = record_num(v, "urgent") != 0, assigned = record_num(v, "consultant") != 0;
    const char *words = task_words(o, v, &a->arena);
    const char *prepare = arena_printf(&a->arena, _("Prepare the viewing: %s"), words);
    const char *guard = arena_printf(&a->arena, _("Security at the viewing: %s"), words);

    if (!owe_or_end(o, a, v, "viewing", true, words, err) ||
        !owe_or_end(o, a, v, "viewing_prep", !urgent && !viewing_prepared(o, v), prepare, err) ||
        !owe_or_end(o, a, v, "viewing_security", record_num(v, "security") != 0, guard, err) ||
        !event_end(o, a, "viewing.book", "viewing", v->id, _("Booked again"), err))
        return false;
    if (urgent && !assigned)
        return owe(o, a, v, "viewing.urgent", "notify_staff",
                   arena_printf(&a->arena, _("Somebody wants to view now, assign a consultant: %s %s"), record_text(v, "name"), words), 0, err);
    return event_end(o, a, "viewing.assign", "viewing", v->id, _("Assigned"), err);
}

static bool
tasks_over(struct office *o, struct action *a, const struct record *v, const char *outcome, struct err *err)
{
    static const char *const kinds[] = { "viewing", "viewing_prep", "viewing_security", "notify_staff" };

    for (size_t i = 0; i < COUNT(kinds); i++)
        if (!task_end(o, a, kinds[i], "viewing", v->id, outcome, err))
            return false;
    return true;
}

bool
viewing_tasks(struct office *o, struct action *a, const struct record *v, struct err *err)
{
    const char *label = reg_state_label(&viewing_register, v->state);

    if (strcmp(v->state, "booked") == 0)
        return tasks_booked(o, a, v, err);
    if (!tasks_over(o, a, v, label, err))
        return false;
    if (strcmp(v->state, "missed") == 0)
        return owe(o, a, v, "viewing.miss", "viewing_missed",
                   arena_printf(&a->arena, _("Did not come: %s. Call, ask how they are, offer another time."), who_and_when(o, v, &a->arena)), 0, err);
    return task_end(o, a, "viewing_missed", "viewing", v->id, label, err);
}

/* ---- what is checked and filled in ------------------------------------------------------------------------------ */

bool
viewing_check(struct office *o, const struct record *v, struct err *err)
{
    (void)o;
    if (!*record_text(v, "phone") && !record_num(v, "refused"))
        return err_field(err, "phone", _("How can the customer be reached? Or note that no contact is left (RCP-54)."));
    return true;
}

/* Whoever books is somebody: found by name and phone, or noted as new (RCP-27). */
static bool
settle_customer(struct office *o, struct action *a, struct record *v, struct err *err)
{
    const char *name = record_text(v, "name"), *phone = record_text(v, "phone");
    int64_t id = record_num(v, "customer");
    struct record *c;

    if (id == 0 && *name && *phone)
        id = customer_same(o, name, phone, NULL);
    if (id || !*name || (!*phone && !record_num(v, "refused"))) {
        if (id)
            record_set_num(v, "customer", customer_now(o, id));
        return true;
    }
    c = record_new(o, reg_get("customer"), &a->arena);
    record_set_text(c, "name", name);
    record_set_text(c, "form", record_text(v, "form"));
    record_set_text(c, "channel", record_text(v, "channel"));
    if (record_num(v, "consultant"))
        record_set_num(c, "consultant", record_num(v, "consultant"));
    if (record_num(v, "project"))
        record_set_num(c, "project", record_num(v, "project"));
    if (!*phone)
        record_set_num(c, "refused", 1);
    if (!customer_write(o, a, c, &phone, *phone ? 1 : 0, err))
        return false;
    record_set_num(v, "customer", c->id);
    return true;
}

static bool
lies_ahead(struct action *a, const struct record *v, struct err *err)
{
    return record_num(v, "urgent") || record_num(v, "at") > a->actor.now ||
           err_field(err, "at", _("An appointment lies in the future."));
}

static bool
differs(const struct record *a, const struct record *b, const char *field)
{
    return record_num(a, field) != record_num(b, field);
}

/* What was promised to the customer no longer holds: a new message says the new time. */
static bool
follow_change(struct office *o, struct action *a, struct record *v, struct err *err)
{
    struct record *was;
    bool moved, booked = strcmp(v->state, "booked") == 0;

    if (!reg_read(o, &viewing_register, v->id, &a->arena, &was, err))
        return false;
    moved = differs(v, was, "at");
    if (moved && booked && !lies_ahead(a, v, err))
        return false;
    if (moved && booked && !record_num(v, "urgent") && !*record_text(v, "moved_why"))
        return err_field(err, "moved_why", _("Why is it moved? (RCP-61)"));
    if (moved && moment_day(record_num(v, "at"), o->zone) != moment_day(record_num(was, "at"), o->zone) &&
        !viewing_prep_again(o, a, v->id, err))
        return false;
    if (booked && !moved && !differs(v, was, "consultant") && !differs(v, was, "party") && !differs(v, was, "customer"))
        return true;
    return viewing_withdraw(o, a, v->id, booked ? _("The appointment was changed") : reg_state_label(&viewing_register, v->state), err);
}

bool
viewing_saving(struct office *o, struct action *a, struct record *v, struct err *err)
{
    if (!*record_text(v, "number"))
        record_set_text(v, "number", arena_strdup(v->arena, number_next(o, a, "YY")));
    if (a->flags & ENTRY_BULK)
        return true;
    if (v->id == 0 && strcmp(v->state, "booked") == 0 && !lies_ahead(a, v, err))
        return false;
    return settle_customer(o, a, v, err) && (v->id == 0 || follow_change(o, a, v, err));
}

bool
viewing_saved(struct office *o, struct action *a, const struct record *v, struct err *err)
{
    if (a->flags & ENTRY_BULK)
        return true;
    return viewing_tasks(o, a, v, err) && viewing_confirm(o, a, v, err);
}

/* ---- booking --------------------------------------------------------------------------------------------------------- */

struct record *
viewing_new(struct office *o, struct arena *a)
{
    struct record *v = record_new(o, &viewing_register, a);

    record_set_num(v, "minutes", policy_number(o, "viewing.slot_minutes"));
    return v;
}

struct record *
viewing_new_urgent(struct office *o, struct arena *a)
{
    struct record *v = viewing_new(o, a);

    record_set_num(v, "urgent", 1);
    record_set_num(v, "at", office_now(o));
    return v;
}

bool
viewing_write(struct office *o, struct action *a, struct record *v, struct err *err)
{
    return reg_write(o, a, v, err);
}

static bool
write_checked(struct office *o, struct action *a, struct record *v, struct err *err)
{
    struct record *stored;

    return (v->id == 0 || reg_unchanged(o, v, &stored, &a->arena, err)) && viewing_write(o, a, v, err);
}

/* Save as an action of that name. On failure the record is as it was: what was typed is still in it. */
static bool
save_as(struct office *o, struct record *v, const char *name, const char *detail, struct err *err)
{
    struct action a;
    int64_t before = v->id, entry;
    struct value number = *record_value(v, "number"), customer = *record_value(v, "customer");

    if (!office_must(o, "reception.do", "do", err) || !office_begin(o, &a, name, 0, err))
        return false;
    entry = a.entry;
    if (write_checked(o, &a, v, err)) {
        a.summary = arena_printf(&a.arena, "%s %s%s%s", record_text(v, "number"), who_and_when(o, v, &a.arena), *detail ? " " : "", detail);
        if (action_commit(&a, err)) {
            v->entry = entry;
            return true;
        }
    } else {
        action_fail(&a);
    }
    v->id = before;
    *record_value(v, "number") = number;
    *record_value(v, "customer") = customer;
    return false;
}

bool
viewing_book(struct office *o, struct record *v, struct arena *arena, struct err *err)
{
    if (!save_as(o, v, v->id ? "viewing.edit" : "viewing.book", v->id ? record_text(v, "moved_why") : "", err))
        return false;
    record_set_text(v, "number", arena_strdup(arena, record_text(v, "number")));
    return true;
}

bool
viewing_finish(struct office *o, struct record *v, struct err *err)
{
    return save_as(o, v, "viewing.result", record_text(v, "feedback"), err);
}
