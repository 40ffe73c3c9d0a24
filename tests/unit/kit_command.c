/* Tables of commands: their check, finding by key, the key row, the palette's search, options by code and letters. */
#include "tests/support.h"

#include "base/text.h"
#include "ui/kit/command.h"
#include "ui/kit/palette.h"
#include "ui/kit/picker.h"
#include "ui/kit/screen.h"

#include <string.h>

static void
run_nothing(struct screen *sc)
{
    (void)sc;
}

#define ROW(id_, key_, help_) { .id = id_, .key = key_, .bar = "x", .help = help_, .run = run_nothing }

static const struct command good[] = {
    { .id = "walkin.new", .key = 'n', .bar = "新建", .help = "登记到访。", .run = run_nothing },
    { .id = "walkin.save", .key = CMD_CTRL('s'), .bar = "保存", .help = "存下。", .run = run_nothing },
    { .id = "walkin.pass", .key = ' ', .also = '1', .bar = "合格", .help = "合格。", .run = run_nothing },
    { .id = "walkin.back", .key = CMD_KEY(KEY_BACKSPACE), .bar = "上一项", .help = "回上一项。", .run = run_nothing },
    { .id = "walkin.more", .key = CMD_FN(11), .need = CMD_OFF_BAR, .bar = "更多", .help = "更多。", .run = run_nothing },
    { .id = "walkin.phrase", .show = "::", .bar = "短语", .help = "插入短语。" },
    { .id = NULL },
};

static void
tables_are_checked(void **state)
{
    static const struct command same_key[] = { ROW("a.x", 'n', "h"), ROW("a.y", 'n', "h"), { 0 } };
    static const struct command same_id[] = { ROW("a.x", 'n', "h"), ROW("a.x", 'm', "h"), { 0 } };
    static const struct command no_help[] = { ROW("a.x", 'n', ""), { 0 } };
    static const struct command frame_key[] = { ROW("a.x", CMD_CTRL('p'), "h"), { 0 } };
    static const struct command yes_key[] = { ROW("a.x", CMD_CTRL('y'), "h"), { 0 } };
    static const struct command fkey[] = { ROW("a.x", CMD_FN(5), "h"), { 0 } };
    static const struct command question[] = { ROW("a.x", '?', "h"), { 0 } };
    static const struct command bad_id[] = { ROW("New thing", 'n', "h"), { 0 } };
    static const struct command menu_table[] = { ROW("desk.quit", 'n', "h"), { 0 } };
    static const struct menu menu[] = { { "本台", menu_table }, { 0 } };
    static const struct command again[] = { ROW("walkin.new", 'w', "h"), { 0 } };
    static const struct screen_ops one = { .commands = good }, same_table = { .commands = good },
                                   same_id_elsewhere = { .commands = again };
    const struct command *bad[] = { same_key, same_id, no_help, frame_key, yes_key, fkey, question, bad_id };
    struct err err = { 0 };

    (void)state;
    assert_true(commands_check(good, NULL, &err));
    for (size_t i = 0; i < COUNT(bad); i++) {
        memset(&err, 0, sizeof err);
        assert_row_int(i, commands_check(bad[i], NULL, &err), false);
        assert_true(err.text[0] != '\0');
    }
    assert_false(commands_check(good, menu, &err));         /* n is the menu's already */
    assert_true(commands_check_screens((const struct screen_ops *const[]) { &one, &same_table, NULL }, NULL, &err));
    assert_false(commands_check_screens((const struct screen_ops *const[]) { &one, &same_id_elsewhere, NULL }, NULL, &err));
    assert_string_equal(err.text, "walkin.new: id given on two screens");
}

static void
keys_find_commands(void **state)
{
    static const struct { struct key k; const char *id; } cases[] = {
        { { .kind = KEY_CHAR, .cp = 'n' }, "walkin.new" },
        { { .kind = KEY_CHAR, .cp = 'N' }, "walkin.new" },              /* Caps Lock */
        { { .kind = KEY_CHAR, .cp = 0xFF4E }, "walkin.new" },           /* ｎ */
        { { .kind = KEY_CHAR, .cp = 0x3000 }, "walkin.pass" },          /* the wide blank */
        { { .kind = KEY_CHAR, .cp = '1' }, "walkin.pass" },
        { { .kind = KEY_CTRL, .cp = 's' }, "walkin.save" },
        { { .kind = KEY_CHAR, .cp = 's' }, NULL },
        { { .kind = KEY_BACKSPACE }, "walkin.back" },
        { { .kind = KEY_FN, .number = 11 }, "walkin.more" },
        { { .kind = KEY_CHAR, .cp = 0x65B0 }, NULL },                   /* 新 */
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct command *c = command_find(good, NULL, &cases[i].k);

        assert_row_string(i, c ? c->id : NULL, cases[i].id);
    }
}

