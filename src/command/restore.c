/* restore FILE: a backup in the place of the database. */
#include "command/restore.h"
#include "command/records.h"
#include "data/engine/bulk.h"

#include "base/lang.h"

#include <unistd.h>

static bool
note_it(struct command_context *ctx, const char *from, struct err *err)
{
    struct office *o;
    struct action a;
    bool good;

    if (!command_open(ctx, &o, err))
        return false;
    good = office_begin(o, &a, "database.restore", ENTRY_FIXED | ENTRY_BULK, err);
    if (good) {
        action_arg(&a, "file", from);
        a.summary = arena_printf(&a.arena, _("Restored from %s"), from);
        good = action_commit(&a, err);
    }
    office_close(&o);
    return good;
}

static int
run(struct command_context *ctx, int argc, char **argv)
{
    static const struct command_option none[] = { { 0 } };
    struct err err = { 0 };
    bool replaced;

    if (!command_options(ctx, none, 1, 1, &argc, argv, &err))
        return command_misused(&restore_command, &err);
    replaced = access(ctx->db, F_OK) == 0;
    if (store_in_use(ctx->db)) {
        err_set(&err, ERR_BUSY, _("A desk is still open on %s. Close all desks, then restore."), ctx->db);
        return command_fail(&err);
    }
    if (!store_restore(argv[1], ctx->db, &err) || !note_it(ctx, argv[1], &err))
        return command_fail(&err);
    if (replaced)
        command_note(_("What was there before is kept as %s.before-restore."), ctx->db);
    return COMMAND_DONE;
}

const struct command_entry restore_command = {
    "restore", "FILE",
    N_("puts a backup in the place of the database\n"
       "The backup is checked first; no desk may be open; what was there is kept beside it."),
    run,
};
