/* F-keys and the menu: one line for each screen. */
#include "ui/screens/screens.h"

#include "base/lang.h"

const struct fkey desk_fkeys[] = {
    { 9, N_("Desk"), &desk_home_screen },
    { 0, NULL, NULL },
};

/* Commands reachable everywhere, in groups: { N_("Reception"), reception_menu }, ... */
const struct menu desk_menu[] = {
    { NULL, NULL },
};
