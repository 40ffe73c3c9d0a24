/* Import of owners: a home and a customer are bound; who is not known yet is entered. */
#include "data/customer.h"
#include "data/engine/register_sql.h"
#include "data/import_private.h"

#include "base/idcard.h"
#include "base/lang.h"
#include "base/phone.h"
#include "base/text.h"

#include <string.h>

static const struct field owner_columns[] = {
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目|小区|楼盘名称|项目名称", .kind = FIELD_TEXT, .limit = 30 },
    { .name = "building", .label = N_("Building"), .headings = "楼栋|栋|楼号|栋号|幢号", .kind = FIELD_TEXT, .limit = 20 },
    { .name = "unit", .label = N_("Unit"), .headings = "单元|单元号", .kind = FIELD_TEXT, .limit = 20 },
    { .name = "room", .label = N_("Room"), .headings = "房号|房间|室号|房间号|房屋", .kind = FIELD_TEXT, .limit = 40 },
    { .name = "name", .label = N_("Name"), .headings = "姓名|业主|业主姓名|客户姓名", .kind = FIELD_TEXT, .limit = 40 },
    { .name = "phone", .label = N_("Phone"), .headings = "手机|电话|手机号|手机号码|联系电话|联系方式", .kind = FIELD_PHONE, .mask = MASK_PHONE },
    { .name = "phones", .label = N_("Further phones"), .headings = "其他电话|备用电话|手机2|电话2", .kind = FIELD_PHONE, .mask = MASK_PHONE },
    { .name = "idcard", .label = N_("Id card"), .headings = "证件号|身份证|身份证号|证件号码|身份证号码", .kind = FIELD_IDCARD, .mask = MASK_IDCARD },
    { .name = "ownership", .label = N_("Ownership"), .headings = "产权|共有方式|产权形式", .kind = FIELD_CHOICE, .list = "ownership" },
    { .name = "subscribed_on", .label = N_("Subscribed"), .headings = "认购日|认购日期", .kind = FIELD_DATE },
    { .name = "signed_on", .label = N_("Signed"), .headings = "签约日|签约日期|合同日期", .kind = FIELD_DATE },
    { .name = "handover_on", .label = N_("Handover"), .headings = "交付日|交付日期|交房日|交房日期", .kind = FIELD_DATE },
    { .name = "note", .label = N_("Note"), .headings = "备注|说明", .kind = FIELD_LONG },
    { 0 }
};

/* Their places in the table above. */
enum { OWNERSHIP = 8, SUBSCRIBED_ON, SIGNED_ON, HANDOVER_ON, NOTE };

SQL(owners_home, "SELECT id FROM home WHERE project = ? AND code = ?");
SQL(owners_of_home, "SELECT w.id AS id, w.customer AS customer, w.kind AS kind, w.subscribed_on AS subscribed_on, w.signed_on AS signed_on,"
                    " w.handover_on AS handover_on, w.note AS note, w.entry AS entry, c.name AS name, c.idcard AS idcard,"
                    " w.cancelled_on IS NOT NULL OR w.ended_on IS NOT NULL AS past"
                    " FROM ownership w JOIN customer c ON c.id = w.customer WHERE w.home = ? ORDER BY w.id");
