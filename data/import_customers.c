/* Import of customers: one person is the same id card, else the same name and phone. */
#include "data/customer.h"
#include "data/engine/register_sql.h"
#include "data/import_private.h"

#include "base/idcard.h"
#include "base/lang.h"
#include "base/phone.h"
#include "base/text.h"

#include <string.h>

enum { KEY_PHONE, KEY_IDCARD, KEY_NAME };

static const struct field customer_columns[] = {
    { .name = "name", .label = N_("Name"), .headings = "姓名|客户姓名|名字|客户|客户名称|业主姓名", .kind = FIELD_TEXT, .cols = 14, .limit = 40 },
    { .name = "phone", .label = N_("Phone"), .headings = "手机|电话|手机号|手机号码|联系电话|电话号码|联系方式|移动电话", .kind = FIELD_PHONE, .mask = MASK_PHONE },
    { .name = "phones", .label = N_("Further phones"), .headings = "其他电话|备用电话|手机2|电话2|全部电话", .kind = FIELD_PHONE, .mask = MASK_PHONE },
    { .name = "project", .label = N_("Project"), .headings = "意向楼盘|楼盘|项目|意向项目", .kind = FIELD_REF, .list = "project" },
    { 0 }
};

SQL(customers_suspects, "INSERT OR IGNORE INTO import_look(n, verdict)"
    " SELECT k.n, 0 FROM import_key k CROSS JOIN customer_phone p WHERE k.owner = 0 AND p.number = k.key"
    " UNION SELECT k.n, 0 FROM import_key k CROSS JOIN customer c WHERE k.owner = 1"
    " AND c.idcard IN (k.key, substr(k.key, 1, 6) || substr(k.key, 9, 9))"
    " UNION SELECT k.n, 0 FROM import_key k CROSS JOIN customer c WHERE k.owner = 2 AND c.name = k.key AND c.refused = 1");
SQL(customers_contactless, "SELECT c.id FROM customer c WHERE c.name = ? AND c.refused = 1 AND c.idcard IS NULL AND c.merged_into IS NULL"
                        " AND NOT EXISTS (SELECT 1 FROM customer_phone p WHERE p.customer = c.id) ORDER BY c.id LIMIT 1");
SQL(customers_phone, "INSERT INTO customer_phone(id, customer, number, place, entry)"
                     " SELECT ?1, ?2, ?3, 1 + coalesce((SELECT max(place) FROM customer_phone WHERE customer = ?2), 0), ?4"
                     " WHERE NOT EXISTS (SELECT 1 FROM customer_phone WHERE customer = ?2 AND number = ?3)");
SQL(customers_first_phone, "INSERT INTO customer_phone(id, customer, number, place, entry) VALUES (?, ?, ?, 1, ?)");
SQL(customers_name, "SELECT name FROM customer WHERE id = ?");

/* ---- people, also for owners --------------------------------------------------------------------- */

static void
add_phones(struct import *im, struct person *p, const char *joined)
{
    char *copy = arena_strdup(&im->row_arena, joined), *save = NULL;

    for (char *one = strtok_r(copy, " ", &save); one && p->nphones < COUNT(p->phones); one = strtok_r(NULL, " ", &save)) {
        bool there = false;

        for (size_t i = 0; i < p->nphones && !there; i++)
            there = strcmp(p->phones[i], one) == 0;
        if (!there)
            p->phones[p->nphones++] = one;
    }
}

void
import_person(struct import *im, struct import_row *row, struct person *out)
{
    memset(out, 0, sizeof *out);
    out->name = import_text(im, row, "name");
    out->idcard = import_text(im, row, "idcard");
    add_phones(im, out, import_text(im, row, "phone"));
    add_phones(im, out, import_text(im, row, "phones"));
}

int64_t
import_person_same(struct import *im, const struct person *p)
{
    int64_t found = *p->idcard ? customer_same(im->o, p->name, NULL, p->idcard) : 0;

    for (size_t i = 0; i < p->nphones && !found; i++)
        found = customer_same(im->o, p->name, p->phones[i], NULL);
    return found;
}

