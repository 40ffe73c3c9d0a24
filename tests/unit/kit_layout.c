/* Where things stand on the screen: pure arithmetic of the kit. */
#include "tests/support.h"

#include "base/date.h"
#include "ui/kit/chart.h"
#include "ui/kit/form_private.h"
#include "ui/kit/frame.h"
#include "ui/kit/list.h"
#include "ui/kit/progress.h"

static void
frame_rows_go_one_by_one(void **state)
{
    static const struct { int rows, message, keys, fkeys, body_rows; } cases[] = {
        { 24, 21, 22, 23, 20 }, { 50, 47, 48, 49, 46 }, { 6, 3, 4, 5, 2 }, { 5, 3, 4, -1, 2 }, { 4, 3, -1, -1, 2 },
        { 3, 2, -1, -1, 1 }, { 2, -1, -1, -1, 1 }, { 1, -1, -1, -1, 0 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct frame_rows f = frame_rows(cases[i].rows);

        assert_row_int(i, f.message, cases[i].message);
        assert_row_int(i, f.keys, cases[i].keys);
        assert_row_int(i, f.fkeys, cases[i].fkeys);
        assert_row_int(i, f.body_rows, cases[i].body_rows);
    }
}

static void
title_parts_stand_where_the_eye_looks(void **state)
{
    static const struct { int width, left, who, counts, clock, at_who, at_counts, at_clock; } cases[] = {
        { 80, 15, 10, 12, 16, 30, 46, 63 },         /* as drawn in the design */
        { 80, 13, 12, 15, 16, 30, 46, 63 },
        { 80, 40, 10, 12, 16, -1, 46, 63 },         /* a long title: who goes first */
        { 80, 55, 10, 12, 16, -1, -1, 63 },
        { 80, 70, 10, 12, 16, -1, -1, -1 },
        { 40, 15, 10, 12, 16, -1, -1, 23 },
        { 120, 15, 10, 12, 16, 45, 69, 103 },
        { 80, 15, 0, 0, 16, -1, -1, 63 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct frame_title t = frame_title(cases[i].width, cases[i].left, cases[i].who, cases[i].counts, cases[i].clock);

        assert_row_int(i, t.left, 1);
        assert_row_int(i, t.who, cases[i].at_who);
        assert_row_int(i, t.counts, cases[i].at_counts);
        assert_row_int(i, t.clock, cases[i].at_clock);
    }
}

static void
list_columns_share_and_drop(void **state)
{
    static const struct column columns[] = {
        { "a", 6, ALIGN_LEFT, 0 }, { "b", 0, ALIGN_LEFT, 0 }, { "c", 12, ALIGN_LEFT, 2 }, { "d", 6, ALIGN_RIGHT, 1 }, { 0 },
    };
    static const struct { int width, want[4]; } cases[] = {
        { 78, { 6, 51, 12, 6 } }, { 35, { 6, 8, 12, 6 } }, { 34, { 6, 20, 0, 6 } }, { 22, { 6, 8, 0, 6 } },
        { 21, { 6, 14, 0, 0 } }, { 10, { 6, 3, 0, 0 } }, { 7, { 6, 0, 0, 0 } }, { 4, { 4, 0, 0, 0 } }, { 0, { 0, 0, 0, 0 } },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int out[4];

        list_fit(columns, 4, cases[i].width, out);
        for (int c = 0; c < 4; c++)
            assert_row_int(i * 10 + (size_t)c, out[c], cases[i].want[c]);
    }
}

static void
form_fields_stand_in_one_column_or_two(void **state)
{
    static const struct form_item items[] = { { 4, 11, 1 }, { 4, 20, 1 }, { -1, 0, 1 }, { 8, 12, 1 }, { 4, 60, 3 }, { 4, 5, 1 } };
    struct form_place p[COUNT(items)];

    (void)state;
    assert_int_equal(form_layout(items, COUNT(items), 80, 20, p), 7);
    assert_int_equal(p[0].x, 11);               /* behind the widest label */
    assert_int_equal(p[3].row, 2);              /* the hidden one takes no row */
    assert_int_equal(p[4].row, 3);
    assert_int_equal(p[5].row, 6);
    assert_int_equal(form_layout(items, COUNT(items), 80, 6, p), 6);
    assert_int_equal(p[1].row, 0);
    assert_int_equal(p[1].label_x, 41);
    assert_int_equal(p[3].row, 1);
    assert_int_equal(p[4].row, 2);              /* too wide for half: a row of its own */
    assert_int_equal(p[5].row, 5);
    assert_int_equal(form_layout(items, COUNT(items), 40, 3, p), 7);        /* too narrow for two */
    for (size_t i = 0; i < COUNT(items); i++)
        if (items[i].label >= 0)
            assert_true(p[i].x + p[i].width <= 39);
}

static void
chart_parts_give_way_in_order(void **state)
{
    static const struct { int width; struct chart_layout want; } cases[] = {
        { 78, { 8, 5, 5, 20, 13 } }, { 55, { 8, 5, 5, 20, 9 } }, { 44, { 8, 5, 5, 20, 0 } }, { 35, { 8, 5, 5, 11, 0 } },
        { 25, { 4, 5, 5, 5, 0 } }, { 19, { 4, 5, 5, 0, 0 } }, { 12, { 4, 5, 0, 0, 0 } },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct chart_layout l = chart_fit(8, 5, 5, 13, cases[i].width);

        assert_row_int(i, l.label, cases[i].want.label);
        assert_row_int(i, l.counts, cases[i].want.counts);
        assert_row_int(i, l.bar, cases[i].want.bar);
        assert_row_int(i, l.note, cases[i].want.note);
    }
}

static void
progress_says_how_far_and_how_long(void **state)
{
    struct arena a = { 0 };

    (void)state;
    assert_string_equal(progress_text(&a, 0, 40000, 0), "0 / 40,000   0%");
    assert_string_equal(progress_text(&a, 1200, 40000, 600), "1,200 / 40,000   3%   2,000 a second   20 s left");
    assert_string_equal(progress_text(&a, 40000, 40000, 20000), "40,000 / 40,000   100%   2,000 a second");
    assert_string_equal(progress_text(&a, 1234567, 0, 1000), "1,234,567   1,234,567 a second");
    arena_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frame_rows_go_one_by_one),
        cmocka_unit_test(title_parts_stand_where_the_eye_looks),
        cmocka_unit_test(list_columns_share_and_drop),
        cmocka_unit_test(form_fields_stand_in_one_column_or_two),
        cmocka_unit_test(chart_parts_give_way_in_order),
        cmocka_unit_test(progress_says_how_far_and_how_long),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
