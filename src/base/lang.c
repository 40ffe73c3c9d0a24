#include "base/lang.h"
#include "base/mem.h"

#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LANG_DOMAIN "qiantai"
#define LANG_FILE "/zh_CN/LC_MESSAGES/" LANG_DOMAIN ".mo"

/* Does the locale name a language other than Chinese? */
static bool
lang_is_foreign(void)
{
    static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
    const char *value = NULL;
    size_t size;

    for (size_t i = 0; i < COUNT(names) && (!value || !*value); i++)
        value = getenv(names[i]);
    if (!value)
        return false;
    size = strcspn(value, ".@_");
    return size > 0 && strncmp(value, "zh", 2) != 0 &&
           !(size == 1 && value[0] == 'C') && !(size == 5 && strncmp(value, "POSIX", 5) == 0);
}

/* In locale C gettext never translates, whatever LANGUAGE says: take any other. */
static void
lang_leave_c(void)
{
    static const char *const others[] = { "C.UTF-8", "C.utf8", "zh_CN.UTF-8", "en_US.UTF-8" };
    const char *now = setlocale(LC_MESSAGES, "");

    if (now && strcmp(now, "C") != 0 && strcmp(now, "POSIX") != 0)
        return;
    for (size_t i = 0; i < COUNT(others); i++)
        if (setlocale(LC_MESSAGES, others[i]))
            return;
}

/* The folder beside the program, or one above it, that holds the catalogue; NULL: none. */
static char *
lang_beside(struct arena *a, const char *program)
{
    static const char *const places[] = { "/locale", "/../locale", "/../share/locale" };
    const char *slash = program ? strrchr(program, '/') : NULL;

    if (!slash)
        return NULL;
    for (size_t i = 0; i < COUNT(places); i++) {
        char *folder = arena_printf(a, "%.*s%s", (int)(slash - program), program, places[i]);

        if (access(arena_printf(a, "%s%s", folder, LANG_FILE), R_OK) == 0)
            return folder;
    }
    return NULL;
}

void
lang_start(const char *argv0, const char *lang)
{
    struct arena a = { 0 };
    char exe[4096];
    ssize_t size = readlink("/proc/self/exe", exe, sizeof exe - 1);
    char *folder = lang_beside(&a, argv0);
    bool chinese = lang ? strncmp(lang, "zh", 2) == 0 : !lang_is_foreign();

    exe[size > 0 ? size : 0] = '\0';
    if (!folder)
        folder = lang_beside(&a, exe);
    lang_leave_c();
    setenv("LANGUAGE", chinese ? "zh_CN" : "en", 1);
    bindtextdomain(LANG_DOMAIN, folder ? folder : QT_PREFIX "/share/locale");
    bind_textdomain_codeset(LANG_DOMAIN, "UTF-8");
    bind_textdomain_codeset("libc", "UTF-8");     /* what strerror says is printed as our own words are */
    textdomain(LANG_DOMAIN);
    arena_free(&a);
}
