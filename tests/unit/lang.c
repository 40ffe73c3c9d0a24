/* Each case runs in a child: the language is chosen once in the life of a program. */
#include "tests/support.h"

#include "base/lang.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define ENGLISH "Please correct the marked fields."
#define CHINESE "请改正标出的栏目。"

static const struct {
    const char *lc_all, *lc_messages, *lang_env, *wish, *want;
} cases[] = {
    { NULL, NULL, NULL, NULL, CHINESE },
    { "C", NULL, NULL, NULL, CHINESE },
    { "POSIX", NULL, NULL, NULL, CHINESE },
    { "C.UTF-8", NULL, NULL, NULL, CHINESE },
    { NULL, NULL, "zh_CN.GB18030", NULL, CHINESE },
    { NULL, NULL, "zh_CN.UTF-8", NULL, CHINESE },
    { NULL, NULL, "zh_TW.UTF-8", NULL, CHINESE },
    { NULL, NULL, "en_US.UTF-8", NULL, ENGLISH },
    { NULL, NULL, "de", NULL, ENGLISH },
    { NULL, "en_GB", "zh_CN.UTF-8", NULL, ENGLISH },
    { "zh_CN", "en_GB", "en_GB", NULL, CHINESE },
    { "", "", "fr_FR.UTF-8", NULL, ENGLISH },     /* set but empty counts as unset */
    { "C", NULL, NULL, "en", ENGLISH },
    { NULL, NULL, "en_US.UTF-8", "zh", CHINESE },
    { NULL, NULL, "zh_CN.UTF-8", "en", ENGLISH },
};

static void
put(const char *name, const char *value)
{
    if (value)
        setenv(name, value, 1);
    else
        unsetenv(name);
}

/* What a program at argv0 says in the environment of that row. */
static void
say(size_t row, const char *argv0, char *out, size_t size)
{
    int ends[2], status;
    ssize_t got;
    pid_t child;

    assert_int_equal(pipe(ends), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        const char *text;

        put("LC_ALL", cases[row].lc_all);
        put("LC_MESSAGES", cases[row].lc_messages);
        put("LANG", cases[row].lang_env);
        unsetenv("LANGUAGE");
        lang_start(argv0, cases[row].wish);
        text = _(ENGLISH);
        if (write(ends[1], text, strlen(text)) < 0)
            _exit(1);
        _exit(0);
    }
    close(ends[1]);
    got = read(ends[0], out, size - 1);
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    out[got > 0 ? got : 0] = '\0';
}

/* A catalogue of one sentence in folder/locale. */
static void
make_catalogue(struct arena *a, const char *folder)
{
    static const char po[] = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n"
                             "msgid \"" ENGLISH "\"\nmsgstr \"" CHINESE "\"\n";
    char *dir = arena_printf(a, "%s/locale", folder);

    mkdir(dir, 0700);
    dir = arena_printf(a, "%s/zh_CN", dir);
    mkdir(dir, 0700);
    dir = arena_printf(a, "%s/LC_MESSAGES", dir);
    mkdir(dir, 0700);
    support_write(arena_printf(a, "%s/x.po", folder), po, sizeof po - 1);
    if (system(arena_printf(a, "msgfmt -o '%s/qiantai.mo' '%s/x.po'", dir, folder)) != 0)
        fail_msg("msgfmt does not run");
}

static void
chinese_unless_told_otherwise(void **state)
{
    struct arena a = { 0 };
    char *folder = support_tmpdir(&a), got[200];
    const char *places[] = { "bin", "bin/san" };

    (void)state;
    mkdir(arena_printf(&a, "%s/bin", folder), 0700);
    mkdir(arena_printf(&a, "%s/bin/san", folder), 0700);
    make_catalogue(&a, arena_printf(&a, "%s/bin", folder));
    for (size_t p = 0; p < COUNT(places); p++)
        for (size_t i = 0; i < COUNT(cases); i++) {
            say(i, arena_printf(&a, "%s/%s/qiantai", folder, places[p]), got, sizeof got);
            assert_row_string(i, got, cases[i].want);
        }
    support_rmdir(folder);
    arena_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chinese_unless_told_otherwise),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
