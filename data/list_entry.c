#include "data/registers.h"

#include "base/lang.h"
#include "data/policy.h"

#include <string.h>

/* F-020: the choices of every list. They are added and retired, never deleted; a code never changes. */
static const struct field entry_fields[] = {
    { .name = "list", .label = N_("List"), .headings = "字典|列表", .kind = FIELD_CHOICE, .list = "list", .cols = 36, .required = true, .keep_last = true },
    { .name = "code", .label = N_("Code"), .headings = "代码|编码", .kind = FIELD_TEXT, .cols = 4, .limit = 2, .skip = true,
      .hint = N_("Empty: the next free one.") },
    { .name = "text", .label = N_("Text"), .headings = "名称|内容|文字", .kind = FIELD_TEXT, .cols = 24, .limit = 30, .required = true },
    { .name = "initials", .label = N_("Initials"), .headings = "拼音首字母|首字母", .kind = FIELD_TEXT, .cols = 8, .limit = 12, .skip = true,
      .hint = N_("Only where the usual reading of a character would be wrong.") },
    { .name = "other", .label = N_("Asks for words"), .headings = "需说明|附说明", .kind = FIELD_BOOL, .preset = "0", .skip = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_TEXT, .cols = 30, .skip = true },
    { 0 }
};

static const struct reg_state entry_states[] = { { "active", N_("in use") }, { "retired", N_("retired") }, { 0 } };

static const struct move entry_moves[] = {
    { .id = "retire", .label = N_("Retire"), .from = "active", .to = "retired" },
    { .id = "restore", .label = N_("Use again"), .from = "retired", .to = "active" },
    { 0 }
};

static const char *const entry_tips[] = {
    N_("Entries are added and retired, never deleted: old records go on showing what was chosen then (F-020)."),
    N_("Where one digit chooses, a list offers nine entries at most; retire one before adding another."),
    NULL
};

SQL(entry_code_length, "SELECT length(code) FROM list_entry WHERE list = ? LIMIT 1");
SQL(entry_has_code, "SELECT count(*) FROM list_entry WHERE list = ? AND code = ? AND id <> ?");
SQL(entry_has_text, "SELECT count(*) FROM list_entry WHERE list = ? AND text = ? AND id <> ?");
SQL(entry_active, "SELECT count(*) FROM list_entry WHERE list = ? AND state = 'active' AND id <> ?");

static int64_t
count_of(struct office *o, const struct sql *sql, const struct record *r, const char *second)
{
    struct query q = query_begin(o->store, sql);

    query_bind_text(&q, record_text(r, "list"));
    if (second)
        query_bind_text(&q, second);
    query_bind_int(&q, r->id);
    return query_number(&q, 0);
}

static size_t
code_length(struct office *o, const char *list)
{
    struct query q = query_begin(o->store, &entry_code_length);

    query_bind_text(&q, list);
    return (size_t)query_number(&q, 2);
}

/* 1 to 9, then a to z; or 01 to 99. A code once given is never given again: retired entries count. */
static const char *
next_code(struct office *o, const struct record *r)
{
    bool one = code_length(o, record_text(r, "list")) == 1;

    for (int i = 1; i < (one ? 36 : 100); i++) {
        char *code = !one ? arena_printf(r->arena, "%02d", i) : arena_printf(r->arena, "%c", i < 10 ? '0' + i : 'a' + i - 10);

        if (count_of(o, &entry_has_code, r, code) == 0)
            return code;
    }
    return NULL;
}

static bool
entry_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    (void)a;
    if (!record_value(r, "other")->set)
        record_set_num(r, "other", 0);
    if (r->id == 0 && !record_value(r, "code")->set && record_value(r, "list")->set) {
        record_set_text(r, "code", next_code(o, r));
        if (!record_value(r, "code")->set)
            return err_field(err, "code", _("Every code of this list has been used."));
    }
    return true;
}

/* What identifies an entry stays as it is. */
static bool
is_itself(struct office *o, const struct record *r, struct err *err)
{
    struct record *stored;

    if (r->id == 0)
        return true;
    if (!reg_read(o, r->reg, r->id, r->arena, &stored, err))
        return false;
    if (strcmp(record_text(stored, "list"), record_text(r, "list")) != 0)
        return err_field(err, "list", _("An entry stays in its list. Add a new one to the other list."));
    return strcmp(record_text(stored, "code"), record_text(r, "code")) == 0 ||
           err_field(err, "code", _("A code never changes: records carry it. Retire the entry and add a new one."));
}

static bool
entry_check(struct office *o, const struct record *r, struct err *err)
{
    const char *list = record_text(r, "list"), *code = record_text(r, "code");
    size_t length = code_length(o, list);
    int64_t most = office_list_most(o, list);

    if (!is_itself(o, r, err))
        return false;
    if (strlen(code) != length)
        return err_field(err, "code", _("Codes of this list have the length %d."), (int)length);
    if (strspn(code, length == 1 ? "123456789abcdefghijklmnopqrstuvwxyz" : "0123456789") != length)
        return err_field(err, "code", length == 1 ? _("A code here is one of 1 to 9, a to z.") : _("A code here is two digits."));
    if (count_of(o, &entry_has_code, r, code) > 0)
        return err_field(err, "code", _("The code %s is taken; codes are never given twice."), code);
    if (count_of(o, &entry_has_text, r, record_text(r, "text")) > 0)
        return err_field(err, "text", _("\"%s\" is in this list already (perhaps retired)."), record_text(r, "text"));
    if (most > 0 && strcmp(r->state, "active") == 0 && count_of(o, &entry_active, r, NULL) >= most)
        return err_field(err, "list", _("This list is chosen by one digit and offers %d entries at most. Retire one first."), (int)most);
    return true;
}

const struct reg list_entry_register = {
    .name = "list_entry", .one = N_("Choice"), .many = N_("Lists of choices"), .fields = entry_fields,
    .states = entry_states, .moves = entry_moves,
    .title = "list text", .columns = "list code text initials other state", .order = "list", .search = "list text note",
    .unique = "list text", .settings = true, .saving = entry_saving, .check = entry_check, .tips = entry_tips,
};
