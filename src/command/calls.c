/* calls: where the numbers of callers come in, and writing one as the telephone exchange would. */
#include "command/calls.h"

#include "base/lang.h"
#include "command/records.h"
#include "data/ringing.h"

#include <string.h>

static int
path(struct office *o, const char *to)
{
    struct err err = { 0 };
    struct arena a = { 0 };
    char *now;

    if (to && !ringing_set(o, to, &err))
        return command_fail(&err);
    now = ringing_setting(o, &a);
    command_print(stdout, "%s\n", now ? now : _("No path is set."));
    arena_free(&a);
    return COMMAND_DONE;
}

static int
run(struct command_context *ctx, int argc, char **argv)
{
    const struct command_option options[] = { { 0 } };
    struct office *o;
    struct err err = { 0 };
    int code = COMMAND_USAGE;

    if (!command_options(ctx, options, 1, 2, &argc, argv, &err))
        return command_misused(&calls_command, &err);
    if (!command_open(ctx, &o, &err))
        return command_fail(&err);
    if (strcmp(argv[1], "path") == 0)
        code = path(o, argc > 2 ? argv[2] : NULL);
    else if (strcmp(argv[1], "pop") == 0 && argc == 3)
        code = ringing_write(o, command_typed(ctx, argv[2]), &err) ? COMMAND_DONE : command_fail(&err);
    office_close(&o);
    if (code == COMMAND_USAGE) {
        err_set(&err, ERR_INPUT, _("calls pop NUMBER or calls path [PATH] is expected."));
        return command_misused(&calls_command, &err);
    }
    return code;
}

const struct command_entry calls_command = {
    .name = "calls",
    .usage = "pop NUMBER | path [PATH]",
    .help = N_("numbers of callers for the hotline desks\n"
               "path shows or sets the FIFO or file to which the telephone exchange writes the number that rings, a line for\n"
               "each call; {desk} in it is the name of each desk (\"\" takes it away). pop writes a number there: the desk\n"
               "named by --desk opens the intake with the caller found. Lines that hold no number are passed over.\n"
               "  mkfifo /run/qiantai/calls-HL1; qiantai calls path '/run/qiantai/calls-{desk}'\n"
               "  qiantai --desk HL1 calls pop 13800135678"),
    .run = run,
};
