/* All screens' commands together: no key twice, no id twice, every command says what it does. */
#include "tests/support.h"

#include "ui/screens/claim.h"
#include "ui/screens/complaint.h"
#include "ui/screens/customer.h"
#include "ui/screens/find.h"
#include "ui/screens/know.h"
#include "ui/screens/messages.h"
#include "ui/screens/opening.h"
#include "ui/screens/reception.h"
#include "ui/screens/register.h"
#include "ui/screens/registers.h"
#include "ui/screens/report.h"
#include "ui/screens/screens.h"
#include "ui/screens/tasks.h"
#include "ui/screens/viewing.h"

static void
F816_commands_of_all_screens_agree(void **state)
{
    static const struct screen_ops *const screens[] = {
        &desk_home_screen, &tasks_screen, &find_screen, &customers_screen, &customer_screen, &customer_form_screen,
        &customer_merge_screen, &reception_screen, &reception_form_screen, &complaints_screen, &complaint_form_screen, &complaint_page_screen, &complaint_board_screen, &viewing_form_screen, &viewings_screen, &viewing_prep_screen,
        &board_screen, &knowledge_screen, &quality_screen, &club_screen, &register_screen,
        &register_record_screen, &register_form_screen, &registers_screen, &approvals_screen, &policies_screen, &journal_screen,
        &report_screen, &figures_screen, &figure_rows_screen, &messages_screen, &opening_screen, &claim_screen, &rota_screen, NULL
    };
    struct err err = { 0 };

    (void)state;
    if (!commands_check_screens(screens, desk_menu, &err))
        fail_msg("%s", err.text);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = { cmocka_unit_test(F816_commands_of_all_screens_agree) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
