#include "base/text.h"
#include "tests/support.h"
#include "ui/kit/edit.h"

#include <stdlib.h>
#include <string.h>

/* Press the keys of a script: characters stand for themselves, {name} for the others. Returns the last note. */
static const char *
press(struct edit *e, const char *script)
{
    static const struct { const char *name; enum key_kind kind; uint32_t cp; } named[] = {
        { "left", KEY_LEFT_, 0 }, { "right", KEY_RIGHT_, 0 }, { "home", KEY_HOME_, 0 }, { "end", KEY_END_, 0 },
        { "up", KEY_UP_, 0 }, { "down", KEY_DOWN_, 0 }, { "bs", KEY_BACKSPACE, 0 }, { "del", KEY_DELETE, 0 },
        { "^u", KEY_CTRL, 'u' }, { "^z", KEY_CTRL, 'z' }, { "^j", KEY_CTRL, 'j' },
    };
    const char *end = script + strlen(script), *note = NULL;

    while (script < end) {
        struct key k = { .kind = KEY_CHAR };
        size_t size = strcspn(script, "}");
        bool found = false;

        for (size_t i = 0; *script == '{' && i < COUNT(named); i++)
            if (strlen(named[i].name) == size - 1 && memcmp(named[i].name, script + 1, size - 1) == 0) {
                k = (struct key){ .kind = named[i].kind, .cp = named[i].cp };
                found = true;
            }
        script += found ? (int)size + 1 : text_decode(script, end, &k.cp);
        edit_key(e, &k, &note);
    }
    return note;
}

static const char *
paste(struct edit *e, const char *text)
{
    const char *note;

    edit_key(e, &(struct key){ .kind = KEY_PASTE, .paste = text }, &note);
    return note;
}

