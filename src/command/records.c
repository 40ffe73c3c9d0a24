#include "command/records.h"

#include <pwd.h>
#include <unistd.h>

const char *
command_desk(struct command_context *ctx)
{
    const struct passwd *account = getpwuid(getuid());

    if (ctx->desk_named)
        return ctx->desk;
    return account ? arena_printf(ctx->arena, "cli:%s", account->pw_name)
                   : arena_printf(ctx->arena, "cli:%ld", (long)getuid());
}

bool
command_open(struct command_context *ctx, struct office **out, struct err *err)
{
    return office_open(out, ctx->db, command_desk(ctx), err);
}
