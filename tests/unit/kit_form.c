/* Forms without a terminal: keys in, values out. */
#include "tests/support.h"

#include "base/text.h"
#include "tests/world.h"
#include "ui/kit/form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- a world ------------------------------------------------------------------------------------ */

enum { PHONE, NAME, TITLE, NEED, MATTER, PEOPLE, ON, WHO, AGREED, WORDS, REASON };

static bool
when_refused(const struct field *fields, const struct value *v)
{
    (void)fields;
    return v[AGREED].set && !v[AGREED].num;
}

static const struct field fields[] = {
    [PHONE] = { .name = "phone", .label = "Phone", .kind = FIELD_PHONE, .required = true, .mask = MASK_PHONE },
    [NAME] = { .name = "name", .label = "Name", .kind = FIELD_TEXT, .limit = 10, .required = true, .hint = "As they say it" },
    [TITLE] = { .name = "title", .label = "Title", .kind = FIELD_CHOICE, .list = "title", .required = true },
    [NEED] = { .name = "need", .label = "Need", .kind = FIELD_CHOICES, .list = "need" },
    [MATTER] = { .name = "matter", .label = "Matter", .kind = FIELD_CHOICE, .list = "matter", .skip = true },
    [PEOPLE] = { .name = "people", .label = "People", .kind = FIELD_NUMBER, .preset = "1", .min = 1, .max = 30 },
    [ON] = { .name = "on", .label = "On", .kind = FIELD_DATE, .skip = true, .keep_last = true },
    [WHO] = { .name = "who", .label = "Who", .kind = FIELD_REF, .list = "staff", .skip = true },
    [AGREED] = { .name = "agreed", .label = "Agreed", .kind = FIELD_BOOL, .skip = true },
    [WORDS] = { .name = "words", .label = "Words", .kind = FIELD_LONG, .skip = true },
    [REASON] = { .name = "reason", .label = "Reason", .kind = FIELD_TEXT, .required = true, .when = when_refused },
    { .name = NULL },
};

struct world {
    struct field_env env;
    struct form *form;
    struct arena arena;
    struct buf log;             /* what the ops were told */
    int drafts, done;
};

static void
on_change(void *ctx, struct form *f, int field)
{
    struct world *w = ctx;
    const struct value *v = form_get(f, field);

    buf_printf(&w->log, "%s ", fields[field].name);
    if (field == PHONE && v->set && strcmp(v->text, "13800135678") == 0)
        form_set(f, NAME, &(struct value) { .set = true, .text = "王建国" });
}

static void
on_draft(void *ctx, struct form *f)
{
    (void)f;
    ((struct world *)ctx)->drafts++;
}

static void
on_done(void *ctx, struct form *f)
{
    (void)f;
    ((struct world *)ctx)->done++;
}

static const struct form_ops ops = { .change = on_change, .draft = on_draft, .done = on_done };

static struct form *
open(struct world *w)
{
    *w = (struct world) { .env = world_env() };
    w->form = form_new(fields, &w->env, &ops, w);
    form_set_phrases(w->form, world_phrases, NULL);
    form_start(w->form, NULL);
    return w->form;
}

static void
shut(struct world *w)
{
    form_free(&w->form);
    arena_free(&w->arena);
    buf_free(&w->log);
}

/* \r Enter, \t Tab, \x01 back-tab, \x02 up, \x03 down, \b Backspace, \x1b Esc, \x15 Ctrl-U */
static void
type(struct form *f, const char *keys)
{
    static const struct { uint32_t cp; struct key k; } special[] = {
        { '\r', { .kind = KEY_ENTER } }, { '\t', { .kind = KEY_TAB } }, { 1, { .kind = KEY_BACKTAB } }, { 2, { .kind = KEY_UP_ } },
        { 3, { .kind = KEY_DOWN_ } }, { '\b', { .kind = KEY_BACKSPACE } }, { 27, { .kind = KEY_ESC } },
        { 0x15, { .kind = KEY_CTRL, .cp = 'u' } },
    };
    const char *end = keys + strlen(keys);

    while (keys < end) {
        struct key k = { .kind = KEY_CHAR };

        keys += text_decode(keys, end, &k.cp);
        for (size_t i = 0; i < COUNT(special); i++)
            if (special[i].cp == k.cp && k.kind == KEY_CHAR) {
                k = special[i].k;
                break;
            }
        form_key(f, &k);
    }
}

