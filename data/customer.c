#include "data/customer.h"

#include "base/idcard.h"
#include "base/lang.h"
#include "base/phone.h"
#include "base/text.h"
#include "data/registers.h"

#include <string.h>

static const struct field customer_fields[] = {
    { .name = "name", .label = N_("Name"), .headings = "姓名|客户姓名|名字|客户", .kind = FIELD_TEXT, .cols = 14, .limit = 40, .required = true },
    { .name = "form", .label = N_("Form of address"), .headings = "称呼", .kind = FIELD_CHOICE, .list = "form_of_address" },
    { .name = "sex", .label = N_("Sex"), .headings = "性别", .kind = FIELD_CHOICE, .list = "sex", .skip = true },
    { .name = "idcard", .label = N_("Id card"), .headings = "证件号|身份证|身份证号|证件号码", .kind = FIELD_IDCARD, .cols = 20, .mask = MASK_IDCARD, .group = "idcard", .skip = true },
    { .name = "born_on", .label = N_("Born"), .headings = "生日|出生日期", .kind = FIELD_DATE, .skip = true },
    { .name = "occupation", .label = N_("Occupation"), .headings = "职业", .kind = FIELD_CHOICE, .list = "occupation" },
    { .name = "occupation_words", .label = N_("Occupation in words"), .kind = FIELD_TEXT, .cols = 16, .skip = true },
    { .name = "channel", .label = N_("Came by"), .headings = "来源渠道|来源|渠道", .kind = FIELD_CHOICE, .list = "channel" },
    { .name = "channel_words", .label = N_("Came by, in words"), .kind = FIELD_TEXT, .cols = 16, .skip = true },
    { .name = "project", .label = N_("Project"), .headings = "意向楼盘", .kind = FIELD_REF, .list = "project", .cols = 16, .skip = true },
    { .name = "consultant", .label = N_("Consultant"), .headings = "顾问|销售顾问|置业顾问", .kind = FIELD_REF, .list = "staff", .cols = 10, .skip = true },
    { .name = "importance", .label = N_("Importance"), .headings = "重要级别", .kind = FIELD_CHOICE, .list = "importance", .skip = true },
    { .name = "star", .label = N_("Stars"), .headings = "星级", .kind = FIELD_NUMBER, .cols = 2, .max = 5, .skip = true },
    { .name = "method_handler", .label = N_("Personal handler"), .headings = "专属处理人", .kind = FIELD_REF, .list = "staff", .cols = 10, .skip = true,
      .hint = N_("Who handles what this customer complains of (CMP-17).") },
    { .name = "consent", .label = N_("Agreed to use for"), .headings = "同意用途", .kind = FIELD_CHOICES, .list = "consent_purpose", .cols = 24, .skip = true },
    { .name = "consent_on", .label = N_("Agreed on"), .kind = FIELD_DATE, .skip = true },
    { .name = "refused", .label = N_("Leaves no contact"), .headings = "拒留", .kind = FIELD_BOOL, .skip = true },
    { .name = "refused_why", .label = N_("Why not"), .kind = FIELD_TEXT, .cols = 24, .skip = true },
    { .name = "no_messages", .label = N_("No mass messages"), .headings = "不发群发", .kind = FIELD_BOOL, .skip = true },
    { .name = "quiet_from", .label = N_("Do not ring from"), .headings = "勿扰起", .kind = FIELD_CLOCK, .skip = true },
    { .name = "quiet_to", .label = N_("until"), .headings = "勿扰止", .kind = FIELD_CLOCK, .skip = true },
    { .name = "likes", .label = N_("Likes"), .headings = "喜好", .kind = FIELD_TEXT, .cols = 30, .skip = true },
    { .name = "avoid", .label = N_("To avoid"), .headings = "忌讳", .kind = FIELD_TEXT, .cols = 30, .skip = true },
    { .name = "family", .label = N_("Family"), .headings = "家庭", .kind = FIELD_TEXT, .cols = 30, .group = "household", .skip = true },
    { .name = "age", .label = N_("Age"), .headings = "年龄段", .kind = FIELD_CHOICE, .list = "age_band", .skip = true },
    { .name = "needs", .label = N_("Needs"), .headings = "潜在需求", .kind = FIELD_TEXT, .cols = 30, .skip = true },
    { .name = "health", .label = N_("Health, pregnancy, hardship"), .headings = "健康", .kind = FIELD_TEXT, .cols = 30, .group = "health", .skip = true },
    { .name = "character", .label = N_("Character"), .headings = "性格", .kind = FIELD_TEXT, .cols = 30, .group = "character", .skip = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

const struct reg customer_register = {
    .name = "customer", .one = N_("Customer record"), .many = N_("Customers"), .fields = customer_fields,
    .title = "name", .columns = "name form occupation channel consultant", .order = "-id", .search = "name",
    .unique = "name idcard", .screen = "screen.customer", .hidden = true,
};

SQL(phones_of, "SELECT id, number, place, coalesce(note, '') AS note FROM customer_phone WHERE customer = ? ORDER BY place, id");
SQL(phone_owners, "SELECT p.customer AS customer FROM customer_phone p JOIN customer c ON c.id = p.customer"
                  " LEFT JOIN find_rank r ON r.customer = c.id WHERE p.number = ? AND c.merged_into IS NULL"
                  " ORDER BY r.rank IS NULL, r.rank DESC, c.id DESC LIMIT ?");
SQL(same_idcard, "SELECT id FROM customer WHERE idcard IN (?1, ?2) ORDER BY merged_into IS NOT NULL, id LIMIT 1");
SQL(same_name_phone, "SELECT c.id AS id FROM customer_phone p JOIN customer c ON c.id = p.customer"
                     " WHERE p.number = ? AND c.name = ? AND c.merged_into IS NULL ORDER BY c.id LIMIT 1");
SQL(same_named, "SELECT name FROM customer WHERE id = ?");
SQL(phone_put, "INSERT INTO customer_phone(id, customer, number, place, entry) VALUES (?, ?, ?, ?, ?)"
               " ON CONFLICT(customer, number) DO UPDATE SET place = excluded.place, entry = excluded.entry"
               " WHERE customer_phone.place <> excluded.place");
SQL(phone_add, "INSERT INTO customer_phone(id, customer, number, place, entry)"
               " SELECT ?1, ?2, ?3, 1 + coalesce((SELECT max(place) FROM customer_phone WHERE customer = ?2), 0), ?4"
               " WHERE NOT EXISTS (SELECT 1 FROM customer_phone WHERE customer = ?2 AND number = ?3)");
SQL(phone_retire, "DELETE FROM customer_phone WHERE id = ?");

/* ---- phones ------------------------------------------------------------------------------------ */

bool
customer_phones(struct office *o, int64_t customer, struct arena *a, struct customer_phone **out, size_t *count, struct err *err)
{
    struct query q = query_begin(o->store, &phones_of);
    size_t room = 0;

    *out = NULL;
    *count = 0;
    query_bind_int(&q, customer);
    while (query_next(&q)) {
        *out = arena_grow(a, *out, *count, &room, sizeof **out);
        (*out)[(*count)++] = (struct customer_phone){
            .id = query_int(&q, "id"), .number = query_text(&q, "number", a),
            .place = query_int(&q, "place"), .note = query_text(&q, "note", a),
        };
    }
    return query_end(&q, err);
}

bool
customer_by_phone(struct office *o, const char *number, int64_t *out, size_t max, size_t *count, struct err *err)
{
    struct query q = query_begin(o->store, &phone_owners);

    query_bind_text(&q, number);
    query_bind_int(&q, (int64_t)max);
    for (*count = 0; *count < max && query_next(&q); ++*count)
        out[*count] = query_int(&q, "customer");
    return query_end(&q, err);
}

/* ---- who is who -------------------------------------------------------------------------------- */

/* The same number as it was written before 1999, where there is one: born in 19.. */
static char *
idcard_short(struct arena *a, const char *number)
{
    if (strlen(number) != 18 || strncmp(number + 6, "19", 2) != 0)
        return arena_strdup(a, number);
    return arena_printf(a, "%.6s%.9s", number, number + 8);
}

static int64_t
same_by_idcard(struct office *o, const char *idcard)
{
    struct arena a = { 0 };
    struct query q = query_begin(o->store, &same_idcard);
    char *whole = idcard_long(&a, idcard);
    int64_t found;

    query_bind_text(&q, whole);
    query_bind_text(&q, idcard_short(&a, whole));
    found = query_number(&q, 0);
    arena_free(&a);
    return found ? customer_now(o, found) : 0;
}

int64_t
customer_same(struct office *o, const char *name, const char *phone, const char *idcard)
{
    int64_t found = idcard && *idcard ? same_by_idcard(o, idcard) : 0;
    struct query q;

    if (found || !phone || !*phone)
        return found;
    q = query_begin(o->store, &same_name_phone);
    query_bind_text(&q, phone);
    query_bind_text(&q, name);
    return query_number(&q, 0);
}

/* ---- writing ------------------------------------------------------------------------------------- */

static bool
canonical(const char *const *phones, size_t nphones, struct arena *a, char ***out, struct err *err)
{
    *out = arena_alloc(a, (nphones + 1) * sizeof **out);
    for (size_t i = 0; i < nphones; i++) {
        const char *why = NULL;

        if (phone_parse(a, phones[i], &(*out)[i], &why) == PHONE_NONE)
            return err_field(err, "phone", "%s", why ? why : phones[i]);
    }
    return true;
}

bool
customer_write(struct office *o, struct action *a, struct record *r, const char *const *phones, size_t nphones, struct err *err)
{
    char **numbers;

    if (!canonical(phones, nphones, &a->arena, &numbers, err) || !reg_write(o, a, r, err))
        return false;
    for (size_t i = 0; i < nphones; i++) {
        struct query q = query_begin(o->store, &phone_add);

        query_bind_int(&q, store_new_id(o->store));
        query_bind_int(&q, r->id);
        query_bind_text(&q, numbers[i]);
        query_bind_int(&q, a->entry);
        if (!query_run(&q, err))
            return false;
    }
    return true;
}

static bool
retire_others(struct office *o, struct action *a, int64_t customer, char *const *numbers, size_t n, struct err *err)
{
    struct customer_phone *had;
    size_t nhad;

    if (!customer_phones(o, customer, &a->arena, &had, &nhad, err))
        return false;
    for (size_t i = 0; i < nhad; i++) {
        struct query q;
        bool stays = false;

        for (size_t k = 0; k < n; k++)
            stays |= strcmp(had[i].number, numbers[k]) == 0;
        if (stays)
            continue;
        q = query_begin(o->store, &phone_retire);
        query_bind_int(&q, had[i].id);
        if (!query_run(&q, err))
            return false;
    }
    return true;
}

/* The phones are exactly these, in this order. */
static bool
set_phones(struct office *o, struct action *a, int64_t customer, char *const *numbers, size_t n, struct err *err)
{
    if (!retire_others(o, a, customer, numbers, n, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        struct query q = query_begin(o->store, &phone_put);

        query_bind_int(&q, store_new_id(o->store));
        query_bind_int(&q, customer);
        query_bind_text(&q, numbers[i]);
        query_bind_int(&q, (int64_t)i + 1);
        query_bind_int(&q, a->entry);
        if (!query_run(&q, err))
            return false;
    }
    return true;
}

/* RCP-10: a way to reach them, or that they did not want to leave one, with a word why. */
static bool
reachable(struct record *r, size_t nphones, struct err *err)
{
    if (record_num(r, "refused") && !record_value(r, "refused_why")->set)
        return err_field(err, "refused_why", _("Say why no contact is left (RCP-10)."));
    if (nphones || record_value(r, "idcard")->set || record_num(r, "refused"))
        return true;
    return err_field(err, "phone", _("A phone or an id card is needed, or that the customer leaves no contact (RCP-10)."));
}

static bool
nobody_else(struct office *o, const struct record *r, char *const *numbers, size_t n, struct arena *a, struct err *err)
{
    const char *name = record_text(r, "name"), *idcard = record_text(r, "idcard");
    int64_t other = customer_same(o, name, NULL, idcard);
    struct query q;
    char *other_name = NULL;

    for (size_t i = 0; i < n && (!other || other == r->id); i++)
        other = customer_same(o, name, numbers[i], NULL);
    if (!other || other == r->id)
        return true;
    q = query_begin(o->store, &same_named);
    query_bind_int(&q, other);
    if (query_next(&q))
        other_name = query_text(&q, "name", a);
    query_end(&q, NULL);
    return err_field(err, n ? "phone" : "idcard", _("%s is there already with this phone or id card: open that record, or merge the two."),
                     text_harmless(a, other_name ? other_name : name));
}

/* A correction says what was changed, so that the timeline can be read without opening each entry. */
static const char *
save_summary(struct office *o, struct action *a, const struct record *r, const struct record *stored, const char *why)
{
    const char *name = record_text(r, "name"), *changes = stored ? record_changes(o, stored, r, &a->arena) : "";

    if (!stored)
        return arena_printf(&a->arena, _("New customer: %s"), name);
    return arena_printf(&a->arena, "%s%s%s%s%s", arena_printf(&a->arena, _("Customer record corrected: %s"), name),
                        *changes ? ", " : "", changes, why && *why ? ", " : "", why ? why : "");
}

bool
customer_save(struct office *o, struct record *r, const char *const *phones, size_t nphones, const char *why, struct err *err)
{
    struct action a;
    struct record *stored = NULL;
    int64_t before = r->id, entry;
    char **numbers;

    if (!office_must(o, "customer.edit", "do", err) ||
        !office_begin(o, &a, before ? "customer.edit" : "customer.new", 0, err))
        return false;
    entry = a.entry;
    action_arg(&a, "why", why);
    if (!canonical(phones, nphones, &a.arena, &numbers, err) || !reachable(r, nphones, err) ||
        (before && !reg_unchanged(o, r, &stored, &a.arena, err)) || !nobody_else(o, r, numbers, nphones, &a.arena, err) ||
        !reg_write(o, &a, r, err) || !set_phones(o, &a, r->id, numbers, nphones, err)) {
        r->id = before;
        return action_fail(&a);
    }
    a.summary = save_summary(o, &a, r, stored, why);
    if (!action_commit(&a, err)) {
        r->id = before;
        return false;
    }
    r->entry = entry;
    return true;
}
