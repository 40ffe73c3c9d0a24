/* Drafts: what was put is there again, whatever became of the program, the disk or the file's tail. */
#include "data/draft.h"
#include "tests/support.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define NOW 1795312800      /* 2026-11-22 09:20 in China */

struct room {
    struct arena a;
    struct office *o;
    char *dir, *folder;
};

static int
enter(void **state)
{
    struct room *r = mem_alloc(sizeof *r);
    struct err err = { 0 };

    if (!office_create(&r->o, NULL, "test", OFFICE_REAL, &err))
        fail_msg("%s", err.text);
    office_set_now(r->o, NOW);
    r->o->staff = 7;
    r->dir = support_tmpdir(&r->a);
    r->folder = arena_printf(&r->a, "%s/q.db.drafts", r->dir);
    *state = r;
    return 0;
}

static int
leave(void **state)
{
    struct room *r = *state;

    office_close(&r->o);
    support_rmdir(r->dir);
    arena_free(&r->a);
    free(r);
    return 0;
}

static void
put(struct draft *d, const char *field, const char *text)
{
    struct err err = { 0 };

    if (!draft_put(d, field, text, &err))
        fail_msg("%s", err.text);
}

static size_t
list(struct room *r, struct drafts *ds, struct draft_info **out)
{
    size_t count;
    struct err err = { 0 };

    if (!draft_list(ds, r->o->staff, &r->a, out, &count, &err))
        fail_msg("%s", err.text);
    return count;
}

static struct draft *
resume(struct drafts *ds, const struct draft_info *info)
{
    struct err err = { 0 };
    struct draft *d = draft_resume(ds, info, &err);

    if (!d)
        fail_msg("%s", err.text);
    return d;
}

/* Every field as name=text, in order. */
static const char *
shown(struct room *r, const struct draft *d)
{
    struct draft_field *fields;
    size_t count = draft_load(d, &r->a, &fields);
    char *out = arena_strdup(&r->a, "");

    for (size_t i = 0; i < count; i++)
        out = arena_printf(&r->a, "%s%s=%s;", out, fields[i].name, fields[i].text);
    return out;
}

/* The one file of the folder. */
static char *
only_file(struct room *r)
{
    DIR *dir = opendir(r->folder);
    struct dirent *e;
    char *path = NULL;

    assert_non_null(dir);
    while ((e = readdir(dir)))
        if (e->d_name[0] != '.')
            path = arena_printf(&r->a, "%s/%s", r->folder, e->d_name);
    closedir(dir);
    assert_non_null(path);
    return path;
}