static const char *
plain(struct world *w, int field)
{
    return field_plain(&fields[field], &form_values(w->form)[field], &w->env, &w->arena);
}

/* ---- tests ----------------------------------------------------------------------------------------- */

static void
few_keys_fill_a_form(void **state)
{
    struct world w;
    struct form *f = open(&w);

    (void)state;
    assert_int_equal(form_at(f), PHONE);
    type(f, "13800135678\r");
    assert_int_equal(form_at(f), TITLE);        /* the name was looked up: nothing to decide there */
    assert_string_equal(plain(&w, NAME), "王建国");
    type(f, "1");
    assert_int_equal(form_at(f), NEED);         /* a complete code needs no Enter */
    type(f, "31");
    assert_string_equal(form_get(f, NEED)->text, "1 3");
    type(f, "3\r");
    assert_string_equal(form_get(f, NEED)->text, "1");
    assert_int_equal(w.done, 1);                /* People has its default, the rest is skipped */
    assert_true(form_check(f));
    assert_int_equal(form_values(f)[PEOPLE].num, 1);
    assert_true(form_dirty(f));
    assert_string_equal(w.log.text, "phone title need ");
    assert_true(w.drafts >= 13);
    shut(&w);
}

static void
typing_replaces_a_default_but_not_a_record(void **state)
{
    struct world w;
    struct form *f = open(&w);
    struct value stored[COUNT(fields) - 1] = { { 0 } };

    (void)state;
    assert_true(form_focus(f, PEOPLE));
    type(f, "4\t");
    assert_int_equal(form_values(f)[PEOPLE].num, 4);
    type(f, "\x01" "2\t");                     /* typed by hand now: it grows */
    assert_null(form_values(f)[PEOPLE].text);
    assert_int_equal(form_at(f), PEOPLE);       /* 42 people: held once */
    type(f, "\x15" "2\t");
    assert_int_equal(form_values(f)[PEOPLE].num, 2);
    stored[NAME] = (struct value) { .set = true, .text = "欧阳" };
    form_load(f, stored);
    assert_false(form_dirty(f));
    form_focus(f, NAME);
    type(f, "明\t");
    assert_string_equal(plain(&w, NAME), "欧阳明");
    shut(&w);
}

static void
choices_take_codes_letters_text_and_lists(void **state)
{
    static const struct { const char *keys, *want; } cases[] = {
        { "07", "07" }, { "fs\r", "07" }, { "fh\t", "08" }, { "防\r", "07" }, { "火\r", "08" }, { " 08", "08" }, { " \x03\x03\r", "07" },
        { " fh\r", "08" }, { "０７", "07" }, { "99" "07", "07" }, { "09\t", NULL }, { "zz\t", NULL }, { " \x1b\t", NULL },
        { "\xE3\x80\x80" "08", "08" },         /* the wide blank opens the list as well */
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct world w;
        struct form *f = open(&w);
        const struct value *v;

        form_focus(f, MATTER);
        type(f, cases[i].keys);
        v = &form_values(f)[MATTER];
        assert_row_string(i, v->set ? v->text : NULL, cases[i].want);
        form_focus(f, MATTER);
        type(f, "\x1b\b");                     /* Backspace takes the choice away */
        assert_false(v->set);
        shut(&w);
    }
}

static void
several_are_ticked_in_the_list(void **state)
{
    struct world w;
    struct form *f = open(&w);

    (void)state;
    form_set(f, NEED, &(struct value) { .set = true, .text = "2" });
    form_focus(f, NEED);
    type(f, "13");                              /* the first code replaces the default */
    assert_string_equal(form_values(f)[NEED].text, "1 3");
    type(f, " ");
    type(f, "\x03 \r");                         /* tick the second, accept */
    assert_string_equal(form_values(f)[NEED].text, "1 2 3");
    assert_int_not_equal(form_at(f), NEED);
    form_focus(f, NEED);
    type(f, " 1\x1b");                          /* Esc leaves it as it was */
    assert_string_equal(form_values(f)[NEED].text, "1 2 3");
    type(f, "dk\r");                            /* letters and Enter toggle: off again */
    assert_string_equal(form_values(f)[NEED].text, "1 2");
    assert_int_equal(form_at(f), NEED);
    shut(&w);
}

