/* The holidays that are compiled in, against an independent list of the same notices. */
#include "tests/support.h"

#include "base/worktime.h"

#include <string.h>

struct ruled { char iso[11]; bool work; char name[64]; };

static char *
after(char *s, const char *key)
{
    char *at = strstr(s, key);

    return at ? at + strlen(key) : NULL;
}

/* The days of one year's JSON, in order; returns their number. */
static size_t
read_json(struct arena *a, int year, struct ruled *out, size_t max)
{
    char *path = support_shared(a, arena_printf(a, "data/holidays/%d.json", year));
    char *s = after(support_read(a, path, NULL), "\"days\"");
    size_t count = 0;

    assert_non_null(s);
    while ((s = after(s, "\"name\": \"")) != NULL) {
        assert_true(count < max);
        memset(&out[count], 0, sizeof out[count]);
        memcpy(out[count].name, s, strcspn(s, "\""));
        s = after(s, "\"date\": \"");
        memcpy(out[count].iso, s, 10);
        s = after(s, "\"isOffDay\": ");
        out[count++].work = strncmp(s, "false", 5) == 0;
    }
    return count;
}

static void
F012_shipped_holidays_are_those_of_the_notices_day_by_day(void **state)
{
    struct arena a = { 0 };
    struct calendar c = { .zone = ZONE_CHINA };
    size_t seen = 0;

    (void)state;
    assert_true(calendar_set_rules(&c, &a, support_read(&a, "data/content/holidays.csv", NULL)));
    for (int year = 2024; year <= 2026; year++) {
        struct ruled days[64];
        size_t count = read_json(&a, year, days, COUNT(days));
        day first, last;

        assert_true(day_from_civil(year, 1, 1, &first) && day_from_civil(year, 12, 31, &last));
        for (day d = first; d <= last; d++) {
            const struct day_rule *rule = calendar_rule(&c, d);
            const struct ruled *want = NULL;

            for (size_t i = 0; i < count; i++)
                if (strcmp(days[i].iso, day_iso(&a, d)) == 0)
                    want = &days[i];
            if (!rule != !want || (rule && (rule->work != want->work || strcmp(rule->name, want->name) != 0)))
                fail_msg("%s differs", day_iso(&a, d));
            seen += rule != NULL;
        }
    }
    assert_int_equal(seen, c.nrules);
    arena_free(&a);
}

static void
every_holiday_names_its_notice(void **state)
{
    static const char *const notices[] = { "国办发明电〔2023〕7号", "国办发明电〔2024〕12号", "国办发明电〔2025〕7号" };
    struct arena a = { 0 };
    char *text = support_read(&a, "data/content/holidays.csv", NULL);
    size_t rows = 0;

    (void)state;
    assert_int_equal(strncmp(text, "day,work,name,notice\n", 21), 0);
    for (char *s = text + 21; *s; rows++) {
        char *end = strchr(s, '\n');
        int year = (s[3] - '0') + 2020;

        assert_non_null(end);
        *end = '\0';
        if (!strstr(s, arena_printf(&a, "国务院办公厅关于%d年部分节假日安排的通知", year)) || !strstr(s, notices[year - 2024]))
            fail_msg("no notice: %s", s);
        s = end + 1;
    }
    assert_true(rows > 100);
    arena_free(&a);
}

static void
rules_out_of_order_or_out_of_form_are_refused(void **state)
{
    static const char *const bad[] = {
        "", "day,work,name\n", "day\n2026-01-01,2,x\n", "day\n2026-02-30,1,x\n", "day\n2026-01-02,1,x\n2026-01-01,1,x\n", "day\n2026-01-01\n",
        "day\n2026-01-01,0,x\n\n",
    };
    struct arena a = { 0 };
    struct calendar c = { .known_to = 7 };

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_row_int(i, calendar_set_rules(&c, &a, bad[i]), false);
    assert_int_equal(c.known_to, 7);
    assert_true(calendar_set_rules(&c, &a, "day\r\n2026-01-01,0,元旦\r\n2026-01-04,1,元旦,x"));
    assert_int_equal(c.nrules, 2);
    assert_string_equal(c.rules[0].name, "元旦");
    arena_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(F012_shipped_holidays_are_those_of_the_notices_day_by_day),
        cmocka_unit_test(every_holiday_names_its_notice),
        cmocka_unit_test(rules_out_of_order_or_out_of_form_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