static void
key_row_holds_what_fits(void **state)
{
    static const struct { int width; const char *want; } cases[] = {
        { 80, "n新建 ^S保存 Space/1合格 Backspace上一项 ::短语" },
        { 31, "n新建 ^S保存 Space/1合格 ::短语" },
        { 5, "n新建" },
        { 4, "" },
    };
    struct arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char *bar = command_bar(&a, good, NULL, cases[i].width);

        assert_row_string(i, bar, cases[i].want);
        assert_true(text_columns(bar) <= cases[i].width);
    }
    arena_free(&a);
}

static void
palette_searches_in_four_ways(void **state)
{
    static const struct command save = { .id = "complaint.new", .bar = "新投诉", .help = "受理一件投诉, 时钟开始走。" };
    static const struct palette_entry e = { .label = "新投诉", .help = "受理一件投诉, 时钟开始走。", .key = "", .command = &save };
    static const struct { const char *typed; bool fits; } cases[] = {
        { "新投", true }, { "投诉", true }, { "xts", true }, { "ts", true }, { "tousu", true }, { "complaint", true }, { "nt.n", true },
        { "时钟", true }, { "szks", true }, { "验房", false }, { "yf", false }, { "zzz", false },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_row_int(i, palette_match(&e, cases[i].typed) > 0, cases[i].fits);
    assert_true(palette_match(&e, "新投") > palette_match(&e, "时钟"));
    assert_true(palette_match(&e, "xts") > palette_match(&e, "complaint"));
}

/* ---- picking ------------------------------------------------------------------------------------- */

static const struct option options[] = {
    { .code = "01", .text = "裂缝" }, { .code = "02", .text = "门窗" }, { .code = "03", .text = "旧项", .retired = true },
    { .code = "07", .text = "防水" }, { .code = "08", .text = "防火" },
};

static enum picked
type(struct picker *p, const char *keys)
{
    enum picked r = PICK_NOTHING;
    const char *end = keys + strlen(keys);

    while (keys < end && r != PICK_TAKEN) {
        struct key k = { .kind = KEY_CHAR };

        keys += text_decode(keys, end, &k.cp);
        if (k.cp == '\r')
            k.kind = KEY_ENTER;
        else if (k.cp == '\b')
            k.kind = KEY_BACKSPACE;
        else if (k.cp == 'V')
            k.kind = KEY_DOWN_;
        r = picker_key(p, &k);
    }
    return r;
}

static void
one_is_picked_by_code_letters_text_or_arrows(void **state)
{
    static const struct { const char *keys; enum picked want; int chosen; } cases[] = {
        { "07", PICK_TAKEN, 3 }, { "fs\r", PICK_TAKEN, 3 }, { "fh\r", PICK_TAKEN, 4 }, { "防\r", PICK_TAKEN, 3 },
        { "窗\r", PICK_TAKEN, 1 }, { "VV\r", PICK_TAKEN, 3 }, { "03", PICK_MOVED, 0 }, { "9907", PICK_TAKEN, 3 },
        { "fx\b\bmc\r", PICK_TAKEN, 1 }, { "VVVVVV\r", PICK_TAKEN, 4 }, { "０７", PICK_TAKEN, 3 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct picker *p = picker_new(options, COUNT(options), false);

        assert_row_int(i, type(p, cases[i].keys), cases[i].want);
        if (cases[i].want == PICK_TAKEN)
            assert_row_int(i, picker_chosen(p), cases[i].chosen);
        picker_free(&p);
    }
}

static void
several_are_ticked(void **state)
{
    struct picker *p = picker_new(options, COUNT(options), true);

    (void)state;
    picker_tick(p, 0, true);
    assert_int_equal(type(p, "07"), PICK_MOVED);
    assert_int_equal(type(p, "01"), PICK_MOVED);
    assert_int_equal(type(p, "mc "), PICK_MOVED);
    assert_int_equal(type(p, "\r"), PICK_CLOSED);
    assert_false(picker_ticked(p, 0));
    assert_true(picker_ticked(p, 1));
    assert_true(picker_ticked(p, 3));
    picker_free(&p);
}

static void
codes_are_made_as_long_as_needed(void **state)
{
    struct option many[12];
    struct picker *p;

    (void)state;
    for (size_t i = 0; i < COUNT(many); i++)
        many[i] = (struct option) { .text = "项" };
    p = picker_new(many, 9, false);
    assert_int_equal(type(p, "9"), PICK_TAKEN);
    assert_int_equal(picker_chosen(p), 8);
    picker_replace(p, many, 12);
    picker_free(&p);
    p = picker_new(many, 12, false);
    assert_int_equal(type(p, "1"), PICK_MOVED);
    assert_int_equal(type(p, "2"), PICK_TAKEN);
    assert_int_equal(picker_chosen(p), 11);
    picker_free(&p);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_are_checked),
        cmocka_unit_test(keys_find_commands),
        cmocka_unit_test(key_row_holds_what_fits),
        cmocka_unit_test(palette_searches_in_four_ways),
        cmocka_unit_test(one_is_picked_by_code_letters_text_or_arrows),
        cmocka_unit_test(several_are_ticked),
        cmocka_unit_test(codes_are_made_as_long_as_needed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
