#include "base/lang.h"
#include "ui/kit/inside.h"

#include <ctype.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum wanted { WANT_NOTHING, WANT_UTF8, WANT_GB18030, WANT_GBK, WANT_UNKNOWN };

extern char **environ;

/* utf8, UTF-8, Gb18030, CP936 ...: letters and digits decide. */
static enum wanted
wanted_by_name(const char *name)
{
    static const struct { const char *name; enum wanted wanted; } names[] = {
        { "utf8", WANT_UTF8 }, { "gb18030", WANT_GB18030 }, { "gbk", WANT_GBK }, { "cp936", WANT_GBK },
        { "ms936", WANT_GBK }, { "gb2312", WANT_GBK }, { "euccn", WANT_GBK },
    };
    char plain[24];
    size_t size = 0;

    for (; *name && *name != '@' && size + 1 < sizeof plain; name++)
        if (isalnum((unsigned char)*name))
            plain[size++] = (char)tolower((unsigned char)*name);
    plain[size] = '\0';
    for (size_t i = 0; i < COUNT(names); i++)
        if (strcmp(plain, names[i].name) == 0)
            return names[i].wanted;
    return WANT_UNKNOWN;
}

static enum wanted
wanted_by_environment(void)
{
    static const char *const variables[] = { "LC_ALL", "LC_CTYPE", "LANG" };
    const char *value = NULL;

    for (size_t i = 0; i < COUNT(variables) && (!value || !*value); i++)
        value = getenv(variables[i]);
    value = value ? strchr(value, '.') : NULL;
    return value ? wanted_by_name(value + 1) : WANT_NOTHING;
}

/* Take the locale if it exists and its charset is of the wanted family. */
static bool
locale_take(const char *name, enum wanted wanted)
{
    enum wanted got;

    if (!setlocale(LC_CTYPE, name))
        return false;
    got = wanted_by_name(nl_langinfo(CODESET));
    return wanted == WANT_UTF8 ? got == WANT_UTF8 : got == WANT_GB18030 || got == WANT_GBK;
}

/* Run localedef quietly; true when it made the folder. */
static bool
locale_compile(const char *charset, const char *folder)
{
    char *const args[] = { "localedef", "-c", "-i", "zh_CN", "-f", (char *)charset, (char *)folder, NULL };
    posix_spawn_file_actions_t quiet;
    pid_t child;
    int status = 0;
    bool ran;

    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", O_WRONLY, 0);
    ran = posix_spawnp(&child, args[0], &quiet, NULL, args, environ) == 0 && waitpid(child, &status, 0) == child;
    posix_spawn_file_actions_destroy(&quiet);
    return ran && WIFEXITED(status) && access(folder, R_OK) == 0;
}

/* The folder for locales of our own, made when it is not there; NULL: nowhere to put it. */
static char *
locale_folder(struct arena *a)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    char *folder;

    if (cache && *cache == '/')
        folder = arena_strdup(a, cache);
    else if (home && *home == '/')
        folder = arena_printf(a, "%s/.cache", home);
    else
        return NULL;
    mkdir(folder, 0700);
    folder = arena_printf(a, "%s/qiantai", folder);
    mkdir(folder, 0700);
    folder = arena_printf(a, "%s/locale", folder);
    mkdir(folder, 0700);
    return access(folder, W_OK) == 0 ? folder : NULL;
}

/* Last resort: a locale made for this account alone. LOCPATH hides the system's locales, so it is
 * set only where none of them would do. */
static bool
locale_private(const char *charset, enum wanted wanted)
{
    struct arena a = { 0 };
    const char *old = getenv("LOCPATH");
    char *folder = locale_folder(&a), *keep = arena_strdup(&a, old), *name, *path, *fresh;
    bool taken = false;

    if (folder) {
        name = arena_printf(&a, "zh_CN.%s", charset);
        path = arena_printf(&a, "%s/%s", folder, name);
        fresh = arena_printf(&a, "%s/.%ld.%s", folder, (long)getpid(), charset);
        /* made aside and renamed: another desk may be doing the same */
        if (access(path, R_OK) != 0 && locale_compile(charset, fresh))
            rename(fresh, path);
        setenv("LOCPATH", folder, 1);
        taken = locale_take(name, wanted);
        if (!taken && old)
            setenv("LOCPATH", keep, 1);
        else if (!taken)
            unsetenv("LOCPATH");
    }
    arena_free(&a);
    return taken;
}

void
locale_ascii(struct term *t, const char *wanted)
{
    setlocale(LC_CTYPE, "C");
    t->p->ascii = true;
    t->charset = KEYS_ASCII;
    snprintf(t->notice, sizeof t->notice, _("Chinese is shown as pinyin: install the locale %s."), wanted);
}

static bool
locale_first(const char *const names[], enum wanted wanted)
{
    for (size_t i = 0; names[i]; i++)
        if (locale_take(names[i], wanted))
            return true;
    return false;
}

static void
locale_chinese(struct term *t, enum wanted wanted)
{
    static const char *const names[] = { "", "zh_CN.GB18030", "zh_CN.GBK", "zh_CN.GB2312", NULL };
    const char *charset = wanted == WANT_GBK ? "GBK" : "GB18030";

    t->charset = wanted == WANT_GBK ? KEYS_GBK : KEYS_GB18030;
    if (!locale_first(names, wanted) && !locale_private(charset, wanted))
        locale_ascii(t, wanted == WANT_GBK ? "zh_CN.GBK" : "zh_CN.GB18030");
}

bool
locale_choose(struct term *t)
{
    static const char *const names[] = { "", "C.UTF-8", "C.utf8", "zh_CN.UTF-8", "en_US.UTF-8", NULL };
    enum wanted wanted = wanted_by_environment();
    bool guessing = false;

    /* "zh_CN" alone names a charset all the same, if the machine has that locale */
    if (wanted == WANT_NOTHING && setlocale(LC_CTYPE, ""))
        wanted = wanted_by_name(nl_langinfo(CODESET));
    if (wanted == WANT_UNKNOWN && wanted_by_environment() == WANT_NOTHING)
        wanted = WANT_NOTHING;
    guessing = wanted == WANT_NOTHING;
    t->charset = KEYS_UTF8;
    if (wanted == WANT_GBK || wanted == WANT_GB18030)
        locale_chinese(t, wanted);
    else if (wanted == WANT_UNKNOWN || !locale_first(names, WANT_UTF8))
        locale_ascii(t, "zh_CN.UTF-8");
    return guessing && !t->p->ascii;
}