static void
wrong_input_holds_the_cursor_once(void **state)
{
    struct world w;
    struct form *f = open(&w);
    bool warn;

    (void)state;
    type(f, "123\r");
    assert_int_equal(form_at(f), PHONE);
    assert_non_null(form_note(f, &warn));
    assert_true(warn);
    type(f, "\r");                              /* the second time it lets go, the text stays */
    assert_int_equal(form_at(f), NAME);
    assert_string_equal(form_note(f, &warn), "As they say it");
    assert_false(warn);
    type(f, "李\r1\r");
    assert_int_equal(form_at(f), PHONE);        /* Enter at the end comes back to what is wrong */
    assert_string_equal(form_typed(f, PHONE, &w.arena), "123");
    assert_false(form_check(f));
    assert_int_equal(form_at(f), PHONE);
    type(f, "\x15" "13900000000\r");
    assert_true(form_check(f));
    assert_string_equal(plain(&w, PHONE), "13900000000");
    shut(&w);
}

static void
saving_asks_for_what_is_missing(void **state)
{
    struct world w;
    struct form *f = open(&w);
    struct err err = { 0 };
    bool warn;

    (void)state;
    type(f, "13900000000");
    assert_false(form_check(f));
    assert_int_equal(form_at(f), NAME);
    assert_string_equal(form_note(f, &warn), "Name must be filled in.");
    assert_true(warn);
    type(f, "李\r1");
    assert_true(form_check(f));
    form_focus(f, AGREED);
    type(f, "0");                               /* now a reason is due */
    assert_false(form_check(f));
    assert_int_equal(form_at(f), REASON);
    type(f, "忙");
    assert_true(form_check(f));
    assert_string_equal(plain(&w, REASON), "忙");
    form_focus(f, AGREED);
    type(f, "1");
    assert_true(form_check(f));
    assert_false(form_values(f)[REASON].set);   /* a field that does not apply says nothing */
    err_field(&err, "title", "taken");
    form_fail(f, &err);
    assert_int_equal(form_at(f), TITLE);
    assert_string_equal(form_note(f, &warn), "taken");
    shut(&w);
}

static void
what_was_understood_is_said(void **state)
{
    struct world w;
    struct form *f = open(&w);
    char *want;
    bool warn;

    (void)state;
    form_focus(f, ON);
    type(f, "28");
    assert_true(form_get(f, ON)->set);          /* understood before it is left */
    want = arena_printf(&w.arena, "On: 11-28 %s", day_weekday_name((day)form_get(f, ON)->num));
    assert_string_equal(form_note(f, &warn), want);
    type(f, "x");
    assert_false(form_get(f, ON)->set);
    assert_null(form_note(f, &warn));           /* no complaint while typing */
    shut(&w);
}

