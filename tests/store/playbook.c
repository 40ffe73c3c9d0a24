/* F-841 to F-870: each moment has its steps, ticked one by one with person and time, and its points of prevention as a check list. */
#include "tests/hotline.h"

#include "data/playbook.h"
#include "data/prevention_check.h"
#include "data/registers.h"

#include <string.h>

static void
ticked_one_by_one(struct hotline *l, const char *code, size_t steps)
{
    int64_t id = hotline_file(l, 0, code, "来电人说的话");
    char *name = playbook_name(code, &l->h->a);
    struct complaint_ticked t[16];
    struct playbook_line *lines;
    size_t n = playbook_steps(code, "step", &l->h->a, &lines);

    assert_int_equal(n, steps);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(lines[i].place, (int)i + 1);
        assert_true(*lines[i].text != '\0');
        must(complaint_tick(l->o, id, name, lines[i].place, true, &err));
        assert_int_equal(complaint_ticks(l->o, id, name, &l->h->a, t, COUNT(t)), i + 1);
        assert_string_equal(t[i].staff_name, "何兰");
        assert_int_equal(t[i].at, office_now(l->o));
    }
    refuses(complaint_tick(l->o, id, name, (int)n + 1, true, &err), ERR_MISSING);
}

static void
points_make_a_list(struct hotline *l, const char *code, size_t points)
{
    struct reg_filter f = { .field = "moment", .equals_text = code };
    struct playbook_line *lines;
    struct record *rows[16];
    size_t n = playbook_steps(code, "prevent", &l->h->a, &lines), found;
    int made;

    assert_int_equal(n, points);
    hotline_sit(l, TAN_HEAD);
    must(prevention_make(l->o, l->h->project, code, "阶段检查", &made, &err));
    assert_int_equal(made, (int)points);
    must(reg_window(l->o, &prevention_check_register, &f, NULL, false, &l->h->a, rows, 16, &found, &err));
    assert_int_equal(found, points);
    for (size_t i = 0; i < found; i++)
        assert_string_equal(record_text(rows[i], "text"), lines[record_num(rows[i], "place") - 1].text);
}

static void
playbook_of(struct hotline *l, const char *code, size_t steps, size_t points)
{
    ticked_one_by_one(l, code, steps);
    points_make_a_list(l, code, points);
}

static void
F841_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "01", 8, 5);
}

static void
F842_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "02", 8, 5);
}

static void
F843_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "03", 7, 4);
}

static void
F844_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "04", 6, 6);
}

static void
F845_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "05", 7, 5);
}

static void
F846_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "06", 6, 5);
}

static void
F847_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "07", 8, 5);
}

static void
F848_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "08", 7, 5);
}

static void
F849_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "09", 7, 2);
}

static void
F850_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "10", 7, 7);
}

static void
F851_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "11", 6, 6);
}

static void
F852_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "12", 5, 3);
}

static void
F853_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "13", 5, 6);
}

static void
F854_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "14", 6, 5);
}

static void
F855_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "15", 7, 6);
}

static void
F856_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "16", 5, 4);
}

static void
F857_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "17", 5, 5);
}

static void
F858_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "18", 6, 6);
}

static void
F859_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "19", 6, 5);
}

static void
F860_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "20", 5, 6);
}

static void
F861_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "21", 6, 5);
}

static void
F862_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "22", 5, 6);
}

static void
F863_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "23", 5, 7);
}

static void
F864_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "24", 5, 6);
}

static void
F865_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "25", 7, 8);
}

static void
F866_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "26", 6, 5);
}

static void
F867_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "27", 5, 6);
}

static void
F868_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "28", 6, 6);
}

static void
F869_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "29", 5, 2);
}

static void
F870_steps_are_ticked_and_points_make_a_check_list(void **state)
{
    playbook_of(*state, "30", 5, 3);
}

static void
what_belongs_to_no_moment_has_the_common_frame(void **state)
{
    ticked_one_by_one(*state, "99", 11);
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, hotline_open, hotline_close)
#define P(row) T(row##_steps_are_ticked_and_points_make_a_check_list)
    static const struct CMUnitTest tests[] = {
        P(F841), P(F842), P(F843), P(F844), P(F845), P(F846), P(F847), P(F848), P(F849), P(F850), P(F851), P(F852), P(F853), P(F854), P(F855),
        P(F856), P(F857), P(F858), P(F859), P(F860), P(F861), P(F862), P(F863), P(F864), P(F865), P(F866), P(F867), P(F868), P(F869), P(F870),
        T(what_belongs_to_no_moment_has_the_common_frame),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
