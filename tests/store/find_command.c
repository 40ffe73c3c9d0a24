/* qiantai find as a shell sees it. */
#include "tests/support.h"

#include "data/customer.h"
#include "tests/screen/harness.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#define must(call) do { if (!(call)) fail_msg("%s: %s", #call, err.text); } while (0)

static char *
make_records(struct arena *a, char *dir)
{
    char *path = arena_printf(a, "%s/q.db", dir);
    static const struct { const char *name, *phone; } people[] = {
        { "王建国", "13800135678" }, { "李\x1b[31m伟\"", "13911112222" }, { "王芳", "13700005678" },
    };
    struct err err = { 0 };
    struct office *o;

    must(office_create(&o, path, "test", OFFICE_REAL, &err));
    for (size_t i = 0; i < COUNT(people); i++) {
        struct record *r = record_new(o, reg_get("customer"), a);

        record_set_text(r, "name", people[i].name);
        must(customer_save(o, r, &people[i].phone, 1, NULL, &err));
    }
    office_close(&o);
    return path;
}

static char *
run(struct arena *a, const char *db, const char *words, int *status)
{
    FILE *p = popen(arena_printf(a, "LANGUAGE=en '%s' --lang en --db '%s' find %s 2>/dev/null", screen_binary(), db, words), "r");
    char bytes[4096];
    size_t n;

    assert_non_null(p);
    n = fread(bytes, 1, sizeof bytes - 1, p);
    bytes[n] = '\0';
    *status = pclose(p);
    *status = WIFEXITED(*status) ? WEXITSTATUS(*status) : -1;
    return arena_strdup(a, bytes);
}

static void
F816_find_on_the_command_line(void **state)
{
    struct arena a = { 0 };
    char *dir = support_tmpdir(&a), *db = make_records(&a, dir), *out;
    int status;

    (void)state;
    out = run(&a, db, "王 5678", &status);
    assert_int_equal(status, 0);
    assert_non_null(strstr(out, "王建国"));
    assert_non_null(strstr(out, "137****5678"));
    assert_null(strstr(out, "13800135678"));
    out = run(&a, db, "5678 --json --limit 1", &status);
    assert_non_null(strstr(out, "[{\"kind\":\"customer\",\"id\":"));
    assert_non_null(strstr(out, "\"name\":\"王芳\""));
    assert_non_null(strstr(out, "\"phones\":[\"137****5678\"]"));
    assert_null(strstr(out, "王建国"));
    out = run(&a, db, "李 --json", &status);
    assert_non_null(strstr(out, "\"name\":\"李\\u001b[31m伟\\\"\""));
    out = run(&a, db, "赵 --json", &status);
    assert_string_equal(out, "[]\n");
    assert_int_equal(status, 0);
    run(&a, db, "", &status);
    assert_int_equal(status, 2);
    run(&a, db, "王 --limit 0", &status);
    assert_int_equal(status, 2);
    support_rmdir(dir);
    arena_free(&a);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = { cmocka_unit_test(F816_find_on_the_command_line) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