static void
references_are_searched_and_taken(void **state)
{
    static const struct { const char *keys; int64_t want; } cases[] = {
        { "陈\r", 2 }, { "陈\t", 2 }, { "王\x03\r", 3 }, { "王\r", 1 }, { " \x03\r", 2 }, { "王\t\t", 0 }, { "赵\t\t", 0 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct world w;
        struct form *f = open(&w);

        form_focus(f, WHO);
        type(f, cases[i].keys);
        assert_row_int(i, form_values(f)[WHO].set ? form_values(f)[WHO].num : 0, cases[i].want);
        shut(&w);
    }
}

static void
masked_values_stay_masked_until_typed_anew(void **state)
{
    struct world w;
    struct form *f = open(&w);
    struct value stored[COUNT(fields) - 1] = { { 0 } };

    (void)state;
    stored[PHONE] = (struct value) { .set = true, .text = "13800135678" };
    stored[NAME] = (struct value) { .set = true, .text = "王" };
    form_load(f, stored);
    assert_true(form_masked(f, PHONE));
    form_focus(f, PHONE);
    type(f, "\b\b\t");                          /* touching it by accident loses nothing */
    assert_string_equal(plain(&w, PHONE), "13800135678");
    assert_true(form_masked(f, PHONE));
    form_focus(f, PHONE);
    type(f, "13900000000\t");
    assert_string_equal(plain(&w, PHONE), "13900000000");
    assert_false(form_masked(f, PHONE));
    form_load(f, stored);
    form_focus(f, PHONE);
    form_reveal(f, PHONE);
    type(f, "\b9\t");
    assert_string_equal(plain(&w, PHONE), "13800135679");
    shut(&w);
}

static void
phrases_and_long_text(void **state)
{
    struct world w;
    struct form *f = open(&w);

    (void)state;
    form_focus(f, WORDS);
    type(f, "卫生间::sl\r一处");
    form_key(f, &(struct key) { .kind = KEY_CTRL, .cp = 'j' });
    type(f, "今天\r");
    assert_string_equal(plain(&w, WORDS), "卫生间上门查看漏水点一处\n今天");
    shut(&w);
}

static void
a_draft_comes_back_as_it_was(void **state)
{
    struct world w, w2;
    struct form *f = open(&w), *g;
    struct buf draft = { 0 };

    (void)state;
    type(f, "13900000000\r李\\n\r2" "12\r");
    form_focus(f, ON);
    type(f, "28\t");
    form_focus(f, WHO);
    type(f, "陈\r");
    form_focus(f, WORDS);
    type(f, "一");
    form_key(f, &(struct key) { .kind = KEY_CTRL, .cp = 'j' });
    type(f, "二\t");
    form_focus(f, NAME);
    type(f, "x");
    form_focus(f, PEOPLE);
    type(f, "many");                            /* not a number yet, and being typed */
    form_write_draft(f, &draft);
    g = open(&w2);
    w2.env.now += 40 * DAY_SECONDS;             /* taken up another day: 28 is still that 28th */
    assert_true(form_read_draft(g, draft.text));
    assert_true(form_dirty(g));
    for (int i = 0; fields[i].name; i++)
        if (i != PEOPLE)
            assert_true(value_equal(&fields[i], &form_values(f)[i], &form_values(g)[i]));
    assert_string_equal(form_values(g)[NAME].text, "李\\nx");
    assert_int_equal(form_at(g), PEOPLE);
    assert_string_equal(form_typed(g, PEOPLE, &w2.arena), "many");
    assert_false(form_read_draft(g, "nobody=1\n\nrubbish"));
    buf_free(&draft);
    shut(&w);
    shut(&w2);
}

static void
kept_values_are_defaults(void **state)
{
    struct world w;
    struct form *f = open(&w);
    struct value kept[COUNT(fields) - 1] = { { 0 } };

    (void)state;
    kept[ON] = (struct value) { .set = true, .num = 20000 };
    kept[NAME] = (struct value) { .set = true, .text = "not kept" };
    form_start(f, kept);
    assert_int_equal(form_values(f)[ON].num, 20000);
    assert_false(form_values(f)[NAME].set);
    assert_false(form_dirty(f));
    shut(&w);
}

/* Any keys: nothing breaks, and what the form holds can always be checked and drafted. */
static void
random_keys_break_nothing(void **state)
{
    static const char *const keys[] = {
        "1", "2", "0", "7", " ", "\r", "\t", "\x01", "\x02", "\x03", "\b", "\x1b", "\x15", "a", "fs", "王", "陈静", "::sl", "28", "+3", "9",
        "13800135678\r", "，", "?", "0\t",
    };
    unsigned seed = 44;
    struct world w;
    struct form *f = open(&w);

    (void)state;
    for (int i = 0; i < 30000; i++) {
        type(f, keys[(unsigned)rand_r(&seed) % COUNT(keys)]);
        if (i % 100 == 0) {
            struct buf draft = { 0 };

            form_write_draft(f, &draft);
            form_check(f);
            form_read_draft(f, draft.text ? draft.text : "");
            buf_free(&draft);
        }
        if (i % 1000 == 0)
            form_start(f, NULL);
    }
    shut(&w);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(few_keys_fill_a_form),
        cmocka_unit_test(typing_replaces_a_default_but_not_a_record),
        cmocka_unit_test(choices_take_codes_letters_text_and_lists),
        cmocka_unit_test(several_are_ticked_in_the_list),
        cmocka_unit_test(wrong_input_holds_the_cursor_once),
        cmocka_unit_test(saving_asks_for_what_is_missing),
        cmocka_unit_test(what_was_understood_is_said),
        cmocka_unit_test(references_are_searched_and_taken),
        cmocka_unit_test(masked_values_stay_masked_until_typed_anew),
        cmocka_unit_test(phrases_and_long_text),
        cmocka_unit_test(a_draft_comes_back_as_it_was),
        cmocka_unit_test(kept_values_are_defaults),
        cmocka_unit_test(random_keys_break_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
