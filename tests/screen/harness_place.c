/* Where things are: programs, locales, stored pictures. */
#include "tests/screen/harness_internal.h"

#include <fcntl.h>
#include <libgen.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

char *
screen_build(struct arena *a, bool above)
{
    char exe[4096], *tests;
    ssize_t size = readlink("/proc/self/exe", exe, sizeof exe - 1);

    assert_true(size > 0);
    exe[size] = '\0';
    tests = strstr(exe, "/tests/");
    assert_non_null(tests);
    /* the checkout itself may stand below a folder called tests */
    for (char *next = tests; next; next = strstr(next + 1, "/tests/"))
        tests = next;
    *tests = '\0';
    return arena_strdup(a, above ? dirname(exe) : exe);
}

static const char *
place(const char *format, bool above, const char *name)
{
    static struct arena kept;           /* paths are lent for good */
    char *folder = screen_build(&kept, above);

    return arena_printf(&kept, format, folder, name);
}

const char *
screen_tool(const char *name)
{
    return place("%s/tests/%s", false, name);
}

const char *
screen_binary(void)
{
    const char *folder = place("%s%s", false, "");

    return strcmp(strrchr(folder, '/'), "/san") == 0 ? place("%s/%s", false, "qiantai") : place("%s/%s", true, "qiantai");
}

/* (newlocale would do, but leaks where LOCPATH is set.) */
static bool
locale_exists(const char *name)
{
    char *before = mem_strdup(setlocale(LC_CTYPE, NULL));
    bool found = setlocale(LC_CTYPE, name) != NULL;

    setlocale(LC_CTYPE, before);
    free(before);
    return found;
}

/* Make the locale below the build folder, where no other test is just doing so. */
static char *
locale_make(struct arena *a, const char *charset)
{
    char *folder = arena_printf(a, "%s/locale-test", screen_build(a, true));
    char *path = arena_printf(a, "%s/zh_CN.%s", folder, charset);
    char *lock = arena_printf(a, "%s.lock", folder);
    int fd;

    mkdir(folder, 0755);
    fd = open(lock, O_CREAT | O_RDWR | O_CLOEXEC, 0644);
    assert_true(fd >= 0);
    flock(fd, LOCK_EX);
    if (access(arena_printf(a, "%s/LC_CTYPE", path), R_OK) != 0) {
        char *command = arena_printf(a, "localedef -c -i zh_CN -f %s '%s' >/dev/null 2>&1", charset, path);

        if (system(command) != 0)
            print_message("localedef had remarks about zh_CN.%s\n", charset);
    }
    close(fd);
    if (access(path, R_OK) != 0)
        fail_msg("cannot make the locale zh_CN.%s", charset);
    return folder;
}

void
screen_locale(struct arena *a, const char *charset, char **locpath, char **locale)
{
    const char *path = getenv("LOCPATH");

    *locpath = path ? arena_printf(a, "LOCPATH=%s", path) : NULL;
    if (!*charset || strcmp(charset, "UTF-8") == 0) {
        *locale = *charset ? "LC_ALL=C.UTF-8" : "LC_ALL=C";
        return;
    }
    *locale = arena_printf(a, "LC_ALL=zh_CN.%s", charset);
    if (!locale_exists(*locale + strlen("LC_ALL=")))
        *locpath = arena_printf(a, "LOCPATH=%s", locale_make(a, charset));
}
