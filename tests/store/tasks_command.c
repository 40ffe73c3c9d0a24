/* qiantai tasks as a shell sees it. */
#include "tests/support.h"

#include "tests/screen/harness.h"
#include "tests/town.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

static char *
run(struct town *t, const char *words, int *status)
{
    FILE *p = popen(arena_printf(&t->a, "%s '%s' --lang zh --db '%s' tasks %s 2>&1", t->environment[0], screen_binary(), t->db, words), "r");
    char bytes[8192];
    size_t n;

    assert_non_null(p);
    n = fread(bytes, 1, sizeof bytes - 1, p);
    bytes[n] = '\0';
    *status = pclose(p);
    *status = WIFEXITED(*status) ? WEXITSTATUS(*status) : -1;
    return arena_strdup(&t->a, bytes);
}

static void
make(struct town *t)
{
    town_make(t, OFFICE_DEMO);
    town_task(t, &(struct town_task) { .kind = "viewing", .text = "样板间", .rule = "RCP-58", .role = "info_clerk",
                                       .customer = t->customers[TOWN_CHEN], .minutes = 20 });
    town_task(t, &(struct town_task) { .kind = "call_back", .text = "说\"首付\"", .rule = "RCP-12", .role = "salesperson",
                                       .staff = t->staff[TOWN_LIMIN], .customer = t->customers[TOWN_WANG], .minutes = -13 });
}

static void
F015_tasks_on_the_command_line(void **state)
{
    struct town t;
    char *out;
    int status;

    (void)state;
    make(&t);
    out = run(&t, "", &status);
    assert_int_equal(status, 0);
    assert_non_null(strstr(out, "逾期"));
    assert_true(strstr(out, "RCP-12") < strstr(out, "RCP-58"));
    assert_non_null(strstr(out, "王建国 138****5678"));
    assert_null(strstr(out, "13800135678"));
    out = run(&t, "--overdue", &status);
    assert_non_null(strstr(out, "RCP-12"));
    assert_null(strstr(out, "RCP-58"));
    for (int i = 0; i < 3; i++) {
        static const char *const names[] = { "info_clerk", "29", "前台与部门信息员" };

        out = run(&t, arena_printf(&t.a, "--role %s", names[i]), &status);
        assert_row_int((size_t)i, status, 0);
        assert_null(strstr(out, "RCP-12"));
        assert_non_null(strstr(out, "RCP-58"));
    }
    run(&t, "--role nobody", &status);
    assert_int_equal(status, 2);
    town_free(&t);
}

static void
tasks_as_json(void **state)
{
    struct town t;
    char *out;
    int status;

    (void)state;
    make(&t);
    out = run(&t, "--json --overdue", &status);
    assert_int_equal(status, 0);
    assert_non_null(strstr(out, "\"kind\":\"call_back\",\"subject\":\"town:"));
    assert_non_null(strstr(out, "\"text\":\"说\\\"首付\\\"\",\"customer_name\":\"王建国\",\"phone\":\"138****5678\""));
    assert_non_null(strstr(out, "\"role\":\"salesperson\",\"staff_name\":\"李敏\",\"started\":\"2026-11-20T09:40:00+08:00\""));
    assert_non_null(strstr(out, "\"due\":\"2026-11-22T09:27:00+08:00\",\"done\":null,\"rule\":\"RCP-12\"}"));
    out = run(&t, "--json --role legal_counsel", &status);
    assert_string_equal(out, "[]\n");
    town_free(&t);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(F015_tasks_on_the_command_line), cmocka_unit_test(tasks_as_json),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
