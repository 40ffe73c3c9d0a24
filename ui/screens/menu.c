/* F-keys and the menu: one line for each screen. */
#include "ui/screens/screens.h"

#include "base/lang.h"
#include "ui/screens/claim.h"
#include "ui/screens/complaint.h"
#include "ui/screens/find.h"
#include "ui/screens/know.h"
#include "ui/screens/login.h"
#include "ui/screens/messages.h"
#include "ui/screens/opening.h"
#include "ui/screens/reception.h"
#include "ui/screens/registers.h"
#include "ui/screens/report.h"

const struct desk_fkey desk_fkeys[] = {
    { 2, N_("Reception"), &reception_screen, "see screen.reception" },
    { 5, N_("Complaints"), &complaints_screen, "see screen.complaint" },
    { 7, N_("Customers"), &customers_screen, "see screen.customer" },
    { 8, N_("Reports"), &report_screen, "see screen.report" },
    { 9, N_("Desk"), &desk_home_screen, "see screen.desk" },
    { 0 },
};

/* Commands reachable everywhere, in groups: { N_("Reception"), reception_menu }, ... */
const struct menu desk_menu[] = {
    { N_("Reception"), reception_menu },
    { N_("Complaints and repairs"), complaint_menu },
    { N_("Books of the hotline"), complaint_books_menu },
    { N_("Customers and turns"), claim_menu },
    { N_("Registers and settings"), registers_menu },
    { N_("Each register"), registers_go },
    { N_("Reports"), report_menu },
    { N_("Text messages"), messages_menu },
    { N_("Opening of sales"), opening_menu },
    { N_("Knowledge and quality"), know_menu },
    { N_("Session"), session_menu },
    { NULL, NULL },
};

const struct screen_ops *const desk_find = &find_screen;
