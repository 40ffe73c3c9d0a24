/* init: a new database, empty or with the demonstration. */
#include "command/init.h"
#include "command/records.h"
#include "data/demo.h"
#include "data/demo_age.h"

#include "base/lang.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The folder of the default database may not be there yet. */
static void
make_folders(struct command_context *ctx)
{
    char *path = arena_strdup(ctx->arena, ctx->db);

    for (char *s = strchr(path + 1, '/'); s; s = strchr(s + 1, '/')) {
        *s = '\0';
        mkdir(path, 0700);
        *s = '/';
    }
}

/* Was something typed and not saved? */
static bool
has_drafts(struct command_context *ctx)
{
    DIR *folder = opendir(arena_printf(ctx->arena, "%s.drafts", ctx->db));
    struct dirent *e;
    struct stat st;
    bool any = false;

    while (folder && !any && (e = readdir(folder)))
        any = fstatat(dirfd(folder), e->d_name, &st, 0) == 0 && S_ISREG(st.st_mode) && st.st_size > 0;
    if (folder)
        closedir(folder);
    return any;
}

/* Is the demonstration there and to be left as it is? */
static bool
still_good(struct command_context *ctx, bool *good, struct err *err)
{
    struct office *o;

    *good = false;
    if (access(ctx->db, F_OK) != 0)
        return true;
    if (!command_open(ctx, &o, err))
        return false;
    if (o->kind == OFFICE_REAL)
        err_set(err, ERR_REFUSED, _("%s is no demonstration: it is left as it is."), ctx->db);
    else
        *good = !demo_is_stale(o) || has_drafts(ctx);
    office_close(&o);
    return err->code == ERR_NONE;
}

static void
remove_old(struct command_context *ctx)
{
    static const char *const ends[] = { "", "-wal", "-shm" };

    for (size_t i = 0; i < COUNT(ends); i++)
        unlink(arena_printf(ctx->arena, "%s%s", ctx->db, ends[i]));
}

static int
make(struct command_context *ctx, enum office_kind kind)
{
    struct office *o;
    struct err err = { 0 };
    bool good;

    make_folders(ctx);
    if (!office_create(&o, ctx->db, command_desk(ctx), kind, &err))
        return command_fail(&err);
    good = kind == OFFICE_REAL || (demo_make(o, &err) && demo_seal(o, &err));
    office_close(&o);
    if (good)
        return COMMAND_DONE;
    remove_old(ctx);
    return command_fail(&err);
}

static int
run(struct command_context *ctx, int argc, char **argv)
{
    struct err err = { 0 };
    bool demo = false, training = false, refresh = false, good;
    const struct command_option options[] = {
        { .name = "--demo", .flag = &demo }, { .name = "--training", .flag = &training },
        { .name = "--refresh", .flag = &refresh }, { 0 },
    };

    if (!command_options(ctx, options, 0, 0, &argc, argv, &err))
        return command_misused(&init_command, &err);
    if ((demo && training) || (refresh && !demo && !training)) {
        err_set(&err, ERR_INPUT, demo ? _("--demo or --training, not both.") : _("--refresh belongs to --demo or --training."));
        return command_misused(&init_command, &err);
    }
    if (refresh) {
        if (!still_good(ctx, &good, &err))
            return command_fail(&err);
        if (good)
            return COMMAND_DONE;
        remove_old(ctx);
    }
    return make(ctx, demo ? OFFICE_DEMO : training ? OFFICE_TRAINING : OFFICE_REAL);
}

const struct command_entry init_command = {
    "init",
    "[--demo | --training] [--refresh]",
    N_("creates the database\n"
       "Readable by its owner alone; a file that exists is refused. --demo adds the demonstration, --training the same, marked as\n"
       "an exercise. --refresh makes them anew if they are of another day and nobody has worked in them."),
    run,
};
