#include "data/register.h"

#include "base/lang.h"
#include "base/pinyin.h"
#include "base/text.h"
#include "data/engine/find.h"
#include "data/engine/journal.h"
#include "data/engine/register_sql.h"
#include "data/registers.h"
#include "data/task.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REFS_READ 500       /* rows looked through for a reference of a small register */

const struct reg *
reg_at(size_t i)
{
    return i < registers_count ? registers[i] : NULL;
}

const struct reg *
reg_get(const char *name)
{
    for (size_t i = 0; i < registers_count; i++)
        if (strcmp(registers[i]->name, name) == 0)
            return registers[i];
    return NULL;
}

/* Is the word among those of a list separated by blanks? */
static bool
among(const char *words, const char *word)
{
    size_t n = strlen(word);

    for (const char *w = words; w && *w;) {
        size_t len = strcspn(w, " ");

        if ((len == n && strncmp(w, word, n) == 0) || (len == 1 && *w == '*'))
            return true;
        w += len + (w[len] == ' ');
    }
    return false;
}

/* ---- records ---------------------------------------------------------------------------------- */

struct record *
record_new(struct office *o, const struct reg *reg, struct arena *a)
{
    struct record *r = arena_alloc(a, sizeof *r);
    size_t n = field_count(reg->fields);

    r->reg = reg;
    r->state = reg->states ? reg->states[0].id : "";
    r->v = arena_alloc(a, n * sizeof *r->v);
    office_now(o);
    for (size_t i = 0; i < n; i++) {
        const struct field *f = &reg->fields[i];

        if (f->kind == FIELD_REF && strcmp(f->list, "project") == 0 && o->project)
            r->v[i] = (struct value){ .set = true, .num = o->project };
        else if (f->preset)
            field_parse(f, f->preset, &o->env, a, &r->v[i], NULL);
    }
    return r;
}

struct value *
record_value(struct record *r, const char *field)
{
    int i = field_index(r->reg->fields, field);

    if (i < 0) {
        fprintf(stderr, "qiantai: register %s has no field %s\n", r->reg->name, field);
        abort();
    }
    return &r->v[i];
}

const char *
record_text(const struct record *r, const char *field)
{
    const struct value *v = record_value((struct record *)r, field);

    return v->set && v->text ? v->text : "";
}

int64_t
record_num(const struct record *r, const char *field)
{
    const struct value *v = record_value((struct record *)r, field);

    return v->set ? v->num : 0;
}

void
record_set_text(struct record *r, const char *field, const char *text)
{
    *record_value(r, field) = (struct value){ .set = text && *text, .text = text };
}

void
record_set_num(struct record *r, const char *field, int64_t num)
{
    *record_value(r, field) = (struct value){ .set = true, .num = num };
}

void
record_clear(struct record *r, const char *field)
{
    *record_value(r, field) = (struct value){ 0 };
}

char *
record_title(struct office *o, const struct record *r, struct arena *a)
{
    struct buf b = { 0 };
    char *names = arena_strdup(a, r->reg->title), *save = NULL, *out;

    for (char *name = strtok_r(names, " ", &save); name; name = strtok_r(NULL, " ", &save)) {
        int i = field_index(r->reg->fields, name);
        char *shown = field_show_masked(&r->reg->fields[i], &r->v[i], &o->env, a);

        if (!*shown)
            continue;
        if (b.size)
            buf_putc(&b, ' ');
        buf_puts(&b, shown);
    }
    out = arena_strdup(a, b.text);
    buf_free(&b);
    return out;
}

bool
reg_read(struct office *o, const struct reg *reg, int64_t id, struct arena *a, struct record **out, struct err *err)
{
    if (!register_sql_read(o, reg, id, a, out, err))
        return false;
    return *out || err_set(err, ERR_MISSING, _("There is no such record (%s)."), _(reg->one));
}

bool
reg_window(struct office *o, const struct reg *reg, const struct reg_filter *f, const struct reg_key *from, bool backwards,
           struct arena *a, struct record **out, size_t max, size_t *count, struct err *err)
{
    return register_sql_window(o, reg, f, from, backwards, a, out, max, count, err);
}

int64_t
reg_total(struct office *o, const struct reg *reg, const struct reg_filter *f)
{
    return register_sql_total(o, reg, f);
}

struct reg_key
reg_key_of(const struct record *r)
{
    const char *order = r->reg->order ? r->reg->order : "id";
    int i = field_index(r->reg->fields, *order == '-' ? order + 1 : order);
    struct reg_key key = { .id = r->id, .num = r->id, .text = "" };

    if (i < 0)
        return key;
    key.num = r->v[i].set ? r->v[i].num : 0;
    key.text = r->v[i].set && r->v[i].text ? r->v[i].text : "";
    return key;
}

