#include "command/desk.h"

#include "base/lang.h"
#include "ui/screens/desk_main.h"

static int
run(struct command_context *ctx, int argc, char **argv)
{
    struct err err = { 0 };

    if (!command_options(ctx, (const struct command_option[]) { { 0 } }, 0, 0, &argc, argv, &err))
        return command_misused(&desk_command, &err);
    if (desk_run(ctx->db, ctx->desk, &err))
        return COMMAND_DONE;
    return err.code == ERR_NONE ? COMMAND_DONE : command_fail(&err);
}

const struct command_entry desk_command = {
    .name = "desk", .usage = "", .help = N_("opens the desk, as no command at all does"), .run = run,
};
