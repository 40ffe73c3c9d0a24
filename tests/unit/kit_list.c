/* Lists without a terminal: the cursor keeps its row, windows are read by key. */
#include "tests/support.h"

#include "ui/kit/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct column columns[] = { { "no", 8, ALIGN_LEFT, 0 }, { 0 } };

static void
press(struct list *l, enum key_kind kind, int times)
{
    struct key k = { .kind = kind };

    while (times-- > 0)
        assert_true(list_key(l, &k));
}

static void
fill(struct list *l, const int *ids, size_t count)
{
    list_clear(l);
    for (size_t i = 0; i < count; i++)
        if (ids[i])
            list_add(l, ids[i], NULL)->cells[0] = "x";
        else
            list_add_heading(l, "heading");
}

static void
the_cursor_stays_on_its_row(void **state)
{
    static const int first[] = { 0, 10, 20, 0, 30, 40 }, inserted[] = { 5, 0, 10, 15, 20, 25, 0, 30, 40 };
    static const int gone[] = { 5, 0, 10, 15, 20, 25, 0, 40 }, few[] = { 0, 5 };
    struct list *l = list_new(columns, NULL, NULL);

    (void)state;
    fill(l, first, COUNT(first));
    assert_int_equal(list_id(l), 10);           /* not the heading */
    press(l, KEY_DOWN_, 2);
    assert_int_equal(list_id(l), 30);
    fill(l, inserted, COUNT(inserted));
    assert_int_equal(list_id(l), 30);
    fill(l, gone, COUNT(gone));                 /* the row is gone: the one in its place */
    assert_int_equal(list_id(l), 40);
    fill(l, few, COUNT(few));
    assert_int_equal(list_id(l), 5);
    fill(l, few, 1);                            /* nothing but a heading */
    assert_null(list_row(l));
    assert_int_equal(list_count(l), 0);
    fill(l, first, COUNT(first));
    press(l, KEY_END_, 1);
    assert_int_equal(list_id(l), 40);
    press(l, KEY_HOME_, 1);
    press(l, KEY_UP_, 3);
    assert_int_equal(list_id(l), 10);
    assert_true(list_go(l, 20, NULL));
    assert_int_equal(list_id(l), 20);
    assert_false(list_go(l, 21, NULL));
    list_free(&l);
}

static void
keys_tell_rows_of_one_id_apart(void **state)
{
    struct list *l = list_new(columns, NULL, NULL);

    (void)state;
    for (int turn = 0; turn < 2; turn++) {
        list_clear(l);
        if (turn)
            list_add(l, 1, "new");
        list_add(l, 1, "first");
        list_add(l, 1, "second");
        if (!turn)
            press(l, KEY_DOWN_, 1);
        assert_string_equal(list_row(l)->key, "second");
    }
    list_free(&l);
}

static void
filters_take_text_and_initials(void **state)
{
    static const char *const names[] = { "王建国", "周婷", "李建军" };
    static const struct { const char *filter; int id; } cases[] = { { "建", 1 }, { "zt", 2 }, { "ljj", 3 }, { "周", 2 }, { "q", 0 }, { "", 1 } };
    struct list *l = list_new(columns, NULL, NULL);

    (void)state;
    for (size_t i = 0; i < COUNT(names); i++)
        list_add(l, (int64_t)i + 1, NULL)->cells[0] = names[i];
    for (size_t i = 0; i < COUNT(cases); i++) {
        list_set_filter(l, cases[i].filter);
        press(l, KEY_HOME_, 1);
        assert_row_int(i, list_id(l), cases[i].id);
    }
    list_free(&l);
}

/* ---- a long list: the even numbers up to a million, some taken away --------------------------------- */

struct numbers {
    int64_t last;
    int64_t gone_from, gone_to;
    int fetches;
    bool fails;
};

static bool
number_there(const struct numbers *n, int64_t i)
{
    return i >= 2 && i <= n->last && i % 2 == 0 && !(i >= n->gone_from && i <= n->gone_to);
}

static bool
numbers_fetch(void *ctx, struct list *l, enum list_from from, const struct row *anchor, int count, struct err *err)
{
    struct numbers *n = ctx;
    int64_t step = from == LIST_LAST || from == LIST_BEFORE ? -1 : 1;
    int64_t at = from == LIST_FIRST ? 2 : from == LIST_LAST ? n->last : anchor->id + (from == LIST_FROM ? 0 : step);

    n->fetches++;
    if (n->fails)
        return err_set(err, ERR_BUSY, "busy");
    for (; count > 0 && at >= 2 && at <= n->last; at += step)
        if (number_there(n, at)) {
            list_add(l, at, NULL)->cells[0] = arena_printf(list_arena(l), "%lld", (long long)at);
            count--;
        }
    return true;
}

