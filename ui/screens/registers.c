#include "ui/screens/registers.h"

#include "base/lang.h"
#include "ui/kit/dialog.h"
#include "ui/kit/list.h"
#include "ui/screens/desk.h"
#include "ui/screens/register.h"

#include <stdlib.h>
#include <string.h>

struct registers {
    struct list *list;
    char typed[3];              /* first digit of a number */
};

static const struct column registers_columns[] = {
    { N_("No."), 3, ALIGN_LEFT, 0 }, { N_("Register"), 26, ALIGN_LEFT, 0 }, { N_("Records"), 8, ALIGN_RIGHT, 0 },
    { N_("Missing"), 0, ALIGN_LEFT, 0 }, { 0 }
};

/* ---- rows ----------------------------------------------------------------------------------------- */

static bool
offered(const struct office *o, const struct reg *reg)
{
    return !reg->hidden && reg_may_see(o, reg);
}

static void
add_register(struct screen *sc, const struct reg *reg, int number)
{
    struct registers *s = sc->state;
    struct office *o = office_of(sc);
    struct arena *a = list_arena(s->list);
    struct row *row = list_add(s->list, number, reg->name);
    day today = office_today(o);
    char **gaps = NULL;
    size_t n = reg->gaps ? reg->gaps(o, today, today + REGISTER_GAP_DAYS - 1, &sc->arena, &gaps) : 0;

    row->cells[0] = arena_printf(a, "%02d", number);
    row->cells[1] = _(reg->many);
    row->cells[2] = arena_printf(a, "%lld", (long long)reg_total(o, reg, NULL));
    row->cells[3] = n ? arena_printf(a, _("%zu: %s"), n, gaps[0]) : "";
    row->style = n ? STYLE_WARN : STYLE_PLAIN;
    row->data = reg;
}

static bool
registers_load(struct screen *sc, struct err *err)
{
    struct registers *s = sc->state;
    const struct reg *reg;
    int number = 0;

    (void)err;
    list_clear(s->list);
    for (size_t i = 0; (reg = reg_at(i)); i++)
        if (offered(office_of(sc), reg))
            add_register(sc, reg, ++number);
    return true;
}

static bool
registers_start(struct screen *sc, void *arg, struct err *err)
{
    struct registers *s = sc->state;

    (void)arg;
    (void)err;
    s->list = list_new(registers_columns, NULL, NULL);
    list_empty_text(s->list, _("No register is open to your role."));
    return true;
}

static void
registers_end(struct screen *sc)
{
    list_free(&((struct registers *)sc->state)->list);
}

static void
registers_draw(struct screen *sc, struct box body)
{
    list_draw(((struct registers *)sc->state)->list, sc->term, body, true);
}

/* ---- keys ------------------------------------------------------------------------------------------- */

static void
open_number(struct screen *sc, int number)
{
    const struct reg *reg;

    for (size_t i = 0; (reg = reg_at(i)); i++)
        if (offered(office_of(sc), reg) && --number == 0) {
            register_open(sc->app, reg);
            return;
        }
    app_say(sc->app, _("No register has that number."));
}

/* Two digits are a register; the first one waits for the second. */
static bool
take_digit(struct screen *sc, const struct key *k)
{
    struct registers *s = sc->state;
    uint32_t c = k->kind == KEY_CHAR ? key_twin(k->cp) : 0;
    size_t have = strlen(s->typed);

    if (c < '0' || c > '9') {
        s->typed[0] = '\0';
        return false;
    }
    s->typed[have] = (char)c;
    s->typed[have + 1] = '\0';
    if (have == 1) {
        open_number(sc, atoi(s->typed));
        s->typed[0] = '\0';
    } else {
        app_say(sc->app, _("Register %s_: one more digit."), s->typed);
    }
    return true;
}

static bool
registers_key(struct screen *sc, const struct key *k)
{
    return take_digit(sc, k) || list_key(((struct registers *)sc->state)->list, k);
}

static bool
registers_has_row(const struct screen *sc)
{
    return list_row(((struct registers *)sc->state)->list) != NULL;
}

static bool
registers_leave(struct screen *sc)
{
    struct registers *s = sc->state;

    if (!*list_filter(s->list))
        return true;
    list_set_filter(s->list, "");
    return false;
}

/* ---- commands ----------------------------------------------------------------------------------------- */

static void
run_open(struct screen *sc)
{
    register_open(sc->app, list_data(((struct registers *)sc->state)->list));
}

static void
run_filter(struct screen *sc)
{
    static const struct field field = { .name = "text", .label = N_("Contains"), .kind = FIELD_TEXT, .cols = 30, .limit = 60 };
    struct registers *s = sc->state;
    struct value v = { .set = *list_filter(s->list) != '\0', .text = list_filter(s->list) };
    struct arena a = { 0 };

    if (dialog_line(sc->app, _("Show only"), &field, desk_env(desk_of(sc)), &a, &v))
        list_set_filter(s->list, v.set ? v.text : "");
    arena_free(&a);
}

static void
run_gaps(struct screen *sc)
{
    register_show_gaps(sc, list_data(((struct registers *)sc->state)->list));
}

static const struct command registers_commands[] = {
    { .id = "registers.number", .bar = N_("Open"), .help = N_("The two digits of a register open it."), .show = N_("digits") },
    { .id = "registers.row", .key = CMD_KEY(KEY_ENTER), .need = NEED_ROW, .bar = N_("Open"), .help = N_("Open the register."), .run = run_open },
    { .id = "registers.filter", .key = '/', .bar = N_("Filter"), .help = N_("Show only registers of a name, by text or pinyin initials."),
      .run = run_filter },
    { .id = "registers.gaps", .key = 'g', .need = NEED_ROW, .bar = N_("Missing"), .help = N_("What is missing in the days to come."), .run = run_gaps },
    { 0 }
};

const struct screen_ops registers_screen = {
    .name = "registers", .title = N_("Registers"), .state_size = sizeof(struct registers), .commands = registers_commands,
    .open = registers_start, .load = registers_load, .draw = registers_draw, .key = registers_key,
    .has_row = registers_has_row, .leave = registers_leave, .close = registers_end,
};

/* ---- from everywhere -------------------------------------------------------------------------------------- */

static void
show_registers(struct screen *sc)
{
    screen_push(sc->app, &registers_screen, NULL);
}

static void
show_approvals(struct screen *sc)
{
    screen_push(sc->app, &approvals_screen, NULL);
}

static void
show_policies(struct screen *sc)
{
    screen_push(sc->app, &policies_screen, NULL);
}

static void
show_journal(struct screen *sc)
{
    screen_push(sc->app, &journal_screen, NULL);
}

const struct command registers_menu[] = {
    { .id = "open.registers", .right = "see screen.registers", .bar = N_("Registers"),
      .help = N_("Permits, duty roster, adverse factors and all else that is noted down."), .run = show_registers },
    { .id = "open.approvals", .right = "see screen.desk", .bar = N_("Approvals"), .help = N_("All that waits for an approval."), .run = show_approvals },
    { .id = "open.policies", .right = "see screen.settings", .bar = N_("Policies"),
      .help = N_("Every number and switch of the trade: value, default, ground."), .run = show_policies },
    { .id = "open.journal", .right = "see journal.see", .bar = N_("Journal"), .help = N_("Who did what, newest first; corrections old to new."),
      .run = show_journal },
    { 0 }
};
