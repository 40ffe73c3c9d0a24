/* Commands about the sitting itself: lock, passwords, the project, the end. */
#include "ui/screens/login.h"

#include "base/lang.h"
#include "data/login.h"
#include "data/register.h"
#include "ui/kit/dialog.h"
#include "ui/screens/desk.h"

#include <string.h>

static void
session_lock(struct screen *sc)
{
    desk_lock(sc->app);
}

static void
session_password(struct screen *sc)
{
    struct app *app = sc->app;

    if (login_run(app, LOGIN_CHANGE, 0))
        app_say(app, _("Your new password holds from now on."));
}

static void
session_set_password(struct screen *sc)
{
    struct app *app = sc->app;
    struct office *o = office_of(sc);
    struct arena a = { 0 };
    struct colleague *people;
    struct option *options;
    struct err err = { 0 };
    size_t count;
    int at = -1;

    if (!login_colleagues(o, &a, &people, &count, &err)) {
        app_say_err(app, &err);
    } else {
        options = arena_alloc(&a, (count + 1) * sizeof *options);
        for (size_t i = 0; i < count; i++)
            options[i].text = arena_printf(&a, "%s  %s", people[i].name, people[i].roles);
        at = dialog_choose(app, _("Whose password?"), options, count, 0);
    }
    if (at >= 0 && login_run(app, LOGIN_SET, people[at].id))
        app_say(app, _("%s has a new password: hand it over in person."), people[at].name);
    arena_free(&a);
}

static void
session_project(struct screen *sc)
{
    struct app *app = sc->app;
    struct office *o = office_of(sc);
    struct arena a = { 0 };
    struct option *options = arena_alloc(&a, 101 * sizeof *options);
    struct err err = { 0 };
    size_t count = reg_refs(o, "project", "", &a, options, 100);
    int start = 0, at;

    for (size_t i = 0; i < count; i++) {
        options[i].code = NULL;
        if (options[i].id == o->project)
            start = (int)i;
    }
    options[count] = (struct option) { .text = _("all projects") };
    at = dialog_choose(app, _("Which project do you work in?"), options, count + 1, o->project ? start : (int)count);
    if (at >= 0 && login_project(o, (size_t)at < count ? options[at].id : 0, &err)) {
        app_wrote(app);
        app_say(app, _("Titles, lists and scripts are now those of %s."), options[at].text);
    } else if (at >= 0) {
        app_say_err(app, &err);
    }
    arena_free(&a);
}

static void
session_quit(struct screen *sc)
{
    app_quit(sc->app);
}

const struct command session_menu[] = {
    { "session.lock", CMD_FN(12), 0, CMD_OFF_BAR, NULL, N_("lock"), N_("Lock this desk; another colleague may take over."),
      session_lock, NULL, NULL },
    { "session.project", 0, 0, CMD_OFF_BAR, NULL, N_("project"), N_("Work in another project: title, lists and scripts follow."),
      session_project, NULL, NULL },
    { "session.password", 0, 0, CMD_OFF_BAR, NULL, N_("password"), N_("Change your password."), session_password, NULL, NULL },
    { "session.set_password", 0, 0, CMD_OFF_BAR, "register.staff.edit", N_("set password"),
      N_("Give a colleague a new password."), session_set_password, NULL, NULL },
    { "session.quit", CMD_CTRL('q'), 0, CMD_OFF_BAR, NULL, N_("end"),
      N_("End the program; what is typed and not saved is offered again."), session_quit, NULL, NULL },
    { 0 },
};