static const struct list_ops numbers_ops = { .fetch = numbers_fetch };

static void
a_million_rows_are_never_all_read(void **state)
{
    struct numbers n = { .last = 2000000 };
    struct list *l = list_new(columns, &numbers_ops, &n);

    (void)state;
    assert_true(list_load(l, NULL));
    assert_int_equal(list_id(l), 2);
    press(l, KEY_DOWN_, 1000);
    assert_int_equal(list_id(l), 2002);
    press(l, KEY_UP_, 999);
    assert_int_equal(list_id(l), 4);
    press(l, KEY_UP_, 5);
    assert_int_equal(list_id(l), 2);
    press(l, KEY_END_, 1);
    assert_int_equal(list_id(l), 2000000);
    press(l, KEY_UP_, 1000);
    assert_int_equal(list_id(l), 1998000);
    press(l, KEY_DOWN_, 1500);
    assert_int_equal(list_id(l), 2000000);
    press(l, KEY_HOME_, 1);
    assert_int_equal(list_id(l), 2);
    press(l, KEY_PGDN, 1000);
    assert_int_equal(list_id(l), 2 + 2 * 20 * 1000);
    press(l, KEY_PGUP, 1000);
    assert_int_equal(list_id(l), 2);
    assert_true(list_count(l) < 10000);
    assert_true(n.fetches < 800);
    list_free(&l);
}

static void
a_window_read_anew_keeps_the_cursor(void **state)
{
    struct numbers n = { .last = 2000000 };
    struct list *l = list_new(columns, &numbers_ops, &n);
    struct err err = { 0 };

    (void)state;
    assert_true(list_load(l, NULL));
    press(l, KEY_PGDN, 50);
    assert_int_equal(list_id(l), 2002);
    assert_true(list_load(l, NULL));
    assert_int_equal(list_id(l), 2002);
    n.gone_from = 2002, n.gone_to = 2010;       /* others deleted it and some behind it */
    assert_true(list_load(l, NULL));
    assert_int_equal(list_id(l), 2012);
    press(l, KEY_UP_, 1);
    assert_int_equal(list_id(l), 2000);
    n.last = 1000;                              /* everything from here on is gone */
    assert_true(list_load(l, NULL));
    assert_int_equal(list_id(l), 1000);
    n.fails = true;                             /* what was shown stays when reading fails */
    assert_false(list_load(l, &err));
    assert_string_equal(err.text, "busy");
    assert_int_equal(list_id(l), 1000);
    press(l, KEY_PGUP, 30);
    assert_string_equal(list_problem(l), "busy");
    n.fails = false;
    press(l, KEY_HOME_, 1);
    assert_int_equal(list_id(l), 2);
    n.last = 0;
    assert_true(list_load(l, NULL));
    assert_null(list_row(l));
    press(l, KEY_DOWN_, 1);
    press(l, KEY_END_, 1);
    assert_null(list_row(l));
    list_free(&l);
}

static void
random_moves_agree_with_plain_counting(void **state)
{
    struct numbers n = { .last = 3000 };
    struct list *l = list_new(columns, &numbers_ops, &n);
    unsigned seed = 7;
    int64_t at = 2;

    (void)state;
    assert_true(list_load(l, NULL));
    for (int i = 0; i < 20000; i++) {
        static const struct { enum key_kind kind; int64_t step; } moves[] = {
            { KEY_UP_, -2 }, { KEY_DOWN_, 2 }, { KEY_PGUP, -40 }, { KEY_PGDN, 40 }, { KEY_DOWN_, 2 }, { KEY_PGDN, 40 },
            { KEY_HOME_, -100000 }, { KEY_END_, 100000 },
        };
        size_t m = (unsigned)rand_r(&seed) % (i % 50 ? 6 : COUNT(moves));

        press(l, moves[m].kind, 1);
        at += moves[m].step;
        at = at < 2 ? 2 : at > 3000 ? 3000 : at;
        if (i % 7 == 0)
            assert_true(list_load(l, NULL));
        assert_row_int((size_t)i, list_id(l), at);
    }
    list_free(&l);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_cursor_stays_on_its_row),
        cmocka_unit_test(keys_tell_rows_of_one_id_apart),
        cmocka_unit_test(filters_take_text_and_initials),
        cmocka_unit_test(a_million_rows_are_never_all_read),
        cmocka_unit_test(a_window_read_anew_keeps_the_cursor),
        cmocka_unit_test(random_moves_agree_with_plain_counting),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