bool
reg_same(struct office *o, const struct record *r, struct arena *a, struct record **out, struct err *err)
{
    struct buf all = { 0 };
    bool good;

    if (r->reg->unique)
        return register_sql_same(o, r, r->reg->unique, a, out, err);
    for (const struct field *f = r->reg->fields; f->name; f++)
        buf_printf(&all, "%s%s", all.size ? " " : "", f->name);
    good = register_sql_same(o, r, all.text, a, out, err);
    buf_free(&all);
    return good;
}

/* ---- checks ------------------------------------------------------------------------------------------ */

static bool
check_fields(struct office *o, const struct record *r, struct err *err)
{
    const struct field *fields = r->reg->fields;
    int missing = field_first_missing(fields, r->v);

    if (missing >= 0)
        return err_field(err, fields[missing].name, _("%s is still missing."), _(fields[missing].label));
    for (int i = 0; fields[i].name; i++)
        if (r->v[i].set && field_applies(fields, i, r->v) && fields[i].check &&
            !fields[i].check(&fields[i], &r->v[i], &o->env, err))
            return false;
    return !r->reg->check || r->reg->check(o, r, err);
}

/* Somebody may have written it since it was read: nobody's words are overwritten unseen. */
static bool
unchanged(struct office *o, const struct record *r, struct record **stored, struct arena *a, struct err *err)
{
    struct entry e;

    if (!reg_read(o, r->reg, r->id, a, stored, err))
        return false;
    if ((*stored)->entry == r->entry)
        return true;
    if (!journal_get(o->store, (*stored)->entry, a, &e, NULL))
        return err_set(err, ERR_CHANGED, _("Somebody else has changed this record meanwhile. Look at it again, then save."));
    return err_set(err, ERR_CHANGED, _("%s changed this record at %s (%s). Your text is kept as a draft: look, then save again."),
                   e.staff_name[0] ? e.staff_name : e.desk, moment_show(a, e.at, office_now(o), o->zone), e.summary);
}

/* ---- tasks of a record ---------------------------------------------------------------------------------- */

SQL(raise_open, "SELECT turn FROM task WHERE kind = ? AND about = ? AND matter = ? AND done IS NULL ORDER BY turn DESC LIMIT 1");
SQL(raise_others, "UPDATE task SET done = max(started, ?), outcome = ?, entry = ? WHERE kind = ? AND about = ? AND matter = ?"
                  " AND turn <> ? AND done IS NULL");

static int64_t
turn_of(struct office *o, struct action *a, const struct record *r, const struct reg_raise *raise)
{
    struct query q;

    if (raise->date)
        return record_num(r, raise->date);      /* a new date is a new duty */
    q = query_begin(o->store, &raise_open);
    query_bind_text(&q, raise->task);
    query_bind_text(&q, r->reg->name);
    query_bind_int(&q, r->id);
    return query_number(&q, a->entry);
}

static bool
end_other_turns(struct office *o, struct action *a, const struct record *r, const struct reg_raise *raise, int64_t turn, struct err *err)
{
    struct query q = query_begin(o->store, &raise_others);

    query_bind_int(&q, a->actor.now);
    query_bind_text(&q, _("Replaced by a new date"));
    query_bind_int(&q, a->entry);
    query_bind_text(&q, raise->task);
    query_bind_text(&q, r->reg->name);
    query_bind_int(&q, r->id);
    query_bind_int(&q, turn);
    return query_run(&q, err);
}

static int64_t
ref_value(const struct record *r, const char *name)
{
    int i = field_index(r->reg->fields, name);

    return i >= 0 && r->v[i].set && r->reg->fields[i].kind == FIELD_REF ? r->v[i].num : 0;
}

static bool
raise_for(struct office *o, struct action *a, const struct record *r, const struct reg_raise *raise, struct err *err)
{
    bool wanted = (!raise->states || among(raise->states, r->state)) &&
                  (!raise->date || record_value((struct record *)r, raise->date)->set);
    struct task_wish w = {
        .kind = raise->task, .about = r->reg->name, .matter = r->id, .rule = raise->rule, .role = raise->role,
        .policy_warn = raise->warn, .policy_red = raise->red, .plan = raise->plan,
        .customer = ref_value(r, "customer"), .home = ref_value(r, "home"), .project = ref_value(r, "project"),
    };

    if (!wanted)
        return task_end(o, a, raise->task, r->reg->name, r->id, _("No longer due"), err);
    if (raise->date) {
        w.anchor = moment_at((day)record_num(r, raise->date), 0, o->zone);
        w.due = moment_at((day)record_num(r, raise->date) + 1, 0, o->zone);    /* until 24:00 of that day (TIME-04) */
    }
    w.turn = turn_of(o, a, r, raise);
    w.text = arena_printf(&a->arena, "%s: %s", _(raise->text), record_title(o, r, &a->arena));
    return end_other_turns(o, a, r, raise, w.turn, err) && task_raise(o, a, &w, err);
}