int64_t
import_person_relative(struct import *im, const struct person *p, int64_t self)
{
    int64_t ids[4];
    size_t n;

    for (size_t i = 0; i < p->nphones; i++) {
        if (!customer_by_phone(im->o, p->phones[i], ids, COUNT(ids), &n, NULL))
            continue;
        for (size_t k = 0; k < n; k++)
            if (ids[k] != self)
                return ids[k];
    }
    return 0;
}

bool
import_person_new_phones(struct import *im, struct person *p, int64_t customer, struct err *err)
{
    struct customer_phone *have;
    size_t n, kept = 0;

    if (!customer_phones(im->o, customer, &im->row_arena, &have, &n, err))
        return false;
    for (size_t i = 0; i < p->nphones; i++) {
        bool there = false;

        for (size_t k = 0; k < n && !there; k++)
            there = strcmp(have[k].number, p->phones[i]) == 0;
        if (!there)
            p->phones[kept++] = p->phones[i];
    }
    p->nphones = kept;
    return true;
}

bool
import_person_phones(struct import *im, const struct person *p, int64_t customer, int64_t phone_id, struct err *err)
{
    for (size_t i = 0; i < p->nphones; i++) {
        bool first = i == 0 && phone_id;
        struct query q = query_begin(im->o->store, first ? &customers_first_phone : &customers_phone);

        query_bind_int(&q, first ? phone_id : store_new_id(im->o->store));
        query_bind_int(&q, customer);
        query_bind_text(&q, p->phones[i]);
        query_bind_int(&q, im->act->entry);
        if (!query_run(&q, err))
            return false;
    }
    return true;
}

static const char *
name_of(struct import *im, int64_t customer)
{
    struct query q = query_begin(im->o->store, &customers_name);
    char *name = "";

    query_bind_int(&q, customer);
    if (query_next(&q))
        name = query_text(&q, "name", &im->row_arena);
    query_end(&q, NULL);
    return name;
}

static const char *
other_relation(struct import *im)
{
    const struct option_list *list = office_list(im->o, "relation");

    for (size_t i = 0; list && i < list->count; i++)
        if (list->options[i].other)
            return list->options[i].code;
    return list && list->count ? list->options[0].code : "";
}

static bool
relate(struct import *im, struct import_row *row, const struct record *r, const struct person *p, struct err *err)
{
    char *line = arena_printf(&im->row_arena, _("%s has the phone of %s (%s): entered as a second person of the household."),
                              text_harmless(&im->row_arena, p->name), text_harmless(&im->row_arena, name_of(im, row->relative)),
                              phone_mask(&im->row_arena, p->phones[0]));

    return customer_relate(im->o, im->act, row->relative, r->id, other_relation(im), err) &&
           import_said(im, IMPORT_SAID_FAMILY, row, line, err);
}

bool
import_person_write(struct import *im, struct import_row *row, struct record *r, const struct person *p, int64_t phone_id, struct err *err)
{
    return register_sql_write(im->o, r, true, im->act->entry, err) && import_person_phones(im, p, r->id, phone_id, err) &&
           (row->relative == 0 || relate(im, row, r, p, err)) && import_subject(im, "customer", r->id, err);
}

/* ---- the kind ------------------------------------------------------------------------------------------ */

/* --project is where the people of the roster want to buy. */
static bool
start(struct import *im, struct err *err)
{
    struct value *dflt = arena_alloc(&im->arena, sizeof *dflt);
    int i = import_field(im, "project");

    im->own = dflt;
    if (!im->wish->project || field_read(&im->fields[i], im->wish->project, &im->o->env, &im->arena, dflt, err))
        return true;
    return err_set(err, ERR_INPUT, _("There is no project \"%s\"."), im->wish->project);
}

