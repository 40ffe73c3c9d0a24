/* The first words with somebody who has no database yet: plain lines, before there is a screen. */
#include "ui/screens/desk_main.h"

#include "base/lang.h"
#include "data/demo.h"
#include "data/demo_age.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The folders above path. One that cannot be made is told by whoever creates the file. */
static void
make_folders(const char *path)
{
    struct arena a = { 0 };
    char *copy = arena_strdup(&a, path);

    for (char *p = copy + 1; (p = strchr(p, '/')); p++) {
        *p = '\0';
        mkdir(copy, 0700);
        *p = '/';
    }
    arena_free(&a);
}

/* The demonstration beside it: q.db -> q-demo.db. */
static char *
demo_path(struct arena *a, const char *path)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');
    size_t stem = dot && (!slash || dot > slash + 1) ? (size_t)(dot - path) : strlen(path);

    return arena_printf(a, "%.*s-demo%s", (int)stem, path, path + stem);
}

static char
ask(const char *path, const char *demo)
{
    char line[64];

    printf(_("There is no database at %s.\n"
             " 1 create an empty one there\n"
             " 2 open a demonstration, %s\n"
             " 3 do nothing\n"
             "Type the number, then Enter: "), path, demo);
    fflush(stdout);
    if (!fgets(line, sizeof line, stdin))
        return '3';
    return line[strspn(line, " ")];
}

/* Made at its first use, which takes a moment. A demonstration half made is none. */
static bool
open_demo(struct office **out, const char *path, const char *desk, struct err *err)
{
    if (access(path, F_OK) == 0)
        return office_open(out, path, desk, err);
    printf("%s\n", _("The demonstration is being made ..."));
    fflush(stdout);
    make_folders(path);
    if (!office_create(out, path, desk, OFFICE_DEMO, err))
        return false;
    if (demo_make(*out, err) && demo_seal(*out, err))
        return true;
    office_close(out);
    unlink(path);
    return false;
}

bool
desk_open(struct office **out, const char *path, const char *desk, struct err *err)
{
    struct arena a = { 0 };
    char *demo = demo_path(&a, path);
    char answer = '\0';
    bool good = office_open(out, path, desk, err);

    if (!good && err->code == ERR_MISSING && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)) {
        while (answer < '1' || answer > '3')
            answer = ask(path, demo);
        *err = (struct err) { 0 };
        if (answer == '1') {
            make_folders(path);
            good = office_create(out, path, desk, OFFICE_REAL, err);
        } else if (answer == '2') {
            good = open_demo(out, demo, desk, err);
        }
    }
    arena_free(&a);
    return good;
}