SQL(owners_add, "INSERT INTO ownership(id, home, customer, kind, subscribed_on, signed_on, handover_on, note, entry) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
SQL(owners_change, "UPDATE ownership SET kind = coalesce(?, kind), subscribed_on = coalesce(?, subscribed_on), signed_on = coalesce(?, signed_on),"
                   " handover_on = coalesce(?, handover_on), note = coalesce(?, note), entry = ? WHERE id = ?");
SQL(owners_idcard, "UPDATE customer SET idcard = ?, entry = ? WHERE id = ?");
SQL(owners_sold, "UPDATE home SET state = 'signed', entry = ? WHERE id = ? AND state <> 'signed'");

struct owning { int64_t id, customer, entry; bool past; char *name, *idcard; struct value v[5]; };

/* What was found out about a row while comparing it. */
struct owner_row { int64_t home; struct place place; struct person person; int64_t customer, ownership; bool new_idcard; };

static bool
find_home(struct import *im, struct import_row *row, struct owner_row *w, struct err *err)
{
    struct query q;

    if (!import_place(im, row, false, &w->place, err))
        return false;
    q = query_begin(im->o->store, &owners_home);
    query_bind_int(&q, w->place.project);
    query_bind_text(&q, w->place.code);
    w->home = query_number(&q, 0);
    return w->home || err_field(err, "room", _("There is no home %s in %s. Import the homes first."), w->place.code, w->place.project_name);
}

static bool
check(struct import *im, struct import_row *row, struct err *err)
{
    struct owner_row w = { 0 };

    if (!find_home(im, row, &w, err))
        return false;
    return *import_text(im, row, "name") || err_field(err, "name", _("The name is missing."));
}

/* ---- who owns it already ---------------------------------------------------------------------------- */

static void
read_value(struct query *q, const char *column, bool date, struct arena *a, struct value *v)
{
    day d;

    v->text = query_text_or_null(q, column, a);
    v->set = v->text != NULL;
    if (v->set && date && (v->set = day_parse_iso(v->text, &d)))
        v->num = d;
}

static size_t
read_owners(struct import *im, int64_t home, struct owning *out, size_t max, struct err *err, bool *good)
{
    struct query q = query_begin(im->o->store, &owners_of_home);
    struct arena *a = &im->row_arena;
    size_t n = 0;

    query_bind_int(&q, home);
    while (n < max && query_next(&q)) {
        struct owning *w = &out[n++];

        w->id = query_int(&q, "id");
        w->customer = query_int(&q, "customer");
        w->entry = query_int(&q, "entry");
        w->past = query_int(&q, "past") != 0;
        w->name = query_text(&q, "name", a);
        w->idcard = query_text(&q, "idcard", a);
        read_value(&q, "kind", false, a, &w->v[0]);
        read_value(&q, "subscribed_on", true, a, &w->v[1]);
        read_value(&q, "signed_on", true, a, &w->v[2]);
        read_value(&q, "handover_on", true, a, &w->v[3]);
        read_value(&q, "note", false, a, &w->v[4]);
    }
    *good = query_end(&q, err);
    return n;
}

/* At one home the same name is the same person, unless the id cards say otherwise. */
static bool
is_owner(struct import *im, const struct owning *w, const struct owner_row *r)
{
    struct arena *a = &im->row_arena;

    if (r->customer && customer_now(im->o, w->customer) == r->customer)
        return true;
    if (strcmp(w->name, r->person.name) != 0)
        return false;
    return !*w->idcard || !*r->person.idcard || strcmp(idcard_long(a, w->idcard), idcard_long(a, r->person.idcard)) == 0;
}

static void
add_words(struct import *im, struct import_row *row, const char *label, const char *old, const char *now)
{
    row->words = arena_printf(&im->row_arena, "%s%s%s: %s -> %s", row->words ? row->words : "", row->words ? ", " : "", label,
                              *old ? old : _("empty"), now);
}

static enum import_verdict
compare_owner(struct import *im, struct import_row *row, struct owner_row *r, const struct owning *w, struct err *err)
{
    struct arena *a = &im->row_arena;
    const struct field_env *env = &im->o->env;

    row->target = r->ownership = w->id;
    r->customer = customer_now(im->o, w->customer);
    for (int i = 0; i < 5; i++) {
        const struct field *f = &im->fields[OWNERSHIP + i];
        const struct value *v = &row->v[OWNERSHIP + i];

        if (v->set && !value_equal(f, v, &w->v[i]))
            add_words(im, row, _(f->label), field_plain(f, &w->v[i], env, a), field_plain(f, v, env, a));
    }
    r->new_idcard = *r->person.idcard && strcmp(idcard_long(a, w->idcard), idcard_long(a, r->person.idcard)) != 0;
    if (r->new_idcard)
        add_words(im, row, _("Id card"), *w->idcard ? idcard_mask(a, w->idcard) : "", idcard_mask(a, r->person.idcard));
    if (!import_person_new_phones(im, &r->person, r->customer, err))
        return VERDICT_FAILED;
    for (size_t i = 0; i < r->person.nphones; i++)
        add_words(im, row, _("Phone"), "", phone_mask(a, r->person.phones[i]));
    if (!row->words)
        return VERDICT_SAME;
    row->words = arena_printf(a, "%s %s: %s", r->place.code, text_harmless(a, r->person.name), row->words);
    return VERDICT_DIFFERS;
}

/* Somebody else owned it before this import: a resale is an event of its own, never a line of a roster. */
static enum import_verdict
compare_others(struct import *im, struct import_row *row, struct owner_row *r, const struct owning *w, size_t n)
{
    struct arena *a = &im->row_arena;

    for (size_t i = 0; i < n; i++) {
        bool again = w[i].past && is_owner(im, &w[i], r);

        if (!again && (w[i].past || (im->act && w[i].entry == im->act->entry)))
            continue;
        row->words = arena_printf(a, _("%s belongs to %s; %s was not entered. A resale is recorded at the home itself."), r->place.code,
                                  text_harmless(a, w[i].name), text_harmless(a, r->person.name));
        return VERDICT_KEPT;
    }
    row->relative = r->customer ? 0 : import_person_relative(im, &r->person, 0);
    return VERDICT_NEW;
}

static enum import_verdict
compare(struct import *im, struct import_row *row, struct err *err)
{
    struct owner_row *r = arena_alloc(&im->row_arena, sizeof *r);
    struct owning w[16];
    size_t n;
    bool good;

    row->own = r;
    if (!find_home(im, row, r, err))
        return VERDICT_FAILED;
    import_person(im, row, &r->person);
    r->customer = import_person_same(im, &r->person);
    n = read_owners(im, r->home, w, COUNT(w), err, &good);
    if (!good)
        return VERDICT_FAILED;
    for (size_t i = 0; i < n; i++)
        if (!w[i].past && is_owner(im, &w[i], r))
            return compare_owner(im, row, r, &w[i], err);
    return compare_others(im, row, r, w, n);
}

/* ---- writing ---------------------------------------------------------------------------------------------- */

static void
bind_values(struct query *q, struct import *im, const struct import_row *row)
{
    for (int i = OWNERSHIP; i <= NOTE; i++) {
        const struct value *v = &row->v[i];

        if (v->set && im->fields[i].kind == FIELD_DATE)
            query_bind_text(q, day_iso(&im->row_arena, (day)v->num));
        else
            query_bind_text(q, v->set ? v->text : NULL);
    }
}

static bool
change(struct import *im, struct import_row *row, struct owner_row *r, struct err *err)
{
    struct query q = query_begin(im->o->store, &owners_change);

    bind_values(&q, im, row);
    query_bind_int(&q, im->act->entry);
    query_bind_int(&q, r->ownership);
    if (!query_run(&q, err))
        return false;
    if (r->new_idcard) {
        q = query_begin(im->o->store, &owners_idcard);
        query_bind_text(&q, r->person.idcard);
        query_bind_int(&q, im->act->entry);
        query_bind_int(&q, r->customer);
        if (!query_run(&q, err))
            return false;
    }
    return import_person_phones(im, &r->person, r->customer, 0, err);
}

static bool
new_customer(struct import *im, struct import_row *row, struct owner_row *r, struct err *err)
{
    struct record *c = record_new(im->o, reg_get("customer"), &im->row_arena);

    record_set_text(c, "name", r->person.name);
    record_set_text(c, "idcard", r->person.idcard);
    c->id = r->customer = store_new_id(im->o->store);
    return import_person_write(im, row, c, &r->person, 0, err);
}

static bool
bind(struct import *im, struct import_row *row, struct owner_row *r, struct err *err)
{
    struct query q;

    if (!r->customer && !new_customer(im, row, r, err))
        return false;
    q = query_begin(im->o->store, &owners_add);
    query_bind_int(&q, store_new_id(im->o->store));
    query_bind_int(&q, r->home);
    query_bind_int(&q, r->customer);
    bind_values(&q, im, row);
    query_bind_int(&q, im->act->entry);
    if (!query_run(&q, err))
        return false;
    q = query_begin(im->o->store, &owners_sold);
    query_bind_int(&q, im->act->entry);
    query_bind_int(&q, r->home);
    return query_run(&q, err);
}

static bool
write(struct import *im, struct import_row *row, struct err *err)
{
    struct owner_row *r = row->own;

    return (r->ownership ? change(im, row, r, err) : bind(im, row, r, err)) && import_subject(im, "home", r->home, err) &&
           import_subject(im, "customer", r->customer, err);
}

const struct import_kind import_owners = {
    .name = "owners", .fields = owner_columns, .needed = "room name", .start = import_place_start, .check = check,
    .compare = compare, .write = write,
};
