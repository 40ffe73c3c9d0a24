/* The declarations against everything they name: fields, lists, policies, roles, rights. */
#include "data/register.h"

#include "data/policy.h"

#include <string.h>

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
has_state(const struct reg *reg, const char *id, size_t n)
{
    for (const struct reg_state *s = reg->states; s && s->id; s++)
        if (strlen(s->id) == n && strncmp(s->id, id, n) == 0)
            return true;
    return n == 1 && *id == '*';
}

static bool
check_states(const struct reg *reg, const char *states, const char *what, struct err *err)
{
    for (const char *s = states; s && *s; s += strcspn(s, " "), s += *s == ' ')
        if (!has_state(reg, s, strcspn(s, " ")))
            return err_set(err, ERR_INPUT, "%s: %s names no state: %s", reg->name, what, s);
    return true;
}

static bool
check_raises(struct office *o, const struct reg *reg, struct err *err)
{
    for (const struct reg_raise *r = reg->raises; r && r->task; r++) {
        if (!check_states(reg, r->states, r->task, err) || !check_words(reg, r->person, "task person", err) ||
            !check_words(reg, r->role_of, "task role", err))
            return false;
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
is_granted(struct office *o, const char *what, const char *right)
{
    for (int i = 0; i < PROFILE_COUNT; i++) {
        struct office one = *o;

        one.staff = -1;
        one.profiles = 1u << i;
        if (i != PROFILE_ADMINISTRATOR && office_can(&one, what, right))
            return true;
    }
    return false;
}

static bool
check_moves(struct office *o, const struct reg *reg, struct err *err)
{
    struct arena a = { 0 };
    bool good = true;

    for (const struct move *m = reg->moves; good && m && m->id; m++) {
        const char *what = arena_printf(&a, "%s.%s", reg->name, move_approves(m) ? m->right : "");

        good = check_states(reg, m->from, m->id, err) && check_states(reg, m->to, m->id, err) &&
               check_words(reg, m->sign, "sign", err) && check_words(reg, m->date, "date", err);
        if (good && move_approves(m) && !is_granted(o, what, "approve"))
            good = err_set(err, ERR_INPUT, "%s: nobody may approve %s", reg->name, what);
    }
    arena_free(&a);
    return good;
}

static bool
check_one(struct office *o, const struct reg *reg, struct err *err)
{
    struct arena a = { 0 };
    struct record *rows[1];
    size_t n;
    bool good = check_states(reg, reg->gone, "gone", err) && check_words(reg, reg->title, "title", err) && check_words(reg, reg->columns, "columns", err) &&
                check_words(reg, reg->order, "order", err) && check_words(reg, reg->search, "search", err) &&
                check_words(reg, reg->unique, "unique", err) && check_words(reg, reg->subjects, "subjects", err) &&
                check_lists(o, reg, err) && check_raises(o, reg, err) && check_moves(o, reg, err) &&
                reg_window(o, reg, &(struct reg_filter){ .text = "x" }, NULL, false, &a, rows, 1, &n, err);

    arena_free(&a);
    return good;
}

bool
reg_check_all(struct office *o, struct err *err)
{
    for (size_t i = 0; reg_at(i); i++)
        if (!check_one(o, reg_at(i), err))
            return false;
    return true;
}
