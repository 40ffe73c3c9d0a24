/* qiantai form and qiantai report as a shell sees them. */
#include "tests/support.h"

#include "base/charset.h"
#include "base/text.h"
#include "data/reception.h"
#include "data/sheet.h"
#include "tests/screen/harness.h"
#include "tests/town.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

struct answer { int status; size_t size; char *bytes; };

static struct answer
run(struct town *t, const char *words)
{
    FILE *p = popen(arena_printf(&t->a, "%s '%s' --lang zh --db '%s' %s 2>&1", t->environment[0], screen_binary(), t->db, words), "r");
    static char bytes[60000];
    struct answer out;
    int status;

    assert_non_null(p);
    out.size = fread(bytes, 1, sizeof bytes, p);
    status = pclose(p);
    out.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    out.bytes = arena_strndup(&t->a, bytes, out.size);
    return out;
}

static const char *
visit(struct town *t, const char *name)
{
    struct reception *r = reception_new(t->o, "walk_in", &t->a);
    struct err err = { 0 };

    record_set_text(r->record, "phone", "13700001111");
    record_set_text(r->record, "name", name);
    record_set_text(r->record, "form", "1");
    record_set_text(r->record, "need", "2");
    record_set_text(r->record, "note", "问“样板间”·要看三居");
    if (!reception_open(t->o, r, &err))
        fail_msg("%s", err.text);
    return record_text(r->record, "number");
}

static void
F025_forms_from_the_command_line(void **state)
{
    struct town t;
    struct answer plain, gb;
    struct buf back = { 0 };
    const char *number;

    (void)state;
    town_make(&t, OFFICE_DEMO);
    number = visit(&t, "陈思远");
    plain = run(&t, arena_printf(&t.a, "form reception %s", number));
    assert_int_equal(plain.status, 0);
    assert_non_null(strstr(plain.bytes, "来访接待表"));
    assert_non_null(strstr(plain.bytes, "137****1111"));
    assert_non_null(strstr(plain.bytes, "问\"样板间\".要看三居"));
    /* The tail of the number, another paper, the printer's charset. */
    gb = run(&t, arena_printf(&t.a, "form reception %s --charset gb18030 --paper 241", strchr(number, '-') + 1));
    assert_int_equal(gb.status, 0);
    assert_true(charset_decode(CHARSET_GB18030, gb.bytes, gb.size, &back, NULL));
    assert_non_null(strstr(back.text, "问\"样板间\".要看三居"));
    assert_non_null(strstr(back.text, "第 2 次打印"));
    for (const char *s = back.text; *s; s += strcspn(s, "\n") + 1)
        if (*s == '|' || *s == '+')
            assert_int_equal(text_columns(arena_strndup(&t.a, s, strcspn(s, "\n"))), 80);
    buf_free(&back);
    assert_int_equal(town_number(&t, "SELECT count(*) FROM journal_entry WHERE action = 'print.record' AND flags & 2"), 2);
    town_free(&t);
}

static void
F025_what_gbk_lacks_is_named_and_nothing_leaves(void **state)
{
    struct town t;
    struct answer out;

    (void)state;
    town_make(&t, OFFICE_DEMO);
    out = run(&t, arena_printf(&t.a, "form reception %s --charset gbk", visit(&t, "龚䶮")));
    assert_int_equal(out.status, 1);
    assert_non_null(strstr(out.bytes, "䶮"));
    assert_non_null(strstr(out.bytes, "U+4DAE"));
    assert_null(strstr(out.bytes, "|"));
    assert_int_equal(town_number(&t, "SELECT count(*) FROM journal_entry WHERE action LIKE 'print.%'"), 0);
    town_free(&t);
}

static void
F025_wrong_words_are_wrong_usage(void **state)
{
    static const struct { const char *words; int status; } cases[] = {
        { "form", 2 }, { "form permit 1 --paper a5", 2 }, { "form permit 1 --charset big5", 2 }, { "form nothing 1", 1 },
        { "form permit 999", 1 }, { "form blank:permit", 0 }, { "form blank:call", 0 }, { "form list:staff", 0 },
        { "report", 2 }, { "report nothing", 2 }, { "report stages --format html5", 2 }, { "report stages --as-at soon", 2 },
        { "report stages --framework nine", 1 }, { "report stages --framework five_plus_one", 0 },
    };
    struct town t;

    (void)state;
    town_make(&t, OFFICE_DEMO);
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_row_int(i, run(&t, cases[i].words).status, cases[i].status);
    town_free(&t);
}

/* The sum of a number in every object that has that grouping. */
static long
sum_of(const char *json, const char *grouping, const char *key)
{
    char group[64], wanted[64];
    long sum = 0;

    snprintf(group, sizeof group, "\"grouping\":\"%s\"", grouping);
    snprintf(wanted, sizeof wanted, "\"%s\":", key);
    for (const char *s = json; (s = strstr(s, group)) != NULL; s++)
        sum += strtol(strstr(s, wanted) + strlen(wanted), NULL, 10);
    return sum;
}

static void
F008_stages_from_the_command_line(void **state)
{
    static const char *const groupings[] = { "life", "six_plus_two", "five_plus_one", "property_five" };
    struct town t;
    char *json, *csv;
    long customers;

    (void)state;
    town_make(&t, OFFICE_DEMO);
    customers = (long)town_number(&t, "SELECT count(*) FROM customer WHERE merged_into IS NULL");
    json = run(&t, "report stages --framework all --format json").bytes;
    for (size_t i = 0; i < COUNT(groupings); i++)
        assert_row_int(i, sum_of(json, groupings[i], "customers"), customers);
    csv = run(&t, "report stages --framework property_five --format csv").bytes;
    assert_int_equal(strncmp(csv, "grouping,step,name,customers,homes,homes_running\r\nlife,1,", 57), 0);
    assert_non_null(strstr(csv, "property_five,1,认识客户,"));
    assert_null(strstr(csv, "six_plus_two"));
    assert_non_null(strstr(run(&t, "report stages").bytes, "六加二"));
    town_free(&t);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(F025_forms_from_the_command_line),
        cmocka_unit_test(F025_what_gbk_lacks_is_named_and_nothing_leaves),
        cmocka_unit_test(F025_wrong_words_are_wrong_usage),
        cmocka_unit_test(F008_stages_from_the_command_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
