/* All screens together: no key twice, no id twice, help everywhere, rights that exist. */
#include "tests/tables.h"

#include "ui/screens/claim.h"
#include "ui/screens/complaint.h"
#include "ui/screens/customer.h"
#include "ui/screens/find.h"
#include "ui/screens/know.h"
#include "ui/screens/login.h"
#include "ui/screens/messages.h"
#include "ui/screens/reception.h"
#include "ui/screens/register.h"
#include "ui/screens/registers.h"
#include "ui/screens/report.h"
#include "ui/screens/screens.h"
#include "ui/screens/tasks.h"
#include "ui/screens/viewing.h"

#include <stdio.h>
#include <string.h>

static const struct screen_ops *const screens[] = {
    &desk_home_screen, &tasks_screen, &board_screen, &knowledge_screen, &quality_screen, &club_screen, &reception_screen, &reception_form_screen, &complaints_screen, &complaint_form_screen, &complaint_page_screen, &complaint_board_screen,
    &viewing_form_screen, &viewings_screen, &viewing_prep_screen,
    &claim_screen, &rota_screen,
    &customer_screen, &customer_form_screen, &customer_merge_screen, &customers_screen, &find_screen,
    &messages_screen, &register_screen, &register_record_screen, &register_form_screen, &registers_screen, &approvals_screen,
    &policies_screen, &journal_screen,
    &report_screen, &figures_screen, &figure_rows_screen, NULL,
};

static void
F805_no_key_means_two_things_and_each_has_its_help(void **state)
{
    struct err err = { 0 };

    (void)state;
    if (!commands_check_screens(screens, desk_menu, &err))
        fail_msg("%s", err.text);
    /* The log-in runs alone, without the menu. */
    if (!commands_check(login_screen.commands, NULL, &err))
        fail_msg("%s", err.text);
    for (const struct menu *m = desk_menu; m->label; m++)
        for (const struct command *c = m->commands; c->id; c++)
            if (!c->help || !*c->help || !c->bar || !*c->bar)
                fail_msg("%s has no words", c->id);
    for (const struct desk_fkey *f = desk_fkeys; f->number; f++)
        assert_true(f->number >= 2 && f->number <= 9 && f->screen->title && *f->label);
}

/* "register.staff.edit" may stand for "*" alone: then the register must be there. */
static bool
register_exists(const char *what)
{
    char name[64];

    return sscanf(what, "register.%63[a-z_].edit", name) == 1 && reg_get(name);
}

/* "see screen.desk", "do customer.edit" or a word alone for "do": somebody must have it. */
static bool
right_exists(const struct table *permissions, const char *right)
{
    const char *blank = strchr(right, ' ');
    char verb[16];

    snprintf(verb, sizeof verb, "%.*s", blank ? (int)(blank - right) : 2, blank ? right : "do");
    for (size_t i = 0; i < permissions->rows; i++)
        if (strcmp(table_cell(permissions, i, "what"), blank ? blank + 1 : right) == 0 &&
            strcmp(table_cell(permissions, i, "right"), verb) == 0)
            return true;
    return strcmp(verb, "do") == 0 && register_exists(blank ? blank + 1 : right);
}

static void
check_rights(const struct table *permissions, const struct command *commands)
{
    for (const struct command *c = commands; c && c->id; c++)
        if (c->right && !right_exists(permissions, c->right))
            fail_msg("%s wants %s, which nobody has", c->id, c->right);
}

static void
F010_every_command_asks_for_a_right_that_exists(void **state)
{
    struct arena a = { 0 };
    struct table permissions = table_load(&a, "permissions");

    (void)state;
    for (size_t i = 0; screens[i]; i++)
        check_rights(&permissions, screens[i]->commands);
    for (const struct menu *m = desk_menu; m->label; m++)
        check_rights(&permissions, m->commands);
    for (const struct desk_fkey *f = desk_fkeys; f->number; f++)
        if (f->right && !right_exists(&permissions, f->right))
            fail_msg("F%d wants %s, which nobody has", f->number, f->right);
    arena_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(F805_no_key_means_two_things_and_each_has_its_help),
        cmocka_unit_test(F010_every_command_asks_for_a_right_that_exists),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
