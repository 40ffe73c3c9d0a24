#include "tests/support.h"

#include "base/err.h"

#include <string.h>

static void
arena_keeps_every_piece(void **state)
{
    struct arena a = { 0 };
    char *pieces[500];

    (void)state;
    for (size_t i = 0; i < COUNT(pieces); i++) {
        pieces[i] = arena_alloc(&a, i * 37 + 1);
        assert_int_equal((uintptr_t)pieces[i] % _Alignof(max_align_t), 0);
        for (size_t k = 0; k <= i * 37; k++)
            assert_int_equal(pieces[i][k], 0);
        memset(pieces[i], (int)i & 0xFF, i * 37 + 1);
    }
    for (size_t i = 0; i < COUNT(pieces); i++)
        for (size_t k = 0; k <= i * 37; k++)
            assert_int_equal((unsigned char)pieces[i][k], i & 0xFF);
    arena_reset(&a);
    assert_string_equal(arena_strdup(&a, "云栖"), "云栖");
    assert_string_equal(arena_strdup(&a, NULL), "");
    assert_string_equal(arena_strndup(&a, "abc", 2), "ab");
    assert_string_equal(arena_printf(&a, "%d-%s", 12, "座"), "12-座");
    arena_free(&a);
    assert_null(a.head);
    assert_string_equal(arena_strdup(&a, "again"), "again");
    arena_free(&a);
}

static void
buf_grows(void **state)
{
    struct buf b = { 0 };

    (void)state;
    for (int i = 0; i < 1000; i++)
        buf_printf(&b, "%03d", i);
    assert_int_equal(b.size, 3000);
    assert_memory_equal(b.text + 2997, "999", 4);
    buf_clear(&b);
    assert_string_equal(b.text, "");
    buf_puts(&b, "ab");
    buf_putc(&b, 'c');
    buf_add(&b, "\0d", 2);
    assert_int_equal(b.size, 5);
    assert_memory_equal(b.text, "abc\0d", 6);
    buf_free(&b);
    assert_null(b.text);
}

static void
err_is_cut_at_a_whole_character(void **state)
{
    struct err err = { 0 };
    char text[1024] = "";

    (void)state;
    for (int i = 0; i < 300; i++)
        strcat(text, "雨");
    for (int lead = 0; lead < 3; lead++) {
        size_t size;

        assert_false(err_set(&err, ERR_IO, "%.*s%s", lead, "xx", text));
        size = strlen(err.text);
        assert_true(size < sizeof err.text && size + 3 >= sizeof err.text);
        assert_int_equal((size - (size_t)lead) % 3, 0);
        assert_memory_equal(err.text + size - 3, "雨", 3);
    }
    assert_false(err_set(NULL, ERR_IO, "nobody listens"));
}

static void
err_can_quote_itself(void **state)
{
    struct err err = { 0 };

    (void)state;
    assert_false(err_field(&err, "phone", "%s", "not a number"));
    assert_int_equal(err.code, ERR_INPUT);
    assert_string_equal(err.field, "phone");
    assert_false(err_set(&err, ERR_REFUSED, "line 7: %s", err.text));
    assert_string_equal(err.text, "line 7: not a number");
    assert_string_equal(err.field, "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_keeps_every_piece),
        cmocka_unit_test(buf_grows),
        cmocka_unit_test(err_is_cut_at_a_whole_character),
        cmocka_unit_test(err_can_quote_itself),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