static bool
check(struct import *im, struct import_row *row, struct err *err)
{
    struct person p;
    struct value *refused = import_value(im, row, "refused"), *project = import_value(im, row, "project");
    const struct value *dflt = im->own;

    if (!project->set)
        *project = *dflt;
    import_person(im, row, &p);
    if (!*p.name)
        return err_field(err, "name", _("The name is missing."));
    if (!p.nphones && !*p.idcard && !(refused->set && refused->num))
        return err_field(err, "phone", _("A phone or an id card is needed, so that the person is known again."));
    if (*p.idcard && !import_key(im, row, KEY_IDCARD, idcard_long(&im->row_arena, p.idcard), err))
        return false;
    if (!p.nphones && !*p.idcard && !import_key(im, row, KEY_NAME, p.name, err))
        return false;
    for (size_t i = 0; i < p.nphones; i++)
        if (!import_key(im, row, KEY_PHONE, p.phones[i], err))
            return false;
    return true;
}

/* Who left no contact is known by the name alone: a list read twice must not double them. */
static int64_t
same_without_contact(struct import *im, const struct person *p)
{
    struct query q;

    if (p->nphones || *p->idcard)
        return 0;
    q = query_begin(im->o->store, &customers_contactless);
    query_bind_text(&q, p->name);
    return query_number(&q, 0);
}

static enum import_verdict
compare(struct import *im, struct import_row *row, struct err *err)
{
    struct arena *a = &im->row_arena;
    struct person p;
    struct record *r;
    const char *words;

    import_person(im, row, &p);
    row->target = import_person_same(im, &p);
    if (row->target == 0)
        row->target = same_without_contact(im, &p);
    if (row->target == 0) {
        row->relative = import_person_relative(im, &p, 0);
        return VERDICT_NEW;
    }
    if (!reg_read(im->o, reg_get("customer"), row->target, a, &r, err) || !import_person_new_phones(im, &p, row->target, err))
        return VERDICT_FAILED;
    words = import_differences(im, row, r);
    if (!words && !p.nphones)
        return VERDICT_SAME;
    row->words = arena_printf(a, "%s: %s", text_harmless(a, p.name), words ? words : "");
    for (size_t i = 0; i < p.nphones; i++)
        row->words = arena_printf(a, "%s%s%s +%s", row->words, words || i ? ", " : "", _("Phone"), phone_mask(a, p.phones[i]));
    return VERDICT_DIFFERS;
}

static bool
twins(struct import *im, const struct import_row *a, const struct import_row *b)
{
    struct person p, q;

    import_person(im, (struct import_row *)a, &p);
    import_person(im, (struct import_row *)b, &q);
    if (*p.idcard && *q.idcard && strcmp(idcard_long(&im->row_arena, p.idcard), idcard_long(&im->row_arena, q.idcard)) == 0)
        return true;
    if (strcmp(p.name, q.name) != 0)
        return false;
    if (!p.nphones && !*p.idcard && !q.nphones && !*q.idcard)
        return true;
    for (size_t i = 0; i < p.nphones; i++)
        for (size_t k = 0; k < q.nphones; k++)
            if (strcmp(p.phones[i], q.phones[k]) == 0)
                return true;
    return false;
}

static bool
update(struct import *im, struct import_row *row, struct person *p, struct err *err)
{
    return import_person_new_phones(im, p, row->target, err) && register_sql_write(im->o, row->record, false, im->act->entry, err) &&
           import_person_phones(im, p, row->target, 0, err) && import_subject(im, "customer", row->target, err);
}

static bool
write(struct import *im, struct import_row *row, struct err *err)
{
    struct person p;
    struct record *r;

    import_person(im, row, &p);
    if (row->target)
        return update(im, row, &p, err);
    r = record_new(im->o, reg_get("customer"), &im->row_arena);
    import_put_values(im, row, r);
    r->id = import_id(im, row, 0);
    return import_person_write(im, row, r, &p, import_id(im, row, 1), err);
}

static const char *const customer_tables[] = { "customer", "customer_phone", NULL };

const struct import_kind import_customers = {
    .name = "customers", .reg = "customer", .fields = customer_columns, .needed = "name phone|idcard", .ids = 2,
    .tables = customer_tables, .suspects = &customers_suspects, .start = start, .check = check, .compare = compare,
    .twins = twins, .write = write,
};
