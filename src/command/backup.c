/* backup FILE: a consistent copy while others write. */
#include "command/backup.h"
#include "command/meter.h"
#include "command/records.h"

#include "base/lang.h"

#include <string.h>
#include <sys/stat.h>

static bool
on_progress(void *ctx, int percent)
{
    return meter_step(ctx, percent, 100);
}

/* The records themselves must not be written over. */
static bool
is_same_file(const char *a, const char *b)
{
    struct stat one, two;

    return stat(a, &one) == 0 && stat(b, &two) == 0 && one.st_dev == two.st_dev && one.st_ino == two.st_ino;
}

static bool
note_it(struct office *o, const char *to, struct err *err)
{
    struct action a;

    if (!office_begin(o, &a, "database.backup", ENTRY_LEFT | ENTRY_FIXED | ENTRY_QUIET | ENTRY_BULK, err))
        return false;
    action_arg(&a, "file", to);
    a.summary = arena_printf(&a.arena, _("Backup to %s"), to);
    return action_commit(&a, err);
}

static int
run(struct command_context *ctx, int argc, char **argv)
{
    static const struct command_option none[] = { { 0 } };
    struct meter meter;
    struct office *o;
    struct err err = { 0 };
    bool good;

    if (!command_options(ctx, none, 1, 1, &argc, argv, &err))
        return command_misused(&backup_command, &err);
    if (is_same_file(argv[1], ctx->db)) {
        err_set(&err, ERR_REFUSED, _("%s is the database itself."), argv[1]);
        return command_fail(&err);
    }
    if (!command_open(ctx, &o, &err))
        return command_fail(&err);
    good = note_it(o, argv[1], &err);
    if (good) {
        meter_start(&meter, _("Copying"));
        good = store_backup(o->store, argv[1], on_progress, &meter, &err);
        meter_end(&meter);
    }
    office_close(&o);
    return good ? COMMAND_DONE : command_fail(&err);
}

const struct command_entry backup_command = {
    "backup", "FILE",
    N_("makes a consistent copy while others write\n"
       "Written beside FILE, checked, then put in its place; a copy that is there already is replaced."),
    run,
};