static bool
reconcile_tasks(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    for (const struct reg_raise *raise = r->reg->raises; raise && raise->task; raise++)
        if (!raise_for(o, a, r, raise, err))
            return false;
    return true;
}

/* ---- writing ----------------------------------------------------------------------------------------------- */

static void
name_subjects(struct action *a, const struct record *r)
{
    char *copy = arena_strdup(&a->arena, r->reg->subjects), *save = NULL;

    action_subject(a, r->reg->name, r->id);
    for (char *name = strtok_r(copy, " ", &save); name; name = strtok_r(NULL, " ", &save)) {
        int i = field_index(r->reg->fields, name);

        if (i >= 0 && r->v[i].set)
            action_subject(a, r->reg->fields[i].list, r->v[i].num);
    }
}

bool
reg_write(struct office *o, struct action *a, struct record *r, struct err *err)
{
    bool insert = r->id == 0;

    if (!check_fields(o, r, err))
        return false;
    if (insert)
        r->id = store_new_id(o->store);
    name_subjects(a, r);
    if (!register_sql_write(o, r, insert, a->entry, err) || !reconcile_tasks(o, a, r, err) ||
        (r->reg->saved && !r->reg->saved(o, a, r, err))) {
        if (insert)
            r->id = 0;
        return false;
    }
    return true;
}

static char *
edit_right(const struct reg *reg, struct arena *a)
{
    static const char *const own[] = { "customer", "home", "project" };

    for (size_t i = 0; i < COUNT(own); i++)
        if (strcmp(reg->name, own[i]) == 0)
            return arena_printf(a, "%s.edit", own[i]);
    if (strcmp(reg->name, "building") == 0)
        return arena_strdup(a, "project.edit");
    return arena_printf(a, "register.%s.edit", reg->name);
}

static bool
finish_write(struct office *o, struct action *a, struct record *r, int64_t id_before, struct err *err)
{
    int64_t entry = a->entry;
    struct err local = { 0 };

    (void)o;
    if (action_commit(a, err ? err : &local)) {
        r->entry = entry;
        return true;
    }
    r->id = id_before;
    return false;
}

bool
reg_save(struct office *o, struct record *r, const char *why, struct err *err)
{
    struct action a;
    struct arena names = { 0 };
    struct record *stored;
    int64_t before = r->id;
    bool good = office_must(o, edit_right(r->reg, &names), "do", err) &&
                office_begin(o, &a, arena_printf(&names, "%s.%s", r->reg->name, before ? "edit" : "new"), 0, err);

    if (good) {
        action_arg(&a, "why", why);
        good = (before == 0 || unchanged(o, r, &stored, &a.arena, err)) && reg_write(o, &a, r, err);
        if (good) {
            a.summary = arena_printf(&a.arena, "%s %s", _(r->reg->one), record_title(o, r, &a.arena));
            good = finish_write(o, &a, r, before, err);
        } else {
            action_fail(&a);
        }
    }
    arena_free(&names);
    return good;
}

size_t
reg_moves(const struct office *o, const struct record *r, const struct move **out, size_t max)
{
    struct arena a = { 0 };
    size_t n = 0;

    for (const struct move *m = r->reg->moves; m && m->id && n < max; m++) {
        bool approve = m->right && strcmp(m->right, "approve") == 0;
        char *what = approve ? arena_printf(&a, "%s.approve", r->reg->name) : edit_right(r->reg, &a);

        if (among(m->from, r->state) && strcmp(m->to, r->state) != 0 && office_can(o, what, approve ? "approve" : "do"))
            out[n++] = m;
    }
    arena_free(&a);
    return n;
}

static bool
may_move(const struct office *o, const struct record *r, const struct move *m, const char *reason, struct err *err)
{
    const struct move *may[16];
    size_t n = reg_moves(o, r, may, COUNT(may));

    if (m->reason && (!reason || !*reason))
        return err_set(err, ERR_INPUT, _("%s: a reason is needed."), _(m->label));
    for (size_t i = 0; i < n; i++)
        if (may[i] == m)
            return true;
    return err_set(err, ERR_REFUSED, _("%s is not possible now, or not allowed to you."), _(m->label));
}