static void
keys_change_the_text(void **state)
{
    static const struct { int rows; const char *script, *text; } rows[] = {
        { 1, "王小明", "王小明" },
        { 1, "王明{left}小", "王小明" },
        { 1, "王小明{home}{del}李", "李小明" },
        { 1, "王小明{bs}{bs}{bs}{bs}", "" },
        { 1, "ab{home}{left}c{end}{right}d", "cabd" },
        { 1, "王小明{^u}李", "李" },
        { 1, "王小明{^u}{^z}", "王小明" },
        { 1, "王小明{^z}", "" },
        { 1, "王小明{bs}{bs}{^z}{^z}", "" },
        { 1, "王小明{bs}{bs}{^z}", "王小明" },
        { 1, "一，二{^z}", "一，" },
        { 1, "a{^j}b", "ab" },
        { 3, "a{^j}b", "a\nb" },
        { 3, "ab{^j}cd{up}x", "abx\ncd" },
        { 3, "ab{^j}cd{up}{home}x{down}y", "xab\ncyd" },
        { 3, "abcd{^j}e{^j}fghi{up}{up}x", "abcdx\ne\nfghi" },
        { 3, "ab{^j}cd{home}{bs}", "abcd" },
        { 1, "e\u0301o{left}{left}x", "xe\u0301o" },
        { 1, "e\u0301{home}{del}", "" },
        { 1, "e\u0301{bs}", "e" },
        { 1, "\U00020AC0a{left}{left}b", "b\U00020AC0a" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct edit *e = edit_new(40, rows[i].rows);

        press(e, rows[i].script);
        assert_row_string(i, edit_text(e), rows[i].text);
        edit_free(&e);
    }
}

static void
a_default_is_replaced_by_the_first_character(void **state)
{
    struct edit *e = edit_new(40, 1);

    (void)state;
    edit_set(e, "138");
    edit_replaceable(e);
    assert_false(edit_touched(e));
    press(e, "5");
    assert_string_equal(edit_text(e), "5");
    assert_true(edit_touched(e));
    press(e, "{^z}{^z}");
    assert_string_equal(edit_text(e), "138");
    edit_set(e, "138");
    edit_replaceable(e);
    press(e, "{end}5");
    assert_string_equal(edit_text(e), "1385");
    edit_set(e, "138");
    edit_replaceable(e);
    paste(e, "139");
    assert_string_equal(edit_text(e), "139");
    edit_free(&e);
}

static void
the_limit_is_said_and_nothing_is_lost_silently(void **state)
{
    struct edit *e = edit_new(3, 1);
    const char *note;

    (void)state;
    assert_null(press(e, "王小明"));
    note = press(e, "李");
    assert_non_null(note);
    assert_string_equal(edit_text(e), "王小明");
    press(e, "{^u}");
    note = paste(e, "赵钱孙李周");
    assert_non_null(note);
    assert_non_null(strstr(note, "2"));
    assert_string_equal(edit_text(e), "赵钱孙");
    press(e, "{^u}");
    assert_null(paste(e, "赵钱孙"));
    /* cut before a character with its mark, not between them */
    press(e, "{^u}");
    paste(e, "abe\u0301");
    assert_string_equal(edit_text(e), "ab");
    edit_free(&e);
}

static void
line_breaks_of_a_paste(void **state)
{
    struct edit *line = edit_new(40, 1), *text = edit_new(40, 4);

    (void)state;
    paste(line, "云栖花园\n3号楼\t1203\n");
    assert_string_equal(edit_text(line), "云栖花园 3号楼 1203");
    paste(text, "云栖花园\n3号楼\t1203\n");
    assert_string_equal(edit_text(text), "云栖花园\n3号楼 1203\n");
    edit_free(&line);
    edit_free(&text);
}

static void
five_thousand_characters_are_pasted_and_taken_back(void **state)
{
    struct edit *e = edit_new(5000, 5);
    struct buf long_text = { 0 };

    (void)state;
    for (int i = 0; i < 5000; i++)
        buf_puts(&long_text, i % 40 == 39 ? "\n" : "房");
    assert_null(paste(e, long_text.text));
    assert_string_equal(edit_text(e), long_text.text);
    press(e, "{up}{up}{home}{bs}");
    assert_int_equal(text_length(edit_text(e)), 4999);
    press(e, "{^z}{^z}");
    assert_string_equal(edit_text(e), "");
    buf_free(&long_text);
    edit_free(&e);
}

static void
phrases_begin_with_two_colons(void **state)
{
    struct edit *e = edit_new(40, 3);

    (void)state;
    assert_null(edit_phrase(e));
    press(e, "客户 ::fs");
    assert_string_equal(edit_phrase(e), "fs");
    assert_string_equal(edit_text(e), "客户 ::fs");
    edit_replace_phrase(e, "防水层起鼓");
    assert_string_equal(edit_text(e), "客户 防水层起鼓");
    assert_null(edit_phrase(e));
    press(e, "：：k");
    assert_string_equal(edit_phrase(e), "k");
    press(e, "{^j}");
    assert_null(edit_phrase(e));
    edit_set(e, "x");
    press(e, "::a");
    edit_replace_phrase(e, "b");
    press(e, "{^z}");
    assert_string_equal(edit_text(e), "x::a");
    edit_free(&e);
}

static void
keys_that_are_not_for_the_editor(void **state)
{
    static const enum key_kind others[] = {
        KEY_ENTER, KEY_TAB, KEY_BACKTAB, KEY_ESC, KEY_FN, KEY_UP_, KEY_DOWN_, KEY_PGUP, KEY_PGDN, KEY_RESIZED,
    };
    struct edit *e = edit_new(40, 1);

    (void)state;
    for (size_t i = 0; i < COUNT(others); i++)
        assert_row_int(i, edit_key(e, &(struct key){ .kind = others[i] }, NULL), false);
    assert_false(edit_key(e, &(struct key){ .kind = KEY_CTRL, .cp = 's' }, NULL));
    assert_false(edit_key(e, &(struct key){ .kind = KEY_CTRL, .cp = 'z' }, NULL));
    assert_false(edit_touched(e));
    edit_free(&e);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_change_the_text),
        cmocka_unit_test(a_default_is_replaced_by_the_first_character),
        cmocka_unit_test(the_limit_is_said_and_nothing_is_lost_silently),
        cmocka_unit_test(line_breaks_of_a_paste),
        cmocka_unit_test(five_thousand_characters_are_pasted_and_taken_back),
        cmocka_unit_test(phrases_begin_with_two_colons),
        cmocka_unit_test(keys_that_are_not_for_the_editor),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