static void
what_was_put_is_offered_with_title_and_time(void **state)
{
    struct room *r = *state;
    struct drafts *ds = drafts_new(r->o, r->folder);
    struct draft *d = draft_new(ds, "walkin", 0);
    struct draft_info *info;
    struct stat st;

    assert_true(draft_title(d, "13800135678 王建国", NULL));
    assert_int_equal(list(r, ds, &info), 0);
    put(d, "phone", "1380013567");
    put(d, "phone", "13800135678");
    put(d, "question.3.text", "二期几时开盘\n车位还有没有");
    put(d, "name", "王");
    put(d, "name", "");
    assert_int_equal(stat(r->folder, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    assert_int_equal(stat(only_file(r), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    /* Open here: not offered. */
    assert_int_equal(list(r, ds, &info), 0);
    draft_close(&d);
    assert_int_equal(list(r, ds, &info), 1);
    assert_string_equal(info->form, "walkin");
    assert_int_equal(info->matter, 0);
    assert_string_equal(info->title, "13800135678 王建国");
    assert_int_equal(info->when, NOW);
    d = resume(ds, info);
    assert_string_equal(shown(r, d), "phone=13800135678;question.3.text=二期几时开盘\n车位还有没有;");
    drafts_free(&ds);
}

static void
saved_or_forgotten_it_is_gone(void **state)
{
    struct room *r = *state;
    struct drafts *ds = drafts_new(r->o, r->folder);
    struct draft *d = draft_new(ds, "call", 0), *other = draft_new(ds, "customer", 1234567890123);
    struct draft_info *info;
    struct err err = { 0 };

    put(d, "phone", "13800135678");
    put(other, "name", "赵晓燕");
    draft_drop(&d);
    draft_close(&other);
    assert_int_equal(list(r, ds, &info), 1);
    assert_int_equal(info->matter, 1234567890123);
    assert_true(draft_forget(ds, info, &err));
    assert_null(draft_resume(ds, info, &err));
    assert_int_equal(err.code, ERR_MISSING);
    assert_int_equal(list(r, ds, &info), 0);
    drafts_free(&ds);
}

static void
two_of_one_form_stay_apart_and_belong_to_their_writer(void **state)
{
    struct room *r = *state;
    struct drafts *ds = drafts_new(r->o, r->folder), *elsewhere = drafts_new(r->o, r->folder);
    struct draft *a = draft_new(ds, "walkin", 0), *b = draft_new(ds, "walkin", 0);
    struct draft_info *info;
    struct err err = { 0 };

    put(a, "name", "王建国");
    office_set_now(r->o, NOW + 60);
    put(b, "name", "周婷");
    draft_close(&a);
    draft_close(&b);
    assert_int_equal(list(r, ds, &info), 2);
    b = resume(ds, &info[0]);
    assert_string_equal(draft_get(b, "name"), "周婷");
    /* Open at one desk, it is neither offered nor opened at another. */
    assert_null(draft_resume(elsewhere, &info[0], &err));
    assert_int_equal(list(r, elsewhere, &info), 1);
    r->o->staff = 8;
    assert_int_equal(list(r, ds, &info), 0);
    drafts_free(&elsewhere);
    drafts_free(&ds);
}

static void
a_torn_tail_is_dropped_and_written_over(void **state)
{
    struct room *r = *state;
    struct drafts *ds = drafts_new(r->o, r->folder);
    struct draft *d = draft_new(ds, "walkin", 0);
    struct draft_info *info;
    size_t whole, before_last;
    char *path, *bytes;

    put(d, "phone", "138");
    path = only_file(r);
    support_read(&r->a, path, &before_last);
    put(d, "name", "王建国");
    draft_close(&d);
    bytes = support_read(&r->a, path, &whole);
    assert_true(whole > before_last);
    for (size_t cut = before_last; cut < whole; cut++) {
        support_write(path, bytes, cut);
        assert_row_int(cut, list(r, ds, &info), 1);
        d = resume(ds, info);
        assert_row_string(cut, shown(r, d), "phone=138;");
        put(d, "phone", "1380");
        draft_close(&d);
        list(r, ds, &info);
        d = resume(ds, info);
        assert_row_string(cut, shown(r, d), "phone=1380;");
        draft_close(&d);
    }
    drafts_free(&ds);
}

static void
any_flipped_bit_is_noticed(void **state)
{
    struct room *r = *state;
    struct drafts *ds = drafts_new(r->o, r->folder);
    struct draft *d = draft_new(ds, "walkin", 0);
    struct draft_info *info;
    size_t size;
    char *path, *bytes;

    put(d, "name", "王建国");
    draft_close(&d);
    path = only_file(r);
    bytes = support_read(&r->a, path, &size);
    for (size_t i = 0; i < size * 8; i++) {
        bytes[i / 8] = (char)(bytes[i / 8] ^ (1 << i % 8));
        support_write(path, bytes, size);
        assert_row_int(i, list(r, ds, &info), 0);
        bytes[i / 8] = (char)(bytes[i / 8] ^ (1 << i % 8));
    }
    drafts_free(&ds);
}

static void
a_long_text_typed_key_by_key_stays_small(void **state)
{
    struct room *r = *state;
    struct drafts *ds = drafts_new(r->o, r->folder);
    struct draft *d = draft_new(ds, "walkin", 0);
    struct draft_info *info;
    char text[4001] = "";
    size_t size;

    put(d, "phone", "13800135678");
    for (size_t i = 0; i < sizeof text - 1; i++) {
        text[i] = (char)('a' + i % 26);
        put(d, "note", text);
    }
    draft_close(&d);
    support_read(&r->a, only_file(r), &size);
    assert_true(size < 100000);
    assert_int_equal(list(r, ds, &info), 1);
    d = resume(ds, info);
    assert_string_equal(draft_get(d, "note"), text);
    assert_string_equal(draft_get(d, "phone"), "13800135678");
    drafts_free(&ds);
}

/* A full disk, as a limit on the size of files: the refused text is written once there is room again. */
static void
a_full_disk_loses_nothing_that_was_put_before(void **state)
{
    struct room *r = *state;
    struct drafts *ds = drafts_new(r->o, r->folder);
    struct draft *d = draft_new(ds, "walkin", 0);
    struct draft_info *info;
    struct rlimit before, tight;
    struct err err = { 0 };
    char big[2000];

    memset(big, 'x', sizeof big - 1);
    big[sizeof big - 1] = '\0';
    put(d, "phone", "13800135678");
    getrlimit(RLIMIT_FSIZE, &before);
    tight = before;
    tight.rlim_cur = 1000;
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &tight);
    assert_false(draft_put(d, "note", big, &err));
    setrlimit(RLIMIT_FSIZE, &before);
    assert_int_equal(err.code, ERR_IO);
    assert_true(draft_put(d, "note", big, &err));
    draft_close(&d);
    assert_int_equal(list(r, ds, &info), 1);
    d = resume(ds, info);
    assert_string_equal(draft_get(d, "phone"), "13800135678");
    assert_string_equal(draft_get(d, "note"), big);
    drafts_free(&ds);
}

static void
other_files_in_the_folder_are_left_alone(void **state)
{
    struct room *r = *state;
    struct drafts *ds = drafts_new(r->o, r->folder);
    struct draft_info *info;
    static const char *const names[] = { "7-walkin-0", "7-walkin-0-1.new", "7--0-1", "x", "7-walkin-0-1-2", "8-walkin-0-1" };

    mkdir(r->folder, 0700);
    for (size_t i = 0; i < COUNT(names); i++)
        support_write(arena_printf(&r->a, "%s/%s", r->folder, names[i]), "hello", 5);
    assert_int_equal(list(r, ds, &info), 0);
    for (size_t i = 0; i < COUNT(names); i++)
        assert_row_int(i, access(arena_printf(&r->a, "%s/%s", r->folder, names[i]), F_OK), 0);
    drafts_free(&ds);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_put_is_offered_with_title_and_time, enter, leave),
        cmocka_unit_test_setup_teardown(saved_or_forgotten_it_is_gone, enter, leave),
        cmocka_unit_test_setup_teardown(two_of_one_form_stay_apart_and_belong_to_their_writer, enter, leave),
        cmocka_unit_test_setup_teardown(a_torn_tail_is_dropped_and_written_over, enter, leave),
        cmocka_unit_test_setup_teardown(any_flipped_bit_is_noticed, enter, leave),
        cmocka_unit_test_setup_teardown(a_long_text_typed_key_by_key_stays_small, enter, leave),
        cmocka_unit_test_setup_teardown(a_full_disk_loses_nothing_that_was_put_before, enter, leave),
        cmocka_unit_test_setup_teardown(other_files_in_the_folder_are_left_alone, enter, leave),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