static const char *
state_label(const struct reg *reg, const char *state)
{
    for (const struct reg_state *s = reg->states; s && s->id; s++)
        if (strcmp(s->id, state) == 0)
            return _(s->label);
    return state;
}

bool
reg_move(struct office *o, struct record *r, const struct move *m, const char *reason, struct err *err)
{
    struct action a;
    struct arena names = { 0 };
    struct record *stored;
    const char *before = r->state;
    bool good = may_move(o, r, m, reason, err) &&
                office_begin(o, &a, arena_printf(&names, "%s.%s", r->reg->name, m->id), 0, err);

    if (good) {
        r->state = m->to;
        action_arg(&a, "reason", reason);
        good = unchanged(o, r, &stored, &a.arena, err) && reg_write(o, &a, r, err);
        if (good) {
            a.summary = arena_printf(&a.arena, "%s %s: %s%s%s", _(r->reg->one), record_title(o, r, &a.arena),
                                     state_label(r->reg, m->to), reason && *reason ? ", " : "", reason ? reason : "");
            good = finish_write(o, &a, r, r->id, err);
        } else {
            action_fail(&a);
        }
        if (!good)
            r->state = before;
    }
    arena_free(&names);
    return good;
}

/* ---- references ------------------------------------------------------------------------------------------------ */

SQL(ref_customer, "SELECT c.name AS name, (SELECT number FROM customer_phone p WHERE p.customer = c.id ORDER BY place LIMIT 1) AS phone"
                  " FROM customer c WHERE c.id = ?");
SQL(ref_home_list, "SELECT id, code FROM home WHERE (code >= ?1 AND code < ?1 || '\x7f') AND (?2 = 0 OR project = ?2) ORDER BY code LIMIT ?3");
SQL(ref_home_joined, "SELECT id, code FROM home WHERE replace(code, '-', '') = ?1 AND (?2 = 0 OR project = ?2) ORDER BY code LIMIT ?3");

static size_t
customer_refs(struct office *o, const char *typed, struct arena *a, struct option *out, size_t max)
{
    int64_t ids[32], ranks[32];
    size_t n = 0;

    if (max > COUNT(ids))
        max = COUNT(ids);
    if (*typed)
        find_customers(o->store, typed, 0, ids, ranks, max, &n, NULL);
    else
        find_recent(o->store, 0, ids, ranks, max, &n, NULL);
    for (size_t i = 0; i < n; i++)
        out[i] = (struct option){ .code = "", .id = ids[i], .text = reg_ref_text(o, "customer", ids[i], a) };
    return n;
}

static size_t
home_rows(struct office *o, const struct sql *sql, const char *typed, struct arena *a, struct option *out, size_t max)
{
    struct query q = query_begin(o->store, sql);
    size_t n = 0;

    query_bind_text(&q, typed);
    query_bind_int(&q, o->project);
    query_bind_int(&q, (int64_t)max);
    while (n < max && query_next(&q)) {
        char *code = query_text(&q, "code", a);

        out[n++] = (struct option){ .code = code, .text = code, .id = query_int(&q, "id") };
    }
    query_end(&q, NULL);
    return n;
}

static size_t
home_refs(struct office *o, const char *typed, struct arena *a, struct option *out, size_t max)
{
    char *plain = text_halfwidth(a, typed);
    size_t n = home_rows(o, &ref_home_list, plain, a, out, max);

    if (n == 0 && strlen(plain) >= 4 && !strchr(plain, '-'))
        n = home_rows(o, &ref_home_joined, plain, a, out, max);
    return n;
}

/* Small registers: look through them all, by text, initials or beginning. */
static size_t
small_refs(struct office *o, const struct reg *reg, const char *typed, struct arena *a, struct option *out, size_t max)
{
    struct record **rows = arena_alloc(a, REFS_READ * sizeof *rows);
    size_t n, found = 0;

    if (!reg_window(o, reg, NULL, NULL, false, a, rows, REFS_READ, &n, NULL))
        return 0;
    for (size_t i = 0; i < n && found < max; i++) {
        char *title = record_title(o, rows[i], a);

        if (reg->states && (strcmp(rows[i]->state, "left") == 0 || strcmp(rows[i]->state, "closed") == 0))
            continue;
        if (!*typed || text_contains(title, typed) || pinyin_match(title, typed))
            out[found++] = (struct option){ .code = "", .text = title, .id = rows[i]->id };
    }
    return found;
}

