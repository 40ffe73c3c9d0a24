/* The first words with somebody who has no database yet: plain lines, before there is a screen. */
#include "ui/screens/desk_main.h"

#include "base/lang.h"

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

static char
ask(const char *path)
{
    char line[64];

    printf(_("There is no database at %s.\n"
             " 1 create an empty one there\n"
             " 2 do nothing\n"
             "Type the number, then Enter: "), path);
    fflush(stdout);
    if (!fgets(line, sizeof line, stdin))
        return '2';
    return line[strspn(line, " ")];
}

bool
desk_open(struct office **out, const char *path, const char *desk, struct err *err)
{
    char answer;

    if (office_open(out, path, desk, err))
        return true;
    if (err->code != ERR_MISSING || !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return false;
    do {
        answer = ask(path);
    } while (answer != '1' && answer != '2');
    if (answer == '2') {
        *err = (struct err) { 0 };
        return false;
    }
    make_folders(path);
    return office_create(out, path, desk, OFFICE_REAL, err);
}
