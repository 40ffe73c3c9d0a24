/* What customers want: points counted as their rows, reasons asked for, improvements noted. */
#include "data/needs.h"
#include "tests/sales.h"

#include <string.h>

struct wanted { const char *code; int64_t good; };

static void
expect_needs(struct scene *s, const char *key, int64_t total, const struct wanted *want, size_t wanted)
{
    struct figure_scope scope = figure_scope(s->h->o, SPAN_DAY);
    const struct need_point *p = need_get(key);
    struct need_part *parts;
    size_t count;

    must(need_count(s->h->o, p, &scope, &s->h->a, &parts, &count, &err));
    assert_int_equal(count, wanted);
    for (size_t i = 0; i < count; i++) {
        struct figure_row rows[2], last = { 0 };
        int64_t seen = 0;
        size_t n;

        assert_row_string(i, parts[i].code, want[i].code);
        assert_row_int(i, parts[i].now.good, want[i].good);
        assert_row_int(i, parts[i].now.total, total);
        for (int back = 0; back < 2; back++) {
            seen = 0;
            do {
                must(need_rows(s->h->o, p, &scope, parts[i].code, seen ? &last : NULL, back, &s->h->a, rows, 2, &n, &err));
                seen += (int64_t)n;
                if (n)
                    last = rows[n - 1];
            } while (n == 2);
            assert_row_int(i, seen, parts[i].now.good);
        }
    }
}

/* Closed today: calls 0 to 5 and 8, visits 9 10 12. */
static void
F150_points_are_counted_as_their_rows(void **state)
{
    struct scene *s = *state;

    expect_needs(s, "focus", 10, (struct wanted[]){ { "1", 4 }, { "2", 2 }, { "3", 2 }, { "", 4 } }, 4);
    expect_needs(s, "lost", 1, (struct wanted[]){ { "1", 1 } }, 1);
    expect_needs(s, "channel", 10, (struct wanted[]){ { "2", 5 }, { "1", 2 }, { "3", 1 }, { "4", 1 }, { "", 1 } }, 5);
    expect_needs(s, "need", 10, (struct wanted[]){ { "2", 10 } }, 1);
    expect_needs(s, "latent", 3, (struct wanted[]){ { "1", 3 } }, 1);
    expect_needs(s, "occupation", 3, (struct wanted[]){ { "2", 2 }, { "8", 1 } }, 2);
}

static void
F150_the_period_before_stands_beside(void **state)
{
    struct scene *s = *state;
    struct figure_scope scope = figure_scope(s->h->o, SPAN_DAY);
    struct need_part *parts;
    size_t count;

    scope.period = period_step(scope.period, 1);
    must(need_count(s->h->o, need_get("occupation"), &scope, &s->h->a, &parts, &count, &err));
    assert_int_equal(count, 2);
    assert_int_equal(parts[0].now.total, 0);
    assert_int_equal(parts[0].before.good, 2);
    assert_int_equal(parts[0].before.total, 3);
}

static void
F150_who_leaves_without_buying_is_asked_why(void **state)
{
    struct scene *s = *state;
    struct reception *r = reception_new(s->h->o, "walk_in", &s->h->a);
    struct played visit = { .name = "周一", .phone = "13500000001", .next_step = "3", .focus = "1", .occupation = "1" };

    sales_fill(r, &visit, false);
    record_set_text(r->record, "result", "6");
    refused(reception_close(s->h->o, r, NULL, &err), "lost");
    record_set_text(r->record, "lost", "3");
    must(reception_close(s->h->o, r, NULL, &err));
}

static void
F150_improvements_found_are_noted_with_their_month(void **state)
{
    struct scene *s = *state;
    struct record *r = house_blank(s->h, "improvement");

    record_set_num(r, "project", s->h->project);
    record_set_text(r, "found", "4 / 10 看总价");
    record_set_text(r, "change", "首访先算首付");
    record_set_text(r, "month", "十一");
    refused(reg_save(s->h->o, r, NULL, &err), "month");
    record_clear(r, "month");
    record_set_num(r, "due_on", office_today(s->h->o) + 7);
    must(reg_save(s->h->o, r, NULL, &err));
    assert_string_equal(record_text(house_again(s->h, r), "month"), "2026-11");
    assert_int_equal(house_tasks(s->h, "improvement.finish"), 1);
    must(house_step(s->h, r, "finish", NULL, &err));
    assert_int_equal(house_tasks(s->h, "improvement.finish"), 0);
    assert_int_equal(record_num(house_again(s->h, r), "done_on"), office_today(s->h->o));
    record_set_text(r, "month", "9");
    must(reg_save(s->h->o, r, NULL, &err));
    assert_string_equal(record_text(house_again(s->h, r), "month"), "2026-09");
}

#define T(f) cmocka_unit_test_setup_teardown(f, sales_open, sales_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        T(F150_points_are_counted_as_their_rows), T(F150_the_period_before_stands_beside), T(F150_who_leaves_without_buying_is_asked_why),
        T(F150_improvements_found_are_noted_with_their_month),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