size_t
reg_refs(struct office *o, const char *table, const char *typed, struct arena *a, struct option *out, size_t max)
{
    const struct reg *reg = reg_get(table);

    if (strcmp(table, "customer") == 0)
        return customer_refs(o, typed, a, out, max);
    if (strcmp(table, "home") == 0)
        return home_refs(o, typed, a, out, max);
    return reg ? small_refs(o, reg, typed, a, out, max) : 0;
}

static char *
customer_title(struct office *o, int64_t id, struct arena *a)
{
    struct query q = query_begin(o->store, &ref_customer);
    char *out = NULL;

    query_bind_int(&q, id);
    if (query_next(&q)) {
        char *phone = query_text(&q, "phone", a);
        static const struct field number = { .name = "phone", .kind = FIELD_PHONE, .mask = MASK_PHONE };
        struct value v = { .set = *phone != '\0', .text = phone };

        out = arena_printf(a, "%s %s", query_text(&q, "name", a), field_show_masked(&number, &v, &o->env, a));
    }
    query_end(&q, NULL);
    return out;
}

char *
reg_ref_text(struct office *o, const char *table, int64_t id, struct arena *a)
{
    const struct reg *reg = reg_get(table);
    struct record *r;

    if (strcmp(table, "customer") == 0)
        return customer_title(o, id, a);
    if (!reg || !register_sql_read(o, reg, id, a, &r, NULL) || !r)
        return NULL;
    return record_title(o, r, a);
}

/* ---- the declarations against everything they name ---------------------------------------------------------------- */

static bool
check_words(const struct reg *reg, const char *words, const char *what, struct err *err)
{
    struct arena a = { 0 };
    char *copy = arena_strdup(&a, words), *save = NULL;
    bool good = true;

    for (char *w = strtok_r(copy, " ", &save); w && good; w = strtok_r(NULL, " ", &save)) {
        const char *name = *w == '-' ? w + 1 : w;

        if (field_index(reg->fields, name) < 0 && strcmp(name, "state") != 0 && strcmp(name, "id") != 0)
            good = err_set(err, ERR_INPUT, "%s: %s names no field: %s", reg->name, what, name);
    }
    arena_free(&a);
    return good;
}

static bool
check_lists(struct office *o, const struct reg *reg, struct err *err)
{
    for (const struct field *f = reg->fields; f->name; f++) {
        bool choice = f->kind == FIELD_CHOICE || f->kind == FIELD_CHOICES;

        if (choice && !office_list(o, f->list))
            return err_set(err, ERR_INPUT, "%s.%s: no list %s", reg->name, f->name, f->list ? f->list : "");
        if (f->kind == FIELD_REF && !reg_get(f->list))
            return err_set(err, ERR_INPUT, "%s.%s: no register %s", reg->name, f->name, f->list ? f->list : "");
        if (!f->label || !*f->label)
            return err_set(err, ERR_INPUT, "%s.%s: no label", reg->name, f->name);
    }
    return true;
}

static bool
check_raises(struct office *o, const struct reg *reg, struct err *err)
{
    for (const struct reg_raise *r = reg->raises; r && r->task; r++) {
        if ((r->warn && !policy_get(o, r->warn + (*r->warn == '-'))) || (r->red && !policy_get(o, r->red + (*r->red == '-'))))
            return err_set(err, ERR_INPUT, "%s: task %s names no policy", reg->name, r->task);
        if (!role_get(o, r->role))
            return err_set(err, ERR_INPUT, "%s: task %s names no role", reg->name, r->task);
        if (r->date && !check_words(reg, r->date, "task date", err))
            return false;
    }
    return true;
}

static bool
check_one(struct office *o, const struct reg *reg, struct err *err)
{
    struct arena a = { 0 };
    struct record *rows[1];
    size_t n;
    bool good = check_words(reg, reg->title, "title", err) && check_words(reg, reg->columns, "columns", err) &&
                check_words(reg, reg->order, "order", err) && check_words(reg, reg->search, "search", err) &&
                check_words(reg, reg->unique, "unique", err) && check_words(reg, reg->subjects, "subjects", err) &&
                check_lists(o, reg, err) && check_raises(o, reg, err) &&
                reg_window(o, reg, &(struct reg_filter){ .text = "x" }, NULL, false, &a, rows, 1, &n, err);

    arena_free(&a);
    return good;
}

bool
reg_check_all(struct office *o, struct err *err)
{
    for (size_t i = 0; i < registers_count; i++)
        if (!check_one(o, registers[i], err))
            return false;
    return true;
}
